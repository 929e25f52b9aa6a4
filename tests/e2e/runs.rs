//! Runs in the real window: begun from the list, watched to their end, and kept for whoever reads them later. The window's
//! own worker does the work; what came of it is read through the command line.

use serde_json::Value;

use crate::{
    screens::{folder, keep},
    window::{Window, ctl, seeded_home},
};

fn told(window: &Window, arguments: &[&str]) -> Value {
    let output = ctl(&window.home, &[&["--json", "run"], arguments].concat());
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)))
}

async fn runs(window: &Window) {
    window.ready().await;
    window.run("location.hash = '#/runs'").await;
    window.test_id("runs").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_of_the_sample_is_begun_from_the_empty_list_and_watched_to_its_end() {
    let window = Window::open(&seeded_home("run-sample")).await;
    runs(&window).await;
    window.click_words("[data-testid=runs]", "Run the sample").await;
    window.find("[data-testid=run][data-state=completed]").await;
    window.find("[data-testid=room] img").await;
    let name = told(&window, &["show", "1"])["character"].as_str().expect("a name").to_owned();
    window.says("[data-testid=run]", &name).await;

    window.test_id("log-count").await;
    window.page.set_window_size(1280, 1000).await.expect("a size");
    window.rested().await;
    keep(&folder(), "run-light-en-wide", &window.screenshot().await);
    assert_eq!(told(&window, &["show", "1"])["steps"].as_array().expect("steps").len(), 5);

    // Back in the list, and it opens again by its number.
    runs(&window).await;
    window.find("[data-testid=run-list] [role=gridcell][data-row='0']").await;
    window.says("[data-testid=run-list]", &name).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_begun_elsewhere_appears_and_one_that_waits_goes_on_when_somebody_approves() {
    let window = Window::open(&seeded_home("run-gate")).await;
    runs(&window).await;
    let started = told(&window, &["start", "--sample", "achiever", "--gate", "character", "--detach"]);
    let id = started["id"].as_str().expect("an id").to_owned();
    window.find("[data-testid=run-list] [role=gridcell][data-row='0']").await;
    window.run(&format!("location.hash = '#/runs/{id}'")).await;
    window.find("[data-testid=run][data-state=waiting] [data-testid=gate]").await;
    window.click_words("[data-testid=gate]", "Approve").await;
    window.find("[data-testid=run][data-state=completed]").await;
    window.close().await;
}

/// What one window saves as a bundle, another person's window brings in: here the same, under another number.
#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_saved_as_a_bundle_and_brought_in_again() {
    let home = seeded_home("run-bundle");
    ctl(&home, &["--json", "run", "start", "--sample", "default", "--seed", "7"]);
    let window = Window::open(&home).await;
    runs(&window).await;
    window.find("[data-testid=run-list] [role=gridcell][data-row='0']").await;
    let bundle = home.join("run-1.zip");
    ctl(&home, &["run", "export", "1", "--output", bundle.to_str().expect("a path")]);
    let input = window.test_id("bundle-files").await;
    input.send_keys(bundle.to_str().expect("a path")).await.expect("the file is chosen");
    window.find("[data-testid=run][data-state=completed]").await;
    window.find("[data-testid=room] img").await;
    let (one, other) = (told(&window, &["show", "1"]), told(&window, &["show", "2"]));
    assert_eq!(one["output"]["character"], other["output"]["character"]);
    assert!(window.address().await.contains(other["id"].as_str().expect("an id")), "the brought one is open");
    window.says("[data-testid=run]", one["character"].as_str().expect("a name")).await;

    std::fs::write(home.join("letter.zip"), "Dear all").expect("a file");
    runs(&window).await;
    let input = window.test_id("bundle-files").await;
    input.send_keys(home.join("letter.zip").to_str().expect("a path")).await.expect("the file is chosen");
    window.says("body", "letter.zip was not brought in").await;
    window.close().await;
}
