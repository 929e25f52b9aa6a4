//! Starting runs and seeing them through: this process works on them itself where nobody else does.

use std::{io::Read as _, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use clap::Args;
use greenroom_core::{
    Console, Error, ErrorCode, Result,
    agents::Agent,
    runs::{
        config::{AgentChoice, PersonaType, RunConfig},
        preview, read,
        start::{RunRequest, RunSource, Started, start},
        state::RunState,
        worker::Worker,
    },
    templates::versions,
};
use serde_json::Value;

use super::{follow, tell};
use crate::output::Output;

#[derive(Args)]
#[group(id = "source", required = true, multiple = false)]
pub struct Source {
    /// A run's input as JSON; `-` for standard input
    #[arg(long, value_name = "FILE")]
    input: Option<String>,
    /// Somebody who has told us about themselves
    #[arg(long, value_name = "ID")]
    person: Option<uuid::Uuid>,
    /// A stored sample; `default` always exists
    #[arg(long, value_name = "NAME")]
    sample: Option<String>,
    /// The input of an earlier run, by number or id
    #[arg(long, value_name = "RUN")]
    like: Option<String>,
}

#[derive(Args)]
pub struct Start {
    #[command(flatten)]
    source: Source,
    /// A version of a template; without, the default
    #[arg(long, value_name = "ID")]
    template: Option<uuid::Uuid>,
    /// offline or a provider, for every agent
    #[arg(long)]
    engine: Option<String>,
    /// The engine or model of one agent, such as needs=openai or picture=offline; may be given several times
    #[arg(long = "agent", value_name = "AGENT=ENGINE[:MODEL]", value_parser = choice)]
    agents: Vec<(Agent, AgentChoice)>,
    #[arg(long)]
    seed: Option<u32>,
    /// Keep the run, store no character
    #[arg(long)]
    dry_run: bool,
    /// Answers kept from earlier runs are not used
    #[arg(long)]
    skip_cache: bool,
    /// The last agent to work
    #[arg(long, value_name = "AGENT", value_parser = agent)]
    until: Option<Agent>,
    /// Ask somebody after this agent; may be given several times
    #[arg(long = "gate", value_name = "AGENT", value_parser = agent)]
    gates: Vec<Agent>,
    /// Leave the picture out
    #[arg(long)]
    no_picture: bool,
    /// Make a neighbour instead of a roommate
    #[arg(long)]
    neighbor: bool,
    /// From -100 to 100; higher goes first
    #[arg(long, default_value_t = 0, allow_negative_numbers = true)]
    priority: i16,
    /// Not before this time (RFC 3339)
    #[arg(long, value_name = "TIME")]
    at: Option<DateTime<Utc>>,
    #[arg(long)]
    label: Option<String>,
    #[arg(long = "tag")]
    tags: Vec<String>,
    #[command(flatten)]
    how: How,
}

#[derive(Args)]
pub struct Check {
    #[command(flatten)]
    source: Source,
    /// A version of a template; without, the default
    #[arg(long, value_name = "ID")]
    template: Option<uuid::Uuid>,
    /// offline or a provider, for every agent
    #[arg(long)]
    engine: Option<String>,
    #[arg(long)]
    dry_run: bool,
    /// A neighbour instead of a roommate
    #[arg(long)]
    neighbor: bool,
}

#[derive(Args, Clone, Copy)]
pub struct How {
    /// Come back at once; a worker takes the run
    #[arg(long, conflicts_with = "follow")]
    detach: bool,
    /// Print one JSON line for each event
    #[arg(long)]
    follow: bool,
}

pub fn agent(word: &str) -> Result<Agent> {
    let by_step = |agent: &Agent| agent.key() == word || agent.step().to_string() == word;
    let unknown =
        || Error::new(ErrorCode::Invalid, format!("{word} is none of needs, character, prompt, scene, picture"));
    Agent::ALL.into_iter().find(by_step).ok_or_else(unknown)
}

fn choice(word: &str) -> Result<(Agent, AgentChoice)> {
    let unread = || Error::new(ErrorCode::Invalid, format!("{word} is not AGENT=ENGINE"));
    let (name, engine) = word.split_once('=').ok_or_else(unread)?;
    let (engine, model) = match engine.split_once(':') {
        Some((engine, model)) => (engine, Some(model.to_owned())),
        None => (engine, None),
    };
    Ok((agent(name)?, AgentChoice { engine: Some(engine.to_owned()), model, enabled: None }))
}

pub fn bytes(file: &str) -> Result<Vec<u8>> {
    if file == "-" {
        let mut given = Vec::new();
        std::io::stdin().read_to_end(&mut given).map_err(|cause| Error::io("reading standard input", cause))?;
        return Ok(given);
    }
    std::fs::read(file).map_err(|cause| Error::io(format!("reading {file}"), cause))
}

/// `field` is what a fault in the file is called by.
pub fn json(file: &str, field: &str) -> Result<Value> {
    serde_json::from_slice(&bytes(file)?)
        .map_err(|cause| Error::invalid(field, format!("line {}, column {}: {cause}", cause.line(), cause.column())))
}

pub async fn run(start_with: Start, console: &Arc<Console>, output: &Output) -> Result<()> {
    let source = source_of(&start_with.source, console).await?;
    let mut agents: std::collections::BTreeMap<Agent, AgentChoice> = start_with.agents.into_iter().collect();
    if start_with.no_picture {
        agents.entry(Agent::Picture).or_default().enabled = Some(false);
    }
    let config = RunConfig {
        template_id: start_with.template,
        skip_cache: start_with.skip_cache,
        dry_run: start_with.dry_run,
        until: start_with.until,
        engine: start_with.engine,
        agents,
        gates: start_with.gates,
        persona_type: start_with.neighbor.then_some(PersonaType::Neighbor),
        second_try: false,
    };
    if let Some(template) = config.template_id {
        let mut connection = console.pool().acquire().await?;
        versions::get(&mut connection, template).await?;
    }
    let request = RunRequest {
        source,
        config,
        seed: start_with.seed,
        priority: start_with.priority,
        scheduled_for: start_with.at,
        label: start_with.label,
        tags: start_with.tags,
    };
    let started = start(console, &request).await?;
    see_through(console, started, start_with.how, output).await
}

pub async fn check(check: Check, console: &Arc<Console>, output: &Output) -> Result<()> {
    let source = source_of(&check.source, console).await?;
    let config = RunConfig {
        template_id: check.template,
        engine: check.engine,
        dry_run: check.dry_run,
        persona_type: check.neighbor.then_some(PersonaType::Neighbor),
        ..RunConfig::default()
    };
    let preview = preview::check(console.pool(), &source, &config).await?;
    output.result(&preview, tell::preview);
    Ok(())
}

async fn source_of(source: &Source, console: &Arc<Console>) -> Result<RunSource> {
    if let Some(file) = &source.input {
        return Ok(RunSource::Input { input: json(file, "input")? });
    }
    if let Some(id) = source.person {
        return Ok(RunSource::Person { id });
    }
    if let Some(run) = &source.like {
        return Ok(RunSource::Like { run: read::id_of(console.pool(), run).await? });
    }
    Ok(RunSource::Sample { name: source.sample.clone().unwrap_or_default() })
}

/// Waits for the end of a run, working on it where nobody else does, and prints it.
pub async fn see_through(console: &Arc<Console>, started: Started, how: How, output: &Output) -> Result<()> {
    if how.detach {
        output.result(&started, |started| format!("#{}", started.number));
        return Ok(());
    }
    let pool = console.pool();
    let scheduled = read::get(pool, started.id).await?.summary.scheduled_for;
    if scheduled.is_some_and(|at| at > Utc::now() + chrono::Duration::seconds(2)) {
        output.note(output.say("예약된 시각에 작업자가 시작합니다", "a worker starts it at its time"));
        output.result(&started, |started| format!("#{}", started.number));
        return Ok(());
    }
    let worker = Worker::sign_on(console, 1).await?;
    let followed = follow::to_the_end(console, &worker, started.id, how.follow).await;
    worker.leave(Duration::from_secs(5)).await;
    followed?;
    let run = read::whole(pool, started.id).await?;
    if !how.follow {
        output.result(&tell::whole(&run), |_| tell::run(&run));
    }
    match RunState::from_word(&run.summary.status) {
        Some(RunState::Completed | RunState::Waiting) => Ok(()),
        _ => Err(Error::new(
            ErrorCode::Conflict,
            format!(
                "run #{} {}{}",
                run.summary.number,
                run.summary.status,
                run.summary.error.as_deref().map(|error| format!(": {error}")).unwrap_or_default()
            ),
        )),
    }
}
