//! The one connection a program has, and how it stands: opened here, watched and healed in `supervise`. Everything
//! else asks `Console` for its pool and trusts that somebody here does the worrying.

mod supervise;

use std::{path::PathBuf, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{
    Connection as _, PgConnection, PgPool, Postgres, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::sync::{Mutex, Notify, broadcast, watch};
use uuid::Uuid;

use crate::{
    db::{
        cluster::{self, Intent, Membership, Site, StartStep},
        feed::TableChanged,
        migrate::{self, SchemaState},
        profile::{self, Profile, ProfileKind, Target},
    },
    error::{Error, ErrorCode, Result},
    folders::Folders,
    providers::circuit::Circuits,
    tasks::Tasks,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionState {
    /// The first connection is under way.
    Starting,
    Ready,
    /// Was ready; comes back by itself.
    Lost,
    /// Somebody stopped the embedded database on purpose.
    Stopped,
    /// A database that is not ours alone waits for migrations.
    Behind,
    /// Needs a person.
    Failed,
}

/// How the connection stands now, as the window shows it.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    pub state: ConnectionState,
    pub step: Option<StartStep>,
    pub profile: Profile,
    pub server: Option<Server>,
    pub problem: Option<Error>,
    pub since: DateTime<Utc>,
    pub next_attempt: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Server {
    pub version: String,
    pub database: String,
    pub user: String,
    /// pgvector is installed in this database.
    pub vector: bool,
    /// Trigram search is installed in this database.
    pub trigram: bool,
    #[specta(type = Option<specta_typescript::Number>)]
    pub size_bytes: Option<i64>,
    pub schemas: Vec<SchemaState>,
}

/// How a program wants to be connected.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    pub data_dir: Option<PathBuf>,
    pub database_url: Option<String>,
    pub profile: Option<String>,
    pub actor: Option<String>,
    /// What history calls this program.
    pub origin: &'static str,
    /// Where the shell keeps its packed database programs.
    pub bundled: Option<PathBuf>,
    /// The keeper, when it is not this very program (tests).
    pub keeper: Option<PathBuf>,
}

pub struct Console {
    pub folders: Folders,
    pub actor: String,
    pub origin: &'static str,
    profile: Profile,
    target: Target,
    site: Site,
    pool: PgPool,
    membership: Mutex<Option<Membership>>,
    connection: watch::Sender<Connection>,
    changes: broadcast::Sender<TableChanged>,
    tasks: Arc<Tasks>,
    circuits: Arc<Circuits>,
    wake: Notify,
}

impl Console {
    /// Only prepares: no server is started and none is asked. Needs a tokio runtime around it.
    pub fn open(setup: Setup) -> Result<Arc<Self>> {
        let folders = Folders::locate(setup.data_dir.as_deref())?;
        let (profile, target) = profile::resolve(setup.database_url.as_deref(), setup.profile.as_deref(), &folders)?;
        let mut site = Site::new(&folders, setup.bundled)?;
        if let Some(keeper) = setup.keeper {
            site.keeper_program = keeper;
        }
        let options = match &target {
            Target::Embedded => {
                site.prepare()?;
                site.options()?
            }
            Target::External(options) => (**options).clone(),
        }
        .application_name(setup.origin)
        // What a filter asks for decides how it is best answered, every time anew.
        .options([("plan_cache_mode", "force_custom_plan")]);
        let pool = PgPoolOptions::new()
            .max_connections(10)
            .acquire_timeout(Duration::from_secs(4))
            .idle_timeout(Duration::from_secs(120))
            .connect_lazy_with(options);
        let connection = Connection {
            state: ConnectionState::Starting,
            step: Some(StartStep::Connecting),
            profile: profile.clone(),
            server: None,
            problem: None,
            since: Utc::now(),
            next_attempt: None,
        };
        Ok(Arc::new(Self {
            folders,
            actor: setup.actor.unwrap_or_else(user_name),
            origin: setup.origin,
            profile,
            target,
            site,
            pool,
            membership: Mutex::new(None),
            connection: watch::Sender::new(connection),
            changes: broadcast::Sender::new(1024),
            tasks: Arc::default(),
            circuits: Arc::default(),
            wake: Notify::new(),
        }))
    }

    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    pub fn site(&self) -> &Site {
        &self.site
    }

    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    pub fn connection(&self) -> watch::Receiver<Connection> {
        self.connection.subscribe()
    }

    pub fn tasks(&self) -> &Arc<Tasks> {
        &self.tasks
    }

    /// Which providers are left alone for a while.
    pub fn circuits(&self) -> Arc<Circuits> {
        self.circuits.clone()
    }

    pub fn changes(&self) -> broadcast::Receiver<TableChanged> {
        self.changes.subscribe()
    }

    pub(crate) fn changes_sender(&self) -> broadcast::Sender<TableChanged> {
        self.changes.clone()
    }

    /// A transaction whose changes history will know as ours. Every write of the console goes through one.
    pub async fn write(&self) -> Result<Transaction<'static, Postgres>> {
        self.write_in(Uuid::new_v4()).await
    }

    /// The same, as a part of a piece of work that is undone as a whole.
    pub async fn write_in(&self, change_set: Uuid) -> Result<Transaction<'static, Postgres>> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query(
            "select set_config('greenroom.actor', $1, true), set_config('greenroom.origin', $2, true),
                set_config('greenroom.change_set', $3, true)",
        )
        .bind(&self.actor)
        .bind(self.origin)
        .bind(change_set.to_string())
        .execute(&mut *transaction)
        .await?;
        Ok(transaction)
    }

    /// One attempt, for programs that do one thing and end: starts what must be started, and refuses a database that
    /// is not in the shape this program knows.
    pub async fn connect(&self) -> Result<Server> {
        let server = self.reach(Intent::Start).await?;
        match server.schemas.iter().map(|schema| schema.pending).sum::<u32>() {
            0 => Ok(server),
            pending => Err(behind(pending)),
        }
    }

    /// Like `connect`, but takes the database in whatever shape it is.
    pub async fn connect_unmigrated(&self) -> Result<PgConnection> {
        self.join(Intent::Start).await?;
        self.plain_connection().await
    }

    /// Somebody asks to try now; a database that was stopped on purpose may then be started.
    pub fn retry(&self) {
        self.wake.notify_one();
    }

    pub async fn migrate(&self) -> Result<()> {
        let mut connection = self.plain_connection().await?;
        migrate::apply(&mut connection, None).await?;
        self.retry();
        Ok(())
    }

    /// Gives up being a user of the embedded database, so that it can stop with the last of us.
    pub async fn leave(&self) {
        self.pool.close().await;
        self.membership.lock().await.take();
    }

    async fn join(&self, intent: Intent) -> Result<()> {
        if let Target::External(_) = self.target {
            return Ok(());
        }
        let mut membership = self.membership.lock().await;
        let site = self.site.clone();
        let progress = self.connection.clone();
        let report = move |step| {
            progress.send_if_modified(|now| {
                let starting = now.state == ConnectionState::Starting;
                now.step = Some(step).filter(|_| starting);
                starting
            });
        };
        // The old membership is held until the new one is there: the keeper must not think that we left.
        let joined = tokio::task::spawn_blocking(move || cluster::join(&site, intent, &report))
            .await
            .map_err(|cause| Error::internal("joining the embedded database", &cause))??;
        *membership = Some(joined);
        Ok(())
    }

    async fn reach(&self, intent: Intent) -> Result<Server> {
        self.join(intent).await?;
        let mut connection = self.plain_connection().await?;
        let version: i32 =
            sqlx::query_scalar("select current_setting('server_version_num')::int").fetch_one(&mut connection).await?;
        if version < 150_000 {
            return Err(Error::new(ErrorCode::ServerTooOld, "Greenroom needs PostgreSQL 15 or newer")
                .details(format!("the server is version {}", version / 10_000)));
        }
        let mut schemas = migrate::states(&mut connection).await?;
        // The embedded database is ours alone; anybody else's waits to be asked.
        if self.profile.kind == ProfileKind::Embedded && schemas.iter().any(|schema| schema.pending > 0) {
            self.connection.send_if_modified(|now| {
                now.step = Some(StartStep::Migrating);
                now.state == ConnectionState::Starting
            });
            migrate::apply(&mut connection, None).await?;
            schemas = migrate::states(&mut connection).await?;
        }
        let server = describe(&mut connection, schemas).await?;
        connection.close().await?;
        Ok(server)
    }

    /// A connection outside the pool. In a fresh embedded cluster it first makes our database.
    async fn plain_connection(&self) -> Result<PgConnection> {
        let options: PgConnectOptions = (*self.pool.connect_options()).clone();
        let patience = Duration::from_secs(10);
        let connecting = tokio::time::timeout(patience, PgConnection::connect_with(&options));
        match connecting.await.map_err(|_| Error::new(ErrorCode::Unreachable, "the database does not answer"))? {
            Err(sqlx::Error::Database(refusal))
                if refusal.code().as_deref() == Some("3D000") && self.profile.kind == ProfileKind::Embedded =>
            {
                let mut maintenance = PgConnection::connect_with(&options.clone().database("postgres")).await?;
                let created = sqlx::query("create database greenroom").execute(&mut maintenance).await;
                maintenance.close().await?;
                // Another program may have been faster: what counts is whether the database is there now.
                match (PgConnection::connect_with(&options).await, created) {
                    (Ok(connection), _) => Ok(connection),
                    (Err(_), Err(cause)) | (Err(cause), Ok(_)) => Err(cause.into()),
                }
            }
            outcome => Ok(outcome?),
        }
    }
}

fn behind(pending: u32) -> Error {
    Error::new(ErrorCode::SchemaBehind, format!("the database waits for {pending} migrations"))
}

async fn describe(connection: &mut PgConnection, schemas: Vec<SchemaState>) -> Result<Server> {
    let (version, database, user, vector, trigram, size_bytes) =
        sqlx::query_as::<_, (String, String, String, bool, bool, Option<i64>)>(
            "select current_setting('server_version'), current_database()::text, current_user::text,
                exists (select from pg_extension where extname = 'vector'),
                exists (select from pg_extension where extname = 'pg_trgm'),
                pg_database_size(current_database())",
        )
        .fetch_one(connection)
        .await?;
    Ok(Server { version, database, user, vector, trigram, size_bytes, schemas })
}

fn user_name() -> String {
    ["GREENROOM_ACTOR", "USER", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()))
        .unwrap_or_else(|| "greenroom".to_owned())
}
