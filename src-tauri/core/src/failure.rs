//! Why a call or a step did not succeed: one closed list, so that failures can be counted, retried and explained by name.
//! Providers tell their own; the runs add what happens around them.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use specta::Type;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename = "RunFailureKind", rename_all = "camelCase")]
pub enum FailureKind {
    /// Too many calls in a while.
    RateLimited,
    Server,
    Timeout,
    /// No connection: no such host, nobody listening, no trust in its certificate.
    Unreachable,
    /// The answer stopped before its end.
    CutStream,
    /// Not the protocol, or an answer that is no JSON.
    Garbage,
    WrongContentType,
    /// JSON that does not fit its schema.
    SchemaViolation,
    TooLarge,
    /// The key is not accepted, or not for this.
    Refused,
    /// No such model, or no such path.
    NotFound,
    BadRequest,
    NoKey,
    SafetyBlocked,
    /// The provider failed too often lately and is left alone for a while.
    CircuitOpen,
    /// All places at the provider are taken, here or over there.
    OverCapacity,
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
    /// It says something about the provider rather than about the question. A model that misunderstands a schema is
    /// in good health, and others may go on asking it.
    pub fn is_outage(self) -> bool {
        use FailureKind::*;
        matches!(
            self,
            RateLimited | Server | Timeout | Unreachable | CutStream | Garbage | WrongContentType | OverCapacity
        )
    }

    /// The same step again may well succeed. An open circuit is not passing: repeating within one run only waits for
    /// it, and it must not keep itself open. What befalls a step from outside is counted apart, in `runs::state`.
    pub fn is_passing(self) -> bool {
        self.is_outage() || self == FailureKind::PictureRules
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

#[cfg(test)]
impl FailureKind {
    pub const ALL: [FailureKind; 26] = {
        use FailureKind::*;
        [
            RateLimited,
            Server,
            Timeout,
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_in_the_list_once_and_found_by_its_word() {
        for (index, kind) in FailureKind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, index, "the list is in the order of the enum");
            assert_eq!(FailureKind::from_word(&kind.word()), kind);
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
