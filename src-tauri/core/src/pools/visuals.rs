//! Visuals: colours, objects, moods, light and layout that say a need without words.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::FromRow;
use uuid::Uuid;

use super::{Need, PoolItem};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct Visual {
    pub id: Uuid,
    pub revision: String,
    pub need_type: Need,
    pub intensity: String,
    pub element_type: String,
    pub value: String,
    pub value_en: Option<String>,
    pub description: Option<String>,
    pub prompt_fragment: Option<String>,
    pub symbolism: Option<String>,
    pub weight: i32,
    pub is_active: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl PoolItem for Visual {
    const TABLE: &'static str = "knock.data_pool_visuals";
    const WHAT: &'static str = "visuals";
    const COLUMNS: &'static str = "id, xmin::text as revision, need_type, intensity, element_type, value, value_en, \
        description, prompt_fragment, symbolism, weight, is_active, created_at, updated_at";
    const SORTS: &'static [(&'static str, &'static str, &'static str)] = &[
        ("createdAt", "created_at", "timestamptz"),
        ("updatedAt", "updated_at", "timestamptz"),
        ("value", "value", "text"),
        ("need", "need_type", "text"),
        ("intensity", "intensity", "text"),
        ("elementType", "element_type", "text"),
        ("weight", "weight", "int"),
    ];
    const TEXT: &'static [&'static str] = &["value", "value_en", "description", "symbolism"];

    fn id(&self) -> Uuid {
        self.id
    }

    fn sort_value(&self, column: &str) -> String {
        match column {
            "updated_at" => self.updated_at.to_rfc3339(),
            "value" => self.value.clone(),
            "need_type" => self.need_type.to_string(),
            "intensity" => self.intensity.clone(),
            "element_type" => self.element_type.clone(),
            "weight" => self.weight.to_string(),
            _ => self.created_at.to_rfc3339(),
        }
    }
}
