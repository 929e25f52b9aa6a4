//! Templates: versions, drafts, review, their parts and contexts; and the prompt they make.

use std::collections::BTreeMap;

use greenroom_core::{
    Result,
    prompts::{
        Compiled, KNOWN, KnownVariable, Mode, Rendered, TemplateSource,
        contexts::{self as prompt_contexts, ContextFault},
        lint::{self, Finding, PromptLanguage},
        scope::{self, PathUse, ScopeAt, TextEdit},
    },
    templates::{
        TemplateSummary, TemplateVersion,
        contexts::{self, StoredContext, StoredContextEdit},
        diff::{self, RenderedDiff},
        draft::{self, DraftSaved, FieldEdit},
        file::{self, TemplateFile, TemplateFormat},
        publish::{self, DefaultCheck, PublishCheck},
        settings::{self, TemplateSettings, TemplateSettingsEdit},
        snippets::{self, SnippetEdit, SnippetUse, SnippetVersion},
        sources::{self, ContextSource, ContextSourceKey},
        usage::{self, TemplateUsage},
        versions::{self, NewTemplate, TemplateFilter},
    },
};
use serde_json::Value;
use uuid::Uuid;

use super::Core;

#[tauri::command]
#[specta::specta]
pub async fn template_list(core: Core<'_>, filter: TemplateFilter) -> Result<Vec<TemplateSummary>> {
    versions::list(core.pool(), &filter).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_get(core: Core<'_>, id: Uuid) -> Result<TemplateVersion> {
    versions::get(&mut *core.pool().acquire().await?, id).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_create(core: Core<'_>, begin: NewTemplate) -> Result<TemplateVersion> {
    versions::create(&core, &begin).await
}

/// Writes the fields of a draft that nobody else changed, and tells of the others.
#[tauri::command]
#[specta::specta]
pub async fn template_save(core: Core<'_>, id: Uuid, edits: Vec<FieldEdit>) -> Result<DraftSaved> {
    draft::save(&core, id, &edits).await
}

/// The folder and the tags of all versions of a template.
#[tauri::command]
#[specta::specta]
pub async fn template_file_under(core: Core<'_>, name: String, folder: String, tags: Vec<String>) -> Result<u32> {
    versions::file_under(&core, &name, &folder, &tags).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_archive(core: Core<'_>, id: Uuid, archived: bool) -> Result<TemplateVersion> {
    versions::archive(&core, id, archived).await
}

/// The token brings it back.
#[tauri::command]
#[specta::specta]
pub async fn template_delete(core: Core<'_>, id: Uuid, revision: String) -> Result<Uuid> {
    versions::delete(&core, id, Some(&revision)).await
}

/// What publishing would mean; its digest is what `template_publish` is told.
#[tauri::command]
#[specta::specta]
pub async fn template_check(core: Core<'_>, id: Uuid) -> Result<PublishCheck> {
    publish::check(core.pool(), id).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_submit(
    core: Core<'_>,
    id: Uuid,
    revision: String,
    note: Option<String>,
) -> Result<TemplateVersion> {
    publish::submit(&core, id, &revision, note.as_deref()).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_take_back(
    core: Core<'_>,
    id: Uuid,
    revision: String,
    note: Option<String>,
) -> Result<TemplateVersion> {
    publish::take_back(&core, id, &revision, note.as_deref()).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_publish(
    core: Core<'_>,
    id: Uuid,
    digest: String,
    note: Option<String>,
) -> Result<TemplateVersion> {
    publish::publish(&core, id, &digest, note.as_deref()).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_default_check(core: Core<'_>, id: Uuid) -> Result<DefaultCheck> {
    publish::default_check(core.pool(), id).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_make_default(core: Core<'_>, id: Uuid, revision: String) -> Result<TemplateVersion> {
    publish::make_default(&core, id, &revision).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_usage(core: Core<'_>, id: Uuid) -> Result<TemplateUsage> {
    usage::usage(core.pool(), id).await
}

/// What two versions make of every stored context.
#[tauri::command]
#[specta::specta]
pub async fn template_diff(core: Core<'_>, before: Uuid, after: Uuid) -> Result<Vec<RenderedDiff>> {
    diff::rendered(core.pool(), before, after).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_export(core: Core<'_>, id: Uuid, format: TemplateFormat) -> Result<String> {
    TemplateFile::from(versions::get(&mut *core.pool().acquire().await?, id).await?).write(format)
}

/// Writes the file into the downloads folder and tells where it is.
#[tauri::command]
#[specta::specta]
pub async fn template_save_file(core: Core<'_>, id: Uuid, format: TemplateFormat) -> Result<String> {
    file::save(&core, id, format).await
}

/// The text of a file, as a new draft.
#[tauri::command]
#[specta::specta]
pub async fn template_import(core: Core<'_>, text: String) -> Result<TemplateVersion> {
    file::import(&core, &TemplateFile::read(&text)?).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_settings_get(core: Core<'_>) -> Result<TemplateSettings> {
    settings::get(&mut *core.pool().acquire().await?).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_settings_update(
    core: Core<'_>,
    revision: String,
    edit: TemplateSettingsEdit,
) -> Result<TemplateSettings> {
    settings::update(&core, &revision, edit).await
}

#[tauri::command]
#[specta::specta]
pub async fn snippet_list(core: Core<'_>) -> Result<Vec<SnippetVersion>> {
    snippets::list(core.pool()).await
}

#[tauri::command]
#[specta::specta]
pub async fn snippet_save(core: Core<'_>, revision: Option<String>, edit: SnippetEdit) -> Result<SnippetVersion> {
    snippets::save(&core, revision.as_deref(), &edit).await
}

#[tauri::command]
#[specta::specta]
pub async fn snippet_publish(core: Core<'_>, id: Uuid, revision: String) -> Result<SnippetVersion> {
    snippets::publish(&core, id, &revision).await
}

#[tauri::command]
#[specta::specta]
pub async fn snippet_delete(core: Core<'_>, id: Uuid) -> Result<Uuid> {
    snippets::delete(&core, id).await
}

#[tauri::command]
#[specta::specta]
pub async fn snippet_uses(core: Core<'_>, name: String) -> Result<Vec<SnippetUse>> {
    snippets::uses(core.pool(), &name).await
}

#[tauri::command]
#[specta::specta]
pub async fn context_list(core: Core<'_>) -> Result<Vec<StoredContext>> {
    contexts::list(core.pool()).await
}

/// With an id and its revision, changes a context; without, keeps a new one.
#[tauri::command]
#[specta::specta]
pub async fn context_save(
    core: Core<'_>,
    id: Option<Uuid>,
    revision: Option<String>,
    edit: StoredContextEdit,
) -> Result<StoredContext> {
    contexts::save(&core, id.zip(revision.as_deref()), &edit).await
}

#[tauri::command]
#[specta::specta]
pub async fn context_delete(core: Core<'_>, id: Uuid) -> Result<Uuid> {
    contexts::delete(&core, id).await
}

/// What contexts can be taken from; each word of the text narrows it.
#[tauri::command]
#[specta::specta]
pub async fn template_context_sources(core: Core<'_>, text: String) -> Result<Vec<ContextSource>> {
    sources::list(core.pool(), &text).await
}

#[tauri::command]
#[specta::specta]
pub async fn template_context_of(core: Core<'_>, source: ContextSourceKey) -> Result<PromptContext> {
    Ok(PromptContext(sources::variables_of(core.pool(), &source).await?))
}

/// Values by the names of variables.
#[derive(serde::Serialize, serde::Deserialize, specta::Type)]
#[serde(transparent)]
pub struct PromptContext(#[specta(type = specta_typescript::Unknown)] Value);

/// The prompt that a source and a context make, as it is being written.
#[tauri::command(async)]
#[specta::specta]
pub fn prompt_render(source: TemplateSource, context: PromptContext, mode: Mode) -> Rendered {
    Compiled::new(&source).render(&context.0, mode)
}

/// What is wrong or doubtful about a source, as it is being written.
#[tauri::command]
#[specta::specta]
pub async fn prompt_lint(
    core: Core<'_>,
    source: TemplateSource,
    contexts: BTreeMap<String, PromptContext>,
) -> Result<Vec<Finding>> {
    let limits = settings::get(&mut *core.pool().acquire().await?).await?.limits();
    let contexts: Vec<(String, Value)> = contexts.into_iter().map(|(name, context)| (name, context.0)).collect();
    Ok(lint::lint(&Compiled::new(&source), &contexts, &limits, PromptLanguage::Ko))
}

/// The variables the product knows by itself.
#[tauri::command]
#[specta::specta]
pub fn prompt_known_variables() -> Vec<KnownVariable> {
    KNOWN.clone()
}

/// What can be written at a place of a section, for completion.
#[tauri::command(async)]
#[specta::specta]
pub fn prompt_scope(source: TemplateSource, section: String, offset: u32) -> ScopeAt {
    scope::at(&source, &section, offset)
}

/// Every path that is used, with its place and the variable it means.
#[tauri::command(async)]
#[specta::specta]
pub fn prompt_paths(source: TemplateSource) -> Vec<PathUse> {
    scope::paths(&source)
}

/// The edits that give a variable another name wherever it is meant.
#[tauri::command(async)]
#[specta::specta]
pub fn prompt_rename(source: TemplateSource, from: String, to: String) -> Vec<TextEdit> {
    scope::rename(&source, &from, &to)
}

/// Contexts that try the edges of a source: empty lists, long texts, braces inside of values.
#[tauri::command(async)]
#[specta::specta]
pub fn prompt_edge_cases(source: TemplateSource) -> Vec<EdgeCase> {
    let cases = prompt_contexts::edge_cases(&source);
    cases.into_iter().map(|(name, context)| EdgeCase { name, context: PromptContext(context) }).collect()
}

#[derive(serde::Serialize, specta::Type)]
pub struct EdgeCase {
    pub name: String,
    pub context: PromptContext,
}

/// What is missing in a context, or is not what the variables say.
#[tauri::command(async)]
#[specta::specta]
pub fn prompt_context_check(source: TemplateSource, context: PromptContext) -> Vec<ContextFault> {
    prompt_contexts::check(&source, &context.0)
}
