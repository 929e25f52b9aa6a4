//! A program that takes runs: it signs on, says that it lives, hears who cancels, and finds runs whose worker died. The
//! window has one, `greenroomctl work` is one, and they may be on any number of machines.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use sqlx::{
    Connection as _, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    engine::{Outcome, Reins, drive},
    journal::Journal,
    plan::Knock,
    queue, texts,
};
use crate::{
    connection::{ConnectionState, Console},
    error::{Error, ErrorCode, Result},
};

/// The first half of every worker's advisory lock; `console.is_alive` looks for it.
const LOCKS: i32 = 1_198_419_778;
const HEARTBEAT: Duration = Duration::from_millis(800);
const SWEEP: Duration = Duration::from_secs(3);
const CANCELS: &str = "greenroom_cancel";

pub struct Worker {
    id: i32,
    pool: PgPool,
    options: PgConnectOptions,
    journal: Journal,
    plan: Knock,
    held: Mutex<BTreeMap<Uuid, Reins>>,
    leaving: CancellationToken,
    gone: CancellationToken,
}

impl Worker {
    /// Signs on. From here on runs may be ours, until `leave`.
    pub async fn sign_on(console: &Arc<Console>, concurrency: u32) -> Result<Arc<Self>> {
        queue::install(console.pool()).await?;
        let options = (*console.pool().connect_options()).clone();
        let pool = PgPoolOptions::new()
            .max_connections(concurrency + 4)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.clone())
            .await?;
        let id: i32 = sqlx::query_scalar(
            "insert into console.workers (name, host, pid, version, concurrency) values ($1, $2, $3, $4, $5) returning id",
        )
        .bind(console.origin)
        .bind(host())
        .bind(std::process::id() as i32)
        .bind(env!("CARGO_PKG_VERSION"))
        .bind(concurrency as i32)
        .fetch_one(&pool)
        .await?;
        let worker = Arc::new(Self {
            id,
            journal: Journal { pool: pool.clone(), origin: console.origin },
            plan: Knock::new(console, pool.clone()),
            pool,
            options,
            held: Mutex::default(),
            leaving: CancellationToken::new(),
            gone: CancellationToken::new(),
        });
        let locked = worker.lock().await?;
        tokio::spawn(worker.clone().live(locked));
        tokio::spawn(worker.clone().listen());
        tokio::spawn(worker.clone().sweep());
        Ok(worker)
    }

    pub fn id(&self) -> i32 {
        self.id
    }

    /// Takes runs out of the queue until told to leave. A database that goes away and comes back is waited for.
    pub async fn work(self: &Arc<Self>, concurrency: u32) -> Result<()> {
        while !self.leaving.is_cancelled() {
            let stop = self.leaving.clone();
            let taker: Arc<dyn queue::Takes> = self.clone();
            let queue = queue::worker(
                &self.pool,
                concurrency as usize,
                taker,
                async move { stop.cancelled().await },
                Duration::from_secs(60),
            );
            let ended = match queue.await {
                Ok(queue) => queue.run().await.map_err(|cause| {
                    Error::new(ErrorCode::Unreachable, "the queue does not answer").details(cause.to_string())
                }),
                Err(refusal) => Err(refusal),
            };
            if let Err(error) = ended {
                tracing::warn!(%error, "the queue is away; trying again");
                tokio::select! {
                    () = self.leaving.cancelled() => {}
                    () = tokio::time::sleep(Duration::from_secs(1)) => {}
                }
            }
        }
        Ok(())
    }

    /// Works until nothing is left that could be worked on now.
    pub async fn work_once(self: &Arc<Self>, concurrency: u32) -> Result<()> {
        let emptied = CancellationToken::new();
        let watching = self.clone();
        let told = emptied.clone();
        tokio::spawn(async move {
            while !watching.leaving.is_cancelled() {
                if matches!(watching.left_to_do().await, Ok(0)) {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            watching.leaving.cancel();
            told.cancel();
        });
        self.work(concurrency).await?;
        emptied.cancelled().await;
        Ok(())
    }

    async fn left_to_do(&self) -> Result<i64> {
        Ok(sqlx::query_scalar(
            "select count(*) from knock.agent_jobs as job join knock.agent_job_runtime as runtime on runtime.job_id = job.id
             where job.status in ('pending', 'running') and runtime.gate is null
               and (job.scheduled_for is null or job.scheduled_for <= now())",
        )
        .fetch_one(&self.pool)
        .await?)
    }

    /// One run, if it is free; comes back when it ended, rests, or belongs to somebody else.
    pub async fn drive(self: &Arc<Self>, run: Uuid) -> Result<Outcome> {
        let reins = Reins { drain: self.leaving.clone(), ..Reins::default() };
        // What the queue hands out twice is driven once.
        match self.held().entry(run) {
            Entry::Occupied(_) => return Ok(Outcome::NotOurs),
            Entry::Vacant(free) => free.insert(reins.clone()),
        };
        let driver = self.clone();
        let driven = tokio::spawn(async move { driver.through(run, &reins).await }).await;
        self.held().remove(&run);
        let outcome = driven.unwrap_or_else(|cause| Err(Error::internal("a step broke off", &cause)));
        if outcome.is_err() {
            self.let_go(run).await?;
        }
        outcome
    }

    async fn through(&self, run: Uuid, reins: &Reins) -> Result<Outcome> {
        let outcome = drive(&self.journal, &self.plan, run, self.id, reins).await?;
        if matches!(outcome, Outcome::Ended | Outcome::Waiting)
            && let Err(error) = texts::write(&self.pool, run).await
        {
            tracing::warn!(%run, %error, "the texts of a run could not be gathered; the next sweep tries again");
        }
        Ok(outcome)
    }

    /// Something unforeseen: whoever takes it next counts the step in hand as interrupted.
    async fn let_go(&self, run: Uuid) -> Result<()> {
        let mut transaction = self.pool.begin().await?;
        let ours = sqlx::query("update knock.agent_job_runtime set worker = null where job_id = $1 and worker = $2")
            .bind(run)
            .bind(self.id)
            .execute(&mut *transaction)
            .await?;
        if ours.rows_affected() > 0 {
            queue::again(&mut transaction, run, Duration::from_secs(1)).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Finishes the steps in hand, gives the runs back, and signs off.
    pub async fn leave(&self, patience: Duration) {
        self.leaving.cancel();
        let emptied = async {
            while !self.held().is_empty() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let _ = tokio::time::timeout(patience, emptied).await;
        self.gone.cancel();
        let signed_off = sqlx::query("update console.workers set stopped_at = now() where id = $1")
            .bind(self.id)
            .execute(&self.pool);
        let _ = tokio::time::timeout(Duration::from_secs(2), signed_off).await;
        let _ = tokio::time::timeout(Duration::from_secs(2), self.pool.close()).await;
    }

    fn held(&self) -> MutexGuard<'_, BTreeMap<Uuid, Reins>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The session whose end tells everybody that we are gone.
    async fn lock(&self) -> Result<PgConnection> {
        let mut session = PgConnection::connect_with(&self.options).await?;
        sqlx::query("select pg_advisory_lock($1, $2)").bind(LOCKS).bind(self.id).execute(&mut session).await?;
        Ok(session)
    }

    async fn live(self: Arc<Self>, first: PgConnection) {
        let mut session = Some(first);
        while !self.gone.is_cancelled() {
            let beat = match &mut session {
                Some(alive) => self.beat(alive).await,
                None => match self.lock().await {
                    Ok(mut again) => {
                        let beat = self.beat(&mut again).await;
                        session = Some(again);
                        beat
                    }
                    Err(refusal) => Err(refusal),
                },
            };
            if let Err(error) = beat {
                tracing::warn!(%error, "a heartbeat was missed");
                session = None;
            }
            tokio::select! {
                () = self.gone.cancelled() => {}
                () = tokio::time::sleep(HEARTBEAT) => {}
            }
        }
        if let Some(session) = session {
            let _ = session.close().await;
        }
    }

    /// Says that we live, and hears what became of the runs in hand.
    async fn beat(&self, session: &mut PgConnection) -> Result<()> {
        let before: Vec<Uuid> = self.held().keys().copied().collect();
        sqlx::query("update console.workers set heartbeat_at = clock_timestamp(), stopped_at = null where id = $1")
            .bind(self.id)
            .execute(&mut *session)
            .await?;
        let standing: Vec<(Uuid, Option<i32>, bool)> = sqlx::query_as(
            "select job_id, worker, cancel_requested_at is not null from knock.agent_job_runtime where job_id = any($1)",
        )
        .bind(&before)
        .fetch_all(session)
        .await?;
        let held = self.held();
        for (run, worker, cancelled) in standing {
            let Some(reins) = held.get(&run) else { continue };
            if cancelled {
                reins.cancel.cancel();
            }
            // Nobody: not claimed yet, or just given back.
            if worker.is_some_and(|worker| worker != self.id) {
                reins.lost.cancel();
            }
        }
        Ok(())
    }

    async fn listen(self: Arc<Self>) {
        while !self.gone.is_cancelled() {
            let listening = async {
                let mut listener = PgListener::connect_with(&self.pool).await?;
                listener.listen(CANCELS).await?;
                loop {
                    let notice = listener.recv().await?;
                    if let Ok(run) = notice.payload().parse::<Uuid>()
                        && let Some(reins) = self.held().get(&run)
                    {
                        reins.cancel.cancel();
                    }
                }
                #[expect(unreachable_code, reason = "names the type of a loop that only ends by failing")]
                Ok::<(), sqlx::Error>(())
            };
            tokio::select! {
                () = self.gone.cancelled() => return,
                // The heartbeat hears of cancels too, only later.
                _ = listening => tokio::time::sleep(Duration::from_secs(1)).await,
            }
        }
    }

    async fn sweep(self: Arc<Self>) {
        // Once through all of history, then through what is new.
        let mut whole = true;
        while !self.gone.is_cancelled() {
            if !self.leaving.is_cancelled() {
                if let Err(error) = sweep(&self.pool).await {
                    tracing::warn!(%error, "runs without a worker could not be looked for");
                }
                match texts::write_missing(&self.pool, whole).await {
                    Ok(more) => whole &= more,
                    Err(error) => tracing::warn!(%error, "the texts of runs could not be gathered"),
                }
            }
            tokio::select! {
                () = self.gone.cancelled() => {}
                () = tokio::time::sleep(SWEEP) => {}
            }
        }
    }
}

/// A program that stays, such as the window: signs on whenever the database is ready, and takes runs until told to leave.
pub async fn attend(console: Arc<Console>, concurrency: u32, leaving: CancellationToken) {
    let mut connection = console.connection();
    while !leaving.is_cancelled() {
        let ready = connection.wait_for(|now| now.state == ConnectionState::Ready);
        tokio::select! {
            () = leaving.cancelled() => return,
            ready = ready => if ready.is_err() { return },
        }
        match Worker::sign_on(&console, concurrency).await {
            Ok(worker) => {
                let working = worker.clone();
                let work = tokio::spawn(async move { working.work(concurrency).await });
                leaving.cancelled().await;
                worker.leave(Duration::from_secs(1)).await;
                work.abort();
            }
            Err(error) => {
                tracing::warn!(%error, "no worker could sign on; trying again");
                tokio::select! {
                    () = leaving.cancelled() => return,
                    () = tokio::time::sleep(Duration::from_secs(3)) => {}
                }
            }
        }
    }
}

impl queue::Takes for Worker {
    fn take(self: Arc<Self>, run: Uuid) -> std::pin::Pin<Box<dyn Future<Output = Result<()>> + Send>> {
        Box::pin(async move { self.drive(run).await.map(drop) })
    }
}

/// Puts back into the queue what nobody works on any more: runs whose worker died, and runs the queue has lost.
pub async fn sweep(pool: &PgPool) -> Result<u64> {
    let mut transaction = pool.begin().await?;
    let orphans: Vec<Uuid> = sqlx::query_scalar(
        "select job.id from knock.agent_jobs as job join knock.agent_job_runtime as runtime on runtime.job_id = job.id
         where job.status in ('pending', 'running') and runtime.gate is null
           and case
             when runtime.worker is not null then not console.is_alive(runtime.worker)
             else job.created_at < now() - interval '10 seconds'
               and not exists (select from graphile_worker.jobs as queued where queued.key = 'run:' || job.id)
           end
         order by job.number limit 500
         for update of runtime skip locked",
    )
    .fetch_all(&mut *transaction)
    .await?;
    if !orphans.is_empty() {
        tracing::info!(count = orphans.len(), "runs without a worker go back into the queue");
        sqlx::query("update knock.agent_job_runtime set worker = null where job_id = any($1)")
            .bind(&orphans)
            .execute(&mut *transaction)
            .await?;
        for run in &orphans {
            queue::again(&mut transaction, *run, Duration::ZERO).await?;
        }
    }
    transaction.commit().await?;
    Ok(orphans.len() as u64)
}

fn host() -> String {
    let known = std::env::var("HOSTNAME").or_else(|_| std::env::var("COMPUTERNAME"));
    known.ok().filter(|name| !name.is_empty()).or_else(host_file).unwrap_or_else(|| "localhost".to_owned())
}

fn host_file() -> Option<String> {
    let name = std::fs::read_to_string("/etc/hostname").ok()?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}
