//! Runs with a model, watched while they go on: step by step, stopped, begun anew from a step, and taken up again after
//! the window was killed.

use serde_json::Value;

use crate::{
    models::{Model, SLOWLY, asked, id_of, open},
    screens::{folder, keep},
    window::{Window, kill_windows_of, told, told_lines},
};

fn steps(window: &Window, run: &str) -> Vec<Value> {
    told(&window.home, &["run", "show", run])["steps"].as_array().expect("steps").clone()
}

/// `2/1 completed`: the second step's first attempt.
fn journal(window: &Window, run: &str) -> Vec<String> {
    let steps = steps(window, run);
    let line =
        |one: &Value| format!("{}/{} {}", one["step"], one["attempt"], one["status"].as_str().unwrap_or_default());
    steps.iter().map(line).collect()
}

/// The log as the window has it, against what is on record: pieces of one answer are one line.
async fn tells_everything_once(window: &Window, run: &str) {
    let events = told_lines(&window.home, &["run", "log", run]);
    let mut lines = 0;
    let mut before = Value::Null;
    for event in &events {
        let of = serde_json::json!([event["kind"], event["step"], event["attempt"]]);
        if event["kind"] != "text" || of != before {
            lines += 1;
        }
        before = of;
    }
    let seen = "return [...new Set([...document.querySelectorAll('[data-testid=log] [data-seq]')].map((row) => row.dataset.seq))].length";
    let whole = "const log = document.querySelector('[role=log]'); log.style.height = '100000px'; log.dispatchEvent(new Event('scroll'));";
    window.run(whole).await;
    let mut count = 0;
    for _ in 0..200 {
        count = window.run(seen).await.as_i64().unwrap_or(0);
        if count == lines {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the log has {count} lines of {lines}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_run_is_watched_step_by_step() {
    let model = Model::begin("run-live", &["default"], 1, SLOWLY).await;
    let window = model.window().await;
    let run = asked(&window.home);
    open(&window, &run).await;
    // While the first agent answers, its answer is there to be read.
    window.find("[data-testid=waterfall] tr[data-state=running]").await;
    window.find("[data-testid=step] [role=tab][aria-selected=true]").await;
    window.says("[data-testid=step] [role=tabpanel]:not([hidden])", "completeVector").await;
    window.find("[data-testid=waterfall] tbody tr:nth-child(1)[data-state=completed]").await;
    window.find("[data-testid=waterfall] tbody tr:nth-child(2)[data-state=running]").await;
    keep(&folder(), "run-live-light-en-wide", &window.screenshot().await);

    // Whoever leaves in the middle and comes back finds everything, once.
    window.run("location.hash = '#/runs'").await;
    window.find("[data-testid=run-list] [role=gridcell][data-row='0']").await;
    open(&window, &run).await;
    window.find("[data-testid=waterfall] tbody tr:nth-child(2)[data-state=running]").await;
    window.find_in_the_end("[data-testid=run][data-state=completed]").await;
    window.says("[data-testid=run-announcer]", "is completed").await;
    tells_everything_once(&window, &run).await;
    let steps = steps(&window, &run);
    assert_eq!(steps[0]["provider"], "openai");
    assert!(
        steps[1]["answer"].as_str().is_some_and(|answer| answer.contains("selectedExperiences") || answer.len() > 1000)
    );
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_cancelled_knowing_what_it_does_and_retried_from_the_third_step() {
    let model = Model::begin("run-cancelled", &["default"], 1, SLOWLY).await;
    let window = model.window().await;
    let run = asked(&window.home);
    open(&window, &run).await;
    window.find("[data-testid=waterfall] tbody tr:nth-child(2)[data-state=running]").await;
    window.click_words("[data-testid=run]", "Cancel").await;
    window.says("[data-testid=doing]", "Create character").await;
    window.rested().await;
    keep(&folder(), "run-cancel-light-en-wide", &window.screenshot().await);
    window.fill("[data-testid=run-act] [name=reason]", "wrong person").await;
    window.click("[data-testid=run-act] button[type=submit]").await;
    window.find_in_the_end("[data-testid=run][data-state=cancelled]").await;
    window.says("[data-testid=log]", "wrong person").await;
    assert_eq!(journal(&window, &run)[..2], ["1/1 completed", "2/1 failed"]);
    assert_eq!(steps(&window, &run)[1]["errorKind"], "cancelled");

    // Another, whole; then once more from its third step.
    let whole = asked(&window.home);
    open(&window, &whole).await;
    window.find_in_the_end("[data-testid=run][data-state=completed]").await;
    window.click_words("[data-testid=run]", "More").await;
    window.click_words("[role=menu]", "Retry from: Write prompt").await;
    window.rested().await;
    window.click("[data-testid=run-act] button[type=submit]").await;
    window.gone("[data-testid=run-act]").await;
    // The fake's own run, the cancelled one, the whole one, and this.
    window.says("[data-testid=run] h2", "Run 4").await;
    let again = newest(&window);
    window.find_in_the_end("[data-testid=run][data-state=completed]").await;
    let (before, after) = (steps(&window, &whole), steps(&window, &again));
    assert_eq!(before[1]["output"], after[1]["output"]);
    window.says("[data-testid=waterfall] tbody tr:nth-child(2)", "Reused").await;
    keep(&folder(), "run-again-light-en-wide", &window.screenshot().await);
    window.close().await;
}

fn newest(window: &Window) -> String {
    id_of(&told(&window.home, &["run", "list", "--limit", "1"])["items"][0])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_goes_on_after_the_window_was_killed() {
    let model = Model::begin("run-killed", &["default"], 1, SLOWLY).await;
    let window = model.window().await;
    let run = asked(&window.home);
    open(&window, &run).await;
    window.find("[data-testid=waterfall] tbody tr:nth-child(2)[data-state=running]").await;
    kill_windows_of(&window.home);
    drop(window);

    let window = model.window().await;
    open(&window, &run).await;
    window.find_in_the_end("[data-testid=run][data-state=completed]").await;
    let expected = ["1/1 completed", "2/1 failed", "2/2 completed", "3/1 completed", "4/1 completed", "5/1 completed"];
    assert_eq!(journal(&window, &run), expected);
    tells_everything_once(&window, &run).await;
    window.close().await;
}
