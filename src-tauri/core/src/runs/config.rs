//! How a run is wanted: which engines, which template, how far, and what of it is kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use super::settings::{AgentSettings, RunSettings};
use crate::agents::Agent;

/// The engine that needs no server.
pub const OFFLINE: &str = "offline";

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct RunConfig {
    /// Without: the default one.
    pub template_id: Option<Uuid>,
    /// Answers kept from earlier runs are not used.
    pub skip_cache: bool,
    /// Nothing is stored but the run itself.
    pub dry_run: bool,
    /// The last agent to work.
    pub until: Option<Agent>,
    /// `offline` or a provider, for every agent that says nothing else.
    pub engine: Option<String>,
    pub agents: BTreeMap<Agent, AgentChoice>,
    /// After these a person is asked.
    pub gates: Vec<Agent>,
    /// Without: a roommate.
    pub persona_type: Option<PersonaType>,
    /// The run stands in for one that missed the criteria; it is not replaced once more.
    pub second_try: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct AgentChoice {
    pub engine: Option<String>,
    pub model: Option<String>,
    pub enabled: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PersonaType {
    Roommate,
    Neighbor,
}

impl PersonaType {
    pub fn word(self) -> &'static str {
        match self {
            PersonaType::Roommate => "roommate",
            PersonaType::Neighbor => "neighbor",
        }
    }
}

/// What an agent of a run is to do, everything considered.
#[derive(Debug, Clone, PartialEq)]
pub struct Orders {
    pub engine: String,
    pub model: Option<String>,
    pub enabled: bool,
    pub settings: AgentSettings,
}

impl Orders {
    pub fn is_offline(&self) -> bool {
        self.engine == OFFLINE
    }
}

impl RunConfig {
    /// What was asked for this run comes first, of the agent and then of the run; then the agent's settings.
    pub fn orders(&self, agent: Agent, settings: &RunSettings) -> Orders {
        let choice = self.agents.get(&agent);
        let own = settings.of(agent);
        let engine = choice
            .and_then(|choice| choice.engine.clone())
            .or_else(|| self.engine.clone())
            .or_else(|| own.engine.clone())
            .unwrap_or_else(|| OFFLINE.to_owned());
        // A model belongs to the engine it was set for.
        let settled = own.engine.as_deref().is_none_or(|settled| settled == engine);
        let model = choice.and_then(|choice| choice.model.clone()).or_else(|| own.model.clone().filter(|_| settled));
        let enabled = choice.and_then(|choice| choice.enabled).unwrap_or(own.is_enabled)
            && self.until.is_none_or(|until| agent <= until);
        Orders { engine, model, enabled, settings: own }
    }

    /// How the run as a whole is called: its engine, if its agents agree, else `mixed`.
    pub fn engine_word(&self, settings: &RunSettings) -> String {
        // The prompt and the scene are always made by the console itself.
        let asked = [Agent::Needs, Agent::Character, Agent::Picture].map(|agent| self.orders(agent, settings));
        let mut engines: Vec<String> =
            asked.into_iter().filter(|orders| orders.enabled).map(|orders| orders.engine).collect();
        engines.dedup();
        match engines.as_slice() {
            [] => OFFLINE.to_owned(),
            [one] => one.clone(),
            _ => "mixed".to_owned(),
        }
    }
}
