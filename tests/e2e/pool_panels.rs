//! What stands beside the pools in the window: files out of them, saved views, coverage, and the draw.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::{
    pool_care::{listed, word},
    pools::{FIRST, eventually, experiences},
    window::{Window, outside, seeded_home, told},
};

#[tokio::test(flavor = "multi_thread")]
async fn an_exported_filter_comes_back_as_it_went() {
    let home = seeded_home("care-export");
    std::fs::create_dir_all(home.join("config")).expect("a folder");
    std::fs::write(home.join("config/user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n").expect("a file");
    let window = Window::open(&home).await;
    experiences(&window, "?filter={\"text\":\"아버지\"}&sort=title").await;
    let wanted = listed(&home, &["--text", "아버지", "--sort", "title"]);
    assert!((2..60).contains(&wanted.len()), "the filter leaves some out");
    window.find(&format!("[role=grid][aria-rowcount='{}']", wanted.len() + 1)).await;

    for (words, ending) in
        [("CSV, for spreadsheets", "csv"), ("Excel (XLSX)", "xlsx"), ("JSONL, one row per line", "jsonl")]
    {
        window.click_words("[data-testid=pool-experiences]", "Export").await;
        window.click_words("[role=menu]", words).await;
        let file = exported(&window, ending).await;
        assert_eq!(file.parent(), Some(home.join("Downloads").as_path()));
        let back = told(&home, &["pool", "import", "experiences", file.to_str().expect("a path"), "--dry-run"]);
        assert_eq!(back["unchanged"], wanted.len(), "{ending}: {back}");
        assert_eq!([&back["inserted"], &back["updated"], &back["errorCount"]], [0, 0, 0], "{ending}: {back}");
    }
    let lines = std::fs::read_to_string(exported(&window, "jsonl").await).expect("lines");
    let titles: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("a row")["title"].clone()).collect();
    assert_eq!(titles, wanted.iter().map(|row| row["title"].clone()).collect::<Vec<_>>(), "in the order of the table");
    window.close().await;
}

/// The file of which a toast tells.
async fn exported(window: &Window, ending: &str) -> PathBuf {
    let toast = format!(
        "return [...document.querySelectorAll('[role=status] .data')].map((one) => one.textContent).find((path) => path.endsWith('.{ending}')) ?? null"
    );
    for _ in 0..200 {
        if let Some(path) = window.run(&toast).await.as_str() {
            return PathBuf::from(path);
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("nothing tells of a {ending} file\n{}", window.text_of_page().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_view_brings_back_filter_order_and_columns() {
    let home = seeded_home("care-views");
    let window = Window::open(&home).await;
    experiences(&window, "").await;
    window.click("[data-testid=pool-search]").await;
    window.press("아버지").await;
    let wanted = listed(&home, &["--text", "아버지", "--sort", "title"]);
    let rows = format!("[role=grid][aria-rowcount='{}']", wanted.len() + 1);
    window.find(&rows).await;
    window.click("[role=columnheader] [data-title=title], [data-title=title]").await;
    window.says(FIRST, word(&wanted[0], "title")).await;
    window.click("button[aria-label='Columns and row height']").await;
    window.click_words("[role=dialog]", "Intensity").await;
    window.press("\u{e00c}").await;
    window.gone("[data-title=intensity]").await;

    window.click("[data-testid=views]").await;
    window.click_words("[role=menu]", "Save as new view…").await;
    window.find("[role=dialog] input:focus").await;
    window.press("Fathers").await;
    window.press("\u{e007}").await;
    window.says("[data-testid=views]", "Fathers").await;
    let views = || told(&home, &["pool", "views", "experiences"]);
    let names = || views().as_array().expect("views").iter().map(|view| view["name"].clone()).collect::<Vec<_>>();
    assert_eq!(names(), ["Fathers"]);

    window.click("[data-testid=views]").await;
    window.click_words("[role=menu]", "All rows").await;
    window.find("[role=grid][aria-rowcount='61']").await;
    window.click("button[aria-label='Columns and row height']").await;
    window.click_words("[role=dialog]", "Show all").await;
    window.press("\u{e00c}").await;
    window.find("[data-title=intensity]").await;
    window.run("location.hash = '#/home'").await;
    window.test_id("home").await;
    experiences(&window, "").await;

    window.click("[data-testid=views]").await;
    window.click_words("[role=menu]", "Fathers").await;
    window.find(&rows).await;
    window.says(FIRST, word(&wanted[0], "title")).await;
    window.gone("[data-title=intensity]").await;
    assert_eq!(listed(&home, &["--view", "Fathers"]).len(), wanted.len(), "the command line knows it too");

    window.click("[data-testid=views]").await;
    window.click_words("[role=menu]", "Rename…").await;
    window.fill("[role=dialog] input[type=text], [role=dialog] [data-autofocus]", "Dads\u{e007}").await;
    window.says("[data-testid=views]", "Dads").await;
    assert_eq!(names(), ["Dads"]);
    window.click("[data-testid=views]").await;
    window.click_words("[role=menu]", "Delete").await;
    window.says("[data-testid=views]", "All rows").await;
    eventually("it is gone", || names().is_empty()).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_of_the_coverage_is_filled_from_its_cell() {
    let home = seeded_home("care-coverage");
    let active = || {
        let cells = told(&home, &["pool", "coverage", "experiences"])["cells"].clone();
        let cells = cells.as_array().expect("cells").clone();
        cells.iter().find(|cell| cell["need"] == "growth" && cell["intensity"] == "high").expect("the cell")["active"]
            .clone()
    };
    let window = Window::open(&home).await;
    window.ready().await;
    outside(
        &home,
        "update knock.data_pool_experiences set review_state = 'draft' where need_type = 'growth' and intensity = 'high'
         and id <> (select min(id::text)::uuid from knock.data_pool_experiences
           where need_type = 'growth' and intensity = 'high' and is_active)",
    );
    assert_eq!(active(), 1);
    experiences(&window, "?panel=coverage").await;
    let cell = "[data-testid=coverage-panel] td[title^='Growth · High:']";
    window.says(cell, "1").await;
    window.click(&format!("{cell} > button")).await;
    window.find("[role=grid][aria-rowcount='2']").await;
    window.click(&format!("{cell} button[aria-label]")).await;
    window.test_id("new-row").await;
    let value = |name: &str| format!("return document.querySelector('[data-testid=new-row] [name={name}]').value");
    assert_eq!(window.run(&value("needType")).await, "growth");
    assert_eq!(window.run(&value("intensity")).await, "high");
    window.fill("[data-testid=new-row] [name=title]", "빈칸을 메우는 기억").await;
    window.fill("[data-testid=new-row] [name=description]", "처음으로 혼자 산을 넘었다.").await;
    window.click_words("[data-testid=new-row]", "Create").await;
    window.gone("[data-testid=new-row]").await;
    eventually("the cell counts one more", || active() == 2).await;
    window.says(cell, "2").await;
    window.find("[role=grid][aria-rowcount='3']").await;
    window.close().await;
}

pub const PERSON: &str = "insert into knock.personas
    (user_id, persona_type, name, archetype, system_prompt, need_vectors, character_profile)
    select id, 'roommate', '다온', 'cozy_creative', '…',
      '{\"survival\":0.1,\"belonging\":0.2,\"recognition\":0.3,\"autonomy\":0.9,\"growth\":0.8,\"meaning\":0.4}', '{}'
    from knock.users order by email limit 1";

#[tokio::test(flavor = "multi_thread")]
async fn the_draw_of_a_person_is_the_draw_of_the_pipeline() {
    let home = seeded_home("care-draw");
    let window = Window::open(&home).await;
    window.ready().await;
    outside(&home, PERSON);
    experiences(&window, "?panel=draw").await;
    window.click_words("[data-testid=draw-panel]", "Take needs from a person or run").await;
    window.says("[data-testid=draw-panel] ul", "다온").await;
    window.click("[data-testid=draw-panel] ul button").await;
    window.says("[data-testid=draw-panel]", "needs of 다온").await;
    let mut needs = json!({ "survival": 0.1, "belonging": 0.2, "recognition": 0.3, "autonomy": 0.9, "growth": 0.8, "meaning": 0.4 });
    shows_the_draw(&window, &needs).await;

    // What one came for is seen without scrolling, and the last row can be scrolled to.
    let sight = "const list = [...document.querySelectorAll('[data-testid=chance]')];
        const box = document.querySelector('[data-testid=panel-draw]').getBoundingClientRect();
        const inside = (row) => row.getBoundingClientRect().bottom <= box.bottom;
        const before = inside(list[0]);
        list.at(-1).scrollIntoView({ block: 'end' });
        return [before, inside(list.at(-1))];";
    assert_eq!(window.run(sight).await, json!([true, true]));

    window.fill("[data-testid=draw-panel] [name=need-survival]", "1").await;
    needs["survival"] = json!(1);
    shows_the_draw(&window, &needs).await;
    window.close().await;
}

/// The rows of the panel, their chances and their trials are those the command line computes.
async fn shows_the_draw(window: &Window, needs: &Value) {
    let draw = told(
        &window.home,
        &["pool", "draw", "experiences", "--needs", &needs.to_string(), "--seed", "1", "--trials", "10000"],
    );
    let chances = draw["probabilities"].as_array().expect("chances");
    let first = &chances[0];
    let row = "[data-testid=chance]";
    let parts = |ratio: f64| format!("{}", (ratio * 1000.0).round() / 10.0);
    window.says(row, word(first, "label")).await;
    window.says(row, &parts(first["p"].as_f64().expect("a chance"))).await;
    window.says(row, "10,000 draws: ").await;
    window.says(row, &parts(first["trials"].as_f64().expect("trials") / 10_000.0)).await;
    window.says(row, &format!("= {:.3}", first["weight"].as_f64().expect("a weight"))).await;
    let labels = window
        .run("return [...document.querySelectorAll('[data-testid=chance] strong')].map((one) => one.textContent)")
        .await;
    let wanted: Vec<&str> = chances.iter().take(5).map(|one| word(one, "label")).collect();
    assert_eq!(labels.as_array().expect("labels")[..5], wanted[..], "likeliest first");
}
