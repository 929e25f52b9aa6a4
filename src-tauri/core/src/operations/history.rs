//! Who changed what, and when: every version of every admin-managed row, whichever program wrote it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgPool, Postgres, QueryBuilder};

use crate::{
    error::{Error, Result},
    page::{self, DEFAULT_LIMIT, LARGEST_LIMIT, Page},
};

#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct HistoryFilter {
    /// With its schema: `knock.data_pool_experiences`.
    pub table: Option<String>,
    pub row_id: Option<String>,
    pub actor: Option<String>,
    pub since: Option<DateTime<Utc>>,
    pub after: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, sqlx::Type)]
#[serde(rename_all = "camelCase")]
#[sqlx(type_name = "text", rename_all = "lowercase")]
pub enum ChangeKind {
    Insert,
    Update,
    Delete,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    pub id: String,
    pub at: DateTime<Utc>,
    pub table: String,
    pub row_id: String,
    pub label: String,
    pub operation: ChangeKind,
    pub actor: String,
    pub origin: String,
    /// Columns whose value changed.
    pub fields: Vec<String>,
    #[specta(type = specta_typescript::Unknown)]
    pub old: Option<serde_json::Value>,
    #[specta(type = specta_typescript::Unknown)]
    pub new: Option<serde_json::Value>,
}

/// Newest first.
pub async fn list(pool: &PgPool, filter: &HistoryFilter) -> Result<Page<Change>> {
    let limit = filter.limit.unwrap_or(DEFAULT_LIMIT).clamp(1, LARGEST_LIMIT);
    let after: Option<i64> = match &filter.after {
        Some(cursor) => Some(cursor.parse().map_err(|_| Error::invalid("after", "this is no cursor of the history"))?),
        None => None,
    };
    let mut connection = pool.acquire().await?;
    let mut query = QueryBuilder::new(
        "select id::text, at, schema_name || '.' || table_name as \"table\", row_id, label, operation, actor, origin,
            changed as fields, old_row as old, new_row as new ",
    );
    push_from_where(&mut query, filter);
    if let Some(after) = after {
        query.push(" and history.id < ").push_bind(after);
    }
    // Not the text of that name in the result: that would put 9 after 10.
    query.push(" order by history.id desc limit ").push_bind(i64::from(limit) + 1);
    let mut items: Vec<Change> = query.build_query_as().fetch_all(&mut *connection).await?;
    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let next = items.last().filter(|_| more).map(|last| last.id.clone());
    let total = page::total(&mut connection, |query| push_from_where(query, filter)).await?;
    Ok(Page { items, next, total })
}

fn push_from_where(query: &mut QueryBuilder<Postgres>, filter: &HistoryFilter) {
    query.push("from console.history where true");
    if let Some(table) = &filter.table {
        let (schema, table) = table.split_once('.').unwrap_or(("knock", table));
        query.push(" and schema_name = ").push_bind(schema.to_owned());
        query.push(" and table_name = ").push_bind(table.to_owned());
    }
    if let Some(row_id) = &filter.row_id {
        query.push(" and row_id = ").push_bind(row_id.clone());
    }
    if let Some(actor) = &filter.actor {
        query.push(" and actor = ").push_bind(actor.clone());
    }
    if let Some(since) = filter.since {
        query.push(" and at >= ").push_bind(since);
    }
}
