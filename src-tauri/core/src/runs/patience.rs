//! The time a step may take: a clock that stands still while the step waits for others.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// The time a step has. Waiting for its turn does not count.
#[derive(Debug)]
pub struct Patience {
    limit: Duration,
    begun: Instant,
    waited: Mutex<(Duration, Option<Instant>)>,
}

impl Patience {
    pub(super) fn new(limit: Duration) -> Self {
        Self { limit, begun: Instant::now(), waited: Mutex::default() }
    }

    /// Until the returned guard is dropped, the step's clock stands still.
    pub fn rest(&self) -> Rest<'_> {
        self.waited().1 = Some(Instant::now());
        Rest(self)
    }

    fn waited(&self) -> MutexGuard<'_, (Duration, Option<Instant>)> {
        self.waited.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Comes back when it has run out.
    pub(super) async fn over(&self) {
        loop {
            let (before, since) = *self.waited();
            let waited = before + since.map_or(Duration::ZERO, |since| since.elapsed());
            match (self.limit + waited).checked_sub(self.begun.elapsed()) {
                None | Some(Duration::ZERO) => return,
                Some(left) => tokio::time::sleep(left).await,
            }
        }
    }
}

pub struct Rest<'a>(&'a Patience);

impl Drop for Rest<'_> {
    fn drop(&mut self) {
        let mut waited = self.0.waited();
        if let Some(since) = waited.1.take() {
            waited.0 += since.elapsed();
        }
    }
}
