//! Keys and people's data that do not belong into a prompt: it is stored, sent to a model and shown to others. The findings
//! say where something stands and what it looks like, never what it is.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::{Findings, Severity, writing::pattern};
use crate::prompts::place::Places;

struct Secret {
    kind: &'static str,
    pattern: Regex,
    personal: bool,
    is: fn(&str) -> bool,
}

/// Kind, pattern, and what the pattern cannot say.
type Looks = (&'static str, &'static str, fn(&str) -> bool);

const SECRETS: [Looks; 9] = [
    ("api-key", r"\bsk-[A-Za-z0-9_-]{20,}", always),
    ("api-key", r"\bAIza[0-9A-Za-z_-]{35}", always),
    ("access-key", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b", always),
    ("access-token", r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|glpat-[A-Za-z0-9_-]{20,}|xox[baprs]-[A-Za-z0-9-]{10,})", always),
    ("private-key", r"-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----)?", always),
    ("bearer-token", r"(?i)\bbearer\s+[A-Za-z0-9._~+/-]{20,}=*", always),
    ("web-token", r"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+", always),
    ("password", r"(?i)(?:\bpassword|비밀번호)\s*[:=]\s*[^\s{}]{6,}", always),
    ("connection", r"\b[a-z][a-z0-9+]*://[^\s:/@{}]+:[^\s@{}]+@[^\s{}]+", always),
];

const PERSONAL: [Looks; 4] = [
    ("resident-number", r"\b\d{6}-?[1-8]\d{6}\b", is_resident_number),
    // Numbers of helplines are shorter, or begin with 15 or 16.
    (
        "phone-number",
        r"\b(?:\+82[- ]?1|01)[016789][- .]?\d{3,4}[- .]?\d{4}\b|\b0(?:2|[3-6][1-5]|70)[- )]\d{3,4}[- ]\d{4}\b",
        always,
    ),
    ("email", r"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b", is_no_example),
    ("card-number", r"\b\d(?:[ -]?\d){12,18}\b", is_card_number),
];

static PATTERNS: LazyLock<Vec<Secret>> = LazyLock::new(|| {
    let secrets = SECRETS.into_iter().map(|one| (one, false));
    let personal = PERSONAL.into_iter().map(|one| (one, true));
    secrets
        .chain(personal)
        .filter_map(|((kind, text, is), personal)| Some(Secret { kind, pattern: pattern(text)?, personal, is }))
        .collect()
});

pub fn check(findings: &mut Findings) {
    for (of, text) in findings.texts() {
        let places = Places::of(text);
        for (secret, stretch) in found_in(text) {
            let (rule, severity, message) = secret.says();
            findings.at(of, &places, stretch, severity, rule, message).with("kind", secret.kind);
        }
    }
    defaults(findings);
}

/// What stands in for a value gets into the prompt as well. A variable is told of each kind once.
fn defaults(findings: &mut Findings) {
    for variable in &findings.source.variables {
        let Some(default) = &variable.default else { continue };
        let mut kinds = Vec::new();
        for (secret, _) in texts_of(default).into_iter().flat_map(found_in) {
            if kinds.contains(&secret.kind) {
                continue;
            }
            kinds.push(secret.kind);
            let (rule, severity, message) = secret.says();
            let message = format!("the default of `{}`: {message}", variable.name);
            findings.about(severity, rule, message).with("kind", secret.kind).with("name", &variable.name);
        }
    }
}

/// Every text inside of a value, names of fields among them.
fn texts_of(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(texts_of).collect(),
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, value)| std::iter::once(name.as_str()).chain(texts_of(value))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// Where a text has what looks like a secret; no place twice.
fn found_in(text: &str) -> Vec<(&'static Secret, (usize, usize))> {
    let mut taken: Vec<(&Secret, (usize, usize))> = Vec::new();
    for secret in PATTERNS.iter() {
        for found in secret.pattern.find_iter(text).filter(|found| (secret.is)(found.as_str())) {
            if !taken.iter().any(|(_, (start, end))| found.start() < *end && *start < found.end()) {
                taken.push((secret, (found.start(), found.end())));
            }
        }
    }
    taken
}

/// The text with each thing that looks like a secret named instead of told.
pub fn without_secrets(text: &str) -> String {
    let mut stretches: Vec<(&Secret, (usize, usize))> =
        found_in(text).into_iter().filter(|(secret, _)| !secret.personal).collect();
    stretches.sort_by_key(|(_, (start, _))| *start);
    let (mut clean, mut told) = (String::with_capacity(text.len()), 0);
    for (secret, (start, end)) in stretches {
        clean.push_str(&text[told..start]);
        clean.push_str(&format!("[{}]", secret.kind));
        told = end;
    }
    clean + &text[told..]
}

impl Secret {
    fn says(&self) -> (&'static str, Severity, &'static str) {
        match self.personal {
            false => ("secret", Severity::Error, "this looks like a secret; it does not belong into a prompt"),
            true => ("personal-data", Severity::Warning, "this looks like a person's data"),
        }
    }
}

fn always(_: &str) -> bool {
    true
}

/// A date of birth, then the digit that tells the century.
fn is_resident_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let [_, _, m1, m2, d1, d2, ..] = digits.as_slice() else { return false };
    (1..=12).contains(&(m1 * 10 + m2)) && (1..=31).contains(&(d1 * 10 + d2))
}

fn is_no_example(text: &str) -> bool {
    !["@example.com", "@example.org", "@example.net"].iter().any(|end| text.to_ascii_lowercase().ends_with(end))
}

/// The check digit of payment cards, by Luhn.
fn is_card_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            0 => *digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != digits[0])
}

#[cfg(test)]
mod tests {
    use super::{PATTERNS, PERSONAL, SECRETS};

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(PATTERNS.len(), SECRETS.len() + PERSONAL.len());
    }
}
