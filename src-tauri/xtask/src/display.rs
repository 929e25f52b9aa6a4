//! A virtual screen for the tests that drive the real window.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::project::succeeds;

pub struct Display {
    pub name: String,
    server: Child,
}

impl Display {
    /// Xvfb itself chooses a free number and writes it to its standard output once it accepts clients.
    pub fn start(log: &Path) -> Result<Self> {
        let complaints = File::create(log).with_context(|| format!("creating {}", log.display()))?;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(complaints)
            .spawn()
            .context("starting Xvfb")?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut number).context("reading the display number from Xvfb")?;
        }
        // From here on the value's end is the server's end, also when the number is missing.
        let display = Self { name: format!(":{}", number.trim()), server };
        if number.trim().is_empty() {
            bail!("Xvfb did not start; it says why in {}", log.display());
        }
        Ok(display)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Asked politely it removes its lock file and socket; only then by force.
        succeeds(Command::new("kill").arg(self.server.id().to_string()));
        for _ in 0..100 {
            if !matches!(self.server.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use crate::project::is_installed;

    #[test]
    fn a_display_lives_as_long_as_its_value() -> Result<()> {
        if !is_installed("Xvfb") {
            return Ok(());
        }
        let log = std::env::temp_dir().join(format!("xtask-xvfb-{}.log", std::process::id()));
        let display = Display::start(&log)?;
        let socket = format!("/tmp/.X11-unix/X{}", &display.name[1..]);
        assert!(Path::new(&socket).exists(), "clients find the display {}", display.name);
        drop(display);
        assert!(!Path::new(&socket).exists(), "nothing is left behind");
        std::fs::remove_file(log)?;
        Ok(())
    }
}
