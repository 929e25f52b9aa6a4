//! Each rule, broken on purpose.

use super::super::{check, fallback};
use crate::{
    agents::{
        Severity,
        shapes::{Analysis, Deficiency, DeficiencyType, NeedState, Paradox},
    },
    pools::Need,
};

/// An analysis that breaks no rule.
fn sound() -> Analysis {
    let mut analysis = fallback();
    analysis.deficiency_vector.push(Deficiency {
        need: Need::Belonging,
        kind: DeficiencyType::Avoided,
        evidence: "명절 이야기는 피하고 싶다고 했다.".into(),
        hidden_intensity: 0.6,
        reason: "다칠까 봐 비켜선 것으로 읽는다.".into(),
    });
    analysis.paradoxes.push(Paradox {
        need_a: Need::Belonging,
        need_b: Need::Autonomy,
        intensity_a: 0.6,
        intensity_b: 0.5,
        tension: 0.5,
        description: "곁에 있고 싶고 얽매이기는 싫다.".into(),
    });
    analysis
}

#[test]
fn a_sound_analysis_breaks_no_rule() {
    assert_eq!(check(&sound()), []);
}

type Break = fn(&mut Analysis);

#[test]
fn every_rule_is_told_with_its_place() {
    use Severity::{Critical, Warning};
    let cases: &[(&str, &str, Severity, Break)] = &[
        ("completeVector", "six-needs", Critical, |one| one.complete_vector.truncate(5)),
        ("completeVector[1].need", "distinct-needs", Critical, |one| one.complete_vector[1].need = Need::Survival),
        ("completeVector", "canonical-order", Warning, |one| one.complete_vector.swap(0, 5)),
        ("completeVector[0].observed", "range", Critical, |one| one.complete_vector[0].observed = -0.01),
        ("completeVector[0].hidden", "range", Critical, |one| one.complete_vector[0].hidden = f64::NAN),
        ("completeVector[5].actual", "range", Critical, |one| one.complete_vector[5].actual = f64::INFINITY),
        ("completeVector[2].gap", "range", Critical, |one| one.complete_vector[2].gap = 1.5),
        ("completeVector[4].actual", "actual-arithmetic", Critical, |one| one.complete_vector[4].actual = 0.68),
        ("completeVector[2].gap", "gap-arithmetic", Critical, |one| one.complete_vector[2].gap = 0.02),
        ("completeVector[3].state", "state-agrees", Warning, |one| {
            one.complete_vector[3].state = NeedState::Critical;
        }),
        ("completeVector", "few-main-needs", Warning, |one| {
            for need in &mut one.complete_vector {
                (need.observed, need.hidden, need.actual) = (0.5, 0.5, 0.5);
            }
            one.paradoxes[0].intensity_a = 0.5;
        }),
        ("presenceVector[1].need", "distinct-needs", Critical, |one| one.presence_vector[1].need = Need::Survival),
        ("presenceVector[3].intensity", "range", Critical, |one| one.presence_vector[3].intensity = 1.01),
        ("presenceVector[0].evidence", "evidence-empty", Warning, |one| one.presence_vector[0].evidence.clear()),
        ("presenceVector[0].evidence", "evidence-empty", Warning, |one| {
            one.presence_vector[0].evidence = vec![" ".into()];
        }),
        ("deficiencyVector[0].hiddenIntensity", "range", Critical, |one| {
            one.deficiency_vector[0].hidden_intensity = 2.0;
        }),
        ("deficiencyVector[0].evidence", "evidence-empty", Warning, |one| one.deficiency_vector[0].evidence.clear()),
        ("paradoxes", "no-paradox", Warning, |one| one.paradoxes.clear()),
        ("paradoxes[0].needB", "distinct-needs", Critical, |one| {
            one.paradoxes[0].need_b = Need::Belonging;
            one.paradoxes[0].intensity_b = 0.6;
            one.paradoxes[0].tension = 0.6;
        }),
        ("paradoxes[0].tension", "tension-minimum", Critical, |one| one.paradoxes[0].tension = 0.55),
        ("paradoxes[0].tension", "range", Critical, |one| one.paradoxes[0].tension = f64::NAN),
        ("paradoxes[0].intensityA", "range", Critical, |one| one.paradoxes[0].intensity_a = 1.2),
        ("paradoxes[0].intensityA", "intensity-agrees", Warning, |one| one.paradoxes[0].intensity_a = 0.9),
    ];
    for (path, rule, severity, break_it) in cases {
        let mut analysis = sound();
        break_it(&mut analysis);
        let found = check(&analysis);
        let hit = found.iter().any(|one| one.path == *path && one.rule == *rule && one.severity == *severity);
        assert!(hit, "{path} {rule}: {found:?}");
    }
}

#[test]
fn a_hundredth_of_rounding_is_forgiven() {
    let mut analysis = sound();
    analysis.complete_vector[0].actual = 0.51;
    analysis.complete_vector[1].gap = 0.01;
    analysis.paradoxes[0].tension = 0.49;
    assert_eq!(check(&analysis), []);
}

#[test]
fn states_change_exactly_at_their_limits() {
    use NeedState::{Balanced, Critical, Deficient, Satisfied};
    for (observed, hidden, expected) in [
        (0.5, 0.4, Satisfied),
        (0.5, 0.41, Balanced),
        (0.41, 0.5, Balanced),
        (0.4, 0.5, Deficient),
        (0.3, 0.4, Deficient),
        (0.11, 0.5, Deficient),
        (0.1, 0.5, Critical),
        (0.0, 1.0, Critical),
    ] {
        assert_eq!(super::super::state(observed, hidden), expected, "{observed} and {hidden}");
    }
}
