//! What the core tells, told on to every open window.

use std::sync::Arc;

use greenroom_core::{Connection, Console, db::feed::TableChanged};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::AppHandle;
use tauri_specta::{Event, Events, collect_events};
use tokio::sync::broadcast::error::RecvError;

#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct ConnectionChanged(Connection);

#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct RowsChanged(TableChanged);

pub fn all() -> Events {
    collect_events![ConnectionChanged, RowsChanged]
}

pub fn forward(app: &AppHandle, console: &Arc<Console>) {
    let (to, mut connection) = (app.clone(), console.connection());
    tauri::async_runtime::spawn(async move {
        while connection.changed().await.is_ok() {
            let now = connection.borrow_and_update().clone();
            tell(&to, ConnectionChanged(now));
        }
    });
    let (to, mut changes) = (app.clone(), console.changes());
    tauri::async_runtime::spawn(async move {
        loop {
            match changes.recv().await {
                Ok(change) => tell(&to, RowsChanged(change)),
                // More changes than could be told one by one: the pages read everything again.
                Err(RecvError::Lagged(_)) => tell(&to, RowsChanged(TableChanged::everything())),
                Err(RecvError::Closed) => return,
            }
        }
    });
}

fn tell(to: &AppHandle, event: impl Event + Serialize + Clone) {
    if let Err(cause) = event.emit(to) {
        tracing::warn!(%cause, "an event did not reach the windows");
    }
}
