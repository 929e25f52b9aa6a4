//! What templates print.

use serde_json::Value;

use super::{
    composing::twelve,
    people::{analysis, person, pools},
};
use crate::{
    agents::{
        character::{compose, variables},
        input::{ConversationStyle, Length, Preferences},
    },
    prompts::sample_context,
};

/// Where the context lacks what the sample has, or has it as something else.
fn missing(sample: &Value, context: &Value, path: String, found: &mut Vec<String>) {
    match (sample, context) {
        (Value::Object(sample), Value::Object(context)) => {
            for (key, inner) in sample {
                match context.get(key) {
                    Some(given) => missing(inner, given, format!("{path}.{key}"), found),
                    None => found.push(format!("{path}.{key}")),
                }
            }
        }
        (Value::Array(sample), Value::Array(context)) => {
            if let (Some(one), Some(given)) = (sample.first(), context.first()) {
                missing(one, given, format!("{path}[]"), found);
            }
        }
        (Value::String(_), Value::String(_)) | (Value::Number(_), Value::Number(_)) => {}
        _ => found.push(format!("{path} is {context}")),
    }
}

#[test]
fn the_context_has_everything_the_product_knows() {
    let pools = pools();
    for (place, (mut input, analysis)) in twelve().into_iter().enumerate() {
        input.preferences =
            Preferences { conversation_style: Some(ConversationStyle::Mixed), response_length: Some(Length::Long) };
        let material = pools.material(&analysis.needs(), &[], place as u32);
        let character = compose(&material, &input, &analysis, place as u32);
        let context = variables(&character, &material, &analysis, &input);
        let mut found = Vec::new();
        missing(&sample_context(), &context, String::new(), &mut found);
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(context, variables(&character, &material, &analysis, &input), "the same every time");
        let whole = context.to_string();
        assert!(!whole.contains("{userName}") && !whole.contains("\"description\":\"\""), "{whole}");
    }
}

#[test]
fn needs_are_those_that_count_strongest_first() {
    let pools = pools();
    let input = person("지우", &[], &[], Preferences::default());
    let of = |observed: [f64; 6]| {
        let analysis = analysis(observed, observed);
        let material = pools.material(&analysis.needs(), &[], 1);
        let context = variables(&compose(&material, &input, &analysis, 1), &material, &analysis, &input);
        let needs = context["needs"].as_array().unwrap().clone();
        let word = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
        needs.iter().map(|one| (word(one, "label"), word(one, "intensity"))).collect::<Vec<_>>()
    };
    let pairs = |given: &[(&str, &str)]| {
        given.iter().map(|(label, intensity)| ((*label).to_owned(), (*intensity).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(of([0.2, 0.9, 0.6, 0.1, 0.55, 0.0]), pairs(&[("소속", "강함"), ("인정", "중간"), ("성장", "중간")]));
    assert_eq!(of([0.2, 0.4, 0.1, 0.1, 0.1, 0.0]), pairs(&[("소속", "약함"), ("안전", "약함")]));
}
