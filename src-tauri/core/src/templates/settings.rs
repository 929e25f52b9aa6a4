//! How long a prompt may be, and whether two people stand behind the default: one row, shared by everybody.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgConnection};

use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
    prompts::lint::PromptLimits,
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct TemplateSettings {
    pub revision: String,
    pub min_tokens: i32,
    pub max_tokens: i32,
    /// The default was sent to review by one person and published by another.
    pub needs_review: bool,
    pub updated_at: DateTime<Utc>,
}

/// An edit carries the whole row, so that any value can be set to anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateSettingsEdit {
    pub min_tokens: i32,
    pub max_tokens: i32,
    pub needs_review: bool,
}

impl TemplateSettings {
    pub fn limits(&self) -> PromptLimits {
        PromptLimits {
            min_tokens: self.min_tokens as u32,
            max_tokens: self.max_tokens as u32,
            ..PromptLimits::default()
        }
    }
}

pub async fn get(connection: &mut PgConnection) -> Result<TemplateSettings> {
    Ok(sqlx::query_as(
        "select xmin::text as revision, min_tokens, max_tokens, needs_review, updated_at from knock.template_settings",
    )
    .fetch_one(connection)
    .await?)
}

pub async fn update(console: &Console, revision: &str, edit: TemplateSettingsEdit) -> Result<TemplateSettings> {
    let mut write = console.write().await?;
    let updated = sqlx::query_as(
        "update knock.template_settings set min_tokens = $2, max_tokens = $3, needs_review = $4 where xmin::text = $1
         returning xmin::text as revision, min_tokens, max_tokens, needs_review, updated_at",
    )
    .bind(revision)
    .bind(edit.min_tokens)
    .bind(edit.max_tokens)
    .bind(edit.needs_review)
    .fetch_optional(&mut *write)
    .await?
    .ok_or_else(|| Error::new(ErrorCode::Stale, "the settings were changed by somebody else meanwhile"))?;
    write.commit().await?;
    Ok(updated)
}
