//! Chat completions, as OpenAI has them and many servers speak them. Not its newer interface, which hardly anybody else
//! has.

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
    let mut body = json!({
        "model": model,
        "stream": true,
        "stream_options": { "include_usage": true },
        "messages": [
            { "role": "system", "content": question.system },
            { "role": "user", "content": question.user },
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": schema::name(&question.schema_name),
                "strict": true,
                "schema": schema::translate(&question.schema, Dialect::OpenAi),
            },
        },
    });
    // These models think first: they count their thoughts as well, and refuse every temperature but their own.
    let thinks = ["gpt-5", "gpt-6", "o1", "o3", "o4"].iter().any(|family| model.starts_with(family));
    if let Some(most) = settings.max_tokens {
        body[if thinks { "max_completion_tokens" } else { "max_tokens" }] = json!(most);
    }
    if let Some(temperature) = settings.temperature.filter(|_| !thinks) {
        body["temperature"] = json!(temperature);
    }
    if let Some(seed) = settings.seed {
        body["seed"] = json!(seed);
    }
    Request { path: "chat/completions".into(), query: &[], body }
}

/// An event of a stream, or a whole answer: they differ in one word.
pub fn read(event: &Value, heard: &mut Heard) -> Result<bool, ProviderFailure> {
    if let Some(error) = event.get("error").filter(|error| !error.is_null()) {
        return Err(of_error(error));
    }
    let choice = event.pointer("/choices/0");
    if let Some(model) = text(event, "/model") {
        heard.model = Some(model.to_owned());
    }
    heard.prompt_tokens = tokens(event, "/usage/prompt_tokens").or(heard.prompt_tokens);
    heard.completion_tokens = tokens(event, "/usage/completion_tokens").or(heard.completion_tokens);
    let Some(choice) = choice else { return Ok(event.get("usage").is_some() || event.get("choices").is_some()) };
    let said = choice.get("delta").or_else(|| choice.get("message")).unwrap_or(&Value::Null);
    if let Some(refusal) = text(said, "/refusal").filter(|refusal| !refusal.is_empty()) {
        heard.blocked.get_or_insert_default().push_str(refusal);
    }
    heard.text.push_str(text(said, "/content").unwrap_or_default());
    match text(choice, "/finish_reason") {
        Some("stop") => heard.finish = Some(Finish::Complete),
        Some("length") => heard.finish = Some(Finish::Length),
        Some("content_filter") => {
            heard.blocked.get_or_insert_default();
        }
        Some(_) => heard.finish = Some(Finish::Other),
        None => {}
    }
    Ok(true)
}
