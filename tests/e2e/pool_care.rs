//! Looking after single rows of the pools in the window: duplicates, the trash, older versions, and what breaks when the last
//! row of a cell leaves the draw. What came of it is read from the database.

use std::path::Path;

use serde_json::{Value, json};

use crate::{
    pools::{FIRST, choose, column, eventually, experiences, stored, tick},
    window::{Window, outside, seeded_home, told},
};

/// All experiences, in the order in which they were made.
pub fn all(home: &Path) -> Vec<Value> {
    listed(home, &[])
}

pub fn listed(home: &Path, filter: &[&str]) -> Vec<Value> {
    let page = told(home, &[&["pool", "list", "experiences", "--limit", "200"], filter].concat());
    page["items"].as_array().expect("rows").clone()
}

/// What people see of rows: without what every write changes.
pub fn seen(rows: &[Value]) -> Vec<Value> {
    let mut rows = rows.to_vec();
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        row.remove("revision");
        row.remove("updatedAt");
    }
    rows
}

pub fn word<'a>(row: &'a Value, column: &str) -> &'a str {
    row[column].as_str().expect("a text")
}

pub fn tags(row: &Value) -> Vec<&str> {
    row["tags"].as_array().expect("tags").iter().filter_map(Value::as_str).collect()
}

pub fn trashed(home: &Path) -> Vec<Value> {
    told(home, &["pool", "trash", "experiences"]).as_array().expect("rows").clone()
}

pub async fn inspect(window: &Window, row: &Value) {
    window.run(&format!("location.hash = '#/experiences?row=experience:{}'", word(row, "id"))).await;
    window.find("[data-testid=row-form]").await;
}

/// From the toast, once it has come to rest and no dialog fades over it: what still moves is missed.
pub async fn undo(window: &Window) {
    window.test_id("undo-done").await;
    window.gone("[role=dialog]").await;
    window.rested().await;
    window.click("[data-testid=undo-done]").await;
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
