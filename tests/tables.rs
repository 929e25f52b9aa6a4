//! Writing rows: only what changed, never over somebody else's head, and back again.

mod bulk_changes;

use greenroom_core::{
    ErrorCode,
    error::Reason,
    operations::history::{self, HistoryFilter},
    pools::Pool,
    tables::{
        bulk::{self, BulkChange},
        filter::{Filter, Target, Test},
        undo,
        write::{self, Outcome, RowEdit},
    },
    tasks::{TaskState, Tasks, Ticket},
};
use serde_json::json;
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
