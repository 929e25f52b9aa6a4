//! A run as one file, for a bug report or another database: everything on record of it that may leave the console, and its
//! picture.

use std::io::{Cursor, Read as _, Write as _};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    config::RunConfig,
    event::RunEvent,
    read::{self, Run, RunStep},
    redact::Redaction,
    start::Started,
};
use crate::{
    agents::input::RunInput,
    connection::Console,
    error::{Error, ErrorCode, Result},
};

const FORMAT: &str = "greenroom-run/1";
/// A bundle that claims to hold more is not opened.
const MOST_BYTES: u64 = 200_000_000;

#[derive(Serialize, Deserialize)]
struct Document {
    format: String,
    run: Value,
}

pub async fn export(pool: &PgPool, id: Uuid) -> Result<Vec<u8>> {
    let run = read::whole(pool, id).await?;
    let events = read::all_events(pool, id).await?;
    let picture = match read::picture(pool, id).await {
        Ok(png) => Some(png),
        Err(error) if error.code == ErrorCode::NotFound => None,
        Err(error) => return Err(error),
    };
    let written = tokio::task::spawn_blocking(move || write(&run, events, picture.as_deref()));
    written.await.map_err(|cause| Error::internal("writing a bundle broke off", &cause))?
}

fn write(run: &Run, mut events: Vec<RunEvent>, picture: Option<&[u8]>) -> Result<Vec<u8>> {
    let redaction = Redaction::of(&run.input);
    let mut run = json!(run);
    redaction.value(&mut run);
    redaction.events(&mut events);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| -> Result<()> {
        zip.start_file(name, SimpleFileOptions::default()).map_err(broken)?;
        zip.write_all(bytes).map_err(|cause| Error::io("writing a bundle", cause))
    };
    let prompt = run.pointer("/output/prompts/systemPrompt").and_then(Value::as_str).map(str::to_owned);
    let document = Document { format: FORMAT.to_owned(), run };
    add("run.json", format!("{:#}\n", json!(document)).as_bytes())?;
    let log: String = events.iter().map(|event| format!("{}\n", json!(event))).collect();
    add("log.jsonl", log.as_bytes())?;
    if let Some(prompt) = prompt {
        add("prompt.md", prompt.as_bytes())?;
    }
    if let Some(picture) = picture {
        add("picture.png", picture)?;
    }
    Ok(zip.finish().map_err(broken)?.into_inner())
}

fn unreadable(part: &str, fault: impl std::fmt::Display) -> Error {
    Error::invalid("file", format!("its {part} cannot be read: {fault}"))
}

fn broken(cause: zip::result::ZipError) -> Error {
    Error::invalid("file", format!("it is no bundle of a run: {cause}"))
}

/// Brings a run in as it was, under a new number. It belongs to nobody here and makes no character.
pub async fn import(console: &Console, bytes: Vec<u8>) -> Result<Started> {
    let opened = tokio::task::spawn_blocking(move || open(bytes));
    let (run, events, picture) =
        opened.await.map_err(|cause| Error::internal("reading a bundle broke off", &cause))??;
    // What cannot be read back would stand in the way of whoever repeats the run here.
    RunInput::read(&run["input"]).map_err(|fault| unreadable("input", fault))?;
    serde_json::from_value::<Option<RunConfig>>(run["config"].clone()).map_err(|fault| unreadable("config", fault))?;
    let mut write = console.write().await?;
    let text = |pointer: &str| run.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let status = text("/status").unwrap_or_default();
    if !["completed", "failed", "cancelled"].contains(&status.as_str()) {
        return Err(Error::invalid("file", "the bundle holds a run that was not over"));
    }
    let started: Started = sqlx::query_as(
        "insert into knock.agent_jobs (job_type, status, input, config, settings, output, quality_score, seed, engine,
           degraded, label, tags, based_on_kind, error_kind, error_message, failed_step, execution_time_ms, prompt_tokens,
           completion_tokens, cost_usd, warnings, started_at, completed_at)
         select 'character_generation', $1, $2 -> 'input', $2 -> 'config', $2 -> 'settings', nullif($2 -> 'output', 'null'),
           round(told.quality::numeric, 2), told.seed, told.engine, told.degraded, told.label, coalesce(told.tags, '{}'),
           'imported', told.\"errorKind\", told.error, told.\"failedStep\", told.\"durationMs\",
           coalesce(told.\"promptTokens\", 0), coalesce(told.\"completionTokens\", 0), coalesce(told.\"costUsd\", 0),
           coalesce(told.warnings, 0), told.\"startedAt\", told.\"completedAt\"
         from jsonb_to_record($2) as told (quality float8, seed bigint, engine text, degraded boolean, label text, tags text[],
           \"errorKind\" text, error text, \"failedStep\" int, \"durationMs\" int, \"promptTokens\" int,
           \"completionTokens\" int, \"costUsd\" numeric, warnings int, \"startedAt\" timestamptz, \"completedAt\" timestamptz)
         returning id, number",
    )
    .bind(&status)
    .bind(&run)
    .fetch_one(&mut *write)
    .await?;
    let steps: Vec<RunStep> =
        serde_json::from_value(run["steps"].clone()).map_err(|fault| unreadable("steps", fault))?;
    for step in &steps {
        import_step(&mut write, started.id, step).await?;
    }
    sqlx::query("insert into knock.agent_job_runtime (job_id, last_event) values ($1, $2)")
        .bind(started.id)
        .bind(events.last().map_or(0, |last| last.seq))
        .execute(&mut *write)
        .await?;
    sqlx::query(
        "insert into knock.agent_job_events (job_id, seq, at, kind, step, attempt, level, message, data)
         select $1, line.* from jsonb_to_recordset($2) as line (seq bigint, at timestamptz, kind text, step int, attempt int,
           level text, message text, data jsonb)",
    )
    .bind(started.id)
    .bind(json!(events))
    .execute(&mut *write)
    .await?;
    if let (Some(png), Some(digest)) = (picture, text("/output/image/metadata/digest")) {
        // Pictures are shared by their digest: another one under it would be shown for other runs too.
        if super::plan::sha256(&png) != digest {
            return Err(Error::invalid("file", "its picture is not the one the run speaks of"));
        }
        sqlx::query("insert into knock.pictures (digest, png) values ($1, $2) on conflict do nothing")
            .bind(digest)
            .bind(png)
            .execute(&mut *write)
            .await?;
    }
    write.commit().await?;
    Ok(started)
}

async fn import_step(connection: &mut sqlx::PgConnection, run: Uuid, step: &RunStep) -> Result<()> {
    sqlx::query(
        "insert into knock.agent_job_logs (job_id, agent_name, step, attempt, status, input, output, started_at,
           completed_at, duration_ms, engine, provider, model, prompt_tokens, completion_tokens, cost_usd, fallback_used,
           fallback_reason, cache_hit, error_kind, error_message, warnings, question, answer)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)",
    )
    .bind(run)
    .bind(&step.agent)
    .bind(step.step)
    .bind(step.attempt)
    .bind(&step.status)
    .bind(&step.input)
    .bind(&step.output)
    .bind(step.started_at)
    .bind(step.completed_at)
    .bind(step.duration_ms)
    .bind(&step.engine)
    .bind(&step.provider)
    .bind(&step.model)
    .bind(step.prompt_tokens)
    .bind(step.completion_tokens)
    .bind(step.cost_usd)
    .bind(step.fallback_used)
    .bind(&step.fallback_reason)
    .bind(step.cache_hit)
    .bind(&step.error_kind)
    .bind(&step.error)
    .bind(&step.warnings)
    .bind(&step.question)
    .bind(&step.answer)
    .execute(connection)
    .await?;
    Ok(())
}

type Opened = (Value, Vec<RunEvent>, Option<Vec<u8>>);

fn open(bytes: Vec<u8>) -> Result<Opened> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let claimed: u64 = (0..zip.len()).filter_map(|at| zip.by_index(at).ok().map(|file| file.size())).sum();
    if claimed > MOST_BYTES {
        return Err(Error::invalid(
            "file",
            format!("the bundle holds {claimed} bytes, at most {MOST_BYTES} are taken"),
        ));
    }
    let document = file(&mut zip, "run.json")?
        .ok_or_else(|| Error::invalid("file", "it is no bundle of a run: there is no run.json"))?;
    let document: Document = serde_json::from_slice(&document)
        .map_err(|cause| Error::invalid("file", format!("run.json cannot be read: {cause}")))?;
    if document.format != FORMAT {
        return Err(Error::invalid("file", format!("{} is not {FORMAT}", document.format)));
    }
    let log = file(&mut zip, "log.jsonl")?.unwrap_or_default();
    let lines = String::from_utf8_lossy(&log).into_owned();
    let events: std::result::Result<Vec<RunEvent>, _> =
        lines.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect();
    let events = events.map_err(|cause| Error::invalid("file", format!("log.jsonl cannot be read: {cause}")))?;
    Ok((document.run, events, file(&mut zip, "picture.png")?))
}

fn file(zip: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> Result<Option<Vec<u8>>> {
    let found = match zip.by_name(name) {
        Ok(found) => found,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(cause) => return Err(broken(cause)),
    };
    let mut bytes = Vec::new();
    // Sizes in a directory are claims: what comes out is counted too.
    found.take(MOST_BYTES).read_to_end(&mut bytes).map_err(|cause| Error::io("reading a bundle", cause))?;
    Ok(Some(bytes))
}
