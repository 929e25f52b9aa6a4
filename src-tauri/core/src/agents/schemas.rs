//! The shapes of what agents take and give, as JSON schemas, made from the types themselves.

use schemars::schema_for;
use serde::Serialize;
use serde_json::Value;
use specta::Type;

use super::{
    Agent,
    input::RunInput,
    shapes::{Analysis, Character, Picture, Scene},
};

#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct AgentSchema {
    pub agent: Agent,
    /// How logs call it.
    pub name: &'static str,
    #[specta(type = specta_typescript::Unknown)]
    pub input: Value,
    #[specta(type = specta_typescript::Unknown)]
    pub output: Value,
}

/// All five, in their order.
pub fn all() -> Vec<AgentSchema> {
    let one = |agent: Agent, input: Value, output: Value| AgentSchema { agent, name: agent.name(), input, output };
    let (input, analysis, character) = (schema_for!(RunInput), schema_for!(Analysis), schema_for!(Character));
    let (scene, picture) = (schema_for!(Scene), schema_for!(Picture));
    let several = |parts: Value| serde_json::json!({ "type": "object", "properties": parts });
    let analysed = serde_json::json!({ "input": input, "analysis": analysis });
    let described = serde_json::json!({ "character": character, "analysis": analysis });
    let prompt = serde_json::json!({
        "type": "object",
        "required": ["systemPrompt", "tokenCount", "characters", "estimatedTokens", "validation", "template"],
        "properties": {
            "systemPrompt": { "type": "string" },
            "tokenCount": { "type": "integer", "description": "counted with the vocabulary o200k" },
            "characters": { "type": "integer" },
            "estimatedTokens": { "type": "integer", "description": "characters divided by 3.5" },
            "validation": { "type": "object", "properties": {
                "passed": { "type": "boolean" }, "critical": { "type": "boolean" }, "issues": { "type": "array" } } },
            "template": { "type": "object", "properties": {
                "id": { "type": "string", "format": "uuid" }, "name": { "type": "string" },
                "version": { "type": "string" }, "digest": { "type": "string" } } },
        },
    });
    vec![
        one(Agent::Needs, input.to_value(), analysis.to_value()),
        one(Agent::Character, several(analysed), character.to_value()),
        one(Agent::Prompt, several(described.clone()), prompt),
        one(Agent::Scene, several(described), scene.clone().to_value()),
        one(Agent::Picture, scene.to_value(), picture.to_value()),
    ]
}
