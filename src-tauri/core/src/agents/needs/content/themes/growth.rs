//! Words that are read as a wish to learn and become better.

use super::{Category, Theme, Tone};
use crate::pools::Need::{Autonomy, Belonging, Growth, Meaning, Recognition};

pub const THEMES: &[Theme] = &[
    Theme {
        what: "배우고 익히는",
        read: "모르는 것이 있다는 사실에 설렌다.",
        tone: Tone::Joy,
        category: Some(Category::Education),
        needs: &[(Growth, 1.0), (Recognition, 0.25), (Meaning, 0.25)],
        stems: "공부 | 강의 | 독학 | 입문 | 기초 | 초급 | 초보 | 첫걸음 | 배우 | 배운 | 학습 | 수학 | 미적분 | 극한 | 영어 | 외국어 | 연습 문제 \
                | 오답 | 시험 | 자격증 | 편입 | 방송대 | 받아쓰기 | 한글 받침 | 어원 | 논문 | 생물학 | 게임이론 | 게임 이론 | 수능 | 노트 정리 | 이름 쓰기 \
                | 쉽게 이해 | 조별 학습 | learn | study | tutorial | course | beginner | game theory",
    },
    Theme {
        what: "프로그램을 짓는",
        read: "한 줄씩 고쳐 가는 사이에 저도 조금 고쳐진다.",
        tone: Tone::Joy,
        category: Some(Category::Development),
        needs: &[(Growth, 0.9), (Recognition, 0.5), (Autonomy, 0.45), (Belonging, 0.35)],
        stems: "러스트 | 파이썬 | 자바스크립트 | 코드 리뷰 | 코딩 | 프로그래밍 | 오픈소스 | 풀 리퀘스트 | 사이드 프로젝트 | 알고리즘 | 서버 \
                | 반복문 | 개발자 | 웹 개발 | 데이터베이스 | 리눅스 | rust | python | javascript | typescript | coding | open source \
                | programming | linux",
    },
    Theme {
        what: "어제보다 나아지려는",
        read: "어제의 저와 견주어야 마음이 놓인다.",
        tone: Tone::Lack,
        category: None,
        needs: &[(Growth, 0.9), (Recognition, 0.4), (Autonomy, 0.3)],
        stems: "연습 | 훈련 | 나아지 | 향상 | 잘하는 법 | 실력 | 레슨 | 습관 | 복기 | 분석 | 성장 | 갓생 | 시간 관리 | 계획표 | 목표 달성 \
                | 루틴 | 슬럼프 | 정체기 | 늦게 배운 | practice | improve | habit | productivity",
    },
    Theme {
        what: "그리고 켜고 부르는",
        read: "서툰 손이 조금씩 말을 듣는 것을 기다릴 줄 안다.",
        tone: Tone::Joy,
        category: Some(Category::Arts),
        needs: &[(Growth, 0.6), (Meaning, 0.5), (Autonomy, 0.45), (Recognition, 0.25)],
        stems: "악보 | 첼로 | 베이스 파트 | 피아노 | 바이올린 | 기타 연주 | 작곡 | 드로잉 | 스케치 | 수묵 | 먹의 농담 | 그림 그리 | 수채화 \
                | 서예 | 글씨 예쁘 | 도자기 | 사진 찍 | 종이 결 | 색 조합 | drawing | painting | piano | guitar",
    },
    Theme {
        what: "재료를 오래 다루는",
        read: "기다린 만큼 되돌아오는 일을 믿는다.",
        tone: Tone::Joy,
        category: Some(Category::Craft),
        needs: &[(Growth, 0.6), (Meaning, 0.5), (Autonomy, 0.4)],
        stems: "발효 | 반죽 | 제빵 | 호밀 | 토종 밀 | 우리밀 | 방앗간 | 텃밭 | 씨앗 | 모종 심 | 양봉 | 커피 로스팅 | 가죽 공예 | 바느질 \
                | baking | sourdough | gardening",
    },
    Theme {
        what: "세상의 속을 궁금해하는",
        read: "왜 그런지 알고 나서야 다음 장으로 넘어간다.",
        tone: Tone::Joy,
        category: Some(Category::Education),
        needs: &[(Growth, 0.8), (Meaning, 0.4), (Autonomy, 0.2)],
        stems: "관측 | 망원경 | 별자리 | 별 보기 | 과학 | 우주 | 해양 생물 | 역사 | 다큐 | 도면 | 퍼즐 | 백과 | 고고학 | 화석 | 물리학 | 원리 \
                | 어원 사전 | 엔진 | 디젤 | science | astronomy | history | documentary | puzzle",
    },
    // Words that only look like the others.
    Theme {
        what: "",
        read: "",
        tone: Tone::Joy,
        category: None,
        needs: &[],
        stems: "기초 생활 수급 | 기초 연금 | 기초 화장품 | 성장통 | 성장 호르몬 | 배우자 | 영화배우 | 여배우 | 남배우 | 배우 근황 \
                | 극한 직업 | 극한 알바 | 관측선 | 시험관 | 방송대상 | browsing history \
                | search history | of course",
    },
];
