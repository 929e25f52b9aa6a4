//! Long work under way, and how to stop it.

use greenroom_core::{Result, tasks::Task};
use uuid::Uuid;

use super::Core;

#[tauri::command]
#[specta::specta]
pub fn task_list(core: Core<'_>) -> Vec<Task> {
    core.tasks().list()
}

#[tauri::command]
#[specta::specta]
pub fn task_cancel(core: Core<'_>, id: Uuid) -> Result<()> {
    core.tasks().cancel(id)
}
