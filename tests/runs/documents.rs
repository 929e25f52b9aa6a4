//! Documents of a run that are too large to be sent whole, and what a run would begin with.

use std::fmt::Write as _;

use greenroom_core::{
    ErrorCode,
    agents::Agent,
    runs::{
        config::PersonaType,
        json::{JsonKey, JsonKind, JsonOf, find, part},
        preview, read,
        start::RunSource,
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::runs::{Works, of_person, plain_input, request, sample, with};

fn name(name: &str) -> JsonKey {
    JsonKey::Name(name.to_owned())
}

/// A finished run whose output is this.
async fn with_output(works: &Works, output: &str) -> Uuid {
    let run = works.driven(&with(sample("default"), |config| config.until = Some(Agent::Needs))).await.summary.id;
    replace(works, run, output).await;
    run
}

async fn replace(works: &Works, run: Uuid, output: &str) {
    sqlx::query("update knock.agent_jobs set output = $2::jsonb where id = $1")
        .bind(run)
        .bind(output)
        .execute(&mut works.fresh.stranger().await)
        .await
        .expect("an output");
}

#[tokio::test]
async fn a_million_values_are_read_a_page_at_a_time() {
    let works = Works::begin().await;
    let mut output = String::from("{\"rows\": [");
    for row in 0..250_000 {
        let comma = if row == 0 { "" } else { "," };
        write!(output, "{comma}{{\"id\": {row}, \"word\": \"낱말 {row}\", \"fine\": true}}").expect("a text");
    }
    output.push_str("], \"end\": null}");
    let run = with_output(&works, &output).await;
    let shown = works.run(run).await;
    assert!(shown.output.is_none() && shown.output_bytes > 9_000_000, "a page is not sent megabytes");
    assert!(read::whole(works.console().pool(), run).await.expect("all of it").output.is_some());

    let page = async |path: &[JsonKey], from, count| {
        part(works.console().pool(), run, JsonOf::Output, path, from, count).await.expect("a page")
    };
    let outermost = page(&[], 0, 200).await;
    assert_eq!((outermost.kind, outermost.size), (JsonKind::Object, 2));
    let rows = outermost.entries.iter().find(|entry| entry.key == name("rows")).expect("its rows");
    assert_eq!((rows.kind, rows.size, &rows.value), (JsonKind::Array, 250_000, &None));
    let last = page(&[name("rows")], 249_900, 200).await;
    assert_eq!((last.entries.len(), &last.entries[99].key), (100, &JsonKey::Place(249_999)));
    let one = page(&[name("rows"), JsonKey::Place(7)], 0, 200).await;
    let word = one.entries.iter().find(|entry| entry.key == name("word")).expect("a word");
    assert_eq!((word.value.clone(), word.size, word.cut), (Some(json!("낱말 7")), 4, false));

    let found = find(works.console().pool(), run, JsonOf::Output, "낱말 24999", 5).await.expect("found");
    assert!(found.more && found.paths.len() == 5);
    assert_eq!(found.paths[0], [name("rows"), JsonKey::Place(24_999), name("word")]);
    let named = find(works.console().pool(), run, JsonOf::Output, "END", 5).await.expect("found");
    assert_eq!((named.paths, named.more), (vec![vec![name("end")]], false));
    let nothing = find(works.console().pool(), run, JsonOf::Output, "", 5).await.expect("nothing is looked for");
    assert!(nothing.paths.is_empty());
}

#[tokio::test]
async fn a_document_is_never_older_than_its_row() {
    let works = Works::begin().await;
    let run = with_output(&works, r#"{"word": "first"}"#).await;
    let word = async || {
        part(works.console().pool(), run, JsonOf::Output, &[name("word")], 0, 200).await.expect("the word").text
    };
    assert_eq!(word().await.as_deref(), Some("first"));
    replace(&works, run, r#"{"word": "second"}"#).await;
    assert_eq!(word().await.as_deref(), Some("second"));
}

#[tokio::test]
async fn long_texts_are_cut_and_read_on() {
    let works = Works::begin().await;
    let long = "가나다".repeat(100_000);
    let run = with_output(&works, &json!({ "long": long, "number": 7, "nothing": null }).to_string()).await;
    let pool = works.console().pool();
    let all = part(pool, run, JsonOf::Output, &[], 0, 200).await.expect("its entries");
    let entry = all.entries.iter().find(|entry| entry.key == name("long")).expect("the text");
    let shown = entry.value.as_ref().and_then(Value::as_str).expect("its beginning");
    assert!(entry.cut && entry.size == 300_000 && shown.chars().count() == 2_000);
    let on = part(pool, run, JsonOf::Output, &[name("long")], 299_998, 200).await.expect("its end");
    assert_eq!((on.text.as_deref(), on.size), (Some("나다"), 300_000));
    let number = part(pool, run, JsonOf::Output, &[name("number")], 0, 200).await.expect("a number");
    assert_eq!((number.kind, number.text.as_deref()), (JsonKind::Number, Some("7")));
    let astray =
        part(pool, run, JsonOf::Output, &[name("number"), name("x")], 0, 200).await.expect_err("no such place");
    assert_eq!(astray.field.as_deref(), Some("path[1]"));
}

#[tokio::test]
async fn every_document_of_a_run_can_be_opened() {
    let works = Works::begin().await;
    let run = works.driven(&with(sample("default"), |config| config.until = Some(Agent::Needs))).await.summary.id;
    let pool = works.console().pool();
    let (step, attempt) = (1, 1);
    for of in [
        JsonOf::Input,
        JsonOf::Output,
        JsonOf::Config,
        JsonOf::Settings,
        JsonOf::StepInput { step, attempt },
        JsonOf::StepOutput { step, attempt },
    ] {
        let found = part(pool, run, of, &[], 0, 200).await.expect("a document");
        assert!(found.kind == JsonKind::Object && found.size > 0, "{of:?}");
    }
    works
        .sql("update knock.agent_job_logs set answer = '{\"말\": 1', question = '{\"user\": \"?\"}' where step = 1")
        .await;
    let answer = part(pool, run, JsonOf::Answer { step, attempt }, &[], 0, 200).await.expect("an answer");
    assert_eq!(answer.text.as_deref(), Some("{\"말\": 1"), "as it was said, JSON or not");
    for missing in [JsonOf::StepOutput { step: 5, attempt: 9 }, JsonOf::Question { step: 2, attempt }] {
        let refusal = part(pool, run, missing, &[], 0, 200).await.expect_err("nothing there");
        assert_eq!(refusal.code, ErrorCode::NotFound, "{missing:?}");
    }
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    replace(&works, run, &deep).await;
    let refusal = part(pool, run, JsonOf::Output, &[], 0, 200).await.expect_err("too deep");
    assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some("of")));
}

#[tokio::test]
async fn a_run_is_looked_at_before_it_is_started() {
    let works = Works::begin().await;
    let sample_request = sample("default");
    let seen = preview::check(works.console().pool(), &sample_request.source, &sample_request.config).await;
    let seen = seen.expect("a preview");
    assert_eq!(seen.analysis["completeVector"].as_array().map(Vec::len), Some(6));
    assert!(seen.input["userData"]["domains"].is_array());
    let all: f64 = seen.archetypes.iter().map(|one| one.chance).sum();
    assert!((all - 1.0).abs() < 1e-3 && seen.archetypes.iter().all(|one| !one.display_name.is_empty()), "{all}");
    assert!(seen.experiences.len() > 3 && seen.experiences.is_sorted_by(|one, other| one.chance >= other.chance));
    assert!(seen.experiences.iter().all(|one| one.chance > 0.0 && one.chance <= 1.0));
    assert_eq!(works.count("knock.agent_jobs").await, 0, "nothing is written");

    let run = works.driven(&sample_request).await;
    let material = &run.steps[1].output.as_ref().expect("an output")["material"];
    let archetype: Uuid = material["archetype"]["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    assert!(seen.archetypes.iter().any(|one| one.id == archetype));
    assert_eq!(run.steps[0].output.as_ref(), Some(&seen.analysis), "the run sees what was shown");

    let mut avoiding = plain_input("온");
    let topic = seen.experiences[0].title.split_whitespace().next().expect("a word").to_owned();
    avoiding["userData"]["avoidTopics"] = json!([topic]);
    let quiet =
        preview::check(works.console().pool(), &RunSource::Input { input: avoiding }, &sample_request.config).await;
    assert!(quiet.expect("a preview").experiences.iter().all(|one| !one.title.contains(&topic)));
}

#[tokio::test]
async fn a_preview_refuses_what_a_run_would() {
    let works = Works::begin().await;
    let mut wrong = plain_input("온");
    wrong["userData"]["domains"] = json!(["fine.com", "a b"]);
    let person = works.person().await;
    assert_eq!(works.driven(&of_person(person)).await.summary.status, "completed");
    let cases = [
        request(RunSource::Input { input: wrong }),
        request(RunSource::Sample { name: "nobody".into() }),
        with(sample("default"), |config| config.engine = Some("nobody".into())),
        with(sample("default"), |config| config.template_id = Some(Uuid::nil())),
        of_person(Uuid::nil()),
        of_person(person),
    ];
    for request in cases {
        let refused = works.refused(&request).await;
        let seen = preview::check(works.console().pool(), &request.source, &request.config).await.expect_err("refused");
        assert_eq!((seen.code, seen.field), (refused.code, refused.field), "{request:?}");
    }
    let neighbour = with(of_person(person), |config| config.persona_type = Some(PersonaType::Neighbor));
    assert!(preview::check(works.console().pool(), &neighbour.source, &neighbour.config).await.is_ok());
}

#[tokio::test]
async fn a_run_knows_the_rows_it_could_draw() {
    let works = Works::begin().await;
    let run = works.driven(&sample("default")).await.summary.id;
    let rows = greenroom_core::runs::drawn::rows(works.console().pool(), run).await.expect("rows");
    assert_eq!(rows.len() as i64, works.count("knock.pool_usage").await);
    assert!(rows.iter().all(|row| !row.name.is_empty()), "each by its name");
    let chosen: i64 = rows.iter().filter(|row| row.chosen).count() as i64;
    assert_eq!(chosen, works.count("knock.pool_usage where chosen").await);
}
