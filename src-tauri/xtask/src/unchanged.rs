//! Files that a change must leave alone: migrations which users already ran, and files that are generated.

use anyhow::{Result, bail};

use crate::{
    phases::Outcome,
    project::{Project, answer, run, succeeds},
};

const GENERATED: [&str; 2] = ["ui/src/bindings.ts", "ui/package-lock.json"];

/// A released migration has run on somebody's data. Changed afterwards, it no longer matches what they have, and sqlx
/// refuses to start there.
pub fn released_migrations(project: &Project) -> Result<Outcome> {
    let tags = answer(&mut project.git(["tag", "--sort=-creatordate"]))?;
    let Some(newest) = tags.lines().next() else {
        return Ok(Outcome::Skipped("nothing is released yet: there is no tag".into()));
    };
    let list = ["diff", "--name-only", "--no-renames", "--diff-filter=a", newest, "--", "migrations"];
    let changed = answer(&mut project.git(list))?;
    if !changed.is_empty() {
        let files = changed.trim_end().replace('\n', "\n  ");
        bail!("these migrations were released with {newest}; undo the change and add a new one:\n  {files}");
    }
    println!("        as released with {newest}");
    Ok(Outcome::Done)
}

pub fn generated_files(project: &Project) -> Result<Outcome> {
    let is_tracked = |file: &&str| succeeds(&mut project.git(["ls-files", "--error-unmatch", file]));
    let tracked: Vec<&str> = GENERATED.into_iter().filter(is_tracked).collect();
    if tracked.is_empty() {
        return Ok(Outcome::Skipped("none is under version control".into()));
    }
    if run(project.git(["--no-pager", "diff", "--exit-code", "--"]).args(&tracked)).is_err() {
        let files = tracked.join(" ");
        bail!("generated files differ from what is staged or committed; if that is meant: git add {files}");
    }
    Ok(Outcome::Done)
}
