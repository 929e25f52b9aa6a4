//! The sentences an analysis is told in, by need: how each state of it reads, why something is missing, and what two
//! opposed needs do to one person. Tables only; `sentences` puts them together with what was seen.

use crate::pools::Need::{self, Autonomy, Belonging, Growth, Meaning, Recognition, Survival};

/// How the six are called in a sentence, in their order.
pub(super) const LABELS: [&str; 6] = ["안전", "소속", "인정", "자율", "성장", "의미"];

pub(super) struct Reading {
    /// Hardly there.
    pub quiet: &'static str,
    pub satisfied: &'static str,
    pub balanced: &'static str,
    pub deficient: &'static str,
    pub critical: &'static str,
    /// Why something is missing.
    pub suppressed: &'static str,
    pub avoided: &'static str,
    pub met: &'static str,
    pub frustrated: &'static str,
    pub unaware: &'static str,
    /// Why what is done again and again fills nothing.
    pub hungry: &'static str,
}

/// In the order of the needs.
pub(super) const READINGS: [Reading; 6] = [
    Reading {
        quiet: "안전을 구하는 기색은 옅다. 지금 사는 자리가 그리 위태롭지는 않은 듯하다.",
        satisfied: "안전은 스스로 챙기고 있다. 걱정이라기보다 손에 익은 살림에 가깝다.",
        balanced: "안전을 바라는 만큼 챙기며 지낸다.",
        deficient: "챙기는 것보다 더 많은 안심을 바란다. 마음 한쪽은 늘 문 쪽을 보고 있다.",
        critical: "겉으로는 태연하지만 속은 한참 전부터 긴장해 있다. 마음 놓을 자리가 몹시 모자란다.",
        suppressed: "불안을 내보이지 않으려고 찾아보기만 하고 덮어 둔 것으로 읽는다.",
        avoided: "떠올리는 것만으로 흔들리기에 눈을 돌린 것으로 읽는다. 피하는 자리에 두려움이 있다.",
        met: "찾지 않아도 될 만큼 지낼 만한 것으로 읽는다.",
        frustrated: "지키려 애썼지만 지켜지지 않은 것이 있고, 그 뒤로 안심이 돌아오지 않은 것으로 읽는다.",
        unaware: "좋아한다고만 말할 뿐, 마음 놓을 자리가 모자란다는 것을 아직 모르는 것으로 읽는다.",
        hungry: "소식을 확인하고 또 확인해도 마음이 놓이지 않는 것으로 읽는다. 알수록 걱정할 거리가 는다.",
    },
    Reading {
        quiet: "사람을 찾는 기색은 옅다. 혼자인 시간이 크게 불편해 보이지는 않는다.",
        satisfied: "곁에 사람이 있고, 그 사이에서 편히 지낸다.",
        balanced: "사람을 바라는 만큼 사람들 사이에 있다.",
        deficient: "사람들 소리 곁에 있으면서도 아직 제 자리를 찾지 못했다.",
        critical: "바라는 만큼의 사람이 곁에 없다. 혼자가 편하다는 말로 오래 버텨 온 듯하다.",
        suppressed: "다가가는 법을 찾아보면서도 다가가지는 않았다. 거절당할 일을 먼저 겪어 둔 것으로 읽는다.",
        avoided: "바라지 않아서가 아니라 다칠까 봐 비켜선 것으로 읽는다.",
        met: "굳이 찾지 않아도 될 만큼 곁이 채워져 있는 것으로 읽는다.",
        frustrated: "곁에 있던 사람들이 있었고 지금은 그 자리가 빈 것으로 읽는다. 다시 다가갈 까닭을 아직 찾지 못했다.",
        unaware: "함께하는 일을 좋아하면서도, 그 안에 사람이 그립다는 말이 들어 있음을 아직 모르는 것으로 읽는다.",
        hungry: "사람 소리를 찾아다니는데도 곁이 차지 않는 것으로 읽는다. 많이 들을수록 제 이름이 불리지 않는 것이 또렷해진다.",
    },
    Reading {
        quiet: "남의 눈을 의식하는 기색은 옅다. 알아주지 않아도 크게 서운해하지 않는 듯하다.",
        satisfied: "겨루고 해내는 일을 즐긴다. 박수는 덤이다.",
        balanced: "애쓴 만큼은 알아주기를 바라고, 대체로 그만큼 얻는다.",
        deficient: "해낸 것보다 덜 알려졌다고 느낀다. 다음 숫자가 나와야 마음이 놓인다.",
        critical: "아무도 보지 않는 노력이 너무 오래 쌓였다. 누가 이름을 불러 주기를 기다린다.",
        suppressed: "돋보이고 싶은 마음을 부끄러워하여 찾아보기만 하고 나서지 않은 것으로 읽는다.",
        avoided: "견주어질 자리를 미리 치워 둔 것으로 읽는다. 지는 일보다 재어지는 일이 싫다.",
        met: "남의 점수를 빌리지 않아도 될 만큼 스스로를 아는 것으로 읽는다.",
        frustrated: "앞에 서 본 적이 있고, 그때의 자리가 지금은 없는 것으로 읽는다.",
        unaware: "그저 재미라고 말하지만, 누가 보아 주기를 바라는 마음은 아직 모르는 것으로 읽는다.",
        hungry: "이기고 돌아서면 곧 다음 판이 모자란 것으로 읽는다. 알아주는 눈은 판이 끝나면 함께 꺼진다.",
    },
    Reading {
        quiet: "벗어나려는 기색은 옅다. 정해진 대로 지내는 일이 그리 답답하지 않은 듯하다.",
        satisfied: "제 길을 제 걸음으로 간다. 누구의 허락을 기다리지 않는다.",
        balanced: "스스로 정할 것과 따를 것을 그럭저럭 나누어 산다.",
        deficient: "정해 놓은 일이 많아질수록 달아날 길을 먼저 살핀다.",
        critical: "제 뜻대로 고른 것이 너무 적다. 문이 열려 있는지를 하루에도 몇 번씩 확인한다.",
        suppressed: "떠나는 법을 찾아보기만 하고 머물렀다. 남을 실망시키지 않으려 누른 것으로 읽는다.",
        avoided: "이 화제 앞에서 물러선 것으로 읽는다. 정해진 것과 정하고 싶은 것 사이에서 아직 편을 고르지 못했다.",
        met: "지금 가진 만큼의 자유로 모자라지 않은 것으로 읽는다.",
        frustrated: "한때 제 손에 있던 고삐를 놓친 것으로 읽는다. 그 뒤로는 작은 간섭도 크게 들린다.",
        unaware: "좋아하는 일이 모두 혼자 정하는 일이라는 것을 아직 모르는 것으로 읽는다.",
        hungry: "떠나고 돌아오기를 거듭해도 붙들린 느낌이 가시지 않는 것으로 읽는다.",
    },
    Reading {
        quiet: "더 배우려는 기색은 옅다. 지금 아는 것으로 지낼 만한 듯하다.",
        satisfied: "배우는 일이 그대로 기쁨이다. 모자라서가 아니라 좋아서 한다.",
        balanced: "나아지고 싶은 만큼 배우며 지낸다.",
        deficient: "애쓰는데도 제자리 같아서, 나아진다는 증거를 자꾸 찾는다.",
        critical: "멈추어 있다는 느낌이 깊다. 다시 시작할 구실 하나가 간절하다.",
        suppressed: "다시 시작하기에 늦었다고 여겨 펼쳐 보기만 하고 덮은 것으로 읽는다.",
        avoided: "모른다는 것이 드러날 자리를 비켜선 것으로 읽는다.",
        met: "배움을 따로 구하지 않아도 될 만큼 지금 하는 일이 차 있는 것으로 읽는다.",
        frustrated: "나아지려다 멈춘 일이 있고, 그 자리가 아직 아물지 않은 것으로 읽는다.",
        unaware: "재미로 하는 일 안에 나아지고 싶은 마음이 있음을 아직 모르는 것으로 읽는다.",
        hungry: "배우고 또 배워도 나아졌다는 확신이 서지 않는 것으로 읽는다.",
    },
    Reading {
        quiet: "까닭을 묻는 기색은 옅다. 하루하루가 이유 없이도 굴러가는 듯하다.",
        satisfied: "무엇을 위해 하는지 아는 일이 있다. 그것으로 하루가 선다.",
        balanced: "묻는 만큼 답을 얻으며 지낸다.",
        deficient: "하는 일은 많은데 무엇을 위한 것인지가 자꾸 흐려진다.",
        critical: "바쁜 하루의 한가운데가 비어 있다. 남을 만한 것 하나를 찾고 있다.",
        suppressed: "한가한 물음이라 여겨 찾아보기만 하고 입에 올리지 않은 것으로 읽는다.",
        avoided: "답이 없을까 봐 물음째로 치워 둔 것으로 읽는다.",
        met: "따로 묻지 않아도 될 만큼 하루에 까닭이 있는 것으로 읽는다.",
        frustrated: "믿고 하던 일이 끝났고, 그 빈자리를 아직 다른 까닭이 채우지 못한 것으로 읽는다.",
        unaware: "오래 남는 것에 끌리면서도 왜 끌리는지는 아직 모르는 것으로 읽는다.",
        hungry: "읽고 거들고 적어 두어도 까닭 하나가 끝내 손에 잡히지 않는 것으로 읽는다.",
    },
];

/// Two needs that pull one person apart.
pub(super) struct Opposition {
    pub needs: [Need; 2],
    /// When the first is at least as strong, and when the second is stronger.
    pub told: [&'static str; 2],
}

/// The first two are the product's; the others are ours, so that people without company or study have an inside too.
pub(super) const OPPOSITIONS: [Opposition; 5] = [
    Opposition {
        needs: [Belonging, Autonomy],
        told: [
            "곁에 있어 달라고 하면서 문은 열어 두라고 한다. 가까워질수록 나갈 길을 한 번 더 확인한다.",
            "혼자 떠나는 사람인데 짐 속에는 돌아갈 집의 열쇠가 있다. 붙잡히기는 싫고 잊히기는 더 싫다.",
        ],
    },
    Opposition {
        needs: [Growth, Survival],
        told: [
            "새로 시작하는 일을 좋아하면서도 발 하나는 늘 아는 땅에 둔다. 나아갈 때마다 잃을 것을 함께 센다.",
            "아는 길로만 다니면서 모르는 동네의 이름을 외운다. 안전한 자리에서만 모험을 꿈꾼다.",
        ],
    },
    Opposition {
        needs: [Recognition, Survival],
        told: [
            "앞줄에 서고 싶은데 앞줄은 바람을 먼저 맞는다. 눈에 띌수록 다칠 자리도 늘어난다고 여긴다.",
            "들키지 않게 지내면서도 누군가 알아봐 주기를 기다린다. 숨은 자리에서 이름이 불리기를 바란다.",
        ],
    },
    Opposition {
        needs: [Recognition, Autonomy],
        told: [
            "남의 박수로 살면서 남의 잣대는 싫어한다. 칭찬을 들은 날에도 누가 정한 칭찬인지를 따진다.",
            "제멋대로 살겠다면서 보는 사람이 없으면 흥이 식는다. 혼자 고른 길을 누군가 알아주기를 바란다.",
        ],
    },
    Opposition {
        needs: [Meaning, Survival],
        told: [
            "옳다고 믿는 일에 다 걸고 싶지만 통장의 숫자를 먼저 본다. 뜻을 세울 때마다 바닥이 얼마나 남았는지 센다.",
            "무사한 하루를 지키느라 하루의 까닭은 뒤로 미룬다. 불을 끄고 누우면 미뤄 둔 물음이 먼저 와 있다.",
        ],
    },
];

/// A search with one of these is about something that is over.
pub(super) const ENDINGS: &[&str] = &[
    "중단",
    "탈퇴",
    "폐업",
    "공백",
    "그만두",
    "그만둔",
    "끝난",
    "예전",
    "이별",
    "해체",
    "탈락",
    "근황",
    "옛 친구",
    "옛 선원",
    "사라진",
    "사별",
    "breakup",
    "former",
];

#[cfg(test)]
mod tests {
    use super::{OPPOSITIONS, READINGS};

    #[test]
    fn no_two_sentences_are_the_same_and_all_are_sentences() {
        let readings = READINGS.iter().flat_map(|one| {
            [one.quiet, one.satisfied, one.balanced, one.deficient, one.critical, one.suppressed, one.avoided]
                .into_iter()
                .chain([one.met, one.frustrated, one.unaware, one.hungry])
        });
        let mut all: Vec<&str> = readings.chain(OPPOSITIONS.iter().flat_map(|one| one.told)).collect();
        assert_eq!(all.len(), 76);
        assert!(all.iter().all(|sentence| sentence.ends_with("다.")));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 76);
    }
}
