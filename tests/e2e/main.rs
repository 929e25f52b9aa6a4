//! The real window, driven as a person would: keyboard, mouse, and a look at what is on the screen.
//! Needs a display (`cargo xtask test` brings one) and WebKitWebDriver.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accessibility;
mod connection;
#[path = "../../src-tauri/core/tests/fake_models/mod.rs"]
mod fake_models;
mod frame;
mod home;
mod models;
mod people;
mod pool_care;
mod pool_dialogs;
mod pool_everywhere;
mod pool_panels;
mod pools;
mod runs;
mod runs_figures;
mod runs_many;
mod runs_watched;
mod screens;
mod settings;
mod templates;
mod templates_care;
mod templates_editing;
mod window;
