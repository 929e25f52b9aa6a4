//! Rows of a file into a table: first as a dry run, then, if it still is what was shown, in one transaction.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use uuid::Uuid;

use super::{
    load::load,
    mapping::{self, Goal, HeaderMapping},
    plan::plan,
    reading,
};
use crate::{
    connection::Console,
    error::{Error, ErrorCode, Reason, Result},
    sheets::{self, Encoding, Format, ReadOptions, Sheet},
    tables::Table,
    tasks::Ticket,
};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ImportMode {
    /// A row that is there already is refused.
    Insert,
    /// A row that is there already is changed.
    #[default]
    Upsert,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ImportOptions {
    pub format: Option<Format>,
    pub encoding: Encoding,
    pub delimiter: Option<char>,
    /// Which sheet of a workbook; without it, the first that has a column of the table.
    pub sheet: Option<String>,
    /// Headers whose guess is not taken: to a column's key, or left out.
    pub map: Option<BTreeMap<String, Option<String>>>,
    pub mode: ImportMode,
    /// Rows that are refused are left out, instead of stopping the whole.
    pub skip_errors: bool,
    /// The `digest` of the dry run that somebody looked at: if something changed since, nothing is written.
    pub expect: Option<String>,
}

/// What an import does, or would do.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Import {
    pub format: Option<Format>,
    pub encoding: String,
    pub delimiter: Option<char>,
    /// Of a workbook: all its sheets, and the one that was read.
    pub sheets: Vec<String>,
    pub sheet: Option<String>,
    pub headers: Vec<HeaderMapping>,
    pub rows: u32,
    pub inserted: u32,
    pub updated: u32,
    pub unchanged: u32,
    /// The first five hundred.
    pub errors: Vec<ImportError>,
    /// Rows that are refused.
    pub error_count: u32,
    /// The first two hundred new and changed rows.
    pub changes: Vec<RowChange>,
    /// Rows with the title of another row, of the file or of the table; the first two hundred.
    pub duplicates: Vec<SameAs>,
    /// What is odd about the file as a whole.
    pub problems: Vec<String>,
    pub digest: String,
    /// The token that undoes it; none after a dry run.
    pub undo: Option<Uuid>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportError {
    /// As a spreadsheet counts: the header is row 1.
    pub row: u32,
    pub line: u32,
    pub field: Option<String>,
    pub message: String,
    pub reason: Option<Reason>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Arrival {
    New,
    Changed,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RowChange {
    pub row: u32,
    pub id: Option<Uuid>,
    pub label: String,
    pub arrival: Arrival,
    pub cells: Vec<CellChange>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CellChange {
    pub column: String,
    #[specta(type = specta_typescript::Unknown)]
    pub old: Value,
    #[specta(type = specta_typescript::Unknown)]
    pub new: Value,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SameAs {
    pub row: u32,
    pub label: String,
    /// The row of the table, or of the file, that it is like.
    pub id: Option<Uuid>,
    pub other_row: Option<u32>,
}

pub async fn dry_run(
    console: &Console,
    table: &Table,
    file: &[u8],
    name: Option<&str>,
    options: &ImportOptions,
    ticket: &Ticket,
) -> Result<Import> {
    let mut connection = console.pool().acquire().await?;
    let (sheet, goals) = read(table, file, name, options)?;
    let plan = plan(&mut connection, table, &sheet, &goals, options, ticket).await?;
    Ok(plan.import)
}

/// All of it, or nothing.
pub async fn import(
    console: &Console,
    table: &Table,
    file: &[u8],
    name: Option<&str>,
    options: &ImportOptions,
    ticket: &Ticket,
) -> Result<Import> {
    let (sheet, goals) = read(table, file, name, options)?;
    let undo = Uuid::new_v4();
    let mut transaction = console.write_in(undo).await?;
    let mut plan = plan(&mut transaction, table, &sheet, &goals, options, ticket).await?;
    if options.expect.as_ref().is_some_and(|expected| *expected != plan.import.digest) {
        return Err(Error::new(ErrorCode::Stale, "the rows changed since they were looked at"));
    }
    if plan.import.error_count > 0 && !options.skip_errors {
        plan.import.inserted = 0;
        plan.import.updated = 0;
        return Ok(plan.import);
    }
    match load(&mut transaction, table, &plan, ticket).await {
        Ok(()) => {}
        Err((Some(row), refusal)) => {
            // The database knows a rule that the dry run does not.
            plan.import.inserted = 0;
            plan.import.updated = 0;
            plan.import.error_count += 1;
            let Error { field, message, reason, .. } = refusal;
            plan.import.errors.push(ImportError { row, line: row, field, message, reason });
            return Ok(plan.import);
        }
        Err((None, refusal)) => return Err(refusal),
    }
    transaction.commit().await?;
    plan.import.undo = Some(undo);
    Ok(plan.import)
}

fn read<'a>(
    table: &'a Table,
    file: &[u8],
    name: Option<&str>,
    options: &ImportOptions,
) -> Result<(Sheet, Vec<Goal<'a>>)> {
    let read = |wanted: Option<String>| -> Result<(Sheet, Vec<Goal<'a>>)> {
        let how = ReadOptions {
            format: options.format,
            encoding: options.encoding,
            delimiter: options.delimiter,
            sheet: wanted,
        };
        let sheet = reading::flattened(table, sheets::read(file, how, name)?);
        let goals = mapping::goals(table, &sheet, options.map.as_ref())?;
        Ok((sheet, goals))
    };
    let fits = |(sheet, goals): &(Sheet, Vec<Goal<'a>>)| {
        let known = goals.iter().any(|goal| !matches!(goal, Goal::Unknown | Goal::Ignored | Goal::Id));
        known && !sheet.rows.is_empty()
    };
    let first = read(options.sheet.clone())?;
    if fits(&first) {
        return Ok(first);
    }
    // A workbook may begin with a page of remarks.
    let others: &[String] = if options.sheet.is_none() { &first.0.sheets } else { &[] };
    for other in others {
        match read(Some(other.clone())) {
            Ok(found) if fits(&found) => return Ok(found),
            _ => {}
        }
    }
    match first.0.rows.is_empty() {
        true => Ok(first),
        false => Err(Error::invalid("map", format!("no column of the file is one of {}", table.what))),
    }
}
