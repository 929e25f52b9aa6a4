//! Lists are read a page at a time, by key: the cursor names the last row seen, never a row number.

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{PgConnection, Postgres, QueryBuilder};

use crate::error::Result;

pub const DEFAULT_LIMIT: u32 = 50;
pub const LARGEST_LIMIT: u32 = 1000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
    pub total: Total,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Total {
    pub value: u32,
    pub exact: bool,
}

/// Counting beyond this is left to the planner's estimate.
const COUNT_EXACTLY_UP_TO: i64 = 10_000;

/// How many rows a `from … where …` has, without reading a million of them to find out.
pub async fn total(connection: &mut PgConnection, from_where: impl Fn(&mut QueryBuilder<Postgres>)) -> Result<Total> {
    let mut counting = QueryBuilder::new("select count(*) from (select 1 ");
    from_where(&mut counting);
    counting.push(" limit ").push_bind(COUNT_EXACTLY_UP_TO + 1).push(") as counted");
    let counted: i64 = counting.build_query_scalar().fetch_one(&mut *connection).await?;
    if counted <= COUNT_EXACTLY_UP_TO {
        return Ok(Total { value: counted as u32, exact: true });
    }
    let mut planning = QueryBuilder::new("explain (format json) select 1 ");
    from_where(&mut planning);
    let plan: serde_json::Value = planning.build_query_scalar().fetch_one(connection).await?;
    let estimate = plan.pointer("/0/Plan/Plan Rows").and_then(serde_json::Value::as_u64).unwrap_or(0);
    Ok(Total { value: estimate.max(counted as u64).min(u64::from(u32::MAX)) as u32, exact: false })
}

/// A text in which the wildcards of `like` stand for themselves.
pub fn containing(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}
