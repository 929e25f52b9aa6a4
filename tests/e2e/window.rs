//! A window of Greenroom with a home, a database and a driver of its own.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::OnceLock,
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element, key::Key, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

pub struct Window {
    pub page: Client,
    pub home: PathBuf,
    driver: Child,
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        kill_windows_of(&self.home);
    }
}

/// A window that stays behind would lie over those of the next tests. The keeper of the database leaves by itself.
pub fn kill_windows_of(home: &Path) {
    let home = home.to_string_lossy();
    for process in std::fs::read_dir("/proc").expect("processes").flatten().map(|entry| entry.path()) {
        let holds = |file: &str, words: &str| {
            std::fs::read(process.join(file)).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(words))
        };
        if holds("comm", "greenroom") && holds("environ", &home) && !holds("cmdline", "keep-the-database") {
            let pid = process.file_name().unwrap_or_default();
            let _ = Command::new("kill").arg("-9").arg(pid).status();
        }
    }
}

/// An empty home on this machine: no database, no preferences. Those of an earlier run of the tests are gone.
pub fn new_home(name: &str) -> PathBuf {
    static RUN: OnceLock<PathBuf> = OnceLock::new();
    let run = RUN.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e");
        let _ = std::fs::remove_dir_all(&folder);
        folder
    });
    let home = run.join(name);
    std::fs::create_dir_all(&home).expect("a home");
    home
}

/// A home in which the demo content is loaded already.
pub fn seeded_home(name: &str) -> PathBuf {
    let home = new_home(name);
    let seeded = ctl(&home, &["seed", "knock"]);
    assert!(seeded.status.success(), "{seeded:?}");
    home
}

/// greenroomctl on the database of that home.
pub fn ctl(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_greenroom")).with_file_name("greenroomctl"));
    settle(&mut command, home);
    command.args(arguments).output().expect("greenroomctl runs")
}

/// What greenroomctl answers when a program asks it.
pub fn told(home: &Path, arguments: &[&str]) -> Value {
    let output = ctl(home, &[&["--json"], arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    serde_json::from_slice(&output.stdout).expect("an answer in JSON")
}

/// The same for what is answered line by line.
pub fn told_lines(home: &Path, arguments: &[&str]) -> Vec<Value> {
    let output = ctl(home, &[&["--json"], arguments].concat());
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// Statements from outside, as a colleague's psql would send them.
pub fn outside(home: &Path, statements: &str) {
    let url = ctl(home, &["db", "url"]);
    let url = String::from_utf8(url.stdout).expect("a url");
    tokio::task::block_in_place(|| {
        tokio::runtime::Handle::current().block_on(async {
            use sqlx::{Connection, Executor};
            let mut connection = sqlx::PgConnection::connect(url.trim()).await.expect("the database of the window");
            connection.execute(sqlx::AssertSqlSafe(statements.to_owned())).await.expect("the statements");
        });
    });
}

fn settle(command: &mut Command, home: &Path) {
    let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/resources/postgres.tar.zst");
    command
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("GREENROOM_DATA_DIR", home.join("greenroom"))
        .env("GREENROOM_PG_ARCHIVE", archive)
        .env("GREENROOM_ACTOR", "tester")
        .env("LANG", "C.UTF-8")
        .env("LANGUAGE", "en")
        .env_remove("DATABASE_URL")
        .env_remove("GREENROOM_PROFILE");
}

impl Window {
    pub async fn open(home: &Path) -> Window {
        Self::open_with(home, &[]).await
    }

    pub async fn open_with(home: &Path, environment: &[(&str, &str)]) -> Window {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a port")
            .port();
        let mut command = Command::new("WebKitWebDriver");
        settle(&mut command, home);
        command.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true").stdout(Stdio::null());
        command.envs(environment.iter().copied());
        let driver = command.spawn().expect("WebKitWebDriver is installed: `cargo xtask setup` sees to it");
        let capabilities: Capabilities = serde_json::from_value(json!({
            "webkitgtk:browserOptions": { "binary": env!("CARGO_BIN_EXE_greenroom"), "args": [] }
        }))
        .expect("capabilities");
        let address = format!("http://127.0.0.1:{port}");
        for _ in 0..200 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let opening = builder.capabilities(capabilities).connect(&address);
        let page = tokio::time::timeout(Duration::from_secs(120), opening)
            .await
            .expect("the window opens at all: is there a display?")
            .expect("the window opens");
        Window { page, home: home.to_owned(), driver }
    }

    /// Closes it as a person would, and waits until it is gone.
    pub async fn close(self) {
        let _ = self.page.clone().close().await;
    }

    pub async fn find(&self, css: &str) -> Element {
        if let Some(element) = self.look_for(css).await {
            return element;
        }
        self.keep_last_look().await;
        panic!("never appeared: {css}\n{}", self.text_of_page().await);
    }

    /// Also what takes a good while.
    pub async fn find_in_the_end(&self, css: &str) -> Element {
        for _ in 0..9 {
            if let Some(element) = self.look_for(css).await {
                return element;
            }
        }
        self.find(css).await
    }

    async fn look_for(&self, css: &str) -> Option<Element> {
        for _ in 0..200 {
            if let Ok(element) = self.page.find(Locator::Css(css)).await {
                return Some(element);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        None
    }

    pub async fn test_id(&self, id: &str) -> Element {
        self.find(&format!("[data-testid=\"{id}\"]")).await
    }

    pub async fn gone(&self, css: &str) {
        for _ in 0..200 {
            if self.page.find(Locator::Css(css)).await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.keep_last_look().await;
        panic!("never went away: {css}\n{}", self.text_of_page().await);
    }

    /// Until the text of the element holds the words.
    pub async fn says(&self, css: &str, words: &str) {
        let mut last = String::new();
        for _ in 0..200 {
            // Not the driver's idea of the text: that leaves out what ends in an ellipsis.
            let script = format!("return document.querySelector({})?.textContent ?? ''", json!(css));
            last = self.run(&script).await.as_str().unwrap_or_default().to_owned();
            if last.contains(words) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.keep_last_look().await;
        panic!("{css} never said {words:?}; it says {last:?}");
    }

    pub async fn click(&self, css: &str) {
        // What is being redrawn cannot be clicked: the next try finds the new one.
        for _ in 0..40 {
            if self.find(css).await.click().await.is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.keep_last_look().await;
        panic!("cannot be clicked: {css}");
    }

    /// Clicks what bears exactly these words, as soon as it can be clicked: a button, a label, an entry of a menu.
    pub async fn click_words(&self, within: &str, words: &str) {
        let mark = format!(
            "document.querySelector('[data-meant]')?.removeAttribute('data-meant');
             const parts = [...document.querySelectorAll({})];
             const all = parts.flatMap((part) => [...part.querySelectorAll('button, label, summary, [role=menuitem]')]);
             const meant = all.find((one) => one.getClientRects().length > 0 && !one.disabled
               && [one.textContent.trim(), one.getAttribute('aria-label')].includes({}));
             meant?.setAttribute('data-meant', '');
             return meant !== undefined;",
            json!(within),
            json!(words)
        );
        for _ in 0..200 {
            if self.run(&mark).await == json!(true)
                && let Ok(meant) = self.page.find(Locator::Css("[data-meant]")).await
                && meant.click().await.is_ok()
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.keep_last_look().await;
        panic!("cannot be clicked: {words:?} within {within}\n{}", self.text_of_page().await);
    }

    /// Types over what a field holds.
    pub async fn fill(&self, css: &str, text: &str) {
        self.click(css).await;
        self.run("document.activeElement.select?.()").await;
        self.press(text).await;
    }

    /// Keys to whatever has the focus.
    pub async fn press(&self, keys: &str) {
        // What has the focus may be drawn anew before the keys arrive: then none of them did.
        for _ in 0..40 {
            if let Ok(focused) = self.page.active_element().await
                && focused.send_keys(keys).await.is_ok()
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("keys do not arrive: {keys:?}");
    }

    pub async fn press_with_control(&self, key: &str) {
        self.press(&format!("{}{key}{}", char::from(Key::Control), char::from(Key::Null))).await;
    }

    pub async fn address(&self) -> String {
        self.run("return location.hash").await.as_str().unwrap_or_default().to_owned()
    }

    pub async fn run(&self, script: &str) -> Value {
        self.page.execute(script, Vec::new()).await.expect("the script runs")
    }

    pub async fn text_of_page(&self) -> String {
        self.run("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    pub async fn ready(&self) {
        self.find("[data-testid=\"connection-state\"][data-state=\"ready\"]").await;
    }

    /// Until nothing moves or fades any more, and has not for a while: what has just been put there begins to fade in a
    /// frame later, half-faded words have no contrast, and a click misses what moves.
    pub async fn rested(&self) {
        let mut still = 0;
        for _ in 0..200 {
            let moving = self
                .run(
                    "return document.getAnimations().filter((one) =>
                       one.playState === 'running' && one.effect.getTiming().iterations === 1).length",
                )
                .await;
            still = if moving == 0 { still + 1 } else { 0 };
            if still == 4 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        panic!("it never comes to rest");
    }

    /// For whoever reads the failure: target/tmp/e2e-last.png.
    async fn keep_last_look(&self) {
        let picture = self.screenshot().await;
        let _ = std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e-last.png"), picture);
    }

    pub async fn screenshot(&self) -> Vec<u8> {
        // The driver waits for the next frame, half a minute if need be, and a page at rest draws none.
        self.run(
            "const dot = document.createElement('i');
             dot.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px';
             document.body.append(dot);
             let tick = 0;
             const timer = setInterval(() => {
               dot.style.background = tick++ % 2 ? '#808080' : '#818181';
               if (tick > 60) { clearInterval(timer); dot.remove(); }
             }, 16);",
        )
        .await;
        self.page.screenshot().await.expect("a screenshot")
    }
}
