//! Running a section: writes the text, and notes of every printed value where it lies and where it came from. A value is
//! written once and never read again, so nothing in it can act as a template. Where values come from is in `find`.

mod find;

use std::{collections::HashMap, rc::Rc};

use serde_json::Value;

pub use self::find::Way;
use self::find::step;
use super::{
    TemplateSource,
    bounds::{LONGEST, MOST_CHARACTERS, MOST_STEPS, Meter, Over},
    failure::{FailureKind, TemplateFailure},
    lint::nearest,
    mark::{Blank, Mark, MarkKind, Mode},
    place::utf16_length,
    program::{Node, Program, Term},
    value::{Held, Joined},
};

/// A section's text as it came out, with marks counted from its own beginning.
#[derive(Default)]
pub struct Ran {
    pub text: String,
    pub characters: usize,
    pub marks: Vec<Mark>,
    /// Strict: the first path without a value.
    pub missing: Option<TemplateFailure>,
}

pub struct Run<'a> {
    pub source: &'a TemplateSource,
    pub snippets: &'a HashMap<String, Program>,
    pub context: &'a Value,
    pub mode: Mode,
    pub section: &'a str,
}

impl<'a> Run<'a> {
    pub fn section(&self, program: &'a Program, meter: &mut Meter) -> Result<Ran, TemplateFailure> {
        let root = Scope { held: Held::Given(self.context), place: Rc::new(Way::Root) };
        let mut going = Going {
            run: self,
            program,
            snippet: None,
            contexts: vec![root],
            rounds: Vec::new(),
            named: Vec::new(),
            meter,
            out: Ran::default(),
            indents: Vec::new(),
        };
        going.nodes(&program.nodes)?;
        Ok(going.out)
    }
}

/// A value that blocks stand in, and how to get there.
#[derive(Clone)]
struct Scope<'a> {
    held: Held<'a>,
    place: Rc<Way<'a>>,
}

/// What `@index` and its like say.
struct Round {
    index: usize,
    key: Option<String>,
    last: bool,
}

struct Going<'a, 'run> {
    run: &'run Run<'a>,
    program: &'a Program,
    snippet: Option<&'a str>,
    /// The innermost last.
    contexts: Vec<Scope<'a>>,
    rounds: Vec<Round>,
    named: Vec<Vec<Scope<'a>>>,
    meter: &'run mut Meter,
    out: Ran,
    /// What every line of a snippet begins with, the outermost snippet first, and whether it is still to be written.
    indents: Vec<(&'a str, bool)>,
}

type Went = Result<(), TemplateFailure>;

impl<'a> Going<'a, '_> {
    fn nodes(&mut self, nodes: &'a [Node]) -> Went {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &'a Node) -> Went {
        match node {
            Node::Text(text) => self.write(text, 0).map(drop),
            Node::Print { what, tag } => self.print(what, *tag),
            Node::When { test, include_zero, negated, then, otherwise } => {
                let include_zero = match include_zero {
                    Some(term) => self.find(term).0.is_true(false),
                    None => false,
                };
                let holds = self.find(test).0.is_true(include_zero);
                self.nodes(if holds != *negated { then } else { otherwise })
            }
            Node::Each { over, named, body, otherwise, tag } => self.each(over, *named, body, otherwise, *tag),
            Node::With { on, named, body, otherwise, tag } => {
                let scope = self.scope(on);
                self.note_missing(&scope.held, on, *tag);
                if !scope.held.is_true(true) {
                    return self.nodes(otherwise);
                }
                self.named.push(if *named { vec![scope.clone()] } else { Vec::new() });
                let outcome = self.within(scope, body);
                self.named.pop();
                outcome
            }
            Node::Include { snippet, on, hash, indent, tag } => self.include(snippet, on.as_ref(), hash, indent, *tag),
        }
    }

    /// JavaScript opens no new context where the value stays the same, which shows in what `../` means.
    fn within(&mut self, scope: Scope<'a>, body: &'a [Node]) -> Went {
        let same = self.contexts.last().is_some_and(|current| current.held.is_same(&scope.held));
        if same {
            return self.nodes(body);
        }
        self.contexts.push(scope);
        let outcome = self.nodes(body);
        self.contexts.pop();
        outcome
    }

    fn each(&mut self, over: &'a Term, named: bool, body: &'a [Node], otherwise: &'a [Node], tag: usize) -> Went {
        let scope = self.scope(over);
        self.note_missing(&scope.held, over, tag);
        if let Held::Given(Value::Array(list)) = &scope.held {
            let list: &'a [Value] = list;
            for (index, item) in list.iter().enumerate() {
                let place = Rc::new(Way::Item(scope.place.clone(), index));
                let round = Round { index, key: None, last: index + 1 == list.len() };
                self.round(Scope { held: Held::Given(item), place }, round, named, body, tag)?;
            }
            return if list.is_empty() { self.nodes(otherwise) } else { Ok(()) };
        }
        let keys: Vec<String> = scope.held.keys().unwrap_or_default().into_iter().map(str::to_owned).collect();
        if keys.is_empty() {
            return self.nodes(otherwise);
        }
        let most = keys.len();
        for (index, key) in keys.into_iter().enumerate() {
            let held = scope.held.below(&key);
            let place = Rc::new(Way::Key(scope.place.clone(), key.clone()));
            let round = Round { index, key: Some(key), last: index + 1 == most };
            self.round(Scope { held, place }, round, named, body, tag)?;
        }
        Ok(())
    }

    fn round(&mut self, scope: Scope<'a>, round: Round, named: bool, body: &'a [Node], tag: usize) -> Went {
        self.meter.step().map_err(|over| self.over(over, tag))?;
        let names = match named {
            false => Vec::new(),
            true => {
                let key = round.key.clone().map_or_else(|| Held::made(round.index), Held::made);
                let place = Rc::new(Way::Nowhere(if round.key.is_some() { "@key" } else { "@index" }.to_owned()));
                vec![scope.clone(), Scope { held: key, place }]
            }
        };
        self.named.push(names);
        self.rounds.push(round);
        let outcome = self.within(scope, body);
        self.rounds.pop();
        self.named.pop();
        outcome
    }

    fn include(
        &mut self,
        name: &'a str,
        on: Option<&'a Term>,
        hash: &'a [(String, Term)],
        indent: &'a str,
        tag: usize,
    ) -> Went {
        self.meter.step().map_err(|over| self.over(over, tag))?;
        // Compiling has refused a section that names a snippet there is none of.
        let Some(program) = self.run.snippets.get(name) else { return Ok(()) };
        let mut scope = match on {
            Some(on) => self.scope(on),
            None => self.contexts.last().cloned().unwrap_or_else(|| self.scope_of_root()),
        };
        if !hash.is_empty() {
            let added = hash.iter().map(|(key, term)| {
                let Scope { held, place } = self.scope(term);
                let place = if matches!(term, Term::Literal(_)) { Rc::new(Way::Nowhere(key.clone())) } else { place };
                (key.as_str(), held, place)
            });
            let added = added.collect();
            scope.held = Held::Joined(Rc::new(Joined { base: scope.held, added }));
        }
        let outer_program = std::mem::replace(&mut self.program, program);
        let outer_snippet = self.snippet.replace(name);
        // A snippet sees its context and the loop's counters; contexts and names outside of it are none of its business.
        let named = std::mem::take(&mut self.named);
        let contexts = std::mem::replace(&mut self.contexts, vec![scope]);
        let indented = self.indents.len();
        if !indent.is_empty() {
            self.indents.push((indent, true));
        }
        let outcome = self.nodes(&program.nodes);
        self.indents.truncate(indented);
        self.contexts = contexts;
        self.named = named;
        self.snippet = outer_snippet;
        self.program = outer_program;
        outcome
    }

    fn print(&mut self, what: &'a Term, tag: usize) -> Went {
        self.meter.step().map_err(|over| self.over(over, tag))?;
        let (held, before, steps) = self.find(what);
        let printed = held.printed();
        let start = self.out.characters + self.write(&printed, tag)?;
        let end = self.out.characters;
        let mut path = String::new();
        before.words(&mut path);
        steps.iter().for_each(|one| step(&mut path, one));
        let (kind, why) = match printed.is_empty() {
            true => (MarkKind::Blank, Some(self.blank(&held, &before, steps))),
            false => (MarkKind::Value, None),
        };
        if kind == MarkKind::Blank {
            self.note_missing(&held, what, tag);
        }
        let Some(tagged) = self.program.tags.get(tag) else { return Ok(()) };
        if path.is_empty() {
            path = "this".to_owned();
        }
        self.out.marks.push(Mark {
            section: self.run.section.to_owned(),
            snippet: self.snippet.map(str::to_owned),
            start: start as u32,
            end: end as u32,
            kind,
            path,
            expression: tagged.expression.clone(),
            line: tagged.place.line,
            column: tagged.place.column,
            why,
        });
        Ok(())
    }

    fn blank(&self, held: &Held<'a>, before: &Way<'a>, steps: &[String]) -> Blank {
        match held.json() {
            Some(Value::Null) => return Blank::Null,
            Some(Value::String(_)) => return Blank::EmptyText,
            Some(_) => return Blank::EmptyList,
            None => {}
        }
        let from_root = matches!(before, Way::Root);
        // Where already the first name is unknown, what follows it says nothing.
        let known = steps.first().is_none_or(|first| self.run.context.get(first).is_some());
        let steps = if from_root && !known { &steps[..1] } else { steps };
        let Some((last, ways)) = steps.split_last() else { return Blank::Absent };
        let top = from_root && ways.is_empty();
        let names: Vec<&str> = match top {
            true => self.run.source.variables.iter().map(|variable| variable.name.as_str()).collect(),
            false => self.beside(before, ways),
        };
        if top && names.contains(&last.as_str()) {
            return Blank::Absent;
        }
        match nearest(last, names) {
            Some(of) => Blank::Typo { of: of.to_owned() },
            None if top => Blank::Undeclared,
            None => Blank::Absent,
        }
    }

    /// What else lies where something was looked for.
    fn beside(&self, before: &Way<'a>, ways: &[String]) -> Vec<&'a str> {
        let mut path = String::new();
        before.words(&mut path);
        let ways = path.split('.').filter(|step| !step.is_empty()).chain(ways.iter().map(String::as_str));
        let mut value = self.run.context;
        for step in ways {
            let next = match value {
                Value::Object(object) => object.get(step),
                Value::Array(list) => step.parse::<usize>().ok().and_then(|at| list.get(at)),
                _ => None,
            };
            let Some(next) = next else { return Vec::new() };
            value = next;
        }
        value.as_object().map(|object| object.keys().map(String::as_str).collect()).unwrap_or_default()
    }

    /// Strict: remembers the first value that is not there.
    fn note_missing(&mut self, held: &Held<'a>, term: &'a Term, tag: usize) {
        if self.run.mode == Mode::Lenient || self.out.missing.is_some() || !matches!(held, Held::Missing) {
            return;
        }
        let (_, before, steps) = self.find(term);
        let mut path = String::new();
        Way::Below(before, steps).words(&mut path);
        let failure = self.program.failure(tag, FailureKind::Missing, format!("there is no `{path}`")).about(path);
        self.out.missing = Some(TemplateFailure { snippet: self.snippet.map(str::to_owned), ..failure });
    }

    /// How many characters of indentation came before the text.
    fn write(&mut self, text: &str, tag: usize) -> Result<usize, TemplateFailure> {
        let before = self.out.text.len();
        let mut indented = None;
        if self.indents.is_empty() {
            self.out.text.push_str(text);
        } else {
            for line in text.split_inclusive('\n') {
                for (indent, due) in &mut self.indents {
                    if std::mem::take(due) {
                        self.out.text.push_str(indent);
                    }
                }
                indented = indented.or(Some(self.out.text.len() - before));
                self.out.text.push_str(line);
                if line.ends_with('\n') {
                    self.indents.iter_mut().for_each(|(_, due)| *due = true);
                }
            }
        }
        let characters = utf16_length(&self.out.text.as_bytes()[before..]);
        self.out.characters += characters;
        self.meter.wrote(characters).map_err(|over| self.over(over, tag))?;
        Ok(indented.unwrap_or_default())
    }

    fn over(&self, over: Over, tag: usize) -> TemplateFailure {
        let (kind, message) = match over {
            Over::Steps => (FailureKind::TooManySteps, format!("it takes more than {MOST_STEPS} steps")),
            Over::Characters => {
                (FailureKind::OutputTooLong, format!("the prompt grows longer than {MOST_CHARACTERS} characters"))
            }
            Over::Time => (FailureKind::TooSlow, format!("it takes longer than {} seconds", LONGEST.as_secs())),
        };
        let failure = self.program.failure(tag, kind, message);
        TemplateFailure { snippet: self.snippet.map(str::to_owned), ..failure }
    }
}
