//! Notices of the desktop: what is told, and telling it.

use greenroom_core::{Result, runs::notices::Notices};
use tauri::{AppHandle, State};
use uuid::Uuid;

use super::Core;
use crate::notices::{self, Desk, NoticeWords};

#[tauri::command]
#[specta::specta]
pub fn notices_get(core: Core<'_>) -> Notices {
    Notices::read(&core.folders)
}

#[tauri::command]
#[specta::specta]
pub fn notices_set(core: Core<'_>, notices: Notices) -> Result<()> {
    notices.keep(&core.folders)
}

/// The name of what shows notices on this desktop.
#[tauri::command]
#[specta::specta]
pub async fn notice_service() -> Option<String> {
    notices::service().await
}

/// Words for what is over; those of the first page are shown.
#[tauri::command]
#[specta::specta]
pub async fn notice_show(app: AppHandle, desk: State<'_, Desk>, id: Uuid, words: NoticeWords) -> Result<()> {
    if desk.take(id) { notices::show(app, words).await } else { Ok(()) }
}

#[tauri::command]
#[specta::specta]
pub async fn notice_test(app: AppHandle, words: NoticeWords) -> Result<()> {
    notices::show(app, words).await
}
