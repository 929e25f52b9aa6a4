//! Archetypes: the types of people a character can be, with the needs that drive them.

use serde_json::{Value, json};

use super::{Need, care, need_of};
use crate::tables::{Column, Search, Table};

pub fn table() -> Table {
    let columns = vec![
        Column::line("display_name", 100).required().also(&["표시 이름", "이름"]),
        Column::line("name", 100).required().pattern("^[a-z][a-z0-9_]*$").also(&["식별자"]),
        Column::line("display_name_en", 100).also(&["영문 이름"]),
        Column::lines("description").required().also(&["설명"]),
        Column::json("need_profile", need_profile()).required().also(&["욕구 프로필"]),
        Column::tags_of("matching_needs", &Need::WORDS).reads(need_of).also(&["맞는 욕구"]),
        Column::json("behaviors", json!({ "type": "array", "items": { "type": "string" } }))
            .required()
            .default(Vec::<Value>::new())
            .also(&["행동"]),
        Column::json("conversation_style", conversation_style()).also(&["말투", "대화 방식"]),
        Column::json("visual_elements", visual_elements()).required().default(json!({})).also(&["시각 요소"]),
        Column::tags("keywords").also(&["키워드"]),
        Column::whole("weight", "int", 1, 1000).default(100).also(&["가중치"]),
    ];
    Table {
        name: "knock.data_pool_archetypes",
        what: "archetypes",
        title: "display_name",
        columns: columns.into_iter().chain(care::columns()).collect(),
        known_by: Some("name"),
        spans: &[],
        search: Search::plain("(row.name || ' ' || row.display_name || ' ' || row.description)"),
    }
}

fn need_profile() -> Value {
    let share = json!({ "type": "number", "minimum": 0, "maximum": 1 });
    let properties: serde_json::Map<String, Value> =
        Need::WORDS.into_iter().map(|need| (need.to_owned(), share.clone())).collect();
    json!({ "type": "object", "properties": properties, "required": Need::WORDS, "additionalProperties": false })
}

fn conversation_style() -> Value {
    json!({ "type": "object", "properties": {
        "length": { "type": "string", "enum": ["short", "medium", "long"] },
        "speed": { "type": "string", "enum": ["fast", "medium", "slow"] },
        "tone": { "type": "string" },
        "formality": { "type": "string", "enum": ["low", "medium", "high"] },
        "humor": { "type": "string" },
        "characteristics": { "type": "array", "items": { "type": "string" } }
    } })
}

fn visual_elements() -> Value {
    json!({ "type": "object", "properties": {
        "objects": { "type": "array", "items": { "type": "object", "required": ["name"], "properties": {
            "name": { "type": "string" },
            "name_en": { "type": "string" },
            "weight": { "type": "number", "minimum": 0, "maximum": 1 },
            "requirement": { "type": "string" }
        } } },
        "colors": { "type": "object", "properties": {
            "primary": { "type": "string" }, "secondary": { "type": "string" }, "accent": { "type": "string" }
        } },
        "lighting": { "type": "string" },
        "mood": { "type": "string" }
    } })
}
