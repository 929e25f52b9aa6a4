//! Which database: the embedded one, or any PostgreSQL named by a URL or by a saved profile.

use std::{fs, str::FromStr};

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::postgres::PgConnectOptions;

use crate::{
    error::{Error, ErrorCode, Result},
    folders::Folders,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ProfileKind {
    Embedded,
    External,
}

/// What the window shows of a connection; holds no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    pub name: String,
    pub kind: ProfileKind,
    /// Host, port and database, as a person would say them.
    pub address: String,
    pub production: bool,
    pub read_only: bool,
}

#[derive(Debug, Clone)]
pub enum Target {
    Embedded,
    External(Box<PgConnectOptions>),
}

/// An entry of `profiles.json` in the configuration folder.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Saved {
    name: String,
    url: String,
    #[serde(default)]
    production: bool,
    #[serde(default)]
    read_only: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedProfiles {
    profiles: Vec<Saved>,
}

/// A URL wins over a profile; without either it is the embedded database.
pub fn resolve(url: Option<&str>, profile: Option<&str>, folders: &Folders) -> Result<(Profile, Target)> {
    match (url, profile) {
        (Some(url), _) => external("url", url, false, false),
        (None, None | Some("local")) => Ok((
            Profile {
                name: "local".to_owned(),
                kind: ProfileKind::Embedded,
                address: "embedded".to_owned(),
                production: false,
                read_only: false,
            },
            Target::Embedded,
        )),
        (None, Some(name)) => {
            let saved = saved(folders)?
                .into_iter()
                .find(|saved| saved.name == name)
                .ok_or_else(|| Error::not_found("profile", name).details(profiles_file(folders)))?;
            external(name, &saved.url, saved.production, saved.read_only)
        }
    }
}

fn external(name: &str, url: &str, production: bool, read_only: bool) -> Result<(Profile, Target)> {
    // psql takes a URL without a host as "the socket here"; the driver wants to be told one.
    let url = url.replacen("@/", "@localhost/", 1);
    let mut options = PgConnectOptions::from_str(&url).map_err(|cause| {
        Error::new(ErrorCode::Invalid, "the database URL cannot be read").details(cause.to_string())
    })?;
    if read_only {
        options = options.options([("default_transaction_read_only", "on")]);
    }
    let host = match options.get_socket() {
        Some(folder) => folder.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    let address = format!("{host}/{}", options.get_database().unwrap_or(options.get_username()));
    let profile = Profile { name: name.to_owned(), kind: ProfileKind::External, address, production, read_only };
    Ok((profile, Target::External(Box::new(options))))
}

fn profiles_file(folders: &Folders) -> String {
    folders.config.join("profiles.json").display().to_string()
}

fn saved(folders: &Folders) -> Result<Vec<Saved>> {
    let file = profiles_file(folders);
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(Error::io(format!("reading {file}"), cause)),
    };
    let saved: SavedProfiles = serde_json::from_str(&text)
        .map_err(|cause| Error::new(ErrorCode::Invalid, format!("{file} cannot be read")).details(cause.to_string()))?;
    Ok(saved.profiles)
}
