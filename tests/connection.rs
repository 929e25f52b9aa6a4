//! Which database, and what is said when there is none.

use std::fs;

use greenroom_core::{Console, ErrorCode, Setup, db::profile::ProfileKind, drafts};
use serde_json::json;
use sqlx::Executor;

use crate::support::{Fresh, scratch};

fn setup(folder: &str) -> Setup {
    Setup { data_dir: Some(scratch(folder)), origin: "tests", ..Setup::default() }
}

#[tokio::test]
async fn nobody_at_the_other_end_is_unreachable() {
    let setup = Setup { database_url: Some("postgres://nobody@127.0.0.1:1/none".into()), ..setup("nobody") };
    let refusal = Console::open(setup).expect("it only prepares").connect().await.expect_err("nobody is there");
    assert_eq!(refusal.code, ErrorCode::Unreachable);
}

#[tokio::test]
async fn a_url_that_is_none_is_refused() {
    let setup = Setup { database_url: Some("not a url".into()), ..setup("no-url") };
    assert_eq!(Console::open(setup).err().expect("refused").code, ErrorCode::Invalid);
}

#[tokio::test]
async fn a_profile_is_read_from_its_file() {
    let fresh = Fresh::seeded().await;
    let setup = Setup { profile: Some("readers".into()), ..setup("profile") };
    let file = setup.data_dir.as_ref().expect("a folder").join("profiles.json");
    let profiles =
        json!({ "profiles": [{ "name": "readers", "url": fresh.url, "production": true, "readOnly": true }] });
    fs::write(&file, profiles.to_string()).expect("the file");

    let console = Console::open(setup.clone()).expect("the profile is found");
    let server = console.connect().await.expect("and its database");
    assert!(server.version.starts_with("18") || !server.version.is_empty());
    assert_eq!((console.profile().kind, console.profile().production), (ProfileKind::External, true));
    assert!(!console.profile().address.contains("greenroom:"), "no password is shown: {}", console.profile().address);
    let refusal: greenroom_core::Error = console
        .pool()
        .execute("update knock.coverage_targets set visuals_per_need = 99")
        .await
        .expect_err("read-only")
        .into();
    assert_eq!(refusal.code, ErrorCode::Forbidden, "the server holds it, not only the window");

    let unknown = Setup { profile: Some("writers".into()), ..setup.clone() };
    assert_eq!(Console::open(unknown).err().expect("unknown").code, ErrorCode::NotFound);
    fs::write(&file, "{").expect("a broken file");
    assert_eq!(Console::open(setup).err().expect("broken").code, ErrorCode::Invalid);
}

#[tokio::test]
async fn drafts_outlive_the_program_and_stay_with_their_profile() {
    let first = setup("drafts");
    let console = Console::open(first.clone()).expect("a console");
    drafts::save(&console, "coverage-targets", Some("7".into()), json!({ "visualsPerNeed": 30 })).expect("kept");
    drafts::save(&console, "coverage-targets", Some("7".into()), json!({ "visualsPerNeed": 31 })).expect("kept again");
    drop(console);
    let again = Console::open(first.clone()).expect("a new program");
    let kept = drafts::list(&again).expect("drafts");
    assert_eq!(kept.len(), 1, "one for each key");
    assert_eq!((kept[0].key.as_str(), &kept[0].value), ("coverage-targets", &json!({ "visualsPerNeed": 31 })));

    let elsewhere = Setup { database_url: Some("postgres://nobody@127.0.0.1:1/none".into()), ..first };
    assert!(
        drafts::list(&Console::open(elsewhere).expect("a console")).expect("drafts").is_empty(),
        "another database's drafts"
    );

    drafts::discard(&again, "coverage-targets").expect("discarded");
    drafts::discard(&again, "coverage-targets").expect("twice is no harm");
    assert!(drafts::list(&again).expect("drafts").is_empty());
}
