//! A document of a run, a page at a time: what is too large to be sent whole is read once, kept for a while, and looked
//! through here. Nothing is written.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use regex::RegexBuilder;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;

use crate::error::{Error, Result};

const MOST_ENTRIES: u32 = 1_000;
const MOST_LETTERS: u32 = 200_000;
const MOST_FOUND: u32 = 1_000;
/// Of a string among other entries.
const LETTERS_OF_AN_ENTRY: usize = 2_000;
/// A reader turns pages of one document, and compares two or three.
const MOST_KEPT: usize = 3;

/// Which document of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum JsonOf {
    Input,
    Output,
    Config,
    Settings,
    StepInput { step: i32, attempt: i32 },
    StepOutput { step: i32, attempt: i32 },
    Question { step: i32, attempt: i32 },
    Answer { step: i32, attempt: i32 },
}

/// One step into a document: the name of a field, or a place in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(untagged)]
pub enum JsonKey {
    Place(u32),
    Name(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum JsonKind {
    Object,
    Array,
    String,
    Number,
    Boolean,
    Null,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct JsonPart {
    pub kind: JsonKind,
    /// Entries, or letters of a string.
    pub size: u32,
    pub entries: Vec<JsonEntry>,
    /// Of what has no entries; of a string as much as was asked for.
    pub text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct JsonEntry {
    pub key: JsonKey,
    pub kind: JsonKind,
    pub size: u32,
    /// What has entries of its own is not told.
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub value: Option<Value>,
    /// There is more of the string.
    pub cut: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct JsonFound {
    pub paths: Vec<Vec<JsonKey>>,
    pub more: bool,
}

/// What is at `path`: its entries, or the letters of a string, `count` of them after the first `from`.
pub async fn part(pool: &PgPool, run: Uuid, of: JsonOf, path: &[JsonKey], from: u32, count: u32) -> Result<JsonPart> {
    let document = document(pool, run, of).await?;
    let at = at(&document, path)?;
    let (from, kind) = (from as usize, kind(at));
    let entries = match at {
        Value::Object(fields) => {
            let page = fields.iter().skip(from).take(count.min(MOST_ENTRIES) as usize);
            page.map(|(name, value)| entry(JsonKey::Name(name.clone()), value)).collect()
        }
        Value::Array(items) => {
            let page = items.iter().enumerate().skip(from).take(count.min(MOST_ENTRIES) as usize);
            page.map(|(place, value)| entry(JsonKey::Place(place as u32), value)).collect()
        }
        _ => Vec::new(),
    };
    let text = match at {
        Value::Object(_) | Value::Array(_) => None,
        Value::String(text) => Some(text.chars().skip(from).take(count.min(MOST_LETTERS) as usize).collect()),
        other => Some(other.to_string()),
    };
    Ok(JsonPart { kind, size: size(at), entries, text })
}

/// Where a text stands, in the names of fields and in values, in the order of the document.
pub async fn find(pool: &PgPool, run: Uuid, of: JsonOf, text: &str, limit: u32) -> Result<JsonFound> {
    let document = document(pool, run, of).await?;
    if text.is_empty() {
        return Ok(JsonFound { paths: Vec::new(), more: false });
    }
    let wanted = RegexBuilder::new(&regex::escape(text)).case_insensitive(true).build();
    let wanted = wanted.map_err(|_| Error::invalid("text", "the text is too long to be looked for"))?;
    let limit = limit.clamp(1, MOST_FOUND) as usize;
    let searching = tokio::task::spawn_blocking(move || {
        let mut search = Search { wanted, most: limit + 1, path: Vec::new(), paths: Vec::new() };
        search.through(&document);
        search.paths
    });
    let mut paths = searching.await.map_err(|cause| Error::internal("searching a document broke off", &cause))?;
    let more = paths.len() > limit;
    paths.truncate(limit);
    Ok(JsonFound { paths, more })
}

struct Search {
    wanted: regex::Regex,
    most: usize,
    path: Vec<JsonKey>,
    paths: Vec<Vec<JsonKey>>,
}

impl Search {
    /// No document is nested more deeply than it could be read.
    fn through(&mut self, value: &Value) {
        let fits = match value {
            Value::String(text) => self.wanted.is_match(text),
            Value::Null | Value::Bool(_) | Value::Number(_) => self.wanted.is_match(&value.to_string()),
            Value::Object(_) | Value::Array(_) => false,
        };
        let named = matches!(self.path.last(), Some(JsonKey::Name(name)) if self.wanted.is_match(name));
        if fits || named {
            self.paths.push(self.path.clone());
        }
        match value {
            Value::Object(fields) => {
                fields.iter().for_each(|(name, value)| self.inside(JsonKey::Name(name.clone()), value));
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(place, value)| self.inside(JsonKey::Place(place as u32), value));
            }
            _ => {}
        }
    }

    fn inside(&mut self, key: JsonKey, value: &Value) {
        if self.paths.len() < self.most {
            self.path.push(key);
            self.through(value);
            self.path.pop();
        }
    }
}

fn at<'a>(document: &'a Value, path: &[JsonKey]) -> Result<&'a Value> {
    path.iter().enumerate().try_fold(document, |value, (depth, key)| {
        let next = match key {
            JsonKey::Name(name) => value.get(name),
            JsonKey::Place(place) => value.get(*place as usize),
        };
        next.ok_or_else(|| Error::invalid(&format!("path[{depth}]"), "there is nothing at this path"))
    })
}

fn entry(key: JsonKey, value: &Value) -> JsonEntry {
    let (shown, cut) = match value {
        Value::Object(_) | Value::Array(_) => (None, false),
        Value::String(text) => match text.char_indices().nth(LETTERS_OF_AN_ENTRY) {
            Some((end, _)) => (Some(Value::from(&text[..end])), true),
            None => (Some(value.clone()), false),
        },
        scalar => (Some(scalar.clone()), false),
    };
    JsonEntry { key, kind: kind(value), size: size(value), value: shown, cut }
}

fn kind(value: &Value) -> JsonKind {
    match value {
        Value::Object(_) => JsonKind::Object,
        Value::Array(_) => JsonKind::Array,
        Value::String(_) => JsonKind::String,
        Value::Number(_) => JsonKind::Number,
        Value::Bool(_) => JsonKind::Boolean,
        Value::Null => JsonKind::Null,
    }
}

fn size(value: &Value) -> u32 {
    match value {
        Value::Object(fields) => fields.len() as u32,
        Value::Array(items) => items.len() as u32,
        Value::String(text) => text.chars().count() as u32,
        _ => 0,
    }
}

/// A document as it was at some version of its row.
struct Kept {
    run: Uuid,
    of: JsonOf,
    version: String,
    document: Arc<Value>,
}

/// The documents that were read last, the latest first. Rows are told apart by ids that no two databases share.
static KEPT: Mutex<VecDeque<Kept>> = Mutex::new(VecDeque::new());

async fn document(pool: &PgPool, run: Uuid, of: JsonOf) -> Result<Arc<Value>> {
    let kept = kept(run, of);
    let (version, text) = told(pool, run, of, kept.as_ref().map(|(version, _)| version.as_str())).await?;
    if let Some((_, document)) = kept.filter(|(known, _)| *known == version) {
        return Ok(document);
    }
    let text = text.ok_or_else(|| missing(run))?;
    let reading = tokio::task::spawn_blocking(move || {
        let document = Arc::new(read(of, text)?);
        keep(Kept { run, of, version, document: document.clone() });
        Ok(document)
    });
    reading.await.map_err(|cause| Error::internal("reading a document broke off", &cause))?
}

fn kept(run: Uuid, of: JsonOf) -> Option<(String, Arc<Value>)> {
    let mut all = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let found = all.iter().position(|one| (one.run, one.of) == (run, of)).and_then(|place| all.remove(place))?;
    let told = (found.version.clone(), found.document.clone());
    all.push_front(found);
    Some(told)
}

fn keep(fresh: Kept) {
    let mut all = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let (same, mut others): (VecDeque<Kept>, _) =
        all.drain(..).partition(|one| (one.run, one.of) == (fresh.run, fresh.of));
    others.push_front(fresh);
    let left_out = others.split_off(others.len().min(MOST_KEPT));
    *all = others;
    // Taking a million values apart takes a moment; nobody waits for the lock meanwhile.
    drop(all);
    drop((same, left_out));
}

/// The version of the row, and the document's text unless that version is known.
async fn told(pool: &PgPool, run: Uuid, of: JsonOf, known: Option<&str>) -> Result<(String, Option<String>)> {
    let (column, row) = match of {
        JsonOf::Input => ("input", None),
        JsonOf::Output => ("output", None),
        JsonOf::Config => ("config", None),
        JsonOf::Settings => ("settings", None),
        JsonOf::StepInput { step, attempt } => ("input", Some((step, attempt))),
        JsonOf::StepOutput { step, attempt } => ("output", Some((step, attempt))),
        JsonOf::Question { step, attempt } => ("question", Some((step, attempt))),
        JsonOf::Answer { step, attempt } => ("answer", Some((step, attempt))),
    };
    let whose = match row {
        None => "knock.agent_jobs where id = $1 and $3::int is null and $4::int is null",
        Some(_) => "knock.agent_job_logs where job_id = $1 and step = $3 and attempt = $4",
    };
    let statement =
        format!("select xmin::text, case when xmin::text is distinct from $2 then {column}::text end from {whose}");
    let told: Option<(String, Option<String>)> = sqlx::query_as(AssertSqlSafe(statement))
        .bind(run)
        .bind(known)
        .bind(row.map(|(step, _)| step))
        .bind(row.map(|(_, attempt)| attempt))
        .fetch_optional(pool)
        .await?;
    told.ok_or_else(|| missing(run))
}

fn missing(run: Uuid) -> Error {
    Error::not_found("such document of run", run)
}

fn read(of: JsonOf, text: String) -> Result<Value> {
    if matches!(of, JsonOf::Answer { .. }) {
        return Ok(Value::String(text));
    }
    // The database has read it already: all that can stand in the way is how deeply it is nested.
    serde_json::from_str(&text).map_err(|cause| {
        Error::invalid("of", "the document is nested too deeply to be shown").details(cause.to_string())
    })
}
