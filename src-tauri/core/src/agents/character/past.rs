//! What the past left in a character: beliefs, fears, and a line to each experience.

use super::{
    cast::{Cast, state_of},
    material::{Experience, TraumaType},
    phrases::{About, FearItem, Item, Phrases},
};
use crate::{
    agents::shapes::{Analysis, LearnedBeliefs, SelectedExperience, Trauma},
    pools::Need,
};

/// Of each of the three, from the experiences.
const MOST_LEARNED: usize = 2;
const MOST_BELIEFS: usize = 3;
const MOST_TRAUMAS: usize = 2;

/// The traumas that the experiences' words betray, most words first; without any, those of the strongest need.
pub fn traumas<'m>(types: &'m [TraumaType], past: &[&Experience], strongest: Option<Need>) -> Vec<&'m TraumaType> {
    let texts: Vec<&str> = past.iter().flat_map(|one| one.texts()).collect();
    let hits = |one: &TraumaType| {
        let words = one.keywords.iter().filter(|word| !word.trim().is_empty());
        words.map(|word| texts.iter().filter(|text| text.contains(word.as_str())).count()).sum::<usize>()
    };
    let mut betrayed: Vec<(usize, &TraumaType)> =
        types.iter().map(|one| (hits(one), one)).filter(|(hits, _)| *hits > 0).collect();
    betrayed.sort_by_key(|(hits, _)| std::cmp::Reverse(*hits));
    betrayed.truncate(MOST_TRAUMAS);
    if !betrayed.is_empty() {
        return betrayed.into_iter().map(|(_, one)| one).collect();
    }
    let of_need = strongest.map(of_need).unwrap_or_default();
    of_need.iter().find_map(|name| types.iter().find(|one| one.name == *name)).into_iter().collect()
}

fn of_need(need: Need) -> &'static [&'static str] {
    match need {
        Need::Survival => &["loss_of_control", "early_burden"],
        Need::Belonging => &["rejection", "isolation"],
        Need::Recognition => &["conditional_love", "rejection"],
        Need::Autonomy => &["loss_of_control", "emotional_suppression"],
        Need::Growth => &["conditional_love", "early_burden"],
        Need::Meaning => &["isolation", "emotional_suppression"],
    }
}

/// One fear carries the character; a second trauma adds a thing to avoid and a thing that touches it.
pub fn trauma(cast: &mut Cast, phrases: &Phrases) -> Trauma {
    let of = |name: String| move |one: &FearItem| one.when().trauma.contains(&name);
    let names = cast.traumas.clone();
    let first = names.first().and_then(|name| cast.take(&phrases.fears, 1, of(name.clone())).pop());
    let first = first.or_else(|| cast.take(&phrases.fears, 1, |_| true).pop());
    let second = names.get(1).and_then(|name| cast.take(&phrases.fears, 1, of(name.clone())).pop());
    let Some(first) = first else {
        return Trauma {
            deepest_fear: String::new(),
            never_again: String::new(),
            avoidances: Vec::new(),
            triggers: Vec::new(),
        };
    };
    let and_one = |list: &[String], other: Option<&String>| list.iter().chain(other).cloned().collect();
    Trauma {
        deepest_fear: first.fear.clone(),
        never_again: first.never.clone(),
        avoidances: and_one(&first.avoidances, second.and_then(|one| one.avoidances.first())),
        triggers: and_one(&first.triggers, second.and_then(|one| one.triggers.first())),
    }
}

/// At most two of each kind from what was lived through, and at least one besides.
pub fn beliefs(cast: &mut Cast, phrases: &Phrases, past: &[&Experience]) -> LearnedBeliefs {
    let mut learned: [Vec<String>; 3] = Default::default();
    // The first lesson of each experience before the second of any.
    let lessons = (0..4).flat_map(|place| past.iter().filter_map(move |one| one.learnings.get(place)));
    for lesson in lessons {
        let list = &mut learned[about(lesson) as usize];
        if list.len() < MOST_LEARNED && cast.may_tell(lesson) {
            cast.tell(lesson);
            list.push(lesson.clone());
        }
    }
    let of_kind = |kind: About, cast: &mut Cast, learned: &mut Vec<String>| {
        let missing = cast.number(&format!("beliefs {kind:?}"), 2, MOST_BELIEFS).saturating_sub(learned.len()).max(1);
        let more = cast.take(&phrases.beliefs, missing, |one| one.about == kind);
        learned.extend(more.into_iter().map(|one| one.text.clone()));
    };
    let [mut about_world, mut about_people, mut about_self] = learned;
    of_kind(About::Oneself, cast, &mut about_self);
    of_kind(About::People, cast, &mut about_people);
    of_kind(About::World, cast, &mut about_world);
    LearnedBeliefs { about_world, about_people, about_self }
}

/// What a sentence is about, by its plainest words: who it begins with, then whether I am in it, then others.
pub fn about(sentence: &str) -> About {
    const PEOPLE: [&str; 14] = [
        "사람들",
        "사람은",
        "어른",
        "아무도",
        "누가",
        "누구도",
        "누구나",
        "누군가",
        "친구",
        "다들",
        "남들",
        "남이",
        "식구",
        "이웃",
    ];
    const MYSELF: [&str; 14] =
        ["나는", "나도", "나를", "나만", "나한테", "나에게", "나", "난", "날", "내", "내가", "내게", "나로", "나니까"];
    let words: Vec<&str> =
        sentence.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric())).collect();
    let people = |word: &&str| PEOPLE.iter().any(|cue| word.starts_with(cue));
    let myself = |word: &&str| MYSELF.contains(word);
    if words.iter().take(1).any(people) {
        return About::People;
    }
    if words.iter().any(myself) {
        return About::Oneself;
    }
    if words.iter().any(people) { About::People } else { About::World }
}

/// Each with a sentence on what it still does, no two that begin alike.
pub fn experiences(
    cast: &mut Cast,
    phrases: &Phrases,
    analysis: &Analysis,
    past: &[&Experience],
) -> Vec<SelectedExperience> {
    let mut openings: Vec<&str> = Vec::new();
    let mut selected = Vec::new();
    for one in past {
        let state = state_of(analysis, one.need);
        let mut found = None;
        for strict in [true, false] {
            let suits = |item: &super::phrases::CustomizationItem| {
                let when = item.when();
                let of_need = when.needs.contains(&one.need) || (!strict && when.needs.is_empty());
                let in_state = when.states.is_empty() || when.states.contains(&state);
                of_need && in_state && !openings.contains(&opening(&item.text))
            };
            found = found.or_else(|| cast.take(&phrases.customizations, 1, suits).pop());
        }
        openings.extend(found.map(|item| opening(&item.text)));
        selected.push(SelectedExperience { id: one.id, customization: found.map(|item| item.text.clone()) });
    }
    selected
}

fn opening(text: &str) -> &str {
    text.char_indices().filter(|(_, letter)| *letter == ' ').nth(1).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::about;
    use crate::agents::character::phrases::About;

    #[test]
    fn sentences_are_about_the_world_people_or_oneself() {
        for (sentence, kind) in [
            ("미리 손을 써 두면 밤이 덜 길다.", About::World),
            ("내가 꼼꼼히 누른 자리는 버틴다.", About::Oneself),
            ("어른도 급하면 제 몸부터 챙긴다.", About::People),
            ("사람들은 나를 내쫓는 대신 조용히 이사를 간다.", About::People),
            ("무서운 일을 넘겨도 아무도 값을 더 쳐주지 않는다.", About::People),
            ("집안의 숫자는 내가 먼저 알고 있어야 한다.", About::Oneself),
            ("나는 이유를 묻지 않는 사람 옆이 편하다.", About::Oneself),
            ("남은 나사가 어디 것인지 나는 꼭 알아낼 거다.", About::Oneself),
            ("자리는 늘 사람보다 하나 모자란다.", About::World),
        ] {
            assert_eq!(about(sentence), kind, "{sentence}");
        }
    }
}
