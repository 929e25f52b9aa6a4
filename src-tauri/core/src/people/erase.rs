//! A person's wish to be forgotten: everything that was told by them, made for them or made of what they told, in one
//! transaction. What stays is the audit's entry that somebody was erased.

use serde::{Deserialize, Serialize};
use serde_json::json;
use specta::Type;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    connection::Console,
    error::{Error, Result},
    operations::audit::{self, Deed},
    runs::queue,
};

/// How much of what goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Erasure {
    pub characters: u32,
    pub rooms: u32,
    pub messages: u32,
    /// With every step and line of them.
    pub runs: u32,
    pub pictures: u32,
    /// Answers of models that later runs could have taken.
    pub cached_answers: u32,
    /// Values that templates are tried with.
    pub contexts: u32,
    /// Batches stay; what they began with is forgotten.
    pub batches: u32,
    pub saved_views: u32,
    /// Earlier versions of rows.
    pub history: u32,
}

/// What `erase` would do: the same, and taken back.
pub async fn foresee(console: &Console, id: Uuid) -> Result<Erasure> {
    let mut write = console.write().await?;
    let told = forget(&mut write, id).await?;
    write.rollback().await?;
    Ok(told)
}

pub async fn erase(console: &Console, id: Uuid) -> Result<Erasure> {
    let mut write = console.write().await?;
    let told = forget(&mut write, id).await?;
    audit::record(&mut write, Deed::Erase, id, json!(told)).await?;
    write.commit().await?;
    Ok(told)
}

async fn forget(connection: &mut PgConnection, id: Uuid) -> Result<Erasure> {
    // Nothing is made for somebody who is being forgotten.
    let email: Option<String> = sqlx::query_scalar("select email from knock.users where id = $1 for update")
        .bind(id)
        .fetch_optional(&mut *connection)
        .await?;
    let email = email.ok_or_else(|| Error::not_found("person", id))?;
    let runs = runs_of(connection, id).await?;
    let pictures = pictures_of(connection, id, &runs).await?;
    let mut gone = rows_of(connection, id).await?;
    let counted = |kind: &str| gone.iter().filter(|(of, _)| of == kind).count() as u32;
    let mut told = Erasure {
        characters: counted("character"),
        rooms: counted("room"),
        messages: counted("message"),
        runs: runs.len() as u32,
        ..Erasure::default()
    };
    let contexts = contexts_of(connection, id, &runs).await?;
    told.contexts = contexts.len() as u32;
    told.cached_answers = forget_answers(connection, &runs).await?;
    told.batches = forget_inputs(connection, id, &runs).await?;
    let views = views_of(connection, id, &email).await?;
    told.saved_views = views.len() as u32;
    forget_runs(connection, &runs).await?;
    sqlx::query("delete from knock.users where id = $1").bind(id).execute(&mut *connection).await?;
    told.pictures = forget_pictures(connection, &pictures).await?;
    // Last, for what was deleted just now left its last version there.
    let ids = gone.drain(..).map(|(_, id)| id).chain(contexts).chain(views).chain(runs).chain([id]).collect();
    told.history = forget_versions(connection, ids).await?;
    Ok(told)
}

/// Theirs, those made with their data, and whatever was made from those.
async fn runs_of(connection: &mut PgConnection, id: Uuid) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar(
        "with recursive theirs as (
           select id from knock.agent_jobs
           where user_id = $1 or input #>> '{meta,userId}' = $1::text
             or id in (select generation_job_id from knock.personas where user_id = $1)
             or id in (select image_job_id from knock.rooms where user_id = $1)
           union
           select job.id from knock.agent_jobs as job join theirs on job.based_on = theirs.id
         )
         select id from theirs",
    )
    .bind(id)
    .fetch_all(connection)
    .await?)
}

/// By their digests.
async fn pictures_of(connection: &mut PgConnection, id: Uuid, runs: &[Uuid]) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "select distinct substring(url from '^pictures/([0-9a-f]{64})[.]png$')
         from (
           select image_url as url from knock.rooms where user_id = $1
           union all
           select output #>> '{image,url}' from knock.agent_jobs where id = any($2)
           union all
           select output ->> 'imageUrl' from knock.agent_job_logs where job_id = any($2) and step = 5
         ) as shown
         where url ~ '^pictures/[0-9a-f]{64}[.]png$'",
    )
    .bind(id)
    .bind(runs)
    .fetch_all(connection)
    .await?)
}

/// The rows that go with the person's own, by their kinds.
async fn rows_of(connection: &mut PgConnection, id: Uuid) -> Result<Vec<(String, Uuid)>> {
    Ok(sqlx::query_as(
        "select 'onboarding', id from knock.onboarding_data where user_id = $1
         union all select 'character', id from knock.personas where user_id = $1
         union all select 'room', id from knock.rooms where user_id = $1
         union all select 'message', id from knock.chat_messages where user_id = $1",
    )
    .bind(id)
    .fetch_all(connection)
    .await?)
}

/// The contexts that are deleted, and what versions made of them.
async fn contexts_of(connection: &mut PgConnection, id: Uuid, runs: &[Uuid]) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar(
        "delete from knock.template_contexts
         where job_id = any($2) or position($1::text in variables::text) > 0
         returning id",
    )
    .bind(id)
    .bind(runs)
    .fetch_all(connection)
    .await?)
}

async fn forget_answers(connection: &mut PgConnection, runs: &[Uuid]) -> Result<u32> {
    let forgotten = sqlx::query(
        "delete from knock.step_cache
         where key in (select cache_key from knock.agent_job_logs where job_id = any($1) and cache_key is not null)",
    )
    .bind(runs)
    .execute(connection)
    .await?;
    Ok(forgotten.rows_affected() as u32)
}

/// A batch keeps what each of its inputs was. What was this person's becomes an input of nobody.
async fn forget_inputs(connection: &mut PgConnection, id: Uuid, runs: &[Uuid]) -> Result<u32> {
    let ids: Vec<String> = runs.iter().chain([&id]).map(Uuid::to_string).collect();
    let changed = sqlx::query(
        "update knock.batches set spec = jsonb_set(spec, '{inputs}', (
           select jsonb_agg(
             case when exists (select from unnest($1) as told where position(told in input::text) > 0)
               then jsonb_build_object('name', 'erased ' || place,
                 'source', jsonb_build_object('kind', 'person', 'id', '00000000-0000-0000-0000-000000000000'))
               else input
             end order by place)
           from jsonb_array_elements(spec -> 'inputs') with ordinality as given (input, place)))
         where exists (select from unnest($1) as told where position(told in (spec -> 'inputs')::text) > 0)",
    )
    .bind(ids)
    .execute(connection)
    .await?;
    Ok(changed.rows_affected() as u32)
}

/// The saved views that are deleted: those that look for this person.
async fn views_of(connection: &mut PgConnection, id: Uuid, email: &str) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar(
        "delete from console.saved_views
         where position($1::text in definition::text) > 0 or position($2 in definition::text) > 0
         returning id",
    )
    .bind(id)
    .bind(email)
    .fetch_all(connection)
    .await?)
}

/// A worker that has one of them in hand finds out when it wants to write.
async fn forget_runs(connection: &mut PgConnection, runs: &[Uuid]) -> Result<()> {
    let has_queue: bool = sqlx::query_scalar("select to_regproc('graphile_worker.remove_job') is not null")
        .fetch_one(&mut *connection)
        .await?;
    if has_queue {
        for run in runs {
            queue::remove(connection, *run).await?;
        }
    }
    sqlx::query("delete from knock.agent_jobs where id = any($1)").bind(runs).execute(connection).await?;
    Ok(())
}

/// Of those, the ones that nobody else's room or run shows.
async fn forget_pictures(connection: &mut PgConnection, digests: &[String]) -> Result<u32> {
    let forgotten = sqlx::query(
        "delete from knock.pictures
         where digest = any($1)
           and not exists (select from knock.rooms where image_url = 'pictures/' || digest || '.png')
           and not exists (
             select from knock.agent_jobs where output #>> '{image,url}' = 'pictures/' || digest || '.png')",
    )
    .bind(digests)
    .execute(connection)
    .await?;
    Ok(forgotten.rows_affected() as u32)
}

async fn forget_versions(connection: &mut PgConnection, ids: Vec<Uuid>) -> Result<u32> {
    let ids: Vec<String> = ids.iter().map(Uuid::to_string).collect();
    let forgotten = sqlx::query(
        "delete from console.history
         where row_id = any($1)
           or coalesce(new_row, old_row) ->> 'user_id' = any($1)
           or coalesce(new_row, old_row) ->> 'job_id' = any($1)
           or coalesce(new_row, old_row) ->> 'context_id' = any($1)",
    )
    .bind(ids)
    .execute(connection)
    .await?;
    Ok(forgotten.rows_affected() as u32)
}
