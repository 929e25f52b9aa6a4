//! Agent 4: from a character and their needs to the scene of a room, by rules. What the room consists of comes from the
//! pools, and every part of it says from which row. It draws nothing; that is `picture`.
//!
//! `material` reads the pools, `compose` decides, `check` looks at what was decided, also when somebody else did.

mod check;
mod compose;
mod light;
mod material;
mod objects;
mod order;
mod prompt;
#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
pub mod sample;
#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests;
mod trauma;

pub use self::{
    check::check,
    compose::compose,
    material::{ArchetypeLook, ArchetypeObject, Material, TraumaElement, TraumaType, Visual, gather},
};

use super::shapes::Analysis;
use crate::pools::Need;

/// Strongest first; of equals the earlier one in the order of the needs.
fn ranked(analysis: &Analysis) -> Vec<(Need, f64)> {
    let needs = analysis.needs();
    let mut ranked: Vec<(Need, f64)> = Need::ALL.into_iter().map(|need| (need, needs.of(need))).collect();
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
    ranked
}

/// What a thing is called without what is said about it: two names that end in the same word are the same thing.
fn head(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
}

fn rounded(value: f64) -> f64 {
    (value * 100.0 + 0.5).floor() / 100.0
}
