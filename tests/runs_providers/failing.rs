//! Every way in which a provider does not answer: what it is called, how often it is tried, and what stands in for it.

use greenroom_core::providers::ProviderKind;
use serde_json::json;

use super::{asking, cost, needs_of, provider};
use crate::support::{
    models::{Answers, Behaviour, FakeModels, questions},
    runs::{Works, attempts, journal, with},
};

fn too_many() -> Behaviour {
    Behaviour::Status { code: 429, retry_after: Some("1".into()), body: String::new() }
}

/// The behaviour, the name of the failure, how many attempts at it, how many requests in all.
fn misbehaviours() -> Vec<(&'static str, Behaviour, &'static str, usize, usize)> {
    vec![
        ("server", Behaviour::status(500), "server", 2, 2),
        ("overloaded", Behaviour::status(529), "overCapacity", 2, 2),
        ("limited", too_many(), "rateLimited", 2, 2),
        ("garbage", Behaviour::Garbage, "garbage", 2, 2),
        ("page", Behaviour::WrongContentType, "wrongContentType", 2, 2),
        ("cut", Behaviour::CutAfter(120), "cutStream", 2, 2),
        ("hang", Behaviour::Hang, "timeout", 2, 2),
        ("stall", Behaviour::StallAfter(120), "timeout", 2, 2),
        ("huge", Behaviour::Huge(3_000_000), "tooLarge", 1, 1),
        ("refused", Behaviour::status(401), "refused", 1, 1),
        ("forbidden", Behaviour::status(403), "refused", 1, 1),
        ("missing", Behaviour::status(404), "notFound", 1, 1),
        ("wrong", Behaviour::status(400), "badRequest", 1, 1),
        ("blocked", Behaviour::Blocked("SAFETY".into()), "safetyBlocked", 1, 1),
        ("unfit", Behaviour::Usual, "schemaViolation", 1, 2),
        ("prose", Behaviour::Text("생각해 보았는데, 잘 모르겠습니다.".into()), "garbage", 2, 2),
    ]
}

#[tokio::test]
async fn every_failure_has_its_name_and_something_stands_in() {
    let works = Works::begin().await;
    for (name, behaviour, kind, tried, requests) in misbehaviours() {
        // Where silence is what is tried, it is borne for a short time only.
        let patience = if kind == "timeout" { 400 } else { 60_000 };
        let settings = format!("timeout_ms = {patience}, attempts = 2 where agent = 'needs'");
        works.sql(&format!("update knock.agent_settings set {settings}")).await;
        for (protocol, word) in
            [(ProviderKind::OpenAi, "a"), (ProviderKind::Gemini, "b"), (ProviderKind::Anthropic, "c")]
        {
            let fake = FakeModels::start().await;
            fake.always(behaviour.clone());
            let name = format!("{name}-{word}");
            provider(&works, &name, protocol, &fake).await;
            let run = works.driven(&needs_of(&name)).await;
            let mut expected: Vec<String> = (1..=tried).map(|attempt| format!("1/{attempt} failed {kind}")).collect();
            expected.push(format!("1/{} completed fallback", tried + 1));
            assert_eq!(journal(&run)[..=tried], expected, "{name}: {:?}", attempts(&run, 1)[0].error);
            assert_eq!((run.summary.status.as_str(), run.summary.degraded), ("completed", true), "{name}");
            assert_eq!(fake.requests().len(), requests, "{name}");
            let last = attempts(&run, 1)[tried];
            assert_eq!((last.engine.as_str(), last.provider.as_deref()), ("offline", None), "{name}");
            assert_eq!(last.fallback_reason, attempts(&run, 1)[tried - 1].error, "{name}: why is told");
            for told in &attempts(&run, 1)[..tried] {
                assert_eq!((told.engine.as_str(), told.provider.as_deref()), (name.as_str(), Some(name.as_str())));
                assert!(told.model.as_deref().is_some_and(|model| model.starts_with("the-model")), "{name}: {told:?}");
                assert!(told.question.is_some(), "{name}: what was asked is on record");
            }
            assert!(works.told_kinds(run.summary.id).await.contains(&"fallingBack".to_owned()));
        }
    }
}

#[tokio::test]
async fn nobody_there_is_unreachable() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    provider(&works, "gone", ProviderKind::OpenAi, &fake).await;
    drop(fake);
    works.sql("update console.providers set base_url = 'http://127.0.0.1:1/v1' where name = 'gone'").await;
    let run = works.driven(&needs_of("gone")).await;
    assert_eq!(journal(&run)[0], "1/1 failed unreachable");
    assert_eq!(journal(&run)[3], "1/4 completed fallback");
}

#[tokio::test]
async fn a_run_that_may_not_fall_back_fails() {
    let works = Works::begin().await;
    works
        .sql("update knock.agent_settings set on_failure = 'abort', attempts = 2 where agent in ('needs', 'character')")
        .await;
    let answers = Answers::of(&works, "default", 7).await;
    let fake = FakeModels::start().await;
    fake.always(Behaviour::status(500));
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    let run = works.driven(&asking("mine")).await;
    assert_eq!((run.summary.status.as_str(), run.summary.failed_step), ("failed", Some(1)));
    assert_eq!(run.summary.error_kind.as_deref(), Some("server"));
    assert!(run.summary.error.as_deref().is_some_and(|error| error.contains("the fake says 500")));
    let states = ["1/1 failed server", "1/2 failed server", "2/1 skipped", "3/1 skipped", "4/1 skipped", "5/1 skipped"];
    assert_eq!(journal(&run), states);

    fake.answer_with(move |request| match crate::support::models::asked(request) {
        crate::support::models::Asked::Needs => Behaviour::Json(answers.needs.clone()),
        _ => Behaviour::status(401),
    });
    let run = works.driven(&asking("mine")).await;
    assert_eq!((run.summary.failed_step, run.summary.error_kind.as_deref()), (Some(2), Some("refused")));
    assert_eq!(run.output, None);
}

#[tokio::test]
async fn what_passes_is_asked_again_and_then_fine() {
    let works = Works::begin().await;
    let answers = Answers::of(&works, "default", 7).await;
    let fake = FakeModels::start().await;
    fake.in_turn([too_many(), Behaviour::CutAfter(200), Behaviour::Json(answers.needs.clone())]);
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    let run = works.driven(&needs_of("mine")).await;
    assert_eq!(journal(&run)[..3], ["1/1 failed rateLimited", "1/2 failed cutStream", "1/3 completed"]);
    assert!(!run.summary.degraded);
    let requests = fake.requests();
    assert!(requests[1].at - requests[0].at >= std::time::Duration::from_secs(1), "as long as it was told to");
    let retrying = works.events(run.summary.id).await.into_iter().find(|event| event.kind == "retrying");
    assert_eq!(retrying.and_then(|event| event.data).expect("data")["afterMs"], 1000);
}

/// A provider that wants to be left alone for long gives the place at the worker to others.
#[tokio::test]
async fn a_long_wait_is_waited_in_the_queue() {
    let works = Works::begin().await;
    let answers = Answers::of(&works, "default", 7).await;
    let fake = FakeModels::start().await;
    let long = Behaviour::Status { code: 429, retry_after: Some("6".into()), body: String::new() };
    fake.in_turn([long, Behaviour::Json(answers.needs.clone())]);
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    let run = works.started(&needs_of("mine")).await;
    let outcome = works.worker.drive(run).await.expect("an outcome");
    assert_eq!(outcome, greenroom_core::runs::engine::Outcome::Released);
    assert_eq!(works.count("graphile_worker.jobs where run_at > now() + interval '2 seconds'").await, 1);
    works.worker.work_once(1).await.expect("it works until nothing is left");
    let told = works.run(run).await;
    assert_eq!(journal(&told)[..2], ["1/1 failed rateLimited", "1/2 completed"]);
    assert_eq!(told.summary.status, "completed");
}

#[tokio::test]
async fn an_answer_that_breaks_a_rule_is_mended_once() {
    let works = Works::begin().await;
    let answers = Answers::of(&works, "default", 7).await;
    let mut wrong = answers.needs.clone();
    wrong["completeVector"][2]["observed"] = json!(7);
    let fake = FakeModels::start().await;
    fake.in_turn([Behaviour::Json(wrong.clone()), Behaviour::Json(answers.needs.clone())]);
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    let run = works.driven(&needs_of("mine")).await;
    assert_eq!(journal(&run)[0], "1/1 completed");
    assert!(!run.summary.degraded);
    let told = attempts(&run, 1)[0];
    assert_eq!((told.prompt_tokens, told.completion_tokens), (Some(22), Some(14)), "both questions are paid for");
    let repair = fake.requests()[1].body.to_string();
    assert!(repair.contains("completeVector[2].observed"), "the second question names the fault");

    fake.always(Behaviour::Json(wrong));
    let run = works.driven(&with(needs_of("mine"), |config| config.skip_cache = true)).await;
    assert_eq!(journal(&run)[..2], ["1/1 failed schemaViolation", "1/2 completed fallback"]);
    assert!(run.summary.degraded);
    assert_eq!(attempts(&run, 1)[0].prompt_tokens, Some(22));
}

/// The provider finds the fault before the agent has seen the answer: it is paid for, kept and shown like any other.
#[tokio::test]
async fn an_answer_that_does_not_fit_its_schema_is_shown_and_paid_for() {
    let works = Works::begin().await;
    let answers = Answers::of(&works, "default", 7).await;
    let unfit = json!({ "completeVector": "산책을 좋아합니다" });
    let fake = FakeModels::start().await;
    fake.in_turn([Behaviour::Json(unfit.clone()), Behaviour::Json(answers.needs.clone())]);
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    let run = works.driven(&needs_of("mine")).await;
    assert_eq!(journal(&run)[0], "1/1 completed");
    let told = attempts(&run, 1)[0];
    assert_eq!((told.prompt_tokens, told.completion_tokens), (Some(22), Some(14)), "both questions are paid for");
    assert_eq!(cost(&run), 2 * (11 * 1000 + 7 * 2000));
    assert!(fake.requests()[1].body.to_string().contains("산책을 좋아합니다"), "the second question shows the answer");

    for (behaviour, said, tokens) in [
        (Behaviour::Json(unfit.clone()), unfit.to_string(), Some(22)),
        (Behaviour::Text("산책?".into()), "산책?".to_owned(), Some(11)),
    ] {
        fake.always(behaviour);
        let run = works.driven(&with(needs_of("mine"), |config| config.skip_cache = true)).await;
        let told = attempts(&run, 1)[0];
        assert_eq!((told.status.as_str(), told.answer.as_deref()), ("failed", Some(said.as_str())));
        assert_eq!(told.prompt_tokens, tokens);
    }
}

#[tokio::test]
async fn a_character_of_experiences_nobody_offered_is_refused() {
    let works = Works::begin().await;
    let answers = Answers::of(&works, "default", 7).await;
    let mut wrong = answers.clone();
    wrong.character["selectedExperiences"][0]["id"] = json!(uuid::Uuid::nil());
    let fake = FakeModels::start().await;
    fake.answer_with(move |request| wrong.to(request));
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    let run = works.driven(&asking("mine")).await;
    assert_eq!((run.summary.status.as_str(), run.summary.degraded), ("completed", true));
    assert_eq!(journal(&run)[1..3], ["2/1 failed schemaViolation", "2/2 completed fallback"]);
    assert_eq!(questions(&fake).len(), 3, "asked, and asked to mend it");
    assert!(attempts(&run, 2)[0].error.as_deref().is_some_and(|error| error.contains("selectedExperiences[0]")));
}

#[tokio::test]
async fn a_provider_that_fails_again_and_again_is_left_alone() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    fake.always(Behaviour::status(500));
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    works.driven(&needs_of("mine")).await;
    let second = works.driven(&needs_of("mine")).await;
    let expected = ["1/1 failed server", "1/2 failed server", "1/3 failed circuitOpen", "1/4 completed fallback"];
    assert_eq!(journal(&second)[..4], expected);
    let third = works.driven(&needs_of("mine")).await;
    assert_eq!(journal(&third)[..2], ["1/1 failed circuitOpen", "1/2 completed fallback"]);
    assert_eq!(fake.requests().len(), 5);
}

/// What stood in for an agent must not be taken for its own answer later.
#[tokio::test]
async fn a_stand_in_is_not_kept_for_later() {
    let works = Works::begin().await;
    let answers = Answers::of(&works, "default", 7).await;
    let fake = FakeModels::start().await;
    fake.always(Behaviour::status(401));
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    assert!(works.driven(&needs_of("mine")).await.summary.degraded);
    assert_eq!(works.count("knock.step_cache").await, 0);
    fake.always(Behaviour::Json(answers.needs.clone()));
    let run = works.driven(&needs_of("mine")).await;
    assert_eq!(journal(&run)[0], "1/1 completed");
    assert!(!attempts(&run, 1)[0].cache_hit && !run.summary.degraded);
}

#[tokio::test]
async fn a_retry_with_another_engine_needs_no_provider() {
    let works = Works::begin().await;
    works.sql("update knock.agent_settings set on_failure = 'abort' where agent = 'needs'").await;
    let fake = FakeModels::start().await;
    fake.always(Behaviour::status(401));
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    let failed = works.driven(&asking("mine")).await.summary.id;
    let again = greenroom_core::runs::again::resume(works.console(), failed, Some("offline")).await.expect("resumed");
    let again = works.to_the_end(again.id).await;
    assert_eq!((again.summary.status.as_str(), again.summary.engine.as_str()), ("completed", "offline"));
    assert_eq!(fake.requests().len(), 1);
}
