//! Looking after a pool: who reviewed a row, how runs used it, who depends on it, and what would break without it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{AssertSqlSafe, FromRow, PgPool, QueryBuilder};
use uuid::Uuid;

use super::{Need, Pool};
use crate::{
    connection::Console,
    error::{Error, Result},
    tables::{
        Column, ColumnKind, TableRow,
        filter::Target,
        list,
        write::{self, RowEdit},
    },
};

/// Runs that used a row, or one that was merged into it; `row` is the row.
const OF_ROW: &str = "used.row_id = any(array(select row.id union all
    select merged.id from knock.merged_rows as merged where merged.kept_id = row.id))";

pub const REVIEW_STATES: [&str; 3] = ["draft", "reviewed", "active"];

/// The columns every pool ends with.
pub fn columns() -> Vec<Column> {
    let number = |whole| ColumnKind::Number { min: None, max: None, whole };
    vec![
        Column::choice("review_state", &REVIEW_STATES).default("draft").reads(review_state_of).also(&["상태", "state"]),
        Column::lines("review_note").also(&["검토 메모"]),
        Column::new("reviewed_by", "text", ColumnKind::Text { longest: None, lines: false }).read_only().unsorted(),
        Column::time("reviewed_at").unsorted(),
        Column::new("is_active", "boolean", ColumnKind::Flag).default(false).also(&["사용", "active"]).unsorted(),
        Column::computed(
            "times_chosen",
            format!(
                "(select count(distinct used.job_id) from knock.pool_usage as used where {OF_ROW} and used.chosen)"
            ),
            "bigint",
            number(true),
        ),
        Column::computed(
            "times_candidate",
            format!("(select count(distinct used.job_id) from knock.pool_usage as used where {OF_ROW})"),
            "bigint",
            number(true),
        ),
        Column::computed(
            "quality",
            format!(
                "(select avg(job.quality_score)::float8 from knock.agent_jobs as job
                  where job.id in (select used.job_id from knock.pool_usage as used where {OF_ROW} and used.chosen))"
            ),
            "double precision",
            number(false),
        ),
        Column::time("created_at").required(),
        Column::time("updated_at").required(),
    ]
}

fn review_state_of(word: &str) -> Option<String> {
    let known = match word.trim().to_lowercase().as_str() {
        "draft" | "초안" => "draft",
        "reviewed" | "검토됨" | "검토" => "reviewed",
        "active" | "사용" | "사용 중" => "active",
        _ => return None,
    };
    Some(known.to_owned())
}

/// What runs made of a row, and who depends on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Usage {
    pub candidate: u32,
    pub chosen: u32,
    /// Of the runs that chose it, 0 to 1.
    #[specta(type = Option<specta_typescript::Number>)]
    pub quality: Option<f64>,
    /// The last twenty runs that looked at it.
    pub runs: Vec<UsedIn>,
    /// The first fifty rows that name it.
    pub references: Vec<Reference>,
    pub reference_count: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct UsedIn {
    pub job: Uuid,
    #[specta(type = specta_typescript::Number)]
    pub number: i64,
    pub status: String,
    pub chosen: bool,
    #[specta(type = Option<specta_typescript::Number>)]
    pub quality: Option<f64>,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct Reference {
    /// `experience` or `character`.
    pub kind: String,
    pub id: Uuid,
    pub label: String,
}

pub async fn usage(pool: &PgPool, of: Pool, id: Uuid) -> Result<Usage> {
    let used = format!(
        "with row as (select $1::uuid as id),
           used as (select used.job_id, bool_or(used.chosen) as chosen from row, knock.pool_usage as used
             where {OF_ROW} and used.pool = $2 group by 1)"
    );
    let counted = format!(
        "{used} select count(*), count(*) filter (where used.chosen),
           avg(job.quality_score) filter (where used.chosen)::float8
         from used join knock.agent_jobs as job on job.id = used.job_id"
    );
    let (candidate, chosen, quality): (i64, i64, Option<f64>) =
        sqlx::query_as(AssertSqlSafe(counted)).bind(id).bind(of.word()).fetch_one(pool).await?;
    let listed = format!(
        "{used} select job.id as job, job.number, job.status, used.chosen, job.quality_score::float8 as quality,
           job.created_at as at
         from used join knock.agent_jobs as job on job.id = used.job_id order by job.created_at desc, job.id limit 20"
    );
    let runs = sqlx::query_as(AssertSqlSafe(listed)).bind(id).bind(of.word()).fetch_all(pool).await?;
    let (references, reference_count) = match of {
        Pool::Archetypes => references(pool, &[id]).await?,
        _ => (Vec::new(), 0),
    };
    Ok(Usage { candidate: candidate as u32, chosen: chosen as u32, quality, runs, references, reference_count })
}

/// Experiences and characters that name one of the archetypes.
async fn references(pool: &PgPool, archetypes: &[Uuid]) -> Result<(Vec<Reference>, u32)> {
    let counted: i64 = sqlx::query_scalar(
        "with names as (select array_agg(name::text) as names from knock.data_pool_archetypes where id = any($1))
         select (select count(*) from knock.data_pool_experiences where archetypes && names.names)
           + (select count(*) from knock.personas where archetype = any(names.names)) from names",
    )
    .bind(archetypes)
    .fetch_one(pool)
    .await?;
    let found = sqlx::query_as(
        "with names as (select array_agg(name::text) as names from knock.data_pool_archetypes where id = any($1))
         (select 'character' as kind, persona.id, persona.name::text as label from knock.personas as persona, names
          where persona.archetype = any(names.names) order by persona.created_at limit 50)
         union all
         (select 'experience', experience.id, experience.title::text from knock.data_pool_experiences as experience, names
          where experience.archetypes && names.names order by experience.created_at limit 50)
         limit 50",
    )
    .bind(archetypes)
    .fetch_all(pool)
    .await?;
    Ok((found, counted as u32))
}

/// What would be missing if the rows were no longer drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Impact {
    /// Active rows among those meant.
    pub active: u32,
    /// Cells of the coverage that would be left with nothing.
    pub emptied: Vec<ImpactCell>,
    /// Cells that would fall below their target.
    pub thinned: Vec<ImpactCell>,
    pub references: Vec<Reference>,
    pub reference_count: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImpactCell {
    pub need: Need,
    /// An intensity, or an element type.
    pub column: String,
    pub before: u32,
    pub after: u32,
    pub target: u32,
}

pub async fn impact(pool: &PgPool, of: Pool, target: &Target) -> Result<Impact> {
    let table = of.table();
    target.check(table)?;
    let mut counting = QueryBuilder::new(format!("select count(*) from {} as row where row.is_active", table.name));
    target.push(&mut counting, table)?;
    let active: i64 = counting.build_query_scalar().fetch_one(pool).await?;
    let mut impact = Impact {
        active: active as u32,
        emptied: Vec::new(),
        thinned: Vec::new(),
        references: Vec::new(),
        reference_count: 0,
    };
    let (column, coverage) = match of {
        Pool::Archetypes => {
            let ids = crate::tables::bulk::ids_of(pool, table, target).await?;
            (impact.references, impact.reference_count) = references(pool, &ids).await?;
            return Ok(impact);
        }
        Pool::Experiences => ("intensity", super::coverage::CoveragePool::Experiences),
        Pool::Visuals => ("element_type", super::coverage::CoveragePool::Visuals),
    };
    let mut losing = QueryBuilder::new(format!(
        "select row.need_type, row.{column}::text, count(*) from {} as row where row.is_active",
        table.name
    ));
    target.push(&mut losing, table)?;
    losing.push(" group by 1, 2");
    let lost: Vec<(Need, String, i64)> = losing.build_query_as().fetch_all(pool).await?;
    for cell in super::coverage::coverage(pool, coverage).await?.cells {
        let Some((.., gone)) = lost.iter().find(|(need, column, _)| *need == cell.need && *column == cell.column)
        else {
            continue;
        };
        let after = cell.active.saturating_sub(*gone as u32);
        let told = ImpactCell { need: cell.need, column: cell.column, before: cell.active, after, target: cell.target };
        match after {
            0 => impact.emptied.push(told),
            _ if after < cell.target && cell.active >= cell.target => impact.thinned.push(told),
            _ => {}
        }
    }
    Ok(impact)
}

/// Two rows that say the same become one: `keep` takes over what is chosen from the other (`set`), the runs that used the
/// other, and, of archetypes, everybody who named it. The other goes to the trash.
pub async fn merge(
    console: &Console,
    of: Pool,
    keep: (Uuid, &str),
    remove: (Uuid, &str),
    set: serde_json::Map<String, serde_json::Value>,
) -> Result<(Uuid, TableRow)> {
    if keep.0 == remove.0 {
        return Err(Error::invalid("remove", "a row cannot be merged with itself"));
    }
    let table = of.table();
    let change_set = Uuid::new_v4();
    let mut transaction = console.write_in(change_set).await?;
    let removed = list::get(&mut transaction, table, remove.0).await?;
    if removed.revision() != remove.1 {
        return Err(write::stale());
    }
    let kept = list::get(&mut transaction, table, keep.0).await?;
    sqlx::query("update knock.merged_rows set kept_id = $1 where kept_id = $2")
        .bind(keep.0)
        .bind(remove.0)
        .execute(&mut *transaction)
        .await?;
    sqlx::query(
        "insert into knock.merged_rows (id, kept_id) values ($2, $1) on conflict (id) do update set kept_id = $1",
    )
    .bind(keep.0)
    .bind(remove.0)
    .execute(&mut *transaction)
    .await?;
    if let (Pool::Archetypes, Some(old), Some(new)) = (of, removed.text("name"), kept.text("name")) {
        sqlx::query("update knock.personas set archetype = $2 where archetype = $1")
            .bind(old)
            .bind(new)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "update knock.data_pool_experiences set archetypes = array(
               select word from (select case when old = $1 then $2 else old end as word, min(place) as place
                 from unnest(archetypes) with ordinality as had (old, place) group by 1) as renamed order by place)
             where archetypes @> array[$1]",
        )
        .bind(old)
        .bind(new)
        .execute(&mut *transaction)
        .await?;
    }
    let statement = format!("delete from {} where id = $1", table.name);
    sqlx::query(AssertSqlSafe(statement)).bind(remove.0).execute(&mut *transaction).await?;
    let edit = RowEdit { id: Some(keep.0), revision: Some(keep.1.to_owned()), set };
    let row = write::one(&mut transaction, table, &edit).await?;
    if edit.set.is_empty() && row.revision() != keep.1 {
        return Err(write::stale());
    }
    transaction.commit().await?;
    Ok((change_set, row))
}
