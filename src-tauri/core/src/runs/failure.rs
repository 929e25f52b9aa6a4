//! What went wrong in a step: a kind from the closed list, and words for people.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    error::{Error, ErrorCode},
    failure::FailureKind,
    providers::ProviderFailure,
};

/// What went wrong in a step, for the journal and for people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StepFailure {
    pub kind: FailureKind,
    /// Lower case, without a full stop.
    pub message: String,
    /// What the other side asked us to wait.
    #[specta(type = Option<specta_typescript::Number>)]
    pub retry_after_ms: Option<u64>,
    /// What was left over: rules broken, the answer as it came.
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub details: Option<serde_json::Value>,
}

impl StepFailure {
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), retry_after_ms: None, details: None }
    }
}

impl From<Error> for StepFailure {
    fn from(error: Error) -> Self {
        let kind = match error.code {
            ErrorCode::Unreachable => FailureKind::Database,
            ErrorCode::NotFound => FailureKind::Missing,
            ErrorCode::Conflict | ErrorCode::Stale => FailureKind::Conflict,
            ErrorCode::Invalid => FailureKind::Violation,
            _ => FailureKind::Internal,
        };
        Self::new(kind, error.message)
    }
}

impl From<ProviderFailure> for StepFailure {
    fn from(failure: ProviderFailure) -> Self {
        Self {
            retry_after_ms: failure.retry_after.map(|wait| wait.as_millis() as u64),
            ..Self::new(failure.kind, failure.message)
        }
    }
}

impl From<sqlx::Error> for StepFailure {
    fn from(error: sqlx::Error) -> Self {
        Error::from(error).into()
    }
}
