//! JSON Lines: an object on each line, its keys the columns. A single array of objects is read as well, since that is
//! what most programs save when asked for JSON.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{
    Cell, Format, Sheet, SheetRow,
    columns::assemble,
    nothing_inside, refuse_too_many_cells,
    text::{Decoded, line_breaks},
};
use crate::error::{Error, Result};

/// Whether a file without a telling name is better read as JSON than as CSV.
pub fn looks_like(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let follows = |start: &[u8], sign: u8| {
        bytes.strip_prefix(start).is_some_and(|rest| rest.trim_ascii_start().first() == Some(&sign))
    };
    follows(b"{", b'"') || follows(b"[", b'{')
}

pub fn read(decoded: &Decoded<'_>) -> Result<Sheet> {
    let text = decoded.text.strip_prefix('\u{feff}').unwrap_or(&decoded.text);
    let mut table = Table::default();
    if text.trim_start().starts_with('[') {
        read_array(text, &mut table)?
    } else {
        read_lines(text, &mut table)?
    }
    if table.rows.is_empty() {
        return Err(nothing_inside());
    }
    let width = table.headers.len();
    refuse_too_many_cells(table.rows.len() * width)?;
    table.rows.iter_mut().for_each(|row| row.cells.resize(width, Cell::Empty));
    Ok(assemble(Format::Jsonl, decoded.encoding, table.headers, table.rows))
}

fn read_lines(text: &str, table: &mut Table) -> Result<()> {
    for (number, line) in (1..).zip(lines(text)) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(value) => table.add(number, number, value)?,
            Err(cause) => {
                table.add_broken(number, number, format!("the line cannot be read as JSON: {}", reason(&cause)))
            }
        }
    }
    Ok(())
}

/// As a person's editor counts them: a lone CR ends a line too.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

/// One value after another, to know where each begins; where one is broken, nobody can say where the next would be.
fn read_array(text: &str, table: &mut Table) -> Result<()> {
    let start = text.len() - text.trim_start().len() + 1;
    let (mut rest, mut line) = (&text[start..], 1 + line_breaks(&text.as_bytes()[..start]));
    let pass = |rest: &mut &str, line: &mut u32, length: usize| {
        *line += line_breaks(&rest.as_bytes()[..length]);
        *rest = &rest[length..];
    };
    let refuse = |line: u32, reason: String| {
        Error::invalid("file", format!("the file cannot be read as JSON, from line {line} on: {reason}"))
    };
    for number in 1.. {
        let blanks = rest.len() - rest.trim_start().len();
        pass(&mut rest, &mut line, blanks);
        if number == 1 && rest.starts_with(']') {
            break;
        }
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let value = values.next().unwrap_or_else(|| Ok(Value::Null)).map_err(|cause| refuse(line, reason(&cause)))?;
        let length = values.byte_offset();
        table.add(number, line, value)?;
        pass(&mut rest, &mut line, length);
        let blanks = rest.len() - rest.trim_start().len();
        pass(&mut rest, &mut line, blanks);
        match rest.chars().next() {
            Some(',') => rest = &rest[1..],
            Some(']') => break,
            Some(_) => return Err(refuse(line, "a comma is missing between two values".to_owned())),
            None => return Err(refuse(line, "the array is never closed".to_owned())),
        }
    }
    match rest[1..].trim() {
        "" => Ok(()),
        _ => Err(refuse(line, "something follows the end of the array".to_owned())),
    }
}

/// The parser's words without its place: a line is read by itself, so that its line would always be 1.
fn reason(cause: &serde_json::Error) -> String {
    let words = cause.to_string();
    let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words);
    format!("{words} (column {})", cause.column())
}

#[derive(Default)]
struct Table {
    headers: Vec<String>,
    places: HashMap<String, usize>,
    rows: Vec<SheetRow>,
}

impl Table {
    fn add(&mut self, number: u32, line: u32, value: Value) -> Result<()> {
        let Value::Object(members) = value else {
            self.add_broken(number, line, "there is no JSON object here".to_owned());
            return Ok(());
        };
        let cells = self.cells(members);
        refuse_too_many_cells((self.rows.len() + 1) * self.headers.len())?;
        self.rows.push(SheetRow { number, line, cells, problem: None });
        Ok(())
    }

    fn cells(&mut self, members: Map<String, Value>) -> Vec<Cell> {
        let mut cells = vec![Cell::Empty; self.headers.len()];
        for (key, value) in members {
            match self.places.get(&key) {
                Some(place) => cells[*place] = Cell::Value(value),
                None => {
                    self.places.insert(key.clone(), self.headers.len());
                    self.headers.push(key);
                    cells.push(Cell::Value(value));
                }
            }
        }
        cells
    }

    fn add_broken(&mut self, number: u32, line: u32, why: String) {
        self.rows.push(SheetRow { number, line, cells: Vec::new(), problem: Some(why) });
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sheets::{self, ReadOptions};

    fn read(text: &str) -> Result<Sheet> {
        sheets::read(text.as_bytes(), ReadOptions::default(), Some("rows.jsonl"))
    }

    #[test]
    fn takes_its_columns_from_the_keys_as_they_appear() {
        let sheet = read("{\"b\": 1, \"a\": null}\r\n\n{\"태그\": [\"x\"], \"b\": \"2\"}").unwrap();
        assert_eq!((&sheet.headers[..], sheet.delimiter), (&["b", "a", "태그"].map(str::to_owned)[..], None));
        assert_eq!(
            sheet.rows[0].cells,
            [Cell::Value(json!(1)), Cell::Value(Value::Null), Cell::Empty],
            "null was said, a missing key was not"
        );
        assert_eq!(sheet.rows[1].cells, [Cell::Value(json!("2")), Cell::Empty, Cell::Value(json!(["x"]))]);
        assert_eq!((sheet.rows[1].number, sheet.rows[1].line), (3, 3));
    }

    #[test]
    fn a_broken_line_is_the_problem_of_its_row_only() {
        let sheet = read("{\"a\": 1}\n{\"a\": }\n[2]\n{\"a\": \"x\\u0000\"}\n{\"a\": 5}\n").unwrap();
        let told: Vec<_> = sheet.rows.iter().map(|row| (row.number, row.problem.as_deref())).collect();
        assert_eq!(
            told,
            [
                (1, None),
                (2, Some("the line cannot be read as JSON: expected value (column 7)")),
                (3, Some("there is no JSON object here")),
                (4, Some("a cell holds a NUL character, which no text may")),
                (5, None),
            ]
        );
        assert_eq!(sheet.rows[1].cells, [Cell::Empty]);
    }

    #[test]
    fn reads_a_single_array_too() {
        let sheet = read("\u{feff}\n[\n  {\"a\": 1},\n  {\n    \"b\": \"],[\"\n  }\n, 7]\n").unwrap();
        assert_eq!(sheet.headers, ["a", "b"]);
        let places: Vec<_> = sheet.rows.iter().map(|row| (row.number, row.line, row.problem.is_some())).collect();
        assert_eq!(places, [(1, 3, false), (2, 4, false), (3, 7, true)]);
    }

    #[test]
    fn refuses_an_array_that_is_broken() {
        let cases = [
            ("[{\"a\": 1},\n{\"a\": 2\n", "from line 2 on"),
            ("[{\"a\": 1}\n{\"a\": 2}]", "a comma is missing"),
            ("[{\"a\": 1},\n", "from line 2 on"),
            ("[{\"a\": 1}", "never closed"),
            ("[{\"a\": 1},]", "from line 1 on"),
            ("[{\"a\": 1}] 5", "something follows"),
            ("[", "from line 1 on"),
        ];
        for (text, words) in cases {
            let refusal = read(text).expect_err(text);
            assert!(refusal.message.contains(words), "{text:?}: {}", refusal.message);
        }
    }

    #[test]
    fn refuses_a_file_without_a_table() {
        for empty in ["", " \n", "[]"] {
            assert!(read(empty).is_err(), "{empty:?}");
        }
    }
}
