//! From paints to colours: how much light falls on each pixel, which tone of its ramp that is, and which 32 colours of
//! all those are kept. Between two tones it is dithered, but only near the middle, so that surfaces stay calm.

use super::{
    canvas::{HEIGHT, Pad, WIDTH},
    colour::{Lab, Rgb, ramp},
    few::fewer,
    paint::Ink,
    png::Indexed,
};

pub const MOST_COLOURS: usize = 32;
const TONES: usize = 8;
/// None, and two strengths of each of two coloured lights.
const TINTS: usize = 5;

const BAYER: [[u8; 4]; 4] = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]];

/// Two kinds of light colour what they fall on: the lamps', and another that few rooms have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    Plain,
    Lamp,
    Other,
}

/// How light it is, pixel by pixel.
pub struct Light {
    amount: Vec<f32>,
    lamp: Vec<f32>,
    other: Vec<f32>,
}

/// What the room is lit by where nothing else does.
#[derive(Debug, Clone, Copy)]
pub struct Ambient {
    pub level: f32,
    /// How much darker the corners are.
    pub vignette: f32,
    /// Nights are blue: how much.
    pub blue: f64,
}

/// What each ink is a ramp of, and what colour the lights have.
pub struct Colours {
    pub inks: [Lab; Ink::ALL.len()],
    pub lamp: Lab,
    pub other: Lab,
}

impl Light {
    pub fn new() -> Self {
        let none = vec![0.0; (WIDTH * HEIGHT) as usize];
        Self { amount: none.clone(), lamp: none.clone(), other: none }
    }

    fn add(&mut self, x: i32, y: i32, amount: f32, tint: Tint) {
        if !(0..WIDTH).contains(&x) || !(0..HEIGHT).contains(&y) {
            return;
        }
        let place = (y * WIDTH + x) as usize;
        self.amount[place] += amount;
        match tint {
            Tint::Plain => {}
            Tint::Lamp => self.lamp[place] += amount,
            Tint::Other => self.other[place] += amount,
        }
    }

    /// A round pool of light that fades outwards.
    pub fn pool(&mut self, x: i32, y: i32, radius: i32, strength: f32, tint: Tint) {
        self.oval(x, y, radius, radius, strength, tint);
    }

    pub fn oval(&mut self, x: i32, y: i32, across: i32, down: i32, strength: f32, tint: Tint) {
        for row in y - down..=y + down {
            for column in x - across..=x + across {
                let (right, low) = ((column - x) as f32 / across as f32, (row - y) as f32 / down as f32);
                let far = (right * right + low * low).sqrt();
                if far < 1.0 {
                    self.add(column, row, strength * (1.0 - far) * (1.0 - far), tint);
                }
            }
        }
    }

    /// A cone that widens downwards; `lean` is how far its middle moves to the right in each row.
    pub fn cone(&mut self, from: (i32, i32), to: i32, halves: (f32, f32), lean: f32, strength: f32, tint: Tint) {
        let rows = (to - from.1).max(1) as f32;
        for row in from.1..to {
            let along = (row - from.1) as f32 / rows;
            let middle = from.0 as f32 + lean * (row - from.1) as f32;
            let half = halves.0 + (halves.1 - halves.0) * along;
            for column in (middle - half) as i32..=(middle + half) as i32 {
                let aside = ((column as f32 - middle) / half).abs();
                let edge = (1.0 - aside * aside).max(0.0);
                self.add(column, row, strength * edge * (1.0 - 0.35 * along), tint);
            }
        }
    }

    /// A sharp patch, as the sun draws it on a floor.
    pub fn patch(&mut self, corners: &[(i32, i32)], strength: f32, tint: Tint) {
        let mut pad = Pad::new(WIDTH, HEIGHT);
        pad.shape(corners, Ink::Glow.at(0.0));
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                if pad.at(x, y).is_some() {
                    self.add(x, y, strength, tint);
                }
            }
        }
    }
}

/// The finished picture, two by two pixels for each of the room's.
pub fn developed(room: &Pad, light: &Light, ambient: Ambient, colours: &Colours) -> Indexed {
    let tones = tones(room, light, ambient);
    let mut counts = vec![0u32; Ink::ALL.len() * TINTS * TONES];
    tones.iter().for_each(|tone| counts[usize::from(*tone)] += 1);
    let used: Vec<usize> = (0..counts.len()).filter(|place| counts[*place] > 0).collect();
    let all = all_colours(colours, ambient.blue);
    let weighed: Vec<(Lab, u32)> = used.iter().map(|place| (all[*place], counts[*place])).collect();
    let (kept, became) = fewer(&weighed, MOST_COLOURS);
    let mut place_of = vec![0u8; counts.len()];
    used.iter().zip(became).for_each(|(place, kept)| place_of[*place] = kept as u8);
    let palette: Vec<Rgb> = kept.into_iter().map(Lab::rgb).collect();
    let (width, height) = (2 * WIDTH as u32, 2 * HEIGHT as u32);
    let pixels = (0..width * height)
        .map(|pixel| {
            let (x, y) = (pixel % width / 2, pixel / width / 2);
            place_of[usize::from(tones[(y * WIDTH as u32 + x) as usize])]
        })
        .collect();
    Indexed { width, height, palette, pixels }
}

/// Ink, tint and tone of each pixel as one number.
fn tones(room: &Pad, light: &Light, ambient: Ambient) -> Vec<u16> {
    let mut tones = Vec::with_capacity((WIDTH * HEIGHT) as usize);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let place = (y * WIDTH + x) as usize;
            let paint = room.at(x, y).unwrap_or(Ink::Line.at(0.0));
            let threshold = (f32::from(BAYER[(y % 4) as usize][(x % 4) as usize]) + 0.5) / 16.0;
            let (mut shade, mut tint) = (paint.shade, 0);
            if !paint.shines {
                shade += ambient.level + light.amount[place] - ambient.vignette * corner(x, y);
                tint = strongest(light.lamp[place], light.other[place], threshold);
            }
            let tone = stepped(shade.clamp(0.0, 0.999) * (TONES - 1) as f32, threshold).min(TONES - 1);
            tones.push(((paint.ink as usize * TINTS + tint) * TONES + tone) as u16);
        }
    }
    tones
}

/// 0 in the middle, 1 in the corners.
fn corner(x: i32, y: i32) -> f32 {
    let across = (x as f32 - 63.5) / 64.0;
    let down = (y as f32 - 127.5) / 128.0;
    let (across, down) = (across * across, down * down);
    (0.5 * across * across + 0.5 * down * down).min(1.0)
}

fn strongest(lamp: f32, other: f32, threshold: f32) -> usize {
    let level = |amount: f32| stepped((amount * 4.2).min(1.999), threshold);
    match (level(lamp), level(other)) {
        (lamp_level, other_level) if lamp >= other && lamp_level > 0 && lamp_level >= other_level => lamp_level,
        (_, level) if level > 0 => 2 + level,
        _ => 0,
    }
}

/// The step below or above: clear near a step, dithered between two.
fn stepped(value: f32, threshold: f32) -> usize {
    let below = value.floor();
    let share = ((value - below - 0.28) / 0.44).clamp(0.0, 1.0);
    below as usize + usize::from(share > threshold)
}

fn all_colours(colours: &Colours, blue: f64) -> Vec<Lab> {
    let night = Lab::from_polar(0.3, 0.075, 278.0);
    let mut all = Vec::with_capacity(Ink::ALL.len() * TINTS * TONES);
    for ink in Ink::ALL {
        let ramp: [Lab; TONES] = ramp(colours.inks[ink as usize]);
        let own = matches!(ink, Ink::Glow | Ink::Sky);
        for tint in 0..TINTS {
            for colour in ramp {
                let lit = |lamp: Lab, share: f64| Lab { light: colour.light, ..colour.mixed(lamp, share) };
                all.push(match tint {
                    _ if own => colour,
                    0 => lit(night, blue),
                    1 => lit(colours.lamp, 0.13),
                    2 => lit(colours.lamp, 0.28),
                    3 => lit(colours.other, 0.22),
                    _ => lit(colours.other, 0.44),
                });
            }
        }
    }
    all
}
