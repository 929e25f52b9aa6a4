//! The engine's store over Knock's own tables: every statement that changes how a run or a step stands is here. Each is
//! one statement or one transaction, and writes only while the lease is ours.

use std::time::Duration;

use serde_json::Value;
use sqlx::{FromRow, PgConnection, PgPool, types::Json};
use uuid::Uuid;

use super::{
    config::RunConfig,
    event::{Event, EventKind},
    failure::StepFailure,
    finish, queue,
    settings::RunSettings,
    state::{Attempt, StepState},
    store::{Claim, Lease, RunEnd, RunStore, StepBegin, StepDone, StepEnd, Trace, Written},
};
use crate::{agents::input::RunInput, error::Result, failure::FailureKind};

/// A run as the engine's plan knows it.
#[derive(Debug, Clone)]
pub struct Job {
    pub id: Uuid,
    pub input: RunInput,
    pub config: RunConfig,
    pub settings: RunSettings,
    pub seed: u32,
    pub user: Option<Uuid>,
    pub template: Option<Uuid>,
}

#[derive(Clone)]
pub struct Journal {
    pub pool: PgPool,
    /// What history calls us.
    pub origin: &'static str,
}

#[derive(FromRow)]
struct Claimed {
    lease: i64,
    input: Json<RunInput>,
    config: Option<Json<RunConfig>>,
    settings: Json<RunSettings>,
    seed: Option<i64>,
    user_id: Option<Uuid>,
    template_id: Option<Uuid>,
    cancel_reason: Option<String>,
    cancelled: bool,
    decision: Option<Value>,
    resumed: bool,
}

#[derive(FromRow)]
struct Logged {
    step: i32,
    attempt: i32,
    status: String,
    error_kind: Option<String>,
    error_message: Option<String>,
    fallback_used: bool,
    retry_after_ms: Option<i64>,
    since_ms: i64,
    output: Option<Value>,
}

const CLAIM: &str = "
    with free as (
      select runtime.job_id, runtime.worker from knock.agent_job_runtime as runtime
        join knock.agent_jobs as job on job.id = runtime.job_id
      where runtime.job_id = $1 and job.status in ('pending', 'running')
        and runtime.gate is null
        and (runtime.worker is null or not console.is_alive(runtime.worker))
      for update of runtime
    ), mine as (
      update knock.agent_job_runtime as runtime
      set lease = runtime.lease + 1, worker = $2, claimed_at = now()
      from free where runtime.job_id = free.job_id
      returning runtime.*
    ), job as (
      update knock.agent_jobs as job set status = 'running', started_at = coalesce(job.started_at, now())
      from mine where job.id = mine.job_id
      returning job.*
    ), broken as (
      update knock.agent_job_logs as log
      set status = 'failed', error_kind = 'interrupted', error_message = 'the process ended in the middle of it',
        completed_at = now(), duration_ms = (extract(epoch from now() - log.started_at) * 1000)::int
      from mine where log.job_id = mine.job_id and log.status = 'running'
      returning log.step
    )
    select mine.lease, job.input, job.config, job.settings, job.seed, job.user_id, job.template_id,
      mine.cancel_reason, mine.cancel_requested_at is not null as cancelled, mine.decision,
      (mine.lease > 1 and (exists (select from broken) or (select worker from free) is not null)) as resumed
    from mine join job on job.id = mine.job_id";

impl RunStore for Journal {
    type Job = Job;

    async fn claim(&self, run: Uuid, worker: i32) -> Result<Option<Claim<Job>>> {
        let mut transaction = self.pool.begin().await?;
        let claimed: Option<Claimed> =
            sqlx::query_as(CLAIM).bind(run).bind(worker).fetch_optional(&mut *transaction).await?;
        let Some(claimed) = claimed else { return Ok(None) };
        let lease = Lease { run, number: claimed.lease };
        let kind = if claimed.resumed { EventKind::Resumed } else { EventKind::Started };
        if claimed.lease == 1 || claimed.resumed {
            let event = Event::new(kind, "").data(serde_json::json!({ "worker": worker }));
            let _ = say(&mut transaction, lease, &[event]).await?;
        }
        let logged: Vec<Logged> = sqlx::query_as(
            "select step, attempt, status, error_kind, error_message, fallback_used, retry_after_ms,
               greatest(coalesce(extract(epoch from clock_timestamp() - completed_at) * 1000, 0), 0)::bigint as since_ms,
               case when status = 'completed' then output end as output
             from knock.agent_job_logs where job_id = $1 order by step, attempt",
        )
        .bind(run)
        .fetch_all(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Some(claim_of(lease, claimed, logged)))
    }

    async fn say(&self, lease: Lease, events: Vec<Event>) -> Result<Written> {
        let mut connection = self.pool.acquire().await?;
        say(&mut connection, lease, &events).await
    }

    async fn begin(&self, lease: Lease, begin: StepBegin<'_>) -> Result<Written> {
        let written = sqlx::query(
            "with mine as (
               update knock.agent_job_runtime set last_event = last_event + 1
               where job_id = $1 and lease = $2 returning job_id, last_event, worker
             ), log as (
               insert into knock.agent_job_logs
                 (job_id, agent_name, step, attempt, status, lease, idempotency_key, fallback_used, fallback_reason, worker, engine)
               select job_id, $3, $4, $5, 'running', $2, $6, $7::text is not null, $7, worker, $8 from mine
               on conflict (job_id, step, attempt) do nothing
             )
             insert into knock.agent_job_events (job_id, seq, kind, step, attempt, message, data)
             select job_id, last_event, 'stepStarted', $4, $5, $3,
               case when $7::text is not null then jsonb_build_object('fallback', $7) end
             from mine",
        )
        .bind(lease.run)
        .bind(lease.number)
        .bind(begin.agent)
        .bind(begin.step)
        .bind(begin.attempt)
        .bind(&begin.idempotency_key)
        .bind(&begin.fallback)
        .bind(&begin.engine)
        .execute(&self.pool)
        .await?;
        Ok(written_if(written.rows_affected() > 0))
    }

    async fn end(&self, lease: Lease, step: i32, attempt: i32, end: &StepEnd, events: Vec<Event>) -> Result<Written> {
        let mut transaction = self.pool.begin().await?;
        if say(&mut transaction, lease, &events).await? == Written::Fenced {
            return Ok(Written::Fenced);
        }
        if end_step(&mut transaction, lease, step, attempt, end).await? {
            transaction.commit().await?;
        }
        // Else this was written before, and only the answer got lost; nothing is told twice.
        Ok(Written::Yes)
    }

    async fn ask(&self, lease: Lease, step: i32) -> Result<Written> {
        let mut transaction = self.pool.begin().await?;
        // The lock comes first.
        if say(&mut transaction, lease, &[]).await? == Written::Fenced {
            return Ok(Written::Fenced);
        }
        let event = Event::new(EventKind::Waiting, "").at(step, 1);
        finish::rest(&mut transaction, lease, serde_json::json!({ "step": step }), event).await?;
        transaction.commit().await?;
        Ok(Written::Yes)
    }

    async fn finish(&self, lease: Lease, end: &RunEnd) -> Result<Written> {
        finish::finish(&self.pool, self.origin, lease, end).await
    }

    async fn release(&self, lease: Lease, after: Duration) -> Result<Written> {
        let mut transaction = self.pool.begin().await?;
        let released = sqlx::query(
            "update knock.agent_job_runtime set worker = null where job_id = $1 and lease = $2 and worker is not null",
        )
        .bind(lease.run)
        .bind(lease.number)
        .execute(&mut *transaction)
        .await?;
        if released.rows_affected() == 0 {
            return Ok(Written::Fenced);
        }
        queue::again(&mut transaction, lease.run, after).await?;
        transaction.commit().await?;
        Ok(Written::Yes)
    }
}

fn claim_of(lease: Lease, claimed: Claimed, logged: Vec<Logged>) -> Claim<Job> {
    let job = Job {
        id: lease.run,
        input: claimed.input.0,
        config: claimed.config.map(|config| config.0).unwrap_or_default(),
        settings: claimed.settings.0,
        seed: claimed.seed.unwrap_or_default() as u32,
        user: claimed.user_id,
        template: claimed.template_id,
    };
    let failures = logged.iter().filter(|log| log.status == "failed").map(|log| {
        let kind = FailureKind::from_word(log.error_kind.as_deref().unwrap_or_default());
        (log.step, StepFailure::new(kind, log.error_message.clone().unwrap_or_default()))
    });
    Claim {
        lease,
        failures: failures.collect(),
        journal: logged.iter().map(attempt_of).collect(),
        outputs: logged.into_iter().filter_map(|log| Some((log.step, log.output?))).collect(),
        approved: approved(claimed.decision.as_ref()),
        cancel: claimed.cancelled.then(|| claimed.cancel_reason.unwrap_or_default()),
        job,
    }
}

fn attempt_of(log: &Logged) -> Attempt {
    let state = match log.status.as_str() {
        "completed" => StepState::Completed,
        "skipped" => StepState::Skipped,
        _ => StepState::Failed,
    };
    let failure =
        (state == StepState::Failed).then(|| FailureKind::from_word(log.error_kind.as_deref().unwrap_or_default()));
    Attempt {
        step: log.step,
        attempt: log.attempt,
        state,
        failure,
        fallback: log.fallback_used,
        retry_after: milliseconds(log.retry_after_ms),
        since: milliseconds(Some(log.since_ms)).unwrap_or_default(),
    }
}

fn milliseconds(number: Option<i64>) -> Option<Duration> {
    number.map(|number| Duration::from_millis(number.max(0) as u64))
}

/// `{"approved": [2]}`: the steps a person has looked at and let pass.
fn approved(decision: Option<&Value>) -> Vec<i32> {
    let steps = decision.and_then(|decision| decision.get("approved")).and_then(Value::as_array);
    steps.into_iter().flatten().filter_map(|step| i32::try_from(step.as_i64()?).ok()).collect()
}

fn written_if(yes: bool) -> Written {
    if yes { Written::Yes } else { Written::Fenced }
}

/// Numbers and writes events. The row of the lease is locked from here to the end of the transaction, so nobody can
/// claim the run between this and what follows.
pub(super) async fn say(connection: &mut PgConnection, lease: Lease, events: &[Event]) -> Result<Written> {
    let column = |of: fn(&Event) -> Value| Value::Array(events.iter().map(of).collect());
    let told = column(|event| {
        serde_json::json!({
            "kind": event.kind, "step": event.step, "attempt": event.attempt, "level": event.level,
            "message": event.message, "data": event.data,
        })
    });
    let written = sqlx::query(
        "with mine as (
           update knock.agent_job_runtime set last_event = last_event + jsonb_array_length($3)
           where job_id = $1 and lease = $2
           returning job_id, last_event - jsonb_array_length($3) as base
         ), told as (
           insert into knock.agent_job_events (job_id, seq, kind, step, attempt, level, message, data)
           select mine.job_id, mine.base + line.n, line.it ->> 'kind', (line.it ->> 'step')::int,
             (line.it ->> 'attempt')::int, line.it ->> 'level', line.it ->> 'message', nullif(line.it -> 'data', 'null')
           from mine, jsonb_array_elements($3) with ordinality as line(it, n)
         )
         select job_id from mine",
    )
    .bind(lease.run)
    .bind(lease.number)
    .bind(told)
    .fetch_optional(connection)
    .await?;
    Ok(written_if(written.is_some()))
}

async fn end_step(connection: &mut PgConnection, lease: Lease, step: i32, attempt: i32, end: &StepEnd) -> Result<bool> {
    let nothing = Trace::default();
    let (status, trace, failure, done): (_, &Trace, Option<&StepFailure>, Option<&StepDone>) = match end {
        StepEnd::Done(done) => ("completed", &done.trace, None, Some(done)),
        StepEnd::Failed(failure, trace) => ("failed", trace, Some(failure), None),
        StepEnd::Skipped => ("skipped", &nothing, None, None),
    };
    let ended = sqlx::query(
        "update knock.agent_job_logs set status = $5, completed_at = clock_timestamp(),
           duration_ms = (extract(epoch from clock_timestamp() - started_at) * 1000)::int,
           output = $6, input = coalesce($7, input), error_kind = $8, error_message = $9,
           engine = coalesce(nullif($10, ''), engine), provider = $11, model = $12, prompt_tokens = $13,
           completion_tokens = $14, cost_usd = $15::float8, cache_hit = $16, cache_key = $17, warnings = $18,
           question = $19, answer = $20, retry_after_ms = $21
         where job_id = $1 and step = $3 and attempt = $4 and lease = $2 and status = 'running'",
    )
    .bind(lease.run)
    .bind(lease.number)
    .bind(step)
    .bind(attempt)
    .bind(status)
    .bind(done.map(|done| &done.output))
    .bind(done.map(|done| &done.input))
    .bind(failure.map(|failure| failure.kind.word()))
    .bind(failure.map(|failure| failure.message.clone()))
    .bind(&trace.engine)
    .bind(&trace.provider)
    .bind(&trace.model)
    .bind(trace.prompt_tokens as i32)
    .bind(trace.completion_tokens as i32)
    .bind(trace.cost_usd)
    .bind(trace.cache_hit)
    .bind(&trace.cache_key)
    .bind(Value::Array(trace.warnings.clone()))
    .bind(&trace.question)
    .bind(&trace.answer)
    .bind(failure.and_then(|failure| failure.retry_after_ms).map(|wait| wait as i64))
    .execute(connection)
    .await?;
    Ok(ended.rows_affected() > 0)
}
