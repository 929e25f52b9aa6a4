//! The files of phrases keep to their format.

use std::collections::BTreeSet;

use serde_json::Value;

use super::people::pools;
use crate::{
    agents::{
        character::{
            mentions::forbidden,
            phrases::{About, Item, PHRASES, Register, RelationshipItem, When},
            voice::register_of,
        },
        shapes::NeedState,
    },
    pools::Need,
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/agents/character/phrases");

fn raw(file: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(format!("{FOLDER}/{file}.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

const FILES: [(&str, usize, &[&str]); 11] = [
    ("strategies", 60, &["name", "purpose", "effect", "cost"]),
    ("beliefs", 90, &["about", "text"]),
    ("surface", 60, &["trait", "behavior"]),
    ("shadow", 48, &["trait", "behavior"]),
    ("phrases", 120, &["casual", "polite", "formal", "reason"]),
    ("never_says", 60, &["casual", "polite", "formal", "reason"]),
    ("fears", 42, &["deepestFear", "neverAgain", "avoidances", "triggers"]),
    ("glosses", 48, &["need", "state", "text"]),
    ("customizations", 40, &["text"]),
    ("characteristics", 40, &["text", "style", "length"]),
    ("relationships", 12, &["stage", "description", "style"]),
];

#[test]
fn files_are_long_enough_and_have_no_field_that_nobody_reads() {
    const COMMON: [&str; 6] = ["key", "needs", "states", "trauma", "archetypes", "stances"];
    for (file, least, fields) in FILES {
        let items = raw(file);
        assert!(items.len() >= least, "{file} has {}, not {least}", items.len());
        let mut keys = BTreeSet::new();
        for item in &items {
            let item = item.as_object().unwrap();
            let key = item["key"].as_str().unwrap();
            assert!(keys.insert(key), "{file}: {key} is there twice");
            assert!(key.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-'));
            let other = item.keys().find(|name| !COMMON.contains(&name.as_str()) && !fields.contains(&name.as_str()));
            assert_eq!(other, None, "{file}/{key}");
        }
    }
}

#[test]
fn every_item_is_read_and_its_conditions_are_known() {
    let read = |count: usize, file: &str| assert_eq!(count, raw(file).len(), "{file} cannot be read");
    let all = &*PHRASES;
    read(all.strategies.len(), "strategies");
    read(all.beliefs.len(), "beliefs");
    read(all.surface.len(), "surface");
    read(all.shadow.len(), "shadow");
    read(all.phrases.len(), "phrases");
    read(all.never_says.len(), "never_says");
    read(all.fears.len(), "fears");
    read(all.glosses.len(), "glosses");
    read(all.customizations.len(), "customizations");
    read(all.characteristics.len(), "characteristics");
    read(all.relationships.len(), "relationships");
    all.strategies.iter().for_each(well_made);
    all.beliefs.iter().for_each(well_made);
    all.surface.iter().for_each(well_made);
    all.shadow.iter().for_each(well_made);
    all.phrases.iter().for_each(well_made);
    all.never_says.iter().for_each(well_made);
    all.fears.iter().for_each(well_made);
    all.customizations.iter().for_each(well_made);
    all.characteristics.iter().for_each(well_made);
}

fn well_made<T: Item + std::fmt::Debug>(item: &T) {
    let pools = pools();
    let When { trauma, archetypes, stances, .. } = item.when();
    let unknown = trauma.iter().find(|name| !pools.trauma_types.iter().any(|one| &one.name == *name));
    assert_eq!(unknown, None, "{item:?}");
    let unknown = archetypes.iter().find(|name| !pools.archetypes.iter().any(|one| &one.name == *name));
    assert_eq!(unknown, None, "{item:?}");
    assert!(!stances.iter().any(|one| stances.iter().any(|other| one.opposes(*other))), "{item:?} contradicts itself");
    for register in [Register::Casual, Register::Polite, Register::Formal] {
        for text in item.texts(register) {
            assert!(!text.trim().is_empty() && !text.contains(['{', '}', '\n']), "{item:?}");
            assert_eq!(forbidden(text), None, "{item:?}");
            let korean = text.chars().all(|letter| !letter.is_ascii_alphabetic());
            assert!(korean, "{text} is not all Korean");
        }
    }
}

#[test]
fn every_need_and_state_has_enough() {
    for need in Need::ALL {
        let strategies = PHRASES.strategies.iter().filter(|one| one.when.needs.contains(&need)).count();
        assert!(strategies >= 9, "{need} has {strategies} strategies");
        for kind in [About::World, About::People, About::Oneself] {
            let of = PHRASES.beliefs.iter().filter(|one| one.when.needs.contains(&need) && one.about == kind).count();
            assert!(of >= 2, "{need} has {of} beliefs about {kind:?}");
        }
        for state in [NeedState::Satisfied, NeedState::Balanced, NeedState::Deficient, NeedState::Critical] {
            let glosses = PHRASES.glosses.iter().filter(|one| one.need == need && one.state == state).count();
            assert!(glosses >= 2, "{need} has {glosses} glosses for {state:?}");
        }
    }
    for trauma in &pools().trauma_types {
        let fears = PHRASES.fears.iter().filter(|one| one.when.trauma.contains(&trauma.name)).count();
        assert!(fears >= 7, "{} has {fears} fears", trauma.name);
    }
    for fear in &PHRASES.fears {
        assert!((2..=3).contains(&fear.avoidances.len()) && (2..=3).contains(&fear.triggers.len()), "{fear:?}");
    }
}

#[test]
fn what_is_said_is_said_in_its_register() {
    let often = PHRASES.phrases.iter().map(|one| (&one.key, [&one.casual, &one.polite, &one.formal]));
    let never = PHRASES.never_says.iter().map(|one| (&one.key, [&one.casual, &one.polite, &one.formal]));
    for (key, [casual, polite, formal]) in often.chain(never) {
        assert!(matches!(register_of(casual), None | Some(Register::Casual)), "{key}: {casual}");
        assert!(matches!(register_of(polite), None | Some(Register::Polite)), "{key}: {polite}");
        assert!(matches!(register_of(formal), None | Some(Register::Formal)), "{key}: {formal}");
    }
}

#[test]
fn whoever_is_just_made_has_a_relationship_to_begin_with() {
    use crate::agents::{character::variables::ONLY_LATER, input::ConversationStyle};
    let all = &PHRASES.relationships;
    assert!(ONLY_LATER.iter().all(|key| all.iter().any(|one| one.key == *key)));
    for style in [None, Some(ConversationStyle::Casual), Some(ConversationStyle::Formal)] {
        let at_first = |one: &&RelationshipItem| one.style.suits(style) && !ONLY_LATER.contains(&one.key.as_str());
        assert!(all.iter().filter(at_first).count() >= 3, "{style:?}");
    }
}

#[test]
fn names_are_hangul_and_distinct() {
    let names = &PHRASES.names;
    let lists = [(&names.surnames, 40, 1), (&names.given, 160, 2), (&names.single, 30, 1)];
    for (list, least, syllables) in lists {
        assert!(list.len() >= least, "{} are too few", list.len());
        assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len(), "one is there twice");
        let whole = |name: &String| {
            name.chars().count() == syllables && name.chars().all(|letter| ('가'..='힣').contains(&letter))
        };
        assert_eq!(list.iter().find(|name| !whole(name)), None);
    }
}
