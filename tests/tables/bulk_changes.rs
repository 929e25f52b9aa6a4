//! Many rows changed at once: what is shown before is what is done, and it goes back.

use greenroom_core::{
    ErrorCode,
    pools::Pool,
    tables::{
        TableRow,
        bulk::{self, BulkChange},
        filter::{Filter, Target, Test},
        list, undo,
    },
    tasks::Ticket,
};
use serde_json::{Map, json};
use sqlx::Executor;
use uuid::Uuid;

use crate::{
    support::Fresh,
    table_rows::{again, all, content, rows, set},
};

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
