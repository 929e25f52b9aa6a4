//! The runs of a batch, each in its place: which cell it fills, and which repeat it is.

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use super::{BatchSpec, spec};
use crate::{
    error::{Error, Result},
    runs::state::RunState,
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BatchRun {
    pub id: Uuid,
    #[specta(type = specta_typescript::Number)]
    pub number: i64,
    /// Among all of the batch.
    pub place: u32,
    /// The place of its cell among the batch's cells.
    pub cell: u32,
    /// From zero.
    pub repeat: u32,
    pub state: RunState,
    #[specta(type = Option<specta_typescript::Number>)]
    pub quality: Option<f64>,
    /// Whether it is completed and missed no criterion; of a run that is over and was not cancelled.
    pub passed: Option<bool>,
    pub duration_ms: Option<i32>,
    pub tokens: i32,
    #[specta(type = specta_typescript::Number)]
    pub cost_usd: f64,
    pub error_kind: Option<String>,
    pub degraded: bool,
    /// An answer was taken from an earlier run: its time, tokens and cost are not those of its making.
    pub cached: bool,
}

#[derive(FromRow)]
struct Told {
    id: Uuid,
    number: i64,
    batch_place: i32,
    state: String,
    quality: Option<f64>,
    passed: Option<bool>,
    duration_ms: Option<i32>,
    tokens: i32,
    cost_usd: f64,
    error_kind: Option<String>,
    degraded: bool,
    cached: bool,
}

/// In the order in which `start` wrote them: input, template, engine, repeat.
pub async fn runs(pool: &PgPool, batch: Uuid) -> Result<Vec<BatchRun>> {
    let spec = spec(pool, batch).await?;
    let told: Vec<Told> = sqlx::query_as(
        "select job.id, job.number, job.batch_place,
           case when job.status = 'running' and runtime.gate is not null then 'waiting' else job.status end as state,
           job.quality_score::float8 as quality,
           case job.status when 'failed' then false
             when 'completed' then jsonb_array_length(coalesce(job.output #> '{quality,missed}', '[]')) = 0
           end as passed,
           job.execution_time_ms as duration_ms, job.prompt_tokens + job.completion_tokens as tokens,
           job.cost_usd::float8 as cost_usd, job.error_kind, job.degraded,
           exists (select from knock.agent_job_logs as step where step.job_id = job.id and step.cache_hit) as cached
         from knock.agent_jobs as job left join knock.agent_job_runtime as runtime on runtime.job_id = job.id
         where job.batch_id = $1 and job.batch_place is not null order by job.batch_place",
    )
    .bind(batch)
    .fetch_all(pool)
    .await?;
    told.into_iter().map(|told| run(told, &spec)).collect()
}

fn run(told: Told, spec: &BatchSpec) -> Result<BatchRun> {
    let (cell, repeat) = spec.cell_of(told.batch_place);
    Ok(BatchRun {
        id: told.id,
        number: told.number,
        place: told.batch_place.max(0) as u32,
        cell: cell as u32,
        repeat: repeat as u32,
        state: RunState::from_word(&told.state).ok_or_else(|| Error::not_found("state", &told.state))?,
        quality: told.quality,
        passed: told.passed,
        duration_ms: told.duration_ms,
        tokens: told.tokens,
        cost_usd: told.cost_usd,
        error_kind: told.error_kind,
        degraded: told.degraded,
        cached: told.cached,
    })
}
