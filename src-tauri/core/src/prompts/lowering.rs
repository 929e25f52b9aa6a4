//! The way from the parser's tree to a program. The tree tells no places, so its elements are counted off against the tags
//! that `scan` found; what we do not take is refused at its tag.

use handlebars::template::{
    BlockParam, DecoratorTemplate, HelperTemplate, Parameter, Subexpression, Template, TemplateElement,
};
use serde_json::Value;

use super::{
    expression::Path,
    failure::{FailureKind, TemplateFailure, foreign},
    place::Places,
    program::{Base, Node, Route, Term, is_helper},
    scan::{Tag, TagKind},
};

/// Walks the parser's tree and the tags together.
pub struct Lowering<'a> {
    pub text: &'a str,
    pub places: &'a Places<'a>,
    pub tags: Vec<Tag>,
    pub next: usize,
    /// What surrounding blocks call their values, innermost last.
    pub names: Vec<Vec<String>>,
}

type Lowered<T> = Result<T, TemplateFailure>;

impl Lowering<'_> {
    pub fn body(&mut self, template: &Template) -> Lowered<Vec<Node>> {
        let mut nodes = Vec::with_capacity(template.elements.len());
        for element in &template.elements {
            match element {
                TemplateElement::RawString(text) if text.is_empty() => {}
                TemplateElement::RawString(text) => nodes.push(Node::Text(text.clone())),
                TemplateElement::Comment(_) => {}
                TemplateElement::Expression(said) | TemplateElement::HtmlExpression(said) => {
                    let tag = self.take(TagKind::Value)?;
                    nodes.push(Node::Print { what: self.printed(said, tag)?, tag });
                }
                TemplateElement::HelperBlock(block) => {
                    let tag = self.take(TagKind::Open)?;
                    nodes.push(self.block(block, tag)?);
                    self.take(TagKind::Close)?;
                }
                TemplateElement::PartialExpression(said) => {
                    let tag = self.take(TagKind::Partial)?;
                    nodes.push(self.include(said, tag)?);
                }
                _ => {
                    let tag = self.tags.get(self.next).copied();
                    return Err(tag.map_or_else(|| self.lost(), |tag| foreign(self.text, self.places, &tag)));
                }
            }
        }
        Ok(nodes)
    }

    /// The number of the next tag, which is of this kind.
    fn take(&mut self, kind: TagKind) -> Lowered<usize> {
        match self.tags.get(self.next) {
            Some(tag) if tag.kind == kind => {
                self.next += 1;
                Ok(self.next - 1)
            }
            Some(tag) if tag.kind == TagKind::Foreign => Err(foreign(self.text, self.places, tag)),
            _ => Err(self.lost()),
        }
    }

    /// The parser sees other tags than we do, in quotes over several lines for example.
    fn lost(&self) -> TemplateFailure {
        let (start, end) = self.tags.get(self.next).map_or((0, 0), |tag| (tag.start, tag.end));
        TemplateFailure::at(
            self.places,
            (start, end),
            FailureKind::NotPortable,
            "braces inside quotes stay on one line",
        )
    }

    fn refuse<T>(&self, tag: usize, kind: FailureKind, message: impl Into<String>, subject: &str) -> Lowered<T> {
        let place = self.tags.get(tag).map_or((0, 0), |tag| (tag.start, tag.end));
        Err(TemplateFailure::at(self.places, place, kind, message).about(subject))
    }

    fn printed(&self, said: &HelperTemplate, tag: usize) -> Lowered<Term> {
        let name = said.name.as_name().unwrap_or_default();
        if said.params.is_empty() && said.hash.is_empty() {
            return match &said.name {
                Parameter::Subexpression(call) => self.call(call, tag),
                _ if is_helper(name) => {
                    let message = format!("`{name}` is the name of a helper, not of a variable");
                    self.refuse(tag, FailureKind::ReservedName, message, name)
                }
                _ => self.route(name, tag).map(Term::Path),
            };
        }
        match name {
            "lookup" => self.lookup(&said.params, !said.hash.is_empty(), tag),
            "if" | "unless" | "each" | "with" => {
                let message = format!("`{name}` is a block: write `{{{{#{name}}}}} … {{{{/{name}}}}}`");
                self.refuse(tag, FailureKind::NotPortable, message, name)
            }
            _ => self.refuse(tag, FailureKind::UnknownHelper, format!("there is no helper `{name}`"), name),
        }
    }

    fn block(&mut self, block: &HelperTemplate, tag: usize) -> Lowered<Node> {
        let name = block.name.as_name().unwrap_or_default().to_owned();
        if !matches!(name.as_str(), "if" | "unless" | "each" | "with") {
            return match block.params.is_empty() {
                true => {
                    let message =
                        format!("write `{{{{#if {name}}}}}`, `{{{{#each {name}}}}}` or `{{{{#with {name}}}}}`");
                    self.refuse(tag, FailureKind::NotPortable, message, &name)
                }
                false => self.refuse(tag, FailureKind::UnknownHelper, format!("there is no helper `{name}`"), &name),
            };
        }
        let [of] = block.params.as_slice() else {
            let message = format!("`{name}` takes one value, here are {}", block.params.len());
            return self.refuse(tag, FailureKind::Syntax, message, &name);
        };
        let conditional = matches!(name.as_str(), "if" | "unless");
        let (mut include_zero, mut names) = (None, Vec::new());
        for (key, value) in &block.hash {
            if !conditional || key != "includeZero" {
                let message = format!("`{name}` knows no `{key}`");
                return self.refuse(tag, FailureKind::NotPortable, message, key);
            }
            include_zero = Some(self.term(value, tag)?);
        }
        match &block.block_param {
            None => {}
            Some(_) if conditional => {
                let message = format!("`{name}` has no value to give a name to");
                return self.refuse(tag, FailureKind::NotPortable, message, &name);
            }
            Some(BlockParam::Single(one)) => names.push(one),
            Some(BlockParam::Pair((one, two))) => names.extend([one, two]),
            Some(_) => return self.refuse(tag, FailureKind::NotPortable, "too many names", &name),
        }
        let names: Vec<String> = names.into_iter().filter_map(|name| name.as_name().map(str::to_owned)).collect();
        let of = self.term(of, tag)?;
        let named = !names.is_empty();
        if !conditional {
            self.names.push(names);
        }
        let body = match &block.template {
            Some(body) => self.body(body)?,
            None => Vec::new(),
        };
        if !conditional {
            self.names.pop();
        }
        let otherwise = match &block.inverse {
            None => Vec::new(),
            Some(inverse) => self.inverse(inverse)?,
        };
        Ok(match name.as_str() {
            "each" => Node::Each { over: of, named, body, otherwise, tag },
            "with" => Node::With { on: of, named, body, otherwise, tag },
            _ => Node::When { test: of, include_zero, negated: name == "unless", then: body, otherwise },
        })
    }

    fn inverse(&mut self, inverse: &Template) -> Lowered<Vec<Node>> {
        match (self.tags.get(self.next).map(|tag| tag.kind), inverse.elements.as_slice()) {
            (Some(TagKind::ElseChain), [TemplateElement::HelperBlock(block)]) => {
                let tag = self.take(TagKind::ElseChain)?;
                Ok(vec![self.block(block, tag)?])
            }
            _ => {
                self.take(TagKind::Else)?;
                self.body(inverse)
            }
        }
    }

    fn include(&self, said: &DecoratorTemplate, tag: usize) -> Lowered<Node> {
        let snippet = match &said.name {
            Parameter::Subexpression(_) => None,
            name => name.as_name().filter(|name| !name.starts_with(['\'', '"', '[', '@'])),
        };
        let Some(snippet) = snippet else {
            let message = "a snippet is called by its plain name, as in `{{> name}}`";
            return self.refuse(tag, FailureKind::NotPortable, message, "");
        };
        let on = match said.params.as_slice() {
            [] => None,
            [on] => Some(self.term(on, tag)?),
            _ => return self.refuse(tag, FailureKind::Syntax, "a snippet takes one context", snippet),
        };
        let mut hash = Vec::new();
        for (key, value) in &said.hash {
            hash.push((key.clone(), self.term(value, tag)?));
        }
        // The parser keeps them in no order.
        hash.sort_by(|one, other| one.0.cmp(&other.0));
        let indent = said.indent.as_deref().filter(|_| self.is_indented(tag)).unwrap_or_default().to_owned();
        Ok(Node::Include { snippet: snippet.to_owned(), on, hash, indent, tag })
    }

    /// Nothing but blanks on the tag's line, and no tilde that takes those before it.
    fn is_indented(&self, at: usize) -> bool {
        let Some(tag) = self.tags.get(at) else { return false };
        let before = self.text[..tag.start].trim_end_matches([' ', '\t']);
        let after = self.text[tag.end..].trim_start_matches([' ', '\t']);
        (before.is_empty() || before.ends_with('\n'))
            && (after.is_empty() || after.starts_with('\n') || after.starts_with("\r\n"))
            && !before.trim_end().ends_with("~}}")
    }

    fn term(&self, parameter: &Parameter, tag: usize) -> Lowered<Term> {
        match parameter {
            Parameter::Literal(value @ (Value::Array(_) | Value::Object(_))) => {
                let message = "lists and objects come from the context";
                self.refuse(tag, FailureKind::NotPortable, message, &value.to_string())
            }
            Parameter::Literal(value) => Ok(Term::Literal(value.clone())),
            Parameter::Subexpression(call) => self.call(call, tag),
            name => {
                let name = name.as_name().unwrap_or_default();
                self.route(name, tag).map(Term::Path)
            }
        }
    }

    fn call(&self, call: &Subexpression, tag: usize) -> Lowered<Term> {
        let TemplateElement::Expression(said) = call.as_element() else { return Err(self.lost()) };
        match said.name.as_name() {
            Some("lookup") => self.lookup(&said.params, !said.hash.is_empty(), tag),
            name => {
                let name = name.unwrap_or_default();
                self.refuse(tag, FailureKind::UnknownHelper, format!("there is no helper `{name}`"), name)
            }
        }
    }

    fn lookup(&self, parameters: &[Parameter], hash: bool, tag: usize) -> Lowered<Term> {
        match parameters {
            [of, key] if !hash => Ok(Term::Lookup(Box::new((self.term(of, tag)?, self.term(key, tag)?)))),
            _ => self.refuse(tag, FailureKind::Syntax, "`lookup` takes a value and a name", "lookup"),
        }
    }

    fn route(&self, text: &str, tag: usize) -> Lowered<Route> {
        let Some(path) = Path::parse(text, 0) else {
            return self.refuse(tag, FailureKind::NotPortable, format!("`{text}` is no path"), text);
        };
        if let Some(segment) = path.bare_number() {
            let message = format!("write `[{}]` for a place in a list", segment.name);
            return self.refuse(tag, FailureKind::NotPortable, message, text);
        }
        let mut steps: Vec<String> = path.segments.iter().map(|segment| segment.name.clone()).collect();
        if path.data {
            let name = if steps.is_empty() { String::new() } else { steps.remove(0) };
            let from = if name == "root" { Base::Root } else { Base::Data { name, up: path.up } };
            return Ok(Route { from, steps });
        }
        let named = path.first().filter(|_| !path.scoped).and_then(|first| {
            self.names
                .iter()
                .rev()
                .enumerate()
                .find_map(|(block, names)| Some((block, names.iter().position(|name| name == first)?)))
        });
        Ok(match named {
            Some((block, which)) => {
                steps.remove(0);
                Route { from: Base::Named { block, which }, steps }
            }
            None => Route { from: Base::Context(path.up), steps },
        })
    }
}
