//! The front end: its packages and its build, each skipped when nothing changed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::{
    phases::Outcome,
    project::{Project, has_note, note, run},
};

/// `npm ci` insists on entries for systems that the mirror of the lock file's author did not have; `npm install` takes
/// the lock as it is and leaves it unchanged.
pub fn install(project: &Project) -> Result<Outcome> {
    let stamp = project.ui().join("node_modules/.greenroom-installed");
    let wanted = || hash_of_files(&[project.ui().join("package.json"), project.ui().join("package-lock.json")]);
    if has_note(&stamp, &wanted()?) {
        return Ok(Outcome::Skipped("up to date".into()));
    }
    run(&mut project.npm(["install", "--no-audit", "--no-fund"]))?;
    note(&stamp, &wanted()?)?;
    Ok(Outcome::Done)
}

pub fn build(project: &Project) -> Result<Outcome> {
    let stamp = project.notes().join("ui-built");
    let sources = hash_of_files(&sources(&project.ui())?)?;
    if has_note(&stamp, &sources) && project.ui().join("dist/index.html").is_file() {
        return Ok(Outcome::Skipped("up to date".into()));
    }
    run(&mut project.npm(["run", "build"]))?;
    note(&stamp, &sources)?;
    Ok(Outcome::Done)
}

/// The Rust side embeds ui/dist and does not compile without it. Where the window's content does not matter, an empty
/// page will do: the bindings, for example, must be writable while the UI does not compile because of them.
pub fn ensure_something_to_embed(project: &Project) -> Result<()> {
    let page = project.ui().join("dist/index.html");
    if page.is_file() {
        return Ok(());
    }
    note(&page, "<!doctype html><title>Greenroom</title>\n")?;
    // So that the next build is not skipped.
    let _ = fs::remove_file(project.notes().join("ui-built"));
    Ok(())
}

fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?;
        for entry in entries {
            let entry = entry.with_context(|| format!("reading {}", folder.display()))?;
            if !entry.file_type()?.is_dir() {
                files.push(entry.path());
            } else if !["node_modules", "dist", "coverage"].iter().any(|skipped| entry.file_name() == *skipped) {
                folders.push(entry.path());
            }
        }
    }
    Ok(files)
}

fn hash_of_files(files: &[PathBuf]) -> Result<String> {
    let mut files = files.to_vec();
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            // A missing file is a state like another; an editor's dangling lock link is no reason to stop.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error).with_context(|| format!("reading {}", file.display())),
        };
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    Ok(format!("{:x}\n", hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sources_decide_whether_to_build() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("xtask-ui-{}", std::process::id()));
        note(&folder.join("src/main.tsx"), "one")?;
        note(&folder.join("dist/index.html"), "built")?;
        let hash = || hash_of_files(&sources(&folder)?);
        let before = hash()?;
        note(&folder.join("dist/index.html"), "built anew")?;
        note(&folder.join("node_modules/react/index.js"), "installed")?;
        assert_eq!(hash()?, before, "neither what is built nor what is installed counts");
        note(&folder.join("src/main.tsx"), "two")?;
        assert_ne!(hash()?, before, "a changed source does");
        note(&folder.join("src/main.tsx"), "one")?;
        assert_eq!(hash()?, before, "back is back, whatever the date of the file");
        fs::remove_dir_all(folder)?;
        Ok(())
    }
}
