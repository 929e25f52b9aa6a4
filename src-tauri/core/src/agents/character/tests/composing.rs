//! What every composed character keeps to.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::people::{Pools, analysis, person, pools};
use crate::agents::{
    Violation,
    character::{
        check,
        check::told,
        compose,
        phrases::{Item, PHRASES, Register, When},
    },
    input::{ConversationStyle, Length, Preferences, RunInput},
    shapes::{Analysis, Character, Tone},
};

pub fn made(pools: &Pools, input: &RunInput, analysis: &Analysis, seed: u32) -> (Character, Vec<Violation>) {
    let material = pools.material(&analysis.needs(), &input.user_data.avoid_topics, seed);
    let character = compose(&material, input, analysis, seed);
    let found = check(&character, &material, input);
    (character, found)
}

fn six() -> impl Strategy<Value = [f64; 6]> {
    prop::array::uniform6((0u32..=100).prop_map(|hundredths| f64::from(hundredths) / 100.0))
}

fn wishes() -> impl Strategy<Value = Preferences> {
    let styles =
        [None, Some(ConversationStyle::Casual), Some(ConversationStyle::Formal), Some(ConversationStyle::Mixed)];
    let lengths = [None, Some(Length::Short), Some(Length::Medium), Some(Length::Long)];
    (prop::sample::select(styles.to_vec()), prop::sample::select(lengths.to_vec()))
        .prop_map(|(conversation_style, response_length)| Preferences { conversation_style, response_length })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_needs_whatever_gets_a_whole_character(
        observed in six(), hidden in six(), wishes in wishes(), seed in any::<u32>(),
    ) {
        let pools = pools();
        let analysis = analysis(observed, hidden);
        let input = person("해원", &["뜨개질", "길고양이"], &["다이어트", "술"], wishes.clone());
        let (character, found) = made(pools, &input, &analysis, seed);
        prop_assert!(!Violation::any_critical(&found), "{found:?}");
        prop_assert!(!found.iter().any(|one| one.rule != "need-diversity"), "{found:?} in {character:#?}");
        let style = &character.conversation_patterns.style;
        prop_assert!(wishes.response_length.is_none_or(|wanted| wanted == style.length));
        prop_assert!(wishes.conversation_style != Some(ConversationStyle::Casual) || style.tone != Tone::Serious);
        prop_assert!(wishes.conversation_style != Some(ConversationStyle::Formal) || style.tone != Tone::Light);
        prop_assert_eq!(clashes(&character), Vec::new());
        prop_assert_eq!(&character, &made(pools, &input, &analysis, seed).0, "the same seed, the same character");
    }
}

/// Parts of the character that take opposite stances, by what is read of them.
fn clashes(character: &Character) -> Vec<(String, String)> {
    let texts: BTreeSet<&str> = told(character).into_iter().map(|(_, text)| text).collect();
    let mut present: Vec<(String, &When)> = Vec::new();
    of_list(&PHRASES.strategies, &texts, &mut present);
    of_list(&PHRASES.beliefs, &texts, &mut present);
    of_list(&PHRASES.surface, &texts, &mut present);
    of_list(&PHRASES.shadow, &texts, &mut present);
    of_list(&PHRASES.phrases, &texts, &mut present);
    of_list(&PHRASES.never_says, &texts, &mut present);
    of_list(&PHRASES.fears, &texts, &mut present);
    of_list(&PHRASES.customizations, &texts, &mut present);
    of_list(&PHRASES.characteristics, &texts, &mut present);
    let opposed = |one: &When, other: &When| {
        one.stances.iter().any(|stance| other.stances.iter().any(|against| stance.opposes(*against)))
    };
    let mut found = Vec::new();
    for (place, (text, one)) in present.iter().enumerate() {
        let later = present[place..].iter().filter(|(_, other)| opposed(one, other));
        found.extend(later.map(|(other, _)| (text.clone(), other.clone())));
    }
    found
}

fn of_list<'p, T: Item>(list: &'p [T], texts: &BTreeSet<&str>, present: &mut Vec<(String, &'p When)>) {
    for item in list {
        // The last text is whole sentences, which no other item shares.
        if let Some(text) = item.texts(Register::Polite).last().filter(|text| texts.contains(*text)) {
            present.push(((*text).to_owned(), item.when()));
        }
    }
}

/// Twelve people who need different things.
pub fn twelve() -> Vec<(RunInput, Analysis)> {
    let wish = |place: usize| Preferences {
        conversation_style: [None, Some(ConversationStyle::Casual), Some(ConversationStyle::Formal)][place % 3],
        response_length: [Some(Length::Short), None, Some(Length::Long), Some(Length::Medium)][place % 4],
    };
    let interests = [
        ["뜨개질", "오븐"],
        ["게임", "코딩"],
        ["등산", "지도"],
        ["헌책방", "산책"],
        ["화분", "빗물"],
        ["저축", "정리"],
    ];
    const NAMES: [&str; 12] =
        ["해원", "지우", "민", "서아", "도현", "Minho", "가람", "은결", "태오", "유진", "보라", "하늘"];
    (0u32..12)
        .map(|place| {
            let observed = [0u32, 1, 2, 3, 4, 5].map(|need| f64::from((place * 37 + need * 53 + 11) % 100) / 100.0);
            let hidden = [0u32, 1, 2, 3, 4, 5].map(|need| f64::from((place * 61 + need * 29 + 7) % 100) / 100.0);
            let place = place as usize;
            (person(NAMES[place], &interests[place % 6], &["다이어트"], wish(place)), analysis(observed, hidden))
        })
        .collect()
}

#[test]
fn twelve_people_get_different_characters() {
    let pools = pools();
    let (mut names, mut texts) = (BTreeSet::new(), BTreeMap::new());
    for (input, analysis) in twelve() {
        for seed in [7, 20_240, 3_000_000_001] {
            let (character, found) = made(pools, &input, &analysis, seed);
            assert!(found.iter().all(|one| one.rule == "need-diversity"), "{found:?} in {character:#?}");
            names.insert(character.name.clone());
            for (_, text) in told(&character) {
                *texts.entry(text.to_owned()).or_insert(0) += 1;
            }
        }
    }
    assert!(names.len() >= 33, "36 characters have {} names: {names:?}", names.len());
    let learned = |text: &String| pools.experiences.iter().any(|one| one.learnings.contains(text));
    let usual: Vec<_> = texts.iter().filter(|(text, count)| **count > 12 && !learned(text)).collect();
    assert!(usual.is_empty(), "in more than a third of 36: {usual:?}");
}

#[test]
fn a_poor_pool_makes_a_poorer_character_and_is_told() {
    let pools = pools();
    let (input, analysis) = twelve().swap_remove(0);
    let mut material = pools.material(&analysis.needs(), &[], 1);
    material.drawn.truncate(2);
    material.experiences.truncate(2);
    let found = check(&compose(&material, &input, &analysis, 1), &material, &input);
    assert!(!Violation::any_critical(&found) && found.iter().any(|one| one.rule == "experience-count"), "{found:?}");
    material.drawn.clear();
    let found = check(&compose(&material, &input, &analysis, 1), &material, &input);
    assert!(Violation::any_critical(&found), "{found:?}");
}

#[test]
fn whoever_shares_the_name_of_every_character_still_gets_another() {
    let pools = pools();
    let (input, analysis) = twelve().swap_remove(3);
    let (first, _) = made(pools, &input, &analysis, 5);
    let namesake = person(&first.name, &["뜨개질"], &[], Preferences::default());
    let (second, found) = made(pools, &namesake, &analysis, 5);
    assert_ne!(first.name, second.name);
    assert!(found.iter().all(|one| one.rule != "name-of-user"));
}
