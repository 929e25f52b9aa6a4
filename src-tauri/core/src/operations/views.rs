//! Saved views: a filter, an order and columns that somebody gave a name to, for themselves or for the team.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    pub id: Uuid,
    pub revision: String,
    pub table: String,
    pub name: String,
    pub owner: String,
    pub is_shared: bool,
    /// `{filter, sort, layout}`, as the window has them.
    #[specta(type = specta_typescript::Unknown)]
    pub definition: Value,
    pub updated_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavedViewEdit {
    pub table: String,
    pub name: String,
    pub is_shared: bool,
    #[specta(type = specta_typescript::Unknown)]
    pub definition: Value,
}

const COLUMNS: &str =
    "id, xmin::text as revision, table_name as \"table\", name, owner, is_shared, definition, updated_at";

/// Mine and the shared ones of a table, by name.
pub async fn list(console: &Console, table: &str) -> Result<Vec<SavedView>> {
    let statement = format!(
        "select {COLUMNS} from console.saved_views where table_name = $1 and (owner = $2 or is_shared) order by name, id"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(table)
        .bind(&console.actor)
        .fetch_all(console.pool())
        .await?)
}

/// With an id and its revision, changes a view; without, makes one.
pub async fn save(console: &Console, known: Option<(Uuid, &str)>, edit: &SavedViewEdit) -> Result<SavedView> {
    let mut write = console.write().await?;
    let statement = match known {
        None => format!(
            "insert into console.saved_views (table_name, name, is_shared, definition) values ($1, $2, $3, $4)
             returning {COLUMNS}"
        ),
        Some(_) => format!(
            "update console.saved_views set table_name = $1, name = $2, is_shared = $3, definition = $4
             where id = $5 and xmin::text = $6 returning {COLUMNS}"
        ),
    };
    let query = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(&edit.table)
        .bind(&edit.name)
        .bind(edit.is_shared)
        .bind(&edit.definition);
    let saved = match known {
        None => query.fetch_optional(&mut *write).await?,
        Some((id, revision)) => query.bind(id).bind(revision).fetch_optional(&mut *write).await?,
    };
    let saved = saved.ok_or_else(|| Error::new(ErrorCode::Stale, "somebody else changed the view meanwhile"))?;
    write.commit().await?;
    Ok(saved)
}

pub async fn delete(console: &Console, id: Uuid) -> Result<()> {
    let mut write = console.write().await?;
    let deleted = sqlx::query("delete from console.saved_views where id = $1").bind(id).execute(&mut *write).await?;
    if deleted.rows_affected() == 0 {
        return Err(Error::not_found("view", id));
    }
    Ok(write.commit().await?)
}

/// The view of that name, mine before a colleague's.
pub async fn by_name(pool: &PgPool, actor: &str, table: &str, name: &str) -> Result<SavedView> {
    let statement = format!(
        "select {COLUMNS} from console.saved_views where table_name = $1 and name = $2 and (owner = $3 or is_shared)
         order by owner <> $3 limit 1"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(table)
        .bind(name)
        .bind(actor)
        .fetch_optional(pool)
        .await?
        .ok_or_else(|| Error::not_found("view", name))
}
