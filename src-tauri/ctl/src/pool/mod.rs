//! `pool`: experiences, archetypes, visuals; one file for each kind of work on them.

mod bulk;
mod coverage;
mod draw;
mod exchange;
mod filter;
mod rows;

use clap::{Subcommand, ValueEnum};
use greenroom_core::{Result, pools};
use uuid::Uuid;

use crate::{Options, output::Output, session::Session};

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
        filter: filter::FilterArguments,
        #[command(flatten)]
        page: filter::PageArguments,
    },
    /// One row, with the revision that an update names
    Get { pool: Pool, id: Uuid },
    /// A new row; columns that are not given keep their defaults
    #[command(
        after_help = "Example:\n  greenroomctl pool create experiences --set '{\"title\":\"첫 우산\",\"description\":\"…\",\
        \"needType\":\"growth\",\"intensity\":\"low\"}'"
    )]
    Create {
        pool: Pool,
        /// Values by column, as JSON; - reads them from standard input
        #[arg(long, value_name = "JSON")]
        set: String,
    },
    /// Change some columns of a row that nobody changed since it was read
    #[command(
        after_help = "Example:\n  greenroomctl pool update experiences $ID --revision $R --set '{\"weight\":120}'"
    )]
    Update {
        pool: Pool,
        id: Uuid,
        /// The revision the row was read at; a stale one is refused
        #[arg(long, value_name = "R")]
        revision: String,
        /// Values by column, as JSON; - reads them from standard input
        #[arg(long, value_name = "JSON")]
        set: String,
    },
    /// Put a row into the trash
    Delete {
        pool: Pool,
        id: Uuid,
        /// Refuse if the row changed since this revision
        #[arg(long, value_name = "R")]
        revision: Option<String>,
    },
    /// Bring a deleted row back, or an older version of a row
    Restore {
        pool: Pool,
        id: Uuid,
        /// The change (see `pool history`) after which the row was as it shall be again
        #[arg(long, requires = "revision")]
        change: Option<String>,
        /// The row's present revision, for --change
        #[arg(long, value_name = "R")]
        revision: Option<String>,
    },
    /// Deleted rows that nobody has brought back
    Trash { pool: Pool },
    /// Every version of a row
    History { pool: Pool, id: Uuid },
    /// How runs used a row, and who depends on it
    Usage { pool: Pool, id: Uuid },
    /// Make two rows one: the first stays and takes over the other's uses, the other goes to the trash
    Merge {
        pool: Pool,
        /// The row that stays
        keep: Uuid,
        /// The row that goes
        remove: Uuid,
        /// What the kept row takes over, as JSON
        #[arg(long, value_name = "JSON", default_value = "{}")]
        set: String,
    },
    /// One change to many rows, undone as a whole
    #[command(
        after_help = "Examples:\n  greenroomctl pool bulk experiences --where '{\"need\":\"growth\"}' --reweight 1.2\n  \
        greenroomctl pool bulk experiences --where '{\"tag\":\"가족\"}' --rename-tag 가족=식구 --dry-run"
    )]
    Bulk {
        pool: Pool,
        #[command(flatten)]
        change: bulk::BulkArguments,
    },
    /// Undo what was done in one go: an edit, a bulk change, an import, or an undoing
    Undo { token: Uuid },
    /// Rows from a spreadsheet or JSON Lines
    #[command(
        after_help = "Examples:\n  greenroomctl pool import experiences rows.csv --dry-run\n  greenroomctl pool import \
        visuals - --format jsonl --mode insert < rows.jsonl"
    )]
    Import {
        pool: Pool,
        /// - for standard input
        file: String,
        #[command(flatten)]
        how: exchange::ImportArguments,
    },
    /// Rows as a spreadsheet or JSON Lines; importing the file changes nothing
    Export {
        pool: Pool,
        #[command(flatten)]
        filter: filter::FilterArguments,
        #[command(flatten)]
        how: exchange::ExportArguments,
    },
    /// Which needs the pool can serve, and where it is below its targets
    Coverage { pool: coverage::CoverageOf },
    /// Draw as the pipeline does, and tell how likely each row was and why
    #[command(
        after_help = "Examples:\n  greenroomctl pool draw experiences --needs '{\"survival\":0.2,\"belonging\":0.9,\
        \"recognition\":0.6,\"autonomy\":0.3,\"growth\":0.7,\"meaning\":0.1}' --keywords 저축,자전거 --seed 7\n  greenroomctl \
        pool draw visuals --needs \"$NEEDS\" --element-types color,mood --count 3 --trials 10000 --json"
    )]
    Draw {
        pool: Pool,
        #[command(flatten)]
        request: draw::DrawArguments,
    },
    /// Pairs of rows that say nearly the same
    Duplicates {
        pool: Pool,
        /// How much alike they are, from 0.2 to 1
        #[arg(long, default_value_t = pools::duplicates::THRESHOLD)]
        threshold: f64,
        #[command(flatten)]
        filter: filter::FilterArguments,
    },
    /// Saved views of a pool; `pool list --view NAME` uses one
    Views { pool: Pool },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Pool {
    Experiences,
    Archetypes,
    Visuals,
}

impl Pool {
    pub fn core(self) -> pools::Pool {
        match self {
            Pool::Experiences => pools::Pool::Experiences,
            Pool::Archetypes => pools::Pool::Archetypes,
            Pool::Visuals => pools::Pool::Visuals,
        }
    }
}

pub async fn run(verb: Verb, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    match verb {
        Verb::List { pool, filter, page } => rows::list(&session, pool, filter, page, output).await?,
        Verb::Get { pool, id } => rows::get(&session, pool, id, output).await?,
        Verb::Create { pool, set } => rows::create(&session, pool, &set, output).await?,
        Verb::Update { pool, id, revision, set } => {
            rows::update(&session, pool, id, revision, &set, output).await?;
        }
        Verb::Delete { pool, id, revision } => rows::delete(&session, pool, id, revision, output).await?,
        Verb::Restore { pool, id, change, revision } => {
            rows::restore(&session, pool, id, change.zip(revision), output).await?;
        }
        Verb::Trash { pool } => rows::trash(&session, pool, output).await?,
        Verb::History { pool, id } => rows::history(&session, pool, id, output).await?,
        Verb::Usage { pool, id } => rows::usage(&session, pool, id, output).await?,
        Verb::Merge { pool, keep, remove, set } => rows::merge(&session, pool, keep, remove, &set, output).await?,
        Verb::Bulk { pool, change } => bulk::bulk(&session, pool, change, output).await?,
        Verb::Undo { token } => bulk::undo(&session, token, output).await?,
        Verb::Import { pool, file, how } => exchange::import(&session, pool, &file, how, output).await?,
        Verb::Export { pool, filter, how } => exchange::export(&session, pool, filter, how, output).await?,
        Verb::Coverage { pool } => coverage::coverage(&session, pool, output).await?,
        Verb::Draw { pool, request } => draw::draw(&session, pool, request, output).await?,
        Verb::Duplicates { pool, threshold, filter } => {
            let filter = filter.read(&session, pool).await?.0;
            coverage::duplicates(&session, pool, &filter, threshold, output).await?;
        }
        Verb::Views { pool } => rows::views(&session, pool, output).await?,
    }
    session.end().await
}
