//! The real window, driven as a person would: keyboard, mouse, and a look at what is on the screen.
//! Needs a display (`cargo xtask test` brings one) and WebKitWebDriver.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accessibility;
mod connection;
mod frame;
mod home;
mod pool_care;
mod pool_dialogs;
mod pool_everywhere;
mod pool_panels;
mod pools;
mod runs;
mod screens;
mod settings;
mod templates;
mod templates_care;
mod templates_editing;
mod window;
