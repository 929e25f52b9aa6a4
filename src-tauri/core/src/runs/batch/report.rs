//! A batch as a file for people who were not there: a table, a document of numbers, or one page that opens anywhere.

use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;

use super::{
    BatchSummary,
    cells::{BatchCell, cells},
    get, spec,
};
use crate::error::{Error, Result};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    Csv,
    Json,
    Html,
}

impl std::str::FromStr for ReportFormat {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        match word {
            "csv" => Ok(ReportFormat::Csv),
            "json" => Ok(ReportFormat::Json),
            "html" => Ok(ReportFormat::Html),
            other => Err(Error::invalid("format", format!("{other} is none of csv, json, html"))),
        }
    }
}

pub async fn report(pool: &PgPool, batch: Uuid, format: ReportFormat) -> Result<String> {
    let (summary, cells) = (get(pool, batch).await?, cells(pool, batch).await?);
    Ok(match format {
        ReportFormat::Csv => csv(&cells),
        ReportFormat::Json => {
            let whole = json!({ "batch": summary, "spec": spec(pool, batch).await?, "cells": cells });
            format!("{whole:#}\n")
        }
        ReportFormat::Html => html(&summary, &cells),
    })
}

const HEADINGS: [&str; 16] = [
    "input",
    "template",
    "engine",
    "runs",
    "completed",
    "failed",
    "cancelled",
    "pass rate",
    "quality",
    "quality ±",
    "time ms",
    "time ± ms",
    "tokens",
    "cost $",
    "degraded",
    "failures",
];

fn fields(cell: &BatchCell) -> [String; 16] {
    let number = |value: Option<f64>, digits: usize| value.map_or(String::new(), |value| format!("{value:.digits$}"));
    let failures: Vec<String> = cell.failures.iter().map(|(kind, times)| format!("{kind} {times}")).collect();
    [
        cell.input.clone(),
        cell.template.clone().unwrap_or_default(),
        cell.engine.clone(),
        cell.runs.to_string(),
        cell.completed.to_string(),
        cell.failed.to_string(),
        cell.cancelled.to_string(),
        number(cell.pass_rate, 3),
        number(cell.quality, 3),
        number(cell.quality_spread, 3),
        number(cell.duration_ms, 0),
        number(cell.duration_spread_ms, 0),
        number(cell.tokens, 0),
        number(Some(cell.cost_usd), 6),
        cell.degraded.to_string(),
        failures.join("; "),
    ]
}

/// With a byte-order mark, so that spreadsheets read Hangul.
fn csv(cells: &[BatchCell]) -> String {
    let mut text = String::from("\u{feff}");
    let line = |fields: &[String]| {
        let quoted = fields.iter().map(|field| quoted(field)).collect::<Vec<_>>();
        format!("{}\r\n", quoted.join(","))
    };
    text.push_str(&line(&HEADINGS.map(str::to_owned)));
    cells.iter().for_each(|cell| text.push_str(&line(&fields(cell))));
    text
}

fn quoted(field: &str) -> String {
    // What a spreadsheet would take for a formula is told to be text.
    let field = if field.starts_with(['=', '+', '-', '@']) && field.parse::<f64>().is_err() {
        format!("'{field}")
    } else {
        field.to_owned()
    };
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

fn html(summary: &BatchSummary, cells: &[BatchCell]) -> String {
    let title = format!("Batch #{} {}", summary.number, summary.label);
    let head: String = HEADINGS.iter().map(|heading| format!("<th>{}</th>", escaped(heading))).collect();
    let rows: String = cells
        .iter()
        .map(|cell| {
            let columns: String = fields(cell).iter().map(|field| format!("<td>{}</td>", escaped(field))).collect();
            let quality = cell.quality.map_or(0.0, |quality| quality * 100.0);
            format!("<tr>{columns}<td><span class=\"bar\" style=\"width:{quality:.0}px\"></span></td></tr>\n")
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title>\n<style>\n\
         body{{font:14px/1.5 system-ui,sans-serif;margin:2rem;color:#1b1f1d}}table{{border-collapse:collapse}}\n\
         th,td{{padding:.25rem .6rem;border-bottom:1px solid #dde3df;text-align:left;font-variant-numeric:tabular-nums}}\n\
         .bar{{display:inline-block;height:.7rem;background:#3f8f5f}}\n</style>\n<h1>{title}</h1>\n\
         <p>{} runs: {} completed, {} failed, {} cancelled. ${:.6}.</p>\n\
         <table><thead><tr>{head}<th>quality</th></tr></thead><tbody>\n{rows}</tbody></table>\n</html>\n",
        summary.runs,
        summary.completed,
        summary.failed,
        summary.cancelled,
        summary.cost_usd,
        title = escaped(title.trim()),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
