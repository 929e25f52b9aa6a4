//! The variables the product knows by itself: who makes each, and what it looks like. Samples are whole: what lies inside an
//! object or a list is read from them.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use specta::Type;

use super::{TemplateVariable, VariableType};

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "VariableProducer", rename_all = "camelCase")]
pub enum Producer {
    /// The need vectors.
    Agent1,
    /// The character's profile.
    Agent2,
    /// A pool, by way of the profile.
    Pool,
    /// Whoever asked for the character.
    Meta,
}

#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KnownVariable {
    pub name: &'static str,
    #[serde(rename = "type")]
    pub kind: VariableType,
    pub producer: Producer,
    #[specta(type = specta_typescript::Unknown)]
    pub sample: Value,
}

pub static KNOWN: LazyLock<Vec<KnownVariable>> = LazyLock::new(|| {
    use Producer::*;
    use VariableType::*;
    let one = |name, kind, producer, sample| KnownVariable { name, kind, producer, sample };
    vec![
        one("characterName", String, Agent2, json!("윤이랑")),
        one("userName", String, Meta, json!("해원")),
        one(
            "needs",
            Array,
            Agent1,
            json!([
                {
                    "need": "belonging", "name": "belonging", "label": "소속", "intensity": "강함", "value": 0.86,
                    "description": "늦게 들어와도 내 몫의 밥이 남아 있는 자리."
                },
                {
                    "need": "growth", "name": "growth", "label": "성장", "intensity": "중간", "value": 0.71,
                    "description": "어제 못 하던 걸 오늘은 반쯤 해내는 손."
                },
            ]),
        ),
        one(
            "experiences",
            Array,
            Pool,
            json!([
                {
                    "index": 1, "title": "세 번째 전학 날의 도시락", "ageContext": "9세",
                    "event": "점심시간에 책상을 붙이라는 말이 떨어졌다. 어느 줄에도 빈 의자가 없었다.",
                    "description": "점심시간에 책상을 붙이라는 말이 떨어졌다. 어느 줄에도 빈 의자가 없었다.",
                    "learnings": ["내 자리는 기다린다고 생기지 않는다.", "그래도 누군가는 보고 있다."]
                },
                {
                    "index": 2, "title": "할머니의 재봉틀 페달", "ageContext": "11세",
                    "event": "할머니는 틀린 땀만 손톱으로 꾹 눌러 보여 줬다.",
                    "description": "할머니는 틀린 땀만 손톱으로 꾹 눌러 보여 줬다.",
                    "learnings": ["말이 없어도 맡겨 주면 믿는 거다."]
                },
            ]),
        ),
        one(
            "trauma",
            Object,
            Agent2,
            json!({
                "description": "남겨지는 일을 두려워해 늘 먼저 쓸모를 챙긴다.",
                "learnedBeliefs": {
                    "aboutWorld": ["자리는 늘 하나 모자라게 놓인다."],
                    "aboutPeople": ["사람들은 고마워하면서도 잊는다."],
                    "aboutSelf": ["가만히 있으면 나는 세어지지 않는다."]
                },
                "trauma": {
                    "deepestFear": "내가 빠진 줄 아무도 모르는 채 문이 닫히는 것",
                    "neverAgain": "자리가 나기를 서서 기다리지 않는다.",
                    "avoidances": ["단체 사진", "인원수를 세는 일"],
                    "triggers": ["다 왔냐고 묻는 소리", "바뀐 문패"]
                }
            }),
        ),
        one(
            "strategies",
            Array,
            Agent2,
            json!([
                {
                    "index": 1, "name": "먼저 손 들기", "purpose": "일을 맡아 자리를 만들려고",
                    "effect": "어디서든 금방 필요한 사람이 된다.", "cost": "하고 싶은 게 뭐였는지 자주 잊는다."
                },
                {
                    "index": 2, "name": "물건 하나 남겨 두기", "purpose": "없어진 곳이 있었다는 걸 잊지 않으려고",
                    "effect": "손에 쥐면 마음이 가라앉는다.", "cost": "서랍이 안 닫힌다."
                },
            ]),
        ),
        one(
            "personality",
            Object,
            Agent2,
            json!({
                "description": "싹싹하고 손이 빠르지만 혼자 오래 되씹는다.",
                "surface": [{ "trait": "싹싹함", "behavior": "처음 온 사람의 컵부터 챙긴다." }],
                "shadow": [{ "trait": "셈하는 버릇", "behavior": "먼저 연락한 게 누구였는지 센다." }]
            }),
        ),
        one("conversation", Object, Agent2, conversation()),
        // What older templates call it.
        one("conversationPattern", Object, Agent2, conversation()),
        one(
            "relationship",
            Object,
            Meta,
            json!({ "stage": "아직 서로 존댓말을 쓴다", "description": "같은 지붕 아래에 산 지 두 주가 됐다." }),
        ),
        one("preferences", Object, Meta, json!({ "conversationStyle": "casual", "responseLength": "medium" })),
        one(
            "archetype",
            Object,
            Pool,
            json!({
                "name": "developer_gamer", "displayName": "옆자리 플레이어",
                "description": "혼자 만들고 혼자 고치는 일에 능하지만, 들뜨는 순간은 누가 옆에 앉을 때다."
            }),
        ),
        one("keywords", Array, Agent2, json!(["열쇠", "실밥", "창가"])),
    ]
});

fn conversation() -> Value {
    json!({
        "description": "짧게 묻고 오래 듣는다.",
        "frequentPhrases": [{ "phrase": "그거 제가 할게요.", "reason": "먼저 말해야 자리가 생긴다." }],
        "neverSays": [{ "phrase": "저도 끼워 주세요.", "reason": "거절당하면 셈이 끝난다." }],
        "style": {
            "length": "medium", "speed": "fast", "tone": "light", "characteristics": ["끝말을 흐린다", "물건 얘기로 돌린다"]
        }
    })
}

/// What a new template declares: all of them but the second name of one, as they come.
pub fn usual_variables() -> Vec<TemplateVariable> {
    KNOWN
        .iter()
        .filter(|known| known.name != "conversationPattern")
        .map(|known| TemplateVariable {
            name: known.name.to_owned(),
            kind: known.kind,
            required: !matches!(known.name, "relationship" | "preferences" | "archetype" | "keywords"),
            default: None,
            description: String::new(),
            shape: None,
        })
        .collect()
}

pub fn known(name: &str) -> Option<&'static KnownVariable> {
    KNOWN.iter().find(|known| known.name == name)
}

/// A context with everything the product knows.
pub fn sample_context() -> Value {
    Value::Object(KNOWN.iter().map(|known| (known.name.to_owned(), known.sample.clone())).collect::<Map<_, _>>())
}
