//! Who changed what.

use greenroom_core::{
    Result,
    operations::history::{self, Change, HistoryFilter},
    page::Page,
};

use super::Core;

#[tauri::command]
#[specta::specta]
pub async fn history_list(core: Core<'_>, filter: HistoryFilter) -> Result<Page<Change>> {
    history::list(core.pool(), &filter).await
}
