//! Asking for pictures.

use super::*;

#[tokio::test]
async fn each_painter_brings_a_picture() {
    let fake = FakeModels::start().await;
    let webp = b"RIFF\x10\0\0\0WEBPVP8 ".to_vec();
    for provider in painters(&fake) {
        let kind = provider.settings.kind;
        fake.always(Behaviour::Usual);
        let picture = paint(&provider).await.unwrap_or_else(|failure| panic!("{kind:?}: {failure}"));
        assert_eq!(picture.content_type, "image/png");
        assert!(picture.bytes.starts_with(b"\x89PNG"), "{kind:?}");
        assert!(picture.model.starts_with("the-image-model"), "{kind:?}: {}", picture.model);
        let request = fake.requests().pop().expect("a request");
        assert_eq!(request.header("idempotency-key"), Some("run-1:5:1"));
        assert!(request.body.to_string().contains("people"), "{kind:?}: what to avoid is said somehow");
        fake.always(Behaviour::Picture(webp.clone()));
        let picture = paint(&provider).await.unwrap_or_else(|failure| panic!("{kind:?}: {failure}"));
        assert_eq!((picture.content_type.as_str(), &picture.bytes), ("image/webp", &webp), "by what it is");
    }
}

#[tokio::test]
async fn every_misbehaviour_of_a_painter_has_its_name() {
    let fake = FakeModels::start().await;
    let own = [(Behaviour::Picture(b"no picture".to_vec()), FailureKind::Garbage)];
    for (behaviour, expected) in misbehaviours().into_iter().chain(own) {
        for provider in painters(&fake) {
            fake.always(behaviour.clone());
            let kind = provider.settings.kind;
            let failure = paint(&provider).await.expect_err("a failure");
            // These two have no way of saying so.
            let speechless = matches!(kind, ProviderKind::OpenAi | ProviderKind::Automatic1111);
            match behaviour {
                Behaviour::Blocked(_) if speechless => continue,
                // An empty answer is how Imagen says no.
                Behaviour::Raw { .. } if failure.kind == FailureKind::SafetyBlocked => continue,
                _ => assert_eq!(failure.kind, expected, "{kind:?}, {behaviour:?}: {failure}"),
            }
        }
    }
}

#[tokio::test]
async fn providers_are_not_asked_for_what_they_cannot_do() {
    let fake = FakeModels::start().await;
    let failure = paint(&provider(&fake, ProviderKind::Anthropic)).await.expect_err("it paints nothing");
    assert_eq!(failure.kind, FailureKind::BadRequest);
    let failure = ask(&provider(&fake, ProviderKind::Automatic1111)).await.expect_err("it writes nothing");
    assert_eq!(failure.kind, FailureKind::BadRequest);
    let mut without = provider(&fake, ProviderKind::OpenAi);
    without.settings.image_model = None;
    assert_eq!(paint(&without).await.expect_err("which model?").kind, FailureKind::BadRequest);
    assert!(fake.requests().is_empty(), "nobody was bothered with it");
}
