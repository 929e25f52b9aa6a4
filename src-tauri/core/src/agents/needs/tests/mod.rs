//! What every analysis must be, whoever it is of.

mod people;
