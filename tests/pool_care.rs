//! Looking after the pools: who reviewed a row, what names and uses it, what is said twice, and which rows one looks at.

use greenroom_core::{
    ErrorCode,
    error::Reason,
    operations::views::{self, SavedViewEdit},
    pools::{Pool, care, duplicates},
    tables::{
        TableRow,
        filter::{Filter, Target, Test},
        list::{self, Sort},
        undo,
        write::{self, RowEdit},
    },
    tasks::Ticket,
};
use serde_json::{Map, Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    support::Fresh,
    table_rows::{again, all, content, edit, first, rows, set},
};

/// A new name goes to everybody who used the old one, in one transaction, and comes back with one token.
#[tokio::test]
async fn renaming_an_archetype_takes_its_references_along() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Archetypes.table();
    let row = first(&fresh, Pool::Archetypes).await;
    let name = row.text("name").expect("a name").to_owned();
    let named = |name: &str| Filter::default().with("archetypes", Test::Any, [json!(name)]);
    let before = rows(&fresh, Pool::Experiences, &named(&name)).await;
    assert!(!before.is_empty(), "experiences name it");
    let usage = care::usage(fresh.console.pool(), Pool::Archetypes, row.id().expect("an id")).await.expect("usage");
    assert_eq!(usage.reference_count as usize, before.len());
    let (token, _) =
        write::update(&fresh.console, table, edit(&row, json!({ "name": "night_owl" }))).await.expect("renamed");
    assert!(rows(&fresh, Pool::Experiences, &named(&name)).await.is_empty());
    assert_eq!(rows(&fresh, Pool::Experiences, &named("night_owl")).await.len(), before.len());
    undo::undo(&fresh.console, token, &Ticket::silent()).await.expect("undone");
    assert_eq!(
        rows(&fresh, Pool::Experiences, &named(&name)).await.iter().map(content).collect::<Vec<_>>(),
        before.iter().map(content).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn tells_what_would_break_before_it_does() {
    let fresh = Fresh::seeded().await;
    let cell = Filter::default().with("needType", Test::Any, [json!("growth")]).with(
        "elementType",
        Test::Any,
        [json!("mood")],
    );
    let impact =
        care::impact(fresh.console.pool(), Pool::Visuals, &Target::Filter(cell.clone())).await.expect("an impact");
    assert_eq!((impact.active, impact.emptied.len(), impact.thinned.len()), (4, 1, 0));
    assert_eq!(impact.emptied[0].column, "mood");
    let one = rows(&fresh, Pool::Visuals, &cell).await[0].id().expect("an id");
    let impact = care::impact(fresh.console.pool(), Pool::Visuals, &Target::Ids(vec![one])).await.expect("an impact");
    assert_eq!((impact.emptied.len(), impact.thinned.len()), (0, 1));
    assert_eq!((impact.thinned[0].before, impact.thinned[0].after, impact.thinned[0].target), (4, 3, 4));
    let archetype = first(&fresh, Pool::Archetypes).await.id().expect("an id");
    let impact =
        care::impact(fresh.console.pool(), Pool::Archetypes, &Target::Ids(vec![archetype])).await.expect("an impact");
    assert!(impact.reference_count > 0 && !impact.references.is_empty());
}

/// A finished run that looked at these experiences, and chose some.
async fn a_run(stranger: &mut PgConnection, quality: f64, candidates: &[(Uuid, bool)]) {
    let (ids, chosen): (Vec<Uuid>, Vec<bool>) = candidates.iter().copied().unzip();
    sqlx::query(
        "with job as (insert into knock.agent_jobs (job_type, status, input, quality_score)
           values ('character_generation', 'completed', '{}', $1) returning id)
         insert into knock.pool_usage (job_id, pool, row_id, chosen)
         select job.id, 'experiences', used.id, used.chosen from job, unnest($2::uuid[], $3::boolean[]) as used (id, chosen)",
    )
    .bind(quality)
    .bind(ids)
    .bind(chosen)
    .execute(stranger)
    .await
    .expect("a run");
}

#[tokio::test]
async fn usage_counts_runs_and_their_quality() {
    let fresh = Fresh::seeded().await;
    let row = first(&fresh, Pool::Experiences).await;
    let mut stranger = fresh.stranger().await;
    for (quality, chosen) in [(0.8, true), (0.6, true), (0.1, false)] {
        a_run(&mut stranger, quality, &[(row.id().expect("an id"), chosen)]).await;
    }
    let usage = care::usage(fresh.console.pool(), Pool::Experiences, row.id().expect("an id")).await.expect("usage");
    assert_eq!((usage.candidate, usage.chosen, usage.runs.len()), (3, 2, 3));
    assert!((usage.quality.expect("a mean") - 0.7).abs() < 1e-9);
    let used =
        Filter::default().with("timesChosen", Test::AtLeast, [json!(1)]).with("quality", Test::AtLeast, [json!(0.69)]);
    let found = rows(&fresh, Pool::Experiences, &used).await;
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0].0["timesChosen"], &found[0].0["timesCandidate"]), (&json!(2), &json!(3)));
}

/// Drafts are never active, whatever the product's server writes.
#[tokio::test]
async fn review_state_and_activity_stay_in_step() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Experiences.table();
    let row = first(&fresh, Pool::Experiences).await;
    let (_, draft) =
        write::update(&fresh.console, table, edit(&row, json!({ "reviewState": "draft" }))).await.expect("a draft");
    assert_eq!((&draft.0["isActive"], &draft.0["reviewedBy"]), (&json!(false), &Value::Null));
    let (_, reviewed) = write::update(
        &fresh.console,
        table,
        edit(&draft, json!({ "reviewState": "reviewed", "reviewNote": "좋습니다" })),
    )
    .await
    .expect("reviewed");
    assert_eq!((reviewed.text("reviewedBy"), &reviewed.0["isActive"]), (Some(crate::support::ACTOR), &json!(false)));
    let (_, active) =
        write::update(&fresh.console, table, edit(&reviewed, json!({ "isActive": true }))).await.expect("active");
    assert_eq!(active.text("reviewState"), Some("active"));
}

#[tokio::test]
async fn finds_rows_that_say_the_same_and_makes_them_one() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Experiences.table();
    let row = first(&fresh, Pool::Experiences).await;
    let values = json!({
        "title": format!("{} 다시", row.text("title").expect("a title")), "description": row.0["description"],
        "needType": row.0["needType"], "intensity": row.0["intensity"], "tags": ["새것"],
    });
    let twin = RowEdit { id: None, revision: None, set: set(values) };
    let (_, twin) = write::update(&fresh.console, table, twin).await.expect("a twin");
    let found =
        duplicates::duplicates(fresh.console.pool(), Pool::Experiences, &Filter::default(), 0.6, &Ticket::silent())
            .await
            .expect("pairs");
    assert_eq!(found.pairs.len(), 1, "the content holds no pair of its own");
    assert_eq!((found.pairs[0].similarity, found.pairs[0].by.as_str(), found.compared), (1.0, "text", 61));
    let hints =
        duplicates::hints(fresh.console.pool(), Pool::Experiences, twin.text("title").expect("a title"), twin.id())
            .await
            .expect("hints");
    assert_eq!(hints[0].second.id, row.id().expect("an id"));

    let (keep, remove) = ((row.id().expect("an id"), row.revision()), (twin.id().expect("an id"), twin.revision()));
    let stale =
        care::merge(&fresh.console, Pool::Experiences, keep, (remove.0, "1"), Map::new()).await.expect_err("stale");
    assert_eq!(stale.code, ErrorCode::Stale);
    let (token, merged) =
        care::merge(&fresh.console, Pool::Experiences, keep, remove, set(json!({ "tags": ["새것"] })))
            .await
            .expect("merged");
    assert_eq!(merged.0["tags"], json!(["새것"]));
    assert_eq!(all(&fresh, Pool::Experiences).await.len(), 60);
    undo::undo(&fresh.console, token, &Ticket::silent()).await.expect("undone");
    assert_eq!(all(&fresh, Pool::Experiences).await.len(), 61);
    assert_eq!(content(&again(&fresh, Pool::Experiences, &row).await), content(&row));
}

/// A run that looked at both is one run; and without the merge each has its own again.
#[tokio::test]
async fn a_merged_row_takes_over_the_runs_of_the_other() {
    let fresh = Fresh::seeded().await;
    let pool = fresh.console.pool();
    let listed = all(&fresh, Pool::Experiences).await;
    let id = |place: usize| listed[place].id().expect("an id");
    let mut stranger = fresh.stranger().await;
    a_run(&mut stranger, 0.5, &[(id(0), true), (id(1), false)]).await;
    a_run(&mut stranger, 0.9, &[(id(1), true)]).await;
    a_run(&mut stranger, 0.4, &[(id(2), false)]).await;
    let used = async |place: usize| {
        let usage = care::usage(pool, Pool::Experiences, id(place)).await.expect("usage");
        let row = again(&fresh, Pool::Experiences, &listed[place]).await;
        assert_eq!((&row.0["timesCandidate"], &row.0["timesChosen"]), (&json!(usage.candidate), &json!(usage.chosen)));
        (usage.candidate, usage.chosen, usage.runs.len(), usage.quality)
    };
    let of = |place: usize| (id(place), listed[place].revision());
    let (first, _) = care::merge(&fresh.console, Pool::Experiences, of(1), of(2), Map::new()).await.expect("merged");
    assert_eq!(used(1).await, (3, 1, 3, Some(0.9)));
    care::merge(&fresh.console, Pool::Experiences, of(0), of(1), set(json!({ "priority": 2 }))).await.expect("again");
    assert_eq!(used(0).await, (3, 2, 3, Some(0.7)), "what the other had taken over came along");
    let last: Uuid = sqlx::query_scalar("select change_set from console.history order by id desc limit 1")
        .fetch_one(pool)
        .await
        .expect("the last change");
    undo::undo(&fresh.console, last, &Ticket::silent()).await.expect("undone");
    undo::undo(&fresh.console, first, &Ticket::silent()).await.expect("undone");
    assert_eq!(used(0).await, (1, 1, 1, Some(0.5)));
    assert_eq!(used(1).await, (2, 1, 2, Some(0.9)));
    assert_eq!(used(2).await, (1, 0, 1, None));
}

#[tokio::test]
async fn texts_are_asked_for_their_length_and_their_letters() {
    let fresh = Fresh::seeded().await;
    let row = first(&fresh, Pool::Experiences).await;
    let write = async |description: &str| {
        let row = again(&fresh, Pool::Experiences, &row).await;
        let edit = edit(&row, json!({ "description": description }));
        write::update(&fresh.console, Pool::Experiences.table(), edit).await.expect("written");
    };
    let found = async |test: Test, value: Value| {
        let filter = Filter::default().with("description", test, [value]);
        rows(&fresh, Pool::Experiences, &filter).await.iter().filter_map(TableRow::id).collect::<Vec<_>>()
    };
    let id = row.id().expect("an id");
    write("열두 글자로 쓴 글이다").await;
    assert_eq!(found(Test::AtMost, json!(12)).await, [id], "characters are counted, not bytes");
    assert!(found(Test::AtMost, json!(11)).await.is_empty());
    assert!(!found(Test::AtLeast, json!(13)).await.contains(&id));
    write("only latin letters").await;
    assert_eq!(found(Test::MatchesNot, json!("[가-힣]")).await, [id]);
    assert_eq!(found(Test::Matches, json!("^only latin")).await, [id]);
    let broken = Filter::default().with("description", Test::Matches, [json!("(")]);
    let refusal = list::rows(fresh.console.pool(), Pool::Experiences.table(), &broken, &Sort::default(), None, None)
        .await
        .expect_err("no regular expression");
    assert_eq!(refusal.code, ErrorCode::Invalid);
    let words = Filter::default().with("description", Test::AtMost, [json!("short")]);
    assert_eq!(words.check(Pool::Experiences.table()).expect_err("no number").code, ErrorCode::Invalid);
}

#[tokio::test]
async fn views_are_mine_or_the_teams() {
    let fresh = Fresh::seeded().await;
    let table = Pool::Experiences.table().name;
    let edit = |name: &str, is_shared| SavedViewEdit {
        table: table.to_owned(),
        name: name.to_owned(),
        is_shared,
        definition: json!({ "filter": { "text": "학교" } }),
    };
    let mine = views::save(&fresh.console, None, &edit("내 것", false)).await.expect("saved");
    sqlx::query("insert into console.saved_views (table_name, name, owner, is_shared, definition) values ($1, 'theirs', 'other', false, '{}'), ($1, 'shared', 'other', true, '{}')")
        .bind(table)
        .execute(&mut fresh.stranger().await)
        .await
        .expect("a colleague's");
    let names: Vec<String> =
        views::list(&fresh.console, table).await.expect("views").into_iter().map(|view| view.name).collect();
    assert_eq!(names, ["shared", "내 것"]);
    let taken = views::save(&fresh.console, None, &edit("내 것", false)).await.expect_err("the name is taken");
    assert_eq!(
        (taken.code, taken.field.as_deref(), taken.reason),
        (ErrorCode::Invalid, Some("name"), Some(Reason::Taken))
    );
    let saved =
        views::save(&fresh.console, Some((mine.id, &mine.revision)), &edit("내 것", true)).await.expect("shared");
    assert!(saved.is_shared);
    let stale =
        views::save(&fresh.console, Some((mine.id, &mine.revision)), &edit("x", true)).await.expect_err("stale");
    assert_eq!(stale.code, ErrorCode::Stale);
    views::delete(&fresh.console, mine.id).await.expect("deleted");
    assert_eq!(views::delete(&fresh.console, mine.id).await.expect_err("gone").code, ErrorCode::NotFound);
}
