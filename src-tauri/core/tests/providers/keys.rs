//! Keys: needed, refused, and never told. And the connection test, which is mostly about them.

use super::*;

#[tokio::test]
async fn without_a_key_the_providers_own_servers_are_not_asked() {
    let settings = ProviderSettings {
        name: "unkeyed".into(),
        kind: ProviderKind::OpenAi,
        base_url: None,
        model: "m".into(),
        image_model: Some("i".into()),
        concurrency: 1,
        enabled: true,
    };
    let provider = providers::resolve_with(settings, &|_| None, &Keychain::absent());
    assert_eq!(ask(&provider).await.expect_err("no key").kind, FailureKind::NoKey);
    assert_eq!(paint(&provider).await.expect_err("no key").kind, FailureKind::NoKey);
    let report = providers::test(&provider).await.expect("a report");
    assert_eq!((report.failed, report.reachable), (Some(Stage::Key), false));
}

#[tokio::test]
async fn the_connection_test_names_the_stage_that_fails() {
    let fake = FakeModels::start().await;
    for kind in ProviderKind::ALL {
        let provider = provider(&fake, kind);
        fake.always(Behaviour::Usual);
        let report = providers::test(&provider).await.unwrap_or_else(|failure| panic!("{kind:?}: {failure}"));
        assert_eq!(report.failed, None, "{kind:?}: {}", report.message);
        assert!(report.reachable && report.authorised);
        assert_eq!(report.models, ["the-image-model", "the-model"], "{kind:?}");
        fake.always(Behaviour::Models(vec!["another".into()]));
        let report = providers::test(&provider).await.expect("a report");
        assert_eq!(report.failed, Some(Stage::Model), "{kind:?}");
        fake.always(Behaviour::status(401));
        let report = providers::test(&provider).await.expect("a report");
        assert_eq!((report.failed, report.reachable, report.authorised), (Some(Stage::Key), true, false), "{kind:?}");
        for wrong in [Behaviour::status(404), Behaviour::WrongContentType, Behaviour::Garbage, Behaviour::NotHttp] {
            fake.always(wrong);
            let report = providers::test(&provider).await.expect("a report");
            assert_eq!((report.failed, report.reachable), (Some(Stage::Address), false), "{kind:?}");
        }
        fake.always(Behaviour::status(500));
        assert_eq!(providers::test(&provider).await.expect_err("its own trouble").kind, FailureKind::Server);
    }
    let secure = fake.base_url(ProviderKind::OpenAi).replace("http:", "https:");
    let report = providers::test(&at(ProviderKind::OpenAi, &secure)).await.expect("a report");
    assert_eq!((report.failed, report.reachable), (Some(Stage::Tls), false), "{}", report.message);
}

/// Everything any library logs, down to the smallest.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the log").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_key_is_ever_told() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    // For all threads: whatever the other tests let be logged meanwhile, they have the same key.
    tracing::subscriber::set_global_default(subscriber).expect("nobody else listens");
    let mut told = String::new();
    let fake = FakeModels::start().await;
    let echo = json!({"error": {"message": format!("Incorrect API key provided: {KEY}"), "code": "x"}}).to_string();
    let event = format!("data: {}\n\n", json!({"error": {"message": format!("bad {KEY}")}, "type": "error"}));
    let behaviours = [
        Behaviour::Status { code: 401, retry_after: None, body: echo },
        Behaviour::Status { code: 500, retry_after: None, body: format!("<h1>no {KEY}</h1>") },
        Behaviour::Raw { content_type: format!("text/{KEY}"), body: String::new() },
        Behaviour::Raw { content_type: "application/json".into(), body: format!("{{ {KEY}") },
        Behaviour::Raw { content_type: "text/event-stream".into(), body: event },
        Behaviour::Text(format!("{{\"greeting\": \"{KEY}\"}}")),
        Behaviour::Text(format!("my key is {KEY}")),
        Behaviour::Models(vec![KEY.to_owned()]),
        Behaviour::Blocked(format!("not with {KEY}")),
        Behaviour::Usual,
    ];
    for behaviour in behaviours {
        fake.always(behaviour);
        for kind in ProviderKind::ALL {
            let provider = provider(&fake, kind);
            let mut pieces = String::new();
            let settings = ModelSettings::default();
            let mut keep = |piece: &str| pieces.push_str(piece);
            let asked = providers::complete(&provider, &question(), &settings, "k", &mut keep).await;
            let tested = providers::test(&provider).await;
            told += &format!("{asked:?}\n{:?}\n{tested:?}\n", paint(&provider).await);
            told += &format!("{pieces}\n{provider:?}\n");
        }
        for provider in painters(&fake) {
            told += &format!("{:?}\n", paint(&provider).await);
        }
    }
    let log = String::from_utf8_lossy(&log.0.lock().expect("the log")).into_owned();
    assert!(log.contains("TRACE"), "the log was on");
    for (what, text) in [("what was told", &told), ("the log", &log)] {
        let line = text.lines().find(|line| line.contains(KEY) || line.contains(&KEY[8..]));
        assert_eq!(line, None, "{what}");
    }
}
