//! What a cell of a spreadsheet means to a column.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::mapping::Goal;
use crate::{
    error::{Error, Reason, Result},
    sheets::{Cell, Sheet, SheetRow, cell_to_words},
    tables::{Column, ColumnKind, Table},
};

/// A row of the file as a row of the table; values are checked.
pub struct Arriving {
    pub number: u32,
    pub line: u32,
    pub id: Option<Uuid>,
    /// By the columns' keys. What the file leaves empty is null here.
    pub values: Map<String, Value>,
    pub refused: Vec<Error>,
}

/// Objects inside cells of JSON Lines become columns of their own (`triggers.needs`), except where a column takes them.
pub fn flattened(table: &Table, mut sheet: Sheet) -> Sheet {
    let nested: Vec<usize> = (0..sheet.headers.len())
        .filter(|place| {
            let takes_objects = matches!(
                super::mapping::guess(table, &sheet.headers[*place]),
                Goal::Column(Column { kind: ColumnKind::Json { .. }, .. })
            );
            !takes_objects && sheet.rows.iter().any(|row| matches!(&row.cells[*place], Cell::Value(Value::Object(_))))
        })
        .collect();
    for &place in &nested {
        let mut inner: Vec<String> = Vec::new();
        for row in &sheet.rows {
            if let Cell::Value(Value::Object(object)) = &row.cells[place] {
                inner.extend(object.keys().filter(|key| !inner.contains(key)).cloned().collect::<Vec<_>>());
            }
        }
        for row in &mut sheet.rows {
            let mut object = match std::mem::take(&mut row.cells[place]) {
                Cell::Value(Value::Object(object)) => object,
                other => {
                    row.cells[place] = other;
                    Map::new()
                }
            };
            row.cells.extend(inner.iter().map(|key| match object.shift_remove(key) {
                Some(value) => Cell::Value(value),
                None => Cell::Empty,
            }));
        }
        let outer = sheet.headers[place].clone();
        sheet.headers.extend(inner.into_iter().map(|key| format!("{outer}.{key}")));
    }
    // What held nothing but objects is no column any more.
    for place in nested.into_iter().rev() {
        if sheet.rows.iter().all(|row| row.cells[place].is_empty()) {
            sheet.headers.remove(place);
            sheet.rows.iter_mut().for_each(|row| drop(row.cells.remove(place)));
        }
    }
    sheet
}

/// Columns whose numbers were written as shares of one, a hundred of ours.
pub fn shares(goals: &[Goal], sheet: &Sheet) -> Vec<bool> {
    goals
        .iter()
        .enumerate()
        .map(|(place, goal)| {
            let Goal::Column(column) = goal else { return false };
            let counts_hundreds = matches!(column.kind, ColumnKind::Number { max: Some(max), whole: true, .. } if max >= 100.0)
                && column.default == Some(Value::from(100));
            if !counts_hundreds {
                return false;
            }
            let mut fraction = false;
            for cell in sheet.rows.iter().map(|row| &row.cells[place]).filter(|cell| !cell.is_empty()) {
                let text = cell.to_text();
                match text.trim().parse::<f64>() {
                    Ok(number) if (0.0..=1.0).contains(&number) => fraction |= number != 1.0 || text.contains('.'),
                    _ => return false,
                }
            }
            fraction
        })
        .collect()
}

/// One row of the file; several where a cell names several needs and the row is new.
pub fn read(table: &Table, goals: &[Goal], shares: &[bool], row: &SheetRow) -> Vec<Arriving> {
    let mut arriving =
        Arriving { number: row.number, line: row.line, id: None, values: Map::new(), refused: Vec::new() };
    if let Some(problem) = &row.problem {
        arriving.refused.push(Error::invalid("row", problem.clone()).because(Reason::Unreadable));
        return vec![arriving];
    }
    let mut several: Option<(&Column, Vec<Value>)> = None;
    for ((goal, cell), share) in goals.iter().zip(&row.cells).zip(shares) {
        match goal {
            Goal::Id => match cell.to_text().trim() {
                "" => {}
                text => match text.parse() {
                    Ok(id) => arriving.id = Some(id),
                    Err(_) => arriving
                        .refused
                        .push(Error::invalid("id", format!("{text} is no id")).because(Reason::Unreadable)),
                },
            },
            Goal::Column(column) => match value_of(column, cell, *share) {
                // A key that a line of JSON does not have says nothing about its column.
                Ok(None) => {}
                Ok(Some(Value::Array(choices))) if matches!(column.kind, ColumnKind::Choice { .. }) => {
                    several = Some((column, choices));
                }
                Ok(Some(value)) => {
                    arriving.values.insert(column.key.clone(), value);
                }
                Err(refusal) => arriving.refused.push(refusal),
            },
            Goal::Span(first, last) => match span_of(first, cell) {
                Ok(None) => {}
                Ok(Some((from, to))) => {
                    for (column, value) in [(first, from), (last, to)] {
                        match column.checked(&Value::from(value)) {
                            Ok(value) => drop(arriving.values.insert(column.key.clone(), value)),
                            Err(refusal) => arriving.refused.push(refusal),
                        }
                    }
                }
                Err(refusal) => arriving.refused.push(refusal),
            },
            Goal::Ignored | Goal::Unknown => {}
        }
    }
    for (key, value) in &arriving.values {
        if value.is_null()
            && let Ok(column) = table.column(key)
            && column.required
            && column.default.is_none()
        {
            arriving.refused.push(Error::invalid(key, format!("{key} is needed")).because(Reason::Required));
        }
    }
    match several {
        None => vec![arriving],
        Some((column, choices)) if arriving.id.is_none() || choices.len() == 1 => choices
            .into_iter()
            .map(|choice| {
                let mut values = arriving.values.clone();
                values.insert(column.key.clone(), choice);
                Arriving {
                    number: row.number,
                    line: row.line,
                    id: arriving.id,
                    values,
                    refused: arriving.refused.clone(),
                }
            })
            .collect(),
        Some((column, _)) => {
            arriving.refused.push(
                Error::invalid(&column.key, "a row that is there has one of them, not several")
                    .because(Reason::Unreadable),
            );
            vec![arriving]
        }
    }
}

/// The value as stored; null for an empty cell; nothing where the file does not speak of the column.
fn value_of(column: &Column, cell: &Cell, share: bool) -> Result<Option<Value>> {
    let value = match cell {
        Cell::Empty => return Ok(Some(Value::Null)),
        Cell::Value(value) => typed(column, value, share)?,
        Cell::Text(text) if text.trim().is_empty() => return Ok(Some(Value::Null)),
        Cell::Text(text) => from_text(column, text, share)?,
    };
    match (&column.kind, value) {
        (_, Value::Null) => Ok(Some(Value::Null)),
        (ColumnKind::Choice { .. }, Value::Array(words)) => {
            let choices: Result<Vec<Value>> = words.iter().map(|word| column.checked(word)).collect();
            Ok(Some(Value::Array(choices?)))
        }
        (_, value) => Ok(Some(column.checked(&value)?)),
    }
}

fn typed(column: &Column, value: &Value, share: bool) -> Result<Value> {
    Ok(match (&column.kind, value) {
        (ColumnKind::Number { .. }, Value::Number(number)) if share => {
            Value::from((number.as_f64().unwrap_or_default() * 100.0).round() as i64)
        }
        (ColumnKind::Json { .. }, Value::String(text)) => from_text(column, text, share)?,
        (ColumnKind::Json { .. }, value) => value.clone(),
        (ColumnKind::Tags { .. } | ColumnKind::Choice { .. }, Value::Array(words)) => {
            Value::Array(words.iter().map(|word| word_of(column, word.as_str().unwrap_or_default())).collect())
        }
        (_, Value::String(text)) if text.trim().is_empty() => Value::Null,
        (_, Value::String(text)) => from_text(column, text, share)?,
        (ColumnKind::Flag, Value::Number(number)) => from_text(column, &number.to_string(), share)?,
        (
            ColumnKind::Text { .. } | ColumnKind::Color { .. } | ColumnKind::Choice { .. } | ColumnKind::Tags { .. },
            Value::Number(_) | Value::Bool(_),
        ) => from_text(column, &value.to_string(), share)?,
        (_, value) => value.clone(),
    })
}

fn from_text(column: &Column, text: &str, share: bool) -> Result<Value> {
    let trimmed = text.trim();
    let refuse = |reason, message: String| Err(Error::invalid(&column.key, message).because(reason));
    match &column.kind {
        ColumnKind::Choice { options } => {
            let known = |word: &str| options.iter().any(|option| option == word);
            if known(trimmed) {
                return Ok(Value::from(trimmed));
            }
            match word_of(column, trimmed) {
                Value::String(word) if known(&word) => Ok(Value::from(word)),
                _ => {
                    let words = cell_to_words(trimmed).unwrap_or_default();
                    match words.len() {
                        0 | 1 => column.checked(&Value::from(trimmed)),
                        _ => Ok(Value::Array(words.iter().map(|word| word_of(column, word)).collect())),
                    }
                }
            }
        }
        ColumnKind::Tags { .. } => match cell_to_words(trimmed) {
            Ok(words) => Ok(Value::Array(words.iter().map(|word| word_of(column, word)).collect())),
            Err(cause) => refuse(Reason::Unreadable, cause.message),
        },
        ColumnKind::Number { whole, .. } => match trimmed.replace([',', ' '], "").parse::<f64>() {
            Ok(number) if share => Ok(Value::from((number * 100.0).round() as i64)),
            Ok(number) if *whole && number.fract() == 0.0 => Ok(Value::from(number as i64)),
            Ok(number) => Ok(Value::from(number)),
            Err(_) => refuse(Reason::NotANumber, format!("{trimmed} is not a number")),
        },
        ColumnKind::Flag => match trimmed.to_lowercase().as_str() {
            "true" | "1" | "yes" | "y" | "on" | "o" | "t" | "예" | "네" | "켬" | "사용" => Ok(Value::Bool(true)),
            "false" | "0" | "no" | "n" | "off" | "x" | "f" | "아니오" | "아니요" | "끔" | "미사용" => {
                Ok(Value::Bool(false))
            }
            _ => refuse(Reason::Unreadable, format!("{trimmed} is neither true nor false")),
        },
        ColumnKind::Json { schema } => match serde_json::from_str(trimmed) {
            Ok(value) => Ok(value),
            // A list of texts stands in a cell as words do.
            Err(_) if schema["items"]["type"] == "string" && !trimmed.starts_with('[') => {
                match cell_to_words(trimmed) {
                    Ok(words) => Ok(Value::from(words)),
                    Err(cause) => refuse(Reason::Unreadable, cause.message),
                }
            }
            Err(cause) => refuse(
                Reason::Unreadable,
                format!("this is no JSON, from line {} column {} on", cause.line(), cause.column()),
            ),
        },
        _ => Ok(Value::from(text)),
    }
}

fn word_of(column: &Column, word: &str) -> Value {
    let trimmed = word.trim();
    Value::from(column.reads.and_then(|reads| reads(trimmed)).unwrap_or_else(|| trimmed.to_owned()))
}

/// `13-18`, `13~18`, `[13, 18]`, `{"min": 13, "max": 18}`, or one number for both.
fn span_of(first: &Column, cell: &Cell) -> Result<Option<(i64, i64)>> {
    let text = cell.to_text();
    let numbers: Vec<i64> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    match (text.trim().is_empty(), numbers.as_slice()) {
        (true, _) => Ok(None),
        (false, [one]) => Ok(Some((*one, *one))),
        (false, [from, to]) => Ok(Some((*from, *to))),
        _ => Err(Error::invalid(&first.key, format!("{text} is no range such as 13-18")).because(Reason::Unreadable)),
    }
}
