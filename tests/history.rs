//! Nothing is changed without a trace, and nothing is overwritten in silence.

use greenroom_core::{
    ErrorCode,
    operations::history::{self, Change, ChangeKind, HistoryFilter},
    pools::targets::{self, CoverageTargetsEdit},
};
use sqlx::Executor;

use crate::support::{ACTOR, Fresh};

async fn of_targets(fresh: &Fresh) -> Vec<Change> {
    let filter = HistoryFilter { table: Some("knock.coverage_targets".into()), ..HistoryFilter::default() };
    history::list(fresh.console.pool(), &filter).await.expect("history").items
}

const EDIT: CoverageTargetsEdit = CoverageTargetsEdit {
    experiences_per_need: 12,
    experiences_per_intensity: 4,
    visuals_per_need: 20,
    visuals_per_element: 4,
};

#[tokio::test]
async fn remembers_who_changed_what() {
    let fresh = Fresh::migrated().await;
    let before = targets::get(fresh.console.pool()).await.expect("targets");
    targets::update(&fresh.console, &before.revision, EDIT).await.expect("an edit");
    let changes = of_targets(&fresh).await;
    assert_eq!((changes[0].actor.as_str(), changes[0].origin.as_str()), (ACTOR, "tests"));
    assert_eq!(changes[0].fields, ["experiences_per_intensity", "experiences_per_need"]);
    assert_eq!(changes[0].old.as_ref().expect("the old row")["experiences_per_need"], 10);
    assert_eq!(changes[0].new.as_ref().expect("the new row")["experiences_per_need"], 12);
}

#[tokio::test]
async fn remembers_programs_that_are_not_us() {
    let fresh = Fresh::seeded().await;
    let mut stranger = fresh.stranger().await;
    stranger
        .execute("set application_name = 'psql'; delete from knock.data_pool_visuals where value = (select min(value) from knock.data_pool_visuals)")
        .await
        .expect("a deletion");
    let filter = HistoryFilter { limit: Some(1), ..HistoryFilter::default() };
    let change = history::list(fresh.console.pool(), &filter).await.expect("history").items.remove(0);
    assert_eq!((change.operation, change.origin.as_str()), (ChangeKind::Delete, "psql"));
    assert_eq!(change.actor, "greenroom", "its role in the database");
    assert!(change.new.is_none());
    assert_eq!(change.old.expect("what was deleted")["value"], change.label.as_str());
}

#[tokio::test]
async fn an_edit_that_changes_nothing_leaves_no_trace() {
    let fresh = Fresh::migrated().await;
    let before = of_targets(&fresh).await.len();
    fresh
        .stranger()
        .await
        .execute("update knock.coverage_targets set visuals_per_need = visuals_per_need")
        .await
        .expect("an edit");
    assert_eq!(of_targets(&fresh).await.len(), before);
}

#[tokio::test]
async fn refuses_a_stale_edit_and_keeps_the_other_one() {
    let fresh = Fresh::migrated().await;
    let opened = targets::get(fresh.console.pool()).await.expect("targets");
    fresh
        .stranger()
        .await
        .execute("update knock.coverage_targets set visuals_per_need = 30")
        .await
        .expect("a colleague's edit");
    let refusal = targets::update(&fresh.console, &opened.revision, EDIT).await.expect_err("it is stale");
    assert_eq!(refusal.code, ErrorCode::Stale);
    let now = targets::get(fresh.console.pool()).await.expect("targets");
    assert_eq!(
        (now.visuals_per_need, now.experiences_per_need),
        (30, 10),
        "the colleague's edit stands, ours is not in"
    );
}

#[tokio::test]
async fn a_refused_value_changes_nothing_and_names_its_field() {
    let fresh = Fresh::migrated().await;
    let opened = targets::get(fresh.console.pool()).await.expect("targets");
    let edit = CoverageTargetsEdit { experiences_per_intensity: 9, ..EDIT };
    let refusal = targets::update(&fresh.console, &opened.revision, edit)
        .await
        .expect_err("nine times three is more than twelve");
    assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some("experiencesPerIntensity")));
    assert_eq!(targets::get(fresh.console.pool()).await.expect("targets"), opened);
}

#[tokio::test]
async fn is_read_a_page_at_a_time() {
    let fresh = Fresh::seeded().await;
    let mut seen = Vec::new();
    let mut filter = HistoryFilter { limit: Some(50), ..HistoryFilter::default() };
    loop {
        let page = history::list(fresh.console.pool(), &filter).await.expect("a page");
        seen.extend(page.items.into_iter().map(|change| change.id));
        match page.next {
            Some(next) => filter.after = Some(next),
            None => {
                assert_eq!(seen.len() as u32, page.total.value, "every change once");
                break;
            }
        }
    }
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), seen.len(), "none twice");
}

#[tokio::test]
async fn a_broken_cursor_is_refused() {
    let fresh = Fresh::migrated().await;
    let filter = HistoryFilter { after: Some("yesterday".into()), ..HistoryFilter::default() };
    let refusal = history::list(fresh.console.pool(), &filter).await.expect_err("no cursor");
    assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some("after")));
}
