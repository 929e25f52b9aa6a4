//! `person`: whom characters are made for, and what becomes of their data when they ask.

use std::path::PathBuf;

use clap::Subcommand;
use greenroom_core::{
    Error, ErrorCode, Result,
    operations::audit,
    people::{
        erase::{self, Erasure},
        export, list, page, raw,
    },
    tables::{
        TableRow,
        filter::Filter,
        list::{self as rows, Sort},
    },
};
use serde_json::json;

use crate::{
    Options,
    output::{Output, table},
    session::Session,
};

#[derive(Subcommand)]
pub enum Verb {
    /// People, newest first
    #[command(after_help = "Example:\n  greenroomctl person list --filter \
            '{\"conditions\":[{\"column\":\"plan\",\"test\":\"any\",\"values\":[\"plus\"]}]}'")]
    List {
        /// Words of names and addresses
        #[arg(long)]
        text: Option<String>,
        /// Conditions as saved views have them
        #[arg(long, value_name = "JSON")]
        filter: Option<String>,
        /// A column of the list, with :desc for downwards
        #[arg(long)]
        sort: Option<Sort>,
        #[arg(long, default_value_t = 100)]
        limit: u32,
        #[arg(long, value_name = "CURSOR")]
        after: Option<String>,
    },
    /// One person: what they told, their plan, their characters and their building. Messages and browsing data are not shown
    Show {
        /// An id, a username or an address
        person: String,
    },
    /// Write everything on record of a person into a ZIP, for that person
    Export {
        person: String,
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
    },
    /// Delete a person, everything they told, and everything that was made of it; only that it happened is kept
    #[command(after_help = "Example:\n  greenroomctl person erase somebody@example.com --dry-run")]
    Erase {
        person: String,
        /// Say what would go, and leave it
        #[arg(long)]
        dry_run: bool,
    },
    /// Remove browsing data that was kept although it should not have been
    PurgeRaw { person: String },
    /// What was done with people's data, and by whom
    Audit {
        /// Of one person, by id: who was erased has no other name any more
        #[arg(long, value_name = "ID")]
        person: Option<uuid::Uuid>,
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
}

pub async fn run(verb: Verb, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    let console = &session.console;
    let pool = console.pool();
    match verb {
        Verb::List { text, filter, sort, limit, after } => {
            let mut wanted: Filter = match filter {
                Some(filter) => {
                    serde_json::from_str(&filter).map_err(|cause| Error::invalid("filter", cause.to_string()))?
                }
                None => Filter::default(),
            };
            wanted.text = text.or(wanted.text);
            let sort = sort.unwrap_or_else(list::newest_first);
            let found = rows::page(pool, list::table(), &wanted, &sort, after.as_deref(), Some(limit)).await?;
            output.result(&found, |found| {
                let lines: Vec<Vec<String>> = found.items.iter().map(line).collect();
                table(&["name", "address", "plan", "characters", "runs", "messages", ""], &lines)
            });
        }
        Verb::Show { person } => {
            let id = page::id_of(pool, &person).await?;
            output.result(&page::get(pool, id).await?, written);
        }
        Verb::Export { person, output: file } => {
            let id = page::id_of(pool, &person).await?;
            let bytes = export::export(console, id).await?;
            std::fs::write(&file, &bytes).map_err(|cause| Error::io("writing the export", cause))?;
            output.result(&json!({ "file": file, "bytes": bytes.len() }), |_| file.display().to_string());
        }
        Verb::Erase { person, dry_run } => {
            let id = page::id_of(pool, &person).await?;
            if dry_run {
                output.result(&json!({ "wouldErase": erase::foresee(console, id).await? }), |told| {
                    told["wouldErase"].to_string()
                });
                return Ok(());
            }
            if !options.yes {
                let goes = erase::foresee(console, id).await?;
                let message = format!("this deletes {} for good; say --yes", counts(&goes));
                return Err(Error::new(ErrorCode::Conflict, message));
            }
            let erased = erase::erase(console, id).await?;
            output.result(&json!({ "id": id, "erased": erased }), |_| counts(&erased));
        }
        Verb::PurgeRaw { person } => {
            let id = page::id_of(pool, &person).await?;
            let purged = raw::purge(console, id).await?;
            output.result(&json!({ "id": id, "purged": purged }), |_| {
                if purged { "removed" } else { "there was none" }.to_owned()
            });
        }
        Verb::Audit { person, limit } => {
            let entries = audit::list(pool, person, limit).await?;
            output.result(&json!({ "items": entries }), |_| {
                let lines: Vec<Vec<String>> = entries
                    .iter()
                    .map(|one| vec![one.at.to_rfc3339(), one.actor.clone(), one.deed.clone(), one.subject.to_string()])
                    .collect();
                table(&["at", "who", "deed", "person"], &lines)
            });
        }
    }
    Ok(())
}

fn line(row: &TableRow) -> Vec<String> {
    let text = |key: &str| row.text(key).unwrap_or_default().to_owned();
    let number = |key: &str| row.0.get(key).map(ToString::to_string).unwrap_or_default();
    let raw = row.0.get("hasRawData").and_then(serde_json::Value::as_bool).unwrap_or_default();
    let note = if raw { "browsing data was kept" } else { "" };
    vec![
        text("name"),
        text("email"),
        text("plan"),
        number("characters"),
        number("runs"),
        number("messages"),
        note.to_owned(),
    ]
}

fn written(person: &page::Person) -> String {
    let one = &person.summary;
    let mut text =
        format!("{} · {} · {}\n{} runs, {} messages\n", one.name, one.email, one.plan, one.runs, one.messages);
    if one.has_raw_data {
        text += "browsing data was kept, which it should not have been: person purge-raw\n";
    }
    if let Some(told) = &person.onboarding {
        let told = [("domains", &told.domains), ("keywords", &told.keywords), ("interests", &told.interests)];
        for (name, words) in told {
            text += &format!("{name}: {}\n", words.join(", "));
        }
    }
    let rows: Vec<Vec<String>> = person
        .characters
        .iter()
        .map(|made| {
            let room = person.building.iter().find(|room| room.character_id == made.id);
            vec![
                made.name.clone(),
                made.kind.clone(),
                made.archetype.clone().unwrap_or_default(),
                room.map_or_else(String::new, |room| format!("({}, {})", room.x, room.y)),
                made.interaction_count.to_string(),
            ]
        })
        .collect();
    if rows.is_empty() { text } else { text + &table(&["character", "kind", "archetype", "room", "talks"], &rows) }
}

fn counts(told: &Erasure) -> String {
    format!(
        "{} characters, {} rooms, {} messages, {} runs, {} pictures, {} contexts",
        told.characters, told.rooms, told.messages, told.runs, told.pictures, told.contexts
    )
}
