//! Where contexts can be taken from: past runs, sample inputs, and people by what they told at the beginning. What a run
//! rendered with was recorded; of the others there is an input, and the agents say what it would come to.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use crate::{
    agents::{input::RunInput, told},
    error::{Error, Result},
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

/// The variables of a source, as a template takes them: those a run recorded, or what a run would come to.
pub async fn variables_of(pool: &PgPool, source: &ContextSourceKey) -> Result<Value> {
    match source.kind {
        ContextSourceKind::Run => contexts::of_run(pool, run_number(&source.key)?).await,
        ContextSourceKind::Sample | ContextSourceKind::Person => {
            let input = input_of(pool, source).await?;
            told::rehearsed(pool, &input, SEED).await
        }
    }
}

/// The same source is always the same context.
const SEED: u32 = 1;

fn run_number(key: &str) -> Result<i64> {
    key.parse().map_err(|_| Error::invalid("key", "a run is called by its number"))
}

/// What a run for this source would start from.
pub async fn input_of(pool: &PgPool, source: &ContextSourceKey) -> Result<RunInput> {
    let mut connection = pool.acquire().await?;
    match source.kind {
        ContextSourceKind::Run => {
            let number = run_number(&source.key)?;
            let run: Option<Uuid> = sqlx::query_scalar("select id from knock.agent_jobs where number = $1")
                .bind(number)
                .fetch_optional(&mut *connection)
                .await?;
            told::by_run(&mut connection, run.ok_or_else(|| Error::not_found("run", number))?).await
        }
        ContextSourceKind::Sample => told::by_sample(&mut connection, &source.key).await,
        ContextSourceKind::Person => {
            let id = source.key.parse().map_err(|_| Error::invalid("key", "a person is called by an id"))?;
            told::by_person(&mut connection, id).await
        }
    }
}
