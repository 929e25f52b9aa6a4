//! The paints a room is mixed from: each is a ramp of tones, and a pixel names a place on it. Which colour a ramp
//! starts from depends on the scene.

/// What something is made of, or coloured like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Ink {
    /// Outlines and iron.
    Line,
    Wall,
    Floor,
    Wood,
    /// The scene's second colour: curtains, covers, cushions.
    Cloth,
    /// Its third.
    Accent,
    Paper,
    Leaf,
    Metal,
    Brass,
    Red,
    Clay,
    Blue,
    /// Flames and lamps.
    Glow,
    /// What is outside the window.
    Sky,
}

impl Ink {
    pub const ALL: [Ink; 15] = [
        Ink::Line,
        Ink::Wall,
        Ink::Floor,
        Ink::Wood,
        Ink::Cloth,
        Ink::Accent,
        Ink::Paper,
        Ink::Leaf,
        Ink::Metal,
        Ink::Brass,
        Ink::Red,
        Ink::Clay,
        Ink::Blue,
        Ink::Glow,
        Ink::Sky,
    ];

    /// This paint as light as that, before any lamp is lit: 0 is the darkest, 1 the lightest.
    pub const fn at(self, shade: f32) -> Paint {
        Paint { ink: self, shade, shines: false }
    }

    /// As light as that whatever the light: lamps, screens, the sky.
    pub const fn shining(self, shade: f32) -> Paint {
        Paint { ink: self, shade, shines: true }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint {
    pub ink: Ink,
    pub shade: f32,
    pub shines: bool,
}

impl Paint {
    pub fn lighter(self, by: f32) -> Self {
        Self { shade: self.shade + by, ..self }
    }

    /// What the edge of something of this paint is drawn with.
    pub fn edge(self) -> Self {
        let ink = match self.ink {
            Ink::Glow | Ink::Sky | Ink::Paper | Ink::Metal => Ink::Line,
            other => other,
        };
        Self { ink, shade: 0.05, shines: false }
    }
}
