//! What the pools offer for one person: the rows a character may be made of, and those that were drawn. It is kept with the
//! run, so that a character can be made again when the pools have long changed. Reading it is in `gather`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    agents::{input::Length, shapes::Speed},
    pools::{Need, Pool, draw::NeedVector},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Material {
    /// The shortlist, likeliest first.
    pub archetypes: Vec<Archetype>,
    /// The one of them that was drawn.
    pub archetype: Archetype,
    /// Every experience that could have been drawn.
    pub candidates: Vec<ExperienceCandidate>,
    /// In full: those that were drawn, as they came, then what else a model may choose from.
    pub experiences: Vec<Experience>,
    pub drawn: Vec<Uuid>,
    pub trauma_types: Vec<TraumaType>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Archetype {
    pub id: Uuid,
    pub name: String,
    pub display_name: String,
    pub description: String,
    pub need_profile: NeedVector,
    pub behaviors: Vec<String>,
    pub conversation_style: ArchetypeStyle,
    pub keywords: Vec<String>,
    /// To be the one that is drawn.
    pub chance: f64,
}

/// Written by people and by imports: anything may be missing, and a tone is any word.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArchetypeStyle {
    #[serde(deserialize_with = "known_or_none")]
    pub length: Option<Length>,
    #[serde(deserialize_with = "known_or_none")]
    pub speed: Option<Speed>,
    pub tone: Option<String>,
    pub formality: Option<String>,
    pub humor: Option<String>,
    pub characteristics: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExperienceCandidate {
    pub id: Uuid,
    pub title: String,
    pub need: Need,
    /// To be among those that are drawn.
    pub chance: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Experience {
    pub id: Uuid,
    pub title: String,
    pub description: String,
    pub learnings: Vec<String>,
    pub age_min: i16,
    pub age_max: i16,
    pub tags: Vec<String>,
    pub trigger_keywords: Vec<String>,
    pub need: Need,
    pub intensity: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TraumaType {
    pub id: Uuid,
    pub name: String,
    pub display_name: String,
    pub description: String,
    /// Parts of words that betray it in a text.
    pub keywords: Vec<String>,
}

impl Material {
    pub fn experience(&self, id: Uuid) -> Option<&Experience> {
        self.experiences.iter().find(|one| one.id == id)
    }

    pub fn archetype_named(&self, name: &str) -> Option<&Archetype> {
        self.archetypes.iter().chain([&self.archetype]).find(|one| one.name == name)
    }

    /// In the order in which they were drawn.
    pub fn drawn(&self) -> impl Iterator<Item = &Experience> {
        self.drawn.iter().filter_map(|id| self.experience(*id))
    }

    /// Which rows took part, and whether they were drawn: `knock.pool_usage`.
    pub fn usage(&self) -> Vec<(Pool, Uuid, bool)> {
        let archetypes = self.archetypes.iter().map(|one| (Pool::Archetypes, one.id, one.id == self.archetype.id));
        let known = |id: Uuid| self.candidates.iter().any(|one| one.id == id);
        let candidates = self.candidates.iter().map(|one| one.id);
        // Only so many candidates are told; a drawn one is never left out.
        let others = self.drawn.iter().copied().filter(|id| !known(*id));
        let experiences = candidates.chain(others).map(|id| (Pool::Experiences, id, self.drawn.contains(&id)));
        archetypes.chain(experiences).collect()
    }
}

impl Experience {
    /// Everything of it that can reach a prompt.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        [self.title.as_str(), self.description.as_str()].into_iter().chain(self.learnings.iter().map(String::as_str))
    }
}

/// A word that is none of the known ones is as good as none.
fn known_or_none<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    let value = serde_json::Value::deserialize(from)?;
    Ok(serde_json::from_value(value).ok())
}
