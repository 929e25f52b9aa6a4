//! How strong the six needs of somebody are, and which of them a draw considers.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::settings::DrawSettings;
use crate::{
    error::{Error, Result},
    pools::Need,
};

/// From 0 to 1 each.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NeedVector {
    #[specta(type = specta_typescript::Number)]
    pub survival: f64,
    #[specta(type = specta_typescript::Number)]
    pub belonging: f64,
    #[specta(type = specta_typescript::Number)]
    pub recognition: f64,
    #[specta(type = specta_typescript::Number)]
    pub autonomy: f64,
    #[specta(type = specta_typescript::Number)]
    pub growth: f64,
    #[specta(type = specta_typescript::Number)]
    pub meaning: f64,
}

impl NeedVector {
    pub fn of(&self, need: Need) -> f64 {
        match need {
            Need::Survival => self.survival,
            Need::Belonging => self.belonging,
            Need::Recognition => self.recognition,
            Need::Autonomy => self.autonomy,
            Need::Growth => self.growth,
            Need::Meaning => self.meaning,
        }
    }

    /// Exactly the six keys, each with a number from 0 to 1.
    pub fn read(given: &Value) -> Result<Self> {
        let wrong = |message: String| Error::invalid("needs", message);
        let given = given.as_object().ok_or_else(|| wrong("needs are an object of six numbers".into()))?;
        let known = |key: &str| Need::ALL.iter().any(|need| need.to_string() == key);
        if let Some(other) = given.keys().find(|key| !known(key)) {
            return Err(wrong(format!("{other} is none of the six needs")));
        }
        Self::from_each(|need| {
            let value = given.get(&need.to_string()).ok_or_else(|| wrong(format!("{need} is missing")))?;
            value.as_f64().ok_or_else(|| wrong(format!("{need} is no number")))
        })?
        .checked()
    }

    pub fn from_each<E>(mut value: impl FnMut(Need) -> Result<f64, E>) -> Result<Self, E> {
        Ok(Self {
            survival: value(Need::Survival)?,
            belonging: value(Need::Belonging)?,
            recognition: value(Need::Recognition)?,
            autonomy: value(Need::Autonomy)?,
            growth: value(Need::Growth)?,
            meaning: value(Need::Meaning)?,
        })
    }

    pub fn checked(self) -> Result<Self> {
        match Need::ALL.into_iter().find(|need| !(0.0..=1.0).contains(&self.of(*need))) {
            Some(need) => Err(Error::invalid("needs", format!("{need} is {}; a need is from 0 to 1", self.of(need)))),
            None => Ok(self),
        }
    }

    /// Strongest first; a tie goes by the order of the needs. Never empty: the strongest need is always considered.
    pub fn considered(&self, settings: &DrawSettings) -> Vec<Need> {
        let mut needs = Need::ALL.to_vec();
        needs.sort_by(|one, other| self.of(*other).total_cmp(&self.of(*one)));
        let above = needs.iter().filter(|need| self.of(**need) > settings.need_cut).count();
        needs.truncate(above.min(settings.needs_considered as usize).max(1));
        needs
    }

    /// How alike two are in kind, whatever their strength. Who needs nothing is equally like everybody.
    pub fn similarity(&self, other: &Self) -> f64 {
        let product =
            |one: &Self, other: &Self| Need::ALL.iter().map(|need| one.of(*need) * other.of(*need)).sum::<f64>();
        let length = (product(self, self) * product(other, other)).sqrt();
        if length > 0.0 { (product(self, other) / length).min(1.0) } else { 1.0 }
    }
}

/// The intensity that the rows of a need of this strength should have.
pub fn intensity_of(value: f64) -> &'static str {
    match value {
        value if value < 0.5 => "low",
        value if value <= 0.8 => "medium",
        _ => "high",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{NeedVector, intensity_of};

    #[test]
    fn reads_six_numbers_and_nothing_else() {
        let good =
            json!({"meaning": 0, "survival": 1, "belonging": 0.5, "recognition": 0.1, "autonomy": 0.2, "growth": 1});
        assert!(NeedVector::read(&good).is_ok_and(|needs| needs.survival == 1.0 && needs.meaning == 0.0));
        let with = |key: &str, value| {
            let mut needs = good.clone();
            needs[key] = value;
            needs
        };
        let five = json!({"meaning": 0, "survival": 1, "belonging": 0.5, "recognition": 0.1, "autonomy": 0.2});
        let bad =
            [with("growth", json!("much")), with("growth", json!(1.01)), with("hunger", json!(0.1)), five, json!([1])];
        for bad in bad {
            let field = NeedVector::read(&bad).err().and_then(|refusal| refusal.field);
            assert_eq!(field.as_deref(), Some("needs"), "{bad}");
        }
    }

    #[test]
    fn strength_asks_for_an_intensity() {
        let cases = [(0.0, "low"), (0.49, "low"), (0.5, "medium"), (0.8, "medium"), (0.81, "high"), (1.0, "high")];
        for (value, intensity) in cases {
            assert_eq!(intensity_of(value), intensity, "{value}");
        }
    }

    #[test]
    fn similarity_is_about_kind() {
        let vector = |growth, meaning| NeedVector {
            survival: 0.0,
            belonging: 0.0,
            recognition: 0.0,
            autonomy: 0.0,
            growth,
            meaning,
        };
        assert_eq!(vector(0.2, 0.0).similarity(&vector(0.9, 0.0)), 1.0);
        assert_eq!(vector(0.2, 0.0).similarity(&vector(0.0, 0.9)), 0.0);
        assert_eq!(vector(0.0, 0.0).similarity(&vector(0.3, 0.9)), 1.0, "nothing to compare");
    }
}
