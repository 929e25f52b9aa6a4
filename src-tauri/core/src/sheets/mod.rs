//! Tables as spreadsheets really save them: CSV in the encodings and with the delimiters people have, JSON Lines, XLSX.
//! Nothing here knows a pool or the database, and nothing decides what a cell means to a column.

mod columns;
mod delimited;
mod jsonl;
mod text;
mod words;
mod write;
mod xlsx;

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod round_trip;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

pub use words::{cell_to_words, words_to_cell};
pub use write::{SheetWriter, WriteOptions};

use crate::error::{Error, Result};

/// More are not read at once: each takes some seventy bytes of memory even where it is empty.
const MOST_CELLS: usize = 16_000_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Format {
    Csv,
    Jsonl,
    Xlsx,
}

impl Format {
    /// What a file is: by its first bytes where they leave no doubt, else by its name, else by what it looks like.
    pub fn guess(file_name: Option<&str>, bytes: &[u8]) -> Self {
        if bytes.starts_with(xlsx::ZIP_SIGN) || bytes.starts_with(xlsx::OLD_OFFICE_SIGN) {
            return Format::Xlsx;
        }
        let ending = file_name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("csv" | "tsv" | "tab" | "txt") => Format::Csv,
            Some("jsonl" | "ndjson" | "json") => Format::Jsonl,
            Some("xlsx" | "xlsm" | "xls") => Format::Xlsx,
            _ if jsonl::looks_like(bytes) => Format::Jsonl,
            _ => Format::Csv,
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Encoding {
    /// UTF-8 where the bytes allow it, UTF-16 where a byte order mark says so, else CP949.
    #[default]
    Auto,
    Utf8,
    /// What Korean Windows programs save: EUC-KR and the syllables it forgot.
    Cp949,
}

/// How to read a file; what is not said is found out.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct ReadOptions {
    pub format: Option<Format>,
    pub encoding: Encoding,
    pub delimiter: Option<char>,
    /// Which sheet of a workbook; without it, the first one that is not hidden.
    pub sheet: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub format: Format,
    /// What was found: `utf-8`, `utf-8 with BOM`, `utf-16le`, `utf-16be`, `cp949`; a workbook's is always `utf-8`.
    pub encoding: String,
    pub delimiter: Option<char>,
    /// Of a workbook: all its sheets, and which of them this is.
    pub sheets: Vec<String>,
    pub sheet: Option<String>,
    /// None is empty and no two are the same: what had to be renamed for that is told in `problems`.
    pub headers: Vec<String>,
    pub rows: Vec<SheetRow>,
    pub problems: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// As a spreadsheet shows it: the header of a table is row 1. In JSON Lines, the line; in a JSON array, the place.
    pub number: u32,
    /// The line of the file on which the row begins.
    pub line: u32,
    /// As many as the sheet has headers.
    pub cells: Vec<Cell>,
    pub problem: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    /// What the file gave a type: everything in JSON Lines; numbers, booleans and dates in a workbook.
    Value(Value),
}

impl Cell {
    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }

    /// As it would stand in a CSV file.
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Value(value) => write::plain_text(value),
        }
    }

    /// An empty text is an empty cell: most files cannot tell one from the other.
    fn text(text: impl Into<String> + AsRef<str>) -> Self {
        if text.as_ref().is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
    }
}

pub fn read(bytes: &[u8], how: ReadOptions, file_name: Option<&str>) -> Result<Sheet> {
    match how.format.unwrap_or_else(|| Format::guess(file_name, bytes)) {
        Format::Csv => {
            let text = text::decode(bytes, how.encoding)?;
            let delimiter = how.delimiter.or_else(|| file_name?.to_ascii_lowercase().ends_with(".tsv").then_some('\t'));
            delimited::read(&text, delimiter)
        }
        Format::Jsonl => jsonl::read(&text::decode(bytes, how.encoding)?),
        Format::Xlsx => xlsx::read(bytes, how.sheet.as_deref()),
    }
}

fn nothing_inside() -> Error {
    Error::invalid("file", "there is no table in the file: it is empty")
}

fn refuse_too_many_cells(cells: usize) -> Result<()> {
    if cells <= MOST_CELLS {
        return Ok(());
    }
    Err(Error::invalid(
        "file",
        format!("the file has more than {MOST_CELLS} cells, too many to read at once; divide it"),
    ))
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn knows_a_file_by_its_bytes_its_name_or_its_looks() {
        let cases: [(Option<&str>, &[u8], Format); 10] = [
            (Some("rows.csv"), b"PK\x03\x04...", Format::Xlsx),
            (Some("rows.xlsx"), b"a,b", Format::Xlsx),
            (None, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], Format::Xlsx),
            (Some("ROWS.TSV"), b"{\"a\": 1}", Format::Csv),
            (Some("rows.ndjson"), b"", Format::Jsonl),
            (Some("clipboard"), b"\xef\xbb\xbf \n{\"a\": 1}\n", Format::Jsonl),
            (None, b"[{\"a\": 1}]", Format::Jsonl),
            (None, b"[a],{b}\n1,2", Format::Csv),
            (None, b"{name},tags\n", Format::Csv),
            (None, b"", Format::Csv),
        ];
        for (name, bytes, format) in cases {
            assert_eq!(Format::guess(name, bytes), format, "{name:?} {}", String::from_utf8_lossy(bytes));
        }
    }
}
