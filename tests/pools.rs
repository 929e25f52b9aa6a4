//! Reading the pools: filters, order, pages, rulers, search, counts of values, coverage.

use std::collections::HashSet;

use greenroom_core::{
    ErrorCode,
    page::Page,
    pools::{
        Need, Pool,
        coverage::{CoveragePool, coverage},
    },
    tables::{
        TableRow,
        filter::{Filter, Test},
        list::{self, Sort},
    },
};
use serde_json::{Value, json};
use sqlx::Executor;

use crate::support::Fresh;

async fn page(fresh: &Fresh, pool: Pool, filter: &Filter) -> Page<TableRow> {
    list::page(fresh.console.pool(), pool.table(), filter, &Sort::default(), None, Some(1000)).await.expect("a list")
}

fn by(column: &str, descending: bool) -> Sort {
    Sort { column: column.to_owned(), descending }
}

/// Every order, up and down, in small pages and along a ruler: each row exactly once, and both the same.
#[tokio::test]
async fn pages_neither_repeat_nor_skip() {
    let fresh = Fresh::seeded().await;
    fresh
        .stranger()
        .await
        .execute("update knock.data_pool_visuals set value_en = null where id::text < '5'")
        .await
        .expect("rows without a value");
    for pool in Pool::ALL {
        let table = pool.table();
        for column in table.columns.iter().filter(|column| column.sortable) {
            for descending in [false, true] {
                let (sort, about) =
                    (by(&column.key, descending), format!("{} by {} {descending}", table.what, column.key));
                let mut seen: Vec<String> = Vec::new();
                let mut after = None;
                loop {
                    let (items, next) =
                        list::rows(fresh.console.pool(), table, &Filter::default(), &sort, after.as_deref(), Some(7))
                            .await
                            .expect("a page");
                    seen.extend(items.iter().map(|row| row.text("id").expect("an id").to_owned()));
                    match next {
                        Some(next) => after = Some(next),
                        None => break,
                    }
                }
                let total = list::count(fresh.console.pool(), table, &Filter::default()).await.expect("a count");
                assert_eq!(seen.iter().collect::<HashSet<_>>().len(), seen.len(), "{about}: none twice");
                assert_eq!(seen.len() as u32, total.value, "{about}: none left out");

                let ruler =
                    list::ruler(fresh.console.pool(), table, &Filter::default(), &sort, 20).await.expect("a ruler");
                assert_eq!(ruler.total, total.value, "{about}");
                for (block, anchor) in ruler.anchors.iter().enumerate() {
                    let (items, _) =
                        list::rows(fresh.console.pool(), table, &Filter::default(), &sort, Some(anchor), Some(1))
                            .await
                            .expect("the row after an anchor");
                    let expected = seen.get((block + 1) * 20).map(String::as_str);
                    assert_eq!(items.first().and_then(|row| row.text("id")), expected, "{about}: block {block}");
                }
            }
        }
    }
}

#[tokio::test]
async fn filters_by_what_rows_are() {
    let fresh = Fresh::seeded().await;
    let filter =
        Filter::default().with("needType", Test::Any, [json!("growth")]).with("intensity", Test::Any, [json!("high")]);
    let found = page(&fresh, Pool::Experiences, &filter).await;
    assert!(found.total.value >= 3, "the content has growth in every intensity");
    assert!(
        found.items.iter().all(|row| row.text("needType") == Some("growth") && row.text("intensity") == Some("high"))
    );

    let filter = Filter::default().with("elementType", Test::Any, [json!("color")]);
    assert_eq!(page(&fresh, Pool::Visuals, &filter).await.items.len(), 24);

    let filter = Filter::default().with("matchingNeeds", Test::Any, [json!("belonging")]);
    let found = page(&fresh, Pool::Archetypes, &filter).await;
    assert!(found.total.value > 0);
    assert!(
        found
            .items
            .iter()
            .all(|row| row.0["matchingNeeds"].as_array().is_some_and(|needs| needs.contains(&json!("belonging"))))
    );

    fresh
        .stranger()
        .await
        .execute("update knock.data_pool_visuals set is_active = false where need_type = 'meaning'")
        .await
        .expect("an edit");
    let filter = Filter::default().with("isActive", Test::Any, [json!(false)]);
    assert_eq!(page(&fresh, Pool::Visuals, &filter).await.total.value, 20);
    let filter = Filter::default().with("reviewState", Test::Any, [json!("reviewed")]);
    assert_eq!(
        page(&fresh, Pool::Visuals, &filter).await.total.value,
        20,
        "the product's column and ours stay in step"
    );
}

/// Any, all and none of some tags split the pool as sets do, and the numbers and times have bounds.
#[tokio::test]
async fn tags_are_asked_for_as_sets() {
    let fresh = Fresh::seeded().await;
    let all = page(&fresh, Pool::Experiences, &Filter::default()).await;
    let has = |row: &TableRow, tag: &str| row.0["tags"].as_array().is_some_and(|tags| tags.contains(&json!(tag)));
    let facet = list::facet(fresh.console.pool(), Pool::Experiences.table(), &Filter::default(), "tags", None)
        .await
        .expect("the tags");
    let (one, other) = (facet.values[0].value.as_str(), facet.values[1].value.as_str());
    let count = |test: &dyn Fn(&TableRow) -> bool| all.items.iter().filter(|row| test(row)).count() as u32;
    assert_eq!(facet.values[0].count, count(&|row| has(row, one)));
    let cases: [(Test, u32); 3] = [
        (Test::Any, count(&|row| has(row, one) || has(row, other))),
        (Test::All, count(&|row| has(row, one) && has(row, other))),
        (Test::None, count(&|row| !has(row, one) && !has(row, other))),
    ];
    for (test, expected) in cases {
        let filter = Filter::default().with("tags", test, [json!(one), json!(other)]);
        assert_eq!(page(&fresh, Pool::Experiences, &filter).await.total.value, expected, "{test:?}");
    }
    let filter =
        Filter::default().with("weight", Test::AtLeast, [json!(90)]).with("weight", Test::AtMost, [json!(100)]);
    let expected = count(&|row| row.0["weight"].as_i64().is_some_and(|weight| (90..=100).contains(&weight)));
    assert_eq!(page(&fresh, Pool::Experiences, &filter).await.total.value, expected);
    let filter = Filter::default().with("timesChosen", Test::AtMost, [json!(0)]);
    assert_eq!(page(&fresh, Pool::Experiences, &filter).await.total.value, all.total.value, "none was used yet");
}

#[tokio::test]
async fn finds_parts_of_korean_words_and_text_stands_for_itself() {
    let fresh = Fresh::seeded().await;
    fresh
        .stranger()
        .await
        .execute(
            "update knock.data_pool_experiences set title = '100% 확실_한 강아지집' , description = '운동장 한쪽에서'
             where id = (select min(id::text)::uuid from knock.data_pool_experiences)",
        )
        .await
        .expect("an edit");
    let cases = [
        ("100%", 1),
        ("확실_한", 1),
        ("100_", 0),
        ("확실", 1),
        ("강아", 1),
        ("아지", 1),
        ("강아지", 1),
        ("아지집", 1),
        ("집", 1),
        ("강아지 운동장", 1),
        ("강아지 없는말", 0),
        ("\"강아지집 운동장\"", 1),
        ("\"운동장 강아지집\"", 0),
    ];
    for (text, found) in cases {
        let filter = Filter { text: Some(text.into()), ..Filter::default() };
        let rows = page(&fresh, Pool::Experiences, &filter).await;
        let titled = rows.items.iter().filter(|row| row.text("title").is_some_and(|title| title.starts_with("100%")));
        assert_eq!(titled.count(), found, "{text}");
    }
}

/// Two syllables are looked up, not searched for: the plan uses the index over pairs of letters.
#[tokio::test]
async fn two_syllables_have_an_index() {
    let fresh = Fresh::seeded().await;
    let mut stranger = fresh.stranger().await;
    let plan: Vec<String> = {
        stranger.execute("set enable_seqscan = off").await.expect("a setting");
        sqlx::query_scalar(
            "explain select id from knock.data_pool_experiences as row
             where console.letter_pairs((row.title || ' ' || row.description)) @> console.letter_pairs('학교')",
        )
        .fetch_all(&mut stranger)
        .await
        .expect("a plan")
    };
    assert!(plan.iter().any(|line| line.contains("data_pool_experiences_words_idx")), "{plan:?}");
}

#[tokio::test]
async fn refuses_what_it_cannot_answer() {
    let fresh = Fresh::migrated().await;
    let table = Pool::Visuals.table();
    let filters = [
        ("tags", Filter::default().with("tags", Test::Any, [json!("family")])),
        ("intensity", Filter::default().with("intensity", Test::Any, [json!("strong")])),
        ("weight", Filter::default().with("weight", Test::AtLeast, [json!("much")])),
        ("createdAt", Filter::default().with("createdAt", Test::AtLeast, [json!("yesterday")])),
        ("value", Filter::default().with("value", Test::AtMost, [json!("b")])),
        ("value", Filter::default().with("value", Test::Any, Vec::<Value>::new())),
    ];
    for (field, filter) in filters {
        let refusal = list::count(fresh.console.pool(), table, &filter).await.expect_err(field);
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some(field)), "{}", refusal.message);
    }
    let pages = [
        ("sort", by("password_hash", false), None),
        ("sort", by("description", false), None),
        ("after", Sort::default(), Some("here")),
    ];
    for (field, sort, after) in pages {
        let refusal =
            list::rows(fresh.console.pool(), table, &Filter::default(), &sort, after, None).await.expect_err(field);
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some(field)), "{}", refusal.message);
    }
    assert_eq!("weight:sideways".parse::<Sort>().expect_err("no direction").field.as_deref(), Some("sort"));
}

#[tokio::test]
async fn a_missing_row_is_not_found() {
    let fresh = Fresh::migrated().await;
    let mut connection = fresh.stranger().await;
    let refusal = list::get(&mut connection, Pool::Experiences.table(), uuid::Uuid::nil()).await.expect_err("nobody");
    assert_eq!(refusal.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn coverage_counts_active_rows_against_targets() {
    let fresh = Fresh::seeded().await;
    let full = coverage(fresh.console.pool(), CoveragePool::Visuals).await.expect("coverage");
    assert_eq!((full.cells.len(), full.gaps), (30, 0));
    fresh
        .stranger()
        .await
        .execute(
            "update knock.data_pool_visuals set is_active = false where need_type = 'growth' and element_type = 'mood'",
        )
        .await
        .expect("an edit");
    let thin = coverage(fresh.console.pool(), CoveragePool::Visuals).await.expect("coverage");
    let cell = thin.cells.iter().find(|cell| cell.need == Need::Growth && cell.column == "mood").expect("the cell");
    assert_eq!((cell.active, cell.target, thin.gaps), (0, 4, 1));
}
