//! The rules of a character, whoever wrote it. What breaks one is told by its place; nothing is mended here.

use std::collections::BTreeSet;

use super::{
    keywords::{LEAST, LONGEST, MOST},
    material::Material,
    mentions::{forbidden, mentions_any},
    names::is_of,
    phrases::Register,
    voice::register_of,
};
use crate::agents::{
    Severity, Violation,
    input::{ConversationStyle, RunInput},
    shapes::{Character, Tone},
};

const FEWEST_EXPERIENCES: usize = 3;
const MOST_EXPERIENCES: usize = 5;
const FEWEST_NEEDS: usize = 2;

pub fn check(character: &Character, material: &Material, input: &RunInput) -> Vec<Violation> {
    let mut found = Vec::new();
    name(character, input, &mut found);
    archetype(character, material, &mut found);
    keywords(character, &mut found);
    experiences(character, material, &mut found);
    minima(character, &mut found);
    texts(character, material, input, &mut found);
    preferences(character, input, &mut found);
    found
}

fn name(character: &Character, input: &RunInput, found: &mut Vec<Violation>) {
    let name = character.name.as_str();
    let syllables = name.chars().count();
    let hangul = name.chars().all(|letter| ('가'..='힣').contains(&letter));
    if syllables == 4 && hangul {
        found.push(Violation::warning("name", "name-syllables", "a name of four syllables is long"));
    } else if !(2..=3).contains(&syllables) || !hangul {
        found.push(Violation::critical("name", "name-syllables", format!("`{name}` is not 2 or 3 Hangul syllables")));
    }
    if is_of(name, &input.meta.user_name) {
        found.push(Violation::critical("name", "name-of-user", format!("{name} is the person's own name")));
    }
}

fn archetype(character: &Character, material: &Material, found: &mut Vec<Violation>) {
    if material.archetype_named(&character.archetype).is_none() {
        let message = format!("`{}` is none of the archetypes offered", character.archetype);
        found.push(Violation::critical("archetype", "unknown-archetype", message));
    }
}

fn keywords(character: &Character, found: &mut Vec<Violation>) {
    let count = character.keywords.len();
    if !(LEAST..=MOST).contains(&count) {
        let message = format!("there are {count} keywords, not {LEAST} to {MOST}");
        found.push(Violation::critical("keywords", "keyword-count", message));
    }
    for (place, word) in character.keywords.iter().enumerate() {
        let (path, letters) = (format!("keywords[{place}]"), word.chars().count());
        if letters > LONGEST {
            let message = format!("{letters} characters are more than {LONGEST}");
            found.push(Violation::critical(path.as_str(), "keyword-length", message));
        }
        if character.keywords[..place].contains(word) {
            found.push(Violation::critical(path, "keyword-repeated", format!("`{word}` is there twice")));
        }
    }
}

fn experiences(character: &Character, material: &Material, found: &mut Vec<Violation>) {
    let selected = &character.selected_experiences;
    let mut seen = BTreeSet::new();
    for (place, one) in selected.iter().enumerate() {
        let path = format!("selectedExperiences[{place}].id");
        if material.experience(one.id).is_none() {
            let message = format!("{} is none of the experiences offered", one.id);
            found.push(Violation::critical(path.as_str(), "unknown-experience", message));
        }
        if !seen.insert(one.id) {
            found.push(Violation::critical(path, "experience-repeated", format!("{} is there twice", one.id)));
        }
    }
    let count = selected.len();
    let message = format!("there are {count} experiences, not {FEWEST_EXPERIENCES} to {MOST_EXPERIENCES}");
    let offered = material.experiences.len();
    let path = "selectedExperiences";
    // A short pool, or a draw that found few, is nobody's mistake.
    let short = offered < FEWEST_EXPERIENCES || count == material.drawn.len();
    if count == 0 || count > MOST_EXPERIENCES || (count < FEWEST_EXPERIENCES && !short) {
        found.push(Violation::critical(path, "experience-count", message));
    } else if count < FEWEST_EXPERIENCES {
        found.push(Violation::warning(path, "experience-count", message));
    }
    let needs: BTreeSet<_> =
        selected.iter().filter_map(|one| material.experience(one.id)).map(|one| one.need).collect();
    if count > 0 && needs.len() < FEWEST_NEEDS {
        found.push(Violation::warning(path, "need-diversity", "the experiences are all of one need"));
    }
}

fn minima(character: &Character, found: &mut Vec<Violation>) {
    let (traits, talk) = (&character.personality_traits, &character.conversation_patterns);
    let (beliefs, trauma) = (&character.trauma_and_learning.learned_beliefs, &character.trauma_and_learning.trauma);
    use Severity::{Critical, Warning};
    for (path, count, least, severity) in [
        ("survivalStrategies", character.survival_strategies.len(), 2, Critical),
        ("personalityTraits.surface", traits.surface.len(), 3, Critical),
        ("personalityTraits.shadow", traits.shadow.len(), 2, Critical),
        ("conversationPatterns.frequentPhrases", talk.frequent_phrases.len(), 3, Critical),
        ("conversationPatterns.neverSays", talk.never_says.len(), 2, Critical),
        ("traumaAndLearning.learnedBeliefs.aboutWorld", beliefs.about_world.len(), 1, Warning),
        ("traumaAndLearning.learnedBeliefs.aboutPeople", beliefs.about_people.len(), 1, Warning),
        ("traumaAndLearning.learnedBeliefs.aboutSelf", beliefs.about_self.len(), 1, Warning),
        ("traumaAndLearning.trauma.avoidances", trauma.avoidances.len(), 1, Warning),
        ("traumaAndLearning.trauma.triggers", trauma.triggers.len(), 1, Warning),
        ("conversationPatterns.style.characteristics", talk.style.characteristics.len(), 1, Warning),
    ] {
        if count < least {
            let message = format!("there are {count}, at least {least} are needed");
            found.push(Violation { severity, ..Violation::critical(path, "too-few", message) });
        }
    }
}

/// Every text by its place.
pub fn told(character: &Character) -> Vec<(String, &str)> {
    let mut told: Vec<(String, &str)> = vec![("name".into(), &character.name)];
    plain(&mut told, "keywords", &character.keywords);
    for (place, one) in character.selected_experiences.iter().enumerate() {
        if let Some(text) = &one.customization {
            told.push((format!("selectedExperiences[{place}].customization"), text));
        }
    }
    let (beliefs, trauma) = (&character.trauma_and_learning.learned_beliefs, &character.trauma_and_learning.trauma);
    plain(&mut told, "traumaAndLearning.learnedBeliefs.aboutWorld", &beliefs.about_world);
    plain(&mut told, "traumaAndLearning.learnedBeliefs.aboutPeople", &beliefs.about_people);
    plain(&mut told, "traumaAndLearning.learnedBeliefs.aboutSelf", &beliefs.about_self);
    told.push(("traumaAndLearning.trauma.deepestFear".into(), &trauma.deepest_fear));
    told.push(("traumaAndLearning.trauma.neverAgain".into(), &trauma.never_again));
    plain(&mut told, "traumaAndLearning.trauma.avoidances", &trauma.avoidances);
    plain(&mut told, "traumaAndLearning.trauma.triggers", &trauma.triggers);
    told.extend(in_lists(character));
    told
}

fn in_lists(character: &Character) -> impl Iterator<Item = (String, &str)> {
    let (traits, talk) = (&character.personality_traits, &character.conversation_patterns);
    let strategies = character.survival_strategies.iter().enumerate().flat_map(|(place, one)| {
        [("name", &one.name), ("purpose", &one.purpose), ("effect", &one.effect), ("cost", &one.cost)]
            .map(|(field, text)| (format!("survivalStrategies[{place}].{field}"), text.as_str()))
    });
    let traits = [("surface", &traits.surface), ("shadow", &traits.shadow)].into_iter().flat_map(|(side, list)| {
        list.iter().enumerate().flat_map(move |(place, one)| {
            [("trait", &one.word), ("behavior", &one.behavior)]
                .map(|(field, text)| (format!("personalityTraits.{side}[{place}].{field}"), text.as_str()))
        })
    });
    let spoken = [("frequentPhrases", &talk.frequent_phrases), ("neverSays", &talk.never_says)];
    let spoken = spoken.into_iter().flat_map(|(list, phrases)| {
        phrases.iter().enumerate().flat_map(move |(place, one)| {
            [("phrase", &one.phrase), ("reason", &one.reason)]
                .map(|(field, text)| (format!("conversationPatterns.{list}[{place}].{field}"), text.as_str()))
        })
    });
    let habits = talk.style.characteristics.iter().enumerate();
    let habits =
        habits.map(|(place, text)| (format!("conversationPatterns.style.characteristics[{place}]"), text.as_str()));
    strategies.chain(traits).chain(spoken).chain(habits)
}

fn plain<'c>(told: &mut Vec<(String, &'c str)>, path: &str, texts: &'c [String]) {
    told.extend(texts.iter().enumerate().map(|(place, text)| (format!("{path}[{place}]"), text.as_str())));
}

/// Nothing empty, nothing twice, nothing forbidden, nothing the person avoids.
fn texts(character: &Character, material: &Material, input: &RunInput, found: &mut Vec<Violation>) {
    let avoided = &input.user_data.avoid_topics;
    let mut seen = BTreeSet::new();
    for (path, text) in told(character) {
        let spoken = path == "name" || path.starts_with("keywords") || path.ends_with(".phrase");
        let severity = if spoken { Severity::Critical } else { Severity::Warning };
        let mut tell = |rule: &str, severity, message: String| {
            found.push(Violation { severity, ..Violation::critical(path.as_str(), rule, message) });
        };
        if text.trim().is_empty() {
            tell("empty-text", Severity::Critical, "there is nothing here".into());
        } else if !seen.insert(text.trim()) && !path.starts_with("keywords") {
            tell("text-repeated", Severity::Warning, "the same text is there twice".into());
        }
        if let Some(topic) = mentions_any(text, avoided) {
            tell("avoided-topic", severity, format!("it speaks of {topic}, which the person avoids"));
        }
        if let Some(word) = forbidden(text) {
            tell("forbidden-word", severity, format!("it contains `{word}`"));
        }
    }
    for (place, one) in character.selected_experiences.iter().enumerate() {
        let row = material.experience(one.id);
        if let Some(topic) = row.and_then(|row| row.texts().find_map(|text| mentions_any(text, avoided))) {
            let message = format!("the experience speaks of {topic}, which the person avoids");
            found.push(Violation::warning(format!("selectedExperiences[{place}]"), "avoided-topic", message));
        }
    }
}

fn preferences(character: &Character, input: &RunInput, found: &mut Vec<Violation>) {
    let talk = &character.conversation_patterns;
    if input.preferences.response_length.is_some_and(|wanted| wanted != talk.style.length) {
        let path = "conversationPatterns.style.length";
        found.push(Violation::warning(path, "preferred-length", "it is not the length the person prefers"));
    }
    let style = input.preferences.conversation_style;
    let (tone, registers): (&[Tone], &[Register]) = match style {
        Some(ConversationStyle::Casual) => (&[Tone::Light, Tone::Neutral], &[Register::Casual]),
        Some(ConversationStyle::Formal) => (&[Tone::Neutral, Tone::Serious], &[Register::Formal, Register::Polite]),
        Some(ConversationStyle::Mixed) | None => return,
    };
    if !tone.contains(&talk.style.tone) {
        let path = "conversationPatterns.style.tone";
        found.push(Violation::warning(path, "preferred-style", "the tone is not what the person prefers"));
    }
    for (place, one) in talk.frequent_phrases.iter().enumerate() {
        if register_of(&one.phrase).is_some_and(|register| !registers.contains(&register)) {
            let path = format!("conversationPatterns.frequentPhrases[{place}].phrase");
            found.push(Violation::warning(
                path,
                "preferred-style",
                "it is not the way the person likes to be spoken to",
            ));
        }
    }
}
