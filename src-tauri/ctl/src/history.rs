//! `history`: who changed what.

use chrono::{DateTime, Utc};
use clap::Subcommand;
use greenroom_core::{
    Result,
    operations::history::{self, ChangeKind, HistoryFilter},
};

use crate::{
    Options,
    output::{Output, table},
    session::Session,
};

#[derive(Subcommand)]
pub enum Verb {
    /// Changes, newest first; with --actor only those of one person or database role
    #[command(after_help = "Example:\n  greenroomctl history list --table knock.data_pool_experiences --since \
        2026-01-01T00:00:00Z")]
    List {
        /// One table, with its schema
        #[arg(long)]
        table: Option<String>,
        /// One row
        #[arg(long)]
        id: Option<String>,
        /// Not before this time (RFC 3339)
        #[arg(long)]
        since: Option<DateTime<Utc>>,
        #[arg(long)]
        limit: Option<u32>,
        #[arg(long, value_name = "CURSOR")]
        after: Option<String>,
    },
}

pub async fn run(verb: Verb, options: &Options, output: &Output) -> Result<()> {
    let Verb::List { table: of, id, since, limit, after } = verb;
    let session = Session::begin(options, output).await?;
    let filter = HistoryFilter { table: of, row_id: id, actor: options.actor.clone(), since, after, limit };
    let page = history::list(session.console.pool(), &filter).await?;
    output.result(&page, |page| {
        let rows: Vec<Vec<String>> = page
            .items
            .iter()
            .map(|change| {
                vec![
                    change.at.format("%Y-%m-%d %H:%M:%S").to_string(),
                    change.actor.clone(),
                    format!("{:?}", change.operation).to_lowercase(),
                    change.table.clone(),
                    change.label.clone(),
                    if change.operation == ChangeKind::Update { change.fields.join(", ") } else { String::new() },
                ]
            })
            .collect();
        table(&["at (UTC)", "actor", "what", "table", "row", "fields"], &rows)
    });
    session.end().await
}
