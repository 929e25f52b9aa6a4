//! One question, one answer: sent in the provider's protocol, heard piece by piece, and held to its schema. The
//! protocols themselves are in `openai`, `gemini` and `anthropic`; what is asked comes from `agents`.

mod anthropic;
mod gemini;
mod openai;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::{
    ProviderFailure, ProviderKind, Resolved,
    events::Events,
    failure::excerpt,
    fit,
    http::{self, Reply},
    redact,
};
use crate::{agents::Question, failure::FailureKind};

/// How one agent wants its model to answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct ModelSettings {
    /// Empty: the provider's own choice.
    pub model: String,
    #[specta(type = Option<specta_typescript::Number>)]
    pub temperature: Option<f64>,
    pub max_tokens: Option<u32>,
    /// Not every provider knows of seeds, and none promises anything by them.
    pub seed: Option<u32>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub said: Said,
    /// What it says; it fits the question's schema.
    pub json: Value,
    pub finish: Finish,
}

/// What a model said and what it took, whether or not it will do: an answer that will not is paid for all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// As it came.
    pub text: String,
    /// As the provider reports it, which may be more exact than what was asked for.
    pub model: String,
    pub prompt_tokens: Option<u32>,
    pub completion_tokens: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// The model had said everything.
    Complete,
    /// It was stopped at the longest answer allowed.
    Length,
    /// Something else the provider has a word for.
    Other,
}

/// Asks once. Pieces of the text are handed on as they come; dropping the future closes the connection.
pub async fn complete(
    provider: &Resolved,
    question: &Question,
    settings: &ModelSettings,
    idempotency_key: &str,
    on_text: &mut (dyn FnMut(&str) + Send),
) -> Result<Answer, ProviderFailure> {
    let asked = ask(provider, question, settings, idempotency_key, on_text).await;
    asked.map_err(|failure| http::clean(provider, failure))
}

/// What the protocols make of a question.
struct Request {
    path: String,
    query: &'static [(&'static str, &'static str)],
    body: Value,
}

/// What has been heard so far.
#[derive(Default)]
struct Heard {
    text: String,
    model: Option<String>,
    prompt_tokens: Option<u32>,
    completion_tokens: Option<u32>,
    finish: Option<Finish>,
    /// Why the provider would not let the model answer.
    blocked: Option<String>,
}

type Read = fn(&Value, &mut Heard) -> Result<bool, ProviderFailure>;

async fn ask(
    provider: &Resolved,
    question: &Question,
    settings: &ModelSettings,
    idempotency_key: &str,
    on_text: &mut (dyn FnMut(&str) + Send),
) -> Result<Answer, ProviderFailure> {
    let model = Some(settings.model.trim()).filter(|model| !model.is_empty()).unwrap_or(&provider.settings.model);
    let (request, read): (Request, Read) = match provider.settings.kind {
        ProviderKind::OpenAi => (openai::request(model, question, settings), openai::read),
        ProviderKind::Gemini => (gemini::request(model, question, settings), gemini::read),
        ProviderKind::Anthropic => (anthropic::request(model, question, settings), anthropic::read),
        ProviderKind::Automatic1111 => {
            let message = format!("{} makes pictures and writes nothing", provider.settings.name);
            return Err(ProviderFailure::new(FailureKind::BadRequest, message));
        }
    };
    let reply = http::post(provider, &request.path, request.query, idempotency_key, &request.body).await?;
    let heard = listen(provider, reply, read, on_text).await?;
    answer(provider, question, model, heard)
}

async fn listen(
    provider: &Resolved,
    mut reply: Reply,
    read: Read,
    on_text: &mut (dyn FnMut(&str) + Send),
) -> Result<Heard, ProviderFailure> {
    let mut heard = Heard::default();
    let kind = reply.content_type();
    let most = provider.limits.text;
    if http::is_json(&kind) {
        // Some servers give everything at once, whatever they are asked; some as a list of what would be events.
        let document = reply.json(most.saturating_mul(6)).await?;
        let known = match &document {
            Value::Array(events) => hear_all(provider, events, read, &mut heard, on_text)?,
            document => hear(provider, document, read, &mut heard, on_text)?,
        };
        return if known { Ok(heard) } else { Err(http::not_the_protocol(&document.to_string())) };
    }
    if kind != "text/event-stream" {
        let kind = if kind.is_empty() { "nothing that says its type" } else { &kind };
        return Err(http::wrong_content_type(kind, "a stream of events"));
    }
    let mut events = Events::new(reply, most);
    let mut known = false;
    while let Some(event) = events.next().await? {
        if event.data == "[DONE]" {
            break;
        }
        known |= hear(provider, &event.json()?, read, &mut heard, on_text)?;
    }
    match (known, heard.finish.is_some() || heard.blocked.is_some()) {
        (false, _) => Err(http::not_the_protocol("")),
        (true, false) => Err(http::cut()),
        (true, true) => Ok(heard),
    }
}

fn hear_all(
    provider: &Resolved,
    events: &[Value],
    read: Read,
    heard: &mut Heard,
    on_text: &mut (dyn FnMut(&str) + Send),
) -> Result<bool, ProviderFailure> {
    let mut known = false;
    for event in events {
        known |= hear(provider, event, read, heard, on_text)?;
    }
    Ok(known)
}

/// One event; what it adds to the text is handed on.
fn hear(
    provider: &Resolved,
    event: &Value,
    read: Read,
    heard: &mut Heard,
    on_text: &mut (dyn FnMut(&str) + Send),
) -> Result<bool, ProviderFailure> {
    let before = heard.text.len();
    let known = read(event, heard)?;
    if heard.text.len() > provider.limits.text {
        return Err(http::too_large(provider.limits.text));
    }
    if heard.text.len() > before {
        // No model knows the key, but a server that means ill does, and answers are stored.
        if redact::carries(&heard.text, before, provider.key.as_ref()) {
            return Err(ProviderFailure::new(FailureKind::Garbage, "the server sent the key back as an answer"));
        }
        on_text(&heard.text[before..]);
    }
    Ok(known)
}

fn answer(provider: &Resolved, question: &Question, model: &str, heard: Heard) -> Result<Answer, ProviderFailure> {
    let reported = heard.model.filter(|model| !model.is_empty()).unwrap_or_else(|| model.to_owned());
    let said = Said {
        text: heard.text,
        model: redact::redact(&reported, provider.key.as_ref()),
        prompt_tokens: heard.prompt_tokens,
        completion_tokens: heard.completion_tokens,
    };
    let finish = heard.finish.unwrap_or(Finish::Other);
    match judged(question, &said.text, finish, heard.blocked) {
        Ok(json) => Ok(Answer { said, json, finish }),
        Err(failure) => Err(failure.said(said)),
    }
}

fn judged(question: &Question, text: &str, finish: Finish, blocked: Option<String>) -> Result<Value, ProviderFailure> {
    if let Some(why) = blocked {
        let message = match excerpt(&why) {
            why if why.is_empty() => "the provider's safety rules stopped the answer".to_owned(),
            why => format!("the provider's safety rules stopped the answer: {why}"),
        };
        return Err(ProviderFailure::new(FailureKind::SafetyBlocked, message));
    }
    let json: Value = serde_json::from_str(document(text))
        .map_err(|_| ProviderFailure::new(FailureKind::Garbage, no_json(text, finish)))?;
    let misfits = fit::misfits(&question.schema, &json);
    if !misfits.is_empty() {
        let message = format!("the answer does not fit its schema: {}", misfits.join("; "));
        return Err(ProviderFailure::new(FailureKind::SchemaViolation, message));
    }
    Ok(json)
}

fn no_json(text: &str, finish: Finish) -> String {
    match (text.trim().is_empty(), finish) {
        (true, Finish::Length) => "the model used up all its tokens before it answered".into(),
        (true, _) => "the model answered with nothing".into(),
        (false, Finish::Length) => "the answer reached its longest length before it was whole".into(),
        (false, _) => format!("the answer is no JSON: {}", excerpt(text)),
    }
}

/// The JSON of an answer: models like to think aloud before it and to put it into a fence.
fn document(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}').trim();
    let text = match text.strip_prefix("<think>").and_then(|thinking| thinking.split_once("</think>")) {
        Some((_, said)) => said.trim(),
        None => text,
    };
    let Some(fenced) = text.strip_prefix("```") else { return text };
    let inside = fenced.split_once('\n').map_or(fenced, |(_, inside)| inside);
    // JSON writes a line break within a text as `\n`: a fence at the beginning of a line is never part of it.
    inside.split_once("\n```").map_or(inside, |(inside, _)| inside).trim().trim_end_matches("```").trim()
}

/// A number of tokens, wherever a protocol puts it.
fn tokens(event: &Value, pointer: &str) -> Option<u32> {
    event.pointer(pointer)?.as_u64().and_then(|count| u32::try_from(count).ok())
}

fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer)?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_and_thoughts_are_taken_off() {
        for wrapped in [
            "{\"a\":1}",
            "\n ```json\n{\"a\":1}\n```\n",
            "```\n{\"a\":1}\n```",
            "```JSON\r\n{\"a\":1}\r\n```",
            "```json\n{\"a\":1}```",
            "```json\n{\"a\":1}\n```\nI hope this helps!",
            "<think>\n{ hm }\n</think>\n\n```json\n{\"a\":1}\n```",
            "\u{feff}{\"a\":1}",
        ] {
            assert_eq!(document(wrapped), "{\"a\":1}", "{wrapped}");
        }
    }

    #[test]
    fn a_fence_within_a_text_stays() {
        let fenced = "```json\n{\"a\": \"use ``` here\\n```\"}\n```";
        assert_eq!(document(fenced), "{\"a\": \"use ``` here\\n```\"}");
    }
}
