//! Where things lie in the checkout, and how other programs are started from here.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

/// The window's files are served from inside the binary. Every cargo command uses the same features and the same set
/// of packages, or tauri would be compiled once for each combination.
pub const FEATURES: &str = "--features=greenroom/custom-protocol";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Dev,
    Release,
}

pub struct Project {
    pub root: PathBuf,
    /// Where cargo put this program, and so its siblings: follows CARGO_TARGET_DIR and the user's cargo settings.
    target: PathBuf,
}

impl Project {
    pub fn locate() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest).ancestors().nth(2).context("finding the root of the project")?.to_owned();
        let own_path = env::current_exe().context("finding this program's own path")?;
        let target = own_path.ancestors().nth(2).context("finding cargo's target folder")?.to_owned();
        Ok(Self { root, target })
    }

    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    pub fn archive(&self) -> PathBuf {
        self.root.join("src-tauri/resources/postgres.tar.zst")
    }

    /// Notes about what was done when. They describe the checkout, so they stay with it wherever cargo builds.
    pub fn notes(&self) -> PathBuf {
        self.root.join("target/xtask")
    }

    pub fn program(&self, profile: Profile, name: &str) -> PathBuf {
        let folder = match profile {
            Profile::Dev => "debug",
            Profile::Release => "release",
        };
        self.target.join(folder).join(name).with_extension(env::consts::EXE_EXTENSION)
    }

    pub fn cargo<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let mut cargo = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(arguments);
        if env::var_os("CI").is_some_and(|ci| ci == "true") {
            cargo.env("CARGO_INCREMENTAL", "0");
        }
        cargo
    }

    pub fn npm<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let mut npm = self.command(if cfg!(windows) { "npm.cmd" } else { "npm" });
        npm.args(arguments).current_dir(self.ui());
        npm
    }

    /// Tauri's own command line. It finds the application only when started in the root.
    pub fn tauri<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let name = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
        let mut tauri = self.command(self.ui().join("node_modules/.bin").join(name));
        tauri.args(arguments);
        tauri
    }

    pub fn git<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let mut git = self.command("git");
        git.args(arguments);
        git
    }

    /// A command in the root, knowing where the database programs are.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        if self.archive().is_file() {
            command.env("GREENROOM_PG_ARCHIVE", self.archive());
        }
        for (name, _) in env::vars_os().filter(|(name, _)| describes_xtask(&name.to_string_lossy())) {
            command.env_remove(name);
        }
        command
    }
}

/// `cargo run` describes the started package in the environment. Build scripts which watch such variables (ring does)
/// would run again each time we are called instead of cargo.
fn describes_xtask(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"]
        .iter()
        .any(|prefix| variable.starts_with(prefix))
}

/// Runs a command whose output the developer shall see.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs a command for what it says; its error output becomes part of the error.
pub fn answer(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("starting `{}`", shown(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` ended with {}: {}", shown(command), output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

pub fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

pub fn is_installed(program: &str) -> bool {
    let Some(folders) = env::var_os("PATH") else { return false };
    env::split_paths(&folders).any(|folder| {
        ["", "exe", "cmd"].iter().any(|extension| folder.join(program).with_extension(extension).is_file())
    })
}

/// Writes a note, creating its folder.
pub fn note(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}

pub fn has_note(path: &Path, text: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|found| found == text)
}

/// The command as one would type it, without the folder of the program.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = Command::new("/home/someone/.cargo/bin/cargo");
        command.args(["fmt", "--check"]);
        assert_eq!(shown(&command), "cargo fmt --check");
    }

    #[test]
    fn children_do_not_see_the_description_of_this_package() {
        assert!(describes_xtask("CARGO_PKG_NAME"));
        assert!(describes_xtask("CARGO_MANIFEST_DIR"));
        assert!(!describes_xtask("CARGO_HOME"), "the children need the registry cache");
        assert!(!describes_xtask("CARGO_TARGET_DIR"), "the children build where we were built");
    }
}
