//! The desktop program. With a first word of its own it is the keeper of the embedded database instead.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    greenroom_core::db::cluster::keep_if_asked().unwrap_or_else(greenroom_lib::run)
}
