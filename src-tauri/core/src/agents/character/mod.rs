//! Agent 2: who the character is. `gather` reads what the pools offer, `compose` makes a character of it without any
//! network, `ask` and `read` let a language model do the same, `check` holds both to the same rules, and `variables` is what
//! templates print. Nothing here stores anything.

mod cast;
mod check;
mod compose;
mod gather;
mod josa;
mod keywords;
mod material;
mod mentions;
mod names;
mod odds;
mod past;
mod phrases;
mod question;
mod stances;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests;
mod variables;
mod voice;

pub use self::{
    check::check,
    compose::compose,
    gather::gather,
    material::{Archetype, ArchetypeStyle, Experience, ExperienceCandidate, Material, TraumaType},
    odds::odds,
    question::{ask, read, repair},
    variables::variables,
};
