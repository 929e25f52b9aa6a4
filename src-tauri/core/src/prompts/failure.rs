//! Why a section could not be compiled or rendered, with the place where a person would look for it.

use handlebars::template::Template;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    place::{Place, Places},
    scan::{self, BlockFault, Tag, TagKind},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TemplateFailure {
    pub kind: FailureKind,
    /// Lower case, without a full stop.
    pub message: String,
    /// In the text of the section, or of the snippet where that is named.
    pub line: u32,
    pub column: u32,
    /// UTF-16 offsets of what to point at.
    pub start: u32,
    pub end: u32,
    pub snippet: Option<String>,
    /// What it is about: a path, the name of a helper or of a snippet.
    pub subject: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FailureKind {
    Syntax,
    /// More text or more tags than a section may have.
    TooLarge,
    TooDeep,
    /// Handlebars, but nothing we take.
    NotPortable,
    UnknownHelper,
    /// A helper's name where a variable is meant.
    ReservedName,
    UnknownSnippet,
    SnippetCycle,
    /// Strict: there is no value under this path.
    Missing,
    OutputTooLong,
    TooManySteps,
    TooSlow,
}

pub const START: Place = Place { offset: 0, line: 1, column: 1 };

impl TemplateFailure {
    pub fn new(kind: FailureKind, message: impl Into<String>, place: Place, end: u32) -> Self {
        Self {
            kind,
            message: message.into(),
            line: place.line,
            column: place.column,
            start: place.offset,
            end,
            snippet: None,
            subject: None,
        }
    }

    pub fn at(places: &Places, (start, end): (usize, usize), kind: FailureKind, message: impl Into<String>) -> Self {
        Self::new(kind, message, places.place(start), places.offset(end) as u32)
    }

    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }
}

/// What the parser refused, where a person would look for it.
pub fn syntax(text: &str, tags: &[Tag], places: &Places, cause: &handlebars::TemplateError) -> TemplateFailure {
    let failure = |tag: &Tag, message: String| {
        TemplateFailure::at(places, (tag.start, tag.end), FailureKind::Syntax, message).about(tag.name(text))
    };
    match scan::block_faults(text, tags).first() {
        Some(BlockFault::UnclosedTag(tag)) => return failure(tag, "`{{` is not closed".to_owned()),
        Some(BlockFault::Unclosed(tag)) => {
            return failure(tag, format!("`{{{{#{}}}}}` is not closed", tag.name(text)));
        }
        Some(BlockFault::Stray { close, open: None }) => {
            return failure(close, format!("`{}` closes a block that is not open", close.whole(text)));
        }
        Some(BlockFault::Stray { close, open: Some(open) }) => {
            return failure(close, format!("`{}` closes `{{{{#{}}}}}`", close.whole(text), open.name(text)));
        }
        Some(BlockFault::StrayElse(tag)) => {
            return failure(tag, format!("`{}` belongs to no open block", tag.whole(text)));
        }
        None => {}
    }
    if let Some(tag) = tags.iter().find(|tag| tag.kind == TagKind::Foreign) {
        return foreign(text, places, tag);
    }
    // The parser gives up where no tag fits any more: that tag, or the next one, is the broken one.
    let (line, column) = cause.pos().unwrap_or((1, 1));
    let at = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let at = at + text[at..].char_indices().nth(column.saturating_sub(1)).map_or(0, |(byte, _)| byte);
    let broken = tags.iter().find(|tag| tag.kind != TagKind::Comment && !parses(tag, text));
    match broken.or_else(|| tags.iter().find(|tag| tag.end > at)) {
        Some(tag) => failure(tag, format!("`{}` is not Handlebars", tag.whole(text))),
        None => TemplateFailure::at(places, (at, at), FailureKind::Syntax, cause.reason().to_string()),
    }
}

/// Whether a tag alone is one the parser reads.
fn parses(tag: &Tag, text: &str) -> bool {
    let name = tag.name(text);
    let whole = tag.whole(text);
    let alone = match tag.kind {
        TagKind::Open => format!("{whole}{{{{/{name}}}}}"),
        TagKind::Else | TagKind::ElseChain => format!("{{{{#if a}}}}{whole}{{{{/if}}}}"),
        TagKind::Close => format!("{{{{#{name} a}}}}{whole}"),
        _ => whole.to_owned(),
    };
    Template::compile(&alone).is_ok()
}

/// What a construct we do not take could be written as.
pub fn foreign(text: &str, places: &Places, tag: &Tag) -> TemplateFailure {
    let whole = tag.whole(text);
    let message = match whole.trim_start_matches(['{', '~']).as_bytes() {
        [b'#', b'*', ..] => "a snippet lives beside the template, not inside it".to_owned(),
        [b'#', b'>', ..] => "a snippet takes no block; write `{{> name}}`".to_owned(),
        [b'^', ..] => {
            format!("write `{{{{#unless {}}}}}` instead of `{whole}`", tag.inside(text).trim_matches(['^', ' ']))
        }
        [b'*', ..] => "decorators are not supported".to_owned(),
        _ => "raw blocks are not supported; write `\\{{` for a brace that stays".to_owned(),
    };
    TemplateFailure::at(places, (tag.start, tag.end), FailureKind::NotPortable, message)
}
