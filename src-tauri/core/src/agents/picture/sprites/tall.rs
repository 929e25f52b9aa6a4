//! What reaches up the wall: bookcases, clocks, an organ, a nook behind curtains.

use super::{
    super::{
        canvas::Pad,
        light::Tint,
        paint::Ink::{Accent, Blue, Brass, Clay, Cloth, Glow, Leaf, Line, Paper, Red, Wood},
        shell::grain,
        window,
    },
    Spot::Back,
    Sprite,
};

pub static BOOKCASE: Sprite = Sprite::new("bookcase with a ladder", (46, 104), &[Back], bookcase);
pub static CABINET: Sprite = Sprite::new("tall cabinet", (34, 92), &[Back], cabinet);
pub static TALL_CLOCK: Sprite = Sprite::new("grandfather clock", (22, 84), &[Back], tall_clock);
pub static POT_LADDER: Sprite = Sprite::new("ladder of flowerpots", (40, 72), &[Back], pot_ladder);
pub static ORGAN: Sprite = Sprite::new("reed organ", (50, 58), &[Back], organ);
pub static NOOK: Sprite =
    Sprite::new("curtained nook", (46, 108), &[Back], nook).shining((23, 74), 34, 0.24, Tint::Lamp);
pub static FLOOR_LAMP: Sprite =
    Sprite::new("floor lamp", (22, 76), &[Back], floor_lamp).shining((11, 10), 78, 0.5, Tint::Lamp);

pub static DOOR: Sprite = Sprite::new("door", window::DOOR, &[Back], |pad| window::door(pad, 0, 98, false));
pub static DOOR_AJAR: Sprite = Sprite::new("door ajar", window::DOOR, &[Back], |pad| window::door(pad, 0, 98, true))
    .shining((8, 56), 46, 0.4, Tint::Lamp);
pub static SIDE_TABLE: Sprite = Sprite::new("side table", (26, 32), &[Back], side_table);

fn side_table(pad: &mut Pad) {
    pad.rect(0, 0, 26, 4, Wood.at(0.7));
    pad.rect(0, 4, 26, 3, Wood.at(0.54));
    pad.slab(2, 7, 22, 9, Wood.at(0.5));
    pad.rect(11, 11, 4, 1, Brass.at(0.78));
    for x in [2, 21] {
        pad.slab(x, 16, 3, 16, Wood.at(0.46));
    }
    pad.rect(5, 26, 16, 2, Wood.at(0.44));
}

fn books(pad: &mut Pad, x: i32, bottom: i32, end: i32, salt: i32) {
    let inks = [Cloth, Red, Blue, Paper, Leaf, Accent, Brass, Clay];
    let mut left = x;
    let mut book = salt;
    while left < end - 2 {
        let fate = (grain(book * 7 + 3, salt * 5 + 1) * 255.0) as i32;
        let (width, tall) = (2 + fate % 3, 9 + fate % 6);
        if fate % 11 == 0 {
            left += 3;
        } else {
            let wide = width.min(end - left);
            let ink = inks[(fate / 3 + book) as usize % inks.len()];
            pad.rect(left, bottom - tall, wide, tall, ink.at(0.52));
            pad.down(left, bottom - tall, tall, ink.at(0.7));
            pad.across(left, bottom - tall, wide, ink.at(0.66));
            pad.across(left, bottom - tall + 3, wide, ink.at(0.34));
            left += wide;
        }
        book += 1;
    }
}

fn case(pad: &mut Pad, (width, height): (i32, i32), shelves: &[i32]) {
    pad.slab(0, 0, width, height, Wood.at(0.56));
    pad.rect(3, 4, width - 6, height - 8, Wood.at(0.2));
    for y in shelves {
        pad.rect(3, *y, width - 6, 2, Wood.at(0.6));
        pad.across(3, *y, width - 6, Wood.at(0.76));
        pad.across(3, y + 2, width - 6, Wood.at(0.1));
    }
    pad.rect(0, 0, width, 4, Wood.at(0.64));
    pad.across(0, 0, width, Wood.at(0.86));
}

fn bookcase(pad: &mut Pad) {
    case(pad, (40, 104), &[20, 38, 56, 74, 92]);
    // The uppermost shelf is kept free for what is not learnt yet.
    pad.ball(10, 17, 3, 3, Brass.at(0.6));
    for (row, bottom) in [38, 56, 74, 92].into_iter().enumerate() {
        books(pad, 4, bottom, 36, 3 + row as i32 * 9);
    }
    pad.rect(3, 95, 34, 6, Wood.at(0.5));
    pad.beam((27, 6), (43, 102), Clay.at(0.74));
    pad.beam((19, 8), (33, 103), Clay.at(0.7));
    for step in 0..10 {
        let y = 14 + step * 9;
        let left = 20 + (y - 8) * 14 / 95;
        pad.rect(left, y, 9, 2, Clay.at(0.8));
        pad.across(left, y + 2, 9, Line.at(0.14));
    }
}

fn cabinet(pad: &mut Pad) {
    pad.slab(0, 2, 34, 86, Wood.at(0.5));
    pad.slab(0, 0, 34, 4, Wood.at(0.62));
    for (x, y, tall) in [(3, 7, 50), (18, 7, 50), (3, 60, 24), (18, 60, 24)] {
        pad.rect(x, y, 14, tall, Wood.at(0.26));
        pad.slab(x, y, 13, tall - 1, Wood.at(0.54));
        pad.rect(x + 3, y + 3, 7, tall - 7, Wood.at(0.46));
    }
    for (x, y) in [(14, 32), (18, 32), (14, 70), (18, 70)] {
        pad.rect(x, y, 2, 4, Brass.at(0.74));
    }
    pad.letters(
        1,
        88,
        &[
            "####                        ####",
            "###                          ###",
            "##                            ##",
            "##                            ##",
        ],
        &[('#', Wood.at(0.34))],
    );
}

fn tall_clock(pad: &mut Pad) {
    pad.letters(
        4,
        0,
        &["      ##      ", "    ######    ", "  ##########  ", "##############"],
        &[('#', Wood.at(0.56))],
    );
    pad.slab(1, 4, 20, 24, Wood.at(0.54));
    pad.ball(11, 15, 8, 8, Brass.at(0.56));
    pad.ellipse(11, 15, 7, 7, Paper.at(0.78));
    for (x, y) in [(11, 9), (17, 15), (11, 21), (5, 15)] {
        pad.dot(x, y, Line.at(0.2));
    }
    pad.line((11, 15), (11, 10), Line.at(0.1));
    pad.line((11, 15), (7, 17), Line.at(0.1));
    pad.slab(3, 28, 16, 40, Wood.at(0.48));
    pad.rect(6, 31, 10, 33, Line.at(0.18));
    pad.line((11, 31), (13, 54), Brass.at(0.7));
    pad.ball(13, 56, 3, 3, Brass.at(0.72));
    pad.dot(12, 55, Glow.at(0.95));
    for x in [7, 15] {
        pad.rect(x, 31, 1, 14, Brass.at(0.4));
        pad.rect(x - 1, 45, 2, 6, Brass.at(0.6));
    }
    pad.slab(1, 68, 20, 13, Wood.at(0.54));
    pad.rect(5, 71, 12, 7, Wood.at(0.42));
    pad.slab(0, 80, 22, 4, Wood.at(0.46));
}

fn plant_pot(pad: &mut Pad, x: i32, bottom: i32, kind: i32) {
    let top = bottom - 6;
    match kind % 4 {
        0 => {
            for (right, up) in [(-3, 3), (3, 3), (0, 5)] {
                pad.ball(x + right, top - up, 3, 2, Leaf.at(0.58));
            }
            pad.dot(x, top - 6, Accent.at(0.8));
        }
        1 => {
            for right in [-4, -2, 0, 2, 4] {
                pad.line((x, top), (x + right, top - 9 + right.abs()), Leaf.at(0.6));
            }
        }
        2 => {
            pad.turned(x, top - 8, &[1, 2, 3, 3, 3, 3, 3, 2], Leaf.at(0.5));
            for (right, up) in [(-1, 6), (2, 4), (-2, 3)] {
                pad.dot(x + right, top - up, Paper.at(0.8));
            }
            pad.rect(x - 1, top - 9, 2, 2, Red.at(0.7));
        }
        _ => {
            pad.ball(x, top - 3, 4, 2, Leaf.at(0.62));
            for (right, long) in [(-4, 8), (-2, 5), (4, 7)] {
                pad.down(x + right, top - 1, long, Leaf.at(0.5));
                pad.dot(x + right, top + long - 2, Leaf.at(0.75));
            }
        }
    }
    for row in 0..6 {
        let half = 4 - row / 3;
        pad.tube(x - half, top + row, 2 * half + 1, 1, Clay.at(0.56));
    }
    pad.across(x - 4, top, 9, Clay.at(0.76));
}

fn pot_ladder(pad: &mut Pad) {
    for (from, to) in [((8, 4), (0, 71)), ((30, 4), (38, 71))] {
        pad.beam(from, to, Wood.at(0.56));
    }
    for (row, (y, half)) in [(20, 12), (37, 15), (54, 17), (69, 19)].into_iter().enumerate() {
        pad.slab(20 - half, y, 2 * half, 3, Wood.at(0.62));
        let many = if row < 2 { 2 } else { 3 };
        for place in 0..many {
            let x = 20 - half + 6 + place * (2 * half - 11) / (many - 1);
            plant_pot(pad, x, y, place + row as i32 * 3);
        }
    }
}

fn organ(pad: &mut Pad) {
    pad.slab(3, 0, 44, 4, Wood.at(0.6));
    pad.slab(5, 4, 40, 22, Wood.at(0.48));
    pad.rect(9, 7, 32, 13, Wood.at(0.3));
    for x in (11..40).step_by(4) {
        pad.rect(x, 8, 2, 11, Clay.at(0.6));
    }
    pad.shape(&[(18, 22), (32, 22), (33, 10), (17, 10)], Paper.at(0.62));
    pad.down(25, 10, 12, Paper.at(0.36));
    for y in [13, 16, 19] {
        pad.across(19, y, 5, Line.at(0.36));
        pad.across(27, y, 5, Line.at(0.36));
    }
    pad.slab(0, 24, 50, 4, Wood.at(0.62));
    pad.rect(2, 27, 46, 6, Paper.at(0.66));
    for key in 0..15 {
        pad.down(4 + key * 3, 27, 6, Paper.at(0.36));
        if ![2, 6, 9, 13].contains(&key) {
            pad.rect(4 + key * 3, 27, 2, 3, Line.at(0.12));
        }
    }
    pad.slab(0, 33, 50, 4, Wood.at(0.54));
    pad.slab(3, 37, 44, 19, Wood.at(0.42));
    pad.rect(8, 40, 34, 9, Cloth.at(0.36));
    for x in (8..42).step_by(3) {
        pad.down(x, 40, 9, Cloth.at(0.46));
    }
    for x in [14, 28] {
        pad.shape(&[(x, 50), (x + 8, 50), (x + 9, 58), (x - 1, 58)], Brass.at(0.46));
        pad.across(x, 50, 8, Brass.at(0.66));
    }
    pad.rect(0, 37, 4, 21, Wood.at(0.5));
    pad.rect(46, 37, 4, 21, Wood.at(0.4));
    for (x, ink) in [(7, Paper), (41, Red)] {
        pad.rect(x, 21, 2, 2, ink.at(0.75));
    }
}

fn nook(pad: &mut Pad) {
    pad.rect(0, 0, 46, 4, Wood.at(0.54));
    pad.across(0, 0, 46, Wood.at(0.8));
    pad.rect(2, 4, 42, 100, Line.at(0.2));
    for y in 30..100 {
        for x in 12..34 {
            let near = 1.0 - ((x - 23) * (x - 23)) as f32 / 160.0 - ((y - 74) * (y - 74)) as f32 / 1500.0;
            if near > 0.0 {
                pad.dot(x, y, Clay.at(0.22 + 0.3 * near));
            }
        }
    }
    // Fairy lights inside, cushions below.
    for (x, y) in [(14, 30), (18, 34), (23, 36), (28, 34), (32, 30), (16, 48), (30, 50)] {
        pad.dot(x, y, Glow.shining(0.92));
    }
    pad.ball(23, 96, 16, 8, Accent.at(0.5));
    pad.ball(16, 86, 7, 6, Paper.at(0.58));
    pad.ball(29, 87, 7, 6, Red.at(0.54));
    for (side, from) in [(1, 0), (-1, 45)] {
        for y in 4..106i32 {
            let tied = (y - 70).abs() as f32 / 66.0;
            let wide = 8 + (14.0 * (tied * tied).min(1.0)) as i32;
            for column in 0..wide {
                let fold = [0.06, 0.14, 0.06, -0.06, -0.14, -0.06][(column * 22 / wide) as usize % 6];
                pad.dot(from + side * column, y, Cloth.at(0.48 + fold));
            }
            pad.dot(from + side * wide, y, Line.at(0.08));
        }
        for column in 0..9 {
            pad.rect(from + side * column, 69, 1, 3, Brass.at(0.6));
        }
    }
    pad.rect(0, 104, 46, 4, Wood.at(0.36));
}

fn floor_lamp(pad: &mut Pad) {
    for row in 0..17 {
        let half = 5 + row * 5 / 16;
        for column in -half..=half {
            let aside = column as f32 / half as f32;
            pad.dot(11 + column, row, Glow.shining(0.92 - 0.26 * aside * aside - 0.006 * row as f32));
        }
    }
    pad.across(6, 0, 11, Glow.shining(0.6));
    pad.across(1, 16, 21, Glow.shining(0.56));
    pad.rect(10, 17, 2, 54, Brass.at(0.46));
    pad.down(10, 17, 54, Brass.at(0.66));
    pad.down(15, 17, 7, Brass.at(0.7));
    pad.dot(15, 24, Glow.at(0.9));
    pad.turned(11, 71, &[2, 5, 7, 8, 8], Brass.at(0.46));
}
