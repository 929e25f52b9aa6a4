//! Named sets of rows that a fresh database is filled with.

use greenroom_core::{
    Result,
    seeds::{self, Scenario, SeedReport},
};

use super::Core;

#[tauri::command]
#[specta::specta]
pub async fn scenario_list(core: Core<'_>) -> Result<Vec<Scenario>> {
    seeds::list(core.pool(), "knock").await
}

#[tauri::command]
#[specta::specta]
pub async fn scenario_load(core: Core<'_>, name: String) -> Result<SeedReport> {
    seeds::load(&core, "knock", &name).await
}
