//! Every page as it looks: light and dark, Korean and English, narrow and wide. Nothing may be cut off sideways.
//! All pictures go to target/tmp/screens for whoever wants to look; with UPDATE_SCREENS=1 the few that are kept in the
//! repository are taken anew.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::window::{Window, seeded_home, told};

pub async fn choose(window: &Window, theme: &str, language: &str) {
    for (name, wanted) in [("theme", theme), ("lang", language)] {
        let is = window.run(&format!("return document.documentElement.dataset.{name}")).await;
        if is != wanted {
            let button =
                if name == "theme" { "header [class*=ActionIcon-root]" } else { "header button[class*=language]" };
            // Without the mouse: no tooltip shall hang over the page.
            window.run(&format!("document.querySelector('{button}').click()")).await;
        }
        window.find(&format!("html[data-{name}=\"{wanted}\"]")).await;
    }
}

/// Widths beyond the window's own; what scrolls inside itself does not count.
async fn cut_off(window: &Window) -> i64 {
    window
        .run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        .await
        .as_i64()
        .unwrap_or(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_fits_in_every_look() {
    let all = folder();
    let home = seeded_home("screens");
    let places = Places::made(&home);
    let window = Window::open(&home).await;
    window.says("[data-testid=\"count-experiences\"]", "60").await;
    // Wide is how the window opens. Made larger than that, WebKit's driver waits half a minute for every picture.
    for size in ["wide", "narrow"] {
        if size == "narrow" {
            window.page.set_window_size(880, 800).await.expect("another size");
        }
        for theme in ["light", "dark"] {
            for language in ["ko", "en"] {
                choose(&window, theme, language).await;
                for (page, address, shown) in PAGES {
                    places.visit(&window, address, shown).await;
                    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                    assert_eq!(cut_off(&window).await, 0, "{page} is cut off: {size}, {theme}, {language}");
                    let picture = window.screenshot().await;
                    assert!(picture.len() > 10_000, "{page} is empty: {size}, {theme}, {language}");
                    keep(&all, &format!("{page}-{theme}-{language}-{size}"), &picture);
                }
            }
        }
    }
    window.page.set_window_size(1280, 800).await.expect("the first size again");
    choose(&window, "light", "ko").await;
    let id = greenroom_core::seeds::seeded_id("knock.data_pool_archetypes", "cozy-creative");
    window.run(&format!("location.hash = '#/home?row=archetype:{id}'")).await;
    window.find("[data-testid=\"inspector\"] input[value=\"cozy_creative\"]").await;
    keep(&all, "inspector-light-ko-wide", &window.screenshot().await);
    window.run("location.hash = '#/home'").await;
    choose(&window, "dark", "ko").await;
    window.press_with_control("k").await;
    window.test_id("palette").await;
    window.press("창문").await;
    window.find("[data-testid=\"palette\"] [role=option]").await;
    keep(&all, "palette-dark-ko-wide", &window.screenshot().await);
    window.close().await;
}

/// How each page is called, where it is, and what shows that it is there.
pub const PAGES: [(&str, &str, &str); 23] = [
    ("home", "home", "[data-testid=home]"),
    ("settings", "settings", "[data-testid=settings]"),
    ("experiences", "experiences", "[role=gridcell][data-row='0']"),
    ("archetypes", "archetypes", "[role=gridcell][data-row='0']"),
    ("visuals", "visuals", "[role=gridcell][data-row='0']"),
    ("coverage", "experiences?panel=coverage", "[data-testid=coverage-panel]"),
    ("draw", "experiences?panel=draw", "[data-testid=draw-panel]"),
    ("import", "experiences?panel=import", "[data-testid=import-panel]"),
    ("duplicates", "experiences?panel=duplicates", "[data-testid=duplicates-panel]"),
    ("trash", "visuals?panel=trash", "[data-testid=trash-panel]"),
    ("templates", "templates/SEEDED?panel=variables", "[data-testid=version] [data-testid=variables] tbody tr"),
    ("contexts", "templates/SEEDED?panel=contexts", "[data-testid=contexts]"),
    ("runs", "runs", "[data-testid=run-list] [role=gridcell][data-row='0']"),
    ("run-page", "runs/RUN", "[data-testid=room] img"),
    ("failed-run", "runs/FAILED", "[data-testid=run-failed]"),
    ("new-run", "runs?new=like:RUN", "[data-testid=run-form] [data-testid=run-preview][aria-busy=false]"),
    ("inbox", "runs/inbox", "[data-testid=asked]"),
    ("compare", "runs/compare?ids=RUN,OTHER", "[data-testid=compare] img"),
    ("batches", "batches", "[data-testid=batch-list]"),
    ("batch", "batches/BATCH", "[data-testid=matrix]"),
    ("new-batch", "batches?new=1", "[data-testid=batch-form]"),
    ("people", "people", "[data-testid=people-list] [role=gridcell][data-row='0']"),
    ("person", "people/PERSON", "[data-testid=building] img"),
];

/// What the pages of runs show: two that are done, one that failed, one that waits for somebody, and a small batch; and
/// somebody who has a roommate.
pub struct Places(Vec<(&'static str, String)>);

impl Places {
    /// Makes it, before a window holds the home.
    pub fn made(home: &Path) -> Self {
        let run = |how: &[&str]| told(home, &[&["run", "start"], how].concat());
        let done = run(&["--sample", "default", "--seed", "7"]);
        let other = run(&["--sample", "default", "--seed", "8"]);
        run(&["--sample", "achiever", "--seed", "1", "--gate", "character"]);
        let failed = run(&["--sample", "achiever", "--seed", "2", "--gate", "character"]);
        told(home, &["run", "reject", failed["id"].as_str().expect("an id"), "--note", "too close to run 1"]);
        let inputs = home.join("batch.jsonl");
        let lines = ["default", "achiever", "safe-home"].map(|one| format!(r#"{{"name":"{one}","sample":"{one}"}}"#));
        std::fs::write(&inputs, lines.join("\n")).expect("a file");
        let templates = [Self::template("default"), Self::template("letters")].join(",");
        let inputs = inputs.to_str().expect("a path");
        let batch = ["batch", "start", "--inputs", inputs, "--templates", &templates, "--repeats", "3", "--seed", "1"];
        let batch = told(home, &[&batch[..], &["--label", "letters or thoughts"]].concat());
        let person = told(home, &["person", "list", "--limit", "1", "--sort", "name"])["items"][0].clone();
        run(&["--person", person["id"].as_str().expect("an id"), "--seed", "3"]);
        let id = |of: &Value| of["id"].as_str().expect("an id").to_owned();
        Self(vec![
            ("SEEDED", Self::template("default")),
            ("RUN", id(&done)),
            ("OTHER", id(&other)),
            ("FAILED", id(&failed)),
            ("BATCH", id(&batch)),
            ("PERSON", id(&person)),
        ])
    }

    fn template(key: &str) -> String {
        greenroom_core::seeds::seeded_id("knock.prompt_templates", key).to_string()
    }

    /// Goes to a page and waits until it is there.
    pub async fn visit(&self, window: &Window, address: &str, shown: &str) {
        let put = |address: String, (name, id): &(&str, String)| address.replace(name, id);
        let address = self.0.iter().fold(address.to_owned(), put);
        window.run(&format!("location.hash = '#/{address}'")).await;
        window.find(shown).await;
    }
}

const KEPT: [&str; 21] = [
    "home-light-en-wide",
    "home-light-ko-wide",
    "home-dark-en-wide",
    "home-dark-ko-narrow",
    "palette-dark-ko-wide",
    "inspector-light-ko-wide",
    "experiences-light-en-wide",
    "experiences-light-ko-wide",
    "visuals-dark-ko-wide",
    "draw-light-en-wide",
    "coverage-dark-ko-narrow",
    "templates-light-ko-wide",
    "contexts-dark-en-wide",
    "run-light-en-wide",
    "runs-light-ko-wide",
    "new-run-dark-ko-wide",
    "inbox-light-en-wide",
    "compare-dark-en-wide",
    "batch-light-ko-wide",
    "person-light-ko-wide",
    "batch-filling-light-en-wide",
];

/// Where pictures of this run of the tests lie.
pub fn folder() -> PathBuf {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screens");
    std::fs::create_dir_all(&all).expect("a folder for pictures");
    all
}

pub fn keep(all: &Path, name: &str, picture: &[u8]) {
    std::fs::write(all.join(format!("{name}.png")), picture).expect("a picture");
    if KEPT.contains(&name) && std::env::var_os("UPDATE_SCREENS").is_some() {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/screens").join(format!("{name}.png"));
        std::fs::write(kept, picture).expect("a kept picture");
    }
}
