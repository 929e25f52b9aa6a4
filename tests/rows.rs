//! Any row by its words, any row by its id; never a secret.

use greenroom_core::{ErrorCode, insight::home, operations::history::ChangeKind, rows, rows::RowKind};

use crate::support::Fresh;

#[tokio::test]
async fn finds_rows_of_every_kind_by_their_words() {
    let fresh = Fresh::seeded().await;
    for (text, kind) in [
        ("developer_gamer", RowKind::Archetype),
        ("inner-voice", RowKind::Template),
        ("@example.com", RowKind::Person),
        ("lonely-night", RowKind::SampleInput),
        ("rejection", RowKind::TraumaType),
    ] {
        let hits = rows::search(fresh.console.pool(), text).await.expect("a search");
        assert!(hits.iter().any(|hit| hit.kind == kind), "{text}: {hits:?}");
        assert!(hits.len() <= 20);
    }
    let title: String = sqlx::query_scalar("select title from knock.data_pool_experiences order by id limit 1")
        .fetch_one(fresh.console.pool())
        .await
        .expect("a title");
    let hits = rows::search(fresh.console.pool(), &title).await.expect("a search");
    assert_eq!(hits[0].title, title, "its own title comes first");
    assert!(rows::search(fresh.console.pool(), "  ").await.expect("a search").is_empty());
    assert!(
        rows::search(fresh.console.pool(), "%")
            .await
            .expect("a search")
            .iter()
            .all(|hit| hit.title.contains('%') || hit.subtitle.contains('%'))
    );
}

#[tokio::test]
async fn shows_a_row_with_its_history() {
    let fresh = Fresh::seeded().await;
    let hit = rows::search(fresh.console.pool(), "developer_gamer").await.expect("a search");
    let hit = hit.iter().find(|hit| hit.kind == RowKind::Archetype).expect("the archetype");
    let row = rows::get(fresh.console.pool(), hit.kind, hit.id.parse().expect("an id")).await.expect("the row");
    assert_eq!(row.fields["name"], "developer_gamer");
    assert_eq!(row.changes[0].operation, ChangeKind::Insert);
}

#[tokio::test]
async fn a_person_is_shown_without_secrets() {
    let fresh = Fresh::seeded().await;
    let id: uuid::Uuid = sqlx::query_scalar("select id from knock.users order by email limit 1")
        .fetch_one(fresh.console.pool())
        .await
        .expect("a person");
    let row = rows::get(fresh.console.pool(), RowKind::Person, id).await.expect("the person");
    let text = row.fields.to_string();
    assert!(!text.contains("password") && !text.contains("raw_data"), "{text}");
    assert!(row.fields["onboarding"]["domains"].as_array().is_some_and(|domains| !domains.is_empty()));
}

#[tokio::test]
async fn a_row_that_is_gone_is_not_found() {
    let fresh = Fresh::migrated().await;
    let refusal = rows::get(fresh.console.pool(), RowKind::Visual, uuid::Uuid::nil()).await.expect_err("nothing");
    assert_eq!(refusal.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn home_counts_what_is_there() {
    let fresh = Fresh::seeded().await;
    let seen = home::home(fresh.console.pool(), None).await.expect("home");
    assert_eq!(
        (seen.content.experiences.active, seen.content.visuals.total, seen.content.archetypes.total),
        (60, 120, 10)
    );
    assert_eq!((seen.content.templates.total, seen.content.people), (2, 12));
    assert_eq!((seen.day.runs, seen.day.success_rate), (0, None), "no runs is no success rate");
    assert!(seen.changes.is_empty(), "who was never here has missed nothing");
}

#[tokio::test]
async fn home_tells_the_day_in_numbers() {
    let fresh = Fresh::seeded().await;
    sqlx::raw_sql(
        "insert into knock.agent_jobs (job_type, status, input, quality_score, execution_time_ms, error_message)
         values ('character_generation', 'completed', '{}', 0.9, 1000, null),
                ('character_generation', 'completed', '{}', 0.7, 2000, null),
                ('character_generation', 'failed', '{\"meta\": {\"userName\": \"미나\"}}', null, 10, 'the model was silent'),
                ('character_generation', 'running', '{}', null, null, null);
         with asked as (
           insert into knock.agent_jobs (job_type, status, input) values ('character_generation', 'running', '{}') returning id
         )
         insert into knock.agent_job_runtime (job_id, gate) select id, '{}' from asked;
         insert into knock.agent_job_logs (job_id, agent_name, step, status, prompt_tokens, completion_tokens, cost_usd)
         select id, 'Agent 1', 1, 'completed', 100, 20, 0.005 from knock.agent_jobs where status = 'completed';
         insert into knock.agent_jobs (job_type, status, input, created_at)
         values ('character_generation', 'failed', '{}', now() - interval '2 days')",
    )
    .execute(fresh.console.pool())
    .await
    .expect("a day");
    let since = chrono::Utc::now() - chrono::TimeDelta::days(1);
    let seen = home::home(fresh.console.pool(), Some(since)).await.expect("home");
    assert_eq!(
        (seen.day.runs, seen.day.completed, seen.day.failed, seen.day.running),
        (5, 2, 1, 1),
        "who waits for somebody is not running"
    );
    let rate = seen.day.success_rate.expect("some ended");
    assert!((rate - 2.0 / 3.0).abs() < 1e-9, "{rate}");
    assert_eq!(seen.day.mean_quality, Some(0.8));
    assert_eq!(seen.day.tokens, 240);
    assert!((seen.day.cost_usd - 0.01).abs() < 1e-9);
    assert_eq!(seen.running.len(), 2);
    assert_eq!(seen.failures[0].person.as_deref(), Some("미나"));
    assert!(seen.changes.iter().any(|change| change.table == "knock.data_pool_visuals" && change.count == 120));
}

/// The coverage targets are one row that nobody has named.
#[tokio::test]
async fn home_tells_of_changes_to_rows_without_a_name() {
    let fresh = Fresh::migrated().await;
    let since = chrono::Utc::now() - chrono::TimeDelta::days(1);
    sqlx::query("update knock.coverage_targets set visuals_per_need = 30")
        .execute(fresh.console.pool())
        .await
        .expect("an edit");
    let seen = home::home(fresh.console.pool(), Some(since)).await.expect("home");
    let change = seen.changes.iter().find(|change| change.table == "knock.coverage_targets").expect("the change");
    assert!(change.count >= 1 && change.labels.is_empty(), "{change:?}");
}
