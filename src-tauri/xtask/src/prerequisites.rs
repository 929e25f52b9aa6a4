//! What a developer has to bring along (Rust and Node), and whether there is a screen to show a window on.

use std::{env, path::Path, process::Command};

use anyhow::{Result, bail};

use crate::project::{answer, is_installed};

const OLDEST_RUST: Version = Version(1, 95, 0);
const OLDEST_NODE: Version = Version(20, 19, 0);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32, pub u32);

impl std::fmt::Display for Version {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "{}.{}.{}", self.0, self.1, self.2)
    }
}

pub fn check() -> Result<()> {
    let mut wanted = Vec::new();
    match version_of("rustc") {
        Some(found) if found >= OLDEST_RUST => {}
        Some(found) => wanted.push(format!("Rust {OLDEST_RUST} or newer (found {found}): rustup update stable")),
        None => wanted.push(format!("Rust {OLDEST_RUST} or newer, best through rustup")),
    }
    match version_of("node") {
        Some(found) if found >= OLDEST_NODE => {}
        Some(found) => wanted.push(format!("Node {OLDEST_NODE} or newer (found {found}): for example nvm install 22")),
        None => wanted.push(format!("Node {OLDEST_NODE} or newer: for example nvm install 22")),
    }
    if !is_installed("npm") {
        wanted.push("npm, which comes with Node (on Debian it is the package npm)".into());
    }
    if !wanted.is_empty() {
        bail!("this machine still needs\n  - {}\nafter that, run the same command again", wanted.join("\n  - "));
    }
    Ok(())
}

/// Before the long work: nobody should wait five minutes to learn that no window can open.
pub fn check_display() -> Result<()> {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY") {
        bail!(
            "there is no display to open a window on; `xvfb-run -a cargo xtask run` starts Greenroom on a virtual one"
        );
    }
    Ok(())
}

/// WebKit draws through a graphics device by default. Where there is none, its fallback costs 100 MB and time.
pub fn quiet_webkit(command: &mut Command) {
    const NAME: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if cfg!(target_os = "linux") && env::var_os(NAME).is_none() && !Path::new("/dev/dri").exists() {
        command.env(NAME, "1");
    }
}

fn version_of(program: &str) -> Option<Version> {
    version_in(&answer(Command::new(program).arg("--version")).ok()?)
}

/// The first thing that looks like a version: `rustc 1.95.0 (59807616e 2026-04-14)`, `v20.20.2`, `PostgreSQL 18beta1`.
pub fn version_in(text: &str) -> Option<Version> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let end = text[start..].find(|letter: char| !letter.is_ascii_digit() && letter != '.');
    let version = &text[start..end.map_or(text.len(), |length| start + length)];
    let mut numbers = version.split('.').map(|number| number.parse().unwrap_or_default());
    Some(Version(numbers.next()?, numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_out_of_what_programs_say() {
        assert_eq!(version_in("rustc 1.95.0 (59807616e 2026-04-14)"), Some(Version(1, 95, 0)));
        assert_eq!(version_in("rustc 1.97.0-nightly (abc 2026-01-01)"), Some(Version(1, 97, 0)));
        assert_eq!(version_in("v20.20.2\n"), Some(Version(20, 20, 2)));
        assert_eq!(version_in("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(Version(15, 18, 0)));
        assert_eq!(version_in("postgres (PostgreSQL) 18beta1"), Some(Version(18, 0, 0)));
        assert_eq!(version_in("command not found"), None);
    }

    #[test]
    fn versions_compare_by_number_and_not_by_letter() {
        assert!(Version(20, 9, 0) < OLDEST_NODE);
        assert!(Version(20, 19, 0) >= OLDEST_NODE);
        assert!(Version(1, 100, 0) > OLDEST_RUST);
    }
}
