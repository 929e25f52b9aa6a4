//! Rows of a file into a table: first as a dry run, then, if it still is what was shown, in one transaction.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use specta::Type;
use sqlx::{AssertSqlSafe, PgConnection};
use uuid::Uuid;

use super::{
    mapping::{self, Goal, HeaderMapping},
    reading::{self, Arriving},
};
use crate::{
    connection::Console,
    error::{Error, ErrorCode, Reason, Result},
    sheets::{self, Encoding, Format, ReadOptions, Sheet},
    tables::{ColumnKind, Table, TableRow, list},
    tasks::Ticket,
};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ImportMode {
    /// A row that is there already is refused.
    Insert,
    /// A row that is there already is changed.
    #[default]
    Upsert,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ImportOptions {
    pub format: Option<Format>,
    pub encoding: Encoding,
    pub delimiter: Option<char>,
    pub sheet: Option<String>,
    /// Headers whose guess is not taken: to a column's key, or left out.
    pub map: Option<BTreeMap<String, Option<String>>>,
    pub mode: ImportMode,
    /// Rows that are refused are left out, instead of stopping the whole.
    pub skip_errors: bool,
    /// The `digest` of the dry run that somebody looked at: if something changed since, nothing is written.
    pub expect: Option<String>,
}

/// What an import does, or would do.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Import {
    pub format: Option<Format>,
    pub encoding: String,
    pub delimiter: Option<char>,
    pub headers: Vec<HeaderMapping>,
    pub rows: u32,
    pub inserted: u32,
    pub updated: u32,
    pub unchanged: u32,
    /// The first five hundred.
    pub errors: Vec<ImportError>,
    /// Rows that are refused.
    pub error_count: u32,
    /// The first two hundred new and changed rows.
    pub changes: Vec<RowChange>,
    /// Rows with the title of another row, of the file or of the table; the first two hundred.
    pub duplicates: Vec<SameAs>,
    /// What is odd about the file as a whole.
    pub problems: Vec<String>,
    pub digest: String,
    /// The token that undoes it; none after a dry run.
    pub undo: Option<Uuid>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportError {
    /// As a spreadsheet counts: the header is row 1.
    pub row: u32,
    pub line: u32,
    pub field: Option<String>,
    pub message: String,
    pub reason: Option<Reason>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Arrival {
    New,
    Changed,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RowChange {
    pub row: u32,
    pub id: Option<Uuid>,
    pub label: String,
    pub arrival: Arrival,
    pub cells: Vec<CellChange>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CellChange {
    pub column: String,
    #[specta(type = specta_typescript::Unknown)]
    pub old: Value,
    #[specta(type = specta_typescript::Unknown)]
    pub new: Value,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SameAs {
    pub row: u32,
    pub label: String,
    /// The row of the table, or of the file, that it is like.
    pub id: Option<Uuid>,
    pub other_row: Option<u32>,
}

const ERRORS: usize = 500;
const CHANGES: usize = 200;
const PART: usize = 5000;

pub async fn dry_run(
    console: &Console,
    table: &Table,
    file: &[u8],
    name: Option<&str>,
    options: &ImportOptions,
    ticket: &Ticket,
) -> Result<Import> {
    let mut connection = console.pool().acquire().await?;
    let (sheet, goals) = read(table, file, name, options)?;
    let plan = plan(&mut connection, table, &sheet, &goals, options, ticket).await?;
    Ok(plan.import)
}

/// All of it, or nothing.
pub async fn import(
    console: &Console,
    table: &Table,
    file: &[u8],
    name: Option<&str>,
    options: &ImportOptions,
    ticket: &Ticket,
) -> Result<Import> {
    let (sheet, goals) = read(table, file, name, options)?;
    let undo = Uuid::new_v4();
    let mut transaction = console.write_in(undo).await?;
    let mut plan = plan(&mut transaction, table, &sheet, &goals, options, ticket).await?;
    if options.expect.as_ref().is_some_and(|expected| *expected != plan.import.digest) {
        return Err(Error::new(ErrorCode::Stale, "the rows changed since they were looked at"));
    }
    if plan.import.error_count > 0 && !options.skip_errors {
        plan.import.inserted = 0;
        plan.import.updated = 0;
        return Ok(plan.import);
    }
    match write(&mut transaction, table, &plan, ticket).await {
        Ok(()) => {}
        Err((Some(row), refusal)) => {
            // The database knows a rule that the dry run does not.
            plan.import.inserted = 0;
            plan.import.updated = 0;
            plan.import.error_count += 1;
            let Error { field, message, reason, .. } = refusal;
            plan.import.errors.push(ImportError { row, line: row, field, message, reason });
            return Ok(plan.import);
        }
        Err((None, refusal)) => return Err(refusal),
    }
    transaction.commit().await?;
    plan.import.undo = Some(undo);
    Ok(plan.import)
}

fn read<'a>(
    table: &'a Table,
    file: &[u8],
    name: Option<&str>,
    options: &ImportOptions,
) -> Result<(Sheet, Vec<Goal<'a>>)> {
    let how = ReadOptions {
        format: options.format,
        encoding: options.encoding,
        delimiter: options.delimiter,
        sheet: options.sheet.clone(),
    };
    let sheet = reading::flattened(table, sheets::read(file, how, name)?);
    let goals = mapping::goals(table, &sheet, options.map.as_ref())?;
    if goals.iter().all(|goal| matches!(goal, Goal::Unknown | Goal::Ignored | Goal::Id)) && !sheet.rows.is_empty() {
        return Err(Error::invalid("map", format!("no column of the file is one of {}", table.what)));
    }
    Ok((sheet, goals))
}

struct Plan {
    import: Import,
    /// With the number of their row in the file.
    new: Vec<(u32, Uuid, Map<String, Value>)>,
    changed: Vec<(u32, Uuid, String, Map<String, Value>)>,
}

async fn plan(
    connection: &mut PgConnection,
    table: &Table,
    sheet: &Sheet,
    goals: &[Goal<'_>],
    options: &ImportOptions,
    ticket: &Ticket,
) -> Result<Plan> {
    let mut plan = Plan {
        import: Import {
            format: Some(sheet.format),
            encoding: sheet.encoding.clone(),
            delimiter: sheet.delimiter,
            headers: mapping::described(goals, sheet),
            rows: sheet.rows.len() as u32,
            problems: sheet.problems.clone(),
            ..Import::default()
        },
        new: Vec::new(),
        changed: Vec::new(),
    };
    let shares = reading::shares(goals, sheet);
    let mut digest = Sha256::new();
    let mut ids_seen: HashSet<Uuid> = HashSet::new();
    let mut names_seen: HashMap<String, u32> = HashMap::new();
    let mut titles_seen: HashMap<String, u32> = HashMap::new();
    for (part, rows) in sheet.rows.chunks(PART).enumerate() {
        if ticket.is_stopped() {
            return Err(Error::cancelled());
        }
        ticket.progress(part * PART, Some(sheet.rows.len() * 2));
        let mut arriving: Vec<Arriving> =
            rows.iter().flat_map(|row| reading::read(table, goals, &shares, row)).collect();
        name_known(connection, table, &mut arriving).await?;
        let ids: Vec<Uuid> = arriving.iter().filter_map(|row| row.id).collect();
        let known: HashMap<Uuid, TableRow> = match ids.is_empty() {
            true => HashMap::new(),
            false => {
                let found = list::by_ids(connection, table, &ids).await?;
                found.into_iter().filter_map(|row| Some((row.id()?, row))).collect()
            }
        };
        let titles = same_titles(connection, table, &arriving).await?;
        for mut row in arriving {
            let label = label_of(table, &row.values).or_else(|| {
                let known = row.id.and_then(|id| known.get(&id))?;
                known.text(&table.title().key).map(str::to_owned)
            });
            if let Some(id) = row.id
                && !ids_seen.insert(id)
            {
                row.refused.push(Error::invalid("id", "the file has this row twice").because(Reason::Taken));
            }
            if let Some(key) = table.known_by
                && let Some(name) = row.values.get(key).and_then(Value::as_str)
                && let Some(other) = names_seen.insert(name.to_owned(), row.number)
            {
                let message = format!("row {other} has the same {key}");
                row.refused.push(Error::invalid(key, message).because(Reason::Taken));
            }
            let here = row.id.and_then(|id| known.get(&id).map(|known| (id, known)));
            if here.is_some() && options.mode == ImportMode::Insert {
                row.refused.push(Error::invalid("id", "the row is there already").because(Reason::Taken));
            }
            digest.update(row.number.to_le_bytes());
            digest.update(serde_json::to_vec(&row.values).unwrap_or_default());
            match here {
                Some((id, known)) => {
                    digest.update(known.revision());
                    settle_known(&mut plan, table, row, id, known);
                }
                None => {
                    settle_new(&mut plan, table, row, label, &titles, &mut titles_seen);
                }
            }
        }
    }
    digest.update(plan.import.error_count.to_le_bytes());
    plan.import.digest = digest.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    Ok(plan)
}

/// Rows without an id are found by the name they are known by.
async fn name_known(connection: &mut PgConnection, table: &Table, arriving: &mut [Arriving]) -> Result<()> {
    let Some(key) = table.known_by else { return Ok(()) };
    let names: Vec<String> = arriving
        .iter()
        .filter(|row| row.id.is_none())
        .filter_map(|row| row.values.get(key)?.as_str().map(str::to_owned))
        .collect();
    let column = table.column(key)?.name;
    let statement = format!("select {column}::text, id from {} where {column} = any($1)", table.name);
    let known: HashMap<String, Uuid> = sqlx::query_as::<_, (String, Uuid)>(AssertSqlSafe(statement))
        .bind(names)
        .fetch_all(connection)
        .await?
        .into_iter()
        .collect();
    for row in arriving.iter_mut().filter(|row| row.id.is_none()) {
        row.id = row.values.get(key).and_then(Value::as_str).and_then(|name| known.get(name).copied());
    }
    Ok(())
}

async fn same_titles(
    connection: &mut PgConnection,
    table: &Table,
    arriving: &[Arriving],
) -> Result<HashMap<String, Uuid>> {
    let titles: Vec<String> = arriving.iter().filter_map(|row| label_of(table, &row.values)).collect();
    let statement = format!("select {0}::text, id from {1} where {0} = any($1)", table.title, table.name);
    let found =
        sqlx::query_as::<_, (String, Uuid)>(AssertSqlSafe(statement)).bind(titles).fetch_all(connection).await?;
    Ok(found.into_iter().collect())
}

fn label_of(table: &Table, values: &Map<String, Value>) -> Option<String> {
    values.get(&table.title().key).and_then(Value::as_str).map(str::to_owned)
}

fn settle_known(plan: &mut Plan, table: &Table, mut row: Arriving, id: Uuid, known: &TableRow) {
    let mut cells = Vec::new();
    for (key, value) in &mut row.values {
        // What a row always has is not emptied by an empty cell, but it is not guessed either.
        if value.is_null()
            && let Ok(column) = table.column(key)
            && column.required
        {
            let missing = Error::invalid(key, format!("{key} is needed")).because(Reason::Required);
            if column.default.is_some() {
                row.refused.push(missing);
            }
            continue;
        }
        if value.is_null() && known.0.get(key).is_some_and(Value::is_array) {
            *value = Value::Array(Vec::new());
        }
        let old = known.0.get(key).cloned().unwrap_or_default();
        if !same(&old, value) {
            cells.push(CellChange { column: key.clone(), old, new: value.clone() });
        }
    }
    if refuse(plan, &row) {
        return;
    }
    if cells.is_empty() {
        plan.import.unchanged += 1;
        return;
    }
    plan.import.updated += 1;
    let set: Map<String, Value> = cells.iter().map(|cell| (cell.column.clone(), cell.new.clone())).collect();
    plan.changed.push((row.number, id, known.revision().to_owned(), set));
    if plan.import.changes.len() < CHANGES {
        let label = known.text(&table.title().key).unwrap_or_default().to_owned();
        plan.import.changes.push(RowChange { row: row.number, id: Some(id), label, arrival: Arrival::Changed, cells });
    }
}

fn settle_new(
    plan: &mut Plan,
    table: &Table,
    mut row: Arriving,
    label: Option<String>,
    titles: &HashMap<String, Uuid>,
    titles_seen: &mut HashMap<String, u32>,
) {
    for column in table.editable() {
        if row.values.get(&column.key).is_none_or(Value::is_null) {
            match &column.default {
                Some(default) => drop(row.values.insert(column.key.clone(), default.clone())),
                // Already refused for what it is; that it is missing would be said twice.
                None if row.refused.iter().any(|refusal| refusal.field.as_ref() == Some(&column.key)) => {}
                None if column.required && !row.values.contains_key(&column.key) => row
                    .refused
                    .push(Error::invalid(&column.key, format!("{} is needed", column.key)).because(Reason::Required)),
                None => {}
            }
        }
    }
    // A spreadsheet may say only one of the two.
    if let Some(Value::Bool(active)) = row.values.get("isActive").cloned()
        && table.column("reviewState").is_ok()
    {
        let state = row.values.get("reviewState").and_then(Value::as_str).unwrap_or_default().to_owned();
        if active && state == "draft" {
            row.values.insert("reviewState".to_owned(), Value::from("active"));
        }
        row.values.shift_remove("isActive");
    }
    if refuse(plan, &row) {
        return;
    }
    let label = label.unwrap_or_default();
    let in_file = titles_seen.insert(label.clone(), row.number);
    let in_table = titles.get(&label).copied();
    if (in_file.is_some() || in_table.is_some()) && plan.import.duplicates.len() < CHANGES {
        plan.import.duplicates.push(SameAs {
            row: row.number,
            label: label.clone(),
            id: in_table,
            other_row: in_file.filter(|_| in_table.is_none()),
        });
    }
    plan.import.inserted += 1;
    if plan.import.changes.len() < CHANGES {
        let cells = row
            .values
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| CellChange { column: key.clone(), old: Value::Null, new: value.clone() })
            .collect();
        plan.import.changes.push(RowChange { row: row.number, id: row.id, label, arrival: Arrival::New, cells });
    }
    plan.new.push((row.number, row.id.unwrap_or_else(Uuid::new_v4), row.values));
}

fn refuse(plan: &mut Plan, row: &Arriving) -> bool {
    if row.refused.is_empty() {
        return false;
    }
    plan.import.error_count += 1;
    for refusal in &row.refused {
        if plan.import.errors.len() < ERRORS {
            plan.import.errors.push(ImportError {
                row: row.number,
                line: row.line,
                field: refusal.field.clone(),
                message: refusal.message.clone(),
                reason: refusal.reason.clone(),
            });
        }
    }
    true
}

/// Numbers are the same whether they are written 1 or 1.0.
fn same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Number(old), Value::Number(new)) => old.as_f64() == new.as_f64(),
        (Value::Array(old), Value::Array(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same(old, new))
        }
        (Value::Object(old), Value::Object(new)) => {
            old.len() == new.len() && old.iter().all(|(key, old)| new.get(key).is_some_and(|new| same(old, new)))
        }
        _ => old == new,
    }
}

/// A refusal comes with the row of the file that it is about, where the database tells.
type Refusal = (Option<u32>, Error);

async fn write(connection: &mut PgConnection, table: &Table, plan: &Plan, ticket: &Ticket) -> Result<(), Refusal> {
    let all = plan.new.len() + plan.changed.len();
    let rows = plan.import.rows as usize;
    let progress = |done: usize| ticket.progress(rows + done * rows / all.max(1), Some(rows * 2));
    let mut done = 0;
    for part in plan.new.chunks(PART) {
        copy(connection, table, part, done).await?;
        done += part.len();
        progress(done);
        if ticket.is_stopped() {
            return Err((None, Error::cancelled()));
        }
    }
    for part in plan.changed.chunks(1000) {
        change(connection, table, part).await?;
        done += part.len();
        progress(done);
        if ticket.is_stopped() {
            return Err((None, Error::cancelled()));
        }
    }
    Ok(())
}

/// New rows, by PostgreSQL's own fastest way. They get the order of the file as their order of creation.
async fn copy(
    connection: &mut PgConnection,
    table: &Table,
    rows: &[(u32, Uuid, Map<String, Value>)],
    before: usize,
) -> Result<(), Refusal> {
    let whole = |cause: sqlx::Error| (None, Error::from(cause));
    let columns: Vec<_> =
        table.editable().filter(|column| rows.iter().any(|(.., values)| values.contains_key(&column.key))).collect();
    let ordered = table.columns.iter().any(|column| column.name == "created_at");
    let names: Vec<&str> = std::iter::once("id")
        .chain(ordered.then_some("created_at"))
        .chain(columns.iter().map(|column| column.name))
        .collect();
    let begun: chrono::DateTime<chrono::Utc> =
        sqlx::query_scalar("select now()").fetch_one(&mut *connection).await.map_err(whole)?;
    let mut text = String::with_capacity(rows.len() * 512);
    for (place, (_, id, values)) in rows.iter().enumerate() {
        text.push_str(&id.to_string());
        if ordered {
            text.push('\t');
            let at = begun + chrono::TimeDelta::microseconds((before + place) as i64);
            text.push_str(&at.to_rfc3339());
        }
        for column in &columns {
            text.push('\t');
            push_copied(&mut text, &column.kind, values.get(&column.key).unwrap_or(&Value::Null));
        }
        text.push('\n');
    }
    let statement = format!("copy {} ({}) from stdin", table.name, names.join(", "));
    let mut copying = connection.copy_in_raw(&statement).await.map_err(whole)?;
    copying.send(text.into_bytes()).await.map_err(whole)?;
    match copying.finish().await {
        Ok(_) => Ok(()),
        Err(cause) => {
            let line = line_of_copy(&cause);
            let row = line.and_then(|line| rows.get(line.checked_sub(1)?)).map(|(number, ..)| *number);
            Err((row, Error::from(cause)))
        }
    }
}

/// `COPY data_pool_experiences, line 37` in the server's account of where it happened; its only machine-readable place.
fn line_of_copy(cause: &sqlx::Error) -> Option<usize> {
    let refusal = cause.as_database_error()?.try_downcast_ref::<sqlx::postgres::PgDatabaseError>()?;
    let place = refusal.r#where()?;
    let digits: String = place.split_once(", line ")?.1.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn push_copied(text: &mut String, kind: &ColumnKind, value: &Value) {
    match (kind, value) {
        (_, Value::Null) => text.push_str("\\N"),
        (ColumnKind::Json { .. }, value) => push_escaped(text, &value.to_string()),
        (_, Value::String(value)) => push_escaped(text, value),
        (_, Value::Array(words)) => {
            let mut array = String::from("{");
            for (place, word) in words.iter().filter_map(Value::as_str).enumerate() {
                array.push_str(if place == 0 { "\"" } else { ",\"" });
                for letter in word.chars() {
                    if letter == '"' || letter == '\\' {
                        array.push('\\');
                    }
                    array.push(letter);
                }
                array.push('"');
            }
            array.push('}');
            push_escaped(text, &array);
        }
        (_, value) => text.push_str(&value.to_string()),
    }
}

fn push_escaped(text: &mut String, value: &str) {
    for letter in value.chars() {
        match letter {
            '\\' => text.push_str("\\\\"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            letter => text.push(letter),
        }
    }
}

async fn change(
    connection: &mut PgConnection,
    table: &Table,
    rows: &[(u32, Uuid, String, Map<String, Value>)],
) -> Result<(), Refusal> {
    // Rows that change the same columns go in one statement.
    let mut by_columns: BTreeMap<Vec<&str>, Vec<(u32, Value)>> = BTreeMap::new();
    for (number, id, revision, set) in rows {
        let mut values = Map::new();
        let mut columns = Vec::new();
        for (key, value) in set {
            let Ok(column) = table.column(key) else { continue };
            columns.push(column.name);
            values.insert(column.name.to_owned(), value.clone());
        }
        let given = serde_json::json!({ "id": id, "revision": revision, "values": values });
        by_columns.entry(columns).or_default().push((*number, given));
    }
    for (columns, rows) in by_columns {
        let sets: Vec<String> = columns.iter().map(|column| format!("{column} = given.{column}")).collect();
        let statement = format!(
            "update {table} as row set {sets}
             from jsonb_array_elements($1) as arriving,
               jsonb_populate_record(null::{table}, arriving -> 'values') as given
             where row.id = (arriving ->> 'id')::uuid and row.xmin::text = arriving ->> 'revision'",
            table = table.name,
            sets = sets.join(", ")
        );
        let arriving: Vec<&Value> = rows.iter().map(|(_, given)| given).collect();
        let changed = sqlx::query(AssertSqlSafe(statement))
            .bind(sqlx::types::Json(arriving))
            .execute(&mut *connection)
            .await
            .map_err(|cause| {
                (rows.first().filter(|_| rows.len() == 1).map(|(number, _)| *number), Error::from(cause))
            })?;
        if changed.rows_affected() != rows.len() as u64 {
            return Err((None, Error::new(ErrorCode::Stale, "somebody else changed one of the rows meanwhile")));
        }
    }
    Ok(())
}
