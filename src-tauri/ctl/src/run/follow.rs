//! Following a run: its events as JSON lines, from any point to its end.

use std::{
    io::Write as _,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use greenroom_core::{
    Console, Error, Result,
    runs::{engine::Outcome, read, state::RunState, worker::Worker},
};
use uuid::Uuid;

use crate::output::Output;

/// Works on the run itself where it can, and comes back when it is over or waits for somebody.
pub async fn to_the_end(console: &Arc<Console>, worker: &Arc<Worker>, run: Uuid, print: bool) -> Result<()> {
    let printed = AtomicI64::new(0);
    let printing = async {
        if !print {
            return std::future::pending::<Result<()>>().await;
        }
        loop {
            lines(console, run, &printed).await?;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let working = async {
        loop {
            let state = read::state(console.pool(), run).await?;
            if state.is_final() || state == RunState::Waiting {
                return Ok::<(), Error>(());
            }
            if worker.drive(run).await? == Outcome::NotOurs {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    };
    tokio::select! {
        failed = printing => failed?,
        done = working => done?,
    }
    // What was told while the last piece was being printed.
    if print { lines(console, run, &printed).await } else { Ok(()) }
}

async fn lines(console: &Arc<Console>, run: Uuid, printed: &AtomicI64) -> Result<()> {
    for event in read::events(console.pool(), run, printed.load(Ordering::Relaxed), 10_000).await? {
        let _ = writeln!(std::io::stdout(), "{}", serde_json::to_string(&event).unwrap_or_default());
        printed.store(event.seq, Ordering::Relaxed);
    }
    Ok(())
}

/// The log on standard output: as lines for people, as JSON lines for scripts.
pub async fn print(console: &Arc<Console>, run: Uuid, after: i64, follow: bool, output: &Output) -> Result<()> {
    let mut seen = after;
    loop {
        let state = read::state(console.pool(), run).await?;
        let events = read::events(console.pool(), run, seen, 1000).await?;
        for event in &events {
            output.line(event, |event| {
                let place = event.step.map_or(String::new(), |step| format!(" {step}/{}", event.attempt.unwrap_or(1)));
                format!(
                    "{} {:>4}{place} {:<14} {}",
                    event.at.format("%H:%M:%S%.3f"),
                    event.seq,
                    event.kind,
                    event.message
                )
            });
            seen = event.seq;
        }
        if events.is_empty() && (!follow || state.is_final()) {
            return Ok(());
        }
        if events.is_empty() {
            tokio::time::sleep(Duration::from_millis(150)).await;
        }
    }
}
