//! Runs: from a person's data to a character, with every step on record. `engine` drives any plan of steps and knows no
//! table; `journal` keeps Knock's; `plan` is what Knock's five agents do. `state` decides what comes next.

pub mod again;
pub mod batch;
pub mod bundle;
pub mod compare;
pub mod config;
pub mod decide;
pub mod drawn;
mod edited;
pub mod engine;
pub mod event;
pub mod failure;
pub mod files;
mod finish;
mod journal;
pub mod json;
pub mod list;
pub mod marks;
pub mod notices;
mod patience;
mod plan;
pub mod preview;
pub mod providers;
pub mod quality;
pub mod queue;
pub mod read;
mod redact;
pub mod settings;
mod slots;
pub mod start;
pub mod state;
pub mod store;
pub mod survey;
mod texts;
pub mod worker;
