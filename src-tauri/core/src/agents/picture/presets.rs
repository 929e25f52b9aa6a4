//! Ten rooms that are always there: what somebody gets when no picture of their own came about. They are scenes like
//! any other, drawn by the same hand; there are no files.

use uuid::Uuid;

use super::{
    colour::{Lab, named},
    draw,
};
use crate::{
    agents::shapes::{Lighting, Scene, SceneColors, SceneObject, Source, Sourced, Space, VisualLanguage},
    pools::{Need, draw::NeedVector},
};

#[derive(Debug)]
pub struct Preset {
    pub name: &'static str,
    pub title: &'static str,
    pub title_en: &'static str,
    pub needs: [Need; 2],
    /// Wall, cloth and accent.
    pub palette: [&'static str; 3],
    /// English words, as a scene's moods have them.
    pub mood: &'static str,
    pub tags: &'static [&'static str],
    look: Look,
}

#[derive(Debug)]
struct Look {
    light: &'static str,
    night: bool,
    warmth: f64,
    layout: &'static str,
    organization: &'static str,
    objects: &'static [&'static str],
    seed: u32,
}

use Need::{Autonomy, Belonging, Growth, Meaning, Recognition, Survival};

#[rustfmt::skip]
static PRESETS: [Preset; 10] = [
    Preset {
        name: "cozy-developer", title: "화면 곁의 스탠드", title_en: "Lamp beside the screen", needs: [Growth, Belonging],
        palette: ["#2E6F8E", "#E8985A", "#8ED081"], mood: "homely focused late-night warm",
        tags: &["computer", "keyboard", "screen", "mugs", "lamp", "plant", "notebooks"],
        look: Look { light: "화면의 푸른빛", night: true, warmth: 0.8, layout: "책상 하나", organization: "ordered chaos", objects: &["키보드", "머그 두 개", "식물", "고양이 방석"], seed: 3 },
    },
    Preset {
        name: "creative-sanctuary", title: "손이 쉬지 않는 방", title_en: "Busy hands", needs: [Belonging, Growth],
        palette: ["#D9662B", "#F2CBA0", "#7FA66A"], mood: "warm homely making creative supper",
        tags: &["yarn", "sewing", "teacups", "armchair", "dried", "flowers", "blanket", "kettle"],
        look: Look { light: "난로 불빛", night: true, warmth: 0.95, layout: "발받침", organization: "lived-in", objects: &["털실 바구니", "찻잔 선반", "안락의자", "재봉틀", "말린 꽃"], seed: 8 },
    },
    Preset {
        name: "minimalist-zen", title: "비워 둔 한낮", title_en: "Noon kept empty", needs: [Survival, Meaning],
        palette: ["#D8C6A5", "#8B5E3C", "#5F7F5A"], mood: "calm predictable quiet stillness empty",
        tags: &["sand", "stones", "leaf", "plant", "kettle", "cushion", "mat"],
        look: Look { light: "오전 햇빛", night: false, warmth: 0.4, layout: "깔개 하나만 남긴 텅 빈", organization: "highly organised", objects: &["모래 쟁반", "잎이 하나뿐인 화분", "방석 두 장"], seed: 5 },
    },
    Preset {
        name: "gamer-den", title: "한 판 더", title_en: "One more round", needs: [Belonging, Recognition],
        palette: ["#3B3F86", "#C8402F", "#2F9C95"], mood: "playful bright charged festive",
        tags: &["console", "controllers", "game", "board", "trophy", "map", "tangerines"],
        look: Look { light: "색 전등", night: true, warmth: 0.5, layout: "비스듬히", organization: "creative chaos", objects: &["게임기", "보드게임 상자", "게임 지도", "우승컵", "귤 바구니"], seed: 4 },
    },
    Preset {
        name: "bookworm-library", title: "다음 장이 궁금한 방", title_en: "The next chapter", needs: [Growth, Meaning],
        palette: ["#3E5F4A", "#7A2E4A", "#E0B23C"], mood: "focused reading quiet curious study",
        tags: &["books", "bookshelf", "ladder", "globe", "thick", "lamp", "armchair", "notebooks"],
        look: Look { light: "초록 갓등", night: true, warmth: 0.8, layout: "비스듬히 책상", organization: "tidy", objects: &["책장과 사다리", "지구본", "두꺼운 책", "등받이 높은 의자"], seed: 2 },
    },
    Preset {
        name: "plant-parent", title: "물 주는 아침", title_en: "Watering morning", needs: [Growth, Survival],
        palette: ["#B4D488", "#F4DA6B", "#1E9E57"], mood: "fresh morning slow growing open",
        tags: &["plants", "seedlings", "watering", "pots", "greenhouse", "moss", "seed", "trowel"],
        look: Look { light: "오전 햇빛", night: false, warmth: 0.5, layout: "꺼내 놓은 방 책상", organization: "ordered chaos", objects: &["사다리 선반 화분", "물뿌리개", "유리컵 고구마", "이끼 정원", "식물"], seed: 6 },
    },
    Preset {
        name: "social-butterfly", title: "자리를 비워 둔 저녁", title_en: "Seats kept free", needs: [Belonging, Autonomy],
        palette: ["#E58A8A", "#E8985A", "#38A3D1"], mood: "festive holiday homely warm visit",
        tags: &["table", "bowls", "mugs", "cushions", "corkboard", "lights", "slippers", "garland"],
        look: Look { light: "알전구", night: true, warmth: 0.85, layout: "상을 가운데 두고 둘러놓은 방석", organization: "lived-in", objects: &["낮은 밥상", "코르크판", "실내화 네 켤레", "빵 두 덩이"], seed: 9 },
    },
    Preset {
        name: "achiever-office", title: "결승선 앞", title_en: "Before the finish", needs: [Recognition, Autonomy],
        palette: ["#1F3F7A", "#C9CFD6", "#E0B23C"], mood: "crisp tidy proud bright awards",
        tags: &["trophies", "medal", "certificate", "schedule", "desk", "clock", "white"],
        look: Look { light: "곧게 떨어지는 흰 등", night: true, warmth: 0.15, layout: "좌우를 똑같이", organization: "highly organised", objects: &["흰 책상", "트로피들", "상장 액자", "벽시계", "운동 매트"], seed: 7 },
    },
    Preset {
        name: "artist-studio", title: "덧칠하는 오후", title_en: "Painting over", needs: [Autonomy, Meaning],
        palette: ["#AC8ED2", "#2F9C95", "#E8985A"], mood: "messy project rebellious paint open",
        tags: &["canvas", "easel", "paint", "worktable", "mannequin", "guitar", "pencils"],
        look: Look { light: "천창 한낮", night: false, warmth: 0.45, layout: "작업 자리", organization: "creative chaos", objects: &["이젤과 캔버스", "작업대", "페인트통", "색연필이 꽂힌 유리병", "기타"], seed: 1 },
    },
    Preset {
        name: "night-owl", title: "별을 보는 사람", title_en: "Watching stars", needs: [Meaning, Survival],
        palette: ["#22304F", "#7A2E4A", "#A9783B"], mood: "vast stars cosmic silence reflective moonlight",
        tags: &["telescope", "clock", "candles", "radio", "journal", "moon", "blanket"],
        look: Look { light: "달빛", night: true, warmth: 0.6, layout: "침대를 모서리에 붙인", organization: "tidy", objects: &["망원경", "괘종시계", "라디오", "조각 이불"], seed: 11 },
    },
];

pub fn presets() -> &'static [Preset] {
    &PRESETS
}

/// Of the rooms that suit one of the two strongest needs the one most like the scene; the first, if none is like it.
pub fn preset_for(scene: &Scene, needs: &NeedVector) -> &'static Preset {
    let mut strongest = Need::ALL;
    strongest.sort_by(|one, other| needs.of(*other).total_cmp(&needs.of(*one)));
    let suits = |preset: &Preset| preset.needs.iter().any(|need| strongest[..2].contains(need));
    let first = &PRESETS[0];
    let best = PRESETS.iter().filter(|preset| suits(preset)).map(|preset| (score(preset, scene), preset));
    best.rev().max_by_key(|(score, _)| *score).map_or(first, |(_, preset)| preset)
}

/// Four for each colour in common, three for each word of the mood and for each tag among the objects.
fn score(preset: &Preset, scene: &Scene) -> usize {
    let said = &scene.visual_language;
    let colours = [&said.colors.primary, &said.colors.secondary, &said.colors.accent];
    let alike = |one: &str, other: &Sourced| match (named(one), named(&other.value)) {
        (Some(one), Some(other)) => Lab::of(one).apart(Lab::of(other)) < 0.008,
        _ => false,
    };
    let shared = preset.palette.iter().filter(|one| colours.iter().any(|other| alike(one, other))).count();
    let moods = words(&said.mood.iter().map(|one| format!("{} {} ", one.value, one.fragment)).collect::<String>());
    let things = words(&scene.objects.iter().map(|one| format!("{} {} ", one.name, one.fragment)).collect::<String>());
    let mood = preset.mood.split(' ').filter(|word| word.len() > 3 && moods.iter().any(|other| other == word)).count();
    let tags = preset.tags.iter().filter(|tag| things.iter().any(|word| word == *tag)).count();
    4 * shared + 3 * mood + 3 * tags
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect()
}

pub fn draw_preset(preset: &Preset) -> Vec<u8> {
    draw(&preset.scene(), preset.look.seed)
}

impl Preset {
    /// The room in the terms of Agent 4.
    pub fn scene(&self) -> Scene {
        let look = &self.look;
        let sourced = |value: &str| Sourced { value: value.to_owned(), fragment: String::new(), source: self.source() };
        let object = |name: &&str| SceneObject {
            name: (*name).to_owned(),
            fragment: String::new(),
            requirement: None,
            source: self.source(),
        };
        let [primary, secondary, accent] = self.palette.map(sourced);
        Scene {
            image_prompt: String::new(),
            negative_prompt: String::new(),
            visual_language: VisualLanguage {
                colors: SceneColors { primary, secondary, accent },
                space: Space {
                    layout: sourced(look.layout),
                    organization: look.organization.to_owned(),
                    openness: String::new(),
                },
                lighting: Lighting {
                    light: sourced(look.light),
                    night: look.night,
                    intensity: 0.6,
                    warmth: look.warmth,
                },
                mood: vec![sourced(self.mood)],
            },
            objects: look.objects.iter().map(object).collect(),
            defensive_elements: Vec::new(),
            archetype: String::new(),
            reasoning: String::new(),
        }
    }

    fn source(&self) -> Source {
        Source { pool: "presets".to_owned(), id: Uuid::nil(), label: self.title.to_owned() }
    }
}
