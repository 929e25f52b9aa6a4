//! How fast things are, always beside a reference measured in the same run: machines differ, and are shared.
//! Everything happens in an embedded database of its own, below a folder that the caller throws away.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use serde::Serialize;

use crate::{
    connection::{Console, Setup},
    db::feed::Feed,
    error::{Error, Result},
    pools::{self, Filter, PoolItem, experiences::Experience},
};

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Measured {
    pub what: &'static str,
    /// Medians.
    pub milliseconds: f64,
    pub reference: &'static str,
    pub reference_milliseconds: f64,
    /// Of the first to the reference.
    pub ratio: f64,
}

/// Creating, starting and joining the embedded database.
pub async fn start(folder: &Path) -> Result<Vec<Measured>> {
    let (mut first, mut warm, mut joined) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..5 {
        let folder = folder.join(round.to_string());
        timed(&folder, &mut first).await?.leave().await;
        until_stopped(&folder).await?;
        let console = timed(&folder, &mut warm).await?;
        timed(&folder, &mut joined).await?.leave().await;
        console.leave().await;
    }
    let joined = median(joined);
    Ok(vec![
        compare("first start: create, start, migrate", median(first), "join a running database", joined),
        compare("start", median(warm), "join a running database", joined),
    ])
}

/// The last page of a large pool: by key, as lists are read here, and by row number, as they are read elsewhere.
pub async fn page(folder: &Path, rows: u32) -> Result<Vec<Measured>> {
    let console = fresh(folder)?;
    console.connect().await?;
    sqlx::query(
        "insert into knock.data_pool_experiences (need_type, intensity, title, description, weight, created_at)
         select (array['survival', 'belonging', 'recognition', 'autonomy', 'growth', 'meaning'])[1 + n % 6],
           (array['low', 'medium', 'high'])[1 + n % 3], 'title ' || n, 'description ' || n, 1 + n % 1000,
           now() - n * interval '1 second'
         from generate_series(1, $1) as n",
    )
    .bind(i64::from(rows))
    .execute(console.pool())
    .await?;
    sqlx::raw_sql("vacuum analyze knock.data_pool_experiences").execute(console.pool()).await?;
    let newest = Filter { sort: Some("createdAt:desc".to_owned()), ..Filter::default() };
    let from = pools::list::<Experience>(console.pool(), &newest).await?.items.pop();
    let from = from.ok_or_else(|| Error::not_found("row", "on the last page"))?;
    let after = format!("{}~{}", from.id, from.sort_value("created_at"));
    let oldest = Filter { after: Some(after), ..Filter::default() };
    let (mut by_key, mut by_number) = (Vec::new(), Vec::new());
    for _ in 0..15 {
        let begin = Instant::now();
        pools::list::<Experience>(console.pool(), &oldest).await?;
        by_key.push(begin.elapsed());
        let begin = Instant::now();
        sqlx::query("select id, title from knock.data_pool_experiences order by created_at, id limit 50 offset $1")
            .bind(i64::from(rows) - 50)
            .fetch_all(console.pool())
            .await?;
        by_number.push(begin.elapsed());
    }
    console.leave().await;
    Ok(vec![compare("last page by key, with its total", median(by_key), "last page by row number", median(by_number))])
}

/// A change by somebody else until it is known here.
pub async fn feed(folder: &Path) -> Result<Vec<Measured>> {
    let console = fresh(folder)?;
    console.connect().await?;
    let mut changes = console.changes();
    let feed = Feed::open(console.pool()).await?;
    let sender = console.changes_sender();
    let forwarding = tokio::spawn(async move { feed.forward(&sender).await });
    let (mut known, mut trips) = (Vec::new(), Vec::new());
    for n in 0..100 {
        let begin = Instant::now();
        sqlx::query("update knock.coverage_targets set visuals_per_need = 100 + $1")
            .bind(n)
            .execute(console.pool())
            .await?;
        let committed = begin.elapsed();
        changes.recv().await.map_err(|cause| Error::internal("waiting for a notice", &cause))?;
        known.push(begin.elapsed());
        trips.push(committed);
    }
    forwarding.abort();
    console.leave().await;
    Ok(vec![compare(
        "a change until it is known",
        median(known),
        "the same change until it is committed",
        median(trips),
    )])
}

async fn timed(folder: &Path, times: &mut Vec<Duration>) -> Result<Arc<Console>> {
    let console = fresh(folder)?;
    let begin = Instant::now();
    console.connect().await?;
    times.push(begin.elapsed());
    Ok(console)
}

async fn until_stopped(folder: &Path) -> Result<()> {
    let console = fresh(folder)?;
    while crate::db::cluster::is_running(console.site()) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

fn fresh(folder: &Path) -> Result<Arc<Console>> {
    Console::open(Setup { data_dir: Some(folder.to_owned()), origin: "greenroomctl bench", ..Setup::default() })
}

fn compare(what: &'static str, measured: f64, reference: &'static str, against: f64) -> Measured {
    Measured { what, milliseconds: measured, reference, reference_milliseconds: against, ratio: measured / against }
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times.get(times.len() / 2).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}
