//! The models behind the agents: asked for text that fits a schema, for a picture, and whether they are there at all.
//! What is asked is `agents`' matter; asking again, counting money and taking turns is that of `runs`. Nothing here
//! repeats a call, and nothing here knows a table: a provider's row is read elsewhere and comes in as settings.
//!
//! Start reading at `resolve` (from a row, the environment and the keychain to something that can be asked), then
//! `chat` and `pictures`.

pub mod chat;
pub mod circuit;
mod events;
mod failure;
mod fit;
mod http;
pub mod keys;
mod pictures;
pub mod prices;
mod redact;
mod resolve;
mod schema;
mod test;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use specta::Type;

pub use chat::{Answer, Finish, ModelSettings, Said, complete};
pub use failure::ProviderFailure;
pub use pictures::{PictureAnswer, PictureSettings, picture};
pub use resolve::{Resolved, resolve, resolve_with};
pub use test::{ProviderReport, Stage, test};

/// The protocol a provider speaks, not the company behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ProviderKind {
    /// Chat completions, as OpenAI has them and Ollama, LM Studio, vLLM and many others speak them.
    OpenAi,
    Gemini,
    Anthropic,
    /// Pictures only: the interface of the Stable Diffusion web UI.
    Automatic1111,
}

impl ProviderKind {
    pub const ALL: [ProviderKind; 4] =
        [ProviderKind::OpenAi, ProviderKind::Gemini, ProviderKind::Anthropic, ProviderKind::Automatic1111];

    /// How rows and scripts call it.
    pub fn key(self) -> &'static str {
        ["openAi", "gemini", "anthropic", "automatic1111"][self as usize]
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Where it lives when nobody says otherwise.
    pub fn usual_address(self) -> &'static str {
        [
            "https://api.openai.com/v1/",
            "https://generativelanguage.googleapis.com/v1beta/",
            "https://api.anthropic.com/v1/",
            "http://127.0.0.1:7860/",
        ][self as usize]
    }

    /// The variables in which people of this provider usually keep their key.
    pub fn own_variables(self) -> &'static [&'static str] {
        match self {
            ProviderKind::OpenAi => &["OPENAI_API_KEY"],
            ProviderKind::Gemini => &["GEMINI_API_KEY", "GOOGLE_API_KEY"],
            ProviderKind::Anthropic => &["ANTHROPIC_API_KEY"],
            ProviderKind::Automatic1111 => &[],
        }
    }

    pub fn writes(self) -> bool {
        self != ProviderKind::Automatic1111
    }

    pub fn paints(self) -> bool {
        self != ProviderKind::Anthropic
    }
}

/// A provider as it is stored: everything but its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProviderSettings {
    pub name: String,
    pub kind: ProviderKind,
    /// Without one: the usual address of its kind.
    pub base_url: Option<String>,
    pub model: String,
    pub image_model: Option<String>,
    /// How many calls at once, over all machines; kept by whoever calls.
    pub concurrency: u32,
    pub enabled: bool,
}

/// How much of an answer is taken, and how long silence is borne. The time for the whole call is the caller's: dropping
/// the call ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text.
    pub text: usize,
    /// Bytes of a picture.
    pub picture: usize,
    /// From the request to the first byte of the answer: a local model may have to be loaded first.
    pub first_byte: Duration,
    /// Between two pieces of an answer that has begun.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text: 2_000_000,
            picture: 40_000_000,
            first_byte: Duration::from_secs(300),
            idle: Duration::from_secs(30),
        }
    }
}
