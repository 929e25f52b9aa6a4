//! Runs and batches of runs.

use greenroom_core::{
    Result,
    agents::Agent,
    runs::{
        again::{self, RunAgain},
        batch::{self, BatchSpec, BatchSummary, cells::BatchCell},
        compare::{self, RunComparison},
        decide::{self, Decision},
        event::RunEvent,
        marks::{self, RunMarks},
        read::{self, Run},
        start::{self, RunRequest, Started},
        survey::{self, RunSurvey},
    },
    tables::filter::Filter,
};
use uuid::Uuid;

use super::{Core, Json};

#[tauri::command]
#[specta::specta]
pub async fn run_start(core: Core<'_>, request: RunRequest) -> Result<Started> {
    start::start(&core, &request).await
}

#[tauri::command]
#[specta::specta]
pub async fn run_retry(core: Core<'_>, id: Uuid, again: RunAgain) -> Result<Started> {
    again::retry(&core, id, &again).await
}

#[tauri::command]
#[specta::specta]
pub async fn run_fork(core: Core<'_>, id: Uuid, agent: Agent, output: Json, engine: Option<String>) -> Result<Started> {
    again::fork(&core, id, agent, &output.0, engine.as_deref()).await
}

#[tauri::command]
#[specta::specta]
pub async fn run_cancel(core: Core<'_>, id: Uuid, reason: String) -> Result<()> {
    decide::cancel(&core, id, &reason).await
}

#[tauri::command]
#[specta::specta]
pub async fn run_decide(
    core: Core<'_>,
    id: Uuid,
    decision: Decision,
    note: String,
    output: Option<Json>,
) -> Result<()> {
    decide::decide(&core, id, decision, &note, output.as_ref().map(|output| &output.0)).await
}

#[tauri::command]
#[specta::specta]
pub async fn run_archive(core: Core<'_>, ids: Vec<Uuid>, archived: bool) -> Result<u32> {
    Ok(marks::archive(&core, &ids, archived).await? as u32)
}

#[tauri::command]
#[specta::specta]
pub async fn run_delete(core: Core<'_>, ids: Vec<Uuid>, deleted: bool) -> Result<u32> {
    Ok(marks::delete(&core, &ids, deleted).await? as u32)
}

#[tauri::command]
#[specta::specta]
pub async fn run_mark(core: Core<'_>, ids: Vec<Uuid>, marks: RunMarks) -> Result<u32> {
    Ok(marks::mark(&core, &ids, &marks).await? as u32)
}

/// The runs of a filter in numbers.
#[tauri::command]
#[specta::specta]
pub async fn run_survey(core: Core<'_>, filter: Filter) -> Result<RunSurvey> {
    survey::survey(core.pool(), &filter).await
}

#[tauri::command]
#[specta::specta]
pub async fn run_get(core: Core<'_>, id: Uuid) -> Result<Run> {
    read::get(core.pool(), id).await
}

#[tauri::command]
#[specta::specta]
pub async fn run_events(core: Core<'_>, id: Uuid, after: i32, limit: u32) -> Result<Vec<RunEvent>> {
    read::events(core.pool(), id, i64::from(after), limit).await
}

#[tauri::command]
#[specta::specta]
pub async fn run_compare(core: Core<'_>, ids: Vec<Uuid>) -> Result<RunComparison> {
    compare::compare(core.pool(), &ids).await
}

/// The picture of a run as a PNG in base64, which an image element shows as it is.
#[tauri::command]
#[specta::specta]
pub async fn run_picture(core: Core<'_>, id: Uuid) -> Result<String> {
    read::picture_base64(core.pool(), id).await
}

#[tauri::command]
#[specta::specta]
pub async fn batch_start(core: Core<'_>, spec: BatchSpec) -> Result<BatchSummary> {
    batch::start(&core, &spec).await
}

#[tauri::command]
#[specta::specta]
pub async fn batch_list(core: Core<'_>) -> Result<Vec<BatchSummary>> {
    batch::list(core.pool()).await
}

#[tauri::command]
#[specta::specta]
pub async fn batch_get(core: Core<'_>, id: Uuid) -> Result<BatchSummary> {
    batch::get(core.pool(), id).await
}

#[tauri::command]
#[specta::specta]
pub async fn batch_cells(core: Core<'_>, id: Uuid) -> Result<Vec<BatchCell>> {
    batch::cells::cells(core.pool(), id).await
}

#[tauri::command]
#[specta::specta]
pub async fn batch_cancel(core: Core<'_>, id: Uuid) -> Result<u32> {
    batch::cancel(&core, id).await
}

#[tauri::command]
#[specta::specta]
pub async fn batch_resume(core: Core<'_>, id: Uuid) -> Result<u32> {
    batch::resume(&core, id).await
}
