//! What is outside the window: town, hills, trees, sky and weather, or coloured glass that shows none of it.

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

pub fn outside(pane: &mut Pad, view: Outside, night: bool, numbers: &mut Numbers) {
    for y in 0..pane.height {
        let down = y as f32 / pane.height as f32;
        let shade = if night { 0.16 + 0.42 * down } else { 0.44 + 0.4 * down };
        pane.rect(0, y, pane.width, 1, Ink::Sky.shining(shade));
    }
    match (view, night) {
        (Outside::Rain, _) => {
            skyline(pane, night, 6, numbers);
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
    let crescent = numbers.next().is_multiple_of(2);
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

pub fn stained(pane: &mut Pad) {
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
