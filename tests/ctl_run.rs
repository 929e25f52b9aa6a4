//! Runs from the command line: one document on stdout, events as JSON lines, exit codes that mean something.

use std::process::Output;

use greenroom_core::runs::worker::Worker;
use serde_json::{Value, json};
use sqlx::Executor;

use crate::{
    script::{Script, said, text},
    support::{ctl_command, json as document, runs::told, scratch},
};

fn lines(output: &Output) -> Vec<Value> {
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    lines.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|cause| panic!("{cause}: {line}"))).collect()
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
    let output = script.given(&["run", "start", "--input", "-", "--until", "needs"], &input);
    assert_eq!(document(&output)["person"], "온");
    let file = script.folder.join("input.json");
    std::fs::write(&file, &input).expect("a file");
    let run = script.ok(&["run", "start", "--input", file.to_str().expect("a path"), "--until", "needs"]);
    assert_eq!(run["person"], "온");

    let broken = script.given(&["run", "start", "--input", "-"], "{\"userData\": ");
    assert_eq!((broken.status.code(), text(&said(&broken), "field")), (Some(1), "input"));
    let wrong = script.given(&["run", "start", "--input", "-"], r#"{"userData": {}, "meta": {"userName": "온"}}"#);
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

    let wrong = script.given(&["batch", "start", "--inputs", "-"], "{\"sample\": \"default\"}\n{nonsense\n");
    assert!(text(&said(&wrong), "message").contains("line 2"), "{wrong:?}");
    let wrong = script.given(&["batch", "start", "--inputs", "-"], "{\"sample\": \"default\"}\n{\"meta\": 1}\n");
    assert_eq!(text(&said(&wrong), "field"), "inputs[1].userData");
    let nobody = script.given(&["batch", "start", "--inputs", "-"], "\n");
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

#[tokio::test]
async fn a_run_is_looked_at_begun_anew_and_written_for() {
    let script = Script::begin("ctl-run-again").await;
    let seen = script.ok(&["run", "check", "--sample", "default"]);
    assert_eq!(seen["analysis"]["completeVector"].as_array().map(Vec::len), Some(6));
    assert_eq!(script.refused(&["run", "check", "--sample", "default", "--engine", "nobody"])["field"], "engine");
    assert_eq!(script.ok(&["run", "list"])["total"]["value"], 0, "nothing was begun");

    let first = script.ok(&["run", "start", "--sample", "default", "--seed", "7", "--until", "character"]);
    let on = script.ok(&["run", "retry", "1", "--to-the-end"]);
    assert_eq!((text(&on, "status"), on["steps"].as_array().map(Vec::len)), ("completed", Some(5)));
    let seeded = script.ok(&["run", "retry", "1", "--seed", "8", "--detach"]);
    assert_eq!(script.ok(&["run", "show", text(&seeded, "id")])["seed"], 8);

    let mut output = first["steps"][1]["output"].clone();
    output["character"]["name"] = json!("새봄");
    let file = script.folder.join("character.json");
    std::fs::write(&file, output.to_string()).expect("a file");
    let path = file.to_str().expect("a path");
    let fork = script.ok(&["run", "fork", "1", "character", "--output", path]);
    assert_eq!((text(&fork, "basedOnKind"), text(&fork, "character")), ("fork", "새봄"));
    let wrong = script.given(&["run", "fork", "1", "character", "--output", "-"], r#"{"character": {"name": 1}}"#);
    assert_eq!(text(&said(&wrong), "field"), "output.character.name");

    let number = fork["number"].to_string();
    let page = script.ok(&["run", "json", &number, "output", "character", "name"]);
    assert_eq!((text(&page, "kind"), text(&page, "text")), ("string", "새봄"));
    let found = script.ok(&["run", "json", &number, "output", "--step", "2", "--find", "새봄"]);
    assert_eq!(found["paths"][0], json!(["character", "name"]));
    let log = script.folder.join("run.log");
    script.ok(&["run", "export", &number, "--part", "log", "-o", log.to_str().expect("a path")]);
    assert!(std::fs::read_to_string(&log).expect("a log").contains("stepStarted 3/1"));

    script.ok(&["run", "start", "--sample", "default", "--seed", "7", "--gate", "character"]);
    let last = script.ok(&["run", "list", "--state", "waiting"])["items"][0]["number"].to_string();
    let approved = script.ok(&["run", "approve", &last, "--output", path]);
    assert_eq!((text(&approved, "status"), text(&approved, "character")), ("completed", "새봄"));
}
