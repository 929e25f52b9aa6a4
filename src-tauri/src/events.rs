//! What the core tells, told on to every open window.

use std::sync::Arc;

use greenroom_core::{
    Connection, Console,
    db::feed::TableChanged,
    runs::notices::Ended,
    tasks::{Task, TaskState},
};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::AppHandle;
use tauri_specta::{Event, Events, collect_events};
use tokio::sync::broadcast::error::RecvError;

#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct ConnectionChanged(Connection);

#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct RowsChanged(TableChanged);

#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct TaskChanged(Task);

/// Something is over that somebody wants to be told of: a page is asked for the words.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct NoticeDue(pub Ended);

pub fn all() -> Events {
    collect_events![ConnectionChanged, RowsChanged, TaskChanged, NoticeDue]
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

/// Long work, as often as a person can see it move; its end is always told.
pub fn forward_tasks(app: &AppHandle, console: &Arc<Console>) {
    let (to, mut tasks) = (app.clone(), console.tasks().changes());
    tauri::async_runtime::spawn(async move {
        let mut told = std::time::Instant::now();
        loop {
            match tasks.recv().await {
                Ok(task) if task.state == TaskState::Running && task.done > 0 && told.elapsed() < OFTEN => {}
                Ok(task) => {
                    told = std::time::Instant::now();
                    tell(&to, TaskChanged(task));
                }
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
}

const OFTEN: std::time::Duration = std::time::Duration::from_millis(80);

fn tell(to: &AppHandle, event: impl Event + Serialize + Clone) {
    if let Err(cause) = event.emit(to) {
        tracing::warn!(%cause, "an event did not reach the windows");
    }
}
