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

#[derive(Clone, Copy)]
pub(super) struct Call {
    purpose: &'static str,
    from_ms: u64,
    ms: u64,
    /// Spent before it.
    spent: (u32, u32, f64),
}

/// A call under way. Whoever stops the step drops it, and then it is told here.
struct Open<'a> {
    work: &'a Work<'a>,
    trace: &'a Trace,
    call: Call,
    begun: Instant,
    is_over: bool,
}

impl Open<'_> {
    fn so_far(&self) -> Call {
        Call { ms: self.begun.elapsed().as_millis() as u64, ..self.call }
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            self.work.tell(&self.so_far(), self.trace, Some(FailureKind::Interrupted));
        }
    }
}

impl Work<'_> {
    /// Waits for the end of a call; `tell` follows as soon as it is known what it cost.
    pub(super) async fn timed<T>(
        &self,
        purpose: &'static str,
        trace: &Trace,
        call: impl Future<Output = T>,
    ) -> (Call, T) {
        let from_ms = self.begun.elapsed().as_millis() as u64;
        let spent = (trace.prompt_tokens, trace.completion_tokens, trace.cost_usd);
        let call_so_far = Call { purpose, from_ms, ms: 0, spent };
        let mut open = Open { work: self, trace, call: call_so_far, begun: Instant::now(), is_over: false };
        let result = call.await;
        open.is_over = true;
        (open.so_far(), result)
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
