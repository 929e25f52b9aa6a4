//! Runs made from runs that are over: the same once more with one thing changed, on from where one failed, and on from an
//! output that a person wrote. What they are made from stays as it was.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specta::Type;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{
    config::RunConfig,
    edited, queue,
    settings::{self, RunSettings},
    start::{Draft, RunRequest, RunSource, Started, insert, new_seed},
};
use crate::{
    agents::{Agent, input::RunInput},
    connection::Console,
    error::{Error, ErrorCode, Result},
};

/// The first step that no run has.
const BEYOND: i32 = 6;

/// What is to be different when a run is done once more.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct RunAgain {
    /// What was done before this agent is kept.
    pub from: Option<Agent>,
    /// For every agent.
    pub engine: Option<String>,
    pub seed: Option<u32>,
    pub template_id: Option<Uuid>,
    /// A run that was to end early goes on; without `from` it keeps all that is done.
    pub to_the_end: bool,
}

/// The same input and, unless another is named, the same seed.
pub async fn retry(console: &Console, run: Uuid, again: &RunAgain) -> Result<Started> {
    let from = match again.from {
        Some(agent) => agent.step(),
        None if again.to_the_end => BEYOND,
        None => 0,
    };
    anew(console, run, from, again, None).await
}

/// Goes on from what `agent` would have said, had it said `output`.
pub async fn fork(console: &Console, run: Uuid, agent: Agent, output: &Value, engine: Option<&str>) -> Result<Started> {
    let again = RunAgain { engine: engine.map(str::to_owned), ..RunAgain::default() };
    anew(console, run, agent.step(), &again, Some((agent, output))).await
}

/// Goes on with a run: one that is not over is put into the queue again; one that failed is begun anew from where it
/// failed, keeping what was done before.
pub async fn resume(console: &Console, run: Uuid, engine: Option<&str>) -> Result<Started> {
    // A run that failed at its very end has nothing undone: all five steps are kept.
    let found: Option<(String, i64, i32)> = sqlx::query_as(
        "select status, number, (select coalesce(min(wanted.step), $2) from generate_series(1, 5) as wanted (step)
           where not exists (select from knock.agent_job_logs as log
             where log.job_id = job.id and log.step = wanted.step and log.status = 'completed'))
         from knock.agent_jobs as job where id = $1",
    )
    .bind(run)
    .bind(BEYOND)
    .fetch_optional(console.pool())
    .await?;
    let Some((status, number, undone)) = found else { return Err(Error::not_found("run", run)) };
    match status.as_str() {
        "completed" => Err(Error::new(ErrorCode::Conflict, "the run is completed; nothing is left to do")),
        "failed" | "cancelled" => {
            let again = RunAgain { engine: engine.map(str::to_owned), ..RunAgain::default() };
            anew(console, run, undone, &again, None).await
        }
        _ if engine.is_some() => Err(Error::new(ErrorCode::Conflict, "a run that is not over keeps its engine")),
        _ => {
            let mut write = console.write().await?;
            queue::again(&mut write, run, std::time::Duration::ZERO).await?;
            write.commit().await?;
            Ok(Started { id: run, number })
        }
    }
}

/// Status, input, config, seed, priority.
type Old = (String, Json<Value>, Option<Json<RunConfig>>, Option<i64>, i16);

/// What was done before the step `from` is kept; what a person wrote stands in the place of its agent's output.
async fn anew(
    console: &Console,
    run: Uuid,
    from: i32,
    again: &RunAgain,
    edit: Option<(Agent, &Value)>,
) -> Result<Started> {
    queue::install(console.pool()).await?;
    let mut write = console.write().await?;
    let old: Option<Old> =
        sqlx::query_as("select status, input, config, seed, priority from knock.agent_jobs where id = $1 for share")
            .bind(run)
            .fetch_optional(&mut *write)
            .await?;
    let Some((status, input, config, seed, priority)) = old else { return Err(Error::not_found("run", run)) };
    if !["completed", "failed", "cancelled"].contains(&status.as_str()) {
        return Err(Error::new(ErrorCode::Conflict, "the run is not over yet"));
    }
    let config = changed(config.map(|config| config.0).unwrap_or_default(), again, edit.map(|(agent, _)| agent));
    let request = RunRequest { config, priority, ..RunRequest::of(RunSource::Like { run }) };
    let settings = settings::snapshot(&mut write).await?;
    let kind = if edit.is_some() { "fork" } else { "retry" };
    let draft = Draft {
        input: RunInput::read(&input.0)?,
        request: &request,
        settings: &settings,
        seed: again.seed.or(seed.map(|seed| seed as u32)).unwrap_or_else(new_seed),
        based_on: Some((run, kind)),
        batch: None,
    };
    let started = insert(&mut write, &draft).await?;
    // Another template makes another prompt of the same character.
    let from = if again.template_id.is_some() { from.min(Agent::Prompt.step()) } else { from };
    keep_steps(&mut write, run, started.id, from).await?;
    if let Some((agent, output)) = edit {
        put_in_place(&mut write, (run, started.id), agent, output, &settings).await?;
    }
    queue::add(&mut write, &[started.id]).await?;
    write.commit().await?;
    Ok(started)
}

fn changed(mut config: RunConfig, again: &RunAgain, edited: Option<Agent>) -> RunConfig {
    if let Some(engine) = &again.engine {
        config.engine = Some(engine.clone());
        config.agents.values_mut().for_each(|choice| choice.engine = None);
    }
    if again.template_id.is_some() {
        config.template_id = again.template_id;
    }
    if again.to_the_end {
        config.until = None;
    }
    if let Some(edited) = edited {
        // Whoever wrote an output need not be asked about it, and wants to see what comes of it.
        config.gates.retain(|gate| *gate > edited);
        config.until = config.until.filter(|until| *until > edited);
    }
    config
}

/// The completed steps before `from`, as they were.
async fn keep_steps(connection: &mut PgConnection, old: Uuid, new: Uuid, from: i32) -> Result<()> {
    sqlx::query(
        "insert into knock.agent_job_logs (job_id, agent_name, step, status, input, output, started_at, completed_at,
           duration_ms, provider, model, engine, fallback_used, fallback_reason, cache_hit, warnings)
         select $2, agent_name, step, status, input, output, started_at, completed_at, 0, provider, model, engine,
           fallback_used, fallback_reason, true, warnings
         from knock.agent_job_logs where job_id = $1 and step < $3 and status = 'completed'",
    )
    .bind(old)
    .bind(new)
    .bind(from)
    .execute(connection)
    .await?;
    Ok(())
}

/// The step as if it had been done with what a person wrote.
async fn put_in_place(
    connection: &mut PgConnection,
    (old, new): (Uuid, Uuid),
    agent: Agent,
    output: &Value,
    settings: &RunSettings,
) -> Result<()> {
    let edited = edited::checked(connection, old, agent, output, &settings.criteria).await?;
    sqlx::query(
        "insert into knock.agent_job_logs (job_id, agent_name, step, status, input, output, completed_at, duration_ms,
           engine, warnings)
         select $2, agent_name, step, status, input, $4, now(), 0, $6, $5
         from knock.agent_job_logs where job_id = $1 and step = $3 and status = 'completed'",
    )
    .bind(old)
    .bind(new)
    .bind(agent.step())
    .bind(&edited.output)
    .bind(json!(edited.warnings))
    .bind(edited::ENGINE)
    .execute(connection)
    .await?;
    Ok(())
}
