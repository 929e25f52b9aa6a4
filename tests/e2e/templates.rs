//! Templates as a designer works on them: typing, seeing what every character will be told, publishing, going back.

use std::time::Duration;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::window::{Window, ctl, kill_windows_of, outside, seeded_home};

pub fn told(window: &Window, arguments: &[&str]) -> Value {
    let mut all = vec!["--json", "template"];
    all.extend(arguments);
    let output = ctl(&window.home, &all);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?}: {output:?}"))
}

pub fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}"))
}

pub fn default_of(window: &Window) -> Value {
    let listed = told(window, &["list"]);
    listed["items"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["isDefault"] == true))
        .expect("a default")
        .clone()
}

/// A new draft of the default, open in the window.
pub async fn draft(window: &Window) -> Value {
    window.ready().await;
    let draft = told(window, &["create", "--from", word(&default_of(window), "id")]);
    window.run(&format!("location.hash = '#/templates/{}'", word(&draft, "id"))).await;
    window.find("[data-testid=sections-editor] .cm-content").await;
    window.find("[data-testid=preview]").await;
    draft
}

pub fn section(key: &str) -> String {
    format!("[data-testid=sections-editor] [data-section={key}] .cm-content")
}

/// Puts the cursor at the end of a section and types there.
pub async fn write(window: &Window, key: &str, text: &str) {
    let css = section(key);
    window.run(&format!("document.querySelector({}).scrollIntoView({{ block: 'center' }})", json!(css))).await;
    window.click(&css).await;
    let end = format!("{}{}{}", char::from(Key::Control), char::from(Key::End), char::from(Key::Null));
    window.press(&end).await;
    window.press(text).await;
}

pub async fn saved(window: &Window) {
    window.find("[data-testid=save-state][data-state=saved]").await;
}

/// The words of a section as the database has them.
pub fn stored(window: &Window, id: &str, key: &str) -> String {
    word(&told(window, &["show", id])["sections"], key).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_follows_and_a_mistake_is_one_click_away() {
    let window = Window::open(&seeded_home("template-typing")).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id");
    window.says("[data-testid=preview]", "## WHY").await;
    write(&window, "why", "\nGood night, {{userName}}.").await;
    window.says("[data-testid=preview]", "Good night, 해원.").await;
    saved(&window).await;
    assert!(stored(&window, id, "why").ends_with("Good night, {{userName}}."), "{}", stored(&window, id, "why"));

    // A name nobody declared is told with the name that was meant, and its place is one click away.
    write(&window, "what", "\nBye, {{userNmae}}.").await;
    window.says("[data-testid=problems]", "userNmae").await;
    window.run("document.activeElement.blur()").await;
    window.click("[data-testid=problems] [data-rule=undeclared-variable] button").await;
    let inside = "return document.activeElement?.closest('[data-section]')?.dataset.section ?? null";
    until(&window, inside, json!("what")).await;
    window.close().await;
}

async fn until(window: &Window, script: &str, wanted: Value) {
    let mut last = Value::Null;
    for _ in 0..200 {
        last = window.run(script).await;
        if last == wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{script} is {last}, never {wanted}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_outlives_a_crash() {
    let home = seeded_home("template-crash");
    let window = Window::open(&home).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id").to_owned();
    // Away from the database nothing can be saved: what is typed is on this machine only.
    ctl(&home, &["db", "stop"]);
    write(&window, "how", "\nnot lost").await;
    for _ in 0..200 {
        let kept = std::fs::read_dir(home.join("greenroom/drafts")).is_ok_and(|entries| {
            entries.flatten().any(|one| std::fs::read_to_string(one.path()).is_ok_and(|text| text.contains("not lost")))
        });
        if kept {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    kill_windows_of(&home);
    drop(window);
    ctl(&home, &["db", "start"]);

    let window = Window::open(&home).await;
    window.ready().await;
    window.run(&format!("location.hash = '#/templates/{id}'")).await;
    window.test_id("found").await;
    assert!(!stored(&window, &id, "how").contains("not lost"));
    window.click_words("[data-testid=found]", "Take it up again").await;
    window.gone("[data-testid=found]").await;
    window.says(&section("how"), "not lost").await;
    saved(&window).await;
    assert!(stored(&window, &id, "how").ends_with("not lost"));
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_is_published_made_the_default_and_rolled_back() {
    let home = seeded_home("template-publish");
    let window = Window::open(&home).await;
    window.ready().await;
    let values = home.join("values.json");
    std::fs::write(&values, json!({ "characterName": "도윤", "userName": "해원" }).to_string()).expect("a file");
    told(&window, &["context", "save", "quiet", "--golden", "--file", &values.to_string_lossy()]);
    let original = default_of(&window);
    let draft = draft(&window).await;
    let id = word(&draft, "id");
    write(&window, "why", "\nOne more line.").await;
    saved(&window).await;

    window.click_words("[data-testid=version]", "Publish…").await;
    window.says("[data-testid=goldens-changed]", "1").await;
    window.says("[role=dialog]", "One more line.").await;
    window.rested().await;
    window.click_words("[role=dialog]", "Publish").await;
    window.gone("[role=dialog]").await;
    window.test_id("read-only").await;
    assert_eq!(word(&told(&window, &["show", id]), "state"), "published");

    for (version, name) in [(id, "the new one"), (word(&original, "id"), "and back")] {
        window.run(&format!("location.hash = '#/templates/{version}'")).await;
        window.find(&format!("[data-testid=version][data-id='{version}']")).await;
        window.click_words("[data-testid=version]", "Make default…").await;
        window.rested().await;
        window.click_words("[role=dialog]", "Make default").await;
        window.gone("[role=dialog]").await;
        assert_eq!(word(&default_of(&window), "id"), version, "{name}");
    }
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_write_one_section_choose_and_lose_nothing() {
    let home = seeded_home("template-conflict");
    let window = Window::open(&home).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id");
    let theirs = |key: &str, words: &str| {
        format!(
            "update knock.prompt_templates set sections = jsonb_set(sections, '{{{key}}}', to_jsonb((sections ->> '{key}') || '{words}'))
             where id = '{id}'"
        )
    };
    // In another section: it comes in by itself.
    outside(&home, &theirs("past", " Theirs in past."));
    window.says("[data-testid=preview]", "Theirs in past.").await;

    // In the same one, before mine is saved.
    window.click(&section("why")).await;
    write(&window, "why", "\nMine in why.").await;
    outside(&home, &theirs("why", " Theirs in why."));
    window.test_id("conflict").await;
    window.says(&section("why"), "Mine in why.").await;
    window.click_words("[data-testid=conflict]", "Compare").await;
    window.says("[data-testid=conflict]", "Theirs in why.").await;
    assert!(!stored(&window, id, "why").contains("Mine"), "nothing is overwritten in silence");
    window.click_words("[data-testid=conflict]", "Keep mine").await;
    window.gone("[data-testid=conflict]").await;
    saved(&window).await;
    assert!(stored(&window, id, "why").ends_with("Mine in why."));
    window.close().await;
}

/// Through the palette, which every act of the page stands in.
pub async fn command(window: &Window, words: &str) {
    window.run("document.activeElement?.blur()").await;
    window.press_with_control("k").await;
    window.test_id("palette").await;
    window.press(words).await;
    window.says("[data-testid=palette] [role=option]", words).await;
    window.press("\u{e007}").await;
    window.gone("[data-testid=palette]").await;
    window.find("[role=dialog]").await;
}

pub async fn shut(window: &Window) {
    window.press("\u{e00c}").await;
    window.gone("[role=dialog]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_written_by_hand_are_tried_and_kept() {
    let window = Window::open(&seeded_home("template-context")).await;
    let draft = draft(&window).await;
    window.run(&format!("location.hash = '#/templates/{}?panel=contexts'", word(&draft, "id"))).await;
    window.click_words("[data-testid=contexts]", "Write by hand").await;
    // Its middle lies below the save bar, where the driver would click.
    window.find("[data-testid=context-form] [name=text]").await;
    window.run("const field = document.querySelector('[data-testid=context-form] [name=text]'); field.focus(); field.select()").await;
    window.press("{ \"characterName\": \"먼지\", \"userName\": 3 }").await;
    window.says("[data-testid=preview]", "먼지").await;
    window.says("[data-testid=context-faults]", "userName").await;
    window.fill("[data-testid=context-form] [name=name]", "dusty").await;
    window.press_with_control("s").await;
    let contexts = || told(&window, &["context", "list"])["items"].clone();
    for _ in 0..100 {
        if contexts().as_array().is_some_and(|all| all.len() == 1) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let kept = contexts();
    assert_eq!((word(&kept[0], "name"), &kept[0]["variables"]["characterName"]), ("dusty", &json!("먼지")));
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_goes_into_a_file_and_comes_back_as_a_draft() {
    let home = seeded_home("template-file");
    let window = Window::open(&home).await;
    let draft = draft(&window).await;
    write(&window, "how", "\nkept in the file").await;
    saved(&window).await;
    command(&window, "Export the open version").await;
    window.says("[role=dialog] textarea", "kept in the file").await;
    window.rested().await;
    window.click_words("[role=dialog]", "Save to downloads").await;
    let places = [home.join("inner-voice-1.1.md"), home.join("Downloads/inner-voice-1.1.md")];
    let mut written = None;
    for _ in 0..200 {
        written = places.iter().find(|place| place.exists());
        if written.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let file = written.expect("the file is among the downloads");
    let back = told(&window, &["create", "--file", &file.to_string_lossy()]);
    let whole = told(&window, &["show", word(&draft, "id")]);
    assert_eq!((&back["sections"], &back["variables"]), (&whole["sections"], &whole["variables"]));
    assert_eq!((word(&back, "state"), word(&back, "version")), ("draft", "1.2"));
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn open_dialogs_of_templates_are_clean() {
    let window = Window::open(&seeded_home("template-axe")).await;
    let original = default_of_after_start(&window).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id").to_owned();
    write(&window, "why", "\nOne more line, {{userNmae}} {{nobody}}.").await;
    saved(&window).await;
    for theme in ["light", "dark"] {
        crate::screens::choose(&window, theme, "en").await;
        let acts = [
            "Publish the open version",
            "Send the open draft to review",
            "Export the open version",
            "Import a template",
            "Parts that templates share",
            "New template",
            "Compare with another version",
        ];
        for act in acts {
            command(&window, act).await;
            crate::accessibility::clean(&window, &format!("{act} in {theme}")).await;
            shut(&window).await;
        }
        for panel in ["problems", "variables", "contexts", "details", "usage", "history"] {
            window.run(&format!("location.hash = '#/templates/{id}?panel={panel}'")).await;
            window.find("[data-testid=version] [role=tabpanel]").await;
            crate::accessibility::clean(&window, &format!("{panel} in {theme}")).await;
        }
        window.run(&format!("location.hash = '#/templates/{id}?compare={original}'")).await;
        window.says("[data-testid=compare]", "One more line").await;
        crate::accessibility::clean(&window, &format!("comparison in {theme}")).await;
        window.run(&format!("location.hash = '#/templates/{id}'")).await;
        window.gone("[data-testid=compare]").await;
    }
    window.close().await;
}

pub async fn default_of_after_start(window: &Window) -> String {
    window.ready().await;
    word(&default_of(window), "id").to_owned()
}
