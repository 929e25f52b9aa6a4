//! From the command line: what agents are told, what a good run is, which providers there are, and that no key is kept.

use greenroom_core::providers::ProviderKind;
use serde_json::{Value, json};

use crate::{
    fake_models::{Behaviour, FakeModels},
    script::{Script, said, text},
    support::{ctl_command, json as document, runs::told},
};

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
    let empty = script.given(&["key", "set", "openai"], "  \n");
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
