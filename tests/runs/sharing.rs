//! What leaves the console with a run, and what does not.

use std::io::{Cursor, Read as _};

use greenroom_core::{
    ErrorCode,
    agents::Agent,
    operations::uploads,
    runs::{
        bundle,
        files::{self, RunFile},
        start::RunSource,
    },
};
use serde_json::json;

use crate::support::runs::{Works, plain_input, request, sample, with};

/// Everything in a bundle that is text.
fn texts(bundle: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bundle)).expect("a bundle");
    let mut texts = String::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        if !file.name().expect("its name").ends_with(".png") {
            file.read_to_string(&mut texts).expect("a text");
        }
    }
    texts
}

#[tokio::test]
async fn secrets_and_where_somebody_has_been_stay_here() {
    let works = Works::begin().await;
    let mut input = plain_input("온");
    input["userData"]["browsingHistory"] = json!({
        "domains": [{ "domain": "quiet-clinic.example", "count": 40 }, { "domain": "github.com", "count": 9 }],
        "keywords": ["아무도 모르는 검색"], "categories": [{ "category": "news", "count": 3 }], "totalVisits": 52,
    });
    let run = works.driven(&request(RunSource::Input { input })).await;
    let id = run.summary.id;
    let key = ["sk-proj-", "0123456789abcdefghij"].concat();
    works
        .sql(&format!(
            "update knock.agent_job_logs set answer = 'my key is {key}', output = output || '{{\"note\": \"{key}\"}}',
               question = '{{\"system\": \"{key}\", \"user\": \"{{\\\"browsingHistory\\\": [\\\"quiet-clinic.example\\\"]}}\"}}'
             where step = 1;
             update knock.agent_job_events set message = 'said {key}' where kind = 'line' and step = 1;
             update knock.agent_jobs set output = jsonb_set(output, '{{prompts,systemPrompt}}', to_jsonb('이 열쇠는 {key}'::text))"
        ))
        .await;
    let pool = works.console().pool();
    let shared = texts(&bundle::export(pool, id).await.expect("a bundle"));
    for secret in [key.as_str(), "browsingHistory", "quiet-clinic", "아무도 모르는 검색", "totalVisits"] {
        assert!(!shared.contains(secret), "{secret} has left");
    }
    assert!(shared.contains("[api-key]") && shared.contains("github.com"), "what the person told themselves stays");
    for part in [RunFile::Log, RunFile::Output, RunFile::Prompt] {
        let text = String::from_utf8(files::bytes(pool, id, part).await.expect("a part")).expect("a text");
        assert!(!text.contains(&key) && !text.contains("quiet-clinic"), "{part:?}");
        assert!(!text.is_empty());
    }
    let there = Works::begin().await;
    let imported = bundle::import(there.console(), bundle::export(pool, id).await.expect("a bundle")).await;
    assert_eq!(there.run(imported.expect("it is taken").id).await.summary.status, "completed");
}

#[tokio::test]
async fn a_log_has_one_line_for_each_event() {
    let works = Works::begin().await;
    let run = works.driven(&with(sample("default"), |config| config.until = Some(Agent::Needs))).await.summary.id;
    works.sql("update knock.agent_job_events set message = E'one\\ntwo\\r\\nthree' where kind = 'line'").await;
    let log = files::bytes(works.console().pool(), run, RunFile::Log).await.expect("a log");
    let log = String::from_utf8(log).expect("a text");
    assert_eq!(log.lines().count(), works.events(run).await.len());
    assert!(log.contains("line 1/1 one\\ntwo\\r\\nthree"), "{log}");
    for missing in [RunFile::Prompt, RunFile::Picture] {
        let refusal = files::bytes(works.console().pool(), run, missing).await.expect_err("it made none");
        assert_eq!(refusal.code, ErrorCode::NotFound);
    }
}

#[tokio::test]
async fn a_bundle_comes_in_from_the_window() {
    let works = Works::begin().await;
    let run = works.driven(&with(sample("default"), |config| config.until = Some(Agent::Needs))).await.summary.id;
    let bytes = bundle::export(works.console().pool(), run).await.expect("a bundle");
    let upload = uploads::begin(works.console()).expect("an upload");
    std::fs::write(works.console().folders.uploads().join(upload.to_string()), bytes).expect("its bytes");
    let imported = files::import(works.console(), upload).await.expect("it is taken").id;
    assert_eq!(works.run(imported).await.summary.based_on_kind.as_deref(), Some("imported"));
    let again = files::import(works.console(), upload).await.expect_err("it is thrown away");
    assert_eq!(again.code, ErrorCode::NotFound);
}
