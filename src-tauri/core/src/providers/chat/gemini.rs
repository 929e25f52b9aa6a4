//! Gemini's own protocol. It ends its streams by saying why, and by nothing else.

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

pub fn request(model: &str, question: &Question, settings: &ModelSettings) -> Request {
    let mut how = json!({
        "responseMimeType": "application/json",
        "responseJsonSchema": schema::translate(&question.schema, Dialect::Gemini),
    });
    if let Some(temperature) = settings.temperature {
        how["temperature"] = json!(temperature);
    }
    if let Some(most) = settings.max_tokens {
        how["maxOutputTokens"] = json!(most);
    }
    if let Some(seed) = settings.seed {
        // It is a signed number over there.
        how["seed"] = json!(seed & 0x7fff_ffff);
    }
    let body = json!({
        "systemInstruction": { "parts": [{ "text": question.system }] },
        "contents": [{ "role": "user", "parts": [{ "text": question.user }] }],
        "generationConfig": how,
    });
    let model = model.strip_prefix("models/").unwrap_or(model);
    Request { path: format!("models/{model}:streamGenerateContent"), query: &[("alt", "sse")], body }
}

pub fn read(event: &Value, heard: &mut Heard) -> Result<bool, ProviderFailure> {
    if let Some(error) = event.get("error") {
        return Err(of_error(error));
    }
    if let Some(model) = text(event, "/modelVersion") {
        heard.model = Some(model.to_owned());
    }
    heard.prompt_tokens = tokens(event, "/usageMetadata/promptTokenCount").or(heard.prompt_tokens);
    // Thoughts are paid for like words.
    let thoughts = tokens(event, "/usageMetadata/thoughtsTokenCount").unwrap_or(0);
    let said = tokens(event, "/usageMetadata/candidatesTokenCount").map(|count| count.saturating_add(thoughts));
    heard.completion_tokens = said.or(heard.completion_tokens);
    if let Some(reason) = text(event, "/promptFeedback/blockReason") {
        let message = text(event, "/promptFeedback/blockReasonMessage").unwrap_or(reason);
        heard.blocked = Some(message.to_owned());
    }
    let Some(candidate) = event.pointer("/candidates/0") else {
        return Ok(event.get("promptFeedback").is_some() || event.get("usageMetadata").is_some());
    };
    for part in candidate.pointer("/content/parts").and_then(Value::as_array).into_iter().flatten() {
        if part.get("thought").and_then(Value::as_bool) != Some(true) {
            heard.text.push_str(text(part, "/text").unwrap_or_default());
        }
    }
    match text(candidate, "/finishReason") {
        Some("STOP") => heard.finish = Some(Finish::Complete),
        Some("MAX_TOKENS") => heard.finish = Some(Finish::Length),
        Some(reason @ ("SAFETY" | "RECITATION" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII" | "LANGUAGE")) => {
            heard.blocked = Some(text(candidate, "/finishMessage").unwrap_or(reason).to_owned());
        }
        Some("FINISH_REASON_UNSPECIFIED") | None => {}
        Some(_) => heard.finish = Some(Finish::Other),
    }
    Ok(true)
}
