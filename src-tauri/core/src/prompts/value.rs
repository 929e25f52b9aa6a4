//! Values while a template runs, and what JavaScript makes of them: what is true, what lies below, how it is printed.

use std::{borrow::Cow, rc::Rc};

use serde_json::Value;

use super::run::Way;

/// Borrowed from the context wherever it can be.
#[derive(Debug, Clone)]
pub enum Held<'a> {
    Missing,
    Given(&'a Value),
    /// `@index`, the length of a list, a character of a text.
    Made(Rc<Value>),
    /// A context, and what a snippet was given besides.
    Joined(Rc<Joined<'a>>),
}

#[derive(Debug)]
pub struct Joined<'a> {
    pub base: Held<'a>,
    pub added: Vec<(&'a str, Held<'a>, Rc<Way<'a>>)>,
}

impl<'a> Joined<'a> {
    /// What was added under a name, and where that came from.
    pub fn added(&self, name: &str) -> Option<(&Held<'a>, &Rc<Way<'a>>)> {
        match self.added.iter().find(|(added, ..)| *added == name) {
            Some((_, held, way)) => Some((held, way)),
            None => match &self.base {
                Held::Joined(joined) => joined.added(name),
                _ => None,
            },
        }
    }
}

impl<'a> Held<'a> {
    pub fn made(value: impl Into<Value>) -> Self {
        Self::Made(Rc::new(value.into()))
    }

    pub fn json(&self) -> Option<&Value> {
        match self {
            Self::Given(value) => Some(value),
            Self::Made(value) => Some(value),
            Self::Missing | Self::Joined(_) => None,
        }
    }

    pub fn below(&self, key: &str) -> Self {
        match self {
            Self::Missing => Self::Missing,
            Self::Joined(joined) => match joined.added.iter().find(|(name, ..)| *name == key) {
                Some((_, value, _)) => value.clone(),
                // `length` belongs to lists and texts, and what is joined is an object.
                None if key == "length" && joined.base.keys().is_none() => Self::Missing,
                None => joined.base.below(key),
            },
            Self::Given(value) => match value {
                Value::Object(object) => object.get(key).map_or(Self::Missing, Self::Given),
                Value::Array(list) if key == "length" => Self::made(list.len()),
                Value::Array(list) => place_in_list(key).and_then(|at| list.get(at)).map_or(Self::Missing, Self::Given),
                Value::String(text) => letter(text, key),
                _ => Self::Missing,
            },
            Self::Made(value) => match value.as_ref() {
                Value::String(text) => letter(text, key),
                _ => Self::Missing,
            },
        }
    }

    /// Of objects, in JavaScript's order: whole numbers first, by size.
    pub fn keys(&self) -> Option<Vec<&str>> {
        match self {
            Self::Given(Value::Object(object)) => {
                let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
                if keys.iter().any(|key| place_in_list(key).is_some()) {
                    keys.sort_by_key(|key| place_in_list(key).unwrap_or(usize::MAX));
                }
                Some(keys)
            }
            Self::Joined(joined) => {
                let mut keys = joined.base.keys().unwrap_or_default();
                keys.extend(
                    joined.added.iter().map(|(name, ..)| *name).filter(|name| !keys.contains(name)).collect::<Vec<_>>(),
                );
                Some(keys)
            }
            _ => None,
        }
    }

    /// What `#if` asks; `#with` counts zero as something.
    pub fn is_true(&self, include_zero: bool) -> bool {
        match self.json() {
            None => matches!(self, Self::Joined(_)),
            Some(Value::Null) => false,
            Some(Value::Bool(is)) => *is,
            Some(Value::Number(number)) => include_zero || number.as_f64() != Some(0.0),
            Some(Value::String(text)) => !text.is_empty(),
            Some(Value::Array(list)) => !list.is_empty(),
            Some(Value::Object(_)) => true,
        }
    }

    /// What JavaScript calls equal when it asks whether a block changes the context: the same object, or an equal
    /// primitive.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Missing, Self::Missing) => true,
            (Self::Joined(one), Self::Joined(other)) => Rc::ptr_eq(one, other),
            (Self::Given(one @ (Value::Array(_) | Value::Object(_))), Self::Given(other)) => std::ptr::eq(*one, *other),
            _ => match (self.json(), other.json()) {
                (Some(Value::Null), None) => matches!(other, Self::Missing),
                (None, Some(Value::Null)) => matches!(self, Self::Missing),
                (Some(one), Some(other)) if !one.is_array() && !one.is_object() => match (one, other) {
                    (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
                    _ => one == other,
                },
                _ => false,
            },
        }
    }

    pub fn printed(&self) -> Cow<'_, str> {
        match self {
            Self::Missing => Cow::Borrowed(""),
            Self::Given(value) => printed(value),
            Self::Made(value) => printed(value),
            Self::Joined(_) => Cow::Borrowed(OBJECT),
        }
    }
}

const OBJECT: &str = "[object Object]";

/// As JavaScript joins it to a text; nothing for null.
pub fn printed(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::Bool(true) => Cow::Borrowed("true"),
        Value::Bool(false) => Cow::Borrowed("false"),
        Value::String(text) => Cow::Borrowed(text),
        Value::Number(number) => Cow::Owned(number.as_f64().map(number_printed).unwrap_or_default()),
        Value::Array(list) => Cow::Owned(list.iter().map(printed).collect::<Vec<_>>().join(",")),
        Value::Object(_) => Cow::Borrowed(OBJECT),
    }
}

/// Number::toString of ECMAScript: the shortest digits that mean this number, with an exponent only where it is far from
/// one.
fn number_printed(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let shortest = format!("{:e}", number.abs());
    let (digits, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let digits = digits.replace('.', "");
    let point = exponent.parse::<i32>().unwrap_or_default() + 1;
    let count = digits.len() as i32;
    let sign = if number < 0.0 { "-" } else { "" };
    let zeros = |count: i32| "0".repeat(count.max(0) as usize);
    match point {
        _ if count <= point && point <= 21 => format!("{sign}{digits}{}", zeros(point - count)),
        1..=21 => {
            let (whole, fraction) = digits.split_at(point as usize);
            format!("{sign}{whole}.{fraction}")
        }
        -5..=0 => format!("{sign}0.{}{digits}", zeros(-point)),
        _ => {
            let power = if point > 0 { format!("+{}", point - 1) } else { (point - 1).to_string() };
            match digits.split_at(1) {
                (first, "") => format!("{sign}{first}e{power}"),
                (first, rest) => format!("{sign}{first}.{rest}e{power}"),
            }
        }
    }
}

/// `1` and `10`, but neither `01` nor `+1`.
fn place_in_list(key: &str) -> Option<usize> {
    let plain = key == "0" || !key.starts_with('0') && key.bytes().all(|byte| byte.is_ascii_digit());
    key.parse().ok().filter(|_| plain)
}

/// A text's `length`, or one of its UTF-16 code units; half a surrogate pair is nothing we could print.
fn letter<'a>(text: &str, key: &str) -> Held<'a> {
    if key == "length" {
        return Held::made(text.encode_utf16().count());
    }
    let unit = place_in_list(key).and_then(|at| text.encode_utf16().nth(at));
    unit.map_or(Held::Missing, |unit| Held::made(String::from_utf16_lossy(&[unit])))
}
