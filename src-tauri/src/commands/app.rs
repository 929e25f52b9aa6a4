//! The program itself and its windows.

use greenroom_core::{Error, ErrorCode, Result};
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder};

use super::Core;
use crate::Started;

#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppInfo {
    version: String,
    data_dir: String,
    log_dir: String,
    /// Under which name history keeps our changes.
    actor: String,
    operating_system: String,
}

#[tauri::command]
#[specta::specta]
pub fn app_info(core: Core<'_>) -> AppInfo {
    AppInfo {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data_dir: core.folders.data.display().to_string(),
        log_dir: core.folders.logs().display().to_string(),
        actor: core.actor.clone(),
        operating_system: std::env::consts::OS.to_owned(),
    }
}

/// Opens another window at an address such as `/settings`.
#[tauri::command]
#[specta::specta]
pub async fn window_open(app: AppHandle, address: String) -> Result<()> {
    let label = (2..).map(|number| format!("window-{number}")).find(|label| app.get_webview_window(label).is_none());
    let page = WebviewUrl::App(format!("index.html#{address}").into());
    WebviewWindowBuilder::new(&app, label.unwrap_or_default(), page)
        .title("Greenroom")
        .inner_size(1280.0, 800.0)
        .min_inner_size(880.0, 560.0)
        // A dropped file belongs to the page it is dropped on.
        .disable_drag_drop_handler()
        .build()
        .map(drop)
        .map_err(|cause| {
            Error::new(ErrorCode::Internal, "another window could not be opened").details(cause.to_string())
        })
}

/// Home is on the screen, with its numbers.
#[tauri::command]
#[specta::specta]
pub fn window_ready(started: tauri::State<'_, Started>) {
    tracing::info!(after_ms = started.0.elapsed().as_millis() as u64, "home painted");
}
