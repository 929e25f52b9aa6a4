//! Three to five words for a character: from what the person looks for, from its archetype, from what it lived through.

use super::{
    cast::Cast,
    material::{Archetype, Experience},
};
use crate::agents::input::UserData;

pub const LEAST: usize = 3;
pub const MOST: usize = 5;
pub const LONGEST: usize = 10;

/// If every list is empty.
const PLAIN: [&str; 4] = ["저녁", "창문", "서랍", "발소리"];

pub fn choose(cast: &mut Cast, data: &UserData, archetype: &Archetype, past: &[&Experience]) -> Vec<String> {
    let person = person(cast, data, past);
    let of_archetype = cast.shuffled("archetype keyword", &archetype.keywords);
    let triggers: Vec<String> = past.iter().flat_map(|one| one.trigger_keywords.iter().cloned()).collect();
    let triggers = cast.shuffled("experience keyword", &triggers);
    let wanted = cast.number("keywords", LEAST + 1, MOST);
    let mut chosen = Chosen { cast, words: Vec::new() };
    chosen.add(&person, 2);
    chosen.add(&of_archetype, 4usize.saturating_sub(chosen.words.len()).min(2));
    chosen.add(&triggers, wanted.saturating_sub(chosen.words.len()));
    chosen.add(&of_archetype, LEAST.saturating_sub(chosen.words.len()));
    chosen.add(&person, LEAST.saturating_sub(chosen.words.len()));
    chosen.add(&PLAIN.map(str::to_owned), LEAST.saturating_sub(chosen.words.len()));
    chosen.words
}

/// What the person looks for, words that the experiences know first.
fn person(cast: &Cast, data: &UserData, past: &[&Experience]) -> Vec<String> {
    let words: Vec<String> = data.interests.iter().chain(&data.keywords).cloned().collect();
    let mut words = cast.shuffled("person's keyword", &words);
    let met = |word: &String| past.iter().any(|one| one.trigger_keywords.iter().any(|known| overlap(known, word)));
    words.sort_by_key(|word| !met(word));
    words
}

struct Chosen<'c, 'a> {
    cast: &'c mut Cast<'a>,
    words: Vec<String>,
}

impl Chosen<'_, '_> {
    fn add(&mut self, from: &[String], most: usize) {
        let enough = self.words.len() + most;
        for word in from.iter().map(|word| word.trim()) {
            if self.words.len() >= enough.min(MOST) {
                return;
            }
            let fits = (1..=LONGEST).contains(&word.chars().count());
            if fits && !self.words.iter().any(|known| overlap(known, word)) && self.cast.may_tell(word) {
                self.cast.tell(word);
                self.words.push(word.to_owned());
            }
        }
    }
}

/// Equal, or one within the other.
fn overlap(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim().to_lowercase(), other.trim().to_lowercase());
    one.contains(&other) || other.contains(&one)
}
