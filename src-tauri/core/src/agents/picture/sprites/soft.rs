//! Low and soft things: cushions, blankets, toys, slippers.

use super::{
    super::{
        canvas::Pad,
        paint::Ink::{Accent, Blue, Brass, Clay, Cloth, Leaf, Line, Metal, Paper, Red, Wood},
    },
    Spot::{Back, Front},
    Sprite,
};

pub static CAT_CUSHION: Sprite = Sprite::new("cat cushion", (34, 14), &[Front], cat_cushion);
pub static CUSHIONS: Sprite = Sprite::new("two floor cushions", (48, 13), &[Front], cushions);
pub static YARN_BASKET: Sprite = Sprite::new("yarn basket", (32, 19), &[Front], yarn_basket);
pub static TEDDY: Sprite = Sprite::new("teddy bear", (21, 25), &[Front, Back], teddy);
pub static BOOTS: Sprite = Sprite::new("hiking boots", (24, 16), &[Front], boots);
pub static SLIPPERS: Sprite = Sprite::new("row of slippers", (48, 9), &[Front], slippers);
pub static CAT_BOWL: Sprite = Sprite::new("cat bowl", (16, 8), &[Front], cat_bowl);
pub static BLANKET: Sprite = Sprite::new("patchwork blanket", (34, 19), &[Front], blanket);

fn cat_cushion(pad: &mut Pad) {
    pad.ball(17, 8, 16, 5, Cloth.at(0.56));
    pad.ellipse(17, 6, 11, 3, Cloth.at(0.34));
    pad.ellipse(17, 7, 9, 2, Cloth.at(0.44));
    for x in [3, 8, 26, 31] {
        pad.down(x, 8, 3, Accent.at(0.6));
    }
    // What the cat left behind.
    for (x, y) in [(13, 6), (20, 7), (17, 5)] {
        pad.dot(x, y, Paper.at(0.75));
    }
}

fn cushions(pad: &mut Pad) {
    for (x, ink) in [(11, Cloth), (36, Accent)] {
        pad.ball(x, 7, 11, 5, ink.at(0.56));
        pad.ellipse(x, 5, 8, 2, ink.at(0.68));
        pad.dot(x, 5, ink.at(0.3));
        pad.across(x - 10, 9, 21, ink.at(0.4));
    }
}

fn yarn_basket(pad: &mut Pad) {
    for (x, y, ink) in [(6, 4, Accent), (14, 3, Cloth), (20, 5, Red)] {
        pad.ball(x, y, 4, 4, ink.at(0.6));
        for step in -2..=2 {
            pad.dot(x + step, y + step / 2 - 1, ink.at(0.8));
            pad.dot(x - step, y + step, ink.at(0.4));
        }
    }
    pad.line((17, 0), (9, 6), Metal.at(0.75));
    for row in 0..12 {
        let inset = row / 4;
        for x in inset..24 - inset {
            pad.dot(x, 7 + row, Wood.at(if (x / 2 + row) % 2 == 0 { 0.7 } else { 0.46 }));
        }
    }
    pad.across(0, 7, 24, Wood.at(0.85));
    pad.letters(21, 12, &["#   ", " ## ", "   #"], &[('#', Accent.at(0.6))]);
    pad.ball(28, 16, 3, 3, Accent.at(0.62));
    pad.line((26, 15), (30, 17), Accent.at(0.8));
}

fn teddy(pad: &mut Pad) {
    for (x, y) in [(5, 4), (15, 4)] {
        pad.ball(x, y, 2, 2, Clay.at(0.54));
        pad.dot(x, y, Red.at(0.66));
    }
    pad.ball(10, 17, 6, 6, Clay.at(0.56));
    pad.ellipse(10, 18, 3, 4, Paper.at(0.62));
    pad.ball(10, 7, 6, 5, Clay.at(0.6));
    for (x, y) in [(3, 15), (17, 15)] {
        pad.ball(x, y, 2, 4, Clay.at(0.52));
    }
    for x in [5, 15] {
        pad.ball(x, 22, 4, 2, Clay.at(0.56));
        pad.dot(x, 22, Paper.at(0.6));
    }
    pad.ellipse(10, 9, 2, 1, Paper.at(0.68));
    pad.letters(7, 6, &["#     #", "#     #", "   #   "], &[('#', Line.at(0.08))]);
    pad.letters(7, 12, &["##r##", "# r #"], &[('#', Red.at(0.6)), ('r', Red.at(0.42))]);
}

fn boots(pad: &mut Pad) {
    for (x, ink) in [(0, Clay), (12, Clay)] {
        pad.rect(x + 2, 0, 6, 9, ink.at(0.52));
        pad.ball(x + 7, 10, 4, 4, ink.at(0.54));
        pad.rect(x + 2, 8, 6, 5, ink.at(0.5));
        pad.rect(x + 1, 13, 11, 2, Line.at(0.3));
        pad.letters(x + 1, 15, &["## ## ## ##"], &[('#', Line.at(0.2))]);
        pad.across(x + 2, 0, 6, Red.at(0.6));
        for y in [3, 5, 7] {
            pad.rect(x + 6, y, 3, 1, Paper.at(0.8));
        }
    }
}

fn slippers(pad: &mut Pad) {
    for (pair, ink) in [Cloth, Accent, Paper, Blue].into_iter().enumerate() {
        for shoe in 0..2 {
            let x = pair as i32 * 12 + shoe * 5;
            pad.ball(x + 2, 5, 2, 3, ink.at(0.4));
            pad.ball(x + 2, 2, 2, 2, ink.at(0.62));
            pad.across(x + 1, 4, 3, ink.at(0.26));
        }
    }
}

fn cat_bowl(pad: &mut Pad) {
    pad.ellipse(8, 2, 6, 2, Red.at(0.36));
    for (x, y) in [(5, 2), (7, 1), (9, 2), (11, 1), (8, 2)] {
        pad.rect(x, y, 2, 1, Clay.at(0.6));
    }
    pad.turned(8, 3, &[6, 7, 7, 7, 7], Red.at(0.56));
    pad.letters(6, 4, &["# # ", "   #", " ## ", " ## "], &[('#', Paper.at(0.75))]);
}

fn blanket(pad: &mut Pad) {
    let inks = [Cloth, Paper, Accent, Red, Blue, Leaf, Brass];
    for y in 0..19 {
        let inset = if y < 5 { 5 - y } else { 0 };
        for x in inset..34 - inset {
            let patch = (x / 6 + (y / 6) * 3) as usize % inks.len();
            let fold = if y == 6 || y == 12 {
                -0.24
            } else if y == 7 || y == 13 {
                0.08
            } else {
                0.0
            };
            let seam = x % 6 == 0 && y % 2 == 0;
            pad.dot(x, y, inks[patch].at(0.58 + fold - if seam { 0.2 } else { 0.0 }));
        }
    }
    pad.across(0, 18, 34, Line.at(0.2));
}
