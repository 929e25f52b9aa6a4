//! `pool coverage` and `pool duplicates`: how well a pool is filled.

use clap::ValueEnum;
use greenroom_core::{
    Result,
    pools::{
        Need,
        coverage::{self, Coverage, CoveragePool},
        duplicates,
    },
    tables::filter::Filter,
};
use serde_json::{Value, json};

use super::Pool;
use crate::{
    output::{Output, table},
    session::Session,
};

#[derive(Clone, Copy, ValueEnum)]
pub enum CoverageOf {
    Experiences,
    Visuals,
}

pub async fn coverage(session: &Session, pool: CoverageOf, output: &Output) -> Result<()> {
    let of = match pool {
        CoverageOf::Experiences => CoveragePool::Experiences,
        CoverageOf::Visuals => CoveragePool::Visuals,
    };
    let coverage = coverage::coverage(session.console.pool(), of).await?;
    output.result(&as_document(&coverage), |_| as_table(&coverage));
    Ok(())
}

pub async fn duplicates(session: &Session, pool: Pool, filter: &Filter, threshold: f64, output: &Output) -> Result<()> {
    let found =
        duplicates::duplicates(session.console.pool(), pool.core(), filter, threshold, &output.ticket()).await?;
    output.result(&found, |found| {
        let rows: Vec<Vec<String>> = found
            .pairs
            .iter()
            .map(|pair| {
                vec![
                    format!("{:.2}", pair.similarity),
                    pair.by.clone(),
                    pair.first.id.to_string(),
                    pair.first.label.clone(),
                    pair.second.id.to_string(),
                    pair.second.label.clone(),
                ]
            })
            .collect();
        format!("{}\n{}/{}", table(&["alike", "by", "id", "first", "id", "second"], &rows), rows.len(), found.found)
    });
    Ok(())
}

/// Each cell names its column by what it is, as scripts read it.
fn as_document(coverage: &Coverage) -> Value {
    let column = match coverage.pool {
        CoveragePool::Experiences => "intensity",
        CoveragePool::Visuals => "elementType",
    };
    let cell = |cell: &coverage::CoverageCell| {
        let mut told = json!({ "need": cell.need, column: cell.column, "active": cell.active, "target": cell.target });
        if let Some(parts) = cell.by_intensity {
            told["byIntensity"] = json!(parts);
        }
        told
    };
    json!({
        "cells": coverage.cells.iter().map(cell).collect::<Vec<_>>(),
        "gaps": coverage.cells.iter().filter(|cell| cell.active < cell.target).map(cell).collect::<Vec<_>>(),
        "targetPerNeed": coverage.target_per_need,
    })
}

fn as_table(coverage: &Coverage) -> String {
    let rows: Vec<Vec<String>> = Need::ALL
        .iter()
        .map(|need| {
            let cells = coverage.cells.iter().filter(|cell| cell.need == *need);
            let total: u32 = cells.clone().map(|cell| cell.active).sum();
            let mut row = vec![need.to_string()];
            row.extend(cells.map(|cell| format!("{}/{}", cell.active, cell.target)));
            row.push(format!("{total}/{}", coverage.target_per_need));
            row
        })
        .collect();
    let mut heads = vec!["need"];
    heads.extend(coverage.columns.iter().map(String::as_str));
    heads.push("all");
    table(&heads, &rows)
}
