//! Experiences: the scenes from which a character's past is drawn.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::FromRow;
use uuid::Uuid;

use super::{Need, PoolItem};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct Experience {
    pub id: Uuid,
    pub revision: String,
    pub need_type: Need,
    pub extra_needs: Vec<String>,
    pub intensity: String,
    pub title: String,
    pub description: String,
    pub learnings: Vec<String>,
    pub age_min: i16,
    pub age_max: i16,
    pub tags: Vec<String>,
    pub archetypes: Vec<String>,
    pub trigger_keywords: Vec<String>,
    pub priority: i16,
    pub weight: i32,
    pub is_active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl PoolItem for Experience {
    const TABLE: &'static str = "knock.data_pool_experiences";
    const WHAT: &'static str = "experiences";
    const COLUMNS: &'static str = "id, xmin::text as revision, need_type, extra_needs, intensity, title, description, \
        learnings, age_min, age_max, tags, archetypes, trigger_keywords, priority, weight, is_active, created_at, updated_at";
    const SORTS: &'static [(&'static str, &'static str, &'static str)] = &[
        ("createdAt", "created_at", "timestamptz"),
        ("updatedAt", "updated_at", "timestamptz"),
        ("title", "title", "text"),
        ("need", "need_type", "text"),
        ("intensity", "intensity", "text"),
        ("weight", "weight", "int"),
        ("priority", "priority", "smallint"),
    ];
    const TEXT: &'static [&'static str] = &["title", "description"];

    fn id(&self) -> Uuid {
        self.id
    }

    fn sort_value(&self, column: &str) -> String {
        match column {
            "updated_at" => self.updated_at.to_rfc3339(),
            "title" => self.title.clone(),
            "need_type" => self.need_type.to_string(),
            "intensity" => self.intensity.clone(),
            "weight" => self.weight.to_string(),
            "priority" => self.priority.to_string(),
            _ => self.created_at.to_rfc3339(),
        }
    }
}
