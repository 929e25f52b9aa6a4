//! The database goes away under the open window, and comes back.

use std::{fs, process::Command};

use crate::window::{Window, ctl, seeded_home};

#[tokio::test(flavor = "multi_thread")]
async fn a_database_stopped_and_started_under_the_window_heals() {
    let window = Window::open(&seeded_home("reconnect")).await;
    window.says("[data-testid=\"count-experiences\"]", "60").await;
    window.run("window.neverReloaded = true").await;
    assert!(ctl(&window.home, &["db", "stop"]).status.success());
    window.test_id("banner").await;
    assert!(ctl(&window.home, &["db", "start"]).status.success());
    window.gone("[data-testid=\"banner\"]").await;
    window.ready().await;
    window.says("[data-testid=\"count-experiences\"]", "60").await;

    assert!(ctl(&window.home, &["db", "stop"]).status.success());
    window.test_id("banner").await;
    window.click("[data-testid=\"banner\"] button").await;
    window.gone("[data-testid=\"banner\"]").await;
    assert_eq!(window.run("return window.neverReloaded").await, true);
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_database_heals_by_itself() {
    let window = Window::open(&seeded_home("killed")).await;
    window.ready().await;
    let pid_file = window.home.join("greenroom/database/data/postmaster.pid");
    let before = fs::read_to_string(&pid_file).expect("it runs");
    let pid = before.lines().next().expect("its process");
    assert!(Command::new("kill").args(["-9", pid]).status().expect("kill runs").success());
    for _ in 0..400 {
        if fs::read_to_string(&pid_file).is_ok_and(|now| now.lines().next() != Some(pid) && now.contains("ready")) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    window.ready().await;
    window.gone("[data-testid=\"banner\"]").await;
    window.says("[data-testid=\"count-experiences\"]", "60").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_needs_a_person_is_explained() {
    let home = seeded_home("damaged");
    for _ in 0..200 {
        if !home.join("greenroom/database/data/postmaster.pid").exists() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    fs::write(home.join("greenroom/database/data/PG_VERSION"), "14\n").expect("another version");
    let window = Window::open(&home).await;
    window.find("[data-testid=\"connection-state\"][data-state=\"failed\"]").await;
    window.says("main", "14").await;
    window.close().await;
}
