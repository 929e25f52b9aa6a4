//! A column: what its values may be, and what a spreadsheet may call it. The database has the last word on a value; what
//! is said here can be said before, in the reader's language.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;
use specta::Type;

use crate::error::{Error, Reason, Result, camel_case};

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Column {
    /// As the window and scripts know it: `needType`.
    pub key: String,
    #[serde(skip)]
    pub name: &'static str,
    /// Its type, for casts.
    #[serde(skip)]
    pub sql_type: &'static str,
    /// For a column that is computed from other tables; `row` is the row.
    #[serde(skip)]
    pub computed: Option<Cow<'static, str>>,
    pub kind: ColumnKind,
    pub required: bool,
    /// What a new row has that does not give it.
    #[specta(type = specta_typescript::Unknown)]
    pub default: Option<Value>,
    /// Other names under which spreadsheets have it.
    #[serde(skip)]
    pub also: &'static [&'static str],
    /// Other words for the values of a choice.
    #[serde(skip)]
    pub reads: Option<fn(&str) -> Option<String>>,
    pub editable: bool,
    pub sortable: bool,
    /// What a text must look like.
    pub pattern: Option<String>,
}

/// What a value is, which decides how it is shown, edited, checked and read from a spreadsheet.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ColumnKind {
    Choice {
        options: Vec<String>,
    },
    /// A list of words; a closed set when there are options.
    Tags {
        options: Option<Vec<String>>,
    },
    Number {
        min: Option<f64>,
        max: Option<f64>,
        whole: bool,
    },
    Text {
        longest: Option<u32>,
        lines: bool,
    },
    Flag,
    /// A text that is a colour where it looks like one.
    Color {
        longest: Option<u32>,
    },
    Json {
        #[specta(type = specta_typescript::Unknown)]
        schema: Value,
    },
    Reference {
        to: String,
    },
    Time,
}

impl Column {
    pub fn new(name: &'static str, sql_type: &'static str, kind: ColumnKind) -> Self {
        let sortable = !matches!(kind, ColumnKind::Json { .. } | ColumnKind::Tags { .. });
        Self {
            key: camel_case(name),
            name,
            sql_type,
            computed: None,
            kind,
            required: false,
            default: None,
            also: &[],
            reads: None,
            editable: true,
            sortable,
            pattern: None,
        }
    }

    pub fn choice(name: &'static str, options: &[&str]) -> Self {
        let options = options.iter().map(|option| (*option).to_owned()).collect();
        Self::new(name, "text", ColumnKind::Choice { options }).required()
    }

    pub fn tags(name: &'static str) -> Self {
        Self::new(name, "text[]", ColumnKind::Tags { options: None }).default(Vec::<Value>::new())
    }

    pub fn tags_of(name: &'static str, options: &[&str]) -> Self {
        let options = Some(options.iter().map(|option| (*option).to_owned()).collect());
        Self::new(name, "text[]", ColumnKind::Tags { options }).default(Vec::<Value>::new())
    }

    pub fn whole(name: &'static str, sql_type: &'static str, min: i32, max: i32) -> Self {
        let (min, max) = (Some(f64::from(min)), Some(f64::from(max)));
        Self::new(name, sql_type, ColumnKind::Number { min, max, whole: true }).required()
    }

    pub fn line(name: &'static str, longest: u32) -> Self {
        Self::new(name, "text", ColumnKind::Text { longest: Some(longest), lines: false })
    }

    pub fn lines(name: &'static str) -> Self {
        Self::new(name, "text", ColumnKind::Text { longest: None, lines: true }).unsorted()
    }

    pub fn json(name: &'static str, schema: Value) -> Self {
        Self::new(name, "jsonb", ColumnKind::Json { schema })
    }

    pub fn time(name: &'static str) -> Self {
        Self::new(name, "timestamptz", ColumnKind::Time).read_only()
    }

    pub fn computed(
        key: &'static str,
        expression: impl Into<Cow<'static, str>>,
        sql_type: &'static str,
        kind: ColumnKind,
    ) -> Self {
        Self { computed: Some(expression.into()), ..Self::new(key, sql_type, kind).read_only().unsorted() }
    }

    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub fn default(self, value: impl Into<Value>) -> Self {
        Self { default: Some(value.into()), ..self }
    }

    pub fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    pub fn reads(self, reads: fn(&str) -> Option<String>) -> Self {
        Self { reads: Some(reads), ..self }
    }

    pub fn read_only(self) -> Self {
        Self { editable: false, ..self }
    }

    pub fn unsorted(self) -> Self {
        Self { sortable: false, ..self }
    }

    pub fn pattern(self, pattern: &str) -> Self {
        Self { pattern: Some(pattern.to_owned()), ..self }
    }

    /// What stands for the column in a statement whose table's alias is `row`.
    pub fn expression(&self) -> String {
        match &self.computed {
            Some(expression) => expression.to_string(),
            None => format!("row.{}", self.name),
        }
    }

    /// The value as it is stored, or why it cannot be. The database has the last word; this one can be read.
    pub fn checked(&self, value: &Value) -> Result<Value> {
        let refuse = |reason: Reason, message: String| Err(Error::invalid(&self.key, message).because(reason));
        let empty = match value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            _ => false,
        };
        if empty {
            return match (&self.kind, self.required) {
                (ColumnKind::Tags { .. }, _) => Ok(Value::Array(Vec::new())),
                (_, true) => refuse(Reason::Required, format!("{} is needed", self.key)),
                (_, false) => Ok(Value::Null),
            };
        }
        match (&self.kind, value) {
            (ColumnKind::Choice { options }, Value::String(word)) if options.contains(word) => Ok(value.clone()),
            (ColumnKind::Choice { options }, _) => refuse(
                Reason::NotOneOf { options: options.clone() },
                format!("{} is none of {}", plain(value), options.join(", ")),
            ),
            (ColumnKind::Tags { options }, Value::Array(words)) => self.checked_words(words, options.as_deref()),
            (ColumnKind::Number { min, max, whole }, Value::Number(number)) => {
                let number = number.as_f64().unwrap_or(f64::NAN);
                if *whole && number.fract() != 0.0 {
                    return refuse(Reason::NotWhole, format!("{number} is not a whole number"));
                }
                if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) || number.is_nan() {
                    return refuse(
                        Reason::OutOfRange { min: *min, max: *max },
                        format!("{number} is not between {} and {}", bound(*min), bound(*max)),
                    );
                }
                Ok(if *whole { Value::from(number as i64) } else { value.clone() })
            }
            (ColumnKind::Number { .. }, _) => refuse(Reason::NotANumber, format!("{} is not a number", plain(value))),
            (ColumnKind::Text { longest, .. } | ColumnKind::Color { longest }, Value::String(text)) => {
                let length = text.chars().count() as u32;
                if longest.is_some_and(|longest| length > longest) {
                    let longest = longest.unwrap_or_default();
                    return refuse(
                        Reason::TooLong { longest, length },
                        format!("{length} characters are more than {longest}"),
                    );
                }
                if text.contains('\0') {
                    return refuse(Reason::Unreadable, "a text cannot hold a null character".to_owned());
                }
                if !self.fits_pattern(text) {
                    return refuse(Reason::Pattern, format!("{text} may hold only a-z, 0-9 and _, from a letter on"));
                }
                Ok(value.clone())
            }
            (ColumnKind::Flag, Value::Bool(_)) => Ok(value.clone()),
            (ColumnKind::Json { schema }, _) => match schema_problem(schema, value, "") {
                None => Ok(value.clone()),
                Some(problem) => {
                    refuse(Reason::Schema { path: problem.0.clone() }, format!("{}: {}", problem.0, problem.1))
                }
            },
            (ColumnKind::Reference { .. }, Value::String(_)) => Ok(value.clone()),
            _ => refuse(Reason::Unreadable, format!("{} is no value for {}", plain(value), self.key)),
        }
    }

    fn checked_words(&self, words: &[Value], options: Option<&[String]>) -> Result<Value> {
        let mut kept: Vec<Value> = Vec::with_capacity(words.len());
        for word in words {
            let Some(text) = word.as_str().map(str::trim).filter(|text| !text.is_empty()) else {
                return Err(Error::invalid(&self.key, "a word of the list is empty").because(Reason::Required));
            };
            if let Some(options) = options
                && !options.iter().any(|option| option == text)
            {
                return Err(Error::invalid(&self.key, format!("{text} is none of {}", options.join(", ")))
                    .because(Reason::NotOneOf { options: options.to_vec() }));
            }
            let word = Value::String(text.to_owned());
            if !kept.contains(&word) {
                kept.push(word);
            }
        }
        Ok(Value::Array(kept))
    }

    /// The one pattern there is so far: a name that programs use.
    fn fits_pattern(&self, text: &str) -> bool {
        self.pattern.is_none()
            || (text.starts_with(|first: char| first.is_ascii_lowercase())
                && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
    }
}

/// What is wrong with a value against the part of JSON Schema that the editors know: where, and what.
pub fn schema_problem(schema: &Value, value: &Value, path: &str) -> Option<(String, String)> {
    let at = || if path.is_empty() { "/".to_owned() } else { path.to_owned() };
    let kind = schema["type"].as_str().unwrap_or_default();
    let fits = match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => true,
    };
    if !fits {
        return Some((at(), format!("this is no {kind}")));
    }
    if let Some(options) = schema["enum"].as_array()
        && !options.contains(value)
    {
        let options: Vec<String> = options.iter().map(plain).collect();
        return Some((at(), format!("{} is none of {}", plain(value), options.join(", "))));
    }
    if let Some(number) = value.as_f64() {
        let below = schema["minimum"].as_f64().is_some_and(|least| number < least);
        let above = schema["maximum"].as_f64().is_some_and(|most| number > most);
        if below || above {
            let range = format!("{} and {}", bound(schema["minimum"].as_f64()), bound(schema["maximum"].as_f64()));
            return Some((at(), format!("{number} is not between {range}")));
        }
    }
    if let Some(object) = value.as_object() {
        for needed in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(needed) {
                return Some((format!("{path}/{needed}"), "is missing".to_owned()));
            }
        }
        for (key, inner) in object {
            match schema["properties"].get(key) {
                Some(schema) => {
                    if let Some(problem) = schema_problem(schema, inner, &format!("{path}/{key}")) {
                        return Some(problem);
                    }
                }
                None if schema["additionalProperties"] == Value::Bool(false) => {
                    return Some((format!("{path}/{key}"), "is not known".to_owned()));
                }
                None => {}
            }
        }
    }
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        return list
            .iter()
            .enumerate()
            .find_map(|(place, item)| schema_problem(items, item, &format!("{path}/{place}")));
    }
    None
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn bound(value: Option<f64>) -> String {
    value.map_or_else(|| "anything".to_owned(), |value| value.to_string())
}
