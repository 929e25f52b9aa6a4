//! Templates from the command line: every verb once, as a script would use it.

use serde_json::{Value, json};

use crate::script::{Script, text};

impl Script {
    fn write(&self, name: &str, content: &str) -> String {
        let path = self.folder.join(name);
        std::fs::write(&path, content).expect("a file");
        path.to_string_lossy().into_owned()
    }

    fn default(&self) -> Value {
        let listed = self.ok(&["template", "list"]);
        let items = listed["items"].as_array().expect("a list").clone();
        items.into_iter().find(|one| one["isDefault"] == true).expect("a default")
    }
}

#[tokio::test]
async fn a_template_lives_from_its_draft_to_being_the_default() {
    let script = Script::begin("ctl-template").await;
    let original = script.default();
    let draft = script.ok(&["template", "create", "--from", text(&original, "id")]);
    let id = text(&draft, "id");
    assert_eq!((text(&draft, "state"), text(&draft, "version")), ("draft", "1.1"));

    let file = script.ok(&["template", "show", id, "--format", "markdown"]);
    let changed = text(&file, "file").replace("## WHY", "## WHY\n\n처음부터 다시.\n");
    let path = script.write("voice.md", &changed);
    let stale = script.refused(&["template", "update", id, "--revision", "1", "--file", &path]);
    assert_eq!(text(&stale, "code"), "Stale");
    let written = script.ok(&["template", "update", id, "--revision", text(&draft, "revision"), "--file", &path]);
    assert!(text(&written["sections"], "why").contains("처음부터 다시."));

    let sent = script.ok(&["template", "submit", id, "--note", "봐 주세요"]);
    assert_eq!((text(&sent, "state"), text(&sent, "reviewNote")), ("review", "봐 주세요"));
    assert_eq!(text(&script.ok(&["template", "take-back", id]), "state"), "draft");
    let published = script.ok(&["template", "publish", id, "--note", "첫 판"]);
    assert_eq!((text(&published, "state"), text(&published, "publishNote")), ("published", "첫 판"));
    let revision = text(&published, "revision");
    let refusal = script.refused(&["template", "update", id, "--revision", revision, "--file", &path]);
    assert_eq!(text(&refusal, "code"), "Conflict");
    script.ok(&["template", "set-default", id]);
    assert_eq!(text(&script.default(), "id"), id);
    assert_eq!(text(&script.refused(&["template", "archive", id]), "code"), "Conflict");
    script.ok(&["template", "set-default", text(&original, "id")]);
    assert_eq!(text(&script.ok(&["template", "archive", id]), "state"), "archived");
    assert_eq!(text(&script.ok(&["template", "archive", id, "--back"]), "state"), "published");

    let versions = script.ok(&["template", "versions", text(&original, "name")]);
    assert_eq!(versions["total"], json!({ "value": 2, "exact": true }));
    let page = script.ok(&["template", "list", "--limit", "1"]);
    let next = script.ok(&["template", "list", "--limit", "1", "--after", text(&page, "next")]);
    assert_ne!(page["items"][0]["id"], next["items"][0]["id"]);
    assert_eq!(script.ok(&["template", "file", text(&original, "name"), "--folder", "여름"])["changed"], 2);
    assert_eq!(script.ok(&["template", "usage", id])["characters"], 0);
    let doomed = script.ok(&["template", "create", "--name", "잠깐"]);
    assert!(script.ok(&["template", "delete", text(&doomed, "id")])["undo"].is_string());
}

#[tokio::test]
async fn a_file_is_rendered_and_its_faults_are_told() {
    let script = Script::begin("ctl-render").await;
    let id = script.default();
    let id = text(&id, "id");
    let rendered = script.ok(&["template", "render", id]);
    assert!(text(&rendered, "prompt").contains("## WHY") && rendered["tokens"].as_u64() > Some(500));
    assert_eq!(rendered["sections"].as_object().map(serde_json::Map::len), Some(7));

    let mut file: Value =
        serde_json::from_str(text(&script.ok(&["template", "show", id, "--format", "json"]), "file")).expect("a file");
    file["sections"]["why"] = json!("## WHY\n{{characterNmae}} {{keywords}}\n\n{{#each needs}}{{label}}");
    let broken = script.write("broken.json", &file.to_string());
    let told = script.run(&["template", "lint", "--file", &broken]);
    assert_eq!(told.status.code(), Some(1));
    let findings: Value = serde_json::from_slice(&told.stdout).expect("findings");
    let rules: Vec<&str> =
        findings["findings"].as_array().expect("a list").iter().map(|one| text(one, "rule")).collect();
    assert!(rules.contains(&"syntax"), "{rules:?}");

    file["sections"]["why"] = json!("## WHY\n{{characterName}} {{#each keywords}}{{this}} {{/each}}{{userName}}");
    let sound = script.write("sound.json", &file.to_string());
    let values = json!({ "characterName": "도윤", "keywords": ["비", "우산"] }).to_string();
    let values = script.write("values.json", &values);
    let rendered = script.ok(&["template", "render", "--file", &sound, "--context", &values, "--section", "why"]);
    assert_eq!(rendered["sections"], json!({ "why": "## WHY\n도윤 비 우산" }));
    let blanks = rendered["blanks"].as_array().expect("blanks");
    assert!(blanks.iter().any(|blank| blank["section"] == "why" && blank["path"] == "userName"), "{blanks:?}");
    let refusal = script.refused(&["template", "render", "--file", &sound, "--context", &values, "--strict"]);
    assert_eq!(text(&refusal, "code"), "Invalid");
    let nothing = script.write("nothing.json", "[1]");
    assert_eq!(text(&script.refused(&["template", "render", id, "--context", &nothing]), "field"), "context");
}

#[tokio::test]
async fn golden_contexts_tell_what_a_change_does() {
    let script = Script::begin("ctl-golden").await;
    let original = script.default();
    let values = script.write("values.json", &json!({ "characterName": "도윤", "userName": "해원" }).to_string());
    script.ok(&["template", "context", "save", "짧은 사람", "--file", &values, "--golden", "--tag", "시험"]);
    let contexts = script.ok(&["template", "context", "list"]);
    assert_eq!(contexts["items"].as_array().map(Vec::len), Some(1));
    let draft = script.ok(&["template", "create", "--from", text(&original, "id")]);
    let id = text(&draft, "id");
    assert_eq!(script.ok(&["template", "regress", id])["changed"], 0);
    let file = script.ok(&["template", "show", id, "--format", "markdown"]);
    let path = script.write("voice.md", &text(&file, "file").replace("## HOW", "## HOW 그래도"));
    script.ok(&["template", "update", id, "--revision", text(&draft, "revision"), "--file", &path]);
    let differs = script.run(&["template", "regress", id]);
    assert_eq!(differs.status.code(), Some(1));
    script.ok(&["template", "regress", id, "--update"]);
    assert_eq!(script.ok(&["template", "regress", id])["changed"], 0);
    let diff = script.ok(&["template", "diff", text(&original, "id"), id]);
    assert_eq!((&diff["changed"], &diff["sections"][0]["section"]), (&json!(1), &json!("how")));
    script.ok(&["template", "context", "delete", "짧은 사람"]);
}
