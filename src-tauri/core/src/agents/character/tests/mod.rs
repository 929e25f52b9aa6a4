//! Characters made from the seeded pools, without a database.

mod composing;
mod material;
mod people;
mod questions;
mod reading;
