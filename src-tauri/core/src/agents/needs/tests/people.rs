//! The people of the seeds: told apart, and told as they are.

use serde_json::Value;

use super::{analyse, of, run, strongest};
use crate::{
    agents::{
        input::{RunInput, UserData},
        needs::check,
        shapes::{Analysis, NeedState},
    },
    pools::Need,
};

struct Person {
    key: String,
    /// The needs that its tags name.
    tagged: Vec<Need>,
    input: RunInput,
}

fn rows(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).unwrap();
    file["rows"].as_array().unwrap().clone()
}

fn samples() -> Vec<Person> {
    let person = |row: Value| Person {
        key: row["key"].as_str().unwrap().to_owned(),
        tagged: row["tags"].as_array().unwrap().iter().filter_map(|tag| tag.as_str()?.parse().ok()).collect(),
        input: serde_json::from_value(row["input"].clone()).unwrap(),
    };
    rows(include_str!("../../../../../../seeds/knock/people/sample_inputs.json")).into_iter().map(person).collect()
}

fn members() -> Vec<Person> {
    let person = |row: Value| {
        let texts = |field: &str| serde_json::from_value(row[field].clone()).unwrap();
        let user_data = UserData {
            domains: texts("domains"),
            keywords: texts("keywords"),
            categories: texts("categories"),
            interests: texts("interests"),
            avoid_topics: texts("avoid_topics"),
            browsing_history: None,
        };
        Person { key: row["key"].as_str().unwrap().to_owned(), tagged: Vec::new(), input: run(user_data) }
    };
    rows(include_str!("../../../../../../seeds/knock/people/onboarding_data.json")).into_iter().map(person).collect()
}

fn named(key: &str) -> Analysis {
    let person = samples().into_iter().chain(members()).find(|person| person.key == key);
    analyse(&person.unwrap_or_else(|| panic!("{key} is in no seed")).input)
}

/// How alike two are once what everybody needs is taken away.
fn likeness(one: &Analysis, other: &Analysis) -> f64 {
    let centred = |analysis: &Analysis| {
        let values = Need::ALL.map(|need| of(analysis, need).actual);
        let mean = values.iter().sum::<f64>() / 6.0;
        values.map(|value| value - mean)
    };
    let (one, other) = (centred(one), centred(other));
    let product = |one: &[f64; 6], other: &[f64; 6]| one.iter().zip(other).map(|(a, b)| a * b).sum::<f64>();
    product(&one, &other) / (product(&one, &one) * product(&other, &other)).sqrt()
}

#[test]
fn the_strongest_needs_of_a_sample_are_those_that_its_tags_name() {
    for person in samples().into_iter().filter(|person| !person.tagged.is_empty()) {
        let strongest = strongest(&analyse(&person.input));
        let agree = match person.tagged.len() {
            1 => strongest[0] == person.tagged[0],
            _ => strongest[..2].iter().all(|need| person.tagged.contains(need)),
        };
        assert!(agree, "{}: {:?} is told, {:?} is tagged", person.key, strongest, person.tagged);
    }
}

#[test]
fn three_people_get_three_vectors() {
    for trio in
        [["lonely-night", "achiever", "free-spirit"], ["safe-home", "lifelong-learner", "searching-for-meaning"]]
    {
        let people = trio.map(named);
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            assert_ne!(strongest(&people[one])[0], strongest(&people[other])[0], "{} and {}", trio[one], trio[other]);
            let likeness = likeness(&people[one], &people[other]);
            assert!(likeness < 0.75, "{} and {}: {likeness}", trio[one], trio[other]);
        }
    }
}

#[test]
fn every_pair_of_samples_differs_in_its_strongest_need_or_its_shape() {
    let people: Vec<(String, Analysis)> = samples()
        .into_iter()
        .filter(|person| person.key != "sparse")
        .map(|person| (person.key, analyse(&person.input)))
        .collect();
    for (place, (key, one)) in people.iter().enumerate() {
        for (other_key, other) in &people[place + 1..] {
            let apart = strongest(one)[0] != strongest(other)[0] || likeness(one, other) < 0.5;
            let belonging_both = key == "default" && other_key == "lonely-night";
            assert!(apart || belonging_both, "{key} and {other_key}: {}", likeness(one, other));
        }
    }
}

#[test]
fn members_without_a_history_are_told_as_they_are() {
    use Need::{Autonomy, Belonging, Growth, Meaning, Recognition, Survival};
    for (key, expected) in [
        ("haewon", [Survival, Belonging]),      // a nurse on nights
        ("yerin", [Belonging, Growth]),         // first year in a dormitory
        ("taeo", [Recognition, Belonging]),     // wants to turn professional
        ("byeongho", [Survival, Autonomy]),     // drives at night
        ("wonjun", [Growth, Recognition]),      // afraid of reviews
        ("gyuri", [Meaning, Survival]),         // buries those nobody buries
        ("seungwoo", [Recognition, Belonging]), // at home with a child
        ("okhee", [Growth, Belonging]),         // learns to write at seventy
    ] {
        let strongest = strongest(&named(key));
        assert!(strongest[..2].iter().all(|need| expected.contains(need)), "{key}: {strongest:?}");
    }
    for (key, first) in [("mangil", Meaning), ("nari", Autonomy), ("jungsook", Autonomy)] {
        assert_eq!(strongest(&named(key))[0], first, "{key}");
    }
}

#[test]
fn no_two_members_get_the_same_vector() {
    let vectors: Vec<(String, Analysis)> =
        members().into_iter().map(|person| (person.key, analyse(&person.input))).collect();
    for (place, (key, one)) in vectors.iter().enumerate() {
        for (other_key, other) in &vectors[place + 1..] {
            let distance =
                Need::ALL.map(|need| (of(one, need).actual - of(other, need).actual).abs()).iter().sum::<f64>();
            assert!(distance > 0.3, "{key} and {other_key} are only {distance:.2} apart");
        }
    }
}

#[test]
fn whoever_shows_enough_is_fit_to_use() {
    let mut with_one_main_need = Vec::new();
    for person in samples().into_iter().chain(members()).filter(|person| person.key != "sparse") {
        let mut found = check(&analyse(&person.input));
        found.retain(|one| one.rule != "no-paradox");
        if found.iter().any(|one| one.rule == "few-main-needs") {
            with_one_main_need.push(person.key.clone());
            found.retain(|one| one.rule != "few-main-needs");
        }
        assert_eq!(found, [], "{}", person.key);
    }
    assert!(with_one_main_need.len() <= 2, "{with_one_main_need:?}");
    let paradoxical = samples().iter().filter(|person| !analyse(&person.input).paradoxes.is_empty()).count();
    assert!(paradoxical >= 6, "{paradoxical}");
}

#[test]
fn who_shows_hardly_anything_is_told_hardly_anything() {
    let sparse = named("sparse");
    for need in Need::ALL {
        assert!(of(&sparse, need).actual < 0.25 && of(&sparse, need).state == NeedState::Balanced, "{need}");
    }
    assert!(sparse.presence_vector.iter().map(|one| one.evidence.len()).sum::<usize>() <= 3);
    assert!(sparse.deficiency_vector.is_empty() && sparse.paradoxes.is_empty());
}

/// Not a promise, but a change of these numbers should be one that somebody meant.
#[test]
fn the_samples_keep_their_numbers() {
    let told: Value = samples()
        .iter()
        .map(|person| {
            let analysis = analyse(&person.input);
            let numbers = analysis.complete_vector.iter().map(|one| vec![one.observed, one.hidden]).collect::<Vec<_>>();
            (person.key.clone(), serde_json::to_value(numbers).unwrap())
        })
        .collect();
    let kept: Value = serde_json::from_str(include_str!("samples.json")).unwrap();
    assert_eq!(told, kept, "{told}");
}
