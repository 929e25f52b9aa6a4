//! The empty room: ceiling, wall, floor and rug. Nothing that could stand elsewhere.

use super::{
    canvas::{HEIGHT, Pad, WIDTH},
    paint::Ink,
};
use crate::pools::draw::Numbers;

/// Where the ceiling's moulding ends, and where the wall meets the floor.
pub const CEILING: i32 = 12;
pub const FLOOR: i32 = 164;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wallpaper {
    Plaster,
    Stripes,
    Dots,
    Sprigs,
    Panels,
    Bricks,
    Boards,
}

impl Wallpaper {
    pub const ALL: [Wallpaper; 7] = [
        Wallpaper::Plaster,
        Wallpaper::Stripes,
        Wallpaper::Dots,
        Wallpaper::Sprigs,
        Wallpaper::Panels,
        Wallpaper::Bricks,
        Wallpaper::Boards,
    ];
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flooring {
    Boards,
    Parquet,
    Tiles,
    Mats,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rug {
    None,
    Round,
    Oval,
    Woven,
    Layered,
}

/// Pseudo-random but fixed for a place: the same stone is always as light.
pub fn grain(x: i32, y: i32) -> f32 {
    let mixed = (x.wrapping_mul(0x27d4_eb2d) ^ y.wrapping_mul(0x1656_67b1)) as u32;
    let mixed = (mixed ^ mixed >> 15).wrapping_mul(0x85eb_ca6b);
    ((mixed ^ mixed >> 13) & 0xff) as f32 / 255.0
}

pub fn wall(room: &mut Pad, paper: Wallpaper) {
    for y in 0..FLOOR {
        for x in 0..WIDTH {
            // A little darker under the ceiling and towards the floor.
            let under = (1.0 - (y - CEILING) as f32 / 16.0).max(0.0) * 0.10;
            let low = ((y - 100) as f32 / 70.0).max(0.0) * 0.07;
            room.dot(x, y, Ink::Wall.at(0.53 + pattern(paper, x, y) - under - low));
        }
    }
    if paper == Wallpaper::Panels {
        wainscot(room);
    }
    room.rect(0, 0, WIDTH, CEILING - 4, Ink::Wood.at(0.4));
    room.across(0, CEILING - 5, WIDTH, Ink::Wood.at(0.2));
    room.rect(0, CEILING - 4, WIDTH, 3, Ink::Wood.at(0.58));
    room.across(0, CEILING - 4, WIDTH, Ink::Wood.at(0.78));
    room.across(0, CEILING - 1, WIDTH, Ink::Wall.at(0.2));
    room.across(0, CEILING, WIDTH, Ink::Wall.at(0.36));
}

fn pattern(paper: Wallpaper, x: i32, y: i32) -> f32 {
    let (column, row) = (x.rem_euclid(14), y.rem_euclid(18));
    match paper {
        Wallpaper::Plaster => match grain(x / 3, y / 2) {
            fleck if fleck > 0.965 => 0.05,
            fleck if fleck < 0.03 => -0.05,
            _ => 0.0,
        },
        Wallpaper::Stripes => match x.rem_euclid(16) {
            0..=6 => 0.045,
            7 | 15 => -0.05,
            _ => -0.015,
        },
        Wallpaper::Dots => {
            let shifted = if y.rem_euclid(20) < 10 { x } else { x + 6 };
            let dot = shifted.rem_euclid(12) / 2 == 2 && y.rem_euclid(10) / 2 == 2;
            if dot { 0.11 } else { 0.0 }
        }
        Wallpaper::Sprigs => {
            const SPRIG: [&str; 7] = ["  #  ", " # # ", "  #  ", " #+# ", "#-+-#", "  +  ", "  +  "];
            let (column, row) = if y.rem_euclid(36) < 18 { (column, row) } else { ((x + 7).rem_euclid(14), row) };
            match SPRIG.get((row - 5) as usize).and_then(|line| line.as_bytes().get((column - 4) as usize)) {
                Some(b'#') => 0.12,
                Some(b'+') => -0.09,
                Some(b'-') => 0.05,
                _ => 0.0,
            }
        }
        Wallpaper::Panels => {
            if x.rem_euclid(16) == 0 {
                -0.04
            } else {
                0.0
            }
        }
        Wallpaper::Bricks => {
            let shifted = if y.rem_euclid(16) < 8 { x } else { x + 9 };
            let stone = grain(shifted.div_euclid(18), y.div_euclid(8)) * 0.09 - 0.05;
            match (shifted.rem_euclid(18), y.rem_euclid(8)) {
                (0, _) | (_, 0) => -0.10,
                (_, 1) => stone + 0.07,
                _ => stone,
            }
        }
        Wallpaper::Boards => match x.rem_euclid(13) {
            0 => -0.14,
            1 => 0.08,
            _ => grain(x.div_euclid(13), 7) * 0.07 - 0.035 + if grain(x, y / 11) > 0.93 { -0.05 } else { 0.0 },
        },
    }
}

fn wainscot(room: &mut Pad) {
    let top = 118;
    for y in top..FLOOR {
        for x in 0..WIDTH {
            let groove = if x.rem_euclid(11) == 0 {
                -0.13
            } else if x.rem_euclid(11) == 1 {
                0.06
            } else {
                0.0
            };
            room.dot(x, y, Ink::Wall.at(0.38 + groove));
        }
    }
    room.rect(0, top - 3, WIDTH, 3, Ink::Wood.at(0.6));
    room.across(0, top - 3, WIDTH, Ink::Wood.at(0.82));
    room.across(0, top, WIDTH, Ink::Wall.at(0.2));
}

pub fn floor(room: &mut Pad, flooring: Flooring) {
    for y in FLOOR..HEIGHT {
        let depth = (y - 70) as f32 / (HEIGHT - 70) as f32;
        for x in 0..WIDTH {
            // As far from the middle as it would be if the floor were seen from above.
            let across = (x as f32 - 63.5) / depth + 500.0;
            let ahead = 9000.0 / (y - 70) as f32;
            let far = (1.0 - (y - FLOOR) as f32 / 26.0).max(0.0) * 0.12;
            room.dot(x, y, Ink::Floor.at(0.5 + laid(flooring, across, ahead) - far));
        }
    }
    for (row, shade) in [(-7, 0.85), (-6, 0.62), (-5, 0.55), (-4, 0.55), (-3, 0.55), (-2, 0.5), (-1, 0.3)] {
        room.across(0, FLOOR + row, WIDTH, Ink::Wood.at(shade));
    }
    room.across(0, FLOOR - 8, WIDTH, Ink::Wall.at(0.25));
    room.across(0, FLOOR, WIDTH, Ink::Floor.at(0.12));
}

fn laid(flooring: Flooring, across: f32, ahead: f32) -> f32 {
    match flooring {
        Flooring::Boards => {
            let board = (across / 19.0) as i32;
            let along = ahead + grain(board, 3) * 40.0;
            let piece = (along / 27.0) as i32;
            let seam = across % 19.0 < 1.0 || along % 27.0 < 0.55;
            let knot = grain((across / 5.0) as i32, (ahead * 0.9) as i32) > 0.955;
            let tone = grain(board, piece) * 0.12 - 0.06;
            if seam { -0.2 } else { tone - if knot { 0.06 } else { 0.0 } }
        }
        Flooring::Parquet => {
            let (column, row) = ((across / 24.0) as i32, (ahead / 9.0) as i32);
            let lying = (column + row) % 2 == 0;
            let (inside, step) = if lying { (ahead % 9.0, 2.25) } else { (across % 24.0, 6.0) };
            let slat = (inside / step) as i32;
            let edge = inside % step < step * 0.16 || across % 24.0 < 1.0 || ahead % 9.0 < 0.4;
            let tone = grain(column * 7 + slat, row) * 0.1 - 0.05 + if lying { 0.04 } else { -0.02 };
            if edge { tone - 0.1 } else { tone }
        }
        Flooring::Tiles => {
            let (column, row) = ((across / 26.0) as i32, (ahead / 10.0) as i32);
            let grout = across % 26.0 < 1.2 || ahead % 10.0 < 0.5;
            if grout {
                -0.16
            } else if (column + row) % 2 == 0 {
                0.09
            } else {
                -0.07
            }
        }
        Flooring::Mats => {
            let (column, row) = ((across / 62.0) as i32, ((ahead + 6.0) / 24.0) as i32);
            let border = across % 62.0 < 3.4 || (ahead + 6.0) % 24.0 < 1.1;
            let weave = if (ahead * 3.0) as i32 % 2 == 0 { 0.025 } else { -0.02 };
            if border { -0.22 } else { 0.07 + weave + grain(column, row) * 0.04 }
        }
    }
}

/// Where a rug lies: its middle and how far it reaches.
pub fn rug(room: &mut Pad, kind: Rug, middle: (i32, i32), numbers: &mut Numbers) {
    let (x, y) = middle;
    match kind {
        Rug::None => {}
        Rug::Round => ringed(room, x, y, 44, 19, numbers),
        Rug::Oval => ringed(room, x, y, 53, 21, numbers),
        Rug::Woven => woven(room, x, y),
        Rug::Layered => {
            woven(room, x - 8, y - 3);
            ringed(room, x + 16, y + 8, 36, 15, numbers);
        }
    }
}

fn ringed(room: &mut Pad, x: i32, y: i32, across: i32, down: i32, numbers: &mut Numbers) {
    room.shade_ellipse(x, y + 2, across + 3, down + 2, 0.2);
    let swapped = numbers.next().is_multiple_of(2);
    let (one, other) = if swapped { (Ink::Accent, Ink::Cloth) } else { (Ink::Cloth, Ink::Accent) };
    let rings =
        [(0, one, 0.3), (1, one, 0.46), (5, other, 0.54), (9, one, 0.5), (11, Ink::Paper, 0.5), (13, one, 0.46)];
    for (inside, ink, shade) in rings {
        let shrunk = down - inside * down / across.max(1) - inside / 3;
        room.ellipse(x, y, across - inside * 3 / 2, shrunk, ink.at(shade));
    }
    // The weave: every other row a shade darker, a fringe of light at the far rim.
    for row in (y - down..=y + down).step_by(2) {
        for column in x - across..=x + across {
            if room.at(column, row).is_some_and(|paint| matches!(paint.ink, Ink::Accent | Ink::Cloth | Ink::Paper)) {
                room.lighten(column, row, -0.035);
            }
        }
    }
}

fn woven(room: &mut Pad, x: i32, y: i32) {
    let (down, near, far): (i32, i32, i32) = (18, 54, 44);
    for row in -down..=down {
        let half = far + (near - far) * (row + down) / (2 * down);
        let band = match (row + down) * 20 / (2 * down) {
            0 | 20 => Ink::Cloth.at(0.34),
            1 | 19 => Ink::Paper.at(0.5),
            3 | 17 => Ink::Accent.at(0.5),
            _ => Ink::Cloth.at(0.5),
        };
        for column in -half..=half {
            let inside = half - i32::abs(column);
            let from_a_knot = i32::abs((column + 612) % 24 - 12) + row.abs() * 2;
            let diamond = (9..=11).contains(&from_a_knot) || from_a_knot <= 2;
            let paint = match inside {
                0..=1 => Ink::Cloth.at(0.32),
                4..=5 => Ink::Accent.at(0.48),
                _ if diamond => Ink::Paper.at(0.52),
                _ => band,
            };
            room.dot(x + column, y + row, paint.lighter(if row % 2 == 0 { -0.03 } else { 0.0 }));
        }
        if row % 2 == 0 {
            room.dot(x - half - 1, y + row, Ink::Paper.at(0.5));
            room.dot(x + half + 1, y + row, Ink::Paper.at(0.42));
        }
    }
    room.across(x - near, y + down + 1, 2 * near + 1, Ink::Floor.at(0.18));
}
