//! Writing rows: only what changed, never over somebody else's head, many at once, and back again.

use greenroom_core::{
    ErrorCode,
    error::Reason,
    operations::{
        history::{self, HistoryFilter},
        views::{self, SavedViewEdit},
    },
    pools::{Pool, care, duplicates},
    tables::{
        TableRow,
        bulk::{self, BulkChange},
        filter::{Filter, Target, Test},
        list::{self, Sort},
        undo,
        write::{self, Outcome, RowEdit},
    },
    tasks::{TaskState, Tasks, Ticket},
};
use serde_json::{Map, Value, json};
use sqlx::Executor;
use uuid::Uuid;

use crate::support::{Fresh, eventually};

fn set(values: Value) -> Map<String, Value> {
    values.as_object().expect("an object").clone()
}

fn edit(row: &TableRow, values: Value) -> RowEdit {
    RowEdit { id: row.id(), revision: Some(row.revision().to_owned()), set: set(values) }
}

async fn rows(fresh: &Fresh, pool: Pool, filter: &Filter) -> Vec<TableRow> {
    list::rows(fresh.console.pool(), pool.table(), filter, &Sort::default(), None, Some(1000)).await.expect("rows").0
}

async fn first(fresh: &Fresh, pool: Pool) -> TableRow {
    rows(fresh, pool, &Filter::default()).await.remove(0)
}

async fn again(fresh: &Fresh, pool: Pool, row: &TableRow) -> TableRow {
    let mut connection = fresh.stranger().await;
    list::get(&mut connection, pool.table(), row.id().expect("an id")).await.expect("the row")
}

/// Everything of a row but its revision and when it was touched.
fn content(row: &TableRow) -> Map<String, Value> {
    let mut content = row.0.clone();
    content.shift_remove("revision");
    content.shift_remove("updatedAt");
    content
}

#[tokio::test]
async fn writes_only_the_columns_that_changed() {
    let fresh = Fresh::seeded().await;
    let row = first(&fresh, Pool::Experiences).await;
    fresh
        .stranger()
        .await
        .execute("update knock.data_pool_experiences set created_at = '2026-01-02 03:04:05.678901Z'")
        .await
        .expect("times with microseconds");
    let row = again(&fresh, Pool::Experiences, &row).await;
    let (_, written) = write::update(&fresh.console, Pool::Experiences.table(), edit(&row, json!({ "weight": 321 })))
        .await
        .expect("saved");
    assert_eq!(written.0["weight"], 321);
    assert_eq!(written.0["createdAt"], "2026-01-02T03:04:05.678901+00:00");
    let filter =
        HistoryFilter { row_id: row.text("id").map(str::to_owned), limit: Some(1), ..HistoryFilter::default() };
    let change = history::list(fresh.console.pool(), &filter).await.expect("history").items.remove(0);
    assert_eq!(change.fields, ["weight"], "nothing else was touched");
}

#[tokio::test]
async fn a_later_save_is_refused_whoever_was_first() {
    let fresh = Fresh::seeded().await;
    let row = first(&fresh, Pool::Experiences).await;
    sqlx::query("update knock.data_pool_experiences set priority = 9 where id = $1")
        .bind(row.id())
        .execute(&mut fresh.stranger().await)
        .await
        .expect("a colleague with psql");
    let table = Pool::Experiences.table();
    let refusal =
        write::update(&fresh.console, table, edit(&row, json!({ "title": "나중" }))).await.expect_err("stale");
    assert_eq!(refusal.code, ErrorCode::Stale);
    let now = again(&fresh, Pool::Experiences, &row).await;
    assert_eq!((&now.0["priority"], &now.0["title"]), (&json!(9), &row.0["title"]), "theirs stands, mine is not in");

    sqlx::query("delete from knock.data_pool_experiences where id = $1")
        .bind(row.id())
        .execute(&mut fresh.stranger().await)
        .await
        .expect("and gone");
    let refusal = write::update(&fresh.console, table, edit(&now, json!({ "title": "나중" }))).await.expect_err("gone");
    assert_eq!(refusal.code, ErrorCode::NotFound);
}

/// A paste of several rows: what is refused says where and why, the rest is in, and one token takes it back.
#[tokio::test]
async fn edits_stand_alone_and_are_undone_together() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Experiences.table();
    let before = rows(&fresh, Pool::Experiences, &Filter::default()).await;
    let edits = [
        edit(&before[0], json!({ "weight": 7, "tags": ["가족", "가족", "비 오는 날"] })),
        edit(&before[1], json!({ "weight": 0 })),
        edit(&before[2], json!({ "ageMin": 50 })),
        edit(&before[3], json!({ "needType": "hunger" })),
        RowEdit {
            id: None,
            revision: None,
            set: set(
                json!({ "title": "새 우산", "description": "비가 왔다.", "needType": "growth", "intensity": "low" }),
            ),
        },
        RowEdit { id: None, revision: None, set: set(json!({ "title": "반쪽" })) },
        edit(&before[4], json!({ "createdAt": "2020-01-01T00:00:00Z" })),
    ];
    let written = write::write(&fresh.console, table, &edits).await.expect("written");
    let told: Vec<Option<(ErrorCode, Option<&str>)>> = written
        .outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Row(_) => None,
            Outcome::Error(error) => Some((error.code, error.field.as_deref())),
        })
        .collect();
    let invalid = |field| Some((ErrorCode::Invalid, Some(field)));
    assert_eq!(
        told,
        [
            None,
            invalid("weight"),
            invalid("ageMax"),
            invalid("needType"),
            None,
            invalid("description"),
            invalid("createdAt")
        ]
    );
    let Outcome::Error(weight) = &written.outcomes[1] else { panic!("refused") };
    assert_eq!(weight.reason, Some(Reason::OutOfRange { min: Some(1.0), max: Some(1000.0) }));
    let now = again(&fresh, Pool::Experiences, &before[0]).await;
    assert_eq!(now.0["tags"], json!(["가족", "비 오는 날"]), "a word stands once");
    let Outcome::Row(created) = &written.outcomes[4] else { panic!("created") };
    assert_eq!(created.text("reviewState"), Some("active"), "as the table has it by default");

    let undone = undo::undo(&fresh.console, written.change_set, &Ticket::silent()).await.expect("undone");
    assert_eq!((undone.changed, undone.kept_count), (2, 0));
    let after = rows(&fresh, Pool::Experiences, &Filter::default()).await;
    assert_eq!(after.iter().map(content).collect::<Vec<_>>(), before.iter().map(content).collect::<Vec<_>>());
    let redone = undo::undo(&fresh.console, undone.undo, &Ticket::silent()).await.expect("redone");
    assert_eq!(redone.changed, 2);
    assert_eq!(again(&fresh, Pool::Experiences, &before[0]).await.0["weight"], 7);
    let twice = undo::undo(&fresh.console, written.change_set, &Ticket::silent()).await;
    assert!(twice.is_ok(), "the first is in force again, so it can be undone again");
}

#[tokio::test]
async fn undo_leaves_what_somebody_changed_since() {
    let fresh = Fresh::seeded().await;
    let before = rows(&fresh, Pool::Visuals, &Filter::default()).await;
    let table = Pool::Visuals.table();
    let filter = Filter::default().with("needType", Test::Any, [json!("growth")]);
    let change = BulkChange::Set { values: set(json!({ "weight": 500 })) };
    let done = bulk::apply(&fresh.console, table, &Target::Filter(filter.clone()), &change, &Ticket::silent())
        .await
        .expect("changed");
    assert_eq!(done.changed, 20);
    let theirs = rows(&fresh, Pool::Visuals, &filter).await.remove(0);
    sqlx::query("update knock.data_pool_visuals set weight = 501 where id = $1")
        .bind(theirs.id())
        .execute(&mut fresh.stranger().await)
        .await
        .expect("a colleague");
    let undone = undo::undo(&fresh.console, done.undo, &Ticket::silent()).await.expect("undone");
    assert_eq!((undone.changed, undone.kept_count), (19, 1));
    assert_eq!(undone.kept[0].label, theirs.text("value").expect("its name"));
    let after = rows(&fresh, Pool::Visuals, &Filter::default()).await;
    for (old, new) in before.iter().zip(&after) {
        let expected = if new.id() == theirs.id() { json!(501) } else { old.0["weight"].clone() };
        assert_eq!(new.0["weight"], expected);
    }
    let refusal = undo::undo(&fresh.console, done.undo, &Ticket::silent()).await.expect_err("there is nothing left");
    assert_eq!(refusal.code, ErrorCode::Conflict);
    let refusal = undo::undo(&fresh.console, Uuid::new_v4(), &Ticket::silent()).await.expect_err("nobody's token");
    assert_eq!(refusal.code, ErrorCode::NotFound);
}

/// What a preview shows is what is written, for every kind of change.
#[tokio::test]
async fn bulk_changes_do_what_their_preview_shows_and_go_back() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Experiences.table();
    let all = Filter::default();
    let tag = list::facet(fresh.console.pool(), table, &all, "tags", None).await.expect("tags").values.remove(0).value;
    let changes = [
        BulkChange::Set { values: set(json!({ "intensity": "high", "reviewState": "draft" })) },
        BulkChange::AddTags { column: "tags".into(), tags: vec!["새 꼬리표".into(), tag.clone()] },
        BulkChange::RemoveTags { column: "tags".into(), tags: vec![tag.clone()] },
        BulkChange::RenameTags { column: "tags".into(), from: vec![tag.clone()], to: "다른 이름".into() },
        BulkChange::Multiply { column: "weight".into(), factor: 1.7 },
        BulkChange::Replace {
            column: "description".into(),
            find: "다".into(),
            with: "(다)".into(),
            regex: false,
            match_case: true,
        },
        BulkChange::Replace {
            column: "title".into(),
            find: r"(\S)$".into(),
            with: r"<\1>".into(),
            regex: true,
            match_case: true,
        },
        BulkChange::Replace {
            column: "tags".into(),
            find: tag.clone(),
            with: "바꿈".into(),
            regex: false,
            match_case: false,
        },
        BulkChange::Delete,
    ];
    let filter = Filter::default().with("needType", Test::Any, [json!("growth"), json!("meaning")]);
    for change in changes {
        let target = Target::Filter(filter.clone());
        let before = rows(&fresh, Pool::Experiences, &all).await;
        let preview = bulk::preview(fresh.console.pool(), table, &target, &change).await.expect("a preview");
        let done = bulk::apply(&fresh.console, table, &target, &change, &Ticket::silent()).await.expect("done");
        assert_eq!((done.changed, done.refused_count), (preview.changed.value, 0), "{change:?}");
        assert!(done.changed > 0, "{change:?} changed something");
        for sample in &preview.samples {
            let row = list::get(&mut fresh.stranger().await, table, sample.id).await.expect("the row");
            assert_eq!(row.0[&sample.column], sample.new, "{change:?}: {}", sample.label);
        }
        let undone = undo::undo(&fresh.console, done.undo, &Ticket::silent()).await.expect("undone");
        assert_eq!((undone.changed, undone.kept_count), (done.changed, 0), "{change:?}");
        let after = rows(&fresh, Pool::Experiences, &all).await;
        for (old, new) in before.iter().zip(&after) {
            assert_eq!(content(old), content(new), "{change:?} is undone");
        }
        assert_eq!(before.len(), after.len());
    }
}

#[tokio::test]
async fn a_refused_row_of_a_bulk_change_leaves_the_others_in() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Experiences.table();
    fresh
        .stranger()
        .await
        .execute("update knock.data_pool_experiences set age_max = 15, age_min = 10 where title = (select min(title) from knock.data_pool_experiences)")
        .await
        .expect("one that cannot follow");
    let change = BulkChange::Set { values: set(json!({ "ageMin": 16 })) };
    let target = Target::Filter(Filter::default());
    fresh
        .stranger()
        .await
        .execute("update knock.data_pool_experiences set age_max = 30 where age_max > 15")
        .await
        .expect("the others can");
    let already = Filter::default().with("ageMin", Test::Any, [json!(16)]).with("ageMax", Test::AtLeast, [json!(16)]);
    let already = rows(&fresh, Pool::Experiences, &already).await.len();
    let done = bulk::apply(&fresh.console, table, &target, &change, &Ticket::silent()).await.expect("done");
    let cannot =
        rows(&fresh, Pool::Experiences, &Filter::default().with("ageMax", Test::AtMost, [json!(15)])).await.len();
    assert!(cannot >= 1);
    assert_eq!(done.refused_count as usize, cannot, "{:?}", done.refused);
    assert_eq!(done.refused[0].field.as_deref(), Some("ageMax"));
    assert_eq!(done.changed as usize, 60 - cannot - already);
}

#[tokio::test]
async fn refuses_changes_that_mean_nothing() {
    let fresh = Fresh::migrated().await;
    let table = Pool::Experiences.table();
    let cases = [
        ("values", BulkChange::Set { values: Map::new() }),
        ("weight", BulkChange::Set { values: set(json!({ "weight": "heavy" })) }),
        ("createdAt", BulkChange::Set { values: set(json!({ "createdAt": null })) }),
        ("hunger", BulkChange::Set { values: set(json!({ "hunger": 1 })) }),
        ("column", BulkChange::AddTags { column: "title".into(), tags: vec!["a".into()] }),
        ("tags", BulkChange::AddTags { column: "tags".into(), tags: vec![" ".into()] }),
        ("column", BulkChange::Multiply { column: "title".into(), factor: 2.0 }),
        (
            "find",
            BulkChange::Replace {
                column: "title".into(),
                find: String::new(),
                with: String::new(),
                regex: false,
                match_case: true,
            },
        ),
        (
            "find",
            BulkChange::Replace {
                column: "title".into(),
                find: "(".into(),
                with: String::new(),
                regex: true,
                match_case: true,
            },
        ),
    ];
    for (field, change) in cases {
        let refusal = bulk::preview(fresh.console.pool(), table, &Target::Filter(Filter::default()), &change)
            .await
            .expect_err(field);
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some(field)), "{}", refusal.message);
    }
    let nobody = Target::Ids(Vec::new());
    assert_eq!(
        bulk::preview(fresh.console.pool(), table, &nobody, &BulkChange::Delete)
            .await
            .expect_err("none")
            .field
            .as_deref(),
        Some("ids")
    );
}

/// Thousands of rows go in parts, somebody can stop between two of them, and one token takes back what was done.
#[tokio::test]
async fn long_work_is_stopped_between_two_parts_and_undone_whole() {
    let fresh = Fresh::seeded().await;
    greenroom_core::seeds::generated::experiences(&fresh.console, 3500, &Ticket::silent()).await.expect("many rows");
    let table = Pool::Experiences.table();
    let all = Target::Filter(Filter::default().with("tags", Test::Any, (0..37).map(|tag| json!(format!("tag{tag}")))));
    let ticket = std::sync::Arc::new(std::sync::OnceLock::<Ticket>::new());
    let stopping = ticket.clone();
    let watched = Ticket::watched(move |done, total| {
        assert_eq!(total, Some(3500));
        if done >= 2000 {
            stopping.get().expect("the ticket").stop();
        }
    });
    ticket.set(watched.clone()).map_err(|_| ()).expect("once");
    let change = BulkChange::Multiply { column: "weight".into(), factor: 3.0 };
    let done = bulk::apply(&fresh.console, table, &all, &change, &watched).await.expect("stopped");
    assert_eq!(done.changed, 2000, "two parts were done");
    let undone = undo::undo(&fresh.console, done.undo, &Ticket::silent()).await.expect("undone");
    assert_eq!((undone.changed, undone.kept_count), (2000, 0));
    let heavy = Filter::default().with("weight", Test::AtLeast, [json!(200)]).with("tags", Test::Any, [json!("tag1")]);
    assert_eq!(list::count(fresh.console.pool(), table, &heavy).await.expect("a count").value, 0);
}

#[tokio::test]
async fn a_task_tells_how_far_it_is_and_how_it_ended() {
    let tasks = std::sync::Arc::new(Tasks::default());
    let id = tasks.start("bulk", "knock.somewhere", |ticket| async move {
        while !ticket.is_stopped() {
            ticket.progress(1, Some(2));
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        Ok(json!({ "changed": 1 }))
    });
    eventually("it tells how far it is", async || tasks.list()[0].done == 1).await;
    tasks.cancel(id).expect("it is known");
    eventually("it ends", async || tasks.list()[0].state == TaskState::Cancelled).await;
    assert_eq!(tasks.list()[0].result, Some(json!({ "changed": 1 })), "what was done until then");
    tasks.start("bulk", "knock.somewhere", |_| async move { panic!("a fault") as greenroom_core::Result<()> });
    eventually("a fault ends it", async || tasks.list().iter().any(|task| task.state == TaskState::Failed)).await;
    assert_eq!(tasks.cancel(Uuid::new_v4()).expect_err("nobody's").code, ErrorCode::NotFound);
}

#[tokio::test]
async fn what_is_deleted_lies_in_the_trash_and_comes_back_whole() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Archetypes.table();
    let row = first(&fresh, Pool::Archetypes).await;
    let stale = write::delete(&fresh.console, table, row.id().expect("an id"), Some("1")).await.expect_err("stale");
    assert_eq!(stale.code, ErrorCode::Stale);
    write::delete(&fresh.console, table, row.id().expect("an id"), Some(row.revision())).await.expect("deleted");
    let trash = undo::trash(fresh.console.pool(), table, None).await.expect("the trash");
    assert_eq!((trash.len(), trash[0].label.as_str()), (1, row.text("displayName").expect("its name")));
    let (_, back) = undo::restore_deleted(&fresh.console, table, row.id().expect("an id")).await.expect("restored");
    assert_eq!(content(&back), content(&row));
    assert!(undo::trash(fresh.console.pool(), table, None).await.expect("the trash").is_empty());
    let refusal =
        undo::restore_deleted(&fresh.console, table, row.id().expect("an id")).await.expect_err("it is there");
    assert_eq!(refusal.code, ErrorCode::Conflict);
}

#[tokio::test]
async fn an_older_version_is_restored_on_top_of_the_newer_ones() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Visuals.table();
    let row = first(&fresh, Pool::Visuals).await;
    let (_, second) =
        write::update(&fresh.console, table, edit(&row, json!({ "value": "둘째", "weight": 2 }))).await.expect("two");
    let (_, third) =
        write::update(&fresh.console, table, edit(&second, json!({ "value": "셋째" }))).await.expect("three");
    let filter = HistoryFilter { row_id: row.text("id").map(str::to_owned), ..HistoryFilter::default() };
    let changes = history::list(fresh.console.pool(), &filter).await.expect("history").items;
    assert_eq!(changes.len(), 3, "its making and two edits");
    let id = row.id().expect("an id");
    let refusal =
        undo::restore_version(&fresh.console, table, id, second.revision(), &changes[1].id).await.expect_err("stale");
    assert_eq!(refusal.code, ErrorCode::Stale);
    let (token, back) =
        undo::restore_version(&fresh.console, table, id, third.revision(), &changes[2].id).await.expect("restored");
    assert_eq!(content(&back), content(&row));
    undo::undo(&fresh.console, token, &Ticket::silent()).await.expect("undone");
    assert_eq!(content(&again(&fresh, Pool::Visuals, &row).await), content(&third));
}

/// A new name goes to everybody who used the old one, in one transaction, and comes back with one token.
#[tokio::test]
async fn renaming_an_archetype_takes_its_references_along() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Archetypes.table();
    let row = first(&fresh, Pool::Archetypes).await;
    let name = row.text("name").expect("a name").to_owned();
    let named = |name: &str| Filter::default().with("archetypes", Test::Any, [json!(name)]);
    let before = rows(&fresh, Pool::Experiences, &named(&name)).await;
    assert!(!before.is_empty(), "experiences name it");
    let usage = care::usage(fresh.console.pool(), Pool::Archetypes, row.id().expect("an id")).await.expect("usage");
    assert_eq!(usage.reference_count as usize, before.len());
    let (token, _) =
        write::update(&fresh.console, table, edit(&row, json!({ "name": "night_owl" }))).await.expect("renamed");
    assert!(rows(&fresh, Pool::Experiences, &named(&name)).await.is_empty());
    assert_eq!(rows(&fresh, Pool::Experiences, &named("night_owl")).await.len(), before.len());
    undo::undo(&fresh.console, token, &Ticket::silent()).await.expect("undone");
    assert_eq!(
        rows(&fresh, Pool::Experiences, &named(&name)).await.iter().map(content).collect::<Vec<_>>(),
        before.iter().map(content).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn tells_what_would_break_before_it_does() {
    let fresh = Fresh::seeded().await;
    let cell = Filter::default().with("needType", Test::Any, [json!("growth")]).with(
        "elementType",
        Test::Any,
        [json!("mood")],
    );
    let impact =
        care::impact(fresh.console.pool(), Pool::Visuals, &Target::Filter(cell.clone())).await.expect("an impact");
    assert_eq!((impact.active, impact.emptied.len(), impact.thinned.len()), (4, 1, 0));
    assert_eq!(impact.emptied[0].column, "mood");
    let one = rows(&fresh, Pool::Visuals, &cell).await[0].id().expect("an id");
    let impact = care::impact(fresh.console.pool(), Pool::Visuals, &Target::Ids(vec![one])).await.expect("an impact");
    assert_eq!((impact.emptied.len(), impact.thinned.len()), (0, 1));
    assert_eq!((impact.thinned[0].before, impact.thinned[0].after, impact.thinned[0].target), (4, 3, 4));
    let archetype = first(&fresh, Pool::Archetypes).await.id().expect("an id");
    let impact =
        care::impact(fresh.console.pool(), Pool::Archetypes, &Target::Ids(vec![archetype])).await.expect("an impact");
    assert!(impact.reference_count > 0 && !impact.references.is_empty());
}

#[tokio::test]
async fn usage_counts_runs_and_their_quality() {
    let fresh = Fresh::seeded().await;
    let row = first(&fresh, Pool::Experiences).await;
    let mut stranger = fresh.stranger().await;
    for (quality, chosen) in [(0.8, true), (0.6, true), (0.1, false)] {
        sqlx::query(
            "with job as (insert into knock.agent_jobs (job_type, status, input, quality_score)
               values ('character_generation', 'completed', '{}', $1) returning id)
             insert into knock.pool_usage (job_id, pool, row_id, chosen) select id, 'experiences', $2, $3 from job",
        )
        .bind(quality)
        .bind(row.id())
        .bind(chosen)
        .execute(&mut stranger)
        .await
        .expect("a run");
    }
    let usage = care::usage(fresh.console.pool(), Pool::Experiences, row.id().expect("an id")).await.expect("usage");
    assert_eq!((usage.candidate, usage.chosen, usage.runs.len()), (3, 2, 3));
    assert!((usage.quality.expect("a mean") - 0.7).abs() < 1e-9);
    let used =
        Filter::default().with("timesChosen", Test::AtLeast, [json!(1)]).with("quality", Test::AtLeast, [json!(0.69)]);
    let found = rows(&fresh, Pool::Experiences, &used).await;
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0].0["timesChosen"], &found[0].0["timesCandidate"]), (&json!(2), &json!(3)));
}

/// Drafts are never active, whatever the product's server writes.
#[tokio::test]
async fn review_state_and_activity_stay_in_step() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Experiences.table();
    let row = first(&fresh, Pool::Experiences).await;
    let (_, draft) =
        write::update(&fresh.console, table, edit(&row, json!({ "reviewState": "draft" }))).await.expect("a draft");
    assert_eq!((&draft.0["isActive"], &draft.0["reviewedBy"]), (&json!(false), &Value::Null));
    let (_, reviewed) = write::update(
        &fresh.console,
        table,
        edit(&draft, json!({ "reviewState": "reviewed", "reviewNote": "좋습니다" })),
    )
    .await
    .expect("reviewed");
    assert_eq!((reviewed.text("reviewedBy"), &reviewed.0["isActive"]), (Some(crate::support::ACTOR), &json!(false)));
    let (_, active) =
        write::update(&fresh.console, table, edit(&reviewed, json!({ "isActive": true }))).await.expect("active");
    assert_eq!(active.text("reviewState"), Some("active"));
}

#[tokio::test]
async fn finds_rows_that_say_the_same_and_makes_them_one() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Experiences.table();
    let row = first(&fresh, Pool::Experiences).await;
    let values = json!({
        "title": format!("{} 다시", row.text("title").expect("a title")), "description": row.0["description"],
        "needType": row.0["needType"], "intensity": row.0["intensity"], "tags": ["새것"],
    });
    let twin = RowEdit { id: None, revision: None, set: set(values) };
    let (_, twin) = write::update(&fresh.console, table, twin).await.expect("a twin");
    let found =
        duplicates::duplicates(fresh.console.pool(), Pool::Experiences, &Filter::default(), 0.6, &Ticket::silent())
            .await
            .expect("pairs");
    assert_eq!(found.pairs.len(), 1, "the content holds no pair of its own");
    assert_eq!((found.pairs[0].similarity, found.pairs[0].by.as_str(), found.compared), (1.0, "text", 61));
    let hints =
        duplicates::hints(fresh.console.pool(), Pool::Experiences, twin.text("title").expect("a title"), twin.id())
            .await
            .expect("hints");
    assert_eq!(hints[0].second.id, row.id().expect("an id"));

    let (keep, remove) = ((row.id().expect("an id"), row.revision()), (twin.id().expect("an id"), twin.revision()));
    let stale =
        care::merge(&fresh.console, Pool::Experiences, keep, (remove.0, "1"), Map::new()).await.expect_err("stale");
    assert_eq!(stale.code, ErrorCode::Stale);
    let (token, merged) =
        care::merge(&fresh.console, Pool::Experiences, keep, remove, set(json!({ "tags": ["새것"] })))
            .await
            .expect("merged");
    assert_eq!(merged.0["tags"], json!(["새것"]));
    assert_eq!(rows(&fresh, Pool::Experiences, &Filter::default()).await.len(), 60);
    undo::undo(&fresh.console, token, &Ticket::silent()).await.expect("undone");
    assert_eq!(rows(&fresh, Pool::Experiences, &Filter::default()).await.len(), 61);
    assert_eq!(content(&again(&fresh, Pool::Experiences, &row).await), content(&row));
}

#[tokio::test]
async fn views_are_mine_or_the_teams() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Experiences.table().name;
    let edit = |name: &str, is_shared| SavedViewEdit {
        table: table.to_owned(),
        name: name.to_owned(),
        is_shared,
        definition: json!({ "filter": { "text": "학교" } }),
    };
    let mine = views::save(&fresh.console, None, &edit("내 것", false)).await.expect("saved");
    sqlx::query("insert into console.saved_views (table_name, name, owner, is_shared, definition) values ($1, 'theirs', 'other', false, '{}'), ($1, 'shared', 'other', true, '{}')")
        .bind(table)
        .execute(&mut fresh.stranger().await)
        .await
        .expect("a colleague's");
    let names: Vec<String> =
        views::list(&fresh.console, table).await.expect("views").into_iter().map(|view| view.name).collect();
    assert_eq!(names, ["shared", "내 것"]);
    let taken = views::save(&fresh.console, None, &edit("내 것", false)).await.expect_err("the name is taken");
    assert_eq!(
        (taken.code, taken.field.as_deref(), taken.reason),
        (ErrorCode::Invalid, Some("name"), Some(Reason::Taken))
    );
    let saved =
        views::save(&fresh.console, Some((mine.id, &mine.revision)), &edit("내 것", true)).await.expect("shared");
    assert!(saved.is_shared);
    let stale =
        views::save(&fresh.console, Some((mine.id, &mine.revision)), &edit("x", true)).await.expect_err("stale");
    assert_eq!(stale.code, ErrorCode::Stale);
    views::delete(&fresh.console, mine.id).await.expect("deleted");
    assert_eq!(views::delete(&fresh.console, mine.id).await.expect_err("gone").code, ErrorCode::NotFound);
}
