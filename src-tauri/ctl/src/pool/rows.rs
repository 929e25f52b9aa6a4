//! Single rows: list, get, create, update, delete, restore, merge, and what is known of them.

use std::io::Read;

use greenroom_core::{
    Error, Result,
    operations::{history, views},
    pools::care,
    tables::{
        TableRow, list,
        undo::{self, Trashed},
        write::{self, RowEdit},
    },
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    Pool,
    filter::{FilterArguments, PageArguments},
};
use crate::{
    output::{Output, table},
    session::Session,
};

pub async fn list(
    session: &Session,
    pool: Pool,
    filter: FilterArguments,
    page: PageArguments,
    output: &Output,
) -> Result<()> {
    let (filter, sort) = filter.read(session, pool).await?;
    let of = pool.core().table();
    let page = list::page(session.console.pool(), of, &filter, &sort, page.after.as_deref(), page.limit).await?;
    output.result(&page, |page| {
        let rows: Vec<Vec<String>> = page.items.iter().map(|row| line(pool, row)).collect();
        let about = if page.total.exact { "" } else { "≈" };
        format!("{}\n{}/{about}{}", table(&["id", "what", "name", "weight"], &rows), rows.len(), page.total.value)
    });
    Ok(())
}

fn line(pool: Pool, row: &TableRow) -> Vec<String> {
    let text = |key: &str| row.text(key).unwrap_or_default().to_owned();
    let what = match pool {
        Pool::Experiences => format!("{}/{}", text("needType"), text("intensity")),
        Pool::Archetypes => text("name"),
        Pool::Visuals => format!("{}/{}/{}", text("needType"), text("elementType"), text("intensity")),
    };
    let title = text(&pool.core().table().title().key);
    vec![text("id"), what, title, row.0.get("weight").map(Value::to_string).unwrap_or_default()]
}

pub async fn get(session: &Session, pool: Pool, id: Uuid, output: &Output) -> Result<()> {
    let mut connection = session.console.pool().acquire().await?;
    let row = list::get(&mut connection, pool.core().table(), id).await?;
    output.result(&row, pretty);
    Ok(())
}

pub async fn create(session: &Session, pool: Pool, set: &str, output: &Output) -> Result<()> {
    let edit = RowEdit { id: None, revision: None, set: values(set)? };
    print(write::update(&session.console, pool.core().table(), edit).await?, output);
    Ok(())
}

pub async fn update(
    session: &Session,
    pool: Pool,
    id: Uuid,
    revision: String,
    set: &str,
    output: &Output,
) -> Result<()> {
    let edit = RowEdit { id: Some(id), revision: Some(revision), set: values(set)? };
    print(write::update(&session.console, pool.core().table(), edit).await?, output);
    Ok(())
}

pub async fn delete(session: &Session, pool: Pool, id: Uuid, revision: Option<String>, output: &Output) -> Result<()> {
    let undo = write::delete(&session.console, pool.core().table(), id, revision.as_deref()).await?;
    output.result(&json!({ "deleted": 1, "undo": undo }), |_| format!("undo: {undo}"));
    Ok(())
}

pub async fn restore(
    session: &Session,
    pool: Pool,
    id: Uuid,
    version: Option<(String, String)>,
    output: &Output,
) -> Result<()> {
    let table = pool.core().table();
    let restored = match version {
        Some((change, revision)) => undo::restore_version(&session.console, table, id, &revision, &change).await?,
        None => {
            let (change_set, mut rows) = undo::restore_deleted(&session.console, table, &[id]).await?;
            (change_set, rows.remove(0))
        }
    };
    print(restored, output);
    Ok(())
}

pub async fn trash(session: &Session, pool: Pool, output: &Output) -> Result<()> {
    let trashed = undo::trash(session.console.pool(), pool.core().table(), None).await?;
    output.result(&trashed, |trashed| {
        let line = |row: &Trashed| {
            vec![row.id.clone(), row.at.format("%Y-%m-%d %H:%M:%S").to_string(), row.actor.clone(), row.label.clone()]
        };
        table(&["id", "at (UTC)", "actor", "name"], &trashed.iter().map(line).collect::<Vec<_>>())
    });
    Ok(())
}

pub async fn history(session: &Session, pool: Pool, id: Uuid, output: &Output) -> Result<()> {
    let filter = history::HistoryFilter {
        table: Some(pool.core().table().name.to_owned()),
        row_id: Some(id.to_string()),
        limit: Some(1000),
        ..history::HistoryFilter::default()
    };
    let page = history::list(session.console.pool(), &filter).await?;
    output.result(&page, |page| {
        let line = |change: &history::Change| {
            vec![
                change.id.clone(),
                change.at.format("%Y-%m-%d %H:%M:%S").to_string(),
                change.actor.clone(),
                format!("{:?}", change.operation).to_lowercase(),
                change.fields.join(", "),
            ]
        };
        let rows: Vec<Vec<String>> = page.items.iter().map(line).collect();
        table(&["change", "at (UTC)", "actor", "what", "fields"], &rows)
    });
    Ok(())
}

pub async fn usage(session: &Session, pool: Pool, id: Uuid, output: &Output) -> Result<()> {
    let usage = care::usage(session.console.pool(), pool.core(), id).await?;
    output.result(&usage, pretty);
    Ok(())
}

pub async fn merge(session: &Session, pool: Pool, keep: Uuid, remove: Uuid, set: &str, output: &Output) -> Result<()> {
    let set = values(set)?;
    let mut connection = session.console.pool().acquire().await?;
    let of = pool.core().table();
    let kept = list::get(&mut connection, of, keep).await?;
    let removed = list::get(&mut connection, of, remove).await?;
    drop(connection);
    let merged =
        care::merge(&session.console, pool.core(), (keep, kept.revision()), (remove, removed.revision()), set).await?;
    print(merged, output);
    Ok(())
}

pub async fn views(session: &Session, pool: Pool, output: &Output) -> Result<()> {
    let views = views::list(&session.console, pool.core().table().name).await?;
    output.result(&views, |views| {
        let line = |view: &views::SavedView| {
            vec![view.name.clone(), view.owner.clone(), if view.is_shared { "shared" } else { "" }.to_owned()]
        };
        table(&["name", "owner", ""], &views.iter().map(line).collect::<Vec<_>>())
    });
    Ok(())
}

/// The row as it is now, and beside its columns the token that undoes what was done.
fn print((undo, mut row): (Uuid, TableRow), output: &Output) {
    row.0.insert("undo".to_owned(), Value::from(undo.to_string()));
    output.result(&row, pretty);
}

fn pretty<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

fn values(set: &str) -> Result<Map<String, Value>> {
    let mut piped = String::new();
    let text = match set {
        "-" => {
            std::io::stdin().read_to_string(&mut piped).map_err(|cause| Error::io("reading standard input", cause))?;
            &piped
        }
        text => text,
    };
    serde_json::from_str(text)
        .map_err(|cause| Error::invalid("set", "the values are no JSON object").details(cause.to_string()))
}
