//! What a version made: characters, the runs that made them, and how good they were.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use crate::error::Result;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TemplateUsage {
    pub characters: u32,
    pub runs: u32,
    /// Of those runs, 0 to 1.
    #[specta(type = Option<specta_typescript::Number>)]
    pub quality: Option<f64>,
    /// The last fifty.
    pub made: Vec<MadeCharacter>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct MadeCharacter {
    pub id: Uuid,
    pub name: String,
    pub run: Option<Uuid>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub number: Option<i64>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub quality: Option<f64>,
    pub at: DateTime<Utc>,
}

pub async fn usage(pool: &PgPool, id: Uuid) -> Result<TemplateUsage> {
    let (characters, runs, quality): (i64, i64, Option<f64>) = sqlx::query_as(
        "select count(*), count(distinct job.id), avg(job.quality_score)::float8
         from knock.personas as made left join knock.agent_jobs as job on job.id = made.generation_job_id
         where made.template_id = $1",
    )
    .bind(id)
    .fetch_one(pool)
    .await?;
    let made = sqlx::query_as(
        "select made.id, made.name, job.id as run, job.number, job.quality_score::float8 as quality, made.created_at as at
         from knock.personas as made left join knock.agent_jobs as job on job.id = made.generation_job_id
         where made.template_id = $1 order by made.created_at desc, made.id limit 50",
    )
    .bind(id)
    .fetch_all(pool)
    .await?;
    Ok(TemplateUsage { characters: characters as u32, runs: runs as u32, quality, made })
}
