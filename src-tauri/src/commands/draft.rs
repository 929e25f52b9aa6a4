//! Edits that are not saved yet.

use greenroom_core::{
    Result,
    drafts::{self, Draft},
};

use super::{Core, Json};

#[tauri::command]
#[specta::specta]
pub async fn draft_list(core: Core<'_>) -> Result<Vec<Draft>> {
    drafts::list(&core)
}

#[tauri::command]
#[specta::specta]
pub async fn draft_save(core: Core<'_>, key: String, revision: Option<String>, value: Json) -> Result<()> {
    drafts::save(&core, &key, revision, value.0)
}

#[tauri::command]
#[specta::specta]
pub async fn draft_discard(core: Core<'_>, key: String) -> Result<()> {
    drafts::discard(&core, &key)
}
