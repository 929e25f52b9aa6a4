//! greenroomctl: the console without its window. Thin over the core: arguments in, one call, a table or JSON out.

mod agent;
mod batch;
mod bench;
mod db;
mod doctor;
mod history;
mod output;
mod person;
mod pool;
mod provider;
mod run;
mod seed;
mod session;
mod template;
mod work;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use greenroom_core::{ErrorCode, Result, db::cluster, logging};
use output::Output;

#[derive(Parser)]
#[command(
    name = "greenroomctl",
    version,
    about = "The Greenroom console without its window",
    long_about = "The Greenroom console without its window.\n\nWithout --database-url or --profile it works on the embedded \
        database: started if it is not running, and left as it was found.",
    after_help = "Examples:\n  greenroomctl doctor\n  greenroomctl seed knock\n  greenroomctl pool list experiences --need \
        growth --json\n  psql \"$(greenroomctl db url)\"\n\nExit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 database \
        unreachable, 130 interrupted.",
    propagate_version = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    noun: Noun,
}

#[derive(Args, Clone)]
pub struct Options {
    /// A saved connection profile; `local` is the embedded database
    #[arg(long, global = true, value_name = "NAME", env = "GREENROOM_PROFILE")]
    profile: Option<String>,
    /// Any PostgreSQL 15 or newer instead of the embedded database
    #[arg(long, global = true, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// Where the embedded database and everything else local lives
    #[arg(long, global = true, value_name = "DIR", env = "GREENROOM_DATA_DIR")]
    data_dir: Option<PathBuf>,
    /// Under which name history keeps what this command changes (else GREENROOM_ACTOR, else the user's name); for
    /// `history list`, whose changes
    #[arg(long, global = true, value_name = "NAME")]
    actor: Option<String>,
    /// Print exactly one JSON document (or JSON lines, where a command follows something)
    #[arg(long, global = true)]
    json: bool,
    /// Print nothing but the result
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Language of what is printed for people; without it, that of the system
    #[arg(long, global = true, value_name = "LANG")]
    lang: Option<Language>,
    /// Answer yes to every question
    #[arg(long, short, global = true)]
    yes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    Ko,
    En,
}

impl Options {
    fn language(&self) -> Language {
        let system = || {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        };
        self.lang.unwrap_or_else(|| match system() {
            Some(locale) if locale.starts_with("ko") => Language::Ko,
            _ => Language::En,
        })
    }
}

#[derive(Subcommand)]
enum Noun {
    /// Check the installation, with the mend for each check that fails
    Doctor,
    /// The database: the embedded cluster, and the shape of any database
    #[command(subcommand)]
    Db(db::Verb),
    /// Fill a database with a named set of rows; loading twice changes nothing
    Seed(seed::Arguments),
    /// Pools: experiences, archetypes, visuals
    #[command(subcommand)]
    Pool(pool::Verb),
    /// Prompt templates: versions, what they render to, what is wrong with them
    #[command(subcommand)]
    Template(template::Verb),
    /// Runs: from somebody's data to a character, every step on record
    #[command(subcommand)]
    Run(run::Verb),
    /// Batches: inputs × templates × engines × repeats as one thing
    #[command(subcommand)]
    Batch(batch::Verb),
    /// What agents are told, and the shapes of what they take and give
    #[command(subcommand)]
    Agent(agent::Verb),
    /// What a good run is
    #[command(subcommand)]
    Criteria(agent::Criteria),
    /// The servers with models that agents may ask
    #[command(subcommand)]
    Provider(provider::Verb),
    /// Keys to providers, in the keychain of this machine and nowhere else
    #[command(subcommand)]
    Key(provider::Key),
    /// Whom characters are made for, and what becomes of their data when they ask
    #[command(subcommand)]
    Person(person::Verb),
    /// Take queued runs of the database until told to stop
    Work(work::Arguments),
    /// Who changed what
    #[command(subcommand)]
    History(history::Verb),
    /// How fast things are, each beside a reference measured in the same run
    Bench(bench::Arguments),
    /// Print a completion script for a shell
    #[command(
        after_help = "Example:\n  greenroomctl completions bash > ~/.local/share/bash-completion/completions/greenroomctl"
    )]
    Completions { shell: clap_complete::Shell },
}

fn main() -> ExitCode {
    if let Some(kept) = cluster::keep_if_asked() {
        return kept;
    }
    let cli = Cli::parse();
    logging::to_terminal();
    let output = Output::new(&cli.options);
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => {
            eprintln!("greenroomctl: {cause}");
            return ExitCode::FAILURE;
        }
    };
    // A worker that is told to stop finishes what it has in hand.
    let patient = matches!(cli.noun, Noun::Work(_));
    let ended = runtime.block_on(async {
        tokio::select! {
            done = run(cli, &output) => Some(done),
            _ = tokio::signal::ctrl_c(), if !patient => None,
        }
    });
    match ended {
        Some(Ok(code)) => code,
        Some(Err(refusal)) => {
            output.failure(&refusal);
            ExitCode::from(if refusal.code == ErrorCode::Unreachable { 3 } else { 1 })
        }
        None => ExitCode::from(130),
    }
}

async fn run(cli: Cli, output: &Output) -> Result<ExitCode> {
    let options = &cli.options;
    match cli.noun {
        Noun::Doctor => return doctor::run(options, output).await,
        Noun::Db(verb) => db::run(verb, options, output).await?,
        Noun::Seed(arguments) => seed::run(arguments, options, output).await?,
        Noun::Pool(verb) => pool::run(verb, options, output).await?,
        Noun::Template(verb) => template::run(verb, options, output).await?,
        Noun::Run(verb) => run::run(verb, options, output).await?,
        Noun::Batch(verb) => batch::run(verb, options, output).await?,
        Noun::Agent(verb) => agent::run(verb, options, output).await?,
        Noun::Criteria(verb) => agent::criteria(verb, options, output).await?,
        Noun::Provider(verb) => provider::run(verb, options, output).await?,
        Noun::Key(verb) => provider::key(verb, output).await?,
        Noun::Person(verb) => person::run(verb, options, output).await?,
        Noun::Work(arguments) => work::run(arguments, options, output).await?,
        Noun::History(verb) => history::run(verb, options, output).await?,
        Noun::Bench(arguments) => bench::run(arguments, output).await?,
        Noun::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "greenroomctl", &mut std::io::stdout());
        }
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }

    /// A person who asks for help gets words at every level.
    #[test]
    fn every_command_says_what_it_does() {
        fn walk(command: &clap::Command) {
            for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
                assert!(inner.get_about().is_some(), "{} says nothing of itself", inner.get_name());
                walk(inner);
            }
        }
        walk(&super::Cli::command());
    }
}
