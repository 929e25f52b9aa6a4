//! `pool`: experiences, archetypes, visuals.

use clap::{Args, Subcommand, ValueEnum};
use greenroom_core::{
    Result,
    page::Page,
    pools::{
        self, Filter, Need, PoolItem,
        archetypes::Archetype,
        coverage::{self, Coverage, CoveragePool},
        experiences::Experience,
        visuals::Visual,
    },
};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    Options,
    output::{Output, table},
    session::Session,
};

#[derive(Subcommand)]
pub enum Verb {
    /// Rows of a pool, filtered and sorted
    #[command(
        after_help = "Examples:\n  greenroomctl pool list experiences --need growth --intensity high\n  greenroomctl pool \
        list visuals --element-type color --sort value --limit 20 --json"
    )]
    List {
        pool: Pool,
        #[command(flatten)]
        filter: FilterArguments,
    },
    /// One row
    Get { pool: Pool, id: Uuid },
    /// Which needs the pool can serve, and where it is below its targets
    Coverage { pool: CoverageOf },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Pool {
    Experiences,
    Archetypes,
    Visuals,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum CoverageOf {
    Experiences,
    Visuals,
}

#[derive(Args)]
pub struct FilterArguments {
    /// survival, belonging, recognition, autonomy, growth or meaning
    #[arg(long)]
    need: Option<Need>,
    /// low, medium or high
    #[arg(long)]
    intensity: Option<String>,
    /// color, object, mood, lighting or layout
    #[arg(long)]
    element_type: Option<String>,
    /// Experiences that name this archetype
    #[arg(long)]
    archetype: Option<String>,
    /// Experiences with this tag
    #[arg(long)]
    tag: Option<String>,
    /// Only active, or only inactive rows
    #[arg(long, value_name = "true|false")]
    active: Option<bool>,
    /// Rows whose words hold this text
    #[arg(long)]
    text: Option<String>,
    /// A column, with :desc for downwards
    #[arg(long, value_name = "COL[:desc]")]
    sort: Option<String>,
    #[arg(long)]
    limit: Option<u32>,
    /// Where the page before ended
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
}

impl From<FilterArguments> for Filter {
    fn from(given: FilterArguments) -> Self {
        let FilterArguments { need, intensity, element_type, archetype, tag, active, text, sort, limit, after } = given;
        Self { need, intensity, element_type, archetype, tag, active, text, sort, limit, after }
    }
}

pub async fn run(verb: Verb, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    match verb {
        Verb::List { pool, filter } => {
            let filter = filter.into();
            match pool {
                Pool::Experiences => list(&session, &filter, output, experience_line).await?,
                Pool::Archetypes => list(&session, &filter, output, archetype_line).await?,
                Pool::Visuals => list(&session, &filter, output, visual_line).await?,
            }
        }
        Verb::Get { pool, id } => match pool {
            Pool::Experiences => get::<Experience>(&session, id, output).await?,
            Pool::Archetypes => get::<Archetype>(&session, id, output).await?,
            Pool::Visuals => get::<Visual>(&session, id, output).await?,
        },
        Verb::Coverage { pool } => {
            let of = match pool {
                CoverageOf::Experiences => CoveragePool::Experiences,
                CoverageOf::Visuals => CoveragePool::Visuals,
            };
            let coverage = coverage::coverage(session.console.pool(), of).await?;
            output.result(&as_document(&coverage), |_| as_table(&coverage));
        }
    }
    session.end().await
}

async fn list<T: PoolItem + Serialize>(
    session: &Session,
    filter: &Filter,
    output: &Output,
    line: fn(&T) -> [String; 4],
) -> Result<()> {
    let page: Page<T> = pools::list(session.console.pool(), filter).await?;
    output.result(&page, |page| {
        let rows: Vec<Vec<String>> = page.items.iter().map(|item| line(item).to_vec()).collect();
        let about = if page.total.exact { "" } else { "≈" };
        format!("{}\n{}/{about}{}", table(&["id", "what", "name", "weight"], &rows), rows.len(), page.total.value)
    });
    Ok(())
}

fn experience_line(row: &Experience) -> [String; 4] {
    [row.id.to_string(), format!("{}/{}", row.need_type, row.intensity), row.title.clone(), row.weight.to_string()]
}

fn archetype_line(row: &Archetype) -> [String; 4] {
    [row.id.to_string(), row.name.clone(), row.display_name.clone(), row.weight.to_string()]
}

fn visual_line(row: &Visual) -> [String; 4] {
    let what = format!("{}/{}/{}", row.need_type, row.element_type, row.intensity);
    [row.id.to_string(), what, row.value.clone(), row.weight.to_string()]
}

async fn get<T: PoolItem + Serialize>(session: &Session, id: Uuid, output: &Output) -> Result<()> {
    let mut connection = session.console.pool().acquire().await?;
    let row: T = pools::get(&mut connection, id).await?;
    output.result(&row, |row| serde_json::to_string_pretty(row).unwrap_or_default());
    Ok(())
}

/// Each cell names its column by what it is, as scripts read it.
fn as_document(coverage: &Coverage) -> Value {
    let column = match coverage.pool {
        CoveragePool::Experiences => "intensity",
        CoveragePool::Visuals => "elementType",
    };
    let cell = |cell: &coverage::CoverageCell| json!({ "need": cell.need, column: cell.column, "active": cell.active, "target": cell.target });
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
