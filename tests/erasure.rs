//! A person who is forgotten leaves no trace in any column of any table, and nobody else loses anything.

use greenroom_core::{
    ErrorCode,
    operations::{
        audit,
        views::{self, SavedViewEdit},
    },
    people::{
        erase::{erase, foresee},
        export::export,
        page, raw,
    },
    runs::{
        again::{RunAgain, retry},
        batch::{self, BatchInput, BatchSpec},
        bundle,
        config::RunConfig,
        start::{RunRequest, RunSource},
    },
    templates::contexts::{self, StoredContextEdit},
};
use serde_json::{Value, json};
use sqlx::{Executor, Row};
use uuid::Uuid;

use crate::{
    script::{Script, text},
    support::runs::{Works, of_person, sample, with},
};

/// In every text of theirs, and in nobody else's.
const NAME: &str = "Qworbelin";

/// Every table that holds something of our own, and whether any column of any of its rows has one of the words.
async fn tables_with(works: &Works, words: &[String]) -> Vec<String> {
    let mut stranger = works.fresh.stranger().await;
    let tables = stranger
        .fetch_all(
            "select format('%I.%I', schemaname, tablename) from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema') order by 1",
        )
        .await
        .expect("tables");
    let pattern = words.join("|").to_lowercase();
    let mut found = Vec::new();
    for table in tables {
        let table: String = table.get(0);
        let statement = format!("select exists (select from {table} as one where lower(one::text) ~ $1)");
        let there: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(statement))
            .bind(&pattern)
            .fetch_one(&mut stranger)
            .await
            .expect("an answer");
        if there {
            found.push(table);
        }
    }
    found
}

/// Somebody with everything a person can have here.
async fn somebody(works: &Works) -> Uuid {
    let id = works.person().await;
    works
        .sql(&format!(
            "update knock.users set display_name = '{NAME}', username = '{NAME}', email = '{NAME}@example.com'
             where id = '{id}';
             update knock.onboarding_data set keywords = '{{{NAME} songs}}', raw_data = '{{\"visited\":[\"{NAME}.example\"]}}'
             where user_id = '{id}'"
        ))
        .await;
    // A trial, once more, and then in earnest: nobody has two roommates.
    let trial = works.driven(&with(of_person(id), |config| config.dry_run = true)).await.summary.id;
    let again = retry(works.console(), trial, &RunAgain::default()).await.expect("once more").id;
    works.to_the_end(again).await;
    let run = works.driven(&of_person(id)).await.summary;
    assert_eq!(run.status, "completed");
    bundle::import(works.console(), bundle::export(works.console().pool(), run.id).await.expect("a bundle"))
        .await
        .expect("brought in");
    let input = |name: &str, source| BatchInput { name: name.to_owned(), source };
    let spec = BatchSpec {
        inputs: vec![
            input(NAME, RunSource::Person { id }),
            input("like them", RunSource::Like { run: run.id }),
            input("another", RunSource::Sample { name: "default".to_owned() }),
        ],
        templates: Vec::new(),
        engines: Vec::new(),
        repeats: 1,
        seed: Some(1),
        config: RunConfig::default(),
        label: "kept".to_owned(),
        priority: 0,
    };
    batch::start(works.console(), &spec).await.expect("a batch");
    let context = StoredContextEdit {
        name: "from a run".to_owned(),
        description: None,
        tags: Vec::new(),
        origin: "run".to_owned(),
        job_id: Some(run.id),
        variables: json!({ "user_name": NAME }),
        is_golden: true,
    };
    contexts::save(works.console(), None, &context).await.expect("a context");
    let view = SavedViewEdit {
        table: "knock.run_rows".to_owned(),
        name: "theirs".to_owned(),
        is_shared: true,
        definition: json!({ "filter": { "conditions": [{ "column": "userId", "test": "any", "values": [id] }] } }),
    };
    views::save(works.console(), None, &view).await.expect("a view");
    works
        .sql(&format!(
            "insert into knock.chat_messages (user_id, persona_id, sender_type, content)
             select '{id}', id, 'user', 'good night, says {NAME}' from knock.personas where user_id = '{id}';
             update knock.agent_job_logs set cache_key = 'of {NAME}' where job_id = '{}' and step = 1;
             insert into knock.step_cache (key, agent, output) values ('of {NAME}', 'needs', '{{\"of\":\"{NAME}\"}}')",
            run.id
        ))
        .await;
    id
}

#[tokio::test]
async fn who_is_erased_leaves_no_trace_but_the_bare_fact() {
    let works = Works::begin().await;
    let other = works.driven(&sample("default")).await.summary.id;
    let id = somebody(&works).await;
    let words = [id.to_string(), NAME.to_owned()];
    let before = tables_with(&works, &words).await;
    for table in [
        "console.history",
        "console.saved_views",
        "knock.agent_job_logs",
        "knock.agent_jobs",
        "knock.batches",
        "knock.chat_messages",
        "knock.onboarding_data",
        "knock.personas",
        "knock.rooms",
        "knock.step_cache",
        "knock.template_contexts",
        "knock.users",
    ] {
        assert!(before.contains(&table.to_owned()), "the test itself has put something into {table}: {before:?}");
    }
    let (users, pictures) = (works.count("knock.users").await, works.count("knock.pictures").await);
    assert!(pictures >= 2, "one of theirs, one of somebody else's");

    let foreseen = foresee(works.console(), id).await.expect("it is foreseen");
    assert_eq!(tables_with(&works, &words).await, before, "foreseeing changes nothing");
    let told = erase(works.console(), id).await.expect("erased");
    assert_eq!(told, foreseen);
    assert_eq!((told.characters, told.rooms, told.messages), (1, 1, 1));
    assert_eq!((told.contexts, told.batches, told.saved_views), (1, 1, 1));
    assert!(told.cached_answers >= 1);
    // The trial, its retry, their run, the one that was brought in again, and two of the batch.
    assert_eq!(told.runs, 6);

    assert_eq!(tables_with(&works, &words).await, ["console.audit"]);
    let entries = audit::list(works.console().pool(), Some(id), 10).await.expect("the audit");
    assert_eq!((entries.len(), entries[0].deed.as_str()), (1, "erase"));
    assert!(!entries[0].detail.to_string().contains(NAME), "how much there was, and not what");
    assert_eq!(works.count("knock.users").await, users - 1);
    let kept = works.run(other).await;
    assert_eq!(kept.steps.len(), 5, "nobody else loses anything");
    assert!(works.count("knock.pictures").await >= 1);
    let batch: Uuid = works.told("select id::text from knock.batches").await.parse().expect("an id");
    let batch = batch::whole(works.console().pool(), batch).await.expect("the batch can still be read");
    let names: Vec<&str> = batch.spec.inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["erased 1", "erased 2", "another"]);
    assert_eq!(erase(works.console(), id).await.expect_err("nobody is there").code, ErrorCode::NotFound);
}

/// Somebody's picture is another's, too, when both were drawn alike: it stays while one of them shows it.
#[tokio::test]
async fn what_others_show_stays() {
    let works = Works::begin().await;
    let id = works.person().await;
    works.driven(&of_person(id)).await;
    let statement = format!("select (input #- '{{meta,userId}}')::text from knock.agent_jobs where user_id = '{id}'");
    let input: Value = serde_json::from_str(&works.told(&statement).await).expect("an input");
    let seed: u32 = works.told("select seed::text from knock.agent_jobs").await.parse().expect("a seed");
    let same = RunRequest { seed: Some(seed), ..RunRequest::of(RunSource::Input { input }) };
    let same = works.driven(&same).await.summary.id;
    assert_eq!(works.count("knock.pictures").await, 1, "both are the same picture");
    let told = erase(works.console(), id).await.expect("erased");
    assert_eq!((told.pictures, works.count("knock.pictures").await), (0, 1));
    assert_eq!(works.run(same).await.summary.status, "completed");
}

#[tokio::test]
async fn the_audit_is_never_changed() {
    let works = Works::begin().await;
    let id = works.person().await;
    export(works.console(), id).await.expect("an export");
    for statement in
        ["delete from console.audit", "update console.audit set actor = 'nobody'", "truncate console.audit"]
    {
        let refused = works.fresh.stranger().await.execute(statement).await.expect_err(statement);
        assert!(refused.to_string().contains("neither changed nor removed"), "{refused}");
    }
    assert_eq!(works.count("console.audit").await, 1);
}

#[tokio::test]
async fn browsing_data_is_told_of_and_removed_unread() {
    let works = Works::begin().await;
    let id = somebody(&works).await;
    let pool = works.console().pool();
    let person = page::get(pool, id).await.expect("the page");
    assert!(person.summary.has_raw_data);
    assert!(!json!(person).to_string().contains("visited"), "it is not shown");
    assert!(raw::purge(works.console(), id).await.expect("purged"));
    assert!(!raw::purge(works.console(), id).await.expect("there is none"));
    assert!(!page::get(pool, id).await.expect("the page").summary.has_raw_data);
    assert_eq!(
        audit::list(pool, Some(id), 10).await.expect("the audit").len(),
        1,
        "once, for there was something once"
    );
}

#[tokio::test]
async fn an_export_holds_everything_but_what_the_console_never_reads() {
    let works = Works::begin().await;
    let id = somebody(&works).await;
    let bytes = export(works.console(), id).await.expect("an export");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
    let names: Vec<String> = zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert!(
        names.iter().any(|name| name.starts_with("runs/")) && names.iter().any(|name| name.starts_with("pictures/"))
    );
    let mut document = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("person.json").expect("the document"), &mut document).expect("text");
    assert!(document.contains("good night, says Qworbelin") && document.contains("Qworbelin songs"));
    assert!(!document.contains("visited") && !document.contains("password_hash"));
    let told: Value = serde_json::from_str(&document).expect("JSON");
    assert_eq!(told["person"]["email"], format!("{NAME}@example.com"));
    assert!(told["characters"][0]["system_prompt"].as_str().is_some_and(|prompt| prompt.len() > 100));
}

#[tokio::test]
async fn people_from_the_command_line() {
    let script = Script::begin("ctl-person").await;
    let people = script.ok(&["person", "list", "--limit", "3", "--sort", "name"]);
    assert_eq!((people["items"].as_array().map(Vec::len), &people["total"]["value"]), (Some(3), &json!(12)));
    let email = text(&people["items"][0], "email").to_owned();
    assert_eq!(script.ok(&["person", "list", "--text", &email])["items"].as_array().map(Vec::len), Some(1));
    let shown = script.ok(&["person", "show", &email]);
    let id = text(&shown, "id").to_owned();
    assert_eq!(script.ok(&["person", "show", &id]), shown);
    script.ok(&["run", "start", "--person", &id, "--seed", "7"]);
    let shown = script.ok(&["person", "show", &id]);
    assert_eq!((shown["characters"][0]["kind"].as_str(), &shown["building"][0]["x"]), (Some("roommate"), &json!(0)));
    let file = script.folder.join("person.zip");
    script.ok(&["person", "export", &id, "--output", file.to_str().expect("a path")]);
    assert!(std::fs::metadata(&file).is_ok_and(|file| file.len() > 1000));
    let would = script.ok(&["person", "erase", &id, "--dry-run"])["wouldErase"].clone();
    assert_eq!((&would["characters"], &would["runs"]), (&json!(1), &json!(1)));
    let refused = script.refused(&["person", "erase", &id]);
    assert!(text(&refused, "message").contains("say --yes"), "{refused}");
    assert_eq!(script.ok(&["person", "erase", &id, "--yes"])["erased"], would);
    assert_eq!(script.refused(&["person", "show", &id])["code"], "NotFound");
    let deeds = script.ok(&["person", "audit", "--person", &id]);
    let deeds: Vec<&str> = deeds["items"].as_array().expect("items").iter().map(|one| text(one, "deed")).collect();
    assert_eq!(deeds, ["erase", "export"]);
}
