//! Looking at the whole: the numbers of the Home page.

pub mod home;
