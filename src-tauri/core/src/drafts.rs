//! Edits that were not saved yet, kept on this machine so that neither a crash nor a lost connection takes them.
//! Each connection profile has its own; nothing here reaches the database.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use specta::Type;

use crate::{
    connection::Console,
    error::{Error, Result},
};

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// What is edited, such as `coverage-targets` or `experience/<id>`.
    pub key: String,
    /// The revision the edit started from.
    pub revision: Option<String>,
    pub saved_at: DateTime<Utc>,
    #[specta(type = specta_typescript::Unknown)]
    pub value: serde_json::Value,
}

pub fn list(console: &Console) -> Result<Vec<Draft>> {
    let folder = folder(console);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(Error::io("reading the kept drafts", cause)),
    };
    let mut drafts: Vec<Draft> = entries
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "json"))
        .filter_map(|entry| match fs::read(entry.path()).map(|bytes| serde_json::from_slice(&bytes)) {
            Ok(Ok(draft)) => Some(draft),
            trouble => {
                tracing::warn!(file = %entry.path().display(), ?trouble, "a draft that cannot be read");
                None
            }
        })
        .collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse(draft.saved_at));
    Ok(drafts)
}

pub fn save(console: &Console, key: &str, revision: Option<String>, value: serde_json::Value) -> Result<()> {
    let folder = folder(console);
    let draft = Draft { key: key.to_owned(), revision, saved_at: Utc::now(), value };
    let text = serde_json::to_vec(&draft).map_err(|cause| Error::internal("keeping a draft", &cause))?;
    fs::create_dir_all(&folder)
        .and_then(|()| write_whole(&file(&folder, key), &text))
        .map_err(|cause| Error::io("keeping a draft", cause))
}

pub fn discard(console: &Console, key: &str) -> Result<()> {
    match fs::remove_file(file(&folder(console), key)) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(Error::io("discarding a draft", cause)),
        _ => Ok(()),
    }
}

/// The old draft stays until the new one is on the disk.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let half = path.with_extension("half");
    let mut file = fs::File::create(&half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(half, path)
}

fn folder(console: &Console) -> PathBuf {
    let profile = console.profile();
    console.folders.drafts().join(short_hash(&format!("{}@{}", profile.name, profile.address)))
}

fn file(folder: &Path, key: &str) -> PathBuf {
    folder.join(format!("{}.json", short_hash(key)))
}

/// Keys and addresses may hold characters that a file name may not.
fn short_hash(text: &str) -> String {
    Sha256::digest(text)[..12].iter().map(|byte| format!("{byte:02x}")).collect()
}
