//! From a provider's row to something that can be asked: its address, its model and its key, with the environment
//! having the last word. Read again for every call, so that a changed key or address counts at once.

use reqwest::Url;
use secrecy::SecretString;

use super::{
    Limits, ProviderFailure, ProviderKind, ProviderSettings,
    keys::{self, KeySource, Keychain},
};
use crate::failure::FailureKind;

/// A provider with its address and its key. The key shows in no Debug, and nothing of this crosses to the window.
#[derive(Debug, Clone)]
pub struct Resolved {
    pub settings: ProviderSettings,
    /// As it is used: the environment's, the row's, or the usual one; ends with a slash where it is one at all.
    pub base_url: String,
    pub(super) key: Option<SecretString>,
    pub key_source: KeySource,
    pub limits: Limits,
}

/// Asks the environment of this process and the keychain of the system.
pub async fn resolve(settings: ProviderSettings) -> Resolved {
    let copy = settings.clone();
    let work = move || Ok(resolve_with(settings, &process_environment, &Keychain::system()));
    // Should the keychain's own code panic, the environment still counts.
    keys::apart(work).await.unwrap_or_else(|_| resolve_with(copy, &process_environment, &Keychain::absent()))
}

pub fn resolve_with(
    settings: ProviderSettings,
    environment: &dyn Fn(&str) -> Option<String>,
    keychain: &Keychain,
) -> Resolved {
    let read = |name: &str| environment(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let told = read(&variable(&settings.name, "BASE_URL"));
    let stored = settings.base_url.as_deref().map(str::trim).filter(|url| !url.is_empty());
    let address = told.as_deref().or(stored).unwrap_or(settings.kind.usual_address());
    let base_url = complete_address(settings.kind, address);

    // The key that people have for their usual provider goes to its usual address, or to where the same environment
    // points; not to any address that somebody wrote into a shared table.
    let own = told.is_some() || same_host(&base_url, settings.kind.usual_address());
    let own_variables = settings.kind.own_variables().iter().filter(|_| own).map(|&name| name.to_owned());
    let from_environment = std::iter::once(variable(&settings.name, "API_KEY"))
        .chain(own_variables)
        .find_map(|name| read(&name).map(|key| (SecretString::from(key), KeySource::Environment(name))));
    let (key, key_source) = match from_environment {
        Some((key, source)) => (Some(key), source),
        None => match keychain.get(&settings.name) {
            Some(key) => (Some(key), KeySource::Keychain),
            None => (None, KeySource::None),
        },
    };
    Resolved { settings, base_url, key, key_source, limits: Limits::default() }
}

impl Resolved {
    /// The address of a path of the protocol.
    pub(super) fn url(&self, path: &str, query: &[(&str, &str)]) -> Result<Url, ProviderFailure> {
        let wrong = |why: &str| {
            let message = format!("the address of {} cannot be used: {why}", self.settings.name);
            ProviderFailure::new(FailureKind::Unreachable, message)
        };
        let mut url = Url::parse(&self.base_url).map_err(|cause| wrong(&cause.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(wrong("it begins neither with http:// nor with https://"));
        }
        if url.password().is_some() || !url.username().is_empty() {
            return Err(wrong("a password in it would be stored and shown; store it as the key"));
        }
        // Not joined: a name of a model such as `https://…` would be read as an address of its own.
        url.set_path(&format!("{}{path}", url.path()));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }

    pub(super) fn at_usual_address(&self) -> bool {
        same_host(&self.base_url, self.settings.kind.usual_address())
    }

    /// A local server seldom wants a key; the providers themselves always do.
    pub(super) fn key_or_failure(&self) -> Result<Option<&SecretString>, ProviderFailure> {
        let needed = self.settings.kind != ProviderKind::Automatic1111 && self.at_usual_address();
        match &self.key {
            None if needed => {
                let name = &self.settings.name;
                let message = format!("there is no key for {name}: store one, or set {}", variable(name, "API_KEY"));
                Err(ProviderFailure::new(FailureKind::NoKey, message))
            }
            key => Ok(key.as_ref()),
        }
    }
}

pub(super) fn process_environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// `GREENROOM_MY_SERVER_API_KEY` for a provider called `my-server`.
pub(super) fn variable(name: &str, what: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_uppercase() } else { '_' };
    format!("GREENROOM_{}_{what}", name.chars().map(letter).collect::<String>())
}

/// Adds the slash, and the version where an address has no path at all: `http://localhost:11434` means its `/v1/`.
fn complete_address(kind: ProviderKind, address: &str) -> String {
    let Ok(mut url) = Url::parse(address) else { return address.to_owned() };
    let version = match kind {
        ProviderKind::OpenAi | ProviderKind::Anthropic => "/v1/",
        ProviderKind::Gemini => "/v1beta/",
        ProviderKind::Automatic1111 => "/",
    };
    match url.path() {
        "" | "/" => url.set_path(version),
        path if !path.ends_with('/') => {
            let path = format!("{path}/");
            url.set_path(&path);
        }
        _ => {}
    }
    url.to_string()
}

fn same_host(one: &str, other: &str) -> bool {
    let host = |address: &str| {
        Url::parse(address).ok().and_then(|url| Some((url.scheme() == "https", url.host_str()?.to_owned())))
    };
    host(one).is_some() && host(one) == host(other)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn settings(name: &str, kind: ProviderKind, base_url: Option<&str>) -> ProviderSettings {
        ProviderSettings {
            name: name.into(),
            kind,
            base_url: base_url.map(str::to_owned),
            model: "m".into(),
            image_model: None,
            concurrency: 2,
            enabled: true,
        }
    }

    fn with(settings: ProviderSettings, variables: &[(&str, &str)]) -> Resolved {
        let find =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        resolve_with(settings, &find, &Keychain::absent())
    }

    fn key(resolved: &Resolved) -> Option<&str> {
        resolved.key.as_ref().map(|key| key.expose_secret())
    }

    #[test]
    fn the_environment_wins_over_the_row() {
        let row = settings("my-server", ProviderKind::OpenAi, Some("http://stored:1/v1"));
        let told = [("GREENROOM_MY_SERVER_BASE_URL", "http://told:2/api"), ("GREENROOM_MY_SERVER_API_KEY", " k1 ")];
        let resolved = with(row, &told);
        assert_eq!(resolved.base_url, "http://told:2/api/");
        assert_eq!(key(&resolved), Some("k1"));
        assert_eq!(resolved.key_source, KeySource::Environment("GREENROOM_MY_SERVER_API_KEY".into()));
    }

    #[test]
    fn the_providers_own_variable_comes_after_ours_and_before_the_keychain() {
        let row = || settings("gemini", ProviderKind::Gemini, None);
        let both = [("GOOGLE_API_KEY", "google"), ("GEMINI_API_KEY", "gemini")];
        assert_eq!(key(&with(row(), &both)), Some("gemini"));
        assert_eq!(key(&with(row(), &both[..1])), Some("google"));
        let keychain = Keychain::in_memory();
        keychain.set("gemini", &SecretString::from("kept")).expect("set");
        let resolved = resolve_with(row(), &|name| (name == "GEMINI_API_KEY").then(|| "told".into()), &keychain);
        assert_eq!(key(&resolved), Some("told"));
        let resolved = resolve_with(row(), &|_| Some("  ".into()), &keychain);
        assert_eq!(key(&resolved), Some("kept"), "an empty variable is none");
    }

    #[test]
    fn a_key_for_the_usual_provider_does_not_go_to_a_stored_address() {
        let own = [("OPENAI_API_KEY", "sk-own"), ("GREENROOM_TOLD_BASE_URL", "http://127.0.0.1:9/v1")];
        let stored = settings("openai", ProviderKind::OpenAi, Some("https://elsewhere.example/v1"));
        assert_eq!(key(&with(stored, &own)), None);
        let plain = settings("openai", ProviderKind::OpenAi, Some("http://api.openai.com/v1"));
        assert_eq!(key(&with(plain, &own)), None, "not without encryption either");
        assert_eq!(key(&with(settings("openai", ProviderKind::OpenAi, None), &own)), Some("sk-own"));
        assert_eq!(key(&with(settings("told", ProviderKind::OpenAi, None), &own)), Some("sk-own"));
    }

    #[test]
    fn addresses_are_completed() {
        let completed = |kind, address| complete_address(kind, address);
        assert_eq!(completed(ProviderKind::OpenAi, "http://localhost:11434"), "http://localhost:11434/v1/");
        assert_eq!(completed(ProviderKind::OpenAi, "http://localhost:1234/v1"), "http://localhost:1234/v1/");
        assert_eq!(completed(ProviderKind::Gemini, "http://127.0.0.1:9/"), "http://127.0.0.1:9/v1beta/");
        assert_eq!(completed(ProviderKind::Anthropic, "http://127.0.0.1:9"), "http://127.0.0.1:9/v1/");
        assert_eq!(completed(ProviderKind::Automatic1111, "http://127.0.0.1:7860"), "http://127.0.0.1:7860/");
        for kind in ProviderKind::ALL {
            assert_eq!(completed(kind, kind.usual_address()), kind.usual_address());
        }
    }

    #[test]
    fn a_path_keeps_to_its_address() {
        let resolved = with(settings("a", ProviderKind::Gemini, Some("http://h:1/x/v1?tenant=a b")), &[]);
        let url = resolved.url("models/ns:m?:streamGenerateContent", &[("alt", "sse")]).expect("a url");
        assert_eq!(url.as_str(), "http://h:1/x/v1/models/ns:m%3F:streamGenerateContent?tenant=a%20b&alt=sse");
        let url = resolved.url("models/https://evil.example/a", &[]).expect("a url");
        assert_eq!(url.host_str(), Some("h"), "no name of a model leads elsewhere");
        for wrong in ["localhost:1234", "ftp://h/", "no address", "http://me:secret@h/v1"] {
            let failure = with(settings("a", ProviderKind::OpenAi, Some(wrong)), &[]).url("models", &[]);
            let failure = failure.expect_err("no address");
            assert_eq!(failure.kind, FailureKind::Unreachable, "{wrong}");
            assert!(!failure.message.contains("secret"), "{}", failure.message);
        }
    }

    #[test]
    fn only_the_providers_own_servers_need_a_key() {
        let needs = |kind, address| with(settings("a", kind, address), &[]).key_or_failure().is_err();
        assert!(needs(ProviderKind::OpenAi, None) && needs(ProviderKind::Gemini, None));
        assert!(!needs(ProviderKind::OpenAi, Some("http://localhost:11434")));
        assert!(!needs(ProviderKind::Automatic1111, None));
        let failure = with(settings("my ai", ProviderKind::OpenAi, None), &[]);
        let failure = failure.key_or_failure().expect_err("no key");
        assert_eq!(failure.kind, FailureKind::NoKey);
        assert!(failure.message.contains("GREENROOM_MY_AI_API_KEY"), "{}", failure.message);
    }

    #[test]
    fn no_key_is_printed() {
        let row = settings("a", ProviderKind::OpenAi, None);
        let resolved = with(row, &[("OPENAI_API_KEY", "sk-0123456789abcdef")]);
        assert!(!format!("{resolved:?}").contains("0123456789"), "{resolved:?}");
    }
}
