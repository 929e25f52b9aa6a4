//! Going on from an output that a person wrote, and doing a run once more with one thing changed.

use greenroom_core::{
    Error, ErrorCode,
    agents::Agent,
    runs::{
        again::{RunAgain, fork, retry},
        decide::{Decision, decide},
        read::Run,
    },
};
use serde_json::{Value, json};

use crate::support::runs::{SMOOTH, Works, attempts, essence, journal, of_person, sample, with};

fn output(run: &Run, agent: Agent) -> Value {
    attempts(run, agent.step())[0].output.clone().expect("an output")
}

/// The output with another value at one place.
fn edited(run: &Run, agent: Agent, place: &str, value: Value) -> Value {
    let mut output = output(run, agent);
    *output.pointer_mut(place).expect("the place") = value;
    output
}

async fn forked(works: &Works, run: &Run, agent: Agent, output: Value) -> Run {
    let started = fork(works.console(), run.summary.id, agent, &output, None).await.expect("a fork");
    works.to_the_end(started.id).await
}

async fn refused(works: &Works, run: &Run, agent: Agent, output: Value) -> Error {
    fork(works.console(), run.summary.id, agent, &output, None).await.expect_err("it is refused")
}

#[tokio::test]
async fn a_fork_goes_on_from_what_somebody_wrote() {
    let works = Works::begin().await;
    let first = works.driven(&sample("default")).await;
    let written = edited(&first, Agent::Character, "/character/name", json!("새봄"));
    let fork = forked(&works, &first, Agent::Character, json!({ "character": written["character"] })).await;
    assert_eq!(fork.summary.status, "completed", "{:?}", fork.summary.error);
    assert_eq!(journal(&fork), SMOOTH);
    assert_eq!(
        (fork.summary.based_on, fork.summary.based_on_kind.as_deref(), fork.summary.seed),
        (Some(first.summary.id), Some("fork"), first.summary.seed)
    );
    assert_eq!(output(&fork, Agent::Needs), output(&first, Agent::Needs), "what came before is kept");
    let step = attempts(&fork, 2)[0];
    assert_eq!((step.engine.as_str(), step.output.as_ref()), ("edited", Some(&written)), "with what the pools offered");
    let result = fork.output.expect("an output");
    assert_eq!(result["character"]["name"], "새봄");
    assert!(result["prompts"]["systemPrompt"].as_str().expect("a prompt").contains("새봄"), "the prompt is made anew");
    let again = works.run(first.summary.id).await;
    assert_eq!(essence(&again), essence(&first), "the other stays as it was");
    assert_eq!(again.followed_by.iter().map(|link| link.kind.as_str()).collect::<Vec<_>>(), ["fork"]);
}

#[tokio::test]
async fn every_agent_can_be_written_for() {
    let works = Works::begin().await;
    let first = works.driven(&sample("default")).await;
    for agent in Agent::ALL {
        let same = forked(&works, &first, agent, output(&first, agent)).await;
        assert_eq!(same.summary.status, "completed", "{agent:?}: {:?}", same.summary.error);
        assert_eq!(output(&same, agent), output(&first, agent), "{agent:?}");
        assert_eq!(essence(&same), essence(&first), "{agent:?}");
    }
    let prompt = output(&first, Agent::Prompt)["systemPrompt"].as_str().expect("a prompt").to_owned() + "\n덧붙인 말";
    let longer = forked(&works, &first, Agent::Prompt, json!({ "systemPrompt": prompt })).await;
    let counted = output(&longer, Agent::Prompt);
    assert_eq!(counted["characters"], prompt.encode_utf16().count());
    assert!(counted["tokenCount"].as_u64() > output(&first, Agent::Prompt)["tokenCount"].as_u64());
    assert_eq!(longer.output.expect("an output")["prompts"]["systemPrompt"], prompt.as_str());
}

#[tokio::test]
async fn what_breaks_the_rules_of_an_agent_is_refused_by_its_place() {
    let works = Works::begin().await;
    let first = works.driven(&sample("default")).await;
    let prompt = output(&first, Agent::Prompt)["systemPrompt"].as_str().expect("a prompt").to_owned();
    let cases = [
        (Agent::Needs, "/completeVector/2/gap", json!(0.99), "output.completeVector[2].gap"),
        (Agent::Needs, "/completeVector/1/observed", json!("much"), "output.completeVector[1].observed"),
        (Agent::Needs, "/completeVector/0/need", json!("money"), "output.completeVector[0].need"),
        (Agent::Needs, "/paradoxes", json!(7), "output.paradoxes"),
        (Agent::Character, "/character/name", json!("Bob"), "output.character.name"),
        (Agent::Character, "/character/archetype", json!("nobody"), "output.character.archetype"),
        (Agent::Character, "/character/keywords", Value::Null, "output.character.keywords"),
        (Agent::Character, "/material/drawn", json!([]), "output.material"),
        (Agent::Prompt, "/systemPrompt", json!("hello"), "output.systemPrompt"),
        (Agent::Prompt, "/systemPrompt", json!(prompt.replace("## HOW", "## how")), "output.systemPrompt"),
        (Agent::Scene, "/scene/imagePrompt", json!("a room"), "output.scene.imagePrompt"),
        (Agent::Scene, "/scene/objects", json!({}), "output.scene.objects"),
        (Agent::Picture, "/digest", json!("0".repeat(64)), "output.digest"),
    ];
    for (agent, place, value, field) in cases {
        let refusal = refused(&works, &first, agent, edited(&first, agent, place, value)).await;
        let found = refusal.field.clone().unwrap_or_default();
        // A scene has parts of which a changed prompt no longer speaks: the first of them is named.
        let named = if agent == Agent::Scene { found.starts_with("output.scene.") } else { found == field };
        assert!(refusal.code == ErrorCode::Invalid && named, "{field}: {refusal:?}");
    }
    for nothing in [Value::Null, json!([]), json!("x")] {
        for agent in Agent::ALL {
            let refusal = refused(&works, &first, agent, nothing.clone()).await;
            assert_eq!(refusal.code, ErrorCode::Invalid, "{agent:?}: {refusal:?}");
            assert!(refusal.field.is_some_and(|field| field.starts_with("output")), "{agent:?}");
        }
    }
    assert_eq!(works.count("knock.agent_jobs").await, 1, "nothing was begun");
}

#[tokio::test]
async fn what_may_be_broken_is_kept_as_a_warning() {
    let works = Works::begin().await;
    let first = works.driven(&sample("default")).await;
    let fork = forked(&works, &first, Agent::Needs, edited(&first, Agent::Needs, "/paradoxes", json!([]))).await;
    let warnings = attempts(&fork, 1)[0].warnings.clone();
    let rules: Vec<&str> =
        warnings.as_array().expect("warnings").iter().filter_map(|one| one["rule"].as_str()).collect();
    assert!(rules.contains(&"no-paradox"), "{rules:?}");
}

#[tokio::test]
async fn only_what_is_done_and_over_can_be_forked() {
    let works = Works::begin().await;
    let short = works.driven(&with(sample("default"), |config| config.until = Some(Agent::Needs))).await;
    let needs = output(&short, Agent::Needs);
    assert_eq!(refused(&works, &short, Agent::Character, json!({})).await.code, ErrorCode::Conflict);
    let pending = works.started(&sample("default")).await;
    let refusal = fork(works.console(), pending, Agent::Needs, &needs, None).await.expect_err("it is not over");
    assert_eq!(refusal.code, ErrorCode::Conflict);
    let nobody = fork(works.console(), uuid::Uuid::nil(), Agent::Needs, &needs, None).await.expect_err("no run");
    assert_eq!(nobody.code, ErrorCode::NotFound);
    let on = forked(&works, &short, Agent::Needs, needs).await;
    assert_eq!(journal(&on), SMOOTH, "it goes beyond where the other was to end");

    let run = works.driven(&of_person(works.person().await)).await;
    let refusal = refused(&works, &run, Agent::Needs, output(&run, Agent::Needs)).await;
    assert_eq!(refusal.code, ErrorCode::Conflict, "this person has a roommate by now");
}

#[tokio::test]
async fn who_approves_may_write_another_output() {
    let works = Works::begin().await;
    let gates = vec![Agent::Character, Agent::Prompt];
    let run = works.driven(&with(sample("default"), |config| config.gates = gates)).await;
    let id = run.summary.id;
    let written = edited(&run, Agent::Character, "/character/name", json!("새봄"));
    let wrong = edited(&run, Agent::Character, "/character/name", json!("Bob"));
    let approve = async |output: &Value| decide(works.console(), id, Decision::Approve, "", Some(output)).await;
    let refusal = approve(&wrong).await.expect_err("it breaks a rule");
    assert_eq!(refusal.field.as_deref(), Some("output.character.name"));
    let refusal = decide(works.console(), id, Decision::Reject, "", Some(&written)).await.expect_err("no use");
    assert_eq!(refusal.field.as_deref(), Some("output"));
    assert_eq!(works.run(id).await.summary.status, "waiting", "it is still asked about");
    approve(&written).await.expect("approved");
    let at_the_prompt = works.to_the_end(id).await;
    assert_eq!(at_the_prompt.gate.map(|gate| gate["step"].clone()), Some(json!(3)));
    decide(works.console(), id, Decision::Approve, "", None).await.expect("approved");
    let ended = works.to_the_end(id).await;
    assert_eq!((ended.summary.status.as_str(), ended.summary.character.as_deref()), ("completed", Some("새봄")));
    assert_eq!(attempts(&ended, 2)[0].engine, "edited");
    let before: Vec<Value> =
        works.events(id).await.into_iter().filter(|one| one.kind == "decided").filter_map(|one| one.data).collect();
    assert_eq!(before[0]["before"], output(&run, Agent::Character));
    assert_eq!(before[1].get("before"), None, "nothing was replaced");
}

#[tokio::test]
async fn a_run_that_ended_early_goes_on_to_the_end() {
    let works = Works::begin().await;
    let short = works.driven(&with(sample("default"), |config| config.until = Some(Agent::Character))).await;
    let again = RunAgain { to_the_end: true, ..RunAgain::default() };
    let on = retry(works.console(), short.summary.id, &again).await.expect("it goes on").id;
    let on = works.to_the_end(on).await;
    assert_eq!(journal(&on), SMOOTH);
    assert_eq!(on.summary.based_on_kind.as_deref(), Some("retry"));
    let begun = works.events(on.summary.id).await;
    let begun: Vec<i32> = begun.iter().filter(|one| one.kind == "stepStarted").filter_map(|one| one.step).collect();
    assert_eq!(begun, [3, 4, 5]);
}

#[tokio::test]
async fn a_retry_takes_another_seed_or_template() {
    let works = Works::begin().await;
    let first = works.driven(&sample("default")).await;
    let again = RunAgain { seed: Some(8), ..RunAgain::default() };
    let seeded = retry(works.console(), first.summary.id, &again).await.expect("a retry").id;
    assert_eq!(works.run(seeded).await.summary.seed, Some(8));
    let other = works
        .told("select id::text from knock.prompt_templates where not is_default order by name limit 1")
        .await
        .parse()
        .expect("an id");
    let again = RunAgain { template_id: Some(other), to_the_end: true, ..RunAgain::default() };
    let other = retry(works.console(), first.summary.id, &again).await.expect("a retry").id;
    let run = works.to_the_end(other).await;
    assert_eq!((run.summary.template_id, run.summary.status.as_str()), (again.template_id, "completed"));
    assert_eq!(output(&run, Agent::Character), output(&first, Agent::Character), "the same character");
    assert_ne!(output(&run, Agent::Prompt), output(&first, Agent::Prompt), "and another prompt of it");
    let nobody = RunAgain { template_id: Some(uuid::Uuid::nil()), ..RunAgain::default() };
    let refusal = retry(works.console(), first.summary.id, &nobody).await.expect_err("no such template");
    assert_eq!(refusal.field.as_deref(), Some("templateId"));
}
