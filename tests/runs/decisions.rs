//! What people say to runs: go on, no, stop, once more, out of sight.

use greenroom_core::{
    ErrorCode,
    agents::Agent,
    providers::ProviderKind,
    runs::{
        again::{RunAgain, resume, retry},
        decide::{Decision, cancel, decide},
        engine::Outcome,
        list,
        marks::archive,
        state::RunState,
    },
    tables::{
        filter::{Filter, Test},
        list::count,
    },
};

use crate::support::{
    eventually,
    models::{Behaviour, FakeModels, point},
    runs::{SMOOTH, Works, another_program, attempts, essence, journal, of_person, sample, with},
};

#[tokio::test]
async fn a_run_waits_at_its_gate_and_goes_on_when_told() {
    let works = Works::begin().await;
    let run = works.driven(&with(sample("default"), |config| config.gates = vec![Agent::Character])).await;
    let id = run.summary.id;
    assert_eq!(run.summary.status, "waiting");
    assert_eq!(run.gate.as_ref().map(|gate| gate["step"].clone()), Some(2.into()));
    assert_eq!(journal(&run), ["1/1 completed", "2/1 completed"]);
    assert_eq!(works.worker.drive(id).await.expect("an outcome"), Outcome::NotOurs, "nobody goes on meanwhile");

    decide(works.console(), id, Decision::Approve, "좋아요", None).await.expect("approved");
    let again = decide(works.console(), id, Decision::Approve, "", None).await.expect_err("it asks nothing now");
    assert_eq!(again.code, ErrorCode::Conflict);
    let run = works.to_the_end(id).await;
    assert_eq!(run.summary.status, "completed");
    assert_eq!(journal(&run), SMOOTH);
    let kinds = works.told_kinds(id).await;
    assert_eq!(kinds.iter().filter(|kind| ["waiting", "decided"].contains(&kind.as_str())).count(), 2);
    let decided = works.events(id).await.into_iter().find(|event| event.kind == "decided").expect("a decision");
    assert_eq!((decided.message.as_str(), decided.data.expect("data")["by"].as_str()), ("좋아요", Some("tester")));
}

#[tokio::test]
async fn a_second_gate_waits_as_well_as_the_first() {
    let works = Works::begin().await;
    let gates = vec![Agent::Needs, Agent::Prompt];
    let run = works.driven(&with(sample("default"), |config| config.gates = gates)).await.summary.id;
    decide(works.console(), run, Decision::Approve, "", None).await.expect("approved");
    assert_eq!(works.worker.drive(run).await.expect("an outcome"), Outcome::Waiting);
    assert_eq!(works.state(run).await, RunState::Waiting);
    assert_eq!(works.worker.drive(run).await.expect("an outcome"), Outcome::NotOurs, "nobody takes it meanwhile");
    works.worker.work_once(1).await.expect("a worker has nothing to do with it");
    let waited = works.told_kinds(run).await.into_iter().filter(|kind| kind == "waiting").count();
    assert_eq!(waited, 2, "it asks once at each gate");
    decide(works.console(), run, Decision::Approve, "", None).await.expect("approved");
    let other = greenroom_core::runs::worker::Worker::sign_on(works.console(), 1).await.expect("a worker");
    other.work_once(1).await.expect("it works until nothing is left");
    assert_eq!(journal(&works.run(run).await), SMOOTH);
}

#[tokio::test]
async fn a_refused_run_fails_by_name() {
    let works = Works::begin().await;
    let person = works.person().await;
    let run = works.driven(&with(of_person(person), |config| config.gates = vec![Agent::Needs])).await.summary.id;
    decide(works.console(), run, Decision::Reject, "이 사람 같지 않다", None).await.expect("refused");
    let run = works.run(run).await;
    assert_eq!((run.summary.status.as_str(), run.summary.error_kind.as_deref()), ("failed", Some("rejected")));
    assert_eq!((run.summary.failed_step, run.summary.error.as_deref()), (Some(1), Some("이 사람 같지 않다")));
    let states: Vec<&str> = run.steps.iter().map(|step| step.status.as_str()).collect();
    assert_eq!(states, ["completed", "skipped", "skipped", "skipped", "skipped"]);
    assert_eq!(works.count("knock.personas").await, 0);
    assert_eq!(works.worker.drive(run.summary.id).await.expect("an outcome"), Outcome::NotOurs);
}

#[tokio::test]
async fn what_nobody_works_on_stops_at_once() {
    let works = Works::begin().await;
    let pending = works.started(&sample("default")).await;
    let waiting = works.driven(&with(sample("default"), |config| config.gates = vec![Agent::Needs])).await.summary.id;
    for run in [pending, waiting] {
        cancel(works.console(), run, "never mind").await.expect("cancelled");
        let told = works.run(run).await;
        assert_eq!((told.summary.status.as_str(), told.summary.error.as_deref()), ("cancelled", Some("never mind")));
        assert_eq!(told.gate, None);
        assert_eq!(works.told_kinds(run).await.last().map(String::as_str), Some("cancelled"));
        assert_eq!(works.worker.drive(run).await.expect("an outcome"), Outcome::NotOurs);
        assert_eq!(cancel(works.console(), run, "").await.expect_err("it is over").code, ErrorCode::Conflict);
    }
    assert_eq!(works.count("graphile_worker.jobs").await, 0, "nothing is left of them in the queue");
    let kept = works.count(&format!("knock.agent_job_logs where job_id = '{waiting}' and status = 'completed'")).await;
    assert_eq!(kept, 1, "what was done stays on record");
}

#[tokio::test]
async fn another_program_stops_a_run_in_the_middle_of_a_step() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    fake.always(Behaviour::Hang);
    point(&works, "openai", ProviderKind::OpenAi, &fake).await;
    let run = works.started(&with(sample("default"), |config| config.engine = Some("openai".into()))).await;
    let worker = works.worker.clone();
    let driving = tokio::spawn(async move { worker.drive(run).await });
    assert!(fake.sees_requests(1).await);
    cancel(&another_program(&works.fresh), run, "enough").await.expect("asked to stop");
    assert_eq!(driving.await.expect("no panic").expect("an outcome"), Outcome::Ended);
    assert!(fake.sees_client_leave(0).await, "the call itself was ended");
    let told = works.run(run).await;
    assert_eq!((told.summary.status.as_str(), told.summary.error.as_deref()), ("cancelled", Some("enough")));
    assert_eq!(journal(&told)[0], "1/1 failed cancelled");
    assert!(journal(&told)[1..].iter().all(|one| one.ends_with("skipped")));
    let stopped = attempts(&told, 1)[0];
    assert_eq!((stopped.engine.as_str(), stopped.provider.as_deref()), ("openai", Some("openai")));
    assert!(stopped.model.is_some() && stopped.question.is_some(), "what was asked is on record: {stopped:?}");
    let events = works.events(run).await;
    let call = events.iter().find(|event| event.kind == "call").and_then(|event| event.data.clone()).expect("its call");
    assert_eq!((&call["failure"], &call["purpose"]), (&"interrupted".into(), &"ask".into()), "the call is told, too");
    let kinds = works.told_kinds(run).await;
    assert!(kinds.contains(&"cancelRequested".to_owned()));
    assert_eq!(kinds.last().map(String::as_str), Some("cancelled"));
}

/// In the moment after a step is done and before its gate is asked nobody listens: the gate itself must.
#[tokio::test]
async fn a_cancel_between_a_step_and_its_gate_is_heard() {
    let works = Works::begin().await;
    works
        .sql(
            "create function cancel_now() returns trigger language plpgsql as $$ begin
               update knock.agent_job_runtime set cancel_requested_at = now(), cancel_reason = 'just in time'
               where job_id = new.job_id;
               return null;
             end $$",
        )
        .await;
    works.sql("update knock.quality_criteria set min_score = 1, min_paradoxes = 15, when_missed = 'askPerson'").await;
    for (step, gates) in [(2, vec![Agent::Character]), (5, Vec::new())] {
        works
            .sql(&format!(
                "create or replace trigger cancels after update on knock.agent_job_logs for each row
                 when (new.step = {step} and new.status = 'completed') execute function cancel_now()"
            ))
            .await;
        let run = works.driven(&with(sample("default"), |config| config.gates = gates)).await;
        assert_eq!((run.summary.status.as_str(), run.gate.as_ref()), ("cancelled", None), "after step {step}");
        assert_eq!(run.summary.error.as_deref(), Some("just in time"));
        assert_eq!(attempts(&run, step)[0].status, "completed", "what was done stays on record");
        let kinds = works.told_kinds(run.summary.id).await;
        assert!(!kinds.contains(&"waiting".to_owned()), "{kinds:?}");
        assert_eq!(kinds.last().map(String::as_str), Some("cancelled"));
        assert_eq!(works.worker.drive(run.summary.id).await.expect("an outcome"), Outcome::NotOurs);
    }
}

fn from(agent: Agent) -> RunAgain {
    RunAgain { from: Some(agent), ..RunAgain::default() }
}

#[tokio::test]
async fn a_retry_from_a_step_keeps_the_earlier_ones() {
    let works = Works::begin().await;
    let first = works.driven(&sample("default")).await;
    let again = retry(works.console(), first.summary.id, &from(Agent::Prompt)).await.expect("a retry").id;
    let again = works.to_the_end(again).await;
    assert_eq!(again.summary.status, "completed", "{:?}", again.summary.error);
    assert_eq!((again.summary.based_on, again.summary.seed), (Some(first.summary.id), first.summary.seed));
    assert_eq!(essence(&again), essence(&first));
    let begun: Vec<i32> = works
        .events(again.summary.id)
        .await
        .into_iter()
        .filter(|event| event.kind == "stepStarted")
        .filter_map(|event| event.step)
        .collect();
    assert_eq!(begun, [3, 4, 5]);
    let running = works.started(&sample("default")).await;
    let refusal = retry(works.console(), running, &RunAgain::default()).await.expect_err("it is not over");
    assert_eq!(refusal.code, ErrorCode::Conflict);
}

#[tokio::test]
async fn a_failed_run_goes_on_from_where_it_failed() {
    let works = Works::begin().await;
    let faulty = works.template_with("why", "no heading").await;
    let failed = works.driven(&with(sample("default"), |config| config.template_id = Some(faulty))).await;
    assert_eq!((failed.summary.status.as_str(), failed.summary.failed_step), ("failed", Some(3)));
    works
        .sql(
            "update knock.prompt_templates as faulty set sections = good.sections from knock.prompt_templates as good
              where good.is_default and faulty.name = 'a faulty one'",
        )
        .await;
    let resumed = resume(works.console(), failed.summary.id, None).await.expect("resumed").id;
    assert_ne!(resumed, failed.summary.id, "what is over stays as it was");
    let resumed = works.to_the_end(resumed).await;
    assert_eq!(resumed.summary.status, "completed", "{:?}", resumed.summary.error);
    assert_eq!(attempts(&resumed, 2)[0].output, attempts(&failed, 2)[0].output);
    let begun = works.events(resumed.summary.id).await;
    assert_eq!(begun.iter().find(|event| event.kind == "stepStarted").and_then(|event| event.step), Some(3));
    let refusal = resume(works.console(), resumed.summary.id, None).await.expect_err("nothing is left to do");
    assert_eq!(refusal.code, ErrorCode::Conflict);
}

#[tokio::test]
async fn a_cancelled_run_can_be_gone_on_with() {
    let works = Works::begin().await;
    let run = works.driven(&with(sample("default"), |config| config.gates = vec![Agent::Needs])).await.summary.id;
    cancel(works.console(), run, "").await.expect("cancelled");
    let resumed = resume(works.console(), run, None).await.expect("resumed").id;
    let resumed = works.to_the_end(resumed).await;
    assert_eq!(resumed.summary.status, "waiting", "its gate is asked again, for nobody has approved it");
    decide(works.console(), resumed.summary.id, Decision::Approve, "", None).await.expect("approved");
    assert_eq!(works.to_the_end(resumed.summary.id).await.summary.status, "completed");
}

#[tokio::test]
async fn archived_runs_are_out_of_sight_and_come_back() {
    let works = Works::begin().await;
    let over = works.driven(&with(sample("default"), |config| config.until = Some(Agent::Needs))).await.summary.id;
    let pending = works.started(&sample("default")).await;
    let console = works.console();
    let seen = async |archived: bool| {
        let test = if archived { Test::Filled } else { Test::Empty };
        let filter = Filter::default().with("archivedAt", test, []);
        count(console.pool(), list::table(), &filter).await.expect("a count").value
    };
    assert_eq!(archive(console, &[over, pending], true).await.expect("archived"), 1, "only what is over");
    assert_eq!((seen(false).await, seen(true).await), (1, 1));
    assert_eq!(archive(console, &[over], false).await.expect("restored"), 1);
    assert_eq!((seen(false).await, seen(true).await), (2, 0));
}

#[tokio::test]
async fn a_worker_that_leaves_gives_its_runs_back() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    fake.in_turn([Behaviour::Slow { text: "no JSON ".repeat(30), pause: std::time::Duration::from_millis(10) }]);
    point(&works, "openai", ProviderKind::OpenAi, &fake).await;
    let request = with(sample("default"), |config| config.engine = Some("openai".into()));
    let run = works.started(&request).await;
    let worker = works.worker.clone();
    let driving = tokio::spawn(async move { worker.drive(run).await });
    assert!(fake.sees_requests(1).await);
    works.worker.leave(std::time::Duration::from_secs(30)).await;
    assert_eq!(driving.await.expect("no panic").expect("an outcome"), Outcome::Released);
    let other = greenroom_core::runs::worker::Worker::sign_on(works.console(), 1).await.expect("another worker");
    fake.always(Behaviour::status(401));
    other.work_once(1).await.expect("it works until nothing is left");
    eventually("the run is over", async || works.state(run).await.is_final()).await;
    let told = works.run(run).await;
    assert_eq!(told.summary.status, "completed");
    let workers: std::collections::BTreeSet<Option<i32>> = told.steps.iter().map(|step| step.worker).collect();
    assert_eq!(workers.len(), 2, "both had a part in it");
    assert!(!works.told_kinds(run).await.contains(&"resumed".to_owned()), "nothing was broken off");
}
