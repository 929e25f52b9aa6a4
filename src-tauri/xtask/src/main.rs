//! The developer's commands. `cargo xtask run` takes a fresh machine to an open window, `cargo xtask test` is
//! everything CI checks. Nothing of this is shipped.

mod checks;
mod display;
mod dist;
mod packages;
mod phases;
mod postgres;
mod prerequisites;
mod project;
mod repack;
mod start;
mod ui;
mod unchanged;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{
    packages::Purpose,
    project::{Profile, Project},
};

#[derive(Parser)]
#[command(bin_name = "cargo xtask", about = "The developer's commands of Greenroom", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set up this machine, build everything and open Greenroom
    ///
    /// Each step is skipped when nothing changed since the last time. The first start loads the demo content.
    Run {
        /// Build and start with optimisations: slower to build, as fast as what users get
        #[arg(long, conflicts_with = "hot")]
        release: bool,
        /// Serve the UI from Vite: changes appear in the open window, changed Rust restarts it
        #[arg(long)]
        hot: bool,
        /// Passed on to Greenroom
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Everything CI checks: formats, lints, tests of the UI, of Rust and of the real window
    ///
    /// Stops at the first failing phase. Test processes have a home folder of their own under target/xtask.
    Test {
        /// Run only the tests whose names contain this, and none of the other checks
        filter: Option<String>,
    },
    /// The checks that are not tests: formats, lints, types, generated files
    Check,
    /// Repair what can be repaired by itself: formats and lints of Rust and of the UI
    Fix,
    /// Write ui/src/bindings.ts anew from the Rust commands
    Bindings,
    /// Measure with `greenroomctl bench`, built with optimisations
    Bench {
        /// The bench to run; without it greenroomctl decides. `window` measures the real window instead, with as many
        /// runs in its list as GREENROOM_BENCH_RUNS says
        name: Option<String>,
        /// Passed on to `greenroomctl bench`
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Build the installable package of this system (Linux: .deb, macOS: .dmg, Windows: .msi)
    Dist {
        /// Other packages than the usual one, separated by commas: deb, rpm, appimage, dmg, msi
        #[arg(long)]
        bundles: Option<String>,
    },
    /// Only prepare this machine: system packages, front-end packages, database programs
    Setup {
        /// Also install what only the tests need: a virtual display, WebDriver, a system PostgreSQL
        #[arg(long)]
        tests: bool,
    },
    /// Delete everything that was built or fetched
    Clean,
}

fn main() -> ExitCode {
    match dispatch(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<ExitCode> {
    let project = Project::locate()?;
    match command {
        Command::Run { hot: true, args, .. } => return start::hot(&project, &args),
        Command::Run { release, args, .. } => {
            let profile = if release { Profile::Release } else { Profile::Dev };
            return start::run(&project, profile, &args);
        }
        Command::Test { filter } => checks::test(&project, filter.as_deref())?,
        Command::Check => checks::check(&project)?,
        Command::Fix => checks::fix(&project)?,
        Command::Bindings => checks::bindings(&project)?,
        Command::Bench { name: Some(name), .. } if name == "window" => checks::window_bench(&project)?,
        Command::Bench { name, args } => return start::bench(&project, name.as_deref(), &args),
        Command::Dist { bundles } => dist::dist(&project, bundles.as_deref())?,
        Command::Setup { tests } => {
            let purpose = if tests { Purpose::Test } else { Purpose::Run };
            phases::run(start::setup(&project, purpose))?;
        }
        Command::Clean => dist::clean(&project)?,
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Arguments::command().debug_assert();
    }
}
