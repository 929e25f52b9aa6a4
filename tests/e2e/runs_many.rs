//! Many runs at once: two side by side, and a batch that fills while the window is used for other things.

use serde_json::json;

use crate::{
    models::{Model, SEED, id_of},
    pools::{eventually, tick},
    screens::{folder, keep},
    window::{Window, seeded_home, told},
};

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_are_ticked_and_stand_side_by_side() {
    let home = seeded_home("run-compared");
    for seed in ["1", "2"] {
        told(&home, &["run", "start", "--sample", "default", "--seed", seed]);
    }
    let window = Window::open(&home).await;
    window.ready().await;
    window.run("location.hash = '#/runs'").await;
    window.says("[data-testid=run-total]", "2 runs").await;
    tick(&window, 0).await;
    tick(&window, 1).await;
    window.click_words("[data-testid=run-bulk]", "Compare").await;
    window.says("[data-testid=compare-summary]", "2 runs: 1 setting differs").await;
    let (first, second) = (told(&home, &["run", "show", "1"]), told(&home, &["run", "show", "2"]));
    for run in [first, second] {
        window.says("[data-testid=compare]", run["character"].as_str().expect("a name")).await;
    }
    // The pictures are there, each under its run.
    eventually_counts(&window, "[data-testid=compare] img", 2).await;
    window.rested().await;
    keep(&folder(), "compare-light-en-wide", &window.screenshot().await);
    window.close().await;
}

async fn eventually_counts(window: &Window, css: &str, wanted: i64) {
    let script = format!("return document.querySelectorAll({}).length", json!(css));
    let mut count = 0;
    for _ in 0..200 {
        count = window.run(&script).await.as_i64().unwrap_or(0);
        if count == wanted {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{count} of {wanted}: {css}");
}

const SAMPLES: [&str; 2] = ["default", "achiever"];
const DRAWS: u32 = 15;

/// Two people by two templates by two engines by fifteen draws.
async fn start_the_batch(window: &Window) {
    window.run("location.hash = '#/batches'").await;
    window.click_words("[data-testid=batches]", "New batch").await;
    // The default sample is chosen already.
    for sample in &SAMPLES[1..] {
        window.fill("[data-testid=batch-form] input[data-autofocus]", sample).await;
        window.says("[role=listbox] [role=option]:first-child", sample).await;
        window.click("[role=listbox] [role=option]:first-child").await;
    }
    for choice in ["inner-voice 1.0", "letters-home 1.0", "openai"] {
        let tick = format!(
            "[...document.querySelectorAll('[data-testid=batch-form] label')]
               .find((one) => one.textContent.includes({}))?.querySelector('input[type=checkbox]')?.click()",
            json!(choice)
        );
        window.run(&tick).await;
    }
    window.fill("[data-testid=batch-form] [name=repeats]", &DRAWS.to_string()).await;
    window.fill("[data-testid=batch-form] [name=seed]", SEED).await;
    window.says("[data-testid=batch-product]", "2 inputs × 2 templates × 2 engines × 15 repeats = 120 runs").await;
    window.rested().await;
    keep(&folder(), "new-batch-light-en-wide", &window.screenshot().await);
    window.click("[data-testid=batch-form] button[type=submit]").await;
    window.find("[data-testid=batch] [data-testid=matrix]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_of_120_fills_while_the_window_is_used() {
    let model = Model::begin("run-batch", &SAMPLES, DRAWS, std::time::Duration::ZERO).await;
    let window = model.window().await;
    start_the_batch(&window).await;
    let batch = window.address().await;
    window.run(FRAMES).await;

    // The matrix fills, and everything else can be done meanwhile.
    window.find("[data-testid=batch] [role=progressbar]:not([aria-valuenow='0'])").await;
    keep(&folder(), "batch-filling-light-en-wide", &window.screenshot().await);
    window.run("location.hash = '#/experiences'").await;
    crate::pools::choose(&window, 0, 0).await;
    window.press("Named while the batch fills\u{e007}").await;
    eventually("the title is saved", || crate::pools::stored(&window, 0)["title"] == "Named while the batch fills")
        .await;
    window.run("location.hash = '#/runs'").await;
    window.find("[data-testid=run-list] [role=gridcell][data-row='0']").await;
    window.run(&format!("location.hash = '{batch}'")).await;
    window.test_id("batch").await;
    let id = id_of(&told(&window.home, &["batch", "list"])["items"][0]);
    let now = told(&window.home, &["batch", "show", &id]);
    assert!(now["endedAt"].is_null(), "all of this happened while the batch was filling: {}", now["completed"]);

    window.find_in_the_end("[data-testid=batch] [role=progressbar][aria-valuenow='120']").await;
    let frames = window.run("window.framesEnd = true; return window.frames").await;
    let mut frames: Vec<f64> = serde_json::from_value(frames).expect("frames");
    frames.sort_by(f64::total_cmp);
    let at = |share: f64| frames[((frames.len() - 1) as f64 * share) as usize];
    println!(
        "while 120 runs were made: {} frames, median {:.0} ms apart, 95 % under {:.0} ms, the longest {:.0} ms",
        frames.len(),
        at(0.5),
        at(0.95),
        at(1.0)
    );

    let done = told(&window.home, &["batch", "show", &id]);
    assert_eq!((&done["completed"], &done["failed"]), (&json!(120), &json!(0)));
    assert!(model.was_asked() >= 30, "the fake was asked for every character");
    for tab in ["Quality", "Outliers", "Failures", "Effects", "Runs"] {
        let choose = format!(
            "[...document.querySelectorAll('[data-testid=batch] [role=tab]')]
               .find((one) => one.textContent.startsWith({}))?.click()",
            json!(tab)
        );
        window.run(&choose).await;
        window.find("[data-testid=batch] [role=tabpanel]:not([hidden])").await;
        window.rested().await;
        keep(&folder(), &format!("batch-{}-light-en-wide", tab.to_lowercase()), &window.screenshot().await);
    }
    // Down to one of its runs, and back.
    window.click("[data-testid=matrix] [data-place='1 3']").await;
    window.says("[data-testid=cell-runs]", "15 runs").await;
    window.click("[data-testid=batch] [role=tabpanel]:not([hidden]) tbody a").await;
    window.find("[data-testid=run][data-state=completed]").await;
    window.close().await;
}

/// How far the frames lie apart that the window draws.
const FRAMES: &str = "
  window.frames = [];
  let before = performance.now();
  const next = (now) => {
    window.frames.push(now - before);
    before = now;
    if (!window.framesEnd) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);";
