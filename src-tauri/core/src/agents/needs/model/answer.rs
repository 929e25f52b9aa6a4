//! Reads a model's answer leniently where only its form differs (other names of a need, other letters in a key, a wrong
//! sum) and strictly where it says something: a number out of range, an unknown need or type is a violation.

use serde_json::{Map, Value};

use super::super::check::{check, close};
use super::super::{round, whole};
use crate::{
    agents::{
        Severity, Violation,
        shapes::{Analysis, CompleteNeed, Deficiency, DeficiencyType, NeedState, Paradox, Presence},
    },
    pools::Need,
};

/// The analysis with what somebody should know about it, or everything that makes it useless.
pub fn read(answer: &Value) -> Result<(Analysis, Vec<Violation>), Vec<Violation>> {
    let mut reader = Reader::default();
    let analysis = reader.analysis(answer);
    let mut found = reader.found;
    if let Some(analysis) = analysis.filter(|_| !Violation::any_critical(&found)) {
        found.extend(check(&analysis));
        if !Violation::any_critical(&found) {
            return Ok((analysis, found));
        }
    }
    found.sort_by_key(|one| one.severity == Severity::Warning);
    Err(found)
}

#[derive(Default)]
struct Reader {
    found: Vec<Violation>,
}

/// A value by its key, whatever case the key is written in: `completeVector`, `complete_vector`, `CompleteVector`.
fn get<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    let plain = |key: &str| key.chars().filter(|one| one.is_alphanumeric()).collect::<String>().to_lowercase();
    let value =
        object.get(key).or_else(|| object.iter().find(|(other, _)| plain(other) == plain(key)).map(|(_, value)| value));
    value.filter(|value| !value.is_null())
}

impl Reader {
    fn critical(&mut self, path: impl Into<String>, rule: &str, message: impl Into<String>) {
        self.found.push(Violation::critical(path, rule, message));
    }

    fn mended(&mut self, path: String, message: String) {
        self.found.push(Violation::warning(path, "mended", message));
    }

    fn analysis(&mut self, answer: &Value) -> Option<Analysis> {
        let Some(mut object) = answer.as_object() else {
            self.critical("", "shape", "the answer is no object");
            return None;
        };
        // The product's own pipeline wraps it so.
        if let Some(inner) = get(object, "analysis").and_then(Value::as_object) {
            object = inner;
        }
        let mut complete_vector = self.list(object, "completeVector", true, Self::complete);
        complete_vector.sort_by_key(|one| one.need);
        Some(Analysis {
            presence_vector: self.list(object, "presenceVector", true, Self::presence),
            deficiency_vector: self.list(object, "deficiencyVector", false, Self::deficiency),
            complete_vector,
            paradoxes: self.list(object, "paradoxes", false, Self::paradox),
        })
    }

    fn list<T>(
        &mut self,
        object: &Map<String, Value>,
        key: &str,
        needed: bool,
        read: fn(&mut Self, &str, &Map<String, Value>) -> Option<T>,
    ) -> Vec<T> {
        let items = match get(object, key) {
            Some(Value::Array(items)) => items.as_slice(),
            None if !needed => &[],
            Some(_) => {
                self.critical(key, "shape", format!("{key} is no list"));
                &[]
            }
            None => {
                self.critical(key, "shape", format!("{key} is missing"));
                &[]
            }
        };
        let mut all = Vec::new();
        for (place, item) in items.iter().enumerate() {
            let path = format!("{key}[{place}]");
            match item.as_object() {
                Some(item) => all.extend(read(self, &path, item)),
                None => self.critical(path, "shape", "an object is expected here"),
            }
        }
        all
    }

    fn need(&mut self, path: &str, object: &Map<String, Value>, key: &str) -> Option<Need> {
        let word = get(object, key).and_then(Value::as_str).unwrap_or_default();
        let need = word.parse().ok();
        if need.is_none() {
            self.critical(format!("{path}.{key}"), "unknown-need", format!("{word:?} is none of the six needs"));
        }
        need
    }

    /// From 0 to 1, in hundredths.
    fn number(&mut self, path: &str, object: &Map<String, Value>, key: &str) -> Option<f64> {
        let path = format!("{path}.{key}");
        let Some(value) = get(object, key).and_then(Value::as_f64) else {
            self.critical(path, "shape", format!("{key} is no number"));
            return None;
        };
        if (0.0..=1.0).contains(&value) {
            return Some(round(value));
        }
        self.critical(path, "range", format!("{value} is not from 0 to 1"));
        None
    }

    /// A number that follows from others: it is put right if it is not theirs.
    fn follows(&mut self, path: &str, object: &Map<String, Value>, key: &str, expected: f64) {
        let given = get(object, key);
        let number = given.and_then(Value::as_f64);
        if let Some(value) = number.filter(|value| !(0.0..=1.0).contains(value)) {
            self.critical(format!("{path}.{key}"), "range", format!("{value} is not from 0 to 1"));
        } else if !number.is_some_and(|value| close(value, expected)) {
            let was = given.map_or_else(|| "missing".to_owned(), Value::to_string);
            self.mended(format!("{path}.{key}"), format!("{key} was {was} and is {expected}"));
        }
    }

    fn text(object: &Map<String, Value>, key: &str) -> String {
        get(object, key).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
    }

    /// A list of sentences, or one.
    fn texts(object: &Map<String, Value>, key: &str) -> Vec<String> {
        let all = match get(object, key) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(one)) => vec![one.as_str()],
            _ => Vec::new(),
        };
        all.into_iter().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    fn presence(&mut self, path: &str, object: &Map<String, Value>) -> Option<Presence> {
        let (need, intensity) = (self.need(path, object, "need"), self.number(path, object, "intensity"));
        let (evidence, interpretation) = (Self::texts(object, "evidence"), Self::text(object, "interpretation"));
        Some(Presence { need: need?, intensity: intensity?, evidence, interpretation })
    }

    fn deficiency(&mut self, path: &str, object: &Map<String, Value>) -> Option<Deficiency> {
        let (need, hidden) = (self.need(path, object, "need"), self.number(path, object, "hiddenIntensity"));
        let word = Self::text(object, "type").to_uppercase();
        let kind: Option<DeficiencyType> = serde_json::from_value(Value::String(word.clone())).ok();
        if kind.is_none() {
            self.critical(format!("{path}.type"), "deficiency-type", format!("{word:?} is none of the five types"));
        }
        let evidence = Self::texts(object, "evidence").join(" ");
        let reason = Self::text(object, "reason");
        Some(Deficiency { need: need?, kind: kind?, evidence, hidden_intensity: hidden?, reason })
    }

    fn complete(&mut self, path: &str, object: &Map<String, Value>) -> Option<CompleteNeed> {
        let need = self.need(path, object, "need");
        let (observed, hidden) = (self.number(path, object, "observed"), self.number(path, object, "hidden"));
        let complete = whole(need?, observed?, hidden?);
        self.follows(path, object, "actual", complete.actual);
        self.follows(path, object, "gap", complete.gap);
        let word = Self::text(object, "state").to_lowercase();
        let state: Option<NeedState> = serde_json::from_value(Value::String(word.clone())).ok();
        if state != Some(complete.state) {
            let expected = format!("{:?}", complete.state).to_lowercase();
            self.mended(format!("{path}.state"), format!("state was {word:?} and is {expected}"));
        }
        Some(complete)
    }

    fn paradox(&mut self, path: &str, object: &Map<String, Value>) -> Option<Paradox> {
        let (need_a, need_b) = (self.need(path, object, "needA"), self.need(path, object, "needB"));
        let (a, b) = (self.number(path, object, "intensityA"), self.number(path, object, "intensityB"));
        let (need_a, need_b, intensity_a, intensity_b) = (need_a?, need_b?, a?, b?);
        let tension = intensity_a.min(intensity_b);
        self.follows(path, object, "tension", tension);
        Some(Paradox {
            need_a,
            need_b,
            intensity_a,
            intensity_b,
            tension,
            description: Self::text(object, "description"),
        })
    }
}
