//! The pools from the command line: every verb once, as a script would use it.

use serde_json::{Value, json};

use crate::{
    script::{Script, text},
    support::json as document,
};

#[tokio::test]
async fn a_row_lives_from_its_making_to_its_restoring() {
    let script = Script::begin("ctl-row").await;
    let values = json!({ "title": "처음 쓴 편지", "description": "우체통 앞에서 한참 서 있었다.", "needType": "belonging", "intensity": "low" });
    let made = script.ok(&["pool", "create", "experiences", "--set", &values.to_string()]);
    let id = text(&made, "id");
    let edited = script.ok(&[
        "pool",
        "update",
        "experiences",
        id,
        "--revision",
        text(&made, "revision"),
        "--set",
        r#"{"weight":150}"#,
    ]);
    assert_eq!((&edited["weight"], &edited["title"]), (&json!(150), &values["title"]));
    let stale = script.refused(&[
        "pool",
        "update",
        "experiences",
        id,
        "--revision",
        text(&made, "revision"),
        "--set",
        r#"{"weight":1}"#,
    ]);
    assert_eq!(stale["code"], "Stale");
    let invalid = script.refused(&[
        "pool",
        "update",
        "experiences",
        id,
        "--revision",
        text(&edited, "revision"),
        "--set",
        r#"{"weight":0}"#,
    ]);
    assert_eq!((&invalid["code"], &invalid["field"]), (&json!("Invalid"), &json!("weight")));

    let changes = script.ok(&["pool", "history", "experiences", id]);
    let made_by = text(&changes["items"][1], "id");
    let back = script.ok(&[
        "pool",
        "restore",
        "experiences",
        id,
        "--change",
        made_by,
        "--revision",
        text(&edited, "revision"),
    ]);
    assert_eq!(back["weight"], 100);

    let deleted = script.ok(&["pool", "delete", "experiences", id, "--revision", text(&back, "revision")]);
    assert_eq!(deleted["deleted"], 1);
    assert_eq!(script.refused(&["pool", "get", "experiences", id])["code"], "NotFound");
    assert_eq!(script.ok(&["pool", "trash", "experiences"])[0]["id"], id);
    assert_eq!(script.ok(&["pool", "restore", "experiences", id])["title"], values["title"]);
    assert_eq!(script.ok(&["pool", "usage", "experiences", id])["candidate"], 0);
}

#[tokio::test]
async fn many_rows_change_and_come_back() {
    let script = Script::begin("ctl-bulk").await;
    let weights = |script: &Script| -> Vec<Value> {
        let page = script.ok(&["pool", "list", "experiences", "--need", "growth", "--limit", "100"]);
        page["items"].as_array().expect("items").iter().map(|row| row["weight"].clone()).collect()
    };
    let before = weights(&script);
    let shown =
        script.ok(&["pool", "bulk", "experiences", "--where", r#"{"need":"growth"}"#, "--reweight", "2", "--dry-run"]);
    assert_eq!((&shown["matched"]["value"], weights(&script) == before), (&json!(10), true));
    let done = script.ok(&["pool", "bulk", "experiences", "--where", r#"{"need":"growth"}"#, "--reweight", "2"]);
    assert_eq!(done["changed"], 10);
    let undone = script.ok(&["pool", "undo", text(&done, "undo")]);
    assert_eq!((&undone["changed"], weights(&script) == before), (&json!(10), true));

    let tagged = script.ok(&["pool", "bulk", "experiences", "--where", "{}", "--add-tag", "모두"]);
    assert_eq!(tagged["changed"], 60);
    assert_eq!(script.ok(&["pool", "list", "experiences", "--tag", "모두"])["total"]["value"], 60);
    let renamed =
        script.ok(&["pool", "bulk", "experiences", "--where", r#"{"tag":"모두"}"#, "--rename-tag", "모두=전부"]);
    assert_eq!(renamed["changed"], 60);
    script.ok(&["pool", "bulk", "experiences", "--where", r#"{"tag":["전부"]}"#, "--remove-tag", "전부"]);
    let set = script.ok(&[
        "pool",
        "bulk",
        "visuals",
        "--where",
        r#"{"elementType":"mood","need":"growth"}"#,
        "--set",
        r#"{"isActive":false}"#,
    ]);
    assert_eq!(set["changed"], 4);
    assert_eq!(script.ok(&["pool", "coverage", "visuals"])["gaps"][0]["elementType"], "mood");
    let wrong = script.run(&["pool", "bulk", "visuals", "--where", "{}"]);
    assert_eq!(wrong.status.code(), Some(2), "a change that is none is wrong usage");
}

#[tokio::test]
async fn files_go_out_and_come_in() {
    let script = Script::begin("ctl-files").await;
    for (format, name) in [("csv", "out.csv"), ("jsonl", "out.jsonl"), ("xlsx", "out.xlsx")] {
        let file = script.folder.join(name);
        let file = file.to_str().expect("a path");
        let out = script.ok(&["pool", "export", "visuals", "--need", "growth", "--format", format, "-o", file]);
        assert_eq!(out["rows"], 20);
        let back = script.ok(&["pool", "import", "visuals", file]);
        let told = ["rows", "inserted", "updated", "unchanged"].map(|key| back[key].as_u64().expect("a number"));
        assert_eq!((told, &back["errors"]), ([20, 0, 0, 20], &json!([])), "{format}");
    }
    let file = script.folder.join("bad.jsonl");
    let row = script.first("visuals");
    let good = json!({ "id": row["id"], "weight": 321 });
    std::fs::write(
        &file,
        format!(
            "{good}\n{{\"id\":{},\"weight\":-1}}\n",
            script.ok(&["pool", "list", "visuals", "--limit", "2"])["items"][1]["id"]
        ),
    )
    .expect("a file");
    let file = file.to_str().expect("a path");
    let shown = script.ok(&["pool", "import", "visuals", file, "--dry-run"]);
    assert_eq!(
        (&shown["updated"], &shown["errors"][0]["field"], &shown["errors"][0]["row"]),
        (&json!(1), &json!("weight"), &json!(2))
    );
    let refused = script.run(&["pool", "import", "visuals", file]);
    assert_eq!(
        (refused.status.code(), &document(&refused)["updated"]),
        (Some(1), &json!(0)),
        "told, and nothing written"
    );
    assert_eq!(script.first("visuals")["weight"], row["weight"]);
    let done = script.ok(&["pool", "import", "visuals", file, "--skip-errors"]);
    assert_eq!((&done["updated"], &script.first("visuals")["weight"]), (&json!(1), &json!(321)));
    script.ok(&["pool", "undo", text(&done, "undo")]);
    assert_eq!(script.first("visuals")["weight"], row["weight"]);
    assert_eq!(script.refused(&["pool", "import", "visuals", "/nowhere/rows.csv"])["field"], "file");
}

#[tokio::test]
async fn rows_that_are_alike_are_found_and_merged() {
    let script = Script::begin("ctl-duplicates").await;
    let row = script.first("experiences");
    let twin =
        json!({ "title": row["title"], "description": "다른 이야기", "needType": row["needType"], "intensity": "low" });
    let twin = script.ok(&["pool", "create", "experiences", "--set", &twin.to_string()]);
    let pairs = script.ok(&["pool", "duplicates", "experiences", "--threshold", "0.9"]);
    assert_eq!(
        (&pairs["found"], &pairs["pairs"][0]["similarity"], &pairs["pairs"][0]["by"]),
        (&json!(1), &json!(1.0), &json!("title"))
    );
    script.ok(&["pool", "merge", "experiences", text(&row, "id"), text(&twin, "id")]);
    assert_eq!(script.ok(&["pool", "duplicates", "experiences", "--threshold", "0.9"])["found"], 0);
}

#[tokio::test]
async fn a_saved_view_lists_what_it_was_saved_for() {
    let script = Script::begin("ctl-views").await;
    sqlx::query(
        r#"insert into console.saved_views (table_name, name, owner, is_shared, definition) values
           ('knock.data_pool_experiences', 'heavy growth', 'colleague', true,
            '{"filter":{"conditions":[{"column":"needType","test":"any","values":["growth"]}]},"sort":{"column":"weight","descending":true}}')"#,
    )
    .execute(&mut script.fresh.stranger().await)
    .await
    .expect("a view");
    assert_eq!(script.ok(&["pool", "views", "experiences"])[0]["name"], "heavy growth");
    let page = script.ok(&["pool", "list", "experiences", "--view", "heavy growth"]);
    assert_eq!(page["total"]["value"], 10);
    assert!(page["items"][0]["weight"].as_i64() >= page["items"][9]["weight"].as_i64());
    assert_eq!(script.refused(&["pool", "list", "experiences", "--view", "nothing"])["code"], "NotFound");
}
