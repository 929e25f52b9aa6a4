//! Edits that are not saved yet.

use greenroom_core::{
    Result,
    drafts::{self, Draft},
};

use super::Core;

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

/// A value whose shape only the form knows.
#[derive(serde::Deserialize, specta::Type)]
#[serde(transparent)]
pub struct Json(#[specta(type = specta_typescript::Unknown)] serde_json::Value);
