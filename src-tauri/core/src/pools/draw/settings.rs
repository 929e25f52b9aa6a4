//! How the draw weighs and how many it takes: one row, shared by everybody.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgPool};

use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct DrawSettings {
    pub revision: String,
    /// So many of the strongest needs take part.
    pub needs_considered: i32,
    /// If they are above this; the strongest always does.
    #[specta(type = specta_typescript::Number)]
    pub need_cut: f64,
    #[specta(type = specta_typescript::Number)]
    pub archetype_factor: f64,
    #[specta(type = specta_typescript::Number)]
    pub intensity_factor: f64,
    /// For each keyword that hits, up to the cap.
    #[specta(type = specta_typescript::Number)]
    pub keyword_factor: f64,
    pub keyword_cap: i32,
    pub most_of_a_need: i32,
    pub experience_count: i32,
    /// Of each element type.
    pub visual_count: i32,
    pub archetype_shortlist: i32,
    pub updated_at: DateTime<Utc>,
}

/// An edit carries the whole row, so that any value can be set to anything.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DrawSettingsEdit {
    pub needs_considered: i32,
    #[specta(type = specta_typescript::Number)]
    pub need_cut: f64,
    #[specta(type = specta_typescript::Number)]
    pub archetype_factor: f64,
    #[specta(type = specta_typescript::Number)]
    pub intensity_factor: f64,
    #[specta(type = specta_typescript::Number)]
    pub keyword_factor: f64,
    pub keyword_cap: i32,
    pub most_of_a_need: i32,
    pub experience_count: i32,
    pub visual_count: i32,
    pub archetype_shortlist: i32,
}

pub async fn get(pool: &PgPool) -> Result<DrawSettings> {
    Ok(sqlx::query_as(
        "select xmin::text as revision, needs_considered, need_cut, archetype_factor, intensity_factor, keyword_factor,
            keyword_cap, most_of_a_need, experience_count, visual_count, archetype_shortlist, updated_at
         from knock.draw_settings",
    )
    .fetch_one(pool)
    .await?)
}

pub async fn update(console: &Console, revision: &str, edit: DrawSettingsEdit) -> Result<DrawSettings> {
    let mut write = console.write().await?;
    let updated = sqlx::query_as(
        "update knock.draw_settings
         set needs_considered = $2, need_cut = $3, archetype_factor = $4, intensity_factor = $5, keyword_factor = $6,
            keyword_cap = $7, most_of_a_need = $8, experience_count = $9, visual_count = $10, archetype_shortlist = $11
         where xmin::text = $1
         returning xmin::text as revision, needs_considered, need_cut, archetype_factor, intensity_factor,
            keyword_factor, keyword_cap, most_of_a_need, experience_count, visual_count, archetype_shortlist,
            updated_at",
    )
    .bind(revision)
    .bind(edit.needs_considered)
    .bind(edit.need_cut)
    .bind(edit.archetype_factor)
    .bind(edit.intensity_factor)
    .bind(edit.keyword_factor)
    .bind(edit.keyword_cap)
    .bind(edit.most_of_a_need)
    .bind(edit.experience_count)
    .bind(edit.visual_count)
    .bind(edit.archetype_shortlist)
    .fetch_optional(&mut *write)
    .await?
    .ok_or_else(|| Error::new(ErrorCode::Stale, "the settings of the draw were changed by somebody else meanwhile"))?;
    write.commit().await?;
    Ok(updated)
}

impl From<&DrawSettings> for DrawSettingsEdit {
    fn from(now: &DrawSettings) -> Self {
        Self {
            needs_considered: now.needs_considered,
            need_cut: now.need_cut,
            archetype_factor: now.archetype_factor,
            intensity_factor: now.intensity_factor,
            keyword_factor: now.keyword_factor,
            keyword_cap: now.keyword_cap,
            most_of_a_need: now.most_of_a_need,
            experience_count: now.experience_count,
            visual_count: now.visual_count,
            archetype_shortlist: now.archetype_shortlist,
        }
    }
}
