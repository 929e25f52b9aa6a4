//! The models' protocols against a real server that behaves well and badly: what arrives, how each misbehaviour is
//! called, that giving up closes the connection, and that no key is ever told.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "../fake_models/mod.rs"]
mod fake_models;
mod keys;
mod leaving;
mod painters;
mod writers;

use std::{
    io::Write,
    sync::{Arc, Mutex},
    time::Duration,
};

use fake_models::{Behaviour, FakeModels};
use greenroom_core::{
    agents::Question,
    failure::FailureKind,
    providers::{
        self, Answer, Finish, ModelSettings, PictureAnswer, PictureSettings, ProviderFailure, ProviderKind,
        ProviderSettings, Resolved, Stage,
        keys::{KeySource, Keychain},
    },
};
use serde_json::json;

const KEY: &str = "sk-test-7Yq0Zr4mVw2nXb8c";
const WRITERS: [ProviderKind; 3] = [ProviderKind::OpenAi, ProviderKind::Gemini, ProviderKind::Anthropic];

fn provider(fake: &FakeModels, kind: ProviderKind) -> Resolved {
    at(kind, &fake.base_url(kind))
}

fn at(kind: ProviderKind, address: &str) -> Resolved {
    let settings = ProviderSettings {
        name: "fake".into(),
        kind,
        base_url: None,
        model: "the-model".into(),
        image_model: Some("the-image-model".into()),
        concurrency: 1,
        enabled: true,
    };
    let environment = |name: &str| match name {
        "GREENROOM_FAKE_BASE_URL" => Some(address.to_owned()),
        "GREENROOM_FAKE_API_KEY" => Some(KEY.to_owned()),
        _ => None,
    };
    let mut resolved = providers::resolve_with(settings, &environment, &Keychain::absent());
    assert_eq!(resolved.key_source, KeySource::Environment("GREENROOM_FAKE_API_KEY".into()));
    resolved.limits.idle = Duration::from_millis(300);
    resolved.limits.text = 20_000;
    resolved.limits.picture = 100_000;
    resolved
}

fn question() -> Question {
    Question {
        system: "너는 인사를 건넨다.".into(),
        user: "인사해 줘.".into(),
        schema_name: "greeting".into(),
        schema: json!({"type": "object", "properties": {"greeting": {"type": "string"}}, "required": ["greeting"]}),
    }
}

async fn ask(provider: &Resolved) -> Result<Answer, ProviderFailure> {
    providers::complete(provider, &question(), &ModelSettings::default(), "run-1:1:1", &mut |_| {}).await
}

async fn paint(provider: &Resolved) -> Result<PictureAnswer, ProviderFailure> {
    let settings = PictureSettings::default();
    providers::picture(provider, "a quiet room", "people", &settings, "run-1:5:1").await
}

/// Whatever paints, with Gemini's two ways.
fn painters(fake: &FakeModels) -> Vec<Resolved> {
    let mut other = provider(fake, ProviderKind::Gemini);
    other.settings.image_model = Some("gemini-2.5-flash-image".into());
    let kinds = [ProviderKind::OpenAi, ProviderKind::Gemini, ProviderKind::Automatic1111];
    kinds.into_iter().map(|kind| provider(fake, kind)).chain([other]).collect()
}

/// Misbehaviours that look the same whatever is asked for.
fn misbehaviours() -> Vec<(Behaviour, FailureKind)> {
    let mut all = vec![
        (Behaviour::StallAfter(10), FailureKind::Timeout),
        (Behaviour::CutAfter(0), FailureKind::CutStream),
        (Behaviour::CutAfter(10), FailureKind::CutStream),
        (Behaviour::Garbage, FailureKind::Garbage),
        (Behaviour::NotHttp, FailureKind::Garbage),
        (Behaviour::WrongContentType, FailureKind::WrongContentType),
        (Behaviour::Huge(300_000), FailureKind::TooLarge),
        (Behaviour::Flood(4_000_000), FailureKind::TooLarge),
        (Behaviour::Blocked("SAFETY".into()), FailureKind::SafetyBlocked),
        (Behaviour::Raw { content_type: "application/json".into(), body: "{}".into() }, FailureKind::Garbage),
    ];
    all.extend(
        [
            (400, FailureKind::BadRequest),
            (401, FailureKind::Refused),
            (403, FailureKind::Refused),
            (404, FailureKind::NotFound),
            (408, FailureKind::Timeout),
            (422, FailureKind::BadRequest),
            (429, FailureKind::RateLimited),
            (500, FailureKind::Server),
            (503, FailureKind::Server),
            (529, FailureKind::OverCapacity),
        ]
        .map(|(code, kind)| (Behaviour::status(code), kind)),
    );
    all
}
