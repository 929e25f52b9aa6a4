//! The package that users install, and the way back to a fresh checkout.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::{Context, Result, bail};

use crate::{
    packages::Purpose,
    phases::{self, always, phase},
    postgres,
    project::{Profile, Project, run},
    start, ui,
};

pub fn dist(project: &Project, bundles: Option<&str>) -> Result<()> {
    let bundles = bundles.unwrap_or(match std::env::consts::OS {
        "macos" => "dmg",
        "windows" => "msi",
        _ => "deb",
    });
    // tauri.conf.json names greenroomctl by its path, so everything is built where that path points.
    let target = project.root.join("target");
    let begun = SystemTime::now();
    let mut phases = start::setup(project, Purpose::Run);
    phases.extend([
        phase("user interface", || ui::build(project)),
        always("programs", || {
            require_the_database(project)?;
            run(start::build(project, Profile::Release).env("CARGO_TARGET_DIR", &target))
        }),
        // Only packs: `tauri build` would choose other features and packages than we do, and compile all of it again.
        always("package", || {
            // Apart from tauri.conf.json, because a build would insist on the database being there, and only packages need it.
            let bundle = ["bundle", "--bundles", bundles, "--config", "src-tauri/dist.conf.json"];
            run(project.tauri(bundle).env("CARGO_TARGET_DIR", &target))
        }),
    ]);
    phases::run(phases)?;
    let packages = newer_files(&target.join("release/bundle"), begun)?;
    if packages.is_empty() {
        bail!("tauri reported success but left no package in target/release/bundle");
    }
    for (package, bytes) in packages {
        println!("{}  {:.1} MB", package.display(), bytes as f64 / 1e6);
    }
    Ok(())
}

/// Offline the developer's own PostgreSQL is good enough to work with, but not to ship without.
fn require_the_database(project: &Project) -> Result<()> {
    if !project.archive().is_file() {
        bail!("a package carries its own database, which could not be fetched");
    }
    Ok(())
}

/// The packages are the files directly in `bundle/<kind>/`; deeper ones are what they were made from.
fn newer_files(bundle: &Path, begun: SystemTime) -> Result<Vec<(PathBuf, u64)>> {
    let mut found = Vec::new();
    for kind in fs::read_dir(bundle).with_context(|| format!("reading {}", bundle.display()))? {
        let Ok(files) = fs::read_dir(kind?.path()) else { continue };
        for file in files {
            let file = file?;
            let about = file.metadata()?;
            if about.is_file() && about.modified()? >= begun {
                found.push((file.path(), about.len()));
            }
        }
    }
    Ok(found)
}

pub fn clean(project: &Project) -> Result<()> {
    let folders = [project.ui().join("dist"), project.ui().join("node_modules"), project.root.join("target/postgres")];
    for folder in folders.iter().chain([&project.notes()]).filter(|folder| folder.exists()) {
        fs::remove_dir_all(folder).with_context(|| format!("deleting {}", folder.display()))?;
    }
    for file in [project.archive(), postgres::stamp(project)].iter().filter(|file| file.exists()) {
        fs::remove_file(file).with_context(|| format!("deleting {}", file.display()))?;
    }
    run(&mut project.cargo(["clean"]))
}
