//! `pool import` and `pool export`.

use std::{collections::BTreeMap, io::Read, path::PathBuf};

use clap::{Args, ValueEnum};
use greenroom_core::{
    Error, ErrorCode, Result,
    sheets::{self, Encoding},
    tables::exchange::{self, Import, ImportMode, ImportOptions},
};
use serde_json::json;

use super::{Pool, filter::FilterArguments};
use crate::{
    output::{Output, table},
    session::Session,
};

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    Jsonl,
    Xlsx,
}

impl From<Format> for sheets::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => sheets::Format::Csv,
            Format::Jsonl => sheets::Format::Jsonl,
            Format::Xlsx => sheets::Format::Xlsx,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Encoded {
    Auto,
    #[value(name = "utf-8")]
    Utf8,
    Cp949,
}

#[derive(Clone, Copy, ValueEnum)]
enum Mode {
    /// A row that is there already is refused
    Insert,
    /// A row that is there already is changed
    Upsert,
}

#[derive(Args)]
pub struct ImportArguments {
    /// Guessed from the file without this
    #[arg(long)]
    format: Option<Format>,
    #[arg(long, default_value = "auto")]
    encoding: Encoded,
    /// Comma, semicolon, tab or bar; guessed without this
    #[arg(long)]
    delimiter: Option<char>,
    /// Of a workbook: the sheet's name
    #[arg(long)]
    sheet: Option<String>,
    /// Columns whose guess is wrong: {"Header":"needType","Other":null}
    #[arg(long, value_name = "JSON")]
    map: Option<String>,
    #[arg(long, default_value = "upsert")]
    mode: Mode,
    /// Only show what would happen
    #[arg(long)]
    dry_run: bool,
    /// Leave refused rows out, instead of importing nothing
    #[arg(long)]
    skip_errors: bool,
}

#[derive(Args)]
pub struct ExportArguments {
    /// Guessed from the file's name without this
    #[arg(long)]
    format: Option<Format>,
    /// The file to write; - for standard output
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

pub async fn import(session: &Session, pool: Pool, file: &str, how: ImportArguments, output: &Output) -> Result<()> {
    let bytes = match file {
        "-" => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map_err(|cause| Error::io("reading standard input", cause))?;
            bytes
        }
        path => std::fs::read(path).map_err(|cause| Error::invalid("file", format!("reading {path}: {cause}")))?,
    };
    let map: Option<BTreeMap<String, Option<String>>> = match &how.map {
        Some(text) => Some(serde_json::from_str(text).map_err(|cause| {
            Error::invalid("map", "the mapping is no JSON object of names").details(cause.to_string())
        })?),
        None => None,
    };
    let options = ImportOptions {
        format: how.format.map(Into::into),
        encoding: match how.encoding {
            Encoded::Auto => Encoding::Auto,
            Encoded::Utf8 => Encoding::Utf8,
            Encoded::Cp949 => Encoding::Cp949,
        },
        delimiter: how.delimiter,
        sheet: how.sheet,
        map,
        mode: match how.mode {
            Mode::Insert => ImportMode::Insert,
            Mode::Upsert => ImportMode::Upsert,
        },
        skip_errors: how.skip_errors,
        expect: None,
    };
    let (of, name) = (pool.core().table(), Some(file).filter(|file| *file != "-"));
    let ticket = output.ticket();
    let done = match how.dry_run {
        true => exchange::dry_run(&session.console, of, &bytes, name, &options, &ticket).await?,
        false => exchange::import(&session.console, of, &bytes, name, &options, &ticket).await?,
    };
    output.result(&done, |done| told(done, output));
    if !how.dry_run && done.undo.is_none() {
        let first = done.errors.first().map(|error| format!("row {}: {}", error.row, error.message));
        return Err(Error::new(
            ErrorCode::Invalid,
            format!("{} rows are refused; nothing was imported", done.error_count),
        )
        .details(first.unwrap_or_default()));
    }
    Ok(())
}

fn told(done: &Import, output: &Output) -> String {
    let errors: Vec<Vec<String>> = done
        .errors
        .iter()
        .map(|error| vec![error.row.to_string(), error.field.clone().unwrap_or_default(), error.message.clone()])
        .collect();
    let errors = if errors.is_empty() { String::new() } else { table(&["row", "field", "refused"], &errors) };
    let counts = [
        (output.say("행", "rows"), done.rows),
        (output.say("새로", "new"), done.inserted),
        (output.say("변경", "changed"), done.updated),
        (output.say("그대로", "unchanged"), done.unchanged),
        (output.say("거부", "refused"), done.error_count),
    ];
    let counts: Vec<String> = counts.iter().map(|(word, count)| format!("{word} {count}")).collect();
    let undo = done.undo.map(|undo| format!("\nundo: {undo}")).unwrap_or_default();
    format!("{errors}{}{undo}", counts.join(" · "))
}

pub async fn export(
    session: &Session,
    pool: Pool,
    filter: FilterArguments,
    how: ExportArguments,
    output: &Output,
) -> Result<()> {
    let (filter, sort) = filter.read(session, pool).await?;
    let options = exchange::ExportOptions { filter, sort: Some(sort) };
    let name = how.output.to_string_lossy().into_owned();
    let format = how.format.map_or_else(|| sheets::Format::guess(Some(&name), &[]), Into::into);
    let (of, ticket) = (pool.core().table(), output.ticket());
    if name == "-" {
        exchange::write(session.console.pool(), of, &options, format, std::io::stdout(), &ticket).await?;
        return Ok(());
    }
    let rows = exchange::export(session.console.pool(), of, &options, format, &how.output, &ticket).await?;
    output.result(&json!({ "rows": rows, "file": name }), |_| format!("{rows} {}", output.say("행", "rows")));
    Ok(())
}
