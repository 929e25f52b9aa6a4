//! The five agents: functions from an input to an output, each with its types, its rules and its offline answer. What
//! drives them, records them and repeats them is `runs`; who answers in their place is `providers`.

pub mod character;
pub mod input;
pub mod needs;
pub mod picture;
pub mod scene;
pub mod schemas;
pub mod shapes;
pub mod told;

use serde::{Deserialize, Serialize};
use specta::Type;

/// The five, in the order in which they work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Agent {
    Needs,
    Character,
    Prompt,
    Scene,
    Picture,
}

impl Agent {
    pub const ALL: [Agent; 5] = [Agent::Needs, Agent::Character, Agent::Prompt, Agent::Scene, Agent::Picture];

    /// From one to five.
    pub fn step(self) -> i32 {
        self as i32 + 1
    }

    /// How scripts and settings call it.
    pub fn key(self) -> &'static str {
        ["needs", "character", "prompt", "scene", "picture"][self as usize]
    }

    /// How the product's own logs call it.
    pub fn name(self) -> &'static str {
        [
            "Agent 1: Need Vector Analysis",
            "Agent 2: Character Profile Generation",
            "Agent 3: System Prompt Assembly",
            "Agent 4: Image Prompt Generation",
            "Agent 5: Image Generation",
        ][self as usize]
    }
}

/// A rule that an output breaks. Every one goes into the log of its step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Violation {
    /// Where, as a path into the output: `completeVector[2].gap`.
    pub path: String,
    /// The rule's name, in kebab case: `gap-arithmetic`.
    pub rule: String,
    pub severity: Severity,
    /// For a person; lower case, without a full stop.
    pub message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The output cannot be used.
    Critical,
    /// It can, and somebody should know.
    Warning,
}

impl Violation {
    pub fn critical(path: impl Into<String>, rule: &str, message: impl Into<String>) -> Self {
        Self { path: path.into(), rule: rule.to_owned(), severity: Severity::Critical, message: message.into() }
    }

    pub fn warning(path: impl Into<String>, rule: &str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::critical(path, rule, message) }
    }

    pub fn any_critical(all: &[Violation]) -> bool {
        all.iter().any(|one| one.severity == Severity::Critical)
    }
}

/// What a language model is asked in an agent's place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    pub system: String,
    pub user: String,
    /// The JSON schema of the answer, and the name it goes by on the wire.
    pub schema_name: String,
    pub schema: serde_json::Value,
}
