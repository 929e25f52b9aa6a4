//! Many runs as one thing, what came out of them by cell, and single runs carried from one database to another.

use std::io::{Cursor, Read as _, Write as _};

use greenroom_core::{
    ErrorCode,
    agents::Agent,
    providers::ProviderKind,
    runs::{
        batch::{
            self, BatchInput, BatchSpec,
            cells::{BatchCell, cells},
            effects::{EffectOf, Measure, effects},
            report::{ReportFormat, report},
            runs::runs,
        },
        bundle,
        config::RunConfig,
        read,
        start::RunSource,
    },
};
use serde_json::{Value, json};

use crate::support::{
    models::{Behaviour, FakeModels, point},
    runs::{Works, journal, plain_input, request, sample, with},
};

fn inputs(names: &[&str]) -> Vec<BatchInput> {
    let one =
        |name: &&str| BatchInput { name: (*name).to_owned(), source: RunSource::Sample { name: (*name).to_owned() } };
    names.iter().map(one).collect()
}

fn spec(names: &[&str]) -> BatchSpec {
    BatchSpec {
        inputs: inputs(names),
        templates: Vec::new(),
        engines: Vec::new(),
        repeats: 1,
        seed: Some(11),
        config: RunConfig::default(),
        label: String::new(),
        priority: 0,
    }
}

async fn batches(works: &Works) -> i64 {
    works.count("knock.batches").await + works.count("knock.agent_jobs").await
}

fn near(one: Option<f64>, other: f64) -> bool {
    one.is_some_and(|one| (one - other).abs() < 1e-6)
}

#[tokio::test]
async fn every_input_meets_every_template_and_engine() {
    let works = Works::begin().await;
    let fake = FakeModels::start().await;
    fake.always(Behaviour::status(401));
    point(&works, "openai", ProviderKind::OpenAi, &fake).await;
    let templates: Vec<uuid::Uuid> = sqlx::query_scalar("select id from knock.prompt_templates order by name")
        .fetch_all(works.console().pool())
        .await
        .expect("templates");
    assert_eq!(templates.len(), 2);
    let spec = BatchSpec {
        templates: templates.clone(),
        engines: vec!["offline".into(), "openai".into()],
        repeats: 2,
        label: "everything".into(),
        ..spec(&["default", "sparse"])
    };
    let started = batch::start(works.console(), &spec).await.expect("a batch");
    assert_eq!((started.runs, started.pending, started.completed), (16, 16, 0));
    assert!(started.started_at.is_none() && started.eta_ms.is_none());
    let seeds =
        works.told("select string_agg(distinct seed::text, ' ' order by seed::text) from knock.agent_jobs").await;
    assert_eq!(seeds, "11 12");
    works.worker.work_once(4).await.expect("it works until nothing is left");
    let ended = batch::get(works.console().pool(), started.id).await.expect("the batch");
    assert_eq!((ended.completed, ended.pending, ended.running, ended.failed), (16, 0, 0, 0));
    assert!(ended.ended_at.is_some() && ended.eta_ms.is_none());
    assert_eq!(works.count("knock.personas").await, 0, "a comparison fills nobody's building");

    let cells = cells(works.console().pool(), started.id).await.expect("cells");
    assert_eq!(cells.len(), 8);
    let seen: Vec<(String, Option<uuid::Uuid>, String)> =
        cells.iter().map(|cell| (cell.input.clone(), cell.template_id, cell.engine.clone())).collect();
    let mut expected = Vec::new();
    for input in ["default", "sparse"] {
        for template in &templates {
            for engine in ["offline", "openai"] {
                expected.push((input.to_owned(), Some(*template), engine.to_owned()));
            }
        }
    }
    assert_eq!(seen, expected, "in the order of the spec");
    for cell in &cells {
        assert_eq!((cell.runs, cell.completed, cell.numbers.len()), (2, 2, 2));
        assert_eq!(cell.degraded, if cell.engine == "openai" { 2 } else { 0 });
    }
}

#[tokio::test]
async fn a_run_of_a_batch_knows_its_place() {
    let works = Works::begin().await;
    let templates: Vec<uuid::Uuid> = sqlx::query_scalar("select id from knock.prompt_templates order by name")
        .fetch_all(works.console().pool())
        .await
        .expect("templates");
    // Two inputs of the same name are two inputs.
    let mut twice = inputs(&["default", "sparse"]);
    twice[1].name = "default".to_owned();
    let spec = BatchSpec { inputs: twice, templates: templates.clone(), repeats: 3, ..spec(&[]) };
    let batch = batch::start(works.console(), &spec).await.expect("a batch").id;
    works.sql("update knock.agent_jobs set label = 'renamed' where batch_place = 4").await;
    let pool = works.console().pool();
    let whole = batch::whole(pool, batch).await.expect("the batch");
    assert_eq!((whole.spec, whole.summary.runs), (spec, 12));
    let seen: Vec<(&str, Option<uuid::Uuid>)> =
        whole.cells.iter().map(|cell| (cell.input.as_str(), cell.template_id)).collect();
    let of = |template: usize| ("default", Some(templates[template]));
    assert_eq!(seen, [of(0), of(1), of(0), of(1)]);
    let runs = runs(pool, batch).await.expect("its runs");
    let places: Vec<(u32, u32, u32)> = runs.iter().map(|run| (run.place, run.cell, run.repeat)).collect();
    assert_eq!(places, (0..12).map(|place| (place, place / 3, place % 3)).collect::<Vec<_>>());
    for run in &runs {
        assert!(whole.cells[run.cell as usize].numbers.contains(&run.number));
        assert_eq!((run.state.word(), run.passed, run.quality), ("pending", None, None));
    }
}

/// Qualities of four pairs that differ by 0.1, 0.2, 0.3 and 0.2: a mean of 0.2 and a standard deviation of 0.08165, so
/// that t is 4.8990 with three degrees of freedom.
#[tokio::test]
async fn the_difference_of_two_templates_can_be_computed_by_hand() {
    let works = Works::begin().await;
    let templates: Vec<uuid::Uuid> = sqlx::query_scalar("select id from knock.prompt_templates order by name")
        .fetch_all(works.console().pool())
        .await
        .expect("templates");
    let spec = BatchSpec { templates, repeats: 5, ..spec(&["default"]) };
    let batch = batch::start(works.console(), &spec).await.expect("a batch").id;
    works
        .sql(
            "update knock.agent_jobs set status = told.status, quality_score = told.quality, execution_time_ms = 100,
               output = '{}', started_at = now(), completed_at = now()
             from (values (0, 'completed', 0.5), (1, 'completed', 0.5), (2, 'completed', 0.4), (3, 'completed', 0.6),
               (4, 'completed', 0.9), (5, 'completed', 0.6), (6, 'completed', 0.7), (7, 'completed', 0.7),
               (8, 'completed', 0.8), (9, 'failed', null)) as told (place, status, quality)
             where batch_place = told.place",
        )
        .await;
    // The last pair but one: what it took says nothing, for an answer came from the cache.
    works
        .sql(
            "insert into knock.agent_job_logs (job_id, agent_name, step, attempt, status, cache_hit)
             select id, 'Agent 1: Need Vector Analysis', 1, 1, 'completed', true
             from knock.agent_jobs where batch_place = 8",
        )
        .await;
    let found = effects(works.console().pool(), batch).await.expect("effects");
    assert!(found.iter().all(|effect| effect.by == EffectOf::Template), "there is one engine only");
    let of = |measure| found.iter().find(|effect| effect.measure == measure).expect("an effect");
    let quality = of(Measure::Quality);
    assert_eq!(quality.n, 4, "a run that failed has no quality");
    assert!(near(Some(quality.mean_a), 0.5) && near(Some(quality.mean_b), 0.7) && near(Some(quality.difference), 0.2));
    let close = |one: Option<f64>, other: f64| one.is_some_and(|one| (one - other).abs() < 1e-4);
    assert!(close(quality.low, 0.070_08) && close(quality.high, 0.329_92) && close(quality.p, 0.016_28), "{quality:?}");
    let passed = of(Measure::PassRate);
    assert_eq!((passed.n, passed.mean_a, passed.mean_b), (5, 1.0, 0.8), "a run that failed did not pass");
    let duration = of(Measure::DurationMs);
    assert_eq!((duration.n, duration.difference, duration.low, duration.p), (3, 0.0, Some(0.0), None));
    let cells = batch::whole(works.console().pool(), batch).await.expect("the batch").cells;
    assert_eq!((&Some(quality.a.clone()), &Some(quality.b.clone())), (&cells[0].template, &cells[1].template));
    let html = report(works.console().pool(), batch, ReportFormat::Html).await.expect("a page");
    assert!(html.contains("<h2>Differences</h2>") && html.contains("0.0163"), "the report names them too");
}

/// The numbers of a cell, from runs whose numbers are known.
#[tokio::test]
async fn the_numbers_of_a_cell_can_be_computed_by_hand() {
    let works = Works::begin().await;
    let started =
        batch::start(works.console(), &BatchSpec { repeats: 5, ..spec(&["default"]) }).await.expect("a batch");
    let missed = r#"{"quality": {"missed": ["score"]}}"#;
    works
        .sql(&format!(
            "update knock.agent_jobs set status = told.status, quality_score = told.quality, execution_time_ms = told.ms,
               prompt_tokens = told.tokens, completion_tokens = 1, cost_usd = told.cost, error_kind = told.kind,
               output = told.output::jsonb, degraded = told.degraded, started_at = now(), completed_at = now()
             from (values (0, 'completed', 0.90, 100, 10, 0.5, null, '{{}}', false),
               (1, 'completed', 0.70, 300, 20, 0.25, null, '{missed}', true),
               (2, 'failed', null, 50, 40, 0.125, 'server', null, false),
               (3, 'failed', null, 50, 40, 0, null, null, false),
               (4, 'cancelled', null, 50, 0, 0, 'cancelled', null, false)
             ) as told (place, status, quality, ms, tokens, cost, kind, output, degraded)
             where batch_place = told.place"
        ))
        .await;
    let cells = cells(works.console().pool(), started.id).await.expect("cells");
    let [cell] = cells.as_slice() else { panic!("one cell: {cells:?}") };
    assert_eq!((cell.runs, cell.completed, cell.failed, cell.cancelled, cell.degraded), (5, 2, 2, 1, 1));
    // One of four that came to an end by themselves missed nothing.
    assert!(near(cell.pass_rate, 0.25), "{:?}", cell.pass_rate);
    assert!(near(cell.quality, 0.8) && near(cell.quality_spread, 0.02f64.sqrt()), "{cell:?}");
    assert!(near(cell.duration_ms, 200.0) && near(cell.duration_spread_ms, 20_000f64.sqrt()), "{cell:?}");
    assert!(near(cell.tokens, 16.0) && near(Some(cell.cost_usd), 0.875), "{cell:?}");
    let failures: Vec<(&str, u32)> = cell.failures.iter().map(|(kind, times)| (kind.as_str(), *times)).collect();
    assert_eq!(failures, [("internal", 1), ("server", 1)]);
    let summary = batch::get(works.console().pool(), started.id).await.expect("the batch");
    assert_eq!((summary.completed, summary.failed, summary.cancelled), (2, 2, 1));
    assert!(near(Some(summary.cost_usd), 0.875) && summary.ended_at.is_some());
}

#[tokio::test]
async fn a_batch_is_cancelled_and_gone_on_with() {
    let works = Works::begin().await;
    let config = RunConfig { until: Some(Agent::Needs), ..RunConfig::default() };
    let started = batch::start(works.console(), &BatchSpec { repeats: 3, config, ..spec(&["default", "sparse"]) })
        .await
        .expect("a batch");
    let first: uuid::Uuid =
        works.told("select id::text from knock.agent_jobs order by number limit 1").await.parse().expect("an id");
    works.to_the_end(first).await;
    assert_eq!(batch::cancel(works.console(), started.id).await.expect("cancelled"), 5);
    let summary = batch::get(works.console().pool(), started.id).await.expect("the batch");
    assert_eq!((summary.completed, summary.cancelled), (1, 5));
    assert!(summary.cancelled_at.is_some() && summary.ended_at.is_some());

    assert_eq!(batch::resume(works.console(), started.id).await.expect("resumed"), 5);
    works.worker.work_once(4).await.expect("it works until nothing is left");
    let summary = batch::get(works.console().pool(), started.id).await.expect("the batch");
    assert_eq!((summary.runs, summary.completed, summary.cancelled), (6, 6, 0));
    assert!(summary.cancelled_at.is_none());
    assert_eq!(works.count("knock.agent_jobs").await, 11, "what was cancelled stays on record, outside the count");
    let seeds = works
        .told("select string_agg(seed::text, ' ' order by batch_place) from knock.agent_jobs where batch_place is not null")
        .await;
    assert_eq!(seeds, "11 12 13 11 12 13", "the same once more");
    assert_eq!(batch::resume(works.console(), started.id).await.expect("nothing to do"), 0);
}

#[tokio::test]
async fn a_batch_that_cannot_be_writes_nothing() {
    let works = Works::begin().await;
    let with_input = |input: Value| {
        let mut wrong = spec(&["default", "sparse"]);
        wrong.inputs.push(BatchInput { name: "x".into(), source: RunSource::Input { input } });
        wrong
    };
    let mut deep = plain_input("온");
    deep["userData"]["domains"][1] = json!("a b");
    let cases = [
        (BatchSpec { repeats: 10_001, ..spec(&["default", "sparse"]) }, "inputs"),
        (BatchSpec { repeats: 0, ..spec(&["default"]) }, "inputs"),
        (spec(&[]), "inputs"),
        (with_input(deep), "inputs[2].userData.domains[1]"),
        (with_input(json!({})), "inputs[2].userData"),
        (BatchSpec { engines: vec!["nobody".into()], ..spec(&["default"]) }, "engine"),
        (BatchSpec { templates: vec![uuid::Uuid::nil()], ..spec(&["default"]) }, "templateId"),
        (BatchSpec { priority: -101, ..spec(&["default"]) }, "priority"),
    ];
    for (spec, field) in cases {
        let refusal = batch::start(works.console(), &spec).await.expect_err("refused");
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some(field)), "{refusal:?}");
    }
    let refusal = batch::start(works.console(), &spec(&["default", "nobody-knows"])).await.expect_err("refused");
    assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::NotFound, Some("inputs[1]")));
    assert_eq!(batches(&works).await, 0);
    assert_eq!(works.count("graphile_worker.jobs").await, 0);
}

#[tokio::test]
async fn a_batch_does_not_make_its_runs_again() {
    let works = Works::begin().await;
    works
        .sql("update knock.quality_criteria set min_score = 1, min_paradoxes = 15, when_missed = 'regenerateOnce'")
        .await;
    let started = batch::start(works.console(), &spec(&["default"])).await.expect("a batch");
    works.worker.work_once(1).await.expect("it works until nothing is left");
    assert_eq!(works.count("knock.agent_jobs").await, 1, "what misses the criteria is counted");
    let cells = cells(works.console().pool(), started.id).await.expect("cells");
    assert_eq!(cells[0].pass_rate, Some(0.0));
}

#[tokio::test]
async fn a_report_says_the_same_in_every_format() {
    let works = Works::begin().await;
    let mut spec = spec(&["default", "sparse"]);
    spec.inputs[0].name = "=쉼표, \"따옴표\" <b>".into();
    spec.config.until = Some(Agent::Needs);
    spec.label = "<이름> & 뜻".into();
    let started = batch::start(works.console(), &spec).await.expect("a batch");
    works.worker.work_once(2).await.expect("it works until nothing is left");
    let pool = works.console().pool();
    let cells: Vec<BatchCell> = cells(pool, started.id).await.expect("cells");

    let text = report(pool, started.id, ReportFormat::Csv).await.expect("a table");
    let lines: Vec<&str> = text.strip_prefix('\u{feff}').expect("a byte-order mark").split("\r\n").collect();
    assert_eq!(lines.len(), 4, "a heading, two cells, nothing after the last end of line");
    assert!(lines[0].starts_with("input,template,engine,runs,completed"));
    assert!(lines[1].starts_with("\"'=쉼표, \"\"따옴표\"\" <b>\",inner-voice 1.0,offline,1,1,0,0,"), "{}", lines[1]);
    assert_eq!(lines[2].split(',').count(), 16);

    let document: Value =
        serde_json::from_str(&report(pool, started.id, ReportFormat::Json).await.expect("a document")).expect("JSON");
    assert_eq!(document["cells"], json!(cells));
    assert_eq!(document["batch"]["completed"], 2);
    assert_eq!(document["spec"]["inputs"][1]["name"], "sparse");

    let page = report(pool, started.id, ReportFormat::Html).await.expect("a page");
    assert!(page.contains("&lt;이름&gt; &amp; 뜻") && !page.contains("<이름>") && !page.contains("<b>"));
    assert_eq!(page.matches("<tr><td>").count(), 2);
    assert!(!page.contains("http"), "it opens without a net");
    assert!("pdf".parse::<ReportFormat>().is_err());
}

/// The parts of a run that travel.
fn travelling(run: &read::Run) -> Value {
    let steps: Vec<Value> = run
        .steps
        .iter()
        .map(|step| {
            let mut told = json!(step);
            told.as_object_mut().expect("an object").remove("worker");
            told
        })
        .collect();
    let one = &run.summary;
    json!({
        "input": run.input, "config": run.config, "settings": run.settings, "output": run.output, "steps": steps,
        "status": one.status, "quality": one.quality, "seed": one.seed, "engine": one.engine, "degraded": one.degraded,
        "label": one.label, "tags": one.tags, "error": one.error, "errorKind": one.error_kind, "warnings": one.warnings,
        "failedStep": one.failed_step, "durationMs": one.duration_ms, "cost": one.cost_usd, "tokens": one.prompt_tokens,
        "started": one.started_at, "completed": one.completed_at, "character": one.character, "person": one.person,
    })
}

#[tokio::test]
async fn a_bundle_shows_the_same_in_another_database() {
    let (here, there) = (Works::begin().await, Works::begin().await);
    let faulty = here.template_with("why", "no heading").await;
    let labelled = greenroom_core::runs::start::RunRequest {
        label: Some("나중에".into()),
        tags: vec!["하나".into(), "둘".into()],
        // Somebody without a browsing history: that would stay here.
        ..request(RunSource::Input { input: plain_input("온") })
    };
    let failing = with(sample("sparse"), |config| config.template_id = Some(faulty));
    for request in [labelled, failing] {
        let run = here.driven(&request).await;
        let bytes = bundle::export(here.console().pool(), run.summary.id).await.expect("a bundle");
        let imported = bundle::import(there.console(), bytes).await.expect("it is taken").id;
        let found = there.run(imported).await;
        assert_eq!(travelling(&found), travelling(&run));
        assert_eq!(found.summary.based_on_kind.as_deref(), Some("imported"));
        assert_eq!(there.events(imported).await, here.events(run.summary.id).await);
        assert_eq!(found.last_event, run.last_event);
        if run.summary.status == "completed" {
            let picture = read::picture(there.console().pool(), imported).await.expect("a picture");
            assert_eq!(picture, read::picture(here.console().pool(), run.summary.id).await.expect("a picture"));
        }
    }
    assert_eq!(there.count("knock.personas").await, 0);
    let labelled = there.told("select id::text from knock.agent_jobs where label = '나중에'").await;
    let like = RunSource::Like { run: labelled.parse().expect("an id") };
    let again = there.driven(&request(like)).await;
    assert_eq!(again.summary.status, "completed", "it can be repeated there");
}

fn rewritten(bundle: &[u8], change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bundle)).expect("a bundle");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        let name = file.name().expect("its name").into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        if let Some(bytes) = change(&name, bytes) {
            out.start_file(&name, zip::write::SimpleFileOptions::default()).expect("a file");
            out.write_all(&bytes).expect("its bytes");
        }
    }
    out.finish().expect("a bundle").into_inner()
}

#[tokio::test]
async fn bad_bundles_are_refused_and_write_nothing() {
    let works = Works::begin().await;
    let run = works.driven(&with(sample("default"), |config| config.skip_cache = true)).await;
    let good = bundle::export(works.console().pool(), run.summary.id).await.expect("a bundle");
    let changed = |path: &'static str, value: Value| {
        rewritten(&good, |name, bytes| {
            if name != "run.json" {
                return Some(bytes);
            }
            let mut document: Value = serde_json::from_slice(&bytes).expect("JSON");
            *document.pointer_mut(path).expect("the place") = value.clone();
            Some(document.to_string().into_bytes())
        })
    };
    let only = |file: &'static str, content: &'static str| {
        rewritten(&good, |name, bytes| Some(if name == file { content.as_bytes().to_vec() } else { bytes }))
    };
    let bad = [
        ("no zip", b"this is no bundle".to_vec()),
        ("cut", good[..good.len() / 2].to_vec()),
        ("no run.json", rewritten(&good, |name, bytes| (name != "run.json").then_some(bytes))),
        ("no JSON", only("run.json", "{")),
        ("another format", changed("/format", json!("greenroom-run/9"))),
        ("no log", only("log.jsonl", "nonsense\n")),
        ("another picture", only("picture.png", "another")),
        ("not over", changed("/run/status", json!("running"))),
        ("no steps", changed("/run/steps", json!("none"))),
        ("a strange step", changed("/run/steps/0/step", json!(77))),
        ("a strange status", changed("/run/steps/0/status", json!("dancing"))),
        ("no input", changed("/run/input", Value::Null)),
        ("a strange score", changed("/run/quality", json!("good"))),
        ("a score beyond", changed("/run/quality", json!(7))),
        ("a strange seed", changed("/run/seed", json!("seven"))),
        ("a strange time", changed("/run/startedAt", json!("yesterday morning"))),
        ("an array", changed("/run", json!([1, 2]))),
    ];
    for (what, bytes) in bad {
        let refusal = bundle::import(works.console(), bytes).await.expect_err(what);
        assert_eq!(refusal.code, ErrorCode::Invalid, "{what}: {refusal:?}");
    }
    assert_eq!(works.count("knock.agent_jobs").await, 1);
    assert_eq!(journal(&works.run(run.summary.id).await).len(), 5);
    bundle::import(works.console(), rewritten(&good, |_, bytes| Some(bytes))).await.expect("the same packed again");
    bundle::import(works.console(), good).await.expect("and once more");
    assert_eq!(works.count("knock.agent_jobs").await, 3);
}
