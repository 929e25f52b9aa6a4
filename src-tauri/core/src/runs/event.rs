//! What happens in a run, told as it happens. The store numbers events; whoever has seen number seven asks for what came
//! after it, and misses nothing.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum EventKind {
    Queued,
    Started,
    /// Another worker goes on where one broke off.
    Resumed,
    StepStarted,
    /// A piece of a model's answer.
    Text,
    Line,
    CacheHit,
    /// A provider was called; `plan/calls` says what its data are.
    Call,
    StepCompleted,
    StepFailed,
    StepSkipped,
    Retrying,
    FallingBack,
    Waiting,
    Decided,
    CancelRequested,
    Completed,
    Failed,
    Cancelled,
}

impl EventKind {
    pub fn word(self) -> String {
        match serde_json::to_value(self) {
            Ok(Value::String(word)) => word,
            _ => "line".to_owned(),
        }
    }

    /// The run is over, or rests until somebody decides.
    pub fn ends(self) -> bool {
        matches!(self, EventKind::Completed | EventKind::Failed | EventKind::Cancelled)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    Info,
    Success,
    Warning,
    Error,
}

impl Level {
    pub fn word(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Success => "success",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// An event before it has a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub kind: EventKind,
    pub step: Option<i32>,
    pub attempt: Option<i32>,
    pub level: Level,
    pub message: String,
    pub data: Option<Value>,
}

impl Event {
    pub fn new(kind: EventKind, message: impl Into<String>) -> Self {
        Self { kind, step: None, attempt: None, level: Level::Info, message: message.into(), data: None }
    }

    pub fn at(mut self, step: i32, attempt: i32) -> Self {
        self.step = Some(step);
        self.attempt = Some(attempt);
        self
    }

    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    pub fn data(mut self, data: Value) -> Self {
        self.data = Some(data);
        self
    }
}

/// An event as the journal has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, sqlx::FromRow)]
#[serde(rename_all = "camelCase")]
pub struct RunEvent {
    #[specta(type = specta_typescript::Number)]
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub kind: String,
    pub step: Option<i32>,
    pub attempt: Option<i32>,
    pub level: String,
    pub message: String,
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub data: Option<Value>,
}

/// Where a step says what it does; the engine passes it on a few times a second.
#[derive(Debug, Clone)]
pub struct Voice {
    step: i32,
    attempt: i32,
    said: Arc<Mutex<Vec<Event>>>,
}

impl Voice {
    pub fn new(step: i32, attempt: i32) -> Self {
        Self { step, attempt, said: Arc::default() }
    }

    pub fn line(&self, level: Level, message: impl Into<String>) {
        self.say(Event::new(EventKind::Line, message).level(level));
    }

    /// A piece of an answer; pieces that follow each other become one event.
    pub fn text(&self, piece: &str) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        match said.last_mut() {
            Some(last) if last.kind == EventKind::Text => last.message.push_str(piece),
            _ => said.push(Event::new(EventKind::Text, piece).at(self.step, self.attempt)),
        }
    }

    pub fn say(&self, event: Event) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.push(event.at(self.step, self.attempt));
    }

    /// What was said since the last time.
    pub fn take(&self) -> Vec<Event> {
        std::mem::take(&mut *self.said.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
