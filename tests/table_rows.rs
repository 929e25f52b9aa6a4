//! Rows as the tests of tables and pools read and compare them.

use greenroom_core::{
    pools::Pool,
    tables::{
        TableRow,
        filter::Filter,
        list::{self, Sort},
        write::RowEdit,
    },
};
use serde_json::{Map, Value};

use crate::support::Fresh;

pub fn set(values: Value) -> Map<String, Value> {
    values.as_object().expect("an object").clone()
}

pub fn edit(row: &TableRow, values: Value) -> RowEdit {
    RowEdit { id: row.id(), revision: Some(row.revision().to_owned()), set: set(values) }
}

pub async fn rows(fresh: &Fresh, pool: Pool, filter: &Filter) -> Vec<TableRow> {
    list::rows(fresh.console.pool(), pool.table(), filter, &Sort::default(), None, Some(1000)).await.expect("rows").0
}

pub async fn all(fresh: &Fresh, pool: Pool) -> Vec<TableRow> {
    rows(fresh, pool, &Filter::default()).await
}

pub async fn first(fresh: &Fresh, pool: Pool) -> TableRow {
    all(fresh, pool).await.remove(0)
}

pub async fn again(fresh: &Fresh, pool: Pool, row: &TableRow) -> TableRow {
    let mut connection = fresh.stranger().await;
    list::get(&mut connection, pool.table(), row.id().expect("an id")).await.expect("the row")
}

/// Everything of a row but its revision and when it was touched.
pub fn content(row: &TableRow) -> Map<String, Value> {
    let mut content = row.0.clone();
    content.shift_remove("revision");
    content.shift_remove("updatedAt");
    content
}
