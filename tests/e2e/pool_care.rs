//! Looking after the pools in the window: files out of it, duplicates, the trash, older versions, saved views, coverage,
//! the draw, names that others know, and many rows at once. What came of it is read from the database.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{
    accessibility::clean,
    pools::{FIRST, choose, column, eventually, experiences, offer, stored, tick},
    window::{Window, outside, seeded_home, told},
};

/// All experiences, in the order in which they were made.
fn all(home: &Path) -> Vec<Value> {
    listed(home, &[])
}

fn listed(home: &Path, filter: &[&str]) -> Vec<Value> {
    let page = told(home, &[&["pool", "list", "experiences", "--limit", "200"], filter].concat());
    page["items"].as_array().expect("rows").clone()
}

/// What people see of rows: without what every write changes.
fn seen(rows: &[Value]) -> Vec<Value> {
    let mut rows = rows.to_vec();
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        row.remove("revision");
        row.remove("updatedAt");
    }
    rows
}

fn word<'a>(row: &'a Value, column: &str) -> &'a str {
    row[column].as_str().expect("a text")
}

fn tags(row: &Value) -> Vec<&str> {
    row["tags"].as_array().expect("tags").iter().filter_map(Value::as_str).collect()
}

fn trashed(home: &Path) -> Vec<Value> {
    told(home, &["pool", "trash", "experiences"]).as_array().expect("rows").clone()
}

async fn inspect(window: &Window, row: &Value) {
    window.run(&format!("location.hash = '#/experiences?row=experience:{}'", word(row, "id"))).await;
    window.find("[data-testid=row-form]").await;
}

/// From the toast, once it has come to rest and no dialog fades over it: what still moves is missed.
async fn undo(window: &Window) {
    window.test_id("undo-done").await;
    window.gone("[role=dialog]").await;
    window.rested().await;
    window.click("[data-testid=undo-done]").await;
}

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
async fn two_rows_that_say_the_same_become_one_and_come_back() {
    let home = seeded_home("care-duplicates");
    let first = told(&home, &["pool", "list", "experiences", "--limit", "1"])["items"][0].clone();
    let like = json!({
        "title": format!("{}!", word(&first, "title")), "description": first["description"],
        "needType": first["needType"], "intensity": first["intensity"],
        "tags": ["새 태그"], "weight": 140, "reviewState": "active",
    });
    told(&home, &["pool", "create", "experiences", "--set", &like.to_string()]);
    let before = all(&home);
    let window = Window::open(&home).await;
    experiences(&window, "?panel=duplicates").await;
    window.click_words("[data-testid=duplicates-panel]", "Find duplicates").await;
    let pair = "[data-testid=duplicates-panel] ol > li";
    window.says(pair, &format!("{}!", word(&first, "title"))).await;
    window.click_words(pair, "Merge…").await;
    window.click_words("[data-testid=merge]", word(&first, "title")).await;
    window.click("[data-testid=merge] input[aria-label=\"Weight: the other's\"]").await;
    window.click("[data-testid=merge] input[aria-label=\"Tags: both together\"]").await;
    assert_eq!(seen(&all(&home)), seen(&before), "nothing is written while one chooses");
    window.click_words("[data-testid=merge]", "Merge").await;
    eventually("they are one", || all(&home).len() == 60).await;
    let kept = stored(&window, 0);
    assert_eq!((&kept["id"], &kept["title"], &kept["weight"]), (&first["id"], &first["title"], &json!(140)));
    assert_eq!(tags(&kept), [tags(&first), vec!["새 태그"]].concat());
    assert_eq!(trashed(&home)[0]["id"], before[60]["id"], "the other lies in the trash");
    undo(&window).await;
    eventually("both are as they were", || seen(&all(&home)) == seen(&before)).await;
    window.says(pair, &format!("{}!", word(&first, "title"))).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deleted_rows_come_back_from_the_trash_as_they_were() {
    let home = seeded_home("care-trash");
    let before = all(&home);
    let window = Window::open(&home).await;
    experiences(&window, "").await;
    for row in 0..3 {
        tick(&window, row).await;
    }
    window.click("[data-testid=bulk-bar] [data-action=delete]").await;
    window.says("[data-testid=bulk-dialog]", "lie in the trash").await;
    window.find("[data-testid=bulk-confirm]:not([disabled])").await;
    window.click_words("[data-testid=bulk-dialog]", "Cancel").await;
    window.gone("[data-testid=bulk-dialog]").await;
    assert_eq!(all(&home).len(), 60, "whoever cancels keeps them");
    window.click("[data-testid=bulk-bar] [data-action=delete]").await;
    window.click("[data-testid=bulk-confirm]:not([disabled])").await;
    eventually("three are gone", || all(&home).len() == 57 && trashed(&home).len() == 3).await;

    window.click("[data-testid=open-trash]").await;
    let title = word(&before[1], "title");
    window.click_words("[data-testid=trash-panel]", title).await;
    window.click_words("[data-testid=trash-panel]", &format!("Restore: {title}")).await;
    eventually("one is back", || all(&home).len() == 58).await;
    window.says("[data-testid=inspector]", title).await;
    for place in [0, 2] {
        let tick = format!(
            "[data-testid=trash-panel] input[aria-label={}]",
            json!(format!("Select {}", word(&before[place], "title")))
        );
        window.click(&tick).await;
    }
    window.click_words("[data-testid=trash-panel]", "Restore 2 rows").await;
    eventually("all are as they were", || seen(&all(&home)) == seen(&before)).await;
    window.says("[data-testid=trash-panel]", "The trash is empty").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_version_of_a_row_is_compared_and_restored() {
    let home = seeded_home("care-history");
    let window = Window::open(&home).await;
    experiences(&window, "").await;
    for title in ["First edit", "Second edit"] {
        choose(&window, 0, 0).await;
        window.press(&format!("{title}\u{e007}")).await;
        eventually("the edit is saved", || stored(&window, 0)["title"] == title).await;
    }
    inspect(&window, &stored(&window, 0)).await;
    window.click("[data-testid=inspector] [data-tab=history]").await;
    let older = "[data-testid=inspector] ol > li:nth-child(2)";
    window.click(&format!("{older} summary")).await;
    window.click_words(older, "Restore this version…").await;
    window.says("[data-testid=restore-version] del", "Second").await;
    window.says("[data-testid=restore-version] ins", "First").await;
    assert_eq!(stored(&window, 0)["title"], "Second edit", "only compared");
    window.click_words("[data-testid=restore-version]", "Restore").await;
    eventually("it is as it was", || stored(&window, 0)["title"] == "First edit").await;
    window.says(FIRST, "First edit").await;
    undo(&window).await;
    eventually("and as before that", || stored(&window, 0)["title"] == "Second edit").await;
    window.close().await;
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

const PERSON: &str = "insert into knock.personas
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

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_archetype_is_renamed_wherever_it_is_named() {
    let home = seeded_home("care-rename");
    let window = Window::open(&home).await;
    window.ready().await;
    outside(&home, PERSON);
    let id = greenroom_core::seeds::seeded_id("knock.data_pool_archetypes", "cozy-creative").to_string();
    let references =
        || told(&home, &["pool", "usage", "archetypes", &id])["referenceCount"].as_u64().expect("a number");
    let naming = |name: &str| listed(&home, &["--archetype", name]).len();
    let (count, experiences) = (references(), naming("cozy_creative"));
    assert_eq!(count, experiences as u64 + 1, "a character names it too");
    assert!(experiences > 0);
    let before = all(&home);

    window.run(&format!("location.hash = '#/archetypes?row=archetype:{id}'")).await;
    window.says("[data-testid=row-form]", &format!("{count} rows name it")).await;
    window.fill("[data-testid=row-form] [name=name]", "warm_maker").await;
    window.says("[data-testid=row-form]", &format!("Saving renames it in {count} rows too")).await;
    assert_eq!(naming("cozy_creative"), experiences, "only said");
    window.press_with_control("s").await;
    eventually("all name it anew", || naming("warm_maker") == experiences && naming("cozy_creative") == 0).await;
    assert_eq!(references(), count, "the character as well");
    undo(&window).await;
    eventually("one step brings the name back", || seen(&all(&home)) == seen(&before)).await;
    assert_eq!(references(), count);
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_is_merged_into_another_everywhere() {
    let home = seeded_home("care-tags");
    let before = all(&home);
    let (from, to) = (tags(&before[0])[1].to_owned(), tags(&before[0])[0].to_owned());
    let having = |tag: &str| listed(&home, &["--tag", tag]).len();
    let either = before.iter().filter(|row| tags(row).contains(&&*from) || tags(row).contains(&&*to)).count();
    let changed = having(&from);
    assert!(changed > 1 && either > changed, "others have them too");
    let window = Window::open(&home).await;
    experiences(&window, "").await;
    tick(&window, 0).await;
    window.click("[data-testid=bulk-bar] [data-action=tags]").await;
    window.click_words("[role=menu]", "Rename or merge a tag…").await;
    window.fill("[data-testid=bulk-dialog] [name=tags]", &format!("{from}\u{e007}")).await;
    window.fill("[data-testid=bulk-dialog] input[type=text], [data-testid=bulk-dialog] input:not([name])", &to).await;
    window.says("[data-testid=preview-counts]", &format!("{changed} rows change")).await;
    window.says("[data-testid=bulk-dialog] table del", &from).await;
    assert_eq!(having(&from), changed, "only shown");
    window.click("[data-testid=bulk-confirm]:not([disabled])").await;
    eventually("one tag is left", || having(&from) == 0 && having(&to) == either).await;
    assert_eq!(tags(&stored(&window, 0)).iter().filter(|tag| **tag == to).count(), 1, "once where both were");
    undo(&window).await;
    eventually("both are back", || seen(&all(&home)) == seen(&before)).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_regular_expression_replaces_in_the_filtered_rows_only() {
    let home = seeded_home("care-replace");
    let before = all(&home);
    let window = Window::open(&home).await;
    let filter = "{\"conditions\":[{\"column\":\"needType\",\"test\":\"any\",\"values\":[\"autonomy\"]}]}";
    experiences(&window, &format!("?filter={filter}")).await;
    let replaced = |row: &Value| {
        let mut row = row.clone();
        if row["needType"] == "autonomy" {
            for column in ["title", "description"] {
                row[column] = json!(word(&row, column).replace("할머니", "할매"));
            }
        }
        row
    };
    let after: Vec<Value> = before.iter().map(replaced).collect();
    let changed = before.iter().zip(&after).filter(|(old, new)| old != new).count();
    assert!(changed > 1);
    assert!(before.iter().any(|row| row["needType"] != "autonomy" && word(row, "description").contains("할머니")));

    window.press_with_control("h").await;
    window.click_words("[role=dialog]", "Regular expression").await;
    let fields = "[role=dialog] input[class*=Input-input]";
    window.find(fields).await;
    fill_nth(&window, fields, 0, "(외?할)머니").await;
    fill_nth(&window, fields, 1, "\\1매").await;
    window.says("[data-testid=preview-counts]", &format!("{changed} rows change")).await;
    assert_eq!(seen(&all(&home)), seen(&before), "only shown");
    window.click("[data-testid=bulk-confirm]:not([disabled])").await;
    eventually("they are replaced", || seen(&all(&home)) == seen(&after)).await;
    undo(&window).await;
    eventually("and as they were", || seen(&all(&home)) == seen(&before)).await;

    window.press_with_control("h").await;
    window.click_words("[role=dialog]", "Regular expression").await;
    fill_nth(&window, fields, 0, "(할머니").await;
    window.find("[role=dialog] input[aria-invalid=true]").await;
    window.close().await;
}

async fn fill_nth(window: &Window, css: &str, place: usize, text: &str) {
    window.run(&format!("document.querySelectorAll({})[{place}].focus()", json!(css))).await;
    window.run("document.activeElement.select()").await;
    window.press(text).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_is_said_before_the_last_row_of_a_cell_leaves_the_draw() {
    let home = seeded_home("care-impact");
    let last = listed(&home, &["--need", "growth", "--intensity", "high", "--active", "true"])[0].clone();
    let id = word(&last, "id");
    let state = || told(&home, &["pool", "get", "experiences", id])["reviewState"].clone();
    let window = Window::open(&home).await;
    window.ready().await;
    outside(
        &home,
        &format!(
            "update knock.data_pool_experiences set review_state = 'draft'
             where need_type = 'growth' and intensity = 'high' and id <> '{id}'"
        ),
    );
    experiences(&window, "").await;
    inspect(&window, &last).await;
    window.click_words("[data-testid=row-form]", "Draft").await;
    window.press_with_control("s").await;
    window.says("[data-testid=impact]", "Growth · High").await;
    window.says("[data-testid=impact]", "1 → 0").await;
    window.click_words("[role=dialog]", "Cancel").await;
    window.gone("[data-testid=impact]").await;
    assert_eq!(state(), "active", "no was heard");
    window.press_with_control("s").await;
    window.click_words("[role=dialog]", "Take it out anyway").await;
    eventually("yes as well", || state() == "draft").await;

    // The same is asked in the table.
    let last = listed(&home, &["--need", "growth", "--intensity", "low", "--active", "true"]);
    let (id, others) = (word(&last[0], "id"), &last[1..]);
    for other in others {
        told(&home, &["pool", "delete", "experiences", word(other, "id")]);
    }
    experiences(&window, &format!("?filter={{\"text\":{}}}", json!(word(&last[0], "title")))).await;
    window.find("[role=grid][aria-rowcount='2']").await;
    let place = column(&window, "State").await;
    choose(&window, 0, place).await;
    window.press("Draft\u{e007}").await;
    window.says("[role=dialog]", "Growth, Low: 1 → 0").await;
    window.click_words("[role=dialog]", "Deactivate").await;
    eventually("and done after a yes", || told(&home, &["pool", "get", "experiences", id])["reviewState"] == "draft")
        .await;

    // And said of many rows at once.
    let filter = "{\"conditions\":[{\"column\":\"needType\",\"test\":\"any\",\"values\":[\"meaning\"]}]}";
    experiences(&window, &format!("?filter={filter}")).await;
    window.click("[role=columnheader] input[type=checkbox]").await;
    window.click("[data-testid=bulk-bar] [data-action=state]").await;
    window.click_words("[role=menu]", "Deactivate").await;
    window.says("[data-testid=impact]", "3 cells are left empty").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn open_dialogs_are_clean() {
    let home = seeded_home("care-axe");
    let first = told(&home, &["pool", "list", "experiences", "--limit", "1"])["items"][0].clone();
    let like = json!({ "title": format!("{}!", word(&first, "title")), "description": first["description"],
        "needType": first["needType"], "intensity": first["intensity"] });
    told(&home, &["pool", "create", "experiences", "--set", &like.to_string()]);
    let window = Window::open(&home).await;
    for theme in ["light", "dark"] {
        window.ready().await;
        crate::screens::choose(&window, theme, "en").await;
        experiences(&window, "").await;

        window.press_with_control("h").await;
        window.find("[role=dialog] [data-autofocus]").await;
        window.fill("[role=dialog] [data-autofocus]", "할머니").await;
        window.find("[role=dialog] ins").await;
        clean_and_closed(&window, "replace", theme).await;

        tick(&window, 0).await;
        window.click("[data-testid=bulk-bar] [data-action=tags]").await;
        clean(&window, &format!("menu of tags in {theme}")).await;
        window.click_words("[role=menu]", "Rename or merge a tag…").await;
        window.fill("[data-testid=bulk-dialog] [name=tags]", &format!("{}\u{e007}", tags(&first)[0])).await;
        window
            .fill("[data-testid=bulk-dialog] input[type=text], [data-testid=bulk-dialog] input:not([name])", "새 이름")
            .await;
        window.find("[data-testid=bulk-dialog] table").await;
        clean_and_closed(&window, "rename-a-tag", theme).await;
        window.click("[data-testid=bulk-bar] [data-action=delete]").await;
        window.find("[data-testid=impact], [data-testid=bulk-confirm]:not([disabled])").await;
        clean_and_closed(&window, "delete", theme).await;
        tick(&window, 0).await;

        window.click("[data-testid=new]").await;
        window.click_words("[data-testid=new-row]", "All fields").await;
        window.click_words("[data-testid=new-row]", "Create").await;
        window.find("[data-testid=new-row] [aria-invalid=true]").await;
        clean_and_closed(&window, "new-row", theme).await;

        window.click("[data-testid=views]").await;
        window.find("[role=menu]").await;
        clean(&window, &format!("menu of views in {theme}")).await;
        window.click_words("[role=menu]", "Save as new view…").await;
        window.find("[role=dialog] [data-autofocus]").await;
        window.press("\u{e007}").await;
        window.find("[role=dialog] [aria-invalid=true]").await;
        clean_and_closed(&window, "name-of-a-view", theme).await;

        window.click("[data-testid=add-filter]").await;
        window.find("[role=dialog] [data-autofocus]").await;
        clean_and_closed(&window, "filter", theme).await;
        window.click("button[aria-label='Columns and row height']").await;
        window.find("[role=dialog]").await;
        clean_and_closed(&window, "columns", theme).await;

        let weight = column(&window, "Weight").await;
        choose(&window, 0, weight).await;
        window.press("77").await;
        let id = word(&first, "id");
        outside(&home, &format!("update knock.data_pool_experiences set weight = weight + 1 where id = '{id}'"));
        window.press("\u{e007}").await;
        window.test_id("conflict").await;
        clean(&window, &format!("conflict in {theme}")).await;
        window.click_words("[data-testid=conflict]", "Keep theirs").await;
        window.gone("[data-testid=conflict]").await;

        window.run("location.hash = '#/experiences?panel=duplicates'").await;
        window.click_words("[data-testid=duplicates-panel]", "Find duplicates").await;
        window.click_words("[data-testid=duplicates-panel] ol > li", "Merge…").await;
        window.test_id("merge").await;
        clean(&window, &format!("merging in {theme}")).await;

        window.run("location.hash = '#/experiences?panel=import'").await;
        let row = "제목,설명,욕구,강도,가중치\r\n새 우산,설명,growth,low,120\r\n무거운 것,설명,growth,low,5000\r\n";
        offer(&window, row).await;
        window.says("[data-testid=import-panel]", "5000").await;
        clean(&window, &format!("findings in {theme}")).await;
        window.run("location.hash = '#/home'").await;
    }
    window.close().await;
}

async fn clean_and_closed(window: &Window, dialog: &str, theme: &str) {
    clean(window, &format!("{dialog} in {theme}")).await;
    window.press("\u{e00c}").await;
    window.gone("[role=dialog]").await;
}
