//! Around a draw: its settings, whose needs it may be for, and the command line.

use greenroom_core::{
    ErrorCode,
    operations::history::{self, HistoryFilter},
    pools::{
        Need, Pool,
        draw::{
            DrawRequest, DrawSourceKind, Factor, draw_sources,
            settings::{self, DrawSettingsEdit},
        },
    },
};
use serde_json::{Value, json};
use sqlx::Executor;

use super::{LONELY_LEARNER, drawn, needs, request};
use crate::support::{ACTOR, Fresh, ctl_command, json as document, scratch};

#[tokio::test]
async fn settings_act_are_remembered_and_refuse_a_stale_edit() {
    let fresh = Fresh::seeded().await;
    let now = settings::get(fresh.console.pool()).await.expect("settings");
    let edit = DrawSettingsEdit {
        needs_considered: 2,
        need_cut: 0.65,
        intensity_factor: 3.0,
        most_of_a_need: 5,
        experience_count: 5,
        ..DrawSettingsEdit::from(&now)
    };
    let changed = settings::update(&fresh.console, &now.revision, edit).await.expect("they are saved");
    assert_eq!((DrawSettingsEdit::from(&changed), changed.revision != now.revision), (edit, true));

    let draw = drawn(&fresh, Pool::Experiences, &request(LONELY_LEARNER)).await;
    assert_eq!((draw.count, draw.picks.len(), draw.candidates), (5, 5, 20), "two needs of ten rows");
    let intense = draw.probabilities.iter().filter(|row| row.why[&Factor::Intensity] == 3.0);
    assert!(intense.clone().count() > 0);
    for row in intense {
        assert!(
            matches!(
                (row.need, row.intensity.as_deref()),
                (Some(Need::Belonging), Some("high")) | (Some(Need::Growth), Some("medium"))
            ),
            "{row:?}"
        );
    }

    let refusal = settings::update(&fresh.console, &now.revision, edit).await.expect_err("somebody was faster");
    assert_eq!(refusal.code, ErrorCode::Stale);
    let wrong = DrawSettingsEdit { keyword_factor: 0.5, ..edit };
    let refusal = settings::update(&fresh.console, &changed.revision, wrong).await.expect_err("a factor raises");
    assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some("keywordFactor")));

    let filter = HistoryFilter { table: Some("knock.draw_settings".into()), ..HistoryFilter::default() };
    let history = history::list(fresh.console.pool(), &filter).await.expect("history");
    assert_eq!(history.items[0].actor, ACTOR);
    assert!(history.items[0].fields.contains(&"need_cut".to_owned()));
}

#[tokio::test]
async fn finds_needs_of_characters_and_of_past_runs() {
    let fresh = Fresh::seeded().await;
    let mut stranger = fresh.stranger().await;
    assert!(draw_sources(fresh.console.pool()).await.expect("sources").is_empty(), "the seeds hold neither");
    let flat =
        json!({"survival": 0.1, "belonging": 0.9, "recognition": 0.4, "autonomy": 0.3, "growth": 0.5, "meaning": 0.2});
    sqlx::query(
        "insert into knock.personas (user_id, persona_type, name, system_prompt, need_vectors, character_profile, created_at)
         select id, 'roommate', '하늘', '나는', $1, '{}', '2026-01-01' from knock.users where username = 'haewon_night'",
    )
    .bind(&flat)
    .execute(&mut stranger)
    .await
    .expect("a persona");
    let each = |strength: fn(f64) -> Value| -> Vec<Value> {
        Need::ALL.iter().map(|need| json!({"need": need, "actual": strength(flat[need.to_string()].as_f64().unwrap()), "state": "balanced"})).collect()
    };
    let outputs = [
        Some(json!({"analysis": {"completeVector": each(|value| json!(value))}, "character": {"name": "새벽"}})),
        Some(json!({"analysis": {"completeVector": flat}})),
        Some(json!({"persona": {"needVectors": flat}})),
        Some(json!({"analysis": {"completeVector": each(|value| json!(value + 5.0))}})),
        Some(json!({"analysis": {"completeVector": each(|value| json!(value))[..5]}})),
        Some(json!({"analysis": {"completeVector": "none"}})),
        None,
    ];
    for (day, output) in outputs.iter().enumerate() {
        sqlx::query(
            "insert into knock.agent_jobs (job_type, status, input, output, created_at, number)
             values ('character_generation', 'completed', '{}', $1, date '2026-02-01' + $2, $2 + 1000)",
        )
        .bind(output)
        .bind(day as i32)
        .execute(&mut stranger)
        .await
        .expect("a run");
    }
    let sources = draw_sources(fresh.console.pool()).await.expect("sources");
    let told: Vec<(DrawSourceKind, &str)> = sources.iter().map(|one| (one.kind, one.label.as_str())).collect();
    assert_eq!(
        told,
        [
            (DrawSourceKind::Run, "#1002"),
            (DrawSourceKind::Run, "#1001"),
            (DrawSourceKind::Run, "#1000 새벽"),
            (DrawSourceKind::Person, "하늘 · 해원")
        ],
        "newest first, and only what can be read"
    );
    assert!(sources.iter().all(|one| one.needs == needs([0.1, 0.9, 0.4, 0.3, 0.5, 0.2])));

    stranger
        .execute(
            "insert into knock.agent_jobs (job_type, status, input, output)
             select 'character_generation', 'completed', '{}', output from knock.agent_jobs, generate_series(1, 120)
             where number = 1001",
        )
        .await
        .expect("many runs");
    assert_eq!(draw_sources(fresh.console.pool()).await.expect("sources").len(), 100);
}

#[tokio::test]
async fn the_command_line_draws_and_explains() {
    let fresh = Fresh::seeded().await;
    let needs = r#"{"survival":0.2,"belonging":0.9,"recognition":0.3,"autonomy":0.4,"growth":0.7,"meaning":0.6}"#;
    let run = |arguments: &[&str]| {
        let mut command = ctl_command(&scratch("ctl-draw"));
        command.env("DATABASE_URL", &fresh.url).args(["pool", "draw"]).args(arguments);
        command.output().expect("greenroomctl runs")
    };
    let output =
        run(&["experiences", "--needs", needs, "--seed", "1", "--trials", "100", "--keywords", "저축,기록", "--json"]);
    let told = document(&output);
    let expected =
        DrawRequest { trials: Some(100), keywords: vec!["저축".into(), "기록".into()], ..request(LONELY_LEARNER) };
    let expected = drawn(&fresh, Pool::Experiences, &expected).await;
    let expected = serde_json::to_string(&expected).expect("it is JSON");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), expected, "the very same draw");
    let why = told["probabilities"][0]["why"].as_object().expect("why is an object");
    assert_eq!(why.keys().collect::<Vec<_>>(), ["weight", "priority", "need", "archetype", "intensity", "keywords"]);
    assert!(why.values().all(Value::is_number));

    let table = run(&["visuals", "--needs", needs, "--element-types", "color,mood", "--count", "1"]);
    let text = String::from_utf8_lossy(&table.stdout).into_owned();
    assert!(text.contains("color/") && text.contains("mood/") && text.contains(" %"), "{text}");
    assert!(run(&["archetypes", "--needs", needs]).status.success());

    for bad in
        ["{}", "[1]", "no JSON", r#"{"survival":2,"belonging":0,"recognition":0,"autonomy":0,"growth":0,"meaning":0}"#]
    {
        let output = run(&["experiences", "--needs", bad, "--json"]);
        let refusal: Value = serde_json::from_slice(&output.stderr).expect("an error document");
        assert_eq!(
            (&refusal["error"]["code"], &refusal["error"]["field"]),
            (&json!("Invalid"), &json!("needs")),
            "{bad}"
        );
        assert_eq!(output.status.code(), Some(1));
    }
}
