//! What the engine needs of a system's tables. Each system keeps its own: the engine knows only this.

use std::time::Duration;

use serde_json::Value;
use uuid::Uuid;

use super::{event::Event, failure::StepFailure, state::Attempt};
use crate::error::Result;

/// The right to write to a run, until somebody else claims it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    pub run: Uuid,
    pub number: i64,
}

/// Whether the write was made. A run that was claimed by somebody else takes nothing from us any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Written {
    Yes,
    Fenced,
}

/// A run we may write to, and how far it is.
pub struct Claim<Job> {
    pub lease: Lease,
    pub job: Job,
    pub journal: Vec<Attempt>,
    /// The outputs of completed steps, by step.
    pub outputs: Vec<(i32, Value)>,
    /// How failed attempts failed, the latest last.
    pub failures: Vec<(i32, StepFailure)>,
    pub approved: Vec<i32>,
    /// Somebody asked it to stop before we took it.
    pub cancel: Option<String>,
}

pub struct StepBegin<'a> {
    pub step: i32,
    pub attempt: i32,
    pub agent: &'a str,
    /// Who will do it, for whoever watches.
    pub engine: String,
    pub fallback: Option<String>,
    pub idempotency_key: String,
}

/// What came out of a step, and how it was made.
#[derive(Debug, Clone, Default)]
pub struct StepDone {
    pub output: Value,
    /// What the step worked with, for people to read.
    pub input: Value,
    pub trace: Trace,
}

/// How an answer was made; kept for failures as well.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    pub engine: String,
    pub provider: Option<String>,
    pub model: Option<String>,
    pub prompt_tokens: u32,
    pub completion_tokens: u32,
    pub cost_usd: f64,
    pub cache_hit: bool,
    pub cache_key: Option<String>,
    pub warnings: Vec<Value>,
    pub question: Option<Value>,
    pub answer: Option<String>,
}

pub enum StepEnd {
    Done(StepDone),
    Failed(StepFailure, Trace),
    Skipped,
}

pub enum RunEnd {
    /// The output as a whole; the store writes what comes of it in the same transaction.
    Completed(Value),
    Failed {
        step: i32,
        failure: StepFailure,
    },
    Cancelled {
        reason: String,
    },
}

pub trait RunStore: Send + Sync {
    type Job: Send + Sync;

    fn claim(&self, run: Uuid, worker: i32) -> impl Future<Output = Result<Option<Claim<Self::Job>>>> + Send;

    fn say(&self, lease: Lease, events: Vec<Event>) -> impl Future<Output = Result<Written>> + Send;

    fn begin(&self, lease: Lease, begin: StepBegin<'_>) -> impl Future<Output = Result<Written>> + Send;

    fn end(
        &self,
        lease: Lease,
        step: i32,
        attempt: i32,
        end: &StepEnd,
        events: Vec<Event>,
    ) -> impl Future<Output = Result<Written>> + Send;

    /// A person is asked about a step's output; nobody holds the run while it waits. One that was told to stop just before
    /// is cancelled instead.
    fn ask(&self, lease: Lease, step: i32) -> impl Future<Output = Result<Written>> + Send;

    fn finish(&self, lease: Lease, end: &RunEnd) -> impl Future<Output = Result<Written>> + Send;

    /// Puts the run back into the queue, for any worker, after a while.
    fn release(&self, lease: Lease, after: Duration) -> impl Future<Output = Result<Written>> + Send;
}
