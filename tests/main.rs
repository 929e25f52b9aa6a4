//! The one binary of Rust tests. Each test gets a database of its own, on one real PostgreSQL for all of them.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bindings;
mod cluster;
mod connection;
mod context_sources;
mod ctl;
mod ctl_pool;
mod ctl_providers;
mod ctl_run;
mod ctl_template;
mod draw;
mod erasure;
mod exchange;
#[path = "../src-tauri/core/tests/fake_models/mod.rs"]
mod fake_models;
mod feed;
mod history;
mod house;
mod migrations;
mod notices;
mod people;
mod pool_care;
mod pools;
mod rows;
mod runs;
mod runs_batches;
mod runs_faults;
mod runs_providers;
mod script;
mod seeds;
mod support;
mod table_rows;
mod tables;
mod templates;
