//! What the names in a template mean: what could be written at a place, where each variable is used, and what to change
//! when one gets another name.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::{
    TemplateSource, VariableType,
    expression::{Path, Placed, Segment, Word},
    outline::{Meaning, Met, Named, Surroundings, TextOf, sample, walk, walk_all},
    place::Places,
    program::{HELPERS, is_helper},
    scan::TagKind,
};

/// What could be written at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeAt {
    /// The outermost first.
    pub blocks: Vec<OpenBlock>,
    pub paths: Vec<Reachable>,
    pub helpers: Vec<String>,
    pub snippets: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenBlock {
    pub helper: String,
    /// As it is written, with its braces.
    pub expression: String,
    pub line: u32,
    pub in_else: bool,
}

/// Something that can be printed or asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Reachable {
    /// As it has to be written here.
    pub path: String,
    #[serde(rename = "type")]
    pub kind: Option<VariableType>,
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub sample: Option<Value>,
    pub origin: PathOrigin,
    /// The way through the context, with `*` for any item.
    pub way: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PathOrigin {
    Variable,
    /// Of the item or the object that surrounding blocks stand in.
    Field,
    /// A name that a block gave with `as |name|`, or a caller gave a snippet.
    Named,
    /// `@index`, `@first`, `@last`, `@key`
    Counter,
    /// Through `../`.
    Parent,
}

/// A path where it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PathUse {
    /// The section or the snippet.
    pub section: Option<String>,
    pub snippet: Option<String>,
    pub written: String,
    /// The way through the context with `*` for any item; nothing where that shows only in rendering.
    pub way: Option<String>,
    /// The variable it belongs to, declared or not.
    pub variable: Option<String>,
    pub role: PathRole,
    pub line: u32,
    pub column: u32,
    /// UTF-16 offsets in the text.
    pub start: u32,
    pub end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PathRole {
    Printed,
    /// Asked by `if` or `unless`.
    Condition,
    /// Gone through by `each`.
    List,
    /// Opened by `with`, or handed to a snippet.
    Context,
    /// Inside of a lookup.
    Argument,
}

/// A change to a text: UTF-16 offsets of what goes, and what comes instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TextEdit {
    /// The section, or the snippet.
    pub section: Option<String>,
    pub snippet: Option<String>,
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// So many levels of fields are offered at once.
const OFFERED_DEPTH: usize = 3;

/// Everything that means something at an offset of a section, in UTF-16 code units.
pub fn at(source: &TemplateSource, section: &str, offset: u32) -> ScopeAt {
    let text = source.section(section).unwrap_or_default();
    let places = Places::of(text);
    let until = places.byte(offset as usize);
    let around = walk(TextOf::Section(section), text, Surroundings::root(), until, &mut |_| {});
    let blocks = around.frames.iter().map(|frame| OpenBlock {
        helper: frame.helper.clone(),
        expression: frame.tag.whole(text).to_owned(),
        line: places.place(frame.tag.start).line,
        in_else: frame.in_else,
    });
    ScopeAt {
        blocks: blocks.collect(),
        paths: reachable(source, &around),
        helpers: HELPERS.iter().map(|name| (*name).to_owned()).collect(),
        snippets: source.snippets.iter().map(|snippet| snippet.name.clone()).collect(),
    }
}

fn reachable(source: &TemplateSource, around: &Surroundings) -> Vec<Reachable> {
    let mut paths: Vec<Reachable> = Vec::new();
    for Named { name, means } in around.names.iter().rev() {
        match means {
            Meaning::Context(way) => offer(source, name, way, PathOrigin::Named, OFFERED_DEPTH, &mut paths),
            _ => add(&mut paths, name.clone(), None, PathOrigin::Named, String::new()),
        }
    }
    for (up, context) in around.contexts.iter().rev().enumerate() {
        let Some(way) = context else { continue };
        let prefix = "../".repeat(up);
        let origin = match (up, way.is_empty()) {
            (0, true) => PathOrigin::Variable,
            (0, false) => PathOrigin::Field,
            _ => PathOrigin::Parent,
        };
        if !way.is_empty() {
            add(&mut paths, format!("{prefix}this"), sample(source, way), origin, way.join("."));
        }
        for name in names_at(source, way) {
            let inner: Vec<String> = way.iter().cloned().chain([name.clone()]).collect();
            let path = format!("{prefix}{}", segment(&name));
            offer(source, &path, &inner, origin, OFFERED_DEPTH.saturating_sub(up), &mut paths);
        }
    }
    if around.in_loop() {
        for (name, value) in
            [("@index", Value::from(0)), ("@first", true.into()), ("@last", false.into()), ("@key", "0".into())]
        {
            add(&mut paths, name.to_owned(), Some(&value), PathOrigin::Counter, String::new());
        }
    }
    paths
}

fn names_at(source: &TemplateSource, way: &[String]) -> Vec<String> {
    match way.is_empty() {
        true => source.variables.iter().map(|variable| variable.name.clone()).collect(),
        false => {
            let object = sample(source, way).and_then(Value::as_object);
            object.map(|object| object.keys().cloned().collect()).unwrap_or_default()
        }
    }
}

fn offer(
    source: &TemplateSource,
    path: &str,
    way: &[String],
    origin: PathOrigin,
    depth: usize,
    into: &mut Vec<Reachable>,
) {
    let found = sample(source, way);
    add(into, path.to_owned(), found, origin, way.join("."));
    if let (Some(last), Some(declared)) = (into.last_mut(), way.first().filter(|_| way.len() == 1))
        && let Some(variable) = source.variable(declared)
    {
        last.kind = Some(variable.kind);
    }
    if depth == 0 {
        return;
    }
    for name in found.and_then(Value::as_object).into_iter().flat_map(|object| object.keys()) {
        let inner: Vec<String> = way.iter().cloned().chain([name.clone()]).collect();
        offer(source, &format!("{path}.{}", segment(name)), &inner, origin, depth - 1, into);
    }
}

/// What is offered first hides what has the same name farther out.
fn add(into: &mut Vec<Reachable>, path: String, sample: Option<&Value>, origin: PathOrigin, way: String) {
    if into.iter().any(|one| one.path == path) {
        return;
    }
    into.push(Reachable { path, kind: sample.and_then(VariableType::of), sample: sample.cloned(), origin, way });
}

/// A name as a segment of a path.
pub fn segment(name: &str) -> String {
    let sign = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '$');
    let number = name.bytes().all(|byte| byte.is_ascii_digit());
    match name.is_empty() || number || name.contains(sign) || matches!(name, "this" | "else" | "as") {
        true => format!("[{name}]"),
        false => name.to_owned(),
    }
}

/// Every path of every section and snippet, with what it means there.
pub fn paths(source: &TemplateSource) -> Vec<PathUse> {
    let mut uses = Vec::new();
    walk_all(source, &mut |met| {
        uses.extend(met.paths().into_iter().map(|(path, placed)| path_use(&met, path, placed)));
    });
    uses
}

fn path_use(met: &Met, path: &Path, placed: &Placed) -> PathUse {
    let direct = met.call.words.iter().any(|word| std::ptr::eq(word, placed));
    let role = match (met.tag.kind, met.helper()) {
        (TagKind::Value, None) if direct => PathRole::Printed,
        (TagKind::Partial, _) => PathRole::Context,
        (TagKind::Open | TagKind::ElseChain, Some(helper)) if direct => match helper {
            "each" => PathRole::List,
            "with" => PathRole::Context,
            _ => PathRole::Condition,
        },
        _ => PathRole::Argument,
    };
    let way = match met.around.meaning(path) {
        Meaning::Context(way) => Some(way),
        _ => None,
    };
    let place = met.places.place(placed.start);
    let (section, snippet) = named(met.of);
    PathUse {
        section,
        snippet,
        written: met.text.get(placed.start..placed.end).unwrap_or_default().to_owned(),
        variable: way.as_ref().and_then(|way| way.first().cloned()),
        way: way.map(|way| way.join(".")),
        role,
        line: place.line,
        column: place.column,
        start: place.offset,
        end: met.places.offset(placed.end) as u32,
    }
}

pub fn named(of: TextOf) -> (Option<String>, Option<String>) {
    match of {
        TextOf::Section(key) => (Some(key.to_owned()), None),
        TextOf::Snippet(name) => (None, Some(name.to_owned())),
    }
}

/// The edits that give a variable another name wherever it is meant: not where a block has a name of its own like it, not
/// in fields that happen to be called the same.
pub fn rename(source: &TemplateSource, old: &str, new: &str) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    walk_all(source, &mut |met| {
        let mut change = |start: usize, end: usize, text: String| {
            let (section, snippet) = named(met.of);
            let (start, end) = (met.places.offset(start) as u32, met.places.offset(end) as u32);
            edits.push(TextEdit { section, snippet, start, end, text });
        };
        for (path, _) in met.paths() {
            let Some(variable) = met.around.variable(path).filter(|variable| variable.name == old) else { continue };
            let Segment { start, end, bracketed, .. } = variable;
            // A block has the new name already, or a helper: then only the context can be meant.
            let alone = !path.data && !path.scoped;
            let taken = met.around.names.iter().any(|named| named.name == new) || is_helper(new);
            match (*bracketed, alone && taken) {
                (true, false) => change(*start, *end, new.to_owned()),
                (true, true) => change(start - 1, end + 1, format!("this.{}", segment(new))),
                (false, false) => change(*start, *end, segment(new)),
                (false, true) => change(*start, *end, format!("this.{}", segment(new))),
            }
        }
        for (start, end) in looked_up(&met, old) {
            change(start, end, new.to_owned());
        }
    });
    edits.sort();
    edits.dedup();
    edits
}

/// `{{lookup this "name"}}` at the root is the variable too.
fn looked_up(met: &Met, name: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut waiting = vec![met.call];
    while let Some(call) = waiting.pop() {
        if call.helper() == Some("lookup")
            && let [_, of, key, ..] = call.words.as_slice()
            && let Word::Path(path) = &of.word
            && met.around.meaning(path) == Meaning::Context(Vec::new())
            && met.text.get(key.start + 1..key.end.saturating_sub(1)) == Some(name)
            && key.word == Word::Literal
        {
            found.push((key.start + 1, key.end - 1));
        }
        let words = call.words.iter().chain(call.hash.iter().map(|(_, placed)| placed));
        waiting.extend(words.filter_map(|placed| match &placed.word {
            Word::Call(call) => Some(call.as_ref()),
            _ => None,
        }));
    }
    found
}

/// Texts after edits; those that overlap an earlier one are left out.
pub fn apply(source: &TemplateSource, edits: &[TextEdit]) -> TemplateSource {
    let changed = |text: &str, section: Option<&str>, snippet: Option<&str>| {
        let places = Places::of(text);
        let mut own: Vec<&TextEdit> = edits
            .iter()
            .filter(|edit| edit.section.as_deref() == section && edit.snippet.as_deref() == snippet)
            .collect();
        own.sort_by_key(|edit| (edit.start, edit.end));
        let (mut changed, mut at) = (String::new(), 0);
        for edit in own {
            let (start, end) = (places.byte(edit.start as usize), places.byte(edit.end as usize));
            if start >= at && end >= start {
                changed.push_str(&text[at..start]);
                changed.push_str(&edit.text);
                at = end;
            }
        }
        changed + &text[at..]
    };
    let mut source = source.clone();
    for section in &mut source.sections {
        section.text = changed(&section.text, Some(&section.key), None);
    }
    for snippet in &mut source.snippets {
        snippet.text = changed(&snippet.text, None, Some(&snippet.name));
    }
    source
}
