//! How a trauma shows in a room: at most two objects that keep something away.

use super::{
    head,
    material::{Material, TraumaElement, TraumaType},
};
use crate::{
    agents::shapes::{Character, DefensiveElement, SceneObject},
    pools::{Need, draw::Numbers},
};

pub const MOST: usize = 2;

/// Where there are no words to go by: what hurts somebody who needs this most.
#[rustfmt::skip]
const TENDER: [(Need, &[&str]); 6] = [
    (Need::Survival, &["loss_of_control", "broken_trust"]),
    (Need::Belonging, &["isolation", "rejection"]),
    (Need::Recognition, &["conditional_love", "rejection"]),
    (Need::Autonomy, &["loss_of_control", "early_burden"]),
    (Need::Growth, &["conditional_love", "emotional_suppression"]),
    (Need::Meaning, &["emotional_suppression", "isolation"]),
];

/// English for the places the pool names, the particular before the common.
#[rustfmt::skip]
const PLACES: &[(&str, &str)] = &[
    ("문 옆", "beside the door"), ("문에서", "on the shelf seen first from the door"), ("현관", "by the entrance"), ("거리 쪽 창", "on the street-side window"),
    ("창을 등진", "with its back to the window"), ("창에서 가장 먼", "against the wall farthest from the window"), ("창턱", "in the middle of the windowsill"), ("창", "by the window"),
    ("책상 모서리", "on the corner of the desk"), ("책상 바로 위", "on the wall right above the desk"), ("책상 아래", "under the desk"), ("책상 정면", "on the wall facing the desk"),
    ("책상 옆", "on the wall beside the desk"), ("책상", "on the desk"), ("베개", "under the pillow"), ("침대 머리", "above the head of the bed"), ("머리맡", "at the head of the bed"),
    ("침대 밑", "deep under the bed"), ("침대 양옆", "on both sides of the bed"), ("침대", "beside the bed"), ("모서리", "in the inner corner of the room"), ("구석", "in the corner"),
    ("높은 선반", "at the end of a high shelf"), ("선반", "on a shelf"), ("붙박이장", "inside the open closet"), ("옷장", "on top of the wardrobe"), ("조리대", "at the end of the counter"),
    ("부엌", "against the kitchen wall"), ("책갈피", "between the pages of a book"), ("한가운데", "in the middle of the room"), ("벽", "on the wall"), ("바닥", "on the floor"),
];

pub fn in_english(placement: &str) -> &str {
    let known = PLACES.iter().find(|(korean, _)| placement.contains(korean)).map(|(_, english)| *english);
    // Somebody may have written English already.
    known.unwrap_or(if placement.is_ascii() && !placement.is_empty() { placement } else { "in plain sight" })
}

/// The types whose words occur in what the character fears, avoids and believes; most words first.
pub fn detected<'a>(material: &'a Material, character: &Character) -> Vec<&'a TraumaType> {
    let learnt = &character.trauma_and_learning;
    let (trauma, beliefs) = (&learnt.trauma, &learnt.learned_beliefs);
    let told =
        [&trauma.deepest_fear, &trauma.never_again].into_iter().chain(&trauma.avoidances).chain(&trauma.triggers);
    let believed = beliefs.about_world.iter().chain(&beliefs.about_people).chain(&beliefs.about_self);
    let text: String = told.chain(believed).map(|text| format!("{} ", text.to_lowercase())).collect();
    let hits = |one: &TraumaType| {
        one.keywords.iter().filter(|word| !word.trim().is_empty() && text.contains(&word.trim().to_lowercase())).count()
    };
    let mut found: Vec<(usize, &TraumaType)> = material.traumas.iter().map(|one| (hits(one), one)).collect();
    found.retain(|(hits, _)| *hits > 0);
    found.sort_by(|(more, one), (fewer, other)| {
        fewer.cmp(more).then(other.weight.cmp(&one.weight)).then_with(|| one.name.cmp(&other.name))
    });
    found.into_iter().map(|(_, one)| one).collect()
}

/// The one nearest to the strongest needs, by its weight.
fn nearest<'a>(material: &'a Material, ranked: &[(Need, f64)]) -> Option<&'a TraumaType> {
    let touches = |one: &TraumaType| {
        let tender = |need: Need| TENDER.iter().find(|(known, _)| *known == need).map_or(&[][..], |(_, names)| names);
        // The strongest need says most, the next ones little.
        let of = |(rank, (need, value)): (usize, &(Need, f64))| {
            let place = tender(*need).iter().position(|name| *name == one.name);
            value * place.map_or(0.05, |place| 1.0 / (1 + place) as f64) / ((1 + rank) * (1 + rank)) as f64
        };
        f64::from(one.weight) * ranked.iter().enumerate().map(of).sum::<f64>()
    };
    material.traumas.iter().rev().max_by(|one, other| touches(one).total_cmp(&touches(other)))
}

/// One of each of the two types found, or two of the only one; nothing that stands in the room anyway.
pub fn chosen(
    material: &Material,
    character: &Character,
    ranked: &[(Need, f64)],
    objects: &[SceneObject],
    seed: u32,
) -> Vec<DefensiveElement> {
    let mut types = detected(material, character);
    if types.is_empty() {
        types.extend(nearest(material, ranked));
    }
    let mut numbers = Numbers::new(u64::from(seed) ^ 0x0072_6175_6d61);
    let mut taken: Vec<DefensiveElement> = Vec::new();
    let rounds = types.iter().copied().take(MOST).cycle().take(2 * MOST);
    for one in rounds {
        let free: Vec<&TraumaElement> = one
            .elements
            .iter()
            .filter(|element| objects.iter().all(|object| head(&object.name) != head(&element.object)))
            .filter(|element| taken.iter().all(|other| head(&other.object) != head(&element.object)))
            .collect();
        if free.is_empty() || taken.len() == MOST {
            continue;
        }
        let element = free[(numbers.next() % free.len() as u64) as usize];
        taken.push(DefensiveElement {
            object: element.object.clone(),
            fragment: element.fragment().to_owned(),
            placement: element.placement.clone(),
            symbolism: element.symbolism.clone(),
            source: one.source(),
        });
    }
    taken
}
