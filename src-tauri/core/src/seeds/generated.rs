//! A pool as large as asked for, to see how the console bears it: experiences put together from the words of the seeded
//! ones. The same number always makes the same rows, and making them twice changes nothing.

use sqlx::{AssertSqlSafe, Connection, Executor};

use crate::{
    connection::Console,
    error::{Error, Result},
    tasks::Ticket,
};

/// The scenario's name.
pub const BENCH: &str = "bench";
pub const BENCH_ROWS: u32 = 1_000_000;
const PART: u32 = 50_000;

pub async fn experiences(console: &Console, rows: u32, ticket: &Ticket) -> Result<u32> {
    let mut connection = console.pool().acquire().await?;
    // One transaction: a table without its indexes is nothing that may be left behind.
    let mut transaction = connection.begin().await?;
    transaction
        .execute(
            "create temp table bench_words on commit drop as
             select row_number() over (order by word) as place, word from (
               select distinct word
               from knock.data_pool_experiences, unnest(string_to_array(title || ' ' || description, ' ')) as word
               where id::text not like '%-bbbb-%' and word <> '') as words;
             create index on bench_words (place);
             analyze bench_words;
             set local maintenance_work_mem = '512MB'",
        )
        .await?;
    // History of rows that nobody wrote would be longer than the rows. Only an owner of the server may leave it out.
    let quiet: bool = sqlx::query_scalar("select rolsuper from pg_roles where rolname = current_user")
        .fetch_one(&mut *transaction)
        .await?;
    if quiet {
        transaction.execute("set local session_replication_role = replica").await?;
    }
    let indexes: Vec<(String, String)> = sqlx::query_as(
        "select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
         where indrelid = 'knock.data_pool_experiences'::regclass and not indisunique and $1",
    )
    .bind(rows > PART)
    .fetch_all(&mut *transaction)
    .await?;
    for (name, _) in &indexes {
        transaction.execute(AssertSqlSafe(format!("drop index {name}"))).await?;
    }
    // Filling is half of the work, indexing the other.
    let steps = rows as usize * 2;
    let mut inserted = 0;
    let mut from = 0;
    while from < rows {
        if ticket.is_stopped() {
            return Err(Error::cancelled());
        }
        let to = rows.min(from + PART);
        inserted += transaction.execute(AssertSqlSafe(statement(from, to))).await?.rows_affected() as u32;
        from = to;
        ticket.progress(from as usize, Some(steps));
    }
    for (place, (_, definition)) in indexes.iter().enumerate() {
        transaction.execute(AssertSqlSafe(definition.clone())).await?;
        ticket.progress(rows as usize * (indexes.len() + place + 1) / indexes.len(), Some(steps));
    }
    transaction.commit().await?;
    connection.execute("vacuum analyze knock.data_pool_experiences").await?;
    Ok(inserted)
}

fn statement(from: u32, to: u32) -> String {
    format!(
        "with places as (
           select n / 24 as row, n % 24 as part, 1 + (abs(hashint8(n)::bigint) % (select count(*) from bench_words)) as chosen
           from generate_series({from}::bigint * 24, {to}::bigint * 24 - 1) as n),
         texts as (
           select row, string_agg(word, ' ' order by part) filter (where part < 3) as title,
             string_agg(word, ' ' order by part) filter (where part >= 3) as description
           from places join bench_words on bench_words.place = chosen group by row)
         insert into knock.data_pool_experiences
           (id, need_type, intensity, title, description, tags, archetypes, trigger_keywords, priority, weight, is_active,
            review_state, created_at)
         select (substr(key, 1, 8) || '-' || substr(key, 9, 4) || '-' || substr(key, 13, 4) || '-bbbb-' || substr(key, 21, 12))::uuid,
           (array['survival', 'belonging', 'recognition', 'autonomy', 'growth', 'meaning'])[1 + row % 6],
           (array['low', 'medium', 'high'])[1 + row / 6 % 3], title || ' ' || row, description,
           array['tag' || row % 37, 'tag' || 40 + row % 211], array['developer_gamer'], array['word' || row % 97],
           1 + row % 10, 50 + row * 7 % 150, row % 20 <> 0,
           case when row % 20 <> 0 then 'active' when row % 40 = 0 then 'draft' else 'reviewed' end,
           timestamptz '2026-01-01 00:00:00Z' + row * interval '7 seconds'
         from texts, md5(row::text) as key on conflict (id) do nothing"
    )
}
