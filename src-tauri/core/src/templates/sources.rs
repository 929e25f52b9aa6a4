//! Where contexts can be taken from: past runs, sample inputs, and people by what they told at the beginning. What a run
//! rendered with was recorded; of the others there is an input, and the agents say what it would come to.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{FromRow, PgPool, types::Json};
use uuid::Uuid;

use crate::{
    agents::input::{Meta, Preferences, RunInput, UserData},
    error::{Error, ErrorCode, Result},
    page::containing,
    tables::filter::words_of,
    templates::contexts,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, sqlx::Type)]
#[serde(rename_all = "camelCase")]
#[sqlx(type_name = "text", rename_all = "lowercase")]
pub enum ContextSourceKind {
    Run,
    Sample,
    Person,
}

/// What a source is called by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ContextSourceKey {
    pub kind: ContextSourceKind,
    /// A run's number, a sample's name, a person's id.
    pub key: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct ContextSource {
    pub kind: ContextSourceKind,
    /// A run's number, a sample's name, a person's id.
    pub key: String,
    /// Of a run: whom it was for, where that is known.
    pub label: String,
    /// Of a run the archetype that came out, of a sample its English title.
    pub note: Option<String>,
    pub at: Option<DateTime<Utc>>,
    /// Of a run; what a context that is kept from it remembers.
    pub job_id: Option<Uuid>,
}

/// Of each kind; whoever wants an older one writes more of it.
const MOST_LISTED: i64 = 200;

/// Runs that recorded what they rendered with, newest first; then samples and people, by name. Each word of the text is
/// found in the label, the note or the key.
pub async fn list(pool: &PgPool, text: &str) -> Result<Vec<ContextSource>> {
    let words: Vec<String> = words_of(text).iter().map(|word| containing(word)).collect();
    let (runs, samples, people) =
        tokio::try_join!(fetch(pool, RUNS, &words), fetch(pool, SAMPLES, &words), fetch(pool, PEOPLE, &words))?;
    Ok([runs, samples, people].concat())
}

async fn fetch(pool: &PgPool, statement: &'static str, words: &[String]) -> Result<Vec<ContextSource>> {
    Ok(sqlx::query_as(statement).bind(words).bind(MOST_LISTED).fetch_all(pool).await?)
}

const RUNS: &str = "select 'run' as kind, number::text as key, label, note, at, job_id
    from (
      select job.number, job.id as job_id, job.created_at as at, job.output #>> '{character,archetype}' as note,
        coalesce(person.display_name, person.username, job.input #>> '{meta,userName}', '') as label
      from knock.agent_jobs as job left join knock.users as person on person.id = job.user_id
    ) as run
    where concat_ws(' ', '#' || number, label, note) ilike all ($1)
      and exists (select from knock.agent_job_logs as log
        where log.job_id = run.job_id and log.step = 3 and jsonb_typeof(log.input -> 'variables') = 'object')
    order by number desc limit $2";

const SAMPLES: &str = "select 'sample' as kind, name as key, title as label, title_en as note, updated_at as at,
      null::uuid as job_id
    from knock.sample_inputs where concat_ws(' ', name, title, title_en) ilike all ($1)
    order by title, name limit $2";

const PEOPLE: &str =
    "select 'person' as kind, person.id::text as key, coalesce(display_name, username, email) as label,
      null as note, told.updated_at as at, null::uuid as job_id
    from knock.users as person join knock.onboarding_data as told on told.user_id = person.id
    where concat_ws(' ', display_name, username, email) ilike all ($1)
    order by label, person.id limit $2";

/// The variables of a source, as a template takes them.
pub async fn variables_of(pool: &PgPool, source: &ContextSourceKey) -> Result<Value> {
    match source.kind {
        ContextSourceKind::Run => contexts::of_run(pool, run_number(&source.key)?).await,
        ContextSourceKind::Sample | ContextSourceKind::Person => {
            input_of(pool, source).await?;
            // TO BE JOINED: crate::agents::rehearse(pool, &input, seed).await
            Err(Error::new(ErrorCode::Conflict, "the agents that make variables of an input are not there yet"))
        }
    }
}

fn run_number(key: &str) -> Result<i64> {
    key.parse().map_err(|_| Error::invalid("key", "a run is called by its number"))
}

/// What a run for this source would start from.
pub async fn input_of(pool: &PgPool, source: &ContextSourceKey) -> Result<RunInput> {
    match source.kind {
        ContextSourceKind::Run => input_of_run(pool, run_number(&source.key)?).await,
        ContextSourceKind::Sample => input_of_sample(pool, &source.key).await,
        ContextSourceKind::Person => {
            let id = source.key.parse().map_err(|_| Error::invalid("key", "a person is called by an id"))?;
            input_of_person(pool, id).await
        }
    }
}

async fn input_of_run(pool: &PgPool, number: i64) -> Result<RunInput> {
    let input = sqlx::query_scalar("select input from knock.agent_jobs where number = $1");
    readable(input.bind(number).fetch_optional(pool).await?.ok_or_else(|| Error::not_found("run", number))?)
}

async fn input_of_sample(pool: &PgPool, name: &str) -> Result<RunInput> {
    let input = sqlx::query_scalar("select input from knock.sample_inputs where name = $1");
    readable(input.bind(name).fetch_optional(pool).await?.ok_or_else(|| Error::not_found("sample input", name))?)
}

fn readable(input: Value) -> Result<RunInput> {
    serde_json::from_value(input)
        .map_err(|cause| Error::invalid("input", "this is no input of a run").details(cause.to_string()))
}

/// What somebody told: neither what they visited nor how they sign in.
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

async fn input_of_person(pool: &PgPool, id: Uuid) -> Result<RunInput> {
    let told: Option<Told> = sqlx::query_as(
        "select coalesce(person.display_name, person.username, split_part(person.email, '@', 1)) as name, told.domains,
           told.keywords, told.categories, told.interests, told.avoid_topics,
           jsonb_strip_nulls(jsonb_build_object('conversationStyle', told.conversation_style,
             'responseLength', told.response_length)) as preferences
         from knock.users as person join knock.onboarding_data as told on told.user_id = person.id
         where person.id = $1",
    )
    .bind(id)
    .fetch_optional(pool)
    .await?;
    let told = told.ok_or_else(|| Error::not_found("what this person told", id))?;
    Ok(RunInput {
        user_data: UserData {
            domains: told.domains,
            keywords: told.keywords,
            categories: told.categories,
            interests: told.interests,
            avoid_topics: told.avoid_topics,
            browsing_history: None,
        },
        preferences: told.preferences.0,
        meta: Meta { user_id: Some(id), user_name: told.name, language: "ko".to_owned() },
    })
}
