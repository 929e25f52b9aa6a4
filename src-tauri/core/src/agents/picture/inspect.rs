//! What a picture is, measured, and which rules it breaks. Whose picture it is makes no difference.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{PictureFault, finish::decoded};
use crate::agents::Violation;

/// Two neighbours differ clearly from here on, in their strongest channel.
const CLEARLY: u8 = 10;

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct PictureRules {
    pub width: u32,
    pub height: u32,
    /// Asked for.
    pub max_colors: u32,
    /// Still let pass.
    pub tolerated_colors: u32,
    pub max_bytes: u32,
    #[specta(type = specta_typescript::Number)]
    pub min_sharp_edges: f64,
}

impl Default for PictureRules {
    fn default() -> Self {
        Self {
            width: super::finish::WIDTH,
            height: super::finish::HEIGHT,
            max_colors: 32,
            tolerated_colors: 40,
            max_bytes: 204_800,
            min_sharp_edges: 0.7,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PictureFacts {
    pub width: u32,
    pub height: u32,
    pub colors: u32,
    pub bytes: u32,
    /// Of the steps between neighbours that differ at all, the share that differ clearly, from 0 to 1. Within the
    /// blocks that a pixel became when it was enlarged nothing differs, so the size of the blocks does not matter;
    /// where a picture was smoothed, one clear step became many faint ones. A picture of one colour has 1.
    #[specta(type = specta_typescript::Number)]
    pub sharp_edges: f64,
}

pub fn inspect(png: &[u8], rules: &PictureRules) -> Result<(PictureFacts, Vec<Violation>), PictureFault> {
    let picture = decoded(png)?.to_rgb8();
    let colours: BTreeSet<[u8; 3]> = picture.pixels().map(|pixel| pixel.0).collect();
    let facts = PictureFacts {
        width: picture.width(),
        height: picture.height(),
        colors: colours.len() as u32,
        bytes: png.len() as u32,
        sharp_edges: sharp_edges(&picture),
    };
    Ok((facts, broken(&facts, rules)))
}

fn sharp_edges(picture: &image::RgbImage) -> f64 {
    let (mut differ, mut clearly) = (0u64, 0u64);
    let mut step = |one: &image::Rgb<u8>, other: &image::Rgb<u8>| {
        let apart = (0..3).map(|channel| one.0[channel].abs_diff(other.0[channel])).max().unwrap_or(0);
        differ += u64::from(apart > 0);
        clearly += u64::from(apart >= CLEARLY);
    };
    for y in 0..picture.height() {
        for x in 0..picture.width() {
            let here = picture.get_pixel(x, y);
            if x + 1 < picture.width() {
                step(here, picture.get_pixel(x + 1, y));
            }
            if y + 1 < picture.height() {
                step(here, picture.get_pixel(x, y + 1));
            }
        }
    }
    if differ == 0 { 1.0 } else { (clearly as f64 / differ as f64 * 100.0 + 0.5).floor() / 100.0 }
}

fn broken(facts: &PictureFacts, rules: &PictureRules) -> Vec<Violation> {
    let mut broken = Vec::new();
    if (facts.width, facts.height) != (rules.width, rules.height) {
        let message = format!("{}×{} instead of {}×{}", facts.width, facts.height, rules.width, rules.height);
        broken.push(Violation::critical("width", "picture-size", message));
    }
    if facts.colors > rules.tolerated_colors.max(rules.max_colors) {
        let message = format!("{} colours, {} are allowed", facts.colors, rules.max_colors);
        broken.push(Violation::critical("colors", "picture-colours", message));
    } else if facts.colors > rules.max_colors {
        let message = format!("{} colours, {} were asked for", facts.colors, rules.max_colors);
        broken.push(Violation::warning("colors", "picture-colours", message));
    }
    if facts.bytes > rules.max_bytes {
        let message = format!("{} bytes, {} are allowed", facts.bytes, rules.max_bytes);
        broken.push(Violation::critical("bytes", "picture-bytes", message));
    }
    if facts.sharp_edges < rules.min_sharp_edges {
        let message =
            format!("{:.2} of the edges are sharp, {:.2} are required", facts.sharp_edges, rules.min_sharp_edges);
        broken.push(Violation::critical("sharpEdges", "picture-edges", message));
    }
    broken
}
