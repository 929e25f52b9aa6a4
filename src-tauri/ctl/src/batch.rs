//! `batch`: many runs as one thing.

use std::{sync::Arc, time::Duration};

use clap::Subcommand;
use greenroom_core::{
    Console, Error, Result,
    runs::{
        batch::{
            self, BatchInput, BatchSpec, BatchSummary,
            cells::{BatchCell, cells},
            effects::{BatchEffect, effects},
            report::{ReportFormat, report},
            runs::{BatchRun, runs},
        },
        config::RunConfig,
        start::RunSource,
        worker::Worker,
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    Options,
    output::{Output, table},
    session::Session,
};

#[derive(Subcommand)]
pub enum Verb {
    /// Start inputs × templates × engines × repeats, and wait for all of them unless told otherwise
    #[command(
        after_help = "Each line of the file is a run's input, or {\"name\": …, \"sample\": …} or {\"name\": …, \"input\": …}.\n\n\
            Example:\n  greenroomctl batch start --inputs people.jsonl --templates ID,ID --repeats 10 --seed 1 --json"
    )]
    Start {
        /// JSON lines; `-` for standard input
        #[arg(long, value_name = "FILE.jsonl")]
        inputs: String,
        #[arg(long, value_delimiter = ',', value_name = "ID,…")]
        templates: Vec<Uuid>,
        #[arg(long, value_delimiter = ',', value_name = "ENGINE,…")]
        engines: Vec<String>,
        #[arg(long, default_value_t = 1)]
        repeats: u32,
        /// Of the first repeat; each further one adds one
        #[arg(long)]
        seed: Option<u32>,
        #[arg(long)]
        skip_cache: bool,
        #[arg(long, default_value = "")]
        label: String,
        #[arg(long, default_value_t = 0, allow_negative_numbers = true)]
        priority: i16,
        /// How many runs at once this process works on while it waits
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=200))]
        concurrency: u32,
        /// Come back at once; workers take the runs
        #[arg(long)]
        detach: bool,
    },
    /// Batches, newest first
    List,
    /// How far a batch is, and what came out by cell
    Show {
        /// Number or id
        batch: String,
    },
    /// The runs of a batch, each in its place
    Runs { batch: String },
    /// What difference its templates and engines make, and how sure that is
    Effects { batch: String },
    /// What came out, as a file for others
    #[command(after_help = "Example:\n  greenroomctl batch report 3 --format html -o report.html")]
    Report {
        batch: String,
        #[arg(long, default_value = "csv", value_parser = ["csv", "json", "html"])]
        format: String,
        /// Without: standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<std::path::PathBuf>,
    },
    /// Stop every run of a batch that is not over
    Cancel { batch: String },
    /// Begin the failed and cancelled runs of a batch anew
    Resume { batch: String },
}

pub async fn run(verb: Verb, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    let console = &session.console;
    let pool = console.pool();
    match verb {
        Verb::Start { inputs, templates, engines, repeats, seed, skip_cache, label, priority, concurrency, detach } => {
            let config = RunConfig { skip_cache, ..RunConfig::default() };
            let inputs = inputs_of(&inputs)?;
            let spec = BatchSpec { inputs, templates, engines, repeats, seed, config, label, priority };
            let mut started = batch::start(console, &spec).await?;
            if !detach {
                started = see_through(console, started, concurrency, output).await?;
            }
            tell(console, &started, output).await?;
        }
        Verb::List => {
            let batches = batch::list(pool).await?;
            output.result(&json!({ "items": batches, "next": null }), |_| summaries(&batches));
        }
        Verb::Show { batch } => {
            tell(console, &batch::get(pool, batch::id_of(pool, &batch).await?).await?, output).await?
        }
        Verb::Runs { batch } => {
            let runs = runs(pool, batch::id_of(pool, &batch).await?).await?;
            output.result(&json!({ "items": runs, "next": null }), |_| of_runs(&runs));
        }
        Verb::Effects { batch } => {
            let effects = effects(pool, batch::id_of(pool, &batch).await?).await?;
            output.result(&json!({ "items": effects, "next": null }), |_| of_effects(&effects));
        }
        Verb::Report { batch, format, output: file } => {
            let format: ReportFormat = format.parse()?;
            let text = report(pool, batch::id_of(pool, &batch).await?, format).await?;
            match file {
                None => print!("{text}"),
                Some(file) => {
                    std::fs::write(&file, &text)
                        .map_err(|cause| Error::io(format!("writing {}", file.display()), cause))?;
                    output.result(&json!({ "file": file, "bytes": text.len() }), |_| file.display().to_string());
                }
            }
        }
        Verb::Cancel { batch } => {
            let stopped = batch::cancel(console, batch::id_of(pool, &batch).await?).await?;
            output.result(&json!({ "stopped": stopped }), |_| stopped.to_string());
        }
        Verb::Resume { batch } => {
            let begun = batch::resume(console, batch::id_of(pool, &batch).await?).await?;
            output.result(&json!({ "begun": begun }), |_| begun.to_string());
        }
    }
    session.end().await
}

fn inputs_of(file: &str) -> Result<Vec<BatchInput>> {
    let given = crate::run::bytes(file)?;
    let text = String::from_utf8_lossy(&given);
    let mut inputs = Vec::new();
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line)
            .map_err(|cause| Error::invalid("inputs", format!("line {}: {cause}", place + 1)))?;
        inputs.push(input_of(value, place + 1)?);
    }
    Ok(inputs)
}

fn input_of(value: Value, line: usize) -> Result<BatchInput> {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    if let Some(sample) = text("sample") {
        return Ok(BatchInput {
            name: text("name").unwrap_or_else(|| sample.clone()),
            source: RunSource::Sample { name: sample },
        });
    }
    if let Some(person) = text("person") {
        let id = person.parse().map_err(|_| Error::invalid("inputs", format!("line {line}: {person} is no id")))?;
        return Ok(BatchInput { name: text("name").unwrap_or(person), source: RunSource::Person { id } });
    }
    let (name, input) = match value.get("input") {
        Some(input) => (text("name"), input.clone()),
        None => (None, value.clone()),
    };
    let who = input["meta"]["userName"].as_str().unwrap_or_default();
    let name = name.unwrap_or_else(|| format!("{line} {who}").trim().to_owned());
    Ok(BatchInput { name, source: RunSource::Input { input } })
}

/// Works on the batch until all its runs are over, together with whoever else does.
async fn see_through(
    console: &Arc<Console>,
    started: BatchSummary,
    concurrency: u32,
    output: &Output,
) -> Result<BatchSummary> {
    let worker = Worker::sign_on(console, concurrency).await?;
    let ticket = output.ticket();
    let watching = async {
        loop {
            let now = batch::get(console.pool(), started.id).await?;
            let over = now.completed + now.failed + now.cancelled + now.waiting;
            ticket.progress(over.max(0) as usize, Some(now.runs.max(0) as usize));
            if over == now.runs {
                return Ok(now);
            }
            tokio::time::sleep(Duration::from_millis(150)).await;
        }
    };
    let ended = tokio::select! {
        ended = watching => ended,
        failed = worker.work(concurrency) => failed.and(batch::get(console.pool(), started.id).await),
    };
    worker.leave(Duration::from_secs(10)).await;
    ended
}

async fn tell(console: &Arc<Console>, batch: &BatchSummary, output: &Output) -> Result<()> {
    let cells = cells(console.pool(), batch.id).await?;
    let mut told = json!(batch);
    told["cells"] = json!(cells);
    output.result(&told, |_| summaries(std::slice::from_ref(batch)) + "\n" + &of_cells(&cells));
    Ok(())
}

fn summaries(batches: &[BatchSummary]) -> String {
    let rows: Vec<Vec<String>> = batches
        .iter()
        .map(|one| {
            let count = |number: i32| number.to_string();
            vec![
                format!("#{}", one.number),
                one.label.clone(),
                count(one.runs),
                count(one.completed),
                count(one.failed),
                count(one.cancelled),
                count(one.pending + one.running + one.waiting),
                one.eta_ms.map_or(String::new(), |left| format!("{} s", left / 1000)),
            ]
        })
        .collect();
    table(&["batch", "label", "runs", "completed", "failed", "cancelled", "left", "eta"], &rows)
}

fn of_cells(cells: &[BatchCell]) -> String {
    let number = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.2}"));
    let rows: Vec<Vec<String>> = cells
        .iter()
        .map(|cell| {
            vec![
                cell.input.clone(),
                cell.template.clone().unwrap_or_default(),
                cell.engine.clone(),
                format!("{}/{}", cell.completed, cell.runs),
                number(cell.pass_rate),
                number(cell.quality),
                number(cell.quality_spread),
                number(cell.duration_ms),
                format!("{:.4}", cell.cost_usd),
            ]
        })
        .collect();
    table(&["input", "template", "engine", "done", "pass", "quality", "±", "ms", "$"], &rows)
}

fn of_runs(runs: &[BatchRun]) -> String {
    let rows: Vec<Vec<String>> = runs
        .iter()
        .map(|run| {
            vec![
                format!("#{}", run.number),
                run.cell.to_string(),
                run.repeat.to_string(),
                run.state.word().to_owned(),
                run.quality.map_or(String::new(), |quality| format!("{quality:.2}")),
                run.duration_ms.map_or(String::new(), |time| format!("{time} ms")),
                run.tokens.to_string(),
                run.error_kind.clone().unwrap_or_default(),
            ]
        })
        .collect();
    table(&["run", "cell", "repeat", "status", "quality", "time", "tokens", "failure"], &rows)
}

fn of_effects(effects: &[BatchEffect]) -> String {
    let number = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.4}"));
    let rows: Vec<Vec<String>> = effects
        .iter()
        .map(|effect| {
            vec![
                effect.a.clone(),
                effect.b.clone(),
                json!(effect.measure).as_str().unwrap_or_default().to_owned(),
                effect.n.to_string(),
                number(Some(effect.mean_a)),
                number(Some(effect.mean_b)),
                number(Some(effect.difference)),
                number(effect.low),
                number(effect.high),
                number(effect.p),
            ]
        })
        .collect();
    table(&["a", "b", "measure", "pairs", "mean a", "mean b", "b - a", "from", "to", "p"], &rows)
}
