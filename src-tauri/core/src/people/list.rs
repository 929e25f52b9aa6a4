//! The list of people, as a table like any other. Nothing in it is edited: people write their own rows.

use std::sync::OnceLock;

use crate::tables::{Column, ColumnKind, Search, Table, list::Sort};

pub const PLANS: [&str; 3] = ["free", "plus", "expired"];

pub fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(describe)
}

pub fn newest_first() -> Sort {
    Sort { column: "createdAt".to_owned(), descending: true }
}

fn describe() -> Table {
    let count = |name| {
        Column::new(name, "int", ColumnKind::Number { min: Some(0.0), max: None, whole: true }).required().unsorted()
    };
    let flag = |name| Column::new(name, "boolean", ColumnKind::Flag).required();
    let columns = vec![
        Column::line("name", 255).required(),
        Column::line("username", 100),
        Column::line("email", 255).required(),
        Column::choice("plan", &PLANS),
        Column::time("premium_expires_at"),
        Column::time("onboarding_completed_at"),
        count("characters"),
        count("runs"),
        count("messages"),
        flag("has_raw_data"),
        flag("is_admin"),
        Column::time("last_login_at"),
        Column::time("created_at").required(),
    ];
    Table {
        name: "knock.person_rows",
        what: "people",
        title: "name",
        columns: columns.into_iter().map(Column::read_only).collect(),
        known_by: Some("username"),
        spans: &[],
        search: Search::plain("row.text"),
    }
}
