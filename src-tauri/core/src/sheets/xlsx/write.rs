//! A workbook of one sheet, written row by row. Rows wait in a temporary file, texts in memory: that keeps a large
//! export small and gives a file like Excel's own.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use serde_json::{Number, Value};

use super::{MOST_COLUMNS, MOST_ROWS, shielded};
use crate::{
    error::{Error, ErrorCode, Result},
    sheets::write::plain_text,
};

const LONGEST_TEXT: usize = 32_767;

/// Up to here every whole number is one in a workbook too, where all numbers have sixteen digits at most.
const LARGEST_WHOLE: u64 = 1 << 53;

pub struct Workbook {
    file: rust_xlsxwriter::Workbook,
    sheet: Worksheet,
    headers: Vec<String>,
    /// Of the row written last; the header is 0.
    row: u32,
}

impl Workbook {
    pub fn new(headers: &[String]) -> Result<Self> {
        if headers.len() > MOST_COLUMNS as usize {
            return Err(Error::invalid("file", format!("a workbook holds {MOST_COLUMNS} columns at most; use CSV")));
        }
        shielded(unwritten, || {
            let mut file = rust_xlsxwriter::Workbook::new();
            let mut sheet = file.new_worksheet_with_low_memory().map_err(failed)?;
            sheet.set_freeze_panes(1, 0).map_err(failed)?;
            let bold = Format::new().set_bold();
            for (column, header) in (0..).zip(headers) {
                check_length(header, 1, header)?;
                sheet.write_string_with_format(0, column, stored(header), &bold).map_err(failed)?;
                sheet.set_column_width(column, width(header)).map_err(failed)?;
            }
            Ok(Self { file, sheet, headers: headers.to_vec(), row: 0 })
        })
    }

    pub fn row(&mut self, values: &[Value]) -> Result<()> {
        self.row += 1;
        if self.row >= MOST_ROWS {
            let rows = MOST_ROWS - 1;
            return Err(Error::invalid("file", format!("a workbook holds {rows} rows below its header; use CSV")));
        }
        shielded(unwritten, || (0..).zip(values).try_for_each(|(column, value)| self.cell(column, value)))
    }

    fn cell(&mut self, column: u16, value: &Value) -> Result<()> {
        let done = match value {
            Value::Bool(yes) => self.sheet.write_boolean(self.row, column, *yes),
            Value::Number(number) => match exact(number) {
                Some(number) => self.sheet.write_number(self.row, column, number),
                None => self.sheet.write_string(self.row, column, number.to_string()),
            },
            other => {
                let text = plain_text(other);
                check_length(&text, self.row + 1, &self.headers[usize::from(column)])?;
                self.sheet.write_string(self.row, column, stored(&text))
            }
        };
        done.map(|_| ()).map_err(failed)
    }

    pub fn finish(mut self) -> Result<Vec<u8>> {
        shielded(unwritten, || {
            let last = u16::try_from(self.headers.len() - 1).unwrap_or(u16::MAX);
            self.sheet.autofilter(0, 0, self.row, last).map_err(failed)?;
            self.file.push_worksheet(self.sheet);
            self.file.save_to_buffer().map_err(failed)
        })
    }
}

fn unwritten() -> Error {
    Error::new(ErrorCode::Internal, "the workbook could not be written; the disk of the temporary files may be full")
}

fn failed(cause: XlsxError) -> Error {
    match cause {
        XlsxError::IoError(cause) => Error::io("writing the workbook", cause),
        other => Error::internal("the workbook could not be written", &other),
    }
}

fn check_length(text: &str, row: u32, header: &str) -> Result<()> {
    // No text has more UTF-16 units than bytes.
    if text.len() <= LONGEST_TEXT {
        return Ok(());
    }
    match text.encode_utf16().count() {
        0..=LONGEST_TEXT => Ok(()),
        length => Err(Error::invalid(
            "file",
            format!("row {row} has a text of {length} characters in {header}; a workbook's cell holds {LONGEST_TEXT}"),
        )),
    }
}

/// A number too long for a workbook is written as text, digit by digit.
fn exact(number: &Number) -> Option<f64> {
    let whole = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
    number.as_f64().filter(|_| whole.is_none_or(|whole| whole <= LARGEST_WHOLE))
}

/// A text between `<r>` and `</r>` is taken for XML by rust_xlsxwriter and put into the file as it stands, so that one
/// is given to it as the XML it should have become.
fn stored(text: &str) -> Cow<'_, str> {
    if !(text.starts_with("<r>") && text.ends_with("</r>")) {
        return Cow::Borrowed(text);
    }
    let mut xml = String::from("<r><t xml:space=\"preserve\">");
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            // The format's own way of writing what XML cannot hold, of which the underscore is a part.
            '_' | '\0'..='\u{8}' | '\u{b}'..='\u{1f}' => xml.push_str(&format!("_x{:04X}_", u32::from(character))),
            plain => xml.push(plain),
        }
    }
    Cow::Owned(xml + "</t></r>")
}

/// Room for the header and its filter button; Hangul is twice as wide.
fn width(header: &str) -> f64 {
    let letters: u32 = header.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    f64::from((letters + 4).clamp(12, 40))
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::io::Read;

    use serde_json::json;

    use super::*;
    use crate::{
        error::ErrorCode,
        sheets::{self, Cell, ReadOptions},
    };

    fn workbook(rows: &[Value]) -> Result<Vec<u8>> {
        let mut workbook = Workbook::new(&["이름".to_owned()])?;
        rows.iter().try_for_each(|value| workbook.row(std::slice::from_ref(value)))?;
        workbook.finish()
    }

    fn part(workbook: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn gives_the_sheet_a_header_that_stays_and_filters() {
        let bytes = workbook(&[json!("슬픔"), json!(null)]).unwrap();
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains(r#"<autoFilter ref="A1:A3"/>"#), "{sheet}");
        assert!(sheet.contains(r#"ySplit="1""#) && sheet.contains(r#"state="frozen""#), "{sheet}");
        assert!(part(&bytes, "xl/styles.xml").contains("<b/>"), "the header is bold");
    }

    #[test]
    fn texts_the_format_would_change_come_back_unchanged() {
        let texts = [
            "_x0041_",
            "_x000D__x0041_x0042_",
            "<r><t>x</t></r>",
            "<r>&</r>",
            "a\r\nb\rc\u{1}",
            "_x",
            " \t x\n",
            "=1+1",
        ];
        let bytes = workbook(&texts.map(|text| json!(text))).unwrap();
        let sheet = sheets::read(&bytes, ReadOptions::default(), None).unwrap();
        let read: Vec<_> = sheet.rows.iter().map(|row| row.cells[0].clone()).collect();
        assert_eq!(read, texts.map(|text| Cell::Text(text.to_owned())));
    }

    #[test]
    fn numbers_too_long_for_a_workbook_keep_their_digits_as_text() {
        let bytes = workbook(&[json!(9_007_199_254_740_992_u64), json!(-9_007_199_254_740_993_i64)]).unwrap();
        let sheet = sheets::read(&bytes, ReadOptions::default(), None).unwrap();
        assert_eq!(sheet.rows[0].cells[0], Cell::Value(json!(9_007_199_254_740_992_u64)));
        assert_eq!(sheet.rows[1].cells[0], Cell::Text("-9007199254740993".to_owned()));
    }

    #[test]
    fn refuses_a_text_no_cell_can_hold() {
        let longest = "가".repeat(LONGEST_TEXT);
        assert!(workbook(&[json!(longest)]).is_ok());
        let refusal = workbook(&[json!("x"), json!(format!("{longest}😀"))]).unwrap_err();
        assert_eq!(refusal.code, ErrorCode::Invalid);
        assert_eq!(refusal.message, "row 3 has a text of 32769 characters in 이름; a workbook's cell holds 32767");
    }

    #[test]
    fn refuses_more_rows_than_a_sheet_has() {
        let mut workbook = Workbook::new(&["a".to_owned()]).unwrap();
        workbook.row = MOST_ROWS - 2;
        workbook.row(&[json!(1)]).unwrap();
        let refusal = workbook.row(&[json!(1)]).unwrap_err();
        assert_eq!(refusal.message, "a workbook holds 1048575 rows below its header; use CSV");
    }
}
