//! What surrounds each tag, and what the names in it mean there. Works on broken templates too: completion asks while
//! somebody is typing.

use std::collections::HashSet;

use serde_json::Value;

use super::{
    TemplateSource,
    bounds::DEEPEST_SNIPPETS,
    expression::{Call, Path, Placed, Segment, Word},
    place::Places,
    scan::{self, Tag, TagKind},
};

/// Any item of a list, in a way through the context.
pub const ITEM: &str = "*";

/// A text of a template: a section, or a snippet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextOf<'a> {
    Section(&'a str),
    Snippet(&'a str),
}

/// The way from the root of the context: `["experiences", "*", "title"]`.
pub type Way = Vec<String>;

/// A block that is open where somebody looks.
#[derive(Debug, Clone)]
pub struct Frame {
    pub tag: Tag,
    pub call: Call,
    pub helper: String,
    pub in_else: bool,
    /// What its first argument means where it opens.
    pub about: Meaning,
    /// How many contexts and names there were before it.
    contexts: usize,
    names: usize,
}

/// A name that a block or a snippet's caller gave.
#[derive(Debug, Clone)]
pub struct Named {
    pub name: String,
    pub means: Meaning,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Something in the context.
    Context(Way),
    /// `@index` and its like.
    Counter(String),
    /// A literal, a lookup, more parents than there are: nothing known before rendering.
    Unknown,
}

/// Everything that is known at one place.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    pub frames: Vec<Frame>,
    /// The innermost last; unknown where a lookup opened it.
    pub contexts: Vec<Option<Way>>,
    pub names: Vec<Named>,
}

impl Surroundings {
    pub fn root() -> Self {
        Self { contexts: vec![Some(Vec::new())], ..Self::default() }
    }

    /// What a path means here.
    pub fn meaning(&self, path: &Path) -> Meaning {
        let names = path.segments.iter().map(|segment| segment.name.clone());
        if path.data {
            return match path.first_of_any() {
                Some("root") => Meaning::Context(names.skip(1).collect()),
                Some(name) => Meaning::Counter(name.to_owned()),
                None => Meaning::Unknown,
            };
        }
        if let Some(named) = self.named(path) {
            return match &named.means {
                Meaning::Context(way) => Meaning::Context(way.iter().cloned().chain(names.skip(1)).collect()),
                other => other.clone(),
            };
        }
        let at = self.contexts.len().checked_sub(1 + path.up);
        match at.and_then(|at| self.contexts.get(at)) {
            Some(Some(way)) => Meaning::Context(way.iter().cloned().chain(names).collect()),
            _ => Meaning::Unknown,
        }
    }

    /// The block's own name a path begins with.
    pub fn named(&self, path: &Path) -> Option<&Named> {
        let first = path.first().filter(|_| !path.scoped)?;
        self.names.iter().rev().find(|named| named.name == first)
    }

    /// The segment that names a variable, if the path is about one.
    pub fn variable<'a>(&self, path: &'a Path) -> Option<&'a Segment> {
        if path.data {
            return (path.first_of_any() == Some("root")).then(|| path.segments.get(1)).flatten();
        }
        if self.named(path).is_some() {
            return None;
        }
        let at = self.contexts.len().checked_sub(1 + path.up)?;
        self.contexts.get(at)?.as_ref().filter(|way| way.is_empty())?;
        path.segments.first()
    }

    fn word(&self, word: Option<&Placed>) -> Meaning {
        match word.map(|placed| &placed.word) {
            Some(Word::Path(path)) => self.meaning(path),
            _ => Meaning::Unknown,
        }
    }

    fn open(&mut self, tag: Tag, call: Call, helper: &str) {
        let frame = Frame {
            tag,
            helper: helper.to_owned(),
            in_else: false,
            about: self.word(call.words.get(1)),
            contexts: self.contexts.len(),
            names: self.names.len(),
            call,
        };
        if matches!(helper, "each" | "with") {
            let of = match &frame.about {
                Meaning::Context(way) => Some(way.clone()),
                _ => None,
            };
            let inner = match helper {
                "each" => of.map(|way| way.into_iter().chain([ITEM.to_owned()]).collect::<Way>()),
                _ => of,
            };
            let mut names = frame.call.names.iter().map(|segment| segment.name.clone());
            if let Some(name) = names.next() {
                let means = inner.clone().map_or(Meaning::Unknown, Meaning::Context);
                self.names.push(Named { name, means });
            }
            if let Some(name) = names.next() {
                self.names.push(Named { name, means: Meaning::Counter("key".to_owned()) });
            }
            self.contexts.push(inner);
        }
        self.frames.push(frame);
    }

    fn turn(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.in_else = true;
            self.contexts.truncate(frame.contexts);
            self.names.truncate(frame.names);
        }
    }

    fn close(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.contexts.truncate(frame.contexts);
            self.names.truncate(frame.names);
        }
    }

    /// Whether a loop goes around here.
    pub fn in_loop(&self) -> bool {
        self.frames.iter().any(|frame| frame.helper == "each" && !frame.in_else)
    }
}

/// One tag as a walk meets it: what it says, and what surrounds it.
pub struct Met<'w> {
    pub of: TextOf<'w>,
    pub text: &'w str,
    pub places: &'w Places<'w>,
    pub tag: &'w Tag,
    pub call: &'w Call,
    pub around: &'w Surroundings,
}

impl Met<'_> {
    /// The name of the helper, of blocks and of calls.
    pub fn helper(&self) -> Option<&str> {
        match self.tag.kind {
            TagKind::Open | TagKind::ElseChain => match self.call.words.first().map(|placed| &placed.word) {
                Some(Word::Path(path)) => path.first(),
                _ => None,
            },
            TagKind::Value => self.call.helper(),
            _ => None,
        }
    }

    /// Every path the tag uses as a value.
    pub fn paths(&self) -> Vec<(&Path, &Placed)> {
        let mut paths = Vec::new();
        match self.tag.kind {
            TagKind::Value => self.call.paths(&mut paths),
            // The first word is the block's or the snippet's name.
            TagKind::Open | TagKind::ElseChain | TagKind::Partial => self.call.arguments(&mut paths),
            _ => {}
        }
        paths
    }
}

/// Meets every tag of a text in order. Ends with what surrounds `until`, a byte of the text.
pub fn walk(of: TextOf, text: &str, around: Surroundings, until: usize, meet: &mut dyn FnMut(Met)) -> Surroundings {
    let mut around = around;
    let places = Places::of(text);
    // Chains of `{{else if}}` open blocks that one `{{/if}}` closes.
    let mut chained: Vec<usize> = Vec::new();
    for tag in scan::tags(text) {
        if tag.end > until && !(tag.kind == TagKind::Unclosed && tag.start >= until) {
            break;
        }
        let call = match tag.kind {
            TagKind::Comment | TagKind::Foreign => Call::default(),
            _ => Call::parse(tag.inside(text), tag.inner.0),
        };
        match tag.kind {
            TagKind::Else | TagKind::ElseChain => around.turn(),
            _ => {}
        }
        meet(Met { of, text, places: &places, tag: &tag, call: &call, around: &around });
        let helper = tag.name(text);
        match tag.kind {
            TagKind::Open => {
                around.open(tag, call, helper);
                chained.push(1);
            }
            TagKind::ElseChain => {
                around.open(tag, call, helper);
                if let Some(count) = chained.last_mut() {
                    *count += 1;
                }
            }
            TagKind::Foreign if tag.opens_foreign(text) => chained.push(0),
            TagKind::Close => (0..chained.pop().unwrap_or_default()).for_each(|_| around.close()),
            _ => {}
        }
    }
    around
}

/// Snippets that put each other in with ever other contexts are looked at so often, and no more.
const MOST_WALKS: usize = 100;

/// Meets every tag of a source: of its sections, and of snippets as often as they are put in with another context.
pub fn walk_all(source: &TemplateSource, meet: &mut dyn FnMut(Met)) {
    let mut seen = HashSet::new();
    let mut waiting: Vec<(TextOf, &str, Surroundings, usize)> = source
        .sections
        .iter()
        .map(|section| (TextOf::Section(section.key.as_str()), section.text.as_str(), Surroundings::root(), 0))
        .rev()
        .collect();
    while let Some((of, text, around, depth)) = waiting.pop() {
        walk(of, text, around, text.len(), &mut |met| {
            if met.tag.kind == TagKind::Partial
                && depth < DEEPEST_SNIPPETS
                && seen.len() < MOST_WALKS
                && let Some(snippet) = source.snippets.iter().find(|snippet| snippet.name == met.tag.name(met.text))
            {
                let inner = inside_snippet(&met);
                let context = inner.contexts.first().cloned().flatten();
                let names: Vec<String> = inner.names.iter().map(|named| format!("{named:?}")).collect();
                if seen.insert((snippet.name.as_str(), context, names)) {
                    waiting.push((TextOf::Snippet(&snippet.name), &snippet.text, inner, depth + 1));
                }
            }
            meet(met);
        });
    }
    // Snippets that nobody puts in are looked at as if they stood at the root.
    for snippet in &source.snippets {
        if !seen.iter().any(|(name, ..)| *name == snippet.name) {
            walk(TextOf::Snippet(&snippet.name), &snippet.text, Surroundings::root(), snippet.text.len(), meet);
        }
    }
}

fn inside_snippet(met: &Met) -> Surroundings {
    let context = match met.call.words.get(1) {
        None => met.around.contexts.last().cloned().flatten(),
        given => match met.around.word(given) {
            Meaning::Context(way) => Some(way),
            _ => None,
        },
    };
    let names =
        met.call.hash.iter().map(|(name, value)| Named { name: name.clone(), means: met.around.word(Some(value)) });
    Surroundings { frames: Vec::new(), contexts: vec![context], names: names.collect() }
}

/// What lies at a way, by samples; any item of a list stands for all of them.
pub fn sample<'a>(source: &'a TemplateSource, way: &[String]) -> Option<&'a Value> {
    let (name, steps) = way.split_first()?;
    descend(source.sample(name)?, steps)
}

fn descend<'a>(value: &'a Value, steps: &[String]) -> Option<&'a Value> {
    let Some((step, rest)) = steps.split_first() else { return Some(value) };
    match value {
        Value::Object(object) if step == ITEM => object.values().find_map(|value| descend(value, rest)),
        Value::Object(object) => descend(object.get(step)?, rest),
        Value::Array(list) if step == ITEM || step.parse::<usize>().is_ok() => {
            list.iter().find_map(|item| descend(item, rest))
        }
        _ => None,
    }
}
