//! What lights the room: the lamps that stand in it, the window, and the beams and patches a scene speaks of.

use super::{
    canvas::{Pad, WIDTH},
    light::{Ambient, Light, Tint},
    paint::Ink,
    place::{Arranged, Stand},
    plan::{Fixture, Plan},
    shell::{CEILING, FLOOR},
    sprites::{bench, boards, ceiling, floor},
};

pub fn ambient(plan: &Plan) -> Ambient {
    let level = if plan.night { -0.20 + 0.08 * plan.intensity } else { -0.10 + 0.10 * plan.intensity };
    let dim = matches!(plan.fixture, Fixture::Embers | Fixture::Stage | Fixture::Candles | Fixture::NightLight);
    Ambient {
        level: level - if dim && plan.night { 0.05 } else { 0.0 },
        vignette: plan.vignette,
        blue: if plan.night { 0.2 } else { 0.0 },
    }
}

/// What hangs or is stuck somewhere because of the light alone: drawn before things are put into the room.
pub fn fixtures(room: &mut Pad, plan: &Plan, arranged: &Arranged) {
    let glass = arranged.glass;
    match plan.fixture {
        Fixture::Strings => {
            ceiling::bulbs(room, (glass.x - 18, glass.y - 14), glass.x + glass.width + 18, 5);
            ceiling::bulbs(room, (2, CEILING + 6), glass.x - 22, 9);
        }
        Fixture::Many => ceiling::bulbs(room, (4, CEILING + 5), WIDTH - 4, 7),
        Fixture::NightLight => {
            let (x, y) = night_light(arranged);
            room.put(&floor::NIGHT_LIGHT.drawn(), x, y);
        }
        Fixture::Skylight => skylight(room),
        Fixture::Candles => {
            for (x, y) in ring(arranged) {
                room.shade_ellipse(x + 1, y, 4, 2, 0.2);
                room.put(&floor::CANDLE.drawn(), x - 4, y - floor::CANDLE.height);
            }
        }
        Fixture::PictureLight => {
            for stand in arranged.wall.iter().filter(|stand| std::ptr::eq(stand.sprite, &boards::PICTURE)) {
                let middle = stand.x + stand.sprite.width / 2;
                room.down(middle, stand.y - 5, 5, Ink::Brass.at(0.6));
                room.slab(middle - 8, stand.y - 7, 17, 3, Ink::Brass.at(0.62));
                room.across(middle - 7, stand.y - 4, 15, Ink::Glow.shining(0.95));
            }
        }
        _ => {}
    }
}

/// Where candles stand around the rug, those in front left out where something stands.
fn ring(arranged: &Arranged) -> Vec<(i32, i32)> {
    let (x, y) = arranged.rug;
    let around =
        [(-52, 0), (-42, -16), (-16, -22), (16, -22), (42, -16), (52, 0), (44, 15), (-44, 15), (-18, 24), (18, 24)];
    let places = around.into_iter().map(|(right, low)| (x + right, y + low));
    let covered = |x: i32, y: i32| {
        let stands = arranged.front.iter().chain(&arranged.back);
        stands
            .map(|stand| stand.rect())
            .any(|rect| (rect.x - 4..rect.right() + 4).contains(&x) && (rect.y..rect.bottom() + 3).contains(&y))
    };
    places.filter(|(x, y)| !covered(*x, *y)).collect()
}

/// In the widest gap along the foot of the wall.
fn night_light(arranged: &Arranged) -> (i32, i32) {
    let covered = |x: i32| arranged.back.iter().any(|stand| (stand.x - 2..stand.rect().right() + 3).contains(&x));
    let free = (6..WIDTH - 14).filter(|x| (0..10).all(|step| !covered(x + step)));
    (free.min_by_key(|x| (x - 50).abs()).unwrap_or(52), FLOOR - 26)
}

fn skylight(room: &mut Pad) {
    let (left, right) = (12, 56);
    room.shape(&[(left - 3, 0), (right + 3, 0), (right + 7, 20), (left - 7, 20)], Ink::Paper.at(0.6));
    room.shape(&[(left, 0), (right, 0), (right + 3, 17), (left - 3, 17)], Ink::Sky.shining(0.72));
    for (x, y) in [(18, 6), (38, 10)] {
        room.ellipse(x, y, 6, 2, Ink::Paper.shining(0.9));
    }
    room.shape(&[(33, 0), (35, 0), (35, 17), (33, 17)], Ink::Paper.at(0.6));
    room.across(left - 7, 20, right - left + 14, Ink::Line.at(0.12));
}

pub fn lit(plan: &Plan, arranged: &Arranged) -> Light {
    let mut light = Light::new();
    let strength = if plan.night { 0.75 + 0.5 * plan.intensity } else { 0.4 };
    let all = [&arranged.wall, &arranged.back, &arranged.tops, &arranged.front, &arranged.ceiling];
    for stand in all.into_iter().flatten() {
        if let Some(shine) = stand.sprite.shine {
            let (x, y) = (stand.x + shine.x, stand.y + shine.y);
            light.pool(x, y, shine.radius, shine.strength * strength, shine.tint);
        }
    }
    window_light(&mut light, plan, arranged);
    beams(&mut light, plan, arranged, strength);
    light
}

fn window_light(light: &mut Light, plan: &Plan, arranged: &Arranged) {
    let (x, y) = arranged.glass.middle();
    if plan.windowless {
        return;
    }
    if plan.night {
        light.oval(x, y + 6, 46, 58, 0.12, Tint::Plain);
    } else {
        light.oval(x, y + 10, 90, 110, 0.26, Tint::Plain);
        light.oval(x - 14, 214, 80, 44, 0.16, Tint::Plain);
    }
}

fn beams(light: &mut Light, plan: &Plan, arranged: &Arranged, strength: f32) {
    match plan.fixture {
        Fixture::Ceiling => light.cone((64, CEILING), 250, (40.0, 76.0), 0.0, 0.14, Tint::Plain),
        Fixture::Embers => light.oval(40, 206, 70, 44, 0.34 * strength, Tint::Lamp),
        Fixture::Pendant => under(light, arranged, "pendant lamp", 0.4, Tint::Lamp),
        Fixture::Stage => under(light, arranged, "stage light", 0.62, Tint::Plain),
        Fixture::PictureLight => {
            for stand in on_wall(arranged, "framed landscape") {
                light.cone((stand.x + 14, stand.y - 4), stand.y + 44, (9.0, 24.0), 0.0, 0.4, Tint::Lamp);
            }
        }
        Fixture::Display => {
            for stand in on_wall(arranged, "display cubbies") {
                light.oval(stand.x + 21, stand.y + 19, 44, 42, 0.62, Tint::Lamp);
            }
        }
        Fixture::DeskLamp | Fixture::Dimmed | Fixture::Clip | Fixture::Clamps => desk_lamps(light, plan, arranged),
        Fixture::Grow => top(light, arranged, &bench::GROW_LAMP, (14, 8), (46, 0.5), Tint::Other),
        Fixture::Banker => top(light, arranged, &bench::BANKER_LAMP, (10, 10), (42, 0.62), Tint::Lamp),
        Fixture::Colours => {
            light.oval(14, 70, 76, 110, 0.42, Tint::Lamp);
            light.oval(116, 120, 76, 120, 0.4, Tint::Other);
        }
        Fixture::Screens | Fixture::FloorLamp => light.oval(40, 216, 66, 36, 0.12, Tint::Lamp),
        _ => {
            small_lights(light, plan, arranged);
            through_the_window(light, plan, arranged);
        }
    }
}

/// Bulbs, candles, what shines at the foot of a wall or through a door.
fn small_lights(light: &mut Light, plan: &Plan, arranged: &Arranged) {
    let glass = arranged.glass;
    let x = glass.x;
    match plan.fixture {
        Fixture::NightLight => {
            let (x, y) = night_light(arranged);
            light.oval(x + 4, y + 6, 44, 30, 0.44, Tint::Lamp);
        }
        Fixture::Hall => {
            for stand in arranged.back.iter().filter(|stand| stand.sprite.name == "door ajar") {
                let left = stand.x + 4;
                let end = [(left, FLOOR), (left + 9, FLOOR), (left + 62, 250), (left + 12, 250)];
                light.patch(&end, 0.3, Tint::Lamp);
            }
        }
        Fixture::Strings => {
            for bulb in 0..6 {
                light.pool(x - 14 + bulb * 15, glass.y - 8, 40, 0.15, Tint::Lamp);
                light.pool(4 + bulb * 12, CEILING + 16, 36, 0.12, Tint::Lamp);
            }
        }
        Fixture::Many => {
            for bulb in 0..8 {
                light.pool(8 + bulb * 16, CEILING + 14, 44, 0.13, Tint::Lamp);
            }
            light.oval(64, 214, 84, 50, 0.18, Tint::Lamp);
        }
        Fixture::Candles => {
            for (x, y) in ring(arranged) {
                light.oval(x, y - 8, 26, 20, 0.24, Tint::Lamp);
            }
            light.oval(64, 214, 76, 46, 0.16, Tint::Lamp);
        }
        _ => {}
    }
}

fn through_the_window(light: &mut Light, plan: &Plan, arranged: &Arranged) {
    let glass = arranged.glass;
    let (x, width) = (glass.x, glass.width);
    match plan.fixture {
        Fixture::Neighbour => {
            light.oval(x + width / 2, glass.y + 30, 50, 60, 0.3, Tint::Lamp);
            light.patch(&slanted(glass.x, width, 200, 30), 0.12, Tint::Lamp);
        }
        Fixture::Slats => {
            for stripe in 0..7 {
                let y = 190 + stripe * 9;
                let shift = (y - 190) / 2;
                let corners =
                    [(x - 26 - shift, y), (x + 26 - shift, y), (x + 24 - shift, y + 4), (x - 28 - shift, y + 4)];
                light.patch(&corners, 0.24, Tint::Lamp);
            }
        }
        Fixture::Sun => {
            light.patch(&slanted(x, width / 2 - 2, 186, 34), 0.26, Tint::Lamp);
            light.patch(&slanted(x + width / 2 + 2, width / 2 - 2, 186, 34), 0.26, Tint::Lamp);
            light.cone((x + width / 2, glass.y + 20), 240, (20.0, 30.0), -0.22, 0.1, Tint::Lamp);
        }
        Fixture::Skylight => {
            light.cone((34, 14), 252, (22.0, 40.0), 0.1, 0.34, Tint::Plain);
            light.patch(&[(30, 192), (82, 192), (98, 238), (32, 238)], 0.18, Tint::Plain);
        }
        Fixture::Moon => {
            light.patch(&slanted(x, width / 2 - 2, 188, 40), 0.2, Tint::Other);
            light.patch(&slanted(x + width / 2 + 2, width / 2 - 2, 188, 40), 0.2, Tint::Other);
            light.cone((x + width / 2, glass.y + 12), 244, (18.0, 26.0), -0.24, 0.11, Tint::Other);
        }
        Fixture::Stained => {
            for (place, tint) in [Tint::Lamp, Tint::Other, Tint::Lamp, Tint::Other].into_iter().enumerate() {
                let from = x - 8 + place as i32 * 11;
                light.patch(&slanted(from, 8, 190, 30), 0.2, tint);
            }
        }
        _ => {}
    }
}

/// What falls through a window onto the floor: four corners.
fn slanted(x: i32, width: i32, y: i32, long: i32) -> [(i32, i32); 4] {
    [(x - 22, y), (x - 22 + width, y), (x - 44 + width, y + long), (x - 44, y + long)]
}

fn on_wall<'a>(arranged: &'a Arranged, name: &'a str) -> impl Iterator<Item = &'a Stand> {
    arranged.wall.iter().filter(move |stand| stand.sprite.name == name)
}

fn under(light: &mut Light, arranged: &Arranged, name: &str, strength: f32, tint: Tint) {
    for stand in arranged.ceiling.iter().filter(|stand| stand.sprite.name == name) {
        let (x, y) = (stand.x + stand.sprite.width / 2, stand.y + stand.sprite.height);
        let lean = (64 - x) as f32 / 200.0;
        light.cone((x, y), 214, (8.0, 34.0), lean, strength * 0.6, tint);
        light.oval(x + (lean * (214 - y) as f32) as i32, 212, 46, 22, strength, tint);
    }
}

fn top(
    light: &mut Light,
    arranged: &Arranged,
    sprite: &'static super::sprites::Sprite,
    at: (i32, i32),
    (radius, strength): (i32, f32),
    tint: Tint,
) {
    for stand in arranged.tops.iter().filter(|stand| std::ptr::eq(stand.sprite, sprite)) {
        light.pool(stand.x + at.0, stand.y + at.1, radius, strength, tint);
    }
}

fn desk_lamps(light: &mut Light, plan: &Plan, arranged: &Arranged) {
    let (radius, strength, tint) = match plan.fixture {
        Fixture::DeskLamp => (62, 0.6, Tint::Plain),
        Fixture::Clip => (38, 0.56, Tint::Lamp),
        Fixture::Dimmed => (52, 0.42, Tint::Lamp),
        _ => (56, 0.5, Tint::Lamp),
    };
    top(light, arranged, &bench::CLAMP_LAMP, (5, 12), (radius, strength), tint);
    if plan.fixture == Fixture::Clamps {
        light.oval(24, 60, 44, 50, 0.4, Tint::Other);
    }
}
