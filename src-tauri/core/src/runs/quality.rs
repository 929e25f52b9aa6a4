//! How good a run is: four checks, each graded, a quarter of the score each; and which criteria it missed.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::settings::QualityCriteria;
use crate::agents::{
    Severity, Violation,
    shapes::{Analysis, GenerationMethod, Picture},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Quality {
    /// 0–1, in hundredths.
    #[specta(type = specta_typescript::Number)]
    pub score: f64,
    pub band: QualityBand,
    pub checks: QualityChecks,
    /// The names of the criteria that were missed.
    pub missed: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum QualityBand {
    Excellent,
    Good,
    Fair,
    Poor,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QualityChecks {
    pub need_diversity: QualityCheck,
    pub has_paradox: QualityCheck,
    pub prompt_structure: QualityCheck,
    pub image_validation: QualityCheck,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QualityCheck {
    #[specta(type = specta_typescript::Number)]
    pub value: f64,
    /// What was counted: needs above the cut, paradoxes, findings; of a picture 1 where it is valid.
    pub found: u32,
    /// What would raise it, as a word the window explains; nothing when it is full.
    pub raise: Option<String>,
}

impl QualityBand {
    pub fn of(score: f64) -> Self {
        match score {
            score if score >= 0.9 => QualityBand::Excellent,
            score if score >= 0.8 => QualityBand::Good,
            score if score >= 0.7 => QualityBand::Fair,
            _ => QualityBand::Poor,
        }
    }
}

/// What of a run is judged; what it did not make is not there.
pub struct Judged<'a> {
    pub analysis: Option<&'a Analysis>,
    pub prompt_findings: Option<&'a [Violation]>,
    pub tokens: Option<u32>,
    pub picture: Option<&'a Picture>,
}

pub fn judge(run: &Judged<'_>, criteria: &QualityCriteria) -> Quality {
    let checks = QualityChecks {
        need_diversity: diversity(run.analysis, criteria),
        has_paradox: paradox(run.analysis, criteria),
        prompt_structure: structure(run.prompt_findings),
        image_validation: picture(run.picture),
    };
    let sum = checks.need_diversity.value
        + checks.has_paradox.value
        + checks.prompt_structure.value
        + checks.image_validation.value;
    let score = (sum * 25.0).round() / 100.0;
    let mut missed: Vec<&str> = Vec::new();
    if checks.need_diversity.value < 1.0 {
        missed.push("needDiversity");
    }
    if checks.has_paradox.value < 1.0 {
        missed.push("paradoxes");
    }
    if run.tokens.is_some_and(|tokens| !(criteria.min_tokens as u32..=criteria.max_tokens as u32).contains(&tokens)) {
        missed.push("promptLength");
    }
    if score < criteria.min_score {
        missed.push("score");
    }
    // A run that is good enough as a whole has missed nothing that would be worth another.
    let missed = if score < criteria.min_score { missed } else { Vec::new() };
    let missed = missed.into_iter().map(str::to_owned).collect();
    Quality { score, band: QualityBand::of(score), checks, missed }
}

fn check(value: f64, found: usize, raise: &str) -> QualityCheck {
    QualityCheck { value, found: found as u32, raise: (value < 1.0).then(|| raise.to_owned()) }
}

fn diversity(analysis: Option<&Analysis>, criteria: &QualityCriteria) -> QualityCheck {
    let found = analysis
        .map_or(0, |analysis| analysis.complete_vector.iter().filter(|one| one.actual > criteria.need_cut).count());
    let (least, most) = (criteria.min_needs as usize, criteria.max_needs as usize);
    let value = match found {
        found if found < least => found as f64 / least as f64,
        // Somebody who needs everything needs nothing in particular.
        found if found > most => (1.0 - 0.25 * (found - most) as f64).max(0.0),
        _ => 1.0,
    };
    check(value, found, if found < least { "moreNeeds" } else { "fewerNeeds" })
}

fn paradox(analysis: Option<&Analysis>, criteria: &QualityCriteria) -> QualityCheck {
    if criteria.min_paradoxes == 0 {
        return check(1.0, 0, "");
    }
    let paradoxes = analysis.map_or(&[][..], |analysis| &analysis.paradoxes);
    let tense = paradoxes.iter().filter(|one| one.tension >= criteria.min_tension).count();
    let wanted = criteria.min_paradoxes as usize;
    // A paradox without tension counts half.
    let counted = tense.min(wanted) as f64 + 0.5 * (paradoxes.len().min(wanted) - tense.min(wanted)) as f64;
    check(counted / wanted as f64, tense, if paradoxes.len() > tense { "moreTension" } else { "moreParadoxes" })
}

fn structure(findings: Option<&[Violation]>) -> QualityCheck {
    let Some(findings) = findings else { return check(0.0, 0, "prompt") };
    let value = match findings {
        [] => 1.0,
        some if some.iter().any(|one| one.severity == Severity::Critical) => 0.0,
        _ => 0.7,
    };
    check(value, findings.len(), "promptFindings")
}

fn picture(picture: Option<&Picture>) -> QualityCheck {
    match picture {
        None => check(0.0, 0, "picture"),
        Some(picture) if picture.generation_method == GenerationMethod::PresetFallback => check(0.5, 0, "preset"),
        Some(picture) if picture.validated => check(1.0, 1, ""),
        Some(_) => check(0.0, 0, "pictureRules"),
    }
}
