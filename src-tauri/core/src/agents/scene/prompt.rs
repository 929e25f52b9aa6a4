//! A scene in words: in English for whoever paints it, in Korean for people who ask why.

use super::{
    material::Material,
    objects::{Verdict, verdict},
    order, trauma,
};
use crate::{
    agents::shapes::{Scene, Sourced},
    pools::{Need, draw::NeedVector},
};

/// What every prompt must say, as a painter reads it.
pub const REQUIRED: [&str; 4] = ["16-bit pixel art", "isometric", "256x512", "32 colours"];

/// What must not be in the picture.
#[rustfmt::skip]
pub const OPPOSITES: [&str; 18] = [
    "blur", "realism", "photograph", "3d render", "anti-aliasing", "smooth gradients", "text", "letters", "watermark", "signature", "people", "faces", "hands",
    "low quality", "duplicated objects", "oversaturation", "multiple rooms", "clutter",
];

pub fn negative() -> String {
    OPPOSITES.join(", ")
}

pub fn positive(scene: &Scene) -> String {
    let said = &scene.visual_language;
    let (colors, space) = (&said.colors, &said.space);
    let mut lines = vec![
        "16-bit pixel art in the manner of a 1990s console game: an isometric view at 30 degrees into one room, \
         256x512 portrait, at most 32 colours, hard pixel edges, ordered dithering."
            .to_owned(),
        format!(
            "The room has a {}, one focal point ({}), a single seat and at least one light source; nobody is in it.",
            opening(scene),
            focus(scene)
        ),
        format!(
            "Palette: mostly {}; then {}; and as the accent {}.",
            colour(&colors.primary),
            colour(&colors.secondary),
            colour(&colors.accent)
        ),
        format!("Space: {}; {}, {}.", space.layout.fragment, space.organization, space.openness),
        format!(
            "Lighting: {}; {}, {}.",
            said.lighting.light.fragment,
            if said.lighting.night { "night outside" } else { "daylight outside" },
            brightness(said.lighting.intensity, said.lighting.warmth)
        ),
    ];
    let moods: Vec<&str> = said.mood.iter().map(|one| one.fragment.as_str()).collect();
    lines.push(format!("Mood: {}.", moods.join("; ")));
    let objects: Vec<String> =
        scene.objects.iter().enumerate().map(|(place, one)| format!("{}. {}", place + 1, one.fragment)).collect();
    lines.push(format!("Objects: {}.", objects.join("; ")));
    if !scene.defensive_elements.is_empty() {
        let elements = scene.defensive_elements.iter();
        let kept: Vec<String> =
            elements.map(|one| format!("{} {}", one.fragment, trauma::in_english(&one.placement))).collect();
        lines.push(format!("Also, quietly: {}.", kept.join("; ")));
    }
    lines.push("Crisp square pixels, no text, no people, no photograph, nothing outside this one room.".to_owned());
    lines.join("\n")
}

fn colour(one: &Sourced) -> String {
    match one.value.starts_with('#') && one.fragment != one.value {
        true => format!("{} as in {}", one.value, one.fragment),
        false => one.fragment.clone(),
    }
}

fn all_fragments(scene: &Scene) -> String {
    let said = &scene.visual_language;
    let objects = scene.objects.iter().map(|one| one.fragment.as_str());
    objects
        .chain([said.space.layout.fragment.as_str(), said.lighting.light.fragment.as_str()])
        .collect::<Vec<_>>()
        .join(" ")
}

fn opening(scene: &Scene) -> &'static str {
    let fragments = all_fragments(scene);
    if fragments.contains("door") && !fragments.contains("window") { "door" } else { "window" }
}

fn focus(scene: &Scene) -> &'static str {
    let fragments = all_fragments(scene);
    let sleeps = ["bed", "sleeping", "nest", "loft"].iter().any(|word| fragments.split(' ').any(|one| one == *word));
    if sleeps && !fragments.contains("desk") { "a bed" } else { "a desk" }
}

fn brightness(intensity: f64, warmth: f64) -> String {
    let bright = if intensity > 0.66 {
        "bright"
    } else if intensity > 0.4 {
        "moderate"
    } else {
        "dim"
    };
    let warm = if warmth > 0.6 {
        "warm"
    } else if warmth > 0.35 {
        "neutral"
    } else {
        "cool"
    };
    format!("{bright} and {warm}")
}

fn korean(need: Need) -> &'static str {
    match need {
        Need::Survival => "안전",
        Need::Belonging => "소속",
        Need::Recognition => "인정",
        Need::Autonomy => "자율",
        Need::Growth => "성장",
        Need::Meaning => "의미",
    }
}

pub fn reasoning(scene: &Scene, heard: &[Need], material: &Material, needs: &NeedVector) -> String {
    let said = &scene.visual_language;
    let strongest: Vec<String> =
        heard.iter().map(|need| format!("{}({:.2})", korean(*need), needs.of(*need))).collect();
    let mut lines = vec![
        format!("이 방을 움직이는 욕구는 {} 순이다.", strongest.join(", ")),
        format!(
            "벽은 {}, 천은 {}, 눈에 띄는 빛깔은 {}에서 왔다.",
            with_symbol(&said.colors.primary, material),
            with_symbol(&said.colors.secondary, material),
            with_symbol(&said.colors.accent, material)
        ),
        format!(
            "자리는 ‘{}’, 빛은 ‘{}’이다. {}",
            said.space.layout.value,
            said.lighting.light.value,
            if said.lighting.night { "창밖은 밤이다." } else { "창밖은 낮이다." }
        ),
        format!(
            "정돈의 정도는 {:.2}, {}이다. 안전이 끌어올리고 자율과 성장이 끌어내리며, -1에서 1 사이에 있다.",
            order::score(needs),
            tidy(&said.space.organization)
        ),
    ];
    let objects: Vec<&str> = scene.objects.iter().map(|one| one.name.as_str()).collect();
    lines.push(format!("놓인 것: {}.", objects.join(", ")));
    for element in &scene.defensive_elements {
        lines.push(format!("{}: {} — {}.", element.source.label, element.object, element.symbolism));
    }
    for object in &scene.objects {
        if object.requirement.as_deref().is_some_and(|one| verdict(one, needs) == Verdict::Unreadable) {
            lines.push(format!("‘{}’에 붙은 조건은 읽을 수 없어서 그냥 두었다.", object.name));
        }
    }
    lines.join("\n")
}

fn with_symbol(colour: &Sourced, material: &Material) -> String {
    let symbol = material.visuals.iter().find(|one| one.id == colour.source.id).and_then(|one| one.symbolism.clone());
    symbol.map_or_else(|| colour.value.clone(), |symbol| format!("{}(‘{symbol}’)", colour.value))
}

fn tidy(organization: &str) -> &'static str {
    match order::BANDS.iter().position(|band| *band == organization) {
        Some(0) => "제멋대로 어질러진 쪽",
        Some(1) => "저만 아는 차례가 있는 쪽",
        Some(2) => "가지런한 쪽",
        _ => "빈틈없이 정돈된 쪽",
    }
}
