use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::{
    PictureFault, PictureRules, draw, draw_preset, finish, inspect, left_out, planned, preset_for, presets,
    words::wanted,
};
use crate::agents::{
    scene::{compose, sample},
    shapes::{Scene, Sourced},
};

fn scene_of(person: usize, seed: u32) -> Scene {
    let (archetype, needs, fear) = sample::PEOPLE[person];
    let (material, analysis) = (sample::material(archetype, seed), sample::analysis(needs));
    compose(&material, &sample::character(archetype, fear), &analysis, seed)
}

fn encoded(picture: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn smooth(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, ((x + y) % 256) as u8])
    })
}

fn assert_ours(png: &[u8]) {
    let (facts, broken) = inspect(png, &PictureRules::default()).unwrap();
    assert_eq!(broken, [], "{facts:?}");
}

#[test]
fn every_object_of_the_seeds_is_a_thing_we_can_draw() {
    let visuals = sample::visuals().into_iter().filter(|one| one.element_type == "object");
    let given = visuals.map(|one| (one.value.clone(), one.fragment().to_owned()));
    let archetypes = sample::archetypes();
    let owned = archetypes.iter().flat_map(|one| &one.objects).map(|one| (one.name.clone(), one.fragment().to_owned()));
    let traumas = sample::traumas();
    let kept = traumas.iter().flat_map(|one| &one.elements).map(|one| (one.object.clone(), one.fragment().to_owned()));
    let all: Vec<(String, String)> = given.chain(owned).chain(kept).collect();
    assert!(all.len() > 130, "{}", all.len());
    let korean: Vec<&str> = all.iter().filter(|one| wanted(&one.0, "").is_none()).map(|one| one.0.as_str()).collect();
    let english: Vec<&str> = all.iter().filter(|one| wanted("", &one.1).is_none()).map(|one| one.1.as_str()).collect();
    assert_eq!((korean, english), (vec![], vec![]), "nobody has drawn these");
}

#[test]
fn a_scene_and_a_seed_mean_the_same_picture_on_every_machine() {
    let digest = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let preset = presets().iter().find(|one| one.name == "night-owl").unwrap();
    let png = draw(&preset.scene(), 7);
    assert_eq!(png, draw(&preset.scene(), 7));
    assert_ne!(png, draw(&preset.scene(), 8));
    assert_eq!(digest(&png), "46de9a6bde7b6bbefa53423ed6ac8eab06b4d39ce7f2522415fa7a1a0f4dac82");
}

#[test]
fn twelve_people_get_pictures_that_break_no_rule() {
    for person in 0..sample::PEOPLE.len() {
        assert_ours(&draw(&scene_of(person, 1), 1));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_seed_gives_a_picture_within_the_limits(person in 0..12usize, seed in any::<u32>()) {
        let png = draw(&scene_of(person, seed), seed);
        let (facts, broken) = inspect(&png, &PictureRules::default()).unwrap();
        prop_assert!(broken.is_empty(), "{broken:?}");
        prop_assert!(facts.colors <= 32 && facts.bytes < 40_000, "{facts:?}");
    }

    #[test]
    fn any_words_give_a_picture(words in "\\PC{0,40}", seed in any::<u32>()) {
        let mut scene = scene_of(0, 1);
        let said = |one: &mut Sourced| (one.value, one.fragment) = (words.clone(), words.clone());
        said(&mut scene.visual_language.colors.primary);
        said(&mut scene.visual_language.lighting.light);
        said(&mut scene.visual_language.space.layout);
        scene.visual_language.lighting.intensity = f64::NAN;
        scene.objects.iter_mut().for_each(|one| (one.name, one.fragment) = (words.clone(), String::new()));
        assert_ours(&draw(&scene, seed));
    }

    #[test]
    fn any_bytes_are_a_picture_or_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0..4usize) {
        let heads: [&[u8]; 4] = [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBPVP8 "];
        let bytes = [heads[kind], &bytes].concat();
        if let Ok(png) = finish(&bytes) {
            prop_assert!(inspect(&png, &PictureRules::default()).is_ok());
        }
    }
}

#[test]
fn every_row_of_the_pool_can_be_drawn() {
    for (place, row) in sample::visuals().into_iter().enumerate() {
        let mut scene = scene_of(place % 12, place as u32);
        let said = Sourced { value: row.value.clone(), fragment: row.fragment().to_owned(), source: row.source() };
        match row.element_type.as_str() {
            "color" => scene.visual_language.colors.primary = said,
            "lighting" => scene.visual_language.lighting.light = said,
            "layout" => scene.visual_language.space.layout = said,
            "mood" => scene.visual_language.mood = vec![said],
            _ => (scene.objects[0].name, scene.objects[0].fragment) = (said.value, said.fragment),
        }
        assert_ours(&draw(&scene, place as u32));
    }
}

#[test]
fn hardly_anything_finds_no_place() {
    let rooms = (0..120u32).map(|n| (n, left_out(&scene_of(n as usize % 12, n), n)));
    let crowded: Vec<(u32, Vec<&str>)> = rooms.filter(|(_, missing)| !missing.is_empty()).collect();
    assert!(crowded.len() <= 5, "{crowded:?}");
}

#[test]
fn nothing_hangs_over_something_else_and_nothing_floats() {
    for n in 0..72u32 {
        let (plan, room, _) = planned(&scene_of(n as usize % 12, n), n);
        let covered = if plan.windowless { (0, 0, 0, 0) } else { room.glass.covered(plan.cover) };
        let (x, y, width, height) = covered;
        let window = super::place::Rect { x, y, width, height };
        for (place, stand) in room.wall.iter().enumerate() {
            let others = room.wall[place + 1..].iter().chain(&room.back);
            let over =
                others.clone().find(|other| other.rect().overlap(stand.rect()) > 0).map(|other| other.sprite.name);
            assert_eq!(over, None, "{} hangs over it in room {n}", stand.sprite.name);
            assert_eq!(window.overlap(stand.rect()), 0, "{} hangs in the window of room {n}", stand.sprite.name);
        }
        for (place, stand) in room.back.iter().enumerate() {
            let over = room.back[place + 1..].iter().find(|other| other.rect().overlap(stand.rect()) > 0);
            assert!(
                over.is_none(),
                "{} and {} stand in one place of room {n}",
                stand.sprite.name,
                over.unwrap().sprite.name
            );
        }
        let shelves = room.shelves.iter().map(|shelf| shelf.1);
        let tables = room.back.iter().flat_map(|stand| [stand.y + 1, stand.y + 4]);
        let surfaces: Vec<i32> = shelves.chain(tables).chain([room.glass.sill() - 1]).collect();
        for stand in &room.tops {
            assert!(surfaces.contains(&stand.rect().bottom()), "{} floats in room {n}", stand.sprite.name);
        }
    }
}

#[test]
fn what_a_provider_sends_becomes_one_of_ours() {
    for (width, height) in [(600, 640), (513, 77), (3, 900), (1, 1), (2, 1)] {
        let all = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
        for format in if width == 513 { &all[..] } else { &all[..1] } {
            let original = encoded(smooth(width, height), *format);
            let png = finish(&original).unwrap();
            let (facts, _) = inspect(&png, &PictureRules::default()).unwrap();
            assert_eq!((facts.width, facts.height), (256, 512));
            assert!(facts.colors <= 32 && facts.bytes <= 204_800, "{width}×{height}: {facts:?}");
            assert_eq!(finish(&original), Ok(png), "the same again");
        }
    }
}

#[test]
fn the_middle_is_kept_and_few_colours_stay_as_they_are() {
    let striped = RgbImage::from_fn(900, 300, |x, _| {
        image::Rgb(if x < 375 {
            [255, 0, 0]
        } else if x < 525 {
            [0, 255, 0]
        } else {
            [0, 0, 255]
        })
    });
    let png = finish(&encoded(striped, ImageFormat::Png)).unwrap();
    let finished = image::load_from_memory(&png).unwrap().to_rgb8();
    assert!(finished.pixels().all(|pixel| pixel.0 == [0, 255, 0]));
    let ours = draw_preset(&presets()[0]);
    let again = finish(&ours).unwrap();
    assert_eq!(image::load_from_memory(&again).unwrap().to_rgb8(), image::load_from_memory(&ours).unwrap().to_rgb8());
}

#[test]
fn what_is_no_picture_is_refused_by_name() {
    let whole = encoded(smooth(64, 64), ImageFormat::Png);
    assert_eq!(finish(b""), Err(PictureFault::NotAPicture));
    assert_eq!(finish(b"<html>quota exceeded</html>"), Err(PictureFault::NotAPicture));
    assert_eq!(finish(&whole[..whole.len() / 2]), Err(PictureFault::NotAPicture));
    assert_eq!(finish(b"GIF89a\x01\0\x01\0\0\0\0;"), Err(PictureFault::Unsupported));
    assert_eq!(finish(&vec![0; 40 * 1024 * 1024 + 1]), Err(PictureFault::TooLarge));
    let mut huge = whole.clone();
    huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let mut sum = !0u32;
    for byte in &huge[12..29] {
        sum ^= u32::from(*byte);
        (0..8).for_each(|_| sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 });
    }
    huge[29..33].copy_from_slice(&(!sum).to_be_bytes());
    assert_eq!(finish(&huge), Err(PictureFault::TooLarge), "65536×65536 in a few bytes");
}

#[test]
fn pixel_art_has_sharp_edges_and_a_photograph_has_none() {
    let rules = PictureRules::default();
    let (facts, _) = inspect(&draw_preset(&presets()[4]), &rules).unwrap();
    assert!(facts.sharp_edges > 0.9, "{facts:?}");
    let photograph = encoded(smooth(256, 512), ImageFormat::Png);
    let (facts, broken) = inspect(&photograph, &rules).unwrap();
    let broken: Vec<&str> = broken.iter().map(|one| one.rule.as_str()).collect();
    assert_eq!(broken, ["picture-colours", "picture-edges"], "{facts:?}");
    // Enlarged without care: what was one step is many.
    let ours = image::load_from_memory(&draw_preset(&presets()[4])).unwrap();
    let blurred = ours.resize_exact(640, 1280, image::imageops::FilterType::Triangle).to_rgb8();
    let (facts, broken) = inspect(&encoded(blurred, ImageFormat::Png), &rules).unwrap();
    assert!(broken.iter().any(|one| one.rule == "picture-size") && facts.colors > 40);
    let plain = encoded(RgbImage::new(256, 512), ImageFormat::Png);
    assert_eq!(inspect(&plain, &rules).unwrap().0.sharp_edges, 1.0, "nothing differs");
}

#[test]
fn forty_colours_are_tolerated() {
    let striped =
        |many: u32| RgbImage::from_fn(256, 512, |_, y| image::Rgb([(y % many * 5) as u8, (y % 2 * 200) as u8, 90]));
    let severities = |many| {
        let (_, broken) = inspect(&encoded(striped(many), ImageFormat::Png), &PictureRules::default()).unwrap();
        broken.into_iter().map(|one| one.severity).collect::<Vec<_>>()
    };
    assert_eq!(severities(32), []);
    assert_eq!(severities(40), [crate::agents::Severity::Warning]);
    assert_eq!(severities(42), [crate::agents::Severity::Critical]);
}

#[test]
fn ten_presets_are_pictures_and_the_likest_is_chosen() {
    assert_eq!(presets().len(), 10);
    for (place, preset) in presets().iter().enumerate() {
        assert_ours(&draw_preset(preset));
        assert_eq!(left_out(&preset.scene(), 0), [""; 0], "{}", preset.name);
        assert!(presets()[..place].iter().all(|other| other.name != preset.name && other.title != preset.title));
    }
    let chosen = |person: usize| {
        let needs = sample::analysis(sample::PEOPLE[person].1).needs();
        let preset = preset_for(&scene_of(person, 1), &needs);
        (preset.name, preset.needs)
    };
    for person in 0..12 {
        let needs = sample::analysis(sample::PEOPLE[person].1).needs();
        let mut strongest = crate::pools::Need::ALL;
        strongest.sort_by(|one, other| needs.of(*other).total_cmp(&needs.of(*one)));
        let (name, suits) = chosen(person);
        assert!(suits.iter().any(|need| strongest[..2].contains(need)), "{name} for person {person}");
    }
    let mut scene = presets()[9].scene();
    scene.objects[0].fragment = "a brass telescope by the window".into();
    let needs = sample::analysis([0.1, 0.1, 0.1, 0.1, 0.2, 0.9]).needs();
    assert_eq!(preset_for(&scene, &needs).name, "night-owl");
}
