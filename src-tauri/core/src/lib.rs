//! Everything Greenroom knows: rows, rules, SQL. This crate has never heard of a window.
//!
//! Start reading at `connection` (how a program gets to a database) and then at the noun you care about.

pub mod agents;
pub mod connection;
pub mod db;
pub mod drafts;
pub mod error;
pub mod failure;
pub mod folders;
pub mod insight;
pub mod logging;
pub mod operations;
pub mod page;
pub mod people;
pub mod pools;
pub mod prompts;
pub mod providers;
pub mod registry;
pub mod rows;
pub mod runs;
pub mod seeds;
pub mod sheets;
pub mod tables;
pub mod tasks;
pub mod templates;

pub use connection::{Connection, ConnectionState, Console, Server, Setup};
pub use error::{Error, ErrorCode, Result};
