//! The rules of an analysis, whoever made it. Every broken one is told with its place; nothing is mended here.

use std::collections::BTreeSet;

use super::state;
use crate::{
    agents::{
        Violation,
        shapes::{Analysis, CompleteNeed, Deficiency, Paradox, Presence},
    },
    pools::Need,
};

/// Two numbers rounded to hundredths agree within this.
pub(super) const CLOSE: f64 = 0.011;
const MAIN_NEED: f64 = 0.5;
const MAIN_NEEDS: usize = 2;

pub fn check(analysis: &Analysis) -> Vec<Violation> {
    let mut found = Vec::new();
    presences(&analysis.presence_vector, &mut found);
    deficiencies(&analysis.deficiency_vector, &mut found);
    complete(&analysis.complete_vector, &mut found);
    paradoxes(analysis, &mut found);
    found
}

pub(super) fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= CLOSE
}

/// Also tells whether it is a number from 0 to 1.
fn in_range(path: String, value: f64, found: &mut Vec<Violation>) -> bool {
    let fine = (0.0..=1.0).contains(&value);
    if !fine {
        found.push(Violation::critical(path, "range", format!("{value} is not from 0 to 1")));
    }
    fine
}

fn distinct(path: impl Fn(usize) -> String, needs: impl Iterator<Item = Need>, found: &mut Vec<Violation>) {
    let mut known = BTreeSet::new();
    for (place, need) in needs.enumerate() {
        if !known.insert(need) {
            found.push(Violation::critical(path(place), "distinct-needs", format!("{need} stands here twice")));
        }
    }
}

fn presences(all: &[Presence], found: &mut Vec<Violation>) {
    distinct(|place| format!("presenceVector[{place}].need"), all.iter().map(|one| one.need), found);
    for (place, one) in all.iter().enumerate() {
        in_range(format!("presenceVector[{place}].intensity"), one.intensity, found);
        if one.evidence.iter().all(|text| text.trim().is_empty()) {
            let message = format!("nothing is named that {} was read from", one.need);
            found.push(Violation::warning(format!("presenceVector[{place}].evidence"), "evidence-empty", message));
        }
    }
}

/// Their types are legal by their type; `read` refuses others.
fn deficiencies(all: &[Deficiency], found: &mut Vec<Violation>) {
    for (place, one) in all.iter().enumerate() {
        in_range(format!("deficiencyVector[{place}].hiddenIntensity"), one.hidden_intensity, found);
        if one.evidence.trim().is_empty() {
            let message = format!("nothing is named that the lack of {} was read from", one.need);
            found.push(Violation::warning(format!("deficiencyVector[{place}].evidence"), "evidence-empty", message));
        }
    }
}

fn complete(all: &[CompleteNeed], found: &mut Vec<Violation>) {
    if all.len() != Need::ALL.len() {
        let message = format!("six needs are expected and {} are there", all.len());
        found.push(Violation::critical("completeVector", "six-needs", message));
    }
    distinct(|place| format!("completeVector[{place}].need"), all.iter().map(|one| one.need), found);
    if !all.is_sorted_by_key(|one| one.need) {
        let message = "the needs stand in another order than theirs";
        found.push(Violation::warning("completeVector", "canonical-order", message));
    }
    for (place, one) in all.iter().enumerate() {
        arithmetic(&format!("completeVector[{place}]"), one, found);
    }
    let main = all.iter().filter(|one| one.actual > MAIN_NEED).count();
    if main < MAIN_NEEDS {
        let message = format!("{main} needs are above {MAIN_NEED}; a character wants {MAIN_NEEDS}");
        found.push(Violation::warning("completeVector", "few-main-needs", message));
    }
}

fn arithmetic(path: &str, one: &CompleteNeed, found: &mut Vec<Violation>) {
    let numbers = [("observed", one.observed), ("hidden", one.hidden), ("actual", one.actual), ("gap", one.gap)];
    let fine = numbers.map(|(name, value)| in_range(format!("{path}.{name}"), value, found));
    let [observed, hidden, actual, gap] = fine;
    if !(observed && hidden) {
        return;
    }
    let larger = one.observed.max(one.hidden);
    if actual && !close(one.actual, larger) {
        let message = format!("{} is not the larger of observed and hidden, {larger}", one.actual);
        found.push(Violation::critical(format!("{path}.actual"), "actual-arithmetic", message));
    }
    let apart = (one.hidden - one.observed).abs();
    if gap && !close(one.gap, apart) {
        let message = format!("{} is not how far observed and hidden are apart, {apart:.2}", one.gap);
        found.push(Violation::critical(format!("{path}.gap"), "gap-arithmetic", message));
    }
    let expected = state(one.observed, one.hidden);
    if one.state != expected {
        let message = format!("{:?} is told where the numbers say {expected:?}", one.state).to_lowercase();
        found.push(Violation::warning(format!("{path}.state"), "state-agrees", message));
    }
}

fn paradoxes(analysis: &Analysis, found: &mut Vec<Violation>) {
    if analysis.paradoxes.is_empty() {
        found.push(Violation::warning("paradoxes", "no-paradox", "no two needs pull against each other"));
    }
    for (place, one) in analysis.paradoxes.iter().enumerate() {
        paradox(&format!("paradoxes[{place}]"), one, &analysis.complete_vector, found);
    }
}

fn paradox(path: &str, one: &Paradox, complete: &[CompleteNeed], found: &mut Vec<Violation>) {
    if one.need_a == one.need_b {
        let message = format!("{} cannot pull against itself", one.need_a);
        found.push(Violation::critical(format!("{path}.needB"), "distinct-needs", message));
    }
    let sides = [("A", one.need_a, one.intensity_a), ("B", one.need_b, one.intensity_b)];
    let mut fine = in_range(format!("{path}.tension"), one.tension, found);
    for (side, need, intensity) in sides {
        let place = format!("{path}.intensity{side}");
        let known = complete.iter().find(|one| one.need == need).map(|one| one.actual);
        if !in_range(place.clone(), intensity, found) {
            fine = false;
        } else if let Some(actual) = known.filter(|actual| !close(*actual, intensity)) {
            let message = format!("{need} is {intensity} here and {actual} in the complete vector");
            found.push(Violation::warning(place, "intensity-agrees", message));
        }
    }
    let smaller = one.intensity_a.min(one.intensity_b);
    if fine && !close(one.tension, smaller) {
        let message = format!("{} is not the smaller of the two intensities, {smaller}", one.tension);
        found.push(Violation::critical(format!("{path}.tension"), "tension-minimum", message));
    }
}
