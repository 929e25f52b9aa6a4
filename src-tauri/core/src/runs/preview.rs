//! What a run would have to work with, before it is started. Nothing is stored, and no model is asked.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specta::Type;
use sqlx::PgPool;
use uuid::Uuid;

use super::{
    config::RunConfig,
    start::{RunSource, input_of, may_begin},
};
use crate::{
    agents::{character, needs},
    error::{Error, Result},
    pools::Need,
};

/// What the first two agents would see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct RunPreview {
    /// As it was read.
    #[specta(type = specta_typescript::Unknown)]
    pub input: Value,
    /// As the console reads the needs by itself; a model may read others.
    #[specta(type = specta_typescript::Unknown)]
    pub analysis: Value,
    /// Who could be drawn, likeliest first.
    pub archetypes: Vec<PreviewArchetype>,
    /// What they could have lived through, likeliest first.
    pub experiences: Vec<PreviewExperience>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewArchetype {
    pub id: Uuid,
    pub name: String,
    pub display_name: String,
    #[specta(type = specta_typescript::Number)]
    pub chance: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct PreviewExperience {
    pub id: Uuid,
    pub title: String,
    pub need: Need,
    /// To be among those drawn, whoever is.
    #[specta(type = specta_typescript::Number)]
    pub chance: f64,
}

/// Refuses what `start` would refuse.
pub async fn check(pool: &PgPool, source: &RunSource, config: &RunConfig) -> Result<RunPreview> {
    let mut connection = pool.acquire().await?;
    let input = input_of(&mut connection, source).await?;
    may_begin(&mut connection, &input, config).await?;
    drop(connection);
    let read = input.clone();
    let analysis = tokio::task::spawn_blocking(move || needs::analyse(&read))
        .await
        .map_err(|cause| Error::internal("reading the needs broke off", &cause))?;
    let odds = character::odds(pool, &input, &analysis).await?;
    let archetype = |one: character::Archetype| PreviewArchetype {
        id: one.id,
        name: one.name,
        display_name: one.display_name,
        chance: one.chance,
    };
    let experience = |one: character::ExperienceCandidate| PreviewExperience {
        id: one.id,
        title: one.title,
        need: one.need,
        chance: one.chance,
    };
    Ok(RunPreview {
        input: json!(input),
        analysis: json!(analysis),
        archetypes: odds.archetypes.into_iter().map(archetype).collect(),
        experiences: odds.experiences.into_iter().map(experience).collect(),
    })
}
