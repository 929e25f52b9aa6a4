//! How a run ends: in one transaction with everything that comes of it. A character exists wholly or not at all.

use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::{
    config::{PersonaType, RunConfig},
    event::{Event, EventKind, Level},
    failure::StepFailure,
    journal::say,
    quality::Quality,
    store::{Lease, RunEnd, Written},
};
use crate::{
    agents::Agent,
    error::{Error, ErrorCode, Result},
};

/// What the plan hands over: the output people see, and what is to be done with it.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Conclusion {
    /// In the shape of the product's own pipeline.
    pub output: Value,
    pub quality: Quality,
    /// Pool, row, chosen.
    pub usage: Vec<(String, Uuid, bool)>,
    pub user: Option<Uuid>,
    pub config: RunConfig,
    pub template: Option<Uuid>,
    pub template_digest: Option<String>,
    pub when_missed: String,
}

pub async fn finish(pool: &PgPool, origin: &str, lease: Lease, end: &RunEnd) -> Result<Written> {
    let mut transaction = pool.begin().await?;
    sqlx::query("select set_config('greenroom.origin', $1, true)").bind(origin).execute(&mut *transaction).await?;
    // The lock comes first; what is told, last.
    if say(&mut transaction, lease, &[]).await? == Written::Fenced {
        return Ok(Written::Fenced);
    }
    let over: bool =
        sqlx::query_scalar("select status in ('completed', 'failed', 'cancelled') from knock.agent_jobs where id = $1")
            .bind(lease.run)
            .fetch_one(&mut *transaction)
            .await?;
    if over {
        return Ok(Written::Yes);
    }
    match end {
        RunEnd::Completed(conclusion) => {
            let conclusion: Conclusion = serde_json::from_value(conclusion.clone())
                .map_err(|cause| Error::internal("a conclusion could not be read", &cause))?;
            match complete(&mut transaction, lease, &conclusion).await {
                Ok(()) => {}
                Err(refusal) if refusal.code == ErrorCode::Unreachable => return Err(refusal),
                // What stood in the way is known: nothing of the character is kept.
                Err(refusal) => {
                    drop(transaction);
                    let failure: StepFailure = refusal.into();
                    return Box::pin(finish(pool, origin, lease, &RunEnd::Failed { step: 0, failure })).await;
                }
            }
        }
        RunEnd::Failed { step, failure } => fail(&mut transaction, lease, *step, failure).await?,
        RunEnd::Cancelled { reason } => stop(&mut transaction, lease, reason).await?,
    }
    let_go(&mut transaction, lease).await?;
    transaction.commit().await?;
    Ok(Written::Yes)
}

async fn complete(connection: &mut PgConnection, lease: Lease, conclusion: &Conclusion) -> Result<()> {
    let accepted: bool = sqlx::query_scalar(
        "select coalesce(decision -> 'approved' @> '[0]', false) from knock.agent_job_runtime where job_id = $1",
    )
    .bind(lease.run)
    .fetch_one(&mut *connection)
    .await?;
    let missed = !conclusion.quality.missed.is_empty() && !accepted;
    if missed && conclusion.when_missed == "askPerson" {
        let missed = json!(conclusion.quality.missed);
        let event = Event::new(EventKind::Waiting, "").data(json!({ "missed": missed }));
        // Approving goes on to the end, refusing fails the run.
        return rest(connection, lease, json!({ "step": 0, "missed": missed }), event).await;
    }
    let mut output = conclusion.output.clone();
    let replaced = missed && conclusion.when_missed == "regenerateOnce" && !conclusion.config.second_try;
    let keeps =
        !replaced && !conclusion.config.dry_run && conclusion.config.until.is_none_or(|until| until >= Agent::Prompt);
    let stored = match conclusion.user.filter(|_| keeps) {
        Some(user) => Some(store_character(connection, lease.run, user, conclusion).await?),
        None => None,
    };
    output["persona"] = stored.map_or(Value::Null, |(persona, _)| json!({ "id": persona }));
    output["room"] = stored.and_then(|(_, room)| room).map_or(Value::Null, |room| json!({ "id": room }));
    for (pool, row, chosen) in &conclusion.usage {
        sqlx::query(
            "insert into knock.pool_usage (job_id, pool, row_id, chosen) values ($1, $2, $3, $4)
             on conflict (job_id, pool, row_id) do update set chosen = pool_usage.chosen or excluded.chosen",
        )
        .bind(lease.run)
        .bind(pool)
        .bind(row)
        .bind(chosen)
        .execute(&mut *connection)
        .await?;
    }
    end_job(connection, lease.run, "completed", Some(&output), Some(conclusion), None).await?;
    let again = if replaced { Some(super::start::second_try(connection, lease.run).await?) } else { None };
    let level = if missed { Level::Warning } else { Level::Success };
    let event = Event::new(EventKind::Completed, "").level(level).data(json!({
        "quality": conclusion.quality.score, "missed": conclusion.quality.missed, "replacedBy": again,
    }));
    let _ = say(connection, lease, &[event]).await?;
    Ok(())
}

/// The run rests until somebody decides, and nobody holds it meanwhile. If it was told to stop just before, it stops:
/// resting, it would not hear of that any more. The row of the lease is locked, so whoever comes later finds it at rest.
pub(super) async fn rest(connection: &mut PgConnection, lease: Lease, gate: Value, event: Event) -> Result<()> {
    let cancelled: Option<String> = sqlx::query_scalar(
        "select coalesce(cancel_reason, '') from knock.agent_job_runtime
         where job_id = $1 and cancel_requested_at is not null",
    )
    .bind(lease.run)
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(reason) = cancelled {
        stop(connection, lease, &reason).await?;
    } else {
        let _ = say(connection, lease, &[event.level(Level::Warning)]).await?;
        sqlx::query(
            "update knock.agent_job_runtime set gate = $2 || jsonb_build_object('askedAt', now()) where job_id = $1",
        )
        .bind(lease.run)
        .bind(gate)
        .execute(&mut *connection)
        .await?;
        // The run itself is touched, so that whoever watches runs hears of it.
        sqlx::query("update knock.agent_jobs set status = 'running' where id = $1")
            .bind(lease.run)
            .execute(&mut *connection)
            .await?;
    }
    let_go(connection, lease).await
}

async fn let_go(connection: &mut PgConnection, lease: Lease) -> Result<()> {
    sqlx::query("update knock.agent_job_runtime set worker = null where job_id = $1")
        .bind(lease.run)
        .execute(connection)
        .await?;
    Ok(())
}

async fn fail(connection: &mut PgConnection, lease: Lease, step: i32, failure: &StepFailure) -> Result<()> {
    skip_the_rest(connection, lease.run, step).await?;
    end_job(connection, lease.run, "failed", None, None, Some((step, failure))).await?;
    let event = Event::new(EventKind::Failed, failure.message.clone())
        .level(Level::Error)
        .data(json!({ "kind": failure.kind, "step": step }));
    let _ = say(connection, lease, &[event]).await?;
    Ok(())
}

async fn stop(connection: &mut PgConnection, lease: Lease, reason: &str) -> Result<()> {
    cancel(connection, lease.run, reason).await?;
    let _ = say(connection, lease, &[Event::new(EventKind::Cancelled, reason).level(Level::Warning)]).await?;
    Ok(())
}

/// A person said no to a run that rests.
pub async fn refuse(connection: &mut PgConnection, run: Uuid, step: i32, failure: &StepFailure) -> Result<()> {
    skip_the_rest(connection, run, step).await?;
    end_job(connection, run, "failed", None, None, Some((step, failure))).await?;
    sqlx::query("update knock.agent_job_runtime set gate = null, worker = null, lease = lease + 1 where job_id = $1")
        .bind(run)
        .execute(connection)
        .await?;
    Ok(())
}

/// Also for runs that nobody works on.
pub async fn cancel(connection: &mut PgConnection, run: Uuid, reason: &str) -> Result<()> {
    sqlx::query(
        "update knock.agent_job_logs set status = 'failed', error_kind = 'cancelled', error_message = 'the run was cancelled',
           completed_at = clock_timestamp(),
           duration_ms = (extract(epoch from clock_timestamp() - started_at) * 1000)::int
         where job_id = $1 and status = 'running'",
    )
    .bind(run)
    .execute(&mut *connection)
    .await?;
    skip_the_rest(connection, run, 0).await?;
    let asked: Option<String> =
        sqlx::query_scalar("select cancel_reason from knock.agent_job_runtime where job_id = $1")
            .bind(run)
            .fetch_one(&mut *connection)
            .await?;
    let reason = asked.filter(|asked| !asked.is_empty()).unwrap_or_else(|| reason.to_owned());
    end_job(connection, run, "cancelled", None, None, None).await?;
    sqlx::query("update knock.agent_jobs set error_message = nullif($2, ''), error_kind = 'cancelled' where id = $1")
        .bind(run)
        .bind(reason)
        .execute(connection)
        .await?;
    Ok(())
}

/// Steps that were never begun get a row that says so.
async fn skip_the_rest(connection: &mut PgConnection, run: Uuid, after: i32) -> Result<()> {
    for agent in Agent::ALL.into_iter().filter(|agent| agent.step() > after) {
        sqlx::query(
            "insert into knock.agent_job_logs (job_id, agent_name, step, status, completed_at, duration_ms)
             select $1, $2, $3, 'skipped', now(), 0
             where not exists (select from knock.agent_job_logs where job_id = $1 and step = $3)",
        )
        .bind(run)
        .bind(agent.name())
        .bind(agent.step())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

async fn end_job(
    connection: &mut PgConnection,
    run: Uuid,
    status: &str,
    output: Option<&Value>,
    conclusion: Option<&Conclusion>,
    failure: Option<(i32, &StepFailure)>,
) -> Result<()> {
    sqlx::query(
        "update knock.agent_jobs as job set status = $2, output = $3, quality_score = round($4::numeric, 2),
           completed_at = clock_timestamp(),
           execution_time_ms = (extract(epoch from clock_timestamp() - coalesce(job.started_at, clock_timestamp())) * 1000)::int,
           failed_step = $5, error_kind = $6, error_message = $7, error_stack = $8, template_digest = $9,
           degraded = coalesce(told.degraded, false), prompt_tokens = coalesce(told.prompt_tokens, 0),
           completion_tokens = coalesce(told.completion_tokens, 0), cost_usd = coalesce(told.cost_usd, 0),
           warnings = coalesce(told.warnings, 0) + $10
         from (
           select bool_or(fallback_used and status = 'completed') as degraded, sum(prompt_tokens)::int as prompt_tokens,
             sum(completion_tokens)::int as completion_tokens, sum(cost_usd) as cost_usd,
             sum(jsonb_array_length(warnings))::int as warnings
           from knock.agent_job_logs where job_id = $1
         ) as told
         where job.id = $1",
    )
    .bind(run)
    .bind(status)
    .bind(output)
    .bind(conclusion.map(|conclusion| conclusion.quality.score))
    .bind(failure.map(|(step, _)| step))
    .bind(failure.map(|(_, failure)| failure.kind.word()))
    .bind(failure.map(|(_, failure)| failure.message.clone()))
    .bind(failure.and_then(|(_, failure)| failure.details.as_ref()).map(|details| format!("{details:#}")))
    .bind(conclusion.and_then(|conclusion| conclusion.template_digest.clone()))
    .bind(conclusion.map_or(0, |conclusion| conclusion.quality.missed.len() as i32))
    .execute(connection)
    .await?;
    Ok(())
}

/// The character and, where there is a picture, its room.
async fn store_character(
    connection: &mut PgConnection,
    run: Uuid,
    user: Uuid,
    conclusion: &Conclusion,
) -> Result<(Uuid, Option<Uuid>)> {
    let kind = conclusion.config.persona_type.unwrap_or(PersonaType::Roommate);
    let output = &conclusion.output;
    let mut profile = output["character"].clone();
    profile["schemaVersion"] = json!(1);
    let needs: serde_json::Map<String, Value> = output["analysis"]["completeVector"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| Some((one["need"].as_str()?.to_owned(), one["actual"].clone())))
        .collect();
    // One building takes one new character at a time: their places must not collide.
    sqlx::query("select pg_advisory_xact_lock(hashtextextended($1::text, 0))")
        .bind(user)
        .execute(&mut *connection)
        .await?;
    let persona: Uuid = sqlx::query_scalar(
        "insert into knock.personas (user_id, persona_type, name, archetype, system_prompt, template_id, need_vectors,
           character_profile, generation_job_id, generation_method, avoid_topics, keywords, quality_score, degraded)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
           coalesce((select avoid_topics from knock.onboarding_data where user_id = $1), '{}'), $11, round($12::numeric, 2),
           exists (select from knock.agent_job_logs where job_id = $9 and fallback_used and status = 'completed')
         returning id",
    )
    .bind(user)
    .bind(kind.word())
    .bind(output["character"]["name"].as_str())
    .bind(output["character"]["archetype"].as_str())
    .bind(output["prompts"]["systemPrompt"].as_str().unwrap_or_default())
    .bind(conclusion.template)
    .bind(Value::Object(needs))
    .bind(profile)
    .bind(run)
    .bind("admin")
    .bind(words(&output["character"]["keywords"]))
    .bind(conclusion.quality.score)
    .fetch_one(&mut *connection)
    .await
    .map_err(|refusal| character_refused(refusal.into(), kind))?;
    let Some(url) = output["image"]["url"].as_str() else { return Ok((persona, None)) };
    let room: Uuid = sqlx::query_scalar(FURNISH)
        .bind(user)
        .bind(persona)
        .bind(url)
        .bind(run)
        .bind(output["prompts"]["imagePrompt"].as_str())
        .bind(kind == PersonaType::Roommate)
        .fetch_one(&mut *connection)
        .await?;
    Ok((persona, Some(room)))
}

/// A roommate lives in the middle; a neighbour in the free cell nearest to it that has a lit neighbour, to the right first.
const FURNISH: &str = "
    insert into knock.rooms (user_id, persona_id, image_url, image_job_id, image_prompt, position_x, position_y,
      is_unlocked, unlock_method)
    select $1, $2, $3, $4, $5, place.x, place.y, true, case when $6 then 'onboarding' else 'knock' end
    from (
      select 0 as x, 0 as y, 0 as far, 0 as side where $6
      union all
      select x, y, abs(x) + abs(y), case when x > 0 then 0 when y > 0 then 1 when x < 0 then 2 else 3 end
      from generate_series(-20, 20) as x, generate_series(-20, 20) as y
      where not $6 and (x, y) <> (0, 0)
        and not exists (select from knock.rooms where user_id = $1 and position_x = x and position_y = y)
        and ((abs(x) + abs(y)) = 1 or exists (
          select from knock.rooms where user_id = $1 and abs(position_x - x) + abs(position_y - y) = 1))
    ) as place
    order by place.far, place.side, place.x, place.y limit 1
    returning id";

fn words(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

fn character_refused(refusal: Error, kind: PersonaType) -> Error {
    match refusal.field.as_deref() {
        Some("personaType") if kind == PersonaType::Roommate => {
            Error::new(ErrorCode::Conflict, "this person has a roommate already")
        }
        _ => refusal,
    }
}
