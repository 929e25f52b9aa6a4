//! The pools content admins curate: experiences, archetypes, visuals. Here is what they share; each pool's own file
//! has its rows.

pub mod archetypes;
pub mod coverage;
pub mod experiences;
pub mod targets;
pub mod visuals;

use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgConnection, PgPool, Postgres, QueryBuilder, postgres::PgRow};
use uuid::Uuid;

use crate::{
    error::{Error, ErrorCode, Result},
    page::{self, DEFAULT_LIMIT, LARGEST_LIMIT, Page},
};

/// The six needs, in the order in which they are always shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type, sqlx::Type)]
#[serde(rename_all = "camelCase")]
#[sqlx(type_name = "varchar", rename_all = "lowercase")]
pub enum Need {
    Survival,
    Belonging,
    Recognition,
    Autonomy,
    Growth,
    Meaning,
}

impl Need {
    pub const ALL: [Need; 6] =
        [Need::Survival, Need::Belonging, Need::Recognition, Need::Autonomy, Need::Growth, Need::Meaning];
}

pub const INTENSITIES: [&str; 3] = ["low", "medium", "high"];
pub const ELEMENT_TYPES: [&str; 5] = ["color", "object", "mood", "lighting", "layout"];

/// What the three pools differ in, as far as reading them goes.
pub trait PoolItem: for<'row> FromRow<'row, PgRow> + Send + Unpin {
    const TABLE: &'static str;
    const WHAT: &'static str;
    /// Column expressions of a row, in the order of the struct.
    const COLUMNS: &'static str;
    /// What `--sort` may name: (word, column, its type).
    const SORTS: &'static [(&'static str, &'static str, &'static str)];
    /// What `--text` looks in.
    const TEXT: &'static [&'static str];
    fn id(&self) -> Uuid;
    /// The value of a sortable column, as text that its type reads back exactly.
    fn sort_value(&self, column: &str) -> String;
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Filter {
    pub need: Option<Need>,
    pub intensity: Option<String>,
    pub element_type: Option<String>,
    pub archetype: Option<String>,
    pub tag: Option<String>,
    pub active: Option<bool>,
    pub text: Option<String>,
    /// `column` or `column:desc`
    pub sort: Option<String>,
    pub limit: Option<u32>,
    pub after: Option<String>,
}

pub async fn list<T: PoolItem>(pool: &PgPool, filter: &Filter) -> Result<Page<T>> {
    let order = Order::read::<T>(filter.sort.as_deref())?;
    refuse_foreign_filters::<T>(filter)?;
    let limit = filter.limit.unwrap_or(DEFAULT_LIMIT).clamp(1, LARGEST_LIMIT);
    let mut connection = pool.acquire().await?;

    let mut query = QueryBuilder::new(format!("select {} ", T::COLUMNS));
    push_from_where::<T>(&mut query, filter);
    if let Some(cursor) = &filter.after {
        let (id, value) = read_cursor(cursor)?;
        let sign = if order.descending { "<" } else { ">" };
        query.push(format!(" and ({}, id) {sign} (cast(", order.column)).push_bind(value);
        query.push(format!(" as {}), ", order.kind)).push_bind(id).push(")");
    }
    let direction = if order.descending { "desc" } else { "asc" };
    query
        .push(format!(" order by {} {direction}, id {direction} limit ", order.column))
        .push_bind(i64::from(limit) + 1);
    let mut items: Vec<T> = query.build_query_as().fetch_all(&mut *connection).await?;

    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let next = items.last().filter(|_| more).map(|last| format!("{}~{}", last.id(), last.sort_value(order.column)));
    let total = page::total(&mut connection, |query| push_from_where::<T>(query, filter)).await?;
    Ok(Page { items, next, total })
}

pub async fn get<T: PoolItem>(connection: &mut PgConnection, id: Uuid) -> Result<T> {
    let mut query = QueryBuilder::new(format!("select {} from {} where id = ", T::COLUMNS, T::TABLE));
    query.push_bind(id);
    query.build_query_as().fetch_optional(connection).await?.ok_or_else(|| Error::not_found(T::WHAT, id))
}

struct Order {
    column: &'static str,
    kind: &'static str,
    descending: bool,
}

impl Order {
    fn read<T: PoolItem>(wanted: Option<&str>) -> Result<Self> {
        let wanted = wanted.unwrap_or(T::SORTS[0].0);
        let (word, descending) = match wanted.split_once(':') {
            None | Some((_, "asc")) => (wanted.trim_end_matches(":asc"), false),
            Some((word, "desc")) => (word, true),
            Some((_, other)) => return Err(Error::invalid("sort", format!("a sort ends in asc or desc, not {other}"))),
        };
        let (_, column, kind) =
            T::SORTS.iter().find(|(known, column, _)| *known == word || *column == word).ok_or_else(|| {
                let known: Vec<&str> = T::SORTS.iter().map(|(known, ..)| *known).collect();
                Error::invalid("sort", format!("cannot sort by {word}; known are {}", known.join(", ")))
            })?;
        Ok(Self { column, kind, descending })
    }
}

fn read_cursor(cursor: &str) -> Result<(Uuid, &str)> {
    cursor
        .split_once('~')
        .and_then(|(id, value)| Some((id.parse().ok()?, value)))
        .ok_or_else(|| Error::invalid("after", "this is no cursor of a list"))
}

/// A filter that a pool cannot answer is refused, never passed over in silence.
fn refuse_foreign_filters<T: PoolItem>(filter: &Filter) -> Result<()> {
    let refuse = |given: bool, field: &str| match given {
        true => Err(Error::invalid(field, format!("{} have no {field}", T::WHAT))),
        false => Ok(()),
    };
    let has =
        |column: &str| T::COLUMNS.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == column);
    refuse(filter.need.is_some() && !has("need_type") && !has("matching_needs"), "need")?;
    refuse(filter.intensity.is_some() && !has("intensity"), "intensity")?;
    refuse(filter.element_type.is_some() && !has("element_type"), "elementType")?;
    refuse(filter.archetype.is_some() && !has("archetypes"), "archetype")?;
    refuse(filter.tag.is_some() && !has("tags"), "tag")?;
    one_of(filter.intensity.as_deref(), "intensity", &INTENSITIES)?;
    one_of(filter.element_type.as_deref(), "elementType", &ELEMENT_TYPES)
}

fn one_of(value: Option<&str>, field: &str, known: &[&str]) -> Result<()> {
    match value {
        Some(value) if !known.contains(&value) => {
            Err(Error::invalid(field, format!("{value} is none of {}", known.join(", "))))
        }
        _ => Ok(()),
    }
}

fn push_from_where<T: PoolItem>(query: &mut QueryBuilder<Postgres>, filter: &Filter) {
    query.push(format!("from {} where true", T::TABLE));
    if let Some(need) = filter.need {
        match T::COLUMNS.contains("need_type") {
            true => query.push(" and need_type = ").push_bind(need),
            false => query.push(" and matching_needs @> array[").push_bind(need.to_string()).push("]"),
        };
    }
    if let Some(intensity) = &filter.intensity {
        query.push(" and intensity = ").push_bind(intensity.clone());
    }
    if let Some(element_type) = &filter.element_type {
        query.push(" and element_type = ").push_bind(element_type.clone());
    }
    if let Some(archetype) = &filter.archetype {
        query.push(" and archetypes @> array[").push_bind(archetype.clone()).push("]");
    }
    if let Some(tag) = &filter.tag {
        query.push(" and tags @> array[").push_bind(tag.clone()).push("]");
    }
    if let Some(active) = filter.active {
        query.push(" and is_active = ").push_bind(active);
    }
    if let Some(text) = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        let wanted = page::containing(text);
        query.push(" and (false");
        for column in T::TEXT {
            query.push(format!(" or {column} ilike ")).push_bind(wanted.clone());
        }
        query.push(")");
    }
}

impl fmt::Display for Need {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Need::Survival => "survival",
            Need::Belonging => "belonging",
            Need::Recognition => "recognition",
            Need::Autonomy => "autonomy",
            Need::Growth => "growth",
            Need::Meaning => "meaning",
        })
    }
}

/// The six, and the other names under which they have been seen in the wild.
impl std::str::FromStr for Need {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        Ok(match word.trim().to_lowercase().as_str() {
            "survival" | "security" | "safety" => Need::Survival,
            "belonging" | "connection" => Need::Belonging,
            "recognition" | "achievement" => Need::Recognition,
            "autonomy" | "control" | "freedom" => Need::Autonomy,
            "growth" => Need::Growth,
            "meaning" => Need::Meaning,
            other => {
                return Err(Error {
                    field: Some("need".into()),
                    ..Error::new(ErrorCode::Invalid, format!("{other} is none of the six needs"))
                });
            }
        })
    }
}
