//! What has to hold before a change is merged, and the commands that repair it.

use std::{env, fs, path::PathBuf, process::Command};

use anyhow::{Context, Result};

use crate::{
    display::Display,
    packages::Purpose,
    phases::{self, Outcome, Phase, always, phase},
    project::{FEATURES, Profile, Project, run},
    start, ui, unchanged,
};

pub fn test(project: &Project, filter: Option<&str>) -> Result<()> {
    let mut phases = start::setup(project, Purpose::Test);
    if filter.is_none() {
        phases.extend([
            always("Rust format", || run(&mut project.cargo(["fmt", "--all", "--check"]))),
            always("UI types", || run(&mut project.npm(["run", "typecheck"]))),
            always("UI lint", || run(&mut project.npm(["run", "lint"]))),
        ]);
    }
    phases.extend([
        always("UI tests", move || ui_tests(project, filter)),
        phase("UI build", || ui::build(project)),
        always("Rust build", || run(&mut start::build(project, Profile::Dev))),
        always("Rust tests", move || rust_tests(project, filter)),
        phase("tests of the real window", move || window_tests(project, filter)),
    ]);
    if filter.is_none() {
        phases.extend([
            always("clippy", || clippy(project)),
            phase("released migrations", || unchanged::released_migrations(project)),
            phase("generated files", || unchanged::generated_files(project)),
        ]);
    }
    let finished = phases::run(phases)?;
    println!("\n{}\nall phases passed", phases::summary(&finished));
    Ok(())
}

pub fn check(project: &Project) -> Result<()> {
    let mut phases = start::setup(project, Purpose::Run);
    phases.extend(checks_without_tests(project));
    let finished = phases::run(phases)?;
    println!("\n{}\nall phases passed", phases::summary(&finished));
    Ok(())
}

fn checks_without_tests(project: &Project) -> Vec<Phase<'_>> {
    vec![
        always("Rust format", || run(&mut project.cargo(["fmt", "--all", "--check"]))),
        always("UI types", || run(&mut project.npm(["run", "typecheck"]))),
        always("UI lint", || run(&mut project.npm(["run", "lint"]))),
        always("clippy", || {
            ui::ensure_something_to_embed(project)?;
            clippy(project)
        }),
        phase("generated files", || unchanged::generated_files(project)),
    ]
}

pub fn fix(project: &Project) -> Result<()> {
    let mut phases = start::setup(project, Purpose::Run);
    phases.extend([
        always("clippy", || {
            ui::ensure_something_to_embed(project)?;
            let fix = ["clippy", "--fix", "--allow-dirty", "--allow-staged", "--workspace", "--all-targets", FEATURES];
            run(&mut project.cargo(fix))
        }),
        // After clippy, whose repairs are not formatted.
        always("Rust format", || run(&mut project.cargo(["fmt", "--all"]))),
        always("UI", || run(&mut project.npm(["run", "fix"]))),
    ]);
    phases::run(phases).map(|_| ())
}

pub fn bindings(project: &Project) -> Result<()> {
    ui::ensure_something_to_embed(project)?;
    let mut cargo = project.cargo(["test", "--workspace", FEATURES, "--test=integration", "bindings"]);
    run(cargo.env("UPDATE_BINDINGS", "1"))
}

fn ui_tests(project: &Project, filter: Option<&str>) -> Result<()> {
    let mut npm = project.npm(["test"]);
    if let Some(filter) = filter {
        npm.args(["--", "--testNamePattern", filter]);
    }
    run(&mut npm)
}

/// Everything but the tests of the window, which need a display and one another out of the way.
fn rust_tests(project: &Project, filter: Option<&str>) -> Result<()> {
    let targets = ["--lib", "--bins", "--test=integration"];
    let mut cargo = project.cargo(["test", "--workspace", FEATURES, "--no-fail-fast"]);
    cargo.args(targets).args(filter);
    own_home(project, "rust-tests", &mut cargo)?;
    run(&mut cargo)
}

fn window_tests(project: &Project, filter: Option<&str>) -> Result<Outcome> {
    if !cfg!(target_os = "linux") {
        return Ok(Outcome::Skipped("not run: only Linux has a driver for its web view".into()));
    }
    let mut cargo = project.cargo(["test", "--workspace", FEATURES, "--test=e2e"]);
    cargo.args(filter).args(["--", "--test-threads=1"]);
    on_a_display(project, &mut cargo)?;
    Ok(Outcome::Done)
}

/// What the tests of the window measure, with everything built as users get it.
pub fn window_bench(project: &Project) -> Result<()> {
    let mut phases = start::setup(project, Purpose::Test);
    phases.extend([
        phase("UI build", || ui::build(project)),
        always("programs", || run(&mut start::build(project, Profile::Release))),
        always("figures of the window", || {
            let mut cargo =
                project.cargo(["test", "--release", "--workspace", "--exclude=xtask", FEATURES, "--test=e2e"]);
            cargo.args(["runs_figures", "--", "--test-threads=1", "--nocapture"]);
            on_a_display(project, &mut cargo)
        }),
    ]);
    phases::run(phases).map(|_| ())
}

fn on_a_display(project: &Project, cargo: &mut Command) -> Result<()> {
    let notes = project.notes();
    fs::create_dir_all(&notes).with_context(|| format!("creating {}", notes.display()))?;
    let display = Display::start(&notes.join("xvfb.log"))?;
    cargo.env("DISPLAY", &display.name).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
    cargo.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    own_home(project, "window-tests", cargo)?;
    run(cargo)
}

fn clippy(project: &Project) -> Result<()> {
    run(project.cargo(["clippy", "--workspace", "--all-targets", FEATURES]).args(["--", "-D", "warnings"]))
}

/// An empty home folder for tests, so that they neither see nor touch the developer's own data. Cargo itself keeps
/// its caches where they are.
fn own_home(project: &Project, whose: &str, command: &mut Command) -> Result<()> {
    let home = project.notes().join("home").join(whose);
    if home.exists() {
        fs::remove_dir_all(&home).with_context(|| format!("emptying {}", home.display()))?;
    }
    fs::create_dir_all(&home).with_context(|| format!("creating {}", home.display()))?;
    let usual_home = env::home_dir().unwrap_or_default();
    let kept = |variable: &str, folder: &str| env::var_os(variable).map_or(usual_home.join(folder), PathBuf::from);
    command.env("CARGO_HOME", kept("CARGO_HOME", ".cargo")).env("RUSTUP_HOME", kept("RUSTUP_HOME", ".rustup"));
    command.env("HOME", &home);
    for (variable, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ] {
        command.env(variable, home.join(folder));
    }
    Ok(())
}
