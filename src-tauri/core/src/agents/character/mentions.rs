//! Whether a text speaks of something: topics a person avoids, and words no character may carry.

/// The first of these topics that the text mentions.
pub fn mentions_any<'t>(text: &str, topics: &'t [String]) -> Option<&'t str> {
    topics.iter().map(String::as_str).find(|topic| mentions(text, topic))
}

/// A topic of one letter is looked for as a word of its own: 술 is not in 예술. Spaces and case mean nothing otherwise.
pub fn mentions(text: &str, topic: &str) -> bool {
    let topic = squeezed(topic);
    match topic.chars().count() {
        0 => false,
        1 => text.split(|letter: char| !letter.is_alphanumeric()).any(|word| is_word(&squeezed(word), &topic)),
        _ => squeezed(text).contains(&topic),
    }
}

/// The topic alone, or with a particle.
fn is_word(word: &str, topic: &str) -> bool {
    const PARTICLES: [&str; 19] = [
        "은", "는", "이", "가", "을", "를", "과", "와", "도", "에", "의", "만", "로", "으로", "에서", "까지", "부터",
        "이랑", "랑",
    ];
    word.strip_prefix(topic).is_some_and(|rest| rest.is_empty() || PARTICLES.contains(&rest))
}

fn squeezed(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect()
}

/// Words that no keyword, name or phrase may contain. Parts of harmless words (새끼손가락, 시발점) are not among them.
const FORBIDDEN: [&str; 30] = [
    "씨발",
    "씨팔",
    "시발놈",
    "시발년",
    "개새끼",
    "병신",
    "지랄",
    "좆",
    "존나",
    "졸라",
    "썅",
    "미친놈",
    "미친년",
    "꺼져",
    "닥쳐",
    "창녀",
    "걸레년",
    "한남충",
    "김치녀",
    "된장녀",
    "틀딱",
    "맘충",
    "급식충",
    "장애인 같",
    "섹스",
    "야동",
    "포르노",
    "마약",
    "필로폰",
    "자살",
];

pub fn forbidden(text: &str) -> Option<&'static str> {
    let text = squeezed(text);
    FORBIDDEN.into_iter().find(|word| text.contains(&squeezed(word)))
}

/// Surnames and given names that are something else together, or somebody whom everybody knows.
const OTHERS: [&str; 56] = [
    "고기",
    "고추",
    "강도",
    "구두",
    "기생",
    "김치",
    "노비",
    "노예",
    "도둑",
    "도박",
    "마약",
    "민폐",
    "방귀",
    "배변",
    "백수",
    "변기",
    "변태",
    "성기",
    "신음",
    "신발",
    "안주",
    "오줌",
    "우유",
    "원수",
    "유령",
    "임신",
    "이별",
    "정신",
    "조폭",
    "주차",
    "지진",
    "천하",
    "하수",
    "노숙자",
    "양아치",
    "강간범",
    "고기순",
    "안철수",
    "배철수",
    "이순자",
    "한명숙",
    "김영란",
    "조승우",
    "송지효",
    "손나은",
    "홍진경",
    "김종현",
    "김미경",
    "김태희",
    "유재하",
    "이미숙",
    "김연자",
    "최진희",
    "김소연",
    "박보람",
    "김슬기",
];

pub fn is_taken(name: &str) -> bool {
    OTHERS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{forbidden, mentions};

    #[test]
    fn finds_topics_and_leaves_parts_of_other_words() {
        for (text, topic, whether) in [
            ("체중계를 치웠다.", "체중", true),
            ("다이어트  식단", "다이어트식단", true),
            ("예술가의 방", "술", false),
            ("술을 마시지 않는다", "술", true),
            ("Crypto 이야기", "crypto", true),
            ("아무 말", " ", false),
        ] {
            assert_eq!(mentions(text, topic), whether, "{topic} in {text}");
        }
    }

    #[test]
    fn forbids_words_and_not_their_neighbours() {
        assert!(forbidden("이런 병신").is_some());
        assert!(forbidden("새끼손가락, 시발점, 졸음").is_none());
    }
}
