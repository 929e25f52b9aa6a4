//! The shape of the database: one folder of migrations for each schema, up and down, recorded in `console`.

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{
    AssertSqlSafe, PgConnection,
    migrate::{Migrate as _, Migrator},
};

use crate::error::{Error, ErrorCode, Result};

/// Systems in the order in which they are applied; each may build on those before it.
pub const SYSTEMS: [&str; 2] = ["console", "knock"];

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SchemaState {
    pub system: String,
    /// Number and words of the newest migration in the database.
    pub applied: Option<String>,
    pub latest: String,
    pub pending: u32,
}

/// One migration that was applied or taken back.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    pub system: String,
    pub version: i64,
    pub description: String,
}

fn migrator(system: &str) -> Result<Migrator> {
    let (mut migrator, table) = match system {
        "console" => (sqlx::migrate!("../../migrations/console"), "console.migrations_console"),
        "knock" => (sqlx::migrate!("../../migrations/knock"), "console.migrations_knock"),
        _ => return Err(Error::not_found("system", system)),
    };
    migrator.dangerous_set_table_name(table);
    migrator.create_schema("console");
    Ok(migrator)
}

fn ups(migrator: &Migrator) -> impl Iterator<Item = &sqlx::migrate::Migration> {
    migrator.iter().filter(|migration| !migration.migration_type.is_down_migration())
}

async fn applied_versions(connection: &mut PgConnection, system: &str) -> Result<Vec<i64>> {
    let table = format!("console.migrations_{system}");
    let exists: bool =
        sqlx::query_scalar("select to_regclass($1) is not null").bind(&table).fetch_one(&mut *connection).await?;
    if !exists {
        return Ok(Vec::new());
    }
    let statement = AssertSqlSafe(format!("select version from {table} where success order by version"));
    Ok(sqlx::query_scalar(statement).fetch_all(connection).await?)
}

/// Where each schema stands. A database that a newer Greenroom has migrated is refused here, before anything is read.
pub async fn states(connection: &mut PgConnection) -> Result<Vec<SchemaState>> {
    let mut states = Vec::new();
    for system in SYSTEMS {
        let migrator = migrator(system)?;
        let applied = applied_versions(connection, system).await?;
        let newest = ups(&migrator).last();
        let latest = newest.map_or(0, |migration| migration.version);
        if let Some(newer) = applied.last().filter(|version| **version > latest) {
            return Err(Error::new(
                ErrorCode::SchemaNewer,
                "the database was migrated by a newer Greenroom; update this program",
            )
            .details(format!("{system} stands at {newer}, this program knows {latest}")));
        }
        let name = |version: i64| {
            let found = ups(&migrator).find(|migration| migration.version == version);
            found.map_or_else(|| format!("{version:04}"), |known| format!("{version:04} {}", known.description))
        };
        states.push(SchemaState {
            system: system.to_owned(),
            applied: applied.last().map(|version| name(*version)),
            latest: name(latest),
            pending: ups(&migrator).filter(|migration| !applied.contains(&migration.version)).count() as u32,
        });
    }
    Ok(states)
}

/// Brings one system, or all, to the newest version. Each migration is one transaction with its record.
pub async fn apply(connection: &mut PgConnection, only: Option<&str>) -> Result<Vec<Step>> {
    states(connection).await?;
    let mut steps = Vec::new();
    for system in SYSTEMS.into_iter().filter(|system| only.is_none_or(|only| only == *system || *system == "console")) {
        let migrator = migrator(system)?;
        let before = applied_versions(connection, system).await?;
        // Unlike `run`, this one may move between threads (the compiler cannot see through the other's lifetimes).
        migrator.run_direct(None, &mut *connection, false).await?;
        steps.extend(ups(&migrator).filter(|migration| !before.contains(&migration.version)).map(|m| step(system, m)));
    }
    match only {
        Some(only) if !SYSTEMS.contains(&only) => Err(Error::not_found("system", only)),
        _ => Ok(steps),
    }
}

/// Takes back every migration of a system that is newer than `to`; 0 takes back all. What the tables held is gone.
pub async fn roll_back(connection: &mut PgConnection, system: &str, to: i64) -> Result<Vec<Step>> {
    let migrator = migrator(system)?;
    let before = applied_versions(connection, system).await?;
    if to != 0 && !ups(&migrator).any(|migration| migration.version == to) {
        return Err(Error::not_found("migration", format!("{to} of {system}")));
    }
    if system == "console" {
        for other in SYSTEMS.into_iter().filter(|other| *other != "console") {
            if !applied_versions(connection, other).await?.is_empty() {
                return Err(Error::new(ErrorCode::Conflict, format!("{other} stands on console: roll it back first")));
            }
        }
    }
    let downs = migrator.iter().filter(|migration| migration.migration_type.is_down_migration());
    let mut undoing: Vec<_> = downs.filter(|down| down.version > to && before.contains(&down.version)).collect();
    undoing.sort_by_key(|down| std::cmp::Reverse(down.version));
    connection.lock().await?;
    for down in &undoing {
        connection.revert(&migrator.table_name, down).await?;
    }
    connection.unlock().await?;
    Ok(undoing.into_iter().map(|down| step(system, down)).collect())
}

fn step(system: &str, migration: &sqlx::migrate::Migration) -> Step {
    Step { system: system.to_owned(), version: migration.version, description: migration.description.to_string() }
}
