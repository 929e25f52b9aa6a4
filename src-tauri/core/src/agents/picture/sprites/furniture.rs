//! What every room has: something to work or sleep at, and something to sit on.

use super::{
    super::{
        canvas::Pad,
        paint::{
            Ink,
            Ink::{Accent, Blue, Brass, Cloth, Leaf, Line, Metal, Paper, Red, Wood},
        },
    },
    Spot::{Back, Front},
    Sprite,
};

pub static DESK: Sprite = Sprite::new("desk", (62, 46), &[Back], desk);
pub static SMALL_DESK: Sprite = Sprite::new("small desk", (42, 46), &[Back], small_desk);
pub static BUREAU: Sprite = Sprite::new("writing bureau", (31, 58), &[Back], bureau);
pub static WHITE_DESK: Sprite = Sprite::new("white desk", (62, 46), &[Back], white_desk);
pub static WORKTABLE: Sprite = Sprite::new("stained worktable", (62, 46), &[Back], worktable);
pub static BED: Sprite = Sprite::new("bed", (72, 50), &[Back], bed);
pub static QUILT_BED: Sprite = Sprite::new("bed with a thick quilt", (72, 54), &[Back], quilt_bed);
pub static PATCHWORK_BED: Sprite = Sprite::new("bed with a patchwork blanket", (72, 50), &[Back], patchwork_bed);

pub static DESK_CHAIR: Sprite = Sprite::new("chair at the desk", (24, 44), &[Front], desk_chair);
pub static WHEELED_CHAIR: Sprite = Sprite::new("chair on wheels", (26, 48), &[Front], wheeled_chair);
pub static WOODEN_CHAIR: Sprite = Sprite::new("wooden chair", (25, 46), &[Back, Front], wooden_chair);
pub static HIGH_CHAIR: Sprite = Sprite::new("high-backed chair", (30, 58), &[Back, Front], high_chair);
pub static ARMCHAIR: Sprite = Sprite::new("armchair", (42, 42), &[Back, Front], armchair);
pub static POUF: Sprite = Sprite::new("floor cushion", (30, 15), &[Front], pouf);

/// The top, its edge and two legs, as wide as the pad.
fn table(pad: &mut Pad, ink: Ink) {
    let (wood, wide) = (ink.at(0.58), pad.width);
    pad.rect(4, 9, wide - 8, 5, wood.lighter(-0.34));
    for x in [3, wide - 7] {
        pad.slab(x, 9, 5, 37, wood.lighter(-0.1));
    }
    pad.rect(0, 0, wide, 5, wood.lighter(0.12));
    pad.across(0, 0, wide, wood.lighter(0.02));
    for x in (5..wide - 4).step_by(9) {
        pad.across(x, 2, 5, wood.lighter(0.2));
    }
    pad.rect(0, 5, wide, 4, wood);
    pad.across(0, 5, wide, wood.lighter(0.26));
    pad.across(0, 8, wide, wood.lighter(-0.2));
}

fn small_desk(pad: &mut Pad) {
    table(pad, Wood);
    pad.slab(8, 9, 27, 8, Wood.at(0.52));
    pad.rect(19, 12, 5, 1, Brass.at(0.8));
}

fn desk(pad: &mut Pad) {
    table(pad, Wood);
    pad.slab(38, 9, 17, 29, Wood.at(0.5));
    for y in [11, 20, 29] {
        pad.slab(40, y, 13, 7, Wood.at(0.56));
        pad.rect(45, y + 3, 3, 1, Brass.at(0.8));
    }
}

fn bureau(pad: &mut Pad) {
    pad.slab(2, 0, 27, 14, Wood.at(0.52));
    for x in [4, 12, 20] {
        pad.rect(x, 3, 7, 9, Wood.at(0.22));
    }
    pad.rect(5, 6, 2, 6, Red.at(0.55));
    pad.rect(7, 5, 2, 7, Paper.at(0.66));
    pad.rect(13, 9, 5, 3, Paper.at(0.6));
    pad.rect(22, 4, 2, 8, Blue.at(0.55));
    pad.rect(0, 14, 31, 5, Wood.at(0.7));
    pad.rect(0, 19, 31, 3, Wood.at(0.58));
    pad.across(0, 19, 31, Wood.at(0.84));
    pad.slab(2, 22, 27, 8, Wood.at(0.5));
    pad.rect(13, 25, 5, 1, Brass.at(0.8));
    for x in [2, 25] {
        pad.slab(x, 30, 4, 28, Wood.at(0.48));
    }
}

fn white_desk(pad: &mut Pad) {
    table(pad, Paper);
    pad.slab(34, 9, 21, 8, Paper.at(0.6));
    pad.rect(42, 12, 5, 1, Metal.at(0.4));
}

fn worktable(pad: &mut Pad) {
    table(pad, Wood);
    pad.slab(5, 32, 52, 4, Wood.at(0.5));
    for (x, y, ink) in
        [(8, 1, Red), (14, 3, Blue), (25, 1, Brass), (37, 2, Accent), (50, 1, Leaf), (55, 3, Red), (20, 2, Paper)]
    {
        pad.rect(x, y, 3, 2, ink.at(0.66));
        pad.dot(x + 3, y + 1, ink.at(0.56));
    }
    for (x, long, ink) in [(9, 4, Red), (38, 6, Accent), (51, 3, Leaf)] {
        pad.down(x, 5, long, ink.at(0.56));
    }
    for (x, ink) in [(12, Blue), (19, Red), (26, Brass)] {
        pad.slab(x, 26, 5, 6, Metal.at(0.56));
        pad.rect(x, 28, 5, 2, ink.at(0.6));
    }
    pad.slab(36, 25, 16, 7, Paper.at(0.56));
}

fn bedstead(pad: &mut Pad, low: i32) {
    pad.slab(66, 0, 6, low, Wood.at(0.54));
    pad.ball(68, 1, 3, 2, Wood.at(0.66));
    pad.slab(0, low - 30, 5, 30, Wood.at(0.5));
    pad.ball(2, low - 30, 2, 2, Wood.at(0.64));
    pad.slab(4, low - 12, 63, 7, Wood.at(0.48));
    pad.rect(5, low - 5, 61, 2, Line.at(0.12));
}

fn bedding(pad: &mut Pad, low: i32, cover: impl Fn(&mut Pad, i32, i32, f32)) {
    // The mattress's edge, the sheet folded over, the cover seen from above and from the side.
    pad.rect(5, low - 24, 61, 13, Paper.at(0.56));
    pad.across(5, low - 12, 61, Paper.at(0.3));
    pad.rect(5, low - 29, 61, 5, Paper.at(0.72));
    for y in low - 32..low - 11 {
        for x in 5..47 {
            let shade = match y - (low - 32) {
                0 => 0.62,
                1..=6 => 0.7,
                7 => 0.56,
                18.. => 0.36,
                _ => 0.52,
            };
            cover(pad, x, y, shade);
        }
    }
    for x in [14, 25, 37] {
        for y in low - 24..low - 12 {
            pad.lighten(x, y, -0.1);
            pad.lighten(x + 1, y, 0.06);
        }
    }
    pad.rect(45, low - 33, 4, 22, Paper.at(0.7));
    pad.down(48, low - 32, 20, Paper.at(0.46));
    pad.across(45, low - 33, 4, Paper.at(0.86));
    pad.ball(57, low - 32, 8, 4, Paper.at(0.74));
    pad.line((52, low - 30), (55, low - 32), Paper.at(0.5));
}

fn bed(pad: &mut Pad) {
    bedstead(pad, 50);
    bedding(pad, 50, |pad, x, y, shade| pad.dot(x, y, Cloth.at(shade)));
    for x in 5..45 {
        pad.dot(x, 31, Accent.at(0.52));
        pad.dot(x, 33, Accent.at(0.46));
    }
}

fn quilt_bed(pad: &mut Pad) {
    bedstead(pad, 54);
    bedding(pad, 54, |pad, x, y, shade| {
        let stitch = ((x + y) % 8 == 0 || (x - y + 80) % 8 == 0) as i32 as f32;
        pad.dot(x, y, Cloth.at(shade - 0.12 * stitch));
        pad.dot(x, y - 4, Cloth.at(shade + 0.1 - 0.12 * stitch));
    });
    for x in 5..46 {
        pad.dot(x, 17 + (x % 8) / 6, Cloth.at(0.76));
    }
}

fn patchwork_bed(pad: &mut Pad) {
    let inks = [Cloth, Paper, Accent, Red, Blue, Leaf, Brass];
    bedstead(pad, 50);
    bedding(pad, 50, |pad, x, y, shade| {
        let patch = (x / 7 * 3 + (y - 18) / 7 * 2) as usize % inks.len();
        let seam = x % 7 == 0 || (y - 18) % 7 == 0;
        pad.dot(x, y, inks[patch].at(shade - if seam { 0.14 } else { 0.0 }));
    });
}

fn desk_chair(pad: &mut Pad) {
    for (x, top) in [(2, 0), (19, 0)] {
        pad.slab(x, top, 3, 44, Wood.at(0.5));
    }
    for x in [5, 16] {
        pad.rect(x, 26, 2, 12, Wood.at(0.3));
    }
    for y in [2, 9, 16] {
        pad.slab(5, y, 14, 4, Wood.at(0.56));
    }
    pad.rect(1, 22, 22, 4, Cloth.at(0.6));
    pad.across(1, 22, 22, Cloth.at(0.78));
    pad.rect(1, 26, 22, 2, Cloth.at(0.4));
    pad.across(5, 35, 14, Wood.at(0.4));
}

fn wheeled_chair(pad: &mut Pad) {
    pad.slab(4, 0, 18, 22, Line.at(0.46));
    pad.rect(6, 2, 14, 17, Accent.at(0.5));
    pad.across(6, 2, 14, Accent.at(0.68));
    pad.across(6, 10, 14, Accent.at(0.36));
    pad.rect(11, 22, 4, 5, Line.at(0.36));
    for x in [0, 23] {
        pad.rect(x, 17, 3, 9, Line.at(0.44));
        pad.across(x, 17, 3, Line.at(0.62));
    }
    pad.slab(2, 26, 22, 5, Accent.at(0.5));
    pad.rect(11, 31, 4, 9, Metal.at(0.5));
    pad.line((13, 39), (3, 44), Line.at(0.44));
    pad.line((13, 39), (23, 44), Line.at(0.44));
    pad.line((13, 40), (13, 45), Line.at(0.44));
    for x in [2, 12, 22] {
        pad.rect(x, 45, 3, 3, Line.at(0.26));
    }
}

fn wooden_chair(pad: &mut Pad) {
    for x in [3, 19] {
        pad.slab(x, 0, 3, 28, Wood.at(0.54));
    }
    pad.slab(3, 2, 19, 5, Wood.at(0.62));
    for x in [8, 12, 16] {
        pad.down(x, 7, 17, Wood.at(0.5));
        pad.down(x + 1, 7, 17, Wood.at(0.36));
    }
    pad.shape(&[(4, 24), (21, 24), (25, 31), (0, 31)], Wood.at(0.66));
    pad.shape(&[(5, 25), (20, 25), (22, 30), (3, 30)], Cloth.at(0.6));
    pad.rect(0, 31, 25, 3, Wood.at(0.48));
    for (x, long) in [(1, 12), (21, 12), (5, 8), (18, 8)] {
        pad.rect(x, 34, 3, long, Wood.at(if long == 12 { 0.5 } else { 0.34 }));
    }
    pad.across(3, 39, 19, Wood.at(0.4));
}

fn high_chair(pad: &mut Pad) {
    pad.ball(15, 8, 11, 8, Cloth.at(0.5));
    pad.slab(4, 6, 22, 34, Cloth.at(0.5));
    for (x, y) in [(10, 12), (15, 10), (20, 12), (10, 20), (15, 18), (20, 20), (15, 26)] {
        pad.dot(x, y, Brass.at(0.7));
        pad.dot(x, y - 1, Cloth.at(0.34));
    }
    for (x, turn) in [(0, 0.06), (24, -0.06)] {
        pad.ball(x + 3, 18, 3, 4, Cloth.at(0.56 + turn));
        pad.slab(x, 28, 6, 20, Cloth.at(0.5 + turn));
        pad.ball(x + 3, 29, 3, 2, Cloth.at(0.66));
    }
    pad.slab(5, 36, 20, 6, Cloth.at(0.64));
    pad.rect(5, 42, 20, 8, Cloth.at(0.42));
    pad.across(5, 42, 20, Cloth.at(0.24));
    for x in [1, 26] {
        pad.tube(x, 49, 3, 9, Wood.at(0.5));
    }
    pad.rect(1, 48, 28, 2, Wood.at(0.44));
}

fn armchair(pad: &mut Pad) {
    pad.ball(21, 10, 16, 10, Cloth.at(0.54));
    pad.rect(5, 10, 32, 20, Cloth.at(0.5));
    pad.down(21, 4, 22, Cloth.at(0.42));
    for x in [14, 28] {
        pad.dot(x, 10, Cloth.at(0.3));
    }
    pad.ball(21, 24, 14, 5, Cloth.at(0.64));
    pad.rect(8, 26, 27, 11, Cloth.at(0.46));
    pad.across(8, 28, 27, Cloth.at(0.28));
    for (x, by) in [(0, 0.06), (33, -0.06)] {
        pad.ball(x + 4, 20, 4, 4, Cloth.at(0.62 + by));
        pad.slab(x, 20, 9, 17, Cloth.at(0.5 + by));
        pad.ellipse(x + 4, 20, 2, 2, Cloth.at(0.46 + by));
    }
    // A cushion, and the elbow's place worn light.
    pad.shape(&[(15, 13), (26, 12), (27, 22), (16, 23)], Accent.at(0.58));
    pad.line((16, 14), (25, 13), Accent.at(0.76));
    pad.line((17, 22), (26, 21), Accent.at(0.36));
    pad.rect(1, 37, 40, 2, Line.at(0.16));
    for x in [3, 35] {
        pad.tube(x, 38, 4, 4, Wood.at(0.5));
    }
}

fn pouf(pad: &mut Pad) {
    pad.ball(15, 8, 14, 6, Accent.at(0.54));
    pad.ellipse(15, 5, 11, 3, Accent.at(0.64));
    for (x, y) in [(6, 6), (10, 8), (15, 8), (20, 8), (24, 6)] {
        pad.down(x, y, 5, Accent.at(0.38));
    }
    pad.dot(15, 5, Brass.at(0.75));
}
