//! The seeds as material, and people to make rooms for: for tests of this agent and of the next.

use serde_json::Value;
use uuid::Uuid;

use super::material::{ArchetypeLook, Material, TraumaType, Visual};
use crate::{
    agents::{
        input::Length,
        shapes::{
            Analysis, Character, CompleteNeed, ConversationPatterns, LearnedBeliefs, NeedState, PersonalityTraits,
            SpeakingStyle, Speed, Tone, Trauma, TraumaAndLearning,
        },
    },
    pools::Need,
};

fn rows(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).unwrap();
    file["rows"].as_array().unwrap().clone()
}

fn text(row: &Value, key: &str) -> String {
    row[key].as_str().unwrap_or_default().to_owned()
}

fn words(row: &Value, key: &str) -> Vec<String> {
    row[key].as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

fn id_of(row: &Value) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, text(row, "key").as_bytes())
}

pub fn visuals() -> Vec<Visual> {
    let visual = |row: &Value| Visual {
        id: id_of(row),
        need: text(row, "need_type").parse().unwrap(),
        element_type: text(row, "element_type"),
        value: text(row, "value"),
        value_en: Some(text(row, "value_en")),
        prompt_fragment: Some(text(row, "prompt_fragment")),
        symbolism: Some(text(row, "symbolism")),
        weight: row["weight"].as_i64().unwrap() as i32,
    };
    rows(include_str!("../../../../../seeds/knock/content/visuals.json")).iter().map(visual).collect()
}

pub fn archetypes() -> Vec<ArchetypeLook> {
    let archetype = |row: &Value| {
        let look = serde_json::from_value(row["visual_elements"].clone()).unwrap();
        ArchetypeLook::of(id_of(row), text(row, "name"), text(row, "display_name"), look)
    };
    rows(include_str!("../../../../../seeds/knock/content/archetypes.json")).iter().map(archetype).collect()
}

pub fn traumas() -> Vec<TraumaType> {
    let trauma = |row: &Value| TraumaType {
        id: id_of(row),
        name: text(row, "name"),
        display_name: text(row, "display_name"),
        keywords: words(row, "keywords"),
        elements: serde_json::from_value(row["elements"].clone()).unwrap(),
        weight: row["weight"].as_i64().unwrap() as i32,
    };
    rows(include_str!("../../../../../seeds/knock/content/trauma_types.json")).iter().map(trauma).collect()
}

/// Everything there is, in an order that the seed turns.
pub fn material(archetype: &str, seed: u32) -> Material {
    let mut visuals = visuals();
    visuals.sort_by_key(|one| Uuid::new_v5(&one.id, &seed.to_be_bytes()));
    let archetype = archetypes().into_iter().find(|one| one.name == archetype);
    Material { visuals, archetype, traumas: traumas(), chosen: Vec::new() }
}

/// In the order of the needs.
pub fn analysis(values: [f64; 6]) -> Analysis {
    let complete = |(need, value)| CompleteNeed {
        need,
        observed: value,
        hidden: value,
        actual: value,
        gap: 0.0,
        state: NeedState::Balanced,
    };
    Analysis {
        presence_vector: vec![],
        deficiency_vector: vec![],
        complete_vector: Need::ALL.into_iter().zip(values).map(complete).collect(),
        paradoxes: vec![],
    }
}

pub fn character(archetype: &str, fear: &str) -> Character {
    Character {
        name: "한울".into(),
        archetype: archetype.into(),
        keywords: vec!["새벽".into()],
        selected_experiences: vec![],
        trauma_and_learning: TraumaAndLearning {
            learned_beliefs: LearnedBeliefs { about_world: vec![], about_people: vec![], about_self: vec![] },
            trauma: Trauma {
                deepest_fear: fear.into(),
                never_again: String::new(),
                avoidances: vec![],
                triggers: vec![],
            },
        },
        survival_strategies: vec![],
        personality_traits: PersonalityTraits { surface: vec![], shadow: vec![] },
        conversation_patterns: ConversationPatterns {
            frequent_phrases: vec![],
            never_says: vec![],
            style: SpeakingStyle {
                length: Length::Medium,
                speed: Speed::Medium,
                tone: Tone::Light,
                characteristics: vec![],
            },
        },
    }
}

/// Twelve people: their archetype, what they need and what they fear.
#[rustfmt::skip]
pub const PEOPLE: [(&str, [f64; 6], &str); 12] = [
    ("developer_gamer", [0.3, 0.85, 0.6, 0.5, 0.8, 0.3], "또 아무도 없는 빈집에 혼자 남는 것"),
    ("minimalist_achiever", [0.6, 0.3, 0.95, 0.8, 0.5, 0.4], "성적표를 보고 실망할 얼굴"),
    ("cozy_creative", [0.4, 0.9, 0.4, 0.5, 0.7, 0.6], "같이 놀자는 말을 거절당하는 일"),
    ("focused_learner", [0.4, 0.2, 0.7, 0.4, 0.95, 0.6], "쓸모를 증명해야만 앉을 수 있던 자리"),
    ("safe_organized", [0.95, 0.5, 0.3, 0.2, 0.15, 0.3], "하루아침에 정해져 있던 이사"),
    ("planned_rebel", [0.6, 0.2, 0.3, 0.95, 0.4, 0.7], "시키는 대로 끌려다니는 것"),
    ("perfectionist_explorer", [0.7, 0.2, 0.6, 0.5, 0.9, 0.3], "뜻대로 되지 않는 하루"),
    ("selective_connector", [0.75, 0.9, 0.2, 0.6, 0.3, 0.4], "믿었던 사람의 뒷말"),
    ("meaning_seeker", [0.2, 0.6, 0.3, 0.5, 0.6, 0.95], "울면 안 된다고 삼키던 저녁"),
    ("night_gardener", [0.7, 0.4, 0.1, 0.5, 0.6, 0.85], "내가 아니면 아무도 돌보지 않는 동생"),
    ("developer_gamer", [0.2, 0.3, 0.4, 0.9, 0.85, 0.3], ""),
    ("meaning_seeker", [0.5, 0.5, 0.5, 0.5, 0.5, 0.55], ""),
];
