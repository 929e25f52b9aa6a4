//! Reading one run: whole, and its log from any point on. Lists of runs are `list`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{AssertSqlSafe, FromRow, PgPool};
use uuid::Uuid;

use super::{event::RunEvent, state::RunState};
use crate::error::{Error, Result};

/// What a list shows of a run, for programs that know its columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct RunSummary {
    pub id: Uuid,
    #[specta(type = specta_typescript::Number)]
    pub number: i64,
    /// The canonical word; `waiting` is `running` in the product's own table.
    pub status: String,
    pub person: Option<String>,
    pub user_id: Option<Uuid>,
    pub character: Option<String>,
    pub archetype: Option<String>,
    pub template_id: Option<Uuid>,
    pub template: Option<String>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub quality: Option<f64>,
    pub degraded: bool,
    pub engine: String,
    #[specta(type = Option<specta_typescript::Number>)]
    pub seed: Option<i64>,
    pub duration_ms: Option<i32>,
    /// Steps that are done, of five.
    pub steps_done: i32,
    pub prompt_tokens: i32,
    pub completion_tokens: i32,
    pub tokens: i32,
    #[specta(type = specta_typescript::Number)]
    pub cost_usd: f64,
    pub warnings: i32,
    pub error_kind: Option<String>,
    pub error: Option<String>,
    pub failed_step: Option<i32>,
    pub label: Option<String>,
    pub tags: Vec<String>,
    pub priority: i16,
    pub scheduled_for: Option<DateTime<Utc>>,
    pub based_on: Option<Uuid>,
    pub based_on_kind: Option<String>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub based_on_number: Option<i64>,
    pub batch_id: Option<Uuid>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub batch_number: Option<i64>,
    pub dry_run: bool,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub completed_at: Option<DateTime<Utc>>,
    pub archived_at: Option<DateTime<Utc>>,
    pub deleted_at: Option<DateTime<Utc>>,
    pub triage: String,
    pub note: String,
}

/// Of `knock.run_rows`, whose alias is `row`.
const SUMMARY: &str = "row.id, row.number, row.status, row.person, row.user_id, row.character, row.archetype,
    row.template_id, row.template, row.quality::float8 as quality, row.degraded, row.engine, row.seed, row.duration_ms,
    row.steps_done, row.prompt_tokens, row.completion_tokens, row.tokens, row.cost_usd::float8 as cost_usd, row.warnings,
    row.error_kind, row.error, row.failed_step, row.label, row.tags, row.priority, row.scheduled_for, row.based_on,
    row.based_on_kind, row.based_on_number, row.batch_id, row.batch_number, row.dry_run, row.created_at, row.started_at,
    row.completed_at, row.archived_at, row.deleted_at, row.triage, row.note";

/// In bytes of its JSON.
const LARGEST_SHOWN: i32 = 256 * 1024;

/// A step of a run: every attempt at it is one of these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct RunStep {
    pub step: i32,
    pub agent: String,
    pub attempt: i32,
    pub status: String,
    /// What is larger than a page shows is read with `json`; it is missing here, and so are questions and answers.
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub input: Option<Value>,
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub output: Option<Value>,
    pub input_bytes: i32,
    pub output_bytes: i32,
    pub started_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    pub duration_ms: Option<i32>,
    pub engine: String,
    pub provider: Option<String>,
    pub model: Option<String>,
    pub prompt_tokens: Option<i32>,
    pub completion_tokens: Option<i32>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub cost_usd: Option<f64>,
    pub fallback_used: bool,
    pub fallback_reason: Option<String>,
    pub cache_hit: bool,
    pub error_kind: Option<String>,
    pub error: Option<String>,
    #[specta(type = specta_typescript::Unknown)]
    pub warnings: Value,
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub question: Option<Value>,
    pub answer: Option<String>,
    pub worker: Option<i32>,
}

/// All of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    #[serde(flatten)]
    pub summary: RunSummary,
    #[specta(type = specta_typescript::Unknown)]
    pub input: Value,
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub config: Option<Value>,
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub settings: Option<Value>,
    /// Missing where it is larger than a page shows.
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub output: Option<Value>,
    pub output_bytes: i32,
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub gate: Option<Value>,
    pub cancel_requested_at: Option<DateTime<Utc>>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub pool_revision: Option<i64>,
    /// The pools have changed since the run was started.
    pub pool_changed_since: bool,
    /// The newest event there is.
    #[specta(type = specta_typescript::Number)]
    pub last_event: i64,
    pub steps: Vec<RunStep>,
    /// Runs that were made from this one.
    pub followed_by: Vec<RunLink>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct RunLink {
    pub id: Uuid,
    #[specta(type = specta_typescript::Number)]
    pub number: i64,
    pub kind: String,
}

/// By id, or by the number people call it.
pub async fn id_of(pool: &PgPool, name: &str) -> Result<Uuid> {
    if let Ok(id) = name.parse() {
        return Ok(id);
    }
    let missing = || Error::not_found("run", name);
    let number: i64 = name.trim_start_matches('#').parse().map_err(|_| missing())?;
    let id: Option<Uuid> = sqlx::query_scalar("select id from knock.agent_jobs where number = $1")
        .bind(number)
        .fetch_optional(pool)
        .await?;
    id.ok_or_else(missing)
}

/// A run as a page shows it: without documents that are larger than a page.
pub async fn get(pool: &PgPool, id: Uuid) -> Result<Run> {
    read(pool, id, LARGEST_SHOWN).await
}

/// Everything on record of a run, however large.
pub async fn whole(pool: &PgPool, id: Uuid) -> Result<Run> {
    read(pool, id, i32::MAX).await
}

async fn read(pool: &PgPool, id: Uuid, largest: i32) -> Result<Run> {
    #[derive(FromRow)]
    struct Whole {
        #[sqlx(flatten)]
        summary: RunSummary,
        input: Value,
        config: Option<Value>,
        settings: Option<Value>,
        output: Option<Value>,
        output_bytes: i32,
        gate: Option<Value>,
        cancel_requested_at: Option<DateTime<Utc>>,
        pool_revision: Option<i64>,
        pool_changed_since: bool,
        last_event: i64,
    }
    let statement = format!(
        "select {SUMMARY}, job.input, job.config, job.settings,
           case when size.output <= $2 then job.output end as output, size.output as output_bytes, runtime.gate,
           runtime.cancel_requested_at, job.pool_revision,
           coalesce(job.pool_revision < (select last_value from knock.pool_revision), false) as pool_changed_since,
           coalesce(runtime.last_event, 0) as last_event
         from knock.run_rows as row join knock.agent_jobs as job on job.id = row.id
           left join knock.agent_job_runtime as runtime on runtime.job_id = row.id
           cross join lateral (select coalesce(octet_length(job.output::text), 0) as output offset 0) as size
         where row.id = $1"
    );
    let whole: Whole = sqlx::query_as(AssertSqlSafe(statement))
        .bind(id)
        .bind(largest)
        .fetch_optional(pool)
        .await?
        .ok_or_else(|| Error::not_found("run", id))?;
    let followed_by = sqlx::query_as(
        "select id, number, based_on_kind as kind from knock.agent_jobs where based_on = $1 order by number",
    )
    .bind(id)
    .fetch_all(pool)
    .await?;
    Ok(Run {
        summary: whole.summary,
        input: whole.input,
        config: whole.config,
        settings: whole.settings,
        output: whole.output,
        output_bytes: whole.output_bytes,
        gate: whole.gate,
        cancel_requested_at: whole.cancel_requested_at,
        pool_revision: whole.pool_revision,
        pool_changed_since: whole.pool_changed_since,
        last_event: whole.last_event,
        steps: steps(pool, id, largest).await?,
        followed_by,
    })
}

/// The sizes are computed once for each row, which is what `offset 0` is for.
async fn steps(pool: &PgPool, id: Uuid, largest: i32) -> Result<Vec<RunStep>> {
    Ok(sqlx::query_as(
        "select step, agent_name as agent, attempt, status, case when size.input <= $2 then log.input end as input,
           case when size.output <= $2 then log.output end as output, size.input as input_bytes,
           size.output as output_bytes, started_at, completed_at, duration_ms, engine, provider, model, prompt_tokens,
           completion_tokens, cost_usd::float8 as cost_usd, fallback_used, fallback_reason, cache_hit, error_kind,
           error_message as error, warnings, case when size.question <= $2 then log.question end as question,
           case when size.answer <= $2 then log.answer end as answer, worker
         from knock.agent_job_logs as log cross join lateral (
           select coalesce(octet_length(log.input::text), 0) as input, coalesce(octet_length(log.output::text), 0) as output,
             coalesce(octet_length(log.question::text), 0) as question, coalesce(octet_length(log.answer), 0) as answer
           offset 0
         ) as size
         where job_id = $1 order by step, attempt",
    )
    .bind(id)
    .bind(largest)
    .fetch_all(pool)
    .await?)
}

/// What was told after number `after`, in order.
pub async fn events(pool: &PgPool, id: Uuid, after: i64, limit: u32) -> Result<Vec<RunEvent>> {
    Ok(sqlx::query_as(
        "select seq, at, kind, step, attempt, level, message, data from knock.agent_job_events
         where job_id = $1 and seq > $2 order by seq limit $3",
    )
    .bind(id)
    .bind(after)
    .bind(i64::from(limit.clamp(1, 10_000)))
    .fetch_all(pool)
    .await?)
}

/// Everything it told.
pub async fn all_events(pool: &PgPool, id: Uuid) -> Result<Vec<RunEvent>> {
    let mut told: Vec<RunEvent> = Vec::new();
    loop {
        let page = events(pool, id, told.last().map_or(0, |last| last.seq), 10_000).await?;
        if page.is_empty() {
            return Ok(told);
        }
        told.extend(page);
    }
}

/// How a run stands, in one word.
pub async fn state(pool: &PgPool, id: Uuid) -> Result<RunState> {
    let word: Option<String> =
        sqlx::query_scalar("select status from knock.run_rows where id = $1").bind(id).fetch_optional(pool).await?;
    let word = word.ok_or_else(|| Error::not_found("run", id))?;
    RunState::from_word(&word).ok_or_else(|| Error::not_found("state", word))
}

/// The bytes of a run's picture.
pub async fn picture(pool: &PgPool, id: Uuid) -> Result<Vec<u8>> {
    let png: Option<Vec<u8>> = sqlx::query_scalar(
        "select picture.png from knock.agent_jobs as job
           join knock.pictures as picture on picture.digest = job.output #>> '{image,metadata,digest}'
         where job.id = $1",
    )
    .bind(id)
    .fetch_optional(pool)
    .await?;
    png.ok_or_else(|| Error::not_found("picture of run", id))
}

pub async fn picture_base64(pool: &PgPool, id: Uuid) -> Result<String> {
    use base64::Engine as _;
    Ok(base64::engine::general_purpose::STANDARD.encode(picture(pool, id).await?))
}
