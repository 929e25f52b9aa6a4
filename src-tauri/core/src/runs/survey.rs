//! A filter's runs in numbers: how many in which state, how good, how long, how dear, and when.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgPool, QueryBuilder};

use super::list;
use crate::{
    error::Result,
    tables::{filter::Filter, list::push_from_where},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunSurvey {
    pub total: u32,
    /// States that occur, in the order of a run's life.
    pub states: Vec<StateCount>,
    /// Equal spans from the first of the runs to the last.
    pub buckets: Vec<RunBucket>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub mean_quality: Option<f64>,
    #[specta(type = specta_typescript::Number)]
    pub cost_usd: f64,
    #[specta(type = specta_typescript::Number)]
    pub tokens: i64,
    #[specta(type = Option<specta_typescript::Number>)]
    pub p50_ms: Option<f64>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub p95_ms: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StateCount {
    pub state: String,
    pub count: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RunBucket {
    pub from: DateTime<Utc>,
    pub completed: u32,
    pub failed: u32,
    pub other: u32,
}

pub const BUCKETS: i32 = 24;

#[derive(FromRow)]
struct Told {
    mean_quality: Option<f64>,
    cost_usd: f64,
    tokens: i64,
    p50_ms: Option<f64>,
    p95_ms: Option<f64>,
}

pub async fn survey(pool: &PgPool, filter: &Filter) -> Result<RunSurvey> {
    let table = list::table();
    filter.check(table)?;
    // One look at one moment: a state that is counted must be in the sum as well.
    let mut transaction = pool.begin().await?;
    sqlx::query("set transaction isolation level repeatable read, read only").execute(&mut *transaction).await?;
    let mut query = QueryBuilder::new(
        "select avg(quality)::float8 as mean_quality, coalesce(sum(cost_usd), 0)::float8 as cost_usd,
           coalesce(sum(tokens), 0)::bigint as tokens,
           percentile_cont(0.5) within group (order by duration_ms) as p50_ms,
           percentile_cont(0.95) within group (order by duration_ms) as p95_ms
         from (select row.quality, row.cost_usd, row.tokens, row.duration_ms ",
    );
    push_from_where(&mut query, table, filter)?;
    query.push(") as run");
    let told: Told = query.build_query_as().fetch_one(&mut *transaction).await?;
    let mut query = QueryBuilder::new("with run as (select row.status, row.created_at ");
    push_from_where(&mut query, table, filter)?;
    query.push(format!(
        "), span as (select min(created_at) as first, greatest(max(created_at) - min(created_at), interval '1 second') as long
           from run)
         select least(floor({BUCKETS} * extract(epoch from run.created_at - span.first) / extract(epoch from span.long)),
             {BUCKETS} - 1)::int as bucket,
           run.status, count(*) as count, min(span.first), min(extract(epoch from span.long))::float8
         from run, span group by 1, 2"
    ));
    let counted: Vec<(i32, String, i64, DateTime<Utc>, f64)> =
        query.build_query_as().fetch_all(&mut *transaction).await?;
    Ok(summed(told, &counted))
}

fn summed(told: Told, counted: &[(i32, String, i64, DateTime<Utc>, f64)]) -> RunSurvey {
    let of = |state: &str| counted.iter().filter(|one| one.1 == state).map(|one| one.2 as u32).sum();
    let states = list::STATES.map(|state| StateCount { state: state.to_owned(), count: of(state) });
    let buckets = counted.first().map_or_else(Vec::new, |(_, _, _, first, long)| {
        let span = long / f64::from(BUCKETS);
        (0..BUCKETS)
            .map(|at| {
                let here = |wanted: &dyn Fn(&str) -> bool| {
                    counted.iter().filter(|one| one.0 == at && wanted(&one.1)).map(|one| one.2 as u32).sum()
                };
                RunBucket {
                    from: *first + chrono::Duration::milliseconds((f64::from(at) * span * 1000.0) as i64),
                    completed: here(&|state| state == "completed"),
                    failed: here(&|state| state == "failed"),
                    other: here(&|state| state != "completed" && state != "failed"),
                }
            })
            .collect()
    });
    RunSurvey {
        total: counted.iter().map(|one| one.2 as u32).sum(),
        states: states.into_iter().filter(|one| one.count > 0).collect(),
        buckets,
        mean_quality: told.mean_quality,
        cost_usd: told.cost_usd,
        tokens: told.tokens,
        p50_ms: told.p50_ms,
        p95_ms: told.p95_ms,
    }
}
