//! Archetypes: the types of people a character can be, with the needs that drive them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::FromRow;
use uuid::Uuid;

use super::PoolItem;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct Archetype {
    pub id: Uuid,
    pub revision: String,
    pub name: String,
    pub display_name: String,
    pub display_name_en: Option<String>,
    pub description: String,
    #[specta(type = specta_typescript::Unknown)]
    pub need_profile: serde_json::Value,
    pub matching_needs: Vec<String>,
    #[specta(type = specta_typescript::Unknown)]
    pub behaviors: serde_json::Value,
    #[specta(type = specta_typescript::Unknown)]
    pub conversation_style: Option<serde_json::Value>,
    #[specta(type = specta_typescript::Unknown)]
    pub visual_elements: serde_json::Value,
    pub keywords: Vec<String>,
    pub weight: i32,
    pub is_active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl PoolItem for Archetype {
    const TABLE: &'static str = "knock.data_pool_archetypes";
    const WHAT: &'static str = "archetypes";
    const COLUMNS: &'static str = "id, xmin::text as revision, name, display_name, display_name_en, description, \
        need_profile, matching_needs, behaviors, conversation_style, visual_elements, keywords, weight, is_active, \
        created_at, updated_at";
    const SORTS: &'static [(&'static str, &'static str, &'static str)] = &[
        ("createdAt", "created_at", "timestamptz"),
        ("updatedAt", "updated_at", "timestamptz"),
        ("name", "name", "text"),
        ("displayName", "display_name", "text"),
        ("weight", "weight", "int"),
    ];
    const TEXT: &'static [&'static str] = &["name", "display_name", "description"];

    fn id(&self) -> Uuid {
        self.id
    }

    fn sort_value(&self, column: &str) -> String {
        match column {
            "updated_at" => self.updated_at.to_rfc3339(),
            "name" => self.name.clone(),
            "display_name" => self.display_name.clone(),
            "weight" => self.weight.to_string(),
            _ => self.created_at.to_rfc3339(),
        }
    }
}
