//! What is done to the database as a whole: its history, what was done with people's data, and how fast it is.

pub mod audit;
pub mod bench;
pub mod history;
pub mod uploads;
pub mod views;
