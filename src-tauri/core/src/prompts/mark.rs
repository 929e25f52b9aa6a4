//! What a prompt tells about itself: where each value lies, and where it came from.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What to do where the context has nothing under a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "RenderMode", rename_all = "camelCase")]
pub enum Mode {
    /// Print nothing and leave a mark.
    Lenient,
    /// Fail, and name the path.
    Strict,
}

/// A stretch of the prompt that an expression printed. Offsets are UTF-16 code units of the whole prompt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    pub section: String,
    /// The snippet whose text holds the expression.
    pub snippet: Option<String>,
    pub start: u32,
    pub end: u32,
    pub kind: MarkKind,
    /// From the root of the context: `experiences.0.title`.
    pub path: String,
    /// As it is written, with its braces.
    pub expression: String,
    pub line: u32,
    pub column: u32,
    /// Of a blank.
    pub why: Option<Blank>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum MarkKind {
    Value,
    /// Printed nothing.
    Blank,
}

/// Why an expression printed nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "reason", rename_all = "camelCase")]
pub enum Blank {
    /// No variable has the name.
    Undeclared,
    /// There could be one, but the context has none.
    Absent,
    Null,
    EmptyText,
    EmptyList,
    /// What lies beside it has a name that differs by a letter or two.
    Typo {
        of: String,
    },
}
