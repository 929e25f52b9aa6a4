//! Rows of a filter as a file, in the order of a sort, read a page at a time.

use std::{io::Write, path::Path};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::{
    connection::Console,
    error::{Error, Result},
    page::LARGEST_LIMIT,
    sheets::{Format, SheetWriter, WriteOptions},
    tables::{Column, Table, filter::Filter, list, list::Sort},
    tasks::Ticket,
};

#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct ExportOptions {
    pub filter: Filter,
    pub sort: Option<Sort>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    pub path: String,
    pub rows: u32,
}

/// Where browsers put their downloads, under a name that is free.
pub async fn export_to_downloads(
    console: &Console,
    table: &Table,
    options: &ExportOptions,
    format: Format,
    ticket: &Ticket,
) -> Result<Exported> {
    let ending = match format {
        Format::Csv => "csv",
        Format::Jsonl => "jsonl",
        Format::Xlsx => "xlsx",
    };
    let today = chrono::Local::now().format("%Y-%m-%d");
    let file = console.folders.free_download(&format!("{}-{today}", table.what), ending)?;
    let rows = export(console.pool(), table, options, format, &file, ticket).await?;
    Ok(Exported { path: file.display().to_string(), rows })
}

/// Everything that is stored of a row, so that an import of the file changes nothing.
fn columns(table: &Table) -> Vec<&Column> {
    table.columns.iter().filter(|column| column.computed.is_none()).collect()
}

/// Writes the file whole or not at all; tells how many rows it holds.
pub async fn export(
    pool: &sqlx::PgPool,
    table: &Table,
    options: &ExportOptions,
    format: Format,
    file: &Path,
    ticket: &Ticket,
) -> Result<u32> {
    let attempt = || format!("writing {}", file.display());
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let part = folder.join(format!(".{}.part", uuid::Uuid::new_v4().simple()));
    let out = std::fs::File::create(&part).map_err(|cause| Error::io(attempt(), cause))?;
    let written =
        write(pool, table, options, format, std::io::BufWriter::new(out), ticket).await.and_then(|(rows, out)| {
            let out = out.into_inner().map_err(|cause| Error::io(attempt(), cause.into_error()))?;
            out.sync_all().map_err(|cause| Error::io(attempt(), cause))?;
            std::fs::rename(&part, file).map_err(|cause| Error::io(attempt(), cause))?;
            Ok(rows)
        });
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written
}

pub async fn write<W: Write + Send>(
    pool: &sqlx::PgPool,
    table: &Table,
    options: &ExportOptions,
    format: Format,
    out: W,
    ticket: &Ticket,
) -> Result<(u32, W)> {
    let sort = options.sort.clone().unwrap_or_default();
    let columns = columns(table);
    let headers: Vec<String> =
        std::iter::once("id".to_owned()).chain(columns.iter().map(|column| column.key.clone())).collect();
    let total = list::count(pool, table, &options.filter).await?;
    let mut sheet = SheetWriter::new(format, out, &headers, WriteOptions::default())?;
    let (mut after, mut rows) = (None, 0_u32);
    loop {
        if ticket.is_stopped() {
            return Err(Error::cancelled());
        }
        let (page, next) =
            list::rows(pool, table, &options.filter, &sort, after.as_deref(), Some(LARGEST_LIMIT)).await?;
        for row in &page {
            let values: Vec<Value> =
                headers.iter().map(|header| row.0.get(header).cloned().unwrap_or_default()).collect();
            sheet.row(&values)?;
        }
        rows += page.len() as u32;
        ticket.progress(rows as usize, Some((total.value.max(rows)) as usize));
        match next {
            Some(next) => after = Some(next),
            None => return Ok((rows, sheet.finish()?)),
        }
    }
}
