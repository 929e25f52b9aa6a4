//! What a run starts from: a person's onboarding data, as the product collects it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunInput {
    pub user_data: UserData,
    #[serde(default)]
    pub preferences: Preferences,
    pub meta: Meta,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct UserData {
    pub domains: Vec<String>,
    pub keywords: Vec<String>,
    pub categories: Vec<String>,
    pub interests: Vec<String>,
    pub avoid_topics: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub browsing_history: Option<BrowsingHistory>,
}

/// Counts of a week, never the addresses themselves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct BrowsingHistory {
    pub domains: Vec<DomainCount>,
    pub keywords: Vec<String>,
    pub categories: Vec<CategoryCount>,
    pub total_visits: u32,
    /// Visits in each hour of the day, from midnight; empty or 24 numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<u32>,
    /// Visits on each day of the week, from Monday; empty or 7 numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct DomainCount {
    pub domain: String,
    pub count: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct CategoryCount {
    pub category: String,
    pub count: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Preferences {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub conversation_style: Option<ConversationStyle>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub response_length: Option<Length>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ConversationStyle {
    Casual,
    Formal,
    Mixed,
}

/// Of what a character says, and of what a person likes to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Length {
    Short,
    Medium,
    Long,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// Whom the character is for; without, nothing is stored for anybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub user_id: Option<uuid::Uuid>,
    pub user_name: String,
    #[serde(default = "korean")]
    pub language: String,
}

fn korean() -> String {
    "ko".into()
}
