//! The one form of this version: nothing typed into it is ever lost.

use crate::window::{Window, ctl, kill_windows_of, outside, seeded_home};

const FIELD: &str = "input[name=\"experiencesPerNeed\"]";

async fn settings(window: &Window) {
    window.ready().await;
    window.run("location.hash = '#/settings'").await;
    window.find(FIELD).await;
}

async fn type_into(window: &Window, css: &str, text: &str) {
    window.click(css).await;
    window.run(&format!("document.querySelector('{css}').select()")).await;
    window.press(text).await;
}

async fn value(window: &Window, css: &str) -> String {
    window.run(&format!("return document.querySelector('{css}').value")).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn saves_by_keyboard_and_shows_a_refusal_at_its_field() {
    let window = Window::open(&seeded_home("save")).await;
    settings(&window).await;
    type_into(&window, FIELD, "12").await;
    window.test_id("save-bar").await;
    window.press_with_control("s").await;
    window.gone("[data-testid=\"save-bar\"][data-dirty]").await;
    let targets =
        String::from_utf8(ctl(&window.home, &["--json", "pool", "coverage", "experiences"]).stdout).expect("text");
    assert!(targets.contains("\"targetPerNeed\":12"), "{targets}");

    type_into(&window, "input[name=\"experiencesPerIntensity\"]", "9").await;
    window.press_with_control("s").await;
    window.find("input[name=\"experiencesPerIntensity\"][aria-invalid=\"true\"]").await;
    assert_eq!(value(&window, "input[name=\"experiencesPerIntensity\"]").await, "9", "what was typed stays");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_form_is_not_touched_by_what_others_save() {
    let window = Window::open(&seeded_home("untouched")).await;
    settings(&window).await;
    type_into(&window, FIELD, "14").await;
    outside(&window.home, "update knock.coverage_targets set visuals_per_need = 33");
    window.says("[data-testid=\"settings\"]", "greenroom").await;
    assert_eq!(value(&window, FIELD).await, "14");
    window.press_with_control("s").await;
    window.test_id("stale-bar").await;
    assert_eq!(value(&window, FIELD).await, "14", "the draft is kept");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_outlives_a_crash_of_the_window() {
    let home = seeded_home("crash");
    let window = Window::open(&home).await;
    settings(&window).await;
    type_into(&window, FIELD, "17").await;
    window.test_id("save-bar").await;
    for _ in 0..200 {
        if std::fs::read_dir(home.join("greenroom/drafts")).is_ok_and(|mut entries| entries.next().is_some()) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    kill_windows_of(&home);
    drop(window);

    let window = Window::open(&home).await;
    settings(&window).await;
    window.test_id("draft-found").await;
    window.click("[data-testid=\"draft-found\"] button:last-of-type").await;
    window.gone("[data-testid=\"draft-found\"]").await;
    assert_eq!(value(&window, FIELD).await, "17", "as it was typed");
    window.close().await;
}
