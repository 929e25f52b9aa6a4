//! Reading the pools: filters, order, pages, coverage.

use greenroom_core::{
    ErrorCode,
    page::Page,
    pools::{
        self, Filter, Need, PoolItem,
        archetypes::Archetype,
        coverage::{CoveragePool, coverage},
        experiences::Experience,
        visuals::Visual,
    },
};
use sqlx::Executor;

use crate::support::Fresh;

async fn list<T: PoolItem>(fresh: &Fresh, filter: &Filter) -> Page<T> {
    pools::list(fresh.console.pool(), filter).await.expect("a list")
}

/// Every order, up and down, in small pages: each row exactly once, and in order.
async fn pages_hold_every_row_once<T: PoolItem>(fresh: &Fresh) {
    for (word, column, _) in T::SORTS {
        for direction in ["asc", "desc"] {
            let mut filter = Filter { sort: Some(format!("{word}:{direction}")), limit: Some(7), ..Filter::default() };
            let mut seen: Vec<(String, uuid::Uuid)> = Vec::new();
            let total = loop {
                let page: Page<T> = list(fresh, &filter).await;
                seen.extend(page.items.iter().map(|item| (item.sort_value(column), item.id())));
                match page.next {
                    Some(next) => filter.after = Some(next),
                    None => break page.total,
                }
            };
            assert!(total.exact);
            assert_eq!(seen.len() as u32, total.value, "{} by {word} {direction}", T::WHAT);
            let mut ids: Vec<_> = seen.iter().map(|(_, id)| *id).collect();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), seen.len(), "{} by {word} {direction}: none twice", T::WHAT);
        }
    }
}

#[tokio::test]
async fn pages_neither_repeat_nor_skip() {
    let fresh = Fresh::seeded().await;
    pages_hold_every_row_once::<Experience>(&fresh).await;
    pages_hold_every_row_once::<Archetype>(&fresh).await;
    pages_hold_every_row_once::<Visual>(&fresh).await;
}

#[tokio::test]
async fn filters_by_what_rows_are() {
    let fresh = Fresh::seeded().await;
    let filter = Filter { need: Some(Need::Growth), intensity: Some("high".into()), ..Filter::default() };
    let page: Page<Experience> = list(&fresh, &filter).await;
    assert!(
        page.total.value >= 3 && page.items.iter().all(|row| row.need_type == Need::Growth && row.intensity == "high")
    );

    let filter = Filter { tag: Some("family".into()), ..Filter::default() };
    let page: Page<Experience> = list(&fresh, &filter).await;
    assert!(page.total.value > 0 && page.items.iter().all(|row| row.tags.contains(&"family".to_owned())));

    let filter = Filter { element_type: Some("color".into()), limit: Some(100), ..Filter::default() };
    let page: Page<Visual> = list(&fresh, &filter).await;
    assert_eq!(page.items.len(), 24);

    let filter = Filter { need: Some(Need::Belonging), ..Filter::default() };
    let page: Page<Archetype> = list(&fresh, &filter).await;
    assert!(page.total.value > 0 && page.items.iter().all(|row| row.matching_needs.contains(&"belonging".to_owned())));

    fresh
        .stranger()
        .await
        .execute("update knock.data_pool_visuals set is_active = false where need_type = 'meaning'")
        .await
        .expect("an edit");
    let filter = Filter { active: Some(false), ..Filter::default() };
    assert_eq!(list::<Visual>(&fresh, &filter).await.total.value, 20);
}

#[tokio::test]
async fn text_stands_for_itself() {
    let fresh = Fresh::seeded().await;
    fresh
        .stranger()
        .await
        .execute("update knock.data_pool_experiences set title = '100% 확실_한 일' where id = (select min(id::text)::uuid from knock.data_pool_experiences)")
        .await
        .expect("an edit");
    for (text, found) in [("100%", 1), ("확실_한", 1), ("100_", 0), ("확실", 1)] {
        let filter = Filter { text: Some(text.into()), ..Filter::default() };
        let page: Page<Experience> = list(&fresh, &filter).await;
        let titled = page.items.iter().filter(|row| row.title.starts_with("100%")).count();
        assert_eq!(titled, found, "{text}");
    }
}

#[tokio::test]
async fn refuses_what_it_cannot_answer() {
    let fresh = Fresh::migrated().await;
    let cases = [
        ("tag", Filter { tag: Some("family".into()), ..Filter::default() }),
        ("intensity", Filter { intensity: Some("strong".into()), ..Filter::default() }),
        ("sort", Filter { sort: Some("password_hash".into()), ..Filter::default() }),
        ("sort", Filter { sort: Some("weight:sideways".into()), ..Filter::default() }),
        ("after", Filter { after: Some("here".into()), ..Filter::default() }),
    ];
    for (field, filter) in cases {
        let refusal = pools::list::<Visual>(fresh.console.pool(), &filter).await.expect_err(field);
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some(field)), "{}", refusal.message);
    }
}

#[tokio::test]
async fn a_missing_row_is_not_found() {
    let fresh = Fresh::migrated().await;
    let mut connection = fresh.stranger().await;
    let refusal = pools::get::<Experience>(&mut connection, uuid::Uuid::nil()).await.expect_err("nobody");
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
