//! Writing rows: only what changed, never over somebody else's head, many at once, and back again.

use greenroom_core::{
    ErrorCode,
    error::Reason,
    operations::history::{self, HistoryFilter},
    pools::Pool,
    tables::{
        TableRow,
        bulk::{self, BulkChange},
        filter::{Filter, Target, Test},
        list, undo,
        write::{self, Outcome, RowEdit},
    },
    tasks::{TaskState, Tasks, Ticket},
};
use serde_json::{Map, json};
use sqlx::Executor;
use uuid::Uuid;

use crate::{
    support::{Fresh, eventually},
    table_rows::{again, all, content, edit, first, rows, set},
};

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
    let before = all(&fresh, Pool::Experiences).await;
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
    let after = all(&fresh, Pool::Experiences).await;
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
    let before = all(&fresh, Pool::Visuals).await;
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
    let after = all(&fresh, Pool::Visuals).await;
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
            columns: vec!["description".into()],
            find: "다".into(),
            with: "(다)".into(),
            regex: false,
            match_case: true,
        },
        BulkChange::Replace {
            columns: vec!["title".into()],
            find: r"(\S)$".into(),
            with: r"<\1>".into(),
            regex: true,
            match_case: true,
        },
        BulkChange::Replace {
            columns: vec!["tags".into()],
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
async fn rows_left_out_of_everything_stay_as_they_are() {
    let fresh = Fresh::seeded().await;
    let rows = all(&fresh, Pool::Experiences).await;
    let left_out: Vec<Uuid> = rows.iter().take(3).filter_map(TableRow::id).collect();
    let target = Target::Except { filter: Filter::default(), ids: left_out };
    let change = BulkChange::Set { values: set(json!({ "weight": 77 })) };
    let table = Pool::Experiences.table();
    let shown = bulk::preview(fresh.console.pool(), table, &target, &change).await.expect("a preview");
    assert_eq!(shown.matched.value, 57);
    let done = bulk::apply(&fresh.console, table, &target, &change, &Ticket::silent()).await.expect("done");
    assert_eq!(done.changed, 57);
    for row in &rows[..3] {
        assert_eq!(content(&again(&fresh, Pool::Experiences, row).await), content(row));
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
                columns: vec!["title".into()],
                find: String::new(),
                with: String::new(),
                regex: false,
                match_case: true,
            },
        ),
        (
            "find",
            BulkChange::Replace {
                columns: vec!["title".into()],
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
    let id = row.id().expect("an id");
    let unknown = undo::restore_deleted(&fresh.console, table, &[id, Uuid::new_v4()]).await.expect_err("never was");
    assert_eq!(unknown.code, ErrorCode::NotFound);
    assert_eq!(undo::trash(fresh.console.pool(), table, None).await.expect("the trash").len(), 1, "all or none");
    let other = first(&fresh, Pool::Archetypes).await;
    write::delete(&fresh.console, table, other.id().expect("an id"), None).await.expect("deleted");
    let both = [id, other.id().expect("an id")];
    let (undo_token, back) = undo::restore_deleted(&fresh.console, table, &both).await.expect("restored");
    assert_eq!((content(&back[0]), content(&back[1])), (content(&row), content(&other)));
    undo::undo(&fresh.console, undo_token, &Ticket::silent()).await.expect("undone at once");
    assert_eq!(undo::trash(fresh.console.pool(), table, None).await.expect("the trash").len(), 2);
    undo::restore_deleted(&fresh.console, table, &both).await.expect("restored again");
    assert!(undo::trash(fresh.console.pool(), table, None).await.expect("the trash").is_empty());
    let refusal = undo::restore_deleted(&fresh.console, table, &[id]).await.expect_err("it is there");
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
