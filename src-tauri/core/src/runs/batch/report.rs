//! A batch as a file for people who were not there: a table, a document of numbers, or one page that opens anywhere.

use serde::{Deserialize, Serialize};
use serde_json::json;
use specta::Type;
use sqlx::PgPool;
use uuid::Uuid;

use super::{
    BatchWhole,
    cells::BatchCell,
    effects::{BatchEffect, effects},
    whole,
};
use crate::{
    connection::Console,
    error::{Error, Result},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
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

impl ReportFormat {
    fn ending(self) -> &'static str {
        ["csv", "json", "html"][self as usize]
    }
}

pub async fn report(pool: &PgPool, batch: Uuid, format: ReportFormat) -> Result<String> {
    let whole = whole(pool, batch).await?;
    Ok(match format {
        ReportFormat::Csv => csv(&whole.cells),
        ReportFormat::Json => {
            let effects = effects(pool, batch).await?;
            let whole = json!({ "batch": whole.summary, "spec": whole.spec, "cells": whole.cells, "effects": effects });
            format!("{whole:#}\n")
        }
        ReportFormat::Html => html(&whole, &effects(pool, batch).await?),
    })
}

/// Into the downloads folder; tells where.
pub async fn save(console: &Console, batch: Uuid, format: ReportFormat) -> Result<String> {
    let number = super::get(console.pool(), batch).await?.number;
    let text = report(console.pool(), batch, format).await?;
    console.folders.save_download(&format!("batch-{number}"), format.ending(), text.as_bytes())
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

fn html(batch: &BatchWhole, effects: &[BatchEffect]) -> String {
    let summary = &batch.summary;
    let title = format!("Batch #{} {}", summary.number, summary.label);
    let head: String = HEADINGS.iter().map(|heading| format!("<th>{}</th>", escaped(heading))).collect();
    let rows: String = batch
        .cells
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
         <table><thead><tr>{head}<th>quality</th></tr></thead><tbody>\n{rows}</tbody></table>\n{}</html>\n",
        summary.runs,
        summary.completed,
        summary.failed,
        summary.cancelled,
        summary.cost_usd,
        compared(effects),
        title = escaped(title.trim()),
    )
}

/// Nothing where nothing was compared.
fn compared(effects: &[BatchEffect]) -> String {
    if effects.is_empty() {
        return String::new();
    }
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.4}"));
    let row = |effect: &BatchEffect| {
        let columns = [
            escaped(&effect.a),
            escaped(&effect.b),
            json!(effect.measure).as_str().unwrap_or_default().to_owned(),
            effect.n.to_string(),
            number(Some(effect.mean_a)),
            number(Some(effect.mean_b)),
            number(Some(effect.difference)),
            number(effect.low),
            number(effect.high),
            number(effect.p),
        ];
        format!("<tr>{}</tr>\n", columns.map(|column| format!("<td>{column}</td>")).concat())
    };
    let heads = ["a", "b", "measure", "pairs", "mean of a", "mean of b", "b − a", "from", "to", "p"];
    format!(
        "<h2>Differences</h2>\n<p>Pairs of runs of the same input and repeat; 95 % intervals and p of the paired t test, not \
         corrected for the number of comparisons.</p>\n<table><thead><tr>{}</tr></thead><tbody>\n{}</tbody></table>\n",
        heads.map(|head| format!("<th>{head}</th>")).concat(),
        effects.iter().map(row).collect::<String>(),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
