//! One change to many rows: those ticked, or everything a filter matches. It is shown before it is written, goes through
//! in parts that keep nobody waiting, can be stopped between two of them, and is undone as a whole.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{AssertSqlSafe, Connection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

pub use super::change::BulkChange;
use super::{
    Column, Table,
    change::{columns_of, push_differs, push_new, refuse_a_broken_pattern},
    filter::Target,
};
use crate::{
    connection::Console,
    error::{Error, ErrorCode, Reason, Result},
    page::{self, Total},
    tasks::Ticket,
};

/// What a change would do: how many rows it is about, how many it changes, and the first of them.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkPreview {
    pub matched: Total,
    pub changed: Total,
    pub samples: Vec<BulkSample>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkSample {
    pub id: Uuid,
    pub label: String,
    pub column: String,
    #[specta(type = specta_typescript::Unknown)]
    pub old: Value,
    #[specta(type = specta_typescript::Unknown)]
    pub new: Value,
    /// Why the new value would be refused.
    pub error: Option<Error>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkDone {
    pub changed: u32,
    /// Rows that kept their value because the new one is refused.
    pub refused: Vec<RefusedRow>,
    /// Of more than a hundred, the first hundred are listed.
    pub refused_count: u32,
    /// The token that undoes it.
    pub undo: Uuid,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RefusedRow {
    pub id: Uuid,
    pub label: String,
    pub field: Option<String>,
    pub message: String,
    pub reason: Option<Reason>,
}

const SAMPLES: usize = 200;
const LISTED: usize = 100;
/// Rows written in one transaction: few enough that nobody waits for them.
const PART: usize = 1000;

pub async fn preview(pool: &PgPool, table: &Table, target: &Target, change: &BulkChange) -> Result<BulkPreview> {
    target.check(table)?;
    let columns = columns_of(table, change)?;
    let mut connection = pool.acquire().await?;
    refuse_a_broken_pattern(&mut connection, change).await?;
    let matched = page::total(&mut connection, |query| {
        query.push(format!("from {} as row where true", table.name));
        drop(target.push(query, table));
    })
    .await?;
    if columns.is_empty() {
        return Ok(BulkPreview { matched, changed: matched, samples: Vec::new() });
    }
    let changed = page::total(&mut connection, |query| {
        query.push(format!("from {} as row where true", table.name));
        drop(target.push(query, table));
        push_differs(query, &columns, change);
    })
    .await?;
    let mut samples = Vec::new();
    for column in &columns {
        let mut query = QueryBuilder::new(format!(
            "select row.id, coalesce(row.{}::text, ''), to_jsonb(row.{}), to_jsonb(",
            table.title, column.name
        ));
        push_new(&mut query, column, change);
        query.push(format!(") from {} as row where true", table.name));
        target.push(&mut query, table)?;
        push_differs(&mut query, &[*column], change);
        query.push(" order by row.id limit ").push_bind((SAMPLES / columns.len().max(1)) as i64);
        let found: Vec<(Uuid, String, Option<Value>, Option<Value>)> =
            query.build_query_as().fetch_all(&mut *connection).await?;
        samples.extend(found.into_iter().map(|(id, label, old, new)| {
            let new = new.unwrap_or_default();
            let error = column.checked(&new).err();
            BulkSample { id, label, column: column.key.clone(), old: old.unwrap_or_default(), new, error }
        }));
    }
    Ok(BulkPreview { matched, changed, samples })
}

pub async fn apply(
    console: &Console,
    table: &Table,
    target: &Target,
    change: &BulkChange,
    ticket: &Ticket,
) -> Result<BulkDone> {
    target.check(table)?;
    let columns = columns_of(table, change)?;
    refuse_a_broken_pattern(&mut *console.pool().acquire().await?, change).await?;
    let ids = ids_of(console.pool(), table, target).await?;
    let all = ids.len();
    let mut done = BulkDone { undo: Uuid::new_v4(), ..BulkDone::default() };
    for (part, ids) in ids.chunks(PART).enumerate() {
        if ticket.is_stopped() {
            break;
        }
        match write(console, table, target, &columns, change, ids, done.undo).await {
            Ok(changed) => done.changed += changed,
            // One of them is refused: each for itself, to tell which.
            Err(refusal) if matches!(refusal.code, ErrorCode::Invalid | ErrorCode::Conflict) => {
                one_by_one(console, table, target, &columns, change, ids, &mut done).await?;
            }
            Err(refusal) => return Err(refusal),
        }
        ticket.progress(part * PART + ids.len(), Some(all));
    }
    Ok(done)
}

/// Every row the target means, in the order of their keys.
pub async fn ids_of(pool: &PgPool, table: &Table, target: &Target) -> Result<Vec<Uuid>> {
    let mut query = QueryBuilder::new(format!("select row.id from {} as row where true", table.name));
    target.push(&mut query, table)?;
    query.push(" order by row.id");
    Ok(query.build_query_scalar().fetch_all(pool).await?)
}

/// Rows of the part that still are what the target says, and that the change makes different.
fn statement(
    table: &Table,
    target: &Target,
    columns: &[&Column],
    change: &BulkChange,
    ids: &[Uuid],
) -> Result<QueryBuilder<Postgres>> {
    let mut query = match change {
        BulkChange::Delete => QueryBuilder::new(format!("delete from {} as row where true", table.name)),
        _ => {
            let mut query = QueryBuilder::new(format!("update {} as row set ", table.name));
            for (place, column) in columns.iter().enumerate() {
                query.push(format!("{}{} = ", if place == 0 { "" } else { ", " }, column.name));
                push_new(&mut query, column, change);
            }
            query.push(" where true");
            query
        }
    };
    query.push(" and row.id = any(").push_bind(ids.to_vec()).push(")");
    // A row that was named stays meant; one that a filter found may have left it meanwhile.
    if !matches!(target, Target::Ids(_)) {
        target.push(&mut query, table)?;
    }
    push_differs(&mut query, columns, change);
    Ok(query)
}

async fn write(
    console: &Console,
    table: &Table,
    target: &Target,
    columns: &[&Column],
    change: &BulkChange,
    ids: &[Uuid],
    change_set: Uuid,
) -> Result<u32> {
    let mut transaction = console.write_in(change_set).await?;
    let changed = statement(table, target, columns, change, ids)?.build().execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(changed.rows_affected() as u32)
}

async fn one_by_one(
    console: &Console,
    table: &Table,
    target: &Target,
    columns: &[&Column],
    change: &BulkChange,
    ids: &[Uuid],
    done: &mut BulkDone,
) -> Result<()> {
    let mut transaction = console.write_in(done.undo).await?;
    for id in ids {
        let mut part = transaction.begin().await?;
        let outcome =
            statement(table, target, columns, change, &[*id])?.build().execute(&mut *part).await.map_err(Error::from);
        match outcome {
            Ok(changed) => {
                part.commit().await?;
                done.changed += changed.rows_affected() as u32;
            }
            Err(refusal) if matches!(refusal.code, ErrorCode::Invalid | ErrorCode::Conflict) => {
                part.rollback().await?;
                done.refused_count += 1;
                if done.refused.len() < LISTED {
                    let title = format!("select {}::text from {} where id = $1", table.title, table.name);
                    let label: Option<String> =
                        sqlx::query_scalar(AssertSqlSafe(title)).bind(id).fetch_optional(&mut *transaction).await?;
                    let Error { field, message, reason, .. } = refusal;
                    done.refused.push(RefusedRow { id: *id, label: label.unwrap_or_default(), field, message, reason });
                }
            }
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(transaction.commit().await?)
}
