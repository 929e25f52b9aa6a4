//! Everything that can stand, hang or lie in a room: what each thing is called, how large it is, where it may be, and
//! how it is drawn. Which object of a scene is which of them is said in `words`; where it comes, in `place`.

pub mod bench;
pub mod boards;
pub mod ceiling;
pub mod floor;
pub mod furniture;
pub mod green;
pub mod keepsakes;
pub mod play;
pub mod soft;
pub mod standing;
pub mod table;
pub mod tall;
pub mod wall;

use super::{canvas::Pad, light::Tint};

/// Where a thing may be; the first that has room is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// On the desk, on a shelf.
    Top,
    /// On the window sill.
    Sill,
    Wall,
    /// On the floor, its back to the wall.
    Back,
    /// On the floor, in front of everything.
    Front,
    Ceiling,
}

/// The light a thing gives: where in its picture, how far and how much.
#[derive(Debug, Clone, Copy)]
pub struct Shine {
    pub x: i32,
    pub y: i32,
    pub radius: i32,
    pub strength: f32,
    pub tint: Tint,
}

pub struct Sprite {
    pub name: &'static str,
    pub width: i32,
    pub height: i32,
    pub spots: &'static [Spot],
    pub shine: Option<Shine>,
    draw: fn(&mut Pad),
}

impl Sprite {
    pub const fn new(
        name: &'static str,
        (width, height): (i32, i32),
        spots: &'static [Spot],
        draw: fn(&mut Pad),
    ) -> Self {
        Self { name, width, height, spots, shine: None, draw }
    }

    pub const fn shining(self, (x, y): (i32, i32), radius: i32, strength: f32, tint: Tint) -> Self {
        Self { shine: Some(Shine { x, y, radius, strength, tint }), ..self }
    }

    /// Drawn and outlined, one pixel larger on each side.
    pub fn drawn(&self) -> Pad {
        let mut bare = Pad::new(self.width, self.height);
        (self.draw)(&mut bare);
        let mut pad = Pad::new(self.width + 2, self.height + 2);
        pad.put(&bare, 1, 1);
        pad.outline();
        pad
    }
}
