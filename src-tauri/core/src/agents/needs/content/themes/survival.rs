//! Words that are read as a wish to be safe.

use super::{Category, Theme, Tone};
use crate::pools::Need::{Autonomy, Belonging, Growth, Meaning, Recognition, Survival};

pub const THEMES: &[Theme] = &[
    Theme {
        what: "문단속과 집의 틈새를 살피는",
        read: "잠긴 것을 한 번 더 확인해야 하루가 끝난다.",
        tone: Tone::Lack,
        category: Some(Category::Safety),
        needs: &[(Survival, 1.0), (Autonomy, 0.35), (Belonging, 0.15)],
        stems: "잠금 | 현관 | 도어락 | 누수 | 동파 | 가스 밸브 | 가스 잠금 | 정전 | 도난 | 방범 | 가로등 | 안전 | 층간 소음 | 점검 \
                | 확인 목록 | 보안 | 스토킹 | 호신 | 소화기 | home security | burglar | safety",
    },
    Theme {
        what: "큰일에 미리 대비하는",
        read: "나쁜 일은 준비가 덜 된 날을 골라 온다고 믿는다.",
        tone: Tone::Lack,
        category: Some(Category::Safety),
        needs: &[(Survival, 1.0), (Autonomy, 0.3), (Growth, 0.15)],
        stems: "재난 | 지진 | 태풍 | 대피 | 비상 가방 | 비상용 | 생존 | 비축 | 손전등 | 블랙아이스 | 주의보 | 경보 | 폭우 | 폭설 | 산불 \
                | 저장 음식 | 통조림 | 생수 | 안개 | 전쟁 | survival | emergency | earthquake | typhoon",
    },
    Theme {
        what: "돈과 살 곳을 지키려는",
        read: "발밑이 꺼지지 않을지 숫자로 두드려 본다.",
        tone: Tone::Lack,
        category: Some(Category::Money),
        needs: &[(Survival, 0.9), (Autonomy, 0.4), (Recognition, 0.25)],
        stems: "보증금 | 전세 | 월세 | 임대료 | 비상금 | 가계부 | 대출 | 적금 | 예금 | 보험 | 부동산 | 재테크 | 주식 | 연금 | 미수금 \
                | 등기부 | 폐업 | 물가 | 기름값 | 경유값 | 세금 | 생활비 | 파산 | 빚 갚 | 운임 | 노후 자금 | 노후 차량 | 실업 급여 | 통장 \
                | debt | budget | insurance | mortgage | savings",
    },
    Theme {
        what: "몸과 마음을 가라앉히는",
        read: "조용해진 뒤에야 비로소 쉬는 사람이 된다.",
        tone: Tone::Lack,
        category: Some(Category::Music),
        needs: &[(Survival, 0.85), (Belonging, 0.3), (Meaning, 0.2)],
        stems: "빗소리 | 백색소음 | 백색 소음 | 수면 | 잠들기 | 불면 | 힐링 | 장작 타는 | 파도 소리 | 바다 소리 | 낮잠 | 암막 | 쉼터 \
                | 위로 | 불안 | 공황 | 번아웃 | 차에서 자는 | 자장가 | 숙면 | 아로마 | 무서울 때 | asmr | sleep | healing | anxiety \
                | calm | white noise",
    },
    Theme {
        what: "다치거나 아플 일을 걱정하는",
        read: "몸이 보내는 작은 신호도 그냥 넘기지 못한다.",
        tone: Tone::Lack,
        category: Some(Category::Health),
        needs: &[(Survival, 0.8), (Autonomy, 0.3), (Belonging, 0.2)],
        stems: "건강검진 | 증상 | 통증 | 병원 | 환자 | 손목 | 보호대 | 졸음 | 마모 | 교통사고 | 안전사고 | 범죄 | 공포 | 귀신 | 부작용 \
                | 응급실 | 영양제 | 건강식품 | 면역 | symptom | hospital | crime",
    },
    Theme {
        what: "별일 없이 돌아가는 하루를 바라는",
        read: "어제와 같은 오늘을 가장 큰 복으로 여긴다.",
        tone: Tone::Lack,
        category: None,
        needs: &[(Survival, 0.7), (Meaning, 0.3), (Autonomy, 0.25)],
        stems: "별일 없 | 평범한 | 무사히 | 규칙적 | 3교대 | 교대 근무 | 나이트 근무 | 야간 | 밤 전화 | 대기조 | 휴게소 | 정규직 \
                | 공무원 시험 | 고용 안정 | routine",
    },
    Theme {
        what: "집 안을 가지런히 하는",
        read: "물건이 제자리에 있으면 마음도 제자리를 찾는다.",
        tone: Tone::Joy,
        category: None,
        needs: &[(Survival, 0.5), (Autonomy, 0.4), (Growth, 0.15)],
        stems: "집 정리 | 옷장 정리 | 정리 정돈 | 수납 | 청소 | 살림 | 빨래 | 보온 | 겨울 준비 | 커튼 | 이불 | 방 꾸미 | 인테리어 \
                | declutter | cleaning",
    },
    Theme {
        what: "하늘을 올려다보고 나갈 채비를 하는",
        read: "나서기 전에 바깥을 한 번 묻는다.",
        tone: Tone::Joy,
        category: None,
        needs: &[(Survival, 0.3), (Autonomy, 0.15), (Belonging, 0.1)],
        stems: "날씨 | 미세먼지 | 일기예보 | 우산 | 기온 | 바람 세기 | weather",
    },
];
