//! Things as high as a chair or a table, that stand on the floor with their back to the wall.

use super::{
    super::{
        canvas::Pad,
        light::Tint,
        paint::Ink::{Accent, Blue, Brass, Clay, Cloth, Glow, Leaf, Line, Metal, Paper, Red, Wood},
    },
    Spot::{Back, Front},
    Sprite,
};

pub static STOVE: Sprite = Sprite::new("iron stove", (46, 62), &[Back], stove).shining((14, 44), 72, 0.5, Tint::Lamp);
pub static MANNEQUIN: Sprite = Sprite::new("mannequin in a coat", (26, 66), &[Back], mannequin);
pub static PEDESTAL: Sprite =
    Sprite::new("jar on a pedestal", (22, 60), &[Back], pedestal).shining((11, 12), 34, 0.22, Tint::Plain);
pub static BACKPACK: Sprite = Sprite::new("packed backpack", (38, 38), &[Back, Front], backpack);
pub static DRAWERS: Sprite = Sprite::new("chest of drawers", (40, 50), &[Back], drawers);
pub static MAP_TUBES: Sprite = Sprite::new("rolled maps in a stand", (20, 42), &[Back, Front], map_tubes);
pub static SINK: Sprite = Sprite::new("sink with a step stool", (49, 45), &[Back], sink);
pub static BEDSIDE_PAIR: Sprite = Sprite::new("pair of bedside tables", (46, 30), &[Back, Front], bedside_pair);
pub static UMBRELLAS: Sprite = Sprite::new("umbrella stand", (18, 42), &[Back, Front], umbrellas);
pub static STOOL: Sprite = Sprite::new("stool", (20, 24), &[Front], stool);

fn stove(pad: &mut Pad) {
    pad.tube(11, 0, 6, 24, Line.at(0.42));
    pad.across(10, 8, 8, Line.at(0.56));
    pad.chest(1, 22, 27, 36, 4, Line.at(0.4));
    pad.slab(4, 33, 21, 19, Line.at(0.5));
    pad.rect(7, 36, 15, 13, Glow.shining(0.46));
    pad.letters(
        8,
        37,
        &[
            "      #      ",
            "     ##  #   ",
            "  #  +#  #   ",
            " ## #++# ##  ",
            " #+##++###+# ",
            "##+++**+++++#",
            "#++****++**+#",
            "++********++#",
        ],
        &[('#', Glow.shining(0.62)), ('+', Glow.shining(0.8)), ('*', Glow.shining(0.98))],
    );
    pad.letters(8, 45, &["#  ##  ###  #", " ##  ##   ## ", "#############"], &[('#', Wood.shining(0.24))]);
    for x in [10, 14, 18] {
        pad.down(x, 36, 13, Line.shining(0.2));
    }
    pad.rect(24, 41, 3, 2, Brass.at(0.75));
    pad.letters(
        3,
        58,
        &["###              ###", "##                ##", "##                ##", "##                ##"],
        &[('#', Line.at(0.36))],
    );
    for row in 0..5 {
        for log in 0..2 {
            let (x, y) = (34 + log * 7 + row % 2 * 2 - 1, 58 - row * 7);
            pad.ball(x, y, 3, 3, Wood.at(0.42));
            pad.ellipse(x, y, 2, 2, Clay.at(0.7));
            pad.dot(x, y, Clay.at(0.46));
        }
    }
}

fn mannequin(pad: &mut Pad) {
    pad.ball(13, 2, 2, 2, Wood.at(0.6));
    pad.rect(11, 4, 5, 4, Paper.at(0.64));
    pad.shape(&[(8, 8), (18, 8), (23, 13), (21, 26), (24, 44), (2, 44), (5, 26), (3, 13)], Accent.at(0.5));
    for (x, top, bottom, by) in
        [(6, 14, 44, 0.12), (9, 24, 44, -0.08), (13, 8, 44, -0.2), (18, 24, 44, 0.06), (21, 14, 44, -0.12)]
    {
        (top..bottom).for_each(|y| pad.lighten(x, y, by));
    }
    pad.shape(&[(9, 8), (13, 17), (11, 20), (7, 11)], Accent.at(0.72));
    pad.shape(&[(17, 8), (13, 17), (15, 20), (19, 11)], Accent.at(0.36));
    pad.across(5, 27, 17, Line.at(0.3));
    for y in [22, 30, 36] {
        pad.dot(14, y, Brass.at(0.8));
    }
    pad.across(2, 43, 22, Accent.at(0.3));
    pad.rect(12, 44, 3, 16, Wood.at(0.5));
    pad.letters(
        4,
        60,
        &["        ##         ", "      ######       ", "   ####    ####    ", " ###          ###  "],
        &[('#', Wood.at(0.46))],
    );
    // A tape measure around the neck.
    pad.letters(
        8,
        9,
        &["#          ", "#          ", "#          ", " #         ", " #         "],
        &[('#', Brass.at(0.8))],
    );
}

fn pedestal(pad: &mut Pad) {
    pad.turned(10, 2, &[3, 3, 4, 6, 8, 9, 9, 10, 10, 10, 9, 9, 8, 7, 6, 5, 5], Paper.at(0.72));
    pad.across(8, 2, 6, Paper.at(0.4));
    pad.letters(4, 6, &[" #", "# ", "# ", "# "], &[('#', Paper.at(0.95))]);
    pad.slab(1, 19, 20, 4, Wood.at(0.56));
    pad.tube(4, 23, 14, 32, Paper.at(0.5));
    for flute in [7, 10, 13] {
        (24..54).for_each(|y| pad.lighten(flute, y, -0.12));
    }
    pad.slab(1, 55, 20, 5, Paper.at(0.46));
}

fn backpack(pad: &mut Pad) {
    pad.tube(5, 0, 26, 7, Blue.at(0.5));
    pad.ball(5, 3, 2, 3, Blue.at(0.38));
    pad.ball(31, 3, 2, 3, Blue.at(0.6));
    pad.dot(31, 3, Blue.at(0.3));
    for x in [11, 24] {
        pad.down(x, 0, 9, Line.at(0.26));
    }
    pad.ball(18, 17, 12, 11, Accent.at(0.54));
    pad.rect(6, 16, 25, 20, Accent.at(0.52));
    pad.down(6, 17, 18, Accent.at(0.66));
    pad.down(30, 17, 19, Accent.at(0.34));
    pad.shape(&[(8, 9), (29, 9), (30, 18), (24, 21), (12, 21), (7, 18)], Accent.at(0.64));
    pad.across(8, 20, 21, Accent.at(0.3));
    pad.slab(11, 25, 15, 10, Accent.at(0.44));
    pad.across(12, 28, 13, Accent.at(0.28));
    for x in [13, 23] {
        pad.rect(x, 17, 2, 8, Wood.at(0.4));
        pad.rect(x, 21, 2, 2, Brass.at(0.75));
    }
    pad.letters(
        30,
        24,
        &["####", "#  #", "#  #", "####", "####", "####", "####", "####", "####"],
        &[('#', Metal.at(0.62))],
    );
    pad.across(6, 36, 25, Accent.at(0.26));
}

fn drawers(pad: &mut Pad) {
    pad.chest(0, 0, 40, 46, 5, Wood.at(0.5));
    for row in 0..4 {
        for column in 0..4 {
            let (x, y) = (2 + column * 9, 7 + row * 9);
            pad.rect(x, y, 9, 8, Wood.at(0.26));
            pad.slab(x, y, 8, 7, Wood.at(0.54));
            pad.rect(x + 2, y + 1, 4, 2, Paper.at(0.66));
            pad.rect(x + 3, y + 4, 2, 1, Brass.at(0.78));
        }
    }
    pad.letters(
        2,
        46,
        &[
            "###                              ###",
            "##                                ##",
            "##                                ##",
            "##                                ##",
        ],
        &[('#', Wood.at(0.36))],
    );
}

fn map_tubes(pad: &mut Pad) {
    for (x, top, ink) in [(3, 4, Paper), (8, 0, Brass), (13, 6, Paper), (6, 9, Blue), (11, 11, Paper)] {
        pad.tube(x, top, 5, 30 - top, ink.at(0.64));
        pad.ellipse(x + 2, top, 2, 1, ink.at(0.85));
        pad.dot(x + 2, top, Line.at(0.2));
        pad.across(x, top + 8, 5, Red.at(0.5));
    }
    for row in 0..22 {
        pad.tube(1, 20 + row, 18, 1, Clay.at(0.48));
    }
    for y in [21, 38] {
        pad.across(1, y, 18, Brass.at(0.6));
    }
    pad.letters(6, 26, &["   #   ", "  ###  ", "#######", "  ###  ", "   #   "], &[('#', Paper.at(0.6))]);
}

fn sink(pad: &mut Pad) {
    // The tap, a rack of plates, and the basin seen from above.
    pad.letters(
        27,
        0,
        &["  #### ", " ##  ##", "##    #", "##     ", "##     ", "##     ", "##     ", "##     "],
        &[('#', Metal.at(0.72))],
    );
    pad.rect(25, 4, 2, 2, Red.at(0.6));
    pad.rect(30, 4, 2, 2, Blue.at(0.6));
    for (x, ink) in [(39, Paper), (42, Blue), (45, Paper)] {
        pad.rect(x, 1, 2, 9, ink.at(0.7));
        pad.down(x + 1, 1, 9, ink.at(0.5));
    }
    pad.rect(38, 8, 10, 1, Metal.at(0.5));
    pad.rect(14, 9, 35, 6, Metal.at(0.7));
    pad.ellipse(26, 12, 9, 2, Metal.at(0.4));
    pad.across(20, 11, 12, Metal.at(0.26));
    pad.across(14, 15, 35, Paper.at(0.9));
    pad.slab(15, 16, 33, 26, Cloth.at(0.5));
    for x in [17, 32] {
        pad.rect(x, 20, 14, 20, Cloth.at(0.34));
        pad.slab(x, 20, 13, 19, Cloth.at(0.54));
        pad.rect(x + 5, 23, 3, 1, Brass.at(0.8));
    }
    pad.rect(36, 15, 7, 11, Paper.at(0.72));
    for y in [18, 22] {
        pad.across(36, y, 7, Red.at(0.6));
    }
    pad.rect(16, 42, 31, 3, Line.at(0.16));
    pad.chest(0, 31, 20, 14, 4, Wood.at(0.58));
    pad.rect(4, 39, 12, 6, Line.at(0.14));
}

fn bedside_pair(pad: &mut Pad) {
    for x in [0, 26] {
        pad.chest(x, 6, 20, 21, 4, Wood.at(0.54));
        for y in [11, 18] {
            pad.slab(x + 2, y, 16, 6, Wood.at(0.6));
            pad.rect(x + 8, y + 2, 4, 1, Brass.at(0.78));
        }
        pad.letters(
            x + 1,
            27,
            &["##              ##", "##              ##", "#                #"],
            &[('#', Wood.at(0.36))],
        );
        pad.turned(x + 10, 0, &[1, 2, 3, 3, 2, 2, 3], Blue.at(0.6));
    }
}

fn umbrellas(pad: &mut Pad) {
    for (x, ink) in [(3, Blue), (8, Red), (13, Leaf)] {
        let top = 2 + x % 4;
        pad.letters(x, top, &["## ", "# #", "  #", "  #"], &[('#', Wood.at(0.6))]);
        for row in 0..26 {
            let wide = if row < 6 { 2 } else { 3 + row / 12 };
            pad.tube(x + 1 - (wide - 2) / 2, top + 4 + row, wide, 1, ink.at(0.54));
        }
        pad.across(x - 1, top + 14, 5, ink.at(0.3));
    }
    for row in 0..18 {
        pad.tube(1 + row / 9, 24 + row, 16 - row / 9 * 2, 1, Metal.at(0.52));
    }
    for y in [25, 32, 39] {
        pad.across(1, y, 16, Metal.at(0.36));
    }
}

fn stool(pad: &mut Pad) {
    pad.beam((4, 6), (2, 23), Wood.at(0.5));
    pad.beam((14, 6), (16, 23), Wood.at(0.46));
    pad.rect(9, 6, 2, 15, Wood.at(0.36));
    pad.across(4, 16, 13, Wood.at(0.4));
    pad.ellipse(9, 5, 9, 3, Wood.at(0.4));
    pad.ellipse(9, 3, 9, 3, Cloth.at(0.6));
}
