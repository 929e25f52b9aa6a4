//! What agents are told, what a good run is, and what their inputs and outputs look like.

use greenroom_core::{
    Result,
    agents::{
        Agent,
        schemas::{self, AgentSchema},
    },
    runs::settings::{
        self, AgentSettingsEdit, AgentSettingsRow, Budgets, BudgetsRow, QualityCriteria, QualityCriteriaRow,
    },
};

use super::Core;

#[tauri::command]
#[specta::specta]
pub async fn agent_settings_list(core: Core<'_>) -> Result<Vec<AgentSettingsRow>> {
    settings::agents(core.pool()).await
}

#[tauri::command]
#[specta::specta]
pub async fn agent_settings_update(
    core: Core<'_>,
    agent: Agent,
    revision: String,
    edit: AgentSettingsEdit,
) -> Result<AgentSettingsRow> {
    settings::update_agent(&core, agent, &revision, &edit).await
}

#[tauri::command]
#[specta::specta]
pub fn agent_schemas() -> Vec<AgentSchema> {
    schemas::all()
}

#[tauri::command]
#[specta::specta]
pub async fn quality_criteria_get(core: Core<'_>) -> Result<QualityCriteriaRow> {
    settings::criteria(&mut *core.pool().acquire().await?).await
}

#[tauri::command]
#[specta::specta]
pub async fn quality_criteria_update(
    core: Core<'_>,
    revision: String,
    edit: QualityCriteria,
) -> Result<QualityCriteriaRow> {
    settings::update_criteria(&core, &revision, &edit).await
}

#[tauri::command]
#[specta::specta]
pub async fn budgets_get(core: Core<'_>) -> Result<BudgetsRow> {
    settings::budgets(&mut *core.pool().acquire().await?).await
}

#[tauri::command]
#[specta::specta]
pub async fn budgets_update(core: Core<'_>, revision: String, edit: Budgets) -> Result<BudgetsRow> {
    settings::update_budgets(&core, &revision, edit).await
}
