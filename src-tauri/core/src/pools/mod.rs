//! The pools content admins curate: experiences, archetypes, visuals. What a pool's rows consist of is said in its own
//! file; reading and writing them is the same for every table (`tables`). Here is what only pools have.

pub mod archetypes;
pub mod care;
pub mod coverage;
pub mod draw;
pub mod duplicates;
pub mod experiences;
pub mod targets;
pub mod visuals;

use std::{fmt, sync::OnceLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    error::{Error, ErrorCode, Result},
    tables::Table,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Pool {
    Experiences,
    Archetypes,
    Visuals,
}

impl Pool {
    pub const ALL: [Pool; 3] = [Pool::Experiences, Pool::Archetypes, Pool::Visuals];

    pub fn table(self) -> &'static Table {
        static TABLES: OnceLock<[Table; 3]> = OnceLock::new();
        let tables = TABLES.get_or_init(|| [experiences::table(), archetypes::table(), visuals::table()]);
        &tables[self as usize]
    }

    pub fn word(self) -> &'static str {
        self.table().what
    }
}

/// The six needs, in the order in which they are always shown.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type, JsonSchema, sqlx::Type,
)]
#[serde(rename_all = "camelCase")]
#[sqlx(type_name = "varchar", rename_all = "lowercase")]
pub enum Need {
    Survival,
    Belonging,
    Recognition,
    Autonomy,
    Growth,
    Meaning,
}

impl Need {
    pub const ALL: [Need; 6] =
        [Need::Survival, Need::Belonging, Need::Recognition, Need::Autonomy, Need::Growth, Need::Meaning];
    pub const WORDS: [&'static str; 6] = ["survival", "belonging", "recognition", "autonomy", "growth", "meaning"];
}

pub const INTENSITIES: [&str; 3] = ["low", "medium", "high"];
pub const ELEMENT_TYPES: [&str; 5] = ["color", "object", "mood", "lighting", "layout"];

pub(crate) fn one_of(value: Option<&str>, field: &str, known: &[&str]) -> Result<()> {
    match value {
        Some(value) if !known.contains(&value) => {
            Err(Error::invalid(field, format!("{value} is none of {}", known.join(", "))))
        }
        _ => Ok(()),
    }
}

impl fmt::Display for Need {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(Need::WORDS[*self as usize])
    }
}

/// The six, and the other names under which they have been seen in the wild.
impl std::str::FromStr for Need {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        Ok(match word.trim().to_lowercase().as_str() {
            "survival" | "security" | "safety" | "안전" | "생존" => Need::Survival,
            "belonging" | "connection" | "소속" | "연결" => Need::Belonging,
            "recognition" | "achievement" | "인정" | "성취" => Need::Recognition,
            "autonomy" | "control" | "freedom" | "자율" | "통제" | "자유" => Need::Autonomy,
            "growth" | "성장" => Need::Growth,
            "meaning" | "의미" => Need::Meaning,
            other => {
                return Err(Error {
                    field: Some("need".into()),
                    ..Error::new(ErrorCode::Invalid, format!("{other} is none of the six needs"))
                });
            }
        })
    }
}

pub(crate) fn need_of(word: &str) -> Option<String> {
    word.parse::<Need>().ok().map(|need| need.to_string())
}

/// The three, the words of an older wizard, and the Korean ones.
pub(crate) fn intensity_of(word: &str) -> Option<String> {
    let known = match word.trim().to_lowercase().as_str() {
        "low" | "weak" | "약함" | "낮음" | "약" => "low",
        "medium" | "mid" | "중간" | "보통" | "중" => "medium",
        "high" | "strong" | "강함" | "높음" | "강" => "high",
        _ => return None,
    };
    Some(known.to_owned())
}

pub(crate) fn element_type_of(word: &str) -> Option<String> {
    let known = match word.trim().to_lowercase().as_str() {
        "color" | "colour" | "colors" | "색" | "색상" => "color",
        "object" | "objects" | "물건" | "사물" | "오브젝트" => "object",
        "mood" | "분위기" => "mood",
        "lighting" | "light" | "빛" | "조명" => "lighting",
        "layout" | "배치" | "구도" => "layout",
        _ => return None,
    };
    Some(known.to_owned())
}
