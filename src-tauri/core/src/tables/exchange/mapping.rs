//! Which column a header of a spreadsheet means. The guess is shown, and can be changed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    error::{Error, Result},
    sheets::Sheet,
    tables::{Column, Table},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeaderMapping {
    pub header: String,
    /// `id`, a column's key, two keys with a colon between them for a span (`ageMin:ageMax`); none: left out.
    pub column: Option<String>,
    /// The first values of the file.
    pub samples: Vec<String>,
}

/// Where a header's cells go.
#[derive(Clone, Copy)]
pub enum Goal<'a> {
    Id,
    Column(&'a Column),
    Span(&'a Column, &'a Column),
    /// Known, and not for people to write: left out in silence.
    Ignored,
    Unknown,
}

pub fn guess<'a>(table: &'a Table, header: &str) -> Goal<'a> {
    let wanted = plain(header);
    if wanted == "id" {
        return Goal::Id;
    }
    if let Some((_, first, last)) = table.spans.iter().find(|(span, ..)| plain(span) == wanted)
        && let (Ok(first), Ok(last)) = (table.column(first), table.column(last))
    {
        return Goal::Span(first, last);
    }
    let by_name = |column: &&Column| plain(&column.key) == wanted || plain(column.name) == wanted;
    let by_other = |column: &&Column| column.also.iter().any(|also| plain(also) == wanted);
    let found = table.columns.iter().find(by_name).or_else(|| table.columns.iter().find(by_other));
    match found {
        Some(column) if column.editable => Goal::Column(column),
        Some(_) => Goal::Ignored,
        None if wanted == "revision" => Goal::Ignored,
        None => Goal::Unknown,
    }
}

/// The goals of a sheet's headers: as somebody chose, else as guessed. No column is filled from two headers.
pub fn goals<'a>(
    table: &'a Table,
    sheet: &Sheet,
    chosen: Option<&BTreeMap<String, Option<String>>>,
) -> Result<Vec<Goal<'a>>> {
    if let Some(unknown) = chosen.and_then(|map| map.keys().find(|header| !sheet.headers.contains(header))) {
        return Err(Error::invalid("map", format!("the file has no column {unknown}")));
    }
    let mut taken: Vec<String> = Vec::new();
    sheet
        .headers
        .iter()
        .map(|header| {
            let by_hand = chosen.and_then(|map| map.get(header));
            let goal = match by_hand {
                Some(None) => return Ok(Goal::Unknown),
                Some(Some(key)) => named(table, key)?,
                None => guess(table, header),
            };
            let keys = keys_of(&goal);
            if let Some(twice) = keys.iter().find(|key| taken.contains(key)) {
                // A guess gives way; a choice is refused.
                return match by_hand {
                    Some(_) => Err(Error::invalid("map", format!("two columns of the file go to {twice}"))),
                    None => Ok(Goal::Unknown),
                };
            }
            taken.extend(keys);
            Ok(goal)
        })
        .collect()
}

fn named<'a>(table: &'a Table, key: &str) -> Result<Goal<'a>> {
    let editable = |key: &str| match table.column(key) {
        Ok(column) if column.editable => Ok(column),
        _ => Err(Error::invalid("map", format!("{key} is no column that can be written"))),
    };
    match key.split_once(':') {
        _ if key == "id" => Ok(Goal::Id),
        Some((first, last)) => Ok(Goal::Span(editable(first)?, editable(last)?)),
        None => Ok(Goal::Column(editable(key)?)),
    }
}

pub fn keys_of(goal: &Goal) -> Vec<String> {
    match goal {
        Goal::Id => vec!["id".to_owned()],
        Goal::Column(column) => vec![column.key.clone()],
        Goal::Span(first, last) => vec![first.key.clone(), last.key.clone()],
        Goal::Ignored | Goal::Unknown => Vec::new(),
    }
}

pub fn described(goals: &[Goal], sheet: &Sheet) -> Vec<HeaderMapping> {
    sheet
        .headers
        .iter()
        .zip(goals)
        .enumerate()
        .map(|(place, (header, goal))| HeaderMapping {
            header: header.clone(),
            column: Some(keys_of(goal).join(":")).filter(|keys| !keys.is_empty()),
            samples: sheet
                .rows
                .iter()
                .map(|row| row.cells[place].to_text().chars().take(80).collect::<String>())
                .filter(|sample| !sample.is_empty())
                .take(3)
                .collect(),
        })
        .collect()
}

/// Without capitals, blanks and joints: `Need Type`, `need_type` and `needType` are the same.
fn plain(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric() || *c == '.').flat_map(char::to_lowercase).collect()
}
