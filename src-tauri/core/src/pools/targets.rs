//! How many rows the team wants in its pools: one row, shared by everybody.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgPool};

use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct CoverageTargets {
    pub revision: String,
    pub experiences_per_need: i32,
    pub experiences_per_intensity: i32,
    pub visuals_per_need: i32,
    pub visuals_per_element: i32,
    pub updated_at: DateTime<Utc>,
}

/// An edit carries the whole row, so that any value can be set to anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CoverageTargetsEdit {
    pub experiences_per_need: i32,
    pub experiences_per_intensity: i32,
    pub visuals_per_need: i32,
    pub visuals_per_element: i32,
}

pub async fn get(pool: &PgPool) -> Result<CoverageTargets> {
    Ok(sqlx::query_as(
        "select xmin::text as revision, experiences_per_need, experiences_per_intensity, visuals_per_need,
            visuals_per_element, updated_at
         from knock.coverage_targets",
    )
    .fetch_one(pool)
    .await?)
}

pub async fn update(console: &Console, revision: &str, edit: CoverageTargetsEdit) -> Result<CoverageTargets> {
    let mut write = console.write().await?;
    let updated = sqlx::query_as(
        "update knock.coverage_targets
         set experiences_per_need = $2, experiences_per_intensity = $3, visuals_per_need = $4, visuals_per_element = $5
         where xmin::text = $1
         returning xmin::text as revision, experiences_per_need, experiences_per_intensity, visuals_per_need,
            visuals_per_element, updated_at",
    )
    .bind(revision)
    .bind(edit.experiences_per_need)
    .bind(edit.experiences_per_intensity)
    .bind(edit.visuals_per_need)
    .bind(edit.visuals_per_element)
    .fetch_optional(&mut *write)
    .await?
    .ok_or_else(|| Error::new(ErrorCode::Stale, "the targets were changed by somebody else meanwhile"))?;
    write.commit().await?;
    Ok(updated)
}
