//! The editor of templates under a person's fingers: what it offers, folds, renames and replaces, and what Hangul needs.

use std::time::Duration;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::{
    pools::eventually,
    templates::{draft, saved, section, stored, told, word, write},
    window::{Window, outside, seeded_home},
};

fn sections(window: &Window, id: &str) -> Value {
    told(window, &["show", id])["sections"].clone()
}

/// Every section with one text put for another.
fn replaced(sections: &Value, from: &str, to: &str) -> Value {
    let all = sections.as_object().expect("sections");
    all.iter().map(|(key, text)| (key.clone(), json!(text.as_str().unwrap_or_default().replace(from, to)))).collect()
}

/// Back in the text, where a step of undo belongs to all sections.
async fn undo(window: &Window) {
    window.run(&format!("document.querySelector({}).focus()", json!(section("why")))).await;
    window.press_with_control("z").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_path_inside_of_a_loop_is_offered_and_put_in() {
    let window = Window::open(&seeded_home("template-completion")).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id");
    write(&window, "past", "\n{{#each experiences}}").await;
    window.press("{{tit").await;
    let offered = "[data-section=past] .cm-tooltip-autocomplete li[aria-selected=true], .cm-tooltip-autocomplete li[aria-selected]";
    window.says(offered, "title").await;
    // What opens under a key that is being pressed takes no answer from it.
    tokio::time::sleep(Duration::from_millis(200)).await;
    window.press("\u{e007}").await;
    window.gone(".cm-tooltip-autocomplete").await;
    eventually("the path is in the text", || stored(&window, id, "past").ends_with("{{#each experiences}}{{title}}"))
        .await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_heading_folds_what_stands_below_it_and_loses_nothing() {
    let window = Window::open(&seeded_home("template-folding")).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id");
    let before = sections(&window, id);
    let seen = "return document.querySelector('[data-section=why] .cm-content').innerText.length";
    let whole = window.run(seen).await.as_u64().expect("a length");
    window.click("[data-section=why] .cm-foldGutter span[title=Fold]").await;
    window.find("[data-section=why] .cm-foldPlaceholder").await;
    let folded = window.run(seen).await.as_u64().expect("a length");
    assert!(folded < whole / 2, "{folded} of {whole} characters are left");
    window.says("[data-testid=preview]", "## WHY").await;
    window.click("[data-section=why] .cm-foldPlaceholder").await;
    window.gone("[data-section=why] .cm-foldPlaceholder").await;
    assert_eq!(window.run(seen).await.as_u64(), Some(whole));
    assert_eq!(sections(&window, id), before, "folding writes nothing");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_variable_is_renamed_wherever_it_is_meant() {
    let window = Window::open(&seeded_home("template-rename")).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id");
    let before = told(&window, &["show", id]);
    window.run(&format!("location.hash = '#/templates/{id}?panel=variables'")).await;
    window.click_words("[data-testid=variables]", "Rename userName").await;
    window.find("[role=dialog] input[name=name]").await;
    window.fill("[role=dialog] input[name=name]", "friend").await;
    window.rested().await;
    window.click_words("[role=dialog]", "Rename").await;
    window.gone("[role=dialog]").await;
    let wanted = replaced(&before["sections"], "userName", "friend");
    assert_ne!(wanted, before["sections"], "it is used at all");
    eventually("every section has the new name", || sections(&window, id) == wanted).await;
    let names = |version: &Value| {
        let all = version["variables"].as_array().expect("variables").clone();
        all.iter().map(|one| word(one, "name").to_owned()).collect::<Vec<_>>()
    };
    eventually("the declaration has it too", || {
        let now = names(&told(&window, &["show", id]));
        now.contains(&"friend".to_owned()) && !now.contains(&"userName".to_owned())
    })
    .await;
    undo(&window).await;
    eventually("one step undoes it everywhere", || {
        let now = told(&window, &["show", id]);
        now["sections"] == before["sections"] && names(&now) == names(&before)
    })
    .await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_replaced_in_all_sections_at_once() {
    let window = Window::open(&seeded_home("template-replace")).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id");
    for key in ["why", "how", "what"] {
        write(&window, key, "\n같은 말, 같은 말.").await;
    }
    saved(&window).await;
    let before = sections(&window, id);
    window.press_with_control("h").await;
    window.find("[data-testid=find-panel] input[aria-label='Replace with']").await;
    window.fill("[data-testid=find-panel] input[aria-label=Find]", "같은 말").await;
    window.says("[data-testid=find-panel] [role=status]", "6").await;
    window.fill("[data-testid=find-panel] input[aria-label='Replace with']", "다른 말").await;
    window.click_words("[data-testid=find-panel]", "Replace all").await;
    window.says("[data-testid=find-panel] [role=status]", "6 places replaced").await;
    let wanted = replaced(&before, "같은 말", "다른 말");
    eventually("all six are replaced", || sections(&window, id) == wanted).await;
    undo(&window).await;
    eventually("one step brings them back", || sections(&window, id) == before).await;
    window.close().await;
}

/// As an input method writes: into the text itself, with every key marked as its own.
#[tokio::test(flavor = "multi_thread")]
async fn hangul_is_composed_in_the_text_and_fires_no_shortcut() {
    let window = Window::open(&seeded_home("template-hangul")).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id");
    write(&window, "why", "\n밤의 ").await;
    saved(&window).await;
    window
        .run(&format!(
            "const content = document.querySelector({});
             const {{ anchorNode: node }} = getSelection();
             const before = node.data;
             const say = (type, data) => content.dispatchEvent(new CompositionEvent(type, {{ data, bubbles: true }}));
             const key = (key, more) => content.dispatchEvent(new KeyboardEvent('keydown',
               {{ key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true, ...more }}));
             say('compositionstart', '');
             for (const part of ['ㅂ', '바', '밥', '밥ㅅ', '밥사', '밥상']) {{
               key('Process');
               say('compositionupdate', part);
               node.data = before + part;
               getSelection().collapse(node, node.data.length);
               content.dispatchEvent(new InputEvent('input',
                 {{ data: part, inputType: 'insertCompositionText', isComposing: true, bubbles: true }}));
             }}
             for (const name of ['Enter', 'Escape', 'F2', 'F8', 'Tab']) key(name);
             for (const name of ['k', 'h', 'f', 's', 'z', '.']) key(name, {{ ctrlKey: true }});",
            json!(section("why"))
        ))
        .await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(
        window.run("return document.querySelector('[role=dialog], [data-testid=find-panel]') === null").await,
        true
    );
    window.says(&section("why"), "밤의 밥상").await;
    // A colleague's words for the same section wait until the syllable is whole.
    outside(
        &window.home,
        &format!(
            "update knock.prompt_templates set sections = jsonb_set(sections, '{{past}}', to_jsonb((sections ->> 'past') || ' 동료의 말.'))
             where id = '{id}'"
        ),
    );
    window.says(&section("past"), "동료의 말.").await;
    window
        .run(&format!(
            "document.querySelector({}).dispatchEvent(new CompositionEvent('compositionend', {{ data: '밥상', bubbles: true }}))",
            json!(section("why"))
        ))
        .await;
    window.press(" 위.").await;
    eventually("every syllable is saved", || stored(&window, id, "why").ends_with("\n밤의 밥상 위.")).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_no_prompt_has_gives_its_text_to_one_of_the_seven() {
    let home = seeded_home("template-extra");
    let window = Window::open(&home).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id");
    let before = stored(&window, id, "how");
    outside(
        &home,
        &format!(
            "update knock.prompt_templates set sections = sections || '{{\"hobby\":\"빗소리를 모은다.\"}}' where id = '{id}'"
        ),
    );
    window.find("[data-section=hobby]").await;
    // It is the last one, below texts whose heights are measured as they come into sight.
    let down =
        "const all = document.querySelector('[data-section=hobby]').parentElement; all.scrollTop = all.scrollHeight";
    for _ in 0..10 {
        window.run(down).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    window.click_words("[data-section=hobby]", "More about hobby").await;
    window.rested().await;
    window.click_words("[role=menu]", "How").await;
    window.gone("[data-section=hobby]").await;
    eventually("the text has moved", || {
        let now = sections(&window, id);
        now.get("hobby").is_none() && word(&now, "how").ends_with("빗소리를 모은다.\n")
    })
    .await;
    undo(&window).await;
    window.find("[data-section=hobby]").await;
    eventually("and is back", || {
        let now = sections(&window, id);
        now["hobby"] == "빗소리를 모은다." && word(&now, "how") == before
    })
    .await;
    window.press(&char::from(Key::Escape).to_string()).await;
    window.close().await;
}
