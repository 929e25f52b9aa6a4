//! Versions of templates as rows: listed, shown, told of after a change.

use clap::ValueEnum;
use greenroom_core::{
    Error, Result,
    templates::{
        TemplateSummary, TemplateVersion, draft,
        file::{self, TemplateFile, TemplateFormat},
        versions::{self, NewTemplate, TemplateFilter},
    },
};
use serde_json::json;
use uuid::Uuid;

use super::text_of;
use crate::{
    output::{Output, table},
    session::Session,
};

#[derive(Clone, Copy, ValueEnum)]
pub enum FileFormat {
    Json,
    Markdown,
}

pub(super) async fn get(session: &Session, id: Uuid) -> Result<TemplateVersion> {
    versions::get(&mut *session.console.pool().acquire().await?, id).await
}

pub(super) async fn revision(session: &Session, id: Uuid) -> Result<String> {
    Ok(get(session, id).await?.summary.revision)
}

pub(super) async fn list(
    session: &Session,
    filter: &TemplateFilter,
    limit: usize,
    after: Option<Uuid>,
    output: &Output,
) -> Result<()> {
    let all = versions::list(session.console.pool(), filter).await?;
    let begin = match after {
        None => 0,
        Some(after) => {
            let place = all.iter().position(|one| one.id == after);
            place.ok_or_else(|| Error::invalid("after", "this is no cursor of the list"))? + 1
        }
    };
    let page: Vec<&TemplateSummary> = all.iter().skip(begin).take(limit).collect();
    let next = page.last().filter(|_| begin + page.len() < all.len()).map(|last| last.id);
    let total = json!({ "value": all.len(), "exact": true });
    output.result(&json!({ "items": page, "next": next, "total": total }), |_| {
        let rows: Vec<Vec<String>> = page
            .iter()
            .map(|one| {
                let state =
                    if one.is_default { "default".to_owned() } else { format!("{:?}", one.state).to_lowercase() };
                let characters = one.characters.to_string();
                vec![one.id.to_string(), one.name.clone(), one.version.clone(), state, characters, one.folder.clone()]
            })
            .collect();
        table(&["id", "name", "version", "state", "characters", "folder"], &rows)
    });
    Ok(())
}

pub(super) async fn create(
    session: &Session,
    file: Option<&str>,
    from: Option<Uuid>,
    name: Option<String>,
    output: &Output,
) -> Result<()> {
    let made = match file {
        Some(file) => file::import(&session.console, &TemplateFile::read(&text_of(file)?)?).await?,
        None => versions::create(&session.console, &NewTemplate { name, from, version: None }).await?,
    };
    tell(&made, output);
    Ok(())
}

pub(super) async fn update(session: &Session, id: Uuid, revision: &str, file: &str, output: &Output) -> Result<()> {
    let file = TemplateFile::read(&text_of(file)?)?;
    tell(&draft::replace(&session.console, id, revision, &file.fields()).await?.version, output);
    Ok(())
}

pub(super) fn show(version: TemplateVersion, format: Option<FileFormat>, output: &Output) -> Result<()> {
    let Some(format) = format else {
        output.result(&version, |version| serde_json::to_string_pretty(version).unwrap_or_default());
        return Ok(());
    };
    let format = match format {
        FileFormat::Json => TemplateFormat::Json,
        FileFormat::Markdown => TemplateFormat::Markdown,
    };
    let text = TemplateFile::from(version).write(format)?;
    output.result(&json!({ "file": text }), |_| text.clone());
    Ok(())
}

pub(super) fn tell(version: &TemplateVersion, output: &Output) {
    output.result(version, |version| {
        let TemplateSummary { id, revision, name, version, state, .. } = &version.summary;
        format!("{name} {version}: {}\nid: {id}\nrevision: {revision}", format!("{state:?}").to_lowercase())
    });
}
