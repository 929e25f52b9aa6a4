//! What a run starts from: a person's onboarding data, as the product collects it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::error::{Error, Result};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunInput {
    pub user_data: UserData,
    #[serde(default)]
    pub preferences: Preferences,
    pub meta: Meta,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct UserData {
    pub domains: Vec<String>,
    pub keywords: Vec<String>,
    pub categories: Vec<String>,
    pub interests: Vec<String>,
    pub avoid_topics: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub browsing_history: Option<BrowsingHistory>,
}

/// Counts of a week, never the addresses themselves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct BrowsingHistory {
    pub domains: Vec<DomainCount>,
    pub keywords: Vec<String>,
    pub categories: Vec<CategoryCount>,
    pub total_visits: u32,
    /// Visits in each hour of the day, from midnight; empty or 24 numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<u32>,
    /// Visits on each day of the week, from Monday; empty or 7 numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct DomainCount {
    pub domain: String,
    pub count: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
pub struct CategoryCount {
    pub category: String,
    pub count: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Preferences {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub conversation_style: Option<ConversationStyle>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub response_length: Option<Length>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ConversationStyle {
    Casual,
    Formal,
    Mixed,
}

/// Of what a character says, and of what a person likes to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Length {
    Short,
    Medium,
    Long,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// Whom the character is for; without, nothing is stored for anybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub user_id: Option<uuid::Uuid>,
    pub user_name: String,
    #[serde(default = "korean")]
    pub language: String,
}

fn korean() -> String {
    "ko".into()
}

impl RunInput {
    /// From JSON, with the place of whatever is wrong with it as the error's field.
    pub fn read(given: &Value) -> Result<Self> {
        if let Some(place) = missing(given) {
            return Err(Error::invalid(place, format!("{place} is missing")));
        }
        // The names of fields are told by serde, their places are not: each part is read by itself.
        for (place, part) in
            [("userData", &given["userData"]), ("preferences", &given["preferences"]), ("meta", &given["meta"])]
        {
            let read = match place {
                "userData" => serde_json::from_value::<UserData>(part.clone()).map(drop),
                "preferences" if part.is_null() => Ok(()),
                "preferences" => serde_json::from_value::<Preferences>(part.clone()).map(drop),
                _ => serde_json::from_value::<Meta>(part.clone()).map(drop),
            };
            read.map_err(|cause| Error::invalid(&place_of(place, part), format!("{place} cannot be read: {cause}")))?;
        }
        let mut input: Self = serde_json::from_value(json_without_nulls(given.clone()))
            .map_err(|cause| Error::invalid("input", format!("the input cannot be read: {cause}")))?;
        input.meta.user_name = input.meta.user_name.trim().to_owned();
        input.check()?;
        Ok(input)
    }

    /// The limits of knock's onboarding.
    pub fn check(&self) -> Result<()> {
        let data = &self.user_data;
        if data.domains.is_empty()
            && data.keywords.is_empty()
            && data.interests.is_empty()
            && data.categories.is_empty()
        {
            return Err(Error::invalid("userData", "nothing is known of this person: no domain, keyword or interest"));
        }
        for (field, words, most) in [
            ("userData.domains", &data.domains, 100),
            ("userData.keywords", &data.keywords, 100),
            ("userData.categories", &data.categories, 100),
            ("userData.interests", &data.interests, 10),
            ("userData.avoidTopics", &data.avoid_topics, 5),
        ] {
            if words.len() > most {
                return Err(Error::invalid(field, format!("{} are given, at most {most} are taken", words.len())));
            }
            if let Some(at) = words.iter().position(|word| word.trim().is_empty() || word.chars().count() > 255) {
                return Err(Error::invalid(&format!("{field}[{at}]"), "it is empty or longer than 255 characters"));
            }
        }
        if let Some(at) = data.domains.iter().position(|domain| !is_host(domain)) {
            let field = format!("userData.domains[{at}]");
            return Err(Error::invalid(&field, format!("{} is no host name", data.domains[at])));
        }
        if let Some(history) = &data.browsing_history {
            for (field, length, wanted) in [("hours", history.hours.len(), 24), ("days", history.days.len(), 7)] {
                if length != 0 && length != wanted {
                    let field = format!("userData.browsingHistory.{field}");
                    return Err(Error::invalid(&field, format!("there are {length} numbers, not {wanted}")));
                }
            }
            if history.domains.len() > 1000 || history.keywords.len() > 1000 || history.categories.len() > 100 {
                return Err(Error::invalid(
                    "userData.browsingHistory",
                    "a history has at most 1000 domains and keywords",
                ));
            }
        }
        let name = self.meta.user_name.chars().count();
        if !(1..=20).contains(&name) {
            return Err(Error::invalid("meta.userName", format!("a name has 1 to 20 characters, this one {name}")));
        }
        if !["ko", "en"].contains(&self.meta.language.as_str()) {
            return Err(Error::invalid("meta.language", format!("{} is neither ko nor en", self.meta.language)));
        }
        Ok(())
    }
}

fn missing(given: &Value) -> Option<&'static str> {
    if !given.is_object() {
        return Some("input");
    }
    ["userData", "meta"].into_iter().find(|place| !given[*place].is_object()).or_else(|| {
        given["meta"]["userName"].as_str().is_none_or(|name| name.trim().is_empty()).then_some("meta.userName")
    })
}

/// The first field whose value is of no use, as a path.
fn place_of(place: &str, part: &Value) -> String {
    let lists = ["domains", "keywords", "categories", "interests", "avoidTopics"];
    if place == "userData" {
        for list in lists {
            let wrong = match &part[list] {
                Value::Null => false,
                Value::Array(words) => words.iter().any(|word| !word.is_string()),
                _ => true,
            };
            if wrong {
                return format!("userData.{list}");
            }
        }
        return "userData.browsingHistory".to_owned();
    }
    if place == "preferences" {
        let known = |field: &str, words: &[&str]| match &part[field] {
            Value::Null => true,
            Value::String(word) => words.contains(&word.as_str()),
            _ => false,
        };
        if !known("conversationStyle", &["casual", "formal", "mixed"]) {
            return "preferences.conversationStyle".to_owned();
        }
        return "preferences.responseLength".to_owned();
    }
    if !part["userId"].is_null() { "meta.userId".to_owned() } else { "meta".to_owned() }
}

/// Null means not given, wherever it stands.
fn json_without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(key, value)| (key, json_without_nulls(value))).collect())
        }
        other => other,
    }
}

/// Letters (of any script), digits, dots and hyphens; a port or a path belongs to an address, not to a host.
fn is_host(domain: &str) -> bool {
    let domain = domain.trim();
    !domain.is_empty()
        && domain.len() <= 253
        && domain.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '_')
        })
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use serde_json::json;

    use super::*;

    fn refused(given: Value) -> String {
        RunInput::read(&given).expect_err("it should be refused").field.unwrap_or_default()
    }

    #[test]
    fn names_the_place_of_what_is_wrong() {
        let whole = json!({ "userData": { "domains": ["a.com"] }, "meta": { "userName": "온" } });
        assert!(RunInput::read(&whole).is_ok());
        assert_eq!(refused(json!([])), "input");
        assert_eq!(refused(json!({ "meta": { "userName": "온" } })), "userData");
        assert_eq!(refused(json!({ "userData": {}, "meta": { "userName": " " } })), "meta.userName");
        assert_eq!(refused(json!({ "userData": {}, "meta": { "userName": "온" } })), "userData");
        let with = |field: &str, value: Value| {
            let mut changed = whole.clone();
            *changed.pointer_mut(field).unwrap_or(&mut Value::Null) = value;
            changed
        };
        assert_eq!(refused(with("/userData/domains", json!(["a b"]))), "userData.domains[0]");
        assert_eq!(refused(with("/userData/domains", json!("a.com"))), "userData.domains");
        assert_eq!(refused(with("/userData/domains", json!(["https://a.com/x"]))), "userData.domains[0]");
        assert_eq!(refused(with("/meta/userName", json!("가".repeat(21)))), "meta.userName");
        let mut styled = whole.clone();
        styled["preferences"] = json!({ "conversationStyle": "rude" });
        assert_eq!(refused(styled), "preferences.conversationStyle");
        let mut timed = whole;
        timed["userData"]["browsingHistory"] = json!({ "hours": [1, 2] });
        assert_eq!(refused(timed), "userData.browsingHistory.hours");
    }
}
