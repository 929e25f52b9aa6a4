//! One file for each noun; each command is a signature and one call into the core.

mod app;
mod connection;
mod coverage;
mod draft;
mod history;
mod home;
mod row;
mod scenario;

use std::sync::Arc;

use greenroom_core::Console;
use tauri_specta::{Commands, collect_commands};

/// The core, as commands receive it.
type Core<'a> = tauri::State<'a, Arc<Console>>;

pub fn all() -> Commands<tauri::Wry> {
    collect_commands![
        app::app_info,
        app::window_open,
        app::window_ready,
        connection::connection_get,
        connection::connection_retry,
        connection::connection_migrate,
        coverage::coverage_get,
        coverage::coverage_targets_get,
        coverage::coverage_targets_update,
        draft::draft_list,
        draft::draft_save,
        draft::draft_discard,
        history::history_list,
        home::home_get,
        row::row_get,
        row::row_search,
        scenario::scenario_list,
        scenario::scenario_load,
    ]
}
