//! One trace at a time: what it does to the numbers, and how it is told.

use super::{analyse, history, lack, of, run, texts, told};
use crate::{
    agents::{
        input::{BrowsingHistory, RunInput, UserData},
        shapes::{DeficiencyType, NeedState},
    },
    pools::Need,
};

fn visited(history: BrowsingHistory) -> RunInput {
    run(UserData { browsing_history: Some(history), ..UserData::default() })
}

/// Somebody ordinary, with enough to miss something in.
fn ordinary() -> UserData {
    let categories = [("social", 50), ("entertainment", 45), ("shopping", 42), ("news", 40), ("gaming", 40)];
    UserData {
        keywords: texts(&[
            "수도 요금",
            "버스 시간",
            "창문 크기",
            "전구 규격",
            "주차 요령",
            "달력 양식",
            "풀이 마르는 시간",
        ]),
        browsing_history: Some(history(&categories, &[])),
        ..UserData::default()
    }
}

#[test]
fn a_kind_of_content_above_a_fifth_counts_as_a_deficiency() {
    for (visits, expected) in [(21, 0.25), (40, 0.48), (70, 0.84), (100, 1.0)] {
        let analysis = analyse(&visited(history(&[("social", visits), ("general", 100 - visits)], &[])));
        let belonging = of(&analysis, Need::Belonging);
        assert!(belonging.actual >= expected, "{visits}: {belonging:?}");
        assert!(told(&analysis, Need::Belonging).contains("결핍의 신호"), "{}", told(&analysis, Need::Belonging));
    }
    let seldom = analyse(&visited(history(&[("social", 20), ("general", 80)], &[])));
    assert!(of(&seldom, Need::Belonging).actual < 0.24, "a fifth itself is not above it");
}

#[test]
fn the_share_is_told_with_its_numbers() {
    let analysis = analyse(&visited(history(&[("gaming", 60), ("news", 140)], &[("op.gg", 50)])));
    let told = told(&analysis, Need::Recognition);
    assert!(told.contains("방문 200번 가운데 60번, 곧 30%가 게임 쪽이다."), "{told}");
    assert!(told.contains("op.gg(50번)"), "{told}");
}

#[test]
fn kinds_of_content_are_derived_where_nobody_counted_them() {
    let by_site = analyse(&visited(history(&[], &[("openstreetmap.org", 60), ("snu.ac.kr", 20)])));
    assert!(of(&by_site, Need::Autonomy).actual >= 0.9, "{by_site:?}");
    let words = texts(&["철학 입문서", "호스피스 봉사", "왜 일하는가", "유언장", "기부", "일기 쓰기"]);
    let by_word = analyse(&run(UserData { keywords: words, ..UserData::default() }));
    assert_eq!(super::strongest(&by_word)[0], Need::Meaning);
}

#[test]
fn what_is_done_gladly_by_day_is_no_deficiency() {
    let learner = |interests: &[&str], keywords: &[&str]| {
        let history = history(&[("education", 160), ("social", 40), ("news", 40)], &[("khanacademy.org", 90)]);
        let (interests, keywords) = (texts(interests), texts(keywords));
        analyse(&run(UserData { interests, keywords, browsing_history: Some(history), ..UserData::default() }))
    };
    let glad = learner(&["수학", "별자리", "어원"], &["미적분 강의", "망원경", "라틴어 어원", "극한", "퍼즐", "우주"]);
    let growth = of(&glad, Need::Growth);
    assert!(growth.state == NeedState::Satisfied && growth.observed >= 0.8, "{growth:?}");
    assert_eq!(lack(&glad, Need::Growth).unwrap().kind, DeficiencyType::Satisfied);
    let driven =
        learner(&[], &["슬럼프", "정체기", "갓생", "어제보다 나아지는 법", "실력이 안 느는 이유", "시간 관리"]);
    let growth = of(&driven, Need::Growth);
    assert!(growth.hidden - growth.observed >= 0.1 && growth.hidden >= 0.75, "{growth:?}");
    assert_eq!(lack(&driven, Need::Growth).unwrap().kind, DeficiencyType::Frustrated);
}

#[test]
fn an_ordinary_person_lacks_nothing() {
    let analysis = analyse(&run(ordinary()));
    assert_eq!(analysis.deficiency_vector, []);
}

fn without_people(change: impl FnOnce(&mut UserData)) -> (DeficiencyType, String, f64) {
    let mut user = ordinary();
    let categories = [("entertainment", 50), ("shopping", 50), ("news", 50), ("gaming", 50), ("general", 72)];
    user.browsing_history = Some(history(&categories, &[]));
    change(&mut user);
    let analysis = analyse(&run(user));
    let belonging = lack(&analysis, Need::Belonging).unwrap_or_else(|| panic!("{analysis:?}"));
    (belonging.kind, belonging.evidence.clone(), of(&analysis, Need::Belonging).hidden)
}

#[test]
fn an_absence_is_of_five_kinds() {
    let (met, evidence, little) = without_people(|_| {});
    assert_eq!(met, DeficiencyType::Satisfied, "{evidence}");
    assert!(evidence.contains("한 번도 없다") && evidence.contains("0.7"), "{evidence}");
    for (kind, word, (found, evidence, hidden)) in [
        (DeficiencyType::Avoided, "동호회", without_people(|user| user.avoid_topics = texts(&["동호회"]))),
        (
            DeficiencyType::Suppressed,
            "먼저 연락",
            without_people(|user| {
                user.keywords.extend(texts(&["먼저 연락하는 법", "친구 사귀는 법", "말 거는 연습"]));
            }),
        ),
        (DeficiencyType::Frustrated, "예전에는", without_people(|user| user.categories = texts(&["social"]))),
        (DeficiencyType::Frustrated, "모임 해체", without_people(|user| user.keywords.extend(texts(&["모임 해체"])))),
        (DeficiencyType::Unaware, "보드게임", without_people(|user| user.interests = texts(&["보드게임"]))),
    ] {
        assert_eq!(found, kind, "{word}: {evidence}");
        assert!(evidence.contains(word), "{evidence}");
        assert!(hidden > little, "{word}: {hidden} and {little}");
    }
}

#[test]
fn a_little_below_the_baseline_is_avoided_rather_than_absent() {
    let (kind, evidence, _) = without_people(|user| {
        let categories =
            [("entertainment", 50), ("shopping", 50), ("news", 50), ("gaming", 50), ("general", 72), ("social", 6)];
        user.browsing_history = Some(history(&categories, &[]));
    });
    assert_eq!(kind, DeficiencyType::Avoided);
    assert!(evidence.contains("방문 278번 가운데 6번(2%)에 그친다"), "{evidence}");
}

#[test]
fn nights_and_weekends_are_read_as_loneliness() {
    let with = |hours: Vec<u32>, days: Vec<u32>| {
        let mut user = ordinary();
        user.browsing_history.as_mut().unwrap().hours = hours;
        user.browsing_history.as_mut().unwrap().days = days;
        analyse(&run(user))
    };
    let (mut night, mut day) = (vec![2; 24], vec![2; 24]);
    (night[3], day[13]) = (40, 40);
    let plain = with(day.clone(), vec![10; 7]);
    assert!(!told(&plain, Need::Belonging).contains("외로움"));
    let sleepless = with(night, vec![10; 7]);
    assert!(told(&sleepless, Need::Belonging).contains("새벽 두 시"), "{}", told(&sleepless, Need::Belonging));
    let free = with(day, vec![10, 10, 10, 10, 10, 20, 20]);
    assert!(told(&free, Need::Belonging).contains("2.0배"), "{}", told(&free, Need::Belonging));
    for lonely in [&sleepless, &free] {
        assert!(of(lonely, Need::Belonging).hidden > of(&plain, Need::Belonging).hidden);
    }
    let malformed = with(vec![900; 23], vec![0, 0, 0, 0, 0, 900]);
    assert_eq!(malformed.complete_vector, plain.complete_vector, "neither a day nor a week");
}

#[test]
fn two_opposed_needs_pull_at_each_other_with_the_weaker_ones_force() {
    let analysis = analyse(&visited(history(&[("social", 90), ("travel", 100)], &[])));
    let paradox = analysis.paradoxes.iter().find(|one| [one.need_a, one.need_b] == [Need::Belonging, Need::Autonomy]);
    let paradox = paradox.unwrap_or_else(|| panic!("{analysis:?}"));
    assert_eq!(paradox.tension, of(&analysis, Need::Belonging).actual);
    assert!(paradox.description.starts_with("혼자 떠나는"), "{}", paradox.description);
}

#[test]
fn saying_something_twice_says_it_once() {
    let keywords = texts(&["혼자 국토 종주", "차박", "편도 항공권"]);
    let doubled = keywords.iter().chain(&keywords).map(|text| format!(" {text} ")).collect();
    let of = |keywords| analyse(&run(UserData { keywords, ..UserData::default() }));
    assert_eq!(of(keywords).complete_vector, of(doubled).complete_vector);
}

#[test]
fn long_and_odd_words_are_shortened_where_they_are_told() {
    let keywords = vec![format!("여행 {}\n끝", "가".repeat(4000))];
    let analysis = analyse(&run(UserData { keywords, ..UserData::default() }));
    let told = told(&analysis, Need::Autonomy);
    assert!(told.contains("‘여행 가가") && told.contains("…’") && told.chars().count() < 200, "{told}");
}
