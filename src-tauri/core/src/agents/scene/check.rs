//! Looks at a scene, whoever made it: is everything in it from the material, and does its prompt say what a prompt has
//! to say?

use super::{
    head,
    material::Material,
    objects::{LEAST, MOST, parsed},
    order,
    prompt::{OPPOSITES, REQUIRED},
    trauma,
};
use crate::agents::{
    Violation,
    shapes::{Scene, Source, Sourced},
};

const SHORTEST: usize = 400;
const LONGEST: usize = 4000;
/// Beyond this painters begin to forget.
const LONG: usize = 2600;

pub fn check(scene: &Scene, material: &Material) -> Vec<Violation> {
    let mut broken = Vec::new();
    sources(scene, material, &mut broken);
    things(scene, material, &mut broken);
    defences(scene, material, &mut broken);
    words(scene, &mut broken);
    numbers(scene, &mut broken);
    broken
}

fn sources(scene: &Scene, material: &Material, broken: &mut Vec<Violation>) {
    let said = &scene.visual_language;
    let mut parts: Vec<(String, &str, &Sourced)> = vec![
        ("visualLanguage.colors.primary".into(), "color", &said.colors.primary),
        ("visualLanguage.colors.secondary".into(), "color", &said.colors.secondary),
        ("visualLanguage.colors.accent".into(), "color", &said.colors.accent),
        ("visualLanguage.space.layout".into(), "layout", &said.space.layout),
        ("visualLanguage.lighting.light".into(), "lighting", &said.lighting.light),
    ];
    let moods = said.mood.iter().enumerate();
    parts.extend(moods.map(|(place, one)| (format!("visualLanguage.mood[{place}]"), "mood", one)));
    for (path, kind, part) in parts {
        let row = material.visuals.iter().find(|one| one.id == part.source.id && part.source.pool == "visuals");
        match row {
            Some(row) if row.element_type != kind => {
                let message = format!("{} is a {}, not a {kind}", row.value, row.element_type);
                broken.push(Violation::critical(path, "source-kind", message));
            }
            Some(_) => {}
            None if known(&part.source, material) => {}
            None => broken.push(unknown(path, &part.source)),
        }
    }
    if said.mood.is_empty() {
        broken.push(Violation::warning("visualLanguage.mood", "mood-missing", "the room has no mood"));
    }
    if material.archetype.as_ref().is_some_and(|one| one.name != scene.archetype) {
        broken.push(Violation::warning("archetype", "archetype-differs", "the scene names another archetype"));
    }
}

fn known(source: &Source, material: &Material) -> bool {
    match source.pool.as_str() {
        "visuals" => material.visuals.iter().any(|one| one.id == source.id),
        "archetypes" => material.archetype.iter().any(|one| one.id == source.id),
        "trauma_types" => material.traumas.iter().any(|one| one.id == source.id),
        _ => false,
    }
}

fn unknown(path: String, source: &Source) -> Violation {
    let message = format!("no row {} of {} was given for this scene", source.id, source.pool);
    Violation::critical(path, "source-unknown", message)
}

fn things(scene: &Scene, material: &Material, broken: &mut Vec<Violation>) {
    match scene.objects.len() {
        few if few < LEAST => {
            broken.push(Violation::critical(
                "objects",
                "objects-few",
                format!("{few} objects, at least {LEAST} are needed"),
            ));
        }
        many if many > MOST => {
            broken.push(Violation::warning("objects", "objects-many", format!("{many} objects, {MOST} are enough")));
        }
        _ => {}
    }
    for (place, object) in scene.objects.iter().enumerate() {
        let path = format!("objects[{place}]");
        let owned = material.archetype.iter().flat_map(|one| &one.objects).any(|one| one.name == object.name);
        let from_archetype = object.source.pool == "archetypes";
        if !known(&object.source, material) || (from_archetype && !owned) {
            broken.push(unknown(format!("{path}.source"), &object.source));
        }
        if object.requirement.as_deref().is_some_and(|one| parsed(one).is_none()) {
            let message = format!("the condition of {} cannot be read and was taken as met", object.name);
            broken.push(Violation::warning(format!("{path}.requirement"), "requirement-unreadable", message));
        }
        if scene.objects[..place].iter().any(|other| head(&other.name) == head(&object.name)) {
            broken.push(Violation::warning(
                path.clone(),
                "object-twice",
                format!("{} is there twice", head(&object.name)),
            ));
        }
        mentioned(scene, &object.fragment, &path, broken);
    }
}

fn mentioned(scene: &Scene, fragment: &str, path: &str, broken: &mut Vec<Violation>) {
    if fragment.trim().is_empty() || !scene.image_prompt.contains(fragment.trim()) {
        let message = format!("the prompt does not mention {fragment}");
        broken.push(Violation::critical(format!("{path}.fragment"), "prompt-leaves-out", message));
    }
}

fn defences(scene: &Scene, material: &Material, broken: &mut Vec<Violation>) {
    let many = scene.defensive_elements.len();
    if many > trauma::MOST {
        let message = format!("{many} defensive elements, at most {} are allowed", trauma::MOST);
        broken.push(Violation::critical("defensiveElements", "defences-many", message));
    }
    for (place, element) in scene.defensive_elements.iter().enumerate() {
        let path = format!("defensiveElements[{place}]");
        let row =
            material.traumas.iter().find(|one| one.id == element.source.id && element.source.pool == "trauma_types");
        match row {
            None => broken.push(unknown(format!("{path}.source"), &element.source)),
            Some(row) if !row.elements.iter().any(|one| one.object == element.object) => {
                let message = format!("{} has no {}", row.name, element.object);
                broken.push(Violation::critical(format!("{path}.object"), "defence-unknown", message));
            }
            Some(_) => {}
        }
        mentioned(scene, &element.fragment, &path, broken);
    }
}

fn words(scene: &Scene, broken: &mut Vec<Violation>) {
    let (prompt, negative) = (scene.image_prompt.to_lowercase(), scene.negative_prompt.to_lowercase());
    for needed in REQUIRED.iter().filter(|needed| !prompt.contains(**needed)) {
        broken.push(Violation::critical("imagePrompt", "prompt-format", format!("the prompt does not say {needed}")));
    }
    for opposite in OPPOSITES.iter().filter(|opposite| !negative.contains(**opposite)) {
        let message = format!("the negative prompt does not exclude {opposite}");
        broken.push(Violation::warning("negativePrompt", "negative-leaves-out", message));
    }
    match scene.image_prompt.chars().count() {
        long if long > LONGEST => {
            let message = format!("{long} characters, at most {LONGEST} are allowed");
            broken.push(Violation::critical("imagePrompt", "prompt-length", message));
        }
        long if !(SHORTEST..=LONG).contains(&long) => {
            let message = format!("{long} characters, {SHORTEST} to {LONG} are usual");
            broken.push(Violation::warning("imagePrompt", "prompt-length", message));
        }
        _ => {}
    }
    if scene.image_prompt.chars().any(is_hangul) {
        let message = "parts of the prompt are Korean; give their rows English words";
        broken.push(Violation::warning("imagePrompt", "prompt-language", message));
    }
    if !scene.reasoning.chars().any(is_hangul) {
        broken.push(Violation::warning("reasoning", "reasoning-missing", "nothing is said about why, in Korean"));
    }
}

fn is_hangul(letter: char) -> bool {
    ('가'..='힣').contains(&letter)
}

fn numbers(scene: &Scene, broken: &mut Vec<Violation>) {
    let lighting = &scene.visual_language.lighting;
    for (name, value) in [("intensity", lighting.intensity), ("warmth", lighting.warmth)] {
        if !(0.0..=1.0).contains(&value) {
            let path = format!("visualLanguage.lighting.{name}");
            broken.push(Violation::critical(path, "lighting-range", format!("{value} is not from 0 to 1")));
        }
    }
    let organization = &scene.visual_language.space.organization;
    if !order::BANDS.contains(&organization.as_str()) {
        let message = format!("{organization} is none of {}", order::BANDS.join(", "));
        broken.push(Violation::warning("visualLanguage.space.organization", "organization-unknown", message));
    }
}
