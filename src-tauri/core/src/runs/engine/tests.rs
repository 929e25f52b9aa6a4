//! The engine against a store in memory: the same rules as the real one, and a world that dies whenever it likes.

use std::sync::{
    Mutex,
    atomic::{AtomicU32, Ordering},
};

use proptest::prelude::*;
use serde_json::json;
use tokio::time::Instant;

use super::*;
use crate::runs::{event::Level, state::Attempt};

#[derive(Default)]
struct Memory {
    state: Mutex<Kept>,
}

#[derive(Default, Clone)]
struct Kept {
    lease: i64,
    held: bool,
    journal: Vec<Attempt>,
    failures: Vec<(i32, StepFailure)>,
    outputs: Vec<(i32, Value)>,
    approved: Vec<i32>,
    events: Vec<Event>,
    asked: Option<i32>,
    ended: Option<String>,
    released: Vec<Duration>,
    running: Option<(i32, i32, bool)>,
    last_end: Option<Instant>,
    questions: Vec<Option<Value>>,
}

impl Memory {
    fn ours<T>(&self, lease: Lease, write: impl FnOnce(&mut Kept) -> T) -> Written {
        let mut kept = self.state.lock().expect("the store");
        if kept.lease != lease.number {
            return Written::Fenced;
        }
        write(&mut kept);
        Written::Yes
    }

    fn kept(&self) -> Kept {
        self.state.lock().expect("the store").clone()
    }

    /// Its process is gone: whoever comes next may take the run.
    fn died(&self) {
        self.state.lock().expect("the store").held = false;
    }
}

impl RunStore for Memory {
    type Job = ();

    async fn claim(&self, run: Uuid, _worker: i32) -> Result<Option<Claim<()>>> {
        let mut kept = self.state.lock().expect("the store");
        if kept.held || kept.ended.is_some() || kept.asked.is_some() {
            return Ok(None);
        }
        kept.held = true;
        kept.lease += 1;
        if let Some((step, attempt, fallback)) = kept.running.take() {
            let failure = StepFailure::new(FailureKind::Interrupted, "interrupted");
            kept.journal.push(attempted(step, attempt, StepState::Failed, Some(&failure), fallback));
        }
        Ok(Some(Claim {
            lease: Lease { run, number: kept.lease },
            job: (),
            journal: kept
                .journal
                .iter()
                .map(|one| Attempt { since: kept.last_end.map_or(Duration::ZERO, |end| end.elapsed()), ..one.clone() })
                .collect(),
            outputs: kept.outputs.clone(),
            failures: kept.failures.clone(),
            approved: kept.approved.clone(),
            cancel: None,
        }))
    }

    async fn say(&self, lease: Lease, events: Vec<Event>) -> Result<Written> {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Ok(self.ours(lease, |kept| kept.events.extend(events)))
    }

    async fn begin(&self, lease: Lease, begin: StepBegin<'_>) -> Result<Written> {
        Ok(self.ours(lease, |kept| kept.running = Some((begin.step, begin.attempt, begin.fallback.is_some()))))
    }

    async fn end(&self, lease: Lease, step: i32, attempt: i32, end: &StepEnd, events: Vec<Event>) -> Result<Written> {
        Ok(self.ours(lease, |kept| {
            kept.events.extend(events);
            kept.last_end = Some(Instant::now());
            let fallback = kept.running.take().is_some_and(|(.., fallback)| fallback);
            match end {
                StepEnd::Done(done) => {
                    assert!(!kept.outputs.iter().any(|(known, _)| *known == step), "step {step} was done twice");
                    kept.outputs.push((step, done.output.clone()));
                    kept.journal.push(attempted(step, attempt, StepState::Completed, None, fallback));
                }
                StepEnd::Failed(failure, trace) => {
                    kept.questions.push(trace.question.clone());
                    kept.failures.push((step, failure.clone()));
                    kept.journal.push(attempted(step, attempt, StepState::Failed, Some(failure), fallback));
                }
                StepEnd::Skipped => kept.journal.push(attempted(step, attempt, StepState::Skipped, None, false)),
            }
        }))
    }

    async fn ask(&self, lease: Lease, step: i32) -> Result<Written> {
        Ok(self.ours(lease, |kept| {
            kept.asked = Some(step);
            kept.held = false;
        }))
    }

    async fn finish(&self, lease: Lease, end: &RunEnd) -> Result<Written> {
        Ok(self.ours(lease, |kept| {
            assert!(kept.ended.is_none(), "the run ended twice");
            kept.held = false;
            kept.ended = Some(match end {
                RunEnd::Completed(_) => "completed".into(),
                RunEnd::Failed { failure, .. } => failure.kind.word(),
                RunEnd::Cancelled { .. } => "cancelled".into(),
            });
        }))
    }

    async fn release(&self, lease: Lease, after: Duration) -> Result<Written> {
        Ok(self.ours(lease, |kept| {
            kept.held = false;
            kept.released.push(after);
        }))
    }
}

/// What the steps of a test do, attempt by attempt; then they succeed.
struct Script {
    answers: Mutex<Vec<Answer>>,
    begun: AtomicU32,
    policy: Policy,
}

#[derive(Clone, Debug)]
enum Answer {
    Done,
    Fails(FailureKind),
    WaitsFirst(u64),
    TakesAWhile(u64),
    TakesForEver,
    Panics,
}

impl Script {
    fn new(answers: &[Answer]) -> Self {
        let policy = Policy {
            step: 1,
            attempts: 3,
            timeout: Duration::from_secs(30),
            falls_back: false,
            skipped: false,
            gated: false,
        };
        let answers = answers.iter().rev().cloned().collect();
        Self { answers: Mutex::new(answers), begun: AtomicU32::new(0), policy }
    }
}

impl Plan for Script {
    type Job = ();

    fn policies(&self, _: &()) -> Vec<Policy> {
        (1..=3).map(|step| Policy { step, ..self.policy }).collect()
    }

    fn name(&self, _: i32) -> &'static str {
        "step"
    }

    fn engine(&self, (): &(), _: i32, _: bool) -> String {
        String::new()
    }

    async fn run(&self, _: &(), step: &Step<'_>) -> std::result::Result<StepDone, (StepFailure, Box<Trace>)> {
        self.begun.fetch_add(1, Ordering::Relaxed);
        let answer = self.answers.lock().expect("the script").pop().unwrap_or(Answer::Done);
        step.voice.line(Level::Info, "at work");
        step.note(&Trace { question: Some(json!(step.attempt)), ..Trace::default() });
        tokio::time::sleep(Duration::from_millis(10)).await;
        match answer {
            Answer::Done => Ok(StepDone { output: json!(step.step), ..StepDone::default() }),
            Answer::Fails(kind) => Err((StepFailure::new(kind, "no"), Box::default())),
            Answer::WaitsFirst(wait) => {
                let failure = StepFailure::new(FailureKind::RateLimited, "later");
                Err((StepFailure { retry_after_ms: Some(wait), ..failure }, Box::default()))
            }
            Answer::TakesAWhile(more) => {
                tokio::time::sleep(Duration::from_millis(more)).await;
                Ok(StepDone { output: json!(step.step), ..StepDone::default() })
            }
            Answer::TakesForEver => std::future::pending().await,
            Answer::Panics => panic!("the step broke off"),
        }
    }

    async fn conclude(&self, _: &(), outputs: &[(i32, Value)]) -> Result<Value> {
        Ok(json!(outputs.len()))
    }
}

async fn driven(memory: &Memory, script: &Script) -> Outcome {
    drive(memory, script, Uuid::nil(), 1, &Reins::default()).await.expect("driving")
}

#[tokio::test(start_paused = true)]
async fn a_run_goes_through_its_steps() {
    let (memory, script) = (Memory::default(), Script::new(&[]));
    assert_eq!(driven(&memory, &script).await, Outcome::Ended);
    assert_eq!(memory.kept().ended.as_deref(), Some("completed"));
    assert_eq!(script.begun.load(Ordering::Relaxed), 3);
    assert_eq!(driven(&memory, &script).await, Outcome::NotOurs, "what is over stays over");
}

/// The step ends while what it said is on its way into the store: it is neither lost nor told twice.
#[tokio::test(start_paused = true)]
async fn what_a_step_said_last_is_told() {
    let (memory, script) = (Memory::default(), Script::new(&[Answer::TakesAWhile(FLUSH.as_millis() as u64)]));
    assert_eq!(driven(&memory, &script).await, Outcome::Ended);
    let told = memory.kept().events.into_iter().filter(|event| event.message == "at work");
    assert_eq!(told.filter_map(|event| event.step).collect::<Vec<_>>(), [1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn a_step_that_takes_for_ever_is_stopped() {
    let forever = [Answer::TakesForEver, Answer::TakesForEver, Answer::TakesForEver];
    let (memory, script) = (Memory::default(), Script::new(&forever));
    assert_eq!(driven(&memory, &script).await, Outcome::Ended);
    assert_eq!(memory.kept().ended.as_deref(), Some("timeout"));
    assert_eq!(script.begun.load(Ordering::Relaxed), 3, "as often as the settings say");
    let asked = [Some(json!(1)), Some(json!(2)), Some(json!(3))];
    assert_eq!(memory.kept().questions, asked, "what was asked is on record all the same");
}

#[tokio::test(start_paused = true)]
async fn a_long_wait_gives_the_place_back() {
    let (memory, script) = (Memory::default(), Script::new(&[Answer::WaitsFirst(60_000)]));
    assert_eq!(driven(&memory, &script).await, Outcome::Released);
    assert_eq!(memory.kept().released, [Duration::from_secs(60)]);
    tokio::time::sleep(Duration::from_secs(58)).await;
    assert_eq!(driven(&memory, &script).await, Outcome::Ended);
}

#[tokio::test(start_paused = true)]
async fn a_fallback_stands_in_once() {
    let mut script = Script::new(&[Answer::Fails(FailureKind::Refused)]);
    script.policy.falls_back = true;
    let memory = Memory::default();
    driven(&memory, &script).await;
    let fell: Vec<i32> = memory.kept().journal.iter().filter(|one| one.fallback).map(|one| one.step).collect();
    assert_eq!((memory.kept().ended.as_deref(), fell), (Some("completed"), vec![1]));
}

#[tokio::test(start_paused = true)]
async fn cancelling_ends_the_step_in_hand() {
    let (memory, script) = (Memory::default(), Script::new(&[Answer::TakesForEver]));
    let reins = Reins::default();
    let cancel = reins.cancel.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(500)).await;
        cancel.cancel();
    });
    assert_eq!(drive(&memory, &script, Uuid::nil(), 1, &reins).await.expect("driving"), Outcome::Ended);
    assert_eq!(memory.kept().ended.as_deref(), Some("cancelled"));
    assert_eq!(memory.kept().questions, [Some(json!(1))]);
}

#[tokio::test(start_paused = true)]
async fn leaving_finishes_the_step_in_hand_and_gives_the_run_back() {
    let (memory, script) = (Memory::default(), Script::new(&[]));
    let reins = Reins::default();
    let drain = reins.drain.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(5)).await;
        drain.cancel();
    });
    assert_eq!(drive(&memory, &script, Uuid::nil(), 1, &reins).await.expect("driving"), Outcome::Released);
    assert_eq!(memory.kept().outputs.len(), 1);
    assert_eq!(driven(&memory, &script).await, Outcome::Ended);
    assert_eq!(script.begun.load(Ordering::Relaxed), 3);
}

#[tokio::test(start_paused = true)]
async fn whoever_was_overtaken_writes_nothing() {
    let (memory, script) = (Memory::default(), Script::new(&[Answer::TakesForEver]));
    let overtaking = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        memory.died();
        driven(&memory, &script).await
    };
    let reins = Reins::default();
    let paused = drive(&memory, &script, Uuid::nil(), 1, &reins);
    // The first one's step never ends; when its time is up it finds the run is somebody else's.
    let (first, second) = tokio::join!(paused, overtaking);
    assert_eq!((first.expect("driving"), second), (Outcome::Fenced, Outcome::Ended));
    assert_eq!(memory.kept().ended.as_deref(), Some("completed"));
}

#[tokio::test(start_paused = true)]
async fn a_gate_waits_for_a_person() {
    let mut script = Script::new(&[]);
    script.policy.gated = true;
    let memory = Memory::default();
    for step in 1..=3 {
        assert_eq!(driven(&memory, &script).await, Outcome::Waiting);
        assert_eq!(driven(&memory, &script).await, Outcome::NotOurs);
        let mut kept = memory.state.lock().expect("the store");
        assert_eq!(kept.asked.take(), Some(step));
        kept.approved.push(step);
    }
    assert_eq!(driven(&memory, &script).await, Outcome::Ended);
    assert_eq!(script.begun.load(Ordering::Relaxed), 3);
}

#[tokio::test(start_paused = true)]
async fn a_step_that_breaks_its_process_is_not_tried_for_ever() {
    let memory = std::sync::Arc::new(Memory::default());
    let script = std::sync::Arc::new(Script::new(&vec![Answer::Panics; 20]));
    for _ in 0..10 {
        let (memory, script) = (memory.clone(), script.clone());
        let died = tokio::spawn(async move { driven(&memory, &script).await }).await;
        if died.is_ok() {
            break;
        }
    }
    // A panic leaves the run held, as a killed process does.
    let mut rounds = 0;
    while memory.kept().ended.is_none() {
        memory.died();
        let (memory, script) = (memory.clone(), script.clone());
        let _ = tokio::spawn(async move { driven(&memory, &script).await }).await;
        rounds += 1;
        assert!(rounds < 10, "it goes on for ever");
    }
    assert_eq!(memory.kept().ended.as_deref(), Some("interrupted"));
}

fn answers() -> impl Strategy<Value = Vec<Answer>> {
    let one = prop_oneof![
        4 => Just(Answer::Done),
        2 => (0..FailureKind::ALL.len()).prop_map(|at| Answer::Fails(FailureKind::ALL[at])),
        1 => (1u64..20_000).prop_map(Answer::WaitsFirst),
        1 => Just(Answer::TakesForEver),
    ];
    prop::collection::vec(one, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// Killed wherever it is, as often as it likes, and whatever its steps do: the run ends once, and no step that was
    /// done is done again (the store refuses both).
    #[test]
    fn a_run_survives_its_processes(answers in answers(), deaths in prop::collection::vec(1u64..120_000, 0..6), falls_back: bool) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().expect("a runtime");
        runtime.block_on(async {
            let memory = Memory::default();
            let mut script = Script::new(&answers);
            script.policy.falls_back = falls_back;
            for death in deaths {
                // Dropping the future is what a kill looks like from here.
                let _ = tokio::time::timeout(Duration::from_millis(death), driven(&memory, &script)).await;
                memory.died();
            }
            for _ in 0..40 {
                if memory.kept().ended.is_some() {
                    break;
                }
                if driven(&memory, &script).await == Outcome::Released {
                    let wait = memory.kept().released.last().copied().unwrap_or_default();
                    tokio::time::sleep(wait).await;
                }
                memory.died();
            }
            let kept = memory.kept();
            prop_assert!(kept.ended.is_some(), "it never ended: {:?}", kept.journal);
            let mut steps: Vec<i32> = kept.outputs.iter().map(|(step, _)| *step).collect();
            let told = steps.clone();
            steps.sort_unstable();
            prop_assert_eq!(told, steps, "out of order");
            Ok(())
        })?;
    }
}
