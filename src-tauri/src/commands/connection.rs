//! How the connection stands, and what a person can do about it.

use greenroom_core::{Connection, Result};

use super::Core;

#[tauri::command]
#[specta::specta]
pub fn connection_get(core: Core<'_>) -> Connection {
    core.connection().borrow().clone()
}

/// Tries now; an embedded database that was stopped is started.
#[tauri::command]
#[specta::specta]
pub fn connection_retry(core: Core<'_>) {
    core.retry();
}

#[tauri::command]
#[specta::specta]
pub async fn connection_migrate(core: Core<'_>) -> Result<()> {
    core.migrate().await
}
