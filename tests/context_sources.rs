//! Where contexts can be taken from: runs that recorded their variables, sample inputs, people by what they told.

use greenroom_core::{
    ErrorCode,
    agents::input::{ConversationStyle, RunInput},
    templates::sources::{self, ContextSource, ContextSourceKey, ContextSourceKind},
};
use serde_json::json;
use sqlx::Executor;
use uuid::Uuid;

use crate::{
    script::{Script, text},
    support::Fresh,
};

/// Runs 41 to 43: of somebody known, of a name alone, and one that recorded no variables.
const RUNS: &str = r#"
    with job as (
      insert into knock.agent_jobs (number, job_type, status, input, output, user_id) values
        (41, 'character_generation', 'completed', '{"meta":{"userName":"도준"}}', '{"character":{"archetype":"cozy_creative"}}',
          (select id from knock.users order by email limit 1)),
        (42, 'character_generation', 'completed', '{"meta":{"userName":"도준"}}', null, null),
        (43, 'character_generation', 'failed', '{"meta":{"userName":"도준"}}', null, null)
      returning id, number
    )
    insert into knock.agent_job_logs (job_id, agent_name, step, status, input)
    select id, 'Agent 3: System Prompt Assembly', 3, 'completed',
      case number when 43 then '{"variables":"none"}' else '{"variables":{"characterName":"이랑","userName":"도준"}}' end::jsonb
    from job"#;

async fn found(fresh: &Fresh, text: &str) -> Vec<ContextSource> {
    sources::list(fresh.console.pool(), text).await.expect("sources")
}

fn key(kind: ContextSourceKind, key: &str) -> ContextSourceKey {
    ContextSourceKey { kind, key: key.to_owned() }
}

async fn input(fresh: &Fresh, source: &ContextSourceKey) -> RunInput {
    sources::input_of(fresh.console.pool(), source).await.expect("an input")
}

async fn somebody(fresh: &Fresh) -> (Uuid, String) {
    sqlx::query_as("select id, display_name from knock.users order by email limit 1")
        .fetch_one(fresh.console.pool())
        .await
        .expect("a person")
}

#[tokio::test]
async fn runs_come_first_then_samples_and_people() {
    let fresh = Fresh::seeded().await;
    fresh.stranger().await.execute(RUNS).await.expect("runs");
    let (_, name) = somebody(&fresh).await;
    let all = found(&fresh, "").await;
    let runs: Vec<(&str, &str, Option<&str>)> = all
        .iter()
        .filter(|one| one.kind == ContextSourceKind::Run)
        .map(|one| (one.key.as_str(), one.label.as_str(), one.note.as_deref()))
        .collect();
    assert_eq!(runs, [("42", "도준", None), ("41", name.as_str(), Some("cozy_creative"))]);
    assert!(all[0].job_id.is_some() && all[0].at.is_some());
    let of = |kind| all.iter().filter(|one| one.kind == kind).count();
    let counted = "select (select count(*) from knock.sample_inputs), (select count(*) from knock.onboarding_data)";
    let (samples, people): (i64, i64) =
        sqlx::query_as(counted).fetch_one(fresh.console.pool()).await.expect("two counts");
    assert_eq!((of(ContextSourceKind::Sample) as i64, of(ContextSourceKind::Person) as i64), (samples, people));
    assert!(all.is_sorted_by_key(|one| one.kind as u8), "one kind after the other");
}

#[tokio::test]
async fn they_are_found_by_number_name_title_and_archetype() {
    let fresh = Fresh::seeded().await;
    fresh.stranger().await.execute(RUNS).await.expect("runs");
    let (id, name) = somebody(&fresh).await;
    let keys = |found: Vec<ContextSource>| found.into_iter().map(|one| one.key).collect::<Vec<_>>();
    assert_eq!(keys(found(&fresh, "#42").await), ["42"]);
    assert_eq!(keys(found(&fresh, "cozy #4").await), ["41"]);
    assert_eq!(keys(found(&fresh, &name).await), ["41".to_owned(), id.to_string()]);
    assert_eq!(keys(found(&fresh, "lights on after").await), ["default"]);
    assert!(found(&fresh, "100%_").await.is_empty(), "what was typed is no pattern");
}

#[tokio::test]
async fn a_run_gives_the_variables_it_recorded() {
    let fresh = Fresh::seeded().await;
    fresh.stranger().await.execute(RUNS).await.expect("runs");
    let pool = fresh.console.pool();
    let run = |number: &str| key(ContextSourceKind::Run, number);
    let variables = sources::variables_of(pool, &run("41")).await.expect("variables");
    assert_eq!(variables, json!({ "characterName": "이랑", "userName": "도준" }));
    for nothing in ["43", "44"] {
        let refusal = sources::variables_of(pool, &run(nothing)).await.expect_err("nothing recorded");
        assert_eq!(refusal.code, ErrorCode::NotFound);
    }
    let refusal = sources::variables_of(pool, &run("forty")).await.expect_err("no number");
    assert_eq!(refusal.code, ErrorCode::Invalid);
}

#[tokio::test]
async fn a_sample_and_a_person_give_the_variables_a_run_would_come_to() {
    let fresh = Fresh::seeded().await;
    let pool = fresh.console.pool();
    let (id, name) = somebody(&fresh).await;
    let person = key(ContextSourceKind::Person, &id.to_string());
    let sample = key(ContextSourceKind::Sample, "default");
    for source in [&person, &sample] {
        let variables = sources::variables_of(pool, source).await.expect("variables");
        for known in greenroom_core::prompts::KNOWN.iter() {
            assert!(variables.get(known.name).is_some(), "{} of {source:?} is missing", known.name);
        }
        assert_eq!(sources::variables_of(pool, source).await.expect("once more"), variables, "the same each time");
    }
    assert_eq!(sources::variables_of(pool, &person).await.expect("variables")["userName"], json!(name));
}

#[tokio::test]
async fn an_input_is_that_of_the_sample() {
    let fresh = Fresh::seeded().await;
    for sample in found(&fresh, "").await.iter().filter(|one| one.kind == ContextSourceKind::Sample) {
        let input = input(&fresh, &key(ContextSourceKind::Sample, &sample.key)).await;
        assert!(!input.user_data.domains.is_empty() && !input.meta.user_name.is_empty(), "{}", sample.key);
    }
    let nothing = sources::input_of(fresh.console.pool(), &key(ContextSourceKind::Sample, "nobody")).await;
    assert_eq!(nothing.expect_err("no sample").code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_persons_input_is_what_they_told_and_nothing_else() {
    let fresh = Fresh::seeded().await;
    let (id, name) = somebody(&fresh).await;
    fresh
        .stranger()
        .await
        .execute(sqlx::AssertSqlSafe(format!(
            r#"update knock.onboarding_data set conversation_style = 'formal', response_length = null,
                 raw_data = '{{"visited":["secret.example"]}}' where user_id = '{id}'"#
        )))
        .await
        .expect("told");
    let input = input(&fresh, &key(ContextSourceKind::Person, &id.to_string())).await;
    assert_eq!((input.meta.user_id, input.meta.user_name.as_str()), (Some(id), name.as_str()));
    assert_eq!(input.preferences.conversation_style, Some(ConversationStyle::Formal));
    assert!(input.preferences.response_length.is_none() && !input.user_data.interests.is_empty());
    let written = serde_json::to_string(&input).expect("text");
    assert!(!written.contains("secret.example") && !written.contains('@'), "{written}");
    let stranger = key(ContextSourceKind::Person, &Uuid::nil().to_string());
    let refusal = sources::input_of(fresh.console.pool(), &stranger).await.expect_err("nobody");
    assert_eq!(refusal.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn the_command_line_lists_them_and_renders_with_them() {
    let script = Script::begin("ctl-sources").await;
    script.fresh.stranger().await.execute(RUNS).await.expect("runs");
    let listed = script.ok(&["template", "context", "sources", "--text", "cozy"]);
    assert_eq!((text(&listed["items"][0], "kind"), text(&listed["items"][0], "key")), ("run", "41"));
    let templates = script.ok(&["template", "list"]);
    let id = text(&templates["items"][0], "id");
    let rendered = script.ok(&["template", "render", id, "--run", "41"]);
    assert!(text(&rendered, "prompt").contains("이랑"));
    let nobody = Uuid::nil().to_string();
    assert_eq!(text(&script.refused(&["template", "render", id, "--person", &nobody]), "code"), "NotFound");
    assert_eq!(text(&script.refused(&["template", "render", id, "--sample", "nothing"]), "code"), "NotFound");
}
