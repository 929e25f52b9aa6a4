//! The rows of a plan into the table, by PostgreSQL's own fastest ways, inside a transaction that somebody else ends.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use sqlx::{AssertSqlSafe, PgConnection};
use uuid::Uuid;

use super::plan::Plan;
use crate::{
    error::{Error, ErrorCode},
    tables::{ColumnKind, Table},
    tasks::Ticket,
};

const PART: usize = 5000;

/// A refusal comes with the row of the file that it is about, where the database tells.
type Refusal = (Option<u32>, Error);

pub async fn load(connection: &mut PgConnection, table: &Table, plan: &Plan, ticket: &Ticket) -> Result<(), Refusal> {
    let all = plan.new.len() + plan.changed.len();
    let rows = plan.import.rows as usize;
    let progress = |done: usize| ticket.progress(rows + done * rows / all.max(1), Some(rows * 2));
    let mut done = 0;
    for part in plan.new.chunks(PART) {
        copy(connection, table, part, done).await?;
        done += part.len();
        progress(done);
        if ticket.is_stopped() {
            return Err((None, Error::cancelled()));
        }
    }
    for part in plan.changed.chunks(1000) {
        change(connection, table, part).await?;
        done += part.len();
        progress(done);
        if ticket.is_stopped() {
            return Err((None, Error::cancelled()));
        }
    }
    Ok(())
}

/// New rows, by PostgreSQL's own fastest way. They get the order of the file as their order of creation.
async fn copy(
    connection: &mut PgConnection,
    table: &Table,
    rows: &[(u32, Uuid, Map<String, Value>)],
    before: usize,
) -> Result<(), Refusal> {
    let whole = |cause: sqlx::Error| (None, Error::from(cause));
    let columns: Vec<_> =
        table.editable().filter(|column| rows.iter().any(|(.., values)| values.contains_key(&column.key))).collect();
    let ordered = table.columns.iter().any(|column| column.name == "created_at");
    let names: Vec<&str> = std::iter::once("id")
        .chain(ordered.then_some("created_at"))
        .chain(columns.iter().map(|column| column.name))
        .collect();
    let begun: chrono::DateTime<chrono::Utc> =
        sqlx::query_scalar("select now()").fetch_one(&mut *connection).await.map_err(whole)?;
    let mut text = String::with_capacity(rows.len() * 512);
    for (place, (_, id, values)) in rows.iter().enumerate() {
        text.push_str(&id.to_string());
        if ordered {
            text.push('\t');
            let at = begun + chrono::TimeDelta::microseconds((before + place) as i64);
            text.push_str(&at.to_rfc3339());
        }
        for column in &columns {
            text.push('\t');
            push_copied(&mut text, &column.kind, values.get(&column.key).unwrap_or(&Value::Null));
        }
        text.push('\n');
    }
    let statement = format!("copy {} ({}) from stdin", table.name, names.join(", "));
    let mut copying = connection.copy_in_raw(&statement).await.map_err(whole)?;
    copying.send(text.into_bytes()).await.map_err(whole)?;
    match copying.finish().await {
        Ok(_) => Ok(()),
        Err(cause) => {
            let line = line_of_copy(&cause);
            let row = line.and_then(|line| rows.get(line.checked_sub(1)?)).map(|(number, ..)| *number);
            Err((row, Error::from(cause)))
        }
    }
}

/// `COPY data_pool_experiences, line 37` in the server's account of where it happened; its only machine-readable place.
fn line_of_copy(cause: &sqlx::Error) -> Option<usize> {
    let refusal = cause.as_database_error()?.try_downcast_ref::<sqlx::postgres::PgDatabaseError>()?;
    let place = refusal.r#where()?;
    let digits: String = place.split_once(", line ")?.1.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn push_copied(text: &mut String, kind: &ColumnKind, value: &Value) {
    match (kind, value) {
        (_, Value::Null) => text.push_str("\\N"),
        (ColumnKind::Json { .. }, value) => push_escaped(text, &value.to_string()),
        (_, Value::String(value)) => push_escaped(text, value),
        (_, Value::Array(words)) => {
            let mut array = String::from("{");
            for (place, word) in words.iter().filter_map(Value::as_str).enumerate() {
                array.push_str(if place == 0 { "\"" } else { ",\"" });
                for letter in word.chars() {
                    if letter == '"' || letter == '\\' {
                        array.push('\\');
                    }
                    array.push(letter);
                }
                array.push('"');
            }
            array.push('}');
            push_escaped(text, &array);
        }
        (_, value) => text.push_str(&value.to_string()),
    }
}

fn push_escaped(text: &mut String, value: &str) {
    for letter in value.chars() {
        match letter {
            '\\' => text.push_str("\\\\"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            letter => text.push(letter),
        }
    }
}

async fn change(
    connection: &mut PgConnection,
    table: &Table,
    rows: &[(u32, Uuid, String, Map<String, Value>)],
) -> Result<(), Refusal> {
    // Rows that change the same columns go in one statement.
    let mut by_columns: BTreeMap<Vec<&str>, Vec<(u32, Value)>> = BTreeMap::new();
    for (number, id, revision, set) in rows {
        let mut values = Map::new();
        let mut columns = Vec::new();
        for (key, value) in set {
            let Ok(column) = table.column(key) else { continue };
            columns.push(column.name);
            values.insert(column.name.to_owned(), value.clone());
        }
        let given = serde_json::json!({ "id": id, "revision": revision, "values": values });
        by_columns.entry(columns).or_default().push((*number, given));
    }
    for (columns, rows) in by_columns {
        let sets: Vec<String> = columns.iter().map(|column| format!("{column} = given.{column}")).collect();
        let statement = format!(
            "update {table} as row set {sets}
             from jsonb_array_elements($1) as arriving,
               jsonb_populate_record(null::{table}, arriving -> 'values') as given
             where row.id = (arriving ->> 'id')::uuid and row.xmin::text = arriving ->> 'revision'",
            table = table.name,
            sets = sets.join(", ")
        );
        let arriving: Vec<&Value> = rows.iter().map(|(_, given)| given).collect();
        let changed = sqlx::query(AssertSqlSafe(statement))
            .bind(sqlx::types::Json(arriving))
            .execute(&mut *connection)
            .await
            .map_err(|cause| {
                (rows.first().filter(|_| rows.len() == 1).map(|(number, _)| *number), Error::from(cause))
            })?;
        if changed.rows_affected() != rows.len() as u64 {
            return Err((None, Error::new(ErrorCode::Stale, "somebody else changed one of the rows meanwhile")));
        }
    }
    Ok(())
}
