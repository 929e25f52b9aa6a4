//! Kinds of content. The first nine are the product's own; the others hide inside `news` and `general` there, and are
//! seen by their sites and words.

use crate::pools::Need::{self, Autonomy, Belonging, Growth, Meaning, Recognition, Survival};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    Development,
    Gaming,
    Music,
    Shopping,
    Social,
    News,
    Education,
    Entertainment,
    General,
    Travel,
    Food,
    Health,
    Dating,
    Arts,
    Safety,
    Money,
    Career,
    Books,
    Giving,
    Faith,
    Craft,
    Civic,
}

/// What one kind of content says about a person who looks at it a lot.
pub struct Kind {
    pub category: Category,
    /// How its label reads in a sentence.
    pub label: &'static str,
    pub names: &'static [&'static str],
    /// At least three, the one it stands for first; the product's `general` says nothing.
    pub needs: &'static [(Need, f64)],
    /// How common it is among people; where it is known.
    pub baseline: Option<f64>,
    /// What doing it often is read as.
    pub read: &'static str,
}

impl Category {
    pub fn kind(self) -> &'static Kind {
        &KINDS[self as usize]
    }

    /// One of the nine that the product's browsing history is counted in.
    pub fn is_official(self) -> bool {
        self <= Category::General
    }

    pub fn from_name(name: &str) -> Option<Category> {
        let name = name.trim().to_lowercase();
        KINDS.iter().find(|kind| kind.names.contains(&name.as_str())).map(|kind| kind.category)
    }

    pub fn main_need(self) -> Option<Need> {
        self.kind().needs.first().map(|(need, _)| *need)
    }
}

const fn kind(
    category: Category,
    label: &'static str,
    names: &'static [&'static str],
    baseline: Option<f64>,
    needs: &'static [(Need, f64)],
    read: &'static str,
) -> Kind {
    Kind { category, label, names, needs, baseline, read }
}

/// In the order of `Category`.
pub const KINDS: [Kind; 22] = [
    kind(
        Category::Development,
        "개발",
        &["development", "dev", "programming", "개발", "프로그래밍"],
        None,
        &[(Growth, 0.9), (Recognition, 0.6), (Autonomy, 0.5), (Belonging, 0.4)],
        "손으로 지은 것이 돌아갈 때 어제보다 나아졌다고 느낀다.",
    ),
    kind(
        Category::Gaming,
        "게임",
        &["gaming", "games", "game", "게임"],
        Some(0.4),
        &[(Recognition, 0.9), (Belonging, 0.5), (Autonomy, 0.4)],
        "이긴 횟수가 또렷이 남는 자리를 골라 다닌다.",
    ),
    kind(
        Category::Music,
        "음악",
        &["music", "음악"],
        None,
        &[(Survival, 0.5), (Belonging, 0.4), (Meaning, 0.4)],
        "소리로 방의 온도를 맞춘다.",
    ),
    kind(
        Category::Shopping,
        "쇼핑",
        &["shopping", "쇼핑"],
        Some(0.5),
        &[(Survival, 0.5), (Recognition, 0.4), (Autonomy, 0.35)],
        "모자랄 것을 미리 채워 두어야 마음이 놓인다.",
    ),
    kind(
        Category::Social,
        "사람 사이",
        &["social", "social media", "sns", "community", "소셜", "커뮤니티"],
        Some(0.7),
        &[(Belonging, 1.0), (Recognition, 0.4), (Survival, 0.2)],
        "사람 소리가 나는 쪽으로 자꾸 고개를 돌린다.",
    ),
    kind(
        Category::News,
        "소식",
        &["news", "뉴스", "소식"],
        Some(0.4),
        &[(Survival, 0.6), (Meaning, 0.4), (Belonging, 0.25)],
        "바깥이 어떤지 먼저 알아야 하루를 시작한다.",
    ),
    kind(
        Category::Education,
        "배움",
        &["education", "learning", "교육", "학습", "배움"],
        None,
        &[(Growth, 1.0), (Recognition, 0.35), (Meaning, 0.35)],
        "모르던 것을 알게 되는 순간을 찾아다닌다.",
    ),
    kind(
        Category::Entertainment,
        "볼거리",
        &["entertainment", "video", "오락", "영상", "볼거리"],
        Some(0.6),
        &[(Belonging, 0.5), (Survival, 0.35), (Recognition, 0.25)],
        "화면 속 사람들에게 저녁 시간을 내준다.",
    ),
    kind(Category::General, "그 밖의 것", &["general", "other", "portal", "일반", "기타"], None, &[], ""),
    kind(
        Category::Travel,
        "여행과 지도",
        &["travel", "maps", "여행", "지도"],
        Some(0.4),
        &[(Autonomy, 1.0), (Growth, 0.35), (Meaning, 0.3)],
        "어디로든 갈 수 있다는 것을 지도에서 확인한다.",
    ),
    kind(
        Category::Food,
        "음식",
        &["food", "cooking", "음식", "요리", "먹방"],
        Some(0.6),
        &[(Belonging, 0.7), (Survival, 0.5), (Meaning, 0.2)],
        "한 상에 둘러앉는 장면 곁에 오래 머문다.",
    ),
    kind(
        Category::Health,
        "몸과 운동",
        &["health", "fitness", "sports", "건강", "운동", "스포츠"],
        Some(0.4),
        &[(Autonomy, 0.8), (Survival, 0.5), (Recognition, 0.35)],
        "뜻대로 할 수 있는 것 하나쯤은 몸이기를 바란다.",
    ),
    kind(
        Category::Dating,
        "연애와 사연",
        &["dating", "relationships", "연애", "사연", "상담"],
        Some(0.5),
        &[(Belonging, 1.0), (Recognition, 0.45), (Survival, 0.3)],
        "남의 이야기에 제 자리를 대어 본다.",
    ),
    kind(
        Category::Arts,
        "예술",
        &["arts", "art", "culture", "design", "예술", "문화", "미술"],
        Some(0.3),
        &[(Meaning, 0.8), (Autonomy, 0.5), (Growth, 0.45), (Recognition, 0.3)],
        "말로 다 못 하는 것이 걸려 있는 벽 앞에 선다.",
    ),
    kind(
        Category::Safety,
        "날씨와 안전",
        &["safety", "weather", "안전", "날씨", "재난"],
        None,
        &[(Survival, 1.0), (Autonomy, 0.3), (Belonging, 0.2)],
        "일이 벌어지기 전에 알아야 잠이 온다.",
    ),
    kind(
        Category::Money,
        "돈과 살림",
        &["finance", "money", "banking", "금융", "경제", "부동산"],
        None,
        &[(Survival, 0.9), (Autonomy, 0.5), (Recognition, 0.35)],
        "바닥이 어디쯤인지 숫자로 재 둔다.",
    ),
    kind(
        Category::Career,
        "일자리와 경력",
        &["career", "jobs", "business", "취업", "경력", "일자리"],
        None,
        &[(Recognition, 0.8), (Autonomy, 0.45), (Survival, 0.45)],
        "이름 앞에 놓일 말을 오래 고른다.",
    ),
    kind(
        Category::Books,
        "책과 글",
        &["books", "writing", "literature", "책", "도서", "글쓰기"],
        None,
        &[(Meaning, 0.85), (Growth, 0.6), (Autonomy, 0.3)],
        "남이 먼저 써 둔 문장에서 제 까닭을 찾는다.",
    ),
    kind(
        Category::Giving,
        "봉사와 나눔",
        &["volunteering", "giving", "charity", "nonprofit", "봉사", "나눔", "기부"],
        None,
        &[(Meaning, 1.0), (Belonging, 0.5), (Recognition, 0.2)],
        "제 몫이 아닌 일에 손을 보탠다.",
    ),
    kind(
        Category::Faith,
        "종교와 마음",
        &["religion", "spirituality", "faith", "종교", "명상"],
        None,
        &[(Meaning, 0.9), (Survival, 0.5), (Belonging, 0.4)],
        "저보다 큰 것 아래에서 숨을 고른다.",
    ),
    kind(
        Category::Craft,
        "손일",
        &["craft", "crafts", "diy", "hobby", "farming", "취미", "공예", "농사"],
        None,
        &[(Growth, 0.6), (Autonomy, 0.6), (Meaning, 0.6)],
        "손끝에서 무언가 되어 가는 것을 지켜본다.",
    ),
    kind(
        Category::Civic,
        "공공 안내",
        &["government", "public", "civic", "행정", "공공"],
        None,
        &[(Survival, 0.5), (Belonging, 0.3), (Autonomy, 0.3)],
        "정해진 절차가 있다는 데서 발 디딜 곳을 얻는다.",
    ),
];

#[cfg(test)]
mod tests {
    use super::{Category, KINDS};

    #[test]
    fn every_kind_stands_at_its_category() {
        for (place, kind) in KINDS.iter().enumerate() {
            assert_eq!(kind.category as usize, place, "{}", kind.label);
        }
    }

    #[test]
    fn every_kind_is_read_through_three_needs_and_its_main_one_first() {
        for kind in KINDS.iter().filter(|kind| kind.category != Category::General) {
            assert!(kind.needs.len() >= 3, "{}", kind.label);
            assert!(kind.needs.iter().all(|(_, weight)| *weight <= kind.needs[0].1 && *weight > 0.0), "{}", kind.label);
        }
    }

    #[test]
    fn a_name_belongs_to_one_kind() {
        let mut names: Vec<&str> = KINDS.iter().flat_map(|kind| kind.names).copied().collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert_eq!(Category::from_name(" Gaming "), Some(Category::Gaming));
        assert_eq!(Category::from_name("곤충"), None);
    }
}
