//! A change by anybody reaches us without being asked for.

use greenroom_core::{
    ConnectionState,
    db::feed::{Operation, TableChanged},
};
use sqlx::Executor;
use tokio::sync::broadcast::Receiver;

use crate::support::{Fresh, eventually};

async fn watched(fresh: &Fresh) -> Receiver<TableChanged> {
    let changes = fresh.console.changes();
    tokio::spawn(fresh.console.clone().supervise());
    until(fresh, ConnectionState::Ready).await;
    changes
}

async fn until(fresh: &Fresh, state: ConnectionState) {
    let connection = fresh.console.connection();
    eventually(&format!("{state:?}"), async || connection.borrow().state == state).await;
}

#[tokio::test]
async fn tells_what_a_stranger_changed() {
    let fresh = Fresh::seeded().await;
    let mut changes = watched(&fresh).await;
    let id: uuid::Uuid = sqlx::query_scalar(
        "update knock.data_pool_experiences set weight = 200 where id = (select min(id::text)::uuid from knock.data_pool_experiences) returning id",
    )
    .fetch_one(&mut fresh.stranger().await)
    .await
    .expect("an edit");
    let change = changes.recv().await.expect("a notice");
    assert_eq!(change.table, "knock.data_pool_experiences");
    assert_eq!((change.operation, change.count), (Operation::Update, 1));
    assert_eq!(change.ids, [id.to_string()]);
}

#[tokio::test]
async fn a_big_change_is_one_notice_without_names() {
    let fresh = Fresh::seeded().await;
    let mut changes = watched(&fresh).await;
    fresh
        .stranger()
        .await
        .execute("update knock.data_pool_visuals set weight = weight + 1")
        .await
        .expect("a bulk edit");
    let change = changes.recv().await.expect("a notice");
    assert_eq!((change.count, change.ids.len()), (120, 0));
    fresh.stranger().await.execute("update knock.data_pool_visuals set weight = 5 where false").await.expect("nothing");
    fresh.stranger().await.execute("truncate knock.trauma_types").await.expect("a truncation");
    let change = changes.recv().await.expect("a notice");
    assert_eq!(change.operation, Operation::Truncate, "a statement that touches no row is not worth telling");
}

#[tokio::test]
async fn after_a_cut_everything_is_read_again() {
    let fresh = Fresh::seeded().await;
    let mut changes = watched(&fresh).await;
    let mut stranger = fresh.stranger().await;
    sqlx::query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
        .execute(&mut stranger)
        .await
        .expect("the connections are cut");
    let change = changes.recv().await.expect("a notice");
    assert_eq!((change.table.as_str(), change.operation), ("*", Operation::Refresh));
    until(&fresh, ConnectionState::Ready).await;
    stranger.execute("update knock.coverage_targets set visuals_per_need = 40").await.expect("an edit");
    assert_eq!(changes.recv().await.expect("a notice").table, "knock.coverage_targets", "the feed is back");
}
