//! Golden contexts: what a version makes of them, beside what the version before it made. Publishing shows the difference
//! and asks; what was accepted is kept with the version.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use specta::Type;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::{
    contexts::{self, StoredContext},
    versions::{self, TemplateVersion},
};
use crate::{
    connection::Console,
    error::Result,
    prompts::{Compiled, Mode},
};

/// One golden context, with the version before and with this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GoldenChange {
    pub context: Uuid,
    pub name: String,
    /// What was accepted of the version before; none where it never saw this context.
    pub before: Option<String>,
    pub after: String,
    pub tokens: u32,
    pub changed: bool,
    /// Sections that could not be rendered, in the engine's words.
    pub errors: Vec<String>,
}

pub(super) struct Goldens {
    pub changes: Vec<GoldenChange>,
    pub contexts: Vec<StoredContext>,
    /// Over everything that was shown: another one means that something changed since.
    pub digest: String,
}

/// The version before is the default, or else the one this one was made from.
pub(super) async fn render(connection: &mut PgConnection, version: &TemplateVersion) -> Result<Goldens> {
    let compiled = Compiled::new(&version.source(&mut *connection).await?);
    let contexts = contexts::golden(&mut *connection).await?;
    let before = match version.summary.based_on {
        Some(id) => Some(id),
        None => versions::default_version(&mut *connection).await?,
    };
    let mut digest = Sha256::new();
    digest.update(version.summary.revision.as_bytes());
    let mut changes = Vec::with_capacity(contexts.len());
    for context in &contexts {
        let rendered = compiled.render(&context.variables, Mode::Lenient);
        let before = match before {
            Some(before) => earlier(&mut *connection, before, context).await?,
            None => None,
        };
        for part in [context.name.as_bytes(), rendered.prompt.as_bytes(), before.as_deref().unwrap_or("").as_bytes()] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        changes.push(GoldenChange {
            context: context.id,
            name: context.name.clone(),
            changed: before.as_deref() != Some(rendered.prompt.as_str()),
            before,
            tokens: rendered.tokens,
            errors: rendered
                .sections
                .iter()
                .filter_map(|section| section.error.as_ref())
                .map(|error| error.message.clone())
                .collect(),
            after: rendered.prompt,
        });
    }
    let digest = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Goldens { changes, contexts, digest })
}

/// What was accepted; of a version that is older than the context, what it makes of it now.
async fn earlier(connection: &mut PgConnection, version: Uuid, context: &StoredContext) -> Result<Option<String>> {
    let accepted: Option<(String, Value)> = sqlx::query_as(
        "select prompt, variables from knock.template_renders where template_id = $1 and context_id = $2",
    )
    .bind(version)
    .bind(context.id)
    .fetch_optional(&mut *connection)
    .await?;
    if let Some((prompt, variables)) = accepted
        && variables == context.variables
    {
        return Ok(Some(prompt));
    }
    let version = versions::get(&mut *connection, version).await?;
    let compiled = Compiled::new(&version.source(connection).await?);
    Ok(Some(compiled.render(&context.variables, Mode::Lenient).prompt))
}

/// What a version makes of the golden contexts now, beside what was accepted of it, or else of the version before.
pub async fn regress(pool: &PgPool, id: Uuid) -> Result<Vec<GoldenChange>> {
    let mut connection = pool.acquire().await?;
    let version = versions::get(&mut connection, id).await?;
    let mut changes = render(&mut connection, &version).await?.changes;
    let accepted: Vec<(Uuid, String)> =
        sqlx::query_as("select context_id, prompt from knock.template_renders where template_id = $1")
            .bind(id)
            .fetch_all(&mut *connection)
            .await?;
    for change in &mut changes {
        if let Some((_, prompt)) = accepted.iter().find(|(context, _)| *context == change.context) {
            change.changed = *prompt != change.after;
            change.before = Some(prompt.clone());
        }
    }
    Ok(changes)
}

/// From now on this is what the version makes of them.
pub async fn accept_now(console: &Console, id: Uuid) -> Result<()> {
    let mut write = console.write().await?;
    let version = versions::get(&mut write, id).await?;
    let goldens = render(&mut write, &version).await?;
    accept(&mut write, id, &goldens).await?;
    Ok(write.commit().await?)
}

pub(super) async fn accept(connection: &mut PgConnection, version: Uuid, goldens: &Goldens) -> Result<()> {
    for (change, context) in goldens.changes.iter().zip(&goldens.contexts) {
        sqlx::query(
            "insert into knock.template_renders (template_id, context_id, variables, prompt, tokens)
             values ($1, $2, $3, $4, $5)
             on conflict (template_id, context_id) do update
               set variables = excluded.variables, prompt = excluded.prompt, tokens = excluded.tokens,
                 accepted_by = console.actor(), accepted_at = now()",
        )
        .bind(version)
        .bind(context.id)
        .bind(&context.variables)
        .bind(&change.after)
        .bind(change.tokens as i32)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
