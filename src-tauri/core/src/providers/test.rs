//! Whether a provider can be used, and if not, what stands in the way: asks for the list of models, which every protocol
//! has and nobody charges for.

use std::time::Instant;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::{ProviderFailure, ProviderKind, Resolved, http, redact::redact};
use crate::failure::FailureKind;

/// What has to be right, in the order in which it is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    Address,
    Tls,
    Key,
    Model,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProviderReport {
    /// A server answered in the right protocol.
    pub reachable: bool,
    /// It took the key, or wanted none.
    pub authorised: bool,
    /// In the order of the alphabet.
    pub models: Vec<String>,
    pub latency_ms: u32,
    /// Where it went wrong; none if calls can be made.
    pub failed: Option<Stage>,
    /// For a person, in any case.
    pub message: String,
}

/// A report wherever it can be said what to mend; a failure for what only passes (a time-out, a server's own trouble).
pub async fn test(provider: &Resolved) -> Result<ProviderReport, ProviderFailure> {
    let began = Instant::now();
    let listed = list(provider).await;
    let latency_ms = u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX);
    let report = |failed, message| ProviderReport {
        reachable: failed > Some(Stage::Tls),
        authorised: failed > Some(Stage::Key),
        models: Vec::new(),
        latency_ms,
        failed,
        message,
    };
    match listed {
        Ok(models) => {
            let unknown = unknown_model(provider, &models);
            let failed = unknown.as_ref().map(|_| Stage::Model);
            let message = unknown.unwrap_or_else(|| match models.len() {
                0 => "it answers; it has no list of models".to_owned(),
                count => format!("it answers and has {count} models"),
            });
            Ok(ProviderReport { reachable: true, authorised: true, models, latency_ms, failed, message })
        }
        Err(failed) => {
            let failure = http::clean(provider, failed.failure);
            let stage = match failure.kind {
                _ if failed.distrusted => Stage::Tls,
                FailureKind::NoKey | FailureKind::Refused => Stage::Key,
                FailureKind::Unreachable
                | FailureKind::NotFound
                | FailureKind::WrongContentType
                | FailureKind::Garbage => Stage::Address,
                _ => return Err(failure),
            };
            // Without a key nobody was asked, and whether somebody is there is not known.
            let reachable = stage == Stage::Key && failure.kind != FailureKind::NoKey;
            Ok(ProviderReport { reachable, ..report(Some(stage), failure.message) })
        }
    }
}

async fn list(provider: &Resolved) -> Result<Vec<String>, http::Failed> {
    let (path, query, list, name): (_, &[_], _, _) = match provider.settings.kind {
        ProviderKind::OpenAi => ("models", &[], "/data", "id"),
        ProviderKind::Gemini => ("models", &[("pageSize", "1000")], "/models", "name"),
        ProviderKind::Anthropic => ("models", &[("limit", "1000")], "/data", "id"),
        ProviderKind::Automatic1111 => ("sdapi/v1/sd-models", &[], "", "model_name"),
    };
    let mut reply = http::get(provider, path, query).await?;
    let document = reply.json(provider.limits.text.saturating_mul(4)).await?;
    let entries = document.pointer(list).and_then(Value::as_array);
    let Some(entries) = entries else { return Err(http::not_the_protocol(&document.to_string()).into()) };
    let names = entries.iter().filter_map(|entry| entry.get(name)?.as_str());
    let name = |name: &str| redact(name.strip_prefix("models/").unwrap_or(name), provider.key.as_ref());
    let mut models: Vec<String> = names.map(name).collect();
    models.sort_unstable();
    models.dedup();
    Ok(models)
}

/// The first of the chosen models that the provider does not have, as a sentence.
fn unknown_model(provider: &Resolved, models: &[String]) -> Option<String> {
    let settings = &provider.settings;
    let written = Some(settings.model.as_str());
    let painted = settings.image_model.as_deref().filter(|_| settings.kind.paints());
    let mut chosen = written.into_iter().chain(painted).map(|model| model.strip_prefix("models/").unwrap_or(model));
    let unknown = chosen.find(|model| !model.is_empty() && !models.is_empty() && !knows(models, model))?;
    Some(format!("it answers, but has no model {unknown}"))
}

/// Names are also given without what is usual: a date (`claude-sonnet-4-5`), or a tag (`llama3` for `llama3:latest`).
fn knows(models: &[String], wanted: &str) -> bool {
    models.iter().any(|model| match model.strip_prefix(wanted) {
        Some("" | ":latest" | "-latest") => true,
        Some(rest) => rest.strip_prefix('-').is_some_and(|date| date.len() == 8 && date.parse::<u32>().is_ok()),
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_known_by_their_usual_short_names() {
        let models = ["claude-sonnet-4-5-20250929", "llama3:latest", "gpt-4o-mini"].map(str::to_owned);
        for known in ["claude-sonnet-4-5", "llama3", "llama3:latest", "gpt-4o-mini"] {
            assert!(knows(&models, known), "{known}");
        }
        for unknown in ["claude-sonnet-4", "gpt-4o", "llama"] {
            assert!(!knows(&models, unknown), "{unknown}");
        }
    }
}
