//! What people told us, as the input of a run: of a sample, of a person, of an earlier run; and what the first agents make
//! of it, without a run. Neither what somebody visited nor how they sign in is ever read.

use serde_json::Value;
use sqlx::{FromRow, PgConnection, PgPool, types::Json};
use uuid::Uuid;

use super::{
    character,
    input::{Meta, Preferences, RunInput, UserData},
    needs,
};
use crate::error::{Error, Result};

pub async fn by_sample(connection: &mut PgConnection, name: &str) -> Result<RunInput> {
    let input: Option<Value> = sqlx::query_scalar("select input from knock.sample_inputs where name = $1")
        .bind(name)
        .fetch_optional(connection)
        .await?;
    RunInput::read(&input.ok_or_else(|| Error::not_found("sample input", name))?)
}

pub async fn by_run(connection: &mut PgConnection, run: Uuid) -> Result<RunInput> {
    let input: Option<Value> =
        sqlx::query_scalar("select input from knock.agent_jobs where id = $1").bind(run).fetch_optional(connection).await?;
    RunInput::read(&input.ok_or_else(|| Error::not_found("run", run))?)
}

#[derive(FromRow)]
struct Told {
    name: String,
    domains: Vec<String>,
    keywords: Vec<String>,
    categories: Vec<String>,
    interests: Vec<String>,
    avoid_topics: Vec<String>,
    preferences: Json<Preferences>,
}

pub async fn by_person(connection: &mut PgConnection, id: Uuid) -> Result<RunInput> {
    let told: Option<Told> = sqlx::query_as(
        "select coalesce(nullif(btrim(person.display_name), ''), person.username, split_part(person.email, '@', 1)) as name,
           told.domains, told.keywords, told.categories, told.interests, told.avoid_topics,
           jsonb_strip_nulls(jsonb_build_object('conversationStyle', told.conversation_style,
             'responseLength', told.response_length)) as preferences
         from knock.users as person join knock.onboarding_data as told on told.user_id = person.id
         where person.id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await?;
    let told = told.ok_or_else(|| Error::not_found("what this person told", id))?;
    let input = RunInput {
        user_data: UserData {
            domains: told.domains,
            keywords: told.keywords,
            categories: told.categories,
            interests: told.interests,
            avoid_topics: told.avoid_topics,
            browsing_history: None,
        },
        preferences: told.preferences.0,
        // Longer names exist; a prompt calls people by what fits into a sentence.
        meta: Meta { user_id: Some(id), user_name: told.name.chars().take(20).collect(), language: "ko".to_owned() },
    };
    input.check()?;
    Ok(input)
}

/// The variables that a prompt for this input would be given, as the offline agents find them. Nothing is stored.
pub async fn rehearsed(pool: &PgPool, input: &RunInput, seed: u32) -> Result<Value> {
    let analysis = needs::analyse(input);
    let material = character::gather(pool, input, &analysis, seed).await?;
    let character = character::compose(&material, input, &analysis, seed);
    Ok(character::variables(&character, &material, &analysis, input))
}
