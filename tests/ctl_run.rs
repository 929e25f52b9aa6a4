//! Runs from the command line: one document on stdout, events as JSON lines, exit codes that mean something.

use std::{
    io::Write as _,
    process::{Output, Stdio},
};

use greenroom_core::{providers::ProviderKind, runs::worker::Worker};
use serde_json::{Value, json};
use sqlx::Executor;

use crate::{
    fake_models::{Behaviour, FakeModels},
    script::{Script, text},
    support::{ctl_command, json as document, runs::told, scratch},
};

fn said(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.trim().lines().last().unwrap_or_default();
    serde_json::from_str::<Value>(last).unwrap_or_else(|cause| panic!("{cause}: {said}"))["error"].clone()
}

fn lines(output: &Output) -> Vec<Value> {
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    lines.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|cause| panic!("{cause}: {line}"))).collect()
}

fn given(script: &Script, arguments: &[&str], input: &str) -> Output {
    let mut child = ctl_command(&script.folder)
        .env("DATABASE_URL", &script.fresh.url)
        .arg("--json")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("greenroomctl starts");
    child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn numbers(value: &Value) -> Vec<i64> {
    value["items"].as_array().expect("items").iter().filter_map(|run| run["number"].as_i64()).collect()
}

#[tokio::test]
async fn a_run_is_started_listed_and_shown() {
    let script = Script::begin("ctl-run").await;
    let run = script.ok(&["run", "start", "--sample", "default", "--seed", "7", "--dry-run", "--label", "처음"]);
    assert_eq!((text(&run, "status"), &run["seed"], &run["dryRun"]), ("completed", &json!(7), &json!(true)));
    assert_eq!(run["steps"].as_array().map(Vec::len), Some(5));
    assert!(run["quality"]["score"].is_number() && run["persona"].is_null() && run["tokens"] == 0);
    let number = run["number"].to_string();
    assert_eq!(script.ok(&["run", "show", &number]), run);
    assert_eq!(script.ok(&["run", "show", text(&run, "id")]), run);
    script.ok(&["run", "start", "--sample", "sparse", "--until", "needs", "--tag", "짧게"]);
    let all = script.ok(&["run", "list"]);
    assert_eq!((numbers(&all), &all["total"]["value"]), (vec![2, 1], &json!(2)));
    assert_eq!(numbers(&script.ok(&["run", "list", "--tag", "짧게", "--state", "completed"])), [2]);
    assert_eq!(numbers(&script.ok(&["run", "list", "--text", "처음"])), [1]);
    assert_eq!(numbers(&script.ok(&["run", "list", "--state", "failed"])), Vec::<i64>::new());
    let page = script.ok(&["run", "list", "--limit", "1"]);
    assert_eq!(numbers(&script.ok(&["run", "list", "--after", text(&page, "next")])), [1]);
    assert_eq!(script.refused(&["run", "show", "99"])["code"], "NotFound");
}

#[tokio::test]
async fn events_come_as_json_lines() {
    let script = Script::begin("ctl-run-log").await;
    let followed = script.run(&["run", "start", "--sample", "default", "--seed", "7", "--follow"]);
    assert!(followed.status.success());
    let told = lines(&followed);
    let sequence: Vec<i64> = told.iter().filter_map(|event| event["seq"].as_i64()).collect();
    assert_eq!(sequence, (1..=told.len() as i64).collect::<Vec<_>>());
    assert_eq!(told.last().map(|event| event["kind"].clone()), Some(json!("completed")));
    assert_eq!(lines(&script.run(&["run", "log", "1"])), told);
    assert_eq!(lines(&script.run(&["run", "log", "1", "--after", "4", "--follow"])), told[4..]);
}

#[tokio::test]
async fn an_input_comes_from_a_file_or_from_standard_input() {
    let script = Script::begin("ctl-run-input").await;
    let input = crate::support::runs::plain_input("온").to_string();
    let output = given(&script, &["run", "start", "--input", "-", "--until", "needs"], &input);
    assert_eq!(document(&output)["person"], "온");
    let file = script.folder.join("input.json");
    std::fs::write(&file, &input).expect("a file");
    let run = script.ok(&["run", "start", "--input", file.to_str().expect("a path"), "--until", "needs"]);
    assert_eq!(run["person"], "온");

    let broken = given(&script, &["run", "start", "--input", "-"], "{\"userData\": ");
    assert_eq!((broken.status.code(), text(&said(&broken), "field")), (Some(1), "input"));
    let wrong = given(&script, &["run", "start", "--input", "-"], r#"{"userData": {}, "meta": {"userName": "온"}}"#);
    assert_eq!(text(&said(&wrong), "field"), "userData");
    assert!(wrong.stdout.is_empty());
    assert_eq!(numbers(&script.ok(&["run", "list"])), [2, 1], "what was refused was not begun");
}

#[tokio::test]
async fn wrong_usage_and_failed_runs_have_codes_of_their_own() {
    let script = Script::begin("ctl-run-codes").await;
    for wrong in [
        &["run", "start"][..],
        &["run", "start", "--sample", "default", "--like", "1"],
        &["run", "start", "--sample", "default", "--until", "nobody"],
        &["run", "start", "--sample", "default", "--detach", "--follow"],
        &["run", "list", "--state", "dancing"],
        &["run", "compare", "1"],
    ] {
        assert_eq!(script.run(wrong).status.code(), Some(2), "{wrong:?}");
    }
    assert_eq!(script.refused(&["run", "start", "--sample", "nobody-knows"])["code"], "NotFound");
    assert_eq!(script.refused(&["run", "start", "--sample", "default", "--engine", "nobody"])["field"], "engine");
    assert_eq!(script.refused(&["run", "start", "--sample", "default", "--priority", "101"])["field"], "priority");

    let mut stranger = script.fresh.stranger().await;
    stranger.execute("update knock.prompt_templates set is_default = false").await.expect("no default");
    let failed = script.run(&["run", "start", "--sample", "default"]);
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(document(&failed)["status"], "failed", "what happened is told all the same");
    assert!(text(&said(&failed), "message").contains("no template is the default"));
}

#[tokio::test]
async fn a_run_is_cancelled_retried_and_resumed() {
    let script = Script::begin("ctl-run-again").await;
    let started = script.ok(&["run", "start", "--sample", "default", "--detach", "--seed", "3"]);
    assert_eq!(started["number"], 1);
    script.ok(&["run", "cancel", "1", "--reason", "on second thoughts"]);
    let cancelled = script.ok(&["run", "show", "1"]);
    assert_eq!((text(&cancelled, "status"), text(&cancelled, "error")), ("cancelled", "on second thoughts"));
    assert_eq!(script.refused(&["run", "cancel", "1"])["code"], "Conflict");
    let resumed = script.ok(&["run", "resume", "1"]);
    assert_eq!((text(&resumed, "status"), &resumed["basedOn"]), ("completed", &cancelled["id"]));
    let retried = script.ok(&["run", "retry", "2", "--from", "scene"]);
    let events = lines(&script.run(&["run", "log", &retried["number"].to_string()]));
    let begun: Vec<&Value> = events.iter().filter(|one| one["kind"] == "stepStarted").map(|one| &one["step"]).collect();
    assert_eq!(begun, [4, 5]);
    assert_eq!(script.refused(&["run", "resume", "2"])["code"], "Conflict");
    assert_eq!(script.ok(&["run", "archive", "1", "2"])["changed"], 2);
    assert_eq!(numbers(&script.ok(&["run", "list", "--archived"])), [2, 1]);
    assert_eq!(script.ok(&["run", "archive", "--restore", "1"])["changed"], 1);
}

#[tokio::test]
async fn a_run_waits_for_somebody_at_the_command_line() {
    let script = Script::begin("ctl-run-gates").await;
    let arguments = ["run", "start", "--sample", "default", "--gate", "needs", "--gate", "character"];
    let run = script.ok(&arguments);
    assert_eq!(text(&run, "status"), "waiting");
    assert_eq!(text(&script.ok(&["run", "approve", "1"]), "status"), "waiting");
    assert_eq!(text(&script.ok(&["run", "approve", "1", "--note", "good"]), "status"), "completed");
    assert_eq!(script.refused(&["run", "approve", "1"])["code"], "Conflict");
    script.ok(&arguments);
    let refused = script.ok(&["run", "reject", "2", "--note", "no"]);
    assert_eq!((text(&refused, "status"), text(&refused, "errorKind")), ("failed", "rejected"));
}

#[tokio::test]
async fn runs_are_compared_and_carried_away() {
    let script = Script::begin("ctl-run-carried").await;
    script.ok(&["run", "start", "--sample", "default", "--seed", "1"]);
    script.ok(&["run", "start", "--sample", "default", "--seed", "2"]);
    let compared = script.ok(&["run", "compare", "1", "2"]);
    assert!(compared["differences"].as_array().is_some_and(|all| all.iter().any(|one| one["path"] == "output.seed")));
    let (png, zip) = (script.folder.join("room.png"), script.folder.join("run.zip"));
    let told = script.ok(&["run", "picture", "1", "--output", png.to_str().expect("a path")]);
    let bytes = std::fs::read(&png).expect("a picture");
    assert!(bytes.starts_with(b"\x89PNG") && told["bytes"] == json!(bytes.len()));
    script.ok(&["run", "export", "1", "-o", zip.to_str().expect("a path")]);
    let imported = script.ok(&["run", "import", zip.to_str().expect("a path")]);
    assert_eq!(imported["number"], 3);
    let (here, there) = (script.ok(&["run", "show", "1"]), script.ok(&["run", "show", "3"]));
    assert_eq!(here["output"], there["output"]);
    let refused = script.refused(&["run", "import", png.to_str().expect("a path")]);
    assert_eq!((text(&refused, "code"), text(&refused, "field")), ("Invalid", "file"));
}

#[tokio::test]
async fn a_batch_runs_from_a_file_of_lines() {
    let script = Script::begin("ctl-batch").await;
    let file = script.folder.join("people.jsonl");
    let people =
        format!("{}\n\n{}\n", json!({ "name": "표본", "sample": "sparse" }), crate::support::runs::plain_input("온"));
    std::fs::write(&file, people).expect("a file");
    let path = file.to_str().expect("a path");
    let batch = script.ok(&["batch", "start", "--inputs", path, "--repeats", "2", "--seed", "1", "--label", "둘"]);
    assert_eq!((&batch["runs"], &batch["completed"]), (&json!(4), &json!(4)));
    let inputs: Vec<&str> =
        batch["cells"].as_array().expect("cells").iter().filter_map(|cell| cell["input"].as_str()).collect();
    assert_eq!(inputs, ["표본", "3 온"]);
    assert_eq!(script.ok(&["batch", "list"])["items"][0]["label"], "둘");
    assert_eq!(script.ok(&["batch", "show", "1"])["cells"], batch["cells"]);
    let table = script.run(&["batch", "report", "1"]);
    assert_eq!(String::from_utf8_lossy(&table.stdout).lines().count(), 3);

    let waiting = script.ok(&["batch", "start", "--inputs", path, "--detach"]);
    assert_eq!(waiting["pending"], 2);
    assert_eq!(script.ok(&["batch", "cancel", "2"])["stopped"], 2);
    assert_eq!(script.ok(&["batch", "resume", "2"])["begun"], 2);
    let worker = script.ok(&["work", "--once", "--concurrency", "2"]);
    assert_eq!(worker["stopped"], true);
    assert_eq!(script.ok(&["batch", "show", "2"])["completed"], 2);

    let wrong = given(&script, &["batch", "start", "--inputs", "-"], "{\"sample\": \"default\"}\n{nonsense\n");
    assert!(text(&said(&wrong), "message").contains("line 2"), "{wrong:?}");
    let wrong = given(&script, &["batch", "start", "--inputs", "-"], "{\"sample\": \"default\"}\n{\"meta\": 1}\n");
    assert_eq!(text(&said(&wrong), "field"), "inputs[1].userData");
    let nobody = given(&script, &["batch", "start", "--inputs", "-"], "\n");
    assert_eq!(text(&said(&nobody), "field"), "inputs");
    assert_eq!(script.ok(&["batch", "list"])["items"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_worker_takes_what_others_left() {
    let script = Script::begin("ctl-work").await;
    for seed in ["1", "2", "3"] {
        script.ok(&["run", "start", "--sample", "default", "--until", "needs", "--seed", seed, "--detach"]);
    }
    assert_eq!(script.ok(&["work", "--once"])["stopped"], true);
    assert_eq!(numbers(&script.ok(&["run", "list", "--state", "completed"])), [3, 2, 1]);
    let signed_off = "select count(*)::text from console.workers where stopped_at is not null";
    assert_eq!(told(&script.fresh, signed_off).await, "1");
}

#[tokio::test]
async fn what_agents_are_told_is_changed_field_by_field() {
    let script = Script::begin("ctl-agent").await;
    let all = script.ok(&["agent", "get"]);
    let names: Vec<&str> = all["items"].as_array().expect("items").iter().map(|one| text(one, "agent")).collect();
    assert_eq!(names, ["needs", "character", "prompt", "scene", "picture"]);
    let before = script.ok(&["agent", "get", "needs"]);
    let after = script.ok(&["agent", "set", "needs", "--set", r#"{"temperature":0.2,"engine":"openai"}"#]);
    assert_eq!(
        (&after["temperature"], &after["engine"], &after["attempts"]),
        (&json!(0.2), &json!("openai"), &before["attempts"])
    );
    let stale = script.refused(&["agent", "set", "needs", "--set", "{}", "--revision", text(&before, "revision")]);
    assert_eq!(stale["code"], "Stale");
    for (set, field) in [
        (r#"{"warmth":1}"#, "warmth"),
        (r#"{"temperature":3}"#, "temperature"),
        (r#"{"timeoutMs":1}"#, "timeoutMs"),
        (r#"{"onFailure":"panic"}"#, "onFailure"),
        (r#"{"engine":"nobody"}"#, "engine"),
        (r#"{"isEnabled":false}"#, "isEnabled"),
        (r#"{"attempts":"three"}"#, "set"),
        ("[]", "set"),
        ("nonsense", "set"),
    ] {
        let refusal = script.refused(&["agent", "set", "needs", "--set", set]);
        assert_eq!((text(&refusal, "code"), text(&refusal, "field")), ("Invalid", field), "{set}");
    }
    assert_eq!(script.ok(&["agent", "get", "needs"]), after);
    assert_eq!(script.ok(&["agent", "set", "picture", "--set", r#"{"isEnabled":false}"#])["isEnabled"], false);
    assert!(script.ok(&["agent", "schema", "character"])["output"].is_object());
    let history = script.ok(&["history", "list", "--limit", "1"]);
    assert_eq!(history["items"][0]["origin"], "greenroomctl");
}

#[tokio::test]
async fn what_a_good_run_is_is_changed_field_by_field() {
    let script = Script::begin("ctl-criteria").await;
    let before = script.ok(&["criteria", "get"]);
    let after = script.ok(&["criteria", "set", "--set", r#"{"minScore":0.8,"whenMissed":"warn"}"#]);
    assert_eq!((&after["minScore"], &after["minNeeds"]), (&json!(0.8), &before["minNeeds"]));
    let stale = script.refused(&["criteria", "set", "--set", "{}", "--revision", text(&before, "revision")]);
    assert_eq!(stale["code"], "Stale");
    for (set, field) in [
        (r#"{"minScore":2}"#, "minScore"),
        (r#"{"whenMissed":"cry"}"#, "whenMissed"),
        (r#"{"minNeeds":5}"#, "minNeeds"),
        (r#"{"minTokens":5000}"#, "minTokens"),
        (r#"{"beauty":1}"#, "beauty"),
    ] {
        assert_eq!(text(&script.refused(&["criteria", "set", "--set", set]), "field"), field, "{set}");
    }
    assert_eq!(script.ok(&["criteria", "get"]), after);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn providers_are_listed_set_and_tried() {
    let script = Script::begin("ctl-provider").await;
    let fake = FakeModels::start().await;
    let set = json!({ "kind": "openAi", "baseUrl": fake.base_url(ProviderKind::OpenAi), "model": "the-model" });
    let made = script.ok(&["provider", "set", "mine", "--set", &set.to_string()]);
    assert_eq!((text(&made, "model"), &made["concurrency"]), ("the-model", &json!(4)));
    let report = script.ok(&["provider", "test", "mine"]);
    assert!(report["failed"].is_null(), "{report}");
    fake.always(Behaviour::status(401));
    let failed = script.run(&["provider", "test", "mine"]);
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(text(&said(&failed), "code"), "Conflict");

    let changed = script.ok(&["provider", "set", "mine", "--set", r#"{"concurrency":1}"#]);
    assert_eq!((&changed["concurrency"], &changed["baseUrl"]), (&json!(1), &set["baseUrl"]));
    let revision = ["provider", "set", "mine", "--set", "{}", "--revision", text(&made, "revision")];
    assert_eq!(script.refused(&revision)["code"], "Stale");
    for (set, field) in [
        (r#"{"kind":"parrot"}"#, "kind"),
        (r#"{"concurrency":0}"#, "concurrency"),
        (r#"{"baseUrl":"ftp://here"}"#, "baseUrl"),
        (r#"{"apiKey":"sk-1"}"#, "apiKey"),
    ] {
        assert_eq!(text(&script.refused(&["provider", "set", "mine", "--set", set]), "field"), field, "{set}");
    }
    assert_eq!(script.refused(&["provider", "set", "offline", "--set", "{}"])["field"], "name");
    let listed = script.ok(&["provider", "list"]);
    let mine =
        listed["items"].as_array().expect("items").iter().find(|one| one["name"] == "mine").expect("it is there");
    assert_eq!(mine["key"]["source"]["from"], "none", "{mine}");
    script.ok(&["agent", "set", "needs", "--set", r#"{"engine":"mine"}"#]);
    assert_eq!(script.refused(&["provider", "delete", "mine"])["code"], "Conflict", "an agent needs it");
    script.ok(&["agent", "set", "needs", "--set", r#"{"engine":null}"#]);
    script.ok(&["provider", "delete", "mine"]);
    assert_eq!(script.refused(&["provider", "test", "mine"])["code"], "NotFound");
}

#[tokio::test]
async fn a_key_is_never_taken_from_the_arguments() {
    let script = Script::begin("ctl-key").await;
    assert_eq!(script.run(&["key", "set", "openai", "sk-1"]).status.code(), Some(2));
    let empty = given(&script, &["key", "set", "openai"], "  \n");
    assert_eq!((empty.status.code(), text(&said(&empty), "field")), (Some(1), "key"));
}

#[tokio::test]
async fn a_provider_without_a_key_is_not_asked() {
    let script = Script::begin("ctl-keyless").await;
    script.ok(&["provider", "set", "keyless", "--set", r#"{"model":"m"}"#]);
    let output = ctl_command(&script.folder)
        .env("DATABASE_URL", &script.fresh.url)
        .env_remove("OPENAI_API_KEY")
        .args(["--json", "run", "start", "--sample", "default", "--engine", "keyless", "--until", "needs"])
        .output()
        .expect("greenroomctl runs");
    let run = document(&output);
    assert_eq!((&run["status"], &run["degraded"]), (&json!("completed"), &json!(true)));
    let kinds: Vec<&Value> = run["steps"].as_array().expect("steps").iter().map(|step| &step["errorKind"]).collect();
    assert_eq!(kinds[..2], [&json!("noKey"), &Value::Null]);
}

/// A provider that repeats the key in everything it says.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_is_in_no_row_of_the_database() {
    const KEY: &str = "sk-secret-4f2a9c71";
    let script = Script::begin("ctl-secret").await;
    let fake = FakeModels::start().await;
    let mut turn = 0;
    fake.answer_with(move |request| {
        turn += 1;
        let sent: String = request.headers.iter().map(|(_, value)| value.as_str()).collect();
        assert!(sent.contains(KEY), "the key was sent");
        let body = json!({ "error": { "message": format!("{KEY} is not welcome here"), "type": "x" } }).to_string();
        match turn % 3 {
            0 => Behaviour::Text(format!("내 열쇠는 {KEY}")),
            1 => Behaviour::Status { code: 500, retry_after: None, body },
            _ => Behaviour::Raw { content_type: format!("text/{KEY}"), body },
        }
    });
    let address = fake.base_url(ProviderKind::OpenAi);
    script.ok(&["provider", "set", "openai", "--set", &json!({ "baseUrl": address }).to_string()]);
    let output = ctl_command(&script.folder)
        .env("DATABASE_URL", &script.fresh.url)
        .env("GREENROOM_OPENAI_API_KEY", KEY)
        .args(["--json", "run", "start", "--sample", "default", "--engine", "openai"])
        .output()
        .expect("greenroomctl runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(document(&output)["degraded"], true);
    assert!(fake.requests().len() >= 5, "all three ways were tried");
    let tables: Vec<String> = sqlx::query_scalar(
        "select format('%I.%I', schemaname, tablename) from pg_tables
         where schemaname in ('knock', 'console', 'graphile_worker')",
    )
    .fetch_all(script.fresh.console.pool())
    .await
    .expect("tables");
    assert!(tables.len() > 20);
    for table in tables {
        let rows =
            told(&script.fresh, &format!("select count(*)::text from {table} as one where one::text like '%{KEY}%'"))
                .await;
        assert_eq!(rows, "0", "{table}");
    }
    for said in [&output.stdout, &output.stderr] {
        assert!(!String::from_utf8_lossy(said).contains(KEY), "it is not printed either");
    }
}

#[tokio::test]
async fn a_run_that_others_work_on_is_followed_to_its_end() {
    let script = Script::begin("ctl-run-others").await;
    script.ok(&["run", "start", "--sample", "default", "--detach"]);
    let worker = Worker::sign_on(&script.fresh.console, 1).await.expect("a worker");
    let (folder, url) = (scratch("ctl-run-others"), script.fresh.url.clone());
    let following = tokio::task::spawn_blocking(move || {
        let mut command = ctl_command(&folder);
        command.env("DATABASE_URL", url).args(["--json", "run", "log", "1", "--follow"]).output().expect("it runs")
    });
    worker.work_once(1).await.expect("it works until nothing is left");
    let told = lines(&following.await.expect("no panic"));
    assert_eq!(told.last().map(|event| event["kind"].clone()), Some(json!("completed")));
    assert_eq!(told.first().map(|event| event["seq"].clone()), Some(json!(1)));
}
