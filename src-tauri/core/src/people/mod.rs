//! The people Knock is for: who they are, what they told, what was made for them, and what becomes of their data when they
//! ask. Browsing data and passwords are never read here; that there is some is all that is told of them.

pub mod erase;
pub mod export;
pub mod list;
pub mod page;
pub mod raw;
