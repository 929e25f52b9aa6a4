//! Rooms painted by providers: cut to size, held to the rules, and drawn here where they are of no use.

use greenroom_core::{
    agents::{Agent, picture},
    providers::ProviderKind,
    runs::{
        config::AgentChoice,
        read::{self, Run},
        start::RunRequest,
    },
};

use super::provider;
use crate::support::{
    models::{Asked, Behaviour, FakeModels, colourful_png, questions},
    runs::{Works, attempts, journal, sample, with},
};

fn painted_by(engine: &str) -> RunRequest {
    with(sample("default"), |config| {
        config.agents.insert(Agent::Picture, AgentChoice { engine: Some(engine.to_owned()), ..AgentChoice::default() });
    })
}

async fn facts(works: &Works, run: &Run) -> picture::PictureFacts {
    let png = read::picture(works.console().pool(), run.summary.id).await.expect("a picture");
    picture::inspect(&png, &picture::PictureRules::default()).expect("a picture").0
}

#[tokio::test]
async fn every_painter_gives_a_room_of_our_size() {
    let works = Works::begin().await;
    let original = colourful_png(300, 500);
    for (name, kind, model) in [
        ("chat", ProviderKind::OpenAi, "gpt-image-1"),
        ("imagen", ProviderKind::Gemini, "imagen-4.0-generate-001"),
        ("webui", ProviderKind::Automatic1111, "default"),
    ] {
        let fake = FakeModels::start().await;
        fake.always(Behaviour::Picture(original.clone()));
        provider(&works, name, kind, &fake).await;
        works.sql(&format!("update console.providers set image_model = '{model}' where name = '{name}'")).await;
        let run = works.driven(&painted_by(name)).await;
        assert_eq!(run.summary.status, "completed", "{name}: {:?}", run.summary.error);
        assert!(!run.summary.degraded, "{name}: {:?} {:?}", journal(&run), attempts(&run, 5)[0].error);
        assert_eq!(questions(&fake), [Asked::Picture]);
        let step = attempts(&run, 5)[0];
        assert_eq!(step.provider.as_deref(), Some(name));
        assert!(step.model.is_some() && step.question.as_ref().is_some_and(|asked| asked["prompt"].is_string()));
        assert_eq!((step.cost_usd, run.summary.cost_usd), (Some(0.5), 0.5), "{name}: a picture has its price");
        let told = &run.output.as_ref().expect("an output")["image"]["metadata"];
        assert_eq!(told["generationMethod"], "ai_generated");
        let facts = facts(&works, &run).await;
        assert_eq!((facts.width, facts.height), (256, 512), "{name}");
        assert!(facts.colors <= 32, "{name}: {} colours", facts.colors);
        let kept: Vec<u8> = sqlx::query_scalar("select original from knock.pictures where digest = $1")
            .bind(told["digest"].as_str())
            .fetch_one(works.console().pool())
            .await
            .expect("the original");
        assert_eq!(kept, original, "{name}: as it came");
    }
}

#[tokio::test]
async fn a_picture_of_no_use_is_replaced_by_our_own() {
    let works = Works::begin().await;
    let offline = works.driven(&sample("default")).await;
    let own = read::picture(works.console().pool(), offline.summary.id).await.expect("our own");
    for (name, behaviour, kind, tried) in [
        ("text", Behaviour::Picture(b"this is no picture".to_vec()), "garbage", 2),
        ("half", Behaviour::Picture(colourful_png(64, 64)[..500].to_vec()), "pictureRules", 2),
        ("blocked", Behaviour::Blocked("people".into()), "safetyBlocked", 1),
        ("refused", Behaviour::status(401), "refused", 1),
        ("page", Behaviour::WrongContentType, "wrongContentType", 2),
        ("huge", Behaviour::Huge(41_000_000), "tooLarge", 1),
    ] {
        let fake = FakeModels::start().await;
        fake.always(behaviour);
        provider(&works, name, ProviderKind::Gemini, &fake).await;
        works.sql(&format!("update console.providers set image_model = 'imagen-4' where name = '{name}'")).await;
        let run = works.driven(&painted_by(name)).await;
        let seen = &journal(&run)[4..];
        let mut expected: Vec<String> = (1..=tried).map(|attempt| format!("5/{attempt} failed {kind}")).collect();
        expected.push(format!("5/{} completed fallback", tried + 1));
        assert_eq!(seen, expected, "{name}: {:?}", attempts(&run, 5)[0].error);
        assert!(run.summary.degraded, "{name}");
        let output = run.output.as_ref().expect("an output");
        assert_eq!(output["image"]["metadata"]["generationMethod"], "procedural", "{name}");
        let png = read::picture(works.console().pool(), run.summary.id).await.expect("a picture");
        assert!(png == own, "{name}: the same as without any provider");
    }
}

#[tokio::test]
async fn a_provider_that_only_writes_paints_nothing() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    provider(&works, "writer", ProviderKind::Anthropic, &fake).await;
    let run = works.driven(&painted_by("writer")).await;
    assert_eq!((run.summary.status.as_str(), run.summary.degraded), ("completed", true));
    assert!(fake.requests().is_empty(), "it is not even asked");
}
