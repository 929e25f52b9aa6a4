//! Reading a table: a page by its key, a ruler by which any place of a million rows is one page away, single rows, and
//! which values there are.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::{Column, ColumnKind, Table, TableRow, filter::Filter};
use crate::{
    error::{Error, Result},
    page::{self, DEFAULT_LIMIT, LARGEST_LIMIT, Page, Total},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Sort {
    pub column: String,
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { column: "createdAt".to_owned(), descending: false }
    }
}

/// `column` or `column:desc`
impl std::str::FromStr for Sort {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (column, descending) = match text.split_once(':') {
            None | Some((_, "asc")) => (text.trim_end_matches(":asc"), false),
            Some((column, "desc")) => (column, true),
            Some((_, other)) => return Err(Error::invalid("sort", format!("a sort ends in asc or desc, not {other}"))),
        };
        Ok(Self { column: column.to_owned(), descending })
    }
}

/// Where every `every` rows end, as cursors: the page after `anchors[k]` begins with row `(k + 1) * every`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Ruler {
    pub anchors: Vec<String>,
    pub every: u32,
    pub total: u32,
}

/// How often a value occurs among the rows of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Facet {
    pub values: Vec<FacetValue>,
    /// False when only some of the rows were looked at, and the counts are a projection.
    pub exact: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FacetValue {
    pub value: String,
    pub count: u32,
}

pub async fn page(
    pool: &PgPool,
    table: &Table,
    filter: &Filter,
    sort: &Sort,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<TableRow>> {
    let (items, next) = rows(pool, table, filter, sort, after, limit).await?;
    let total = count(pool, table, filter).await?;
    Ok(Page { items, next, total })
}

/// A page without its total: what scrolling needs.
pub async fn rows(
    pool: &PgPool,
    table: &Table,
    filter: &Filter,
    sort: &Sort,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<(Vec<TableRow>, Option<String>)> {
    filter.check(table)?;
    let order = Order::read(table, sort)?;
    let limit = limit.unwrap_or(DEFAULT_LIMIT).clamp(1, LARGEST_LIMIT);
    let mut query = QueryBuilder::new(format!("select {}, {} ", table.record(), order.cursor()));
    push_from_where(&mut query, table, filter)?;
    if let Some(cursor) = after {
        order.push_after(&mut query, cursor)?;
    }
    query.push(order.by()).push(" limit ").push_bind(i64::from(limit) + 1);
    let mut found: Vec<(Value, String)> = query.build_query_as().fetch_all(pool).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|(_, cursor)| cursor.clone());
    Ok((found.into_iter().filter_map(|(row, _)| record(row)).collect(), next))
}

pub async fn ruler(pool: &PgPool, table: &Table, filter: &Filter, sort: &Sort, every: u32) -> Result<Ruler> {
    filter.check(table)?;
    let order = Order::read(table, sort)?;
    let every = every.clamp(20, LARGEST_LIMIT);
    let mut query = QueryBuilder::new(format!(
        "select coalesce(max(place), 0), coalesce(array_agg({} order by place) filter (where place % ",
        order.cursor()
    ));
    query.push_bind(i64::from(every));
    query.push(format!(
        " = 0), '{{}}') from (select row.id, {} as {}, row_number() over ({}) as place ",
        order.column.expression(),
        order.column.name,
        order.by()
    ));
    push_from_where(&mut query, table, filter)?;
    query.push(") as row");
    let (total, anchors): (i64, Vec<String>) = query.build_query_as().fetch_one(pool).await?;
    Ok(Ruler { anchors, every, total: u32::try_from(total).unwrap_or(u32::MAX) })
}

pub async fn count(pool: &PgPool, table: &Table, filter: &Filter) -> Result<Total> {
    filter.check(table)?;
    let mut connection = pool.acquire().await?;
    // Whether it can be pushed was just checked.
    page::total(&mut connection, |query| drop(push_from_where(query, table, filter))).await
}

pub async fn get(connection: &mut PgConnection, table: &Table, id: Uuid) -> Result<TableRow> {
    by_ids(connection, table, &[id]).await?.pop().ok_or_else(|| Error::not_found(table.what, id))
}

pub async fn named(pool: &PgPool, table: &Table, ids: &[Uuid]) -> Result<Vec<TableRow>> {
    by_ids(&mut *pool.acquire().await?, table, ids).await
}

/// Those of the rows that are there, in no order.
pub async fn by_ids(connection: &mut PgConnection, table: &Table, ids: &[Uuid]) -> Result<Vec<TableRow>> {
    let mut query =
        QueryBuilder::new(format!("select {} from {} as row where row.id = any(", table.record(), table.name));
    query.push_bind(ids.to_vec()).push(")");
    let found: Vec<(Value,)> = query.build_query_as().fetch_all(connection).await?;
    Ok(found.into_iter().filter_map(|(row,)| record(row)).collect())
}

/// More rows than this are counted by looking at some of them.
const COUNT_VALUES_UP_TO: i64 = 20_000;

/// The values of a column among the rows of a filter, the most frequent first. `text` narrows them to those that hold it.
pub async fn facet(pool: &PgPool, table: &Table, filter: &Filter, column: &str, text: Option<&str>) -> Result<Facet> {
    filter.check(table)?;
    let column = table.column(column)?;
    let mut connection = pool.acquire().await?;
    let total = page::total(&mut connection, |query| drop(push_from_where(query, table, filter))).await?;
    let exact = total.exact || i64::from(total.value) <= COUNT_VALUES_UP_TO;
    let expression = match column.kind {
        ColumnKind::Tags { .. } => format!("unnest({})", column.expression()),
        _ => format!("{}::text", column.expression()),
    };
    let mut query = QueryBuilder::new(format!("select value, count(*) from (select {expression} as value "));
    push_from_where(&mut query, table, filter)?;
    if !exact {
        // Keys are random: a slice of them is a fair sample, and an index finds it.
        let part = COUNT_VALUES_UP_TO as f64 / f64::from(total.value.max(1));
        let first = format!("{:08x}-0000-0000-0000-000000000000", (part * f64::from(u32::MAX)) as u32);
        query.push(" and row.id < cast(").push_bind(first).push(" as uuid)");
    }
    query.push(") as found where value is not null");
    if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
        query.push(" and value ilike ").push_bind(page::containing(text));
    }
    query.push(" group by value order by count(*) desc, value limit 200");
    let found: Vec<(String, i64)> = query.build_query_as().fetch_all(&mut *connection).await?;
    let scale = if exact { 1.0 } else { f64::from(total.value) / COUNT_VALUES_UP_TO as f64 };
    let values = found
        .into_iter()
        .map(|(value, count)| FacetValue { value, count: (count as f64 * scale).round() as u32 })
        .collect();
    Ok(Facet { values, exact })
}

pub(crate) fn push_from_where(query: &mut QueryBuilder<Postgres>, table: &Table, filter: &Filter) -> Result<()> {
    query.push(format!("from {} as row where true", table.name));
    filter.push(query, table)
}

pub(crate) fn record(row: Value) -> Option<TableRow> {
    match row {
        Value::Object(fields) => Some(TableRow(fields)),
        _ => None,
    }
}

/// An order in which every row has one place: a column, and the key where that is equal. Nothing comes last upwards and
/// first downwards, as PostgreSQL's indexes have it.
struct Order<'a> {
    column: &'a Column,
    descending: bool,
}

impl<'a> Order<'a> {
    fn read(table: &'a Table, sort: &Sort) -> Result<Self> {
        let known = || table.columns.iter().filter(|column| column.sortable);
        // The need is what people call that column.
        let wanted = if sort.column == "need" { "needType" } else { &sort.column };
        let column = known().find(|column| column.key == wanted || column.name == wanted).ok_or_else(|| {
            let known: Vec<&str> = known().map(|column| column.key.as_str()).collect();
            Error::invalid("sort", format!("cannot sort by {}; known are {}", sort.column, known.join(", ")))
        })?;
        Ok(Self { column, descending: sort.descending })
    }

    fn by(&self) -> String {
        let direction = if self.descending { "desc" } else { "asc" };
        format!(" order by {} {direction}, row.id {direction}", self.column.expression())
    }

    /// A row's place as text: its key, and its value unless there is none.
    fn cursor(&self) -> String {
        format!("row.id::text || coalesce('~' || {}::text, '')", self.column.expression())
    }

    fn push_after(&self, query: &mut QueryBuilder<Postgres>, cursor: &str) -> Result<()> {
        let no_cursor = || Error::invalid("after", "this is no cursor of a list");
        let (id, value) = match cursor.split_once('~') {
            Some((id, value)) => (id, Some(value)),
            None => (cursor, None),
        };
        let id: Uuid = id.parse().map_err(|_| no_cursor())?;
        let sign = if self.descending { "<" } else { ">" };
        let column = self.column.expression();
        match (value, self.descending) {
            (Some(value), _) => {
                query.push(format!(" and (({column}, row.id) {sign} (cast(")).push_bind(value.to_owned());
                query.push(format!(" as {}), ", self.column.sql_type)).push_bind(id).push(")");
                let nothing_follows = self.descending || self.column.required;
                query.push(if nothing_follows { ")".to_owned() } else { format!(" or {column} is null)") });
            }
            (None, false) => {
                query.push(format!(" and {column} is null and row.id > ")).push_bind(id);
            }
            (None, true) => {
                query.push(format!(" and (({column} is null and row.id < ")).push_bind(id);
                query.push(format!(") or {column} is not null)"));
            }
        }
        Ok(())
    }
}
