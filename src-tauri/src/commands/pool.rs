//! What only pools have: usage, impact, merging, duplicates, drawing.

use greenroom_core::{
    Result,
    pools::{
        Pool,
        care::{self, Impact, Usage},
        draw::{
            self, Draw, DrawRequest, DrawSource,
            settings::{self, DrawSettings, DrawSettingsEdit},
        },
        duplicates::{self, Pair},
    },
    tables::filter::{Filter, Target},
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Core, table::RowWritten};

#[tauri::command]
#[specta::specta]
pub async fn pool_usage(core: Core<'_>, pool: Pool, id: Uuid) -> Result<Usage> {
    care::usage(core.pool(), pool, id).await
}

/// What would be missing if these rows were no longer drawn.
#[tauri::command]
#[specta::specta]
pub async fn pool_impact(core: Core<'_>, pool: Pool, target: Target) -> Result<Impact> {
    care::impact(core.pool(), pool, &target).await
}

#[tauri::command]
#[specta::specta]
pub async fn pool_merge(core: Core<'_>, pool: Pool, merge: Merge) -> Result<RowWritten> {
    let Merge { keep, keep_revision, remove, remove_revision, set } = merge;
    Ok(care::merge(&core, pool, (keep, &keep_revision), (remove, &remove_revision), set).await?.into())
}

/// Two rows that become one.
#[derive(serde::Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Merge {
    pub keep: Uuid,
    pub keep_revision: String,
    pub remove: Uuid,
    pub remove_revision: String,
    /// What the kept row takes over.
    #[specta(type = std::collections::HashMap<String, specta_typescript::Unknown>)]
    pub set: Map<String, Value>,
}

/// Starts comparing the rows of a filter; the result is a `Duplicates`.
#[tauri::command]
#[specta::specta]
pub async fn pool_duplicates_start(core: Core<'_>, pool: Pool, filter: Filter, threshold: f64) -> Result<Uuid> {
    let console = core.inner().clone();
    Ok(core.tasks().start("duplicates", pool.table().name, |ticket| async move {
        duplicates::duplicates(console.pool(), pool, &filter, threshold, &ticket).await
    }))
}

/// Rows whose title is like a text that is being typed.
#[tauri::command]
#[specta::specta]
pub async fn pool_hints(core: Core<'_>, pool: Pool, text: String, but: Option<Uuid>) -> Result<Vec<Pair>> {
    duplicates::hints(core.pool(), pool, &text, but).await
}

#[tauri::command]
#[specta::specta]
pub async fn pool_draw(core: Core<'_>, pool: Pool, request: DrawRequest) -> Result<Draw> {
    draw::draw(core.pool(), pool, &request).await
}

#[tauri::command]
#[specta::specta]
pub async fn draw_sources(core: Core<'_>) -> Result<Vec<DrawSource>> {
    draw::draw_sources(core.pool()).await
}

#[tauri::command]
#[specta::specta]
pub async fn draw_settings_get(core: Core<'_>) -> Result<DrawSettings> {
    settings::get(core.pool()).await
}

#[tauri::command]
#[specta::specta]
pub async fn draw_settings_update(core: Core<'_>, revision: String, edit: DrawSettingsEdit) -> Result<DrawSettings> {
    settings::update(&core, &revision, edit).await
}
