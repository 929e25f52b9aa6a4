//! The people of the seeds: told apart, and told as they are.

use serde_json::Value;

use super::super::analyse;
use crate::{
    agents::{
        input::{Meta, Preferences, RunInput, UserData},
        shapes::Analysis,
    },
    pools::Need,
};

fn rows(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).unwrap();
    file["rows"].as_array().unwrap().clone()
}

fn samples() -> Vec<(String, Vec<String>, RunInput)> {
    rows(include_str!("../../../../../../seeds/knock/people/sample_inputs.json"))
        .into_iter()
        .map(|row| {
            (
                row["key"].as_str().unwrap().to_owned(),
                serde_json::from_value(row["tags"].clone()).unwrap(),
                serde_json::from_value(row["input"].clone()).unwrap(),
            )
        })
        .collect()
}

fn members() -> Vec<(String, RunInput)> {
    let texts = |value: &Value| serde_json::from_value(value.clone()).unwrap();
    rows(include_str!("../../../../../../seeds/knock/people/onboarding_data.json"))
        .into_iter()
        .map(|row| {
            let user_data = UserData {
                domains: texts(&row["domains"]),
                keywords: texts(&row["keywords"]),
                categories: texts(&row["categories"]),
                interests: texts(&row["interests"]),
                avoid_topics: texts(&row["avoid_topics"]),
                browsing_history: None,
            };
            let name = row["key"].as_str().unwrap().to_owned();
            (
                name.clone(),
                RunInput {
                    user_data,
                    preferences: Preferences::default(),
                    meta: Meta { user_id: None, user_name: name, language: "ko".into() },
                },
            )
        })
        .collect()
}

fn show(name: &str, a: &Analysis) {
    println!("== {name}");
    for c in &a.complete_vector {
        println!(
            "   {:12} obs {:.2} hid {:.2} act {:.2} {:?}",
            c.need.to_string(),
            c.observed,
            c.hidden,
            c.actual,
            c.state
        );
    }
    for p in &a.presence_vector {
        println!("   + {} {:?}\n       {}", p.need, p.evidence, p.interpretation);
    }
    for d in &a.deficiency_vector {
        println!("   - {} {:?} {:.2} {} | {}", d.need, d.kind, d.hidden_intensity, d.evidence, d.reason);
    }
    for p in &a.paradoxes {
        println!("   x {} {} {:.2} {}", p.need_a, p.need_b, p.tension, p.description);
    }
}

#[test]
fn look() {
    for (name, tags, input) in samples() {
        show(&format!("{name} {tags:?}"), &analyse(&input));
    }
    for (name, input) in members() {
        show(&name, &analyse(&input));
    }
    let _ = Need::ALL;
}
