//! Doing one thing after the other, saying which one and how long it took, and stopping at the first failure.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

pub enum Outcome {
    Done,
    /// Nothing was to be done, and why.
    Skipped(String),
}

pub struct Phase<'a> {
    name: &'static str,
    action: Box<dyn FnOnce() -> Result<Outcome> + 'a>,
}

pub fn phase<'a>(name: &'static str, action: impl FnOnce() -> Result<Outcome> + 'a) -> Phase<'a> {
    Phase { name, action: Box::new(action) }
}

/// A phase that always has something to do.
pub fn always<'a>(name: &'static str, action: impl FnOnce() -> Result<()> + 'a) -> Phase<'a> {
    phase(name, || action().map(|()| Outcome::Done))
}

pub struct Finished {
    name: &'static str,
    took: Duration,
    skipped: Option<String>,
}

pub fn run(phases: Vec<Phase>) -> Result<Vec<Finished>> {
    let total = phases.len();
    let mut finished = Vec::new();
    for (index, Phase { name, action }) in phases.into_iter().enumerate() {
        println!("[{:>2}/{total}] {name}", index + 1);
        let begun = Instant::now();
        let outcome = action();
        let took = begun.elapsed();
        let outcome =
            outcome.with_context(|| format!("phase {}/{total} ({name}) failed after {}", index + 1, shown(took)))?;
        let skipped = match outcome {
            Outcome::Done => None,
            Outcome::Skipped(why) => Some(why),
        };
        match &skipped {
            None => println!("        done in {}", shown(took)),
            Some(why) => println!("        {why}"),
        }
        finished.push(Finished { name, took, skipped });
    }
    Ok(finished)
}

pub fn summary(finished: &[Finished]) -> String {
    let width = finished.iter().map(|phase| phase.name.len()).max().unwrap_or_default();
    let mut lines: Vec<String> = finished
        .iter()
        .map(|Finished { name, took, skipped }| {
            let remark = skipped.as_deref().unwrap_or_default();
            format!("{name:width$}  {:>9}  {remark}", shown(*took)).trim_end().to_owned()
        })
        .collect();
    let total = finished.iter().map(|phase| phase.took).sum();
    lines.push(format!("{:width$}  {:>9}", "total", shown(total)));
    lines.join("\n")
}

fn shown(took: Duration) -> String {
    let seconds = took.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02} s", took.as_secs() / 60, took.as_secs() % 60)
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn stops_at_the_first_failure_and_names_it() {
        let mut reached = false;
        let outcome = run(vec![
            always("first", || Ok(())),
            always("second", || bail!("three warnings")),
            always("third", || {
                reached = true;
                Ok(())
            }),
        ]);
        let said = outcome.map(|_| ()).map_err(|error| format!("{error:#}"));
        assert_eq!(said, Err("phase 2/3 (second) failed after 0.0 s: three warnings".into()));
        assert!(!reached, "nothing runs after a failure");
    }

    #[test]
    fn the_summary_aligns_and_adds_up() {
        let second = |name, seconds, skipped: Option<&str>| Finished {
            name,
            took: Duration::from_secs(seconds),
            skipped: skipped.map(str::to_owned),
        };
        let table = summary(&[second("format", 2, None), second("build", 125, Some("nothing changed"))]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines, ["format      2.0 s", "build   2 min 05 s  nothing changed", "total   2 min 07 s"]);
    }
}
