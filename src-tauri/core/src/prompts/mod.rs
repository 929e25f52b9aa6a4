//! Prompt templates: seven sections in Handlebars, put together to one prompt. Preview, test, lint and the pipeline all use
//! what is here, so that they never disagree. Pure: no database, no window.
//!
//! The `handlebars` crate says what a template is. What it prints is ours (`run`): the product renders with Handlebars.js,
//! from which the crate's renderer differs in a sixth of the cases of `tests/fixtures/handlebars`; it cannot tell where in
//! the prompt a value came out; and it has no limits. `tests/corpus.rs` holds us to both.

mod bounds;
pub mod contexts;
mod expression;
mod failure;
mod known;
pub mod lint;
mod lowering;
mod mark;
mod outline;
mod place;
mod program;
mod render;
mod run;
mod scan;
pub mod scope;
pub mod tokens;
mod value;

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

pub use bounds::{MOST_CHARACTERS, MOST_STEPS, SECTION_BYTES, TEMPLATE_BYTES};
pub use failure::{FailureKind, TemplateFailure};
pub use known::{KNOWN, KnownVariable, Producer, known, sample_context, usual_variables};
pub use mark::{Blank, Mark, MarkKind, Mode};
pub use render::{Compiled, Rendered, RenderedSection, Written};

/// In the order in which they form a prompt.
pub const SECTIONS: [&str; 7] = ["why", "past", "trauma", "how", "personality", "what", "relationship"];

/// Everything a prompt is made from, but the context.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TemplateSource {
    /// In the order in which they are put together.
    pub sections: Vec<SectionText>,
    #[serde(default)]
    pub variables: Vec<TemplateVariable>,
    #[serde(default)]
    pub snippets: Vec<Snippet>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct SectionText {
    pub key: String,
    pub text: String,
}

/// A text that sections share, put in by `{{> name}}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct Snippet {
    pub name: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TemplateVariable {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: VariableType,
    #[serde(default)]
    pub required: bool,
    /// Stands in where the context has nothing under the name.
    #[serde(default, alias = "defaultValue", skip_serializing_if = "Option::is_none")]
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub default: Option<Value>,
    #[serde(default)]
    pub description: String,
    /// A sample of the value: what lies inside an object or a list that the product does not know by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub shape: Option<Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum VariableType {
    String,
    Number,
    Boolean,
    Array,
    Object,
}

impl VariableType {
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Null => None,
            Value::Bool(_) => Some(Self::Boolean),
            Value::Number(_) => Some(Self::Number),
            Value::String(_) => Some(Self::String),
            Value::Array(_) => Some(Self::Array),
            Value::Object(_) => Some(Self::Object),
        }
    }

    /// As people write it in a variable's definition.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

impl TemplateSource {
    pub fn variable(&self, name: &str) -> Option<&TemplateVariable> {
        self.variables.iter().find(|variable| variable.name == name)
    }

    pub fn section(&self, key: &str) -> Option<&str> {
        self.sections.iter().find(|section| section.key == key).map(|section| section.text.as_str())
    }

    /// What a variable's value looks like: its shape, its default, what the product knows, whichever says most.
    pub fn sample(&self, name: &str) -> Option<&Value> {
        let variable = self.variable(name);
        let filled = |value: &&Value| match value {
            Value::Array(list) => !list.is_empty(),
            Value::Null => false,
            _ => true,
        };
        variable
            .and_then(|variable| variable.shape.as_ref())
            .or_else(|| known(name).map(|known| &known.sample))
            .or_else(|| variable.and_then(|variable| variable.default.as_ref()).filter(filled))
    }
}
