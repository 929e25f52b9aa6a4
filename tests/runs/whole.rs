//! A whole run: its steps, its output, its log, its picture, what it makes of a person, and the same once more.

use greenroom_core::{
    agents::{Agent, picture},
    runs::{compare, read, start::RunSource},
};
use serde_json::{Value, json};

use crate::support::runs::{SMOOTH, Works, attempts, essence, journal, of_person, request, sample, with};

#[tokio::test]
async fn a_sample_goes_through_all_five_agents() {
    let works = Works::begin().await;
    let run = works.driven(&sample("default")).await;
    assert_eq!(run.summary.status, "completed", "{:?}", run.summary.error);
    assert_eq!(journal(&run), SMOOTH);
    let agents: Vec<&str> = run.steps.iter().map(|step| step.agent.as_str()).collect();
    assert_eq!(agents, Agent::ALL.map(Agent::name));
    for step in &run.steps {
        assert!(step.input.is_some() && step.output.is_some() && step.completed_at.is_some(), "{step:?}");
        assert_eq!((step.engine.as_str(), &step.provider, step.cache_hit), ("offline", &None, false));
    }
    let output = run.output.expect("an output");
    for list in ["presenceVector", "deficiencyVector", "completeVector", "paradoxes"] {
        assert!(output["analysis"][list].is_array(), "{list}");
    }
    assert_eq!(output["analysis"]["completeVector"].as_array().map(Vec::len), Some(6));
    assert!(output["character"]["name"].is_string() && output["character"]["archetype"].is_string());
    let prompt = output["prompts"]["systemPrompt"].as_str().expect("a prompt");
    assert!(prompt.contains("## WHY") && !prompt.contains("{{"));
    assert!(output["prompts"]["imagePrompt"].as_str().is_some_and(|prompt| !prompt.is_empty()));
    assert!(output["image"]["url"].as_str().is_some_and(|url| url.starts_with("pictures/")));
    assert_eq!(output["image"]["metadata"]["width"], 256);
    for check in ["needDiversity", "hasParadox", "promptStructure", "imageValidation"] {
        assert!(output["quality"]["checks"][check]["value"].is_number(), "{check}");
    }
    let score = output["quality"]["score"].as_f64().expect("a score");
    assert!((0.0..=1.0).contains(&score));
    assert_eq!(run.summary.quality, Some(score));
    assert_eq!((output["seed"].as_u64(), run.summary.seed), (Some(7), Some(7)));
    assert!(output["persona"].is_null() && output["room"].is_null(), "a sample is nobody");
    assert!(!run.summary.degraded);
    assert_eq!(run.summary.archetype.as_deref(), output["character"]["archetype"].as_str());
    let stored: bool = works
        .told("select (status = 'completed' and execution_time_ms >= 0 and template_digest is not null)::text from knock.agent_jobs")
        .await
        .parse()
        .expect("a truth");
    assert!(stored);
}

#[tokio::test]
async fn events_have_no_gap_and_can_be_read_from_any_point() {
    let works = Works::begin().await;
    let run = works.driven(&sample("default")).await;
    let all = works.events(run.summary.id).await;
    let numbers: Vec<i64> = all.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (1..=all.len() as i64).collect::<Vec<_>>());
    assert_eq!(run.last_event, all.len() as i64);
    let mut expected = vec!["queued", "started"];
    (0..5).for_each(|_| expected.extend(["stepStarted", "stepCompleted"]));
    expected.push("completed");
    assert_eq!(works.told_kinds(run.summary.id).await, expected);
    for after in 0..=all.len() {
        let rest = read::events(works.console().pool(), run.summary.id, after as i64, 10_000).await.expect("the rest");
        assert_eq!(rest, all[after..]);
    }
    assert!(all.windows(2).all(|pair| pair[0].at <= pair[1].at), "time goes on");
}

#[tokio::test]
async fn a_person_gets_a_character_and_a_room_in_one_go() {
    let works = Works::begin().await;
    let person = works.person().await;
    let run = works.driven(&of_person(person)).await;
    assert_eq!(run.summary.status, "completed", "{:?}", run.summary.error);
    let output = run.output.expect("an output");
    let stored: Value = serde_json::from_str(
        &works
            .told(
                "select json_build_object('persona', persona.id, 'room', room.id, 'place', array[position_x, position_y],
                   'name', persona.name, 'user', persona.user_id, 'type', persona_type, 'prompt', system_prompt,
                   'job', generation_job_id, 'image', image_url, 'imageJob', image_job_id, 'needs', need_vectors,
                   'moment', persona.created_at = room.created_at, 'unlock', unlock_method, 'template', template_id,
                   'profile', character_profile)::text
                 from knock.personas as persona join knock.rooms as room on room.persona_id = persona.id",
            )
            .await,
    )
    .expect("JSON");
    assert_eq!((&stored["persona"], &stored["room"]), (&output["persona"]["id"], &output["room"]["id"]));
    assert_eq!(stored["place"], json!([0, 0]));
    assert_eq!((&stored["user"], &stored["type"]), (&json!(person), &json!("roommate")));
    assert_eq!(stored["name"], output["character"]["name"]);
    assert_eq!(stored["prompt"], output["prompts"]["systemPrompt"]);
    assert_eq!((&stored["job"], &stored["imageJob"]), (&json!(run.summary.id), &json!(run.summary.id)));
    assert_eq!(stored["image"], output["image"]["url"]);
    assert_eq!(stored["needs"], output["needVectors"]);
    assert_eq!(stored["moment"], true, "one transaction");
    assert_eq!(stored["template"], json!(run.summary.template_id.expect("a template")));
    assert_eq!(stored["profile"]["schemaVersion"], 1);

    let chosen = works.count(&format!("knock.pool_usage where job_id = '{}' and chosen", run.summary.id)).await;
    let offered = works.count("knock.pool_usage").await;
    assert!(chosen >= 4 && offered > chosen, "{chosen} of {offered}");
    let missing = works
        .count(
            "knock.agent_jobs as job, jsonb_array_elements(job.output #> '{character,selectedExperiences}') as one
             where not exists (select from knock.pool_usage where row_id = (one ->> 'id')::uuid and chosen)",
        )
        .await;
    assert_eq!(missing, 0);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_in_another_database() {
    let (here, there) = (Works::begin().await, Works::begin().await);
    for name in ["default", "lonely-night", "sparse"] {
        let (one, other) = (here.driven(&sample(name)).await, there.driven(&sample(name)).await);
        assert_eq!(essence(&one), essence(&other), "{name}");
        let pictures = (
            read::picture(here.console().pool(), one.summary.id).await.expect("a picture"),
            read::picture(there.console().pool(), other.summary.id).await.expect("a picture"),
        );
        assert_eq!(pictures.0, pictures.1, "{name}");
    }
    let another = greenroom_core::runs::start::RunRequest { seed: Some(8), ..sample("default") };
    let (one, other) = (here.driven(&sample("default")).await, here.driven(&another).await);
    assert_ne!(essence(&one)["character"], essence(&other)["character"]);
}

#[tokio::test]
async fn the_picture_is_what_the_run_says_it_is() {
    let works = Works::begin().await;
    let run = works.driven(&sample("achiever")).await;
    let png = read::picture(works.console().pool(), run.summary.id).await.expect("a picture");
    let (facts, broken) = picture::inspect(&png, &picture::PictureRules::default()).expect("a picture");
    assert!(broken.is_empty(), "{broken:?}");
    let told = &run.output.expect("an output")["image"]["metadata"];
    assert_eq!((facts.width, facts.height), (256, 512));
    assert_eq!(
        (told["colors"].as_u64(), told["bytes"].as_u64()),
        (Some(facts.colors.into()), Some(facts.bytes.into()))
    );
    assert_eq!(told["generationMethod"], "procedural");
    assert_eq!(
        works.told("select digest from knock.pictures").await,
        works.told("select encode(sha256(png), 'hex') from knock.pictures").await
    );
}

#[tokio::test]
async fn what_was_made_before_is_not_made_again() {
    let works = Works::begin().await;
    let first = works.driven(&sample("default")).await;
    let second = works.driven(&sample("default")).await;
    assert!(second.steps.iter().all(|step| step.cache_hit), "{:?}", journal(&second));
    assert_eq!(essence(&first), essence(&second));
    let kinds = works.told_kinds(second.summary.id).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "cacheHit").count(), 5);

    let fresh = works.driven(&with(sample("default"), |config| config.skip_cache = true)).await;
    assert!(fresh.steps.iter().all(|step| !step.cache_hit));
    assert_eq!(essence(&first), essence(&fresh));

    let other = greenroom_core::runs::start::RunRequest { seed: Some(8), ..sample("default") };
    assert!(works.driven(&other).await.steps.iter().all(|step| !step.cache_hit), "another seed is another run");
}

#[tokio::test]
async fn a_changed_row_of_a_pool_is_seen_at_once() {
    let works = Works::begin().await;
    let first = works.driven(&sample("default")).await;
    works.sql("update knock.data_pool_experiences set title = title || ' 다시'").await;
    let second = works.driven(&sample("default")).await;
    assert!(attempts(&second, 1)[0].cache_hit, "nobody's needs changed");
    assert!(!attempts(&second, 2)[0].cache_hit, "what there is to choose from did");
    assert!(works.run(first.summary.id).await.pool_changed_since);
    assert!(!second.pool_changed_since);
}

#[tokio::test]
async fn a_run_like_another_takes_its_input() {
    let works = Works::begin().await;
    let first = works.driven(&sample("free-spirit")).await;
    let like = works.driven(&request(RunSource::Like { run: first.summary.id })).await;
    assert_eq!(like.summary.based_on, Some(first.summary.id));
    assert_eq!(like.summary.based_on_kind.as_deref(), Some("like"));
    assert_eq!((&like.input, essence(&like)), (&first.input, essence(&first)));
    assert_eq!(works.run(first.summary.id).await.followed_by[0].id, like.summary.id);
}

#[tokio::test]
async fn runs_are_compared() {
    let works = Works::begin().await;
    let one = works.driven(&sample("default")).await.summary;
    let other = works.driven(&sample("achiever")).await.summary;
    let pool = works.console().pool();
    assert_eq!(read::id_of(pool, &format!("#{}", other.number)).await.expect("an id"), other.id);
    let compared = compare::compare(pool, &[one.id, other.id]).await.expect("two runs");
    let difference = compared.differences.iter().find(|one| one.path == "input.meta.userName").expect("their names");
    assert_ne!(difference.values[0], difference.values[1]);
    assert!(compared.same > 0);
    assert!(compare::compare(pool, &[one.id]).await.is_err());
}
