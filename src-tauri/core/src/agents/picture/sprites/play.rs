//! What somebody plays, paints or trains with, as high as a chair or a table.

use super::{
    super::{
        canvas::Pad,
        light::Tint,
        paint::Ink::{Accent, Blue, Brass, Clay, Cloth, Glow, Leaf, Line, Metal, Paper, Red, Sky, Wood},
    },
    Spot::{Back, Front},
    Sprite,
};

pub static TELESCOPE: Sprite = Sprite::new("telescope", (40, 60), &[Back, Front], telescope);
pub static EASEL: Sprite = Sprite::new("canvas on an easel", (34, 66), &[Back], easel);
pub static AMP_GUITAR: Sprite = Sprite::new("amplifier and guitar", (38, 56), &[Back], amp_guitar);
pub static GUITAR: Sprite = Sprite::new("guitar", (20, 56), &[Back], guitar_alone);
pub static CONSOLE: Sprite =
    Sprite::new("game console", (40, 46), &[Back, Front], console).shining((18, 13), 40, 0.24, Tint::Other);
pub static AQUARIUM: Sprite =
    Sprite::new("aquarium", (38, 50), &[Back, Front], aquarium).shining((19, 16), 44, 0.26, Tint::Other);
pub static EXERCISE_MAT: Sprite = Sprite::new("rolled mat", (14, 40), &[Back, Front], exercise_mat);
pub static SKATEBOARD: Sprite = Sprite::new("skateboard", (15, 50), &[Back], skateboard);

fn telescope(pad: &mut Pad) {
    for (from, to) in [((15, 30), (4, 59)), ((16, 30), (17, 59)), ((17, 30), (30, 59))] {
        pad.beam(from, to, Wood.at(0.54));
    }
    pad.across(9, 46, 17, Wood.at(0.4));
    pad.ball(16, 29, 3, 3, Line.at(0.5));
    // From the eyepiece up to the lens, each part wider than the last.
    pad.shape(&[(2, 34), (4, 37), (11, 33), (9, 30)], Brass.at(0.46));
    pad.shape(&[(8, 28), (12, 34), (25, 25), (21, 18)], Brass.at(0.6));
    pad.shape(&[(20, 16), (26, 26), (38, 18), (31, 6)], Brass.at(0.66));
    pad.line((9, 28), (21, 19), Glow.at(0.9));
    pad.line((21, 16), (31, 8), Glow.at(0.92));
    pad.line((12, 33), (25, 24), Brass.at(0.4));
    pad.line((26, 25), (37, 17), Brass.at(0.42));
    pad.line((31, 6), (38, 18), Line.at(0.3));
    pad.line((30, 7), (37, 19), Brass.at(0.86));
    pad.line((20, 17), (26, 26), Line.at(0.3));
}

fn easel(pad: &mut Pad) {
    pad.beam((16, 0), (16, 64), Wood.at(0.46));
    pad.beam((13, 6), (3, 65), Wood.at(0.58));
    pad.beam((20, 6), (30, 65), Wood.at(0.52));
    pad.slab(2, 10, 30, 32, Paper.at(0.68));
    for (x, y, across, down, ink) in [
        (12, 20, 9, 8, Blue),
        (20, 24, 10, 9, Accent),
        (13, 30, 9, 7, Cloth),
        (21, 18, 6, 5, Red),
        (17, 27, 6, 5, Blue),
        (24, 32, 5, 5, Brass),
    ] {
        pad.ellipse(x, y, across, down, ink.at(0.5));
        pad.line((x - across / 2, y - 2), (x + across / 2, y - 3), ink.at(0.68));
        pad.line((x - across / 3, y + 2), (x + across / 2, y + 1), ink.at(0.34));
    }
    pad.slab(1, 42, 32, 3, Wood.at(0.6));
    for (x, ink) in [(6, Red), (10, Blue), (25, Brass)] {
        pad.rect(x, 40, 3, 2, ink.at(0.7));
    }
    pad.across(7, 52, 20, Wood.at(0.42));
}

fn guitar(pad: &mut Pad, x: i32, body: super::super::paint::Ink) {
    pad.rect(x + 7, 0, 5, 7, Wood.at(0.42));
    for y in [1, 3, 5] {
        pad.dot(x + 6, y, Metal.at(0.8));
        pad.dot(x + 12, y, Metal.at(0.7));
    }
    pad.rect(x + 8, 7, 3, 24, Wood.at(0.34));
    for y in (9..30).step_by(3) {
        pad.across(x + 8, y, 3, Brass.at(0.6));
    }
    pad.ball(x + 9, 33, 6, 6, body.at(0.58));
    pad.ball(x + 9, 46, 9, 9, body.at(0.58));
    pad.ball(x + 9, 39, 6, 5, body.at(0.6));
    pad.ellipse(x + 9, 39, 3, 3, Line.at(0.1));
    pad.rect(x + 6, 48, 7, 2, Wood.at(0.3));
    for (column, from) in [(8, 7), (10, 7)] {
        pad.down(x + column, from, 42, Paper.at(0.7));
    }
}

fn guitar_alone(pad: &mut Pad) {
    guitar(pad, 0, Clay);
    // One string has come off its peg.
    pad.letters(12, 2, &["## ", "  #", "  #", " # "], &[('#', Paper.at(0.75))]);
}

fn amp_guitar(pad: &mut Pad) {
    pad.chest(0, 30, 26, 26, 3, Line.at(0.42));
    pad.rect(2, 34, 22, 4, Brass.at(0.46));
    for x in [4, 8, 12, 16] {
        pad.rect(x, 35, 2, 2, Paper.at(0.8));
    }
    pad.dot(21, 36, Red.shining(0.75));
    for y in 40..54 {
        for x in 2..24 {
            pad.dot(x, y, Metal.at(if (x + y) % 2 == 0 { 0.44 } else { 0.3 }));
        }
    }
    pad.ellipse(13, 47, 5, 5, Line.at(0.2));
    guitar(pad, 19, Red);
}

fn console(pad: &mut Pad) {
    pad.letters(12, 0, &["#         #", " #       # ", "  #     #  "], &[('#', Metal.at(0.6))]);
    pad.slab(3, 3, 34, 23, Line.at(0.46));
    pad.rect(6, 6, 22, 17, Line.at(0.16));
    pad.rect(7, 7, 20, 15, Sky.shining(0.36));
    pad.rect(7, 18, 20, 4, Leaf.shining(0.56));
    pad.rect(7, 21, 20, 1, Clay.shining(0.46));
    for (x, y) in [(10, 10), (19, 9)] {
        pad.rect(x, y, 5, 2, Paper.shining(0.8));
    }
    pad.letters(11, 14, &[" ## ", "####", " ## ", "#  #"], &[('#', Red.shining(0.7))]);
    pad.letters(20, 15, &["###", "###", "###"], &[('#', Brass.shining(0.75))]);
    for y in [9, 13] {
        pad.ball(32, y, 1, 1, Metal.at(0.66));
    }
    pad.across(31, 18, 4, Metal.at(0.4));
    pad.slab(0, 26, 40, 3, Wood.at(0.6));
    pad.rect(2, 29, 36, 12, Wood.at(0.3));
    pad.slab(9, 31, 22, 7, Paper.at(0.56));
    pad.rect(14, 32, 12, 2, Line.at(0.26));
    pad.dot(28, 35, Red.shining(0.8));
    pad.slab(0, 38, 40, 5, Wood.at(0.5));
    for (x, ink) in [(2, Blue), (27, Red)] {
        pad.slab(x, 40, 11, 5, ink.at(0.56));
        pad.letters(x + 1, 41, &[" #      ", "###  ## ", " #      "], &[('#', Line.at(0.12))]);
    }
    pad.line((12, 37), (8, 40), Line.at(0.2));
    pad.line((28, 37), (32, 40), Line.at(0.2));
}

fn aquarium(pad: &mut Pad) {
    pad.slab(0, 0, 38, 4, Line.at(0.42));
    pad.rect(1, 4, 36, 23, Sky.shining(0.5));
    pad.rect(1, 4, 36, 2, Sky.shining(0.8));
    for (x, top, shade) in
        [(5, 12, 0.5), (7, 9, 0.62), (11, 16, 0.46), (27, 10, 0.58), (30, 14, 0.48), (32, 8, 0.66), (21, 18, 0.6)]
    {
        for y in top..24 {
            pad.rect(x + (y / 2) % 2, y, 2, 1, Leaf.shining(shade));
        }
    }
    for (x, y, ink) in [(15, 11, Red), (22, 14, Brass)] {
        pad.letters(x, y, &[" ### #", "######", " ### #"], &[('#', ink.shining(0.7))]);
        pad.dot(x + 1, y + 1, Line.shining(0.1));
    }
    pad.rect(1, 23, 36, 4, Clay.shining(0.56));
    for x in [4, 9, 14, 18, 25, 31] {
        pad.rect(x, 23, 3, 2, Metal.shining(0.62));
    }
    for (x, y) in [(18, 6), (19, 8), (17, 10)] {
        pad.dot(x, y, Paper.shining(0.9));
    }
    pad.line((3, 12), (6, 6), Paper.shining(0.85));
    pad.slab(0, 27, 38, 3, Line.at(0.46));
    pad.slab(2, 30, 34, 17, Wood.at(0.48));
    for x in [4, 20] {
        pad.slab(x, 32, 14, 13, Wood.at(0.54));
    }
    pad.rect(16, 37, 1, 3, Brass.at(0.75));
    pad.rect(21, 37, 1, 3, Brass.at(0.75));
    pad.letters(
        3,
        47,
        &["###                        ###", "##                          ##", "##                          ##"],
        &[('#', Wood.at(0.34))],
    );
}

fn exercise_mat(pad: &mut Pad) {
    pad.tube(1, 3, 12, 37, Accent.at(0.54));
    pad.ball(7, 3, 6, 3, Accent.at(0.66));
    for ring in [4, 2] {
        pad.ellipse(7, 3, ring, ring / 2, Accent.at(0.36));
        pad.ellipse(7, 3, ring - 1, (ring - 1) / 2, Accent.at(0.66));
    }
    for y in [12, 29] {
        pad.rect(1, y, 12, 3, Line.at(0.32));
        pad.rect(8, y, 3, 3, Metal.at(0.7));
    }
}

fn skateboard(pad: &mut Pad) {
    for row in 0..50 {
        let half = if !(3..47).contains(&row) {
            3
        } else if !(1..49).contains(&row) {
            2
        } else {
            5
        };
        pad.tube(7 - half, row, 2 * half + 1, 1, Line.at(0.4));
    }
    pad.shape(&[(4, 6), (11, 6), (11, 44), (4, 44)], Red.at(0.55));
    pad.shape(&[(4, 18), (11, 12), (11, 18), (4, 24)], Brass.at(0.7));
    pad.shape(&[(4, 30), (11, 24), (11, 30), (4, 36)], Blue.at(0.6));
    for y in [8, 39] {
        pad.rect(3, y + 1, 9, 2, Metal.at(0.6));
        for x in [0, 12] {
            pad.slab(x, y, 3, 4, Paper.at(0.75));
        }
    }
}
