//! How runs begin: what they are to work with is read and checked, what the settings say is copied, and the run and its
//! place in the queue are one transaction.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specta::Type;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    config::{OFFLINE, PersonaType, RunConfig},
    queue,
    settings::{self, RunSettings},
    texts,
};
use crate::{
    agents::{Agent, input::RunInput, told},
    connection::Console,
    error::{Error, ErrorCode, Result},
    templates::versions,
};

/// Whose data a run works with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum RunSource {
    /// Written by hand, or from a file.
    Input {
        #[specta(type = specta_typescript::Unknown)]
        input: Value,
    },
    Person {
        id: Uuid,
    },
    /// A stored sample, by its name.
    Sample {
        name: String,
    },
    /// That of an earlier run.
    Like {
        run: Uuid,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunRequest {
    pub source: RunSource,
    #[serde(default)]
    pub config: RunConfig,
    #[serde(default)]
    pub seed: Option<u32>,
    /// Higher goes first; from -100 to 100.
    #[serde(default)]
    pub priority: i16,
    #[serde(default)]
    pub scheduled_for: Option<DateTime<Utc>>,
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
}

impl RunRequest {
    /// As the settings say, at once.
    pub fn of(source: RunSource) -> Self {
        Self {
            source,
            config: RunConfig::default(),
            seed: None,
            priority: 0,
            scheduled_for: None,
            label: None,
            tags: Vec::new(),
        }
    }
}

/// A run that was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, sqlx::FromRow)]
#[serde(rename_all = "camelCase")]
pub struct Started {
    pub id: Uuid,
    #[specta(type = specta_typescript::Number)]
    pub number: i64,
}

pub async fn start(console: &Console, request: &RunRequest) -> Result<Started> {
    queue::install(console.pool()).await?;
    let mut write = console.write().await?;
    let input = input_of(&mut write, &request.source).await?;
    let settings = settings::snapshot(&mut write).await?;
    let based_on = match &request.source {
        RunSource::Like { run } => Some((*run, "like")),
        _ => None,
    };
    let seed = request.seed.unwrap_or_else(new_seed);
    let started =
        insert(&mut write, &Draft { input, request, settings: &settings, seed, based_on, batch: None }).await?;
    queue::add(&mut write, &[started.id]).await?;
    write.commit().await?;
    Ok(started)
}

/// A run that stands in for one that missed the criteria, in the transaction in which that one ends.
pub(super) async fn second_try(connection: &mut PgConnection, run: Uuid) -> Result<Uuid> {
    copy(connection, run, &Copied { kind: "regenerated", config: json!({ "secondTry": true }), seeds: 1, place: None })
        .await
}

/// A run of a batch that did not come to its end, once more and in its cell; the old one stays, outside the batch's count.
pub(super) async fn replace_in_batch(connection: &mut PgConnection, run: Uuid) -> Result<()> {
    let place: Option<i32> = sqlx::query_scalar("select batch_place from knock.agent_jobs where id = $1")
        .bind(run)
        .fetch_one(&mut *connection)
        .await?;
    sqlx::query("update knock.agent_jobs set batch_place = null where id = $1")
        .bind(run)
        .execute(&mut *connection)
        .await?;
    copy(connection, run, &Copied { kind: "retry", config: json!({}), seeds: 0, place }).await?;
    Ok(())
}

/// How a run that takes another's place differs from it.
struct Copied {
    kind: &'static str,
    /// Added to the other's.
    config: Value,
    /// How many seeds further.
    seeds: i64,
    /// Its place in the other's batch.
    place: Option<i32>,
}

async fn copy(connection: &mut PgConnection, run: Uuid, copied: &Copied) -> Result<Uuid> {
    let again: Uuid = sqlx::query_scalar(
        "insert into knock.agent_jobs (job_type, status, input, config, settings, seed, engine, user_id, template_id,
           priority, label, tags, based_on, based_on_kind, pool_revision, created_by, batch_id, batch_place)
         select job_type, 'pending', input, coalesce(config, '{}') || $3, settings,
           (coalesce(seed, 0) + $4 * 2654435761) % 4294967296, engine, user_id, template_id, priority, label, tags, id,
           $2, (select last_value from knock.pool_revision), created_by, case when $5::int is not null then batch_id end, $5
         from knock.agent_jobs where id = $1 returning id",
    )
    .bind(run)
    .bind(copied.kind)
    .bind(&copied.config)
    .bind(copied.seeds)
    .bind(copied.place)
    .fetch_one(&mut *connection)
    .await?;
    open(connection, &[again]).await?;
    queue::add(connection, &[again]).await?;
    Ok(again)
}

/// What a run consists of before it has an id.
pub(super) struct Draft<'a> {
    pub input: RunInput,
    pub request: &'a RunRequest,
    pub settings: &'a RunSettings,
    pub seed: u32,
    pub based_on: Option<(Uuid, &'static str)>,
    pub batch: Option<(Uuid, i32)>,
}

pub(super) async fn insert(connection: &mut PgConnection, draft: &Draft<'_>) -> Result<Started> {
    let config = &draft.request.config;
    if !(-100..=100).contains(&draft.request.priority) {
        return Err(Error::invalid("priority", "a priority is from -100 to 100"));
    }
    let template = may_begin(connection, &draft.input, config).await?;
    let started: Started = sqlx::query_as(
        "insert into knock.agent_jobs (job_type, status, input, config, settings, seed, engine, user_id, template_id,
           priority, scheduled_for, label, tags, based_on, based_on_kind, batch_id, batch_place, pool_revision)
         values ('character_generation', 'pending', $1, $2, $3, $4, $5, $6, $7, $8, $9, nullif(btrim($10), ''), $11, $12, $13,
           $14, $15, (select last_value from knock.pool_revision))
         returning id, number",
    )
    .bind(json!(draft.input))
    .bind(json!(config))
    .bind(json!(draft.settings))
    .bind(i64::from(draft.seed))
    .bind(config.engine_word(draft.settings))
    .bind(draft.input.meta.user_id)
    .bind(template)
    .bind(draft.request.priority)
    .bind(draft.request.scheduled_for)
    .bind(&draft.request.label)
    .bind(&draft.request.tags)
    .bind(draft.based_on.map(|(run, _)| run))
    .bind(draft.based_on.map(|(_, kind)| kind))
    .bind(draft.batch.map(|(batch, _)| batch))
    .bind(draft.batch.map(|(_, place)| place))
    .fetch_one(&mut *connection)
    .await?;
    open(connection, &[started.id]).await?;
    Ok(started)
}

/// A run that has just been written: nobody works on it yet, and its log says so.
async fn open(connection: &mut PgConnection, runs: &[Uuid]) -> Result<()> {
    sqlx::query(
        "with opened as (
           insert into knock.agent_job_runtime (job_id, last_event) select unnest($1::uuid[]), 1 returning job_id
         )
         insert into knock.agent_job_events (job_id, seq, kind) select job_id, 1, 'queued' from opened",
    )
    .bind(runs)
    .execute(&mut *connection)
    .await?;
    texts::begin(connection, runs).await
}

/// Whether such a run can work, and its template.
pub(super) async fn may_begin(
    connection: &mut PgConnection,
    input: &RunInput,
    config: &RunConfig,
) -> Result<Option<Uuid>> {
    may_be_worked_on(connection, config).await?;
    may_have_a_character(connection, input, config).await?;
    template_of(connection, config.template_id).await
}

async fn may_be_worked_on(connection: &mut PgConnection, config: &RunConfig) -> Result<()> {
    let mut engines: Vec<&String> = config.agents.values().filter_map(|choice| choice.engine.as_ref()).collect();
    engines.extend(&config.engine);
    for engine in engines.into_iter().filter(|engine| *engine != OFFLINE) {
        let enabled: Option<bool> = sqlx::query_scalar("select is_enabled from console.providers where name = $1")
            .bind(engine)
            .fetch_optional(&mut *connection)
            .await?;
        match enabled {
            Some(true) => {}
            Some(false) => return Err(Error::invalid("engine", format!("the provider {engine} is switched off"))),
            None => return Err(Error::invalid("engine", format!("{engine} is neither offline nor a provider"))),
        }
    }
    let disabled = |agent: Agent| config.agents.get(&agent).is_some_and(|choice| choice.enabled == Some(false));
    if let Some(agent) = [Agent::Needs, Agent::Character, Agent::Prompt].into_iter().find(|agent| disabled(*agent)) {
        return Err(Error::invalid("agents", format!("a run cannot do without the agent {}", agent.key())));
    }
    Ok(())
}

async fn may_have_a_character(connection: &mut PgConnection, input: &RunInput, config: &RunConfig) -> Result<()> {
    let Some(user) = input.meta.user_id else { return Ok(()) };
    let known: Option<bool> = sqlx::query_scalar(
        "select exists (select from knock.personas where user_id = users.id and persona_type = 'roommate')
         from knock.users where id = $1",
    )
    .bind(user)
    .fetch_optional(&mut *connection)
    .await?;
    let roommate = config.persona_type.unwrap_or(PersonaType::Roommate) == PersonaType::Roommate;
    match known {
        None => Err(Error::invalid("meta.userId", format!("there is no person {user}"))),
        Some(true) if roommate && !config.dry_run => Err(Error::new(
            ErrorCode::Conflict,
            "this person has a roommate already: start a dry run, or make a neighbour",
        )),
        Some(_) => Ok(()),
    }
}

async fn template_of(connection: &mut PgConnection, wanted: Option<Uuid>) -> Result<Option<Uuid>> {
    let Some(id) = wanted else { return versions::default_version(connection).await };
    let known: bool = sqlx::query_scalar("select exists (select from knock.prompt_templates where id = $1)")
        .bind(id)
        .fetch_one(connection)
        .await?;
    if known { Ok(Some(id)) } else { Err(Error::invalid("templateId", format!("there is no template {id}"))) }
}

pub(super) async fn input_of(connection: &mut PgConnection, source: &RunSource) -> Result<RunInput> {
    match source {
        RunSource::Input { input } => RunInput::read(input),
        RunSource::Sample { name } => told::by_sample(connection, name).await,
        RunSource::Like { run } => told::by_run(connection, *run).await,
        RunSource::Person { id } => told::by_person(connection, *id).await.map_err(|error| match error.code {
            ErrorCode::NotFound => Error::invalid("person", error.message),
            _ => error,
        }),
    }
}

pub(super) fn new_seed() -> u32 {
    Uuid::new_v4().as_u128() as u32
}
