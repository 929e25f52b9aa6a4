//! From draft to review to published, and which version is the default. What publishing would do is shown first; it happens
//! only if it still is what was shown.

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{PgConnection, PgPool, types::Json};
use uuid::Uuid;

use super::{
    draft::lock,
    goldens::{self, GoldenChange},
    settings, snippets,
    versions::{self, TemplateState, TemplateVersion, stale},
};
use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
    prompts::{
        Compiled,
        lint::{self, Finding, PromptLanguage, Severity},
    },
};

/// What publishing a version would mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PublishCheck {
    pub findings: Vec<Finding>,
    pub goldens: Vec<GoldenChange>,
    /// Errors keep a version from being published.
    pub errors: u32,
    pub digest: String,
}

/// What making a version the default would mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DefaultCheck {
    pub now: Option<String>,
    /// Runs that wait and name no version.
    pub waiting: u32,
    /// Characters the present default made; they keep it.
    pub characters: u32,
    /// Why it cannot be the default.
    pub refusal: Option<String>,
}

pub async fn check(pool: &PgPool, id: Uuid) -> Result<PublishCheck> {
    let mut connection = pool.acquire().await?;
    let version = versions::get(&mut connection, id).await?;
    checked(&mut connection, &version).await.map(|(check, _)| check)
}

async fn checked(connection: &mut PgConnection, version: &TemplateVersion) -> Result<(PublishCheck, goldens::Goldens)> {
    let source = version.source(&mut *connection).await?;
    let limits = settings::get(&mut *connection).await?.limits();
    let goldens = goldens::render(&mut *connection, version).await?;
    let contexts: Vec<_> =
        goldens.contexts.iter().map(|context| (context.name.clone(), context.variables.clone())).collect();
    let findings = lint::lint(&Compiled::new(&source), &contexts, &limits, PromptLanguage::Ko);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count() as u32;
    let check = PublishCheck { findings, errors, goldens: goldens.changes.clone(), digest: goldens.digest.clone() };
    Ok((check, goldens))
}

/// Asks a second person to look at a draft. It is not written any more until it is taken back.
pub async fn submit(console: &Console, id: Uuid, revision: &str, note: Option<&str>) -> Result<TemplateVersion> {
    step(console, id, revision, TemplateState::Draft, async |connection| {
        sqlx::query(
            "update knock.prompt_templates set state = 'review', review_note = $2, submitted_by = console.actor(),
                submitted_at = now() where id = $1",
        )
        .bind(id)
        .bind(note)
        .execute(connection)
        .await?;
        Ok(())
    })
    .await
}

/// Back to its writer, with a word why.
pub async fn take_back(console: &Console, id: Uuid, revision: &str, note: Option<&str>) -> Result<TemplateVersion> {
    step(console, id, revision, TemplateState::Review, async |connection| {
        sqlx::query("update knock.prompt_templates set state = 'draft', review_note = $2 where id = $1")
            .bind(id)
            .bind(note)
            .execute(connection)
            .await?;
        Ok(())
    })
    .await
}

async fn step(
    console: &Console,
    id: Uuid,
    revision: &str,
    from: TemplateState,
    write_it: impl AsyncFnOnce(&mut PgConnection) -> Result<()>,
) -> Result<TemplateVersion> {
    let mut write = console.write().await?;
    lock(&mut write, id).await?;
    let version = versions::get(&mut write, id).await?;
    if version.summary.revision != revision {
        return Err(stale());
    }
    if version.summary.state != from {
        return Err(Error::new(ErrorCode::Conflict, format!("this version is not in {from:?}").to_lowercase()));
    }
    write_it(&mut write).await?;
    let version = versions::get(&mut write, id).await?;
    write.commit().await?;
    Ok(version)
}

/// `digest` is the check's that somebody looked at: if anything changed since, nothing happens.
pub async fn publish(console: &Console, id: Uuid, digest: &str, note: Option<&str>) -> Result<TemplateVersion> {
    let mut write = console.write().await?;
    lock(&mut write, id).await?;
    let version = versions::get(&mut write, id).await?;
    if !matches!(version.summary.state, TemplateState::Draft | TemplateState::Review) {
        return Err(Error::new(ErrorCode::Conflict, "this version is published already"));
    }
    let (check, goldens) = checked(&mut write, &version).await?;
    if check.digest != digest {
        return Err(stale());
    }
    if let Some(error) = check.findings.iter().find(|finding| finding.severity == Severity::Error) {
        return Err(Error::invalid("sections", error.message.clone()).details(error.rule.to_string()));
    }
    let used = Compiled::new(&version.source(&mut write).await?).snippets_used();
    let pins = snippets::pins(&mut write, &used).await?;
    sqlx::query(
        "update knock.prompt_templates set state = 'published', snippets = $2, publish_note = $3 where id = $1",
    )
    .bind(id)
    .bind(Json(pins))
    .bind(note)
    .execute(&mut *write)
    .await?;
    goldens::accept(&mut write, id, &goldens).await?;
    let version = versions::get(&mut write, id).await?;
    write.commit().await?;
    Ok(version)
}

pub async fn default_check(pool: &PgPool, id: Uuid) -> Result<DefaultCheck> {
    let mut connection = pool.acquire().await?;
    let version = versions::get(&mut connection, id).await?;
    let refusal = refusal(&mut connection, &version).await?;
    let now = match versions::default_version(&mut connection).await? {
        Some(now) => Some(versions::get(&mut connection, now).await?.summary),
        None => None,
    };
    let waiting: i64 = sqlx::query_scalar(
        "select count(*) from knock.agent_jobs where status = 'pending' and input #>> '{templateId}' is null",
    )
    .fetch_one(&mut *connection)
    .await?;
    Ok(DefaultCheck {
        characters: now.as_ref().map_or(0, |now| now.characters as u32),
        now: now.map(|now| format!("{} {}", now.name, now.version)),
        waiting: waiting as u32,
        refusal: refusal.map(|error| error.message),
    })
}

/// Going back to an older version is this as well.
pub async fn make_default(console: &Console, id: Uuid, revision: &str) -> Result<TemplateVersion> {
    let mut write = console.write().await?;
    // One at a time: there is exactly one default.
    sqlx::query("select from knock.prompt_templates where is_default or id = $1 order by id for update")
        .bind(id)
        .execute(&mut *write)
        .await?;
    let version = versions::get(&mut write, id).await?;
    if version.summary.revision != revision {
        return Err(stale());
    }
    if let Some(refusal) = refusal(&mut write, &version).await? {
        return Err(refusal);
    }
    sqlx::query("update knock.prompt_templates set is_default = false where is_default and id <> $1")
        .bind(id)
        .execute(&mut *write)
        .await?;
    sqlx::query("update knock.prompt_templates set is_default = true where id = $1 and not is_default")
        .bind(id)
        .execute(&mut *write)
        .await?;
    let version = versions::get(&mut write, id).await?;
    write.commit().await?;
    Ok(version)
}

async fn refusal(connection: &mut PgConnection, version: &TemplateVersion) -> Result<Option<Error>> {
    let refuse = |message: &str| Ok(Some(Error::new(ErrorCode::Conflict, message)));
    let summary = &version.summary;
    if summary.state != TemplateState::Published {
        return refuse("only a published version can be the default");
    }
    let settings = settings::get(connection).await?;
    if settings.needs_review && (summary.submitted_by.is_none() || summary.submitted_by == summary.published_by) {
        return refuse("the default needs a second person: one who sends it to review, another who publishes it");
    }
    Ok(None)
}
