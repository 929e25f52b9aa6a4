//! Runs that ask models: what is on record of an answer, of every way not to answer, and of what it cost.

mod failing;
mod pictures;

use std::time::Duration;

use greenroom_core::{
    agents::Agent,
    providers::ProviderKind,
    runs::{config::AgentChoice, read::Run, start::RunRequest, worker::Worker},
};

use crate::support::{
    models::{Answers, Asked, Behaviour, FakeModels, point, questions},
    runs::{Works, attempts, journal, sample, with},
};

/// The first two agents ask the provider; the picture is drawn here.
fn asking(engine: &str) -> RunRequest {
    with(sample("default"), |config| {
        config.engine = Some(engine.to_owned());
        config
            .agents
            .insert(Agent::Picture, AgentChoice { engine: Some("offline".to_owned()), ..AgentChoice::default() });
    })
}

/// Only the first agent, and it asks.
fn needs_of(engine: &str) -> RunRequest {
    with(asking(engine), |config| config.until = Some(Agent::Needs))
}

/// A provider of its own: it shares no circuit and no place in a line with others.
async fn provider(works: &Works, name: &str, kind: ProviderKind, fake: &FakeModels) {
    works
        .sql(&format!(
            "insert into console.providers (name, kind, base_url, model, image_model)
             values ('{name}', '{}', '{}', 'the-model', 'the-image-model')",
            kind.key(),
            fake.base_url(kind)
        ))
        .await;
    works
        .sql(&format!(
            "insert into console.model_prices (provider, model, input_per_million, output_per_million, per_image)
             values ('{name}', '*', 1000, 2000, 0.5)"
        ))
        .await;
}

fn cost(run: &Run) -> i64 {
    (run.summary.cost_usd * 1_000_000.0).round() as i64
}

#[tokio::test]
async fn every_protocol_answers_in_the_place_of_an_agent() {
    let works = Works::begin().await;
    let answers = Answers::of(&works, "default", 7).await;
    for (name, kind, model) in [
        ("openai", ProviderKind::OpenAi, "gpt-4o-mini-2025"),
        ("gemini", ProviderKind::Gemini, "the-model-2025"),
        ("anthropic", ProviderKind::Anthropic, "claude-sonnet-4-5-2025"),
    ] {
        let fake = FakeModels::start().await;
        let given = answers.clone();
        fake.answer_with(move |request| given.to(request));
        point(&works, name, kind, &fake).await;
        works
            .sql(&format!(
                "insert into console.model_prices (provider, model, input_per_million, output_per_million)
                 values ('{name}', '{model}', 1000, 2000)"
            ))
            .await;
        let run = works.driven(&asking(name)).await;
        assert_eq!(run.summary.status, "completed", "{name}: {:?}", run.summary.error);
        assert!(!run.summary.degraded && run.steps.len() == 5, "{name}: {:?}", journal(&run));
        assert_eq!(questions(&fake), [Asked::Needs, Asked::Character], "{name}");
        for step in [1, 2] {
            let told = attempts(&run, step)[0];
            assert_eq!((told.engine.as_str(), told.provider.as_deref()), (name, Some(name)));
            assert_eq!(told.model.as_deref(), Some(model), "as the provider reports it");
            assert_eq!((told.prompt_tokens, told.completion_tokens), (Some(11), Some(7)), "{name}");
            let millionths = (told.cost_usd.expect("a cost") * 1_000_000.0).round() as i64;
            assert_eq!(millionths, 11 * 1000 + 7 * 2000, "{name}");
            let question = told.question.as_ref().expect("the question");
            assert!(question["system"].is_string() && question["user"].is_string());
            let answer: serde_json::Value =
                serde_json::from_str(told.answer.as_deref().expect("the answer")).expect("JSON");
            assert_eq!(answer, if step == 1 { answers.needs.clone() } else { answers.character.clone() });
        }
        assert_eq!((run.summary.prompt_tokens, run.summary.completion_tokens), (22, 14));
        assert_eq!(cost(&run), 2 * (11 * 1000 + 7 * 2000));
        let output = run.output.as_ref().expect("an output");
        assert_eq!(output["analysis"], answers.needs);
        assert_eq!(output["character"], answers.character);
        let spoken: String = works
            .events(run.summary.id)
            .await
            .into_iter()
            .filter(|event| event.kind == "text" && event.step == Some(1))
            .map(|event| event.message)
            .collect();
        assert_eq!(spoken, answers.needs.to_string(), "{name}: the pieces in their order");
    }
}

#[tokio::test]
async fn what_is_asked_of_which_agent_is_chosen_one_by_one() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    let answers = Answers::of(&works, "default", 7).await;
    let given = answers.clone();
    fake.answer_with(move |request| given.to(request));
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    let request = with(sample("default"), |config| {
        let choice =
            AgentChoice { engine: Some("mine".into()), model: Some("another".into()), ..AgentChoice::default() };
        config.agents.insert(Agent::Character, choice);
    });
    let run = works.driven(&request).await;
    assert_eq!(run.summary.status, "completed", "{:?}", run.summary.error);
    assert_eq!(run.summary.engine, "mixed");
    assert_eq!(questions(&fake), [Asked::Character]);
    assert_eq!(fake.requests()[0].body["model"], "another");
    let engines: Vec<&str> = run.steps.iter().map(|step| step.engine.as_str()).collect();
    assert_eq!(engines, ["offline", "mine", "offline", "offline", "offline"]);
}

#[tokio::test]
async fn settings_of_an_agent_reach_its_model() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    let answers = Answers::of(&works, "default", 7).await;
    let given = answers.clone();
    fake.answer_with(move |request| given.to(request));
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    works
        .sql(
            "update knock.agent_settings set engine = 'mine', model = 'chosen', temperature = 0.11, max_tokens = 1234
              where agent = 'needs'",
        )
        .await;
    let run = works.started(&with(sample("default"), |config| config.until = Some(Agent::Needs))).await;
    // A run works by the settings it was started with.
    works.sql("update knock.agent_settings set engine = null, temperature = 1 where agent = 'needs'").await;
    let run = works.to_the_end(run).await;
    assert_eq!(run.summary.status, "completed", "{:?}", run.summary.error);
    let body = &fake.requests()[0].body;
    assert_eq!((&body["model"], &body["temperature"]), (&"chosen".into(), &0.11.into()));
    assert!(body.to_string().contains("1234"), "{body}");
    assert_eq!(run.summary.engine, "mine");
}

#[tokio::test]
async fn an_answer_that_is_known_is_not_asked_for_again() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    let answers = Answers::of(&works, "default", 7).await;
    let given = answers.clone();
    fake.answer_with(move |request| given.to(request));
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    works.driven(&asking("mine")).await;
    let second = works.driven(&asking("mine")).await;
    assert!(second.steps.iter().all(|step| step.cache_hit));
    assert_eq!((fake.requests().len(), cost(&second), second.summary.prompt_tokens), (2, 0, 0));
    works.driven(&with(asking("mine"), |config| config.skip_cache = true)).await;
    assert_eq!(fake.requests().len(), 4);
}

#[tokio::test]
async fn a_run_stops_where_its_budget_ends() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    let answers = Answers::of(&works, "default", 7).await;
    let given = answers.clone();
    fake.answer_with(move |request| given.to(request));
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    works.sql("update console.budgets set run_usd = 0.02").await;
    let run = works.driven(&asking("mine")).await;
    assert_eq!((run.summary.status.as_str(), run.summary.failed_step), ("failed", Some(2)));
    assert_eq!(run.summary.error_kind.as_deref(), Some("budgetExceeded"));
    assert_eq!(run.summary.error.as_deref(), Some("this run has spent its budget of $0.02"));
    assert_eq!(questions(&fake), [Asked::Needs], "the second call was never made");
    assert_eq!(&journal(&run)[..2], ["1/1 completed", "2/1 failed budgetExceeded"], "and nothing stood in for it");
    assert_eq!(cost(&run), 25_000);
}

#[tokio::test]
async fn a_day_stops_where_its_budget_ends() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    let answers = Answers::of(&works, "default", 7).await;
    let given = answers.clone();
    fake.answer_with(move |request| given.to(request));
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    works.driven(&asking("mine")).await;
    assert_eq!(fake.requests().len(), 2);
    works.sql("update console.budgets set day_usd = 0.05").await;
    let another = RunRequest { seed: Some(8), ..asking("mine") };
    let run = works.driven(&another).await;
    assert_eq!((run.summary.status.as_str(), run.summary.failed_step), ("failed", Some(1)));
    assert_eq!(run.summary.error.as_deref(), Some("the budget of $0.05 for 24 hours is spent"));
    assert_eq!(fake.requests().len(), 2);
    works.sql("update knock.agent_job_logs set created_at = now() - interval '25 hours'").await;
    let run = works.driven(&RunRequest { seed: Some(9), ..needs_of("mine") }).await;
    assert_eq!(run.summary.status, "completed", "what was spent yesterday counts no more");
}

#[tokio::test]
async fn a_provider_is_asked_by_no_more_than_it_takes() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    let answers = Answers::of(&works, "default", 7).await;
    let text = answers.needs.to_string();
    let pieces = text.chars().count().div_ceil(3) as u32;
    let pause = Duration::from_millis(1);
    fake.always(Behaviour::Slow { text, pause });
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    works.sql("update console.providers set concurrency = 2 where name = 'mine'").await;
    works.sql("update knock.agent_settings set timeout_ms = 600000 where agent = 'needs'").await;
    for seed in 0..6 {
        works.started(&RunRequest { seed: Some(seed), ..needs_of("mine") }).await;
    }
    let other = Worker::sign_on(works.console(), 4).await.expect("another worker");
    let (one, two) = tokio::join!(works.worker.work_once(4), other.work_once(4));
    one.and(two).expect("both work until nothing is left");
    assert_eq!(works.count("knock.agent_jobs where status = 'completed' and not degraded").await, 6);
    let mut times: Vec<_> = fake.requests().into_iter().map(|request| request.at).collect();
    times.sort();
    // An answer takes at least so long; a third request before the end of the first would be one too many.
    let least = pause * pieces;
    for three in times.windows(3) {
        assert!(three[2] - three[0] >= least, "three at once: {:?} < {least:?}", three[2] - three[0]);
    }
}

#[tokio::test]
async fn every_attempt_has_a_key_of_its_own() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    let answers = Answers::of(&works, "default", 7).await;
    fake.in_turn([Behaviour::status(500), Behaviour::Usual, Behaviour::Json(answers.needs)]);
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    let run = works.driven(&needs_of("mine")).await;
    assert_eq!(run.summary.status, "completed", "{:?}", run.summary.error);
    let keys: Vec<String> =
        fake.requests().iter().filter_map(|request| request.header("idempotency-key").map(str::to_owned)).collect();
    let id = run.summary.id;
    assert_eq!(keys, [format!("{id}:1:1"), format!("{id}:1:2"), format!("{id}:1:2:repair")]);
    let kept =
        works.told("select string_agg(idempotency_key, ' ' order by attempt) from knock.agent_job_logs where step = 1");
    assert_eq!(kept.await, format!("{id}:1:1 {id}:1:2"));
}

#[tokio::test]
async fn each_call_is_told_with_what_it_took() {
    let works = Works::begin().await;
    let answers = Answers::of(&works, "default", 7).await;
    let mut wrong = answers.needs.clone();
    wrong["completeVector"][2]["observed"] = 7.into();
    let fake = FakeModels::start().await;
    fake.in_turn([Behaviour::status(500), Behaviour::Json(wrong), Behaviour::Json(answers.needs)]);
    provider(&works, "mine", ProviderKind::OpenAi, &fake).await;
    let run = works.driven(&needs_of("mine")).await;
    let calls: Vec<_> = works.events(run.summary.id).await.into_iter().filter(|event| event.kind == "call").collect();
    let told: Vec<(Option<i32>, serde_json::Value)> =
        calls.into_iter().map(|event| (event.attempt, event.data.expect("its data"))).collect();
    let seen: Vec<(Option<i32>, &str, &serde_json::Value)> = told
        .iter()
        .map(|(attempt, data)| (*attempt, data["purpose"].as_str().unwrap_or_default(), &data["failure"]))
        .collect();
    let none = serde_json::Value::Null;
    assert_eq!(seen, [(Some(1), "ask", &"server".into()), (Some(2), "ask", &none), (Some(2), "repair", &none)]);
    let cost: f64 = told.iter().filter_map(|(_, data)| data["costUsd"].as_f64()).sum();
    assert!((cost - run.summary.cost_usd).abs() < 1e-9 && cost > 0.0, "{cost}");
    let (ask, repair) = (&told[1].1, &told[2].1);
    assert_eq!(
        (&ask["provider"], &ask["promptTokens"], &ask["completionTokens"]),
        (&"mine".into(), &11.into(), &7.into())
    );
    let end = ask["fromMs"].as_u64().zip(ask["ms"].as_u64()).map(|(from, took)| from + took);
    assert!(repair["fromMs"].as_u64() >= end, "the second begins after the first");
}
