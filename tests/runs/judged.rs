//! What becomes of runs that break a rule: faulty templates, missed criteria, somebody in the way.

use greenroom_core::runs::{
    again::resume,
    decide::{Decision, decide},
    engine::Outcome,
};
use serde_json::json;

use crate::support::runs::{Works, attempts, journal, of_person, sample, with};

const DEMANDING: &str = "update knock.quality_criteria set min_score = 1, min_paradoxes = 15, when_missed = ";

#[tokio::test]
async fn a_template_that_leaves_braces_ends_the_run() {
    let works = Works::begin().await;
    let faulty = works.template_with("what", "## WHAT\n\\{{userName}}에게 말한다.").await;
    let person = works.person().await;
    let run = works.driven(&with(of_person(person), |config| config.template_id = Some(faulty))).await;
    assert_eq!((run.summary.status.as_str(), run.summary.failed_step), ("failed", Some(3)));
    assert_eq!(run.summary.error_kind.as_deref(), Some("violation"));
    assert!(run.summary.error.as_deref().is_some_and(|error| error.contains("left over")), "{:?}", run.summary.error);
    let failed = attempts(&run, 3)[0];
    let rules: Vec<&str> =
        failed.warnings.as_array().expect("warnings").iter().filter_map(|one| one["rule"].as_str()).collect();
    assert!(rules.contains(&"leftover-braces"), "{rules:?}");
    assert_eq!(works.count("knock.personas").await, 0);
}

#[tokio::test]
async fn a_template_without_its_headings_ends_the_run() {
    let works = Works::begin().await;
    let faulty = works.template_with("how", "말은 짧게 한다.").await;
    let run = works.driven(&with(sample("default"), |config| config.template_id = Some(faulty))).await;
    assert_eq!((run.summary.failed_step, run.summary.error_kind.as_deref()), (Some(3), Some("violation")));
    assert!(run.summary.error.as_deref().is_some_and(|error| error.contains("## HOW")), "{:?}", run.summary.error);
    assert_eq!(&journal(&run)[2..], ["3/1 failed violation", "4/1 skipped", "5/1 skipped"]);
}

#[tokio::test]
async fn a_missed_criterion_may_be_only_told() {
    let works = Works::begin().await;
    works.sql(&format!("{DEMANDING} 'warn'")).await;
    let run = works.driven(&of_person(works.person().await)).await;
    assert_eq!(run.summary.status, "completed");
    let missed = &run.output.expect("an output")["quality"]["missed"];
    assert!(missed.as_array().is_some_and(|missed| missed.contains(&json!("paradoxes"))), "{missed}");
    assert!(run.summary.warnings > 0);
    let events = works.events(run.summary.id).await;
    let last = events.last().expect("events");
    assert_eq!((last.kind.as_str(), last.level.as_str()), ("completed", "warning"));
    assert_eq!(works.count("knock.personas").await, 1, "it is stored all the same");
    assert_eq!(works.count("knock.agent_jobs").await, 1);
}

#[tokio::test]
async fn a_missed_criterion_makes_one_more_run_and_only_one() {
    let works = Works::begin().await;
    works.sql(&format!("{DEMANDING} 'regenerateOnce'")).await;
    let first = works.driven(&of_person(works.person().await)).await;
    assert_eq!(first.summary.status, "completed");
    assert!(first.output.expect("an output")["persona"].is_null(), "the first makes nobody");
    assert_eq!(works.count("knock.personas").await, 0);
    let link = first.followed_by.first().expect("a second run");
    assert_eq!(link.kind, "regenerated");
    let events = works.events(first.summary.id).await;
    assert_eq!(events.last().and_then(|last| last.data.clone()).expect("data")["replacedBy"], json!(link.id));

    works.worker.work_once(1).await.expect("it works until nothing is left");
    let second = works.run(link.id).await;
    assert_eq!((second.summary.status.as_str(), second.summary.based_on), ("completed", Some(first.summary.id)));
    assert_ne!(second.summary.seed, first.summary.seed);
    assert!(second.output.expect("an output")["persona"]["id"].is_string(), "the second is taken as it is");
    assert!(second.followed_by.is_empty());
    assert_eq!((works.count("knock.personas").await, works.count("knock.agent_jobs").await), (1, 2));
    assert_eq!(works.told("select generation_job_id::text from knock.personas").await, second.summary.id.to_string());
}

#[tokio::test]
async fn a_person_is_asked_about_a_missed_criterion() {
    let works = Works::begin().await;
    works.sql(&format!("{DEMANDING} 'askPerson'")).await;
    let run = works.driven(&of_person(works.person().await)).await;
    assert_eq!(run.summary.status, "waiting");
    let gate = run.gate.expect("a gate");
    assert_eq!(gate["step"], 0);
    assert!(gate["missed"].as_array().is_some_and(|missed| !missed.is_empty()));
    assert_eq!(works.count("knock.personas").await, 0);
    assert_eq!(works.worker.drive(run.summary.id).await.expect("an outcome"), Outcome::NotOurs);
    decide(works.console(), run.summary.id, Decision::Approve, "", None).await.expect("approved");
    let run = works.to_the_end(run.summary.id).await;
    assert_eq!(run.summary.status, "completed");
    assert_eq!(run.steps.len(), 5, "nothing is made again");
    assert_eq!(works.count("knock.personas").await, 1);

    let refused = works.driven(&with(sample("default"), |config| config.skip_cache = true)).await.summary.id;
    decide(works.console(), refused, Decision::Reject, "", None).await.expect("refused");
    let refused = works.run(refused).await.summary;
    assert_eq!((refused.status.as_str(), refused.error_kind.as_deref()), ("failed", Some("rejected")));
}

#[tokio::test]
async fn a_gate_and_a_missed_criterion_are_asked_one_after_the_other() {
    let works = Works::begin().await;
    works.sql(&format!("{DEMANDING} 'askPerson'")).await;
    let gates = vec![greenroom_core::agents::Agent::Needs];
    let run = works.driven(&with(sample("default"), |config| config.gates = gates)).await.summary.id;
    for step in [1, 0] {
        let told = works.run(run).await;
        assert_eq!(told.summary.status, "waiting");
        assert_eq!(told.gate.expect("a gate")["step"], step);
        decide(works.console(), run, Decision::Approve, "", None).await.expect("approved");
        works.to_the_end(run).await;
    }
    assert_eq!(works.run(run).await.summary.status, "completed");
    let waited = works.told_kinds(run).await.into_iter().filter(|kind| kind == "waiting").count();
    assert_eq!(waited, 2);
}

#[tokio::test]
async fn somebody_who_moved_in_meanwhile_leaves_no_half_a_character() {
    let works = Works::begin().await;
    let person = works.person().await;
    let gates = vec![greenroom_core::agents::Agent::Picture];
    let run = works.driven(&with(of_person(person), |config| config.gates = gates)).await.summary.id;
    works
        .sql(&format!(
            "insert into knock.personas (user_id, persona_type, name, system_prompt, need_vectors, character_profile)
             select '{person}', 'roommate', '먼저', 'x', output -> 'needs', '{{}}' from (
               select jsonb_build_object('needs', '{{\"survival\":0,\"belonging\":0,\"recognition\":0,\"autonomy\":0,\
             \"growth\":0,\"meaning\":0}}'::jsonb) as output) as made"
        ))
        .await;
    decide(works.console(), run, Decision::Approve, "", None).await.expect("approved");
    let told = works.to_the_end(run).await;
    assert_eq!((told.summary.status.as_str(), told.summary.error_kind.as_deref()), ("failed", Some("conflict")));
    assert_eq!(told.summary.error.as_deref(), Some("this person has a roommate already"));
    assert_eq!(works.told("select string_agg(name, ' ') from knock.personas").await, "먼저");
    assert_eq!(works.count("knock.rooms").await + works.count("knock.pool_usage").await, 0);
    assert_eq!(works.told_kinds(run).await.last().map(String::as_str), Some("failed"));
    let numbers: Vec<i64> = works.events(run).await.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (1..=numbers.len() as i64).collect::<Vec<_>>());

    works.sql("delete from knock.personas").await;
    let resumed = resume(works.console(), run, None).await.expect("resumed").id;
    let resumed = works.to_the_end(resumed).await;
    assert_eq!(resumed.summary.status, "waiting", "the gate is asked again");
    assert!(!works.told_kinds(resumed.summary.id).await.contains(&"stepStarted".to_owned()), "nothing is made again");
    decide(works.console(), resumed.summary.id, Decision::Approve, "", None).await.expect("approved");
    assert_eq!(works.to_the_end(resumed.summary.id).await.summary.status, "completed");
}
