//! What the parts of a character say of it, so that no part says the opposite of another.

use serde::{Deserialize, Serialize};

use super::material::Archetype;
use crate::{agents::input::Length, pools::Need};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    LeansIn,
    KeepsDistance,
    AsksForHelp,
    NeverAsks,
    Plans,
    Improvises,
    ShowsWork,
    HidesWork,
    TalksMuch,
    TalksLittle,
    Trusts,
    Distrusts,
    StaysBusy,
    Withdraws,
    KeepsThings,
    LetsGo,
    FollowsRules,
    BendsRules,
    Early,
    Night,
}

use Stance::*;

const OPPOSITES: [(Stance, Stance); 10] = [
    (LeansIn, KeepsDistance),
    (AsksForHelp, NeverAsks),
    (Plans, Improvises),
    (ShowsWork, HidesWork),
    (TalksMuch, TalksLittle),
    (Trusts, Distrusts),
    (StaysBusy, Withdraws),
    (KeepsThings, LetsGo),
    (FollowsRules, BendsRules),
    (Early, Night),
];

impl Stance {
    pub fn opposes(self, other: Stance) -> bool {
        OPPOSITES.iter().any(|(one, two)| (*one, *two) == (self, other) || (*two, *one) == (self, other))
    }
}

/// What is settled before anything is chosen: how much the character talks, then how its archetype lives.
pub fn leanings(archetype: &Archetype, length: Length) -> Vec<Stance> {
    let talks = match length {
        Length::Short => Some(TalksLittle),
        Length::Medium => None,
        Length::Long => Some(TalksMuch),
    };
    let lives = match archetype.name.as_str() {
        "developer_gamer" => vec![NeverAsks, ShowsWork, Night],
        "minimalist_achiever" => vec![Plans, NeverAsks, LetsGo, Early],
        "cozy_creative" => vec![LeansIn, StaysBusy, Improvises, KeepsThings],
        "focused_learner" => vec![Night, FollowsRules, StaysBusy],
        "safe_organized" => vec![Plans, FollowsRules, Early, StaysBusy],
        "planned_rebel" => vec![BendsRules, Plans, Distrusts],
        "perfectionist_explorer" => vec![Plans, KeepsThings, HidesWork],
        "selective_connector" => vec![KeepsDistance, Withdraws, Trusts],
        "meaning_seeker" => vec![Improvises, LeansIn, KeepsThings],
        "night_gardener" => vec![Night, HidesWork, KeepsDistance],
        _ => of_its_needs(archetype),
    };
    talks.into_iter().chain(lives).collect()
}

/// Of an archetype that was written later.
fn of_its_needs(archetype: &Archetype) -> Vec<Stance> {
    let of = |need| archetype.need_profile.of(need);
    let belonging = match of(Need::Belonging) {
        strong if strong >= 0.75 => Some(LeansIn),
        weak if weak <= 0.25 => Some(KeepsDistance),
        _ => None,
    };
    let survival = (of(Need::Survival) >= 0.75).then_some(Plans);
    let autonomy = (of(Need::Autonomy) >= 0.85).then_some(BendsRules);
    [belonging, survival, autonomy].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{OPPOSITES, Stance};

    #[test]
    fn opposites_are_mutual_and_each_has_one() {
        for (one, other) in OPPOSITES {
            assert!(one.opposes(other) && other.opposes(one) && !one.opposes(one));
        }
        assert_eq!(serde_json::to_value(Stance::LeansIn).ok(), Some("leans-in".into()));
    }
}
