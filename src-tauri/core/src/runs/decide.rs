//! What people say to a run that goes on or rests: stop, go on, no, go first, and what it is called.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specta::Type;
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    edited,
    event::{Event, EventKind, Level},
    failure::StepFailure,
    finish, queue,
    settings::RunSettings,
};
use crate::{
    agents::Agent,
    connection::Console,
    error::{Error, ErrorCode, Result},
    failure::FailureKind,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Decision {
    Approve,
    Reject,
}

/// Stops a run: at once where nobody works on it, else as soon as its worker hears of it.
pub async fn cancel(console: &Console, run: Uuid, reason: &str) -> Result<()> {
    let mut write = console.write().await?;
    let standing = standing(&mut write, run).await?;
    if standing.over() {
        return Err(Error::new(ErrorCode::Conflict, "the run is over already"));
    }
    sqlx::query(
        "update knock.agent_job_runtime set cancel_requested_at = coalesce(cancel_requested_at, now()),
           cancel_reason = coalesce(cancel_reason, nullif($2, '')) where job_id = $1",
    )
    .bind(run)
    .bind(reason)
    .execute(&mut *write)
    .await?;
    if standing.worked_on {
        tell(&mut write, run, Event::new(EventKind::CancelRequested, reason).level(Level::Warning)).await?;
        sqlx::query("select pg_notify('greenroom_cancel', $1)").bind(run.to_string()).execute(&mut *write).await?;
    } else {
        finish::cancel(&mut write, run, reason).await?;
        // Whoever still believes the run is theirs is fenced.
        sqlx::query(
            "update knock.agent_job_runtime set worker = null, gate = null, lease = lease + 1 where job_id = $1",
        )
        .bind(run)
        .execute(&mut *write)
        .await?;
        tell(&mut write, run, Event::new(EventKind::Cancelled, reason).level(Level::Warning)).await?;
        queue::remove(&mut write, run).await?;
    }
    Ok(write.commit().await?)
}

/// Answers a run that rests at a gate. Who approves may write another output, with which the run then goes on.
pub async fn decide(
    console: &Console,
    run: Uuid,
    decision: Decision,
    note: &str,
    output: Option<&Value>,
) -> Result<()> {
    let mut write = console.write().await?;
    standing(&mut write, run).await?;
    let asked: Option<i32> = sqlx::query_scalar(
        "select (gate ->> 'step')::int from knock.agent_job_runtime where job_id = $1 and gate is not null",
    )
    .bind(run)
    .fetch_optional(&mut *write)
    .await?;
    let Some(step) = asked else { return Err(Error::new(ErrorCode::Conflict, "the run asks nothing")) };
    let mut told = json!({ "decision": decision, "by": console.actor, "step": step });
    if let Some(output) = output {
        told["before"] = replace(&mut write, run, decision, step, output).await?;
    }
    let event = Event::new(EventKind::Decided, note)
        .level(if decision == Decision::Approve { Level::Success } else { Level::Error })
        .data(told);
    tell(&mut write, run, event).await?;
    match decision {
        Decision::Approve => {
            // The gate opens with the answer: a decision about this one must not pass for one about the next.
            sqlx::query(
                "update knock.agent_job_runtime set gate = null, decision = jsonb_build_object(
                   'approved', coalesce(decision -> 'approved', '[]') || to_jsonb($2::int), 'by', $3::text, 'at', now())
                 where job_id = $1",
            )
            .bind(run)
            .bind(step)
            .bind(&console.actor)
            .execute(&mut *write)
            .await?;
            queue::again(&mut write, run, std::time::Duration::ZERO).await?;
        }
        Decision::Reject => {
            let message = if note.is_empty() { "a person refused it".to_owned() } else { note.to_owned() };
            finish::refuse(&mut write, run, step, &StepFailure::new(FailureKind::Rejected, message)).await?;
        }
    }
    Ok(write.commit().await?)
}

/// Puts what a person wrote in the place of the output they were asked about, and tells what that was.
async fn replace(
    connection: &mut sqlx::PgConnection,
    run: Uuid,
    decision: Decision,
    step: i32,
    output: &Value,
) -> Result<Value> {
    let agent = Agent::ALL.into_iter().find(|agent| agent.step() == step);
    let Some(agent) = agent.filter(|_| decision == Decision::Approve) else {
        return Err(Error::invalid("output", "only the output of a step that is approved can be edited"));
    };
    let settings: Json<RunSettings> = sqlx::query_scalar("select settings from knock.agent_jobs where id = $1")
        .bind(run)
        .fetch_one(&mut *connection)
        .await?;
    let edited = edited::checked(connection, run, agent, output, &settings.criteria).await?;
    sqlx::query(
        "update knock.agent_job_logs set output = $3, warnings = $4, engine = $5, cache_hit = false, cache_key = null
         where job_id = $1 and step = $2 and status = 'completed'",
    )
    .bind(run)
    .bind(step)
    .bind(&edited.output)
    .bind(json!(edited.warnings))
    .bind(edited::ENGINE)
    .execute(connection)
    .await?;
    Ok(edited.before)
}

struct Standing {
    status: String,
    worked_on: bool,
}

impl Standing {
    fn over(&self) -> bool {
        ["completed", "failed", "cancelled"].contains(&self.status.as_str())
    }
}

async fn standing(connection: &mut sqlx::PgConnection, run: Uuid) -> Result<Standing> {
    let found: Option<(String, bool)> = sqlx::query_as(
        "select job.status, runtime.worker is not null and console.is_alive(runtime.worker)
         from knock.agent_jobs as job join knock.agent_job_runtime as runtime on runtime.job_id = job.id
         where job.id = $1 for update of runtime",
    )
    .bind(run)
    .fetch_optional(connection)
    .await?;
    let (status, worked_on) = found.ok_or_else(|| Error::not_found("run", run))?;
    Ok(Standing { status, worked_on })
}

/// An event that people cause, whoever holds the run.
async fn tell(connection: &mut sqlx::PgConnection, run: Uuid, event: Event) -> Result<()> {
    sqlx::query(
        "with mine as (
           update knock.agent_job_runtime set last_event = last_event + 1 where job_id = $1 returning job_id, last_event
         )
         insert into knock.agent_job_events (job_id, seq, kind, step, level, message, data)
         select job_id, last_event, $2, $3, $4, $5, $6 from mine",
    )
    .bind(run)
    .bind(event.kind.word())
    .bind(event.step)
    .bind(event.level.word())
    .bind(&event.message)
    .bind(&event.data)
    .execute(connection)
    .await?;
    Ok(())
}
