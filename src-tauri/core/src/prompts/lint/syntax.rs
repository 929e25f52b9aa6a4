//! What the engine refuses, with every place at which it does; and what it prints otherwise than Handlebars.js.

use super::{Findings, Severity, edit, nearest};
use crate::prompts::{
    Compiled, FailureKind, SECTIONS, TemplateFailure, TemplateSource, VariableType,
    expression::{Call, Word},
    outline::{Meaning, Surroundings, TextOf, sample, walk},
    place::Places,
    program::HELPERS,
    scan::{self, BlockFault, Tag, TagKind},
};

pub fn check(compiled: &Compiled, findings: &mut Findings) {
    for (of, text) in findings.texts() {
        let failure = match of {
            TextOf::Section(key) => compiled.failure(key),
            TextOf::Snippet(name) => compiled.snippet_failure(name),
        };
        let Some(failure) = failure else { continue };
        let places = Places::of(text);
        match failure.kind {
            FailureKind::Syntax => syntax(of, text, &places, failure, findings),
            _ => refused(of, text, &places, failure, findings),
        }
    }
    sections(findings);
    numbers_side_by_side(findings);
}

fn syntax(of: TextOf, text: &str, places: &Places, failure: &TemplateFailure, findings: &mut Findings) {
    let faults = scan::block_faults(text, &scan::tags(text));
    if faults.is_empty() {
        refused(of, text, places, failure, findings);
    }
    for fault in faults {
        let (tag, message) = match fault {
            BlockFault::UnclosedTag(tag) => (tag, "this `{{` is not closed".to_owned()),
            BlockFault::Unclosed(tag) => (tag, format!("this `{{{{#{}}}}}` is not closed", tag.name(text))),
            BlockFault::Stray { close, open: None } => (close, "this closes a block that is not open".to_owned()),
            BlockFault::Stray { close, open: Some(open) } => {
                (close, format!("this closes `{{{{#{}}}}}`", open.name(text)))
            }
            BlockFault::StrayElse(tag) => (tag, "this belongs to no open block".to_owned()),
        };
        let finding = findings.at(of, places, (tag.start, tag.end), Severity::Error, "syntax", message);
        finding.with("subject", tag.whole(text));
        if let BlockFault::Stray { close, open: Some(open) } = fault {
            let end = format!("{{{{/{}}}}}", open.name(text));
            finding.fixed(&[("to", &end)], vec![edit(of, places, (close.start, close.end), end.as_str())]);
        }
    }
}

fn refused(of: TextOf, text: &str, places: &Places, failure: &TemplateFailure, findings: &mut Findings) {
    let rule = match failure.kind {
        FailureKind::Syntax => "syntax",
        FailureKind::TooLarge => "too-large",
        FailureKind::TooDeep => "too-deep",
        FailureKind::UnknownHelper => "unknown-helper",
        FailureKind::ReservedName => "reserved-name",
        FailureKind::UnknownSnippet => "unknown-snippet",
        FailureKind::SnippetCycle => "snippet-cycle",
        _ => "not-portable",
    };
    let (start, end) = (places.byte(failure.start as usize), places.byte(failure.end as usize));
    let snippets: Vec<&str> = findings.source.snippets.iter().map(|snippet| snippet.name.as_str()).collect();
    let finding = findings.at(of, places, (start, end), Severity::Error, rule, failure.message.clone());
    let Some(subject) = &failure.subject else { return };
    finding.with("subject", subject);
    let near = match failure.kind {
        FailureKind::UnknownHelper => nearest(subject, HELPERS),
        FailureKind::UnknownSnippet => nearest(subject, snippets),
        _ => None,
    };
    if let (Some(near), Some(at)) = (near, text.get(start..end).and_then(|tag| tag.find(subject.as_str()))) {
        let at = start + at;
        // A block's end would have to be changed along with it.
        finding.with("near", near);
        if failure.kind == FailureKind::UnknownSnippet {
            finding.fixed(&[("to", near)], vec![edit(of, places, (at, at + subject.len()), near)]);
        }
    }
    if let Some(path) = bare_number(subject) {
        let at = text.get(start..end).and_then(|tag| tag.find(subject.as_str())).map(|at| start + at);
        if let Some(at) = at {
            finding.fixed(&[("to", &path)], vec![edit(of, places, (at, at + subject.len()), path.as_str())]);
        }
    }
}

/// `list.0.name` as Handlebars.js reads it: `list.[0].name`.
fn bare_number(path: &str) -> Option<String> {
    let mut segments = path.split('.');
    let first = segments.next()?;
    let mut changed = false;
    let rest: String = segments
        .map(|segment| {
            let number = !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit());
            changed |= number;
            if number { format!(".[{segment}]") } else { format!(".{segment}") }
        })
        .collect();
    changed.then(|| format!("{first}{rest}"))
}

fn sections(findings: &mut Findings) {
    let keys: Vec<&str> = findings.source.sections.iter().map(|section| section.key.as_str()).collect();
    for (at, key) in keys.iter().enumerate() {
        let places = Places::of("");
        if !SECTIONS.contains(key) {
            let message = format!("a prompt has no section `{key}`: it is left out");
            findings
                .at(TextOf::Section(key), &places, (0, 0), Severity::Warning, "extra-section", message)
                .with("section", *key);
        } else if keys[..at].contains(key) {
            let message = format!("the section `{key}` is there twice");
            findings
                .at(TextOf::Section(key), &places, (0, 0), Severity::Error, "doubled-section", message)
                .with("section", *key);
        }
    }
    for key in SECTIONS.iter().filter(|key| !keys.contains(key)) {
        findings
            .about(Severity::Error, "missing-section", format!("the section `{key}` is missing"))
            .with("section", *key);
    }
}

/// Without escaping, Handlebars.js joins values by `+`: two numbers at the beginning of a block are added.
fn numbers_side_by_side(findings: &mut Findings) {
    let source = findings.source;
    for (of, text) in findings.texts() {
        let tags = scan::tags(text);
        let places = Places::of(text);
        let numbers: Vec<Tag> = numbers_of(source, of, text);
        for pair in tags.windows(2) {
            let [one, other] = pair else { continue };
            let begins = one.start == 0
                || tags.iter().any(|tag| {
                    tag.end == one.start && matches!(tag.kind, TagKind::Open | TagKind::Else | TagKind::ElseChain)
                });
            if begins && one.end == other.start && numbers.contains(one) && numbers.contains(other) {
                let message = "Handlebars.js adds two numbers at the beginning of a block; put something between them";
                findings.at(of, &places, (one.start, other.end), Severity::Warning, "numbers-side-by-side", message);
            }
        }
    }
}

fn numbers_of(source: &TemplateSource, of: TextOf, text: &str) -> Vec<Tag> {
    let mut numbers = Vec::new();
    walk(of, text, Surroundings::root(), text.len(), &mut |met| {
        if met.tag.kind == TagKind::Value && is_number(source, met.call, met.around) {
            numbers.push(*met.tag);
        }
    });
    numbers
}

fn is_number(source: &TemplateSource, call: &Call, around: &Surroundings) -> bool {
    let [only] = call.words.as_slice() else { return false };
    let Word::Path(path) = &only.word else { return false };
    match around.meaning(path) {
        Meaning::Counter(name) => name != "key",
        Meaning::Context(way) => {
            let declared = way.first().filter(|_| way.len() == 1).and_then(|name| source.variable(name));
            let kind = declared.map(|variable| variable.kind).or_else(|| VariableType::of(sample(source, &way)?));
            matches!(kind, Some(VariableType::Number | VariableType::Boolean))
        }
        Meaning::Unknown => false,
    }
}
