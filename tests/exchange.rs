//! Spreadsheets in and out: what is shown before is what happens, refused rows say where and why, and a file that was
//! exported changes nothing when it comes back.

use greenroom_core::{
    ErrorCode,
    error::Reason,
    pools::Pool,
    sheets::Format,
    tables::{
        TableRow,
        exchange::{self, Arrival, ExportOptions, Import, ImportMode, ImportOptions},
        filter::{Filter, Test},
        undo,
    },
    tasks::Ticket,
};
use serde_json::{Value, json};
use sqlx::Executor;

use crate::{support::Fresh, table_rows::all};

async fn dry(fresh: &Fresh, pool: Pool, file: &[u8], name: &str, options: &ImportOptions) -> Import {
    exchange::dry_run(&fresh.console, pool.table(), file, Some(name), options, &Ticket::silent())
        .await
        .expect("a dry run")
}

async fn import(fresh: &Fresh, pool: Pool, file: &[u8], name: &str, options: &ImportOptions) -> Import {
    exchange::import(&fresh.console, pool.table(), file, Some(name), options, &Ticket::silent())
        .await
        .expect("an import")
}

async fn exported(fresh: &Fresh, pool: Pool, format: Format) -> Vec<u8> {
    exchange::write(
        fresh.console.pool(),
        pool.table(),
        &ExportOptions::default(),
        format,
        Vec::new(),
        &Ticket::silent(),
    )
    .await
    .expect("an export")
    .1
}

const FORMATS: [(Format, &str); 3] =
    [(Format::Csv, "rows.csv"), (Format::Jsonl, "rows.jsonl"), (Format::Xlsx, "rows.xlsx")];

#[tokio::test]
async fn what_was_exported_changes_nothing_when_it_comes_back() {
    let fresh = Fresh::seeded().await;
    fresh
        .stranger()
        .await
        .execute(
            "update knock.data_pool_experiences set title = '=1+1, \"인용\"', description = E'첫 줄\\n둘째\\t줄 \\\\ 끝',
               tags = array['쉼표, 안', '\"따옴\"', '{중괄호}'] where id = (select min(id::text)::uuid from knock.data_pool_experiences)",
        )
        .await
        .expect("a row that is hard to write down");
    for pool in Pool::ALL {
        let before = all(&fresh, pool).await;
        for (format, name) in FORMATS {
            let file = exported(&fresh, pool, format).await;
            let done = import(&fresh, pool, &file, name, &ImportOptions::default()).await;
            let told = (done.inserted, done.updated, done.unchanged as usize, done.error_count);
            assert_eq!(told, (0, 0, before.len(), 0), "{pool:?} {name}: {:?} {:?}", done.errors, done.changes);
            assert_eq!(all(&fresh, pool).await, before, "{pool:?} {name}: not even a revision moved");
        }
    }
}

/// The rows themselves, into an empty pool: nothing of them is lost on the way.
#[tokio::test]
async fn an_empty_pool_takes_an_export_whole() {
    for (format, name) in FORMATS {
        let (from, to) = (Fresh::seeded().await, Fresh::migrated().await);
        for pool in [Pool::Archetypes, Pool::Experiences, Pool::Visuals] {
            let file = exported(&from, pool, format).await;
            let done = import(&to, pool, &file, name, &ImportOptions::default()).await;
            assert_eq!(done.error_count, 0, "{pool:?} {name}: {:?}", done.errors);
            let content = |rows: Vec<TableRow>| -> Vec<Value> {
                let passing = ["revision", "createdAt", "updatedAt", "reviewedBy", "reviewedAt"];
                let mut rows: Vec<Value> = rows
                    .into_iter()
                    .map(|mut row| {
                        passing.iter().for_each(|key| drop(row.0.shift_remove(*key)));
                        Value::Object(row.0)
                    })
                    .collect();
                rows.sort_by_key(|row| row["id"].to_string());
                rows
            };
            assert_eq!(content(all(&to, pool).await), content(all(&from, pool).await), "{pool:?} {name}");
        }
    }
}

#[tokio::test]
async fn shows_new_changed_and_refused_rows_before_anything_is_written() {
    let fresh = Fresh::seeded().await;
    let before = all(&fresh, Pool::Experiences).await;
    let (known, other) = (&before[0], &before[1]);
    let file = format!(
        "id;제목;설명;욕구;강도;가중치;태그;나이\r\n\
         {};{};바뀐 설명;{};{};;가족, 비;9-12\r\n\
         ;새 장면;\"두 줄\r\n설명\";security;strong;150;집;13~18\r\n\
         ;무거운 것;설명;성장;중간;5000;;\r\n\
         ;;제목이 없다;growth;low;100;;\r\n\
         ;배고픔;설명;hunger;low;열;;young\r\n\
         {};{};x;growth;low;100;;\r\n\
         {};두 번;x;growth;low;100;;\r\n",
        known.text("id").expect("an id"),
        known.text("title").expect("a title"),
        known.text("needType").expect("a need"),
        known.text("intensity").expect("an intensity"),
        other.text("id").expect("an id"),
        other.text("title").expect("a title"),
        other.text("id").expect("an id"),
    );
    let (cp949, _, unknown) = encoding_rs::EUC_KR.encode(&file);
    assert!(!unknown, "every syllable has its place in CP949");
    // An empty weight of a row that is there cannot mean anything.
    let shown = dry(&fresh, Pool::Experiences, &cp949, "rows.csv", &ImportOptions::default()).await;
    assert_eq!((shown.encoding.as_str(), shown.delimiter), ("cp949", Some(';')));
    let mapped: Vec<Option<&str>> = shown.headers.iter().map(|header| header.column.as_deref()).collect();
    let keys = ["id", "title", "description", "needType", "intensity", "weight", "tags", "ageMin:ageMax"];
    assert_eq!(mapped, keys.map(Some));
    let errors: Vec<(u32, Option<&str>, Option<&Reason>)> =
        shown.errors.iter().map(|error| (error.row, error.field.as_deref(), error.reason.as_ref())).collect();
    assert_eq!(errors[0], (2, Some("weight"), Some(&Reason::Required)));
    assert_eq!(errors[1], (4, Some("weight"), Some(&Reason::OutOfRange { min: Some(1.0), max: Some(1000.0) })));
    assert_eq!(errors[2], (5, Some("title"), Some(&Reason::Required)));
    assert!(errors[3..].iter().take(3).all(|(row, ..)| *row == 6), "need, weight and age of one row: {errors:?}");
    assert_eq!(errors[6], (8, Some("id"), Some(&Reason::Taken)));
    assert_eq!((shown.rows, shown.inserted, shown.updated, shown.error_count), (7, 1, 1, 5));
    let new = shown.changes.iter().find(|change| change.arrival == Arrival::New).expect("a new row");
    let cell = |column: &str| new.cells.iter().find(|cell| cell.column == column).map(|cell| cell.new.clone());
    assert_eq!(cell("needType"), Some(json!("survival")), "an older name of the need");
    assert_eq!(cell("intensity"), Some(json!("high")));
    assert_eq!((cell("ageMin"), cell("ageMax")), (Some(json!(13)), Some(json!(18))));
    assert_eq!(cell("description"), Some(json!("두 줄\r\n설명")));
    assert_eq!(all(&fresh, Pool::Experiences).await, before, "a dry run writes nothing");

    let refused = import(&fresh, Pool::Experiences, &cp949, "rows.csv", &ImportOptions::default()).await;
    assert_eq!((refused.undo, refused.inserted, refused.updated), (None, 0, 0));
    assert_eq!(all(&fresh, Pool::Experiences).await, before, "with refused rows in it, nothing goes in");
    let skip = ImportOptions { skip_errors: true, expect: Some(shown.digest.clone()), ..ImportOptions::default() };
    let done = import(&fresh, Pool::Experiences, &cp949, "rows.csv", &skip).await;
    assert_eq!((done.inserted, done.updated), (1, 1));
    assert_eq!(all(&fresh, Pool::Experiences).await.len(), before.len() + 1);
    let undone = undo::undo(&fresh.console, done.undo.expect("a token"), &Ticket::silent()).await.expect("undone");
    assert_eq!((undone.changed, undone.kept_count), (2, 0));
    assert_eq!(all(&fresh, Pool::Experiences).await.len(), before.len());
}

#[tokio::test]
async fn what_changed_since_the_dry_run_is_looked_at_again() {
    let fresh = Fresh::seeded().await;
    let row = all(&fresh, Pool::Visuals).await.remove(0);
    let file = json!({ "id": row.0["id"], "weight": 77 }).to_string();
    let shown = dry(&fresh, Pool::Visuals, file.as_bytes(), "rows.jsonl", &ImportOptions::default()).await;
    assert_eq!((shown.updated, shown.changes[0].cells.len()), (1, 1));
    sqlx::query("update knock.data_pool_visuals set description = '동료' where id = $1")
        .bind(row.id())
        .execute(&mut fresh.stranger().await)
        .await
        .expect("a colleague");
    let expecting = ImportOptions { expect: Some(shown.digest), ..ImportOptions::default() };
    let refusal = exchange::import(
        &fresh.console,
        Pool::Visuals.table(),
        file.as_bytes(),
        Some("rows.jsonl"),
        &expecting,
        &Ticket::silent(),
    )
    .await
    .expect_err("it is not what was shown");
    assert_eq!(refusal.code, ErrorCode::Stale);
    let again = dry(&fresh, Pool::Visuals, file.as_bytes(), "rows.jsonl", &ImportOptions::default()).await;
    let expecting = ImportOptions { expect: Some(again.digest), ..ImportOptions::default() };
    assert_eq!(import(&fresh, Pool::Visuals, file.as_bytes(), "rows.jsonl", &expecting).await.updated, 1);
}

/// Rows as other tools of the product wrote them: shares of one for weights, several needs in one row, nested triggers.
#[tokio::test]
async fn reads_what_older_tools_wrote() {
    let fresh = Fresh::migrated().await;
    let visuals = "name,category,relatedNeeds,description,promptFragment,weight,intensity\n\
                   낡은 등,lighting,\"safety, connection\",희미한 빛,dim old lamp,0.8,weak\n\
                   창가 화분,object,growth,작은 화분,small potted plant,0.45,medium\n";
    let shown = import(&fresh, Pool::Visuals, visuals.as_bytes(), "old.csv", &ImportOptions::default()).await;
    assert_eq!((shown.rows, shown.inserted, shown.error_count), (2, 3, 0), "{:?}", shown.errors);
    let mut found: Vec<(String, i64)> = all(&fresh, Pool::Visuals)
        .await
        .iter()
        .map(|row| (row.text("needType").expect("a need").to_owned(), row.0["weight"].as_i64().expect("a weight")))
        .collect();
    found.sort();
    assert_eq!(found, [("belonging".to_owned(), 80), ("growth".to_owned(), 45), ("survival".to_owned(), 80)]);

    let experiences = json!({
        "title": "첫 무대", "event": "박수가 났다.", "category": "achievement", "intensity": "strong",
        "ageRange": { "min": 8, "max": 11 }, "learnings": ["해 보면 된다"],
        "triggers": { "needs": ["freedom", "growth"], "keywords": ["무대"], "priority": 8 }
    });
    let done =
        import(&fresh, Pool::Experiences, experiences.to_string().as_bytes(), "old.jsonl", &ImportOptions::default())
            .await;
    assert_eq!((done.inserted, done.error_count), (1, 0), "{:?}", done.errors);
    let row = all(&fresh, Pool::Experiences).await.remove(0);
    assert_eq!(row.0["extraNeeds"], json!(["autonomy", "growth"]));
    assert_eq!((&row.0["ageMin"], &row.0["ageMax"], &row.0["priority"]), (&json!(8), &json!(11), &json!(8)));
    assert_eq!((&row.0["needType"], &row.0["triggerKeywords"]), (&json!("recognition"), &json!(["무대"])));
    assert_eq!(row.text("reviewState"), Some("draft"), "what comes from outside waits for a look");
}

#[tokio::test]
async fn a_mapping_can_be_changed_and_a_wrong_one_is_refused() {
    let fresh = Fresh::migrated().await;
    let file = "이야기,메모,욕구,강도\n제목으로,설명으로,growth,low\n";
    let chosen = |pairs: &[(&str, Option<&str>)]| ImportOptions {
        map: Some(pairs.iter().map(|(header, key)| ((*header).to_owned(), key.map(str::to_owned))).collect()),
        ..ImportOptions::default()
    };
    let guessed = dry(&fresh, Pool::Experiences, file.as_bytes(), "a.csv", &ImportOptions::default()).await;
    assert_eq!(guessed.headers[0].column, None, "nobody could guess that");
    assert_eq!(guessed.error_count, 1);
    let options = chosen(&[("이야기", Some("title")), ("메모", Some("description"))]);
    let done = import(&fresh, Pool::Experiences, file.as_bytes(), "a.csv", &options).await;
    assert_eq!((done.inserted, done.error_count), (1, 0), "{:?}", done.errors);
    let wrong = [
        chosen(&[("없는 열", Some("title"))]),
        chosen(&[("이야기", Some("password_hash"))]),
        chosen(&[("이야기", Some("createdAt"))]),
        chosen(&[("이야기", Some("title")), ("메모", Some("title"))]),
    ];
    for options in wrong {
        let table = Pool::Experiences.table();
        let refusal = exchange::dry_run(&fresh.console, table, file.as_bytes(), None, &options, &Ticket::silent())
            .await
            .expect_err("no such column");
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some("map")), "{}", refusal.message);
    }
}

#[tokio::test]
async fn rows_that_are_there_are_refused_when_only_new_ones_are_wanted() {
    let fresh = Fresh::seeded().await;
    let before = all(&fresh, Pool::Archetypes).await;
    let insert = ImportOptions { mode: ImportMode::Insert, ..ImportOptions::default() };
    let file = exported(&fresh, Pool::Archetypes, Format::Jsonl).await;
    let shown = dry(&fresh, Pool::Archetypes, &file, "rows.jsonl", &insert).await;
    assert_eq!((shown.inserted, shown.error_count as usize), (0, before.len()));
    // Without an id, an archetype is found by the name it is known by.
    let named = json!({ "name": before[0].0["name"], "displayName": "새 이름" }).to_string();
    let done = import(&fresh, Pool::Archetypes, named.as_bytes(), "one.jsonl", &ImportOptions::default()).await;
    assert_eq!((done.updated, done.changes[0].id), (1, before[0].id()));
}

#[tokio::test]
async fn a_rule_only_the_database_knows_names_the_row_and_changes_nothing() {
    let fresh = Fresh::migrated().await;
    let file = "title,description,needType,intensity,ageMin,ageMax\n\
                하나,설명,growth,low,5,9\n둘,설명,growth,low,20,10\n셋,설명,growth,low,5,9\n";
    let done = import(&fresh, Pool::Experiences, file.as_bytes(), "a.csv", &ImportOptions::default()).await;
    assert_eq!((done.undo, done.inserted, done.error_count), (None, 0, 1));
    assert_eq!((done.errors[0].row, done.errors[0].field.as_deref()), (3, Some("ageMax")));
    assert!(all(&fresh, Pool::Experiences).await.is_empty());
}

#[tokio::test]
async fn tells_of_rows_with_the_title_of_another() {
    let fresh = Fresh::seeded().await;
    let known = all(&fresh, Pool::Experiences).await.remove(0);
    let file = format!(
        "title,description,needType,intensity\n{},x,growth,low\n새것,x,growth,low\n새것,y,growth,low\n",
        known.text("title").expect("a title")
    );
    let shown = dry(&fresh, Pool::Experiences, file.as_bytes(), "a.csv", &ImportOptions::default()).await;
    assert_eq!(shown.inserted, 3, "a warning is no refusal");
    let same: Vec<(u32, Option<uuid::Uuid>, Option<u32>)> =
        shown.duplicates.iter().map(|same| (same.row, same.id, same.other_row)).collect();
    assert_eq!(same, [(2, known.id(), None), (4, None, Some(3))]);
}

#[tokio::test]
async fn a_stopped_export_leaves_no_half_file() {
    let fresh = Fresh::seeded().await;
    let folder = crate::support::scratch("stopped-export");
    let file = folder.join("rows.csv");
    let ticket = Ticket::silent();
    ticket.stop();
    let options = ExportOptions { filter: Filter::default().with("weight", Test::AtLeast, [json!(1)]), sort: None };
    let refusal = exchange::export(fresh.console.pool(), Pool::Visuals.table(), &options, Format::Csv, &file, &ticket)
        .await
        .expect_err("it was stopped");
    assert_eq!(refusal.code, ErrorCode::Cancelled);
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 0);
    let rows =
        exchange::export(fresh.console.pool(), Pool::Visuals.table(), &options, Format::Csv, &file, &Ticket::silent())
            .await
            .expect("an export");
    assert_eq!(rows, 120);
}

#[tokio::test]
async fn a_workbook_tells_its_sheets_and_the_first_that_fits_is_read() {
    let fresh = Fresh::seeded().await;
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheets = [("Notes", ["Remarks", "hello"]), ("Rows", ["title", "비 오는 날"]), ("More", ["title", "맑은 날"])];
    for (name, cells) in sheets {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        for (row, cell) in (0..).zip(cells) {
            sheet.write_string(row, 0, cell).expect("a cell");
        }
    }
    let file = workbook.save_to_buffer().expect("a workbook");
    let read = |sheet: &str| ImportOptions { sheet: Some(sheet.to_owned()), ..ImportOptions::default() };
    let found = dry(&fresh, Pool::Experiences, &file, "a.xlsx", &ImportOptions::default()).await;
    assert_eq!((found.sheet.as_deref(), found.sheets.len()), (Some("Rows"), 3));
    let found = dry(&fresh, Pool::Experiences, &file, "a.xlsx", &read("More")).await;
    assert_eq!((found.sheet.as_deref(), found.rows), (Some("More"), 1));
    let table = Pool::Experiences.table();
    let refusal = exchange::dry_run(&fresh.console, table, &file, None, &read("Notes"), &Ticket::silent()).await;
    assert_eq!(refusal.expect_err("nothing fits").field.as_deref(), Some("map"));
}
