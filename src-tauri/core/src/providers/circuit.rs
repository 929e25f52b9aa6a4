//! Leaves a provider alone that keeps failing: after some failures in a row nobody asks it for a while, then one call
//! tries. Per process, and about one provider; what a failure is, is told by `FailureKind::is_outage`.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::ProviderFailure;
use crate::failure::FailureKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How many failures in a row open the circuit.
    pub failures: u32,
    /// How long it stays open, and how long a probe may take before another one is let through.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { failures: 5, pause: Duration::from_secs(30) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    Go,
    /// This call finds out for all the others.
    Probe,
    /// Not now; perhaps after this long.
    Wait(Duration),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Closed {
        failures: u32,
    },
    Open {
        since: Instant,
    },
    /// A probe is under way. Should its caller vanish without a word, the next one may go after a pause.
    Probing {
        since: Instant,
    },
}

#[derive(Debug, Clone, Copy)]
pub struct Circuit {
    patience: Patience,
    state: State,
}

impl Circuit {
    pub fn new(patience: Patience) -> Self {
        Self { patience, state: State::Closed { failures: 0 } }
    }

    /// Whether a call may be made; who is told `Probe` or `Go` says afterwards how it went.
    pub fn admit(&mut self, now: Instant) -> Admission {
        match self.state {
            State::Closed { .. } => Admission::Go,
            State::Open { since } | State::Probing { since } => {
                let left = self.patience.pause.saturating_sub(now.saturating_duration_since(since));
                if left.is_zero() {
                    self.state = State::Probing { since: now };
                    Admission::Probe
                } else {
                    Admission::Wait(left)
                }
            }
        }
    }

    /// How a call went: `None` for an answer. A call that began before the circuit opened may report late; a late
    /// failure does not lengthen the pause, a late answer ends it.
    pub fn record(&mut self, failure: Option<FailureKind>, now: Instant) {
        let outage = failure.is_some_and(FailureKind::is_outage);
        self.state = match (self.state, outage) {
            (_, false) => State::Closed { failures: 0 },
            (State::Closed { failures }, true) if failures + 1 < self.patience.failures => {
                State::Closed { failures: failures + 1 }
            }
            (State::Closed { .. } | State::Probing { .. }, true) => State::Open { since: now },
            (open @ State::Open { .. }, true) => open,
        };
    }

    /// For display: whether calls wait at present.
    pub fn is_open(&self) -> bool {
        !matches!(self.state, State::Closed { .. })
    }
}

/// The circuits of all providers, by name.
#[derive(Debug, Default)]
pub struct Circuits {
    patience: Patience,
    by_name: Mutex<BTreeMap<String, Circuit>>,
}

impl Circuits {
    pub fn new(patience: Patience) -> Self {
        Self { patience, by_name: Mutex::default() }
    }

    /// `CircuitOpen`, with the time to wait, while a provider is left alone.
    pub fn admit(&self, name: &str, now: Instant) -> Result<(), ProviderFailure> {
        match self.with(name, |circuit| circuit.admit(now)) {
            Admission::Go | Admission::Probe => Ok(()),
            Admission::Wait(left) => {
                let message = format!("{name} failed too often and is left alone for {} s", left.as_secs() + 1);
                Err(ProviderFailure::new(FailureKind::CircuitOpen, message).retry_after(Some(left)))
            }
        }
    }

    pub fn record(&self, name: &str, failure: Option<FailureKind>, now: Instant) {
        self.with(name, |circuit| circuit.record(failure, now));
    }

    pub fn is_open(&self, name: &str) -> bool {
        self.with(name, |circuit| circuit.is_open())
    }

    fn with<T>(&self, name: &str, act: impl FnOnce(&mut Circuit) -> T) -> T {
        let mut circuits = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        act(circuits.entry(name.to_owned()).or_insert_with(|| Circuit::new(self.patience)))
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PATIENCE: Patience = Patience { failures: 5, pause: Duration::from_secs(30) };

    fn after(start: Instant, seconds: u64) -> Instant {
        start + Duration::from_secs(seconds)
    }

    fn opened(start: Instant) -> Circuit {
        let mut circuit = Circuit::new(PATIENCE);
        (0..5).for_each(|_| circuit.record(Some(FailureKind::Server), start));
        circuit
    }

    #[test]
    fn five_failures_in_a_row_open_it_and_one_answer_between_does_not() {
        let start = Instant::now();
        let mut circuit = Circuit::new(PATIENCE);
        for _ in 0..3 {
            (0..4).for_each(|_| circuit.record(Some(FailureKind::Timeout), start));
            circuit.record(None, start);
        }
        assert_eq!(circuit.admit(start), Admission::Go);
        assert_eq!(opened(start).admit(after(start, 10)), Admission::Wait(Duration::from_secs(20)));
    }

    #[test]
    fn one_call_tries_after_the_pause_and_decides() {
        let start = Instant::now();
        let mut circuit = opened(start);
        assert_eq!(circuit.admit(after(start, 30)), Admission::Probe);
        assert_eq!(circuit.admit(after(start, 31)), Admission::Wait(Duration::from_secs(29)), "one is enough");
        circuit.record(Some(FailureKind::Unreachable), after(start, 32));
        assert_eq!(circuit.admit(after(start, 61)), Admission::Wait(Duration::from_secs(1)));
        assert_eq!(circuit.admit(after(start, 62)), Admission::Probe);
        circuit.record(None, after(start, 63));
        assert_eq!(circuit.admit(after(start, 63)), Admission::Go);
    }

    #[test]
    fn a_probe_that_never_reports_does_not_block_for_ever() {
        let start = Instant::now();
        let mut circuit = opened(start);
        assert_eq!(circuit.admit(after(start, 30)), Admission::Probe);
        assert_eq!(circuit.admit(after(start, 60)), Admission::Probe);
    }

    #[test]
    fn a_refused_key_or_a_strange_answer_opens_nothing() {
        let start = Instant::now();
        let mut circuit = Circuit::new(PATIENCE);
        for kind in FailureKind::ALL.into_iter().filter(|kind| !kind.is_outage()) {
            (0..9).for_each(|_| circuit.record(Some(kind), start));
            assert_eq!(circuit.admit(start), Admission::Go, "{kind:?}");
        }
    }

    #[test]
    fn providers_do_not_answer_for_each_other() {
        let start = Instant::now();
        let circuits = Circuits::new(PATIENCE);
        (0..5).for_each(|_| circuits.record("one", Some(FailureKind::Server), start));
        let failure = circuits.admit("one", start).expect_err("open");
        assert_eq!((failure.kind, failure.retry_after), (FailureKind::CircuitOpen, Some(PATIENCE.pause)));
        assert!(circuits.admit("two", start).is_ok() && circuits.is_open("one"));
    }

    #[derive(Debug, Clone)]
    enum Step {
        Ask,
        Report(Option<FailureKind>),
        Pass(u64),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let kinds = prop::sample::select(FailureKind::ALL.to_vec());
        let step = prop_oneof![
            3 => Just(Step::Ask),
            1 => Just(Step::Report(None)),
            4 => kinds.prop_map(|kind| Step::Report(Some(kind))),
            2 => (0u64..40).prop_map(Step::Pass),
        ];
        prop::collection::vec(step, 0..120)
    }

    proptest! {
        /// Told by a history kept beside it: what has to be true whatever happens.
        #[test]
        fn whatever_happens_it_opens_only_after_failures_and_never_for_longer_than_a_pause(steps in steps()) {
            let mut now = Instant::now();
            let mut circuit = Circuit::new(PATIENCE);
            let mut in_a_row = 0;
            let mut last_probe: Option<Instant> = None;
            for step in steps {
                match step {
                    Step::Pass(seconds) => now += Duration::from_secs(seconds),
                    Step::Report(failure) => {
                        in_a_row = if failure.is_some_and(FailureKind::is_outage) { in_a_row + 1 } else { 0 };
                        circuit.record(failure, now);
                        last_probe = last_probe.filter(|_| in_a_row > 0);
                    }
                    Step::Ask => match circuit.admit(now) {
                        Admission::Go => prop_assert!(in_a_row < PATIENCE.failures),
                        Admission::Wait(left) => {
                            prop_assert!(in_a_row >= PATIENCE.failures && left <= PATIENCE.pause && !left.is_zero());
                            let mut later = circuit;
                            prop_assert_eq!(later.admit(now + left), Admission::Probe);
                        }
                        Admission::Probe => {
                            prop_assert!(in_a_row >= PATIENCE.failures);
                            prop_assert!(last_probe.is_none_or(|last| now.duration_since(last) >= PATIENCE.pause));
                            last_probe = Some(now);
                        }
                    },
                }
            }
        }
    }
}
