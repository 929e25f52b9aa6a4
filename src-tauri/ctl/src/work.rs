//! `work`: a worker without a window.

use std::time::Duration;

use clap::Args;
use greenroom_core::{Result, runs::worker::Worker};

use crate::{Options, output::Output, session::Session};

#[derive(Args)]
#[command(
    after_help = "SIGTERM and Ctrl+C finish the steps in hand and give the runs back.\n\nExamples:\n  greenroomctl work\n  \
    greenroomctl work --concurrency 16 --once"
)]
pub struct Arguments {
    /// How many runs at once
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=200))]
    concurrency: u32,
    /// Stop when nothing is left that could be worked on now
    #[arg(long)]
    once: bool,
}

pub async fn run(arguments: Arguments, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    let worker = Worker::sign_on(&session.console, arguments.concurrency).await?;
    output.note(&format!("worker {} · {}", worker.id(), output.say("일을 기다립니다", "waiting for runs")));
    let working = async {
        if arguments.once {
            worker.work_once(arguments.concurrency).await
        } else {
            worker.work(arguments.concurrency).await
        }
    };
    let ended = tokio::select! {
        ended = working => ended,
        () = told_to_stop() => Ok(()),
    };
    worker.leave(Duration::from_secs(60)).await;
    ended?;
    output.result(&serde_json::json!({ "worker": worker.id(), "stopped": true }), |_| {
        output.say("작업자가 멈췄습니다", "the worker stopped").to_owned()
    });
    session.end().await
}

async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => return,
                _ = tokio::signal::ctrl_c() => return,
            }
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
