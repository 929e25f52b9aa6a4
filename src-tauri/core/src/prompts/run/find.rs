//! What a term of a template stands for: the value, and the way that leads to it.

use std::rc::Rc;

use serde_json::Value;

use super::{Going, Scope};
use crate::prompts::{
    program::{Base, Route, Term},
    value::Held,
};

/// The way to a value, put into words only where a mark needs it.
#[derive(Debug)]
pub enum Way<'a> {
    Root,
    /// Made by the template itself.
    Nowhere(String),
    Below(Rc<Way<'a>>, &'a [String]),
    Item(Rc<Way<'a>>, usize),
    Key(Rc<Way<'a>>, String),
}

impl Way<'_> {
    pub(super) fn words(&self, into: &mut String) {
        match self {
            Self::Root => {}
            Self::Nowhere(name) => step(into, name),
            Self::Item(before, at) => {
                before.words(into);
                step(into, &at.to_string());
            }
            Self::Key(before, key) => {
                before.words(into);
                step(into, key);
            }
            Self::Below(before, steps) => {
                before.words(into);
                steps.iter().for_each(|one| step(into, one));
            }
        }
    }
}

pub(super) fn step(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

impl<'a> Going<'a, '_> {
    pub(super) fn scope(&self, term: &'a Term) -> Scope<'a> {
        let (held, before, steps) = self.find(term);
        Scope { held, place: if steps.is_empty() { before } else { Rc::new(Way::Below(before, steps)) } }
    }

    pub(super) fn scope_of_root(&self) -> Scope<'a> {
        Scope { held: Held::Given(self.run.context), place: Rc::new(Way::Root) }
    }

    /// The value, and the way to it: a place, and steps from there.
    pub(super) fn find(&self, term: &'a Term) -> (Held<'a>, Rc<Way<'a>>, &'a [String]) {
        match term {
            Term::Path(route) => self.follow(route),
            Term::Literal(value) => (Held::Given(value), Rc::new(Way::Nowhere(value.to_string())), &[]),
            Term::Lookup(of) => {
                let (of, key) = (self.scope(&of.0), self.find(&of.1).0);
                // Nothing can be looked up in what is not true; JavaScript gives it back instead.
                if !of.held.is_true(false) && !of.held.json().is_some_and(Value::is_array) {
                    return (of.held, of.place, &[]);
                }
                let key = match key {
                    Held::Missing => "undefined".to_owned(),
                    key => key.printed().into_owned(),
                };
                (of.held.below(&key), Rc::new(Way::Key(of.place, key)), &[])
            }
        }
    }

    fn follow(&self, route: &'a Route) -> (Held<'a>, Rc<Way<'a>>, &'a [String]) {
        let scope = match &route.from {
            Base::Context(up) => {
                let at = self.contexts.len().checked_sub(1 + up);
                at.and_then(|at| self.contexts.get(at)).cloned()
            }
            Base::Root => Some(self.scope_of_root()),
            Base::Named { block, which } => {
                let at = self.named.len().checked_sub(1 + block);
                at.and_then(|at| self.named.get(at)?.get(*which)).cloned()
            }
            Base::Data { name, up } => self.data(name, *up),
        };
        let Some(scope) = scope else {
            let name = match &route.from {
                Base::Data { name, .. } => format!("@{name}"),
                _ => "..".to_owned(),
            };
            return (Held::Missing, Rc::new(Way::Nowhere(name)), &route.steps);
        };
        let added = match (&scope.held, route.steps.split_first()) {
            (Held::Joined(joined), Some((first, rest))) => {
                joined.added(first).map(|(held, place)| (held.clone(), place.clone(), rest))
            }
            _ => None,
        };
        let (start, place, steps) = added.unwrap_or((scope.held, scope.place, route.steps.as_slice()));
        let held = steps.iter().fold(start, |held, step| held.below(step));
        (held, place, steps)
    }

    fn data(&self, name: &str, up: usize) -> Option<Scope<'a>> {
        let round = self.rounds.len().checked_sub(1 + up).and_then(|at| self.rounds.get(at))?;
        let held = match name {
            "index" => Held::made(round.index),
            "key" => round.key.clone().map_or_else(|| Held::made(round.index), Held::made),
            "first" => Held::made(round.index == 0),
            "last" => Held::made(round.last),
            _ => return None,
        };
        Some(Scope { held, place: Rc::new(Way::Nowhere(format!("@{name}"))) })
    }
}
