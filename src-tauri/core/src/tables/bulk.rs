//! One change to many rows: those ticked, or everything a filter matches. It is shown before it is written, goes through
//! in parts that keep nobody waiting, can be stopped between two of them, and is undone as a whole.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::{Column, ColumnKind, Table, filter::Target};
use crate::{
    connection::Console,
    error::{Error, ErrorCode, Reason, Result},
    page::{self, Total},
    tasks::Ticket,
};

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
    Replace {
        column: String,
        find: String,
        with: String,
        /// `find` is a regular expression, and `\1` in `with` its first group.
        regex: bool,
        match_case: bool,
    },
    Delete,
}

/// What a change would do: how many rows it is about, how many it changes, and the first of them.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkPreview {
    pub matched: Total,
    pub changed: Total,
    pub samples: Vec<BulkSample>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkSample {
    pub id: Uuid,
    pub label: String,
    pub column: String,
    #[specta(type = specta_typescript::Unknown)]
    pub old: Value,
    #[specta(type = specta_typescript::Unknown)]
    pub new: Value,
    /// Why the new value would be refused.
    pub error: Option<Error>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkDone {
    pub changed: u32,
    /// Rows that kept their value because the new one is refused.
    pub refused: Vec<RefusedRow>,
    /// Of more than a hundred, the first hundred are listed.
    pub refused_count: u32,
    /// The token that undoes it.
    pub undo: Uuid,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RefusedRow {
    pub id: Uuid,
    pub label: String,
    pub field: Option<String>,
    pub message: String,
    pub reason: Option<Reason>,
}

const SAMPLES: usize = 200;
const LISTED: usize = 100;
/// Rows written in one transaction: few enough that nobody waits for them.
const PART: usize = 1000;

pub async fn preview(pool: &PgPool, table: &Table, target: &Target, change: &BulkChange) -> Result<BulkPreview> {
    target.check(table)?;
    let columns = columns_of(table, change)?;
    let mut connection = pool.acquire().await?;
    refuse_a_broken_pattern(&mut connection, change).await?;
    let matched = page::total(&mut connection, |query| {
        query.push(format!("from {} as row where true", table.name));
        drop(target.push(query, table));
    })
    .await?;
    if columns.is_empty() {
        return Ok(BulkPreview { matched, changed: matched, samples: Vec::new() });
    }
    let changed = page::total(&mut connection, |query| {
        query.push(format!("from {} as row where true", table.name));
        drop(target.push(query, table));
        push_differs(query, &columns, change);
    })
    .await?;
    let mut samples = Vec::new();
    for column in &columns {
        let mut query = QueryBuilder::new(format!(
            "select row.id, coalesce(row.{}::text, ''), to_jsonb(row.{}), to_jsonb(",
            table.title, column.name
        ));
        push_new(&mut query, column, change);
        query.push(format!(") from {} as row where true", table.name));
        target.push(&mut query, table)?;
        push_differs(&mut query, &[*column], change);
        query.push(" order by row.id limit ").push_bind((SAMPLES / columns.len().max(1)) as i64);
        let found: Vec<(Uuid, String, Option<Value>, Option<Value>)> =
            query.build_query_as().fetch_all(&mut *connection).await?;
        samples.extend(found.into_iter().map(|(id, label, old, new)| {
            let new = new.unwrap_or_default();
            let error = column.checked(&new).err();
            BulkSample { id, label, column: column.key.clone(), old: old.unwrap_or_default(), new, error }
        }));
    }
    Ok(BulkPreview { matched, changed, samples })
}

pub async fn apply(
    console: &Console,
    table: &Table,
    target: &Target,
    change: &BulkChange,
    ticket: &Ticket,
) -> Result<BulkDone> {
    target.check(table)?;
    let columns = columns_of(table, change)?;
    refuse_a_broken_pattern(&mut *console.pool().acquire().await?, change).await?;
    let ids = ids_of(console.pool(), table, target).await?;
    let all = ids.len();
    let mut done = BulkDone { undo: Uuid::new_v4(), ..BulkDone::default() };
    for (part, ids) in ids.chunks(PART).enumerate() {
        if ticket.is_stopped() {
            break;
        }
        match write(console, table, target, &columns, change, ids, done.undo).await {
            Ok(changed) => done.changed += changed,
            // One of them is refused: each for itself, to tell which.
            Err(refusal) if matches!(refusal.code, ErrorCode::Invalid | ErrorCode::Conflict) => {
                one_by_one(console, table, target, &columns, change, ids, &mut done).await?;
            }
            Err(refusal) => return Err(refusal),
        }
        ticket.progress(part * PART + ids.len(), Some(all));
    }
    Ok(done)
}

/// Every row the target means, in the order of their keys.
pub async fn ids_of(pool: &PgPool, table: &Table, target: &Target) -> Result<Vec<Uuid>> {
    let mut query = QueryBuilder::new(format!("select row.id from {} as row where true", table.name));
    target.push(&mut query, table)?;
    query.push(" order by row.id");
    Ok(query.build_query_scalar().fetch_all(pool).await?)
}

/// Rows of the part that still are what the target says, and that the change makes different.
fn statement(
    table: &Table,
    target: &Target,
    columns: &[&Column],
    change: &BulkChange,
    ids: &[Uuid],
) -> Result<QueryBuilder<Postgres>> {
    let mut query = match change {
        BulkChange::Delete => QueryBuilder::new(format!("delete from {} as row where true", table.name)),
        _ => {
            let mut query = QueryBuilder::new(format!("update {} as row set ", table.name));
            for (place, column) in columns.iter().enumerate() {
                query.push(format!("{}{} = ", if place == 0 { "" } else { ", " }, column.name));
                push_new(&mut query, column, change);
            }
            query.push(" where true");
            query
        }
    };
    query.push(" and row.id = any(").push_bind(ids.to_vec()).push(")");
    if let Target::Filter(filter) = target {
        filter.push(&mut query, table)?;
    }
    push_differs(&mut query, columns, change);
    Ok(query)
}

async fn write(
    console: &Console,
    table: &Table,
    target: &Target,
    columns: &[&Column],
    change: &BulkChange,
    ids: &[Uuid],
    change_set: Uuid,
) -> Result<u32> {
    let mut transaction = console.write_in(change_set).await?;
    let changed = statement(table, target, columns, change, ids)?.build().execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(changed.rows_affected() as u32)
}

async fn one_by_one(
    console: &Console,
    table: &Table,
    target: &Target,
    columns: &[&Column],
    change: &BulkChange,
    ids: &[Uuid],
    done: &mut BulkDone,
) -> Result<()> {
    let mut transaction = console.write_in(done.undo).await?;
    for id in ids {
        let mut part = transaction.begin().await?;
        let outcome =
            statement(table, target, columns, change, &[*id])?.build().execute(&mut *part).await.map_err(Error::from);
        match outcome {
            Ok(changed) => {
                part.commit().await?;
                done.changed += changed.rows_affected() as u32;
            }
            Err(refusal) if matches!(refusal.code, ErrorCode::Invalid | ErrorCode::Conflict) => {
                part.rollback().await?;
                done.refused_count += 1;
                if done.refused.len() < LISTED {
                    let title = format!("select {}::text from {} where id = $1", table.title, table.name);
                    let label: Option<String> =
                        sqlx::query_scalar(AssertSqlSafe(title)).bind(id).fetch_optional(&mut *transaction).await?;
                    let Error { field, message, reason, .. } = refusal;
                    done.refused.push(RefusedRow { id: *id, label: label.unwrap_or_default(), field, message, reason });
                }
            }
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(transaction.commit().await?)
}

/// The columns a change writes, each checked for what can be checked before any row is seen.
fn columns_of<'a>(table: &'a Table, change: &BulkChange) -> Result<Vec<&'a Column>> {
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
        BulkChange::Replace { column, find, .. } => {
            if find.is_empty() {
                return Err(Error::invalid("find", "there is nothing to find").because(Reason::Required));
            }
            let column = editable(table, column)?;
            match column.kind {
                ColumnKind::Text { .. } | ColumnKind::Color { .. } | ColumnKind::Tags { .. } => Ok(vec![column]),
                _ => Err(Error::invalid("column", format!("{} is no text", column.key))),
            }
        }
    }
}

/// Whether a regular expression is one is for the program to say that will use it.
async fn refuse_a_broken_pattern(connection: &mut PgConnection, change: &BulkChange) -> Result<()> {
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

fn push_differs(query: &mut QueryBuilder<Postgres>, columns: &[&Column], change: &BulkChange) {
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
fn push_new(query: &mut QueryBuilder<Postgres>, column: &Column, change: &BulkChange) {
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
