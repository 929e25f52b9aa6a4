//! What hangs from the ceiling.

use super::{
    super::{
        canvas::Pad,
        light::Tint,
        paint::Ink::{Accent, Brass, Clay, Cloth, Glow, Leaf, Line, Metal, Paper, Red, Wood},
    },
    Spot::{Ceiling, Wall},
    Sprite,
};

pub static HAMMOCK: Sprite = Sprite::new("hammock", (62, 66), &[Ceiling], hammock);
pub static LANTERN: Sprite =
    Sprite::new("paper lantern with a moth", (24, 44), &[Ceiling], lantern).shining((12, 30), 66, 0.42, Tint::Lamp);
pub static AIRSHIP: Sprite = Sprite::new("model airship", (38, 38), &[Ceiling], airship);
pub static DRIED_FLOWERS: Sprite = Sprite::new("string of dried flowers", (52, 26), &[Ceiling, Wall], dried_flowers);
pub static PENDANT: Sprite =
    Sprite::new("pendant lamp", (24, 46), &[Ceiling], pendant).shining((12, 42), 60, 0.5, Tint::Lamp);
pub static CEILING_LIGHT: Sprite =
    Sprite::new("ceiling light", (34, 16), &[Ceiling], ceiling_light).shining((17, 12), 120, 0.34, Tint::Plain);
pub static SPOTLIGHT: Sprite = Sprite::new("stage light", (18, 22), &[Ceiling], spotlight);
pub static COLOUR_LAMPS: Sprite = Sprite::new("coloured lamp", (14, 20), &[Ceiling], colour_lamp);

fn hammock(pad: &mut Pad) {
    for (hook, end) in [(3, 10), (58, 51)] {
        pad.rect(hook - 1, 0, 3, 2, Metal.at(0.7));
        for strand in -2..=2 {
            pad.line((hook, 2), (end + strand * 2 * if hook < 30 { 1 } else { -1 }, 42 + strand), Paper.at(0.56));
        }
    }
    for x in 8..54 {
        let along = (x - 31) as f32 / 23.0;
        let sag = (16.0 * (1.0 - along * along)) as i32;
        let deep = 4 + (5.0 * (1.0 - along * along)) as i32;
        for row in 0..deep {
            let stripe = [Accent, Accent, Paper, Cloth, Cloth, Paper][(x as usize / 3) % 6];
            pad.dot(x, 40 + sag + row, stripe.at(0.64 - 0.035 * row as f32));
        }
        pad.dot(x, 40 + sag, Paper.at(0.8));
        if x % 3 == 0 {
            pad.down(x, 40 + sag + deep, 3, Paper.at(0.6));
        }
    }
    pad.ball(20, 50, 6, 4, Red.at(0.6));
}

fn lantern(pad: &mut Pad) {
    pad.down(12, 0, 20, Line.at(0.3));
    for row in 0..20 {
        let round = (row as f32 - 9.5) / 10.5;
        let half = (10.5 * (1.0 - round * round).sqrt()) as i32;
        for column in -half..=half {
            let aside = column as f32 / 12.0;
            let rib = if row % 4 == 0 { 0.1 } else { 0.0 };
            pad.dot(12 + column, 21 + row, Glow.shining(0.94 - 0.28 * aside * aside - rib));
        }
    }
    pad.rect(9, 19, 7, 2, Wood.at(0.5));
    pad.rect(9, 41, 7, 2, Wood.at(0.5));
    pad.letters(14, 26, &["#   #", "## ##", " ### ", "## ##"], &[('#', Clay.shining(0.36))]);
}

fn airship(pad: &mut Pad) {
    pad.line((10, 0), (14, 16), Paper.at(0.5));
    pad.line((26, 0), (22, 16), Paper.at(0.5));
    pad.ball(18, 22, 15, 6, Red.at(0.56));
    for (y, by) in [(18, 0.16), (22, -0.12), (25, -0.06)] {
        (4..33).for_each(|x| pad.lighten(x, y, by));
    }
    pad.shape(&[(30, 16), (37, 13), (37, 18), (33, 20)], Brass.at(0.6));
    pad.shape(&[(33, 24), (37, 26), (37, 31), (30, 28)], Brass.at(0.5));
    for x in [12, 23] {
        pad.down(x, 28, 4, Line.at(0.3));
    }
    pad.slab(10, 31, 16, 5, Wood.at(0.56));
    for x in [12, 16, 20] {
        pad.rect(x, 32, 2, 2, Glow.at(0.8));
    }
}

fn dried_flowers(pad: &mut Pad) {
    for x in 0..52 {
        let sag = x * (51 - x) / 130;
        pad.dot(x, sag, Clay.at(0.6));
    }
    for (bunch, ink) in [Accent, Paper, Red, Cloth, Brass].into_iter().enumerate() {
        let x = 5 + bunch as i32 * 10;
        let y = x * (51 - x) / 130;
        pad.rect(x, y, 2, 3, Red.at(0.5));
        for (right, long) in [(-3, 8), (-1, 10), (1, 11), (4, 8)] {
            pad.line((x, y + 2), (x + right, y + long), Leaf.at(0.4));
            pad.ball(x + right, y + long + 1, 1, 1, ink.at(0.62));
            pad.dot(x + right, y + long, ink.at(0.82));
        }
    }
}

fn pendant(pad: &mut Pad) {
    pad.down(12, 0, 32, Line.at(0.26));
    pad.rect(10, 30, 5, 3, Brass.at(0.6));
    for row in 0..10 {
        let half = 3 + row;
        pad.tube(12 - half.min(11), 33 + row, 2 * half.min(11) + 1, 1, Accent.at(0.54 - 0.02 * row as f32));
    }
    pad.across(1, 43, 22, Glow.shining(0.95));
    pad.rect(8, 44, 9, 2, Glow.shining(0.98));
}

fn ceiling_light(pad: &mut Pad) {
    pad.rect(14, 0, 7, 4, Metal.at(0.6));
    for row in 0..9 {
        let half = [15, 16, 16, 16, 15, 14, 12, 9, 5][row as usize];
        pad.rect(17 - half, 4 + row, 2 * half, 1, Glow.shining(0.96 - 0.02 * row as f32));
    }
    pad.rect(1, 4, 32, 2, Metal.at(0.56));
}

fn spotlight(pad: &mut Pad) {
    pad.rect(7, 0, 4, 5, Line.at(0.4));
    pad.shape(&[(3, 5), (14, 5), (16, 17), (1, 17)], Line.at(0.36));
    pad.across(2, 10, 14, Line.at(0.6));
    pad.rect(1, 17, 16, 3, Glow.shining(0.98));
    pad.letters(0, 16, &["#               ##", "#                #"], &[('#', Line.at(0.4))]);
}

fn colour_lamp(pad: &mut Pad) {
    pad.rect(5, 0, 3, 5, Line.at(0.4));
    pad.shape(&[(3, 5), (10, 5), (13, 13), (0, 13)], Line.at(0.42));
    pad.ball(6, 15, 5, 3, Paper.shining(0.9));
}

/// Bulbs along a wire between two places, for whoever hangs them.
pub fn bulbs(pad: &mut Pad, from: (i32, i32), to: i32, sag: i32) {
    let wide = (to - from.0).max(1);
    for x in 0..=wide {
        let y = from.1 + 4 * sag * x * (wide - x) / (wide * wide);
        pad.dot(from.0 + x, y, Line.at(0.16));
        if x % 8 == 4 {
            pad.dot(from.0 + x, y + 1, Line.at(0.2));
            pad.rect(from.0 + x - 1, y + 2, 3, 2, Glow.shining(0.95));
            pad.dot(from.0 + x, y + 4, Glow.shining(0.8));
        }
    }
}
