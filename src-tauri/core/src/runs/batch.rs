//! Many runs as one thing: inputs × templates × engines × repeats. A batch is its spec and its runs; how far it is and
//! what came out is read from them, so there is nothing that could disagree.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgPool, types::Json};
use uuid::Uuid;

use self::cells::{BatchCell, cells};
use super::{
    config::{OFFLINE, RunConfig},
    decide, queue, settings,
    start::{Draft, RunRequest, RunSource, input_of, insert},
};
use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
};

pub mod cells;
pub mod effects;
pub mod report;
pub mod runs;

/// What a batch is to try.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BatchSpec {
    pub inputs: Vec<BatchInput>,
    /// Empty: the default template.
    #[serde(default)]
    pub templates: Vec<Uuid>,
    /// Empty: offline.
    #[serde(default)]
    pub engines: Vec<String>,
    #[serde(default = "once")]
    pub repeats: u32,
    /// Of the first repeat; each further one adds one. Without: by chance.
    #[serde(default)]
    pub seed: Option<u32>,
    #[serde(default)]
    pub config: RunConfig,
    #[serde(default)]
    pub label: String,
    #[serde(default)]
    pub priority: i16,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BatchInput {
    /// How the report calls it.
    pub name: String,
    pub source: RunSource,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct BatchWhole {
    #[serde(flatten)]
    pub summary: BatchSummary,
    pub spec: BatchSpec,
    /// In the order of the spec: by input, then template, then engine.
    pub cells: Vec<BatchCell>,
}

/// Where among the inputs, templates and engines a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    input: usize,
    template: usize,
    engine: usize,
}

impl BatchSpec {
    /// Runs are numbered as `start` writes them: the repeats of a cell follow each other.
    fn cell_of(&self, batch_place: i32) -> (usize, usize) {
        let (place, repeats) = (batch_place.max(0) as usize, self.repeats.max(1) as usize);
        (place / repeats, place % repeats)
    }

    fn place_of(&self, cell: usize) -> Place {
        let (templates, engines) = (self.templates.len().max(1), self.engines.len().max(1));
        Place { input: cell / engines / templates, template: cell / engines % templates, engine: cell % engines }
    }
}

fn once() -> u32 {
    1
}

const MOST_RUNS: usize = 20_000;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct BatchSummary {
    pub id: Uuid,
    #[specta(type = specta_typescript::Number)]
    pub number: i64,
    pub label: String,
    pub runs: i32,
    pub pending: i32,
    pub running: i32,
    pub waiting: i32,
    pub completed: i32,
    pub failed: i32,
    pub cancelled: i32,
    /// How long the rest will take, going by what ended so far; nothing ended: nothing to say.
    pub eta_ms: Option<i32>,
    #[specta(type = specta_typescript::Number)]
    pub cost_usd: f64,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
}

const SUMMARY: &str = "
    select batch.id, batch.number, batch.label, batch.runs, told.pending, told.running, told.waiting, told.completed,
      told.failed, told.cancelled,
      case when told.ended > 0 and told.ended < batch.runs then
        (extract(epoch from clock_timestamp() - told.started_at) * 1000 / told.ended * (batch.runs - told.ended))::int
      end as eta_ms,
      told.cost_usd, batch.created_at, told.started_at,
      case when told.ended = batch.runs then told.ended_at end as ended_at, batch.cancelled_at
    from knock.batches as batch
    cross join lateral (
      select count(*) filter (where job.status = 'pending')::int as pending,
        count(*) filter (where job.status = 'running' and runtime.gate is null)::int as running,
        count(*) filter (where job.status = 'running' and runtime.gate is not null)::int as waiting,
        count(*) filter (where job.status = 'completed')::int as completed,
        count(*) filter (where job.status = 'failed')::int as failed,
        count(*) filter (where job.status = 'cancelled')::int as cancelled,
        count(*) filter (where job.status in ('completed', 'failed', 'cancelled'))::int as ended,
        coalesce(sum(job.cost_usd), 0)::float8 as cost_usd,
        min(job.started_at) as started_at, max(job.completed_at) as ended_at
      from knock.agent_jobs as job join knock.agent_job_runtime as runtime on runtime.job_id = job.id
      where job.batch_id = batch.id and job.batch_place is not null
    ) as told";

/// Writes the batch, all its runs and their places in the queue in one transaction.
pub async fn start(console: &Console, spec: &BatchSpec) -> Result<BatchSummary> {
    let engines = if spec.engines.is_empty() { vec![OFFLINE.to_owned()] } else { spec.engines.clone() };
    let templates: Vec<Option<Uuid>> = match spec.templates.as_slice() {
        [] => vec![spec.config.template_id],
        some => some.iter().copied().map(Some).collect(),
    };
    let runs = spec.inputs.len() * templates.len() * engines.len() * spec.repeats as usize;
    if runs == 0 || runs > MOST_RUNS {
        return Err(Error::invalid(
            "inputs",
            format!("a batch has from 1 to {MOST_RUNS} runs, this one would have {runs}"),
        ));
    }
    queue::install(console.pool()).await?;
    let mut write = console.write().await?;
    let batch: Uuid =
        sqlx::query_scalar("insert into knock.batches (label, spec, runs) values ($1, $2, $3) returning id")
            .bind(&spec.label)
            .bind(Json(spec))
            .bind(runs as i32)
            .fetch_one(&mut *write)
            .await?;
    let mut settings = settings::snapshot(&mut write).await?;
    // A batch measures: what misses the criteria is counted, not replaced.
    settings.criteria.when_missed = "warn".to_owned();
    let first_seed = spec.seed.unwrap_or_else(|| Uuid::new_v4().as_u128() as u32);
    let mut started = Vec::with_capacity(runs);
    for (at, given) in spec.inputs.iter().enumerate() {
        let read = input_of(&mut write, &given.source).await;
        let input = read.map_err(|error| Error {
            field: Some(format!(
                "inputs[{at}]{}",
                error.field.as_deref().map(|field| format!(".{field}")).unwrap_or_default()
            )),
            ..error
        })?;
        for template in &templates {
            for engine in &engines {
                for repeat in 0..spec.repeats {
                    let config = RunConfig {
                        template_id: *template,
                        engine: Some(engine.clone()),
                        // A comparison of templates must not fill somebody's building.
                        dry_run: true,
                        ..spec.config.clone()
                    };
                    let request = RunRequest {
                        config,
                        priority: spec.priority,
                        label: Some(given.name.clone()),
                        ..RunRequest::of(given.source.clone())
                    };
                    let draft = Draft {
                        input: input.clone(),
                        request: &request,
                        settings: &settings,
                        seed: first_seed.wrapping_add(repeat),
                        based_on: None,
                        batch: Some((batch, started.len() as i32)),
                    };
                    started.push(insert(&mut write, &draft).await?.id);
                }
            }
        }
    }
    queue::add(&mut write, &started).await?;
    write.commit().await?;
    get(console.pool(), batch).await
}

pub async fn list(pool: &PgPool) -> Result<Vec<BatchSummary>> {
    let statement = format!("{SUMMARY} order by batch.number desc limit 500");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(statement)).fetch_all(pool).await?)
}

pub async fn get(pool: &PgPool, id: Uuid) -> Result<BatchSummary> {
    let statement = format!("{SUMMARY} where batch.id = $1");
    let found = sqlx::query_as(sqlx::AssertSqlSafe(statement)).bind(id).fetch_optional(pool).await?;
    found.ok_or_else(|| Error::not_found("batch", id))
}

pub async fn id_of(pool: &PgPool, name: &str) -> Result<Uuid> {
    if let Ok(id) = name.parse() {
        return Ok(id);
    }
    let missing = || Error::not_found("batch", name);
    let number: i64 = name.trim_start_matches('#').parse().map_err(|_| missing())?;
    let id: Option<Uuid> =
        sqlx::query_scalar("select id from knock.batches where number = $1").bind(number).fetch_optional(pool).await?;
    id.ok_or_else(missing)
}

async fn spec(pool: &PgPool, id: Uuid) -> Result<BatchSpec> {
    let spec: Option<Json<BatchSpec>> =
        sqlx::query_scalar("select spec from knock.batches where id = $1").bind(id).fetch_optional(pool).await?;
    spec.map(|spec| spec.0).ok_or_else(|| Error::not_found("batch", id))
}

/// What it was to try, how far it is, and what came out by cell.
pub async fn whole(pool: &PgPool, id: Uuid) -> Result<BatchWhole> {
    Ok(BatchWhole { summary: get(pool, id).await?, cells: cells(pool, id).await?, spec: spec(pool, id).await? })
}

/// Stops every run that is not over.
pub async fn cancel(console: &Console, id: Uuid) -> Result<u32> {
    get(console.pool(), id).await?;
    let mut write = console.write().await?;
    sqlx::query("update knock.batches set cancelled_at = coalesce(cancelled_at, now()) where id = $1")
        .bind(id)
        .execute(&mut *write)
        .await?;
    write.commit().await?;
    let unfinished = unfinished(console.pool(), id, &["pending", "running"]).await?;
    let mut stopped = 0;
    for run in unfinished {
        match decide::cancel(console, run, "the batch was cancelled").await {
            Ok(()) => stopped += 1,
            // It ended meanwhile.
            Err(error) if error.code == ErrorCode::Conflict => {}
            Err(error) => return Err(error),
        }
    }
    Ok(stopped)
}

/// Runs of the batch that failed or were cancelled are begun anew, in their own cells; what is completed stays.
pub async fn resume(console: &Console, id: Uuid) -> Result<u32> {
    get(console.pool(), id).await?;
    queue::install(console.pool()).await?;
    let broken = unfinished(console.pool(), id, &["failed", "cancelled"]).await?;
    let mut write = console.write().await?;
    sqlx::query("update knock.batches set cancelled_at = null where id = $1").bind(id).execute(&mut *write).await?;
    for run in &broken {
        super::start::replace_in_batch(&mut write, *run).await?;
    }
    write.commit().await?;
    Ok(broken.len() as u32)
}

async fn unfinished(pool: &PgPool, id: Uuid, states: &[&str]) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar(
        "select id from knock.agent_jobs where batch_id = $1 and batch_place is not null and status = any($2)
         order by batch_place",
    )
    .bind(id)
    .bind(states)
    .fetch_all(pool)
    .await?)
}
