//! A long history of runs as the window reads it, each beside what a bare client would send for the same rows.

use std::{path::Path, time::Instant};

use serde_json::json;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, PgPool};
use uuid::Uuid;

use super::{Measured, compare, fresh, median, runs::worked};
use crate::{
    connection::Console,
    error::Result,
    runs::{
        list::{newest_first, table},
        read, survey,
    },
    seeds,
    tables::{
        filter::{Filter, Test},
        list::{self, Sort},
    },
};

const ROUNDS: u32 = 15;
const LINES: i64 = 10_000;
const COLUMNS: &str = "job.id, job.number, job.status, job.person, job.character, job.archetype, job.quality_score,
    job.execution_time_ms, job.prompt_tokens, job.cost_usd, job.engine, job.created_at";

pub async fn reading(folder: &Path, runs: u32) -> Result<Vec<Measured>> {
    let console = fresh(folder)?;
    console.connect().await?;
    seeds::load(&console, "knock", "demo").await?;
    worked(&console, 4, 2).await?;
    history(console.pool(), runs).await?;
    let mut bare = PgConnection::connect_with(&console.pool().connect_options()).await?;
    let mut measured = Vec::new();
    for one in pages() {
        measured.push(one.measure(&console, &mut bare).await?);
    }
    measured.push(ruler(&console, &mut bare).await?);
    measured.push(numbers(&console, &mut bare).await?);
    measured.push(opened(&console, &mut bare).await?);
    bare.close().await?;
    console.leave().await;
    Ok(measured)
}

/// Copies of real runs, each with the first 2,000 letters of its texts and a word of its own.
async fn history(pool: &PgPool, runs: u32) -> Result<()> {
    let mut writing = pool.acquire().await?;
    writing.execute("set synchronous_commit = off").await?;
    writing.execute("drop index knock.agent_job_texts_pairs_idx").await?;
    for from in (0..runs).step_by(5_000) {
        let statement = format!(
            "with model as (
               select job.*, texts.text, row_number() over (order by job.number) - 1 as place
               from knock.agent_jobs as job join knock.agent_job_texts as texts on texts.job_id = job.id
               where job.number <= 4 and job.status = 'completed'
             ), copied as (
               insert into knock.agent_jobs (job_type, status, input, output, config, settings, seed, engine, quality_score,
                 execution_time_ms, prompt_tokens, cost_usd, degraded, error_kind, created_at, started_at, completed_at)
               select job_type, case when n % 29 = 0 then 'failed' else status end,
                 jsonb_set(input, '{{meta,userName}}', to_jsonb('사람 ' || n)),
                 jsonb_build_object('character', jsonb_build_object('name', '인물 ' || n % 977, 'archetype',
                   output #>> '{{character,archetype}}')),
                 config, settings, n, engine, (n * 7919 % 1000) / 1000.0, 400 + n * 31 % 9000, n % 5000, n % 97 / 1000.0,
                 n % 17 = 0, case when n % 29 = 0 then 'timeout' end, told, told, told + interval '2 seconds'
               from generate_series({from}, least({from} + 4999, {runs} - 1)) as n
                 cross join lateral (select now() - (({runs} - n) || ' minutes')::interval as told) as at
                 join model on model.place = n % (select count(*) from model)
               returning id, number
             ), alive as (
               insert into knock.agent_job_runtime (job_id) select id from copied
             )
             insert into knock.agent_job_texts (job_id, text, pairs, is_whole)
             select id, words, console.letter_pairs(words), true from (
               select copied.id, left(model.text, 2000) || ' #' || copied.number
                 || case when copied.number % 20000 = 0 then ' 뷁쀍' else '' end as words
               from copied join model on model.place = copied.number % (select count(*) from model)) as told"
        );
        writing.execute(sqlx::raw_sql(AssertSqlSafe(statement))).await?;
    }
    writing.execute("create index agent_job_texts_pairs_idx on knock.agent_job_texts using gin (pairs)").await?;
    writing.execute("vacuum analyze knock.agent_jobs, knock.agent_job_texts, knock.agent_job_runtime").await?;
    Ok(())
}

struct Page {
    what: &'static str,
    filter: Filter,
    sort: Sort,
    bare: String,
}

impl Page {
    async fn measure(&self, console: &Console, bare: &mut PgConnection) -> Result<Measured> {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let begin = Instant::now();
            list::rows(console.pool(), table(), &self.filter, &self.sort, None, Some(100)).await?;
            ours.push(begin.elapsed());
            let begin = Instant::now();
            bare.fetch_all(sqlx::raw_sql(AssertSqlSafe(self.bare.clone()))).await?;
            theirs.push(begin.elapsed());
        }
        Ok(compare(self.what, median(ours), "the bare statement", median(theirs)))
    }
}

fn pages() -> Vec<Page> {
    let sight = Filter::default().with("archivedAt", Test::Empty, []).with("deletedAt", Test::Empty, []);
    let seen = "job.archived_at is null and job.deleted_at is null";
    let by = |column: &str| Sort { column: column.to_owned(), descending: false };
    let search = |word: &str| {
        format!(
            "select {COLUMNS} from knock.agent_jobs as job join knock.agent_job_texts as texts on texts.job_id = job.id
             where {seen} and texts.pairs @> console.letter_pairs('{word}') and strpos(lower(texts.text), '{word}') > 0
             order by job.number desc limit 101"
        )
    };
    let text = |word: &str| Filter { text: Some(word.to_owned()), ..sight.clone() };
    vec![
        Page {
            what: "the newest hundred",
            filter: sight.clone(),
            sort: newest_first(),
            bare: format!("select {COLUMNS} from knock.agent_jobs as job where {seen} order by number desc limit 101"),
        },
        Page {
            what: "the hundred of lowest quality",
            filter: sight.clone(),
            sort: by("quality"),
            bare: format!(
                "select {COLUMNS} from knock.agent_jobs as job where {seen} order by quality_score, id limit 101"
            ),
        },
        Page {
            what: "failed, newest",
            filter: sight.clone().with("status", Test::Any, [json!("failed")]),
            sort: newest_first(),
            bare: format!(
                "select {COLUMNS} from knock.agent_jobs as job where {seen} and status = 'failed'
                 order by number desc limit 101"
            ),
        },
        Page {
            what: "a word that few runs hold", filter: text("뷁쀍"), sort: newest_first(), bare: search("뷁쀍")
        },
        Page {
            what: "a word that a quarter of the runs hold or more",
            filter: text("사람"),
            sort: newest_first(),
            bare: search("사람"),
        },
    ]
}

async fn ruler(console: &Console, bare: &mut PgConnection) -> Result<Measured> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let begin = Instant::now();
        list::ruler(console.pool(), table(), &Filter::default(), &newest_first(), 200).await?;
        ours.push(begin.elapsed());
        let begin = Instant::now();
        bare.fetch_all("select count(*) from knock.agent_jobs").await?;
        theirs.push(begin.elapsed());
    }
    Ok(compare("a ruler over all runs", median(ours), "count(*)", median(theirs)))
}

async fn numbers(console: &Console, bare: &mut PgConnection) -> Result<Measured> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let begin = Instant::now();
        survey::survey(console.pool(), &Filter::default()).await?;
        ours.push(begin.elapsed());
        let begin = Instant::now();
        bare.fetch_all("select status, count(*), avg(quality_score), sum(cost_usd) from knock.agent_jobs group by 1")
            .await?;
        theirs.push(begin.elapsed());
    }
    Ok(compare("all runs in numbers", median(ours), "counts by state", median(theirs)))
}

/// A run whose log has ten thousand lines: the run, its steps and every line.
async fn opened(console: &Console, bare: &mut PgConnection) -> Result<Measured> {
    let pool = console.pool();
    let run: Uuid = sqlx::query_scalar("select id from knock.agent_jobs where number = 1").fetch_one(pool).await?;
    sqlx::query(
        "insert into knock.agent_job_events (job_id, seq, kind, step, attempt, message)
         select $1, 1000 + n, 'line', 1 + n % 5, 1, 'line ' || n || ' of a long answer' from generate_series(1, $2) as n",
    )
    .bind(run)
    .bind(LINES)
    .execute(pool)
    .await?;
    let statement = format!(
        "select * from knock.agent_job_logs where job_id = '{run}';
         select * from knock.agent_job_events where job_id = '{run}' order by seq"
    );
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        read::get(pool, run).await?;
        read::events(pool, run, 0, LINES as u32).await?;
        ours.push(begin.elapsed());
        let begin = Instant::now();
        bare.fetch_all(sqlx::raw_sql(AssertSqlSafe(statement.clone()))).await?;
        theirs.push(begin.elapsed());
    }
    Ok(compare("opening a run of 10,000 log lines", median(ours), "its rows by a bare client", median(theirs)))
}
