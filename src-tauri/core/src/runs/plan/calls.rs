//! Each call of a provider, told when it is over: where in its attempt it was, how long it took, what it came to.

use std::time::Instant;

use serde_json::json;

use super::Work;
use crate::{
    failure::FailureKind,
    runs::{
        event::{Event, EventKind, Level},
        store::Trace,
    },
};

pub(super) struct Call {
    purpose: &'static str,
    from_ms: u64,
    ms: u64,
    /// Spent before it.
    spent: (u32, u32, f64),
}

impl Work<'_> {
    /// Waits for the end of a call; `tell` follows as soon as it is known what it cost.
    pub(super) async fn timed<T>(
        &self,
        purpose: &'static str,
        trace: &Trace,
        call: impl Future<Output = T>,
    ) -> (Call, T) {
        let (begun, from_ms) = (Instant::now(), self.begun.elapsed().as_millis() as u64);
        let result = call.await;
        let spent = (trace.prompt_tokens, trace.completion_tokens, trace.cost_usd);
        (Call { purpose, from_ms, ms: begun.elapsed().as_millis() as u64, spent }, result)
    }

    pub(super) fn tell(&self, call: &Call, trace: &Trace, failure: Option<FailureKind>) {
        // Whoever is left alone was not called.
        if failure == Some(FailureKind::CircuitOpen) {
            return;
        }
        let level = if failure.is_some() { Level::Warning } else { Level::Info };
        let (prompt, completion, cost) = call.spent;
        self.step.voice.say(Event::new(EventKind::Call, "").level(level).data(json!({
            "provider": trace.provider,
            "model": trace.model,
            "purpose": call.purpose,
            "fromMs": call.from_ms,
            "ms": call.ms,
            "promptTokens": trace.prompt_tokens - prompt,
            "completionTokens": trace.completion_tokens - completion,
            "costUsd": trace.cost_usd - cost,
            "failure": failure.map(FailureKind::word),
        })));
    }
}
