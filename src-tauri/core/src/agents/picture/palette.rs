//! Which colours a room is painted in: the scene's three, and those that wood, paper and leaves have anyway, chosen so
//! that furniture stands out from the wall.

use super::{
    colour::{Lab, Rgb, named},
    light::Colours,
    paint::Ink,
    plan::{Fixture, Plan},
};
use crate::agents::shapes::{Scene, Sourced};

pub fn of(scene: &Scene, plan: &Plan) -> Colours {
    let said = &scene.visual_language.colors;
    let wall = wall(stated(&said.primary, 0x7d8fae), plan);
    let cloth = textile(stated(&said.secondary, 0xb5654a), wall, plan.saturation);
    let accent = textile(stated(&said.accent, 0x3fa89c), wall, plan.saturation);
    let wood = wood(wall);
    let floor = Lab::of([0xa0, 0x70, 0x48]).mixed(cloth, 0.16);
    let mut inks = [Lab::of([0, 0, 0]); Ink::ALL.len()];
    let mut set = |ink: Ink, colour: Lab| inks[ink as usize] = colour;
    set(Ink::Line, Lab::of([0x2b, 0x26, 0x38]));
    set(Ink::Wall, wall);
    set(Ink::Floor, Lab { light: if plan.night { 0.5 } else { 0.6 }, ..floor });
    set(Ink::Wood, wood);
    set(Ink::Cloth, cloth);
    set(Ink::Accent, accent);
    for (ink, colour) in [
        (Ink::Paper, 0xe2d8c4),
        (Ink::Leaf, 0x559148),
        (Ink::Metal, 0x8b95a5),
        (Ink::Brass, 0xc8973f),
        (Ink::Red, 0xc24a3c),
        (Ink::Clay, 0xb67a52),
        (Ink::Blue, 0x4a76b4),
        (Ink::Glow, 0xf3b44c),
    ] {
        set(ink, of_number(colour));
    }
    set(Ink::Sky, sky(plan));
    let (lamp, other) = lights(plan);
    Colours { inks, lamp, other }
}

fn of_number(value: u32) -> Lab {
    Lab::of([(value >> 16) as u8, (value >> 8) as u8, value as u8])
}

fn stated(colour: &Sourced, otherwise: u32) -> Lab {
    let found: Option<Rgb> = named(&colour.value).or_else(|| named(&colour.fragment));
    found.map_or_else(|| of_number(otherwise), Lab::of)
}

/// Walls are large: never as strong as the colour they are named after, never black, never glaring.
fn wall(colour: Lab, plan: &Plan) -> Lab {
    let (darkest, lightest) = if plan.night { (0.44, 0.66) } else { (0.6, 0.86) };
    let light = darkest + (lightest - darkest) * ((colour.light - 0.3) / 0.6).clamp(0.0, 1.0);
    colour.with(light, (colour.chroma() * 0.72 * plan.saturation).min(0.115))
}

/// Cloth keeps its colour, but is moved away from the wall it hangs on.
fn textile(colour: Lab, wall: Lab, saturation: f64) -> Lab {
    let light = colour.light.clamp(0.42, 0.8);
    let light = match light - wall.light {
        apart if apart.abs() >= 0.08 => light,
        _ if wall.light > 0.6 => wall.light - 0.14,
        _ => wall.light + 0.14,
    };
    colour.with(light, (colour.chroma() * saturation).clamp(0.02, 0.19))
}

/// Dark wood before light walls, honey before dark ones; greyer where the wall itself is brown.
fn wood(wall: Lab) -> Lab {
    let brown = wall.chroma() > 0.04 && (30.0..95.0).contains(&wall.degrees());
    match (wall.light > 0.58, brown) {
        (true, false) => of_number(0x8a5635),
        (true, true) => of_number(0x6e4630),
        (false, false) => of_number(0xa9713f),
        (false, true) => of_number(0x5d3f35),
    }
}

fn sky(plan: &Plan) -> Lab {
    use super::outside::Outside;
    match (plan.night, plan.outside) {
        (true, _) => Lab::from_polar(0.42, 0.1, 268.0),
        (false, Outside::Rain | Outside::Snow) => Lab::from_polar(0.66, 0.035, 245.0),
        (false, _) if plan.fixture == Fixture::Slats => Lab::from_polar(0.74, 0.09, 62.0),
        (false, _) => Lab::from_polar(0.72, 0.1, 236.0),
    }
}

fn lights(plan: &Plan) -> (Lab, Lab) {
    let warm = f64::from(plan.warmth);
    let lamp = Lab::from_polar(0.85, 0.04 + 0.12 * warm, 92.0 - 30.0 * warm);
    match plan.fixture {
        Fixture::Colours => (Lab::from_polar(0.6, 0.22, 312.0), Lab::from_polar(0.75, 0.16, 195.0)),
        Fixture::Stained => (Lab::from_polar(0.7, 0.18, 35.0), Lab::from_polar(0.65, 0.17, 262.0)),
        Fixture::Grow => (lamp, Lab::from_polar(0.7, 0.18, 330.0)),
        Fixture::Embers => (Lab::from_polar(0.7, 0.19, 52.0), Lab::from_polar(0.75, 0.1, 220.0)),
        _ => (lamp, Lab::from_polar(0.8, 0.1, 228.0)),
    }
}
