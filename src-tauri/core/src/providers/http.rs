//! The one way to a provider's server: connects, sends, and takes no more of an answer than is allowed. Knows HTTP and
//! server-sent events; what they carry is for `chat` and `pictures`. Each call has a connection of its own, so that a
//! call that is dropped leaves nothing behind, and redirections are not followed, so that no key goes astray.

use std::{io, sync::OnceLock, time::Duration};

use chrono::Utc;
use reqwest::{
    Client, RequestBuilder, Response,
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue},
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::{
    Limits, ProviderFailure, ProviderKind, Resolved,
    failure::{excerpt, of_status},
    redact::redact,
};
use crate::failure::FailureKind;

const CONNECT: Duration = Duration::from_secs(10);
/// Of an error's body; what it says is at its beginning.
const EXPLANATION: usize = 64_000;

/// A failure, and whether it was the certificate: only the connection test wants to know.
#[derive(Debug)]
pub struct Failed {
    pub failure: ProviderFailure,
    pub distrusted: bool,
}

impl From<ProviderFailure> for Failed {
    fn from(failure: ProviderFailure) -> Self {
        Self { failure, distrusted: false }
    }
}

impl From<Failed> for ProviderFailure {
    fn from(failed: Failed) -> Self {
        failed.failure
    }
}

/// An answer whose status was success.
pub struct Reply {
    response: Response,
    idle: Duration,
    taken: usize,
}

pub async fn post(
    provider: &Resolved,
    path: &str,
    query: &[(&str, &str)],
    idempotency_key: &str,
    body: &Value,
) -> Result<Reply, ProviderFailure> {
    let url = provider.url(path, query)?;
    let mut headers = credentials(provider)?;
    let key = HeaderValue::from_str(idempotency_key).map_err(|_| {
        ProviderFailure::new(FailureKind::BadRequest, "the idempotency key has letters no header takes")
    })?;
    headers.insert(HeaderName::from_static("idempotency-key"), key);
    let request = client(url.host_str())?.post(url).headers(headers).json(body);
    Ok(send(request, &provider.limits).await?)
}

pub async fn get(provider: &Resolved, path: &str, query: &[(&str, &str)]) -> Result<Reply, Failed> {
    let url = provider.url(path, query)?;
    let request = client(url.host_str())?.get(url).headers(credentials(provider)?);
    send(request, &provider.limits).await
}

async fn send(request: RequestBuilder, limits: &Limits) -> Result<Reply, Failed> {
    let response = match tokio::time::timeout(limits.first_byte, request.send()).await {
        Ok(sent) => sent.map_err(unsent)?,
        Err(_) => return Err(ProviderFailure::timed_out(limits.first_byte).into()),
    };
    let status = response.status();
    let mut reply = Reply { response, idle: limits.idle, taken: 0 };
    if status.is_success() {
        return Ok(reply);
    }
    let headers = reply.response.headers().clone();
    let mut body = Vec::new();
    while body.len() < EXPLANATION {
        match reply.chunk(usize::MAX).await {
            Ok(Some(piece)) => body.extend_from_slice(piece.as_ref()),
            // What was understood so far has to do: the status alone says most of it.
            Ok(None) | Err(_) => break,
        }
    }
    Err(of_status(status.as_u16(), &headers, &String::from_utf8_lossy(&body), Utc::now()).into())
}

impl Reply {
    /// Lower case, without parameters; empty where the server does not say.
    pub fn content_type(&self) -> String {
        let value = self.response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The next piece of the body; more than `most` bytes in all are a failure, and the connection ends with the reply.
    pub async fn chunk(&mut self, most: usize) -> Result<Option<impl AsRef<[u8]> + use<>>, ProviderFailure> {
        if self.response.content_length().is_some_and(|length| length > most as u64) {
            return Err(too_large(most));
        }
        let piece = match tokio::time::timeout(self.idle, self.response.chunk()).await {
            Ok(Ok(piece)) => piece,
            Ok(Err(cause)) => return Err(broken(&cause)),
            Err(_) => {
                let message = format!("the answer stopped for {} s in its middle", self.idle.as_secs_f32().round());
                return Err(ProviderFailure::new(FailureKind::Timeout, message));
            }
        };
        self.taken += piece.as_ref().map_or(0, |piece| piece.len());
        if self.taken > most { Err(too_large(most)) } else { Ok(piece) }
    }

    /// The whole body.
    pub async fn bytes(&mut self, most: usize) -> Result<Vec<u8>, ProviderFailure> {
        let mut body = Vec::new();
        while let Some(piece) = self.chunk(most).await? {
            body.extend_from_slice(piece.as_ref());
        }
        Ok(body)
    }

    /// The whole body as JSON, which it also has to call itself.
    pub async fn json(&mut self, most: usize) -> Result<Value, ProviderFailure> {
        let kind = self.content_type();
        if !is_json(&kind) && !kind.is_empty() {
            return Err(wrong_content_type(&kind, "JSON"));
        }
        let body = self.bytes(most).await?;
        serde_json::from_slice(&body).map_err(|_| not_the_protocol(&String::from_utf8_lossy(&body)))
    }
}

pub fn is_json(content_type: &str) -> bool {
    content_type == "application/json" || content_type.ends_with("+json")
}

pub fn wrong_content_type(found: &str, wanted: &str) -> ProviderFailure {
    let message = format!("the server answered with {found} where {wanted} was due");
    ProviderFailure::new(FailureKind::WrongContentType, message)
}

pub fn not_the_protocol(found: &str) -> ProviderFailure {
    let message = match excerpt(found) {
        empty if empty.is_empty() => "the server answered with nothing".to_owned(),
        found => format!("the server does not speak this protocol: {found}"),
    };
    ProviderFailure::new(FailureKind::Garbage, message)
}

pub fn too_large(most: usize) -> ProviderFailure {
    ProviderFailure::new(FailureKind::TooLarge, format!("the answer is larger than {most} bytes"))
}

pub fn cut() -> ProviderFailure {
    ProviderFailure::new(FailureKind::CutStream, "the connection was closed in the middle of the answer")
}

/// Takes the key out of whatever the failure repeats, also in the form in which it was sent. Every way out of this
/// folder goes through here.
pub fn clean(provider: &Resolved, failure: ProviderFailure) -> ProviderFailure {
    let sent = provider.key.as_ref().map(|key| credential(provider.settings.kind, key).1);
    let pair = sent.as_ref().and_then(|sent| sent.expose_secret().strip_prefix("Basic ").map(SecretString::from));
    let message = redact(&redact(&failure.message, provider.key.as_ref()), pair.as_ref());
    ProviderFailure { message, ..failure }
}

fn credentials(provider: &Resolved) -> Result<HeaderMap, ProviderFailure> {
    let mut headers = HeaderMap::new();
    if provider.settings.kind == ProviderKind::Anthropic {
        headers.insert("anthropic-version", HeaderValue::from_static("2023-06-01"));
    }
    let Some(key) = provider.key_or_failure()? else { return Ok(headers) };
    let (name, text) = credential(provider.settings.kind, key);
    let mut value = HeaderValue::from_str(text.expose_secret())
        .map_err(|_| ProviderFailure::new(FailureKind::Refused, "the stored key has letters that no key has"))?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Ok(headers)
}

fn credential(kind: ProviderKind, key: &SecretString) -> (&'static str, SecretString) {
    use base64::Engine;
    let key = key.expose_secret();
    match kind {
        ProviderKind::Gemini => ("x-goog-api-key", key.into()),
        ProviderKind::Anthropic => ("x-api-key", key.into()),
        // The web UI is protected with a name and a password, if at all.
        ProviderKind::Automatic1111 if key.contains(':') => {
            let pair = base64::engine::general_purpose::STANDARD.encode(key);
            ("authorization", format!("Basic {pair}").into())
        }
        ProviderKind::OpenAi | ProviderKind::Automatic1111 => ("authorization", format!("Bearer {key}").into()),
    }
}

/// One client for the world and one for this machine, which no proxy leads to.
fn client(host: Option<&str>) -> Result<&'static Client, ProviderFailure> {
    static CLIENTS: [OnceLock<Option<Client>>; 2] = [OnceLock::new(), OnceLock::new()];
    let here = matches!(host, Some("localhost" | "127.0.0.1" | "[::1]"));
    let build = || {
        let builder = Client::builder()
            .connect_timeout(CONNECT)
            .pool_max_idle_per_host(0)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("greenroom/", env!("CARGO_PKG_VERSION")));
        let builder = if here { builder.no_proxy() } else { builder };
        builder.build().inspect_err(|cause| tracing::error!(%cause, "no client for the providers could be made")).ok()
    };
    CLIENTS[usize::from(here)].get_or_init(build).as_ref().ok_or_else(|| {
        ProviderFailure::new(FailureKind::Unreachable, "encrypted connections cannot be made on this machine")
    })
}

/// Why a request got no answer at all.
fn unsent(error: reqwest::Error) -> Failed {
    let place = error.url().and_then(|url| Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?)));
    let place = place.unwrap_or_else(|| "the server".into());
    let failure = |kind, message: String| ProviderFailure::new(kind, message).into();
    if error.is_dns() {
        return failure(FailureKind::Unreachable, format!("there is no such host as {place}"));
    }
    if error.is_connect() && error.is_timeout() {
        return failure(FailureKind::Unreachable, format!("{place} does not answer within {} s", CONNECT.as_secs()));
    }
    if error.is_connect() {
        // As which rustls' own errors come out of a connection.
        let distrusted = has_io(&error, io::ErrorKind::InvalidData);
        let why = match has_io(&error, io::ErrorKind::ConnectionRefused) {
            true => "nobody listens there".to_owned(),
            false => excerpt(&deepest(&error)),
        };
        let message = match distrusted {
            true => format!("no encrypted connection to {place}: {why}"),
            false => format!("no connection to {place}: {why}"),
        };
        return Failed { failure: ProviderFailure::new(FailureKind::Unreachable, message), distrusted };
    }
    match find::<hyper::Error>(&error) {
        Some(cause) if cause.is_parse() => failure(FailureKind::Garbage, format!("{place} does not speak HTTP")),
        _ => broken(&error).into(),
    }
}

/// Why an answer did not come to its end.
fn broken(error: &reqwest::Error) -> ProviderFailure {
    if error.is_timeout() {
        return ProviderFailure::new(FailureKind::Timeout, "the provider did not go on answering");
    }
    match find::<hyper::Error>(error) {
        Some(cause) if cause.is_parse() => {
            ProviderFailure::new(FailureKind::Garbage, "the answer is no proper HTTP any more")
        }
        _ => cut(),
    }
}

fn find<'a, E: std::error::Error + 'static>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<E>() {
            return Some(found);
        }
        next = error.source();
    }
    None
}

/// Errors of the system hold others within themselves without calling them their source.
fn has_io(error: &(dyn std::error::Error + 'static), kind: io::ErrorKind) -> bool {
    let held = error.downcast_ref::<io::Error>();
    held.is_some_and(|io| io.kind() == kind)
        || held.and_then(io::Error::get_ref).is_some_and(|inner| has_io(inner, kind))
        || error.source().is_some_and(|source| has_io(source, kind))
}

fn deepest(error: &(dyn std::error::Error + 'static)) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}
