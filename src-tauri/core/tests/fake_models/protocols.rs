//! What each protocol looks like on the wire, seen from the server.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Behaviour, Body, Request};

/// The smallest picture there is.
pub const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, b'I', b'D', b'A', b'T', 0x78, 0xda, 0x63, 0x64, 0xf8, 0xcf,
    0x50, 0x0f, 0, 0x03, 0x86, 0x01, 0x80, 0x5a, 0x34, 0x7d, 0x6b, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42,
    0x60, 0x82,
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Protocol {
    OpenAi,
    OpenAiPicture,
    Gemini,
    GeminiPicture,
    Imagen,
    Anthropic,
    WebUi,
    Models,
}

fn protocol(request: &Request) -> Protocol {
    match request.path.as_str() {
        _ if request.is_for_models() => Protocol::Models,
        path if path.ends_with("/chat/completions") => Protocol::OpenAi,
        path if path.ends_with("/images/generations") => Protocol::OpenAiPicture,
        path if path.ends_with("/messages") => Protocol::Anthropic,
        path if path.ends_with(":predict") => Protocol::Imagen,
        path if path.ends_with("/txt2img") => Protocol::WebUi,
        path if path.ends_with(":generateContent")
            && request.body["generationConfig"]["responseModalities"].is_array() =>
        {
            Protocol::GeminiPicture
        }
        _ => Protocol::Gemini,
    }
}

/// As the provider itself would word it.
pub fn error(request: &Request, code: u16) -> String {
    let message = format!("the fake says {code}");
    match protocol(request) {
        Protocol::Anthropic => json!({"type": "error", "error": {"type": "api_error", "message": message}}),
        Protocol::WebUi => json!({"detail": message}),
        Protocol::Gemini | Protocol::Imagen | Protocol::GeminiPicture => {
            json!({"error": {"code": code, "message": message, "status": "FAKE"}})
        }
        _ => json!({"error": {"message": message, "type": "fake", "code": null}}),
    }
    .to_string()
}

pub fn answer(request: &Request, behaviour: Behaviour) -> Body {
    let protocol = protocol(request);
    let model = request.body["model"].as_str().unwrap_or("the-model");
    let said = |text: &str| spoken(request, protocol, model, text, "");
    match behaviour {
        Behaviour::Json(document) => said(&document.to_string()),
        Behaviour::Text(text) => said(&text),
        Behaviour::Shortened(text) => spoken(request, protocol, model, &text, "length"),
        Behaviour::Slow { text, pause } => Body { pause, ..said(&text) },
        Behaviour::Blocked(why) => blocked(request, protocol, model, &why),
        Behaviour::Picture(bytes) => whole(picture(protocol, &base64(&bytes))),
        Behaviour::Models(names) => whole(models(request, &names)),
        Behaviour::Raw { content_type, body } => raw(&content_type, body.into_bytes()),
        Behaviour::WrongContentType => raw("text/html", b"<html><body>Please log in</body></html>".to_vec()),
        Behaviour::Garbage if request.streams() => raw("text/event-stream", b"data: nonsense{\n\n".to_vec()),
        Behaviour::Garbage => raw("application/json", b"nonsense{".to_vec()),
        Behaviour::Huge(bytes) if is_picture(protocol) => huge_picture(protocol, bytes),
        Behaviour::Huge(bytes) => huge_text(request, protocol, model, bytes),
        Behaviour::Flood(bytes) => {
            let kind = if request.streams() { "text/event-stream" } else { "application/json" };
            let pieces = std::iter::repeat_n(vec![b'"'; 16_384], bytes / 16_384);
            Body { content_type: kind.into(), pieces: Box::new(pieces), pause: Duration::ZERO }
        }
        _ => match protocol {
            Protocol::Models => whole(models(request, &["the-model".into(), "the-image-model".into()])),
            protocol if is_picture(protocol) => whole(picture(protocol, &base64(PIXEL))),
            _ => said(r#"{"greeting": "안녕하세요"}"#),
        },
    }
}

fn is_picture(protocol: Protocol) -> bool {
    matches!(protocol, Protocol::OpenAiPicture | Protocol::GeminiPicture | Protocol::Imagen | Protocol::WebUi)
}

fn raw(content_type: &str, body: Vec<u8>) -> Body {
    Body { content_type: content_type.into(), pieces: Box::new(std::iter::once(body)), pause: Duration::ZERO }
}

fn whole(document: Value) -> Body {
    raw("application/json; charset=utf-8", document.to_string().into_bytes())
}

fn stream(events: Vec<Value>) -> Body {
    let pieces = events.into_iter().map(|event| encode(&event).into_bytes());
    Body { content_type: "text/event-stream".into(), pieces: Box::new(pieces), pause: Duration::ZERO }
}

/// Anthropic names its events as well; OpenAI ends with a word.
fn encode(event: &Value) -> String {
    match (event.as_str(), event["type"].as_str()) {
        (Some(word), _) => format!("data: {word}\n\n"),
        (None, Some(name)) => format!("event: {name}\ndata: {event}\n\n"),
        (None, None) => format!("data: {event}\n\n"),
    }
}

/// Three letters at a time, as a model speaks.
fn pieces(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(3).map(|piece| piece.iter().collect()).collect()
}

fn spoken(request: &Request, protocol: Protocol, model: &str, text: &str, finish: &str) -> Body {
    let shortened = finish == "length";
    match (protocol, request.streams()) {
        (Protocol::OpenAi, true) => {
            let finish = if shortened { "length" } else { "stop" };
            let mut events = vec![open_ai_event(model, json!({"role": "assistant", "content": ""}), None)];
            events.extend(pieces(text).iter().map(|piece| open_ai_event(model, json!({"content": piece}), None)));
            events.push(open_ai_event(model, json!({}), Some(finish)));
            let usage = json!({"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18});
            events.push(
                json!({"object": "chat.completion.chunk", "model": reported(model), "choices": [], "usage": usage}),
            );
            events.push(json!("[DONE]"));
            stream(events)
        }
        (Protocol::OpenAi, false) => whole(json!({
            "object": "chat.completion", "model": reported(model),
            "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
        })),
        (Protocol::Anthropic, _) => {
            let reason = if shortened { "max_tokens" } else { "end_turn" };
            stream(anthropic_events(model, &pieces(text), reason))
        }
        _ => {
            let reason = if shortened { "MAX_TOKENS" } else { "STOP" };
            let mut events: Vec<Value> = pieces(text).iter().map(|piece| gemini_event(piece, None)).collect();
            events.push(gemini_event("", Some(reason)));
            if request.streams() { stream(events) } else { whole(Value::Array(events)) }
        }
    }
}

/// Providers answer with the exact name of what they were asked for in short.
fn reported(model: &str) -> String {
    format!("{model}-2025")
}

fn open_ai_event(model: &str, delta: Value, finish: Option<&str>) -> Value {
    json!({
        "id": "chatcmpl-fake", "object": "chat.completion.chunk", "created": 1, "model": reported(model),
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}], "usage": null,
    })
}

fn gemini_event(text: &str, finish: Option<&str>) -> Value {
    let mut candidate = json!({"index": 0, "content": {"role": "model", "parts": [{"text": text}]}});
    if let Some(finish) = finish {
        candidate["finishReason"] = json!(finish);
    }
    json!({
        "candidates": [candidate], "modelVersion": reported("the-model"),
        "usageMetadata": {"promptTokenCount": 11, "candidatesTokenCount": 5, "thoughtsTokenCount": 2},
    })
}

fn anthropic_events(model: &str, pieces: &[String], reason: &str) -> Vec<Value> {
    let message = json!({
        "id": "msg_fake", "type": "message", "role": "assistant", "model": reported(model), "content": [],
        "usage": {"input_tokens": 8, "cache_read_input_tokens": 3, "output_tokens": 1},
    });
    let mut events = vec![
        json!({"type": "message_start", "message": message}),
        json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}),
        json!({"type": "ping"}),
    ];
    events.extend(pieces.iter().map(
        |piece| json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}),
    ));
    events.push(json!({"type": "content_block_stop", "index": 0}));
    events.push(json!({"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {"output_tokens": 7}}));
    events.push(json!({"type": "message_stop"}));
    events
}

fn blocked(request: &Request, protocol: Protocol, model: &str, why: &str) -> Body {
    match protocol {
        Protocol::OpenAi => stream(vec![
            open_ai_event(model, json!({"refusal": why}), None),
            open_ai_event(model, json!({}), Some("stop")),
            json!("[DONE]"),
        ]),
        Protocol::Anthropic => stream(anthropic_events(model, &[], "refusal")),
        Protocol::Imagen => whole(json!({"predictions": [{"raiFilteredReason": why}]})),
        Protocol::GeminiPicture => whole(json!({"candidates": [{"finishReason": "IMAGE_SAFETY"}]})),
        _ if request.streams() => stream(vec![json!({"promptFeedback": {"blockReason": why}})]),
        _ => whole(json!({"promptFeedback": {"blockReason": why}})),
    }
}

fn picture(protocol: Protocol, base64: &str) -> Value {
    match protocol {
        Protocol::Imagen => json!({"predictions": [{"bytesBase64Encoded": base64, "mimeType": "image/png"}]}),
        Protocol::GeminiPicture => json!({
            "candidates": [{"finishReason": "STOP", "content": {"parts": [
                {"text": "Here it is."}, {"inlineData": {"mimeType": "image/png", "data": base64}},
            ]}}],
            "modelVersion": reported("the-image-model"),
        }),
        Protocol::WebUi => {
            let info = json!({"sd_model_name": reported("the-image-model"), "seed": 1}).to_string();
            json!({"images": [base64], "parameters": {}, "info": info})
        }
        _ => json!({"created": 1, "data": [{"b64_json": base64, "revised_prompt": "a quiet room at night"}]}),
    }
}

fn models(request: &Request, names: &[String]) -> Value {
    let list = |key: &str, prefix: &str| -> Vec<Value> {
        names.iter().map(|name| json!({ key: format!("{prefix}{name}") })).collect()
    };
    match request.path.as_str() {
        path if path.ends_with("/sd-models") => Value::Array(list("model_name", "")),
        path if path.contains("/v1beta/") => json!({ "models": list("name", "models/") }),
        _ => json!({ "object": "list", "data": list("id", "") }),
    }
}

fn huge_text(request: &Request, protocol: Protocol, model: &str, bytes: usize) -> Body {
    let piece = "x".repeat(1000);
    let event = match protocol {
        Protocol::OpenAi => open_ai_event(model, json!({ "content": piece }), None),
        Protocol::Anthropic => json!({"type": "content_block_delta", "index": 0, "delta": {"text": piece}}),
        _ => gemini_event(&piece, None),
    };
    if !request.streams() {
        return raw("application/json", vec![b' '; bytes]);
    }
    let pieces = std::iter::repeat_n(encode(&event).into_bytes(), bytes / 1000 + 1);
    Body { content_type: "text/event-stream".into(), pieces: Box::new(pieces), pause: Duration::ZERO }
}

fn huge_picture(protocol: Protocol, bytes: usize) -> Body {
    let document = picture(protocol, "HERE").to_string();
    let (before, after) = document.split_once("HERE").unwrap_or((&document, ""));
    let begin = [before.as_bytes(), base64(&PIXEL[..9]).as_bytes()].concat();
    let middle = std::iter::repeat_n(vec![b'A'; 12_000], bytes * 4 / 3 / 12_000 + 1);
    let pieces = std::iter::once(begin).chain(middle).chain(std::iter::once(after.as_bytes().to_vec()));
    Body { content_type: "application/json".into(), pieces: Box::new(pieces), pause: Duration::ZERO }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]);
            text.push(if at > three.len() { '=' } else { letter });
        }
    }
    text
}
