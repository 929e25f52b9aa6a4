//! What is done to the database as a whole: its history, and how fast it is.

pub mod bench;
pub mod history;
pub mod uploads;
pub mod views;
