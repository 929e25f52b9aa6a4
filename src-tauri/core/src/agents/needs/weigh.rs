//! From what was seen to two numbers for each need: how much of it is lived (`observed`), and how much of it is wanted
//! behind that (`hidden`). The figures are the product's theory where it has any; the others are named here.

use super::{
    absences::Absence,
    content::{Category, Theme, Tone},
    seen::{FEW_VISITS, Seen, Share, Typed},
};
use crate::pools::Need;

pub(super) type Six = [f64; 6];

/// A kind of content that takes more than this share of somebody's visits fills a hole.
pub(super) const FREQUENT: f64 = 0.20;
const FREQUENCY_FACTOR: f64 = 1.2;
pub(super) const NIGHT: f64 = 0.3;
pub(super) const WEEKEND: f64 = 1.5;

/// Something speaks of a need if it speaks of it at least so much.
pub(super) const CLEARLY: f64 = 0.4;

/// How far words alone carry, against visits.
const JOY_WEIGHT: f64 = 0.65;
const LACK_WEIGHT: f64 = 0.75;
/// An interest is a thing somebody says of themselves.
const INTEREST_WEIGHT: f64 = 1.5;
/// So many searches are half of any number of searches.
const HALF_OF_WORDS: f64 = 3.0;
/// Who looks for one need so much of the time looks for nothing else.
const WHOLE_SHARE: f64 = 0.3;
/// An absence is a weaker sign than anything that is there.
const ABSENCE_WEIGHT: f64 = 0.65;
/// What is done out of lack does not fill as much as what is done.
const UNFILLED: f64 = 0.3;
const NIGHT_PULL: f64 = 0.3;
const WEEKEND_PULL: f64 = 0.2;
/// Behind what is lived, without any other sign, lies about as much; behind what is enjoyed, less.
const BEHIND: f64 = 0.92;
const BEHIND_JOY: f64 = 0.75;
/// Nobody needs nothing; of whom nothing is known, this much.
const UNKNOWN: f64 = 0.2;
const LEAST: f64 = 0.05;

/// The ladder of frequencies: how severe a share is.
pub(super) fn severity(share: f64) -> f64 {
    match share {
        share if share >= 0.20 => 0.8,
        share if share >= 0.10 => 0.5,
        share if share >= 0.05 => 0.3,
        _ => 0.0,
    }
}

pub(super) fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// At least one of two that know nothing of each other.
pub(super) fn either(one: f64, other: f64) -> f64 {
    1.0 - (1.0 - one) * (1.0 - other)
}

/// What each need gets from visits and from words, before anything is concluded.
pub(super) struct Signs {
    pub activity: Six,
    pub joy: Six,
    pub lack: Six,
    /// What the frequency of one kind of content makes of its need, if it is frequent.
    pub frequency: Six,
    /// Done for its own sake: it is acted upon, by day, and no word of lack is near.
    pub passion: [bool; 6],
}

impl Signs {
    pub fn of(seen: &Seen) -> Signs {
        let mut signs =
            Signs { activity: activity(seen), joy: [0.0; 6], lack: [0.0; 6], frequency: [0.0; 6], passion: [false; 6] };
        (signs.joy, signs.lack) = words(seen);
        for need in Need::ALL {
            let often = frequent(seen).filter(|share| share.category.main_need() == Some(need));
            signs.frequency[need as usize] =
                often.map(|share| (share.share * FREQUENCY_FACTOR).min(1.0)).fold(0.0, f64::max);
            signs.passion[need as usize] = signs.is_passion(seen, need);
        }
        signs
    }

    fn is_passion(&self, seen: &Seen, need: Need) -> bool {
        let place = need as usize;
        let named = seen.interests.iter().any(|typed| mainly(typed) == Some(need));
        let by_day = seen.night.is_none_or(|night| night <= NIGHT);
        let glad = self.joy[place] > 0.0 && self.lack[place] <= 0.25 * (self.joy[place] + self.lack[place]);
        named && by_day && glad && self.activity[place] >= FREQUENT
    }
}

/// The need that something typed speaks of most.
pub(super) fn mainly(typed: &Typed) -> Option<Need> {
    let strongest = |one: &&&Theme, other: &&&Theme| {
        let weight = |theme: &Theme| theme.needs.first().map_or(0.0, |(_, weight)| *weight);
        weight(one).total_cmp(&weight(other))
    };
    // Of equals the first: `max_by` would take the last.
    let strongest = typed.themes.iter().rev().max_by(strongest)?;
    strongest.main_need().filter(|need| strongest.weight(*need) >= CLEARLY)
}

/// Kinds of content that were looked at so often that it means something.
pub(super) fn frequent(seen: &Seen) -> impl Iterator<Item = &Share> {
    let counted = seen.visits.is_some_and(|visits| visits >= FEW_VISITS);
    seen.shares.iter().filter(move |share| counted && share.share > FREQUENT && share.category != Category::General)
}

fn activity(seen: &Seen) -> Six {
    let mut activity = [0.0; 6];
    for share in &seen.shares {
        for (need, weight) in share.category.kind().needs {
            activity[*need as usize] += share.share * weight;
        }
    }
    activity.map(|value: f64| value.min(1.0) * seen.confidence)
}

/// Of joy and of lack: how much there is to read at all, times how much of it is this need.
fn words(seen: &Seen) -> (Six, Six) {
    let (mut joy, mut lack, mut read) = ([0.0; 6], [0.0; 6], 0.0);
    let searches = seen.searches.iter().map(|typed| (typed, 1.0));
    for (typed, factor) in searches.chain(seen.interests.iter().map(|typed| (typed, INTEREST_WEIGHT))) {
        let mut most: f64 = 0.0;
        for need in Need::ALL {
            let weight = |tone| {
                let themes = typed.themes.iter().filter(|theme| theme.tone == tone);
                themes.map(|theme| theme.weight(need)).fold(0.0, f64::max)
            };
            let (of_joy, of_lack) = (weight(Tone::Joy), weight(Tone::Lack));
            let sum = if of_lack >= of_joy { &mut lack } else { &mut joy };
            sum[need as usize] += of_lack.max(of_joy) * factor;
            most = most.max(of_lack).max(of_joy);
        }
        read += most * factor;
    }
    let volume = read / (read + HALF_OF_WORDS);
    let all: f64 = joy.iter().chain(&lack).sum();
    for place in 0..6 {
        let own = joy[place] + lack[place];
        if own > 0.0 {
            let strength = volume * (own / all / WHOLE_SHARE).min(1.0) / own;
            joy[place] *= strength;
            lack[place] *= strength;
        }
    }
    (joy, lack)
}

/// Observed and hidden, rounded.
pub(super) fn weigh(seen: &Seen, signs: &Signs, absences: &[Absence]) -> (Six, Six) {
    let (mut observed, mut hidden) = ([0.0; 6], [0.0; 6]);
    let least = UNKNOWN + (LEAST - UNKNOWN) * seen.confidence;
    for need in Need::ALL {
        let place = need as usize;
        let unfilled = if signs.passion[place] { 0.0 } else { UNFILLED * signs.lack[place] };
        let mut lived = either(signs.activity[place] * (1.0 - unfilled), JOY_WEIGHT * signs.joy[place]);
        let mut pull = LACK_WEIGHT * signs.lack[place];
        let missed = absences.iter().filter(|absence| absence.need == need).map(|absence| absence.pull);
        pull = either(pull, ABSENCE_WEIGHT * missed.fold(0.0, f64::max));
        if need == Need::Belonging {
            pull = either(pull, loneliness(seen));
        }
        let mut wanted;
        if signs.passion[place] {
            lived = lived.max(signs.frequency[place]);
            wanted = either(BEHIND_JOY * lived, pull);
        } else {
            wanted = either(BEHIND * lived, pull).max(signs.frequency[place]).max(signs.activity[place]);
        }
        lived = lived.max(least);
        wanted = wanted.max(least);
        (observed[place], hidden[place]) = (round(lived), round(wanted));
    }
    (observed, hidden)
}

fn loneliness(seen: &Seen) -> f64 {
    let night = if seen.night.is_some_and(|share| share > NIGHT) { NIGHT_PULL } else { 0.0 };
    let weekend = if seen.weekend.is_some_and(|ratio| ratio > WEEKEND) { WEEKEND_PULL } else { 0.0 };
    either(night, weekend)
}
