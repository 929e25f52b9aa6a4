//! Whole runs by offline agents without pictures: one at a time and sixteen at once, each beside a bare client that
//! writes the same rows and does nothing else. What lies between the two is the engine and the agents.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;

use super::{Measured, compare, fresh};
use crate::{
    agents::Agent,
    connection::Console,
    error::Result,
    runs::{
        config::{AgentChoice, RunConfig},
        read,
        start::{RunRequest, RunSource, start},
        worker::Worker,
    },
    seeds,
};

/// Steps of a run that are worked on; the picture is off.
const STEPS: f64 = 4.0;

pub async fn runs(folder: &Path, runs: u32) -> Result<Vec<Measured>> {
    let console = fresh(folder)?;
    console.connect().await?;
    seeds::load(&console, "knock", "demo").await?;
    let mut measured = Vec::new();
    let names = [
        ("a run, one at a time", "the same rows by a bare client"),
        ("a run, sixteen at once", "the same rows by sixteen bare clients"),
    ];
    let steps = [
        ("a step of it, one at a time", "a step's share of the rows"),
        ("a step of it, sixteen at once", "a step's share of the rows, sixteen at once"),
    ];
    // The first runs warm what a process warms once.
    worked(&console, 8, 4).await?;
    for ((at_once, (ours, bare)), (step, bare_step)) in [1, 16].into_iter().zip(names).zip(steps) {
        let spent = worked(&console, runs, at_once).await?;
        let limit = written(&console, runs, at_once).await?;
        measured.push(compare(ours, spent, bare, limit));
        measured.push(compare(step, spent / STEPS, bare_step, limit / STEPS));
    }
    console.leave().await;
    Ok(measured)
}

/// Starts so many runs and works them off; the time of one.
pub(super) async fn worked(console: &Arc<Console>, runs: u32, at_once: u32) -> Result<f64> {
    let off = AgentChoice { enabled: Some(false), ..AgentChoice::default() };
    let config = RunConfig {
        dry_run: true,
        // An answer from the cache is no work.
        skip_cache: true,
        agents: [(Agent::Picture, off)].into(),
        ..RunConfig::default()
    };
    let mut started = Vec::new();
    for seed in 0..runs {
        let source = RunSource::Sample { name: "default".into() };
        let request = RunRequest { config: config.clone(), seed: Some(seed), ..RunRequest::of(source) };
        started.push(start(console, &request).await?.id);
    }
    let worker = Worker::sign_on(console, at_once).await?;
    let begin = Instant::now();
    let places = Arc::new(tokio::sync::Semaphore::new(at_once as usize));
    let mut driven = tokio::task::JoinSet::new();
    for run in started {
        let place = places.clone().acquire_owned().await;
        let worker = worker.clone();
        driven.spawn(async move {
            let _place = place;
            worker.drive(run).await
        });
    }
    while let Some(outcome) = driven.join_next().await {
        outcome.map_err(|cause| crate::Error::internal("a run of the benchmark broke off", &cause))??;
    }
    let spent = begin.elapsed();
    worker.leave(Duration::from_secs(5)).await;
    Ok(spent.as_secs_f64() * 1000.0 / f64::from(runs.max(1)))
}

/// Writes the rows of a finished run again and again, as few statements as a client could do it with that keeps a journal:
/// one when a step begins, one when it ends, one for the run's start and one for its end.
async fn written(console: &Arc<Console>, runs: u32, at_once: u32) -> Result<f64> {
    let pool = console.pool();
    let newest: Uuid =
        sqlx::query_scalar("select id from knock.agent_jobs order by number desc limit 1").fetch_one(pool).await?;
    let model = Arc::new(read::get(pool, newest).await?);
    let mut ids: Vec<Uuid> = Vec::new();
    for _ in 0..runs {
        let id = sqlx::query_scalar(
            "insert into knock.agent_jobs (job_type, status, input, settings) values ('character_generation', 'pending', $1, '{}')
             returning id",
        )
        .bind(&model.input)
        .fetch_one(pool)
        .await?;
        ids.push(id);
    }
    let clients = sqlx::postgres::PgPoolOptions::new()
        .max_connections(at_once)
        .connect_with((*pool.connect_options()).clone())
        .await?;
    let begin = Instant::now();
    let mut writing = tokio::task::JoinSet::new();
    for part in ids.chunks(ids.len().div_ceil(at_once as usize).max(1)) {
        let (part, clients, model) = (part.to_vec(), clients.clone(), model.clone());
        writing.spawn(async move {
            for run in part {
                write(&clients, run, &model).await?;
            }
            Ok::<(), sqlx::Error>(())
        });
    }
    while let Some(done) = writing.join_next().await {
        done.map_err(|cause| crate::Error::internal("a client of the benchmark broke off", &cause))??;
    }
    let spent = begin.elapsed();
    clients.close().await;
    Ok(spent.as_secs_f64() * 1000.0 / f64::from(runs.max(1)))
}

async fn write(clients: &PgPool, run: Uuid, model: &read::Run) -> sqlx::Result<()> {
    sqlx::query("update knock.agent_jobs set status = 'running', started_at = now() where id = $1")
        .bind(run)
        .execute(clients)
        .await?;
    for step in model.steps.iter().filter(|step| step.status == "completed") {
        let log: Uuid = sqlx::query_scalar(
            "insert into knock.agent_job_logs (job_id, agent_name, step, status) values ($1, $2, $3, 'running') returning id",
        )
        .bind(run)
        .bind(&step.agent)
        .bind(step.step)
        .fetch_one(clients)
        .await?;
        sqlx::query(
            "update knock.agent_job_logs set status = 'completed', input = $2, output = $3, completed_at = now(), duration_ms = 1
             where id = $1",
        )
        .bind(log)
        .bind(&step.input)
        .bind(&step.output)
        .execute(clients)
        .await?;
    }
    sqlx::query(
        "update knock.agent_jobs set status = 'completed', output = $2, completed_at = now(), execution_time_ms = 1 where id = $1",
    )
    .bind(run)
    .bind(model.output.as_ref().unwrap_or(&Value::Null))
    .execute(clients)
    .await?;
    Ok(())
}
