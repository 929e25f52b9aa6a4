//! A fresh, migrated database in a few milliseconds: a copy of a template, in a cluster that all tests share.

pub mod models;
pub mod runs;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{Arc, OnceLock},
};

use greenroom_core::{Console, Setup, db::migrate};
use sqlx::{Connection, Executor, PgConnection};
use tokio::sync::OnceCell;

pub const ACTOR: &str = "tester";

/// A console on a database of its own, seeded if asked.
pub struct Fresh {
    pub console: Arc<Console>,
    pub url: String,
}

impl Fresh {
    pub async fn migrated() -> Fresh {
        Self::copy_of("template_migrated").await
    }

    pub async fn seeded() -> Fresh {
        Self::copy_of("template_seeded").await
    }

    /// No schema at all.
    pub async fn empty() -> Fresh {
        Self::copy_of("template0").await
    }

    async fn copy_of(template: &str) -> Fresh {
        let mut maintenance = maintenance().await;
        let name = format!("test_{}", uuid::Uuid::new_v4().simple());
        let statement = format!("create database {name} template {template}");
        maintenance.execute(sqlx::AssertSqlSafe(statement)).await.expect("a copy of the template");
        let url = url_of(&name).await;
        let setup = Setup {
            data_dir: Some(scratch(&name)),
            database_url: Some(url.clone()),
            actor: Some(ACTOR.to_owned()),
            origin: "tests",
            ..Setup::default()
        };
        Fresh { console: Console::open(setup).expect("a console on the copy"), url }
    }

    /// Another program, which knows nothing of us.
    pub async fn stranger(&self) -> PgConnection {
        PgConnection::connect(&self.url).await.expect("a second connection")
    }
}

/// The shared cluster lives as long as this process is its user.
async fn url_of(database: &str) -> String {
    static CLUSTER: OnceCell<String> = OnceCell::const_new();
    let url = CLUSTER
        .get_or_init(|| async {
            let console = embedded(&scratch("shared-cluster"));
            console.connect().await.expect("the shared cluster starts");
            let url = console.site().url().expect("its address");
            prepare_templates(&url).await;
            // Keeps our membership until the process ends; then the keeper stops the server.
            std::mem::forget(console);
            url
        })
        .await;
    url.replace("/greenroom?", &format!("/{database}?"))
}

async fn prepare_templates(url: &str) {
    let mut maintenance = PgConnection::connect(&url.replace("/greenroom?", "/postgres?")).await.expect("maintenance");
    for template in ["template_migrated", "template_seeded"] {
        maintenance.execute(sqlx::AssertSqlSafe(format!("create database {template}"))).await.expect("a template");
        let url = url.replace("/greenroom?", &format!("/{template}?"));
        let mut connection = PgConnection::connect(&url).await.expect("the template");
        migrate::apply(&mut connection, None).await.expect("migrations apply");
        connection.close().await.expect("leaving the template");
        if template == "template_seeded" {
            let setup = Setup {
                data_dir: Some(scratch(template)),
                database_url: Some(url),
                origin: "tests",
                ..Setup::default()
            };
            let console = Console::open(setup).expect("a console on the template");
            greenroom_core::seeds::load(&console, "knock", "demo").await.expect("the seeds load");
            console.leave().await;
        }
    }
}

async fn maintenance() -> PgConnection {
    PgConnection::connect(&url_of("postgres").await).await.expect("the maintenance database")
}

/// A console on an embedded cluster below `folder`. Needs a runtime around it.
pub fn embedded(folder: &Path) -> Arc<Console> {
    let setup = Setup {
        data_dir: Some(folder.to_owned()),
        actor: Some(ACTOR.to_owned()),
        origin: "tests",
        bundled: Some(root().join("src-tauri/resources/postgres.tar.zst")),
        keeper: Some(greenroomctl()),
        ..Setup::default()
    };
    Console::open(setup).expect("a console on an embedded cluster")
}

/// An empty folder of this name; what an earlier run of the tests left there is gone.
pub fn scratch(name: &str) -> PathBuf {
    static RUN: OnceLock<PathBuf> = OnceLock::new();
    let run = RUN.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("greenroom");
        let _ = std::fs::remove_dir_all(&folder);
        folder
    });
    let folder = run.join(name);
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Built beside us by `cargo xtask test`.
pub fn greenroomctl() -> PathBuf {
    let here = std::env::current_exe().expect("this program");
    let built = here.parent().and_then(Path::parent).expect("the target folder").join("greenroomctl");
    assert!(built.is_file(), "greenroomctl is not built: run `cargo xtask test`, or `cargo build --workspace` first");
    built
}

/// Runs greenroomctl against the embedded cluster below `folder`, untouched by the environment of the tests.
pub fn ctl(folder: &Path, arguments: &[&str]) -> Output {
    ctl_command(folder).args(arguments).output().expect("greenroomctl runs")
}

pub fn ctl_command(folder: &Path) -> Command {
    let mut command = Command::new(greenroomctl());
    command
        .env_remove("DATABASE_URL")
        .env_remove("GREENROOM_PROFILE")
        .env("GREENROOM_DATA_DIR", folder)
        .env("GREENROOM_PG_ARCHIVE", root().join("src-tauri/resources/postgres.tar.zst"))
        .env("GREENROOM_ACTOR", ACTOR)
        .env("LANG", "C");
    command
}

pub fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|cause| {
        panic!("stdout holds one JSON document: {cause}\n{output:?}");
    })
}

/// Asks again and again until it holds; how long that may take is no statement about speed.
pub async fn eventually(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..600 {
        if holds().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("never came true: {what}");
}
