//! Writing rows as people edit them: only the columns that changed, only if nobody else was faster, and what is refused
//! takes nothing else down with it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use super::{Table, TableRow, list};
use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
};

/// New values for some columns of a row; without an id, a new row.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowEdit {
    pub id: Option<Uuid>,
    /// The revision the row was read at.
    pub revision: Option<String>,
    #[specta(type = std::collections::HashMap<String, specta_typescript::Unknown>)]
    pub set: Map<String, Value>,
}

/// What was done in one go, and the token that undoes it.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Written {
    pub change_set: Uuid,
    /// In the order of the edits.
    pub outcomes: Vec<Outcome>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    Row(TableRow),
    Error(Error),
}

pub const MOST_EDITS: usize = 10_000;

/// Each edit stands alone: one that is refused leaves the others in.
pub async fn write(console: &Console, table: &Table, edits: &[RowEdit]) -> Result<Written> {
    if edits.len() > MOST_EDITS {
        return Err(Error::invalid("edits", format!("more than {MOST_EDITS} edits at once")));
    }
    let change_set = Uuid::new_v4();
    let mut transaction = console.write_in(change_set).await?;
    let mut outcomes = Vec::with_capacity(edits.len());
    for edit in edits {
        let mut part = transaction.begin().await?;
        let outcome = match one(&mut part, table, edit).await {
            Ok(row) => {
                part.commit().await?;
                Outcome::Row(row)
            }
            Err(refusal) if refusal.code == ErrorCode::Unreachable => return Err(refusal),
            Err(refusal) => {
                part.rollback().await?;
                Outcome::Error(refusal)
            }
        };
        outcomes.push(outcome);
    }
    transaction.commit().await?;
    Ok(Written { change_set, outcomes })
}

pub async fn update(console: &Console, table: &Table, edit: RowEdit) -> Result<(Uuid, TableRow)> {
    let change_set = Uuid::new_v4();
    let mut transaction = console.write_in(change_set).await?;
    let row = one(&mut transaction, table, &edit).await?;
    transaction.commit().await?;
    Ok((change_set, row))
}

pub(crate) async fn one(connection: &mut PgConnection, table: &Table, edit: &RowEdit) -> Result<TableRow> {
    let values = table.checked(&edit.set)?;
    match edit.id {
        Some(id) => {
            let revision = edit
                .revision
                .as_deref()
                .ok_or_else(|| Error::invalid("revision", "an edit names the revision it was made at"))?;
            change(connection, table, id, revision, values).await
        }
        None => insert(connection, table, values).await,
    }
}

async fn change(
    connection: &mut PgConnection,
    table: &Table,
    id: Uuid,
    revision: &str,
    values: Map<String, Value>,
) -> Result<TableRow> {
    if values.is_empty() {
        return list::get(connection, table, id).await;
    }
    let columns: Vec<String> = values.keys().map(|column| format!("{column} = given.{column}")).collect();
    let statement = format!(
        "update {table} as row set {columns} from jsonb_populate_record(null::{table}, $3) as given
         where row.id = $1 and row.xmin::text = $2 returning {record}",
        table = table.name,
        columns = columns.join(", "),
        record = table.record(),
    );
    let changed: Option<(Value,)> = sqlx::query_as(AssertSqlSafe(statement))
        .bind(id)
        .bind(revision)
        .bind(Value::Object(values))
        .fetch_optional(&mut *connection)
        .await?;
    match changed.and_then(|(row,)| list::record(row)) {
        Some(row) => Ok(row),
        None => {
            list::get(connection, table, id).await?;
            Err(stale())
        }
    }
}

pub fn stale() -> Error {
    Error::new(ErrorCode::Stale, "somebody else changed the row meanwhile")
}

async fn insert(connection: &mut PgConnection, table: &Table, values: Map<String, Value>) -> Result<TableRow> {
    // What is not given is the column's default; a required column without one is named here, before the database does.
    for column in table.editable().filter(|column| column.required && column.default.is_none()) {
        if !values.contains_key(column.name) {
            column.checked(&Value::Null)?;
        }
    }
    let columns: Vec<&str> = values.keys().map(String::as_str).collect();
    let statement = format!(
        "insert into {table} as row ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1)
         returning {record}",
        table = table.name,
        columns = columns.join(", "),
        record = table.record(),
    );
    let (row,): (Value,) =
        sqlx::query_as(AssertSqlSafe(statement)).bind(Value::Object(values)).fetch_one(connection).await?;
    list::record(row).ok_or_else(|| Error::new(ErrorCode::Internal, "the new row cannot be read"))
}

/// Puts a row into the trash; the token brings it back. With a revision, only if nobody changed it since.
pub async fn delete(console: &Console, table: &Table, id: Uuid, revision: Option<&str>) -> Result<Uuid> {
    let change_set = Uuid::new_v4();
    let mut transaction = console.write_in(change_set).await?;
    let statement = format!("delete from {} where id = $1 and ($2::text is null or xmin::text = $2)", table.name);
    let deleted = sqlx::query(AssertSqlSafe(statement)).bind(id).bind(revision).execute(&mut *transaction).await?;
    if deleted.rows_affected() == 0 {
        list::get(&mut transaction, table, id).await?;
        return Err(stale());
    }
    transaction.commit().await?;
    Ok(change_set)
}
