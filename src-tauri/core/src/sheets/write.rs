//! Writing a table row by row. A value is written so that reading it again gives the same value; where a spreadsheet
//! could mistake a text for a formula, the text is quoted, never changed.

use std::{
    borrow::Cow,
    io::{BufWriter, Write},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::{
    Format,
    delimited::{DELIMITERS, checked_delimiter},
    words_to_cell,
    xlsx::Workbook,
};
use crate::error::{Error, Result};

/// How to write CSV; the other formats leave no choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct WriteOptions {
    /// Without a byte order mark, Excel takes Korean for something else.
    pub bom: bool,
    pub delimiter: char,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self { bom: true, delimiter: ',' }
    }
}

pub struct SheetWriter<W: Write> {
    out: BufWriter<W>,
    columns: usize,
    rows: u32,
    table: Table,
}

enum Table {
    Csv { delimiter: char, line: String },
    Jsonl { keys: Vec<String>, line: String },
    Xlsx(Box<Workbook>),
}

impl<W: Write> SheetWriter<W> {
    pub fn new(format: Format, out: W, headers: &[String], options: WriteOptions) -> Result<Self> {
        if headers.is_empty() {
            return Err(Error::invalid("headers", "a table cannot be written without columns"));
        }
        let table = match format {
            Format::Csv => {
                let delimiter = char::from(checked_delimiter(options.delimiter)?);
                let mut line = String::from(if options.bom { "\u{feff}" } else { "" });
                push_record(&mut line, delimiter, headers.iter().map(|header| (Cow::Borrowed(header.as_str()), true)));
                Table::Csv { delimiter, line }
            }
            Format::Jsonl => {
                let keys = headers.iter().map(|header| format!("{}:", Value::from(header.as_str()))).collect();
                Table::Jsonl { keys, line: String::new() }
            }
            Format::Xlsx => Table::Xlsx(Box::new(Workbook::new(headers)?)),
        };
        let mut writer = Self { out: BufWriter::new(out), columns: headers.len(), rows: 0, table };
        writer.put_line()?;
        Ok(writer)
    }

    /// One value for each header.
    pub fn row(&mut self, values: &[Value]) -> Result<()> {
        self.rows += 1;
        if values.len() != self.columns {
            let (row, found, columns) = (self.rows, values.len(), self.columns);
            return Err(Error::invalid("file", format!("row {row} to write has {found} values for {columns} columns")));
        }
        match &mut self.table {
            Table::Csv { delimiter, line } => {
                let cells = values.iter().map(|value| (plain_text(value), !matches!(value, Value::Number(_))));
                push_record(line, *delimiter, cells);
            }
            Table::Jsonl { keys, line } => {
                for (at, (key, value)) in keys.iter().zip(values).enumerate() {
                    line.push(if at == 0 { '{' } else { ',' });
                    line.push_str(key);
                    line.push_str(&value.to_string());
                }
                line.push_str("}\n");
            }
            Table::Xlsx(workbook) => workbook.row(values)?,
        }
        self.put_line()
    }

    pub fn finish(mut self) -> Result<W> {
        if let Table::Xlsx(workbook) = self.table {
            self.out.write_all(&workbook.finish()?).map_err(unwritten)?;
        }
        self.out.into_inner().map_err(|cause| unwritten(cause.into_error()))
    }

    fn put_line(&mut self) -> Result<()> {
        if let Table::Csv { line, .. } | Table::Jsonl { line, .. } = &mut self.table {
            self.out.write_all(line.as_bytes()).map_err(unwritten)?;
            line.clear();
        }
        Ok(())
    }
}

fn unwritten(cause: std::io::Error) -> Error {
    Error::io("writing the table", cause)
}

/// A value in a cell that holds nothing but text.
pub fn plain_text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::Bool(yes) => Cow::Borrowed(if *yes { "TRUE" } else { "FALSE" }),
        Value::String(text) => Cow::Borrowed(text),
        Value::Array(values) => match words(values) {
            Some(words) => Cow::Owned(words_to_cell(&words)),
            None => Cow::Owned(value.to_string()),
        },
        Value::Number(_) | Value::Object(_) => Cow::Owned(value.to_string()),
    }
}

fn words(values: &[Value]) -> Option<Vec<&str>> {
    values.iter().map(|value| value.as_str().filter(|word| !word.is_empty())).collect()
}

/// Each cell with whether it could be taken for something else, which a number cannot.
fn push_record<'a>(line: &mut String, delimiter: char, cells: impl ExactSizeIterator<Item = (Cow<'a, str>, bool)>) {
    let alone = cells.len() == 1;
    for (at, (cell, doubtful)) in cells.enumerate() {
        if at > 0 {
            line.push(delimiter);
        }
        // A row of one empty cell would be no row at all.
        let quote = cell.contains(delimiter) || (doubtful && is_mistakable(&cell)) || (alone && cell.is_empty());
        if quote {
            line.push('"');
            for (at, piece) in cell.split('"').enumerate() {
                line.push_str(if at > 0 { "\"\"" } else { "" });
                line.push_str(piece);
            }
            line.push('"');
        } else {
            line.push_str(&cell);
        }
    }
    line.push_str("\r\n");
}

/// For a formula, for two cells (whichever delimiter a reader believes in), or for a text without the blanks around it.
fn is_mistakable(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
        || text.contains(['"', '\r', '\n'])
        || text.contains(DELIMITERS)
        || text.trim() != text
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::error::ErrorCode;

    fn written(format: Format, options: WriteOptions, headers: &[&str], rows: &[Vec<Value>]) -> Result<String> {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let mut writer = SheetWriter::new(format, Vec::new(), &headers, options)?;
        for row in rows {
            writer.row(row)?;
        }
        Ok(String::from_utf8(writer.finish()?).unwrap())
    }

    const PLAIN: WriteOptions = WriteOptions { bom: false, delimiter: ',' };

    #[test]
    fn writes_csv_that_spreadsheets_read_right() {
        let row = vec![
            json!("a,\"b\"\nc"),
            json!(null),
            json!(true),
            json!(-1.5),
            json!(["x", "y z"]),
            json!([1, "x"]),
            json!({"k": [1]}),
            json!(""),
        ];
        assert_eq!(
            written(Format::Csv, PLAIN, &["이름", "b", "c", "d", "e", "f", "g", "h"], &[row]).unwrap(),
            "이름,b,c,d,e,f,g,h\r\n\"a,\"\"b\"\"\nc\",,TRUE,-1.5,\"x, y z\",\"[1,\"\"x\"\"]\",\"{\"\"k\"\":[1]}\",\r\n"
        );
    }

    #[test]
    fn quotes_what_could_be_taken_for_a_formula_and_changes_nothing() {
        let rows: Vec<Vec<Value>> =
            ["=1+1", "+82", "-x", "@a", "\tx", " x", "x=1"].map(|text| vec![json!(text)]).to_vec();
        assert_eq!(
            written(Format::Csv, PLAIN, &["a"], &rows).unwrap(),
            "a\r\n\"=1+1\"\r\n\"+82\"\r\n\"-x\"\r\n\"@a\"\r\n\"\tx\"\r\n\" x\"\r\nx=1\r\n"
        );
    }

    #[test]
    fn marks_csv_as_utf_8_unless_told_otherwise() {
        let row = [vec![json!("1;2"), json!(null)]];
        assert_eq!(
            written(Format::Csv, WriteOptions::default(), &["a", "b"], &row).unwrap(),
            "\u{feff}a,b\r\n\"1;2\",\r\n"
        );
        let options = WriteOptions { delimiter: '\t', ..PLAIN };
        assert_eq!(written(Format::Csv, options, &["a", "b"], &row).unwrap(), "a\tb\r\n\"1;2\"\t\r\n");
        let options = WriteOptions { delimiter: '"', ..PLAIN };
        assert_eq!(written(Format::Csv, options, &["a"], &[]).unwrap_err().field.as_deref(), Some("delimiter"));
    }

    #[test]
    fn writes_one_object_a_line() {
        let row = vec![json!("x\ny"), json!(null), json!({"k": [1]}), json!(2.0)];
        assert_eq!(
            written(Format::Jsonl, WriteOptions::default(), &["a", "b \"c\"", "d", "e"], &[row]).unwrap(),
            "{\"a\":\"x\\ny\",\"b \\\"c\\\"\":null,\"d\":{\"k\":[1]},\"e\":2.0}\n"
        );
    }

    #[test]
    fn refuses_a_row_that_does_not_fit_its_columns() {
        for format in [Format::Csv, Format::Jsonl, Format::Xlsx] {
            let refusal = written(format, PLAIN, &["a", "b"], &[vec![json!(1)]]).unwrap_err();
            assert!(refusal.message.starts_with("row 1"), "{}", refusal.message);
            assert_eq!(written(format, PLAIN, &[], &[]).unwrap_err().field.as_deref(), Some("headers"));
        }
    }

    #[test]
    fn tells_that_the_place_to_write_to_is_full() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        for format in [Format::Csv, Format::Jsonl, Format::Xlsx] {
            let mut writer = SheetWriter::new(format, Full, &["a".to_owned()], PLAIN).unwrap();
            writer.row(&[json!(1)]).unwrap();
            assert_eq!(writer.finish().err().unwrap().code, ErrorCode::DiskFull, "{format:?}");
        }
    }
}
