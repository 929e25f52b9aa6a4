//! Words of everyday life that say a little about several needs, and nothing much about one.

use super::{Category, Theme, Tone};
use crate::pools::Need::{Autonomy, Belonging, Growth, Meaning, Recognition, Survival};

pub const THEMES: &[Theme] = &[
    Theme {
        what: "웃고 쉬어 가는",
        read: "무거운 것을 잠시 내려놓을 데를 알고 있다.",
        tone: Tone::Joy,
        category: Some(Category::Entertainment),
        needs: &[(Survival, 0.35), (Belonging, 0.3), (Autonomy, 0.15)],
        stems: "웃긴 | 코미디 | 예능 | 드라마 | 웹툰 | 만화 | 영화 추천 | 브이로그 | comedy | funny | sitcom | drama",
    },
    Theme {
        what: "천천히 걷는",
        read: "걷는 동안에는 서두를 까닭이 없다.",
        tone: Tone::Joy,
        category: None,
        needs: &[(Meaning, 0.3), (Autonomy, 0.25), (Survival, 0.2)],
        stems: "산책 | 걷기 | 강변 | 호수 공원 | 노을 | 새벽 공기 | 느리게 살기 | slow living | walking",
    },
    Theme {
        what: "필요한 것을 고르고 사는",
        read: "알맞은 값을 찾는 데서 작은 보람을 느낀다.",
        tone: Tone::Joy,
        category: Some(Category::Shopping),
        needs: &[(Survival, 0.3), (Autonomy, 0.25), (Recognition, 0.2)],
        stems: "최저가 | 할인 | 중고 거래 | 신상 | 쇼핑 | 택배 | 선물 | 장바구니 | 후기 비교 | shopping | discount | gift",
    },
    Theme {
        what: "나라와 사회의 일을 살피는",
        read: "제 힘이 닿지 않는 일에도 마음을 쓴다.",
        tone: Tone::Joy,
        category: Some(Category::News),
        needs: &[(Survival, 0.35), (Meaning, 0.3), (Belonging, 0.2)],
        stems: "정치 | 선거 | 뉴스 | 시사 | 속보 | 민원 | 규제 | 국회 | politics | election | headline",
    },
    Theme {
        what: "새것을 만들어 보려는",
        read: "없던 것이 생기는 쪽에 마음이 기운다.",
        tone: Tone::Joy,
        category: Some(Category::Craft),
        needs: &[(Growth, 0.35), (Autonomy, 0.35), (Meaning, 0.25)],
        stems: "만들기 | 발명 | 아이디어 | 설계 | 부품 | 취미 | maker | hobby",
    },
    // What a word of the other files lies inside of.
    Theme {
        what: "",
        read: "",
        tone: Tone::Joy,
        category: None,
        needs: &[],
        stems: "안전보장이사회 | 안전자산 | 안전 재고 | 딸기 | 보안경 | 비상하다 | 비상장 | 전쟁기념관 | 통장님 \
                | 생존 게임 | 안개꽃 | 수면 위 | 수면 아래 | 위로 올라 | 환자식 \
                | 선물 옵션 | 선물 거래 | 정치망",
    },
];
