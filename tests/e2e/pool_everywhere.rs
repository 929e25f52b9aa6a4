//! One change to many rows of the pools: a name that others know, a tag, a text, each undone as a whole.

use serde_json::{Value, json};

use crate::{
    pool_care::{all, listed, seen, tags, undo, word},
    pool_panels::PERSON,
    pools::{eventually, experiences, stored, tick},
    window::{Window, outside, seeded_home, told},
};

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
