//! axe finds nothing to complain about, on every page, in both themes and both languages.

use serde_json::Value;

use crate::window::{Window, new_home, seeded_home};

async fn complaints(window: &Window) -> Vec<String> {
    let axe = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(axe).expect("axe-core is installed with the other packages");
    window.page.execute(&format!("{axe}; window.axe = axe;"), Vec::new()).await.expect("axe arrives");
    let found: Value = window
        .page
        .execute_async(
            // An open menu lies outside the landmarks, as dialogs do; of dialogs axe knows that.
            "const done = arguments[arguments.length - 1];
             const menu = document.querySelector('[role=menu]');
             window.axe.run(document, { resultTypes: ['violations'], rules: { region: { enabled: !menu } } })
               .then((result) => done(result.violations.map((one) =>
                 one.id + ': ' + one.help + ' | ' + one.nodes.slice(0, 3).map((node) => node.html + ' ' + node.failureSummary).join(' | '))))
               .catch((cause) => done(['axe failed: ' + cause]))",
            Vec::new(),
        )
        .await
        .expect("axe runs");
    found.as_array().expect("a list").iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

pub async fn clean(window: &Window, what: &str) {
    window.rested().await;
    let found = complaints(window).await;
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_clean() {
    let home = seeded_home("axe");
    let places = crate::screens::Places::made(&home);
    let window = Window::open(&home).await;
    window.says("[data-testid=\"count-experiences\"]", "60").await;
    for theme in ["light", "dark"] {
        for language in ["en", "ko"] {
            crate::screens::choose(&window, theme, language).await;
            for (page, address, shown) in crate::screens::PAGES {
                places.visit(&window, address, shown).await;
                clean(&window, &format!("{page} in {theme}, {language}")).await;
            }
        }
    }
    places.visit(&window, "home", "[data-testid=home]").await;
    window.press_with_control("k").await;
    window.test_id("palette").await;
    window.press("developer").await;
    window.says("[data-testid=\"palette\"]", "옆자리").await;
    clean(&window, "palette").await;
    window.click("[data-testid=\"palette\"] [role=option]").await;
    window.says("[data-testid=\"inspector\"]", "옆자리").await;
    clean(&window, "inspector").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_run_is_clean() {
    let window = Window::open(&new_home("axe-first-run")).await;
    window.test_id("first-run").await;
    clean(&window, "first run").await;
    window.close().await;
}
