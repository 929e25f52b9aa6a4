//! A section made ready to run, and what has to hold before the parser may see it.

use handlebars::template::Template;
use serde_json::Value;

use super::{
    bounds::{DEEPEST, MOST_BRANCHES, MOST_TAGS, SECTION_BYTES, too_deep},
    failure::{FailureKind, START, TemplateFailure, syntax},
    lowering::Lowering,
    place::{Place, Places},
    scan::{self, Tag, TagKind},
};

/// The helpers there are. Each stands as a block, but for lookup.
pub const HELPERS: [&str; 5] = ["if", "unless", "each", "with", "lookup"];
/// What Handlebars.js has besides.
pub const OTHER_HELPERS: [&str; 3] = ["log", "helperMissing", "blockHelperMissing"];
/// What only the parser's own renderer has: a variable of such a name prints something else there.
pub const FOREIGN_HELPERS: [&str; 11] = ["raw", "eq", "ne", "gt", "gte", "lt", "lte", "and", "or", "not", "len"];

pub fn is_helper(name: &str) -> bool {
    HELPERS.contains(&name) || OTHER_HELPERS.contains(&name)
}

#[derive(Debug)]
pub struct Program {
    pub nodes: Vec<Node>,
    pub tags: Vec<Tagged>,
}

/// Where a tag stands, for whoever asks where a value came from.
#[derive(Debug)]
pub struct Tagged {
    pub expression: String,
    pub place: Place,
    pub end: u32,
}

#[derive(Debug)]
pub enum Node {
    Text(String),
    Print { what: Term, tag: usize },
    When { test: Term, include_zero: Option<Term>, negated: bool, then: Vec<Node>, otherwise: Vec<Node> },
    Each { over: Term, named: bool, body: Vec<Node>, otherwise: Vec<Node>, tag: usize },
    With { on: Term, named: bool, body: Vec<Node>, otherwise: Vec<Node>, tag: usize },
    Include { snippet: String, on: Option<Term>, hash: Vec<(String, Term)>, indent: String, tag: usize },
}

#[derive(Debug)]
pub enum Term {
    Path(Route),
    Literal(Value),
    Lookup(Box<(Term, Term)>),
}

/// A path that knows where it starts.
#[derive(Debug)]
pub struct Route {
    pub from: Base,
    pub steps: Vec<String>,
}

#[derive(Debug)]
pub enum Base {
    /// So many contexts up.
    Context(usize),
    Root,
    /// The how manieth of the names that surrounding blocks gave, innermost block first.
    Named {
        block: usize,
        which: usize,
    },
    /// `@index` of the loop so many loops up.
    Data {
        name: String,
        up: usize,
    },
}

impl Program {
    pub fn compile(text: &str) -> Result<Self, TemplateFailure> {
        let tags = scan::tags(text);
        let places = Places::of(text);
        within_bounds(text, &tags, &places)?;
        let template = Template::compile(text).map_err(|cause| syntax(text, &tags, &places, &cause))?;
        let mut lowering = Lowering {
            text,
            places: &places,
            tags: tags.into_iter().filter(|tag| tag.kind != TagKind::Comment).collect(),
            next: 0,
            names: Vec::new(),
        };
        let nodes = lowering.body(&template)?;
        let tags = lowering.tags.iter().map(|tag| Tagged {
            expression: tag.whole(text).to_owned(),
            place: places.place(tag.start),
            end: places.offset(tag.end) as u32,
        });
        Ok(Self { nodes, tags: tags.collect() })
    }

    /// The snippets it puts in, each with the tag that does.
    pub fn includes(&self) -> Vec<(&str, usize)> {
        fn walk<'a>(nodes: &'a [Node], into: &mut Vec<(&'a str, usize)>) {
            for node in nodes {
                match node {
                    Node::Include { snippet, tag, .. } => into.push((snippet, *tag)),
                    Node::When { then: body, otherwise, .. }
                    | Node::Each { body, otherwise, .. }
                    | Node::With { body, otherwise, .. } => {
                        walk(body, into);
                        walk(otherwise, into);
                    }
                    Node::Text(_) | Node::Print { .. } => {}
                }
            }
        }
        let mut includes = Vec::new();
        walk(&self.nodes, &mut includes);
        includes
    }

    pub fn failure(&self, tag: usize, kind: FailureKind, message: impl Into<String>) -> TemplateFailure {
        let (place, end) = self.tags.get(tag).map_or((START, 0), |tag| (tag.place, tag.end));
        TemplateFailure::new(kind, message, place, end)
    }
}

fn within_bounds(text: &str, tags: &[Tag], places: &Places) -> Result<(), TemplateFailure> {
    let from = |start| (start, text.len());
    if text.len() > SECTION_BYTES {
        let message = format!("a section has at most {SECTION_BYTES} bytes, this one {}", text.len());
        return Err(TemplateFailure::at(places, from(0), FailureKind::TooLarge, message));
    }
    if let Some(tag) = tags.get(MOST_TAGS) {
        let message = format!("a section has at most {MOST_TAGS} tags, this one {}", tags.len());
        return Err(TemplateFailure::at(places, (tag.start, tag.end), FailureKind::TooLarge, message));
    }
    if let Some((at, what)) = too_deep(text) {
        let message = format!("{what} are nested deeper than {DEEPEST}");
        return Err(TemplateFailure::at(places, (at, at + 2), FailureKind::TooDeep, message));
    }
    // Handlebars.js takes three braces for the end of `{{{x}}}`.
    let third =
        |tag: &&Tag| tag.end < text.len() && text[tag.end..].starts_with('}') && !tag.whole(text).ends_with("}}}");
    if let Some(tag) = tags.iter().filter(|tag| tag.kind != TagKind::Comment).find(third) {
        let message = format!("`{}` has a brace too many; put a blank before one that stays", tag.whole(text));
        return Err(TemplateFailure::at(places, (tag.start, tag.end + 1), FailureKind::NotPortable, message));
    }
    let mut branches = Vec::new();
    for tag in tags {
        match tag.kind {
            TagKind::Open => branches.push(0),
            TagKind::Close => _ = branches.pop(),
            TagKind::ElseChain => {
                let Some(count) = branches.last_mut() else { continue };
                *count += 1;
                if *count > MOST_BRANCHES {
                    let message = format!("a block has at most {MOST_BRANCHES} branches");
                    return Err(TemplateFailure::at(places, (tag.start, tag.end), FailureKind::TooDeep, message));
                }
            }
            _ => {}
        }
    }
    Ok(())
}
