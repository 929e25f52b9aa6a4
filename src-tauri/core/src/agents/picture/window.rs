//! The window and the door: frames, curtains, and what is outside.

use super::{
    canvas::Pad,
    paint::{Ink, Paint},
    shell::grain,
};
use crate::pools::draw::Numbers;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    City,
    Clouds,
    Moon,
    Stars,
    Rain,
    Trees,
    Hills,
    Snow,
    Neighbour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    None,
    Curtains,
    /// One side closed.
    HalfDrawn,
    Blind,
    DoubleBlind,
    Sheer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panes {
    Cross,
    Tall,
    Stained,
}

/// The glass: `x` and `y` of its corner, and its size.
#[derive(Debug, Clone, Copy)]
pub struct Glass {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Glass {
    /// What of the wall must stay free of other things: corner and size.
    pub fn covered(self, cover: Cover) -> (i32, i32, i32, i32) {
        let aside = match cover {
            Cover::None | Cover::Blind | Cover::DoubleBlind => 9,
            Cover::Sheer => 19,
            Cover::Curtains | Cover::HalfDrawn => 17,
        };
        (self.x - aside, self.y - 11, self.width + 2 * aside, self.height + 26)
    }

    pub fn middle(self) -> (i32, i32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }

    /// Where things on the sill stand.
    pub fn sill(self) -> i32 {
        self.y + self.height + 5
    }
}

pub fn window(room: &mut Pad, glass: Glass, view: (Outside, bool), panes: Panes, numbers: &mut Numbers) {
    let Glass { x, y, width, height } = glass;
    let frame = Ink::Paper.at(0.56);
    room.rect(x - 4, y - 3, width + 10, height + 12, Ink::Wall.at(0.22));
    room.slab(x - 5, y - 5, width + 10, height + 10, frame);
    room.rect(x - 1, y - 1, width + 2, height + 2, Ink::Line.at(0.16));
    let mut pane = Pad::new(width, height);
    outside(&mut pane, view.0, view.1, numbers);
    if panes == Panes::Stained {
        stained(&mut pane);
    }
    room.put(&pane, x, y);
    if panes != Panes::Stained {
        bars(room, glass, panes, frame);
        glint(room, glass);
    }
    room.rect(x - 7, y + height + 5, width + 16, 5, Ink::Wall.at(0.24));
    room.slab(x - 8, y + height + 3, width + 16, 5, Ink::Wood.at(0.62));
    room.across(x - 8, y + height + 3, width + 16, Ink::Wood.at(0.9));
    room.across(x - 8, y + height + 8, width + 16, Ink::Line.at(0.1));
}

fn bars(room: &mut Pad, glass: Glass, panes: Panes, frame: Paint) {
    let Glass { x, y, width, height } = glass;
    let crossing = if panes == Panes::Tall { height / 3 } else { height / 2 - 4 };
    room.rect(x + width / 2 - 1, y, 3, height, frame.lighter(-0.06));
    room.down(x + width / 2 - 1, y, height, frame.lighter(0.16));
    room.rect(x, y + crossing, width, 2, frame.lighter(-0.06));
    room.across(x, y + crossing, width, frame.lighter(0.14));
}

/// Glass is seen by what it mirrors: two slanting streaks.
fn glint(room: &mut Pad, glass: Glass) {
    for (start, long) in [(5, 9), (9, 5)] {
        for step in 0..long {
            let (column, row) = (glass.x + start + long - step, glass.y + 5 + step);
            room.lighten(column, row, 0.16);
        }
    }
}

fn outside(pane: &mut Pad, view: Outside, night: bool, numbers: &mut Numbers) {
    for y in 0..pane.height {
        let down = y as f32 / pane.height as f32;
        let shade = if night { 0.16 + 0.42 * down } else { 0.44 + 0.4 * down };
        pane.rect(0, y, pane.width, 1, Ink::Sky.shining(shade));
    }
    match (view, night) {
        (Outside::Rain, _) => {
            skyline(pane, false, 6, numbers);
            rain(pane, numbers);
        }
        (Outside::Snow, _) => {
            hills(pane, Ink::Paper.shining(if night { 0.36 } else { 0.8 }));
            flakes(pane, numbers);
        }
        (Outside::Trees, _) => {
            if night {
                moon(pane, numbers)
            } else {
                clouds(pane, numbers)
            }
            trees(pane, night, numbers);
        }
        (Outside::Hills, _) => {
            if night {
                moon(pane, numbers)
            } else {
                clouds(pane, numbers)
            }
            hills(pane, Ink::Leaf.shining(if night { 0.16 } else { 0.5 }));
        }
        (Outside::Neighbour, _) => neighbour(pane, numbers),
        (_, false) => {
            clouds(pane, numbers);
            if view == Outside::City { skyline(pane, false, 0, numbers) } else { hills(pane, Ink::Leaf.shining(0.46)) }
        }
        (Outside::City, true) => {
            stars(pane, 10, numbers);
            moon(pane, numbers);
            skyline(pane, true, 4, numbers);
        }
        (Outside::Stars, true) => {
            milky(pane, numbers);
            stars(pane, 46, numbers);
            hills(pane, Ink::Line.shining(0.16));
        }
        (_, true) => {
            stars(pane, 16, numbers);
            moon(pane, numbers);
            skyline(pane, true, -6, numbers);
        }
    }
}

fn below(numbers: &mut Numbers, end: i32) -> i32 {
    (numbers.next() % end.max(1) as u64) as i32
}

fn stars(pane: &mut Pad, many: i32, numbers: &mut Numbers) {
    for star in 0..many {
        let (x, y) = (below(numbers, pane.width), below(numbers, pane.height * 3 / 4));
        pane.dot(x, y, Ink::Paper.shining(if star % 3 == 0 { 0.9 } else { 0.5 }));
        if star % 12 == 5 {
            for (right, low) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                pane.dot(x + right, y + low, Ink::Sky.shining(0.8));
            }
        }
    }
}

fn milky(pane: &mut Pad, numbers: &mut Numbers) {
    for y in 0..pane.height {
        let middle = pane.width - 6 - y * 2 / 3;
        for x in middle - 8..middle + 8 {
            let near = 1.0 - (x - middle).abs() as f32 / 8.0;
            if pane.at(x, y).is_some() && numbers.unit() < f64::from(near) * 0.75 {
                pane.lighten(x, y, 0.16);
            }
        }
    }
}

fn moon(pane: &mut Pad, numbers: &mut Numbers) {
    let (x, y) = (8 + below(numbers, pane.width - 18), 9 + below(numbers, 5));
    let crescent = numbers.next() % 2 == 0;
    for row in -9..=9 {
        for column in -9..=9i32 {
            if column * column + row * row <= 81 {
                pane.lighten(x + column, y + row, 0.07);
            }
        }
    }
    for row in -5..=5 {
        for column in -5..=5i32 {
            let bite = (column - 3) * (column - 3) + (row + 1) * (row + 1) <= 22;
            if column * column + row * row <= 28 && !(crescent && bite) {
                let crater = !crescent && matches!((column, row), (-2, -1) | (-1, -1) | (1, 2) | (2, 2) | (2, -2));
                pane.dot(x + column, y + row, Ink::Glow.shining(if crater { 0.66 } else { 0.9 }));
            }
        }
    }
}

fn clouds(pane: &mut Pad, numbers: &mut Numbers) {
    for band in 0..3 {
        let (x, y) = (below(numbers, pane.width), 8 + band * 11 + below(numbers, 5));
        for (right, up, radius) in [(-7, 0, 3), (-2, -2, 4), (4, -1, 4), (9, 1, 3)] {
            for row in -radius..=0 {
                for column in -radius - 2..=radius + 2 {
                    if column * column * 2 / 3 + row * row <= radius * radius && y + up + row < y + 1 {
                        let shade = if row < -1 { 0.95 } else { 0.8 };
                        pane.dot(x + right + column, y + up.min(0) + row, Ink::Paper.shining(shade));
                    }
                }
            }
        }
    }
}

fn skyline(pane: &mut Pad, lit: bool, higher: i32, numbers: &mut Numbers) {
    for (layer, shade) in [(0, if lit { 0.3 } else { 0.62 }), (1, if lit { 0.14 } else { 0.44 })] {
        let ink = if lit { Ink::Sky } else { Ink::Metal };
        let mut x = -below(numbers, 4);
        while x < pane.width {
            let (wide, tall) = (6 + below(numbers, 6), 9 + higher + (1 - layer) * 8 + below(numbers, 11));
            let top = pane.height - tall.max(4);
            pane.rect(x, top, wide, tall, ink.shining(shade));
            pane.down(x + wide - 1, top, tall, ink.shining(shade - 0.06));
            if below(numbers, 3) == 0 {
                pane.down(x + wide / 2, top - 4, 4, ink.shining(shade));
            }
            for (row, column) in (top + 2..pane.height - 1).step_by(3).flat_map(|row| [(row, x + 1), (row, x + 3)]) {
                if lit && layer == 1 && below(numbers, 5) < 2 && column < x + wide - 1 {
                    pane.rect(column, row, 1, 2, Ink::Glow.shining(0.76));
                }
            }
            x += wide;
        }
    }
}

fn rain(pane: &mut Pad, numbers: &mut Numbers) {
    for _ in 0..34 {
        let (x, y) = (below(numbers, pane.width), below(numbers, pane.height));
        for step in 0..3 {
            pane.lighten(x - step / 2, y + step, 0.22);
        }
    }
    for _ in 0..9 {
        let (x, y) = (below(numbers, pane.width), below(numbers, pane.height - 8));
        pane.dot(x, y, Ink::Paper.shining(0.75));
        (1..5).for_each(|step| pane.lighten(x, y - step, 0.12));
    }
}

fn flakes(pane: &mut Pad, numbers: &mut Numbers) {
    for flake in 0..40 {
        let (x, y) = (below(numbers, pane.width), below(numbers, pane.height));
        pane.dot(x, y, Ink::Paper.shining(0.92));
        if flake % 5 == 0 {
            pane.dot(x + 1, y, Ink::Paper.shining(0.8));
        }
    }
    // What has settled in the corners.
    for x in 0..pane.width {
        let from_the_side = x.min(pane.width - 1 - x) % (pane.width / 2);
        let deep = (5 - from_the_side / 3).max(1);
        pane.rect(x, pane.height - deep, 1, deep, Ink::Paper.shining(0.86));
    }
}

fn trees(pane: &mut Pad, night: bool, numbers: &mut Numbers) {
    let (dark, light) = if night { (0.12, 0.26) } else { (0.34, 0.56) };
    for tree in 0..5 {
        let x = tree * pane.width / 4 + below(numbers, 5) - 2;
        let top = pane.height - 20 - below(numbers, 16);
        pane.rect(x - 1, top + 8, 2, pane.height, Ink::Wood.shining(dark));
        for puff in 0..7 {
            let (right, low) = (below(numbers, 11) - 5, puff * 3);
            let size = 4 + below(numbers, 3);
            pane.ellipse(x + right, top + low, size, size - 1, Ink::Leaf.shining(dark + 0.04 * (puff % 3) as f32));
            pane.ellipse(x + right - 1, top + low - 1, size / 2, size / 3, Ink::Leaf.shining(light));
        }
    }
}

fn hills(pane: &mut Pad, paint: Paint) {
    for x in 0..pane.width {
        let far = pane.height - 13 - (x * (pane.width - x)) / 60;
        let near = pane.height - 5 - ((x - 12) * (x - 12)) / 120;
        pane.rect(x, far, 1, pane.height, paint.lighter(0.12));
        pane.rect(x, near.max(far + 4), 1, pane.height, paint);
    }
}

/// The house over the way, with somebody at home.
fn neighbour(pane: &mut Pad, numbers: &mut Numbers) {
    stars(pane, 8, numbers);
    pane.rect(3, 18, pane.width, pane.height, Ink::Sky.shining(0.2));
    for y in (20..pane.height).step_by(3) {
        pane.across(3, y, pane.width, Ink::Sky.shining(0.15));
    }
    for x in 0..pane.width {
        pane.rect(x, 16, 1, 3, Ink::Line.shining(0.2));
    }
    for (x, y) in [(8, 24), (25, 24), (8, 42), (25, 42)] {
        let lit = (x, y) == (25, 24) || (x, y) == (8, 42);
        pane.rect(x, y, 10, 11, if lit { Ink::Glow.shining(0.78) } else { Ink::Sky.shining(0.28) });
        pane.down(x + 5, y, 11, Ink::Line.shining(0.2));
        pane.across(x, y + 5, 10, Ink::Line.shining(0.2));
    }
}

fn stained(pane: &mut Pad) {
    let inks = [Ink::Red, Ink::Blue, Ink::Brass, Ink::Leaf, Ink::Accent, Ink::Cloth];
    let (middle, high) = (pane.width / 2, pane.height / 3);
    for y in 0..pane.height {
        for x in 0..pane.width {
            let (right, low) = (x - middle, y - high);
            let ring = ((right * right + low * low) as f32).sqrt() as i32;
            let sector = (right > 0) as i32 * 2 + (low > 0) as i32 + (right.abs() > low.abs()) as i32 * 4;
            let (field, lead) = match ring {
                0..=4 => (2, ring == 4),
                5..=13 => (sector, ring == 13 || right.abs() == low.abs() || right == 0 || low == 0),
                _ => (x / 8 * 3 + y / 9 * 5, x % 8 == 0 || y % 9 == 0),
            };
            let glow = 0.5 + 0.12 * grain(x / 4, y / 4);
            let ink = inks[field as usize % inks.len()];
            pane.dot(x, y, if lead { Ink::Line.shining(0.12) } else { ink.shining(glow) });
        }
    }
}

pub fn cover(room: &mut Pad, glass: Glass, kind: Cover) {
    let Glass { x, y, width, height } = glass;
    match kind {
        Cover::None => {}
        Cover::Blind => blind(room, glass, 4),
        Cover::DoubleBlind => {
            blind(room, glass, 3);
            room.slab(x - 2, y - 1, width + 4, height * 3 / 5, Ink::Cloth.at(0.46));
            room.across(x - 2, y + height * 3 / 5, width + 4, Ink::Line.at(0.1));
            room.down(x + width / 2, y + height * 3 / 5, 6, Ink::Paper.at(0.6));
        }
        Cover::Sheer => {
            for (side, start) in [(1, x - 4), (-1, x + width + 3)] {
                curtain(room, (start, y - 7), height + 12, side, (15, 8), Ink::Paper.at(0.5));
            }
        }
        Cover::Curtains => {
            for (side, start) in [(1, x - 14), (-1, x + width + 13)] {
                curtain(room, (start, y - 7), height + 22, side, (17, 10), Ink::Cloth.at(0.46));
            }
        }
        Cover::HalfDrawn => {
            curtain(room, (x - 14, y - 7), height + 22, 1, (34, 33), Ink::Cloth.at(0.46));
            curtain(room, (x + width + 13, y - 7), height + 22, -1, (15, 12), Ink::Cloth.at(0.46));
        }
    }
    if !matches!(kind, Cover::None | Cover::Blind | Cover::DoubleBlind) {
        room.rect(x - 17, y - 9, width + 34, 3, Ink::Brass.at(0.4));
        room.across(x - 17, y - 9, width + 34, Ink::Brass.at(0.66));
        for end in [x - 19, x + width + 16] {
            room.ball(end + 1, y - 8, 2, 2, Ink::Brass.at(0.56));
        }
    }
}

/// From its rod down: full at the top, gathered by a band, and falling open again.
fn curtain(room: &mut Pad, from: (i32, i32), long: i32, side: i32, widths: (i32, i32), paint: Paint) {
    const FOLDS: [f32; 7] = [0.02, 0.12, 0.16, 0.04, -0.08, -0.16, -0.08];
    let band = long * 11 / 20;
    for row in 0..long {
        let from_the_band = (row - band).abs() as f32 / band as f32;
        let wide = widths.1 as f32 + (widths.0 - widths.1) as f32 * (from_the_band * from_the_band).min(1.0);
        for column in 0..wide as i32 {
            // Folds run together where the cloth is gathered.
            let fold = (column * widths.0 / (wide as i32).max(1)) as usize % FOLDS.len();
            let edge = if column + 1 == wide as i32 { -0.18 } else { 0.0 };
            let shade = paint.lighter(FOLDS[fold] + edge - if row < 3 { 0.14 } else { 0.0 });
            room.dot(from.0 + side * column, from.1 + row, shade);
        }
        room.dot(from.0 + side * wide as i32, from.1 + row, Ink::Line.at(0.08));
        if (band - 1..=band + 1).contains(&row) && widths.0 > widths.1 + 2 {
            for column in 0..=wide as i32 {
                room.dot(from.0 + side * column, from.1 + row, Ink::Accent.at(0.52 - 0.14 * (row - band) as f32));
            }
        }
    }
    for column in 0..widths.0 {
        room.dot(from.0 + side * column, from.1 + long, Ink::Line.at(0.08));
    }
}

fn blind(room: &mut Pad, glass: Glass, step: i32) {
    let Glass { x, y, width, height } = glass;
    room.slab(x - 2, y - 4, width + 4, 4, Ink::Paper.at(0.5));
    for row in (0..height - 4).step_by(step as usize) {
        room.across(x - 1, y + row, width + 2, Ink::Paper.at(0.66));
        room.across(x - 1, y + row + 1, width + 2, Ink::Paper.at(0.42));
    }
    for cord in [x + 7, x + width - 8] {
        room.down(cord, y, height - 3, Ink::Paper.at(0.3));
    }
    room.slab(x - 1, y + height - 6, width + 2, 3, Ink::Paper.at(0.56));
}

pub const DOOR: (i32, i32) = (36, 98);

/// A door whose sill is at the floor; ajar, its gap shows what light there is behind it.
pub fn door(room: &mut Pad, x: i32, floor: i32, ajar: bool) {
    let (width, height) = DOOR;
    let top = floor - height;
    room.slab(x, top, width, height, Ink::Wood.at(0.62));
    room.rect(x + 4, top + 4, width - 8, height - 4, Ink::Line.at(0.12));
    let gap = if ajar { 8 } else { 0 };
    if ajar {
        room.rect(x + 4, top + 4, gap, height - 4, Ink::Glow.shining(0.72));
        room.down(x + 4, top + 4, height - 4, Ink::Glow.shining(0.5));
        room.down(x + 3 + gap, top + 4, height - 4, Ink::Glow.shining(0.56));
    }
    let (leaf, wide) = (x + 4 + gap, width - 8 - gap);
    room.slab(leaf, top + 4, wide, height - 4, Ink::Wood.at(0.46));
    for (from, tall) in [(10, 30), (48, 38)] {
        room.rect(leaf + 4, top + from, wide - 8, tall, Ink::Wood.at(0.3));
        room.slab(leaf + 5, top + from + 1, wide - 10, tall - 2, Ink::Wood.at(0.44));
    }
    room.ball(leaf + if ajar { 3 } else { wide - 4 }, top + 52, 1, 1, Ink::Brass.at(0.7));
    room.rect(x + 4, floor - 1, width - 8, 2, Ink::Wood.at(0.3));
}
