//! One file for each noun; each command is a signature and one call into the core.

mod agent;
mod app;
mod connection;
mod coverage;
mod draft;
mod exchange;
mod history;
mod home;
mod notice;
mod person;
mod pool;
mod provider;
mod row;
mod run;
mod scenario;
mod table;
mod task;
mod template;
mod view;

use std::sync::Arc;

use greenroom_core::Console;
use tauri_specta::{Commands, collect_commands};

/// The core, as commands receive it.
type Core<'a> = tauri::State<'a, Arc<Console>>;

/// A value whose shape the window knows, or an agent.
#[derive(serde::Serialize, serde::Deserialize, specta::Type)]
#[serde(transparent)]
pub struct Json(#[specta(type = specta_typescript::Unknown)] serde_json::Value);

pub fn all() -> Commands<tauri::Wry> {
    collect_commands![
        agent::agent_settings_list,
        agent::agent_settings_update,
        agent::agent_schemas,
        agent::quality_criteria_get,
        agent::quality_criteria_update,
        agent::budgets_get,
        agent::budgets_update,
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
        exchange::upload_begin,
        exchange::upload_append,
        exchange::upload_discard,
        exchange::import_dry_run_start,
        exchange::import_start,
        exchange::export_start,
        exchange::file_reveal,
        history::history_list,
        home::home_get,
        notice::notices_get,
        notice::notices_set,
        notice::notice_service,
        notice::notice_show,
        notice::notice_test,
        person::person_get,
        person::person_audit,
        person::person_export,
        person::person_erasure,
        person::person_erase,
        person::person_purge_raw,
        pool::pool_usage,
        pool::pool_impact,
        pool::pool_merge,
        pool::pool_duplicates_start,
        pool::pool_hints,
        pool::pool_draw,
        pool::draw_sources,
        pool::draw_settings_get,
        pool::draw_settings_update,
        provider::provider_list,
        provider::provider_save,
        provider::provider_delete,
        provider::provider_test,
        provider::key_state,
        provider::key_set,
        provider::key_delete,
        provider::price_list,
        provider::price_save,
        provider::price_delete,
        row::row_get,
        row::row_search,
        run::run_start,
        run::run_retry,
        run::run_fork,
        run::run_cancel,
        run::run_decide,
        run::run_archive,
        run::run_delete,
        run::run_mark,
        run::run_survey,
        run::run_get,
        run::run_events,
        run::run_compare,
        run::run_picture,
        run::run_check,
        run::run_json,
        run::run_json_find,
        run::run_file,
        run::run_import,
        run::run_pool_rows,
        run::batch_start,
        run::batch_list,
        run::batch_get,
        run::batch_runs,
        run::batch_effects,
        run::batch_file,
        run::batch_cancel,
        run::batch_resume,
        scenario::scenario_list,
        scenario::scenario_load,
        table::table_describe,
        table::table_rows,
        table::table_count,
        table::table_ruler,
        table::table_rows_by_id,
        table::table_facet,
        table::table_write,
        table::table_bulk_preview,
        table::table_bulk_start,
        table::change_undo_start,
        table::change_undo,
        table::table_trash,
        table::table_restore,
        table::table_restore_version,
        template::template_list,
        template::template_get,
        template::template_create,
        template::template_save,
        template::template_file_under,
        template::template_archive,
        template::template_delete,
        template::template_check,
        template::template_submit,
        template::template_take_back,
        template::template_publish,
        template::template_default_check,
        template::template_make_default,
        template::template_usage,
        template::template_diff,
        template::template_export,
        template::template_save_file,
        template::template_import,
        template::template_settings_get,
        template::template_settings_update,
        template::snippet_list,
        template::snippet_save,
        template::snippet_publish,
        template::snippet_delete,
        template::snippet_uses,
        template::context_list,
        template::context_save,
        template::context_delete,
        template::template_context_sources,
        template::template_context_of,
        template::prompt_render,
        template::prompt_lint,
        template::prompt_known_variables,
        template::prompt_scope,
        template::prompt_paths,
        template::prompt_rename,
        template::prompt_edge_cases,
        template::prompt_context_check,
        task::task_list,
        task::task_cancel,
        view::view_list,
        view::view_save,
        view::view_delete,
    ]
}
