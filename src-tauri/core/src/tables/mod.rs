//! A table as the console shows it: which columns it has, what their values may be, and which words search it. Lists,
//! edits, bulk changes, import and export are written once, for any table; a pool only says what it consists of.

pub mod bulk;
mod change;
mod column;
pub mod exchange;
pub mod filter;
pub mod list;
pub mod undo;
pub mod write;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;
use uuid::Uuid;

pub use self::column::{Column, ColumnKind};
use crate::error::{Error, Reason, Result, camel_case};

fn as_key<S: serde::Serializer>(column: &&'static str, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&camel_case(column))
}

/// One row, column by column under the names the window knows them by, with its `id` and `revision`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(transparent)]
#[specta(transparent)]
pub struct TableRow(
    #[specta(type = std::collections::HashMap<String, specta_typescript::Unknown>)] pub Map<String, Value>,
);

impl TableRow {
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.as_str()
    }

    pub fn id(&self) -> Option<Uuid> {
        self.text("id")?.parse().ok()
    }

    pub fn revision(&self) -> &str {
        self.text("revision").unwrap_or_default()
    }
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Table {
    /// With its schema.
    pub name: &'static str,
    /// What its rows are called in messages: `experiences`.
    pub what: &'static str,
    /// The column by which people know a row.
    #[serde(serialize_with = "as_key")]
    #[specta(type = String)]
    pub title: &'static str,
    pub columns: Vec<Column>,
    /// A column that names a row beside its id.
    pub known_by: Option<&'static str>,
    /// Headers that hold two columns in one cell, such as `13-18`.
    #[serde(skip)]
    pub spans: &'static [(&'static str, &'static str, &'static str)],
    #[serde(skip)]
    pub search: Search,
}

/// The expression that free text is looked for in.
#[derive(Debug, Clone)]
pub struct Search {
    pub text: &'static str,
    /// Its pairs of letters, as an expression that has an index.
    pub pairs: Option<Cow<'static, str>>,
}

impl Search {
    /// Every row is looked at.
    pub fn plain(text: &'static str) -> Self {
        Self { text, pairs: None }
    }

    /// `console.letter_pairs` of that very expression has an index.
    pub fn indexed(text: &'static str) -> Self {
        Self { text, pairs: Some(format!("console.letter_pairs({text})").into()) }
    }
}

impl Table {
    pub fn column(&self, key: &str) -> Result<&Column> {
        self.columns.iter().find(|column| column.key == key || column.name == key).ok_or_else(|| {
            Error::invalid(key, format!("{} have no column {key}", self.what)).because(Reason::UnknownColumn)
        })
    }

    /// The columns a person may write.
    pub fn editable(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.editable)
    }

    pub fn title(&self) -> &Column {
        self.columns.iter().find(|column| column.name == self.title).unwrap_or(&self.columns[0])
    }

    /// `to_json` of everything that is shown of a row; the table's alias is `row`.
    pub fn record(&self) -> String {
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|column| match &column.computed {
                Some(expression) => format!("{expression} as \"{}\"", column.key),
                None => format!("row.{} as \"{}\"", column.name, column.key),
            })
            .collect();
        format!(
            "(select to_json(shown) from (select row.id, row.xmin::text as revision, {}) as shown)",
            columns.join(", ")
        )
    }

    /// A set of values by the columns' own names, each checked.
    pub fn checked(&self, set: &Map<String, Value>) -> Result<Map<String, Value>> {
        let mut checked = Map::new();
        for (key, value) in set {
            let column = self.column(key)?;
            if !column.editable {
                return Err(Error::invalid(&column.key, format!("{key} cannot be written")).because(Reason::ReadOnly));
            }
            checked.insert(column.name.to_owned(), column.checked(value)?);
        }
        Ok(checked)
    }
}
