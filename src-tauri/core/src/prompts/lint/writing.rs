//! The text itself: headings, braces and entities left over, the language, and how long it gets.

use std::sync::LazyLock;

use regex::Regex;

use super::{Findings, PromptLanguage, PromptLimits, Severity, edit};
use crate::prompts::{Rendered, SECTIONS, outline::TextOf, place::Places, scan};

/// A pattern of our own that does not compile matches nothing; a test compiles them all. Words end where Latin letters and
/// digits do: Korean writes its particles right behind them.
pub fn pattern(text: &str) -> Option<Regex> {
    Regex::new(&text.replace(r"\b", r"(?-u:\b)")).ok()
}

pub fn check(language: PromptLanguage, findings: &mut Findings) {
    for (of, text) in findings.texts() {
        let places = Places::of(text);
        if let TextOf::Section(key) = of
            && SECTIONS.contains(&key)
        {
            heading(of, key, text, &places, findings);
        }
        let prose = prose(text);
        braces(of, text, &prose, &places, findings);
        entities(of, &prose, &places, findings);
        tongue(of, &prose, language, &places, findings);
    }
}

/// The text with every tag blanked out, so that places stay the same.
fn prose(text: &str) -> String {
    let mut prose = String::with_capacity(text.len());
    let mut at = 0;
    for tag in scan::tags(text) {
        prose.push_str(&text[at..tag.start]);
        // Lines stay lines, in comments as well.
        prose.extend(text[tag.start..tag.end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        at = tag.end;
    }
    prose + &text[at..]
}

fn heading(of: TextOf, key: &str, text: &str, places: &Places, findings: &mut Findings) {
    let sign = format!("## {}", key.to_uppercase());
    if text.trim().is_empty() {
        let message = format!("the section `{key}` is empty");
        findings.at(of, places, (0, text.len()), Severity::Error, "empty-section", message).with("section", key);
        return;
    }
    let is_heading = |line: &str| {
        line.strip_prefix(sign.as_str()).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    let mut at = 0;
    let mut headings = Vec::new();
    for line in text.split_inclusive('\n') {
        if is_heading(line) {
            headings.push((at, at + line.trim_end().len()));
        }
        at += line.len();
    }
    match headings.as_slice() {
        [_] => {}
        [] => {
            // Why, how and what are asked for by the product itself.
            let severity = if matches!(key, "why" | "how" | "what") { Severity::Error } else { Severity::Warning };
            let message = format!("the section has no heading `{sign}`");
            let fix = edit(of, places, (0, 0), format!("{sign}\n\n"));
            findings
                .at(of, places, (0, text.lines().next().map_or(0, str::len)), severity, "missing-heading", message)
                .with("heading", &sign)
                .fixed(&[("heading", &sign)], vec![fix]);
        }
        [_, others @ ..] => {
            for stretch in others {
                let message = format!("the heading `{sign}` is there already");
                findings.at(of, places, *stretch, Severity::Warning, "doubled-heading", message).with("heading", &sign);
            }
        }
    }
}

static SINGLE: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"\$?\{\s*([\p{L}_][\p{L}\p{N}_.]*)\s*\}"));

fn braces(of: TextOf, text: &str, prose: &str, places: &Places, findings: &mut Findings) {
    for sign in ["{{", "}}"] {
        for (at, _) in prose.match_indices(sign) {
            let message = format!("`{sign}` stays in the prompt, where it looks like a tag nobody filled in");
            findings.at(of, places, (at, at + 2), Severity::Warning, "leftover-braces", message).with("braces", sign);
        }
    }
    let Some(single) = SINGLE.as_ref() else { return };
    for found in single.captures_iter(prose) {
        let (Some(whole), Some(name)) = (found.get(0), found.get(1)) else { continue };
        let around = (text[..whole.start()].ends_with('{'), text[whole.end()..].starts_with('}'));
        if around.0 || around.1 {
            continue;
        }
        let name = name.as_str();
        let declared = findings.source.variable(name.split('.').next().unwrap_or_default()).is_some();
        let message = format!("`{}` stays as it is; a variable has two braces", whole.as_str());
        let severity = if declared { Severity::Error } else { Severity::Warning };
        let stretch = (whole.start(), whole.end());
        let finding = findings.at(of, places, stretch, severity, "leftover-braces", message);
        finding.with("braces", whole.as_str());
        if declared {
            let tag = format!("{{{{{name}}}}}");
            finding.fixed(&[("to", &tag)], vec![edit(of, places, stretch, tag.as_str())]);
        }
    }
}

const ENTITIES: [(&str, &str); 9] = [
    ("&quot;", "\""),
    ("&#x27;", "'"),
    ("&#39;", "'"),
    ("&apos;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&nbsp;", " "),
    ("&#x3D;", "="),
    ("&amp;", "&"),
];

fn entities(of: TextOf, prose: &str, places: &Places, findings: &mut Findings) {
    for (entity, sign) in ENTITIES {
        for (at, _) in prose.match_indices(entity) {
            let stretch = (at, at + entity.len());
            let message = format!("`{entity}` is meant for web pages; a model reads it as it stands");
            findings
                .at(of, places, stretch, Severity::Warning, "html-entity", message)
                .with("entity", entity)
                .fixed(&[("to", sign)], vec![edit(of, places, stretch, sign)]);
        }
    }
}

/// So many letters tell a language.
const TELLING: usize = 40;
/// A sentence in another language, not a name or two.
const FOREIGN_WORDS: usize = 8;

fn tongue(of: TextOf, prose: &str, language: PromptLanguage, places: &Places, findings: &mut Findings) {
    // Headings are in English by agreement.
    let lines = || prose.split_inclusive('\n').filter(|line| !line.starts_with('#'));
    let count = |is: fn(char) -> bool| lines().flat_map(str::chars).filter(|c| is(*c)).count();
    let (hangul, latin) = (count(is_hangul), count(|c| c.is_ascii_alphabetic()));
    let (wrong, said) = match language {
        PromptLanguage::Ko => (latin > hangul, "Korean"),
        PromptLanguage::En => (hangul > latin, "English"),
    };
    if hangul + latin >= TELLING && wrong {
        let message = format!("most of this is not {said}");
        findings
            .at(of, places, (0, prose.trim_end().len()), Severity::Warning, "wrong-language", message)
            .with("language", said);
        return;
    }
    let foreign: fn(char) -> bool = match language {
        PromptLanguage::Ko => |c| c.is_ascii_alphabetic(),
        PromptLanguage::En => is_hangul,
    };
    let mut at = 0;
    for line in prose.split_inclusive('\n') {
        if !line.starts_with('#') {
            for (start, end) in foreign_runs(line, foreign) {
                let message = format!("a whole sentence that is not {said}");
                findings
                    .at(of, places, (at + start, at + end), Severity::Info, "wrong-language", message)
                    .with("language", said);
            }
        }
        at += line.len();
    }
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// Runs of words all of whose letters are foreign.
fn foreign_runs(line: &str, foreign: fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut run: Option<(usize, usize, usize)> = None;
    for word in line.split_whitespace() {
        let start = word.as_ptr() as usize - line.as_ptr() as usize;
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        let is_foreign = !letters.is_empty() && letters.iter().all(|c| foreign(*c));
        run = match (run, is_foreign || letters.is_empty()) {
            (Some((begin, _, words)), true) => Some((begin, start + word.len(), words + usize::from(is_foreign))),
            (None, true) if is_foreign => Some((start, start + word.len(), 1)),
            (before, _) => {
                runs.extend(before);
                None
            }
        };
    }
    runs.extend(run);
    runs.into_iter().filter(|run| run.2 >= FOREIGN_WORDS).map(|(start, end, _)| (start, end)).collect()
}

/// How long the prompt of a context gets.
pub fn check_rendered(name: &str, rendered: &Rendered, limits: &PromptLimits, findings: &mut Findings) {
    let tokens = rendered.tokens.to_string();
    let outside = match rendered.tokens {
        tokens if tokens < limits.min_tokens => Some((limits.min_tokens, "fewer")),
        tokens if tokens > limits.max_tokens => Some((limits.max_tokens, "more")),
        _ => None,
    };
    if let Some((limit, than)) = outside {
        let message = format!("with the context `{name}` the prompt has {tokens} tokens, {than} than {limit}");
        findings
            .about(Severity::Warning, "budget", message)
            .with("context", name)
            .with("tokens", &tokens)
            .with("limit", limit.to_string());
    }
    for section in rendered.sections.iter().filter(|section| section.in_prompt) {
        if section.tokens > limits.section_tokens {
            let limit = limits.section_tokens;
            let message =
                format!("with the context `{name}` the section has {} tokens, more than {limit}", section.tokens);
            findings
                .at(
                    TextOf::Section(&section.key),
                    &Places::of(""),
                    (0, 0),
                    Severity::Warning,
                    "section-too-long",
                    message,
                )
                .with("context", name)
                .with("tokens", section.tokens.to_string())
                .with("limit", limit.to_string());
        }
    }
    for section in rendered.sections.iter().filter(|section| section.text.is_empty() && section.error.is_none()) {
        let source = findings.source.section(&section.key).unwrap_or_default();
        if SECTIONS.contains(&section.key.as_str()) && !source.trim().is_empty() {
            let message = format!("with the context `{name}` nothing is left of the section");
            findings
                .at(TextOf::Section(&section.key), &Places::of(""), (0, 0), Severity::Info, "empty-section", message)
                .with("context", name)
                .with("section", &section.key);
        }
    }
}
