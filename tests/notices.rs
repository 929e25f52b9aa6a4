//! What a person is told by their computer: once, when a run or batch they asked for is over.

use greenroom_core::{
    ConnectionState,
    db::feed::{Operation, TableChanged},
    folders::Folders,
    runs::{
        batch::{self, BatchInput, BatchSpec},
        config::RunConfig,
        decide,
        notices::{Awaited, Ended, Notices},
        start::RunSource,
    },
};
use uuid::Uuid;

use crate::support::{
    eventually,
    runs::{Works, sample},
};

/// Hears that somebody started these runs.
fn awaiting(works: &Works, runs: &[Uuid]) -> Awaited {
    let mut awaited = Awaited::by(&works.console().actor);
    awaited.hear(&TableChanged {
        table: "knock.agent_jobs".to_owned(),
        operation: Operation::Insert,
        ids: runs.iter().map(Uuid::to_string).collect(),
        count: runs.len() as u32,
        actor: Some(works.console().actor.clone()),
    });
    awaited
}

async fn ended(works: &Works, awaited: &mut Awaited, runs: &[Uuid]) -> Vec<Ended> {
    awaited.ended(works.console().pool(), runs).await.expect("what has ended")
}

#[tokio::test]
async fn a_run_is_told_once_when_it_is_over() {
    let works = Works::begin().await;
    let run = works.started(&sample("default")).await;
    let mut awaited = awaiting(&works, &[run]);
    assert_eq!(ended(&works, &mut awaited, &[run]).await, [], "it has only begun");
    let whole = works.to_the_end(run).await;
    let told = ended(&works, &mut awaited, &[run]).await;
    let [Ended::Run { number, error_kind: None, quality: Some(_), .. }] = told.as_slice() else {
        panic!("one completed run is told: {told:?}");
    };
    assert_eq!(*number, whole.summary.number);
    assert_eq!(ended(&works, &mut awaited, &[run]).await, [], "archiving it later tells nothing");
}

#[tokio::test]
async fn what_somebody_cancelled_is_not_told() {
    let works = Works::begin().await;
    let run = works.started(&sample("default")).await;
    let mut awaited = awaiting(&works, &[run]);
    decide::cancel(works.console(), run, "").await.expect("it is cancelled");
    assert_eq!(ended(&works, &mut awaited, &[run]).await, []);
}

#[tokio::test]
async fn a_batch_is_told_and_none_of_its_runs() {
    let works = Works::begin().await;
    let input = BatchInput { name: "default".into(), source: RunSource::Sample { name: "default".into() } };
    let spec = BatchSpec {
        inputs: vec![input],
        templates: Vec::new(),
        engines: Vec::new(),
        repeats: 2,
        seed: Some(3),
        config: RunConfig::default(),
        label: "twice".into(),
        priority: 0,
    };
    let batch = batch::start(works.console(), &spec).await.expect("a batch starts").id;
    let runs: Vec<Uuid> = sqlx::query_scalar("select id from knock.agent_jobs where batch_id = $1 order by number")
        .bind(batch)
        .fetch_all(works.console().pool())
        .await
        .expect("its runs");
    let mut awaited = awaiting(&works, &runs);
    works.to_the_end(runs[0]).await;
    assert_eq!(ended(&works, &mut awaited, &runs[..1]).await, [], "half of a batch is no news");
    works.to_the_end(runs[1]).await;
    let told = ended(&works, &mut awaited, &runs[1..]).await;
    assert!(matches!(told.as_slice(), [Ended::Batch { completed: 2, failed: 0, .. }]), "{told:?}");
}

#[tokio::test]
async fn the_feed_names_who_started_a_run() {
    let works = Works::begin().await;
    let mut changes = works.console().changes();
    tokio::spawn(works.console().clone().supervise());
    let connection = works.console().connection();
    eventually("Ready", async || connection.borrow().state == ConnectionState::Ready).await;
    let run = works.started(&sample("default")).await;
    let mut awaited = Awaited::by(&works.console().actor);
    loop {
        let change = changes.recv().await.expect("a notice");
        awaited.hear(&change);
        if change.table == "knock.agent_jobs" && change.operation == Operation::Insert {
            break;
        }
    }
    works.to_the_end(run).await;
    assert_eq!(ended(&works, &mut awaited, &[run]).await.len(), 1);
}

#[test]
fn what_is_wanted_is_kept_on_this_computer() {
    let folder = std::env::temp_dir().join(format!("greenroom-notices-{}", Uuid::new_v4()));
    let folders = Folders { data: folder.clone(), config: folder.clone(), cache: folder.clone() };
    assert_eq!(Notices::read(&folders), Notices::default(), "off until somebody wants it");
    let wanted = Notices { enabled: true, longer_than_seconds: 5, ..Notices::default() };
    wanted.keep(&folders).expect("it is kept");
    assert_eq!(Notices::read(&folders), wanted);
    let refusal = Notices { longer_than_seconds: 1_000_000, ..wanted }.keep(&folders).expect_err("too long");
    assert_eq!(refusal.field.as_deref(), Some("longerThanSeconds"));
    std::fs::remove_dir_all(folder).expect("it is tidied up");
}
