//! Providers, what their models cost, and where their keys are. A key comes in and never goes out.

use greenroom_core::{
    Result,
    providers::{
        ProviderReport,
        keys::{self, KeyState},
    },
    runs::providers::{self, ModelPrice, ModelPriceEdit, ProviderEdit, StoredProvider},
};
use uuid::Uuid;

use super::Core;

#[tauri::command]
#[specta::specta]
pub async fn provider_list(core: Core<'_>) -> Result<Vec<StoredProvider>> {
    providers::list(core.pool()).await
}

/// Without a revision, a new one.
#[tauri::command]
#[specta::specta]
pub async fn provider_save(
    core: Core<'_>,
    name: String,
    revision: Option<String>,
    edit: ProviderEdit,
) -> Result<StoredProvider> {
    providers::save(&core, &name, revision.as_deref(), &edit).await
}

#[tauri::command]
#[specta::specta]
pub async fn provider_delete(core: Core<'_>, name: String) -> Result<Uuid> {
    providers::delete(&core, &name).await
}

#[tauri::command]
#[specta::specta]
pub async fn provider_test(core: Core<'_>, name: String) -> Result<ProviderReport> {
    providers::test(core.pool(), &name).await
}

#[tauri::command]
#[specta::specta]
pub async fn key_state(core: Core<'_>, name: String) -> Result<KeyState> {
    providers::key_state(core.pool(), &name).await
}

#[tauri::command]
#[specta::specta]
pub async fn key_set(name: String, key: String) -> Result<()> {
    keys::set(&name, key.into()).await
}

#[tauri::command]
#[specta::specta]
pub async fn key_delete(name: String) -> Result<()> {
    keys::delete(&name).await
}

#[tauri::command]
#[specta::specta]
pub async fn price_list(core: Core<'_>) -> Result<Vec<ModelPrice>> {
    providers::prices(core.pool()).await
}

#[tauri::command]
#[specta::specta]
pub async fn price_save(
    core: Core<'_>,
    id: Option<Uuid>,
    revision: Option<String>,
    edit: ModelPriceEdit,
) -> Result<ModelPrice> {
    providers::save_price(&core, id.zip(revision.as_deref()), &edit).await
}

#[tauri::command]
#[specta::specta]
pub async fn price_delete(core: Core<'_>, id: Uuid) -> Result<Uuid> {
    providers::delete_price(&core, id).await
}
