//! `provider` and `key`: the servers with models, and the keys to them.

use std::io::{IsTerminal as _, Read as _};

use clap::Subcommand;
use greenroom_core::{
    Error, Result,
    providers::keys::{self, KeySource},
    runs::providers::{self, ProviderEdit, StoredProvider},
};
use serde_json::json;

use crate::{
    Options,
    agent::{changed, fields},
    output::{Output, table},
    session::Session,
};

#[derive(Subcommand)]
pub enum Verb {
    /// The providers, and where the key to each comes from
    List,
    /// Add a provider, or change one
    #[command(after_help = "Example:\n  greenroomctl provider set local-llm --set \
            '{\"kind\":\"openAi\",\"baseUrl\":\"http://localhost:1234/v1\",\"model\":\"qwen3\"}'")]
    Set {
        name: String,
        /// Only the fields that change
        #[arg(long, value_name = "JSON")]
        set: String,
        #[arg(long)]
        revision: Option<String>,
    },
    /// Take a provider out of the list
    Delete { name: String },
    /// Whether a provider answers; where not, which stage fails
    Test { name: String },
    /// What models cost
    Prices {
        #[arg(long)]
        provider: Option<String>,
    },
}

#[derive(Subcommand)]
pub enum Key {
    /// Put a key into the keychain of this machine; it is read from standard input
    #[command(after_help = "Example:\n  printf %s \"$KEY\" | greenroomctl key set openai")]
    Set { name: String },
    /// Take a key out of the keychain
    Delete { name: String },
}

pub async fn run(verb: Verb, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    let console = &session.console;
    let pool = console.pool();
    match verb {
        Verb::List => {
            let mut items = Vec::new();
            for provider in providers::list(pool).await? {
                let key = providers::key_state(pool, &provider.name).await?;
                let mut told = json!(provider);
                told["key"] = json!(key);
                items.push((provider, key, told));
            }
            let told: Vec<_> = items.iter().map(|(.., told)| told).collect();
            output.result(&json!({ "items": told }), |_| {
                let rows: Vec<Vec<String>> = items
                    .iter()
                    .map(|(provider, key, _)| {
                        let key = match &key.source {
                            KeySource::Environment(variable) => format!("${variable}"),
                            KeySource::Keychain => "keychain".to_owned(),
                            KeySource::None => "-".to_owned(),
                        };
                        row(provider, key)
                    })
                    .collect();
                table(&["provider", "kind", "address", "model", "pictures", "at once", "", "key"], &rows)
            });
        }
        Verb::Set { name, set, revision } => {
            let now = providers::list(pool).await?.into_iter().find(|one| one.name == name);
            let before = match &now {
                Some(now) => json!({ "kind": now.kind, "baseUrl": now.base_url, "model": now.model,
                    "imageModel": now.image_model, "concurrency": now.concurrency, "isEnabled": now.is_enabled }),
                None => json!({ "kind": "openAi", "baseUrl": null, "model": "", "imageModel": "", "concurrency": 4,
                    "isEnabled": true }),
            };
            let edit: ProviderEdit = changed(before, &set)?;
            let revision = revision.or(now.map(|now| now.revision));
            let saved = providers::save(console, &name, revision.as_deref(), &edit).await?;
            output.result(&saved, fields);
        }
        Verb::Delete { name } => {
            let undo = providers::delete(console, &name).await?;
            output.result(&json!({ "deleted": name, "undo": undo }), |_| name.clone());
        }
        Verb::Test { name } => {
            let report = providers::test(pool, &name).await?;
            output.result(&report, fields);
            if report.failed.is_some() {
                return Err(Error::new(greenroom_core::ErrorCode::Conflict, report.message));
            }
        }
        Verb::Prices { provider } => {
            let mut prices = providers::prices(pool).await?;
            prices.retain(|one| provider.as_ref().is_none_or(|wanted| *wanted == one.provider));
            output.result(&json!({ "items": prices }), |_| {
                let rows: Vec<Vec<String>> = prices
                    .iter()
                    .map(|one| {
                        let dollars = |amount: f64| format!("${amount}");
                        vec![
                            one.provider.clone(),
                            one.model.clone(),
                            dollars(one.input_per_million),
                            dollars(one.output_per_million),
                            dollars(one.per_image),
                        ]
                    })
                    .collect();
                table(&["provider", "model", "in / 1M", "out / 1M", "picture"], &rows)
            });
        }
    }
    session.end().await
}

fn row(provider: &StoredProvider, key: String) -> Vec<String> {
    vec![
        provider.name.clone(),
        provider.kind.clone(),
        provider.base_url.clone().unwrap_or_else(|| "-".to_owned()),
        provider.model.clone(),
        provider.image_model.clone(),
        provider.concurrency.to_string(),
        if provider.is_enabled { "on".to_owned() } else { "off".to_owned() },
        key,
    ]
}

pub async fn key(verb: Key, output: &Output) -> Result<()> {
    match verb {
        Key::Set { name } => {
            if std::io::stdin().is_terminal() {
                output.note(output.say("키를 입력하고 Enter, Ctrl+D", "type the key, then Enter and Ctrl+D"));
            }
            let mut given = String::new();
            std::io::stdin().read_to_string(&mut given).map_err(|cause| Error::io("reading standard input", cause))?;
            let given = given.trim();
            if given.is_empty() {
                return Err(Error::invalid("key", "no key was given on standard input"));
            }
            keys::set(&name, given.to_owned().into()).await?;
            output.result(&json!({ "name": name, "stored": true }), |_| {
                output.say("키체인에 넣었습니다", "stored in the keychain").to_owned()
            });
        }
        Key::Delete { name } => {
            keys::delete(&name).await?;
            output.result(&json!({ "name": name, "stored": false }), |_| {
                output.say("키체인에서 지웠습니다", "taken out of the keychain").to_owned()
            });
        }
    }
    Ok(())
}
