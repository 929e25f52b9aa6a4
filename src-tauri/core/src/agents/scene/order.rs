//! How tidy a room is, and how open.

use crate::pools::{Need, draw::NeedVector};

/// From chaos to order.
pub const BANDS: [&str; 4] = ["creative chaos", "ordered chaos", "tidy", "highly organised"];

/// Survival keeps order, autonomy and growth undo it. The sum is between -0.5 and 0.5, and the bands begin at -0.3,
/// 0.3 and 0.6, so that the last could never be reached; doubled, it runs from -1 to 1 and each band can be.
pub fn score(needs: &NeedVector) -> f64 {
    2.0 * (0.5 * needs.survival - 0.3 * needs.autonomy - 0.2 * needs.growth)
}

pub fn organization(needs: &NeedVector) -> &'static str {
    match score(needs) {
        score if score > 0.6 => BANDS[3],
        score if score > 0.3 => BANDS[2],
        score if score > -0.3 => BANDS[1],
        _ => BANDS[0],
    }
}

pub fn openness(need: Need) -> &'static str {
    match need {
        Need::Survival => "protected",
        Need::Belonging => "cosy and enclosed",
        Need::Recognition => "open, made to be seen",
        Need::Autonomy => "marked borders",
        Need::Growth => "room left for more",
        Need::Meaning => "contemplative",
    }
}
