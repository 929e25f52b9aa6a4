//! Parts of a run as files among the downloads, without what must not leave the console.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::PgPool;
use uuid::Uuid;

use super::{
    bundle,
    event::RunEvent,
    read::{self, Run},
    redact::Redaction,
    start::Started,
};
use crate::{
    connection::Console,
    error::{Error, Result},
    operations::uploads,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunFile {
    Bundle,
    Log,
    Output,
    Picture,
    Prompt,
}

/// Into the downloads folder; tells where it is.
pub async fn save(console: &Console, id: Uuid, what: RunFile) -> Result<String> {
    let bytes = bytes(console.pool(), id, what).await?;
    let number: i64 = sqlx::query_scalar("select number from knock.agent_jobs where id = $1")
        .bind(id)
        .fetch_one(console.pool())
        .await?;
    let (part, ending) = match what {
        RunFile::Bundle => ("", "zip"),
        RunFile::Log => ("", "log"),
        RunFile::Output => ("-output", "json"),
        RunFile::Picture => ("", "png"),
        RunFile::Prompt => ("-prompt", "md"),
    };
    console.folders.save_download(&format!("run-{number}{part}"), ending, &bytes)
}

pub async fn bytes(pool: &PgPool, id: Uuid, what: RunFile) -> Result<Vec<u8>> {
    match what {
        RunFile::Bundle => return bundle::export(pool, id).await,
        RunFile::Picture => return read::picture(pool, id).await,
        RunFile::Log | RunFile::Output | RunFile::Prompt => {}
    }
    let (run, mut events) = (read::whole(pool, id).await?, Vec::new());
    if what == RunFile::Log {
        events = read::all_events(pool, id).await?;
    }
    let written = tokio::task::spawn_blocking(move || text(run, events, what));
    written.await.map_err(|cause| Error::internal("writing a part of a run broke off", &cause))?
}

fn text(run: Run, mut events: Vec<RunEvent>, what: RunFile) -> Result<Vec<u8>> {
    let redaction = Redaction::of(&run.input);
    let missing = || Error::not_found("such part of run", format!("#{}", run.summary.number));
    let output = run.output.as_ref();
    let text = match what {
        RunFile::Output => {
            let mut output = output.cloned().ok_or_else(missing)?;
            redaction.value(&mut output);
            format!("{output:#}\n")
        }
        RunFile::Prompt => {
            let prompt = output.and_then(|output| output["prompts"]["systemPrompt"].as_str());
            redaction.text(prompt.ok_or_else(missing)?)
        }
        _ => {
            redaction.events(&mut events);
            events.iter().map(line).collect()
        }
    };
    Ok(text.into_bytes())
}

/// A bundle that came from the window.
pub async fn import(console: &Console, upload: Uuid) -> Result<Started> {
    let started = bundle::import(console, uploads::read(console, upload)?).await?;
    uploads::discard(console, upload)?;
    Ok(started)
}

/// What an event says stays on its line.
fn line(event: &RunEvent) -> String {
    let at = event.at.format("%Y-%m-%dT%H:%M:%S%.3fZ");
    let mut line = format!("{at} {:7} {}", event.level, event.kind);
    if let (Some(step), attempt) = (event.step, event.attempt.unwrap_or(1)) {
        let _ = write!(line, " {step}/{attempt}");
    }
    for text in [Some(event.message.clone()), event.data.as_ref().map(ToString::to_string)].into_iter().flatten() {
        if !text.is_empty() {
            let _ = write!(line, " {}", text.replace('\r', "\\r").replace('\n', "\\n"));
        }
    }
    line + "\n"
}
