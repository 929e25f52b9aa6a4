//! Every dialog of the pools, open, in both themes: axe finds nothing.

use serde_json::json;

use crate::{
    accessibility::clean,
    pool_care::{tags, word},
    pools::{choose, column, experiences, offer, tick},
    window::{Window, outside, seeded_home, told},
};

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
        window.find("[role=dialog] [data-autofocus]:focus").await;
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
