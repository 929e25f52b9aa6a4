//! The sentences characters are put together from: written by hand, embedded, and each with the conditions under which it
//! fits. Which of them a character gets is decided in `cast`.

use std::sync::LazyLock;

use serde::{Deserialize, de::DeserializeOwned};
use uuid::Uuid;

use super::stances::Stance;
use crate::{
    agents::{
        input::{ConversationStyle, Length},
        shapes::NeedState,
    },
    pools::Need,
};

/// When an item fits; an empty list means always.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct When {
    pub needs: Vec<Need>,
    pub states: Vec<NeedState>,
    pub trauma: Vec<String>,
    pub archetypes: Vec<String>,
    /// What the item says of who has it.
    pub stances: Vec<Stance>,
}

/// How a character speaks to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    Casual,
    Polite,
    Formal,
}

impl Register {
    pub fn preferred(style: Option<ConversationStyle>) -> Self {
        match style {
            Some(ConversationStyle::Casual) => Register::Casual,
            Some(ConversationStyle::Formal) => Register::Formal,
            Some(ConversationStyle::Mixed) | None => Register::Polite,
        }
    }
}

/// A thing that can be chosen for a character.
pub trait Item {
    /// Its own among all items of all files.
    fn id(&self) -> Uuid;
    fn when(&self) -> &When;
    /// What of it can be read in a character that speaks so.
    fn texts(&self, register: Register) -> Vec<&str>;
}

macro_rules! items {
    ($($(#[$about:meta])* $file:literal $name:ident { $($field:ident: $kind:ty = $key:literal),* } $texts:expr;)*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        pub struct $name {
            pub key: String,
            $(#[serde(rename = $key)] pub $field: $kind,)*
            #[serde(flatten)]
            pub when: When,
        }

        impl Item for $name {
            fn id(&self) -> Uuid {
                Uuid::new_v5(&NAMESPACE, format!("{}/{}", $file, self.key).as_bytes())
            }

            fn when(&self) -> &When {
                &self.when
            }

            fn texts(&self, register: Register) -> Vec<&str> {
                let texts: fn(&$name, Register) -> Vec<&str> = $texts;
                texts(self, register)
            }
        }
    )*};
}

const NAMESPACE: Uuid = Uuid::from_u128(0x7b1d_0c52_8f0e_4a63_9a3e_5d20_c4a1_77e4);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    World,
    People,
    #[serde(rename = "self")]
    Oneself,
}

items! {
    "strategies" StrategyItem { name: String = "name", purpose: String = "purpose", effect: String = "effect", cost: String = "cost" }
        |one, _| vec![&one.name, &one.purpose, &one.effect, &one.cost];
    "beliefs" BeliefItem { about: About = "about", text: String = "text" } |one, _| vec![&one.text];
    "surface" SurfaceItem { word: String = "trait", behavior: String = "behavior" } |one, _| vec![&one.word, &one.behavior];
    "shadow" ShadowItem { word: String = "trait", behavior: String = "behavior" } |one, _| vec![&one.word, &one.behavior];
    "phrases" PhraseItem { casual: String = "casual", polite: String = "polite", formal: String = "formal", reason: String = "reason" }
        |one, register| vec![register.of(&one.casual, &one.polite, &one.formal), &one.reason];
    "never_says" NeverItem { casual: String = "casual", polite: String = "polite", formal: String = "formal", reason: String = "reason" }
        |one, register| vec![register.of(&one.casual, &one.polite, &one.formal), &one.reason];
    "fears" FearItem { fear: String = "deepestFear", never: String = "neverAgain", avoidances: Vec<String> = "avoidances", triggers: Vec<String> = "triggers" }
        |one, _| {
            let lists = one.avoidances.iter().chain(&one.triggers).map(String::as_str);
            [one.fear.as_str(), one.never.as_str()].into_iter().chain(lists).collect()
        };
    "customizations" CustomizationItem { text: String = "text" } |one, _| vec![&one.text];
    "characteristics" CharacteristicItem { text: String = "text", style: Voice = "style", room: Room = "length" } |one, _| vec![&one.text];
    "relationships" RelationshipItem { stage: String = "stage", description: String = "description", style: Voice = "style" }
        |one, _| vec![&one.stage, &one.description];
}

/// What a need in a state wants, in the first person. Not an `Item`: each need has its own.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Gloss {
    pub key: String,
    pub need: Need,
    pub state: NeedState,
    pub text: String,
}

/// The conversation style something goes with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    Casual,
    Formal,
    Mixed,
    #[default]
    Any,
}

/// The length of talk something goes with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Room {
    Short,
    Medium,
    Long,
    #[default]
    Any,
}

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Names {
    pub surnames: Vec<String>,
    pub given: Vec<String>,
    pub single: Vec<String>,
}

impl Register {
    pub fn of<'t>(self, casual: &'t str, polite: &'t str, formal: &'t str) -> &'t str {
        match self {
            Register::Casual => casual,
            Register::Polite => polite,
            Register::Formal => formal,
        }
    }
}

impl Voice {
    pub fn suits(self, style: Option<ConversationStyle>) -> bool {
        match self {
            Voice::Any => true,
            Voice::Casual => style == Some(ConversationStyle::Casual),
            Voice::Formal => style == Some(ConversationStyle::Formal),
            Voice::Mixed => matches!(style, Some(ConversationStyle::Mixed) | None),
        }
    }
}

impl Room {
    pub fn suits(self, length: Length) -> bool {
        match self {
            Room::Any => true,
            Room::Short => length == Length::Short,
            Room::Medium => length == Length::Medium,
            Room::Long => length == Length::Long,
        }
    }
}

pub struct Phrases {
    pub strategies: Vec<StrategyItem>,
    pub beliefs: Vec<BeliefItem>,
    pub surface: Vec<SurfaceItem>,
    pub shadow: Vec<ShadowItem>,
    pub phrases: Vec<PhraseItem>,
    pub never_says: Vec<NeverItem>,
    pub fears: Vec<FearItem>,
    pub glosses: Vec<Gloss>,
    pub customizations: Vec<CustomizationItem>,
    pub characteristics: Vec<CharacteristicItem>,
    pub relationships: Vec<RelationshipItem>,
    pub names: Names,
}

pub static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases {
    strategies: read("strategies", include_str!("phrases/strategies.json")),
    beliefs: read("beliefs", include_str!("phrases/beliefs.json")),
    surface: read("surface", include_str!("phrases/surface.json")),
    shadow: read("shadow", include_str!("phrases/shadow.json")),
    phrases: read("phrases", include_str!("phrases/phrases.json")),
    never_says: read("never_says", include_str!("phrases/never_says.json")),
    fears: read("fears", include_str!("phrases/fears.json")),
    glosses: read("glosses", include_str!("phrases/glosses.json")),
    customizations: read("customizations", include_str!("phrases/customizations.json")),
    characteristics: read("characteristics", include_str!("phrases/characteristics.json")),
    relationships: read("relationships", include_str!("phrases/relationships.json")),
    names: read("names", include_str!("phrases/names.json")),
});

/// A test reads every file; here nothing can be wrong that it let pass.
fn read<T: DeserializeOwned + Default>(name: &str, text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|cause| {
        tracing::error!(name, %cause, "a file of phrases cannot be read");
        T::default()
    })
}
