//! Home: the first run, and numbers that are true.

use crate::window::{Window, new_home, outside, seeded_home};

#[tokio::test(flavor = "multi_thread")]
async fn a_first_run_is_one_click_from_content() {
    let window = Window::open(&new_home("first-run")).await;
    window.test_id("first-run").await;
    window.click("[data-testid=\"load-demo\"]:not([disabled])").await;
    window.says("[data-testid=\"count-experiences\"]", "60").await;
    window.says("[data-testid=\"count-archetypes\"]", "10").await;
    window.says("[data-testid=\"count-visuals\"]", "120").await;
    window.says("[data-testid=\"count-people\"]", "12").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_changed_behind_its_back_appears() {
    let window = Window::open(&seeded_home("feed")).await;
    window.says("[data-testid=\"count-experiences\"]", "60").await;
    window.run("window.neverReloaded = true").await;
    outside(&window.home, "delete from knock.data_pool_experiences where need_type = 'growth'");
    window.says("[data-testid=\"count-experiences\"]", "50").await;
    assert_eq!(window.run("return window.neverReloaded").await, true, "without loading the page again");
    window.close().await;
}
