//! What templates print of a character: the canonical context, with a description of everything that older templates print
//! whole. The same character always makes the same context.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    cast::{Standing, arrivals, own_id, standings},
    josa,
    material::{Archetype, Material},
    phrases::{Item, PHRASES, RelationshipItem},
};
use crate::{
    agents::{
        input::{Length, Preferences, RunInput},
        shapes::{Analysis, Character, ConversationPatterns, PersonalityTrait, PersonalityTraits, Speed, Tone, Trauma},
    },
    pools::Need,
};

pub fn variables(character: &Character, material: &Material, analysis: &Analysis, input: &RunInput) -> Value {
    let conversation = conversation(&character.conversation_patterns);
    let needs: Vec<Value> = standings(analysis).iter().map(|one| need(one, character)).collect();
    json!({
        "characterName": character.name,
        "userName": input.meta.user_name,
        "needs": needs,
        "experiences": experiences(character, material),
        "trauma": {
            "description": of_trauma(&character.trauma_and_learning.trauma),
            "learnedBeliefs": character.trauma_and_learning.learned_beliefs,
            "trauma": character.trauma_and_learning.trauma,
        },
        "strategies": strategies(character),
        "personality": personality(&character.personality_traits),
        "conversation": conversation.clone(),
        "conversationPattern": conversation,
        "relationship": relationship(character, input),
        "preferences": preferences(&input.preferences),
        "archetype": archetype(character, material.archetype_named(&character.archetype)),
        "keywords": character.keywords,
    })
}

fn need(one: &Standing, character: &Character) -> Value {
    let word = one.need.to_string();
    let intensity = match one.actual {
        strong if strong > 0.8 => "강함",
        middling if middling > 0.5 => "중간",
        _ => "약함",
    };
    json!({
        "need": word,
        "name": word,
        "label": label(one.need),
        "intensity": intensity,
        "value": (one.actual * 100.0).round() / 100.0,
        "description": gloss(one, character),
    })
}

pub fn label(need: Need) -> &'static str {
    match need {
        Need::Survival => "안전",
        Need::Belonging => "소속",
        Need::Recognition => "인정",
        Need::Autonomy => "자율",
        Need::Growth => "성장",
        Need::Meaning => "의미",
    }
}

fn gloss(one: &Standing, character: &Character) -> &'static str {
    let of_need = PHRASES.glosses.iter().filter(|gloss| gloss.need == one.need && gloss.state == one.state);
    let glosses: Vec<_> = of_need.collect();
    let ids = glosses.iter().map(|gloss| (own_id(&format!("glosses/{}", gloss.key)), 1.0));
    arrivals(ids, seed(character)).first().map_or("", |place| &glosses[*place].text)
}

/// Contexts are made long after the seed of a run was forgotten: the character is its own.
fn seed(character: &Character) -> u32 {
    let lived: String = character.selected_experiences.iter().map(|one| one.id.to_string()).collect();
    let id: Uuid = own_id(&format!("{}/{}/{lived}", character.name, character.archetype));
    id.as_u128() as u32
}

fn experiences(character: &Character, material: &Material) -> Vec<Value> {
    let selected = character.selected_experiences.iter();
    let rows = selected.filter_map(|one| Some((one, material.experience(one.id)?)));
    rows.enumerate()
        .map(|(place, (one, row))| {
            json!({
                "index": place + 1,
                "title": row.title,
                "ageContext": format!("{}세", row.age_min),
                "event": row.description,
                "description": row.description,
                "learnings": row.learnings,
                "customization": one.customization,
            })
        })
        .collect()
}

fn strategies(character: &Character) -> Vec<Value> {
    let numbered = character.survival_strategies.iter().enumerate();
    numbered
        .map(|(place, one)| {
            json!({
                "index": place + 1,
                "name": one.name,
                "purpose": one.purpose,
                "effect": one.effect,
                "cost": one.cost,
            })
        })
        .collect()
}

/// What is feared most, and what was sworn after.
fn of_trauma(trauma: &Trauma) -> String {
    let fear = trauma.deepest_fear.trim().trim_end_matches('.');
    let never = trauma.never_again.trim();
    match fear {
        "" => never.to_owned(),
        sentence if sentence.ends_with('다') => format!("{sentence}. {never}"),
        thing => format!("제일 무서운 건 {}. {never}", josa::with(thing, "이다", "다")),
    }
}

fn personality(traits: &PersonalityTraits) -> Value {
    json!({ "description": of_traits(traits), "surface": traits.surface, "shadow": traits.shadow })
}

/// By the words where they stand before a noun (서두르지 않는); otherwise by what is done.
fn of_traits(traits: &PersonalityTraits) -> String {
    let seen = match words_before_a_noun(&traits.surface) {
        Some(words) => format!("겉으로는 {words} 사람이다."),
        None => traits.surface.first().map(|one| one.behavior.clone()).unwrap_or_default(),
    };
    let hidden = match words_before_a_noun(&traits.shadow) {
        Some(words) => format!("오래 보면 {words} 구석이 있다."),
        None => traits.shadow.first().map(|one| one.behavior.clone()).unwrap_or_default(),
    };
    format!("{seen} {hidden}").trim().to_owned()
}

fn words_before_a_noun(traits: &[PersonalityTrait]) -> Option<String> {
    const NIEUN: u32 = 4;
    let before = |word: &&str| {
        let last = word.chars().next_back();
        last.is_some_and(|last| ('가'..='힣').contains(&last) && (last as u32 - '가' as u32) % 28 == NIEUN)
    };
    let words: Vec<&str> = traits.iter().map(|one| one.word.as_str()).filter(before).take(2).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn conversation(patterns: &ConversationPatterns) -> Value {
    json!({
        "description": of_style(patterns),
        "frequentPhrases": patterns.frequent_phrases,
        "neverSays": patterns.never_says,
        "style": patterns.style,
    })
}

fn of_style(patterns: &ConversationPatterns) -> String {
    let style = &patterns.style;
    let length = match style.length {
        Length::Short => "짧게",
        Length::Medium => "길지도 짧지도 않게",
        Length::Long => "길게",
    };
    let speed = match style.speed {
        Speed::Fast => "바로 받아",
        Speed::Medium => "제 걸음으로",
        Speed::Slow => "한 박자 쉬었다가",
    };
    let tone = match style.tone {
        Tone::Light => " 말하고, 농담을 섞는다.",
        Tone::Neutral => ", 담담하게 말한다.",
        Tone::Serious => " 말하고, 농담을 아낀다.",
    };
    format!("{speed} {length}{tone}")
}

/// A character that was just made has not quarrelled with anybody, and holds nobody's key.
pub const ONLY_LATER: [&str; 4] = ["spare-key", "quarrel-and-back", "old-housemates", "careful-after-silence"];

fn relationship(character: &Character, input: &RunInput) -> Value {
    let wanted = input.preferences.conversation_style;
    let avoided = &input.user_data.avoid_topics;
    let fits = |one: &&RelationshipItem| {
        let texts = [&one.stage, &one.description];
        let at_first = !ONLY_LATER.contains(&one.key.as_str());
        at_first
            && one.style.suits(wanted)
            && texts.into_iter().all(|text| super::mentions::mentions_any(text, avoided).is_none())
    };
    let known: Vec<&RelationshipItem> = PHRASES.relationships.iter().filter(fits).collect();
    let order = arrivals(known.iter().map(|one| (one.id(), 1.0)), seed(character));
    let Some(one) = order.first().map(|place| known[*place]) else { return json!({ "stage": "", "description": "" }) };
    let named = |text: &str| josa::name_into(text, "{userName}", input.meta.user_name.trim());
    json!({ "stage": named(&one.stage), "description": named(&one.description) })
}

/// Only what was chosen: a template asks whether it is there.
fn preferences(preferences: &Preferences) -> Value {
    serde_json::to_value(preferences).unwrap_or_else(|_| json!({}))
}

fn archetype(character: &Character, row: Option<&Archetype>) -> Value {
    json!({
        "name": character.archetype,
        "displayName": row.map_or("", |row| &row.display_name),
        "description": row.map_or("", |row| &row.description),
    })
}
