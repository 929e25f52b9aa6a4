//! What came out of a batch, by cell: an input, a template and an engine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use crate::error::Result;

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
    input: String,
    template: Option<String>,
    template_id: Option<Uuid>,
    engine: String,
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

pub async fn cells(pool: &PgPool, batch: Uuid) -> Result<Vec<BatchCell>> {
    let told: Vec<Told> = sqlx::query_as(
        "with run as (
           select job.*, coalesce(job.label, job.person, '') as called,
             jsonb_array_length(coalesce(job.output #> '{quality,missed}', '[]')) as missed
           from knock.agent_jobs as job where job.batch_id = $1 and job.batch_place is not null
         )
         select run.called as input, template.name || ' ' || template.version as template, run.template_id, run.engine,
           count(*) as runs, count(*) filter (where run.status = 'completed') as completed,
           count(*) filter (where run.status = 'failed') as failed,
           count(*) filter (where run.status = 'cancelled') as cancelled,
           count(*) filter (where run.status = 'completed' and run.missed = 0) as passed,
           avg(run.quality_score)::float8 as quality, stddev_samp(run.quality_score)::float8 as quality_spread,
           avg(run.execution_time_ms) filter (where run.status = 'completed')::float8 as duration_ms,
           stddev_samp(run.execution_time_ms) filter (where run.status = 'completed')::float8 as duration_spread_ms,
           avg(run.prompt_tokens + run.completion_tokens) filter (where run.status = 'completed')::float8 as tokens,
           coalesce(sum(run.cost_usd), 0)::float8 as cost_usd, count(*) filter (where run.degraded) as degraded,
           coalesce((select jsonb_object_agg(kind, n) from (
             select coalesce(inner_run.error_kind, 'internal') as kind, count(*) as n from run as inner_run
             where inner_run.called = run.called and inner_run.template_id is not distinct from run.template_id
               and inner_run.engine = run.engine and inner_run.status = 'failed' group by 1) as kinds), '{}') as failures,
           array_agg(run.number order by run.batch_place) as numbers
         from run left join knock.prompt_templates as template on template.id = run.template_id
         group by run.called, template.name, template.version, run.template_id, run.engine
         order by min(run.batch_place)",
    )
    .bind(batch)
    .fetch_all(pool)
    .await?;
    Ok(told.into_iter().map(cell).collect())
}

fn cell(told: Told) -> BatchCell {
    let over = told.completed + told.failed;
    BatchCell {
        pass_rate: (over > 0).then(|| told.passed as f64 / over as f64),
        input: told.input,
        template: told.template,
        template_id: told.template_id,
        engine: told.engine,
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
