//! The first agents without a run: what the variables of a prompt would be for somebody. Nothing is stored.

use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;

use super::start::{RunSource, input_of};
use crate::{
    agents::{character, input::RunInput, needs},
    error::Result,
};

/// The values a template would be given for this person or sample, as offline agents find them.
pub async fn variables(pool: &PgPool, input: &RunInput, seed: u32) -> Result<Value> {
    let analysis = needs::analyse(input);
    let material = character::gather(pool, input, &analysis, seed).await?;
    let character = character::compose(&material, input, &analysis, seed);
    Ok(character::variables(&character, &material, &analysis, input))
}

pub async fn of_sample(pool: &PgPool, name: &str, seed: u32) -> Result<Value> {
    rehearsed(pool, RunSource::Sample { name: name.to_owned() }, seed).await
}

pub async fn of_person(pool: &PgPool, id: Uuid, seed: u32) -> Result<Value> {
    rehearsed(pool, RunSource::Person { id }, seed).await
}

async fn rehearsed(pool: &PgPool, source: RunSource, seed: u32) -> Result<Value> {
    let mut connection = pool.acquire().await?;
    let input = input_of(&mut connection, &source).await?;
    drop(connection);
    variables(pool, &input, seed).await
}
