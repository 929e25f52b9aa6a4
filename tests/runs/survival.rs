//! Workers that die, workers that are taken for dead, and a database that goes away: a run ends once, whatever happens.

use std::time::Duration;

use greenroom_core::{
    ErrorCode,
    agents::Agent,
    providers::ProviderKind,
    runs::{
        again::resume,
        decide::{Decision, cancel, decide},
        engine::Outcome,
        worker::{Worker, sweep},
    },
};
use sqlx::Executor;
use uuid::Uuid;

use crate::support::{
    eventually,
    models::{Answers, Behaviour, FakeModels, point},
    runs::{SMOOTH, Works, attempts, journal, of_person, sample, with},
};

/// A run whose first step is done and whose second was in the hands of a worker that is no more.
async fn orphan(works: &Works) -> Uuid {
    let request = with(sample("default"), |config| config.gates = vec![Agent::Needs]);
    let run = works.driven(&request).await.summary.id;
    decide(works.console(), run, Decision::Approve, "", None).await.expect("approved");
    abandon(works, run, 1).await;
    run
}

async fn abandon(works: &Works, run: Uuid, attempt: i32) {
    works
        .sql(&format!(
            "with vanished as (
               insert into console.workers (name, host, pid, version, concurrency) values ('vanished', 'there', 1, '0', 1)
               returning id
             ), taken as (
               update knock.agent_job_runtime set worker = (select id from vanished), lease = lease + 1, gate = null
               where job_id = '{run}' returning lease, worker
             ), begun as (
               update knock.agent_jobs set status = 'running' where id = '{run}'
             )
             insert into knock.agent_job_logs (job_id, agent_name, step, attempt, status, lease, worker)
             select '{run}', 'Agent 2: Character Profile Generation', 2, {attempt}, 'running', lease, worker from taken"
        ))
        .await;
    works.sql(&format!("select graphile_worker.remove_job('run:{run}')")).await;
}

#[tokio::test]
async fn a_run_of_a_dead_worker_is_found_and_gone_on_with() {
    let works = Works::begin().await;
    let run = orphan(&works).await;
    let done = attempts(&works.run(run).await, 1)[0].completed_at;
    sweep(works.console().pool()).await.expect("it is looked for");
    eventually("it is in the queue again", async || {
        works.count(&format!("graphile_worker.jobs where key = 'run:{run}'")).await == 1
    })
    .await;
    works.worker.work_once(1).await.expect("it works until nothing is left");
    let told = works.run(run).await;
    assert_eq!(told.summary.status, "completed");
    let expected =
        ["1/1 completed", "2/1 failed interrupted", "2/2 completed", "3/1 completed", "4/1 completed", "5/1 completed"];
    assert_eq!(journal(&told), expected);
    assert_eq!(attempts(&told, 1)[0].completed_at, done, "what was done is not done again");
    assert!(works.told_kinds(run).await.contains(&"resumed".to_owned()));
    let step: Vec<i32> =
        works.events(run).await.iter().filter(|one| one.kind == "stepStarted").filter_map(|one| one.step).collect();
    assert_eq!(step, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn a_run_the_queue_has_lost_is_found() {
    let works = Works::begin().await;
    let run = works.started(&sample("default")).await;
    works.sql(&format!("select graphile_worker.remove_job('run:{run}')")).await;
    sweep(works.console().pool()).await.expect("it is looked for");
    assert_eq!(works.count("graphile_worker.jobs").await, 0, "its starter may still be about to drive it");
    works.sql("update knock.agent_jobs set created_at = now() - interval '1 minute'").await;
    sweep(works.console().pool()).await.expect("it is looked for");
    eventually("it is in the queue again", async || works.count("graphile_worker.jobs").await == 1).await;
}

#[tokio::test]
async fn runs_in_hand_and_runs_that_wait_are_left_alone_by_the_search() {
    let works = Works::begin().await;
    let gates = vec![Agent::Needs];
    let run = works.driven(&with(sample("default"), |config| config.gates = gates)).await.summary.id;
    works.sql(&format!("select graphile_worker.remove_job('run:{run}')")).await;
    works.sql("update knock.agent_jobs set created_at = now() - interval '1 minute'").await;
    assert_eq!(sweep(works.console().pool()).await.expect("it is looked for"), 0);
    let over = works.driven(&with(sample("default"), |config| config.until = Some(Agent::Needs))).await.summary.id;
    works.sql(&format!("update knock.agent_job_runtime set worker = 4711 where job_id = '{over}'")).await;
    assert_eq!(sweep(works.console().pool()).await.expect("it is looked for"), 0);
}

#[tokio::test]
async fn a_step_that_ends_its_process_again_and_again_is_given_up() {
    let works = Works::begin().await;
    let run = orphan(&works).await;
    for attempt in 2..=4 {
        // Whoever takes it next marks the attempt before, begins another, and dies as well.
        works
            .sql(&format!(
                "update knock.agent_job_logs set status = 'failed', error_kind = 'interrupted', completed_at = now()
                 where job_id = '{run}' and status = 'running'"
            ))
            .await;
        abandon(&works, run, attempt).await;
    }
    let told = works.to_the_end(run).await;
    assert_eq!((told.summary.status.as_str(), told.summary.failed_step), ("failed", Some(2)));
    assert_eq!(told.summary.error_kind.as_deref(), Some("interrupted"));
    assert_eq!(attempts(&told, 2).len(), 4);
}

#[tokio::test]
async fn a_step_that_was_being_left_out_is_left_out_again() {
    let works = Works::begin().await;
    let request = with(sample("default"), |config| {
        config.gates = vec![Agent::Needs];
        config.until = Some(Agent::Needs);
    });
    let run = works.driven(&request).await.summary.id;
    decide(works.console(), run, Decision::Approve, "", None).await.expect("approved");
    abandon(&works, run, 1).await;
    let told = works.to_the_end(run).await;
    assert_eq!(told.summary.status, "completed");
    let seen = journal(&told);
    assert_eq!(&seen[1..], ["2/1 failed interrupted", "2/2 skipped", "3/1 skipped", "4/1 skipped", "5/1 skipped"]);
}

#[tokio::test]
async fn whoever_lost_a_run_writes_nothing_more() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    let answers = Answers::of(&works, "default", 7).await;
    let mut first = true;
    fake.answer_with(
        move |request| {
            if std::mem::replace(&mut first, false) { Behaviour::Hang } else { answers.to(request) }
        },
    );
    point(&works, "openai", ProviderKind::OpenAi, &fake).await;
    let request = with(sample("default"), |config| {
        config.engine = Some("openai".into());
        config.until = Some(Agent::Character);
    });
    let run = works.started(&request).await;
    let worker = works.worker.clone();
    let slow = tokio::spawn(async move { worker.drive(run).await });
    assert!(fake.sees_requests(1).await);
    works.sql("update knock.agent_job_runtime set worker = null").await;
    let other = Worker::sign_on(works.console(), 1).await.expect("another worker");
    assert_eq!(other.drive(run).await.expect("an outcome"), Outcome::Ended);
    assert_eq!(slow.await.expect("no panic").expect("an outcome"), Outcome::Fenced);
    let told = works.run(run).await;
    assert_eq!(told.summary.status, "completed", "{:?}", told.summary.error);
    assert_eq!(&journal(&told)[..3], ["1/1 failed interrupted", "1/2 completed", "2/1 completed"]);
    assert_eq!(told.steps[1].worker, Some(other.id()));
    ended_once(&works, run).await;
}

/// The lease alone decides: also where the name of the worker is still the same.
#[tokio::test]
async fn an_answer_that_comes_after_the_lease_is_gone_changes_nothing() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    let answers = Answers::of(&works, "default", 7).await;
    let text = answers.needs.to_string();
    fake.always(Behaviour::Slow { text, pause: Duration::from_millis(2) });
    point(&works, "openai", ProviderKind::OpenAi, &fake).await;
    let request = with(sample("default"), |config| {
        config.engine = Some("openai".into());
        config.until = Some(Agent::Needs);
    });
    let run = works.started(&request).await;
    let worker = works.worker.clone();
    let slow = tokio::spawn(async move { worker.drive(run).await });
    assert!(fake.sees_requests(1).await);
    works.sql("update knock.agent_job_runtime set lease = lease + 1").await;
    let before = works.events(run).await.len();
    assert_eq!(slow.await.expect("no panic").expect("an outcome"), Outcome::Fenced);
    let told = works.run(run).await;
    assert_eq!((told.summary.status.as_str(), told.steps[0].status.as_str()), ("running", "running"));
    assert_eq!(told.steps[0].answer, None);
    assert_eq!(works.events(run).await.len(), before);
    assert_eq!(works.count("knock.step_cache").await, 0, "an answer nobody waits for is not kept either");
}

#[tokio::test]
async fn a_step_is_completed_once_and_no_more() {
    let works = Works::begin().await;
    let run = works.driven(&sample("default")).await.summary.id;
    let twice = works
        .fresh
        .stranger()
        .await
        .execute(sqlx::AssertSqlSafe(format!(
            "insert into knock.agent_job_logs (job_id, agent_name, step, attempt, status) values ('{run}', 'x', 1, 2, 'completed')"
        )))
        .await
        .expect_err("the index refuses it");
    assert_eq!(
        twice.as_database_error().and_then(|error| error.constraint()),
        Some("agent_job_logs_step_key"),
        "{twice}"
    );
}

#[tokio::test]
async fn what_is_over_stays_over() {
    let works = Works::begin().await;
    let run = works.driven(&of_person(works.person().await)).await;
    let id = run.summary.id;
    assert_eq!(works.worker.drive(id).await.expect("an outcome"), Outcome::NotOurs);
    for refusal in [
        resume(works.console(), id, None).await.map(drop).expect_err("completed"),
        cancel(works.console(), id, "").await.expect_err("over"),
        decide(works.console(), id, Decision::Approve, "", None).await.expect_err("asks nothing"),
        decide(works.console(), id, Decision::Reject, "", None).await.expect_err("asks nothing"),
    ] {
        assert_eq!(refusal.code, ErrorCode::Conflict);
    }
    assert_eq!(sweep(works.console().pool()).await.expect("it is looked for"), 0);
    works.worker.work_once(1).await.expect("the queue's own copy of it is worked off");
    assert_eq!(works.run(id).await, run);
    assert_eq!(works.count("knock.personas").await, 1);
}

#[tokio::test]
async fn a_run_survives_a_database_that_goes_away() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    let answers = Answers::of(&works, "default", 7).await;
    let text = answers.needs.to_string();
    fake.answer_with(move |request| match crate::support::models::asked(request) {
        crate::support::models::Asked::Needs => Behaviour::Slow { text: text.clone(), pause: Duration::from_millis(2) },
        _ => answers.to(request),
    });
    point(&works, "openai", ProviderKind::OpenAi, &fake).await;
    let request = with(of_person(works.person().await), |config| {
        config.agents.insert(
            Agent::Needs,
            greenroom_core::runs::config::AgentChoice { engine: Some("openai".into()), ..Default::default() },
        );
    });
    let run = works.started(&request).await;
    let worker = works.worker.clone();
    let working = tokio::spawn(async move { worker.work(2).await });
    assert!(fake.sees_requests(1).await);
    for _ in 0..3 {
        works
            .sql(
                "select pg_terminate_backend(pid) from pg_stat_activity
                  where datname = current_database() and pid <> pg_backend_pid()",
            )
            .await;
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    eventually("the run is over", async || works.state(run).await.is_final()).await;
    let told = works.run(run).await;
    assert_eq!(told.summary.status, "completed", "{:?}", journal(&told));
    for step in 1..=5 {
        let completed = attempts(&told, step).iter().filter(|one| one.status == "completed").count();
        assert_eq!(completed, 1, "{:?}", journal(&told));
    }
    assert_eq!((works.count("knock.personas").await, works.count("knock.rooms").await), (1, 1));
    ended_once(&works, run).await;
    works.worker.leave(Duration::from_secs(5)).await;
    working.await.expect("no panic").expect("no error");
}

#[tokio::test]
async fn two_programs_set_up_the_queue_at_once() {
    let fresh = crate::support::Fresh::seeded().await;
    let other = crate::support::runs::another_program(&fresh);
    let (one, two) = tokio::join!(Worker::sign_on(&fresh.console, 1), Worker::sign_on(&other, 1));
    one.expect("one signs on");
    two.expect("so does the other");
}

#[tokio::test]
async fn many_workers_do_each_run_once() {
    let works = Works::begin().await;
    let mut runs = Vec::new();
    for seed in 0..12 {
        let request = greenroom_core::runs::start::RunRequest { seed: Some(seed), ..sample("default") };
        runs.push(works.started(&request).await);
    }
    let other = Worker::sign_on(works.console(), 3).await.expect("another worker");
    let (one, two) = tokio::join!(works.worker.work_once(3), other.work_once(3));
    one.and(two).expect("both work until nothing is left");
    for run in runs {
        assert_eq!(journal(&works.run(run).await), SMOOTH);
        ended_once(&works, run).await;
    }
}

async fn ended_once(works: &Works, run: Uuid) {
    let events = works.events(run).await;
    let ends = events.iter().filter(|event| ["completed", "failed", "cancelled"].contains(&event.kind.as_str()));
    assert_eq!(ends.count(), 1);
    let numbers: Vec<i64> = events.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (1..=numbers.len() as i64).collect::<Vec<_>>());
}
