//! `template`: versions of prompt templates; one file for each kind of work on them.

mod context;
mod goldens;
mod render;
mod rows;

use std::io::Read;

use clap::Subcommand;
use greenroom_core::{
    Error, Result,
    templates::{
        publish, usage,
        versions::{self, TemplateFilter},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{Options, output::Output, session::Session};

#[derive(Subcommand)]
pub enum Verb {
    /// Versions, by folder and name
    #[command(after_help = "Example:\n  greenroomctl template list --text 반딧불 --json")]
    List {
        /// Words that any section, the name or the description holds
        #[arg(long)]
        text: Option<String>,
        /// One template by its name
        #[arg(long)]
        name: Option<String>,
        /// A folder and those below it
        #[arg(long)]
        folder: Option<String>,
        #[arg(long)]
        tag: Vec<String>,
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// `next` of the page before
        #[arg(long, value_name = "CURSOR")]
        after: Option<Uuid>,
    },
    /// The versions of a template, the newest first
    Versions { name: String },
    /// All of a version, or the file it makes
    #[command(after_help = "Example:\n  greenroomctl template show $ID --format markdown > voice.md")]
    Show {
        id: Uuid,
        /// As a file that `create --file` reads
        #[arg(long, value_enum)]
        format: Option<rows::FileFormat>,
    },
    /// A new draft: from a file, from another version, or with seven headings
    #[command(
        after_help = "Examples:\n  greenroomctl template create --file voice.md\n  greenroomctl template create --from \
        $ID\n  greenroomctl template create --name night-voice"
    )]
    Create {
        /// JSON, or Markdown with front matter; - for standard input
        #[arg(long, conflicts_with_all = ["from", "name"])]
        file: Option<String>,
        /// The version to begin with
        #[arg(long, value_name = "ID")]
        from: Option<Uuid>,
        #[arg(long)]
        name: Option<String>,
    },
    /// Write a draft that nobody changed since it was read; a published version is refused
    Update {
        id: Uuid,
        #[arg(long, value_name = "R")]
        revision: String,
        /// JSON, or Markdown with front matter; - for standard input
        #[arg(long)]
        file: String,
    },
    /// Ask a second person to look at a draft
    Submit {
        id: Uuid,
        #[arg(long)]
        note: Option<String>,
    },
    /// Give a version in review back to its writer
    TakeBack {
        id: Uuid,
        #[arg(long)]
        note: Option<String>,
    },
    /// Make a draft a version that never changes again; refused while lint finds errors
    Publish {
        id: Uuid,
        #[arg(long)]
        note: Option<String>,
    },
    /// New characters are made by this version from now on
    SetDefault { id: Uuid },
    /// Take a published version out of use, or bring it back
    Archive {
        id: Uuid,
        #[arg(long)]
        back: bool,
    },
    /// Delete a draft, or an archived version that made nobody
    Delete {
        id: Uuid,
        #[arg(long, value_name = "R")]
        revision: Option<String>,
    },
    /// The folder and the tags of all versions of a template
    File {
        name: String,
        #[arg(long, default_value = "")]
        folder: String,
        #[arg(long)]
        tag: Vec<String>,
    },
    /// Characters and runs of a version, and how good they were
    Usage { id: Uuid },
    /// What is wrong or doubtful; exit code 1 where it is an error
    Lint {
        #[command(flatten)]
        what: render::What,
    },
    /// The prompt that a version and a context make
    #[command(
        after_help = "Examples:\n  greenroomctl template render $ID\n  greenroomctl template render --file voice.md \
        --context values.json --section why"
    )]
    Render {
        #[command(flatten)]
        what: render::What,
        #[command(flatten)]
        with: render::With,
        /// Only one section
        #[arg(long)]
        section: Option<String>,
        /// Refuse what is missing instead of leaving it blank
        #[arg(long)]
        strict: bool,
    },
    /// What two versions make of every stored context, and which sections differ
    Diff { before: Uuid, after: Uuid },
    /// What a version makes of the golden contexts now, beside what was accepted; exit code 1 where that differs
    Regress {
        id: Uuid,
        /// Accept what it makes of them now
        #[arg(long)]
        update: bool,
    },
    /// Values to try templates with
    #[command(subcommand)]
    Context(context::Verb),
}

pub async fn run(verb: Verb, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    let (console, pool) = (&session.console, session.console.pool());
    match verb {
        Verb::List { text, name, folder, tag, limit, after } => {
            let filter = TemplateFilter { text, name, folder, tags: tag, ..TemplateFilter::default() };
            rows::list(&session, &filter, limit, after, output).await?;
        }
        Verb::Versions { name } => {
            let filter = TemplateFilter { name: Some(name), ..TemplateFilter::default() };
            rows::list(&session, &filter, usize::MAX, None, output).await?;
        }
        Verb::Show { id, format } => rows::show(rows::get(&session, id).await?, format, output)?,
        Verb::Create { file, from, name } => rows::create(&session, file.as_deref(), from, name, output).await?,
        Verb::Update { id, revision, file } => rows::update(&session, id, &revision, &file, output).await?,
        Verb::Submit { id, note } => {
            let revision = rows::revision(&session, id).await?;
            rows::tell(&publish::submit(console, id, &revision, note.as_deref()).await?, output);
        }
        Verb::TakeBack { id, note } => {
            let revision = rows::revision(&session, id).await?;
            rows::tell(&publish::take_back(console, id, &revision, note.as_deref()).await?, output);
        }
        Verb::Publish { id, note } => {
            let check = publish::check(pool, id).await?;
            rows::tell(&publish::publish(console, id, &check.digest, note.as_deref()).await?, output);
        }
        Verb::SetDefault { id } => {
            let revision = rows::revision(&session, id).await?;
            rows::tell(&publish::make_default(console, id, &revision).await?, output);
        }
        Verb::Archive { id, back } => rows::tell(&versions::archive(console, id, !back).await?, output),
        Verb::Delete { id, revision } => {
            let undo = versions::delete(console, id, revision.as_deref()).await?;
            output.result(&json!({ "deleted": 1, "undo": undo }), |_| format!("undo: {undo}"));
        }
        Verb::File { name, folder, tag } => {
            let filed = versions::file_under(console, &name, &folder, &tag).await?;
            output.result(&json!({ "changed": filed }), |_| filed.to_string());
        }
        Verb::Usage { id } => output.result(&usage::usage(pool, id).await?, |usage| {
            format!("{} characters, {} runs", usage.characters, usage.runs)
        }),
        Verb::Lint { what } => render::lint_it(&session, &what, output).await?,
        Verb::Render { what, with, section, strict } => {
            render::render(&session, &what, &with, section.as_deref(), strict, output).await?;
        }
        Verb::Diff { before, after } => goldens::compare(&session, before, after, output).await?,
        Verb::Regress { id, update } => goldens::regress(&session, id, update, output).await?,
        Verb::Context(verb) => context::run(&session, verb, output).await?,
    }
    session.end().await
}

fn text_of(file: &str) -> Result<String> {
    if file != "-" {
        return std::fs::read_to_string(file).map_err(|cause| Error::io(format!("reading {file}"), cause));
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|cause| Error::io("reading standard input", cause))?;
    Ok(text)
}

fn object(text: &str) -> Result<Value> {
    match serde_json::from_str(text) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err(Error::invalid("context", "a context is a JSON object")),
        Err(cause) => Err(Error::invalid("context", format!("the context is no JSON, line {}", cause.line()))
            .details(cause.to_string())),
    }
}
