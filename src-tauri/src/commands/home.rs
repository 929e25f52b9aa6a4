//! The Home page.

use chrono::{DateTime, Utc};
use greenroom_core::{
    Result,
    insight::home::{self, Home},
};

use super::Core;

/// `since` is when this person last looked; without it nothing counts as new.
#[tauri::command]
#[specta::specta]
pub async fn home_get(core: Core<'_>, since: Option<DateTime<Utc>>) -> Result<Home> {
    home::home(core.pool(), since).await
}
