//! `db`: the embedded cluster, and the shape of any database.

use clap::Subcommand;
use greenroom_core::{
    Error, ErrorCode, Result,
    db::{
        cluster,
        migrate::{self, SchemaState, Step},
        profile::ProfileKind,
    },
};
use serde::Serialize;

use crate::{
    Options,
    output::{Output, table},
    session::{self, Session},
};

#[derive(Subcommand)]
pub enum Verb {
    /// Start the embedded database; it then runs until `db stop`
    Start,
    /// Stop the embedded database, whoever is using it; no program starts it by itself after that
    Stop,
    /// Use the embedded database until interrupted, so that other programs can
    Hold,
    /// Whether the embedded database runs, and where it lives
    Status,
    /// A URL that psql accepts
    #[command(after_help = "Example:\n  psql \"$(greenroomctl db url)\"")]
    Url,
    /// Apply the migrations that are missing
    Migrate {
        /// Only this schema (and console, which all others need)
        #[arg(long)]
        system: Option<String>,
    },
    /// Take migrations back; what their tables held is lost
    #[command(after_help = "Example:\n  greenroomctl db rollback --system knock --to 3 --yes")]
    Rollback {
        /// The last version to keep; 0 keeps none
        #[arg(long, value_name = "V")]
        to: i64,
        #[arg(long, default_value = "knock")]
        system: String,
    },
    /// Which migrations each schema has
    Version,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    running: bool,
    stopped_on_purpose: bool,
    profile: String,
    address: String,
    data: String,
    log: String,
}

#[derive(Serialize)]
struct Done {
    changed: bool,
    running: bool,
}

pub async fn run(verb: Verb, options: &Options, output: &Output) -> Result<()> {
    match verb {
        Verb::Start => {
            let session = embedded(options, output)?;
            let was_running = cluster::is_running(session.console.site());
            session.console.connect().await?;
            session.console.site().hold()?;
            session.console.leave().await;
            let done = Done { changed: !was_running, running: true };
            output.result(&done, |done| {
                match done.changed {
                    true => output.say("데이터베이스를 시작했습니다", "the database is started"),
                    false => output.say("데이터베이스가 이미 실행 중입니다", "the database was running already"),
                }
                .to_owned()
            });
        }
        Verb::Stop => {
            let site = embedded(options, output)?.console.site().clone();
            let was_running = blocking(move || cluster::stop(&site)).await?;
            output.result(&Done { changed: was_running, running: false }, |done| {
                match done.changed {
                    true => output.say("데이터베이스를 멈췄습니다", "the database is stopped"),
                    false => output.say("데이터베이스가 실행 중이 아니었습니다", "the database was not running"),
                }
                .to_owned()
            });
        }
        Verb::Hold => {
            let session = embedded(options, output)?;
            session.console.connect().await?;
            output.result(&session.console.site().url()?, Clone::clone);
            std::future::pending::<()>().await;
        }
        Verb::Status => status(options, output)?,
        Verb::Url => {
            let console = session::open(options)?;
            let url = match console.profile().kind {
                ProfileKind::Embedded => console.site().url()?,
                ProfileKind::External => options.database_url.clone().ok_or_else(|| {
                    Error::new(ErrorCode::Forbidden, "a saved profile's URL may hold a password and is not printed")
                })?,
            };
            output.result(&url, Clone::clone);
        }
        Verb::Migrate { system } => {
            let session = Session::prepare(options, output)?;
            let mut connection = session.console.connect_unmigrated().await?;
            let steps = migrate::apply(&mut connection, system.as_deref()).await?;
            output.result(&serde_json::json!({ "applied": steps }), |_| {
                told(&steps, output.say("이미 최신입니다", "already up to date"))
            });
            session.end().await?;
        }
        Verb::Rollback { to, system } => {
            if !options.yes {
                return Err(Error::new(
                    ErrorCode::Forbidden,
                    "taking migrations back destroys what their tables hold; say --yes",
                ));
            }
            let session = Session::prepare(options, output)?;
            let mut connection = session.console.connect_unmigrated().await?;
            let steps = migrate::roll_back(&mut connection, &system, to).await?;
            output.result(&serde_json::json!({ "undone": steps }), |_| {
                told(&steps, output.say("되돌릴 것이 없습니다", "nothing to take back"))
            });
            session.end().await?;
        }
        Verb::Version => {
            let session = Session::prepare(options, output)?;
            let mut connection = session.console.connect_unmigrated().await?;
            let states = migrate::states(&mut connection).await?;
            output.result(&states, |states| schema_table(states));
            session.end().await?;
        }
    }
    Ok(())
}

fn status(options: &Options, output: &Output) -> Result<()> {
    let console = session::open(options)?;
    let (site, profile) = (console.site(), console.profile());
    let status = Status {
        running: profile.kind == ProfileKind::Embedded && cluster::is_running(site),
        stopped_on_purpose: site.is_stopped_on_purpose(),
        profile: profile.name.clone(),
        address: profile.address.clone(),
        data: site.data().display().to_string(),
        log: site.log_file().display().to_string(),
    };
    output.result(&status, |status| {
        let running = match (status.running, status.stopped_on_purpose) {
            (true, _) => output.say("실행 중", "running"),
            (false, true) => output.say("사용자가 멈춤", "stopped on purpose"),
            (false, false) => output.say("실행 중 아님", "not running"),
        };
        table(
            &["profile", "state", "data"],
            &[vec![format!("{}@{}", status.profile, status.address), running.to_owned(), status.data.clone()]],
        )
    });
    Ok(())
}

fn embedded(options: &Options, output: &Output) -> Result<Session> {
    let session = Session::prepare(options, output)?;
    match session.console.profile().kind {
        ProfileKind::Embedded => Ok(session),
        ProfileKind::External => {
            Err(Error::new(ErrorCode::Conflict, "only the embedded database is started and stopped from here"))
        }
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|cause| Error::internal("waiting for the database", &cause))?
}

fn told(steps: &[Step], nothing: &str) -> String {
    match steps {
        [] => nothing.to_owned(),
        steps => {
            steps.iter().map(|step| format!("{} {:04} {}\n", step.system, step.version, step.description)).collect()
        }
    }
}

pub fn schema_table(states: &[SchemaState]) -> String {
    let rows: Vec<Vec<String>> = states
        .iter()
        .map(|state| {
            let applied = state.applied.clone().unwrap_or_else(|| "–".to_owned());
            vec![state.system.clone(), applied, state.latest.clone(), state.pending.to_string()]
        })
        .collect();
    table(&["system", "applied", "latest", "pending"], &rows)
}
