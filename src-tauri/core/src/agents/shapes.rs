//! What the agents hand to each other. Their JSON is that of the product; their JSON schemas are shown in the console
//! and sent to models. Numbers are rounded to two decimals where they are made, so that a run repeats exactly.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use super::input::Length;
use crate::pools::{Need, draw::NeedVector};

/// Agent 1: what somebody needs, read from what they look for and what they never do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Analysis {
    pub presence_vector: Vec<Presence>,
    pub deficiency_vector: Vec<Deficiency>,
    /// All six, in their order.
    pub complete_vector: Vec<CompleteNeed>,
    pub paradoxes: Vec<Paradox>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Presence {
    pub need: Need,
    #[specta(type = specta_typescript::Number)]
    pub intensity: f64,
    pub evidence: Vec<String>,
    pub interpretation: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Deficiency {
    pub need: Need,
    #[serde(rename = "type")]
    pub kind: DeficiencyType,
    pub evidence: String,
    #[specta(type = specta_typescript::Number)]
    pub hidden_intensity: f64,
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeficiencyType {
    Suppressed,
    Avoided,
    Satisfied,
    Frustrated,
    Unaware,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CompleteNeed {
    pub need: Need,
    #[specta(type = specta_typescript::Number)]
    pub observed: f64,
    #[specta(type = specta_typescript::Number)]
    pub hidden: f64,
    /// The larger of the two.
    #[specta(type = specta_typescript::Number)]
    pub actual: f64,
    /// How far apart they are.
    #[specta(type = specta_typescript::Number)]
    pub gap: f64,
    pub state: NeedState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum NeedState {
    Satisfied,
    Balanced,
    Deficient,
    Critical,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Paradox {
    pub need_a: Need,
    pub need_b: Need,
    #[specta(type = specta_typescript::Number)]
    pub intensity_a: f64,
    #[specta(type = specta_typescript::Number)]
    pub intensity_b: f64,
    #[specta(type = specta_typescript::Number)]
    pub tension: f64,
    pub description: String,
}

impl Analysis {
    /// The actual strength of the six.
    pub fn needs(&self) -> NeedVector {
        let of = |need| self.complete_vector.iter().find(|one| one.need == need).map_or(0.0, |one| one.actual);
        NeedVector {
            survival: of(Need::Survival),
            belonging: of(Need::Belonging),
            recognition: of(Need::Recognition),
            autonomy: of(Need::Autonomy),
            growth: of(Need::Growth),
            meaning: of(Need::Meaning),
        }
    }
}

/// Agent 2: who the character is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Character {
    pub name: String,
    /// The name of one of the pool's archetypes.
    pub archetype: String,
    pub keywords: Vec<String>,
    pub selected_experiences: Vec<SelectedExperience>,
    pub trauma_and_learning: TraumaAndLearning,
    pub survival_strategies: Vec<Strategy>,
    pub personality_traits: PersonalityTraits,
    pub conversation_patterns: ConversationPatterns,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct SelectedExperience {
    pub id: Uuid,
    /// How it went for this character in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub customization: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TraumaAndLearning {
    pub learned_beliefs: LearnedBeliefs,
    pub trauma: Trauma,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LearnedBeliefs {
    pub about_world: Vec<String>,
    pub about_people: Vec<String>,
    pub about_self: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Trauma {
    pub deepest_fear: String,
    pub never_again: String,
    pub avoidances: Vec<String>,
    pub triggers: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct Strategy {
    pub name: String,
    pub purpose: String,
    pub effect: String,
    pub cost: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct PersonalityTraits {
    pub surface: Vec<PersonalityTrait>,
    pub shadow: Vec<PersonalityTrait>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct PersonalityTrait {
    #[serde(rename = "trait")]
    pub word: String,
    pub behavior: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConversationPatterns {
    pub frequent_phrases: Vec<Phrase>,
    pub never_says: Vec<Phrase>,
    pub style: SpeakingStyle,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct Phrase {
    pub phrase: String,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct SpeakingStyle {
    pub length: Length,
    pub speed: Speed,
    pub tone: Tone,
    pub characteristics: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Speed {
    Fast,
    Medium,
    Slow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Tone {
    Light,
    Neutral,
    Serious,
}

/// Agent 4: what the room looks like, and which rows of the pools say so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Scene {
    pub image_prompt: String,
    pub negative_prompt: String,
    pub visual_language: VisualLanguage,
    pub objects: Vec<SceneObject>,
    pub defensive_elements: Vec<DefensiveElement>,
    pub archetype: String,
    /// Why the room looks as it does, for people.
    pub reasoning: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisualLanguage {
    pub colors: SceneColors,
    pub space: Space,
    pub lighting: Lighting,
    pub mood: Vec<Sourced>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct SceneColors {
    pub primary: Sourced,
    pub secondary: Sourced,
    pub accent: Sourced,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Space {
    pub layout: Sourced,
    /// From `creative chaos` to `highly organised`.
    pub organization: String,
    pub openness: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Lighting {
    pub light: Sourced,
    pub night: bool,
    /// From 0 to 1: how bright, and how warm.
    #[specta(type = specta_typescript::Number)]
    pub intensity: f64,
    #[specta(type = specta_typescript::Number)]
    pub warmth: f64,
}

/// A value and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Sourced {
    /// As the pool has it.
    pub value: String,
    /// What goes into the image prompt.
    pub fragment: String,
    pub source: Source,
}

/// The row an element of a scene came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// `visuals`, `archetypes` or `trauma_types`.
    pub pool: String,
    pub id: Uuid,
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SceneObject {
    pub name: String,
    /// What goes into the image prompt, in English.
    pub fragment: String,
    /// The condition under which it may appear, as the archetype states it: `belonging > 0.6`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub requirement: Option<String>,
    pub source: Source,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct DefensiveElement {
    pub object: String,
    pub fragment: String,
    pub placement: String,
    pub symbolism: String,
    pub source: Source,
}

/// Agent 5: the picture of the room. Its bytes are kept apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// SHA-256 of the PNG.
    pub digest: String,
    /// How the product finds it.
    pub image_url: String,
    pub generation_method: GenerationMethod,
    /// Of a preset, its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub preset: Option<String>,
    pub width: u32,
    pub height: u32,
    pub colors: u32,
    pub bytes: u32,
    /// The share of neighbouring pixels that differ clearly where they differ at all.
    #[specta(type = specta_typescript::Number)]
    pub sharp_edges: f64,
    pub validated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GenerationMethod {
    /// A provider's picture.
    AiGenerated,
    /// Drawn by the console from the scene.
    Procedural,
    PresetFallback,
}
