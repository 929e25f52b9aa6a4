//! The pools as an admin works on them: by keyboard, from a spreadsheet, against a colleague, many rows at once.

use serde_json::{Value, json};

use crate::window::{Window, ctl, outside, seeded_home, told};

pub const FIRST: &str = "[role=gridcell][data-row='0'][data-column='0']";

pub async fn experiences(window: &Window, address: &str) {
    window.ready().await;
    window.run(&format!("location.hash = '#/experiences{address}'")).await;
    window.find(FIRST).await;
}

/// Makes a cell the active one, as a click does.
pub async fn choose(window: &Window, row: usize, column: usize) {
    window.click(&format!("[role=gridcell][data-row='{row}'][data-column='{column}']")).await;
}

/// A row as the database has it, by its place in the order of creation.
pub fn stored(window: &Window, place: usize) -> Value {
    told(&window.home, &["pool", "list", "experiences", "--limit", "20"])["items"][place].clone()
}

/// Ticks a row by its place in the table.
pub async fn tick(window: &Window, row: usize) {
    window.click(&format!("[role=row][aria-rowindex='{}'] input[type=checkbox]", row + 2)).await;
}

/// Gives a file to the open import panel.
pub async fn offer(window: &Window, text: &str) {
    let file = window.home.join("rows.csv");
    std::fs::write(&file, text).expect("a file");
    let input = window.find("input[type=file]").await;
    input.send_keys(file.to_str().expect("a path")).await.expect("the file is chosen");
}

pub async fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..200 {
        if tokio::task::block_in_place(&mut holds) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("never came true: {what}");
}

/// Which column of the grid shows this key, counted as the cells count.
pub async fn column(window: &Window, title: &str) -> usize {
    let script = format!(
        "return [...document.querySelectorAll('[role=grid] [role=columnheader]')].findIndex((head) => head.textContent.trim().startsWith({}))",
        json!(title)
    );
    let place = window.run(&script).await.as_i64().expect("a place");
    assert!(place > 0, "the grid shows {title}");
    place as usize - 1
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cell_is_edited_and_undone_by_keyboard() {
    let window = Window::open(&seeded_home("pool-keyboard")).await;
    experiences(&window, "").await;
    let before = stored(&window, 0);
    choose(&window, 0, 0).await;
    window.press("A new name\u{e007}").await;
    eventually("the title is saved", || stored(&window, 0)["title"] == "A new name").await;
    let after = stored(&window, 0);
    assert_eq!((&after["createdAt"], &after["tags"]), (&before["createdAt"], &before["tags"]));
    window.press_with_control("z").await;
    eventually("and undone", || stored(&window, 0)["title"] == before["title"]).await;

    // A refused value stays in its cell, with its reason, and the row stays as it is.
    let weight = column(&window, "Weight").await;
    choose(&window, 0, weight).await;
    window.press("5000\u{e007}").await;
    window.find(&format!("[role=gridcell][data-row='0'][data-column='{weight}'][aria-invalid=true]")).await;
    assert_eq!(stored(&window, 0)["weight"], before["weight"]);
    window.close().await;
}

/// The first letter typed on a resting cell is part of a syllable: it must be composed in the cell, not before it.
#[tokio::test(flavor = "multi_thread")]
async fn hangul_typed_on_a_cell_loses_no_letter() {
    let window = Window::open(&seeded_home("pool-hangul")).await;
    experiences(&window, "").await;
    choose(&window, 0, 0).await;
    window
        .run(
            "const field = document.activeElement;
             const say = (type, data) => field.dispatchEvent(new CompositionEvent(type, { data, bubbles: true }));
             const write = (text) => {
               field.value = text;
               field.dispatchEvent(new InputEvent('input', { data: text, inputType: 'insertCompositionText', isComposing: true, bubbles: true }));
             };
             say('compositionstart', '');
             for (const part of ['ㄱ', '가', '강', '강ㅇ', '강아']) { say('compositionupdate', part); write(part); }
             field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }));",
        )
        .await;
    assert_eq!(
        window.run("return document.activeElement.value").await,
        "강아",
        "Enter while composing commits nothing"
    );
    window
        .run(
            "const field = document.activeElement;
             field.dispatchEvent(new CompositionEvent('compositionend', { data: '강아', bubbles: true }));",
        )
        .await;
    window.press("지 \u{e007}").await;
    eventually("the words are saved", || {
        stored(&window, 0)["title"].as_str().is_some_and(|title| title.trim() == "강아지")
    })
    .await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_range_from_a_spreadsheet_is_shown_and_then_written() {
    let window = Window::open(&seeded_home("pool-paste")).await;
    experiences(&window, "").await;
    let (weight, tags) = (column(&window, "Weight").await, column(&window, "Tags").await);
    choose(&window, 0, tags).await;
    paste(&window, "\"비, 바람\", 집\r\n\"두 줄\n태그\"\r\n").await;
    window.find("[role=dialog] ins").await;
    assert_eq!(
        stored(&window, 0)["tags"].as_array().map(|tags| tags.contains(&json!("집"))),
        Some(false),
        "only shown"
    );
    window.find("[role=dialog] [data-autofocus]").await.click().await.expect("a click");
    eventually("the tags are written", || {
        stored(&window, 0)["tags"].as_array().is_some_and(|tags| tags.contains(&json!("집")))
    })
    .await;

    choose(&window, 0, weight).await;
    paste(&window, "150\r\n0\r\n170\r\n").await;
    window.find("[role=dialog] ins").await;
    window.says("[role=dialog]", "at least 1").await;
    window.find("[role=dialog] [data-autofocus]").await.click().await.expect("a click");
    eventually("the good ones are written", || stored(&window, 2)["weight"] == 170).await;
    assert_eq!(stored(&window, 0)["weight"], 150);
    assert_ne!(stored(&window, 1)["weight"], 0, "what is refused is left out");
    window.close().await;
}

async fn paste(window: &Window, text: &str) {
    let script = format!(
        "const data = new DataTransfer();
         data.setData('text/plain', {});
         const event = new Event('paste', {{ bubbles: true, cancelable: true }});
         Object.defineProperty(event, 'clipboardData', {{ value: data }});
         document.activeElement.dispatchEvent(event);",
        json!(text)
    );
    window.run(&script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_who_was_faster_is_not_overwritten() {
    let window = Window::open(&seeded_home("pool-conflict")).await;
    experiences(&window, "").await;
    let row = stored(&window, 0);
    let id = row["id"].as_str().expect("an id");
    choose(&window, 0, 0).await;
    window.press("Mine").await;
    outside(&window.home, &format!("update knock.data_pool_experiences set title = 'Theirs' where id = '{id}'"));
    window.press("\u{e007}").await;
    window.test_id("conflict").await;
    window.says("[data-testid=conflict]", "Theirs").await;
    assert_eq!(stored(&window, 0)["title"], "Theirs", "nothing was merged in silence");
    window.run("[...document.querySelectorAll('[data-testid=conflict] button')].at(-1).click()").await;
    eventually("mine, chosen knowingly", || stored(&window, 0)["title"] == "Mine").await;

    // A row that is only looked at follows by itself.
    outside(&window.home, &format!("update knock.data_pool_experiences set title = 'Later' where id = '{id}'"));
    window.says(FIRST, "Later").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_rows_change_at_once_and_come_back() {
    let window = Window::open(&seeded_home("pool-bulk")).await;
    experiences(&window, "").await;
    let before: Vec<Value> = (0..2).map(|place| stored(&window, place)["weight"].clone()).collect();
    for row in 0..2 {
        tick(&window, row).await;
    }
    window.test_id("bulk-bar").await;
    window.click("[data-testid=bulk-bar] [data-action=weight]").await;
    window.test_id("bulk-dialog").await;
    window.fill("[data-testid=bulk-dialog] input[type=text], [data-testid=bulk-dialog] input[inputmode]", "2").await;
    window.find("[data-testid=bulk-dialog] ins").await;
    window.click("[data-testid=bulk-confirm]:not([disabled])").await;
    eventually("both are heavier", || {
        stored(&window, 0)["weight"] != before[0] && stored(&window, 1)["weight"] != before[1]
    })
    .await;
    window.gone("[data-testid=bulk-dialog]").await;
    window.click("[data-testid=undo-done]").await;
    eventually("and as they were", || {
        stored(&window, 0)["weight"] == before[0] && stored(&window, 1)["weight"] == before[1]
    })
    .await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_mistakes_shows_them_and_the_good_rows_go_in() {
    let window = Window::open(&seeded_home("pool-import")).await;
    experiences(&window, "?panel=import").await;
    offer(
        &window,
        "\u{feff}제목,설명,욕구,강도,가중치\r\n새 우산,\"첫 줄\n둘째 줄\",growth,low,120\r\n무거운 것,설명,growth,low,5000\r\n",
    )
    .await;
    window.says("[data-testid=import-panel]", "5000").await;
    window.click("[data-testid=import-go]:not([disabled])").await;
    let count = |window: &Window| -> Value {
        told(&window.home, &["pool", "list", "experiences", "--limit", "1"])["total"]["value"].clone()
    };
    eventually("the good row is in", || count(&window) == 61).await;
    window.click("[data-testid=undo-done]").await;
    eventually("and out again", || count(&window) == 60).await;
    window.close().await;
}

/// The end of a long list is one jump away, and what is typed there goes to the row that is seen there.
#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_many_thousand_rows_is_one_key_away() {
    let home = seeded_home("pool-many");
    assert!(ctl(&home, &["seed", "knock", "--scenario", "bench", "--rows", "20000"]).status.success());
    let window = Window::open(&home).await;
    experiences(&window, "?sort=title").await;
    window.find("[role=grid][aria-rowcount='20061']").await;
    choose(&window, 0, 0).await;
    window.press_with_control(&char::from(fantoccini::key::Key::End).to_string()).await;
    let last = "[role=row][aria-rowindex='20061'] [data-column='0']";
    window.find(last).await;
    let page = told(&home, &["pool", "list", "experiences", "--sort", "title:desc", "--limit", "1"]);
    window.says(last, page["items"][0]["title"].as_str().expect("a title")).await;

    window.click("[data-testid=pool-search]").await;
    window.press("학교").await;
    let page = told(&home, &["pool", "list", "experiences", "--text", "학교", "--limit", "1"]);
    let rows = page["total"]["value"].as_u64().expect("a number");
    assert!(rows > 100 && rows < 20_000);
    window.find(&format!("[role=grid][aria-rowcount='{}']", rows + 1)).await;
    window.close().await;
}
