//! Asking for text: what arrives, and what each misbehaviour is called.

use super::*;

#[tokio::test]
async fn each_protocol_brings_text_model_and_tokens() {
    let fake = FakeModels::start().await;
    for kind in WRITERS {
        let provider = provider(&fake, kind);
        let mut pieces = Vec::new();
        let settings =
            ModelSettings { temperature: Some(0.3), max_tokens: Some(900), seed: Some(7), ..Default::default() };
        let mut keep = |piece: &str| pieces.push(piece.to_owned());
        let asked = providers::complete(&provider, &question(), &settings, "run-1:1:1", &mut keep).await;
        let answer = asked.unwrap_or_else(|failure| panic!("{kind:?}: {failure}"));
        assert_eq!(answer.json, json!({"greeting": "안녕하세요"}), "{kind:?}");
        assert_eq!(answer.said.model, "the-model-2025", "{kind:?} reports which model it was");
        assert_eq!((answer.said.prompt_tokens, answer.said.completion_tokens), (Some(11), Some(7)), "{kind:?}");
        assert_eq!(answer.finish, Finish::Complete);
        assert!(pieces.len() > 4 && pieces.concat() == answer.said.text, "{kind:?}: {pieces:?}");

        let request = fake.requests().pop().expect("a request");
        assert_eq!(request.header("idempotency-key"), Some("run-1:1:1"), "{kind:?}");
        let (header, value) = match kind {
            ProviderKind::Gemini => ("x-goog-api-key", KEY.to_owned()),
            ProviderKind::Anthropic => ("x-api-key", KEY.to_owned()),
            _ => ("authorization", format!("Bearer {KEY}")),
        };
        assert_eq!(request.header(header), Some(value.as_str()), "{kind:?}");
        assert!(!request.query.contains("key") && !request.body.to_string().contains(KEY), "{kind:?}");
    }
}

#[tokio::test]
async fn the_schema_and_the_settings_go_where_each_protocol_has_them() {
    let fake = FakeModels::start().await;
    let settings =
        ModelSettings { model: "other".into(), temperature: Some(0.3), max_tokens: Some(900), seed: Some(7) };
    for kind in WRITERS {
        let provider = provider(&fake, kind);
        let asked = providers::complete(&provider, &question(), &settings, "k", &mut |_| {}).await;
        assert!(asked.is_ok(), "{kind:?}: {asked:?}");
    }
    let [open_ai, gemini, anthropic]: [_; 3] = fake.requests().try_into().expect("three requests");
    assert_eq!(open_ai.path, "/v1/chat/completions");
    assert_eq!((&open_ai.body["model"], &open_ai.body["seed"]), (&json!("other"), &json!(7)));
    assert_eq!((&open_ai.body["max_tokens"], &open_ai.body["temperature"]), (&json!(900), &json!(0.3)));
    let format = &open_ai.body["response_format"]["json_schema"];
    assert_eq!((&format["strict"], &format["schema"]["additionalProperties"]), (&json!(true), &json!(false)));
    assert_eq!(gemini.path, "/v1beta/models/other:streamGenerateContent");
    assert_eq!(gemini.query, "alt=sse");
    let how = &gemini.body["generationConfig"];
    assert_eq!((&how["maxOutputTokens"], &how["seed"]), (&json!(900), &json!(7)));
    assert_eq!(how["responseJsonSchema"]["required"], json!(["greeting"]));
    assert_eq!(anthropic.path, "/v1/messages");
    assert_eq!(anthropic.body["output_config"]["format"]["type"], "json_schema");
    assert_eq!((&anthropic.body["max_tokens"], &anthropic.body["temperature"]), (&json!(900), &json!(0.3)));
}

#[tokio::test]
async fn every_misbehaviour_of_a_writer_has_its_name() {
    let fake = FakeModels::start().await;
    let own = [
        (Behaviour::Text("안녕! 잘 지냈어?".into()), FailureKind::Garbage),
        (Behaviour::Text(String::new()), FailureKind::Garbage),
        (Behaviour::Shortened("{\"greeting\": \"안녕".into()), FailureKind::Garbage),
        (Behaviour::Json(json!({"greeting": 1})), FailureKind::SchemaViolation),
        (Behaviour::Json(json!({})), FailureKind::SchemaViolation),
    ];
    let most = misbehaviours().into_iter().chain(own);
    for (behaviour, expected) in most {
        for kind in WRITERS {
            fake.always(behaviour.clone());
            let failure = ask(&provider(&fake, kind)).await.expect_err("a failure");
            assert_eq!(failure.kind, expected, "{kind:?}, {behaviour:?}: {failure}");
            assert!(!failure.message.is_empty() && !failure.message.ends_with('.'), "{failure}");
            let spoken = match &behaviour {
                Behaviour::Text(text) | Behaviour::Shortened(text) => Some(text.clone()),
                Behaviour::Json(json) => Some(json.to_string()),
                _ => None,
            };
            if let Some(text) = spoken {
                let said = failure.said.as_deref().expect("what the model said");
                assert_eq!((&said.text, said.prompt_tokens, said.completion_tokens), (&text, Some(11), Some(7)));
                assert_eq!(said.model, "the-model-2025", "{kind:?}, {behaviour:?}");
            }
            if let Behaviour::Status { code, .. } = behaviour {
                assert_eq!(failure.status, Some(code));
                assert!(failure.message.contains(&format!("the fake says {code}")), "{failure}");
            }
        }
    }
}

#[tokio::test]
async fn a_stream_may_break_anywhere() {
    let fake = FakeModels::start().await;
    for kind in WRITERS {
        let provider = provider(&fake, kind);
        for bytes in (0..1200).step_by(37) {
            fake.always(Behaviour::CutAfter(bytes));
            match ask(&provider).await {
                Err(failure) => assert_eq!(failure.kind, FailureKind::CutStream, "{kind:?} after {bytes}: {failure}"),
                Ok(answer) => panic!("{kind:?} after {bytes} bytes: {answer:?}"),
            }
        }
    }
}

#[tokio::test]
async fn nobody_at_the_address_is_unreachable() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("address").port();
    for kind in WRITERS {
        let failure = ask(&at(kind, &format!("http://127.0.0.1:{port}"))).await.expect_err("nobody is there");
        assert_eq!(failure.kind, FailureKind::Unreachable, "{failure}");
        assert!(failure.message.contains("nobody listens there"), "{failure}");
    }
}

#[tokio::test]
async fn a_provider_says_how_long_to_wait() {
    let fake = FakeModels::start().await;
    let at_nine = chrono::Utc::now() + chrono::TimeDelta::seconds(90);
    for (said, least, most) in [("7".to_owned(), 7, 7), (at_nine.format("%a, %d %b %Y %T GMT").to_string(), 80, 90)] {
        fake.always(Behaviour::Status { code: 429, retry_after: Some(said), body: String::new() });
        let failure = ask(&provider(&fake, ProviderKind::OpenAi)).await.expect_err("too many calls");
        let wait = failure.retry_after.expect("a time").as_secs();
        assert!((least..=most).contains(&wait), "{wait}");
    }
}

#[tokio::test]
async fn a_long_answer_within_the_bounds_is_taken_whole() {
    let fake = FakeModels::start().await;
    let greeting = "안녕하세요 ".repeat(900);
    fake.always(Behaviour::Json(json!({ "greeting": greeting })));
    for kind in WRITERS {
        let answer = ask(&provider(&fake, kind)).await.unwrap_or_else(|failure| panic!("{kind:?}: {failure}"));
        assert_eq!(answer.json["greeting"], json!(greeting), "{kind:?}");
    }
}

#[tokio::test]
async fn fences_around_json_do_not_matter() {
    let fake = FakeModels::start().await;
    fake.always(Behaviour::Text("```json\n{\"greeting\": \"반가워\"}\n```\n".into()));
    for kind in WRITERS {
        let answer = ask(&provider(&fake, kind)).await.expect("an answer");
        assert_eq!(answer.json, json!({"greeting": "반가워"}));
        assert!(answer.said.text.starts_with("```json"), "the text is kept as it came");
    }
}

#[tokio::test]
async fn servers_that_do_not_stream_are_understood() {
    let fake = FakeModels::start().await;
    let text = "{\"greeting\": \"어서 와\"}";
    let bodies = [
        json!({"model": "m", "choices": [{"message": {"content": text}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 3}}),
        json!([{"candidates": [{"content": {"parts": [{"text": &text[..5]}]}}]},
               {"candidates": [{"content": {"parts": [{"text": &text[5..]}]}, "finishReason": "STOP"}]}]),
        json!({"type": "message", "model": "m", "content": [{"type": "text", "text": text}], "stop_reason": "end_turn"}),
    ];
    for (kind, body) in WRITERS.into_iter().zip(bodies) {
        fake.always(Behaviour::Raw { content_type: "application/json".into(), body: body.to_string() });
        let answer = ask(&provider(&fake, kind)).await.unwrap_or_else(|failure| panic!("{kind:?}: {failure}"));
        assert_eq!(answer.json, json!({"greeting": "어서 와"}), "{kind:?}");
    }
}

#[tokio::test]
async fn errors_in_the_middle_of_a_stream_are_the_providers_own() {
    let fake = FakeModels::start().await;
    let cases = [
        (ProviderKind::OpenAi, json!({"error": {"message": "Sorry", "type": "server_error"}}), FailureKind::Server),
        (ProviderKind::Gemini, json!({"error": {"code": 429, "message": "Slowly"}}), FailureKind::RateLimited),
        (
            ProviderKind::Anthropic,
            json!({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}),
            FailureKind::OverCapacity,
        ),
    ];
    for (kind, event, expected) in cases {
        fake.always(Behaviour::Raw { content_type: "text/event-stream".into(), body: format!("data: {event}\n\n") });
        let failure = ask(&provider(&fake, kind)).await.expect_err("an error");
        assert_eq!(failure.kind, expected, "{kind:?}: {failure}");
    }
}

#[tokio::test]
async fn redirections_are_not_followed() {
    let (fake, elsewhere) = (FakeModels::start().await, FakeModels::start().await);
    let _ = &elsewhere;
    for kind in WRITERS {
        fake.always(Behaviour::status(307));
        let failure = ask(&provider(&fake, kind)).await.expect_err("a redirection");
        assert_eq!(failure.kind, FailureKind::NotFound, "{failure}");
    }
}

#[tokio::test]
async fn calls_can_be_moved_between_threads() {
    let fake = FakeModels::start().await;
    let provider = provider(&fake, ProviderKind::OpenAi);
    let asked =
        tokio::spawn(async move { (ask(&provider).await, paint(&provider).await, providers::test(&provider).await) });
    let (written, painted, tested) = asked.await.expect("no panic");
    assert!(written.is_ok() && painted.is_ok() && tested.is_ok());
}
