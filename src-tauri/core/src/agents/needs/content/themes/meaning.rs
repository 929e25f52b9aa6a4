//! Words that are read as a wish for what one does to matter.

use super::{Category, Theme, Tone};
use crate::pools::Need::{Autonomy, Belonging, Growth, Meaning, Recognition, Survival};

pub const THEMES: &[Theme] = &[
    Theme {
        what: "무엇을 위해 사는지 묻는",
        read: "하루를 마치고도 무엇을 했는지 묻게 된다.",
        tone: Tone::Lack,
        category: None,
        needs: &[(Meaning, 1.0), (Autonomy, 0.3), (Growth, 0.3)],
        stems: "왜 일하는 | 왜 사는 | 쓸모 | 무엇을 남길 | 보람 | 좋은 삶 | 좋은 어른 | 인생 | 삶이란 | 삶의 의미 | 방향 바꾸 | 후반 방향 \
                | 마흔에 | 다른 길 | 이직 말고 | 공허 | 허무 | 은퇴 | 퇴직 | 소명 | 오래가는 가게 | 오래 하는 법 | 살아갈 이유 | purpose \
                | meaning of | midlife",
    },
    Theme {
        what: "마지막을 생각하는",
        read: "끝을 가까이 두어야 지금이 또렷해진다.",
        tone: Tone::Lack,
        category: None,
        needs: &[(Meaning, 1.0), (Survival, 0.35), (Belonging, 0.35)],
        stems: "유언 | 묘비 | 장례 | 호스피스 | 죽음 | 마지막 인사 | 임종 | 입관 | 추모 | 무연고 | 국화 | 사별 | 유품 | grief | mortality \
                | funeral",
    },
    Theme {
        what: "스스로를 들여다보는",
        read: "답보다 물음이 오래 남는 쪽을 고른다.",
        tone: Tone::Joy,
        category: Some(Category::Books),
        needs: &[(Meaning, 0.9), (Growth, 0.5), (Autonomy, 0.3)],
        stems: "철학 | 자기 계발 | 자기계발서 | 인문학 | 심리학 | 고전 읽기 | 사상가 | 명상 | 마음 챙김 | 자아 찾기 | 나를 찾는 | 가치관 \
                | philosophy | stoic | self-help | mindfulness | psychology",
    },
    Theme {
        what: "남을 돕고 나누는",
        read: "받은 것을 어디로든 흘려보내고 싶어 한다.",
        tone: Tone::Joy,
        category: Some(Category::Giving),
        needs: &[(Meaning, 1.0), (Belonging, 0.45), (Recognition, 0.2)],
        stems: "봉사 | 기부 | 나눔 | 후원 | 나무 심기 | 환경 보호 | 쓰레기 줍 | 헌혈 | 연탄 | 구호 | 인권 | 기후 위기 | volunteer | charity \
                | donat | nonprofit",
    },
    Theme {
        what: "사라질 것을 적어 두는",
        read: "적어 두지 않으면 없던 일이 될까 봐 쓴다.",
        tone: Tone::Joy,
        category: Some(Category::Books),
        needs: &[(Meaning, 0.85), (Recognition, 0.3), (Belonging, 0.3)],
        stems: "일기 | 자서전 | 수기 | 항해 일지 | 마을 기록 | 가게 기록 | 사라지는 | 헌책방 | 필사 | 낭독 | 글쓰기 | 시 쓰기 | 시화전 | 에세이 \
                | 오래된 일기 | 오래된 사진 | 회고록 | 독서 | 소설 | 문학 | diary | memoir | journaling | poetry | novel",
    },
    Theme {
        what: "저보다 큰 것 앞에 서는",
        read: "작아지는 자리에서 오히려 마음이 놓인다.",
        tone: Tone::Joy,
        category: Some(Category::Faith),
        needs: &[(Meaning, 0.8), (Survival, 0.4), (Belonging, 0.3)],
        stems: "사찰 | 템플스테이 | 성당 | 교회 | 기도문 | 순례 | 성공회 | 종교 | 신앙 | 불경 | 성경 | prayer | pilgrim | faith",
    },
    Theme {
        what: "그림과 무대를 보러 다니는",
        read: "말로 다 못 하는 것을 남의 손에서 알아본다.",
        tone: Tone::Joy,
        category: Some(Category::Arts),
        needs: &[(Meaning, 0.6), (Growth, 0.4), (Autonomy, 0.35)],
        stems: "전시 | 미술관 | 박물관 | 도록 | 연극 | 뮤지컬 | 클래식 공연 | 독립 영화 | 독립 서점 | 건축 기행 | 바다 회색 | museum \
                | exhibition | gallery",
    },
    // Words that only look like the others.
    Theme {
        what: "",
        read: "",
        tone: Tone::Joy,
        category: None,
        needs: &[],
        stems: "인생샷 | 인생네컷 | 인생 맛집 | 인생템 | 전시 상황 | 전시 작전 | 기부니 | 하도록 | 되도록 \
                | 은퇴 선수 이적 | 국화빵 | 연극성 | 수기 입력 | faithful",
    },
];
