//! Scenarios: named sets of rows that a fresh database is filled with. Ids are made from the rows' keys, so loading
//! twice changes nothing, and a row that an admin has edited since stays as it is.

pub mod generated;

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;
use sqlx::{AssertSqlSafe, PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    connection::Console,
    error::{Error, Result},
};

static SEEDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../seeds");

/// Never changes: every id of every seeded row hangs on it.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f2c_7a5e_0d4b_4c1e_9b57_3f60_8a1d_52e4);

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Scenario {
    pub name: String,
    pub title: Title,
    pub rows: u32,
    /// All its rows are in the database.
    pub loaded: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct Title {
    pub ko: String,
    pub en: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct SeedReport {
    pub scenario: String,
    pub inserted: u32,
    pub unchanged: u32,
    pub tables: Vec<SeededTable>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct SeededTable {
    pub table: String,
    pub inserted: u32,
    pub unchanged: u32,
}

/// `scenario.json`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    title: Title,
    /// Scenarios of the same system that are loaded first.
    #[serde(default)]
    includes: Vec<String>,
    #[serde(default)]
    files: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedFile {
    table: String,
    rows: Vec<Map<String, Value>>,
}

/// The rows of one table, ready to be written.
struct Batch {
    table: String,
    rows: Vec<Map<String, Value>>,
}

pub async fn list(pool: &PgPool, system: &str) -> Result<Vec<Scenario>> {
    let folder = SEEDS.get_dir(system).ok_or_else(|| Error::not_found("system with seeds", system))?;
    let mut scenarios = Vec::new();
    for scenario in folder.dirs() {
        let name = scenario.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let batches = read(system, &name)?;
        let rows: usize = batches.iter().map(|batch| batch.rows.len()).sum();
        let mut present = 0;
        for batch in &batches {
            let ids: Vec<Uuid> = batch.rows.iter().filter_map(id_of).collect();
            let statement = format!("select count(*) from {} where id = any($1)", batch.table);
            let count: i64 = sqlx::query_scalar(AssertSqlSafe(statement)).bind(ids).fetch_one(pool).await?;
            present += count as usize;
        }
        let title = contents(system, &name)?.title;
        scenarios.push(Scenario { name, title, rows: rows as u32, loaded: present == rows });
    }
    Ok(scenarios)
}

/// All or nothing.
pub async fn load(console: &Console, system: &str, scenario: &str) -> Result<SeedReport> {
    let batches = read(system, scenario)?;
    let mut write = console.write().await?;
    let mut report = SeedReport {
        scenario: scenario.to_owned(),
        inserted: 0,
        unchanged: 0,
        tables: Vec::with_capacity(batches.len()),
    };
    for batch in batches {
        let rows = batch.rows.len() as u32;
        let inserted = insert(&mut write, &batch).await?;
        report.inserted += inserted;
        report.unchanged += rows - inserted;
        report.tables.push(SeededTable { table: batch.table, inserted, unchanged: rows - inserted });
    }
    write.commit().await?;
    Ok(report)
}

/// Rows that give the same columns go in one statement; columns that are not given keep their defaults.
async fn insert(connection: &mut PgConnection, batch: &Batch) -> Result<u32> {
    let mut by_columns: BTreeMap<Vec<String>, Vec<&Map<String, Value>>> = BTreeMap::new();
    for row in &batch.rows {
        by_columns.entry(row.keys().cloned().collect()).or_default().push(row);
    }
    let mut inserted = 0;
    for (columns, rows) in by_columns {
        let columns = columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
        let statement = format!(
            "insert into {table} ({columns})
             select {columns} from jsonb_populate_recordset(null::{table}, $1)
             on conflict do nothing",
            table = batch.table
        );
        let done = sqlx::query(AssertSqlSafe(statement)).bind(sqlx::types::Json(rows)).execute(&mut *connection).await;
        inserted += done
            .map_err(|cause| {
                let cause = Error::from(cause);
                Error { message: format!("seeding {}: {}", batch.table, cause.message), ..cause }
            })?
            .rows_affected();
    }
    Ok(inserted as u32)
}

fn contents(system: &str, scenario: &str) -> Result<Contents> {
    parse(&format!("{system}/{scenario}/scenario.json")).map_err(|cause| {
        if SEEDS.get_dir(format!("{system}/{scenario}")).is_some() {
            cause
        } else {
            Error::not_found("scenario", scenario)
        }
    })
}

fn read(system: &str, scenario: &str) -> Result<Vec<Batch>> {
    let contents = contents(system, scenario)?;
    let mut batches = Vec::new();
    for included in &contents.includes {
        batches.extend(read(system, included)?);
    }
    for file in &contents.files {
        let folder = format!("{system}/{scenario}");
        let SeedFile { table, rows } = parse(&format!("{folder}/{file}"))?;
        let rows = rows.into_iter().map(|row| resolve_row(&table, &folder, row)).collect::<Result<_>>()?;
        batches.push(Batch { table, rows });
    }
    Ok(batches)
}

/// One seeded row as it is written, without a database.
pub fn row(system: &str, scenario: &str, table: &str, key: &str) -> Result<Map<String, Value>> {
    let table = format!("{system}.{table}");
    let id = seeded_id(&table, key);
    let rows = read(system, scenario)?.into_iter().filter(|batch| batch.table == table).flat_map(|batch| batch.rows);
    rows.into_iter().find(|row| id_of(row) == Some(id)).ok_or_else(|| Error::not_found("seeded row", key))
}

/// Gives the row its id and puts texts and ids where it only names them.
fn resolve_row(table: &str, folder: &str, mut row: Map<String, Value>) -> Result<Map<String, Value>> {
    let key = match row.remove("key") {
        Some(Value::String(key)) => key,
        _ => return Err(Error::invalid("key", format!("a seeded row of {table} has no key"))),
    };
    let mut resolved: Map<String, Value> = Map::new();
    resolved.insert("id".to_owned(), Value::String(seeded_id(table, &key).to_string()));
    for (column, value) in row {
        resolved.insert(column, resolve(table, folder, value)?);
    }
    Ok(resolved)
}

fn resolve(table: &str, folder: &str, value: Value) -> Result<Value> {
    Ok(match value {
        Value::Object(mut object) => match (object.len(), object.get("$ref"), object.get("$file")) {
            (1, Some(Value::String(reference)), _) => {
                let (other, key) = reference
                    .split_once('/')
                    .ok_or_else(|| Error::invalid("$ref", format!("{reference} names no table and key")))?;
                let schema = table.split('.').next().unwrap_or_default();
                Value::String(seeded_id(&format!("{schema}.{other}"), key).to_string())
            }
            (1, _, Some(Value::String(file))) => Value::String(text(&format!("{folder}/{file}"))?.to_owned()),
            _ => {
                for inner in object.values_mut() {
                    *inner = resolve(table, folder, inner.take())?;
                }
                Value::Object(object)
            }
        },
        Value::Array(items) => {
            Value::Array(items.into_iter().map(|item| resolve(table, folder, item)).collect::<Result<_>>()?)
        }
        plain => plain,
    })
}

pub fn seeded_id(table: &str, key: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{table}/{key}").as_bytes())
}

fn id_of(row: &Map<String, Value>) -> Option<Uuid> {
    row.get("id")?.as_str()?.parse().ok()
}

fn text(path: &str) -> Result<&'static str> {
    SEEDS.get_file(path).and_then(|file| file.contents_utf8()).ok_or_else(|| Error::not_found("seed file", path))
}

fn parse<T: serde::de::DeserializeOwned>(path: &str) -> Result<T> {
    serde_json::from_str(text(path)?)
        .map_err(|cause| Error::invalid("seeds", format!("{path} cannot be read")).details(cause.to_string()))
}
