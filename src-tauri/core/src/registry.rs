//! The tables a window may ask for by name, whoever describes them.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{people, pools::Pool, runs, tables::Table};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TableName {
    Experiences,
    Archetypes,
    Visuals,
    Runs,
    People,
}

impl TableName {
    pub fn table(self) -> &'static Table {
        match self {
            TableName::Experiences => Pool::Experiences.table(),
            TableName::Archetypes => Pool::Archetypes.table(),
            TableName::Visuals => Pool::Visuals.table(),
            TableName::Runs => runs::list::table(),
            TableName::People => people::list::table(),
        }
    }
}
