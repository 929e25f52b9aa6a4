//! Several runs beside each other: every path at which they differ.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specta::Type;
use sqlx::PgPool;
use uuid::Uuid;

use super::read::{self, RunSummary};
use crate::error::{Error, Result};

/// Where several runs differ: every path at which not all have the same value, with the value of each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct RunDifference {
    pub path: String,
    #[specta(type = Vec<specta_typescript::Unknown>)]
    pub values: Vec<Value>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct RunComparison {
    pub runs: Vec<RunSummary>,
    pub differences: Vec<RunDifference>,
    /// Paths at which all agree.
    pub same: u32,
}

pub async fn compare(pool: &PgPool, ids: &[Uuid]) -> Result<RunComparison> {
    if !(2..=10).contains(&ids.len()) {
        return Err(Error::invalid("runs", "two to ten runs can be compared"));
    }
    let mut runs = Vec::new();
    let mut leaves: Vec<BTreeMap<String, Value>> = Vec::new();
    for id in ids {
        let run = read::whole(pool, *id).await?;
        let mut found = BTreeMap::new();
        let whole = json!({
            "input": run.input, "config": run.config, "output": run.output, "status": run.summary.status,
            "engine": run.summary.engine, "degraded": run.summary.degraded, "durationMs": run.summary.duration_ms,
        });
        gather("", &whole, &mut found);
        leaves.push(found);
        runs.push(run.summary);
    }
    let paths: BTreeSet<&String> = leaves.iter().flat_map(|found| found.keys()).collect();
    let mut same = 0;
    let mut differences = Vec::new();
    for path in paths {
        let values: Vec<Value> = leaves.iter().map(|found| found.get(path).cloned().unwrap_or_default()).collect();
        match values.windows(2).all(|pair| pair[0] == pair[1]) {
            true => same += 1,
            false => differences.push(RunDifference { path: path.clone(), values }),
        }
    }
    Ok(RunComparison { runs, differences, same })
}

fn gather(path: &str, value: &Value, found: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (key, value) in fields {
                gather(&if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, value, found);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (place, value) in items.iter().enumerate() {
                gather(&format!("{path}[{place}]"), value, found);
            }
        }
        leaf => {
            found.insert(path.to_owned(), leaf.clone());
        }
    }
}
