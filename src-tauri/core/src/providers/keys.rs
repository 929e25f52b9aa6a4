//! Where keys are kept: the keychain of the system, or an environment variable; never a file, a table or a log. A system
//! without a keychain (a server, a container) is a state to be shown, not an error.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ProviderSettings, resolve};
use crate::error::{Error, ErrorCode, Result};

/// Under which the keychain keeps ours; the user of an entry is the provider's name.
const SERVICE: &str = "greenroom";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "from", content = "variable", rename_all = "camelCase")]
pub enum KeySource {
    /// The variable it is read from, which wins over the keychain.
    Environment(String),
    Keychain,
    None,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeyState {
    pub source: KeySource,
    /// Whether a key could be stored on this machine.
    pub keychain_available: bool,
}

/// Puts a key into the keychain of the system.
pub async fn set(name: &str, key: SecretString) -> Result<()> {
    let name = name.to_owned();
    apart(move || Keychain::system().set(&name, &key)).await
}

/// Takes it out again; there may be none.
pub async fn delete(name: &str) -> Result<()> {
    let name = name.to_owned();
    apart(move || Keychain::system().delete(&name)).await
}

/// Where a provider's key would come from now.
pub async fn state(settings: &ProviderSettings) -> Result<KeyState> {
    let settings = settings.clone();
    apart(move || Ok(state_with(&settings, &resolve::process_environment, &Keychain::system()))).await
}

pub fn state_with(
    settings: &ProviderSettings,
    environment: &dyn Fn(&str) -> Option<String>,
    keychain: &Keychain,
) -> KeyState {
    let source = resolve::resolve_with(settings.clone(), environment, keychain).key_source;
    KeyState { source, keychain_available: keychain.is_available() }
}

/// Keychains answer when they like: a person may first have to unlock one.
pub(super) async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(cause) => Err(Error::internal("the keychain could not be asked", &cause)),
    }
}

/// The system's, or one that lives as long as the program.
#[derive(Debug, Clone)]
pub struct Keychain(Kept);

#[derive(Debug, Clone)]
enum Kept {
    System,
    Here(Arc<Mutex<BTreeMap<String, SecretString>>>),
    Nowhere,
}

impl Keychain {
    pub fn system() -> Self {
        Self(Kept::System)
    }

    pub fn in_memory() -> Self {
        Self(Kept::Here(Arc::default()))
    }

    /// As on a machine that has none.
    pub fn absent() -> Self {
        Self(Kept::Nowhere)
    }

    pub fn is_available(&self) -> bool {
        match &self.0 {
            Kept::System => keyring::Entry::store_status().is_ok(),
            Kept::Here(_) => true,
            Kept::Nowhere => false,
        }
    }

    /// A keychain that cannot be read has no key for us; why is worth a line in the log, as the name is no secret.
    pub fn get(&self, name: &str) -> Option<SecretString> {
        match &self.0 {
            Kept::System => match keyring::Entry::new(SERVICE, name).and_then(|entry| entry.get_password()) {
                Ok(key) => Some(SecretString::from(key)),
                Err(keyring::Error::NoEntry | keyring::Error::NoDefaultStore) => None,
                Err(cause) => {
                    tracing::warn!(provider = name, reason = reason(&cause), "the keychain did not give a key");
                    None
                }
            },
            Kept::Here(keys) => keys.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned(),
            Kept::Nowhere => None,
        }
    }

    pub fn set(&self, name: &str, key: &SecretString) -> Result<()> {
        if key.expose_secret().trim().is_empty() {
            return Err(Error::invalid("key", "a key is needed"));
        }
        match &self.0 {
            Kept::System => keyring::Entry::new(SERVICE, name)
                .and_then(|entry| entry.set_password(key.expose_secret().trim()))
                .map_err(|cause| refused("the key could not be stored", &cause)),
            Kept::Here(keys) => {
                let key = SecretString::from(key.expose_secret().trim());
                keys.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), key);
                Ok(())
            }
            Kept::Nowhere => Err(missing()),
        }
    }

    pub fn delete(&self, name: &str) -> Result<()> {
        match &self.0 {
            Kept::System => match keyring::Entry::new(SERVICE, name).and_then(|entry| entry.delete_credential()) {
                Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
                Err(cause) => Err(refused("the key could not be deleted", &cause)),
            },
            Kept::Here(keys) => {
                keys.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
                Ok(())
            }
            Kept::Nowhere => Err(missing()),
        }
    }
}

fn missing() -> Error {
    Error::new(ErrorCode::Conflict, "this machine has no keychain; set an environment variable instead")
}

fn refused(attempt: &str, cause: &keyring::Error) -> Error {
    match cause {
        keyring::Error::NoDefaultStore => missing(),
        keyring::Error::NoStorageAccess(_) => Error::new(ErrorCode::Forbidden, attempt).details(reason(cause)),
        _ => Error::new(ErrorCode::Internal, attempt).details(reason(cause)),
    }
}

/// Only what kind of failure it was: some of keyring's errors carry what was stored.
fn reason(cause: &keyring::Error) -> &'static str {
    match cause {
        keyring::Error::NoStorageAccess(_) => "the keychain is locked",
        keyring::Error::PlatformFailure(_) => "the keychain failed",
        keyring::Error::BadEncoding(_) | keyring::Error::BadDataFormat(..) => "what is stored is no text",
        keyring::Error::TooLong(..) => "the key is longer than the keychain takes",
        keyring::Error::Ambiguous(_) => "the keychain has several keys of that name",
        _ => "the keychain refused",
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::providers::ProviderKind;

    fn settings(name: &str) -> ProviderSettings {
        ProviderSettings {
            name: name.into(),
            kind: ProviderKind::OpenAi,
            base_url: None,
            model: "m".into(),
            image_model: None,
            concurrency: 1,
            enabled: true,
        }
    }

    #[test]
    fn a_key_is_kept_until_it_is_deleted() {
        let keychain = Keychain::in_memory();
        let state = |keychain: &Keychain| state_with(&settings("studio"), &|_| None, keychain);
        assert_eq!(state(&keychain), KeyState { source: KeySource::None, keychain_available: true });
        keychain.set("studio", &SecretString::from(" sk-0123456789abcdef\n")).expect("set");
        assert_eq!(state(&keychain).source, KeySource::Keychain);
        let key = keychain.get("studio").expect("a key");
        assert_eq!(key.expose_secret(), "sk-0123456789abcdef", "what came along when pasting is left away");
        assert!(!format!("{keychain:?}").contains("0123456789"), "no key is printed");
        keychain.delete("studio").expect("delete");
        keychain.delete("studio").expect("deleting twice is no error");
        assert_eq!(state(&keychain).source, KeySource::None);
    }

    #[test]
    fn an_empty_key_is_refused() {
        let error = Keychain::in_memory().set("studio", &SecretString::from("  ")).expect_err("empty");
        assert_eq!((error.code, error.field.as_deref()), (ErrorCode::Invalid, Some("key")));
    }

    #[test]
    fn without_a_keychain_there_is_a_state_and_not_an_error() {
        let keychain = Keychain::absent();
        let state = state_with(&settings("studio"), &|_| None, &keychain);
        assert_eq!(state, KeyState { source: KeySource::None, keychain_available: false });
        let error = keychain.set("studio", &SecretString::from("sk-0")).expect_err("nowhere to put it");
        assert_eq!(error.code, ErrorCode::Conflict);
    }

    #[test]
    fn the_variable_is_named_and_its_value_is_not() {
        let environment = |name: &str| (name == "GREENROOM_STUDIO_API_KEY").then(|| "sk-secret-value".to_owned());
        let state = state_with(&settings("studio"), &environment, &Keychain::absent());
        let json = serde_json::to_string(&state).expect("json");
        assert_eq!(
            json,
            r#"{"source":{"from":"environment","variable":"GREENROOM_STUDIO_API_KEY"},"keychainAvailable":false}"#
        );
    }

    #[tokio::test]
    async fn the_systems_keychain_answers_or_says_that_it_is_not_there() {
        let state = state(&settings("greenroom-test-never-set")).await.expect("no error either way");
        assert_eq!(state.source, KeySource::None);
    }
}
