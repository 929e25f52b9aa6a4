//! What is missing, and in which of five ways. An absence is evidence like a visit: against what people commonly look
//! at, against what the person searches for, says they like, or says they would rather not talk about.

use super::{
    content::{Category, categories::KINDS},
    seen::{Seen, Typed},
    sentences,
    weigh::{FREQUENT, Signs, either, mainly, severity},
};
use crate::{agents::shapes::DeficiencyType, pools::Need};

/// Below this there is too little to miss anything in.
const ENOUGH: f64 = 0.5;
const SHORTFALL: f64 = 0.3;
const GREAT_SHORTFALL: f64 = 0.5;
/// Less than this share is no acting upon it.
const ACTED: f64 = 0.05;
/// A list without counts may simply be short.
const UNCOUNTED: f64 = 0.7;
/// A topic to be avoided: its severity times how sure one is of it.
const AVOIDED_TOPIC: f64 = 0.5 * 0.9;
const MORE_AVOIDED: f64 = 0.08;

/// Before a mere shortfall, after anything that is wanted.
const GLAD: f64 = 0.05;

pub(super) struct Absence {
    pub need: Need,
    pub kind: DeficiencyType,
    pub evidence: String,
    pub reason: &'static str,
    /// How much more is wanted than is seen, because of it.
    pub pull: f64,
    /// Seen only by comparing with other people.
    pub is_shortfall: bool,
    /// Which absence of a need is told: the surest.
    rank: f64,
}

impl Absence {
    fn new(need: Need, kind: DeficiencyType, evidence: String, pull: f64) -> Self {
        Self { need, kind, evidence, reason: sentences::reason(need, kind), pull, is_shortfall: false, rank: pull }
    }
}

/// The one absence of each need that says most, in the order of the needs.
pub(super) fn absences(seen: &Seen, signs: &Signs) -> Vec<Absence> {
    let mut all = Vec::new();
    if seen.confidence >= ENOUGH {
        all.extend(KINDS.iter().filter_map(|kind| against_baseline(seen, kind.category, kind.baseline?)));
    }
    all.extend(Need::ALL.into_iter().flat_map(|need| {
        [avoided_topics(seen, need), ended(seen, need), suppressed(seen, signs, need), hungry(seen, signs, need)]
            .into_iter()
            .chain([unaware(seen, signs, need), glad(seen, signs, need)])
            .flatten()
    }));
    let surest = |need| {
        let of_need = all.extract_if(.., |absence| absence.need == need).collect::<Vec<_>>();
        of_need.into_iter().rev().max_by(|one, other| one.rank.total_cmp(&other.rank))
    };
    Need::ALL.into_iter().filter_map(surest).collect()
}

fn against_baseline(seen: &Seen, category: Category, baseline: f64) -> Option<Absence> {
    let share = seen.share(category);
    let shortfall = baseline - severity(share);
    let need = category.main_need()?;
    if shortfall <= SHORTFALL {
        return None;
    }
    let (kind, sure) = way(seen, category, share);
    // The product does not count these: that none was seen says something only beside something that was.
    let spoken_of = matches!(kind, DeficiencyType::Avoided | DeficiencyType::Suppressed);
    if !category.is_official() && share == 0.0 && !spoken_of {
        return None;
    }
    let severe = if shortfall > GREAT_SHORTFALL { 0.8 } else { 0.5 };
    let counted = if seen.visits.is_some() { 1.0 } else { UNCOUNTED };
    let pull = if kind == DeficiencyType::Satisfied { 0.0 } else { severe * sure * counted * seen.confidence };
    // Without any sign of wanting it, an absence is told only where nothing else is.
    let rank = if pull > 0.0 { pull } else { 0.01 * severe };
    let evidence = sentences::shortfall(seen, category, baseline, kind);
    Some(Absence { is_shortfall: true, rank, ..Absence::new(need, kind, evidence, pull) })
}

/// How something came to be missing, and how sure that is.
fn way(seen: &Seen, category: Category, share: f64) -> (DeficiencyType, f64) {
    let longed_for = seen.searches.iter().filter(|one| one.longs_for(category)).count();
    let left = seen.searches.iter().any(|one| one.is_about(category) && sentences::tells_an_end(&one.text));
    let once = seen.visits.is_some() && seen.declared.contains(&category);
    if seen.avoided.iter().any(|one| one.is_about(category)) {
        (DeficiencyType::Avoided, 0.9)
    } else if longed_for >= 2 && share < ACTED {
        (DeficiencyType::Suppressed, 0.8)
    } else if share == 0.0 && (once || left) {
        (DeficiencyType::Frustrated, 0.7)
    } else if share > 0.0 {
        (DeficiencyType::Avoided, 0.6)
    } else if seen.interests.iter().any(|one| one.is_about(category)) {
        (DeficiencyType::Unaware, 0.5)
    } else {
        (DeficiencyType::Satisfied, 0.5)
    }
}

fn about(typed: &[Typed], need: Need) -> Vec<&Typed> {
    typed.iter().filter(|typed| mainly(typed) == Some(need)).collect()
}

/// Searches for a need that say it is missing.
fn longing(seen: &Seen, need: Need) -> Vec<&Typed> {
    about(&seen.searches, need).into_iter().filter(|typed| typed.lacks(need)).collect()
}

fn avoided_topics(seen: &Seen, need: Need) -> Option<Absence> {
    about(&seen.avoided, need).first()?;
    let heavy = |typed: &&Typed| typed.themes.iter().any(|theme| theme.weight(need) >= 0.5);
    let topics: Vec<&Typed> = seen.avoided.iter().filter(heavy).collect();
    let more = topics.len().saturating_sub(1).min(2) as f64 * MORE_AVOIDED;
    let pull = (AVOIDED_TOPIC + more) * seen.confidence;
    Some(Absence::new(need, DeficiencyType::Avoided, sentences::avoided(&topics), pull))
}

/// Searches about something that is over.
fn ended(seen: &Seen, need: Need) -> Option<Absence> {
    let mut searches = about(&seen.searches, need);
    searches.retain(|typed| sentences::tells_an_end(&typed.text));
    searches.first()?;
    let pull = 0.5 * 0.7 * seen.confidence;
    Some(Absence::new(need, DeficiencyType::Frustrated, sentences::ended(&searches), pull))
}

/// Much is asked about it and little is done.
fn suppressed(seen: &Seen, signs: &Signs, need: Need) -> Option<Absence> {
    let (lack, activity) = (signs.lack[need as usize], signs.activity[need as usize]);
    let searches = longing(seen, need);
    if lack < 0.2 || activity >= FREQUENT || searches.len() < 2 {
        return None;
    }
    let (evidence, pull) = (sentences::suppressed(&searches), 0.3 * 0.8 * seen.confidence);
    Some(Absence { rank: either(pull, lack), ..Absence::new(need, DeficiencyType::Suppressed, evidence, pull) })
}

/// It is done again and again, and the words beside it are words of lack: our reading of a frequency that fills nothing.
fn hungry(seen: &Seen, signs: &Signs, need: Need) -> Option<Absence> {
    let (lack, frequency) = (signs.lack[need as usize], signs.frequency[need as usize]);
    if signs.passion[need as usize] || frequency == 0.0 || lack < 0.25 {
        return None;
    }
    let evidence = sentences::hungry(seen, need, &longing(seen, need))?;
    let reason = sentences::why_hungry(need);
    Some(Absence { rank: frequency, reason, ..Absence::new(need, DeficiencyType::Frustrated, evidence, 0.0) })
}

/// They say they like it, and nothing they do shows it.
fn unaware(seen: &Seen, signs: &Signs, need: Need) -> Option<Absence> {
    let interests = about(&seen.interests, need);
    let searched = !about(&seen.searches, need).is_empty();
    if interests.is_empty() || searched || signs.activity[need as usize] >= FREQUENT || seen.confidence < ENOUGH {
        return None;
    }
    let pull = 0.5 * 0.5 * seen.confidence;
    Some(Absence::new(need, DeficiencyType::Unaware, sentences::unaware(&interests), pull))
}

fn glad(seen: &Seen, signs: &Signs, need: Need) -> Option<Absence> {
    if !signs.passion[need as usize] {
        return None;
    }
    let evidence = sentences::glad(seen, &about(&seen.interests, need));
    Some(Absence { rank: GLAD, ..Absence::new(need, DeficiencyType::Satisfied, evidence, 0.0) })
}
