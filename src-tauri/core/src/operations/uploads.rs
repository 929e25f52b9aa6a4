//! Files that come from the window in pieces: a web page knows no paths. They wait below the data folder until they are
//! imported, and are thrown away then, or after a day.

use std::{
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use uuid::Uuid;

use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
};

/// Larger files are for the command line, which reads them where they are.
const LARGEST: u64 = 512 * 1024 * 1024;
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

pub fn begin(console: &Console) -> Result<Uuid> {
    let folder = console.folders.uploads();
    std::fs::create_dir_all(&folder).map_err(|cause| Error::io("making a place for the file", cause))?;
    throw_away_old(&folder);
    let upload = Uuid::new_v4();
    std::fs::File::create_new(place(console, upload)).map_err(|cause| Error::io("taking the file", cause))?;
    Ok(upload)
}

pub fn append(console: &Console, upload: Uuid, piece: &str) -> Result<()> {
    let bytes = BASE64_STANDARD
        .decode(piece)
        .map_err(|cause| Error::invalid("piece", "a piece of the file is not Base64").details(cause.to_string()))?;
    let mut file = std::fs::OpenOptions::new()
        .append(true)
        .open(place(console, upload))
        .map_err(|_| Error::not_found("file", upload))?;
    let size = file.metadata().map_or(0, |about| about.len());
    if size + bytes.len() as u64 > LARGEST {
        return Err(Error::invalid("file", "the file is larger than 512 MB; greenroomctl takes it"));
    }
    file.write_all(&bytes).map_err(|cause| Error::io("taking the file", cause))
}

pub fn read(console: &Console, upload: Uuid) -> Result<Vec<u8>> {
    std::fs::read(place(console, upload)).map_err(|_| Error::not_found("file", upload))
}

pub fn discard(console: &Console, upload: Uuid) -> Result<()> {
    match std::fs::remove_file(place(console, upload)) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(Error::io("throwing the file away", cause)),
        _ => Ok(()),
    }
}

fn place(console: &Console, upload: Uuid) -> PathBuf {
    console.folders.uploads().join(upload.to_string())
}

fn throw_away_old(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|about| about.modified()).ok().and_then(|at| at.elapsed().ok());
        if age.is_some_and(|age| age > KEPT) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Shows a file in the system's file manager.
pub fn reveal(file: &Path) -> Result<()> {
    if !file.is_file() {
        return Err(Error::not_found("file", file.display()));
    }
    let folder = file.parent().unwrap_or(file);
    let (program, arguments): (&str, Vec<&std::ffi::OsStr>) = if cfg!(target_os = "macos") {
        ("open", vec!["-R".as_ref(), file.as_os_str()])
    } else if cfg!(windows) {
        ("explorer", vec![folder.as_os_str()])
    } else {
        ("xdg-open", vec![folder.as_os_str()])
    };
    match std::process::Command::new(program).args(arguments).spawn() {
        Ok(_) => Ok(()),
        Err(cause) => {
            Err(Error::new(ErrorCode::Internal, "no file manager could be opened").details(cause.to_string()))
        }
    }
}
