//! The decision: which colours, which light, which things. It depends on nothing but its arguments.

use uuid::Uuid;

use super::{
    light::brightness,
    material::{Material, Visual},
    objects, order, prompt, ranked, trauma,
};
use crate::{
    agents::shapes::{Analysis, Character, Lighting, Scene, SceneColors, Source, Sourced, Space, VisualLanguage},
    pools::Need,
};

/// So many of the strongest needs have a say; those below the cut only if nobody else has one.
const HEARD: usize = 3;
const CUT: f64 = 0.5;

pub fn compose(material: &Material, character: &Character, analysis: &Analysis, seed: u32) -> Scene {
    let (needs, ranked) = (analysis.needs(), ranked(analysis));
    let heard: Vec<Need> = ranked
        .iter()
        .enumerate()
        .filter(|(place, (_, value))| *place == 0 || (*place < HEARD && *value > CUT))
        .map(|(_, (need, _))| *need)
        .collect();
    let pick = Picking { material, heard: &heard };
    let (layout, light, mood) = (pick.one("layout", 0, &[]), pick.one("lighting", 0, &[]), pick.moods());
    let moods: String = mood.iter().map(|one| format!("{} {} ", one.value, one.fragment)).collect();
    let light = light.map_or_else(nothing, sourced);
    let bright = brightness(&format!("{} {}", light.value, light.fragment), &moods, &needs);
    let objects = objects::chosen(material, &needs, seed);
    let mut scene = Scene {
        image_prompt: String::new(),
        negative_prompt: prompt::negative(),
        visual_language: VisualLanguage {
            colors: pick.colors(),
            space: Space {
                layout: layout.map_or_else(nothing, sourced),
                organization: order::organization(&needs).to_owned(),
                openness: order::openness(heard[0]).to_owned(),
            },
            lighting: Lighting { light, night: bright.night, intensity: bright.intensity, warmth: bright.warmth },
            mood,
        },
        defensive_elements: trauma::chosen(material, character, &ranked, &objects, seed),
        objects,
        archetype: character.archetype.clone(),
        reasoning: String::new(),
    };
    scene.image_prompt = prompt::positive(&scene);
    scene.reasoning = prompt::reasoning(&scene, &heard, material, &needs);
    scene
}

/// What stands where nothing could be found; `check` objects to it.
pub fn nowhere() -> Source {
    Source { pool: "visuals".to_owned(), id: Uuid::nil(), label: String::new() }
}

fn nothing() -> Sourced {
    Sourced { value: String::new(), fragment: String::new(), source: nowhere() }
}

fn sourced(visual: &Visual) -> Sourced {
    Sourced { value: visual.value.clone(), fragment: visual.fragment().to_owned(), source: visual.source() }
}

struct Picking<'a> {
    material: &'a Material,
    heard: &'a [Need],
}

impl<'a> Picking<'a> {
    /// What was drawn first for the need at that place; for the next ones if it has none; of any need at last.
    fn one(&self, element_type: &str, place: usize, but: &[Uuid]) -> Option<&'a Visual> {
        let mut all = self.material.visuals.iter().filter(|one| one.element_type == element_type);
        let fresh = |one: &&Visual| !but.contains(&one.id);
        let asked = self.heard.get(place).into_iter().chain(self.heard);
        let wanted = asked.map(|need| all.clone().find(|one| one.need == *need && fresh(one)));
        wanted.flatten().next().or_else(|| all.clone().find(fresh)).or_else(|| all.next())
    }

    /// The strongest need paints the walls, the second the cloth, the third what catches the eye.
    fn colors(&self) -> SceneColors {
        let mut used: Vec<Uuid> = Vec::new();
        let mut colour = |place: usize| {
            let found = self.one("color", place, &used);
            used.extend(found.map(|one| one.id));
            found.map_or_else(|| self.own_colour(place), sourced)
        };
        SceneColors { primary: colour(0), secondary: colour(1), accent: colour(2) }
    }

    /// Without colours in the pool there are still the archetype's.
    fn own_colour(&self, place: usize) -> Sourced {
        let Some(archetype) = &self.material.archetype else { return nothing() };
        let Some(colour) = archetype.colors.get(place) else { return nothing() };
        Sourced { value: colour.clone(), fragment: colour.clone(), source: archetype.source() }
    }

    fn moods(&self) -> Vec<Sourced> {
        let of = |need: &Need| self.material.visuals.iter().find(|one| one.element_type == "mood" && one.need == *need);
        let moods: Vec<Sourced> = self.heard.iter().filter_map(of).map(sourced).collect();
        if moods.is_empty() { self.one("mood", 0, &[]).map(sourced).into_iter().collect() } else { moods }
    }
}
