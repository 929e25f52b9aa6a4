//! A whole character, offline: the same from the same material, person and seed, on every machine.

use super::{
    cast::{Cast, own_id},
    keywords,
    material::{Experience, Material},
    names, past,
    phrases::{Item, PHRASES, Phrases, Register, StrategyItem},
    stances::leanings,
    voice,
};
use crate::agents::{
    input::{Meta, RunInput},
    shapes::{Analysis, Character, PersonalityTrait, PersonalityTraits, Strategy, TraumaAndLearning},
};

pub fn compose(material: &Material, input: &RunInput, analysis: &Analysis, seed: u32) -> Character {
    compose_from(&PHRASES, material, input, analysis, seed)
}

/// What settles most comes first: the archetype's leanings, then the fear, then what was done about it.
fn compose_from(phrases: &Phrases, material: &Material, input: &RunInput, analysis: &Analysis, seed: u32) -> Character {
    let archetype = &material.archetype;
    let mut cast = Cast::new(analysis, &archetype.name, &input.user_data.avoid_topics, own_seed(input, seed));
    cast.register = Register::preferred(input.preferences.conversation_style);
    cast.take_stances(&leanings(archetype, voice::length(archetype, &input.preferences)));
    let mut lived: Vec<&Experience> = material.drawn().collect();
    lived.sort_by_key(|one| one.age_min);
    let strongest = cast.standings.first().map(|one| one.need);
    let traumas = past::traumas(&material.trauma_types, &lived, strongest);
    cast.traumas = traumas.into_iter().map(|one| one.name.clone()).collect();

    let name = names::choose(&cast, &phrases.names, &input.meta.user_name);
    cast.tell(&name);
    let keywords = keywords::choose(&mut cast, &input.user_data, archetype, &lived);
    let trauma = past::trauma(&mut cast, phrases);
    let survival_strategies = strategies(&mut cast, phrases);
    let personality_traits = traits(&mut cast, phrases);
    let conversation_patterns = voice::patterns(&mut cast, phrases, archetype, &input.preferences);
    let learned_beliefs = past::beliefs(&mut cast, phrases, &lived);
    let selected_experiences = past::experiences(&mut cast, phrases, analysis, &lived);
    Character {
        name,
        archetype: archetype.name.clone(),
        keywords,
        selected_experiences,
        trauma_and_learning: TraumaAndLearning { learned_beliefs, trauma },
        survival_strategies,
        personality_traits,
        conversation_patterns,
    }
}

/// Two people with one seed get two characters; one person keeps theirs while needs are tried out.
fn own_seed(input: &RunInput, seed: u32) -> u32 {
    let Meta { user_id, user_name, .. } = &input.meta;
    own_id(&format!("{seed}/{}/{user_name}", user_id.unwrap_or_default())).as_u128() as u32
}

/// One for each of the two strongest needs; who is torn between two, or needs much, has a third.
fn strategies(cast: &mut Cast, phrases: &Phrases) -> Vec<Strategy> {
    let wanted = if cast.is_torn() { 3 } else { cast.number("strategies", 2, 3) };
    let needs: Vec<_> = cast.standings.iter().map(|one| (one.need, one.state)).collect();
    let mut taken: Vec<&StrategyItem> = Vec::new();
    for (need, state) in needs.into_iter().take(wanted) {
        let of_need = |one: &StrategyItem| one.when().needs.contains(&need);
        let in_state = |one: &StrategyItem| one.when().states.is_empty() || one.when().states.contains(&state);
        let mut found = cast.take(&phrases.strategies, 1, |one| of_need(one) && in_state(one));
        if found.is_empty() {
            found = cast.take(&phrases.strategies, 1, of_need);
        }
        taken.extend(found);
    }
    let missing = wanted.saturating_sub(taken.len());
    taken.extend(cast.take(&phrases.strategies, missing, |_| true));
    let strategy = |one: &StrategyItem| Strategy {
        name: one.name.clone(),
        purpose: one.purpose.clone(),
        effect: one.effect.clone(),
        cost: one.cost.clone(),
    };
    taken.into_iter().map(strategy).collect()
}

fn traits(cast: &mut Cast, phrases: &Phrases) -> PersonalityTraits {
    let (light, dark) = (cast.number("surface", 3, 4), cast.number("shadow", 2, 3));
    let surface = cast.take(&phrases.surface, light, |_| true);
    let shadow = cast.take(&phrases.shadow, dark, |_| true);
    let one = |word: &String, behavior: &String| PersonalityTrait { word: word.clone(), behavior: behavior.clone() };
    PersonalityTraits {
        surface: surface.into_iter().map(|item| one(&item.word, &item.behavior)).collect(),
        shadow: shadow.into_iter().map(|item| one(&item.word, &item.behavior)).collect(),
    }
}
