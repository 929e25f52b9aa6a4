//! What changes in the database while we look: every writer's statements arrive here, whoever the writer is.

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{PgPool, postgres::PgListener};
use tokio::sync::broadcast;

use crate::error::{Error, Result};

const CHANNEL: &str = "greenroom_changes";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Operation {
    Insert,
    Update,
    Delete,
    Truncate,
    /// Anything may have changed: sent after the connection was away.
    Refresh,
}

/// One statement's worth of changes.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct TableChanged {
    /// With its schema; `*` for every table.
    pub table: String,
    pub operation: Operation,
    /// Empty when there were more than a hundred.
    pub ids: Vec<String>,
    pub count: u32,
    pub actor: Option<String>,
}

impl TableChanged {
    pub fn everything() -> Self {
        Self { table: "*".to_owned(), operation: Operation::Refresh, ids: Vec::new(), count: 0, actor: None }
    }
}

pub struct Feed {
    listener: PgListener,
}

impl Feed {
    pub async fn open(pool: &PgPool) -> Result<Self> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await?;
        Ok(Self { listener })
    }

    /// Passes notices on until the connection is lost.
    pub async fn forward(mut self, to: &broadcast::Sender<TableChanged>) -> Error {
        loop {
            match self.listener.try_recv().await {
                Ok(Some(notice)) => match serde_json::from_str::<TableChanged>(notice.payload()) {
                    // Nobody listening is no failure.
                    Ok(change) => drop(to.send(change)),
                    Err(cause) => tracing::warn!(payload = notice.payload(), %cause, "a notice that cannot be read"),
                },
                Ok(None) => {
                    return sqlx::Error::from(std::io::Error::from(std::io::ErrorKind::ConnectionAborted)).into();
                }
                Err(cause) => return cause.into(),
            }
        }
    }
}
