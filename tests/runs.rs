//! Runs against a real database: how they begin, what comes out of them, and what is kept.

mod decisions;
mod documents;
mod forks;
mod judged;
mod reading;
mod sharing;
mod survival;
mod whole;

use chrono::{Duration, Utc};
use greenroom_core::{
    ErrorCode,
    agents::Agent,
    runs::{
        config::{AgentChoice, PersonaType},
        start::RunSource,
    },
};
use serde_json::json;

use crate::support::runs::{Works, of_person, plain_input, request, sample, with};

/// Whatever is refused leaves neither a run nor a place in the queue.
async fn nothing_was_written(works: &Works) {
    assert_eq!(works.count("knock.agent_jobs").await, 0);
    assert_eq!(works.count("graphile_worker.jobs").await, 0);
}

#[tokio::test]
async fn what_cannot_work_is_refused_by_its_field() {
    let works = Works::begin().await;
    works.sql("update console.providers set is_enabled = false where name = 'gemini'").await;
    let disabled = |agent: Agent| {
        with(sample("default"), |config| {
            config.agents.insert(agent, AgentChoice { enabled: Some(false), ..AgentChoice::default() });
        })
    };
    let cases = [
        (with(sample("default"), |config| config.template_id = Some(uuid::Uuid::nil())), "templateId"),
        (with(sample("default"), |config| config.engine = Some("nobody".into())), "engine"),
        (with(sample("default"), |config| config.engine = Some("gemini".into())), "engine"),
        (
            with(sample("default"), |config| {
                config
                    .agents
                    .insert(Agent::Needs, AgentChoice { engine: Some("gemini".into()), ..AgentChoice::default() });
            }),
            "engine",
        ),
        (disabled(Agent::Prompt), "agents"),
        (greenroom_core::runs::start::RunRequest { priority: 101, ..sample("default") }, "priority"),
        (of_person(uuid::Uuid::nil()), "person"),
        (
            request(RunSource::Input {
                input: json!({ "userData": { "domains": ["a b"] }, "meta": { "userName": "온" } }),
            }),
            "userData.domains[0]",
        ),
        (request(RunSource::Input { input: json!([1]) }), "input"),
    ];
    for (request, field) in cases {
        let refusal = works.refused(&request).await;
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some(field)), "{refusal:?}");
    }
    assert_eq!(works.refused(&sample("nobody-knows")).await.code, ErrorCode::NotFound);
    assert_eq!(works.refused(&request(RunSource::Like { run: uuid::Uuid::nil() })).await.code, ErrorCode::NotFound);
    let mut stranger = plain_input("온");
    stranger["meta"]["userId"] = json!(uuid::Uuid::nil());
    let refusal = works.refused(&request(RunSource::Input { input: stranger })).await;
    assert_eq!(refusal.field.as_deref(), Some("meta.userId"));
    nothing_was_written(&works).await;
}

#[tokio::test]
async fn a_second_roommate_is_refused_and_a_neighbour_is_not() {
    let works = Works::begin().await;
    let person = works.person().await;
    let first = works.driven(&of_person(person)).await;
    assert_eq!(first.summary.status, "completed", "{:?}", first.summary.error);
    let refusal = works.refused(&of_person(person)).await;
    assert_eq!(refusal.code, ErrorCode::Conflict);
    assert_eq!(works.count("knock.agent_jobs").await, 1);

    let dry = works.driven(&with(of_person(person), |config| config.dry_run = true)).await;
    assert_eq!(dry.summary.status, "completed", "a dry run makes nobody");
    let neighbour = with(of_person(person), |config| config.persona_type = Some(PersonaType::Neighbor));
    for _ in 0..3 {
        assert_eq!(works.driven(&neighbour).await.summary.status, "completed");
    }
    let places = works
        .told("select string_agg(format('%s,%s', position_x, position_y), ' ' order by created_at) from knock.rooms")
        .await;
    assert_eq!(places, "0,0 1,0 0,1 -1,0");
    let types = works.told("select string_agg(persona_type, ' ' order by created_at) from knock.personas").await;
    assert_eq!(types, "roommate neighbor neighbor neighbor");
}

#[tokio::test]
async fn neighbours_made_at_once_move_into_different_rooms() {
    let works = Works::begin().await;
    let person = works.person().await;
    let neighbour = with(of_person(person), |config| config.persona_type = Some(PersonaType::Neighbor));
    let mut runs = Vec::new();
    for _ in 0..4 {
        runs.push(works.started(&neighbour).await);
    }
    let driving = runs.iter().map(|run| {
        let (worker, run) = (works.worker.clone(), *run);
        tokio::spawn(async move { worker.drive(run).await })
    });
    for driven in driving.collect::<Vec<_>>() {
        driven.await.expect("no panic").expect("no error");
    }
    for run in &runs {
        assert_eq!(works.run(*run).await.summary.status, "completed");
    }
    assert_eq!(works.count("(select distinct position_x, position_y from knock.rooms) as places").await, 4);
    assert_eq!(
        works.count("knock.rooms where abs(position_x) + abs(position_y) <> 1").await,
        0,
        "the first four are all beside the middle"
    );
}

#[tokio::test]
async fn a_dry_run_stores_nobody() {
    let works = Works::begin().await;
    let run = works.driven(&with(of_person(works.person().await), |config| config.dry_run = true)).await;
    assert_eq!(run.summary.status, "completed");
    assert!(run.summary.dry_run);
    let output = run.output.expect("an output");
    assert!(output["persona"].is_null() && output["room"].is_null());
    assert_eq!(works.count("knock.personas").await + works.count("knock.rooms").await, 0);
    assert!(works.count("knock.pool_usage").await > 0, "what was drawn counts all the same");
}

#[tokio::test]
async fn a_run_ends_where_it_was_told_to() {
    let works = Works::begin().await;
    let person = works.person().await;
    let run = works.driven(&with(of_person(person), |config| config.until = Some(Agent::Character))).await;
    assert_eq!(run.summary.status, "completed", "{:?}", run.summary.error);
    let states: Vec<&str> = run.steps.iter().map(|step| step.status.as_str()).collect();
    assert_eq!(states, ["completed", "completed", "skipped", "skipped", "skipped"]);
    let output = run.output.expect("an output");
    assert!(output["character"]["name"].is_string());
    assert!(output["prompts"]["systemPrompt"].is_null() && output["image"].is_null());
    assert_eq!(output["quality"]["missed"], json!([]), "it is not judged for what it was not to make");
    assert_eq!(works.count("knock.personas").await, 0, "a character without a prompt cannot talk");
    assert_eq!(works.count("knock.agent_jobs").await, 1, "and is not replaced");
}

#[tokio::test]
async fn a_character_without_a_picture_has_no_room() {
    let works = Works::begin().await;
    let disabled = AgentChoice { enabled: Some(false), ..AgentChoice::default() };
    works.sql("update knock.quality_criteria set when_missed = 'warn'").await;
    let request = with(of_person(works.person().await), |config| {
        config.agents.insert(Agent::Picture, disabled);
    });
    let run = works.driven(&request).await;
    assert_eq!(run.summary.status, "completed", "{:?}", run.summary.error);
    assert_eq!(run.steps[4].status, "skipped");
    let output = run.output.expect("an output");
    assert!(output["persona"]["id"].is_string() && output["room"].is_null() && output["image"].is_null());
    assert_eq!(output["quality"]["checks"]["imageValidation"]["value"].as_f64(), Some(0.0));
    assert_eq!(works.count("knock.rooms").await, 0);
    assert_eq!(works.count("knock.personas").await, 1);
}

#[tokio::test]
async fn a_run_of_tomorrow_waits_for_its_time() {
    let works = Works::begin().await;
    let tomorrow = Utc::now() + Duration::days(1);
    let later = works
        .started(&greenroom_core::runs::start::RunRequest { scheduled_for: Some(tomorrow), ..sample("default") })
        .await;
    let now = works.started(&sample("default")).await;
    works.worker.work_once(2).await.expect("it works until nothing is left");
    assert_eq!(works.run(now).await.summary.status, "completed");
    assert_eq!(works.run(later).await.summary.status, "pending");
    let queued = works.told("select (run_at at time zone 'utc')::date::text from graphile_worker.jobs").await;
    assert_eq!(queued, tomorrow.date_naive().to_string());
}

#[tokio::test]
async fn what_matters_more_goes_first() {
    let works = Works::begin().await;
    let mut runs = Vec::new();
    for priority in [0, -5, 9, 3, 9] {
        let request = greenroom_core::runs::start::RunRequest {
            priority,
            ..with(sample("default"), |config| config.until = Some(Agent::Needs))
        };
        runs.push(works.started(&request).await);
    }
    works.worker.work_once(1).await.expect("it works until nothing is left");
    let order =
        works.told("select string_agg(priority::text, ' ' order by started_at, number) from knock.agent_jobs").await;
    assert_eq!(order, "9 9 3 0 -5");
}
