//! What is done to the database as a whole: its history.

pub mod history;
