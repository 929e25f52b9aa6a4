//! What came out of a batch, by cell: an input, a template and an engine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use super::{BatchSpec, spec};
use crate::{error::Result, runs::config::OFFLINE};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BatchCell {
    pub input: String,
    pub template: Option<String>,
    pub template_id: Option<Uuid>,
    pub engine: String,
    pub runs: u32,
    pub completed: u32,
    pub failed: u32,
    pub cancelled: u32,
    /// Completed runs that missed no criterion, of those that are over.
    #[specta(type = Option<specta_typescript::Number>)]
    pub pass_rate: Option<f64>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub quality: Option<f64>,
    /// Standard deviation; from two runs on.
    #[specta(type = Option<specta_typescript::Number>)]
    pub quality_spread: Option<f64>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub duration_ms: Option<f64>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub duration_spread_ms: Option<f64>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub tokens: Option<f64>,
    #[specta(type = specta_typescript::Number)]
    pub cost_usd: f64,
    pub degraded: u32,
    pub failures: BTreeMap<String, u32>,
    /// The runs themselves, by number.
    #[specta(type = Vec<specta_typescript::Number>)]
    pub numbers: Vec<i64>,
}

#[derive(FromRow)]
struct Told {
    cell: i32,
    template: Option<String>,
    template_id: Option<Uuid>,
    runs: i64,
    completed: i64,
    failed: i64,
    cancelled: i64,
    passed: i64,
    quality: Option<f64>,
    quality_spread: Option<f64>,
    duration_ms: Option<f64>,
    duration_spread_ms: Option<f64>,
    tokens: Option<f64>,
    cost_usd: f64,
    degraded: i64,
    failures: Value,
    numbers: Vec<i64>,
}

/// Runs are told apart by their places: what they are called may change, and two inputs may be called the same.
pub async fn cells(pool: &PgPool, batch: Uuid) -> Result<Vec<BatchCell>> {
    let spec = spec(pool, batch).await?;
    let told: Vec<Told> = sqlx::query_as(
        "with run as (
           select job.batch_place / $2 as cell, job.status, job.template_id, job.quality_score, job.execution_time_ms,
             job.prompt_tokens + job.completion_tokens as tokens, job.cost_usd, job.degraded, job.error_kind, job.number,
             job.batch_place, jsonb_array_length(coalesce(job.output #> '{quality,missed}', '[]')) as missed
           from knock.agent_jobs as job where job.batch_id = $1 and job.batch_place is not null
         ), failure as (
           select cell, coalesce(error_kind, 'internal') as kind, count(*) as n from run where status = 'failed'
           group by cell, kind
         )
         select run.cell, min(template.name || ' ' || template.version) as template,
           (array_agg(run.template_id))[1] as template_id,
           count(*) as runs, count(*) filter (where run.status = 'completed') as completed,
           count(*) filter (where run.status = 'failed') as failed,
           count(*) filter (where run.status = 'cancelled') as cancelled,
           count(*) filter (where run.status = 'completed' and run.missed = 0) as passed,
           avg(run.quality_score)::float8 as quality, stddev_samp(run.quality_score)::float8 as quality_spread,
           avg(run.execution_time_ms) filter (where run.status = 'completed')::float8 as duration_ms,
           stddev_samp(run.execution_time_ms) filter (where run.status = 'completed')::float8 as duration_spread_ms,
           avg(run.tokens) filter (where run.status = 'completed')::float8 as tokens,
           coalesce(sum(run.cost_usd), 0)::float8 as cost_usd, count(*) filter (where run.degraded) as degraded,
           coalesce((select jsonb_object_agg(failure.kind, failure.n) from failure where failure.cell = run.cell), '{}')
             as failures,
           array_agg(run.number order by run.batch_place) as numbers
         from run left join knock.prompt_templates as template on template.id = run.template_id
         group by run.cell order by run.cell",
    )
    .bind(batch)
    .bind(spec.repeats.max(1) as i32)
    .fetch_all(pool)
    .await?;
    Ok(told.into_iter().map(|told| cell(told, &spec)).collect())
}

fn cell(told: Told, spec: &BatchSpec) -> BatchCell {
    let over = told.completed + told.failed;
    let place = spec.place_of(told.cell.max(0) as usize);
    BatchCell {
        pass_rate: (over > 0).then(|| told.passed as f64 / over as f64),
        input: spec.inputs.get(place.input).map(|input| input.name.clone()).unwrap_or_default(),
        template: told.template,
        template_id: told.template_id,
        engine: spec.engines.get(place.engine).cloned().unwrap_or_else(|| OFFLINE.to_owned()),
        runs: told.runs as u32,
        completed: told.completed as u32,
        failed: told.failed as u32,
        cancelled: told.cancelled as u32,
        quality: told.quality,
        quality_spread: told.quality_spread,
        duration_ms: told.duration_ms,
        duration_spread_ms: told.duration_spread_ms,
        tokens: told.tokens,
        cost_usd: told.cost_usd,
        degraded: told.degraded as u32,
        failures: serde_json::from_value(told.failures).unwrap_or_default(),
        numbers: told.numbers,
    }
}
