//! `run`: from somebody's data to a character, and what is on record of it.

mod document;
mod follow;
mod list;
mod start;
mod tell;

use std::path::PathBuf;

use clap::Subcommand;
use greenroom_core::{
    Console, Error, ErrorCode, Result,
    agents::Agent,
    runs::{
        again::{self, RunAgain},
        bundle, compare,
        decide::{self, Decision},
        files::{self, RunFile},
        marks::{self, RunMarks, Triage},
        read,
        start::Started,
    },
};

pub use self::start::{agent, bytes};
use self::{
    list::{List, Wanted},
    start::{Check, How, Start, json},
};
use crate::{
    Options,
    output::{Output, table},
    session::Session,
};

#[derive(Subcommand)]
pub enum Verb {
    /// Start a run, and wait for its end unless told otherwise
    #[command(
        after_help = "Examples:\n  greenroomctl run start --sample default --seed 7 --dry-run --json\n  greenroomctl run start \
            --input person.json --engine openai --follow\n  greenroomctl run start --like 12 --skip-cache --detach"
    )]
    Start(Box<Start>),
    /// What a run would have to work with: its needs, and who and what could be drawn. Nothing is stored
    Check(Box<Check>),
    /// Runs, newest first
    #[command(after_help = "Example:\n  greenroomctl run list --state failed --engine offline --sort quality --json")]
    List(Box<List>),
    /// All of a run: its input, every attempt at every step, what came out
    Show {
        /// Number or id
        run: String,
    },
    /// A page of a document of a run, however large it is
    #[command(
        after_help = "Examples:\n  greenroomctl run json 12 output character keywords\n  greenroomctl run json 12 output \
            --step 2 --find 친구"
    )]
    Json(Box<document::Document>),
    /// What a run told, from any point on
    #[command(after_help = "Example:\n  greenroomctl run log 12 --after 40 --follow")]
    Log {
        run: String,
        /// The number of the last event already seen
        #[arg(long, default_value_t = 0)]
        after: i64,
        /// Go on until the run is over
        #[arg(long)]
        follow: bool,
    },
    /// Stop a run, wherever it is worked on
    Cancel {
        run: String,
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// The same once more as a run of its own: same input and, unless another is named, same seed
    #[command(
        after_help = "Examples:\n  greenroomctl run retry 12 --from prompt --template ID\n  greenroomctl run retry 12 \
            --to-the-end"
    )]
    Retry {
        run: String,
        /// Keep what was done before this agent
        #[arg(long, value_parser = agent)]
        from: Option<Agent>,
        /// offline or a provider, for every agent
        #[arg(long)]
        engine: Option<String>,
        #[arg(long)]
        seed: Option<u32>,
        /// Another version of a template
        #[arg(long, value_name = "ID")]
        template: Option<uuid::Uuid>,
        /// A run that was told to end early goes on, keeping what is done
        #[arg(long)]
        to_the_end: bool,
        #[command(flatten)]
        how: How,
    },
    /// Go on from what an agent would have said, had it said something else, as a run of its own
    #[command(after_help = "Example:\n  greenroomctl run fork 12 character --output character.json")]
    Fork {
        run: String,
        #[arg(value_parser = agent)]
        agent: Agent,
        /// Its output as JSON, in the shape that `run show` has; `-` for standard input
        #[arg(long, value_name = "FILE")]
        output: String,
        /// offline or a provider, for every agent
        #[arg(long)]
        engine: Option<String>,
        #[command(flatten)]
        how: How,
    },
    /// Go on with a run that nobody works on, or begin one that failed anew from where it failed
    Resume {
        run: String,
        #[arg(long)]
        engine: Option<String>,
        #[command(flatten)]
        how: How,
    },
    /// Let a run go on that waits for somebody to look at it
    Approve {
        run: String,
        #[arg(long, default_value = "")]
        note: String,
        /// Go on with this output (JSON) instead of the one it asks about; `-` for standard input
        #[arg(long, value_name = "FILE")]
        output: Option<String>,
        #[command(flatten)]
        how: How,
    },
    /// Fail a run that waits for somebody to look at it
    Reject {
        run: String,
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Take runs that are over out of sight, or with --restore back
    Archive {
        #[arg(required = true)]
        runs: Vec<String>,
        #[arg(long)]
        restore: bool,
    },
    /// Take runs that are over out of every list, or with --restore back
    Delete {
        #[arg(required = true)]
        runs: Vec<String>,
        #[arg(long)]
        restore: bool,
    },
    /// Remove for good what was deleted a while ago
    Purge {
        #[arg(long, value_name = "DAYS", default_value_t = 30)]
        older_than: u32,
    },
    /// Tag runs, name them, note what is known of them
    #[command(
        after_help = "Example:\n  greenroomctl run mark 12 13 --tag slow --triage known --note 'the model was overloaded'"
    )]
    Mark {
        #[arg(required = true)]
        runs: Vec<String>,
        /// new, looking, known or done
        #[arg(long, value_parser = Triage::read)]
        triage: Option<Triage>,
        #[arg(long)]
        note: Option<String>,
        #[arg(long)]
        label: Option<String>,
        #[arg(long = "tag")]
        tags: Vec<String>,
        #[arg(long = "untag")]
        untags: Vec<String>,
    },
    /// The runs of a filter in numbers
    Survey(Box<Wanted>),
    /// Where two or more runs differ
    Compare {
        #[arg(required = true, num_args = 2..)]
        runs: Vec<String>,
    },
    /// Write a run's picture into a file
    Picture {
        run: String,
        #[arg(short, long, value_name = "FILE.png")]
        output: PathBuf,
    },
    /// Write everything on record of a run into one file, or a part of it; secrets and visited sites are left out
    Export {
        run: String,
        #[arg(long, default_value = "bundle", value_parser = part)]
        part: RunFile,
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Bring in a run that `export` wrote
    Import {
        /// `-` for standard input
        file: String,
    },
}

fn part(word: &str) -> Result<RunFile> {
    serde_json::from_value(serde_json::json!(word))
        .map_err(|_| Error::new(ErrorCode::Invalid, format!("{word} is none of bundle, log, output, picture, prompt")))
}

pub async fn run(verb: Verb, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    let console = &session.console;
    let pool = console.pool();
    match verb {
        Verb::Start(start) => start::run(*start, console, output).await?,
        Verb::List(list) => list::print(*list, console, output).await?,
        Verb::Check(check) => start::check(*check, console, output).await?,
        Verb::Json(document) => document::print(*document, console, output).await?,
        Verb::Show { run } => {
            let run = read::whole(pool, read::id_of(pool, &run).await?).await?;
            output.result(&tell::whole(&run), |_| tell::run(&run));
        }
        Verb::Log { run, after, follow } => {
            let id = read::id_of(pool, &run).await?;
            follow::print(console, id, after, follow, output).await?;
        }
        Verb::Cancel { run, reason } => {
            let id = read::id_of(pool, &run).await?;
            decide::cancel(console, id, &reason).await?;
            output.result(&serde_json::json!({ "id": id, "cancelling": true }), |_| {
                output.say("중단을 요청했습니다", "asked to stop").to_owned()
            });
        }
        Verb::Retry { run, from, engine, seed, template, to_the_end, how } => {
            let id = read::id_of(pool, &run).await?;
            let again = RunAgain { from, engine, seed, template_id: template, to_the_end };
            let started = again::retry(console, id, &again).await?;
            start::see_through(console, started, how, output).await?;
        }
        Verb::Fork { run, agent, output: file, engine, how } => {
            let id = read::id_of(pool, &run).await?;
            let started = again::fork(console, id, agent, &json(&file, "output")?, engine.as_deref()).await?;
            start::see_through(console, started, how, output).await?;
        }
        Verb::Resume { run, engine, how } => {
            let id = read::id_of(pool, &run).await?;
            let started = again::resume(console, id, engine.as_deref()).await?;
            start::see_through(console, started, how, output).await?;
        }
        Verb::Approve { run, note, output: file, how } => {
            let run = read::get(pool, read::id_of(pool, &run).await?).await?.summary;
            let edited = file.map(|file| json(&file, "output")).transpose()?;
            decide::decide(console, run.id, Decision::Approve, &note, edited.as_ref()).await?;
            let started = Started { id: run.id, number: run.number };
            start::see_through(console, started, how, output).await?;
        }
        Verb::Reject { run, note } => {
            let id = read::id_of(pool, &run).await?;
            decide::decide(console, id, Decision::Reject, &note, None).await?;
            let run = read::whole(pool, id).await?;
            output.result(&tell::whole(&run), |_| tell::run(&run));
        }
        Verb::Archive { runs, restore } => {
            let changed = marks::archive(console, &ids_of(console, &runs).await?, !restore).await?;
            changed_runs(changed, output);
        }
        Verb::Delete { runs, restore } => {
            let changed = marks::delete(console, &ids_of(console, &runs).await?, !restore).await?;
            changed_runs(changed, output);
        }
        Verb::Purge { older_than } => changed_runs(marks::purge(console, older_than).await?, output),
        Verb::Mark { runs, triage, note, label, tags, untags } => {
            let marks = RunMarks { triage, note, label, add_tags: tags, remove_tags: untags };
            let changed = marks::mark(console, &ids_of(console, &runs).await?, &marks).await?;
            changed_runs(changed, output);
        }
        Verb::Survey(wanted) => list::survey(*wanted, console, output).await?,
        Verb::Compare { runs } => {
            let compared = compare::compare(pool, &ids_of(console, &runs).await?).await?;
            output.result(&compared, |compared| {
                let heads: Vec<String> = std::iter::once("path".to_owned())
                    .chain(compared.runs.iter().map(|run| format!("#{}", run.number)))
                    .collect();
                let rows: Vec<Vec<String>> = compared
                    .differences
                    .iter()
                    .map(|one| {
                        std::iter::once(one.path.clone())
                            .chain(one.values.iter().map(|value| tell::short(value, 48)))
                            .collect()
                    })
                    .collect();
                table(&heads.iter().map(String::as_str).collect::<Vec<_>>(), &rows)
            });
        }
        Verb::Picture { run, output: file } => {
            let png = read::picture(pool, read::id_of(pool, &run).await?).await?;
            write(&file, &png, output)?;
        }
        Verb::Export { run, part, output: file } => {
            let bytes = files::bytes(pool, read::id_of(pool, &run).await?, part).await?;
            write(&file, &bytes, output)?;
        }
        Verb::Import { file } => {
            let started = bundle::import(console, bytes(&file)?).await?;
            output.result(&started, |started| format!("#{}", started.number));
        }
    }
    session.end().await
}

async fn ids_of(console: &Console, runs: &[String]) -> Result<Vec<uuid::Uuid>> {
    let mut ids = Vec::new();
    for run in runs {
        ids.push(read::id_of(console.pool(), run).await?);
    }
    Ok(ids)
}

fn changed_runs(changed: u64, output: &Output) {
    output.result(&serde_json::json!({ "changed": changed }), |_| changed.to_string());
}

fn write(file: &std::path::Path, bytes: &[u8], output: &Output) -> Result<()> {
    std::fs::write(file, bytes).map_err(|cause| Error::io(format!("writing {}", file.display()), cause))?;
    output.result(&serde_json::json!({ "file": file, "bytes": bytes.len() }), |_| file.display().to_string());
    Ok(())
}
