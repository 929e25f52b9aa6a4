//! Plants on the floor, and what they need.

use super::{
    super::{
        canvas::Pad,
        paint::Ink::{Accent, Blue, Clay, Leaf, Metal, Paper, Wood},
    },
    Spot::{Back, Front},
    Sprite,
};

pub static WATERING_CAN: Sprite = Sprite::new("watering can", (31, 21), &[Front, Back], watering_can);
pub static RAIN_JAR: Sprite = Sprite::new("rainwater jar", (25, 27), &[Front, Back], rain_jar);
pub static GREENHOUSE: Sprite = Sprite::new("small greenhouse", (34, 42), &[Back, Front], greenhouse);
pub static PLANT: Sprite = Sprite::new("leafy plant", (28, 42), &[Back, Front], plant);
pub static ONE_LEAF: Sprite = Sprite::new("plant with one leaf", (22, 42), &[Back, Front], one_leaf);

fn watering_can(pad: &mut Pad) {
    pad.chest(11, 7, 15, 14, 3, Metal.at(0.58));
    pad.across(11, 14, 15, Metal.at(0.4));
    pad.beam((12, 17), (3, 5), Metal.at(0.6));
    pad.shape(&[(0, 5), (5, 1), (7, 4), (3, 8)], Metal.at(0.66));
    pad.letters(13, 0, &["  #######  ", " #       # ", "#         #", "#         #"], &[('#', Metal.at(0.5))]);
    pad.letters(25, 7, &["#### ", "    #", "    #", "    #", "    #", "   # ", "###  "], &[('#', Metal.at(0.5))]);
    pad.line((1, 6), (4, 2), Metal.at(0.85));
}

fn rain_jar(pad: &mut Pad) {
    pad.turned(
        12,
        3,
        &[7, 6, 7, 8, 9, 10, 11, 11, 12, 12, 12, 12, 12, 12, 11, 11, 11, 10, 10, 9, 9, 8, 8, 7],
        Clay.at(0.5),
    );
    pad.ellipse(12, 3, 8, 2, Clay.at(0.66));
    pad.ellipse(12, 3, 6, 1, Blue.at(0.6));
    pad.across(9, 3, 4, Paper.at(0.8));
    for (y, half) in [(10, 11), (12, 12)] {
        (12 - half..=12 + half).for_each(|x| pad.lighten(x, y, -0.12));
    }
    pad.letters(17, 8, &["#", "#", "#", "#"], &[('#', Clay.at(0.8))]);
}

fn greenhouse(pad: &mut Pad) {
    let frame = Wood.at(0.66);
    pad.shape(&[(17, 0), (34, 11), (34, 12), (0, 12), (0, 11)], Metal.at(0.5));
    pad.rect(1, 12, 32, 24, Metal.at(0.44));
    for (x, y, size) in [(7, 31, 5), (15, 27, 5), (24, 30, 6), (28, 24, 4), (10, 22, 4), (19, 18, 4)] {
        pad.ball(x, y, size, size - 1, Leaf.at(0.58));
    }
    for (x, y) in [(8, 21), (20, 17), (27, 23), (14, 26)] {
        pad.rect(x, y, 2, 2, Accent.at(0.75));
    }
    for x in [0, 11, 22, 33] {
        pad.down(x, 11, 26, frame);
    }
    for y in [11, 23] {
        pad.across(0, y, 34, frame);
    }
    pad.line((17, 0), (0, 11), frame);
    pad.line((17, 0), (33, 11), frame);
    pad.line((17, 0), (17, 11), frame);
    for x in [4, 26] {
        pad.line((x, 20), (x + 4, 14), Paper.at(0.8));
    }
    pad.slab(0, 36, 34, 6, Wood.at(0.5));
}

fn pot(pad: &mut Pad, x: i32, y: i32, width: i32, height: i32) {
    for row in 0..height {
        let inset = row * 3 / height;
        pad.tube(x + inset, y + row, width - 2 * inset, 1, Clay.at(0.54));
    }
    pad.tube(x - 1, y, width + 2, 3, Clay.at(0.62));
    pad.across(x, y + 3, width, Clay.at(0.26));
}

fn plant(pad: &mut Pad) {
    // Each leaf is an arc from the pot outwards; the dark ones first.
    let leaves = [
        (-12, 6, 0.34),
        (12, 5, 0.34),
        (-8, -2, 0.42),
        (9, -3, 0.42),
        (-13, 14, 0.5),
        (13, 13, 0.5),
        (-4, -4, 0.54),
        (4, -5, 0.6),
        (0, 2, 0.66),
        (-8, 8, 0.6),
        (8, 8, 0.62),
    ];
    for (right, top, shade) in leaves {
        let top = top + 6;
        for step in 0..=24 {
            let along = step as f32 / 24.0;
            let rise = 1.0 - (1.0 - along) * (1.0 - along);
            let x = 14.0 + right as f32 * along * along;
            let y = 28.0 + (top as f32 - 28.0) * rise;
            let wide = (3.0 * (along * (1.0 - along) * 4.0)) as i32;
            pad.rect(x as i32 - wide / 2, y as i32, wide.max(1), 2, Leaf.at(shade));
            pad.dot(x as i32, y as i32, Leaf.at(shade + 0.2));
        }
    }
    pot(pad, 7, 28, 14, 14);
}

fn one_leaf(pad: &mut Pad) {
    pad.line((9, 30), (11, 16), Leaf.at(0.46));
    pad.line((10, 30), (12, 16), Leaf.at(0.36));
    pad.letters(
        3,
        0,
        &[
            "        ####    ",
            "      ######## ",
            "     ####+#####",
            "    #####+######",
            "   ######+###++#",
            "   ##++##+##+###",
            "  #####+++++####",
            "  ######+######",
            "  ##++##+##+### ",
            "  ####+++++### ",
            "   #####+####  ",
            "   ####+####   ",
            "    ###+###    ",
            "      +##      ",
            "      +        ",
            "      +        ",
        ],
        &[('#', Leaf.at(0.62)), ('+', Leaf.at(0.42))],
    );
    for y in 0..14 {
        pad.lighten(6 + y / 3, y, 0.14);
    }
    pot(pad, 4, 29, 13, 13);
}
