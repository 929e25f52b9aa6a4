//! The queue behind the runs: graphile_worker's tables, in the same database and the same transactions as ours. A job of
//! the queue only says that a run wants looking at; how the run stands is in the journal.

use std::{fmt, sync::Arc, time::Duration};

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, Worker, WorkerContext, WorkerOptions, WorkerUtils};
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::error::{Error, ErrorCode, Result};

const SCHEMA: &str = "graphile_worker";
const TASK: &str = "greenroom_run";

/// Creates the queue's own tables where they are missing.
pub async fn install(pool: &PgPool) -> Result<()> {
    let there: bool =
        sqlx::query_scalar("select to_regproc('graphile_worker.add_job') is not null").fetch_one(pool).await?;
    if there {
        return Ok(());
    }
    WorkerUtils::new(pool.clone(), SCHEMA)
        .migrate()
        .await
        .map_err(|cause| Error::internal("the queue could not be set up", &cause))
}

/// Puts runs into the queue for their time, in the caller's transaction. Each run has one place in it.
pub async fn add(connection: &mut PgConnection, runs: &[Uuid]) -> Result<()> {
    put(connection, runs, None).await
}

/// The same run once more, after a while.
pub async fn again(connection: &mut PgConnection, run: Uuid, after: Duration) -> Result<()> {
    put(connection, &[run], Some(after)).await
}

async fn put(connection: &mut PgConnection, runs: &[Uuid], after: Option<Duration>) -> Result<()> {
    sqlx::query(
        "select graphile_worker.add_job($2, json_build_object('run', job.id), job_key := 'run:' || job.id,
           priority := -job.priority, run_at := coalesce(now() + make_interval(secs => $3), job.scheduled_for),
           max_attempts := 10)
         from knock.agent_jobs as job where job.id = any($1) order by job.number",
    )
    .bind(runs)
    .bind(TASK)
    .bind(after.map(|after| after.as_secs_f64()))
    .execute(connection)
    .await?;
    Ok(())
}

pub async fn remove(connection: &mut PgConnection, run: Uuid) -> Result<()> {
    sqlx::query("select graphile_worker.remove_job('run:' || $1)").bind(run.to_string()).execute(connection).await?;
    Ok(())
}

/// Whoever takes runs out of the queue.
pub trait Takes: Send + Sync + 'static {
    fn take(self: Arc<Self>, run: Uuid) -> std::pin::Pin<Box<dyn Future<Output = Result<()>> + Send>>;
}

#[derive(Clone)]
struct Taker(Arc<dyn Takes>);

impl fmt::Debug for Taker {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Taker")
    }
}

#[derive(Serialize, Deserialize)]
struct QueuedRun {
    run: Uuid,
}

impl TaskHandler for QueuedRun {
    const IDENTIFIER: &'static str = TASK;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        match context.get_ext::<Taker>() {
            Some(taker) => taker.0.clone().take(self.run).await,
            None => Err(Error::new(ErrorCode::Internal, "a worker was started without anybody to take runs")),
        }
    }
}

/// A worker of the queue. It stops when `stop` comes true, and gives what it has in hand `grace` to end.
pub async fn worker(
    pool: &PgPool,
    concurrency: usize,
    taker: Arc<dyn Takes>,
    stop: impl Future<Output = ()> + Send + 'static,
    grace: Duration,
) -> Result<Worker> {
    WorkerOptions::default()
        .pg_pool(pool.clone())
        .schema(SCHEMA)
        .concurrency(concurrency.max(1))
        // New work is announced; this finds what was scheduled for later.
        .poll_interval(Duration::from_millis(500))
        .listen_os_shutdown_signals(false)
        .shutdown_signal(stop)
        .shutdown_grace_period(grace)
        .heartbeat_interval(Duration::from_secs(5))
        .sweep_interval(Duration::from_secs(5))
        .sweep_threshold(Duration::from_secs(20))
        .recovery_delay(Duration::from_secs(1))
        .add_extension(Taker(taker))
        .define_job::<QueuedRun>()
        .init()
        .await
        .map_err(|cause| Error::new(ErrorCode::Unreachable, "the queue does not answer").details(cause.to_string()))
}
