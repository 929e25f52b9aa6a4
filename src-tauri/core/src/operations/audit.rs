//! What was done with people's data, and by whom. Written with the deed, in its transaction, and never changed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{FromRow, PgConnection, PgPool};
use uuid::Uuid;

use crate::error::Result;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Erase,
    Export,
    Reveal,
    PurgeRawData,
}

impl Deed {
    fn word(self) -> &'static str {
        ["erase", "export", "reveal", "purgeRawData"][self as usize]
    }
}

#[derive(Debug, Clone, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct AuditEntry {
    pub at: DateTime<Utc>,
    pub actor: String,
    pub origin: String,
    /// `erase`, `export`, `reveal` or `purgeRawData`.
    pub deed: String,
    pub subject: Uuid,
    #[specta(type = specta_typescript::Unknown)]
    pub detail: Value,
}

pub async fn record(connection: &mut PgConnection, deed: Deed, subject: Uuid, detail: Value) -> Result<()> {
    sqlx::query("insert into console.audit (deed, subject, detail) values ($1, $2, $3)")
        .bind(deed.word())
        .bind(subject)
        .bind(detail)
        .execute(connection)
        .await?;
    Ok(())
}

/// Newest first; of one person, or of all.
pub async fn list(pool: &PgPool, subject: Option<Uuid>, limit: u32) -> Result<Vec<AuditEntry>> {
    Ok(sqlx::query_as(
        "select at, actor, origin, deed, subject, detail from console.audit
         where $1::uuid is null or subject = $1 order by id desc limit $2",
    )
    .bind(subject)
    .bind(i64::from(limit))
    .fetch_all(pool)
    .await?)
}
