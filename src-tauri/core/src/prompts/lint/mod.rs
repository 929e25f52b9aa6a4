//! What is wrong with a template, before it costs a conversation: each rule points at the place and, where there is no
//! doubt, brings the fix. A rule is a function over one source; adding one is adding it to `lint`.

mod names;
mod private;
mod reach;
mod syntax;
mod writing;

use std::collections::BTreeMap;

pub use self::private::without_secrets;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::{
    Compiled, Mode, TemplateSource,
    outline::TextOf,
    place::Places,
    scope::{TextEdit, named},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    pub severity: Severity,
    /// In kebab-case; the window has words for each.
    pub rule: String,
    /// Nothing for what concerns a variable or the whole prompt.
    pub section: Option<String>,
    pub snippet: Option<String>,
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
    /// In plain English.
    pub message: String,
    /// What the message is about, for whoever says it in another language. Never a secret.
    pub arguments: BTreeMap<String, String>,
    pub fix: Option<Fix>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The prompt is refused, or says something else than what is written.
    Error,
    Warning,
    Info,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    pub arguments: BTreeMap<String, String>,
    pub edits: Vec<TextEdit>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct PromptLimits {
    pub min_tokens: u32,
    pub max_tokens: u32,
    /// Of one section as it is rendered.
    pub section_tokens: u32,
}

impl Default for PromptLimits {
    fn default() -> Self {
        Self { min_tokens: 1000, max_tokens: 4000, section_tokens: 1500 }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PromptLanguage {
    #[default]
    Ko,
    En,
}

/// Everything there is to say about a source, and about the prompts these contexts make of it. Errors come first, then in
/// the order of the text.
pub fn lint(
    compiled: &Compiled,
    contexts: &[(String, Value)],
    limits: &PromptLimits,
    language: PromptLanguage,
) -> Vec<Finding> {
    let source = compiled.source();
    let mut findings = Findings { source, all: Vec::new() };
    syntax::check(compiled, &mut findings);
    names::check(&mut findings);
    reach::check(&mut findings);
    writing::check(language, &mut findings);
    private::check(&mut findings);
    for (name, context) in contexts {
        let rendered = compiled.render(context, Mode::Lenient);
        names::check_rendered(&rendered, &mut findings);
        writing::check_rendered(name, &rendered, limits, &mut findings);
    }
    findings.sorted()
}

/// Nobody reads more; a text full of braces would have one for each.
const MOST_FINDINGS: usize = 1000;

struct Findings<'s> {
    source: &'s TemplateSource,
    all: Vec<Finding>,
}

impl<'s> Findings<'s> {
    /// About a stretch of a text.
    fn at(
        &mut self,
        of: TextOf,
        places: &Places,
        (start, end): (usize, usize),
        severity: Severity,
        rule: &str,
        message: impl Into<String>,
    ) -> &mut Finding {
        let (start, end) = (places.place(start), places.place(end));
        let (section, snippet) = named(of);
        self.push(Finding {
            severity,
            rule: rule.to_owned(),
            section,
            snippet,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            message: message.into(),
            arguments: BTreeMap::new(),
            fix: None,
        })
    }

    /// About the whole, or about a variable.
    fn about(&mut self, severity: Severity, rule: &str, message: impl Into<String>) -> &mut Finding {
        self.push(Finding {
            severity,
            rule: rule.to_owned(),
            section: None,
            snippet: None,
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            message: message.into(),
            arguments: BTreeMap::new(),
            fix: None,
        })
    }

    fn push(&mut self, finding: Finding) -> &mut Finding {
        self.all.push(finding);
        let last = self.all.len() - 1;
        &mut self.all[last]
    }

    /// Every text of the source, with its places.
    fn texts(&self) -> Vec<(TextOf<'s>, &'s str)> {
        let sections = self.source.sections.iter().map(|one| (TextOf::Section(&one.key), one.text.as_str()));
        let snippets = self.source.snippets.iter().map(|one| (TextOf::Snippet(&one.name), one.text.as_str()));
        sections.chain(snippets).collect()
    }

    fn sorted(mut self) -> Vec<Finding> {
        let order = |finding: &Finding| {
            let at = |key: &String| self.source.sections.iter().position(|section| section.key == *key);
            (
                finding.severity,
                finding.section.as_ref().and_then(at),
                finding.snippet.clone(),
                finding.line,
                finding.column,
            )
        };
        let mut all = std::mem::take(&mut self.all);
        all.sort_by_cached_key(order);
        all.dedup();
        all.truncate(MOST_FINDINGS);
        all
    }
}

impl Finding {
    fn with(&mut self, argument: &str, value: impl Into<String>) -> &mut Self {
        self.arguments.insert(argument.to_owned(), value.into());
        self
    }

    fn fixed(&mut self, arguments: &[(&str, &str)], edits: Vec<TextEdit>) -> &mut Self {
        let arguments = arguments.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.fix = Some(Fix { arguments, edits });
        self
    }
}

/// An edit of bytes of a text.
fn edit(of: TextOf, places: &Places, (start, end): (usize, usize), text: impl Into<String>) -> TextEdit {
    let (section, snippet) = named(of);
    let (start, end) = (places.offset(start) as u32, places.offset(end) as u32);
    TextEdit { section, snippet, start, end, text: text.into() }
}

/// The one name that somebody may have meant: it differs by one letter, or two in a longer name, and no other does.
pub fn nearest<'a>(name: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = if name.chars().count() < 5 { 1 } else { 2 };
    let mut near = among.into_iter().filter(|other| *other != name && distance(name, other) <= most);
    let first = near.next()?;
    near.all(|other| other == first).then_some(first)
}

/// How many letters to add, drop, change or swap with their neighbour.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    // Names are short; what is not is no typing mistake.
    if one.len().abs_diff(other.len()) > 2 || one.len() > 64 {
        return usize::MAX;
    }
    let width = other.len() + 1;
    let mut table = vec![0; (one.len() + 1) * width];
    for row in 0..=one.len() {
        for column in 0..=other.len() {
            table[row * width + column] = match (row, column) {
                (0, _) => column,
                (_, 0) => row,
                _ => {
                    let changed = usize::from(one[row - 1] != other[column - 1]);
                    let swapped =
                        row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1];
                    let plain = (table[(row - 1) * width + column] + 1)
                        .min(table[row * width + column - 1] + 1)
                        .min(table[(row - 1) * width + column - 1] + changed);
                    if swapped { plain.min(table[(row - 2) * width + column - 2] + 1) } else { plain }
                }
            };
        }
    }
    table[table.len() - 1]
}
