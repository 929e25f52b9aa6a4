//! Workbooks of Excel and its kin. The work is done by calamine (reading) and rust_xlsxwriter (writing); here is what
//! they leave open: files that are no workbook, rows as a table, and texts that the format itself would change.

mod read;
mod write;

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use read::read;
pub use write::Workbook;

use crate::error::{Error, Result};

pub const ZIP_SIGN: &[u8] = b"PK\x03\x04";

/// Of everything Office wrote before 2007, and of every workbook with a password.
pub const OLD_OFFICE_SIGN: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

pub const MOST_ROWS: u32 = 1_048_576;
pub const MOST_COLUMNS: u32 = 16_384;

/// Both crates panic where they should fail: one on cell addresses beyond all bounds, the other on a full disk.
fn shielded<T>(failure: impl FnOnce() -> Error, work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref().copied());
        Err(failure().details(words.unwrap_or("a panic without words")))
    })
}
