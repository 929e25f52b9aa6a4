//! What an import would do, row by row: new, changed, the same, or refused. The dry run shows it, the import carries it out.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, PgConnection};
use uuid::Uuid;

use super::{
    import::{Arrival, CellChange, Import, ImportError, ImportMode, ImportOptions, RowChange, SameAs},
    mapping::{self, Goal},
    reading::{self, Arriving},
};
use crate::{
    error::{Error, Reason, Result},
    sheets::Sheet,
    tables::{Table, TableRow, list},
    tasks::Ticket,
};

const ERRORS: usize = 500;
const CHANGES: usize = 200;
const PART: usize = 5000;

pub struct Plan {
    pub import: Import,
    /// With the number of their row in the file.
    pub new: Vec<(u32, Uuid, Map<String, Value>)>,
    pub changed: Vec<(u32, Uuid, String, Map<String, Value>)>,
}

pub async fn plan(
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
            sheets: sheet.sheets.clone(),
            sheet: sheet.sheet.clone(),
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
