//! How fast the window is with runs. What is asserted is what it shows; the figures are printed, for machines differ:
//! `cargo xtask bench window` shows those of a release build. GREENROOM_BENCH_RUNS sets how long the list is.

use std::{collections::HashMap, time::Duration};

use serde_json::{Value, json};

use crate::{
    models::{Model, asked, open},
    window::{Window, outside, seeded_home, told, told_lines},
};

fn print(what: &str, mut figures: Vec<f64>) {
    figures.sort_by(f64::total_cmp);
    let at = |share: f64| figures[((figures.len() - 1) as f64 * share) as usize];
    println!("{what}: median {:.0} ms, 95 % under {:.0} ms, of {}", at(0.5), at(0.95), figures.len());
}

/// When each line of the log was first drawn, by the machine's clock: after the frame that it is in.
const WATCH: &str = "
  window.drawn = {};
  const look = () => requestAnimationFrame(() => setTimeout(() => {
    for (const row of document.querySelectorAll('[role=log] [data-seq]')) window.drawn[row.dataset.seq] ??= Date.now();
  }));
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });";

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_seen_soon_after_it_is_on_record() {
    let model = Model::begin("figures-live", &["default"], 1, Duration::from_millis(1)).await;
    let window = model.window().await;
    window.run(WATCH).await;
    let mut waits = Vec::new();
    for _ in 0..3 {
        let run = asked(&window.home);
        window.run("window.drawn = {}").await;
        open(&window, &run).await;
        window.find_in_the_end("[data-testid=run][data-state=completed]").await;
        let events = told_lines(&window.home, &["run", "log", &run]);
        let last = events.last().expect("events")["seq"].clone();
        window.find(&format!("[role=log] [data-seq='{last}']")).await;
        let drawn: HashMap<String, f64> =
            serde_json::from_value(window.run("return window.drawn").await).expect("times");
        let finished = events.iter().filter(|event| event["kind"] == "stepCompleted");
        for event in finished {
            let at: chrono::DateTime<chrono::Utc> = event["at"].as_str().expect("a time").parse().expect("a time");
            let seen = drawn.get(&event["seq"].to_string()).expect("every line was drawn");
            waits.push(seen - at.timestamp_micros() as f64 / 1000.0);
        }
    }
    assert!(waits.len() >= 12, "four steps a run: {waits:?}");
    print("from the commit of a step to the pixels of its line", waits);
    window.close().await;
}

const LINES: u32 = 10_000;

/// Milliseconds from an address to what shows that its page is there and painted.
async fn opened(window: &Window, address: &str, shown: &str) -> f64 {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const begin = performance.now();
         location.hash = {};
         const look = () => {{
           if ({shown}) setTimeout(() => done(performance.now() - begin));
           else if (performance.now() - begin > 25000) done(null);
           else requestAnimationFrame(look);
         }};
         requestAnimationFrame(look);",
        json!(address)
    );
    let took = window.page.execute_async(&script, Vec::new()).await.expect("the script runs");
    took.as_f64().unwrap_or_else(|| panic!("{address} never showed {shown}"))
}

/// Milliseconds between the frames while something is scrolled from its beginning to its end and back.
async fn scrolled(window: &Window, css: &str) -> Vec<f64> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const box = document.querySelector({});
         const frames = [];
         let before = performance.now();
         let step = 0;
         const next = (now) => {{
           frames.push(now - before);
           before = now;
           box.scrollTop = step < 60 ? step * 400 : (box.scrollHeight * (step - 60)) / 60;
           if (++step > 120) done(frames.slice(2));
           else requestAnimationFrame(next);
         }};
         requestAnimationFrame(next);",
        json!(css)
    );
    let frames = window.page.execute_async(&script, Vec::new()).await.expect("it scrolls");
    serde_json::from_value(frames).expect("figures")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_of_ten_thousand_lines_opens_and_scrolls() {
    let home = seeded_home("figures-lines");
    told(&home, &["run", "start", "--sample", "default"]);
    let window = Window::open(&home).await;
    window.ready().await;
    outside(
        &home,
        &format!(
            "insert into knock.agent_job_events (job_id, seq, kind, step, attempt, message)
             select id, 1000 + n, 'line', 1 + n % 5, 1, 'line ' || n || ' of a long answer'
             from knock.agent_jobs, generate_series(1, {LINES}) as n where number = 1"
        ),
    );
    let run = told(&home, &["run", "show", "1"])["id"].as_str().expect("an id").to_owned();
    let last = format!("document.querySelector(\"[role=log] [data-seq='{}']\")", 1000 + LINES);
    let mut took = Vec::new();
    for _ in 0..5 {
        window.run("location.hash = '#/home'").await;
        window.test_id("home").await;
        took.push(opened(&window, &format!("#/runs/{run}"), &last).await);
    }
    print("opening a run of 10,000 lines, to its last line", took);
    print("frames while its log is scrolled", scrolled(&window, "[role=log]").await);
    window.close().await;
}

/// As many runs as the first one has copies, each of its own minute.
fn history(home: &std::path::Path, runs: u32) {
    outside(
        home,
        &format!(
            "with copied as (
               insert into knock.agent_jobs (job_type, status, input, output, config, settings, seed, engine, quality_score,
                 execution_time_ms, prompt_tokens, cost_usd, created_at, started_at, completed_at)
               select job_type, status, input, output, config, settings, n, engine, (n * 7919 % 1000) / 1000.0,
                 400 + n * 31 % 9000, n % 5000, n % 97 / 1000.0, told, told, told + interval '2 seconds'
               from knock.agent_jobs cross join generate_series(2, {runs}) as n
                 cross join lateral (select now() - (({runs} - n) || ' minutes')::interval as told) as at
               where number = 1
               returning id
             )
             insert into knock.agent_job_runtime (job_id) select id from copied"
        ),
    );
    outside(home, "vacuum analyze knock.agent_jobs");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_of_runs_opens_and_scrolls_to_its_end() {
    let runs: u32 = std::env::var("GREENROOM_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(5_000);
    let home = seeded_home("figures-list");
    told(&home, &["run", "start", "--sample", "default"]);
    let window = Window::open(&home).await;
    window.ready().await;
    tokio::task::block_in_place(|| history(&home, runs));
    let first = "document.querySelector('[data-testid=run-list] [role=gridcell][data-row=\"0\"]')";
    let mut took = Vec::new();
    for _ in 0..5 {
        window.run("location.hash = '#/home'").await;
        window.test_id("home").await;
        took.push(opened(&window, "#/runs", first).await);
    }
    print(&format!("the list of {runs} runs, to its first rows"), took);
    print("frames while it is scrolled", scrolled(&window, "[data-testid=run-list] div:has(> [role=grid])").await);
    window.find(&format!("[data-testid=run-list] [role=gridcell][data-row='{}']", runs - 1)).await;
    let total: Value = window.run("return document.querySelector('[data-testid=run-total]').textContent").await;
    assert!(total.as_str().is_some_and(|total| total.replace(',', "").contains(&runs.to_string())), "{total}");
    window.close().await;
}
