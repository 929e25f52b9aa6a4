//! Agent 1: what somebody needs, read from what they look for and what they never do. `analyse` answers offline and is
//! the same on every machine; `ask` and `read` let a language model answer instead; `check` judges either answer.
//! Nobody is diagnosed here: six numbers, each with the traces it was read from.

mod absences;
mod check;
mod content;
mod model;
mod seen;
mod sentences;
mod weigh;
mod words;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests;

use self::{
    absences::{Absence, absences},
    seen::Seen,
    weigh::{Signs, Six, round, weigh},
};
pub use self::{
    check::check,
    model::{ask, read, repair},
};
use super::{
    input::RunInput,
    shapes::{Analysis, CompleteNeed, Deficiency, DeficiencyType, NeedState, Paradox, Presence},
};
use crate::pools::Need;

/// From here on a need is middling, and two opposed ones make a paradox.
const MIDDLING: f64 = 0.4;

/// The offline answer.
pub fn analyse(input: &RunInput) -> Analysis {
    let seen = Seen::of(input);
    let signs = Signs::of(&seen);
    let absences = absences(&seen, &signs);
    let (observed, hidden) = weigh(&seen, &signs, &absences);
    let complete = complete(observed, hidden);
    Analysis {
        presence_vector: complete.iter().filter_map(|need| presence(&seen, &signs, need)).collect(),
        deficiency_vector: absences.into_iter().filter_map(|absence| deficiency(absence, hidden)).collect(),
        paradoxes: paradoxes(&complete),
        complete_vector: complete,
    }
}

/// The answer when nobody has one.
pub fn fallback() -> Analysis {
    let known: Six = [0.5, 0.6, 0.5, 0.5, 0.7, 0.4];
    let presence = |need: &CompleteNeed| Presence {
        need: need.need,
        intensity: need.observed,
        evidence: vec!["분석한 흔적이 없어 미리 정해 둔 값을 쓴다.".into()],
        interpretation: format!("{}의 세기는 이 사람에게서 읽은 것이 아니다.", words::LABELS[need.need as usize]),
    };
    let complete = complete(known, known);
    Analysis {
        presence_vector: complete.iter().map(presence).collect(),
        deficiency_vector: Vec::new(),
        complete_vector: complete,
        paradoxes: Vec::new(),
    }
}

fn complete(observed: Six, hidden: Six) -> Vec<CompleteNeed> {
    Need::ALL.into_iter().map(|need| whole(need, observed[need as usize], hidden[need as usize])).collect()
}

/// What follows from the two numbers.
fn whole(need: Need, observed: f64, hidden: f64) -> CompleteNeed {
    let gap = round((hidden - observed).abs());
    CompleteNeed { need, observed, hidden, actual: observed.max(hidden), gap, state: state(observed, hidden) }
}

/// In hundredths, where no number is a hair beside its limit.
fn state(observed: f64, hidden: f64) -> NeedState {
    match ((hidden - observed) * 100.0).round() as i64 {
        ..=-10 => NeedState::Satisfied,
        -9..10 => NeedState::Balanced,
        10..40 => NeedState::Deficient,
        40.. => NeedState::Critical,
    }
}

/// A need of which nothing was seen has no presence.
fn presence(seen: &Seen, signs: &Signs, need: &CompleteNeed) -> Option<Presence> {
    let evidence = sentences::evidence(seen, signs, need.need);
    let interpretation = sentences::interpretation(seen, need.need, need.actual, need.state);
    (!evidence.is_empty()).then_some(Presence { need: need.need, intensity: need.observed, evidence, interpretation })
}

fn deficiency(absence: Absence, hidden: Six) -> Option<Deficiency> {
    let Absence { need, kind, evidence, reason, is_shortfall, .. } = absence;
    let hidden_intensity = hidden[need as usize];
    let merely_unseen = kind == DeficiencyType::Satisfied && is_shortfall && hidden_intensity >= MIDDLING;
    (!merely_unseen).then(|| Deficiency { need, kind, evidence, hidden_intensity, reason: reason.to_owned() })
}

/// The strongest tension first.
fn paradoxes(complete: &[CompleteNeed]) -> Vec<Paradox> {
    let strength = |need: Need| complete.iter().find(|one| one.need == need).map_or(0.0, |one| one.actual);
    let mut found: Vec<Paradox> = words::OPPOSITIONS
        .iter()
        .map(|pair| {
            let [need_a, need_b] = pair.needs;
            let (intensity_a, intensity_b) = (strength(need_a), strength(need_b));
            let description = pair.told[usize::from(intensity_b > intensity_a)].to_owned();
            Paradox { need_a, need_b, intensity_a, intensity_b, tension: intensity_a.min(intensity_b), description }
        })
        .filter(|paradox| paradox.tension >= MIDDLING)
        .collect();
    found.sort_by(|one, other| other.tension.total_cmp(&one.tension));
    found
}
