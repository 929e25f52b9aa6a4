//! From a fresh machine to an open window, and the bench, which needs the same but no window.

use std::{
    env,
    process::{Command, ExitCode},
};

use anyhow::{Context, Result};

use crate::{
    packages::{self, Purpose},
    phases::{self, Outcome, Phase, always, phase},
    postgres, prerequisites,
    project::{self, FEATURES, Profile, Project, has_note, note},
    ui,
};

pub fn run(project: &Project, profile: Profile, arguments: &[String]) -> Result<ExitCode> {
    prerequisites::check_display()?;
    let mut phases = setup(project, Purpose::Run);
    phases.extend([
        phase("user interface", || ui::build(project)),
        always("programs", || project::run(&mut build(project, profile))),
        phase("demo content", || load_demo(project, profile)),
    ]);
    phases::run(phases)?;
    let mut greenroom = project.command(project.program(profile, "greenroom"));
    prerequisites::quiet_webkit(greenroom.args(arguments));
    outcome_of(&mut greenroom)
}

/// Tauri's development mode: the window loads the UI from Vite, and the Rust side is watched.
pub fn hot(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    prerequisites::check_display()?;
    let mut phases = setup(project, Purpose::Run);
    phases.push(phase("demo content", || {
        if !is_demo_loaded(project) {
            project::run(&mut project.cargo(["build", "--package=greenroomctl"]))?;
        }
        load_demo(project, Profile::Dev)
    }));
    phases::run(phases)?;
    let mut tauri = project.tauri(["dev"]);
    if !arguments.is_empty() {
        tauri.args(["--", "--"]).args(arguments);
    }
    prerequisites::quiet_webkit(&mut tauri);
    outcome_of(&mut tauri)
}

pub fn bench(project: &Project, name: Option<&str>, arguments: &[String]) -> Result<ExitCode> {
    phases::run(vec![
        phase("database programs", || postgres::fetch(project)),
        always("greenroomctl", || project::run(&mut project.cargo(["build", "--release", "--package=greenroomctl"]))),
    ])?;
    let mut greenroomctl = project.command(project.program(Profile::Release, "greenroomctl"));
    outcome_of(greenroomctl.arg("bench").args(name).args(arguments))
}

pub fn setup(project: &Project, purpose: Purpose) -> Vec<Phase<'_>> {
    vec![
        always("Rust and Node", prerequisites::check),
        phase("system packages", move || packages::install(project, purpose)),
        phase("front-end packages", || ui::install(project)),
        phase("database programs", || postgres::fetch(project)),
    ]
}

/// Without xtask: Windows cannot replace a program that is running.
pub fn build(project: &Project, profile: Profile) -> Command {
    let mut cargo = project.cargo(["build", "--workspace", "--exclude=xtask", FEATURES]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    cargo
}

fn load_demo(project: &Project, profile: Profile) -> Result<Outcome> {
    if is_demo_loaded(project) {
        return Ok(Outcome::Skipped("loaded before".into()));
    }
    if env::var_os("DATABASE_URL").is_some() {
        return Ok(Outcome::Skipped("not loaded: DATABASE_URL names a database of yours".into()));
    }
    let mut greenroomctl = project.command(project.program(profile, "greenroomctl"));
    project::run(greenroomctl.args(["seed", "knock", "--scenario", "demo", "--if-empty"]))?;
    note(&project.notes().join("demo-loaded"), &home())?;
    Ok(Outcome::Done)
}

fn is_demo_loaded(project: &Project) -> bool {
    has_note(&project.notes().join("demo-loaded"), &home())
}

/// Whose data the demo content went to: another user or another data folder of the same checkout gets it too.
fn home() -> String {
    let variables =
        ["HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "GREENROOM_DATA_DIR"].map(|name| env::var(name).unwrap_or_default());
    variables.join("\n")
}

/// Hands over to a program; its exit code becomes ours.
fn outcome_of(command: &mut Command) -> Result<ExitCode> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("starting {name}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
