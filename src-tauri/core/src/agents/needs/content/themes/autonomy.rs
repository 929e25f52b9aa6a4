//! Words that are read as a wish to choose for oneself.

use super::{Category, Theme, Tone};
use crate::pools::Need::{Autonomy, Belonging, Growth, Meaning, Recognition, Survival};

pub const THEMES: &[Theme] = &[
    Theme {
        what: "길을 떠나는",
        read: "머무는 일보다 떠나는 일에서 숨을 쉰다.",
        tone: Tone::Joy,
        category: Some(Category::Travel),
        needs: &[(Autonomy, 0.9), (Growth, 0.3), (Meaning, 0.25)],
        stems: "여행 | 항공권 | 편도 | 비자 없 | 국토 종주 | 종주 | 차박 | 캠핑 | 배낭 | 무계획 | 혼자 사는 섬 | 기차 | 자전거 | 지도 \
                | 오름 걷 | 국도 | 숙소 | 버스 노선 | 트레킹 | 워킹홀리데이 | 히치하이크 | 서핑 | 오토바이 | 항해 | 선박 | 입출항 | 항구 \
                | travel | backpack | road trip | camping | hiking",
    },
    Theme {
        what: "얽매인 데서 벗어나려는",
        read: "붙잡는 손이 보이면 먼저 문 쪽을 본다.",
        tone: Tone::Lack,
        category: None,
        needs: &[(Autonomy, 1.0), (Belonging, 0.25), (Survival, 0.2)],
        stems: "간섭 | 거리 두기 | 부모님과 거리 | 거절 | 약속 취소 | 핑계 | 퇴사 | 통보 | 단톡방 나가 | 주소지 없 | 통금 | 독립 | 혼자 있는 \
                | 혼자 가는 | 혼자 떠나 | 자유 | 구속 | 잔소리 | 회사 생활 | 상사 | 직장 인간관계 | 야근 | 연가 | 휴직 | 안 가는 법 \
                | 군 입대 | 점심시간 | 프랜차이즈 | freedom | quit my job | independen | boundaries",
    },
    Theme {
        what: "제 손으로 벌고 꾸리는",
        read: "작더라도 제 이름으로 여닫는 문을 갖고 싶어 한다.",
        tone: Tone::Joy,
        category: Some(Category::Career),
        needs: &[(Autonomy, 0.9), (Meaning, 0.3), (Recognition, 0.3), (Growth, 0.25)],
        stems: "프리랜서 | 부업 | 1인 기업 | 창업 | 작업실 | 겸직 | 필명 | 재택 | 자급 | 귀농 | 귀촌 | 농사 | 감귤밭 | 과수원 | 집 고치기 | 집수리 \
                | 돌담 | 직거래 | 중고 트럭 | freelance | startup | self-employed | homestead",
    },
    Theme {
        what: "몸을 뜻대로 다루려는",
        read: "뜻대로 되지 않는 하루에 몸만은 고삐를 쥔다.",
        tone: Tone::Joy,
        category: Some(Category::Health),
        needs: &[(Autonomy, 0.75), (Recognition, 0.4), (Survival, 0.3)],
        stems: "다이어트 | 식단 | 운동 | 헬스장 | 달리기 | 마라톤 | 요가 | 근력 | 체중 | 간헐적 단식 | 수영 | 등산 | 클라이밍 | 철봉 \
                | diet | fitness | workout | running",
    },
    Theme {
        what: "되갚아 주는 이야기의",
        read: "하지 못한 말을 남이 대신 해 주는 장면에서 속이 풀린다.",
        tone: Tone::Lack,
        category: Some(Category::Entertainment),
        needs: &[(Autonomy, 0.9), (Recognition, 0.6), (Survival, 0.3)],
        stems: "복수 | 참교육 | 응징 | 사이다 썰 | 사이다 결말 | 갑질 | 손절 | 폭로 | 억울 | 부당 | revenge | karma",
    },
    Theme {
        what: "짐을 덜어 내는",
        read: "가진 것이 적을수록 제 것이라고 느낀다.",
        tone: Tone::Joy,
        category: None,
        needs: &[(Autonomy, 0.7), (Meaning, 0.45), (Survival, 0.25)],
        stems: "비우기 | 비우고 | 미니멀 | 인터넷 없는 | 디지털 디톡스 | 단순한 삶 | 명함 없는 | 지도에 없는 | 중고 캠핑 \
                | 소박 | minimalis | off-grid",
    },
    Theme {
        what: "뜯어보고 조립하는",
        read: "어떻게 되어 있는지 알아야 제 것이 된다.",
        tone: Tone::Joy,
        category: Some(Category::Craft),
        needs: &[(Autonomy, 0.55), (Growth, 0.5), (Meaning, 0.25)],
        stems: "조립 | 키캡 | 키보드 | 수리 | 고치기 | 3d 프린 | 뜨개 | 목공 | 공구 | 모형 | 자작 | 정비 | 개조 | 문구점 | diy | woodwork \
                | keyboard",
    },
    // Words that only look like the others.
    Theme {
        what: "",
        read: "",
        tone: Tone::Joy,
        category: None,
        needs: &[],
        stems: "자유형 | 자유로 | 자유 공원 | 복수 정답 | 복수 전공 | 복수형 | 운동 에너지 | 운동량 | 운동 방정식 | 독립 표본 \
                | 독립 변수 | 지도 교수 | 지도교사 | 지도안 | 지도자 | 지도학습 | 비지도 | 여행자 보험 | 상사병 | 수리 논술 | 수리 영역 \
                | 기차게 | 소박이 | 자작나무 | 연가시 | 상사화 | 수리남 | independent variable",
    },
];
