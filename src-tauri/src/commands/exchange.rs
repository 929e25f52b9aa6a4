//! Tables from and to spreadsheets. A file comes from the window in pieces, because a web page knows no paths.

use greenroom_core::{
    Result,
    operations::uploads,
    pools::Pool,
    registry::TableName,
    sheets::Format,
    tables::exchange::{self, ExportOptions, ImportOptions},
};
use uuid::Uuid;

use super::Core;

/// Begins a file; pieces follow.
#[tauri::command]
#[specta::specta]
pub fn upload_begin(core: Core<'_>) -> Result<Uuid> {
    uploads::begin(&core)
}

/// The next piece, in Base64.
#[tauri::command]
#[specta::specta]
pub fn upload_append(core: Core<'_>, upload: Uuid, piece: String) -> Result<()> {
    uploads::append(&core, upload, &piece)
}

#[tauri::command]
#[specta::specta]
pub fn upload_discard(core: Core<'_>, upload: Uuid) -> Result<()> {
    uploads::discard(&core, upload)
}

/// Starts a dry run over the file; the result is an `Import`.
#[tauri::command]
#[specta::specta]
pub async fn import_dry_run_start(
    core: Core<'_>,
    table: Pool,
    upload: Uuid,
    name: String,
    options: ImportOptions,
) -> Result<Uuid> {
    let console = core.inner().clone();
    Ok(core.tasks().start("dryRun", table.table().name, |ticket| async move {
        let file = uploads::read(&console, upload)?;
        exchange::dry_run(&console, table.table(), &file, Some(&name), &options, &ticket).await
    }))
}

/// Starts the import; the result is an `Import`.
#[tauri::command]
#[specta::specta]
pub async fn import_start(
    core: Core<'_>,
    table: Pool,
    upload: Uuid,
    name: String,
    options: ImportOptions,
) -> Result<Uuid> {
    let console = core.inner().clone();
    Ok(core.tasks().start("import", table.table().name, |ticket| async move {
        let file = uploads::read(&console, upload)?;
        let done = exchange::import(&console, table.table(), &file, Some(&name), &options, &ticket).await?;
        if done.undo.is_some() {
            uploads::discard(&console, upload)?;
        }
        Ok(done)
    }))
}

/// Starts writing the rows of a filter into the downloads folder; the result is an `Exported`.
#[tauri::command]
#[specta::specta]
pub async fn export_start(core: Core<'_>, table: TableName, options: ExportOptions, format: Format) -> Result<Uuid> {
    let console = core.inner().clone();
    Ok(core.tasks().start("export", table.table().name, |ticket| async move {
        exchange::export_to_downloads(&console, table.table(), &options, format, &ticket).await
    }))
}

/// Shows an exported file in the system's file manager.
#[tauri::command]
#[specta::specta]
pub fn file_reveal(path: String) -> Result<()> {
    uploads::reveal(std::path::Path::new(&path))
}
