//! Things that lie or stand low on the floor, in front.

use super::{
    super::{
        canvas::Pad,
        paint::Ink::{Accent, Blue, Brass, Clay, Cloth, Glow, Leaf, Line, Metal, Paper, Red, Wood},
    },
    Spot::{Back, Front},
    Sprite,
};

pub static CAT_CUSHION: Sprite = Sprite::new("cat cushion", (34, 14), &[Front], cat_cushion);
pub static LOW_TABLE: Sprite = Sprite::new("low table with bowls", (46, 27), &[Front], low_table);
pub static TEA_TABLE: Sprite = Sprite::new("tea table with two mugs", (38, 23), &[Front], tea_table);
pub static PLAIN_TABLE: Sprite = Sprite::new("low table", (46, 18), &[Front], plain_table);
pub static CUSHIONS: Sprite = Sprite::new("two floor cushions", (48, 13), &[Front], cushions);
pub static BOARD_GAMES: Sprite = Sprite::new("board game boxes", (27, 22), &[Front, Back], board_games);
pub static YARN_BASKET: Sprite = Sprite::new("yarn basket", (32, 19), &[Front], yarn_basket);
pub static NOTE_TOWER: Sprite = Sprite::new("tower of notebooks", (18, 32), &[Back, Front], note_tower);
pub static TEDDY: Sprite = Sprite::new("teddy bear", (21, 25), &[Front, Back], teddy);
pub static TOY_BOX: Sprite = Sprite::new("unopened toy box", (24, 21), &[Front, Back], toy_box);
pub static CRATE: Sprite = Sprite::new("box of rations", (26, 19), &[Front, Back], crate_box);
pub static CHEST: Sprite = Sprite::new("chest with two keyholes", (32, 22), &[Front, Back], chest);
pub static BOXES: Sprite = Sprite::new("stacked boxes", (32, 40), &[Back, Front], boxes);
pub static BOOTS: Sprite = Sprite::new("hiking boots", (24, 16), &[Front], boots);
pub static SLIPPERS: Sprite = Sprite::new("row of slippers", (48, 9), &[Front], slippers);
pub static CAT_BOWL: Sprite = Sprite::new("cat bowl", (16, 8), &[Front], cat_bowl);
pub static PAINT_CAN: Sprite = Sprite::new("paint can and roller", (29, 26), &[Front, Back], paint_can);
pub static WATERING_CAN: Sprite = Sprite::new("watering can", (31, 21), &[Front, Back], watering_can);
pub static RAIN_JAR: Sprite = Sprite::new("rainwater jar", (25, 27), &[Front, Back], rain_jar);
pub static BLANKET: Sprite = Sprite::new("patchwork blanket", (34, 19), &[Front], blanket);
pub static GREENHOUSE: Sprite = Sprite::new("small greenhouse", (34, 42), &[Back, Front], greenhouse);
pub static PLANT: Sprite = Sprite::new("leafy plant", (28, 42), &[Back, Front], plant);
pub static ONE_LEAF: Sprite = Sprite::new("plant with one leaf", (22, 42), &[Back, Front], one_leaf);
pub static CANDLE: Sprite = Sprite::new("candle on the floor", (7, 13), &[Front], candle);
pub static NIGHT_LIGHT: Sprite = Sprite::new("night light", (8, 10), &[Back], night_light);

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

/// A round table seen a little from above; its top so far down.
fn round_table(pad: &mut Pad, top: i32, across: i32) {
    let middle = pad.width / 2;
    let bottom = pad.height;
    for x in [middle - across + 5, middle + across - 7] {
        pad.tube(x, top + 4, 3, bottom - top - 4, Wood.at(0.44));
    }
    pad.ellipse(middle, top + 2, across, 5, Wood.at(0.36));
    pad.ellipse(middle, top, across, 5, Wood.at(0.62));
    pad.ellipse(middle, top, across - 2, 3, Wood.at(0.68));
}

fn plain_table(pad: &mut Pad) {
    round_table(pad, 6, 22);
}

fn low_table(pad: &mut Pad) {
    round_table(pad, 15, 22);
    for (x, layers) in [(9, 3), (35, 3)] {
        for layer in 0..layers {
            pad.turned(x, 11 - layer * 3, &[4, 4, 3], if layer % 2 == 0 { Paper.at(0.7) } else { Blue.at(0.62) });
        }
        pad.turned(x, 14, &[4, 3], Paper.at(0.66));
    }
    pad.turned(22, 7, &[6, 7, 7, 7, 7, 6, 5], Line.at(0.44));
    pad.turned(22, 5, &[3, 5], Line.at(0.56));
    pad.dot(22, 4, Brass.at(0.75));
    pad.letters(20, 0, &["  #  ", " #   ", "  #  "], &[('#', Paper.shining(0.62))]);
    for x in [13, 30] {
        pad.rect(x, 9, 2, 2, Line.at(0.4));
    }
}

fn tea_table(pad: &mut Pad) {
    round_table(pad, 12, 18);
    for (x, ink) in [(9, Red), (24, Blue)] {
        pad.tube(x, 4, 6, 8, ink.at(0.6));
        pad.across(x, 4, 6, Line.at(0.3));
        pad.letters(x + 6, 6, &["##", " #", "##"], &[('#', ink.at(0.5))]);
    }
    pad.turned(19, 7, &[1, 2, 3, 3, 2], Paper.at(0.7));
    pad.letters(11, 0, &["# ", " #", "# "], &[('#', Paper.shining(0.6))]);
}

fn cushions(pad: &mut Pad) {
    for (x, ink) in [(11, Cloth), (36, Accent)] {
        pad.ball(x, 7, 11, 5, ink.at(0.56));
        pad.ellipse(x, 5, 8, 2, ink.at(0.68));
        pad.dot(x, 5, ink.at(0.3));
        pad.across(x - 10, 9, 21, ink.at(0.4));
    }
}

fn board_games(pad: &mut Pad) {
    for (x, y, width, tall, ink, mark) in [
        (0, 16, 27, 6, Blue, Brass),
        (2, 10, 24, 6, Red, Paper),
        (1, 5, 25, 5, Leaf, Paper),
        (5, 0, 18, 5, Brass, Line),
    ] {
        pad.slab(x, y, width, tall, ink.at(0.52));
        pad.rect(x + 3, y + 2, width / 3, 1, mark.at(0.7));
        pad.rect(x + width - 5, y + 1, 3, tall - 3, mark.at(0.6));
        pad.dot(x, y, Paper.at(0.7));
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

fn note_tower(pad: &mut Pad) {
    let inks = [Blue, Paper, Red, Leaf, Cloth, Paper, Accent, Brass, Blue, Red];
    for (row, ink) in inks.into_iter().enumerate() {
        let (x, y) = ([1, 0, 2, 1, 3, 0, 2, 1, 0, 2][row], 2 + row as i32 * 3);
        pad.rect(x, y, 15, 3, ink.at(0.55));
        pad.across(x, y, 15, ink.at(0.74));
        pad.across(x + 1, y + 2, 13, Paper.at(0.62));
    }
    pad.line((3, 1), (12, 1), Brass.at(0.7));
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

fn toy_box(pad: &mut Pad) {
    pad.chest(0, 4, 24, 17, 4, Paper.at(0.58));
    pad.rect(0, 8, 24, 13, Accent.at(0.52));
    for (x, y) in [(4, 11), (10, 16), (18, 11), (20, 17), (5, 18)] {
        pad.letters(x - 1, y - 1, &[" # ", "###", " # "], &[('#', Paper.at(0.7))]);
    }
    pad.rect(11, 4, 3, 17, Red.at(0.58));
    pad.across(0, 13, 24, Red.at(0.58));
    pad.letters(7, 0, &[" ###   ### ", "#   # #   #", " ### # ### ", "    ###    "], &[('#', Red.at(0.66))]);
}

fn crate_box(pad: &mut Pad) {
    pad.chest(0, 0, 26, 19, 4, Leaf.at(0.4));
    pad.rect(0, 4, 26, 2, Leaf.at(0.28));
    pad.rect(9, 8, 9, 7, Paper.at(0.6));
    pad.letters(11, 9, &["  #  ", "  #  ", "#####", "  #  ", "  #  "], &[('#', Red.at(0.55))]);
    for x in [3, 21] {
        pad.rect(x, 3, 2, 4, Metal.at(0.7));
        pad.down(x, 8, 10, Leaf.at(0.28));
    }
}

fn chest(pad: &mut Pad) {
    for row in 0..8 {
        let inset = [3, 2, 1, 1, 0, 0, 0, 0][row as usize];
        pad.rect(inset, row, 32 - 2 * inset, 1, Wood.at(0.66 - 0.03 * row as f32));
    }
    pad.slab(0, 8, 32, 14, Wood.at(0.48));
    for x in [3, 26] {
        pad.rect(x, 0, 3, 22, Brass.at(0.5));
        pad.down(x, 1, 20, Brass.at(0.72));
    }
    pad.across(0, 8, 32, Line.at(0.16));
    for x in [11, 18] {
        pad.slab(x, 7, 4, 6, Brass.at(0.68));
        pad.rect(x + 1, 9, 2, 1, Line.at(0.06));
        pad.dot(x + 1, 10, Line.at(0.06));
    }
}

fn boxes(pad: &mut Pad) {
    for (x, y, width, tall) in [(0, 25, 32, 15), (3, 12, 26, 13), (7, 2, 19, 10)] {
        pad.chest(x, y, width, tall, 3, Clay.at(0.62));
        pad.rect(x + width / 2 - 2, y, 4, 7, Paper.at(0.56));
        pad.rect(x + 3, y + tall - 6, 6, 4, Paper.at(0.74));
        pad.line((x + 8, y + tall - 5), (x + 11, y + tall - 8), Red.at(0.55));
    }
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

fn paint_can(pad: &mut Pad) {
    pad.letters(3, 3, &["   #####   ", "  #     #  ", " #       # ", "#         #"], &[('#', Metal.at(0.5))]);
    pad.tube(2, 7, 14, 19, Metal.at(0.62));
    pad.ellipse(9, 8, 6, 1, Accent.at(0.66));
    pad.rect(2, 13, 14, 8, Accent.at(0.54));
    for (x, long) in [(4, 5), (6, 9), (11, 4)] {
        pad.down(x, 8, long, Accent.at(0.7));
    }
    pad.beam((19, 24), (25, 10), Wood.at(0.6));
    pad.beam((24, 11), (22, 5), Metal.at(0.6));
    pad.slab(18, 0, 11, 5, Accent.at(0.58));
    pad.across(16, 25, 12, Accent.at(0.5));
}

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

fn candle(pad: &mut Pad) {
    pad.letters(2, 0, &[" # ", " # ", "#+#", "#+#"], &[('#', Glow.shining(0.74)), ('+', Glow.shining(0.98))]);
    pad.tube(1, 5, 5, 7, Paper.at(0.74));
    pad.rect(0, 11, 7, 2, Brass.at(0.5));
}

fn night_light(pad: &mut Pad) {
    pad.slab(1, 0, 6, 10, Paper.at(0.6));
    pad.ball(4, 4, 2, 3, Glow.shining(0.86));
    pad.rect(2, 8, 4, 1, Line.at(0.2));
}
