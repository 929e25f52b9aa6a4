//! How a call fails, told apart by what somebody would do about it. Not how often it is repeated: that is the caller's.

use std::{fmt, time::Duration};

use chrono::{DateTime, Utc};
use reqwest::header::HeaderMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::Said;
use crate::failure::FailureKind;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProviderFailure {
    pub kind: FailureKind,
    /// For a person; lower case, without a full stop, and never with the key in it.
    pub message: String,
    /// The status of the answer, where there was one.
    pub status: Option<u16>,
    /// How long the provider asks to be left alone.
    #[serde(rename = "retryAfterMs", with = "milliseconds")]
    #[specta(type = Option<u32>)]
    pub retry_after: Option<Duration>,
    /// What the model said, where it said something whole that will not do. It stays within this program.
    #[serde(skip)]
    pub said: Option<Box<Said>>,
}

impl ProviderFailure {
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), status: None, retry_after: None, said: None }
    }

    /// For callers who gave up waiting: dropping the call ended it.
    pub fn timed_out(after: Duration) -> Self {
        Self::new(FailureKind::Timeout, format!("no whole answer within {} s", after.as_secs_f32().round()))
    }

    pub fn retry_after(self, retry_after: Option<Duration>) -> Self {
        Self { retry_after, ..self }
    }

    pub(super) fn status(self, status: u16) -> Self {
        Self { status: Some(status), ..self }
    }

    pub(super) fn said(self, said: Said) -> Self {
        Self { said: Some(Box::new(said)), ..self }
    }
}

impl fmt::Display for ProviderFailure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for ProviderFailure {}

/// What a status other than success means, with the provider's own explanation of it.
pub(super) fn of_status(status: u16, headers: &HeaderMap, body: &str, now: DateTime<Utc>) -> ProviderFailure {
    let document: Value = serde_json::from_str(body).unwrap_or(Value::Null);
    // Gemini wraps the errors of a stream into a list of one.
    let error = document.get("error").or_else(|| document.get(0)?.get("error")).unwrap_or(&document);
    let kind = kind_of(status, error);
    let said = message_of(error).unwrap_or_else(|| excerpt(body));
    let message = match (kind, said.is_empty()) {
        (_, true) => format!("{} (status {status})", phrase(kind)),
        (_, false) => format!("{} (status {status}): {said}", phrase(kind)),
    };
    let retry_after = retry_after(headers, now).or_else(|| retry_delay(error));
    ProviderFailure::new(kind, message).status(status).retry_after(retry_after)
}

/// An error that came within an answer whose status was success.
pub(super) fn of_error(error: &Value) -> ProviderFailure {
    let status = error.get("code").and_then(Value::as_u64).and_then(|code| u16::try_from(code).ok());
    let kind = match (status, word(error, "type")) {
        (Some(status), _) if status >= 400 => kind_of(status, error),
        (_, "rate_limit_error" | "rate_limit_exceeded") => FailureKind::RateLimited,
        (_, "overloaded_error") => FailureKind::OverCapacity,
        (_, "authentication_error" | "permission_error") => FailureKind::Refused,
        (_, "not_found_error") => FailureKind::NotFound,
        (_, "invalid_request_error") => kind_of(400, error),
        _ => FailureKind::Server,
    };
    let said = message_of(error).unwrap_or_else(|| excerpt(&error.to_string()));
    let failure = ProviderFailure::new(kind, format!("{} in the middle of its answer: {said}", phrase(kind)));
    failure.retry_after(retry_delay(error))
}

fn kind_of(status: u16, error: &Value) -> FailureKind {
    let code = word(error, "code");
    let spent = matches!(code, "insufficient_quota" | "billing_hard_limit_reached");
    let blocked = matches!(code, "content_policy_violation" | "content_filter" | "moderation_blocked");
    let key_invalid = details(error).any(|detail| word(detail, "reason") == "API_KEY_INVALID");
    match status {
        _ if blocked => FailureKind::SafetyBlocked,
        401..=403 => FailureKind::Refused,
        // Asking again buys no credit, and Gemini calls a wrong key a bad request.
        _ if spent || key_invalid => FailureKind::Refused,
        404 | 405 | 410 | 300..=399 => FailureKind::NotFound,
        408 | 504 => FailureKind::Timeout,
        429 => FailureKind::RateLimited,
        529 => FailureKind::OverCapacity,
        400..=499 => FailureKind::BadRequest,
        _ => FailureKind::Server,
    }
}

fn phrase(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::RateLimited => "the provider wants fewer calls",
        FailureKind::OverCapacity => "the provider has no place left",
        FailureKind::Refused => "the provider refuses the key",
        FailureKind::NotFound => "the provider knows no such model or path",
        FailureKind::SafetyBlocked => "the provider's safety rules forbid an answer",
        FailureKind::BadRequest => "the provider does not take the request",
        FailureKind::Timeout => "the provider gave up waiting",
        _ => "the provider failed",
    }
}

fn message_of(error: &Value) -> Option<String> {
    let text = error.as_str().or_else(|| error.get("message")?.as_str()).or_else(|| error.get("detail")?.as_str())?;
    Some(excerpt(text))
}

fn word<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn details(error: &Value) -> impl Iterator<Item = &Value> {
    error.get("details").and_then(Value::as_array).into_iter().flatten()
}

/// The beginning of what somebody said, on one line. Servers may answer with a page of HTML.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 300;
    let mut short = String::new();
    for word in text.split_whitespace() {
        if !short.is_empty() {
            short.push(' ');
        }
        short.extend(word.chars().filter(|letter| !letter.is_control()));
        if short.chars().count() > LONGEST {
            return short.chars().take(LONGEST).chain(['…']).collect();
        }
    }
    short.trim_end_matches('.').to_owned()
}

/// How long to wait, from the headers: milliseconds, seconds, or the time of day.
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let milliseconds = text("retry-after-ms").and_then(|text| text.parse::<f64>().ok());
    milliseconds.and_then(|ms| bounded(ms / 1000.0)).or_else(|| parse_retry_after(text("retry-after")?, now))
}

fn parse_retry_after(text: &str, now: DateTime<Utc>) -> Option<Duration> {
    match text.parse::<f64>() {
        Ok(seconds) => bounded(seconds),
        Err(_) => {
            let until = DateTime::parse_from_rfc2822(text).ok()?.with_timezone(&Utc);
            bounded((until - now).num_milliseconds() as f64 / 1000.0)
        }
    }
}

/// Gemini says it in the body: `{"@type": "…RetryInfo", "retryDelay": "17s"}`.
fn retry_delay(error: &Value) -> Option<Duration> {
    let text = details(error).map(|detail| word(detail, "retryDelay")).find(|text| !text.is_empty())?;
    bounded(text.strip_suffix('s')?.parse().ok()?)
}

/// A server's clock may be behind ours, and no server decides that we wait for a week.
fn bounded(seconds: f64) -> Option<Duration> {
    seconds.is_finite().then(|| Duration::from_secs_f64(seconds.clamp(0.0, 86_400.0)))
}

mod milliseconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(value: &Option<Duration>, out: S) -> Result<S::Ok, S::Error> {
        value.map(|duration| u32::try_from(duration.as_millis()).unwrap_or(u32::MAX)).serialize(out)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Duration>, D::Error> {
        Ok(Option::<u32>::deserialize(input)?.map(|ms| Duration::from_millis(ms.into())))
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use reqwest::header::HeaderValue;
    use serde_json::json;

    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_445_412_420, 0).expect("a time") // Wed, 21 Oct 2015 07:27:00 GMT
    }

    #[test]
    fn waits_are_read_as_seconds_and_as_a_date() {
        assert_eq!(parse_retry_after("17", now()), Some(Duration::from_secs(17)));
        assert_eq!(parse_retry_after("1.5", now()), Some(Duration::from_millis(1500)));
        assert_eq!(parse_retry_after("Wed, 21 Oct 2015 07:28:00 GMT", now()), Some(Duration::from_secs(60)));
        assert_eq!(parse_retry_after("Wed, 21 Oct 2015 07:20:00 GMT", now()), Some(Duration::ZERO), "it has passed");
        assert_eq!(parse_retry_after("-4", now()), Some(Duration::ZERO));
        assert_eq!(parse_retry_after("1e300", now()), Some(Duration::from_secs(86_400)), "nobody makes us wait a year");
        assert_eq!(parse_retry_after("soon", now()), None);
        assert_eq!(parse_retry_after("NaN", now()), None);
    }

    #[test]
    fn milliseconds_are_finer_than_seconds() {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", HeaderValue::from_static("2"));
        headers.insert("retry-after-ms", HeaderValue::from_static("1250"));
        assert_eq!(retry_after(&headers, now()), Some(Duration::from_millis(1250)));
    }

    #[test]
    fn gemini_says_in_the_body_how_long_to_wait() {
        let body = json!({"error": {"code": 429, "message": "Quota exceeded.", "details": [{"retryDelay": "17s"}]}});
        let failure = of_status(429, &HeaderMap::new(), &body.to_string(), now());
        assert_eq!((failure.kind, failure.retry_after), (FailureKind::RateLimited, Some(Duration::from_secs(17))));
        assert_eq!(failure.message, "the provider wants fewer calls (status 429): Quota exceeded");
    }

    #[test]
    fn errors_are_told_apart_by_status_and_code() {
        let kind = |status, body: Value| of_status(status, &HeaderMap::new(), &body.to_string(), now()).kind;
        assert_eq!(kind(429, json!({"error": {"code": "insufficient_quota"}})), FailureKind::Refused);
        assert_eq!(kind(400, json!({"error": {"details": [{"reason": "API_KEY_INVALID"}]}})), FailureKind::Refused);
        assert_eq!(kind(400, json!({"error": {"code": "moderation_blocked"}})), FailureKind::SafetyBlocked);
        assert_eq!(kind(400, json!([{"error": {"message": "no"}}])), FailureKind::BadRequest);
        assert_eq!(kind(529, json!({"error": {"type": "overloaded_error"}})), FailureKind::OverCapacity);
        assert_eq!(kind(302, json!(null)), FailureKind::NotFound);
        assert_eq!(kind(503, json!("<html>")), FailureKind::Server);
    }

    #[test]
    fn a_page_of_html_becomes_one_short_line() {
        let page = format!("<html>\n<body>\n{}</body>", "word ".repeat(4000));
        let failure = of_status(502, &HeaderMap::new(), &page, now());
        assert!(failure.message.chars().count() < 400 && !failure.message.contains('\n'), "{}", failure.message);
    }

    #[test]
    fn a_failure_survives_json() {
        let failure = ProviderFailure::timed_out(Duration::from_secs(30)).retry_after(Some(Duration::from_millis(5)));
        let json = serde_json::to_value(&failure).expect("json");
        assert_eq!(json["retryAfterMs"], 5);
        assert_eq!(serde_json::from_value::<ProviderFailure>(json).expect("failure"), failure);
    }
}
