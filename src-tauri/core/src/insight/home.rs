//! Home: what is here, how the day goes, what changed. Every number is counted when it is asked for.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use specta_typescript::Number;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use crate::{
    error::Result,
    pools::coverage::{Coverage, CoveragePool, coverage},
};

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Home {
    pub content: Content,
    pub day: Day,
    pub running: Vec<RecentRun>,
    pub failures: Vec<RecentRun>,
    pub coverage: Vec<Coverage>,
    pub changes: Vec<ChangeSummary>,
    /// Name and version of the template new characters are written with.
    pub template_default: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Tally {
    pub active: u32,
    pub total: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Content {
    pub experiences: Tally,
    pub archetypes: Tally,
    pub visuals: Tally,
    pub trauma_types: Tally,
    pub templates: Tally,
    pub people: u32,
    pub sample_inputs: u32,
    pub characters: u32,
    pub rooms: u32,
}

/// Runs of the last 24 hours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct Day {
    #[specta(type = Number)]
    pub runs: i64,
    #[specta(type = Number)]
    pub completed: i64,
    #[specta(type = Number)]
    pub failed: i64,
    #[specta(type = Number)]
    pub running: i64,
    /// Completed of those that ended, 0–1; none ended: nothing to say.
    #[specta(type = Option<Number>)]
    pub success_rate: Option<f64>,
    #[specta(type = Option<Number>)]
    pub mean_quality: Option<f64>,
    #[specta(type = Option<Number>)]
    pub p95_ms: Option<f64>,
    #[specta(type = Number)]
    pub tokens: i64,
    #[specta(type = Number)]
    pub cost_usd: f64,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct RecentRun {
    pub id: Uuid,
    #[specta(type = Number)]
    pub number: i64,
    pub status: String,
    pub person: Option<String>,
    pub started_at: Option<DateTime<Utc>>,
    pub message: Option<String>,
}

/// What one person changed in one table.
#[derive(Debug, Clone, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct ChangeSummary {
    pub actor: String,
    pub table: String,
    #[specta(type = Number)]
    pub count: i64,
    pub last_at: DateTime<Utc>,
    /// The names of the last rows, newest first.
    pub labels: Vec<String>,
}

pub async fn home(pool: &PgPool, since: Option<DateTime<Utc>>) -> Result<Home> {
    Ok(Home {
        content: content(pool).await?,
        day: day(pool).await?,
        running: recent(pool, "running").await?,
        failures: recent(pool, "failed").await?,
        coverage: vec![coverage(pool, CoveragePool::Experiences).await?, coverage(pool, CoveragePool::Visuals).await?],
        changes: match since {
            Some(since) => changes(pool, since).await?,
            None => Vec::new(),
        },
        template_default: sqlx::query_scalar(
            "select name || ' ' || version from knock.prompt_templates where is_default",
        )
        .fetch_optional(pool)
        .await?,
    })
}

pub async fn content(pool: &PgPool) -> Result<Content> {
    let counted: Vec<(i64, i64)> = sqlx::query_as(
        "select count(*) filter (where is_active), count(*) from knock.data_pool_experiences
         union all select count(*) filter (where is_active), count(*) from knock.data_pool_archetypes
         union all select count(*) filter (where is_active), count(*) from knock.data_pool_visuals
         union all select count(*) filter (where is_active), count(*) from knock.trauma_types
         union all select count(*) filter (where is_active), count(*) from knock.prompt_templates
         union all select 0, count(*) from knock.users
         union all select 0, count(*) from knock.sample_inputs
         union all select 0, count(*) from knock.personas
         union all select 0, count(*) from knock.rooms",
    )
    .fetch_all(pool)
    .await?;
    let tally = |place: usize| {
        let (active, total) = counted.get(place).copied().unwrap_or_default();
        Tally { active: active as u32, total: total as u32 }
    };
    Ok(Content {
        experiences: tally(0),
        archetypes: tally(1),
        visuals: tally(2),
        trauma_types: tally(3),
        templates: tally(4),
        people: tally(5).total,
        sample_inputs: tally(6).total,
        characters: tally(7).total,
        rooms: tally(8).total,
    })
}

async fn day(pool: &PgPool) -> Result<Day> {
    Ok(sqlx::query_as(
        "with run as (
           select status, quality_score, execution_time_ms from knock.agent_jobs
           where created_at >= now() - interval '24 hours'
         ), spent as (
           select coalesce(sum(prompt_tokens), 0) + coalesce(sum(completion_tokens), 0) as tokens,
             coalesce(sum(cost_usd), 0)::float8 as cost_usd
           from knock.agent_job_logs where created_at >= now() - interval '24 hours'
         )
         select count(*) as runs,
           count(*) filter (where status = 'completed') as completed,
           count(*) filter (where status = 'failed') as failed,
           (select count(*) from knock.agent_jobs as job
              left join knock.agent_job_runtime as runtime on runtime.job_id = job.id
            where job.status = 'running' and runtime.gate is null) as running,
           (count(*) filter (where status = 'completed'))::float8
             / nullif(count(*) filter (where status in ('completed', 'failed')), 0) as success_rate,
           avg(quality_score)::float8 as mean_quality,
           percentile_cont(0.95) within group (order by execution_time_ms) as p95_ms,
           (select tokens from spent) as tokens, (select cost_usd from spent) as cost_usd
         from run",
    )
    .fetch_one(pool)
    .await?)
}

async fn recent(pool: &PgPool, status: &str) -> Result<Vec<RecentRun>> {
    Ok(sqlx::query_as(
        "select job.id, job.number, job.status, coalesce(person.display_name, job.input #>> '{meta,userName}') as person,
           coalesce(job.started_at, job.created_at) as started_at, job.error_message as message
         from knock.agent_jobs as job left join knock.users as person on person.id = job.user_id
         where job.status = $1
         order by job.created_at desc limit 5",
    )
    .bind(status)
    .fetch_all(pool)
    .await?)
}

async fn changes(pool: &PgPool, since: DateTime<Utc>) -> Result<Vec<ChangeSummary>> {
    Ok(sqlx::query_as(
        "with touched as (
           select actor, schema_name, table_name, label, count(*) as times, max(at) as at
           from console.history where at > $1
           group by actor, schema_name, table_name, label
         )
         select actor, schema_name || '.' || table_name as \"table\", sum(times)::bigint as count, max(at) as last_at,
           coalesce((array_agg(label order by at desc) filter (where label <> ''))[1:3], '{}') as labels
         from touched
         group by actor, schema_name, table_name
         order by last_at desc limit 10",
    )
    .bind(since)
    .fetch_all(pool)
    .await?)
}
