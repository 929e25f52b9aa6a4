//! Chooses what a character is made of: what fits its needs more often than what fits less, never two things that contradict
//! each other, no text twice, nothing the person avoids. The race of `pools::draw` decides here too: a seed and an item's own
//! name say when it arrives, so one more item in a file moves no other.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    gather::strongest_first,
    mentions::{forbidden, mentions_any},
    phrases::{Item, Register, When},
    stances::Stance,
};
use crate::{
    agents::shapes::{Analysis, NeedState},
    pools::{Need, draw::race::Race},
};

/// A need counts above this; the two strongest always do.
pub const NEED_CUT: f64 = 0.5;
const MOST_NEEDS: usize = 3;

/// A need that counts, and how it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    pub need: Need,
    pub actual: f64,
    pub state: NeedState,
}

/// Strongest first. All above the cut, or the strongest two.
pub fn standings(analysis: &Analysis) -> Vec<Standing> {
    let strengths = analysis.needs();
    let needs = strongest_first(&strengths);
    let above = needs.iter().filter(|need| strengths.of(**need) > NEED_CUT).count();
    let counted = needs.into_iter().take(above.max(2));
    counted.map(|need| Standing { need, actual: strengths.of(need), state: state_of(analysis, need) }).collect()
}

pub fn state_of(analysis: &Analysis, need: Need) -> NeedState {
    analysis.complete_vector.iter().find(|one| one.need == need).map_or(NeedState::Balanced, |one| one.state)
}

/// Of these, in the order in which they arrive; what weighs nothing does not.
pub fn arrivals(runners: impl Iterator<Item = (Uuid, f64)>, seed: u32) -> Vec<usize> {
    let runners: Vec<(Uuid, u8, f64)> = runners.map(|(id, weight)| (id, 0, weight)).collect();
    let all = runners.len();
    Race::new(runners.into_iter(), all, all).run(seed, 0)
}

/// A character while it comes together.
pub struct Cast<'a> {
    pub register: Register,
    /// At most the first three of those that count.
    pub standings: Vec<Standing>,
    pub traumas: Vec<String>,
    archetype: &'a str,
    torn: Option<(Need, Need)>,
    avoided: &'a [String],
    seed: u32,
    stances: Vec<Stance>,
    told: BTreeSet<String>,
}

impl<'a> Cast<'a> {
    pub fn new(analysis: &Analysis, archetype: &'a str, avoided: &'a [String], seed: u32) -> Self {
        let mut standings = standings(analysis);
        standings.truncate(MOST_NEEDS);
        let mut torn: Option<(f64, Need, Need)> = None;
        for paradox in &analysis.paradoxes {
            if torn.is_none_or(|(tension, ..)| paradox.tension > tension) {
                torn = Some((paradox.tension, paradox.need_a, paradox.need_b));
            }
        }
        Self {
            register: Register::Polite,
            standings,
            traumas: Vec::new(),
            archetype,
            torn: torn.map(|(_, one, other)| (one, other)),
            avoided,
            seed,
            stances: Vec::new(),
            told: BTreeSet::new(),
        }
    }

    pub fn is_torn(&self) -> bool {
        self.torn.is_some()
    }

    /// What was chosen first stands.
    pub fn take_stances(&mut self, stances: &[Stance]) {
        for stance in stances {
            if !self.stances.contains(stance) && !self.contradicts(stance) {
                self.stances.push(*stance);
            }
        }
    }

    fn contradicts(&self, stance: &Stance) -> bool {
        self.stances.iter().any(|taken| taken.opposes(*stance))
    }

    /// May be said, and has not been.
    pub fn may_tell(&self, text: &str) -> bool {
        !text.trim().is_empty()
            && !self.told.contains(&plain(text))
            && mentions_any(text, self.avoided).is_none()
            && forbidden(text).is_none()
    }

    pub fn tell(&mut self, text: &str) {
        self.told.insert(plain(text));
    }

    /// Up to `count` of the items that `suits` lets in, the better fitting first.
    pub fn take<'p, T: Item>(&mut self, items: &'p [T], count: usize, suits: impl Fn(&T) -> bool) -> Vec<&'p T> {
        let mut taken = Vec::new();
        for item in self.ranked(items) {
            if taken.len() == count {
                break;
            }
            if suits(item) && self.may_take(item) {
                self.take_stances(&item.when().stances);
                item.texts(self.register).into_iter().for_each(|text| self.tell(text));
                taken.push(item);
            }
        }
        taken
    }

    fn may_take<T: Item>(&self, item: &T) -> bool {
        !item.when().stances.iter().any(|stance| self.contradicts(stance))
            && item.texts(self.register).into_iter().all(|text| self.may_tell(text))
    }

    fn ranked<'p, T: Item>(&self, items: &'p [T]) -> Vec<&'p T> {
        let fits: Vec<(u8, f64)> = items.iter().map(|item| self.fit(item.when())).collect();
        let order = arrivals(items.iter().zip(&fits).map(|(item, (_, weight))| (item.id(), *weight)), self.seed);
        let mut ranked: Vec<(u8, &T)> = order.into_iter().map(|place| (fits[place].0, &items[place])).collect();
        ranked.sort_by_key(|(tier, _)| *tier);
        ranked.into_iter().map(|(_, item)| item).collect()
    }

    /// How far an item is from fitting, and how much it weighs among those as far.
    fn fit(&self, when: &When) -> (u8, f64) {
        let (tier, mut weight) = self.fit_of_need(when);
        if !when.trauma.is_empty() {
            weight *= if when.trauma.iter().any(|name| self.traumas.contains(name)) { 2.0 } else { 0.4 };
        }
        if !when.archetypes.is_empty() {
            weight *= if when.archetypes.iter().any(|name| name == self.archetype) { 2.5 } else { 0.5 };
        }
        if self.torn.is_some_and(|(one, other)| when.needs.contains(&one) && when.needs.contains(&other)) {
            weight *= 1.5;
        }
        let shared = when.stances.iter().filter(|stance| self.stances.contains(stance)).count();
        (tier, weight * [1.0, 1.4, 1.8][shared.min(2)])
    }

    fn fit_of_need(&self, when: &When) -> (u8, f64) {
        let in_state = |standing: &Standing| when.states.is_empty() || when.states.contains(&standing.state);
        let named = |standing: &&Standing| when.needs.is_empty() || when.needs.contains(&standing.need);
        let weigh = |place: usize| {
            let of_place = if when.needs.is_empty() { 0.8 } else { [2.2, 1.7, 1.3].get(place).copied().unwrap_or(1.0) };
            of_place * if when.states.is_empty() { 1.0 } else { 1.3 }
        };
        match self.standings.iter().position(|one| named(&one) && in_state(one)) {
            Some(place) => (0, weigh(place)),
            None if self.standings.iter().any(|one| named(&one)) => (1, 1.0),
            None => (2, 1.0),
        }
    }

    /// One of the numbers from `low` to `high`, by the seed.
    pub fn number(&self, what: &str, low: usize, high: usize) -> usize {
        let numbers: Vec<usize> = (low..=high.max(low)).collect();
        let order = arrivals(numbers.iter().map(|number| (own_id(&format!("{what}/{number}")), 1.0)), self.seed);
        order.first().map_or(low, |place| numbers[*place])
    }

    /// Words in the order in which the seed lets them arrive.
    pub fn shuffled(&self, what: &str, words: &[String]) -> Vec<String> {
        let order = arrivals(words.iter().map(|word| (own_id(&format!("{what}/{word}")), 1.0)), self.seed);
        order.into_iter().map(|place| words[place].clone()).collect()
    }
}

pub fn own_id(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
}

/// Two texts that differ in spaces and stops only are the same text.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase()
}
