//! Small things for a desk or a shelf that somebody works, plays or measures with.

use super::{
    super::{
        canvas::Pad,
        light::Tint,
        paint::Ink::{Accent, Blue, Brass, Clay, Cloth, Glow, Leaf, Line, Metal, Paper, Red, Sky, Wood},
    },
    Spot::{Back, Front, Sill, Top, Wall},
    Sprite,
};

pub static RADIO: Sprite = Sprite::new("transistor radio", (22, 20), &[Top, Sill], radio);
pub static COMPUTER: Sprite =
    Sprite::new("screen and keyboard", (34, 31), &[Top], computer).shining((17, 12), 46, 0.24, Tint::Other);
pub static PARTS_TRAY: Sprite = Sprite::new("tray of parts", (22, 9), &[Top, Front], parts_tray);
pub static SEWING_MACHINE: Sprite = Sprite::new("sewing machine", (28, 21), &[Top], sewing_machine);
pub static WHITTLING: Sprite = Sprite::new("whittled bird and knife", (23, 12), &[Top, Sill], whittling);
pub static NOTEBOOKS: Sprite = Sprite::new("three notebooks", (18, 8), &[Top], notebooks);
pub static PENCIL_JAR: Sprite = Sprite::new("jar of pencils", (12, 18), &[Top, Sill], pencil_jar);
pub static PENCILS: Sprite = Sprite::new("pencils and ruler", (24, 8), &[Top], pencils);
pub static GLOBE: Sprite = Sprite::new("globe", (18, 23), &[Top], globe);
pub static MICROSCOPE: Sprite = Sprite::new("microscope", (17, 23), &[Top], microscope);
pub static COMPASS: Sprite = Sprite::new("compass", (14, 15), &[Top, Sill], compass);
pub static BINOCULARS: Sprite = Sprite::new("binoculars", (17, 14), &[Top, Sill], binoculars);
pub static TERRAIN: Sprite = Sprite::new("terrain model", (30, 19), &[Top, Front], terrain);
pub static INKSTONE: Sprite = Sprite::new("inkstone and brush", (25, 13), &[Top], inkstone);
pub static SAND_TRAY: Sprite = Sprite::new("sand tray", (30, 11), &[Top, Front], sand_tray);
pub static KEYS: Sprite = Sprite::new("small piano", (36, 14), &[Top, Front], keys);
pub static HEADPHONES: Sprite = Sprite::new("headphones", (16, 19), &[Top], headphones);
pub static DEVICES: Sprite = Sprite::new("charging devices", (28, 14), &[Top], devices);
pub static CLAMP_LAMP: Sprite = Sprite::new("desk lamp", (19, 27), &[Top], clamp_lamp);
pub static BANKER_LAMP: Sprite = Sprite::new("green lamp", (21, 19), &[Top], banker_lamp);
pub static GROW_LAMP: Sprite = Sprite::new("seedlings under a lamp", (28, 25), &[Top], grow_lamp);
pub static BAROMETER: Sprite = Sprite::new("thermometer and barometer", (16, 44), &[Wall, Back], barometer);

fn radio(pad: &mut Pad) {
    pad.line((18, 7), (21, 0), Metal.at(0.7));
    pad.letters(4, 4, &[" ######## ", "#        #", "#        #"], &[('#', Brass.at(0.5))]);
    pad.slab(0, 7, 22, 13, Wood.at(0.6));
    for y in 10..17 {
        for x in 2..11 {
            pad.dot(x, y, if (x + y) % 2 == 0 { Line.at(0.2) } else { Brass.at(0.55) });
        }
    }
    pad.rect(12, 9, 8, 4, Glow.shining(0.66));
    pad.down(16, 9, 4, Red.shining(0.5));
    pad.ball(14, 16, 1, 1, Paper.at(0.7));
    pad.ball(18, 16, 1, 1, Paper.at(0.7));
}

fn computer(pad: &mut Pad) {
    pad.slab(2, 0, 30, 21, Line.at(0.34));
    pad.rect(4, 2, 26, 16, Sky.shining(0.18));
    for (row, (indent, long)) in [(0, 11), (2, 15), (4, 9), (4, 13), (2, 6), (0, 12), (2, 10)].into_iter().enumerate() {
        let ink = [Accent, Paper, Leaf][row % 3];
        pad.across(6 + indent, 3 + 2 * row as i32, long, ink.shining(0.72));
    }
    pad.rect(14, 21, 6, 3, Line.at(0.3));
    pad.rect(10, 24, 14, 1, Line.at(0.42));
    pad.slab(1, 25, 32, 6, Line.at(0.44));
    let caps = [Red, Paper, Brass, Leaf, Paper, Blue, Accent, Paper, Cloth, Paper];
    for row in 0..2 {
        for key in 0..10 {
            let ink = caps[(key + row * 3) as usize % caps.len()];
            pad.rect(2 + key * 3, 26 + row * 2, 2, 1, ink.at(0.72));
        }
    }
}

fn parts_tray(pad: &mut Pad) {
    for row in 0..7 {
        pad.rect(row / 3, 2 + row, 22 - row / 3 * 2, 1, Clay.at(0.62 - 0.04 * row as f32));
    }
    for cup in 0..5 {
        pad.ellipse(3 + cup * 4, 3, 1, 1, Line.at(0.3));
        pad.dot(3 + cup * 4, 2, [Brass, Metal, Brass, Red, Metal][cup as usize].at(0.8));
        pad.dot(4 + cup * 4, 3, Metal.at(0.7));
    }
    pad.letters(2, 0, &["#   #   #   #   #"], &[('#', Clay.at(0.75))]);
}

fn sewing_machine(pad: &mut Pad) {
    pad.rect(6, 3, 17, 4, Line.at(0.46));
    pad.across(6, 3, 17, Line.at(0.75));
    pad.rect(18, 4, 6, 13, Line.at(0.42));
    pad.rect(4, 3, 5, 8, Line.at(0.46));
    pad.down(6, 11, 5, Metal.at(0.75));
    pad.across(9, 5, 8, Brass.at(0.72));
    pad.ball(25, 7, 2, 4, Metal.at(0.6));
    pad.letters(12, 0, &["###", "+++", "###"], &[('#', Wood.at(0.6)), ('+', Accent.at(0.65))]);
    pad.slab(1, 17, 26, 4, Wood.at(0.56));
    pad.shape(&[(0, 15), (17, 15), (17, 17), (10, 17), (8, 21), (0, 20)], Cloth.at(0.62));
    pad.line((2, 16), (15, 16), Paper.at(0.8));
}

fn whittling(pad: &mut Pad) {
    pad.letters(
        0,
        1,
        &[
            "   ###        ",
            "  #o###       ",
            "bb######      ",
            "  ########   #",
            "   ######+####",
            "   #++++++### ",
            "    ++++++    ",
            "     +  +     ",
            "   wwwwwwww   ",
            "  wwwwwwwwww  ",
        ],
        &[('#', Wood.at(0.74)), ('+', Wood.at(0.56)), ('o', Line.at(0.1)), ('b', Brass.at(0.6)), ('w', Wood.at(0.4))],
    );
    pad.letters(
        13,
        7,
        &["       ###", "   ######m", "rrrrmmmm  ", "rrrr      "],
        &[('r', Red.at(0.5)), ('#', Metal.at(0.8)), ('m', Metal.at(0.55))],
    );
}

fn notebooks(pad: &mut Pad) {
    for (row, ink) in [Blue, Paper, Accent].into_iter().enumerate() {
        let y = row as i32 * 3 - 1;
        pad.rect(0, y, 18, 3, ink.at(0.56));
        pad.across(0, y, 18, ink.at(0.78));
        pad.across(1, y + 2, 16, Paper.at(0.5));
    }
}

fn pencil_jar(pad: &mut Pad) {
    let pencils = [(1, 3, Red), (3, 1, Blue), (5, 0, Brass), (7, 2, Leaf), (9, 1, Accent)];
    for (x, top, ink) in pencils {
        pad.rect(x, top + 2, 2, 10 - top, ink.at(0.62));
        pad.dot(x, top + 1, Paper.at(0.75));
        pad.dot(x, top, ink.at(0.4));
    }
    pad.rect(1, 8, 10, 10, Metal.at(0.64));
    for (x, _, ink) in pencils {
        pad.down(x + 1, 9, 7, ink.at(0.5));
    }
    pad.down(2, 9, 8, Paper.at(0.85));
    pad.across(1, 8, 10, Paper.at(0.75));
    pad.across(1, 17, 10, Metal.at(0.4));
}

fn pencils(pad: &mut Pad) {
    for (row, ink) in [Brass, Red, Leaf].into_iter().enumerate() {
        pad.across(2, 2 * row as i32, 18, ink.at(0.66));
        pad.dot(1, 2 * row as i32, Paper.at(0.75));
        pad.dot(0, 2 * row as i32, Line.at(0.2));
        pad.rect(20, 2 * row as i32, 2, 1, Red.at(0.55));
    }
    pad.rect(0, 6, 24, 2, Metal.at(0.72));
    (0..8).for_each(|mark| pad.dot(1 + mark * 3, 6, Line.at(0.26)));
}

fn globe(pad: &mut Pad) {
    pad.ball(8, 8, 7, 7, Blue.at(0.66));
    pad.letters(
        3,
        3,
        &["  ##   # ", " ####  ##", " ###  ###", "  ##  ## ", "  #   ###", " ##    ##", " ##    # ", "  #      "],
        &[('#', Leaf.at(0.66))],
    );
    pad.dot(5, 4, Paper.at(0.85));
    pad.letters(
        7,
        0,
        &[
            "   ####   ",
            "       ## ",
            "        ##",
            "         #",
            "         #",
            "         #",
            "         #",
            "         #",
            "         #",
            "        ##",
            "       ## ",
            "      ##  ",
            "     ##   ",
            "  ####    ",
            "  ##      ",
        ],
        &[('#', Brass.at(0.6))],
    );
    pad.rect(8, 16, 2, 4, Brass.at(0.5));
    pad.turned(8, 20, &[3, 5, 6], Wood.at(0.5));
}

fn microscope(pad: &mut Pad) {
    pad.beam((5, 1), (9, 9), Line.at(0.5));
    pad.beam((6, 0), (10, 8), Metal.at(0.75));
    pad.rect(3, 0, 4, 3, Brass.at(0.66));
    pad.letters(
        10,
        5,
        &["###  ", " ### ", "  ###", "   ##", "   ##", "   ##", "   ##", "  ###", " ### "],
        &[('#', Line.at(0.48))],
    );
    pad.rect(8, 10, 4, 3, Brass.at(0.6));
    pad.rect(3, 14, 11, 2, Line.at(0.4));
    pad.rect(6, 13, 5, 1, Paper.at(0.8));
    pad.ball(14, 14, 1, 1, Brass.at(0.7));
    pad.rect(9, 16, 3, 4, Line.at(0.4));
    pad.slab(2, 20, 14, 3, Line.at(0.46));
}

fn compass(pad: &mut Pad) {
    pad.ellipse(6, 4, 6, 4, Brass.at(0.56));
    pad.ellipse(6, 4, 4, 3, Brass.at(0.36));
    pad.ellipse(6, 10, 6, 4, Brass.at(0.7));
    pad.ellipse(6, 10, 5, 3, Paper.at(0.76));
    pad.line((6, 10), (9, 8), Red.at(0.55));
    pad.line((6, 10), (3, 12), Line.at(0.25));
    pad.dot(13, 10, Brass.at(0.6));
}

fn binoculars(pad: &mut Pad) {
    for x in [1, 10] {
        pad.tube(x + 1, 1, 4, 4, Line.at(0.5));
        pad.tube(x, 5, 6, 8, Line.at(0.42));
        pad.across(x, 12, 6, Metal.at(0.65));
        pad.across(x + 1, 0, 4, Metal.at(0.5));
        pad.across(x, 8, 6, Clay.at(0.5));
    }
    pad.rect(7, 4, 3, 4, Brass.at(0.56));
}

fn terrain(pad: &mut Pad) {
    pad.shape(&[(1, 16), (7, 9), (11, 11), (16, 4), (20, 9), (23, 8), (29, 16)], Leaf.at(0.52));
    pad.shape(&[(16, 4), (20, 9), (23, 16), (17, 16)], Leaf.at(0.36));
    pad.shape(&[(13, 8), (16, 4), (19, 8), (16, 9)], Paper.at(0.76));
    pad.line((4, 14), (12, 14), Sky.shining(0.66));
    pad.down(16, 0, 5, Line.at(0.2));
    pad.letters(17, 0, &["###", "## ", "#  "], &[('#', Red.at(0.66))]);
    pad.slab(0, 15, 30, 4, Wood.at(0.58));
}

fn inkstone(pad: &mut Pad) {
    pad.chest(0, 5, 12, 8, 4, Line.at(0.36));
    pad.ellipse(6, 7, 4, 1, Line.at(0.12));
    pad.slab(14, 10, 11, 3, Wood.at(0.5));
    pad.beam((15, 9), (22, 1), Wood.at(0.66));
    pad.letters(13, 7, &[" ##", "###", "## "], &[('#', Line.at(0.14))]);
    pad.dot(23, 0, Red.at(0.6));
}

fn sand_tray(pad: &mut Pad) {
    pad.slab(0, 2, 30, 9, Wood.at(0.46));
    pad.rect(2, 3, 26, 5, Paper.at(0.56));
    for row in [4, 6] {
        pad.across(3, row, 24, Paper.at(0.42));
    }
    pad.ball(9, 4, 4, 3, Metal.at(0.5));
    pad.ball(20, 5, 3, 2, Metal.at(0.6));
    pad.ball(9, 1, 2, 1, Metal.at(0.56));
}

fn keys(pad: &mut Pad) {
    pad.slab(0, 2, 36, 12, Line.at(0.4));
    pad.rect(1, 3, 34, 3, Line.at(0.28));
    pad.across(3, 4, 6, Red.shining(0.6));
    for key in 0..11 {
        pad.rect(2 + key * 3, 7, 2, 6, Paper.at(0.78));
        if ![2, 6, 10].contains(&key) {
            pad.rect(4 + key * 3, 7, 1, 4, Line.at(0.1));
        }
    }
    pad.letters(24, 0, &[" ##### ", "#     #", "#     #", "##   ##"], &[('#', Accent.at(0.55))]);
}

fn headphones(pad: &mut Pad) {
    pad.rect(7, 6, 2, 11, Wood.at(0.56));
    pad.slab(3, 16, 10, 3, Wood.at(0.6));
    pad.letters(
        1,
        0,
        &["    ######    ", "  ###    ###  ", " ##        ## ", " #          # ", "##          ##", "##          ##"],
        &[('#', Line.at(0.5))],
    );
    for x in [0, 11] {
        pad.slab(x, 6, 5, 8, Accent.at(0.52));
        pad.down(if x == 0 { 4 } else { 11 }, 7, 6, Line.at(0.16));
    }
}

fn devices(pad: &mut Pad) {
    pad.slab(0, 11, 28, 3, Paper.at(0.6));
    for (x, width, height, ink) in [(1, 5, 9, Line), (8, 7, 11, Metal), (17, 4, 7, Line), (23, 4, 8, Accent)] {
        pad.slab(x, 11 - height, width, height, ink.at(0.44));
        pad.rect(x + 1, 12 - height, width - 2, height - 3, Sky.shining(0.4));
        pad.dot(x + width / 2, 12 - height, Leaf.shining(0.8));
        pad.line((x + width / 2, 11), (14, 13), Line.at(0.2));
    }
    pad.dot(26, 12, Leaf.shining(0.85));
}

fn clamp_lamp(pad: &mut Pad) {
    pad.turned(13, 23, &[3, 4, 5], Line.at(0.46));
    pad.rect(12, 20, 3, 4, Line.at(0.5));
    pad.beam((13, 20), (17, 11), Metal.at(0.6));
    pad.beam((17, 11), (9, 3), Metal.at(0.6));
    pad.shape(&[(4, 2), (10, 1), (12, 5), (8, 11), (0, 8)], Red.at(0.55));
    pad.line((1, 8), (8, 11), Glow.shining(0.95));
    pad.line((1, 9), (7, 12), Glow.shining(0.85));
}

fn banker_lamp(pad: &mut Pad) {
    pad.turned(10, 16, &[4, 6, 6], Brass.at(0.56));
    pad.rect(9, 8, 2, 8, Brass.at(0.6));
    for row in 0..6 {
        let half = 6 + row * 4 / 5;
        pad.tube(10 - half, 1 + row, 2 * half + 1, 1, Leaf.at(0.54 - 0.02 * row as f32));
    }
    pad.across(1, 7, 19, Glow.shining(0.95));
    pad.across(3, 8, 15, Glow.shining(0.8));
    pad.dot(10, 0, Brass.at(0.8));
    pad.down(14, 8, 4, Brass.at(0.7));
}

fn grow_lamp(pad: &mut Pad) {
    pad.down(1, 2, 21, Metal.at(0.5));
    pad.down(26, 2, 21, Metal.at(0.4));
    pad.slab(0, 0, 28, 4, Line.at(0.45));
    pad.across(1, 4, 26, Accent.shining(0.85));
    for sprout in 0..6 {
        let x = 4 + sprout * 4;
        pad.down(x, 15, 5, Leaf.at(0.6));
        pad.letters(x - 2, 12 + sprout % 2, &["## ##", " ### "], &[('#', Leaf.at(0.78))]);
    }
    pad.slab(0, 19, 28, 6, Clay.at(0.5));
    pad.across(1, 19, 26, Wood.at(0.3));
}

fn barometer(pad: &mut Pad) {
    pad.rect(6, 2, 4, 36, Wood.at(0.56));
    pad.down(6, 2, 36, Wood.at(0.75));
    pad.ball(8, 3, 2, 2, Brass.at(0.6));
    pad.rect(7, 6, 2, 16, Paper.at(0.75));
    pad.down(8, 12, 10, Red.at(0.6));
    pad.ball(8, 29, 7, 7, Wood.at(0.5));
    pad.ellipse(8, 29, 5, 5, Paper.at(0.76));
    pad.line((8, 29), (11, 26), Line.at(0.15));
    pad.line((8, 29), (6, 31), Red.at(0.5));
    pad.rect(7, 38, 2, 4, Wood.at(0.5));
    pad.letters(4, 41, &["  #### ", " ##  ##", "##    #"], &[('#', Wood.at(0.5))]);
}
