//! Any table the window can show as a grid: its columns, its rows, and every way to change them.

use greenroom_core::{
    Result,
    page::Total,
    pools::Pool,
    registry::TableName,
    tables::{
        Table, TableRow,
        bulk::{self, BulkChange, BulkPreview},
        filter::{Filter, Target},
        list::{self, Facet, Ruler, Sort},
        undo::{self, Trashed},
        write::{self, RowEdit, Written},
    },
};
use serde::Serialize;
use specta::Type;
use uuid::Uuid;

use super::Core;

#[derive(Serialize, Type)]
pub struct Rows {
    pub items: Vec<TableRow>,
    pub next: Option<String>,
}

/// A row as it is now, and the token that undoes what made it so.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RowWritten {
    pub change_set: Uuid,
    pub row: TableRow,
}

impl From<(Uuid, TableRow)> for RowWritten {
    fn from((change_set, row): (Uuid, TableRow)) -> Self {
        Self { change_set, row }
    }
}

/// Rows that came back together, and the token that takes them away again.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RowsRestored {
    pub change_set: Uuid,
    pub rows: Vec<TableRow>,
}

#[tauri::command]
#[specta::specta]
pub fn table_describe(table: TableName) -> Table {
    table.table().clone()
}

#[tauri::command]
#[specta::specta]
pub async fn table_rows(
    core: Core<'_>,
    table: TableName,
    filter: Filter,
    sort: Sort,
    after: Option<String>,
    limit: u32,
) -> Result<Rows> {
    let (items, next) = list::rows(core.pool(), table.table(), &filter, &sort, after.as_deref(), Some(limit)).await?;
    Ok(Rows { items, next })
}

#[tauri::command]
#[specta::specta]
pub async fn table_count(core: Core<'_>, table: TableName, filter: Filter) -> Result<Total> {
    list::count(core.pool(), table.table(), &filter).await
}

/// Cursors by which any place of a long list is one page away.
#[tauri::command]
#[specta::specta]
pub async fn table_ruler(core: Core<'_>, table: TableName, filter: Filter, sort: Sort, every: u32) -> Result<Ruler> {
    list::ruler(core.pool(), table.table(), &filter, &sort, every).await
}

#[tauri::command]
#[specta::specta]
pub async fn table_rows_by_id(core: Core<'_>, table: TableName, ids: Vec<Uuid>) -> Result<Vec<TableRow>> {
    list::named(core.pool(), table.table(), &ids).await
}

/// The values of a column among the rows of a filter, most frequent first.
#[tauri::command]
#[specta::specta]
pub async fn table_facet(
    core: Core<'_>,
    table: TableName,
    filter: Filter,
    column: String,
    text: Option<String>,
) -> Result<Facet> {
    list::facet(core.pool(), table.table(), &filter, &column, text.as_deref()).await
}

#[tauri::command]
#[specta::specta]
pub async fn table_write(core: Core<'_>, table: Pool, edits: Vec<RowEdit>) -> Result<Written> {
    write::write(&core, table.table(), &edits).await
}

#[tauri::command]
#[specta::specta]
pub async fn table_bulk_preview(
    core: Core<'_>,
    table: Pool,
    target: Target,
    change: BulkChange,
) -> Result<BulkPreview> {
    bulk::preview(core.pool(), table.table(), &target, &change).await
}

/// Starts the change and comes back with the task's id; the result is a `Done`.
#[tauri::command]
#[specta::specta]
pub async fn table_bulk_start(core: Core<'_>, table: Pool, target: Target, change: BulkChange) -> Result<Uuid> {
    let console = core.inner().clone();
    Ok(core.tasks().start("bulk", table.table().name, |ticket| async move {
        bulk::apply(&console, table.table(), &target, &change, &ticket).await
    }))
}

/// Starts undoing what was done in one go; the result is an `Undone`.
#[tauri::command]
#[specta::specta]
pub async fn change_undo_start(core: Core<'_>, change_set: Uuid) -> Result<Uuid> {
    let console = core.inner().clone();
    Ok(core.tasks().start("undo", "*", |ticket| async move { undo::undo(&console, change_set, &ticket).await }))
}

/// Undoes at once: for a single edit, where nobody wants to see a task.
#[tauri::command]
#[specta::specta]
pub async fn change_undo(core: Core<'_>, change_set: Uuid) -> Result<undo::Undone> {
    undo::undo(&core, change_set, &greenroom_core::tasks::Ticket::silent()).await
}

#[tauri::command]
#[specta::specta]
pub async fn table_trash(core: Core<'_>, table: Pool) -> Result<Vec<Trashed>> {
    undo::trash(core.pool(), table.table(), None).await
}

#[tauri::command]
#[specta::specta]
pub async fn table_restore(core: Core<'_>, table: Pool, ids: Vec<Uuid>) -> Result<RowsRestored> {
    let (change_set, rows) = undo::restore_deleted(&core, table.table(), &ids).await?;
    Ok(RowsRestored { change_set, rows })
}

/// Makes a row what it was right after a change that history remembers.
#[tauri::command]
#[specta::specta]
pub async fn table_restore_version(
    core: Core<'_>,
    table: Pool,
    id: Uuid,
    revision: String,
    change: String,
) -> Result<RowWritten> {
    Ok(undo::restore_version(&core, table.table(), id, &revision, &change).await?.into())
}
