//! People: whom characters are made for, and what becomes of their data.

use greenroom_core::{
    Result,
    operations::audit::{self, AuditEntry},
    people::{
        erase::{self, Erasure},
        export,
        page::{self, Person},
        raw,
    },
};
use uuid::Uuid;

use super::Core;

const MOST_ENTRIES: u32 = 100;

#[tauri::command]
#[specta::specta]
pub async fn person_get(core: Core<'_>, id: Uuid) -> Result<Person> {
    page::get(core.pool(), id).await
}

/// What was done with this person's data.
#[tauri::command]
#[specta::specta]
pub async fn person_audit(core: Core<'_>, id: Uuid) -> Result<Vec<AuditEntry>> {
    audit::list(core.pool(), Some(id), MOST_ENTRIES).await
}

/// Everything on record, into the downloads folder; tells where it is.
#[tauri::command]
#[specta::specta]
pub async fn person_export(core: Core<'_>, id: Uuid) -> Result<String> {
    export::save(&core, id).await
}

/// What `person_erase` would delete.
#[tauri::command]
#[specta::specta]
pub async fn person_erasure(core: Core<'_>, id: Uuid) -> Result<Erasure> {
    erase::foresee(&core, id).await
}

#[tauri::command]
#[specta::specta]
pub async fn person_erase(core: Core<'_>, id: Uuid) -> Result<Erasure> {
    erase::erase(&core, id).await
}

/// Tells whether there was browsing data.
#[tauri::command]
#[specta::specta]
pub async fn person_purge_raw(core: Core<'_>, id: Uuid) -> Result<bool> {
    raw::purge(&core, id).await
}
