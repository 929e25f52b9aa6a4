//! Creating the cluster, once, and refusing to touch a data folder that is not what it should be.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use super::{Binaries, Site, StartStep, privilege};
use crate::error::{Error, ErrorCode, Result};

/// An empty cluster takes about forty megabytes; writing into it needs room for the log besides.
const ROOM_NEEDED: u64 = 200 * 1024 * 1024;

pub fn ensure(site: &Site, binaries: &Binaries, report: &dyn Fn(StartStep)) -> Result<()> {
    let data = site.data();
    if is_missing_or_empty(&data) {
        report(StartStep::Creating);
        return create(site, binaries);
    }
    let version = data.join("PG_VERSION");
    let Ok(version) = fs::read_to_string(&version) else {
        return Err(damaged(&data, "PG_VERSION is missing"));
    };
    if !data.join("global/pg_control").is_file() {
        return Err(damaged(&data, "global/pg_control is missing"));
    }
    match version.trim().parse::<u32>() {
        Ok(major) if major == binaries.major => Ok(()),
        Ok(major) => Err(Error::new(
            ErrorCode::OtherMajor,
            format!("the data folder belongs to PostgreSQL {major}, this program brings {}", binaries.major),
        )
        .details(data.display().to_string())),
        Err(_) => Err(damaged(&data, "PG_VERSION holds no number")),
    }
}

fn is_missing_or_empty(data: &Path) -> bool {
    fs::read_dir(data).map(|mut entries| entries.next().is_none()).unwrap_or(true)
}

fn damaged(data: &Path, why: &str) -> Error {
    Error::new(ErrorCode::DataDamaged, format!("the data folder of the embedded database cannot be read: {why}"))
        .details(data.display().to_string())
}

fn create(site: &Site, binaries: &Binaries) -> Result<()> {
    if privilege::free_bytes(&site.home).is_some_and(|free| free < ROOM_NEEDED) {
        return Err(disk_full(site));
    }
    // A half-made folder never gets the real name, so it may be thrown away.
    let half = site.home.join("data.new");
    let _ = fs::remove_dir_all(&half);
    let password = site.password_file();
    privilege::give_to_server(&password)?;
    let mut command = Command::new(binaries.bin.join("initdb"));
    command
        .arg("--pgdata")
        .arg(&half)
        .arg("--pwfile")
        .arg(&password)
        .args(["--username", site.user(), "--auth", "scram-sha-256", "--encoding", "UTF8", "--data-checksums"])
        .args(locale(binaries.major))
        .stdin(Stdio::null());
    server_environment(&mut command);
    privilege::as_server_user(&mut command);
    let outcome = command.output().map_err(|cause| Error::io("creating the embedded database", cause))?;
    if !outcome.status.success() {
        let _ = fs::remove_dir_all(&half);
        if privilege::free_bytes(&site.home).is_some_and(|free| free < ROOM_NEEDED / 4) {
            return Err(disk_full(site));
        }
        return Err(Error::new(ErrorCode::Internal, "the embedded database could not be created")
            .details(String::from_utf8_lossy(&outcome.stderr).trim()));
    }
    let data = site.data();
    let _ = fs::remove_dir(&data);
    fs::rename(&half, &data).map_err(|cause| Error::io("creating the embedded database", cause))
}

fn disk_full(site: &Site) -> Error {
    Error::new(ErrorCode::DiskFull, "there is no room for the embedded database").details(format!(
        "{} needs at least {} MB",
        site.home.display(),
        ROOM_NEEDED / 1024 / 1024
    ))
}

/// The same order on every system: code points, which PostgreSQL knows by itself since version 17. The character type
/// is given besides: trigram search asks the operating system what a letter is, and under plain C no Hangul is one.
fn locale(major: u32) -> Vec<&'static str> {
    let letters = if cfg!(target_os = "linux") { "C.UTF-8" } else { "en_US.UTF-8" };
    let mut arguments = vec!["--locale", "C", "--lc-ctype", letters];
    if major >= 17 {
        arguments.extend(["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]);
    }
    arguments
}

/// Nothing of the user's environment reaches the server: PGDATA, PGPORT and the like would change what it does.
pub fn server_environment(command: &mut Command) {
    command.env_clear().env("TZ", "UTC").env("LC_ALL", "C");
    for kept in ["PATH", "SystemRoot", "TEMP", "TMP"] {
        if let Some(value) = std::env::var_os(kept) {
            command.env(kept, value);
        }
    }
}
