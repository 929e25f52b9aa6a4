//! An attempt that is over, in the words of the journal and of the log.

use std::time::Duration;

use serde_json::json;

use crate::runs::{
    event::{Event, EventKind, Level},
    failure::StepFailure,
    state::{Attempt, StepState},
    store::StepEnd,
};

pub(super) fn attempted(
    step: i32,
    attempt: i32,
    state: StepState,
    failure: Option<&StepFailure>,
    fallback: bool,
) -> Attempt {
    let retry_after = failure.and_then(|failure| failure.retry_after_ms).map(Duration::from_millis);
    Attempt {
        step,
        attempt,
        state,
        failure: failure.map(|failure| failure.kind),
        fallback,
        retry_after,
        since: Duration::ZERO,
    }
}

pub(super) fn ending(end: &StepEnd, step: i32, attempt: i32) -> Event {
    match end {
        StepEnd::Done(done) => {
            let level = if done.trace.warnings.is_empty() { Level::Success } else { Level::Warning };
            Event::new(EventKind::StepCompleted, "").level(level).at(step, attempt)
        }
        StepEnd::Failed(failure, _) => Event::new(EventKind::StepFailed, failure.message.clone())
            .level(Level::Error)
            .at(step, attempt)
            .data(json!({ "kind": failure.kind, "details": failure.details })),
        StepEnd::Skipped => Event::new(EventKind::StepSkipped, "").at(step, attempt),
    }
}

pub(super) fn coming(failure: &StepFailure, falls: bool, pause: Duration, step: i32, attempt: i32) -> Event {
    let event = if falls {
        Event::new(EventKind::FallingBack, failure.message.clone())
    } else {
        Event::new(EventKind::Retrying, "").data(json!({ "afterMs": pause.as_millis() as u64 }))
    };
    event.level(Level::Warning).at(step, attempt)
}
