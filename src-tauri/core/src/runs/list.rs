//! The list of runs, as a table like any other: read, filtered and sorted as pools are. Nothing of a run is edited in it;
//! what people add to runs is in `marks`.

use std::sync::OnceLock;

use serde_json::Value;

use crate::tables::{
    Column, ColumnKind, Search, Table,
    filter::{Filter, Test},
    list::Sort,
};

pub const STATES: [&str; 6] = ["pending", "running", "waiting", "completed", "failed", "cancelled"];
pub const BASED_ON: [&str; 5] = ["retry", "like", "regenerated", "imported", "fork"];

pub fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(describe)
}

pub fn newest_first() -> Sort {
    Sort { column: "number".to_owned(), descending: true }
}

/// Those in one of the states.
pub fn in_states(filter: Filter, states: impl IntoIterator<Item = &'static str>) -> Filter {
    let states: Vec<Value> = states.into_iter().map(Value::from).collect();
    if states.is_empty() { filter } else { filter.with("status", Test::Any, states) }
}

fn describe() -> Table {
    let count =
        |name, sql_type| Column::new(name, sql_type, ColumnKind::Number { min: Some(0.0), max: None, whole: true });
    let measure = |name| Column::new(name, "numeric", ColumnKind::Number { min: Some(0.0), max: None, whole: false });
    let flag = |name| Column::new(name, "boolean", ColumnKind::Flag);
    let line = |name| Column::line(name, 255);
    let words = |name, options: &[&str]| Column { required: false, ..Column::choice(name, options) };
    let id = |name, to: &str| Column::new(name, "uuid", ColumnKind::Reference { to: to.to_owned() }).unsorted();
    let columns = vec![
        count("number", "bigint").required(),
        Column::choice("status", &STATES),
        line("person"),
        line("character"),
        line("archetype"),
        line("template"),
        measure("quality"),
        count("duration_ms", "int"),
        count("tokens", "int").required(),
        measure("cost_usd").required(),
        line("engine").required(),
        flag("degraded").required(),
        count("warnings", "int").required(),
        line("error_kind"),
        Column::lines("error"),
        line("label"),
        Column::tags("tags"),
        Column::choice("triage", &super::marks::Triage::WORDS),
        Column::lines("note"),
        count("steps_done", "int").unsorted(),
        count("failed_step", "int"),
        count("prompt_tokens", "int").required(),
        count("completion_tokens", "int").required(),
        count("seed", "bigint"),
        flag("dry_run").required(),
        Column::new("priority", "smallint", ColumnKind::Number { min: Some(-100.0), max: Some(100.0), whole: true })
            .required(),
        count("batch_number", "bigint").unsorted(),
        count("based_on_number", "bigint").unsorted(),
        words("based_on_kind", &BASED_ON),
        Column::time("created_at").required(),
        Column::time("started_at"),
        Column::time("completed_at"),
        Column::time("scheduled_for"),
        Column::time("archived_at"),
        Column::time("deleted_at"),
        id("template_id", "template"),
        id("user_id", "person"),
        id("batch_id", "batch"),
        id("based_on", "run"),
    ];
    Table {
        name: "knock.run_rows",
        what: "runs",
        title: "number",
        columns: columns.into_iter().map(Column::read_only).collect(),
        known_by: None,
        spans: &[],
        search: Search { text: "row.text", pairs: Some("row.pairs".into()) },
    }
}
