//! Looking after templates: review by a second person, the parts they share, the archive, what is deleted, files that are
//! none, finding and filing. What came of it is read through the command line.

use serde_json::{Value, json};

use crate::{
    pools::eventually,
    templates::{command, default_of, default_of_after_start, draft, saved, shut, stored, told, word, write},
    window::{Window, ctl, outside, seeded_home},
};

fn state(window: &Window, id: &str) -> String {
    word(&told(window, &["show", id]), "state").to_owned()
}

fn listed(window: &Window, more: &[&str]) -> Vec<Value> {
    told(window, &[&["list"], more].concat())["items"].as_array().expect("versions").clone()
}

async fn more(window: &Window, act: &str) {
    window.click_words("[data-testid=version]", "More").await;
    window.find("[role=menu]").await;
    window.rested().await;
    window.click_words("[role=menu]", act).await;
}

async fn shown(window: &Window, id: &str) {
    window.run(&format!("location.hash = '#/templates/{id}'")).await;
    window.find(&format!("[data-testid=version][data-id='{id}']")).await;
}

/// Which version is open.
async fn open(window: &Window) -> String {
    let id = window.run("return document.querySelector('[data-testid=version]')?.dataset.id ?? ''").await;
    id.as_str().unwrap_or_default().to_owned()
}

async fn sent_to_review(window: &Window, note: &str) {
    window.click_words("[data-testid=version]", "Send to review…").await;
    window.find("[role=dialog] [name=note]").await;
    window.fill("[role=dialog] [name=note]", note).await;
    window.rested().await;
    window.click_words("[role=dialog]", "Send to review").await;
    window.gone("[role=dialog]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_default_needs_a_second_person_where_that_is_wanted() {
    let home = seeded_home("template-review");
    let window = Window::open(&home).await;
    let original = default_of_after_start(&window).await;
    outside(&home, "update knock.template_settings set needs_review = true");

    // Written, sent and published by one and the same.
    let first = draft(&window).await;
    let first = word(&first, "id");
    write(&window, "why", "\n혼자 쓴 줄.").await;
    saved(&window).await;
    sent_to_review(&window, "봐 주세요").await;
    window.says("[data-testid=read-only]", "봐 주세요").await;
    assert_eq!(state(&window, first), "review");
    window.click_words("[data-testid=version]", "Publish…").await;
    window.find("[role=dialog] [name=note]").await;
    window.rested().await;
    window.click_words("[role=dialog]", "Publish").await;
    window.gone("[role=dialog]").await;
    window.click_words("[data-testid=version]", "Make default…").await;
    window.says("[role=dialog]", "The default needs a second person").await;
    let disabled = "return [...document.querySelectorAll('[role=dialog] button')].find((one) => one.textContent.trim() === 'Make default').disabled";
    assert_eq!(window.run(disabled).await, true);
    shut(&window).await;
    assert_eq!(word(&default_of(&window), "id"), original);

    // Sent by one, published by another.
    let second = draft(&window).await;
    let second = word(&second, "id");
    write(&window, "why", "\n둘이 본 줄.").await;
    saved(&window).await;
    sent_to_review(&window, "이번에는 둘이서").await;
    let published = ctl(&home, &["--actor", "joon", "template", "publish", second]);
    assert!(published.status.success(), "{published:?}");
    window.says("[data-testid=read-only]", "joon").await;
    window.click_words("[data-testid=version]", "Make default…").await;
    window.find("[role=dialog]").await;
    window.rested().await;
    window.click_words("[role=dialog]", "Make default").await;
    window.gone("[role=dialog]").await;
    assert_eq!(word(&default_of(&window), "id"), second);
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_is_written_published_put_in_and_its_uses_are_told() {
    let window = Window::open(&seeded_home("template-parts")).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id");
    command(&window, "Parts that templates share").await;
    window.click_words("[role=dialog]", "New part").await;
    window.fill("[role=dialog] [name=part-name]", "greeting").await;
    window.click_words("[role=dialog]", "Create").await;
    window.find("[role=dialog] textarea[name=text]").await;
    window.fill("[role=dialog] textarea[name=text]", "안녕, 또 왔구나.").await;
    window.press_with_control("s").await;
    window.says("[role=dialog]", "No version uses it.").await;
    window.click_words("[role=dialog]", "Publish").await;
    window.says("[role=dialog]", "A published part does not change.").await;
    shut(&window).await;

    write(&window, "why", "\n{{> greeting}}").await;
    window.says("[data-testid=preview]", "안녕, 또 왔구나.").await;
    saved(&window).await;
    assert!(stored(&window, id, "why").ends_with("{{> greeting}}"), "{}", stored(&window, id, "why"));
    command(&window, "Parts that templates share").await;
    window.says("[role=dialog] section[aria-label='Where it is used']", word(&draft, "name")).await;
    shut(&window).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_are_copied_archived_deleted_and_brought_back() {
    let window = Window::open(&seeded_home("template-archive")).await;
    let original = default_of_after_start(&window).await;
    shown(&window, &original).await;
    more(&window, "New version from this").await;
    window.gone(&format!("[data-testid=version][data-id='{original}']")).await;
    window.find("[data-testid=version]").await;
    let copy = open(&window).await;
    let (one, other) = (told(&window, &["show", &original]), told(&window, &["show", &copy]));
    assert_eq!((&other["sections"], &other["variables"]), (&one["sections"], &one["variables"]));
    assert_eq!((word(&other, "state"), word(&other, "basedOn")), ("draft", &*original));

    more(&window, "Delete").await;
    eventually("it is gone", || listed(&window, &[]).iter().all(|one| word(one, "id") != copy)).await;
    window.test_id("undo-delete").await;
    window.rested().await;
    window.click("[data-testid=undo-delete]").await;
    window.find(&format!("[data-testid=version][data-id='{copy}']")).await;
    assert_eq!(told(&window, &["show", &copy])["sections"], one["sections"]);

    told(&window, &["publish", &copy]);
    window.test_id("read-only").await;
    more(&window, "Archive").await;
    eventually("it is in the archive", || state(&window, &copy) == "archived").await;
    window.click_words("[data-testid=version]", "Bring back").await;
    eventually("and back", || state(&window, &copy) == "published").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_none_is_refused_with_its_line() {
    let window = Window::open(&seeded_home("template-import")).await;
    draft(&window).await;
    let before = listed(&window, &[]);
    command(&window, "Import a template").await;
    window.find("[role=dialog] textarea[name=text]").await;
    paste(&window, "{\n  \"name\": \"night\",\n  oops\n}").await;
    window.rested().await;
    window.click_words("[role=dialog]", "Import").await;
    window.says("[data-testid=import-failed]", "Line 3").await;
    window.says("[data-testid=import-failed]", "oops").await;
    assert_eq!(listed(&window, &[]), before, "nothing is changed");

    let draft = told(&window, &["show", word(&before[0], "id"), "--format", "json"]);
    let sound = word(&draft, "file").replacen(word(&before[0], "name"), "come-in", 1);
    paste(&window, &sound).await;
    window.gone("[data-testid=import-failed]").await;
    window.click_words("[role=dialog]", "Import").await;
    window.gone("[role=dialog]").await;
    eventually("it is a draft", || listed(&window, &["--name", "come-in"]).len() == 1).await;
    window.says("[data-testid=version] h2", "come-in").await;
    window.close().await;
}

/// Whole, as a clipboard brings it.
async fn paste(window: &Window, text: &str) {
    window
        .run(&format!(
            "const field = document.querySelector('[role=dialog] textarea[name=text]');
             field.focus(); field.select(); document.execCommand('insertText', false, {});",
            json!(text)
        ))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_found_by_any_of_its_words_and_by_where_it_is_filed() {
    let window = Window::open(&seeded_home("template-filing")).await;
    let draft = draft(&window).await;
    let name = word(&draft, "name").to_owned();
    write(&window, "relationship", "\n보랏빛 우산을 함께 쓴다.").await;
    saved(&window).await;
    let all = listed(&window, &[]).len();
    let shown =
        "return document.querySelectorAll('[data-testid=template-list] [role=treeitem][data-kind=version]').length";
    window.click("[data-testid=template-search]").await;
    window.press("보랏빛 우산").await;
    until(&window, shown, 1).await;
    window.says("[data-testid=template-list] [role=treeitem][data-kind=version]", word(&draft, "version")).await;
    window.press("\u{e00c}").await;
    until(&window, shown, all).await;

    more(&window, "Folder and tags…").await;
    window.find("[role=dialog] [name=folder]").await;
    window.fill("[role=dialog] [name=folder]", "여름/밤").await;
    window.fill("[role=dialog] [name=tags]", "조용한,").await;
    window.rested().await;
    window.click_words("[role=dialog]", "Save").await;
    window.gone("[role=dialog]").await;
    let filed = listed(&window, &["--folder", "여름"]);
    assert_eq!(filed.len(), listed(&window, &["--name", &name]).len(), "all its versions");
    assert!(filed.iter().all(|one| one["folder"] == "여름/밤" && one["tags"] == json!(["조용한"])), "{filed:?}");
    window.says("[data-testid=template-list] [role=tree]", "여름").await;

    let choose = "const field = document.querySelector('[data-testid=template-list] select[aria-label=Tag]');
        field.value = '조용한'; field.dispatchEvent(new Event('change', { bubbles: true }))";
    window.run(choose).await;
    until(&window, shown, filed.len()).await;
    window.says("[data-testid=template-list] [role=tree]", &name).await;
    window.close().await;
}

const RUN: &str = r#"with job as (
      insert into knock.agent_jobs (number, job_type, status, input) values
        (41, 'character_generation', 'completed', '{"meta":{"userName":"도준"}}') returning id)
    insert into knock.agent_job_logs (job_id, agent_name, step, status, input)
    select id, 'Agent 3: System Prompt Assembly', 3, 'completed',
      '{"variables":{"characterName":"이랑","userName":"도준"}}' from job"#;

#[tokio::test(flavor = "multi_thread")]
async fn the_values_of_a_past_run_are_tried_and_kept() {
    let home = seeded_home("template-sources");
    let window = Window::open(&home).await;
    let draft = draft(&window).await;
    outside(&home, RUN);
    write(&window, "why", "\n{{characterName}}, {{userName}}.").await;
    saved(&window).await;
    window.run(&format!("location.hash = '#/templates/{}?panel=contexts'", word(&draft, "id"))).await;
    window.click_words("[data-testid=contexts]", "Take from…").await;
    window.test_id("context-sources").await;
    window.press("#41").await;
    window.says("[data-testid=context-sources] [role=option][aria-selected=true]", "도준").await;
    window.press("\u{e007}").await;
    window.gone("[data-testid=context-sources]").await;
    window.says("[data-testid=preview]", "이랑, 도준.").await;
    window.click_words("[data-testid=contexts]", "Store the chosen one").await;
    window.fill("[data-testid=context-form] [name=name]", "run of Dojun").await;
    window.press_with_control("s").await;
    let kept = || told(&window, &["context", "list"])["items"].clone();
    eventually("it is kept", || kept().as_array().is_some_and(|all| all.len() == 1)).await;
    let kept = kept();
    assert_eq!((word(&kept[0], "origin"), &kept[0]["variables"]["characterName"]), ("run", &json!("이랑")));
    assert!(kept[0]["jobId"].is_string(), "{kept}");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_state_is_restored_into_the_draft() {
    let window = Window::open(&seeded_home("template-history")).await;
    let draft = draft(&window).await;
    let id = word(&draft, "id");
    for line in ["First line.", "Second line."] {
        write(&window, "why", &format!("\n{line}")).await;
        window.run("document.activeElement.blur()").await;
        eventually("the line is saved", || stored(&window, id, "why").ends_with(line)).await;
    }
    window.run(&format!("location.hash = '#/templates/{id}?panel=history'")).await;
    let older = "[role=tabpanel]:not([hidden]) ol > li:nth-child(2)";
    window.click(&format!("{older} summary")).await;
    window.click_words(older, "Restore this state…").await;
    window.says("[data-testid=restore-state] del", "Second line.").await;
    assert!(stored(&window, id, "why").ends_with("Second line."), "only compared");
    window.click_words("[data-testid=restore-state]", "Restore").await;
    eventually("it is as it was", || stored(&window, id, "why").ends_with("First line.")).await;
    window.test_id("undo-restore").await;
    window.rested().await;
    window.click("[data-testid=undo-restore]").await;
    eventually("and as before that", || stored(&window, id, "why").ends_with("Second line.")).await;
    window.close().await;
}

async fn until(window: &Window, script: &str, wanted: usize) {
    let mut last = Value::Null;
    for _ in 0..200 {
        last = window.run(script).await;
        if last == json!(wanted) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("there are {last} of them, never {wanted}");
}
