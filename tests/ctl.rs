//! The command line as a script sees it: one document on stdout, errors on stderr, exit codes that mean something.

use std::process::Output;

use serde_json::Value;

use crate::support::{ACTOR, Fresh, ctl, ctl_command, json, scratch};

fn run(fresh: &Fresh, arguments: &[&str]) -> Output {
    ctl_command(&scratch("ctl")).env("DATABASE_URL", &fresh.url).args(arguments).output().expect("greenroomctl runs")
}

fn refusal(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    let document: Value = serde_json::from_str(said.trim()).unwrap_or_else(|cause| panic!("{cause}: {said}"));
    document["error"].clone()
}

#[tokio::test]
async fn lists_and_gets_rows_of_pools() {
    let fresh = Fresh::seeded().await;
    let page = json(&run(&fresh, &["--json", "pool", "list", "experiences", "--need", "growth", "--limit", "4"]));
    assert_eq!(page["items"].as_array().expect("items").len(), 4);
    assert_eq!(page["total"], serde_json::json!({ "value": 10, "exact": true }));
    let cursor = page["next"].as_str().expect("there is more");
    let next = json(&run(
        &fresh,
        &["--json", "pool", "list", "experiences", "--need", "growth", "--limit", "400", "--after", cursor],
    ));
    assert_eq!(next["items"].as_array().expect("items").len(), 6);
    assert_eq!(next["next"], Value::Null);

    let first = &page["items"][0];
    let row = json(&run(&fresh, &["--json", "pool", "get", "experiences", first["id"].as_str().expect("an id")]));
    assert_eq!(&row, first);
    assert!(row["revision"].is_string() && row["needType"] == "growth");
}

#[tokio::test]
async fn tells_coverage_in_cells_and_gaps() {
    let fresh = Fresh::seeded().await;
    let coverage = json(&run(&fresh, &["--json", "pool", "coverage", "visuals"]));
    assert_eq!(coverage["cells"].as_array().expect("cells").len(), 30);
    let cell = &coverage["cells"][0];
    assert_eq!((&cell["need"], &cell["elementType"]), (&"survival".into(), &"color".into()));
    assert_eq!((&cell["active"], &cell["target"]), (&4.into(), &4.into()));
    let parts = cell["byIntensity"].as_object().expect("its third dimension");
    assert_eq!(parts.values().filter_map(Value::as_u64).sum::<u64>(), 4);
    assert_eq!(coverage["gaps"], serde_json::json!([]));
    let table = run(&fresh, &["pool", "coverage", "experiences"]);
    assert!(String::from_utf8_lossy(&table.stdout).contains("survival"), "{table:?}");
}

#[tokio::test]
async fn keeps_the_name_of_who_asked_in_history() {
    let fresh = Fresh::migrated().await;
    json(&run(&fresh, &["--json", "--actor", "하늘", "seed", "knock", "--scenario", "content"]));
    let history = json(&run(&fresh, &["--json", "history", "list", "--actor", "하늘", "--limit", "1"]));
    assert_eq!(history["items"][0]["origin"], "greenroomctl");
    assert_eq!(
        history["total"]["value"], 199,
        "10 archetypes, 60 experiences, 120 visuals, 7 trauma types, 2 templates"
    );
    let mine = json(&run(&fresh, &["--json", "history", "list", "--actor", ACTOR]));
    assert_eq!(mine["items"], serde_json::json!([]));
}

#[tokio::test]
async fn seeds_once_and_lists_what_there_is() {
    let fresh = Fresh::migrated().await;
    let scenarios = json(&run(&fresh, &["--json", "seed", "knock", "--scenario", "list"]));
    let names: Vec<&str> =
        scenarios.as_array().expect("scenarios").iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["content", "demo", "people"]);
    assert!(
        json(&run(&fresh, &["--json", "seed", "knock", "--if-empty"]))["inserted"]
            .as_u64()
            .is_some_and(|rows| rows > 220)
    );
    assert_eq!(json(&run(&fresh, &["--json", "seed", "knock", "--if-empty"]))["skipped"], true);
    assert_eq!(json(&run(&fresh, &["--json", "seed", "knock"]))["inserted"], 0);
}

#[tokio::test]
async fn fails_in_the_words_of_the_window() {
    let fresh = Fresh::migrated().await;
    let cases: [(&[&str], &str, i32); 5] = [
        (&["--json", "pool", "get", "visuals", "00000000-0000-0000-0000-000000000000"], "NotFound", 1),
        (&["--json", "pool", "list", "visuals", "--tag", "family"], "Invalid", 1),
        (&["--json", "seed", "knock", "--scenario", "nothing"], "NotFound", 1),
        (&["--json", "db", "rollback", "--to", "0"], "Forbidden", 1),
        (&["--json", "db", "stop"], "Conflict", 1),
    ];
    for (arguments, code, exit) in cases {
        let output = run(&fresh, arguments);
        assert_eq!(refusal(&output)["code"], code, "{arguments:?}");
        assert_eq!(output.status.code(), Some(exit), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?} printed a result");
    }
    let field = refusal(&run(&fresh, &["--json", "pool", "list", "visuals", "--tag", "family"]));
    assert_eq!(field["field"], "tag");
}

#[test]
fn wrong_usage_and_an_unreachable_database_have_their_own_codes() {
    let folder = scratch("ctl-codes");
    for arguments in
        [&["pool", "list", "dreams"][..], &["pool"], &["--nonsense"], &["pool", "list", "visuals", "--need", "hunger"]]
    {
        assert_eq!(ctl(&folder, arguments).status.code(), Some(2), "{arguments:?}");
    }
    let output =
        ctl(&folder, &["--json", "--database-url", "postgres://nobody@127.0.0.1:1/none", "pool", "list", "visuals"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(refusal(&output)["code"], "Unreachable");
}

#[tokio::test]
async fn speaks_korean_when_asked() {
    let fresh = Fresh::migrated().await;
    let output = run(&fresh, &["--lang", "ko", "db", "migrate"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "이미 최신입니다");
}

#[test]
fn an_interrupted_command_says_so() {
    let folder = scratch("ctl-interrupted");
    let child = ctl_command(&folder).args(["db", "hold"]).spawn().expect("it starts");
    for _ in 0..600 {
        if std::fs::read_to_string(folder.join("database/data/postmaster.pid")).is_ok_and(|text| text.contains("ready"))
        {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill").success()
    );
    assert_eq!(child.wait_with_output().expect("it ends").status.code(), Some(130));
}

#[tokio::test]
async fn prints_a_completion_script() {
    let output = ctl(&scratch("ctl-completions"), &["completions", "bash"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("greenroomctl"));
}
