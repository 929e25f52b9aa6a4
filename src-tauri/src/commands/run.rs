//! Runs and batches of runs.

use greenroom_core::{
    Result,
    agents::Agent,
    runs::{
        again::{self, RunAgain},
        batch::{
            self, BatchSpec, BatchSummary, BatchWhole,
            effects::BatchEffect,
            report::{self, ReportFormat},
            runs::BatchRun,
        },
        compare::{self, RunComparison},
        config::RunConfig,
        decide::{self, Decision},
        drawn::{self, RunPoolRow},
        event::RunEvent,
        files::{self, RunFile},
        json::{self, JsonFound, JsonKey, JsonOf, JsonPart},
        marks::{self, RunMarks},
        preview::{self, RunPreview},
        read::{self, Run},
        start::{self, RunRequest, RunSource, Started},
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

/// What a run would have to work with, before it is started.
#[tauri::command]
#[specta::specta]
pub async fn run_check(core: Core<'_>, source: RunSource, config: RunConfig) -> Result<RunPreview> {
    preview::check(core.pool(), &source, &config).await
}

/// A page of a document that is too large to be sent whole.
#[tauri::command]
#[specta::specta]
pub async fn run_json(
    core: Core<'_>,
    id: Uuid,
    of: JsonOf,
    path: Vec<JsonKey>,
    from: u32,
    count: u32,
) -> Result<JsonPart> {
    json::part(core.pool(), id, of, &path, from, count).await
}

#[tauri::command]
#[specta::specta]
pub async fn run_json_find(core: Core<'_>, id: Uuid, of: JsonOf, text: String, limit: u32) -> Result<JsonFound> {
    json::find(core.pool(), id, of, &text, limit).await
}

/// Writes a part of a run into the downloads folder and tells where it is.
#[tauri::command]
#[specta::specta]
pub async fn run_file(core: Core<'_>, id: Uuid, what: RunFile) -> Result<String> {
    files::save(&core, id, what).await
}

/// Brings in a run that was shared as a bundle.
#[tauri::command]
#[specta::specta]
pub async fn run_import(core: Core<'_>, upload: Uuid) -> Result<Started> {
    files::import(&core, upload).await
}

#[tauri::command]
#[specta::specta]
pub async fn run_pool_rows(core: Core<'_>, id: Uuid) -> Result<Vec<RunPoolRow>> {
    drawn::rows(core.pool(), id).await
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
pub async fn batch_get(core: Core<'_>, id: Uuid) -> Result<BatchWhole> {
    batch::whole(core.pool(), id).await
}

#[tauri::command]
#[specta::specta]
pub async fn batch_runs(core: Core<'_>, id: Uuid) -> Result<Vec<BatchRun>> {
    batch::runs::runs(core.pool(), id).await
}

/// What difference its templates and engines make.
#[tauri::command]
#[specta::specta]
pub async fn batch_effects(core: Core<'_>, id: Uuid) -> Result<Vec<BatchEffect>> {
    batch::effects::effects(core.pool(), id).await
}

/// Writes the report of a batch into the downloads folder and tells where it is.
#[tauri::command]
#[specta::specta]
pub async fn batch_file(core: Core<'_>, id: Uuid, format: ReportFormat) -> Result<String> {
    report::save(&core, id, format).await
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
