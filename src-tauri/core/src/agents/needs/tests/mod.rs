//! What every analysis must be, whoever it is of and whoever made it.

mod any;
mod behaviour;
mod models;
mod people;
mod rules;

use super::analyse;
use crate::{
    agents::{
        input::{BrowsingHistory, CategoryCount, DomainCount, Meta, Preferences, RunInput, UserData},
        shapes::{Analysis, CompleteNeed, Deficiency},
    },
    pools::Need,
};

fn run(user_data: UserData) -> RunInput {
    let meta = Meta { user_id: None, user_name: "온".into(), language: "ko".into() };
    RunInput { user_data, preferences: Preferences::default(), meta }
}

fn texts(given: &[&str]) -> Vec<String> {
    given.iter().map(|text| (*text).to_owned()).collect()
}

fn history(categories: &[(&str, u32)], domains: &[(&str, u32)]) -> BrowsingHistory {
    let category = |(category, count): &(&str, u32)| CategoryCount { category: (*category).into(), count: *count };
    let domain = |(domain, count): &(&str, u32)| DomainCount { domain: (*domain).into(), count: *count };
    let total_visits = categories.iter().map(|(_, count)| count).sum();
    BrowsingHistory {
        categories: categories.iter().map(category).collect(),
        domains: domains.iter().map(domain).collect(),
        total_visits,
        ..BrowsingHistory::default()
    }
}

fn of(analysis: &Analysis, need: Need) -> &CompleteNeed {
    &analysis.complete_vector[need as usize]
}

fn lack(analysis: &Analysis, need: Need) -> Option<&Deficiency> {
    analysis.deficiency_vector.iter().find(|one| one.need == need)
}

/// Everything said about a need as one text.
fn told(analysis: &Analysis, need: Need) -> String {
    let presence = analysis.presence_vector.iter().filter(|one| one.need == need).flat_map(|one| &one.evidence);
    presence.chain(lack(analysis, need).map(|one| &one.evidence)).cloned().collect::<Vec<_>>().join(" ")
}

/// Strongest first.
fn strongest(analysis: &Analysis) -> Vec<Need> {
    let mut needs = Need::ALL.to_vec();
    needs.sort_by(|one, other| of(analysis, *other).actual.total_cmp(&of(analysis, *one).actual));
    needs
}
