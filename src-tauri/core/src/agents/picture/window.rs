//! The window and the door: frames, panes, curtains and blinds. What is seen through them is `outside`.

use super::{
    canvas::Pad,
    outside::{Outside, outside, stained},
    paint::{Ink, Paint},
};
use crate::pools::draw::Numbers;

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
