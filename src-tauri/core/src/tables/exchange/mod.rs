//! A table out to a spreadsheet and back. What comes in is first shown: which rows are new, which change and how, which
//! are refused and why; then it goes in as a whole.

mod export;
mod import;
mod load;
mod mapping;
mod plan;
mod reading;

pub use export::{ExportOptions, Exported, export, export_to_downloads, write};
pub use import::{
    Arrival, CellChange, Import, ImportError, ImportMode, ImportOptions, RowChange, SameAs, dry_run, import,
};
pub use mapping::{HeaderMapping, guess};
