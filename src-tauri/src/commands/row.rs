//! Any row: for the inspector by its id, for the palette by its words.

use greenroom_core::{
    Result,
    rows::{self, Hit, Row, RowKind},
};
use uuid::Uuid;

use super::Core;

#[tauri::command]
#[specta::specta]
pub async fn row_get(core: Core<'_>, kind: RowKind, id: Uuid) -> Result<Row> {
    rows::get(core.pool(), kind, id).await
}

#[tauri::command]
#[specta::specta]
pub async fn row_search(core: Core<'_>, text: String) -> Result<Vec<Hit>> {
    rows::search(core.pool(), &text).await
}
