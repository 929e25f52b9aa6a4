//! What is drawn on: pixels that name a paint and how light it is, not a colour. Shapes are filled here, shaded as if
//! the light came from the upper left; what colour that becomes is decided by `light`.

use super::paint::Paint;

pub const WIDTH: i32 = 128;
pub const HEIGHT: i32 = 256;

/// The room is a pad, and so is each thing in it before it is put there.
#[derive(Clone)]
pub struct Pad {
    pub width: i32,
    pub height: i32,
    cells: Vec<Option<Paint>>,
}

impl Pad {
    pub fn new(width: i32, height: i32) -> Self {
        Self { width, height, cells: vec![None; (width.max(0) * height.max(0)) as usize] }
    }

    fn place(&self, x: i32, y: i32) -> Option<usize> {
        ((0..self.width).contains(&x) && (0..self.height).contains(&y)).then(|| (y * self.width + x) as usize)
    }

    pub fn at(&self, x: i32, y: i32) -> Option<Paint> {
        self.place(x, y).and_then(|place| self.cells[place])
    }

    pub fn dot(&mut self, x: i32, y: i32, paint: Paint) {
        if let Some(place) = self.place(x, y) {
            self.cells[place] = Some(paint);
        }
    }

    pub fn clear(&mut self, x: i32, y: i32) {
        if let Some(place) = self.place(x, y) {
            self.cells[place] = None;
        }
    }

    /// Makes what is there lighter or darker.
    pub fn lighten(&mut self, x: i32, y: i32, by: f32) {
        if let Some(Some(paint)) = self.place(x, y).map(|place| &mut self.cells[place]) {
            paint.shade += by;
        }
    }

    pub fn rect(&mut self, x: i32, y: i32, width: i32, height: i32, paint: Paint) {
        for row in y..y + height {
            (x..x + width).for_each(|column| self.dot(column, row, paint));
        }
    }

    pub fn across(&mut self, x: i32, y: i32, length: i32, paint: Paint) {
        self.rect(x, y, length, 1, paint);
    }

    pub fn down(&mut self, x: i32, y: i32, length: i32, paint: Paint) {
        self.rect(x, y, 1, length, paint);
    }

    /// A board or a box seen from the front: light on its upper and left edge, dark below and on the right.
    pub fn slab(&mut self, x: i32, y: i32, width: i32, height: i32, paint: Paint) {
        self.rect(x, y, width, height, paint);
        self.down(x, y, height, paint.lighter(0.08));
        self.down(x + width - 1, y, height, paint.lighter(-0.1));
        self.across(x, y + height - 1, width, paint.lighter(-0.18));
        self.across(x, y, width, paint.lighter(0.2));
    }

    /// A box whose lid is seen from above, so many rows of it.
    pub fn chest(&mut self, x: i32, y: i32, width: i32, height: i32, lid: i32, paint: Paint) {
        self.rect(x, y, width, lid, paint.lighter(0.2));
        self.across(x, y, width, paint.lighter(0.12));
        self.slab(x, y + lid, width, height - lid, paint);
    }

    pub fn ellipse(&mut self, x: i32, y: i32, across: i32, down: i32, paint: Paint) {
        self.ellipse_with(x, y, across, down, |_, _| paint);
    }

    /// An ellipse that is round: lit from the upper left.
    pub fn ball(&mut self, x: i32, y: i32, across: i32, down: i32, paint: Paint) {
        self.ellipse_with(x, y, across, down, |right, low| paint.lighter(-0.16 * right - 0.22 * low));
    }

    fn ellipse_with(&mut self, x: i32, y: i32, across: i32, down: i32, paint: impl Fn(f32, f32) -> Paint) {
        // Half a pixel wider than asked for, or small ones would be diamonds.
        let (wide, high) = (across as f32 + 0.5, down as f32 + 0.5);
        for row in -down..=down {
            for column in -across..=across {
                let (right, low) = (column as f32 / wide, row as f32 / high);
                if right * right + low * low <= 1.0 {
                    self.dot(x + column, y + row, paint(right, low));
                }
            }
        }
    }

    /// Something round that stands: lightest left of its middle.
    pub fn tube(&mut self, x: i32, y: i32, width: i32, height: i32, paint: Paint) {
        for column in 0..width {
            self.down(x + column, y, height, paint.lighter(round(column, width)));
        }
    }

    /// A vessel: its half width in each row, from above.
    pub fn turned(&mut self, middle: i32, y: i32, halves: &[i32], paint: Paint) {
        for (row, half) in halves.iter().enumerate() {
            for column in -half..=*half {
                let light = round(column + half, 2 * half + 1);
                self.dot(middle + column, y + row as i32, paint.lighter(light));
            }
        }
    }

    pub fn line(&mut self, from: (i32, i32), to: (i32, i32), paint: Paint) {
        let (across, down) = ((to.0 - from.0).abs(), -(to.1 - from.1).abs());
        let (right, low) = ((to.0 - from.0).signum(), (to.1 - from.1).signum());
        let (mut x, mut y, mut slack) = (from.0, from.1, across + down);
        loop {
            self.dot(x, y, paint);
            if (x, y) == to {
                return;
            }
            let twice = 2 * slack;
            if twice >= down {
                slack += down;
                x += right;
            }
            if twice <= across {
                slack += across;
                y += low;
            }
        }
    }

    /// A line two pixels wide, its right half darker.
    pub fn beam(&mut self, from: (i32, i32), to: (i32, i32), paint: Paint) {
        self.line((from.0 + 1, from.1), (to.0 + 1, to.1), paint.lighter(-0.14));
        self.line(from, to, paint);
    }

    /// Any shape without holes, by its corners.
    pub fn shape(&mut self, corners: &[(i32, i32)], paint: Paint) {
        let rows = corners.iter().map(|corner| corner.1);
        let (Some(top), Some(bottom)) = (rows.clone().min(), rows.max()) else { return };
        for row in top..=bottom {
            let mut crossings: Vec<f32> = edges(corners)
                .filter_map(|(from, to)| {
                    let level = row as f32 + 0.5;
                    let (high, low) = (from.1.min(to.1) as f32, from.1.max(to.1) as f32);
                    let along = (level - from.1 as f32) / (to.1 - from.1) as f32;
                    (from.1 != to.1 && level >= high && level < low)
                        .then(|| from.0 as f32 + along * (to.0 - from.0) as f32)
                })
                .collect();
            crossings.sort_by(f32::total_cmp);
            for pair in crossings.chunks_exact(2) {
                (pair[0].round() as i32..pair[1].round() as i32).for_each(|column| self.dot(column, row, paint));
            }
        }
    }

    /// A small picture in letters; a letter without a paint is left out.
    pub fn letters(&mut self, x: i32, y: i32, rows: &[&str], paints: &[(char, Paint)]) {
        for (row, letters) in rows.iter().enumerate() {
            for (column, letter) in letters.chars().enumerate() {
                if let Some((_, paint)) = paints.iter().find(|(known, _)| *known == letter) {
                    self.dot(x + column as i32, y + row as i32, *paint);
                }
            }
        }
    }

    /// A dark line around everything that is on the pad, in the colour it surrounds; lighter towards the light.
    pub fn outline(&mut self) {
        let before = self.clone();
        for y in 0..self.height {
            for x in 0..self.width {
                if before.at(x, y).is_some() {
                    continue;
                }
                // What lies below or right of a gap is the lit side of a thing.
                let beside = [(0, 1, 0.14), (1, 0, 0.1), (-1, 0, 0.03), (0, -1, 0.0)];
                let found = beside.iter().find_map(|(right, low, shade)| {
                    before.at(x + right, y + low).filter(|paint| !paint.shines).map(|paint| (paint, *shade))
                });
                if let Some((paint, shade)) = found {
                    self.dot(x, y, Paint { shade, ..paint.edge() });
                }
            }
        }
    }

    /// Puts another pad on this one; `x` and `y` are where its upper left corner comes.
    pub fn put(&mut self, other: &Pad, x: i32, y: i32) {
        for row in 0..other.height {
            for column in 0..other.width {
                if let Some(paint) = other.at(column, row) {
                    self.dot(x + column, y + row, paint);
                }
            }
        }
    }

    /// The shadow that a pad would throw on this one: darkens whatever is there.
    pub fn shade_like(&mut self, other: &Pad, x: i32, y: i32, by: f32) {
        for row in 0..other.height {
            for column in 0..other.width {
                if other.at(column, row).is_some() {
                    self.lighten(x + column, y + row, -by);
                }
            }
        }
    }

    /// A soft spot of shadow on the floor.
    pub fn shade_ellipse(&mut self, x: i32, y: i32, across: i32, down: i32, by: f32) {
        for row in -down..=down {
            for column in -across..=across {
                let (right, low) = (column as f32 / across as f32, row as f32 / down.max(1) as f32);
                let far = right * right + low * low;
                if far <= 1.0 {
                    self.lighten(x + column, y + row, -by * (1.0 - far * far));
                }
            }
        }
    }
}

fn edges(corners: &[(i32, i32)]) -> impl Iterator<Item = ((i32, i32), (i32, i32))> {
    corners.iter().copied().zip(corners.iter().copied().cycle().skip(1))
}

/// How light a column of something round is.
fn round(column: i32, width: i32) -> f32 {
    let along = (column as f32 + 0.5) / width as f32;
    let from_the_light = along - 0.32;
    0.12 - 0.75 * from_the_light * from_the_light
}
