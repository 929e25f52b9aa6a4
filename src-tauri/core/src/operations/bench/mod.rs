//! How fast things are, always beside a reference measured in the same run: machines differ, and are shared.
//! Everything happens in an embedded database of its own, below a folder that the caller throws away.

mod pools;
mod reading;
mod runs;
mod templates;

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

pub use pools::pools;
pub use reading::reading;
pub use runs::runs;
use serde::Serialize;
pub use templates::templates;

use crate::{
    connection::{Console, Setup},
    db::feed::Feed,
    error::{Error, Result},
    pools::{
        Pool,
        draw::{self, DrawRequest, NeedVector},
    },
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

/// A draw from a large pool, half of whose rows take part: by the pipeline, and with the chance of every row.
pub async fn draw(folder: &Path, rows: u32) -> Result<Vec<Measured>> {
    let console = filled(folder, rows).await?;
    let needs =
        NeedVector { survival: 0.9, belonging: 0.8, recognition: 0.7, autonomy: 0.2, growth: 0.1, meaning: 0.0 };
    let request = DrawRequest {
        needs,
        archetype: None,
        keywords: (0..40).map(|n| format!("word {n}")).collect(),
        element_types: None,
        count: None,
        seed: Some(1),
        trials: None,
    };
    let (mut picked, mut explained) = (Vec::new(), Vec::new());
    for _ in 0..7 {
        let begin = Instant::now();
        draw::pick(console.pool(), Pool::Experiences, &request).await?;
        picked.push(begin.elapsed());
        let begin = Instant::now();
        draw::draw(console.pool(), Pool::Experiences, &request).await?;
        explained.push(begin.elapsed());
    }
    console.leave().await;
    Ok(vec![compare("a draw with all its chances", median(explained), "the same draw alone", median(picked))])
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

/// With so many experiences.
async fn filled(folder: &Path, rows: u32) -> Result<Arc<Console>> {
    let console = fresh(folder)?;
    console.connect().await?;
    sqlx::query(
        "insert into knock.data_pool_experiences
           (need_type, intensity, title, description, tags, trigger_keywords, priority, weight, created_at)
         select (array['survival', 'belonging', 'recognition', 'autonomy', 'growth', 'meaning'])[1 + n % 6],
           (array['low', 'medium', 'high'])[1 + n % 3], 'title ' || n, 'description ' || n, array['tag ' || n % 40],
           array['word ' || n % 3001, 'word ' || n % 7001], 1 + n % 10, 1 + n % 1000,
           now() - n * interval '1 second'
         from generate_series(1, $1) as n",
    )
    .bind(i64::from(rows))
    .execute(console.pool())
    .await?;
    sqlx::raw_sql("vacuum analyze knock.data_pool_experiences").execute(console.pool()).await?;
    Ok(console)
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
