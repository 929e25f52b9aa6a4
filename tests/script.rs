//! greenroomctl as a script calls it: arguments in, one JSON document out.

use std::{
    io::Write as _,
    path::PathBuf,
    process::{Output, Stdio},
};

use serde_json::Value;

use crate::support::{Fresh, ctl_command, json as document, scratch};

/// greenroomctl on a database of its own, with the seeded content.
pub struct Script {
    pub fresh: Fresh,
    pub folder: PathBuf,
}

impl Script {
    pub async fn begin(name: &str) -> Self {
        Self { fresh: Fresh::seeded().await, folder: scratch(name) }
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut command = ctl_command(&self.folder);
        command.env("DATABASE_URL", &self.fresh.url).arg("--json").args(arguments).output().expect("greenroomctl runs")
    }

    pub fn ok(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        document(&output)
    }

    pub fn refused(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said: Value = serde_json::from_slice(&output.stderr).expect("one document on stderr");
        said["error"].clone()
    }

    /// With something to read on standard input.
    pub fn given(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = ctl_command(&self.folder)
            .env("DATABASE_URL", &self.fresh.url)
            .arg("--json")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("greenroomctl starts");
        child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("it reads");
        child.wait_with_output().expect("it ends")
    }

    pub fn first(&self, pool: &str) -> Value {
        self.ok(&["pool", "list", pool, "--limit", "1"])["items"][0].clone()
    }
}

pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}"))
}

/// What went wrong, which is the last that is said.
pub fn said(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.trim().lines().last().unwrap_or_default();
    serde_json::from_str::<Value>(last).unwrap_or_else(|cause| panic!("{cause}: {said}"))["error"].clone()
}
