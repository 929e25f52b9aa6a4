//! How a run stands and what it does next: decided here and nowhere else, from the journal alone. Nothing here asks a
//! clock, a database or a model.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::failure::FailureKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunState {
    Pending,
    Running,
    /// A person is asked.
    Waiting,
    Completed,
    Failed,
    Cancelled,
}

impl RunState {
    pub const ALL: [RunState; 6] = [
        RunState::Pending,
        RunState::Running,
        RunState::Waiting,
        RunState::Completed,
        RunState::Failed,
        RunState::Cancelled,
    ];

    pub fn word(self) -> &'static str {
        ["pending", "running", "waiting", "completed", "failed", "cancelled"][self as usize]
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    pub fn is_final(self) -> bool {
        matches!(self, RunState::Completed | RunState::Failed | RunState::Cancelled)
    }

    pub fn may_become(self, next: RunState) -> bool {
        use RunState::*;
        matches!(
            (self, next),
            (Pending, Running | Cancelled | Failed)
                | (Running, Running | Waiting | Completed | Failed | Cancelled | Pending)
                | (Waiting, Running | Cancelled | Failed)
        )
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StepState {
    Pending,
    Running,
    Completed,
    Failed,
    Skipped,
}

/// One attempt at a step, as the journal has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    pub step: i32,
    pub attempt: i32,
    pub state: StepState,
    pub failure: Option<FailureKind>,
    pub fallback: bool,
    pub retry_after: Option<Duration>,
    /// How long ago it ended.
    pub since: Duration,
}

/// What the engine must know of a step to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    pub step: i32,
    pub attempts: u32,
    pub timeout: Duration,
    /// Something else can answer in its place.
    pub falls_back: bool,
    /// Left out altogether.
    pub skipped: bool,
    /// A person approves its output before the run goes on.
    pub gated: bool,
}

/// What befalls a step from outside uses up none of its attempts; how often it may befall one before that is given up is
/// counted for each. The waits for a database that is away add up to more than a minute.
const FROM_OUTSIDE: [(FailureKind, usize); 2] = [(FailureKind::Interrupted, 3), (FailureKind::Database, 8)];

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    Run { step: i32, attempt: i32, fallback: bool, pause: Duration },
    Skip { step: i32 },
    Ask { step: i32 },
    Finish,
    Fail { step: i32, kind: FailureKind },
}

/// What to do now. `approved` names the steps whose outputs a person has approved.
pub fn next(plan: &[Policy], journal: &[Attempt], approved: &[i32]) -> Next {
    for policy in plan {
        let of_step = || journal.iter().filter(|one| one.step == policy.step);
        if of_step().any(|one| one.state == StepState::Completed) {
            if policy.gated && !approved.contains(&policy.step) {
                return Next::Ask { step: policy.step };
            }
            continue;
        }
        if of_step().any(|one| one.state == StepState::Skipped) {
            continue;
        }
        if policy.skipped {
            return Next::Skip { step: policy.step };
        }
        return attempt_at(policy, &of_step().collect::<Vec<_>>());
    }
    Next::Finish
}

fn attempt_at(policy: &Policy, tried: &[&Attempt]) -> Next {
    let step = policy.step;
    let attempt = tried.iter().map(|one| one.attempt).max().unwrap_or(0) + 1;
    let befell = |kind: FailureKind| tried.iter().filter(|one| one.failure == Some(kind)).count();
    if let Some((kind, _)) = FROM_OUTSIDE.into_iter().find(|(kind, most)| befell(*kind) > *most) {
        return Next::Fail { step, kind };
    }
    let from_outside = |one: &Attempt| FROM_OUTSIDE.iter().any(|(kind, _)| one.failure == Some(*kind));
    let own: Vec<&&Attempt> = tried.iter().filter(|one| !from_outside(one)).collect();
    let latest = tried.iter().max_by_key(|one| one.attempt).filter(|one| from_outside(one));
    let rest = latest.map_or(Duration::ZERO, |latest| {
        let kind = latest.failure.unwrap_or(FailureKind::Internal);
        kind.pause(befell(kind) as u32).saturating_sub(latest.since)
    });
    // A fallback that was broken off is begun again; one that failed was the last resort.
    let falling = tried.iter().any(|one| one.fallback);
    let Some(last) = own.iter().max_by_key(|one| one.attempt) else {
        return Next::Run { step, attempt, fallback: falling, pause: rest };
    };
    let kind = last.failure.unwrap_or(FailureKind::Internal);
    if last.fallback {
        return Next::Fail { step, kind };
    }
    let failures = own.len() as u32;
    if !falling && kind.is_passing() && failures < policy.attempts {
        let pause = last.retry_after.unwrap_or_else(|| kind.pause(failures)).saturating_sub(last.since);
        return Next::Run { step, attempt, fallback: false, pause: pause.max(rest) };
    }
    if policy.falls_back && kind != FailureKind::BudgetExceeded {
        return Next::Run { step, attempt, fallback: true, pause: rest };
    }
    Next::Fail { step, kind }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn policy(step: i32, attempts: u32, falls_back: bool, gated: bool) -> Policy {
        Policy { step, attempts, timeout: Duration::from_secs(1), falls_back, skipped: false, gated }
    }

    #[test]
    fn final_states_stay() {
        for state in RunState::ALL {
            for next in RunState::ALL {
                assert!(!(state.is_final() && state.may_become(next)), "{state:?} became {next:?}");
            }
        }
    }

    /// Attempts at the first step that failed like this, one after the other.
    fn failed(kinds: &[FailureKind]) -> Vec<Attempt> {
        let attempts = kinds.iter().zip(1..).map(|(kind, attempt)| Attempt {
            step: 1,
            attempt,
            state: StepState::Failed,
            failure: Some(*kind),
            fallback: false,
            retry_after: None,
            since: Duration::ZERO,
        });
        attempts.collect()
    }

    #[test]
    fn a_retry_waits_as_long_as_it_was_told() {
        let failed = failed(&[FailureKind::RateLimited]).remove(0);
        let failed = Attempt { retry_after: Some(Duration::from_secs(7)), since: Duration::from_secs(2), ..failed };
        let next = next(&[policy(1, 3, true, false)], &[failed], &[]);
        assert_eq!(next, Next::Run { step: 1, attempt: 2, fallback: false, pause: Duration::from_secs(5) });
    }

    #[test]
    fn what_cannot_pass_is_not_repeated() {
        let failed = failed(&[FailureKind::Refused]);
        assert!(matches!(next(&[policy(1, 3, true, false)], &failed, &[]), Next::Run { fallback: true, .. }));
        assert!(matches!(next(&[policy(1, 3, false, false)], &failed, &[]), Next::Fail { .. }));
    }

    #[test]
    fn a_database_that_is_away_uses_up_no_attempts_and_is_not_borne_for_ever() {
        use FailureKind::{Database, Server};
        let plan = [policy(1, 2, true, false)];
        let away = [&[Server][..], &[Database; 8]].concat();
        let Next::Run { attempt: 10, fallback: false, pause, .. } = next(&plan, &failed(&away), &[]) else {
            panic!("it is its own second attempt: {:?}", next(&plan, &failed(&away), &[]))
        };
        assert_eq!(pause, Database.pause(8), "the last outage is waited for");
        let own = [&away[..], &[Server]].concat();
        let fallback = Next::Run { step: 1, attempt: 11, fallback: true, pause: Duration::ZERO };
        assert_eq!(next(&plan, &failed(&own), &[]), fallback, "its own attempts are used up");
        let broken = [&away[..], &[Database]].concat();
        assert_eq!(next(&plan, &failed(&broken), &[]), Next::Fail { step: 1, kind: Database });
    }

    #[test]
    fn a_fallback_that_the_database_broke_off_is_begun_again() {
        let mut tried = failed(&[FailureKind::Refused, FailureKind::Database]);
        tried[1].fallback = true;
        let again = next(&[policy(1, 3, true, false)], &tried, &[]);
        assert_eq!(again, Next::Run { step: 1, attempt: 3, fallback: true, pause: FailureKind::Database.pause(1) });
    }

    /// What the world does to a step that was begun.
    #[derive(Debug, Clone)]
    enum Happens {
        Done,
        Fails(FailureKind),
        Dies,
    }

    fn happenings() -> impl Strategy<Value = Vec<Happens>> {
        let one = prop_oneof![
            4 => Just(Happens::Done),
            3 => (0..FailureKind::ALL.len()).prop_map(|at| Happens::Fails(FailureKind::ALL[at])),
            2 => Just(Happens::Dies),
        ];
        prop::collection::vec(one, 0..80)
    }

    proptest! {
        /// Whatever happens, a run ends, no completed step is begun again, and steps are done in their order.
        #[test]
        fn every_run_ends_and_nothing_is_done_twice(
            happenings in happenings(), attempts in 1u32..5, falls_back: bool, gated: bool,
        ) {
            let plan: Vec<Policy> = (1..=5).map(|step| policy(step, attempts, falls_back, gated && step == 2)).collect();
            let (mut journal, mut approved): (Vec<Attempt>, Vec<i32>) = (Vec::new(), Vec::new());
            let mut world = happenings.into_iter();
            let mut ended = false;
            for _ in 0..200 {
                match next(&plan, &journal, &approved) {
                    Next::Run { step, attempt, fallback, .. } => {
                        prop_assert!(!journal.iter().any(|one| one.step == step && one.state == StepState::Completed));
                        prop_assert!(!journal.iter().any(|one| one.step == step && one.attempt == attempt));
                        prop_assert!((1..step).all(|earlier| journal.iter()
                            .any(|one| one.step == earlier && one.state == StepState::Completed)));
                        let (state, failure) = match world.next().unwrap_or(Happens::Done) {
                            Happens::Done => (StepState::Completed, None),
                            Happens::Fails(kind) => (StepState::Failed, Some(kind)),
                            Happens::Dies => (StepState::Failed, Some(FailureKind::Interrupted)),
                        };
                        journal.push(Attempt { step, attempt, state, failure, fallback, retry_after: None, since: Duration::ZERO });
                    }
                    Next::Ask { step } => approved.push(step),
                    Next::Skip { .. } => prop_assert!(false, "nothing is skipped here"),
                    Next::Finish => {
                        prop_assert!((1..=5).all(|step| journal.iter()
                            .filter(|one| one.step == step && one.state == StepState::Completed).count() == 1));
                        ended = true;
                        break;
                    }
                    Next::Fail { step, .. } => {
                        prop_assert!(!journal.iter().any(|one| one.step == step && one.state == StepState::Completed));
                        ended = true;
                        break;
                    }
                }
            }
            prop_assert!(ended, "the run never ended: {journal:?}");
        }
    }
}
