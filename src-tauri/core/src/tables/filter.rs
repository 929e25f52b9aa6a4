//! Which rows: conditions on columns, and words that must be found. One filter serves lists, counts, bulk changes and
//! exports, so that all of them mean the same rows.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::{Column, ColumnKind, Table};
use crate::{
    error::{Error, Result},
    page::containing,
};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Filter {
    /// Every word must be found; a part in quotes is one word.
    pub text: Option<String>,
    /// All of them hold.
    pub conditions: Vec<Condition>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Condition {
    pub column: String,
    pub test: Test,
    #[serde(default)]
    #[specta(type = Vec<specta_typescript::Unknown>)]
    pub values: Vec<Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Test {
    /// One of the values; of a list: holds any of them.
    Any,
    /// Of a list: holds all of them.
    All,
    /// None of the values.
    None,
    /// Of a text: as many characters.
    AtLeast,
    AtMost,
    /// A text has this part in it.
    Contains,
    /// A text has something in it that this regular expression describes.
    Matches,
    MatchesNot,
    Empty,
    Filled,
}

/// Rows that are meant: named one by one, or by a filter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Target {
    Ids(Vec<Uuid>),
    Filter(Filter),
    /// All that the filter means, but these.
    Except {
        filter: Filter,
        ids: Vec<Uuid>,
    },
}

impl Filter {
    pub fn with(mut self, column: &str, test: Test, values: impl IntoIterator<Item = Value>) -> Self {
        self.conditions.push(Condition { column: column.to_owned(), test, values: values.into_iter().collect() });
        self
    }

    /// A filter that a table cannot answer is refused, never passed over in silence.
    pub fn check(&self, table: &Table) -> Result<()> {
        for condition in &self.conditions {
            let column = table.column(&condition.column)?;
            let refuse = |message: String| Err(Error::invalid(&column.key, message));
            match (condition.test, &column.kind) {
                (Test::Empty | Test::Filled, _) => {}
                (_, _) if condition.values.is_empty() => {
                    return refuse(format!("{} is compared with nothing", column.key));
                }
                (Test::Any | Test::None, ColumnKind::Choice { options })
                | (Test::Any | Test::All | Test::None, ColumnKind::Tags { options: Some(options) }) => {
                    for value in &condition.values {
                        if !options.iter().any(|option| Some(option.as_str()) == value.as_str()) {
                            return refuse(format!("{} is none of {}", as_text(value), options.join(", ")));
                        }
                    }
                }
                (Test::Any | Test::None, ColumnKind::Json { .. }) => {
                    return refuse(format!("{} cannot be compared", column.key));
                }
                (Test::Any | Test::None, _) | (Test::All, ColumnKind::Tags { .. }) => {}
                (
                    Test::Contains | Test::Matches | Test::MatchesNot,
                    ColumnKind::Text { .. } | ColumnKind::Color { .. } | ColumnKind::Reference { .. },
                ) => {}
                (
                    Test::AtLeast | Test::AtMost,
                    ColumnKind::Number { .. } | ColumnKind::Time | ColumnKind::Text { .. },
                ) => {}
                (test, _) => return refuse(format!("{} cannot be asked for {test:?}", column.key)),
            }
            let is_number = match column.kind {
                ColumnKind::Number { .. } => true,
                ColumnKind::Text { .. } => matches!(condition.test, Test::AtLeast | Test::AtMost),
                _ => false,
            };
            if is_number && condition.values.iter().any(|value| as_text(value).parse::<f64>().is_err()) {
                return refuse(format!("{} is compared with something that is no number", column.key));
            }
            if column.kind == ColumnKind::Flag && condition.values.iter().any(|value| !value.is_boolean()) {
                return refuse(format!("{} is true or false", column.key));
            }
            let is_time = column.kind == ColumnKind::Time;
            if is_time
                && condition.values.iter().any(|value| chrono::DateTime::parse_from_rfc3339(&as_text(value)).is_err())
            {
                return refuse(format!("{} is compared with something that is no time", column.key));
            }
        }
        Ok(())
    }

    /// ` and …` for each condition; the table's alias is `row`.
    pub fn push(&self, query: &mut QueryBuilder<Postgres>, table: &Table) -> Result<()> {
        for condition in &self.conditions {
            push_condition(query, table.column(&condition.column)?, condition);
        }
        for word in words_of(self.text.as_deref().unwrap_or_default()) {
            // Not `ilike`: the planner would take the two for independent, and every word for a rare one.
            query.push(format!(" and strpos(lower({}), lower(", table.search.text));
            query.push_bind(word.clone()).push(")) > 0");
            if let Some(pairs) = table.search.pairs.as_ref().filter(|_| has_pair(&word)) {
                query.push(format!(" and {pairs} @> console.letter_pairs("));
                query.push_bind(word).push(")");
            }
        }
        Ok(())
    }
}

impl Target {
    pub fn check(&self, table: &Table) -> Result<()> {
        match self {
            Target::Ids(ids) if ids.is_empty() => Err(Error::invalid("ids", "no row is named")),
            Target::Ids(_) => Ok(()),
            Target::Filter(filter) | Target::Except { filter, .. } => filter.check(table),
        }
    }

    pub fn push(&self, query: &mut QueryBuilder<Postgres>, table: &Table) -> Result<()> {
        match self {
            Target::Ids(ids) => {
                query.push(" and row.id = any(").push_bind(ids.clone()).push(")");
                Ok(())
            }
            Target::Filter(filter) => filter.push(query, table),
            Target::Except { filter, ids } => {
                query.push(" and row.id <> all(").push_bind(ids.clone()).push(")");
                filter.push(query, table)
            }
        }
    }
}

fn push_condition(query: &mut QueryBuilder<Postgres>, column: &Column, condition: &Condition) {
    let expression = column.expression();
    let values: Vec<String> = condition.values.iter().map(as_text).collect();
    let is_list = matches!(column.kind, ColumnKind::Tags { .. });
    match condition.test {
        Test::Any if is_list => query.push(format!(" and {expression} && ")).push_bind(values),
        Test::All => query.push(format!(" and {expression} @> ")).push_bind(values),
        Test::None if is_list => query.push(format!(" and not ({expression} && ")).push_bind(values).push(")"),
        Test::Any => query
            .push(format!(" and {expression} = any(cast("))
            .push_bind(values)
            .push(format!(" as {}[]))", column.sql_type)),
        Test::None => query
            .push(format!(" and {expression} is distinct from all(cast("))
            .push_bind(values)
            .push(format!(" as {}[]))", column.sql_type)),
        Test::AtLeast | Test::AtMost => {
            let sign = if condition.test == Test::AtLeast { ">=" } else { "<=" };
            let (measured, sql_type) = match column.kind {
                ColumnKind::Text { .. } => (format!("char_length(coalesce({expression}, ''))"), "numeric"),
                _ => (expression, column.sql_type),
            };
            query.push(format!(" and {measured} {sign} cast("));
            query.push_bind(values.into_iter().next()).push(format!(" as {sql_type})"))
        }
        Test::Matches | Test::MatchesNot => {
            let sign = if condition.test == Test::Matches { "~" } else { "!~" };
            for value in values {
                query.push(format!(" and {expression} {sign} ")).push_bind(value);
            }
            query
        }
        Test::Contains => {
            for value in &values {
                query.push(format!(" and {expression} ilike ")).push_bind(containing(value));
            }
            query
        }
        Test::Empty => query.push(format!(" and {}", is_empty(column, &expression))),
        Test::Filled => query.push(format!(" and not ({})", is_empty(column, &expression))),
    };
}

fn is_empty(column: &Column, expression: &str) -> String {
    match column.kind {
        ColumnKind::Tags { .. } => format!("cardinality({expression}) = 0"),
        ColumnKind::Text { .. } | ColumnKind::Color { .. } => format!("coalesce({expression}, '') = ''"),
        ColumnKind::Json { .. } => format!("coalesce({expression}, 'null') in ('null', '{{}}', '[]')"),
        _ => format!("{expression} is null"),
    }
}

fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Words as they stand between blanks; what is in quotes is one of them.
pub fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in text.split('"').enumerate() {
        match place % 2 {
            1 => words.push(part.trim().to_owned()),
            _ => words.extend(part.split_whitespace().map(str::to_owned)),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether the index over pairs of letters can help: two letters side by side.
fn has_pair(word: &str) -> bool {
    word.split_whitespace().any(|part| part.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn reads_words_and_quoted_parts() {
        assert_eq!(words_of("학교  운동"), ["학교", "운동"]);
        assert_eq!(words_of("\"학교 운동\" 비"), ["학교 운동", "비"]);
        assert_eq!(words_of("\"열린"), ["열린"]);
        assert!(words_of("  \"\" ").is_empty());
    }
}
