//! Why a step did not succeed: a closed list, so that failures can be counted, retried and explained by name.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    error::{Error, ErrorCode},
    providers::ProviderFailure,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename = "RunFailureKind", rename_all = "camelCase")]
pub enum FailureKind {
    // What a provider does to us.
    RateLimited,
    Server,
    Unreachable,
    CutStream,
    Garbage,
    WrongContentType,
    SchemaViolation,
    TooLarge,
    Refused,
    NotFound,
    BadRequest,
    NoKey,
    SafetyBlocked,
    CircuitOpen,
    OverCapacity,
    // What we do to ourselves.
    Timeout,
    BudgetExceeded,
    /// The output breaks a rule that it may not break.
    Violation,
    /// A picture that is none of ours: too many colours, too soft, too large.
    PictureRules,
    /// What the step needs is not there: an empty pool, no default template.
    Missing,
    /// Another row stands in the way.
    Conflict,
    Database,
    /// The process ended in the middle of it.
    Interrupted,
    /// A person looked at it and said no.
    Rejected,
    Cancelled,
    Internal,
}

impl FailureKind {
    pub const ALL: [FailureKind; 26] = {
        use FailureKind::*;
        [
            RateLimited,
            Server,
            Unreachable,
            CutStream,
            Garbage,
            WrongContentType,
            SchemaViolation,
            TooLarge,
            Refused,
            NotFound,
            BadRequest,
            NoKey,
            SafetyBlocked,
            CircuitOpen,
            OverCapacity,
            Timeout,
            BudgetExceeded,
            Violation,
            PictureRules,
            Missing,
            Conflict,
            Database,
            Interrupted,
            Rejected,
            Cancelled,
            Internal,
        ]
    };

    /// The same again may well succeed.
    pub fn is_passing(self) -> bool {
        use FailureKind::*;
        matches!(
            self,
            RateLimited
                | Server
                | Unreachable
                | CutStream
                | Garbage
                | WrongContentType
                | OverCapacity
                | Timeout
                | Database
                | Interrupted
                | PictureRules
        )
    }

    /// How long to wait before the next attempt, when nobody said. Deterministic: a run waits for its own back-off only.
    pub fn pause(self, failures: u32) -> Duration {
        let base = match self {
            FailureKind::RateLimited | FailureKind::OverCapacity => 1_000,
            FailureKind::Timeout | FailureKind::Interrupted => 0,
            FailureKind::Garbage | FailureKind::WrongContentType | FailureKind::CutStream => 200,
            _ => 400,
        };
        Duration::from_millis((base << failures.saturating_sub(1).min(6)).min(30_000))
    }

    pub fn word(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(word)) => word,
            _ => "internal".to_owned(),
        }
    }

    pub fn from_word(word: &str) -> Self {
        serde_json::from_value(serde_json::Value::String(word.to_owned())).unwrap_or(FailureKind::Internal)
    }
}

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

/// The kinds of providers have the same names.
impl From<ProviderFailure> for StepFailure {
    fn from(failure: ProviderFailure) -> Self {
        let kind = serde_json::to_value(failure.kind).ok().and_then(|word| serde_json::from_value(word).ok());
        Self {
            retry_after_ms: failure.retry_after.map(|wait| wait.as_millis() as u64),
            ..Self::new(kind.unwrap_or(FailureKind::Internal), failure.message)
        }
    }
}

impl From<sqlx::Error> for StepFailure {
    fn from(error: sqlx::Error) -> Self {
        Error::from(error).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_word() {
        for kind in FailureKind::ALL {
            assert_eq!(FailureKind::from_word(&kind.word()), kind);
        }
    }

    #[test]
    fn every_kind_of_a_provider_is_known() {
        for kind in crate::providers::FailureKind::ALL {
            let failure: StepFailure = ProviderFailure::new(kind, "").into();
            assert_ne!(failure.kind, FailureKind::Internal, "{kind:?}");
        }
    }

    #[test]
    fn pauses_grow_and_stay_bounded() {
        for kind in FailureKind::ALL {
            for failures in 1..100 {
                assert!(kind.pause(failures) <= kind.pause(failures + 1));
                assert!(kind.pause(failures) <= Duration::from_secs(30));
            }
        }
    }
}
