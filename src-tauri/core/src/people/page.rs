//! One person: what they told, what they pay, the building of their characters, and how much there is of the rest.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use crate::error::{Error, Result};

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    #[serde(flatten)]
    pub summary: PersonSummary,
    /// What they told when they came; not everybody has.
    pub onboarding: Option<Onboarding>,
    /// The oldest first.
    pub characters: Vec<PersonCharacter>,
    pub building: Vec<PersonRoom>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct PersonSummary {
    pub id: Uuid,
    pub name: String,
    pub username: Option<String>,
    pub email: String,
    pub is_admin: bool,
    /// `free`, `plus`, or `expired`.
    pub plan: String,
    pub premium_expires_at: Option<DateTime<Utc>>,
    pub onboarding_completed_at: Option<DateTime<Utc>>,
    pub last_login_at: Option<DateTime<Utc>>,
    pub runs: i32,
    pub messages: i32,
    /// Browsing data was kept, which it should not have been.
    pub has_raw_data: bool,
    pub created_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct Onboarding {
    pub domains: Vec<String>,
    pub keywords: Vec<String>,
    pub categories: Vec<String>,
    pub interests: Vec<String>,
    pub avoid_topics: Vec<String>,
    pub conversation_style: Option<String>,
    pub response_length: Option<String>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct PersonCharacter {
    pub id: Uuid,
    pub name: String,
    /// `roommate` or `neighbor`.
    pub kind: String,
    pub archetype: Option<String>,
    /// With its version.
    pub template: Option<String>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub quality: Option<f64>,
    pub degraded: bool,
    pub is_active: bool,
    pub interaction_count: i32,
    pub last_interaction_at: Option<DateTime<Utc>>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub run: Option<i64>,
    pub run_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
}

/// A cell of the building.
#[derive(Debug, Clone, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct PersonRoom {
    pub id: Uuid,
    pub x: i32,
    pub y: i32,
    pub character_id: Uuid,
    pub character: String,
    /// The run whose picture it shows.
    pub run_id: Option<Uuid>,
    pub is_unlocked: bool,
    pub unlock_method: Option<String>,
    pub knock_count: i32,
    pub last_knock_at: Option<DateTime<Utc>>,
    pub next_knock_available_at: Option<DateTime<Utc>>,
}

pub async fn get(pool: &PgPool, id: Uuid) -> Result<Person> {
    let summary: Option<PersonSummary> = sqlx::query_as(
        "select id, name, username, email, is_admin, plan, premium_expires_at, onboarding_completed_at, last_login_at,
           runs, messages, has_raw_data, created_at
         from knock.person_rows where id = $1",
    )
    .bind(id)
    .fetch_optional(pool)
    .await?;
    let summary = summary.ok_or_else(|| Error::not_found("person", id))?;
    let onboarding = sqlx::query_as(
        "select domains, keywords, categories, interests, avoid_topics, conversation_style, response_length, updated_at
         from knock.onboarding_data where user_id = $1",
    )
    .bind(id)
    .fetch_optional(pool)
    .await?;
    let characters = sqlx::query_as(
        "select made.id, made.name, made.persona_type as kind, made.archetype,
           (select name || ' ' || version from knock.prompt_templates where id = made.template_id) as template,
           made.quality_score::float8 as quality, made.degraded, made.is_active, made.interaction_count,
           made.last_interaction_at, job.number as run, job.id as run_id, made.created_at
         from knock.personas as made left join knock.agent_jobs as job on job.id = made.generation_job_id
         where made.user_id = $1 order by made.created_at, made.id",
    )
    .bind(id)
    .fetch_all(pool)
    .await?;
    let building = sqlx::query_as(
        "select room.id, room.position_x as x, room.position_y as y, made.id as character_id, made.name as character,
           room.image_job_id as run_id, room.is_unlocked, room.unlock_method, room.knock_count, room.last_knock_at,
           room.next_knock_available_at
         from knock.rooms as room join knock.personas as made on made.id = room.persona_id
         where room.user_id = $1 order by room.position_y desc, room.position_x",
    )
    .bind(id)
    .fetch_all(pool)
    .await?;
    Ok(Person { summary, onboarding, characters, building })
}

/// By id, by username, or by address.
pub async fn id_of(pool: &PgPool, name: &str) -> Result<Uuid> {
    if let Ok(id) = name.parse() {
        return Ok(id);
    }
    let found = sqlx::query_scalar("select id from knock.users where username = $1 or email = $1 order by id limit 1")
        .bind(name)
        .fetch_optional(pool)
        .await?;
    found.ok_or_else(|| Error::not_found("person", name))
}
