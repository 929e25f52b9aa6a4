//! Long work: it goes on while people do other things, tells how far it is, and can be stopped.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::error::{Error, ErrorCode, Result};

/// How a piece of long work stands.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Task {
    pub id: Uuid,
    /// What it is, as the window names it: `bulk`, `import`, `export`, `undo`, `duplicates`.
    pub kind: String,
    /// On which table.
    pub table: String,
    pub state: TaskState,
    pub done: u32,
    pub total: Option<u32>,
    /// What came out, in the shape of its kind.
    #[specta(type = specta_typescript::Unknown)]
    pub result: Option<Value>,
    pub error: Option<Error>,
    pub started_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TaskState {
    Running,
    Done,
    Failed,
    /// Stopped by somebody; `result` tells what was done until then.
    Cancelled,
}

/// What long work holds: through it, it tells how far it is and learns that it should stop.
#[derive(Clone)]
pub struct Ticket {
    stop: Arc<AtomicBool>,
    report: Arc<dyn Fn(u32, Option<u32>) + Send + Sync>,
}

impl Ticket {
    /// For work that nobody watches.
    pub fn silent() -> Self {
        Self::watched(|_, _| {})
    }

    pub fn watched(report: impl Fn(u32, Option<u32>) + Send + Sync + 'static) -> Self {
        Self { stop: Arc::default(), report: Arc::new(report) }
    }

    pub fn progress(&self, done: usize, total: Option<usize>) {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        (self.report)(count(done), total.map(count));
    }

    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// The tasks of this program, the finished ones too.
pub struct Tasks {
    known: Mutex<BTreeMap<Uuid, (Task, Ticket)>>,
    changes: broadcast::Sender<Task>,
}

/// So many finished tasks are remembered.
const REMEMBERED: usize = 50;

impl Default for Tasks {
    fn default() -> Self {
        Self { known: Mutex::default(), changes: broadcast::Sender::new(256) }
    }
}

impl Tasks {
    pub fn changes(&self) -> broadcast::Receiver<Task> {
        self.changes.subscribe()
    }

    pub fn list(&self) -> Vec<Task> {
        let mut tasks: Vec<Task> = self.locked().values().map(|(task, _)| task.clone()).collect();
        tasks.sort_by_key(|task| task.started_at);
        tasks
    }

    pub fn cancel(&self, id: Uuid) -> Result<()> {
        match self.locked().get(&id) {
            Some((_, ticket)) => {
                ticket.stop();
                Ok(())
            }
            None => Err(Error::not_found("task", id)),
        }
    }

    /// Starts the work and comes back at once. A finished piece of work that was told to stop counts as cancelled.
    pub fn start<T, F>(self: &Arc<Self>, kind: &str, table: &str, work: impl FnOnce(Ticket) -> F) -> Uuid
    where
        T: Serialize + Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let id = Uuid::new_v4();
        let tasks = Arc::downgrade(self);
        let ticket = Ticket::watched(move |done, total| {
            if let Some(tasks) = tasks.upgrade() {
                tasks.change(id, |task| {
                    task.done = done;
                    task.total = total.or(task.total);
                });
            }
        });
        let task = Task {
            id,
            kind: kind.to_owned(),
            table: table.to_owned(),
            state: TaskState::Running,
            done: 0,
            total: None,
            result: None,
            error: None,
            started_at: Utc::now(),
        };
        self.forget_old();
        self.locked().insert(id, (task.clone(), ticket.clone()));
        let _ = self.changes.send(task);
        let (tasks, work) = (self.clone(), work(ticket.clone()));
        tokio::spawn(async move {
            // A panic in the work must not leave a task that runs for ever.
            let outcome =
                tokio::spawn(work).await.unwrap_or_else(|cause| Err(Error::internal("the work broke off", &cause)));
            tasks.change(id, |task| match outcome {
                Ok(result) => {
                    task.state = if ticket.is_stopped() { TaskState::Cancelled } else { TaskState::Done };
                    task.result = serde_json::to_value(result).ok();
                }
                Err(error) if error.code == ErrorCode::Cancelled => task.state = TaskState::Cancelled,
                Err(error) => {
                    task.state = TaskState::Failed;
                    task.error = Some(error);
                }
            });
        });
        id
    }

    fn change(&self, id: Uuid, change: impl FnOnce(&mut Task)) {
        let changed = self.locked().get_mut(&id).map(|(task, _)| {
            change(task);
            task.clone()
        });
        if let Some(task) = changed {
            let _ = self.changes.send(task);
        }
    }

    fn forget_old(&self) {
        let mut known = self.locked();
        let mut finished: Vec<(DateTime<Utc>, Uuid)> = known
            .values()
            .filter(|(task, _)| task.state != TaskState::Running)
            .map(|(task, _)| (task.started_at, task.id))
            .collect();
        finished.sort();
        let surplus = finished.len().saturating_sub(REMEMBERED);
        for (_, id) in finished.into_iter().take(surplus) {
            known.remove(&id);
        }
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, BTreeMap<Uuid, (Task, Ticket)>> {
        self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
