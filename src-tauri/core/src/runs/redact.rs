//! What of a run may leave the console: not what looks like a secret, and not where somebody has been. The product keeps
//! browsing histories in memory only; a bundle is a file that is passed on.

use regex::{Regex, RegexBuilder};
use serde_json::Value;

use super::event::RunEvent;
use crate::prompts::lint::without_secrets;

/// What the product must not keep; older inputs may have it all the same.
const RAW: [&str; 4] = ["browsingHistory", "browsing_history", "rawData", "raw_data"];
const SITE: &str = "[site]";
const LEFT_OUT: &str = "[left out]";

pub(super) struct Redaction {
    /// The sites of the history that the person has not named themselves.
    sites: Option<Regex>,
}

impl Redaction {
    /// For everything that was made from this input.
    pub fn of(input: &Value) -> Self {
        let data = &input["userData"];
        let told: Vec<&str> = data["domains"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let visited = data["browsingHistory"]["domains"].as_array().into_iter().flatten();
        let mut sites: Vec<String> = visited
            .filter_map(|one| one["domain"].as_str())
            .filter(|site| !site.is_empty() && !told.contains(site))
            .map(whole_word)
            .collect();
        // Of two that begin alike the longer one is looked for first.
        sites.sort_by_key(|site| std::cmp::Reverse(site.len()));
        let pattern = (!sites.is_empty()).then(|| RegexBuilder::new(&sites.join("|")).case_insensitive(true).build());
        Self { sites: pattern.and_then(Result::ok) }
    }

    pub fn text(&self, text: &str) -> String {
        let text = match RAW.iter().any(|name| text.contains(name)) {
            true => self.document_in(text),
            false => text.to_owned(),
        };
        let text = without_secrets(&text);
        match &self.sites {
            Some(sites) => sites.replace_all(&text, SITE).into_owned(),
            None => text,
        }
    }

    /// A model is told the input as JSON within a text. What cannot be read as such cannot be looked through.
    fn document_in(&self, text: &str) -> String {
        match serde_json::from_str::<Value>(text) {
            Ok(mut document) if document.is_object() => {
                self.value(&mut document);
                document.to_string()
            }
            _ => LEFT_OUT.to_owned(),
        }
    }

    pub fn value(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.value(item)),
            Value::Object(fields) => {
                fields.retain(|name, _| !RAW.contains(&name.as_str()));
                fields.values_mut().for_each(|value| self.value(value));
            }
            _ => {}
        }
    }

    pub fn events(&self, events: &mut [RunEvent]) {
        self.answers(events);
        for event in events {
            event.message = self.text(&event.message);
            event.data.iter_mut().for_each(|data| self.value(data));
        }
    }

    /// An answer comes in pieces, and a secret in it may be cut in two: such an answer is told in its first piece.
    fn answers(&self, events: &mut [RunEvent]) {
        let mut attempts: Vec<(Option<i32>, Option<i32>)> =
            events.iter().filter(|one| one.kind == "text").map(|one| (one.step, one.attempt)).collect();
        attempts.dedup();
        for attempt in attempts {
            let mut pieces: Vec<&mut RunEvent> =
                events.iter_mut().filter(|one| one.kind == "text" && (one.step, one.attempt) == attempt).collect();
            let whole: String = pieces.iter().map(|one| one.message.as_str()).collect();
            let clean = self.text(&whole);
            if clean != whole {
                pieces.iter_mut().for_each(|one| one.message.clear());
                if let Some(first) = pieces.first_mut() {
                    first.message = clean;
                }
            }
        }
    }
}

/// `t.co` is no part of `at.com`. Korean writes its particles right behind a word, so only Latin letters and digits bound it.
fn whole_word(site: &str) -> String {
    let bound = |end: Option<char>| if end.is_some_and(|c| c.is_ascii_alphanumeric()) { r"(?-u:\b)" } else { "" };
    let (before, after) = (bound(site.chars().next()), bound(site.chars().next_back()));
    format!("{before}{}{after}", regex::escape(site))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;

    use super::*;

    fn redaction() -> Redaction {
        Redaction::of(&json!({ "userData": {
            "domains": ["told.example"],
            "browsingHistory": { "domains": [{ "domain": "told.example" }, { "domain": "clinic.example", "count": 9 }] },
        } }))
    }

    #[test]
    fn where_somebody_has_been_is_left_out_wherever_it_stands() {
        let asked = json!({ "data": { "keywords": ["차"], "browsingHistory": { "keywords": ["secret place"] } } });
        let mut run = json!({
            "input": { "userData": { "domains": ["told.example"], "browsingHistory": { "totalVisits": 9 }, "raw_data": [1] } },
            "question": { "user": asked.to_string(), "system": "see browsingHistory" },
            "evidence": ["Clinic.example에서 40 %", "told.example 10 %", "myclinic.example"],
        });
        redaction().value(&mut run);
        assert_eq!(run["input"], json!({ "userData": { "domains": ["told.example"] } }));
        assert_eq!(run["question"]["user"], r#"{"data":{"keywords":["차"]}}"#);
        assert_eq!(run["question"]["system"], LEFT_OUT);
        assert_eq!(run["evidence"], json!(["[site]에서 40 %", "told.example 10 %", "myclinic.example"]));
    }

    #[test]
    fn a_secret_that_came_in_two_pieces_is_one() {
        let piece = |seq, message: &str| RunEvent {
            seq,
            at: DateTime::UNIX_EPOCH,
            kind: "text".to_owned(),
            step: Some(1),
            attempt: Some(1),
            level: "info".to_owned(),
            message: message.to_owned(),
            data: None,
        };
        let mut events = vec![piece(1, "열쇠는 sk-proj-0123456789"), piece(2, "abcdefghijkl 이고"), piece(3, " 끝")];
        redaction().events(&mut events);
        let said: Vec<&str> = events.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(said, ["열쇠는 [api-key] 이고 끝", "", ""]);
    }
}
