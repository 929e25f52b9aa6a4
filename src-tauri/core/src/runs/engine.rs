//! Drives any plan of steps against any store: begins a step, stops it at its time or when somebody says so, records how
//! it ended, and asks `state::next` what comes then. It holds nothing that the journal does not: killed anywhere, another
//! engine goes on from there.

mod telling;

use std::{
    pin::pin,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use serde_json::Value;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use self::telling::{attempted, coming, ending};
use super::{
    event::{Event, EventKind, Voice},
    failure::StepFailure,
    patience::Patience,
    state::{Next, Policy, StepState, next},
    store::{Claim, Lease, RunEnd, RunStore, StepBegin, StepDone, StepEnd, Trace, Written},
};
use crate::{
    error::{Error, ErrorCode, Result},
    failure::FailureKind,
};

/// What a system does in its steps.
pub trait Plan: Send + Sync {
    type Job: Send + Sync;

    fn policies(&self, job: &Self::Job) -> Vec<Policy>;

    fn name(&self, step: i32) -> &'static str;

    /// Who does the step.
    fn engine(&self, job: &Self::Job, step: i32, fallback: bool) -> String;

    /// Dropping the future stops the work.
    fn run(
        &self,
        job: &Self::Job,
        step: &Step<'_>,
    ) -> impl Future<Output = Result<StepDone, (StepFailure, Box<Trace>)>> + Send;

    /// The run's output, from those of its steps.
    fn conclude(&self, job: &Self::Job, outputs: &[(i32, Value)]) -> impl Future<Output = Result<Value>> + Send;
}

/// What a step is given.
pub struct Step<'a> {
    pub step: i32,
    pub attempt: i32,
    pub fallback: bool,
    pub outputs: &'a [(i32, Value)],
    pub voice: &'a Voice,
    /// Of this attempt: a call that is sent again under it is the same call.
    pub idempotency_key: String,
    pub patience: &'a Patience,
    /// What is on record if the attempt is stopped before it can say so itself.
    so_far: &'a Mutex<Trace>,
}

impl Step<'_> {
    pub fn output(&self, step: i32) -> Option<&Value> {
        self.outputs.iter().find(|(of, _)| *of == step).map(|(_, output)| output)
    }

    /// Says before something that may take for ever how far the attempt has come.
    pub fn note(&self, trace: &Trace) {
        *self.so_far.lock().unwrap_or_else(PoisonError::into_inner) = trace.clone();
    }
}

/// How a worker tells the engine to let go of a run.
#[derive(Debug, Clone, Default)]
pub struct Reins {
    /// Somebody cancelled the run; the reason is in the store.
    pub cancel: CancellationToken,
    /// The worker is leaving: finish the step in hand, then give the run back.
    pub drain: CancellationToken,
    /// The run belongs to somebody else by now.
    pub lost: CancellationToken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody else has it, it is over, or it waits for a person.
    NotOurs,
    Ended,
    Waiting,
    /// Given back to the queue.
    Released,
    Fenced,
}

/// A pause longer than this gives the run back to the queue instead of holding a place.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
const FLUSH: Duration = Duration::from_millis(200);

pub async fn drive<S, P>(store: &S, plan: &P, run: Uuid, worker: i32, reins: &Reins) -> Result<Outcome>
where
    S: RunStore,
    P: Plan<Job = S::Job>,
{
    let Some(claim) = persist(|| store.claim(run, worker)).await? else { return Ok(Outcome::NotOurs) };
    let outcome = Drive { store, plan, reins, claim }.until_it_rests().await;
    match outcome {
        Ok(outcome) => Ok(outcome),
        Err(error) => {
            tracing::warn!(%run, %error, "a run could not be driven on; whoever looks after runs will find it");
            Err(error)
        }
    }
}

struct Drive<'a, S: RunStore, P> {
    store: &'a S,
    plan: &'a P,
    reins: &'a Reins,
    claim: Claim<S::Job>,
}

impl<S: RunStore, P: Plan<Job = S::Job>> Drive<'_, S, P> {
    fn lease(&self) -> Lease {
        self.claim.lease
    }

    async fn until_it_rests(mut self) -> Result<Outcome> {
        let policies = self.plan.policies(&self.claim.job);
        if let Some(reason) = self.claim.cancel.take() {
            return self.finish(RunEnd::Cancelled { reason }).await;
        }
        loop {
            if self.reins.lost.is_cancelled() {
                return Ok(Outcome::Fenced);
            }
            if self.reins.cancel.is_cancelled() {
                return self.finish(RunEnd::Cancelled { reason: String::new() }).await;
            }
            if self.reins.drain.is_cancelled() {
                return self.release(Duration::ZERO).await;
            }
            match next(&policies, &self.claim.journal, &self.claim.approved) {
                Next::Run { step, attempt, fallback, pause } => {
                    if pause > LONGEST_PAUSE {
                        return self.release(pause).await;
                    }
                    if !pause.is_zero() && !self.rested(pause).await {
                        continue;
                    }
                    let Some(policy) = policies.iter().find(|one| one.step == step) else {
                        return Err(Error::new(ErrorCode::Internal, format!("the plan has no step {step}")));
                    };
                    if let Some(outcome) = self.attempt(policy, attempt, fallback).await? {
                        return Ok(outcome);
                    }
                }
                Next::Skip { step } => {
                    // The row of one that was broken off before it could say so is taken.
                    let attempt = self.claim.journal.iter().filter(|one| one.step == step).count() as i32 + 1;
                    let event = Event::new(EventKind::StepSkipped, "left out, as the settings say").at(step, attempt);
                    let begin = StepBegin {
                        step,
                        attempt,
                        agent: self.plan.name(step),
                        engine: self.plan.engine(&self.claim.job, step, false),
                        fallback: None,
                        idempotency_key: String::new(),
                    };
                    // One after the other, so that a skipped step has its row like any other.
                    if self.fenced(self.store.begin(self.lease(), begin).await?)
                        || self
                            .fenced(self.store.end(self.lease(), step, attempt, &StepEnd::Skipped, vec![event]).await?)
                    {
                        return Ok(Outcome::Fenced);
                    }
                    self.note(step, attempt, StepState::Skipped, None, false);
                }
                Next::Ask { step } => {
                    return Ok(match persist(|| self.store.ask(self.lease(), step)).await? {
                        Written::Yes => Outcome::Waiting,
                        Written::Fenced => Outcome::Fenced,
                    });
                }
                Next::Finish => {
                    let end = match self.plan.conclude(&self.claim.job, &self.claim.outputs).await {
                        Ok(output) => RunEnd::Completed(output),
                        Err(error) if error.code == ErrorCode::Unreachable => return Err(error),
                        Err(error) => RunEnd::Failed { step: 0, failure: error.into() },
                    };
                    return self.finish(end).await;
                }
                Next::Fail { step, kind } => {
                    let failure = self.last_failure(step, kind);
                    return self.finish(RunEnd::Failed { step, failure }).await;
                }
            }
        }
    }

    /// One attempt at a step. Says the outcome only if we have lost the run.
    async fn attempt(&mut self, policy: &Policy, attempt: i32, fallback: bool) -> Result<Option<Outcome>> {
        let (step, lease) = (policy.step, self.lease());
        let key = format!("{}:{step}:{attempt}", lease.run);
        let why = fallback.then(|| self.last_failure(step, FailureKind::Interrupted).message);
        let begin = || StepBegin {
            step,
            attempt,
            agent: self.plan.name(step),
            engine: self.plan.engine(&self.claim.job, step, fallback),
            fallback: why.clone(),
            idempotency_key: key.clone(),
        };
        if self.fenced(persist(|| self.store.begin(lease, begin())).await?) {
            return Ok(Some(Outcome::Fenced));
        }
        let voice = Voice::new(step, attempt);
        let patience = Patience::new(policy.timeout);
        let so_far = Mutex::new(Trace::default());
        let given = Step {
            step,
            attempt,
            fallback,
            outputs: &self.claim.outputs,
            voice: &voice,
            idempotency_key: key.clone(),
            patience: &patience,
            so_far: &so_far,
        };
        let stopped = |kind, message: String| {
            let noted = so_far.lock().unwrap_or_else(PoisonError::into_inner).clone();
            StepEnd::Failed(StepFailure::new(kind, message), noted)
        };
        let end = {
            let work = self.plan.run(&self.claim.job, &given);
            let ended = CancellationToken::new();
            let mut telling = pin!(self.tell(&voice, &ended));
            let end = tokio::select! {
                // Whoever cancels is heard first.
                biased;
                () = self.reins.lost.cancelled() => return Ok(Some(Outcome::Fenced)),
                () = self.reins.cancel.cancelled() => {
                    stopped(FailureKind::Cancelled, "the run was cancelled".to_owned())
                }
                told = &mut telling => return told.map(|_| Some(Outcome::Fenced)),
                result = work => match result {
                    Ok(done) => StepEnd::Done(done),
                    Err((failure, trace)) => StepEnd::Failed(failure, *trace),
                },
                () = patience.over() => {
                    let message = format!("the step took longer than {} ms", policy.timeout.as_millis());
                    stopped(FailureKind::Timeout, message)
                }
            };
            // What is on its way into the store arrives there, before anybody says how the step ended.
            ended.cancel();
            if telling.await? == Written::Fenced {
                return Ok(Some(Outcome::Fenced));
            }
            end
        };
        self.record(policy, attempt, fallback, &end, voice.take()).await
    }

    async fn record(
        &mut self,
        policy: &Policy,
        attempt: i32,
        fallback: bool,
        end: &StepEnd,
        mut events: Vec<Event>,
    ) -> Result<Option<Outcome>> {
        let step = policy.step;
        let (state, failure, output) = match end {
            StepEnd::Done(done) => (StepState::Completed, None, Some(done.output.clone())),
            StepEnd::Failed(failure, _) => (StepState::Failed, Some(failure.clone()), None),
            StepEnd::Skipped => (StepState::Skipped, None, None),
        };
        events.push(ending(end, step, attempt));
        let mut journal = self.claim.journal.clone();
        journal.push(attempted(step, attempt, state, failure.as_ref(), fallback));
        if let (Some(failure), Next::Run { step: again, fallback: falls, pause, .. }) =
            (&failure, next(std::slice::from_ref(policy), &journal, &self.claim.approved))
            && again == step
        {
            events.push(coming(failure, falls, pause, step, attempt));
        }
        let written = persist(|| self.store.end(self.lease(), step, attempt, end, events.clone())).await?;
        if self.fenced(written) {
            return Ok(Some(Outcome::Fenced));
        }
        self.note(step, attempt, state, failure, fallback);
        if let Some(output) = output {
            self.claim.outputs.push((step, output));
        }
        Ok(None)
    }

    /// Passes on what the step says, until it has ended or somebody else owns the run.
    async fn tell(&self, voice: &Voice, ended: &CancellationToken) -> Result<Written> {
        while ended.run_until_cancelled(tokio::time::sleep(FLUSH)).await.is_some() {
            let events = voice.take();
            if !events.is_empty() && self.fenced(persist(|| self.store.say(self.lease(), events.clone())).await?) {
                return Ok(Written::Fenced);
            }
        }
        Ok(Written::Yes)
    }

    /// Whether the whole pause went by.
    async fn rested(&self, pause: Duration) -> bool {
        tokio::select! {
            () = self.reins.cancel.cancelled() => false,
            () = self.reins.lost.cancelled() => false,
            () = self.reins.drain.cancelled() => false,
            () = tokio::time::sleep(pause) => true,
        }
    }

    async fn finish(&self, end: RunEnd) -> Result<Outcome> {
        Ok(match persist(|| self.store.finish(self.lease(), &end)).await? {
            Written::Yes => Outcome::Ended,
            Written::Fenced => Outcome::Fenced,
        })
    }

    async fn release(&self, after: Duration) -> Result<Outcome> {
        Ok(match persist(|| self.store.release(self.lease(), after)).await? {
            Written::Yes => Outcome::Released,
            Written::Fenced => Outcome::Fenced,
        })
    }

    fn fenced(&self, written: Written) -> bool {
        if written == Written::Fenced {
            tracing::info!(run = %self.claim.lease.run, "the run was taken over by another worker");
        }
        written == Written::Fenced
    }

    fn note(&mut self, step: i32, attempt: i32, state: StepState, failure: Option<StepFailure>, fallback: bool) {
        self.claim.journal.push(attempted(step, attempt, state, failure.as_ref(), fallback));
        if let Some(failure) = failure {
            self.claim.failures.push((step, failure));
        }
    }

    fn last_failure(&self, step: i32, kind: FailureKind) -> StepFailure {
        let known = self.claim.failures.iter().rev().find(|(of, _)| *of == step).map(|(_, failure)| failure.clone());
        known.unwrap_or_else(|| StepFailure::new(kind, "the process ended in the middle of it"))
    }
}

/// A database that is away for a moment is no reason to lose a run: every write here may be repeated.
async fn persist<T, F, W>(mut write: W) -> Result<T>
where
    F: Future<Output = Result<T>>,
    W: FnMut() -> F,
{
    let mut pause = Duration::from_millis(100);
    for _ in 0..8 {
        match write().await {
            Err(error) if error.code == ErrorCode::Unreachable => tokio::time::sleep(pause).await,
            other => return other,
        }
        pause *= 2;
    }
    write().await
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests;
