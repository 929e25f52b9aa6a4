//! Visuals: colours, objects, moods, light and layout that say a need without words.

use super::{ELEMENT_TYPES, INTENSITIES, Need, care, element_type_of, intensity_of, need_of};
use crate::tables::{Column, ColumnKind, Search, Table};

pub fn table() -> Table {
    let columns = vec![
        Column::new("value", "text", ColumnKind::Color { longest: Some(255) })
            .required()
            .also(&["값", "name", "이름", "요소"]),
        Column::line("value_en", 255).also(&["영문 값", "nameEn"]),
        Column::choice("need_type", &Need::WORDS).reads(need_of).also(&["욕구", "need", "relatedNeeds"]),
        Column::choice("element_type", &ELEMENT_TYPES).reads(element_type_of).also(&["종류", "category", "분류"]),
        Column::choice("intensity", &INTENSITIES).reads(intensity_of).also(&["강도", "세기"]),
        Column::lines("description").also(&["설명"]),
        Column::lines("prompt_fragment").also(&["프롬프트", "프롬프트 조각"]),
        Column::lines("symbolism").also(&["상징"]),
        Column::whole("weight", "int", 1, 1000).default(100).also(&["가중치"]),
    ];
    Table {
        name: "knock.data_pool_visuals",
        what: "visuals",
        title: "value",
        columns: columns.into_iter().chain(care::columns()).collect(),
        known_by: None,
        spans: &[],
        search: Search::indexed(
            "(row.value || ' ' || coalesce(row.value_en, '') || ' ' || coalesce(row.description, '') || ' ' || coalesce(row.symbolism, ''))",
        ),
    }
}
