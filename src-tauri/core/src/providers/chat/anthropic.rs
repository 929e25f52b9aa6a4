//! Anthropic's messages. An answer needs a longest length, and only the newer models know of schemas.

use serde_json::{Value, json};

use super::{Finish, Heard, ModelSettings, Request, text, tokens};
use crate::{
    agents::Question,
    providers::{
        ProviderFailure,
        failure::of_error,
        schema::{self, Dialect},
    },
};

/// Every model of theirs allows at least this.
const USUAL_LENGTH: u32 = 8192;

pub fn request(model: &str, question: &Question, settings: &ModelSettings) -> Request {
    let mut body = json!({
        "model": model,
        "stream": true,
        "max_tokens": settings.max_tokens.unwrap_or(USUAL_LENGTH),
        "system": question.system,
        "messages": [{ "role": "user", "content": question.user }],
    });
    if knows_schemas(model) {
        let schema = schema::translate(&question.schema, Dialect::Anthropic);
        body["output_config"] = json!({ "format": { "type": "json_schema", "schema": schema } });
    } else {
        body["system"] = json!(format!("{}\n\n{}", question.system, schema::in_words(&question.schema)));
    }
    if let Some(temperature) = settings.temperature {
        body["temperature"] = json!(temperature.clamp(0.0, 1.0));
    }
    Request { path: "messages".into(), query: &[], body }
}

/// From Claude 4.1 (Opus) and 4.5 (the others) on; a list of the old ones stays true.
fn knows_schemas(model: &str) -> bool {
    const OLD: [&str; 7] = [
        "claude-2",
        "claude-3",
        "claude-instant",
        "claude-sonnet-4-0",
        "claude-sonnet-4-2025",
        "claude-opus-4-0",
        "claude-opus-4-2025",
    ];
    !OLD.iter().any(|old| model.starts_with(old))
}

pub fn read(event: &Value, heard: &mut Heard) -> Result<bool, ProviderFailure> {
    match text(event, "/type") {
        Some("error") => return Err(of_error(event.get("error").unwrap_or(event))),
        Some("message_start") => {
            heard.model = text(event, "/message/model").map(str::to_owned);
            count(event, "/message/usage", heard);
        }
        Some("content_block_start") => heard.text.push_str(text(event, "/content_block/text").unwrap_or_default()),
        Some("content_block_delta") => heard.text.push_str(text(event, "/delta/text").unwrap_or_default()),
        Some("message_delta") => {
            count(event, "/usage", heard);
            finish(text(event, "/delta/stop_reason"), heard);
        }
        // A whole answer, from a server that does not stream.
        Some("message") => {
            heard.model = text(event, "/model").map(str::to_owned);
            for part in event.get("content").and_then(Value::as_array).into_iter().flatten() {
                heard.text.push_str(text(part, "/text").unwrap_or_default());
            }
            count(event, "/usage", heard);
            finish(text(event, "/stop_reason"), heard);
        }
        Some("message_stop" | "content_block_stop" | "ping") => {}
        _ => return Ok(false),
    }
    Ok(true)
}

/// What was read from their cache counts as read.
fn count(event: &Value, usage: &str, heard: &mut Heard) {
    let part = |name: &str| tokens(event, &format!("{usage}/{name}"));
    if let Some(read) = part("input_tokens") {
        let cached = ["cache_creation_input_tokens", "cache_read_input_tokens"];
        let cached = cached.into_iter().filter_map(part).fold(0u32, u32::saturating_add);
        heard.prompt_tokens = Some(read.saturating_add(cached));
    }
    heard.completion_tokens = part("output_tokens").or(heard.completion_tokens);
}

fn finish(reason: Option<&str>, heard: &mut Heard) {
    match reason {
        Some("end_turn" | "stop_sequence") => heard.finish = Some(Finish::Complete),
        Some("max_tokens" | "model_context_window_exceeded") => heard.finish = Some(Finish::Length),
        Some("refusal") => {
            heard.blocked.get_or_insert_default();
        }
        Some(_) => heard.finish = Some(Finish::Other),
        None => {}
    }
}
