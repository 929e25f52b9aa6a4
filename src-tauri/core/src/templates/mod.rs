//! Templates as people work on them: versions, drafts, review, the parts they share, and what to try them with. How a
//! template becomes a prompt is `prompts`, which knows no rows.

pub mod contexts;
pub mod diff;
pub mod draft;
pub mod file;
pub mod goldens;
pub mod publish;
pub mod settings;
pub mod snippets;
pub mod sources;
pub mod usage;
pub mod versions;

pub use versions::{TemplateState, TemplateSummary, TemplateVersion};
