//! CSV, read as RFC 4180 means it and as programs save it. A reader of our own, because what people need to be told is
//! what the usual one passes over: where a quote was opened that is never closed, on which line a record begins, and
//! how many blank lines came before it.

use std::borrow::Cow;

use super::{
    Cell, Format, Sheet, SheetRow,
    columns::{add_problem, assemble, report_nul, too_wide},
    nothing_inside, refuse_too_many_cells,
    text::{Decoded, line_breaks},
};
use crate::error::{Error, Result};

/// In the order in which they are preferred where nothing else tells them apart.
pub const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// How many records are looked at to guess the delimiter.
const SAMPLE: usize = 50;

pub fn read(decoded: &Decoded<'_>, wanted: Option<char>) -> Result<Sheet> {
    let text = decoded.text.strip_prefix('\u{feff}').unwrap_or(&decoded.text);
    let (said, body) = separator_line(text);
    let delimiter = match wanted.or(said) {
        Some(delimiter) => checked_delimiter(delimiter)?,
        None => guess_delimiter(body),
    };
    let mut records = Records::new(body, delimiter, if body.len() < text.len() { 2 } else { 1 });
    let mut record = Vec::new();
    let headers: Vec<String> = loop {
        match records.next_into(&mut record)? {
            None => return Err(nothing_inside()),
            Some(_) if is_blank(&record) => {}
            Some(_) => break record.drain(..).map(Cow::into_owned).collect(),
        }
    };
    if headers.iter().any(|header| header.contains('\0')) {
        let message = "the header holds NUL characters, as UTF-16 without its mark does; save the file as UTF-8";
        return Err(Error::invalid("file", message));
    }
    let may_have_nul = body.as_bytes().contains(&0);
    let mut rows = Vec::new();
    while let Some(place) = records.next_into(&mut record)? {
        if is_blank(&record) {
            continue;
        }
        refuse_too_many_cells((rows.len() + 1) * headers.len())?;
        let mut row = row(place, &mut record, headers.len());
        if may_have_nul {
            report_nul(&mut row);
        }
        rows.push(row);
    }
    let sheet = assemble(Format::Csv, decoded.encoding, headers, rows);
    Ok(Sheet { delimiter: Some(char::from(delimiter)), ..sheet })
}

/// An empty cell in quotes is as empty as one without: spreadsheets save neither on purpose.
fn row(place: Place, record: &mut Vec<Cow<'_, str>>, width: usize) -> SheetRow {
    let filled = record.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let mut problem = None;
    if filled > width {
        add_problem(&mut problem, too_wide(filled, width));
    }
    let mut cells = Vec::with_capacity(width);
    cells.extend(record.drain(..).take(width).map(Cell::text));
    cells.resize(width, Cell::Empty);
    SheetRow { number: place.number, line: place.line, cells, problem }
}

/// A blank line, or what a spreadsheet makes of an empty row: `,,,`.
fn is_blank(record: &[Cow<'_, str>]) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// Excel's own way of telling the delimiter: a first line `sep=;`.
fn separator_line(text: &str) -> (Option<char>, &str) {
    let told = text.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| {
        let mut rest = text[4..].chars();
        let delimiter = rest.next()?;
        let rest = rest.as_str();
        let body = ["\r\n", "\n", "\r"].into_iter().find_map(|end| rest.strip_prefix(end))?;
        Some((Some(delimiter), body))
    });
    told.unwrap_or((None, text))
}

pub fn checked_delimiter(delimiter: char) -> Result<u8> {
    u8::try_from(delimiter).ok().filter(|byte| byte.is_ascii() && !b"\"\r\n\0".contains(byte)).ok_or_else(|| {
        Error::invalid("delimiter", format!("cells cannot be separated by {}", delimiter.escape_default()))
    })
}

/// The delimiter that cuts the header into columns and the records after it into as many.
fn guess_delimiter(text: &str) -> u8 {
    let fitness = |delimiter: u8| {
        let mut records = Records::new(text, delimiter, 1);
        let mut record = Vec::new();
        let mut widths = Vec::with_capacity(SAMPLE);
        let mut whole = true;
        while whole && widths.len() < SAMPLE {
            match records.next_into(&mut record) {
                Ok(Some(_)) if is_blank(&record) => {}
                Ok(Some(_)) => widths.push(record.len()),
                Ok(None) => break,
                Err(_) => whole = false,
            }
        }
        let header = widths.first().copied().unwrap_or_default();
        let alike = widths.iter().filter(|width| **width == header).count();
        (header > 1).then(|| (whole, alike * 1000 / widths.len(), header))
    };
    // The last of equals wins.
    DELIMITERS.into_iter().rev().map(|delimiter| delimiter as u8).max_by_key(|byte| fitness(*byte)).unwrap_or(b',')
}

struct Records<'text> {
    text: &'text str,
    delimiter: u8,
    at: usize,
    line: u32,
    number: u32,
}

struct Place {
    number: u32,
    line: u32,
}

impl<'text> Records<'text> {
    fn new(text: &'text str, delimiter: u8, line: u32) -> Self {
        Self { text, delimiter, at: 0, line, number: 0 }
    }

    /// Blank lines come too, as one empty cell: they count as rows.
    fn next_into(&mut self, record: &mut Vec<Cow<'text, str>>) -> Result<Option<Place>> {
        record.clear();
        if self.at == self.text.len() {
            return Ok(None);
        }
        self.number += 1;
        let place = Place { number: self.number, line: self.line };
        loop {
            record.push(match self.peek() {
                Some(b'"') => self.quoted()?,
                _ => Cow::Borrowed(self.plain()),
            });
            match self.peek() {
                Some(byte) if byte == self.delimiter => self.at += 1,
                Some(byte) => {
                    self.at += 1;
                    if byte == b'\r' && self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    self.line += 1;
                    return Ok(Some(place));
                }
                None => return Ok(Some(place)),
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Up to the next delimiter or the end of the line; quotes in the middle are letters like any other.
    fn plain(&mut self) -> &'text str {
        let rest = &self.text[self.at..];
        let ends = |byte: u8| byte == self.delimiter || byte == b'\n' || byte == b'\r';
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn quoted(&mut self) -> Result<Cow<'text, str>> {
        let opened = self.line;
        let mut cell = Cow::Borrowed("");
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let length = rest.bytes().position(|byte| byte == b'"').ok_or_else(|| {
                Error::invalid(
                    "file",
                    format!("the file cannot be read: the quote opened on line {opened} is never closed"),
                )
            })?;
            self.line += line_breaks(&rest.as_bytes()[..length]);
            self.at += length + 1;
            if self.peek() != Some(b'"') {
                cell += &rest[..length];
                // What follows the closing quote belongs to the cell, as in every spreadsheet.
                cell += self.plain();
                return Ok(cell);
            }
            // The first of two quotes is taken, the second passed over.
            cell += &rest[..=length];
            self.at += 1;
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use encoding_rs::EUC_KR;

    use super::*;
    use crate::{
        error::ErrorCode,
        sheets::{self, Encoding, ReadOptions, round_trip::Dice},
    };

    fn read(text: impl AsRef<[u8]>) -> Sheet {
        sheets::read(text.as_ref(), ReadOptions::default(), Some("rows.csv")).unwrap()
    }

    fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
        sheet.rows.iter().map(|row| row.cells.iter().map(|cell| cell.to_text().into_owned()).collect()).collect()
    }

    fn places(sheet: &Sheet) -> Vec<(u32, u32)> {
        sheet.rows.iter().map(|row| (row.number, row.line)).collect()
    }

    #[test]
    fn reads_the_same_table_whatever_its_line_ends() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,2", "", "  ", "3,\"x", "y\"", ",,", "5,6", ""].join(end);
            let sheet = read(&text);
            assert_eq!(sheet.headers, ["a", "b"]);
            let kept = format!("x{end}y");
            assert_eq!(texts(&sheet), [["1", "2"], ["3", kept.as_str()], ["5", "6"]], "{end:?}");
            assert_eq!(places(&sheet), [(2, 2), (5, 5), (7, 8)], "blank lines count, broken cells do not ({end:?})");
            assert_eq!((sheet.encoding.as_str(), sheet.delimiter), ("utf-8", Some(',')));
        }
    }

    #[test]
    fn reads_quotes_as_spreadsheets_do() {
        let sheet = read("a,b,c\n\"x, \"\"y\"\"\",5\" disk,\"p\"q\"r\n\"\"\"\",\"\",\"=1+1\"");
        assert_eq!(texts(&sheet), [["x, \"y\"", "5\" disk", "pq\"r"], ["\"", "", "=1+1"]]);
        assert_eq!(sheet.rows[1].cells[1], Cell::Empty, "quoted or not, nothing is nothing");
    }

    #[test]
    fn keeps_blanks_around_a_text() {
        assert_eq!(texts(&read("a,b\n x , \u{3000}")), [[" x ", " \u{3000}"]]);
    }

    #[test]
    fn guesses_the_delimiter_from_the_header_and_the_records_after_it() {
        let cases = [
            ("a,b\n1;2,3\n", ','),
            ("a;b\n1,5;2,5\n3,1;4,2\n", ';'),
            ("a\tb\n1,2\t3\n", '\t'),
            ("a|b\n1|2\n", '|'),
            ("\"a;b;c\",d\n\"1;2;3\",4\n", ','),
            ("title;tags, words\nx;y\nz;w, v, u\n", ';'),
            ("alone\nx;y\n", ','),
            ("a;b\n\"1,\n2,3\";4\n", ';'),
            ("a;b, c\n1;\"x\"\n2;\"y\"\n", ';'),
        ];
        for (text, delimiter) in cases {
            assert_eq!(read(text).delimiter, Some(delimiter), "{text:?}");
        }
    }

    #[test]
    fn obeys_the_delimiter_it_is_told() {
        let sheet = read("\u{feff}SEP=;\r\na,b;c\r\n1,2;3\r\n");
        assert_eq!((sheet.headers, sheet.delimiter), (vec!["a,b".to_owned(), "c".to_owned()], Some(';')));
        assert_eq!((sheet.rows[0].number, sheet.rows[0].line), (2, 3), "no spreadsheet shows the line with sep=");

        let told = |delimiter| ReadOptions { delimiter: Some(delimiter), ..ReadOptions::default() };
        assert_eq!(sheets::read(b"a,b:c\n", told(':'), None).unwrap().headers, ["a,b", "c"]);
        assert_eq!(sheets::read(b"sep=;\na;b,c\n", told(','), None).unwrap().headers, ["a;b", "c"]);
        for impossible in ['"', '\n', '가'] {
            let refusal = sheets::read(b"a,b", told(impossible), None).unwrap_err();
            assert_eq!(refusal.field.as_deref(), Some("delimiter"), "{impossible:?}");
        }
        assert_eq!(sheets::read(b"a,b c", ReadOptions::default(), Some("x.tsv")).unwrap().headers, ["a,b c"]);
    }

    #[test]
    fn reads_what_korean_excel_saves() {
        let text = "이름,태그\r\n슬픔,\"뷁, 똠\"\r\n";
        let (cp949, ..) = EUC_KR.encode(text);
        let sheet = read(&cp949);
        assert_eq!(
            (sheet.encoding.as_str(), &sheet.headers[..]),
            ("cp949", &["이름".to_owned(), "태그".to_owned()][..])
        );
        assert_eq!(texts(&sheet), [["슬픔", "뷁, 똠"]]);

        let utf_16: Vec<u8> = "\u{feff}이름\t태그\r\n슬픔\tx".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let sheet = read(&utf_16);
        assert_eq!((sheet.encoding.as_str(), sheet.delimiter), ("utf-16le", Some('\t')), "Excel's Unicode text");
        let marked = read("\u{feff}이름\n슬픔\n");
        assert_eq!((marked.encoding.as_str(), &marked.headers[0]), ("utf-8 with BOM", &"이름".to_owned()));
        let forced = ReadOptions { encoding: Encoding::Utf8, ..ReadOptions::default() };
        assert_eq!(sheets::read(&cp949, forced, None).unwrap_err().code, ErrorCode::Invalid);
    }

    #[test]
    fn fills_short_rows_and_reports_long_ones() {
        let sheet = read("a,b,c\n1\n1,2,3,,\n1,2,3,,5\n");
        assert_eq!(sheet.rows[0].cells, [Cell::Text("1".to_owned()), Cell::Empty, Cell::Empty]);
        let problems: Vec<_> = sheet.rows.iter().map(|row| row.problem.as_deref()).collect();
        assert_eq!(problems, [None, None, Some("the row has 5 cells, the header only 3")]);
        assert!(sheet.rows.iter().all(|row| row.cells.len() == 3), "every row has a cell for each header");
    }

    #[test]
    fn leaves_out_columns_at_the_end_that_hold_nothing() {
        let sheet = read("a,b,,\n1,2,,\n3,,,\n");
        assert_eq!((sheet.headers, sheet.rows[0].cells.len()), (vec!["a".to_owned(), "b".to_owned()], 2));
        let sheet = read("a,b,,\n1,2,,\n3,,x,\n");
        assert_eq!(sheet.headers, ["a", "b", "column 3"]);
        assert_eq!(sheet.problems.len(), 1);
    }

    #[test]
    fn says_where_a_quote_was_opened_that_is_never_closed() {
        assert!(
            sheets::read(b"a;b\n1;\"x\n", ReadOptions::default(), None).is_err(),
            "of no delimiter it is an excuse"
        );
        let refusal =
            sheets::read(b"a,b\r\n\"x\r\ny\",2\r\n3,\"four\r\n5,6\r\n", ReadOptions::default(), None).unwrap_err();
        assert_eq!(refusal.message, "the file cannot be read: the quote opened on line 4 is never closed");
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some("file")));
    }

    #[test]
    fn reports_nul_characters() {
        let sheet = read("a,b\n1,2\n3,x\0\n");
        assert_eq!(sheet.rows[0].problem, None);
        assert!(sheet.rows[1].problem.as_deref().unwrap().contains("NUL"));
        let utf_16: Vec<u8> = "a,b\n1,2".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let refusal = sheets::read(&utf_16, ReadOptions::default(), None).unwrap_err();
        assert!(refusal.message.contains("UTF-16"), "{}", refusal.message);
    }

    #[test]
    fn refuses_a_file_without_a_table() {
        for empty in ["", "\u{feff}", "\n\n", " , ,\n", "sep=;\n"] {
            let refusal = sheets::read(empty.as_bytes(), ReadOptions::default(), Some("a.csv")).expect_err(empty);
            assert_eq!(refusal.field.as_deref(), Some("file"));
        }
    }

    /// Of any text at all the usual reader makes the same cells.
    #[test]
    fn cuts_cells_where_the_csv_crate_cuts_them() {
        let mut dice = Dice::new(11);
        let alphabet = ["\"", "\"", ",", "\n", "\r\n", "a", "가", " ", "\"\"", "b,c"];
        for _ in 0..5_000 {
            let text: String = (0..dice.below(14)).map(|_| *dice.one_of(&alphabet)).collect();
            let mut theirs = Vec::new();
            for record in
                ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes()).records()
            {
                theirs.push(record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
            }
            let mut records = Records::new(&text, b',', 1);
            let mut record = Vec::new();
            let mut ours = Vec::new();
            loop {
                match records.next_into(&mut record) {
                    Ok(Some(_)) if record == [""] => {}
                    Ok(Some(_)) => ours.push(record.iter().map(|cell| cell.to_string()).collect::<Vec<_>>()),
                    Ok(None) => {
                        // They keep a line with a quoted nothing on it; to us it is blank.
                        theirs.retain(|record| record != &[""]);
                        assert_eq!(ours, theirs, "{text:?}");
                        break;
                    }
                    Err(_) => break,
                }
            }
        }
    }
}
