//! What a bulk change makes of a row, as expressions over its columns: the same for showing it and for writing it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;
use sqlx::{PgConnection, Postgres, QueryBuilder};

use super::{Column, ColumnKind, Table};
use crate::error::{Error, ErrorCode, Reason, Result};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum BulkChange {
    /// The same values in every row.
    Set {
        #[specta(type = std::collections::HashMap<String, specta_typescript::Unknown>)]
        values: Map<String, Value>,
    },
    AddTags {
        column: String,
        tags: Vec<String>,
    },
    RemoveTags {
        column: String,
        tags: Vec<String>,
    },
    /// All of `from` become `to`: a new name for one, or several put together.
    RenameTags {
        column: String,
        from: Vec<String>,
        to: String,
    },
    /// Numbers times a factor, kept within their bounds.
    Multiply {
        column: String,
        #[specta(type = specta_typescript::Number)]
        factor: f64,
    },
    /// In texts and words, in each of the columns.
    Replace {
        columns: Vec<String>,
        find: String,
        with: String,
        /// `find` is a regular expression, and `\1` in `with` its first group.
        regex: bool,
        match_case: bool,
    },
    Delete,
}

/// The columns a change writes, each checked for what can be checked before any row is seen.
pub(super) fn columns_of<'a>(table: &'a Table, change: &BulkChange) -> Result<Vec<&'a Column>> {
    let listed = |key: &str| -> Result<Vec<&'a Column>> {
        let column = editable(table, key)?;
        match column.kind {
            ColumnKind::Tags { .. } => Ok(vec![column]),
            _ => Err(Error::invalid("column", format!("{key} is no list of words"))),
        }
    };
    match change {
        BulkChange::Delete => Ok(Vec::new()),
        BulkChange::Set { values } if values.is_empty() => Err(Error::invalid("values", "no value is given")),
        BulkChange::Set { values } => {
            table.checked(values)?;
            values.keys().map(|key| editable(table, key)).collect()
        }
        BulkChange::AddTags { column, tags } => {
            let columns = listed(column)?;
            let tags = tags.iter().map(|tag| Value::from(tag.as_str())).collect();
            columns[0].checked(&Value::Array(tags))?;
            Ok(columns)
        }
        BulkChange::RemoveTags { column, .. } => listed(column),
        BulkChange::RenameTags { column, to, .. } => {
            let columns = listed(column)?;
            columns[0].checked(&Value::Array(vec![Value::from(to.as_str())]))?;
            Ok(columns)
        }
        BulkChange::Multiply { column, factor } => {
            if !factor.is_finite() || *factor < 0.0 {
                return Err(Error::invalid("factor", format!("{factor} is no factor")).because(Reason::NotANumber));
            }
            let column = editable(table, column)?;
            match column.kind {
                ColumnKind::Number { .. } => Ok(vec![column]),
                _ => Err(Error::invalid("column", format!("{} is no number", column.key))),
            }
        }
        BulkChange::Replace { columns, find, .. } => {
            if find.is_empty() {
                return Err(Error::invalid("find", "there is nothing to find").because(Reason::Required));
            }
            if columns.is_empty() {
                return Err(Error::invalid("columns", "no column is named").because(Reason::Required));
            }
            let text = |key: &String| {
                let column = editable(table, key)?;
                match column.kind {
                    ColumnKind::Text { .. } | ColumnKind::Color { .. } | ColumnKind::Tags { .. } => Ok(column),
                    _ => Err(Error::invalid("columns", format!("{} is no text", column.key))),
                }
            };
            columns.iter().map(text).collect()
        }
    }
}

/// Whether a regular expression is one is for the program to say that will use it.
pub(super) async fn refuse_a_broken_pattern(connection: &mut PgConnection, change: &BulkChange) -> Result<()> {
    let BulkChange::Replace { find, regex: true, .. } = change else { return Ok(()) };
    let tried = sqlx::query("select regexp_replace('', $1, '')").bind(find).execute(connection).await;
    match tried.map_err(Error::from) {
        Err(refusal) if refusal.code == ErrorCode::Invalid => {
            Err(Error { field: Some("find".to_owned()), ..refusal }.because(Reason::Unreadable))
        }
        tried => tried.map(drop),
    }
}

fn editable<'a>(table: &'a Table, key: &str) -> Result<&'a Column> {
    let column = table.column(key)?;
    match column.editable {
        true => Ok(column),
        false => Err(Error::invalid(&column.key, format!("{key} cannot be written")).because(Reason::ReadOnly)),
    }
}

pub(super) fn push_differs(query: &mut QueryBuilder<Postgres>, columns: &[&Column], change: &BulkChange) {
    for (place, column) in columns.iter().enumerate() {
        query.push(if place == 0 { " and (" } else { " or " });
        query.push(format!("row.{} is distinct from ", column.name));
        push_new(query, column, change);
    }
    if !columns.is_empty() {
        query.push(")");
    }
}

/// The new value of a column, as an expression over the row.
pub(super) fn push_new(query: &mut QueryBuilder<Postgres>, column: &Column, change: &BulkChange) {
    let name = format!("row.{}", column.name);
    match change {
        BulkChange::Delete => {}
        BulkChange::Set { values } => {
            let value = values.get(&column.key).or_else(|| values.get(column.name)).cloned().unwrap_or_default();
            let value = column.checked(&value).unwrap_or_default();
            match (&column.kind, value) {
                (ColumnKind::Json { .. }, Value::Null) => query.push("null::jsonb"),
                (ColumnKind::Json { .. }, value) => query.push_bind(value),
                (ColumnKind::Tags { .. }, Value::Array(words)) => {
                    query.push_bind(words.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<String>>())
                }
                (_, value) => {
                    let text = match value {
                        Value::Null => None,
                        Value::String(text) => Some(text),
                        other => Some(other.to_string()),
                    };
                    query.push("cast(").push_bind(text).push(format!(" as {})", column.sql_type))
                }
            };
        }
        BulkChange::AddTags { tags, .. } => {
            query.push(format!("({name} || array(select word from unnest("));
            query
                .push_bind(tags.clone())
                .push(format!(") with ordinality as added (word, place) where word <> all({name}) order by place))"));
        }
        BulkChange::RemoveTags { tags, .. } => {
            query.push(format!(
                "array(select word from unnest({name}) with ordinality as kept (word, place) where word <> all("
            ));
            query.push_bind(tags.clone()).push(") order by place)");
        }
        BulkChange::RenameTags { from, to, .. } => {
            query.push("array(select word from (select case when old = any(").push_bind(from.clone());
            query.push(") then ").push_bind(to.clone());
            query.push(format!(
                " else old end as word, min(place) as place
                 from unnest({name}) with ordinality as had (old, place) group by 1) as renamed order by place)"
            ));
        }
        BulkChange::Multiply { factor, .. } => {
            let (min, max) = match column.kind {
                ColumnKind::Number { min, max, .. } => (min.unwrap_or(f64::MIN), max.unwrap_or(f64::MAX)),
                _ => (f64::MIN, f64::MAX),
            };
            query.push(format!("cast(round(greatest({min}, least({max}, {name} * cast("));
            query.push_bind(*factor).push(format!(" as double precision)))) as {})", column.sql_type));
        }
        BulkChange::Replace { find, with, regex, match_case, .. } => {
            let replaced = |query: &mut QueryBuilder<Postgres>, text: &str| {
                if !regex && *match_case {
                    query.push(format!("replace({text}, ")).push_bind(find.clone());
                    query.push(", ").push_bind(with.clone()).push(")");
                    return;
                }
                let (find, with) = match regex {
                    true => (find.clone(), with.clone()),
                    // What would mean something in a regular expression stands for itself.
                    false => (format!("***={find}"), with.replace('\\', "\\\\")),
                };
                query.push(format!("regexp_replace({text}, ")).push_bind(find).push(", ").push_bind(with);
                query.push(if *match_case { ", 'g')" } else { ", 'gi')" });
            };
            match column.kind {
                ColumnKind::Tags { .. } => {
                    query.push("array(select word from (select ");
                    replaced(query, "old");
                    query.push(format!(
                        " as word, min(place) as place from unnest({name}) with ordinality as had (old, place)
                         group by 1) as replaced order by place)"
                    ));
                }
                _ => replaced(query, &name),
            }
        }
    }
}
