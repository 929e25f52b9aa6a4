//! The embedded database lives through what happens to programs on real machines.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
};

use greenroom_core::{ConnectionState, Console, ErrorCode, db::cluster};
use sqlx::Executor;

use crate::support::{ctl, ctl_command, embedded, eventually, greenroomctl, json, root, scratch};

fn server_pid(folder: &Path) -> Option<u32> {
    let text = fs::read_to_string(folder.join("database/data/postmaster.pid")).ok()?;
    text.lines().next()?.trim().parse().ok()
}

fn is_alive(pid: u32) -> bool {
    // A process that has ended but was not collected yet is dead.
    fs::read_to_string(format!("/proc/{pid}/stat"))
        .is_ok_and(|stat| stat.rsplit(") ").next().is_some_and(|rest| !rest.starts_with('Z')))
}

fn kill_hard(pid: u32) {
    assert!(Command::new("kill").args(["-9", &pid.to_string()]).status().expect("kill runs").success());
}

/// The process that owns the server: its parent, if that is a keeper.
fn keeper_pid(folder: &Path) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{}/status", server_pid(folder)?)).ok()?;
    let line = status.lines().find(|line| line.starts_with("PPid:"))?;
    let parent = line.split_whitespace().nth(1)?.parse().ok()?;
    let words = fs::read_to_string(format!("/proc/{parent}/cmdline")).ok()?;
    words.contains("keep-the-database").then_some(parent)
}

async fn count(console: &Console) -> i64 {
    sqlx::query_scalar("select count(*) from kept").fetch_one(console.pool()).await.expect("a count")
}

async fn with_a_table(folder: &Path) -> Arc<Console> {
    let console = embedded(folder);
    console.connect().await.expect("a first start");
    console.pool().execute("create table if not exists kept (n int)").await.expect("a table");
    console
}

#[tokio::test]
async fn a_fresh_cluster_is_safe_and_ours_alone() {
    let folder = scratch("fresh");
    let console = embedded(&folder);
    let server = console.connect().await.expect("a first start");
    assert!(server.trigram && server.schemas.iter().all(|schema| schema.pending == 0));
    let setting = async |name: &str| -> String {
        sqlx::query_scalar("select current_setting($1)").bind(name).fetch_one(console.pool()).await.expect("a setting")
    };
    assert_eq!(setting("data_checksums").await, "on");
    assert_eq!(setting("fsync").await, "on");
    assert_eq!(setting("server_encoding").await, "UTF8");
    assert_eq!(setting("listen_addresses").await, "", "nothing on the network");
    assert_eq!(setting("password_encryption").await, "scram-sha-256");
    use std::os::unix::fs::PermissionsExt;
    for private in ["database", "database/data", "database/password"] {
        let mode = fs::metadata(folder.join(private)).expect(private).permissions().mode();
        assert_eq!(mode & 0o077, 0, "{private} is open to others");
    }
    let url = console.site().url().expect("a url");
    let wrong = url.replacen(&fs::read_to_string(folder.join("database/password")).expect("the password"), "guess", 1);
    assert_ne!(url, wrong);
    sqlx::PgPool::connect(&wrong).await.expect_err("nobody comes in without the password");
}

#[tokio::test]
async fn programs_share_one_server_and_the_last_one_out_stops_it() {
    let folder = scratch("shared");
    let first = with_a_table(&folder).await;
    let second = embedded(&folder);
    second.connect().await.expect("the second joins");
    let server = server_pid(&folder).expect("a server");
    first.leave().await;
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    assert_eq!(count(&second).await, 0, "the second still works");
    assert_eq!(server_pid(&folder), Some(server), "on the same server");
    second.leave().await;
    eventually("the server stops", async || !is_alive(server)).await;
}

#[tokio::test]
async fn a_killed_server_comes_back_with_everything_committed() {
    let folder = scratch("killed-server");
    let console = with_a_table(&folder).await;
    let mut committed = 0;
    for round in 0..3 {
        for n in 0..20 {
            sqlx::query("insert into kept values ($1)").bind(n).execute(console.pool()).await.expect("a commit");
            committed += 1;
        }
        let server = server_pid(&folder).expect("a server");
        kill_hard(server);
        eventually("another server answers", async || {
            server_pid(&folder).is_some_and(|pid| pid != server)
                && sqlx::query("select 1").execute(console.pool()).await.is_ok()
        })
        .await;
        assert_eq!(count(&console).await, committed, "after {} kills", round + 1);
    }
}

#[tokio::test]
async fn a_killed_user_leaves_no_orphan() {
    let folder = scratch("killed-user");
    let mut user = waiting_user(&folder);
    eventually("it came in", async || server_pid(&folder).is_some_and(is_alive) && cluster_is_ready(&folder)).await;
    let server = server_pid(&folder).expect("a server");
    kill_hard(user.id());
    user.wait().expect("it is dead");
    eventually("the server stops", async || !is_alive(server)).await;
    let console = embedded(&folder);
    console.connect().await.expect("the next start works");
}

#[tokio::test]
async fn a_killed_keeper_is_replaced() {
    let folder = scratch("killed-keeper");
    let console = with_a_table(&folder).await;
    sqlx::query("insert into kept values (1)").execute(console.pool()).await.expect("a commit");
    tokio::spawn(console.clone().supervise());
    let connection = console.connection();
    eventually("ready", async || connection.borrow().state == ConnectionState::Ready).await;
    let keeper = keeper_pid(&folder).expect("a keeper");
    kill_hard(keeper);
    eventually("another keeper", async || keeper_pid(&folder).is_some_and(|pid| pid != keeper)).await;
    eventually("ready again, with what was committed", async || {
        connection.borrow().state == ConnectionState::Ready
            && sqlx::query_scalar("select count(*) from kept")
                .fetch_one(console.pool())
                .await
                .is_ok_and(|n: i64| n == 1)
    })
    .await;
    let server = server_pid(&folder).expect("a server");
    console.leave().await;
    eventually("and it stops with its last user", async || !is_alive(server)).await;
}

#[tokio::test]
async fn killing_everything_at_once_loses_nothing_committed() {
    let folder = scratch("killed-all");
    let console = with_a_table(&folder).await;
    for n in 0..30 {
        sqlx::query("insert into kept values ($1)").bind(n).execute(console.pool()).await.expect("a commit");
    }
    let (keeper, server) = (keeper_pid(&folder).expect("a keeper"), server_pid(&folder).expect("a server"));
    kill_hard(keeper);
    kill_hard(server);
    console.leave().await;
    let again = embedded(&folder);
    again.connect().await.expect("the next start recovers");
    assert_eq!(count(&again).await, 30);
}

#[tokio::test]
async fn a_server_stopped_on_purpose_stays_stopped_until_somebody_asks() {
    let folder = scratch("stopped");
    let console = with_a_table(&folder).await;
    tokio::spawn(console.clone().supervise());
    let connection = console.connection();
    eventually("ready", async || connection.borrow().state == ConnectionState::Ready).await;
    assert!(ctl(&folder, &["db", "stop"]).status.success());
    eventually("the window knows", async || connection.borrow().state == ConnectionState::Stopped).await;
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert!(!cluster::is_running(console.site()), "it does not start by itself");
    console.retry();
    eventually("healed", async || connection.borrow().state == ConnectionState::Ready).await;
    assert_eq!(count(&console).await, 0);
}

#[tokio::test]
async fn a_command_leaves_the_database_as_it_was_found() {
    let folder = scratch("as-found");
    assert!(ctl(&folder, &["db", "start"]).status.success());
    tokio::time::sleep(std::time::Duration::from_millis(800)).await;
    assert_eq!(json(&ctl(&folder, &["--json", "db", "status"]))["running"], true, "started by hand, it stays");
    assert!(ctl(&folder, &["db", "version"]).status.success());
    assert_eq!(json(&ctl(&folder, &["--json", "db", "status"]))["running"], true);
    assert!(ctl(&folder, &["db", "stop"]).status.success());
    assert!(ctl(&folder, &["db", "version"]).status.success(), "a command starts it for itself");
    eventually("and stops it", async || {
        let status = json(&ctl(&folder, &["--json", "db", "status"]));
        status["running"] == false && status["stoppedOnPurpose"] == true
    })
    .await;
}

#[tokio::test]
async fn many_programs_at_once_make_one_cluster() {
    let folder = scratch("at-once");
    let programs: Vec<Child> = (0..6)
        .map(|_| {
            ctl_command(&folder)
                .args(["--json", "db", "version"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("it starts")
        })
        .collect();
    for program in programs {
        let output = program.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{output:?}");
    }
}

#[tokio::test]
async fn a_damaged_data_folder_is_named_and_left_alone() {
    for (case, damage) in [("PG_VERSION", "PG_VERSION"), ("control", "global/pg_control")] {
        let folder = scratch(&format!("damaged-{case}"));
        stopped_cluster(&folder).await;
        let file = folder.join("database/data").join(damage);
        fs::remove_file(&file).expect("damage");
        let refusal = embedded(&folder).connect().await.expect_err("it is damaged");
        assert_eq!(refusal.code, ErrorCode::DataDamaged, "{refusal:?}");
        assert!(folder.join("database/data/base").is_dir() && !file.exists(), "nothing is overwritten");
    }
    let folder = scratch("damaged-garbled");
    stopped_cluster(&folder).await;
    fs::write(folder.join("database/data/global/pg_control"), vec![7u8; 8192]).expect("damage");
    let refusal = embedded(&folder).connect().await.expect_err("it is damaged");
    assert_eq!(refusal.code, ErrorCode::DataDamaged, "{refusal:?}");
}

#[tokio::test]
async fn a_cluster_of_another_major_version_is_left_alone() {
    let folder = scratch("other-major");
    stopped_cluster(&folder).await;
    let version = folder.join("database/data/PG_VERSION");
    fs::write(&version, "14\n").expect("another version");
    let refusal = embedded(&folder).connect().await.expect_err("we cannot run it");
    assert_eq!(refusal.code, ErrorCode::OtherMajor);
    assert!(refusal.message.contains("14"), "{}", refusal.message);
    assert_eq!(fs::read_to_string(&version).expect("still there"), "14\n");
}

#[tokio::test]
async fn a_place_that_another_server_took_is_named() {
    let folder = scratch("taken");
    stopped_cluster(&folder).await;
    let console = embedded(&folder);
    // A lock file of a process that lives: this one.
    let lock = console.site().socket_folder().join(".s.PGSQL.5432.lock");
    fs::write(&lock, format!("{}\n/elsewhere\n0\n5432\n/elsewhere\n", std::process::id())).expect("a lock");
    let refusal = console.connect().await.expect_err("the place is taken");
    fs::remove_file(&lock).expect("it goes away");
    assert_eq!(refusal.code, ErrorCode::PortTaken, "{refusal:?}");
    embedded(&folder).connect().await.expect("free again");
}

/// On a disk of its own, too small for a cluster: in a mount namespace, which needs no rights.
#[test]
fn a_full_disk_is_named_and_nothing_is_left_behind() {
    let folder = scratch("full-disk");
    let script = "mount -t tmpfs -o size=8m none \"$1\" && \"$2\" --json --data-dir \"$1\" db version; code=$?; ls \"$1/database\" >&2; exit $code";
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"])
        .arg(&folder)
        .arg(greenroomctl())
        .env_remove("DATABASE_URL")
        .env("GREENROOM_PG_ARCHIVE", root().join("src-tauri/resources/postgres.tar.zst"))
        .output()
        .expect("unshare runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("\"DiskFull\""), "{said}");
    assert!(!said.lines().any(|line| line.starts_with("data")), "no half-made cluster: {said}");
}

/// PostgreSQL refuses to run as root; where we are root, somebody else must be running it as far as it can tell.
#[tokio::test]
async fn runs_where_everybody_is_root() {
    let folder = scratch("root");
    let console = embedded(&folder);
    console.connect().await.expect("it starts whoever we are");
    let server = server_pid(&folder).expect("a server");
    let mapped = fs::read_to_string(format!("/proc/{server}/uid_map")).expect("its users");
    let ours = fs::read_to_string("/proc/self/uid_map").expect("our users");
    let status = fs::read_to_string("/proc/self/status").expect("our status");
    let we_are_root =
        status.lines().any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(1) == Some("0"));
    assert_eq!(we_are_root, mapped != ours, "in a namespace of its own exactly when we are root");
}

/// Any PostgreSQL from 15 on will do: the one this system installed, with the same migrations and the same content.
#[test]
fn an_older_server_of_the_system_will_do() {
    let bin = system_postgres().expect("a PostgreSQL of the system: `cargo xtask test` installs one");
    let folder = scratch("system-server");
    let run = |arguments: &[&str]| {
        let output =
            ctl_command(&folder).env("GREENROOM_PG_BIN", &bin).args(arguments).output().expect("greenroomctl runs");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        output
    };
    run(&["db", "start"]);
    let url = json(&run(&["--json", "db", "url"]));
    let url = url.as_str().expect("a url");
    let seeded = json(&run(&["--json", "--database-url", url, "seed", "knock"]));
    assert!(seeded["inserted"].as_u64().is_some_and(|rows| rows > 220), "{seeded}");
    let report = json(&run(&["--json", "--database-url", url, "doctor"]));
    assert_eq!(report["healthy"], true, "{report}");
    run(&["--database-url", url, "db", "rollback", "--to", "0", "--yes"]);
    run(&["--database-url", url, "db", "migrate"]);
    run(&["db", "stop"]);
}

fn system_postgres() -> Option<std::path::PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    versions
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().parse::<u32>().is_ok_and(|major| major >= 15))
        .map(|entry| entry.path().join("bin"))
        .find(|bin| bin.join("postgres").is_file())
}

/// A program that comes in and stays: psql would do, but ours is a user of the cluster.
fn waiting_user(folder: &Path) -> Child {
    ctl_command(folder).args(["db", "hold"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
}

fn cluster_is_ready(folder: &Path) -> bool {
    fs::read_to_string(folder.join("database/data/postmaster.pid")).is_ok_and(|text| text.contains("ready"))
}

/// Made, and not running any more.
async fn stopped_cluster(folder: &Path) {
    let console = embedded(folder);
    console.connect().await.expect("a first start");
    let server = server_pid(folder).expect("a server");
    console.leave().await;
    eventually("it stops", async || !is_alive(server) && !cluster::is_running(console.site())).await;
}
