//! Notices of the desktop: what is over is told where somebody sees it who has gone on to something else.
//!
//! What is told is the core's to say (`runs::notices`); in which words, a page's, because every word lives there: a page is
//! asked for them by an event and gives them to `notice_show`. Of several windows the first one does; of several programs
//! on a computer the one that holds the lock beside their data, which the system takes away when it ends.

use std::{
    collections::HashSet,
    fs::File,
    sync::{Arc, Mutex, PoisonError},
};

use greenroom_core::{
    Console, Error, ErrorCode, Result,
    runs::notices::{Awaited, Notices, is_told},
};
use notify_rust::Notification;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use crate::events::NoticeDue;

/// A notice as a page words it.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct NoticeWords {
    title: String,
    text: String,
    /// What a click does.
    open: String,
    /// Where it leads.
    address: String,
}

#[derive(Default)]
pub struct Desk {
    /// What a page is still asked to word.
    due: Mutex<HashSet<Uuid>>,
    teller: Mutex<Option<File>>,
}

impl Desk {
    /// True for the first who asks.
    pub fn take(&self, id: Uuid) -> bool {
        self.due.lock().unwrap_or_else(PoisonError::into_inner).remove(&id)
    }

    fn put(&self, id: Uuid) {
        self.due.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
    }

    /// Whether it is this program that tells.
    fn tells(&self, console: &Console) -> bool {
        let mut teller = self.teller.lock().unwrap_or_else(PoisonError::into_inner);
        if teller.is_none() {
            let file = File::create(console.folders.data.join("notices.lock"));
            *teller = file.ok().filter(|file| file.try_lock().is_ok());
        }
        teller.is_some()
    }
}

/// Listens for as long as the program lives.
pub fn watch(app: &AppHandle, console: &Arc<Console>) {
    let (app, console) = (app.clone(), console.clone());
    let mut changes = console.changes();
    let mut awaited = Awaited::by(&console.actor);
    tauri::async_runtime::spawn(async move {
        loop {
            let change = match changes.recv().await {
                Ok(change) => change,
                Err(RecvError::Lagged(_)) => greenroom_core::db::feed::TableChanged::everything(),
                Err(RecvError::Closed) => return,
            };
            let perhaps = awaited.hear(&change);
            if perhaps.is_empty() {
                continue;
            }
            let ended = match awaited.ended(console.pool(), &perhaps).await {
                Ok(ended) => ended,
                Err(error) => {
                    tracing::warn!(%error, "what has ended could not be read");
                    continue;
                }
            };
            let wanted = Notices::read(&console.folders);
            let desk = app.state::<Desk>();
            for ended in ended.into_iter().filter(|ended| is_told(ended, &wanted)) {
                if desk.tells(&console) {
                    desk.put(ended.id());
                    if let Err(cause) = NoticeDue(ended).emit(&app) {
                        tracing::warn!(%cause, "no page was asked to word a notice");
                    }
                }
            }
        }
    });
}

/// The program that shows notices on this desktop; none where nothing does.
pub async fn service() -> Option<String> {
    tauri::async_runtime::spawn_blocking(server).await.ok().flatten()
}

#[cfg(all(unix, not(target_os = "macos")))]
fn server() -> Option<String> {
    notify_rust::get_server_information().ok().map(|server| server.name)
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn server() -> Option<String> {
    Some(std::env::consts::OS.to_owned())
}

/// Shows it; a click brings a window forward and leads to the address.
pub async fn show(app: AppHandle, words: NoticeWords) -> Result<()> {
    let NoticeWords { title, text, open, address } = words;
    let shown = tauri::async_runtime::spawn_blocking(move || {
        Notification::new()
            .appname("Greenroom")
            .icon("greenroom")
            .summary(&title)
            .body(&text)
            .action("default", &open)
            .show()
            .map_err(|cause| {
                Error::new(ErrorCode::NotFound, "this desktop shows no notices").details(cause.to_string())
            })
    });
    let notice = shown.await.map_err(|cause| Error::internal("showing a notice", &cause))??;
    // Waits until the notice is clicked or gone, which may be hours: a thread of its own, not one of the pool's.
    std::thread::spawn(move || {
        notice.wait_for_action(|action| {
            if action == "default" {
                lead(&app, &address);
            }
        });
    });
    Ok(())
}

fn lead(app: &AppHandle, address: &str) {
    let windows = app.webview_windows();
    let Some(window) = windows.get("main").or_else(|| windows.values().next()) else { return };
    let script = format!("window.location.hash = {}", serde_json::Value::from(address));
    let led = window
        .unminimize()
        .and_then(|()| window.show())
        .and_then(|()| window.set_focus())
        .and_then(|()| window.eval(script));
    if let Err(cause) = led {
        tracing::warn!(%cause, "a notice led nowhere");
    }
}
