//! Words that are read as a wish to be seen and valued.

use super::{Category, Theme, Tone};
use crate::pools::Need::{Autonomy, Belonging, Growth, Recognition, Survival};

pub const THEMES: &[Theme] = &[
    Theme {
        what: "등수와 숫자로 저를 재는",
        read: "몇 번째인지 알기 전에는 잘했는지도 모른다.",
        tone: Tone::Lack,
        category: None,
        needs: &[(Recognition, 1.0), (Growth, 0.3), (Belonging, 0.2)],
        stems: "랭킹 | 랭크 | 순위 | 레이팅 | 승급 | 승률 | 상위 1 | 상위권 | 티어 | 조회수 | 시청자 수 | 구독자 | 팔로워 | 좋아요 수 \
                | 등수 | 석차 | 1등 | 일등 | 성적표 | ranking | rating | leaderboard | followers",
    },
    Theme {
        what: "이름 앞에 붙을 자리를 찾는",
        read: "명함이 저보다 먼저 방에 들어가기를 바란다.",
        tone: Tone::Lack,
        category: Some(Category::Career),
        needs: &[(Recognition, 0.9), (Survival, 0.35), (Autonomy, 0.25)],
        stems: "승진 | 임원 | 팀장 | 연봉 | 이직 | 스펙 | 최연소 | 경력 공백 | 복직 | 명함 | 추천사 | 이력서 | 면접 | 취업 | 재취업 \
                | 헤드헌터 | 주니어 탈출 | 출세 | 직업 말하기 | 직업 질문 | 커리어 | 포트폴리오 | promotion | salary | resume | career",
    },
    Theme {
        what: "이긴 사람과 상받은 사람을 보는",
        read: "박수가 그친 뒤의 고요를 견디는 법을 아직 모른다.",
        tone: Tone::Lack,
        category: None,
        needs: &[(Recognition, 1.0), (Growth, 0.35), (Belonging, 0.2)],
        stems: "성공 | 수상 소감 | 수상 경력 | 시상식 | 상장 | 인정받 | 칭찬 | 자랑 | 대회 | 공모전 | 심사 | 기록증 | 우승 | 트로피 \
                | 메달 | 명문 | 합격 수기 | 자수성가 | 과시 | 졸업 인증 | success | award | trophy | champion",
    },
    Theme {
        what: "사람들 앞에 서는 일을 걱정하는",
        read: "시선을 바라면서도 시선 앞에서는 숨이 짧아진다.",
        tone: Tone::Lack,
        category: None,
        needs: &[(Recognition, 0.8), (Growth, 0.45), (Survival, 0.3)],
        stems: "발표 | 프레젠테이션 | 무대 | 질문 받아 | 말 잘하 | 스피치 | 사투리 | 자기소개 | 카메라 울렁 | 기술 블로그 | 오디션 \
                | presentation | public speaking | audition",
    },
    Theme {
        what: "보이는 모습을 가꾸는",
        read: "입은 것이 먼저 말해 주기를 바란다.",
        tone: Tone::Joy,
        category: Some(Category::Shopping),
        needs: &[(Recognition, 0.65), (Survival, 0.4), (Belonging, 0.25)],
        stems: "명품 | 럭셔리 | 한정판 | 외모 | 성형 | 패션 | 코디 | 과잠 | 화장법 | 피부 관리 | 시계 수집 | 기계식 시계 | 셀카 \
                | luxury | fashion | makeup",
    },
    Theme {
        what: "겨루고 이기는 놀이의",
        read: "규칙이 공평한 곳에서 한 번 더 겨루어 본다.",
        tone: Tone::Joy,
        category: Some(Category::Gaming),
        needs: &[(Recognition, 0.6), (Belonging, 0.4), (Autonomy, 0.35), (Growth, 0.2)],
        stems: "게임 | 스크림 | 에임 | 프로 연습생 | 체스 | 바둑 | 장기 대국 | 공략 | 리플레이 | 감도 설정 | 반응속도 | 격투 | 중계 \
                | pc방 | 스피드런 | 퀘스트 | 레이드 | game | gaming | esports | chess",
    },
    Theme {
        what: "남의 평가에 다친",
        read: "스치듯 들은 한마디를 오래 쥐고 있다.",
        tone: Tone::Lack,
        category: None,
        needs: &[(Recognition, 0.8), (Belonging, 0.45), (Survival, 0.4)],
        stems: "상처 | 무서움 | 연봉 비교 | 맞벌이 비교 | 남과 비교 | 악플 | 눈치 | 팀 탈퇴 | 열등 | 자존감 | 부끄 | 무시당 | 실망시 \
                | 뒤처 | 질투 | 가면 증후군 | 심사평 | impostor | jealous | self-esteem",
    },
    // Words that only look like the others.
    Theme {
        what: "",
        read: "",
        tone: Tone::Joy,
        category: None,
        needs: &[],
        stems: "수상 스키 | 수상 가옥 | 수상한 | 인정사정 | 불상사 | 패션프루트 | 중계 아파트 | 중계동 | 중계역 \
                | 눈치우기 | 눈 치우 | 스펙트럼 | 대회의실 | 확대회의 | 무대책 | 메달리온",
    },
];
