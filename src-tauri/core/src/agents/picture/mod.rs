//! Agent 5, offline: the room of a scene as pixel art. What it draws is repeated bit for bit on every machine, and has
//! never more than 32 colours. It knows no provider and no database.
//!
//! `plan` reads the scene, `place` finds a place for everything, `shell`, `window` and `sprites` draw, `lamps` and
//! `light` light it, `png` writes it.

mod canvas;
mod colour;
mod few;
mod finish;
mod inspect;
mod lamps;
mod light;
mod outside;
mod paint;
mod palette;
mod place;
mod plan;
mod png;
mod presets;
mod shell;
mod sprites;
#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests;
mod window;
mod words;

use self::{
    canvas::{HEIGHT, Pad, WIDTH},
    paint::Ink,
    place::{Arranged, Stand},
    plan::Plan,
};
pub use self::{
    finish::finish,
    inspect::{PictureFacts, PictureRules, inspect},
    presets::{Preset, draw_preset, preset_for, presets},
};
use super::shapes::Scene;
use crate::pools::draw::Numbers;

/// Why bytes are no picture that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureFault {
    #[error("this is no picture, or a damaged one")]
    NotAPicture,
    #[error("the picture is larger than 40 megabytes or 64 megapixels")]
    TooLarge,
    #[error("the picture is none of PNG, JPEG and WebP")]
    Unsupported,
}

/// The picture of a scene, a PNG of 256 by 512 pixels. The same scene and seed give the same bytes.
pub fn draw(scene: &Scene, seed: u32) -> Vec<u8> {
    let (plan, arranged, mut numbers) = planned(scene, seed);
    let room = furnished(&plan, &arranged, &mut numbers);
    let light = lamps::lit(&plan, &arranged);
    let colours = palette::of(scene, &plan);
    let mut picture = light::developed(&room, &light, lamps::ambient(&plan), &colours);
    if plan.mirrored {
        let row = picture.width as usize;
        picture.pixels.chunks_mut(row).for_each(<[u8]>::reverse);
    }
    png::encode(&picture)
}

fn planned(scene: &Scene, seed: u32) -> (Plan, Arranged, Numbers) {
    let mut numbers = Numbers::new(u64::from(seed));
    let mut plan = Plan::of(scene, &mut numbers);
    let arranged = place::arranged(&mut plan, &mut numbers);
    (plan, arranged, numbers)
}

fn furnished(plan: &Plan, arranged: &Arranged, numbers: &mut Numbers) -> Pad {
    let mut room = Pad::new(WIDTH, HEIGHT);
    shell::wall(&mut room, plan.wallpaper);
    shell::floor(&mut room, plan.flooring);
    shell::rug(&mut room, plan.rug, arranged.rug, numbers);
    let on_the_sill: Vec<&Stand> =
        arranged.tops.iter().filter(|stand| stand.rect().bottom() == arranged.glass.sill() - 1).collect();
    if !plan.windowless {
        window::window(&mut room, arranged.glass, (plan.outside, plan.night), plan.panes, numbers);
        on_the_sill.iter().for_each(|stand| put(&mut room, stand));
        window::cover(&mut room, arranged.glass, plan.cover);
    }
    lamps::fixtures(&mut room, plan, arranged);
    for stand in &arranged.wall {
        hang(&mut room, stand);
    }
    for (x, y, width) in &arranged.shelves {
        shelf(&mut room, *x, *y, *width);
    }
    for stand in &arranged.back {
        stand_up(&mut room, stand);
    }
    for stand in arranged.tops.iter().filter(|stand| !on_the_sill.iter().any(|other| std::ptr::eq(*other, *stand))) {
        put(&mut room, stand);
    }
    for stand in &arranged.ceiling {
        put(&mut room, stand);
    }
    for stand in &arranged.front {
        stand_up(&mut room, stand);
    }
    room
}

fn put(room: &mut Pad, stand: &Stand) {
    room.put(&stand.sprite.drawn(), stand.x - 1, stand.y - 1);
}

fn hang(room: &mut Pad, stand: &Stand) {
    let pad = stand.sprite.drawn();
    room.shade_like(&pad, stand.x + 2, stand.y + 2, 0.13);
    room.put(&pad, stand.x - 1, stand.y - 1);
}

fn stand_up(room: &mut Pad, stand: &Stand) {
    let (pad, rect) = (stand.sprite.drawn(), stand.rect());
    if rect.y < shell::FLOOR - 4 {
        let mut on_the_wall = pad.clone();
        (0..pad.height).filter(|row| rect.y + row >= shell::FLOOR).for_each(|row| {
            (0..pad.width).for_each(|column| on_the_wall.clear(column, row));
        });
        room.shade_like(&on_the_wall, stand.x + 3, stand.y + 1, 0.1);
    }
    let (middle, across) = (rect.x + rect.width / 2, rect.width / 2 + 3);
    room.shade_ellipse(middle + 1, rect.bottom() - 1, across, (across / 5).clamp(2, 6), 0.3);
    room.put(&pad, stand.x - 1, stand.y - 1);
}

fn shelf(room: &mut Pad, x: i32, y: i32, width: i32) {
    for row in 0..6 {
        (x + 2..x + width + 2).for_each(|column| room.lighten(column, y + 3 + row, -0.13 + 0.02 * row as f32));
    }
    room.rect(x - 1, y - 1, width + 2, 5, Ink::Wood.at(0.06));
    room.slab(x, y, width, 3, Ink::Wood.at(0.58));
    room.across(x, y, width, Ink::Wood.at(0.84));
    for bracket in [x + 4, x + width - 6] {
        room.rect(bracket, y + 4, 2, 3, Ink::Line.at(0.24));
        room.dot(bracket + 1, y + 6, Ink::Wall.at(0.3));
    }
}

/// What a scene asks for and the picture of it does not show, by name.
pub fn left_out(scene: &Scene, seed: u32) -> Vec<&'static str> {
    let (_, arranged, _) = planned(scene, seed);
    arranged.left_out.iter().map(|one| one.name).collect()
}
