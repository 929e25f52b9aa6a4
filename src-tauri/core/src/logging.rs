//! What the programs write down about themselves: one file a day, a week of them, never a secret.

use std::path::Path;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::{EnvFilter, fmt};

use crate::error::{Error, ErrorCode, Result};

pub fn to_files(folder: &Path, name: &str) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|cause| Error::io("preparing the folder of the log", cause))?;
    let files = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(name)
        .filename_suffix("log")
        .max_log_files(7)
        .build(folder)
        .map_err(|cause| {
            Error::new(ErrorCode::Forbidden, format!("opening the log in {}: {cause}", folder.display()))
        })?;
    fmt().with_env_filter(filter("info")).with_writer(files).with_ansi(false).json().init();
    Ok(())
}

/// Only what a person at the terminal should know.
pub fn to_terminal() {
    fmt().with_env_filter(filter("error")).with_writer(std::io::stderr).without_time().init();
}

fn filter(level: &str) -> EnvFilter {
    EnvFilter::try_from_env("GREENROOM_LOG").unwrap_or_else(|_| EnvFilter::new(format!("{level},sqlx=error")))
}
