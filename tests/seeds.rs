//! The content that ships: it loads, it is complete, and it stays out of the way of what people edit.

use std::collections::{BTreeMap, HashSet};

use greenroom_core::{ErrorCode, pools::Need, seeds};
use handlebars::Handlebars;
use sqlx::Executor;

use crate::support::{Fresh, root};

#[tokio::test]
async fn loading_twice_changes_nothing() {
    let fresh = Fresh::migrated().await;
    let first = seeds::load(&fresh.console, "knock", "demo").await.expect("it loads");
    assert!(first.inserted > 220 && first.unchanged == 0, "{first:?}");
    let history = "select count(*) from console.history";
    let before: i64 = sqlx::query_scalar(history).fetch_one(fresh.console.pool()).await.expect("history");
    let second = seeds::load(&fresh.console, "knock", "demo").await.expect("it loads again");
    assert_eq!((second.inserted, second.unchanged), (0, first.inserted));
    let after: i64 = sqlx::query_scalar(history).fetch_one(fresh.console.pool()).await.expect("history");
    assert_eq!(after, before, "not a trace");
    let scenarios = seeds::list(fresh.console.pool(), "knock").await.expect("the scenarios");
    assert!(scenarios.len() >= 3 && scenarios.iter().all(|scenario| scenario.loaded), "{scenarios:?}");
}

#[tokio::test]
async fn an_edited_row_stays_as_it_is() {
    let fresh = Fresh::seeded().await;
    fresh
        .stranger()
        .await
        .execute("update knock.data_pool_archetypes set display_name = '내 이름'")
        .await
        .expect("edits");
    seeds::load(&fresh.console, "knock", "demo").await.expect("it loads again");
    let names: Vec<String> = sqlx::query_scalar("select distinct display_name from knock.data_pool_archetypes")
        .fetch_all(fresh.console.pool())
        .await
        .expect("names");
    assert_eq!(names, ["내 이름"]);
}

#[tokio::test]
async fn ids_are_the_same_everywhere() {
    let fresh = Fresh::seeded().await;
    let id = seeds::seeded_id("knock.data_pool_archetypes", "developer-gamer");
    let name: String = sqlx::query_scalar("select name from knock.data_pool_archetypes where id = $1")
        .bind(id)
        .fetch_one(fresh.console.pool())
        .await
        .expect("it is there");
    assert_eq!(name, "developer_gamer");
}

#[tokio::test]
async fn an_unknown_scenario_is_not_found() {
    let fresh = Fresh::migrated().await;
    for (system, scenario) in [("knock", "nothing"), ("nothing", "demo")] {
        let refusal = seeds::load(&fresh.console, system, scenario).await.expect_err("unknown");
        assert_eq!(refusal.code, ErrorCode::NotFound, "{system}/{scenario}");
    }
}

#[tokio::test]
async fn every_need_is_served() {
    let fresh = Fresh::seeded().await;
    let experiences: Vec<(Need, String, i64)> =
        sqlx::query_as("select need_type, intensity, count(*) from knock.data_pool_experiences group by 1, 2")
            .fetch_all(fresh.console.pool())
            .await
            .expect("counts");
    let visuals: Vec<(Need, String, i64)> =
        sqlx::query_as("select need_type, element_type, count(*) from knock.data_pool_visuals group by 1, 2")
            .fetch_all(fresh.console.pool())
            .await
            .expect("counts");
    for need in Need::ALL {
        let own: Vec<i64> = experiences.iter().filter(|row| row.0 == need).map(|row| row.2).collect();
        assert_eq!((own.len(), own.iter().sum::<i64>()), (3, 10), "{need}: ten experiences of three intensities");
        assert!(own.iter().all(|count| *count >= 3), "{need}: at least three of each intensity");
        let own: Vec<i64> = visuals.iter().filter(|row| row.0 == need).map(|row| row.2).collect();
        assert_eq!(own, [4; 5], "{need}: four visuals of each element type");
    }
}

#[tokio::test]
async fn archetypes_really_differ() {
    let fresh = Fresh::seeded().await;
    let profiles: Vec<(String, sqlx::types::Json<BTreeMap<String, f64>>)> =
        sqlx::query_as("select name, need_profile from knock.data_pool_archetypes order by name")
            .fetch_all(fresh.console.pool())
            .await
            .expect("profiles");
    assert_eq!(profiles.len(), 10);
    let centred: Vec<(&String, Vec<f64>)> = profiles
        .iter()
        .map(|(name, profile)| {
            let mean = profile.values().sum::<f64>() / 6.0;
            (name, profile.values().map(|value| value - mean).collect())
        })
        .collect();
    let norm = |vector: &[f64]| vector.iter().map(|value| value * value).sum::<f64>().sqrt();
    for (place, (one, a)) in centred.iter().enumerate() {
        for (other, b) in &centred[place + 1..] {
            let cosine = a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>() / (norm(a) * norm(b));
            assert!(cosine < 0.75, "{one} and {other} are too much alike: {cosine:.2}");
        }
    }
}

#[tokio::test]
async fn experiences_name_archetypes_that_exist() {
    let fresh = Fresh::seeded().await;
    let unknown: Vec<String> = sqlx::query_scalar(
        "select distinct name from knock.data_pool_experiences, unnest(archetypes) as name
         where name not in (select name from knock.data_pool_archetypes)",
    )
    .fetch_all(fresh.console.pool())
    .await
    .expect("names");
    assert_eq!(unknown, Vec::<String>::new());
}

#[tokio::test]
async fn texts_are_korean_and_of_their_own() {
    let fresh = Fresh::seeded().await;
    let texts: Vec<(String, String)> = sqlx::query_as("select title, description from knock.data_pool_experiences")
        .fetch_all(fresh.console.pool())
        .await
        .expect("texts");
    let titles: HashSet<&String> = texts.iter().map(|(title, _)| title).collect();
    assert_eq!(titles.len(), texts.len(), "no title twice");
    for (title, description) in &texts {
        let letters = description.chars().filter(|c| c.is_alphabetic()).count();
        let hangul = description.chars().filter(|c| ('가'..='힣').contains(c)).count();
        assert!(hangul * 10 > letters * 9, "{title} is not Korean");
        assert!(
            (80..=400).contains(&description.chars().count()),
            "{title}: {} characters",
            description.chars().count()
        );
    }
}

#[tokio::test]
async fn templates_render_to_a_prompt_of_the_right_length() {
    let fresh = Fresh::seeded().await;
    let context: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(root().join("tests/fixtures/prompt-context.json")).expect("the context"),
    )
    .expect("it is JSON");
    type Template = (String, bool, sqlx::types::Json<BTreeMap<String, String>>);
    let templates: Vec<Template> =
        sqlx::query_as("select name, is_default, sections from knock.prompt_templates order by name")
            .fetch_all(fresh.console.pool())
            .await
            .expect("templates");
    assert_eq!(templates.iter().filter(|template| template.1).count(), 1, "one default");
    let mut engine = Handlebars::new();
    engine.register_escape_fn(handlebars::no_escape);
    engine.set_strict_mode(true);
    for (name, _, sections) in templates {
        let order = ["why", "past", "trauma", "how", "personality", "what", "relationship"];
        let prompt: Vec<String> = order
            .iter()
            .map(|section| {
                let text = engine
                    .render_template(&sections[*section], &context)
                    .unwrap_or_else(|cause| panic!("{name}/{section}: {cause}"));
                assert!(
                    text.starts_with(&format!("## {}", section.to_uppercase())),
                    "{name}/{section} lacks its heading"
                );
                text
            })
            .collect();
        let prompt = prompt.join("\n\n---\n\n");
        // Three and a half characters to a token, the estimate the pipeline starts from.
        let tokens = (prompt.chars().count() as f64 / 3.5).ceil();
        assert!((1000.0..=4000.0).contains(&tokens), "{name} renders to {tokens} tokens");
        assert!(
            !prompt.contains("{{") && !prompt.contains("[object") && !prompt.contains("&quot;"),
            "{name} leaves marks"
        );
    }
}

#[tokio::test]
async fn sample_inputs_keep_the_limits_of_the_product() {
    let fresh = Fresh::seeded().await;
    let inputs: Vec<(String, serde_json::Value)> = sqlx::query_as("select name, input from knock.sample_inputs")
        .fetch_all(fresh.console.pool())
        .await
        .expect("inputs");
    assert!(inputs.iter().any(|(name, _)| name == "default"));
    for (name, input) in inputs {
        let length = |pointer: &str| input.pointer(pointer).and_then(|list| list.as_array()).map_or(0, Vec::len);
        for (pointer, most) in [("/userData/domains", 100), ("/userData/keywords", 100), ("/userData/interests", 10)] {
            assert!((1..=most).contains(&length(pointer)), "{name}{pointer}: {}", length(pointer));
        }
        assert!(length("/userData/avoidTopics") <= 5, "{name}");
        assert!(input.pointer("/meta/userName").is_some_and(|person| person.is_string()), "{name}");
    }
}
