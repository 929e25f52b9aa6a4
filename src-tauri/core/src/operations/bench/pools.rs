//! A large pool through the core, and the same statements sent by a bare client: what our own code adds. And an import,
//! beside PostgreSQL's own COPY of the same rows into the same table.

use std::{path::Path, time::Instant};

use serde_json::{Value, json};
use sqlx::{Connection, Executor, PgConnection};

use super::{Measured, compare, fresh, median};
use crate::{
    connection::Console,
    error::{Error, Result},
    pools::Pool,
    seeds,
    sheets::Format,
    tables::{
        exchange::{self, ExportOptions, ImportOptions},
        filter::{Filter, Test},
        list::{self, Sort},
        write::{self, RowEdit},
    },
    tasks::Ticket,
};

const ROUNDS: u32 = 25;

/// What a bare client would send: the columns as they are, no counting, no checks.
const COLUMNS: &str = "id, xmin::text, title, description, need_type, intensity, tags, archetypes, weight, priority, learnings, \
    age_min, age_max, trigger_keywords, extra_needs, review_state, review_note, reviewed_by, reviewed_at, is_active, created_at, \
    updated_at";
const FROM: &str = "knock.data_pool_experiences as row";

pub async fn pools(folder: &Path, rows: u32) -> Result<Vec<Measured>> {
    let console = fresh(folder)?;
    console.connect().await?;
    seeds::load(&console, "knock", "content").await?;
    seeds::generated::experiences(&console, rows, &Ticket::silent()).await?;
    let mut bare = PgConnection::connect_with(&console.pool().connect_options()).await?;
    let mut measured = Vec::new();
    for one in reads(&console, rows).await? {
        measured.push(one.measure(&console, &mut bare).await?);
    }
    measured.push(ruler(&console, &mut bare).await?);
    measured.push(save(&console, &mut bare).await?);
    measured.push(import(&console, &mut bare, rows.min(100_000)).await?);
    bare.close().await?;
    console.leave().await;
    Ok(measured)
}

/// A page as the window asks for it, and the statement a bare client would send for the same rows.
struct Read {
    what: &'static str,
    filter: Filter,
    sort: Sort,
    after: Option<String>,
    statement: String,
}

impl Read {
    async fn measure(&self, console: &Console, bare: &mut PgConnection) -> Result<Measured> {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let begin = Instant::now();
            list::rows(
                console.pool(),
                Pool::Experiences.table(),
                &self.filter,
                &self.sort,
                self.after.as_deref(),
                Some(100),
            )
            .await?;
            ours.push(begin.elapsed());
            let begin = Instant::now();
            bare.fetch_all(sqlx::raw_sql(sqlx::AssertSqlSafe(self.statement.clone()))).await?;
            theirs.push(begin.elapsed());
        }
        Ok(compare(self.what, median(ours), "the bare statement", median(theirs)))
    }
}

async fn reads(console: &Console, rows: u32) -> Result<Vec<Read>> {
    let table = Pool::Experiences.table();
    let by = |column: &str, descending| Sort { column: column.to_owned(), descending };
    let all = Filter::default();
    // The hundred rows before the last hundred: where a person ends who drags the scroll bar down.
    let ruler = list::ruler(console.pool(), table, &all, &by("title", false), 100).await?;
    let deep = ruler.anchors.get(ruler.anchors.len().saturating_sub(2)).cloned();
    let (id, value) = deep.as_deref().and_then(|cursor| cursor.split_once('~')).unwrap_or_default();
    let (deep_id, deep_title) = (id.to_owned(), value.replace('\'', "''"));
    let filter = all.clone().with("needType", Test::Any, [json!("growth")]).with("tags", Test::Any, [json!("tag7")]);
    let text = |text: &str| Filter { text: Some(text.to_owned()), ..Filter::default() };
    let search = |word: &str| {
        let words = table.search.text;
        format!(
            "select {COLUMNS} from {FROM} where console.letter_pairs({words}) @> console.letter_pairs('{word}')
             and strpos(lower({words}), lower('{word}')) > 0 order by created_at, id limit 101"
        )
    };
    let word = seldom(console, rows).await?;
    Ok(vec![
        Read {
            what: "first page",
            filter: all.clone(),
            sort: Sort::default(),
            after: None,
            statement: format!("select {COLUMNS} from {FROM} order by created_at, id limit 101"),
        },
        Read {
            what: "first page by title, downwards",
            filter: all.clone(),
            sort: by("title", true),
            after: None,
            statement: format!("select {COLUMNS} from {FROM} order by title desc, id desc limit 101"),
        },
        Read {
            what: "last page by title",
            filter: all,
            sort: by("title", false),
            after: deep,
            statement: format!(
                "select {COLUMNS} from {FROM} where (title, id) > ('{deep_title}', '{deep_id}')
                 order by title, id limit 101"
            ),
        },
        Read {
            what: "a need and a tag",
            filter,
            sort: Sort::default(),
            after: None,
            statement: format!(
                "select {COLUMNS} from {FROM} where need_type = 'growth' and tags && array['tag7']
                 order by created_at, id limit 101"
            ),
        },
        Read {
            what: "two syllables, frequent",
            filter: text("학교"),
            sort: Sort::default(),
            after: None,
            statement: search("학교"),
        },
        Read {
            what: "two syllables, rare",
            filter: text(&word),
            sort: Sort::default(),
            after: None,
            statement: search(&word),
        },
        Read {
            what: "three syllables",
            filter: text("운동장"),
            sort: Sort::default(),
            after: None,
            statement: search("운동장"),
        },
    ])
}

/// Two syllables that few rows have, because one row got them.
async fn seldom(console: &Console, rows: u32) -> Result<String> {
    let word = "뷁쀍";
    let mut write = console.write().await?;
    sqlx::query(
        "update knock.data_pool_experiences set description = description || ' ' || $1
         where id = (select id from knock.data_pool_experiences order by created_at offset $2 limit 1)",
    )
    .bind(word)
    .bind(i64::from(rows / 2))
    .execute(&mut *write)
    .await?;
    write.commit().await?;
    Ok(word.to_owned())
}

/// The whole table measured out, so that the scroll bar is right; once for each filter and order.
async fn ruler(console: &Console, bare: &mut PgConnection) -> Result<Measured> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let begin = Instant::now();
        list::ruler(console.pool(), Pool::Experiences.table(), &Filter::default(), &Sort::default(), 200).await?;
        ours.push(begin.elapsed());
        let begin = Instant::now();
        bare.fetch_all("select count(*) from knock.data_pool_experiences").await?;
        theirs.push(begin.elapsed());
    }
    Ok(compare("a ruler over all rows", median(ours), "count(*)", median(theirs)))
}

async fn save(console: &Console, bare: &mut PgConnection) -> Result<Measured> {
    let table = Pool::Experiences.table();
    let (items, _) =
        list::rows(console.pool(), table, &Filter::default(), &Sort::default(), None, Some(ROUNDS)).await?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for (round, row) in items.iter().enumerate() {
        let set = [("weight".to_owned(), Value::from(100 + round))].into_iter().collect();
        let edit = RowEdit { id: row.id(), revision: Some(row.revision().to_owned()), set };
        let begin = Instant::now();
        let (_, written) = write::update(console, table, edit).await?;
        ours.push(begin.elapsed());
        let begin = Instant::now();
        let mut transaction = bare.begin().await?;
        let changed = sqlx::query(
            "update knock.data_pool_experiences set weight = $3 where id = $1 and xmin::text = $2 returning xmin::text",
        )
        .bind(written.id())
        .bind(written.revision())
        .bind(200 + round as i32)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        theirs.push(begin.elapsed());
        if changed.rows_affected() != 1 {
            return Err(Error::not_found("row", written.revision()));
        }
    }
    Ok(compare("save one cell", median(ours), "the bare update", median(theirs)))
}

/// New rows from a CSV file, read, checked and written; and the same rows by COPY, which checks nothing but the table's own
/// constraints. Both write history.
async fn import(console: &Console, bare: &mut PgConnection, rows: u32) -> Result<Measured> {
    let table = Pool::Experiences.table();
    let filter = Filter::default().with("createdAt", Test::AtLeast, [json!("2026-01-01T00:00:00Z")]);
    let options = ExportOptions { filter, sort: None };
    let mut csv = Vec::new();
    {
        // The first so many rows, without their ids: they come in as new ones.
        let mut writer = crate::sheets::SheetWriter::new(
            Format::Csv,
            &mut csv,
            &COPIED.map(str::to_owned),
            crate::sheets::WriteOptions::default(),
        )?;
        let (mut after, mut left) = (None, rows as usize);
        while left > 0 {
            let (page, next) =
                list::rows(console.pool(), table, &options.filter, &Sort::default(), after.as_deref(), Some(1000))
                    .await?;
            for row in page.iter().take(left) {
                let values: Vec<Value> = COPIED
                    .iter()
                    .map(|column| row.0.get(&crate::error::camel_case(column)).cloned().unwrap_or_default())
                    .collect();
                writer.row(&values)?;
            }
            left = left.saturating_sub(page.len());
            match next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        writer.finish()?;
    }
    let copied = format!(
        "select {} from {FROM} where created_at >= '2026-01-01 00:00:00Z' order by created_at, id limit {rows}",
        COPIED.join(", ")
    );
    let text = copied_out(bare, &format!("copy ({copied}) to stdout")).await?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let begin = Instant::now();
        let done =
            exchange::import(console, table, &csv, Some("rows.csv"), &ImportOptions::default(), &Ticket::silent())
                .await?;
        ours.push(begin.elapsed());
        if done.inserted != rows {
            return Err(Error::invalid("rows", format!("{} of {rows} rows came in", done.inserted)));
        }
        sweep(bare).await?;
        let begin = Instant::now();
        let mut copying =
            bare.copy_in_raw(&format!("copy knock.data_pool_experiences ({}) from stdin", COPIED.join(", "))).await?;
        for piece in text.chunks(1 << 20) {
            copying.send(piece.to_vec()).await?;
        }
        copying.finish().await?;
        theirs.push(begin.elapsed());
        sweep(bare).await?;
    }
    Ok(compare("import of new rows from CSV", median(ours), "COPY of the same rows", median(theirs)))
}

async fn copied_out(bare: &mut PgConnection, statement: &str) -> Result<Vec<u8>> {
    let mut pieces = bare.copy_out_raw(statement).await?;
    let mut text = Vec::new();
    while let Some(piece) = std::future::poll_fn(|context| pieces.as_mut().poll_next(context)).await {
        text.extend_from_slice(&piece?);
    }
    Ok(text)
}

const COPIED: [&str; 12] = [
    "title",
    "description",
    "need_type",
    "intensity",
    "tags",
    "archetypes",
    "weight",
    "priority",
    "age_min",
    "age_max",
    "trigger_keywords",
    "review_state",
];

/// Takes the imported rows away again, so that every round begins with the same table.
async fn sweep(bare: &mut PgConnection) -> Result<()> {
    bare.execute("set session_replication_role = replica").await?;
    bare.execute("delete from knock.data_pool_experiences where created_at > now() - interval '1 hour' and id::text not like '%-bbbb-%'")
        .await?;
    bare.execute("truncate console.history").await?;
    bare.execute("reset session_replication_role").await?;
    bare.execute("vacuum analyze knock.data_pool_experiences").await?;
    Ok(())
}
