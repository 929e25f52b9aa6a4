//! Saved views of a table.

use greenroom_core::{
    Result,
    operations::views::{self, SavedView, SavedViewEdit},
};
use uuid::Uuid;

use super::Core;

#[tauri::command]
#[specta::specta]
pub async fn view_list(core: Core<'_>, table: String) -> Result<Vec<SavedView>> {
    views::list(&core, &table).await
}

/// With an id and its revision, changes a view; without, makes one.
#[tauri::command]
#[specta::specta]
pub async fn view_save(
    core: Core<'_>,
    id: Option<Uuid>,
    revision: Option<String>,
    edit: SavedViewEdit,
) -> Result<SavedView> {
    views::save(&core, id.zip(revision.as_deref()), &edit).await
}

#[tauri::command]
#[specta::specta]
pub async fn view_delete(core: Core<'_>, id: Uuid) -> Result<()> {
    views::delete(&core, id).await
}
