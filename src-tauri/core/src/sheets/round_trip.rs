//! What is written is what is read, whatever stands in it, in every format. Also the dice with which other tests here
//! make their texts: the same ones on every run.

use serde_json::{Value, json};

use super::{Cell, Encoding, Format, ReadOptions, SheetWriter, WriteOptions, cell_to_words, read};

/// Splitmix64: enough chance for texts, and no crate.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit as u64) as usize
    }

    pub fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }

    /// Short, and made of what tables stumble over.
    pub fn text(&mut self) -> String {
        const PIECES: [&str; 40] = [
            "가", "뷁", "슬픔", "a", "b c", "0", "-1", " ", "  ", "\t", "\n", "\r\n", "\r", "\"", "\"\"", "'", ",",
            ", ", ";", "|", "、", "，", "=", "+", "-", "@", "[", "]", "{", "}", "\\", "null", "TRUE", "_x0041_", "<r>",
            "</r>", "&amp;", "😀", "\u{a0}", "\u{3000}",
        ];
        (0..self.below(5)).map(|_| *self.one_of(&PIECES)).collect()
    }

    fn value(&mut self) -> Value {
        match self.below(9) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => json!(self.below(1000) as i64 - 500),
            3 => json!((self.below(1_000_000) as f64 + 0.5) / 1024.0),
            4 => {
                let words = (0..self.below(4)).map(|_| self.text().trim().to_owned()).filter(|word| !word.is_empty());
                Value::from(words.collect::<Vec<_>>())
            }
            5 => json!([1, self.text(), null]),
            6 => json!({"key": self.text(), "list": [self.text()]}),
            _ => json!(self.text()),
        }
    }

    /// Five columns, of which the first is never blank: a row without anything in it is no row.
    fn table(&mut self) -> (Vec<String>, Vec<Vec<Value>>) {
        let headers = (1..=5).map(|number| format!("{} {number}", self.text()).trim().to_owned()).collect();
        let rows = 1 + self.below(6);
        let row = |row: usize, dice: &mut Self| {
            let id = json!(format!("row {row}"));
            std::iter::once(id).chain((1..5).map(|_| dice.value())).collect()
        };
        (headers, (0..rows).map(|number| row(number, self)).collect())
    }
}

fn write(format: Format, options: WriteOptions, headers: &[String], rows: &[Vec<Value>]) -> Vec<u8> {
    let mut writer = SheetWriter::new(format, Vec::new(), headers, options).unwrap();
    rows.iter().for_each(|row| writer.row(row).unwrap());
    writer.finish().unwrap()
}

/// Whether a cell of this format says all that the value said.
fn says(cell: &Cell, value: &Value, format: Format) -> bool {
    match (format, value, cell) {
        (Format::Jsonl, value, Cell::Value(read)) => read == value,
        (Format::Xlsx, Value::Number(_) | Value::Bool(_), Cell::Value(read)) => read == value,
        (_, Value::Null, Cell::Empty) => true,
        (_, Value::String(text), Cell::Empty) => text.is_empty(),
        (_, Value::String(text), Cell::Text(read)) => read == text,
        (_, Value::Bool(yes), Cell::Text(read)) => read == if *yes { "TRUE" } else { "FALSE" },
        (_, Value::Number(number), Cell::Text(read)) => *read == number.to_string(),
        (_, Value::Array(values), Cell::Empty) => values.is_empty(),
        (_, Value::Array(values), Cell::Text(read)) if values.iter().all(Value::is_string) => {
            json!(cell_to_words(read).unwrap()) == *value
        }
        (_, Value::Array(_) | Value::Object(_), Cell::Text(read)) => {
            serde_json::from_str::<Value>(read).unwrap() == *value
        }
        _ => false,
    }
}

fn check(format: Format, options: WriteOptions, tables: usize, seed: u64) {
    let mut dice = Dice::new(seed);
    for _ in 0..tables {
        let (headers, rows) = dice.table();
        let bytes = write(format, options, &headers, &rows);
        let name = match format {
            Format::Csv => "rows.csv",
            Format::Jsonl => "rows.jsonl",
            Format::Xlsx => "rows.xlsx",
        };
        let sheet = read(&bytes, ReadOptions::default(), Some(name)).unwrap();
        let told = || format!("{headers:?} {rows:?}\n{}", String::from_utf8_lossy(&bytes));
        assert_eq!((sheet.format, &sheet.headers), (format, &headers), "{}", told());
        assert_eq!((sheet.rows.len(), &sheet.problems), (rows.len(), &Vec::new()), "{}", told());
        if format == Format::Csv {
            assert_eq!(sheet.delimiter, Some(options.delimiter), "{}", told());
            assert_eq!(sheet.encoding, if options.bom { "utf-8 with BOM" } else { "utf-8" });
        }
        for (number, (row, values)) in (if format == Format::Jsonl { 1 } else { 2 }..).zip(sheet.rows.iter().zip(&rows))
        {
            assert_eq!((row.number, &row.problem, row.cells.len()), (number, &None, values.len()), "{}", told());
            for (cell, value) in row.cells.iter().zip(values) {
                assert!(says(cell, value, format), "{value} became {cell:?}\n{}", told());
            }
        }
    }
}

#[test]
fn csv_gives_back_what_it_was_given() {
    for delimiter in [',', ';', '\t'] {
        for bom in [true, false] {
            check(Format::Csv, WriteOptions { bom, delimiter }, 600, u64::from(delimiter) + u64::from(bom));
        }
    }
}

#[test]
fn json_lines_give_back_what_they_were_given() {
    check(Format::Jsonl, WriteOptions::default(), 600, 3);
}

#[test]
fn a_workbook_gives_back_what_it_was_given() {
    check(Format::Xlsx, WriteOptions::default(), 60, 5);
}

/// The same through the usual reader of CSV, which is nobody's here.
#[test]
fn another_program_reads_our_csv_as_we_do() {
    let mut dice = Dice::new(17);
    for _ in 0..600 {
        let (headers, rows) = dice.table();
        let bytes = write(Format::Csv, WriteOptions { bom: false, delimiter: ';' }, &headers, &rows);
        let mut theirs = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(&bytes[..]);
        let ours =
            read(&bytes, ReadOptions { encoding: Encoding::Utf8, ..ReadOptions::default() }, Some("rows.csv")).unwrap();
        for (their_row, our_row) in theirs.records().zip(ours.rows) {
            let our_row: Vec<_> = our_row.cells.iter().map(Cell::to_text).collect();
            assert_eq!(their_row.unwrap().iter().collect::<Vec<_>>(), our_row);
        }
    }
}
