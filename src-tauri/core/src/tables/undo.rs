//! Taking back what was done in one go, from what history remembers of it: any table, any number of rows. A row that
//! somebody has changed since keeps that change and is told of.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Postgres, Transaction};
use uuid::Uuid;

use super::{Table, TableRow, list, write};
use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
    tasks::Ticket,
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Undone {
    pub changed: u32,
    /// Rows that somebody changed since; they stay as they are. The first hundred of them.
    pub kept: Vec<Kept>,
    pub kept_count: u32,
    /// The token that undoes the undoing.
    pub undo: Uuid,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Kept {
    pub table: String,
    pub id: String,
    pub label: String,
}

const PART: usize = 1000;
const LISTED: usize = 100;

pub async fn undo(console: &Console, change_set: Uuid, ticket: &Ticket) -> Result<Undone> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "select schema_name || '.' || table_name, row_id from console.history where change_set = $1
         group by schema_name, table_name, row_id order by max(id) desc",
    )
    .bind(change_set)
    .fetch_all(console.pool())
    .await?;
    if rows.is_empty() {
        return Err(Error::not_found("change", change_set));
    }
    let mut undone = Undone { changed: 0, kept: Vec::new(), kept_count: 0, undo: Uuid::new_v4() };
    // In one transaction where it is small: what belongs together, such as a name and those who use it, returns together.
    let mut transaction = begin(console, undone.undo).await?;
    for (place, part) in runs(&rows).enumerate() {
        if ticket.is_stopped() {
            break;
        }
        let (table, ids) = part;
        part_of(&mut transaction, change_set, table, &ids, &mut undone).await?;
        ticket.progress(((place + 1) * PART).min(rows.len()), Some(rows.len()));
        if rows.len() > PART {
            transaction.commit().await?;
            transaction = begin(console, undone.undo).await?;
        }
    }
    transaction.commit().await?;
    if undone.changed == 0 && undone.kept_count > 0 {
        return Err(Error::new(
            ErrorCode::Conflict,
            "every one of the rows was changed since, or this is undone already",
        ));
    }
    Ok(undone)
}

/// Triggers that would take an edit for somebody's judgement are told that this is none.
async fn begin(console: &Console, change_set: Uuid) -> Result<Transaction<'static, Postgres>> {
    let mut transaction = console.write_in(change_set).await?;
    sqlx::query("select set_config('greenroom.undoing', 'on', true)").execute(&mut *transaction).await?;
    Ok(transaction)
}

/// Rows of the same table side by side, at most a part of them at once.
fn runs(rows: &[(String, String)]) -> impl Iterator<Item = (&str, Vec<String>)> {
    rows.chunk_by(|one, next| one.0 == next.0).flat_map(|same| {
        same.chunks(PART).map(|part| (part[0].0.as_str(), part.iter().map(|(_, id)| id.clone()).collect()))
    })
}

async fn part_of(
    connection: &mut PgConnection,
    change_set: Uuid,
    table: &str,
    ids: &[String],
    undone: &mut Undone,
) -> Result<()> {
    let columns: Vec<String> = sqlx::query_scalar(
        "select quote_ident(attname) from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
    )
    .bind(table)
    .fetch_all(&mut *connection)
    .await?;
    // Compared as what it is, so that its index finds the rows among a million.
    let key: String = sqlx::query_scalar(
        "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = $1::regclass and attname = 'id'",
    )
    .bind(table)
    .fetch_one(&mut *connection)
    .await?;
    let set: Vec<String> = columns
        .iter()
        .filter(|column| *column != "id" && *column != "updated_at")
        .map(|column| {
            format!(
                "{column} = case when {} = any(net.changed) then old_values.{column} else row.{column} end",
                literal(column)
            )
        })
        .collect();
    // What the change set made of each row in the end: its first old and its last new state.
    let net = "with net as materialized (
        select row_id, (array_agg(old_row order by id))[1] as old_row, (array_agg(new_row order by id desc))[1] as new_row,
          (array_agg(label order by id desc))[1] as label,
          array(select distinct word from unnest(string_to_array(string_agg(array_to_string(changed, ' '), ' '), ' ')) as word)
            as changed
        from console.history
        where change_set = $1 and schema_name || '.' || table_name = $2 and row_id = any($3)
        group by row_id)";
    let statements = [
        // Rows it inserted and nobody has touched since.
        format!(
            "{net} delete from {table} as row using net
             where row.id = net.row_id::{key} and net.old_row is null
               and to_jsonb(row) - 'updated_at' = net.new_row - 'updated_at'
             returning net.row_id"
        ),
        // Rows it deleted.
        format!(
            "{net} insert into {table} ({columns}) select {values}
             from net cross join lateral jsonb_populate_record(null::{table}, net.old_row) as old_values
             where net.new_row is null and net.old_row is not null
             on conflict do nothing returning id::text",
            columns = columns.join(", "),
            values = columns.iter().map(|column| format!("old_values.{column}")).collect::<Vec<_>>().join(", "),
        ),
        // Rows it changed, where the columns it changed still are as it left them.
        format!(
            "{net} update {table} as row set {set}
             from net cross join lateral jsonb_populate_record(null::{table}, net.old_row) as old_values
             where row.id = net.row_id::{key} and net.old_row is not null and net.new_row is not null
               and not exists (select from unnest(net.changed) as name
                 where to_jsonb(row) -> name is distinct from net.new_row -> name)
             returning net.row_id",
            set = set.join(", ")
        ),
        // Rows that are already as they were, through another way (a name and those who use it).
        format!(
            "{net} select net.row_id from net left join {table} as row on row.id = net.row_id::{key}
             where case when row.id is null then net.old_row is null
               else net.old_row is not null and not exists (select from unnest(net.changed) as name
                 where to_jsonb(row) -> name is distinct from net.old_row -> name) end"
        ),
    ];
    let mut settled = BTreeSet::new();
    for (place, statement) in statements.into_iter().enumerate() {
        let done: Vec<String> = sqlx::query_scalar(AssertSqlSafe(statement))
            .bind(change_set)
            .bind(table)
            .bind(ids)
            .fetch_all(&mut *connection)
            .await?;
        if place < 3 {
            undone.changed += done.len() as u32;
        }
        settled.extend(done);
    }
    let kept: Vec<&String> = ids.iter().filter(|id| !settled.contains(*id)).collect();
    undone.kept_count += kept.len() as u32;
    for id in kept.into_iter().take(LISTED.saturating_sub(undone.kept.len())) {
        let label: String = sqlx::query_scalar(
            "select label from console.history where change_set = $1 and row_id = $2 order by id desc limit 1",
        )
        .bind(change_set)
        .bind(id)
        .fetch_one(&mut *connection)
        .await?;
        undone.kept.push(Kept { table: table.to_owned(), id: id.clone(), label });
    }
    Ok(())
}

fn literal(column: &str) -> String {
    format!("'{}'", column.trim_matches('"').replace('\'', "''"))
}

/// A row that is gone, with the moment it went.
#[derive(Debug, Clone, Serialize, Deserialize, Type, sqlx::FromRow)]
#[serde(rename_all = "camelCase")]
pub struct Trashed {
    /// Of the history entry.
    pub change: String,
    pub id: String,
    pub label: String,
    pub at: chrono::DateTime<chrono::Utc>,
    pub actor: String,
    #[specta(type = specta_typescript::Unknown)]
    pub row: Value,
}

/// Deleted rows that nobody has brought back, the last first.
pub async fn trash(pool: &PgPool, table: &Table, limit: Option<u32>) -> Result<Vec<Trashed>> {
    let statement = format!(
        "select history.id::text as change, row_id as id, label, at, actor, old_row as row from console.history
         where schema_name || '.' || table_name = $1 and schema_name = split_part($1, '.', 1)
           and table_name = split_part($1, '.', 2) and operation = 'delete'
           and not exists (select from {} as row where row.id = history.row_id::uuid)
           and not exists (select from console.history as later where later.schema_name = history.schema_name
             and later.table_name = history.table_name and later.row_id = history.row_id and later.id > history.id)
         order by history.id desc limit $2",
        table.name
    );
    Ok(sqlx::query_as(AssertSqlSafe(statement))
        .bind(table.name)
        .bind(i64::from(limit.unwrap_or(200)))
        .fetch_all(pool)
        .await?)
}

/// Brings deleted rows back, with the keys and the times they had: all of them, or none.
pub async fn restore_deleted(console: &Console, table: &Table, ids: &[Uuid]) -> Result<(Uuid, Vec<TableRow>)> {
    let change_set = Uuid::new_v4();
    let mut transaction = begin(console, change_set).await?;
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let remembered: Option<(Option<Value>,)> = sqlx::query_as(
            "select old_row from console.history
             where schema_name = split_part($1, '.', 1) and table_name = split_part($1, '.', 2) and row_id = $2
               and operation = 'delete' order by id desc limit 1",
        )
        .bind(table.name)
        .bind(id.to_string())
        .fetch_optional(&mut *transaction)
        .await?;
        let Some((Some(old),)) = remembered else {
            return Err(Error::not_found("deleted row", *id));
        };
        let columns = present_columns(&mut transaction, table, &old).await?.join(", ");
        let statement = format!(
            "insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1) as old_values
             on conflict (id) do nothing",
            table = table.name,
        );
        let inserted = sqlx::query(AssertSqlSafe(statement)).bind(old).execute(&mut *transaction).await?;
        if inserted.rows_affected() == 0 {
            return Err(Error::new(ErrorCode::Conflict, "the row is there"));
        }
        rows.push(list::get(&mut transaction, table, *id).await?);
    }
    transaction.commit().await?;
    Ok((change_set, rows))
}

/// Makes a row what it was in a version that history remembers.
pub async fn restore_version(
    console: &Console,
    table: &Table,
    id: Uuid,
    revision: &str,
    change: &str,
) -> Result<(Uuid, TableRow)> {
    let number: i64 = change.parse().map_err(|_| Error::invalid("change", format!("{change} is no change")))?;
    let remembered: Option<(Option<Value>,)> = sqlx::query_as(
        "select new_row from console.history
         where id = $3 and schema_name = split_part($1, '.', 1) and table_name = split_part($1, '.', 2) and row_id = $2",
    )
    .bind(table.name)
    .bind(id.to_string())
    .bind(number)
    .fetch_optional(console.pool())
    .await?;
    let Some((Some(version),)) = remembered else {
        return Err(Error::not_found("version", change));
    };
    let columns: Vec<String> = table
        .editable()
        .filter(|column| version.get(column.name).is_some())
        .map(|column| format!("{0} = given.{0}", column.name))
        .collect();
    let change_set = Uuid::new_v4();
    let mut transaction = begin(console, change_set).await?;
    let statement = format!(
        "update {table} as row set {columns} from jsonb_populate_record(null::{table}, $3) as given
         where row.id = $1 and row.xmin::text = $2",
        table = table.name,
        columns = columns.join(", ")
    );
    let updated =
        sqlx::query(AssertSqlSafe(statement)).bind(id).bind(revision).bind(version).execute(&mut *transaction).await?;
    let row = list::get(&mut transaction, table, id).await?;
    if updated.rows_affected() == 0 {
        return Err(write::stale());
    }
    transaction.commit().await?;
    Ok((change_set, row))
}

/// The columns that an older state of a row knew and that still exist.
async fn present_columns(connection: &mut PgConnection, table: &Table, old: &Value) -> Result<Vec<String>> {
    let columns: Vec<String> = sqlx::query_scalar(
        "select quote_ident(attname) from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and $2::jsonb ? attname",
    )
    .bind(table.name)
    .bind(old)
    .fetch_all(connection)
    .await?;
    Ok(columns)
}
