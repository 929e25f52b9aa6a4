//! What hangs on a wall: boards, maps, clocks, coats, and shelves that belong to what stands on them.

use super::{
    super::{
        canvas::Pad,
        paint::Ink::{Accent, Blue, Brass, Clay, Cloth, Glow, Leaf, Line, Metal, Paper, Red, Sky, Wood},
        shell::grain,
    },
    Spot::{Back, Front, Wall},
    Sprite,
};

pub static FLASHLIGHT: Sprite = Sprite::new("flashlight", (9, 26), &[Wall], flashlight);
pub static WALL_CLOCK: Sprite = Sprite::new("wall clock", (19, 19), &[Wall], wall_clock);
pub static APRONS: Sprite = Sprite::new("row of aprons", (42, 34), &[Wall], aprons);
pub static PHOTO_LINE: Sprite = Sprite::new("line of photographs", (50, 20), &[Wall], photo_line);
pub static COAT: Sprite = Sprite::new("hooded coat", (24, 44), &[Wall], coat);
pub static MIRROR: Sprite = Sprite::new("small mirror", (16, 22), &[Wall], mirror);
pub static TEACUPS: Sprite = Sprite::new("shelf of teacups", (44, 21), &[Wall], teacups);
pub static JARS: Sprite = Sprite::new("shelf of jars", (46, 27), &[Wall], jars);
pub static TROPHIES: Sprite = Sprite::new("shelf of trophies", (42, 27), &[Wall], trophies);
pub static CUBBIES: Sprite = Sprite::new("display cubbies", (42, 38), &[Wall], cubbies);
pub static ALCOVE: Sprite = Sprite::new("alcove with a stone", (28, 34), &[Wall], alcove);
pub static WREATH: Sprite = Sprite::new("wreath", (20, 20), &[Wall], wreath);
pub static GUEST_CHAIR: Sprite = Sprite::new("folded chair", (19, 43), &[Back, Front], folded_chair);

fn flashlight(pad: &mut Pad) {
    pad.letters(2, 0, &[" ### ", "#   #", "    #", "   # "], &[('#', Brass.at(0.62))]);
    pad.tube(2, 4, 5, 3, Line.at(0.4));
    pad.tube(2, 7, 5, 11, Red.at(0.52));
    pad.rect(4, 10, 2, 3, Paper.at(0.7));
    for (row, half) in [2, 3, 4, 4].into_iter().enumerate() {
        pad.tube(4 - half, 18 + row as i32, 2 * half + 1, 1, Metal.at(0.56));
    }
    pad.tube(0, 22, 9, 3, Metal.at(0.46));
    pad.across(1, 25, 7, Glow.at(0.8));
}

fn wall_clock(pad: &mut Pad) {
    pad.ball(9, 9, 9, 9, Wood.at(0.5));
    pad.ellipse(9, 9, 7, 7, Paper.at(0.78));
    for (x, y) in [(9, 3), (15, 9), (9, 15), (3, 9)] {
        pad.dot(x, y, Line.at(0.2));
    }
    pad.line((9, 9), (9, 4), Line.at(0.12));
    pad.line((9, 9), (12, 11), Line.at(0.12));
    pad.dot(9, 9, Red.at(0.6));
}

fn aprons(pad: &mut Pad) {
    pad.slab(0, 0, 42, 4, Wood.at(0.56));
    for (x, ink) in [(1, Cloth), (15, Paper), (29, Accent)] {
        pad.rect(x + 5, 3, 2, 3, Brass.at(0.7));
        pad.letters(x + 2, 5, &["   ##   ", "  #  #  ", " #    # "], &[('#', ink.at(0.4))]);
        pad.shape(&[(x + 2, 8), (x + 10, 8), (x + 12, 15), (x + 12, 34), (x, 34), (x, 15)], ink.at(0.56));
        pad.rect(x + 3, 19, 6, 7, ink.at(0.44));
        pad.across(x + 3, 19, 6, ink.at(0.72));
        for (fold, by) in [(1, 0.12), (4, -0.08), (10, -0.12)] {
            (16..34).for_each(|y| pad.lighten(x + fold, y, by));
        }
        pad.across(x, 16, 12, ink.at(0.36));
    }
}

fn photo_line(pad: &mut Pad) {
    for x in 0..50 {
        let sag = (x * (49 - x)) / 190;
        pad.dot(x, sag, Line.at(0.3));
    }
    for (x, ink) in [(4, Blue), (16, Clay), (28, Leaf), (39, Metal)] {
        let y = (x * (49 - x)) / 190 + 1;
        pad.rect(x, y, 9, 11, Paper.at(0.76));
        pad.rect(x + 1, y + 1, 7, 7, ink.at(0.55));
        pad.shape(&[(x + 1, y + 8), (x + 3, y + 2), (x + 4, y + 2), (x + 4, y + 8)], ink.at(0.3));
        pad.shape(&[(x + 6, y + 8), (x + 6, y + 3), (x + 8, y + 1), (x + 8, y + 8)], ink.at(0.38));
        pad.rect(x + 4, y - 2, 1, 3, Wood.at(0.7));
    }
}

fn coat(pad: &mut Pad) {
    pad.slab(7, 0, 10, 3, Wood.at(0.56));
    pad.rect(11, 2, 2, 3, Brass.at(0.68));
    pad.ball(12, 8, 6, 5, Cloth.at(0.5));
    pad.ellipse(12, 9, 3, 3, Line.at(0.14));
    pad.shape(&[(5, 11), (19, 11), (22, 18), (23, 43), (1, 43), (2, 18)], Cloth.at(0.48));
    for (x, top, by) in [(4, 18, 0.12), (8, 24, -0.1), (12, 13, -0.22), (16, 22, 0.06), (20, 18, -0.14)] {
        (top..43).for_each(|y| pad.lighten(x, y, by));
    }
    for y in [18, 25, 32] {
        pad.dot(14, y, Brass.at(0.75));
    }
    pad.rect(4, 30, 5, 1, Cloth.at(0.3));
    pad.rect(16, 30, 5, 1, Cloth.at(0.3));
    pad.down(10, 13, 6, Paper.at(0.66));
    pad.across(1, 42, 23, Cloth.at(0.3));
}

fn mirror(pad: &mut Pad) {
    pad.ball(8, 10, 7, 10, Brass.at(0.56));
    pad.ellipse(8, 10, 5, 8, Sky.at(0.66));
    for step in 0..6 {
        pad.rect(5 + step, 11 - step, 2, 1, Paper.at(0.9));
        pad.dot(7 + step, 14 - step, Paper.at(0.8));
    }
    pad.dot(8, 0, Brass.at(0.8));
}

/// A board on two brackets, as wide as the pad, so far down.
fn board(pad: &mut Pad, y: i32) {
    let width = pad.width;
    pad.slab(0, y, width, 3, Wood.at(0.58));
    pad.across(0, y, width, Wood.at(0.82));
    for x in [5, width - 7] {
        pad.letters(x, y + 3, &["##", "# "], &[('#', Line.at(0.3))]);
    }
}

fn teacups(pad: &mut Pad) {
    for (x, ink, spot) in [(2, Blue, Paper), (13, Paper, Red), (24, Red, Paper), (34, Leaf, Paper)] {
        pad.turned(x + 3, 8, &[3, 3, 3, 3, 2, 1], ink.at(0.6));
        pad.dot(x + 3, 10, spot.at(0.78));
        pad.dot(x + 1, 11, spot.at(0.7));
        pad.letters(x + 7, 9, &["# ", " #", "# "], &[('#', ink.at(0.56))]);
        pad.across(x - 1, 14, 9, Paper.at(0.62));
    }
    pad.turned(18, 1, &[1, 2, 3, 4, 4, 3], Cloth.at(0.56));
    pad.letters(23, 2, &["##", "# ", "# "], &[('#', Cloth.at(0.5))]);
    pad.letters(12, 2, &["##", "##", " #"], &[('#', Cloth.at(0.5))]);
    pad.across(13, 7, 11, Paper.at(0.5));
    board(pad, 15);
}

fn jars(pad: &mut Pad) {
    let filled = [(1, 20, Clay), (9, 18, Paper), (17, 16, Leaf), (25, 14, Red), (32, 12, Brass), (39, 10, Cloth)];
    for (x, tall, ink) in filled {
        let (width, top) = (if x < 25 { 7 } else { 6 }, 21 - tall);
        pad.rect(x, top + 3, width, tall - 3, Metal.at(0.66));
        pad.rect(x, top + 6, width, tall - 6, ink.at(0.54));
        for y in top + 6..21 {
            for column in x..x + width {
                if grain(column * 3, y) > 0.72 {
                    pad.lighten(column, y, 0.14);
                }
            }
        }
        pad.down(x + 1, top + 4, tall - 6, Paper.at(0.85));
        pad.slab(x, top, width, 3, Brass.at(0.56));
    }
    board(pad, 21);
}

fn trophies(pad: &mut Pad) {
    for (x, size) in [(5, 3), (15, 4), (26, 5), (36, 5)] {
        let tall = 6 + size * 2;
        let top = 21 - tall;
        for row in 0..size {
            pad.tube(x - size + 1 + row / 2, top + row, 2 * size - 1 - row / 2 * 2, 1, Brass.at(0.7));
        }
        pad.rect(x, top + size, 1, tall - size - 3, Brass.at(0.5));
        pad.letters(x - size - 1, top, &["##", "# ", "##"], &[('#', Brass.at(0.56))]);
        pad.letters(x + size, top, &["##", " #", "##"], &[('#', Brass.at(0.46))]);
        pad.dot(x - 1, top + 1, Glow.at(0.95));
        pad.slab(x - 3, 18, 7, 3, Line.at(0.42));
    }
    board(pad, 21);
}

fn cubbies(pad: &mut Pad) {
    pad.slab(0, 0, 42, 38, Wood.at(0.56));
    for row in 0..3 {
        for column in 0..3 {
            let (x, y) = (2 + column * 13, 2 + row * 12);
            pad.rect(x, y, 12, 10, Wood.at(0.24));
            pad.across(x, y + 9, 12, Wood.at(0.5));
            let middle = x + 6;
            match row * 3 + column {
                0 => pad.turned(middle, y + 2, &[2, 3, 2, 1, 1, 2, 3], Brass.at(0.66)),
                1 => pad.ball(middle, y + 5, 3, 3, Blue.at(0.6)),
                3 => pad.slab(x + 3, y + 3, 6, 6, Red.at(0.55)),
                4 => pad.turned(middle, y + 3, &[1, 2, 3, 3, 2, 2], Paper.at(0.7)),
                5 => pad.letters(
                    x + 3,
                    y + 2,
                    &["  #  ", " ### ", "#####", " ### ", "  #  ", " ### "],
                    &[('#', Accent.at(0.66))],
                ),
                6 => pad.slab(x + 2, y + 5, 8, 4, Leaf.at(0.5)),
                _ => {}
            }
        }
    }
}

fn alcove(pad: &mut Pad) {
    pad.ball(14, 14, 13, 13, Wood.at(0.56));
    pad.rect(1, 14, 27, 20, Wood.at(0.5));
    pad.ellipse(14, 14, 11, 11, super::super::paint::Ink::Wall.at(0.26));
    pad.rect(3, 14, 23, 16, super::super::paint::Ink::Wall.at(0.26));
    pad.ball(10, 26, 5, 3, Metal.at(0.6));
    pad.turned(20, 22, &[1, 1, 2, 3, 3, 3, 2, 2], Blue.at(0.6));
    pad.line((20, 22), (17, 11), Wood.at(0.6));
    pad.line((20, 20), (23, 13), Wood.at(0.6));
    for (x, y) in [(17, 11), (23, 13), (18, 15)] {
        pad.letters(x - 1, y - 1, &["##", "##"], &[('#', Accent.at(0.7))]);
    }
    pad.slab(0, 30, 28, 4, Wood.at(0.6));
}

fn wreath(pad: &mut Pad) {
    for (x, y) in [(10, 2), (15, 4), (18, 9), (16, 14), (11, 17), (5, 15), (2, 10), (4, 5)] {
        pad.ball(x, y, 3, 2, Leaf.at(0.5));
    }
    for (x, y) in [(8, 3), (17, 7), (14, 16), (4, 13)] {
        pad.rect(x, y, 2, 2, Red.at(0.64));
    }
    pad.letters(6, 15, &["## ##", " ### ", "## ##"], &[('#', Accent.at(0.66))]);
}

fn folded_chair(pad: &mut Pad) {
    let (frame, seat) = (Wood.at(0.6), Cloth.at(0.54));
    pad.beam((3, 0), (1, 42), frame);
    pad.beam((15, 0), (17, 42), frame);
    pad.slab(3, 2, 14, 4, frame);
    pad.slab(4, 9, 12, 3, frame);
    pad.rect(4, 16, 12, 15, seat);
    for stripe in [6, 10, 14] {
        pad.down(stripe, 16, 15, seat.lighter(0.18));
    }
    pad.across(4, 16, 12, seat.lighter(0.2));
    pad.line((5, 31), (15, 41), frame.lighter(-0.14));
    pad.line((14, 31), (4, 41), frame.lighter(-0.14));
    pad.across(3, 36, 13, frame.lighter(-0.1));
}
