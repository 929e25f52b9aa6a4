//! Contexts to try a template with: the ones nobody thinks of, made from its variables; and what is wrong with one that
//! somebody wrote.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use specta::Type;

use super::{TemplateSource, TemplateVariable, VariableType, lint::nearest};

/// What does not fit in a context.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ContextFault {
    pub kind: ContextFaultKind,
    /// `$.experiences[0].title`
    pub path: String,
    pub variable: String,
    /// What there should be, and what there is.
    pub expected: Option<VariableType>,
    pub found: Option<VariableType>,
    /// The variable that may have been meant.
    pub near: Option<String>,
    /// In plain English.
    pub message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ContextFaultKind {
    /// No object at all.
    NoObject,
    MissingRequired,
    WrongType,
    /// No variable has the name.
    Unknown,
}

/// Long enough to break what was laid out for a sentence.
const LONG: usize = 2_000;

/// Named contexts that have broken templates before. `normal` comes first.
pub fn edge_cases(source: &TemplateSource) -> Vec<(String, Value)> {
    let of = |change: &dyn Fn(&TemplateVariable, Value) -> Option<Value>| {
        let values = source.variables.iter().filter_map(|variable| {
            let value = change(variable, sample(source, variable))?;
            Some((variable.name.clone(), value))
        });
        Value::Object(values.collect::<Map<_, _>>())
    };
    let texts = |text: &dyn Fn(&str) -> String| of(&|_, value| Some(with_texts(value, text)));
    let lists = |length: usize| of(&|_, value| Some(with_lists(value, length)));
    let cases: [(&str, Value); 10] = [
        ("normal", of(&|_, value| Some(value))),
        ("empty-lists", lists(0)),
        ("one-item", lists(1)),
        ("twenty-items", lists(20)),
        ("long-texts", texts(&|text| format!("{text} ").repeat(LONG / (text.chars().count() + 1) + 1))),
        ("emoji", texts(&|text| format!("👩‍👩‍👧 {text} 🏳️‍🌈"))),
        ("right-to-left", texts(&|_| "שלום עולם, مرحبا".to_owned())),
        ("braces", texts(&|_| "{{userName}} {{#if x}} }} {{{y}}}".to_owned())),
        ("only-required", of(&|variable, value| variable.required.then_some(value))),
        ("nulls", of(&|variable, value| Some(if variable.required { with_nulls(value) } else { Value::Null }))),
    ];
    cases.into_iter().map(|(name, context)| (name.to_owned(), context)).collect()
}

fn sample(source: &TemplateSource, variable: &TemplateVariable) -> Value {
    match source.sample(&variable.name).filter(|value| VariableType::of(value) == Some(variable.kind)) {
        Some(value) => value.clone(),
        None => match variable.kind {
            VariableType::String => json!(format!("Sample {}", variable.name)),
            VariableType::Number => json!(42),
            VariableType::Boolean => json!(true),
            VariableType::Array => json!(["one", "two"]),
            VariableType::Object => json!({ "example": "text" }),
        },
    }
}

fn with_texts(value: Value, text: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(before) => Value::String(text(&before)),
        other => inside(other, &|value| with_texts(value, text)),
    }
}

fn with_lists(value: Value, length: usize) -> Value {
    match value {
        Value::Array(list) if !list.is_empty() => {
            Value::Array(list.iter().cycle().take(length).map(|item| with_lists(item.clone(), length)).collect())
        }
        other => inside(other, &|value| with_lists(value, length)),
    }
}

/// Every field null: the shape stays, what it holds goes.
fn with_nulls(value: Value) -> Value {
    match value {
        Value::Array(_) | Value::Object(_) => inside(value, &with_nulls),
        _ => Value::Null,
    }
}

fn inside(value: Value, change: &dyn Fn(Value) -> Value) -> Value {
    match value {
        Value::Array(list) => Value::Array(list.into_iter().map(change).collect()),
        Value::Object(object) => Value::Object(object.into_iter().map(|(key, value)| (key, change(value))).collect()),
        other => other,
    }
}

/// What is wrong with a context that somebody wrote for this source.
pub fn check(source: &TemplateSource, context: &Value) -> Vec<ContextFault> {
    let Some(given) = context.as_object() else {
        return vec![ContextFault {
            kind: ContextFaultKind::NoObject,
            path: "$".to_owned(),
            variable: String::new(),
            expected: Some(VariableType::Object),
            found: VariableType::of(context),
            near: None,
            message: "a context is an object with a field for each variable".to_owned(),
        }];
    };
    let mut faults = Vec::new();
    for variable in &source.variables {
        let name = &variable.name;
        let fault = |kind, path: String, expected, found, message| ContextFault {
            kind,
            path,
            variable: name.clone(),
            expected,
            found,
            near: None,
            message,
        };
        match given.get(name) {
            None | Some(Value::Null) if variable.required && variable.default.is_none() => {
                let message = format!("`{name}` is required");
                faults.push(fault(
                    ContextFaultKind::MissingRequired,
                    step("$", name),
                    Some(variable.kind),
                    None,
                    message,
                ));
            }
            None | Some(Value::Null) => {}
            Some(value) => {
                let mut wrong = Vec::new();
                misfits(value, Some(variable.kind), source.sample(name), step("$", name), &mut wrong);
                faults.extend(wrong.into_iter().map(|(path, expected, found)| {
                    let message = format!("{path} is {}, not {}", found.name(), expected.name());
                    fault(ContextFaultKind::WrongType, path, Some(expected), Some(found), message)
                }));
            }
        }
    }
    for name in given.keys().filter(|name| source.variable(name).is_none()) {
        let near = nearest(name, source.variables.iter().map(|variable| variable.name.as_str()));
        faults.push(ContextFault {
            kind: ContextFaultKind::Unknown,
            path: step("$", name),
            variable: name.clone(),
            expected: None,
            found: given.get(name).and_then(VariableType::of),
            near: near.map(str::to_owned),
            message: format!("there is no variable `{name}`"),
        });
    }
    faults
}

/// Where a value is of another type than the sample; what the sample does not have may be anything.
fn misfits(
    value: &Value,
    expected: Option<VariableType>,
    sample: Option<&Value>,
    path: String,
    into: &mut Vec<(String, VariableType, VariableType)>,
) {
    let Some(found) = VariableType::of(value) else { return };
    match expected {
        Some(expected) if expected != found => into.push((path, expected, found)),
        _ => match (value, sample) {
            (Value::Object(object), Some(Value::Object(sample))) => {
                for (name, value) in object {
                    let inner = sample.get(name);
                    misfits(value, inner.and_then(VariableType::of), inner, step(&path, name), into);
                }
            }
            (Value::Array(list), Some(Value::Array(sample))) => {
                let inner = sample.first();
                for (at, value) in list.iter().enumerate() {
                    misfits(value, inner.and_then(VariableType::of), inner, format!("{path}[{at}]"), into);
                }
            }
            _ => {}
        },
    }
}

fn step(path: &str, name: &str) -> String {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if plain { format!("{path}.{name}") } else { format!("{path}[{}]", Value::from(name)) }
}
