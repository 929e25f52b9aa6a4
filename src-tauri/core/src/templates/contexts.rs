//! What templates are tried with: values written by hand, kept from a sample or from a run, with names and tags. Golden
//! ones are rendered before every publishing.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{AssertSqlSafe, FromRow, PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct StoredContext {
    pub id: Uuid,
    pub revision: String,
    pub name: String,
    pub description: Option<String>,
    pub tags: Vec<String>,
    /// `hand`, `sample`, `run` or `edge`.
    pub origin: String,
    pub job_id: Option<Uuid>,
    #[specta(type = specta_typescript::Unknown)]
    pub variables: Value,
    pub is_golden: bool,
    pub updated_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StoredContextEdit {
    pub name: String,
    pub description: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    pub origin: String,
    pub job_id: Option<Uuid>,
    #[specta(type = specta_typescript::Unknown)]
    pub variables: Value,
    #[serde(default)]
    pub is_golden: bool,
}

const COLUMNS: &str =
    "id, xmin::text as revision, name, description, tags, origin, job_id, variables, is_golden, updated_at";

pub async fn list(pool: &PgPool) -> Result<Vec<StoredContext>> {
    let statement = format!("select {COLUMNS} from knock.template_contexts order by name, id");
    Ok(sqlx::query_as(AssertSqlSafe(statement)).fetch_all(pool).await?)
}

pub(super) async fn golden(connection: &mut PgConnection) -> Result<Vec<StoredContext>> {
    let statement = format!("select {COLUMNS} from knock.template_contexts where is_golden order by name, id");
    Ok(sqlx::query_as(AssertSqlSafe(statement)).fetch_all(connection).await?)
}

pub async fn by_name(pool: &PgPool, name: &str) -> Result<StoredContext> {
    let statement = format!("select {COLUMNS} from knock.template_contexts where name = $1");
    let found = sqlx::query_as(AssertSqlSafe(statement)).bind(name).fetch_optional(pool).await?;
    found.ok_or_else(|| Error::not_found("context", name))
}

/// The variables that a run rendered its prompt with, as its third step recorded them.
pub async fn of_run(pool: &PgPool, number: i64) -> Result<Value> {
    let recorded: Option<Value> = sqlx::query_scalar(
        "select log.input -> 'variables' from knock.agent_job_logs as log
           join knock.agent_jobs as job on job.id = log.job_id
         where job.number = $1 and log.step = 3 and jsonb_typeof(log.input -> 'variables') = 'object'
         order by log.created_at desc limit 1",
    )
    .bind(number)
    .fetch_optional(pool)
    .await?;
    recorded.ok_or_else(|| Error::not_found("variables of run", number))
}

/// With an id and its revision, changes a context; without, keeps a new one.
pub async fn save(console: &Console, known: Option<(Uuid, &str)>, edit: &StoredContextEdit) -> Result<StoredContext> {
    let mut write = console.write().await?;
    let statement = match known {
        None => format!(
            "insert into knock.template_contexts (name, description, tags, origin, job_id, variables, is_golden)
             values ($1, $2, $3, $4, $5, $6, $7) returning {COLUMNS}"
        ),
        Some(_) => format!(
            "update knock.template_contexts set name = $1, description = $2, tags = $3, origin = $4, job_id = $5,
                variables = $6, is_golden = $7
             where id = $8 and xmin::text = $9 returning {COLUMNS}"
        ),
    };
    let query = sqlx::query_as(AssertSqlSafe(statement))
        .bind(&edit.name)
        .bind(&edit.description)
        .bind(&edit.tags)
        .bind(&edit.origin)
        .bind(edit.job_id)
        .bind(&edit.variables)
        .bind(edit.is_golden);
    let saved = match known {
        None => query.fetch_optional(&mut *write).await?,
        Some((id, revision)) => query.bind(id).bind(revision).fetch_optional(&mut *write).await?,
    };
    let saved = saved.ok_or_else(|| Error::new(ErrorCode::Stale, "somebody else changed the context meanwhile"))?;
    write.commit().await?;
    Ok(saved)
}

pub async fn delete(console: &Console, id: Uuid) -> Result<Uuid> {
    let change_set = Uuid::new_v4();
    let mut write = console.write_in(change_set).await?;
    let deleted =
        sqlx::query("delete from knock.template_contexts where id = $1").bind(id).execute(&mut *write).await?;
    if deleted.rows_affected() == 0 {
        return Err(Error::not_found("context", id));
    }
    write.commit().await?;
    Ok(change_set)
}
