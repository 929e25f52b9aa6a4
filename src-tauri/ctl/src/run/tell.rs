//! Runs in words and tables.

use greenroom_core::{
    runs::{preview::RunPreview, read::Run},
    tables::TableRow,
};
use serde_json::{Value, json};

use super::list;
use crate::output::table;

/// A run as scripts read it: the summary's fields, and everything else under its own name.
pub fn whole(run: &Run) -> Value {
    let mut told = json!(run);
    let output = run.output.clone().unwrap_or_default();
    told["quality"] = match run.summary.quality {
        Some(score) => {
            json!({ "score": score, "checks": output["quality"]["checks"], "band": output["quality"]["band"],
            "missed": output["quality"]["missed"] })
        }
        None => Value::Null,
    };
    told["persona"] = output["persona"].clone();
    told["room"] = output["room"].clone();
    told["tokens"] = json!(run.summary.prompt_tokens + run.summary.completion_tokens);
    told["cost"] = json!(run.summary.cost_usd);
    told
}

pub fn run(run: &Run) -> String {
    let steps: Vec<Vec<String>> = run
        .steps
        .iter()
        .map(|step| {
            vec![
                format!("{}/{}", step.step, step.attempt),
                step.agent.clone(),
                step.status.clone(),
                step.duration_ms.map_or(String::new(), |time| format!("{time} ms")),
                step.engine.clone(),
                match (&step.error_kind, step.cache_hit, step.fallback_used) {
                    (Some(kind), ..) => kind.clone(),
                    (None, true, _) => "cache".to_owned(),
                    (None, _, true) => "fallback".to_owned(),
                    _ => String::new(),
                },
            ]
        })
        .collect();
    let error = run.summary.error.as_deref().map(|error| format!("{error}\n")).unwrap_or_default();
    let summary = json!(run.summary);
    list::told(&[TableRow(summary.as_object().cloned().unwrap_or_default())])
        + "\n"
        + &table(&["step", "agent", "status", "time", "engine", "note"], &steps)
        + &error
}

pub fn preview(preview: &RunPreview) -> String {
    let needs: Vec<Vec<String>> = preview.analysis["completeVector"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| ["need", "observed", "hidden", "actual", "state"].map(|field| short(&one[field], 20)).to_vec())
        .collect();
    let percent = |chance: f64| format!("{:.1} %", chance * 100.0);
    let archetypes: Vec<Vec<String>> =
        preview.archetypes.iter().map(|one| vec![one.display_name.clone(), percent(one.chance)]).collect();
    let experiences: Vec<Vec<String>> = preview
        .experiences
        .iter()
        .map(|one| vec![one.title.clone(), one.need.to_string(), percent(one.chance)])
        .collect();
    [
        table(&["need", "observed", "hidden", "actual", "state"], &needs),
        table(&["archetype", "chance"], &archetypes),
        table(&["experience", "need", "chance"], &experiences),
    ]
    .join("\n")
}

pub fn short(value: &Value, longest: usize) -> String {
    let text = match value {
        Value::String(text) => text.replace('\n', " "),
        Value::Null => "-".to_owned(),
        other => other.to_string(),
    };
    match text.char_indices().nth(longest) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
