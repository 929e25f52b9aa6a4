//! People and material for the tests.

use std::sync::LazyLock;

use uuid::Uuid;

use crate::{
    agents::{
        character::{Archetype, Experience, ExperienceCandidate, Material, TraumaType},
        input::{Meta, Preferences, RunInput, UserData},
        shapes::{Analysis, CompleteNeed, NeedState, Paradox},
    },
    pools::{
        Need,
        draw::{NeedVector, race::Race},
    },
};

fn rows(file: &str) -> Vec<serde_json::Value> {
    let path = format!("{}/../../seeds/knock/content/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    serde_json::from_str::<serde_json::Value>(&text).unwrap()["rows"].as_array().unwrap().clone()
}

fn read<T: serde::de::DeserializeOwned>(row: &serde_json::Value, field: &str) -> T {
    serde_json::from_value(row[field].clone()).unwrap_or_else(|cause| panic!("{field} of {row}: {cause}"))
}

fn id(row: &serde_json::Value) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, read::<String>(row, "key").as_bytes())
}

pub struct Pools {
    pub archetypes: Vec<Archetype>,
    pub experiences: Vec<Experience>,
    pub trauma_types: Vec<TraumaType>,
}

pub fn pools() -> &'static Pools {
    static POOLS: LazyLock<Pools> = LazyLock::new(seeded);
    &POOLS
}

fn seeded() -> Pools {
    let archetype = |row: &serde_json::Value| Archetype {
        id: id(row),
        name: read(row, "name"),
        display_name: read(row, "display_name"),
        description: read(row, "description"),
        need_profile: read(row, "need_profile"),
        behaviors: read(row, "behaviors"),
        conversation_style: read(row, "conversation_style"),
        keywords: read(row, "keywords"),
        chance: 0.5,
    };
    let experience = |row: &serde_json::Value| Experience {
        id: id(row),
        title: read(row, "title"),
        description: read(row, "description"),
        learnings: read(row, "learnings"),
        age_min: read(row, "age_min"),
        age_max: read(row, "age_max"),
        tags: read(row, "tags"),
        trigger_keywords: read(row, "trigger_keywords"),
        need: read::<String>(row, "need_type").parse().unwrap(),
        intensity: read(row, "intensity"),
    };
    let trauma = |row: &serde_json::Value| TraumaType {
        id: id(row),
        name: read(row, "name"),
        display_name: read(row, "display_name"),
        description: read(row, "description"),
        keywords: read(row, "keywords"),
    };
    Pools {
        archetypes: rows("archetypes").iter().map(archetype).collect(),
        experiences: rows("experiences").iter().map(experience).collect(),
        trauma_types: rows("trauma_types").iter().map(trauma).collect(),
    }
}

impl Pools {
    /// As the draw does it, with fewer factors: two archetypes by likeness, four experiences of the strongest needs.
    pub fn material(&self, needs: &NeedVector, avoided: &[String], seed: u32) -> Material {
        let mut archetypes = self.archetypes.clone();
        archetypes.sort_by(|one, other| {
            needs.similarity(&other.need_profile).total_cmp(&needs.similarity(&one.need_profile))
        });
        archetypes.truncate(2);
        let first = Race::new(archetypes.iter().map(|one| (one.id, 0, 1.0)), 1, 1).run(seed, 0)[0];
        let mut strongest = Need::ALL.to_vec();
        strongest.sort_by(|one, other| needs.of(*other).total_cmp(&needs.of(*one)));
        let speaks =
            |one: &Experience| one.texts().any(|text| super::super::mentions::mentions_any(text, avoided).is_some());
        let known = self.experiences.iter().filter(|one| strongest[..3].contains(&one.need) && !speaks(one));
        let known: Vec<&Experience> = known.collect();
        let drawn = Race::new(known.iter().map(|one| (one.id, one.need, needs.of(one.need) + 0.01)), 4, 2).run(seed, 0);
        let drawn: Vec<Experience> = drawn.into_iter().map(|place| known[place].clone()).collect();
        let candidate = |one: &&Experience| ExperienceCandidate {
            id: one.id,
            title: one.title.clone(),
            need: one.need,
            chance: 0.1,
        };
        Material {
            archetype: archetypes[first].clone(),
            archetypes,
            candidates: known.iter().map(candidate).collect(),
            drawn: drawn.iter().map(|one| one.id).collect(),
            experiences: drawn,
            trauma_types: self.trauma_types.clone(),
        }
    }
}

/// From what is seen and what is hidden of each need.
pub fn analysis(observed: [f64; 6], hidden: [f64; 6]) -> Analysis {
    let complete: Vec<CompleteNeed> = Need::ALL
        .into_iter()
        .zip(observed.into_iter().zip(hidden))
        .map(|(need, (observed, hidden))| {
            let state = match hidden - observed {
                full if full <= -0.1 => NeedState::Satisfied,
                even if even < 0.1 => NeedState::Balanced,
                wanting if wanting < 0.4 => NeedState::Deficient,
                _ => NeedState::Critical,
            };
            CompleteNeed { need, observed, hidden, actual: observed.max(hidden), gap: (hidden - observed).abs(), state }
        })
        .collect();
    let of = |need: Need| complete[need as usize].actual;
    let pairs = [(Need::Belonging, Need::Autonomy), (Need::Growth, Need::Survival)];
    let torn = pairs.into_iter().filter(|(one, other)| of(*one).min(of(*other)) >= 0.5);
    let paradoxes = torn
        .map(|(need_a, need_b)| Paradox {
            need_a,
            need_b,
            intensity_a: of(need_a),
            intensity_b: of(need_b),
            tension: of(need_a).min(of(need_b)),
            description: "둘 다 바란다.".into(),
        })
        .collect();
    Analysis { presence_vector: Vec::new(), deficiency_vector: Vec::new(), complete_vector: complete, paradoxes }
}

pub fn person(name: &str, interests: &[&str], avoided: &[&str], preferences: Preferences) -> RunInput {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let user_data = UserData { interests: words(interests), avoid_topics: words(avoided), ..UserData::default() };
    RunInput { user_data, preferences, meta: Meta { user_id: None, user_name: name.into(), language: "ko".into() } }
}
