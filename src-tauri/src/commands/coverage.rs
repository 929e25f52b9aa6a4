//! Coverage of the pools, and the targets it is measured against.

use greenroom_core::{
    Result,
    pools::{
        coverage::{self, Coverage, CoveragePool},
        targets::{self, CoverageTargets, CoverageTargetsEdit},
    },
};

use super::Core;

#[tauri::command]
#[specta::specta]
pub async fn coverage_get(core: Core<'_>, pool: CoveragePool) -> Result<Coverage> {
    coverage::coverage(core.pool(), pool).await
}

#[tauri::command]
#[specta::specta]
pub async fn coverage_targets_get(core: Core<'_>) -> Result<CoverageTargets> {
    targets::get(core.pool()).await
}

#[tauri::command]
#[specta::specta]
pub async fn coverage_targets_update(
    core: Core<'_>,
    revision: String,
    edit: CoverageTargetsEdit,
) -> Result<CoverageTargets> {
    targets::update(&core, &revision, edit).await
}
