//! Words that are read as a wish to be with others.

use super::{Category, Theme, Tone};
use crate::pools::Need::{Belonging, Growth, Meaning, Recognition, Survival};

pub const THEMES: &[Theme] = &[
    Theme {
        what: "혼자 남은 시간을 달래는",
        read: "빈 의자를 남의 목소리로 채운다.",
        tone: Tone::Lack,
        category: Some(Category::Food),
        needs: &[(Belonging, 1.0), (Survival, 0.3), (Meaning, 0.2)],
        stems: "혼밥 | 혼술 | 혼자 먹 | 혼자 사는 사람 | 학식 혼자 | 외로 | 쓸쓸 | 고독 | 생일에 혼자 | 통화하면서 | 먹는 영상 | 먹방 \
                | 둘이 먹는 | 생활 소음 | 딸 전화 | 아들 전화 | 그리움 | 보고 싶은 | lonely | alone | mukbang",
    },
    Theme {
        what: "사람에게 다가가는 길을 묻는",
        read: "먼저 부르고 싶은 마음과 불리기를 기다리는 마음이 함께 있다.",
        tone: Tone::Lack,
        category: Some(Category::Social),
        needs: &[(Belonging, 1.0), (Recognition, 0.35), (Survival, 0.2)],
        stems: "친구 사귀 | 친구 찾 | 친구 만드 | 같이 할 사람 | 먼저 연락 | 읽씹 | 읽고 답 | 어색 | 겉도 | 겉돌 | 말 꺼내 | 말 거는 \
                | 아는 사람 | 듀오 구함 | 파티 구함 | 2차 모집 | 텃세 | 조별과제 | 따돌 | 왕따 | 소외 | 인간관계 | 낯가림 | 조용함 \
                | 룸메이트 | make friends | small talk",
    },
    Theme {
        what: "여럿이 모이는",
        read: "함께 앉을 자리가 있는지부터 살핀다.",
        tone: Tone::Joy,
        category: Some(Category::Social),
        needs: &[(Belonging, 0.9), (Growth, 0.25), (Recognition, 0.25)],
        stems: "모임 | 동아리 | 보드게임 | 협동 | 같이 | 함께 | 둘이서 | 집들이 | 동호회 | 단톡방 | 채널 | 커뮤니티 | 단골 | 이웃 \
                | 노래교실 | 합창 | 마을 잔치 | 오일장 | 회식 | 송년회 | 팀원 | 친구 | 동네 가게 | 동네 빵집 | community | friends \
                | party | meetup | co-op",
    },
    Theme {
        what: "식구를 떠올리는",
        read: "멀리 있어도 한 상에 앉은 사람들을 센다.",
        tone: Tone::Joy,
        category: None,
        needs: &[(Belonging, 0.8), (Meaning, 0.4), (Survival, 0.25)],
        stems: "가족 | 식구 | 엄마 | 아버지 | 아빠 | 부모 | 손주 | 손자 | 손녀 | 자녀 | 형제 | 자매 | 고향 | 식탁 | 조카 | 육아 | 육아휴직 \
                | 등원 | 결혼식 | 명절 | 제사 | 놀이터 | 그림책 | 편식 | family | parent",
    },
    Theme {
        what: "남의 사연과 연애 이야기에 귀를 대는",
        read: "남이 털어놓는 이야기에서 제 마음의 이름을 찾는다.",
        tone: Tone::Lack,
        category: Some(Category::Dating),
        needs: &[(Belonging, 0.9), (Recognition, 0.35), (Meaning, 0.3)],
        stems: "사연 | 고민 상담 | 새벽 라디오 | 심야 라디오 | 연애 | 이별 | 짝사랑 | 소개팅 | 결혼 | 재회 | 동창 | 옛 친구 | 썸 타 \
                | 부부 싸움 | 고백 | breakup | dating | relationship",
    },
    Theme {
        what: "사람 아닌 식구를 돌보는",
        read: "말이 통하지 않아도 기다려 주는 눈이 필요하다.",
        tone: Tone::Joy,
        category: None,
        needs: &[(Belonging, 0.6), (Meaning, 0.4), (Survival, 0.3)],
        stems: "고양이 | 강아지 | 반려 | 임시보호 | 유기견 | 유기묘 | 햄스터 | 앵무새 | 화분 | 분갈이 | puppy | kitten | pets",
    },
    Theme {
        what: "밥상을 차리고 찾아다니는",
        read: "따뜻한 한 그릇이 안부를 대신한다.",
        tone: Tone::Joy,
        category: Some(Category::Food),
        needs: &[(Belonging, 0.45), (Survival, 0.4), (Meaning, 0.15)],
        stems: "반찬 | 도시락 | 국밥 | 해장국 | 김치 | 동치미 | 요리 | 레시피 | 빵집 | 라면 | 집밥 | 음식 | 맛집 | 식당 | 찌개 | 시장 구경 \
                | recipe | cooking | dinner",
    },
    Theme {
        what: "흘러간 노래와 낡은 이야기를 다시 트는",
        read: "다 아는 노래 앞에서는 낯을 가리지 않아도 된다.",
        tone: Tone::Joy,
        category: Some(Category::Music),
        needs: &[(Belonging, 0.45), (Survival, 0.4), (Meaning, 0.35)],
        stems: "옛날 가요 | 트로트 | 시트콤 | 플레이리스트 | 작업용 음악 | 라디오 | 추억 | 인디 밴드 | 노래방 | 편지 | 안부 | 무전기 \
                | nostalgia | playlist",
    },
    // Words that only look like the others.
    Theme {
        what: "",
        read: "",
        tone: Tone::Joy,
        category: None,
        needs: &[],
        stems: "가족관계증명서 | 결혼정보 | 채널 간 간섭 | 시장 가격 | 부모 클래스 | 부모 노드 \
                | 자매품 | 형제자매 | 고독성 | 음식물 쓰레기 | parent class | parent node | relationship database | party wall",
    },
];
