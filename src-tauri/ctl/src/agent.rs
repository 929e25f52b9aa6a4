//! `agent` and `criteria`: what agents are told, and what a good run is.

use clap::Subcommand;
use greenroom_core::{
    Error, Result,
    agents::{Agent, schemas},
    runs::settings::{self, AgentSettingsEdit, AgentSettingsRow, QualityCriteria},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    Options,
    output::{Output, table},
    session::Session,
};

#[derive(Subcommand)]
pub enum Verb {
    /// The settings of all agents, or of one
    Get {
        /// needs, character, prompt, scene or picture
        #[arg(value_parser = crate::run::agent)]
        agent: Option<Agent>,
    },
    /// Change an agent's settings
    #[command(
        after_help = "Example:\n  greenroomctl agent set needs --set '{\"engine\":\"openai\",\"temperature\":0.2}'"
    )]
    Set {
        #[arg(value_parser = crate::run::agent)]
        agent: Agent,
        /// Only the fields that change
        #[arg(long, value_name = "JSON")]
        set: String,
        /// The revision the change was made from; without, whatever is there now
        #[arg(long)]
        revision: Option<String>,
    },
    /// The JSON schemas of an agent's input and output
    Schema {
        #[arg(value_parser = crate::run::agent)]
        agent: Option<Agent>,
    },
}

#[derive(Subcommand)]
pub enum Criteria {
    /// What a good run is
    Get,
    /// Change what a good run is
    #[command(
        after_help = "Example:\n  greenroomctl criteria set --set '{\"minScore\":0.8,\"whenMissed\":\"askPerson\"}'"
    )]
    Set {
        /// Only the fields that change
        #[arg(long, value_name = "JSON")]
        set: String,
        #[arg(long)]
        revision: Option<String>,
    },
}

pub async fn run(verb: Verb, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    let console = &session.console;
    match verb {
        Verb::Get { agent } => {
            let all = settings::agents(console.pool()).await?;
            let shown: Vec<AgentSettingsRow> =
                all.into_iter().filter(|row| agent.is_none_or(|agent| row.settings.agent == agent.key())).collect();
            match (agent, shown.as_slice()) {
                (Some(_), [one]) => output.result(one, |one| rows(std::slice::from_ref(one))),
                _ => output.result(&json!({ "items": shown }), |_| rows(&shown)),
            }
        }
        Verb::Set { agent, set, revision } => {
            let all = settings::agents(console.pool()).await?;
            let now = all.into_iter().find(|row| row.settings.agent == agent.key());
            let now = now.ok_or_else(|| Error::not_found("agent", agent.key()))?;
            let mut before = json!(now.settings);
            if let Some(fields) = before.as_object_mut() {
                fields.remove("agent");
            }
            let edit: AgentSettingsEdit = changed(before, &set)?;
            let revision = revision.unwrap_or(now.revision);
            let updated = settings::update_agent(console, agent, &revision, &edit).await?;
            output.result(&updated, |one| rows(std::slice::from_ref(one)));
        }
        Verb::Schema { agent } => {
            let all: Vec<_> =
                schemas::all().into_iter().filter(|one| agent.is_none_or(|agent| one.agent == agent)).collect();
            match all.as_slice() {
                [one] => output.result(one, |one| format!("{:#}", json!(one))),
                _ => output.result(&json!({ "items": all }), |told| format!("{told:#}")),
            }
        }
    }
    session.end().await
}

pub async fn criteria(verb: Criteria, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    let console = &session.console;
    let now = settings::criteria(&mut *console.pool().acquire().await?).await?;
    let told = match verb {
        Criteria::Get => now,
        Criteria::Set { set, revision } => {
            let edit: QualityCriteria = changed(json!(now.criteria), &set)?;
            settings::update_criteria(console, &revision.unwrap_or(now.revision), &edit).await?
        }
    };
    output.result(&told, |told| fields(&json!(told)));
    session.end().await
}

/// What is there now, with the given fields in place of its own.
pub fn changed<T: DeserializeOwned>(mut now: Value, set: &str) -> Result<T> {
    let given: Value =
        serde_json::from_str(set).map_err(|cause| Error::invalid("set", format!("it is no JSON: {cause}")))?;
    let (Some(fields), Some(given)) = (now.as_object_mut(), given.as_object()) else {
        return Err(Error::invalid("set", "it is no JSON object"));
    };
    for (key, value) in given {
        if !fields.contains_key(key) {
            let known: Vec<&String> = fields.keys().collect();
            return Err(Error::invalid(key, format!("{key} is none of {known:?}")));
        }
        fields.insert(key.clone(), value.clone());
    }
    serde_json::from_value(now).map_err(|cause| Error::invalid("set", cause.to_string()))
}

fn rows(agents: &[AgentSettingsRow]) -> String {
    let rows: Vec<Vec<String>> = agents
        .iter()
        .map(|row| {
            let one = &row.settings;
            vec![
                one.agent.clone(),
                if one.is_enabled { "on".into() } else { "off".into() },
                one.engine.clone().unwrap_or_else(|| "-".into()),
                one.model.clone().unwrap_or_else(|| "-".into()),
                one.temperature.to_string(),
                one.max_tokens.to_string(),
                format!("{} ms", one.timeout_ms),
                one.attempts.to_string(),
                one.on_failure.clone(),
            ]
        })
        .collect();
    table(&["agent", "", "engine", "model", "temperature", "tokens", "time-out", "attempts", "on failure"], &rows)
}

pub fn fields(value: &impl Serialize) -> String {
    let value = json!(value);
    let rows: Vec<Vec<String>> = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| vec![key.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)])
        .collect();
    table(&["field", "value"], &rows)
}
