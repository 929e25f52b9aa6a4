//! Inputs nobody would send, and what holds for every one of them.

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{analyse, run, texts};
use crate::{
    agents::{
        Violation,
        input::{BrowsingHistory, CategoryCount, DomainCount, RunInput, UserData},
        needs::{ask, check, fallback, read, repair},
    },
    pools::Need,
};

const WORDS: [&str; 16] = [
    "혼밥",
    "승진 심사",
    "편도 항공권",
    "재난 문자",
    "미적분",
    "왜 일하는가",
    "게임이론",
    "단톡방 나가기",
    "칭찬",
    "날씨",
    "",
    " ",
    "🫠",
    "ㅋㅋㅋ",
    "learn rust",
    "\u{202e}\u{0}",
];
const PLACES: [&str; 12] = [
    "github.com",
    "youtube.com",
    "kma.go.kr",
    "1365.go.kr",
    "x.ac.kr",
    "naver.com",
    "brunch.co.kr",
    "",
    "...",
    "📚.com",
    "https://www.booking.com/x?y",
    "discord.com",
];
const KINDS: [&str; 10] =
    ["social", "Gaming", "development", "general", "여행", "", "곤충", "education", "shopping", "entertainment"];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![4 => select(&WORDS[..]).prop_map(str::to_owned), 1 => any::<String>(), 1 => "[가-힣 ]{0,12}"]
}

fn count() -> impl Strategy<Value = u32> {
    prop_oneof![0..300_u32, Just(0), Just(u32::MAX), any::<u32>()]
}

fn history() -> impl Strategy<Value = BrowsingHistory> {
    let domain =
        (select(&PLACES[..]), count()).prop_map(|(domain, count)| DomainCount { domain: domain.into(), count });
    let kind = (select(&KINDS[..]), count()).prop_map(|(kind, count)| CategoryCount { category: kind.into(), count });
    let times = |length: usize| prop_oneof![vec(count(), length), vec(count(), 0..30), Just(Vec::new())];
    (vec(domain, 0..12), vec(word(), 0..30), vec(kind, 0..10), count(), times(24), times(7)).prop_map(
        |(domains, keywords, categories, total_visits, hours, days)| BrowsingHistory {
            domains,
            keywords,
            categories,
            total_visits,
            hours,
            days,
        },
    )
}

fn input() -> impl Strategy<Value = RunInput> {
    let words = |most: usize| vec(word(), 0..most);
    let listed = |known: &'static [&'static str]| vec(select(known).prop_map(str::to_owned), 0..10);
    (listed(&PLACES), words(40), listed(&KINDS), words(10), words(6), option::of(history())).prop_map(
        |(domains, keywords, categories, interests, avoid_topics, browsing_history)| {
            run(UserData { domains, keywords, categories, interests, avoid_topics, browsing_history })
        },
    )
}

proptest! {
    #[test]
    fn any_input_gets_an_analysis_that_can_be_used(input in input()) {
        let analysis = analyse(&input);
        let found = check(&analysis);
        prop_assert!(!Violation::any_critical(&found), "{found:?}");
        let unwelcome = ["canonical-order", "state-agrees", "intensity-agrees", "evidence-empty"];
        prop_assert!(found.iter().all(|one| !unwelcome.contains(&one.rule.as_str())), "{found:?}");
        for one in &analysis.complete_vector {
            prop_assert_eq!((one.observed * 100.0).round() / 100.0, one.observed);
        }
    }

    #[test]
    fn the_same_input_gets_the_same_bytes(input in input()) {
        let bytes = |input: &RunInput| serde_json::to_string(&analyse(input)).unwrap();
        prop_assert_eq!(bytes(&input), bytes(&input.clone()));
    }

    #[test]
    fn our_own_answers_are_read_without_a_word(input in input()) {
        let analysis = analyse(&input);
        let (again, found) = read(&serde_json::to_value(&analysis).unwrap()).unwrap();
        prop_assert!(found.iter().all(|one| one.rule != "mended"), "{found:?}");
        let numbers = |analysis: &crate::agents::shapes::Analysis| serde_json::to_value(&analysis.complete_vector).unwrap();
        prop_assert_eq!(numbers(&again), numbers(&analysis));
    }

    #[test]
    fn any_input_can_be_asked_about_and_any_answer_can_be_sent_back(input in input(), answer in any::<String>()) {
        let question = ask(&input);
        let data: serde_json::Value = serde_json::from_str(&question.user).unwrap();
        prop_assert!(data["keywords"].as_array().unwrap().len() <= 100);
        let again = repair(&question, &answer, &[Violation::critical("a", "b", &answer)]);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&again.user).is_ok());
    }
}

#[test]
fn nothing_at_all_is_low_and_balanced() {
    let analysis = analyse(&run(UserData::default()));
    assert_eq!(analysis.complete_vector.iter().map(|one| one.actual).collect::<Vec<_>>(), [0.2; 6]);
    assert!(analysis.presence_vector.is_empty() && analysis.deficiency_vector.is_empty());
    assert!(analysis.paradoxes.is_empty());
}

#[test]
fn thousands_of_words_stay_within_bounds() {
    let every: Vec<String> = super::super::content::themes::all()
        .flat_map(|theme| theme.stems.split('|'))
        .flat_map(|stem| (0..5).map(move |number| format!("{} {number}", stem.trim())))
        .collect();
    assert!(every.len() > 1000);
    let analysis = analyse(&run(UserData { interests: every.clone(), keywords: every, ..UserData::default() }));
    assert!(!Violation::any_critical(&check(&analysis)));
    let numbers = Need::ALL.map(|need| super::of(&analysis, need).actual);
    assert!(numbers.iter().all(|value| *value <= 1.0), "{numbers:?}");
}

#[test]
fn enormous_counts_stay_within_bounds() {
    let mut enormous =
        super::history(&[("social", u32::MAX / 4), ("social", u32::MAX / 4)], &[("discord.com", u32::MAX)]);
    enormous.total_visits = 1;
    enormous.hours = vec![u32::MAX; 24];
    enormous.days = vec![0, 0, 0, 0, 0, u32::MAX, u32::MAX];
    let user = UserData { keywords: texts(&["날씨"]), browsing_history: Some(enormous), ..UserData::default() };
    let analysis = analyse(&run(user));
    assert!(!Violation::any_critical(&check(&analysis)), "{analysis:?}");
}

#[test]
fn the_fallback_is_what_the_product_falls_back_to() {
    let fallback = fallback();
    let numbers = fallback.complete_vector.iter().map(|one| one.actual).collect::<Vec<_>>();
    assert_eq!(numbers, [0.5, 0.6, 0.5, 0.5, 0.7, 0.4]);
    assert!(fallback.complete_vector.iter().all(|one| one.gap == 0.0 && one.observed == one.hidden));
    let found = check(&fallback);
    assert_eq!(found.iter().map(|one| one.rule.as_str()).collect::<Vec<_>>(), ["no-paradox"]);
}
