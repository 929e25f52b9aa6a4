//! `template context`: values to try templates with, kept under names, and where others can be taken from.

use clap::Subcommand;
use greenroom_core::{
    Result,
    templates::{
        contexts::{self, StoredContext, StoredContextEdit},
        sources::{self, ContextSource},
    },
};
use serde_json::json;

use super::{object, text_of};
use crate::{
    output::{Output, table},
    session::Session,
};

#[derive(Subcommand)]
pub enum Verb {
    /// Every stored context
    List,
    /// Keep values under a name; the same name again changes them
    Save {
        name: String,
        /// A JSON object; - for standard input
        #[arg(long)]
        file: String,
        #[arg(long)]
        tag: Vec<String>,
        /// Every version is rendered with it before it is published
        #[arg(long)]
        golden: bool,
    },
    /// Throw a context away
    Delete { name: String },
    /// Past runs, sample inputs and people that a context can be taken from
    #[command(after_help = "Example:\n  greenroomctl template context sources --text 해원 --json")]
    Sources {
        /// Words of the name, the title or the archetype
        #[arg(long, default_value = "")]
        text: String,
    },
}

pub(super) async fn run(session: &Session, verb: Verb, output: &Output) -> Result<()> {
    let pool = session.console.pool();
    match verb {
        Verb::List => list(&contexts::list(pool).await?, output),
        Verb::Save { name, file, tag, golden } => save(session, name, &file, tag, golden, output).await?,
        Verb::Delete { name } => {
            let undo = contexts::delete(&session.console, contexts::by_name(pool, &name).await?.id).await?;
            output.result(&json!({ "deleted": 1, "undo": undo }), |_| format!("undo: {undo}"));
        }
        Verb::Sources { text } => tell_sources(&sources::list(pool, &text).await?, output),
    }
    Ok(())
}

fn list(stored: &[StoredContext], output: &Output) {
    output.result(&json!({ "items": stored }), |_| {
        let rows: Vec<Vec<String>> = stored
            .iter()
            .map(|one| {
                let golden = if one.is_golden { "golden" } else { "" };
                vec![one.name.clone(), one.origin.clone(), golden.to_owned(), one.tags.join(", ")]
            })
            .collect();
        table(&["name", "origin", "golden", "tags"], &rows)
    });
}

async fn save(
    session: &Session,
    name: String,
    file: &str,
    tags: Vec<String>,
    is_golden: bool,
    output: &Output,
) -> Result<()> {
    let known = contexts::list(session.console.pool()).await?.into_iter().find(|one| one.name == name);
    let edit = StoredContextEdit {
        name,
        description: known.as_ref().and_then(|known| known.description.clone()),
        tags,
        origin: "hand".to_owned(),
        job_id: None,
        variables: object(&text_of(file)?)?,
        is_golden,
    };
    let known = known.as_ref().map(|known| (known.id, known.revision.as_str()));
    let saved = contexts::save(&session.console, known, &edit).await?;
    output.result(&saved, |saved| format!("{}: {}", saved.name, saved.id));
    Ok(())
}

fn tell_sources(found: &[ContextSource], output: &Output) {
    output.result(&json!({ "items": found }), |_| {
        let rows: Vec<Vec<String>> = found
            .iter()
            .map(|one| {
                let at = one.at.map(|at| at.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
                let kind = format!("{:?}", one.kind).to_lowercase();
                vec![kind, one.key.clone(), one.label.clone(), one.note.clone().unwrap_or_default(), at]
            })
            .collect();
        table(&["kind", "key", "label", "note", "at"], &rows)
    });
}
