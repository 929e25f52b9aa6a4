//! Experiences: the scenes from which a character's past is drawn.

use super::{INTENSITIES, Need, care, intensity_of, need_of};
use crate::tables::{Column, Search, Table};

pub fn table() -> Table {
    let columns = vec![
        Column::line("title", 255).required().also(&["제목", "이름"]),
        Column::lines("description").required().also(&["설명", "내용", "event", "사건"]),
        Column::choice("need_type", &Need::WORDS).reads(need_of).also(&["욕구", "category", "need", "분류"]),
        Column::choice("intensity", &INTENSITIES).reads(intensity_of).also(&["강도", "세기"]),
        Column::tags("tags").also(&["태그", "tag"]),
        Column::tags("archetypes").also(&["원형", "아키타입", "archetype"]),
        Column::whole("weight", "int", 1, 1000).default(100).also(&["가중치"]),
        Column::whole("priority", "smallint", 1, 10).default(5).also(&["우선순위", "triggers.priority"]),
        Column::tags("learnings").also(&["배운 것", "깨달음", "learning"]),
        Column::whole("age_min", "smallint", 0, 100).default(13).also(&["최소 나이", "ageRange.min"]),
        Column::whole("age_max", "smallint", 0, 100).default(18).also(&["최대 나이", "ageRange.max"]),
        Column::tags("trigger_keywords").also(&["트리거 키워드", "계기", "triggers.keywords"]),
        Column::tags_of("extra_needs", &Need::WORDS).reads(need_of).also(&["추가 욕구", "triggers.needs"]),
    ];
    Table {
        name: "knock.data_pool_experiences",
        what: "experiences",
        title: "title",
        columns: columns.into_iter().chain(care::columns()).collect(),
        known_by: None,
        spans: &[("ageRange", "ageMin", "ageMax"), ("나이", "ageMin", "ageMax")],
        search: Search::indexed("(row.title || ' ' || row.description)"),
    }
}
