//! Which objects stand in the room: some that the archetype owns, some that the pool gives the needs.

use super::{
    head,
    material::{ArchetypeObject, Material, Visual},
};
use crate::{
    agents::shapes::SceneObject,
    pools::{
        Need,
        draw::{NeedVector, Numbers},
    },
};

pub const MOST: usize = 5;
pub const LEAST: usize = 2;
const OF_THE_ARCHETYPE: usize = 3;

/// What an archetype's condition says about somebody's needs.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Holds,
    Fails,
    /// Nobody can tell what it means: the object may appear, and somebody should know.
    Unreadable,
}

/// `belonging > 0.6`: a need, one of > >= < <=, a decimal number. A need that is none of the six fails.
pub fn verdict(requirement: &str, needs: &NeedVector) -> Verdict {
    let Some((word, operator, bound)) = parsed(requirement) else { return Verdict::Unreadable };
    let Ok(need) = word.parse::<Need>() else { return Verdict::Fails };
    let value = needs.of(need);
    let holds = match operator {
        ">" => value > bound,
        ">=" => value >= bound,
        "<" => value < bound,
        _ => value <= bound,
    };
    if holds { Verdict::Holds } else { Verdict::Fails }
}

pub fn parsed(requirement: &str) -> Option<(&str, &'static str, f64)> {
    let text = requirement.trim();
    let start = text.find(['<', '>'])?;
    let operator = [">=", "<=", ">", "<"].into_iter().find(|operator| text[start..].starts_with(operator))?;
    let word = text[..start].trim();
    let number = text[start + operator.len()..].trim();
    let decimal = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let one_word = !word.is_empty() && word.chars().all(|letter| letter.is_alphabetic() || letter == '_');
    let bound = number.parse().ok().filter(|_| decimal && one_word)?;
    Some((word, operator, bound))
}

enum Candidate<'a> {
    Owned(&'a ArchetypeObject),
    Given(&'a Visual),
}

impl Candidate<'_> {
    fn name(&self) -> &str {
        match self {
            Candidate::Owned(object) => &object.name,
            Candidate::Given(visual) => &visual.value,
        }
    }
}

/// Three of the archetype's and two of the pool's, the heavier the likelier; what one side lacks the other fills up.
pub fn chosen(material: &Material, needs: &NeedVector, seed: u32) -> Vec<SceneObject> {
    let owned = material.archetype.iter().flat_map(|archetype| &archetype.objects).filter(|object| {
        object.requirement.as_deref().is_none_or(|requirement| verdict(requirement, needs) != Verdict::Fails)
    });
    let given = material.visuals.iter().filter(|visual| visual.element_type == "object");
    let owned = arrived(owned.map(|object| (Candidate::Owned(object), object.weight * 100.0)), seed);
    let given = arrived(given.map(|one| (Candidate::Given(one), f64::from(one.weight) * needs.of(one.need))), seed);
    let mut taken: Vec<Candidate> = Vec::new();
    let mut left: Vec<Candidate> = Vec::new();
    for (candidates, most) in [(owned, OF_THE_ARCHETYPE), (given, MOST - OF_THE_ARCHETYPE)] {
        let enough = taken.len() + most;
        for candidate in candidates {
            let known = taken.iter().any(|other| head(other.name()) == head(candidate.name()));
            match taken.len() < enough {
                _ if known => {}
                true => taken.push(candidate),
                false => left.push(candidate),
            }
        }
    }
    for candidate in left {
        if taken.len() < MOST && taken.iter().all(|other| head(other.name()) != head(candidate.name())) {
            taken.push(candidate);
        }
    }
    taken.into_iter().map(|candidate| scene_object(&candidate, material)).collect()
}

/// In the order of a race that the seed decides: a candidate's time depends on its own name and weight alone.
fn arrived<'a>(candidates: impl Iterator<Item = (Candidate<'a>, f64)>, seed: u32) -> Vec<Candidate<'a>> {
    let mut timed: Vec<(f64, Candidate<'a>)> = candidates
        .map(|(candidate, weight)| {
            let number = candidate.name().bytes().fold(u64::from(seed) ^ 0xcbf2_9ce4_8422_2325, |mixed, byte| {
                (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            let time = -libm::log(Numbers::new(number).unit());
            (if weight > 0.0 { time / weight } else { f64::MAX }, candidate)
        })
        .collect();
    timed.sort_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.name().cmp(other.1.name())));
    timed.into_iter().map(|(_, candidate)| candidate).collect()
}

fn scene_object(candidate: &Candidate<'_>, material: &Material) -> SceneObject {
    match candidate {
        Candidate::Given(visual) => SceneObject {
            name: visual.value.clone(),
            fragment: visual.fragment().to_owned(),
            requirement: None,
            source: visual.source(),
        },
        Candidate::Owned(object) => SceneObject {
            name: object.name.clone(),
            fragment: object.fragment().to_owned(),
            requirement: object.requirement.clone(),
            source: material.archetype.as_ref().map(|one| one.source()).unwrap_or_else(super::compose::nowhere),
        },
    }
}
