//! The twelve people of the demo content, each with the character, the prompt and the room that the offline agents make for
//! them: kept as files that can be read, so that whoever changes an agent sees what becomes of everybody.
//! `UPDATE_PEOPLE=1` writes them anew.

use std::{fmt::Write as _, fs, path::PathBuf};

use greenroom_core::runs::{
    config::RunConfig,
    read,
    start::{RunRequest, RunSource, start},
    worker::Worker,
};
use image::{
    Rgb, RgbImage,
    codecs::png::{CompressionType, FilterType, PngEncoder},
    imageops,
};
use serde_json::Value;
use uuid::Uuid;

use crate::support::{Fresh, root};

const SEED: u32 = 20_26;
/// Rooms beside each other on the sheet, at one pixel for each that was drawn.
const ACROSS: u32 = 6;
const GAP: u32 = 4;
const DARK: Rgb<u8> = Rgb([24, 22, 28]);

#[tokio::test]
async fn twelve_people_get_the_characters_prompts_and_rooms_they_had() {
    let fresh = Fresh::seeded().await;
    let people: Vec<(Uuid, String)> = sqlx::query_as(
        "select users.id, username from knock.users join knock.onboarding_data on user_id = users.id order by username",
    )
    .fetch_all(fresh.console.pool())
    .await
    .expect("people");
    assert_eq!(people.len(), 12);
    let worker = Worker::sign_on(&fresh.console, 1).await.expect("a worker");
    let mut rooms = Vec::new();
    for (id, name) in &people {
        let config = RunConfig { dry_run: true, second_try: true, ..RunConfig::default() };
        let request = RunRequest { config, seed: Some(SEED), ..RunRequest::of(RunSource::Person { id: *id }) };
        let started = start(&fresh.console, &request).await.expect("a run starts");
        worker.drive(started.id).await.expect("it is driven");
        let run = read::get(fresh.console.pool(), started.id).await.expect("the run");
        assert_eq!(run.summary.status, "completed", "{name}: {:?}", run.summary.error);
        same_as_kept(&format!("{name}.md"), written(&run.output.expect("an output")).as_bytes());
        let png = read::picture(fresh.console.pool(), started.id).await.expect("a picture");
        rooms.push(image::load_from_memory(&png).expect("a PNG").to_rgb8());
    }
    worker.leave(std::time::Duration::from_secs(5)).await;
    let sheet = sheet(&rooms);
    let kept = root().join("tests/e2e/screens/rooms.png");
    if std::env::var_os("UPDATE_PEOPLE").is_some() {
        let file = fs::File::create(&kept).expect("the sheet is begun");
        // Dithered pixels are told best as they are.
        let encoder = PngEncoder::new_with_quality(file, CompressionType::Best, FilterType::NoFilter);
        sheet.write_with_encoder(encoder).expect("the sheet is written");
    }
    let before = image::open(&kept).expect("the sheet of rooms").to_rgb8();
    assert!(before == sheet, "the rooms are not what {} shows; look at them and UPDATE_PEOPLE=1", kept.display());
}

/// What a person reads: who it is, how good the run was, and every word of the prompt.
fn written(output: &Value) -> String {
    let character = &output["character"];
    let needs: Vec<String> = output["analysis"]["completeVector"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| {
            format!(
                "{} {} ({})",
                one["need"].as_str().unwrap_or_default(),
                one["actual"],
                one["state"].as_str().unwrap_or_default()
            )
        })
        .collect();
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{} · {}\n",
        character["name"].as_str().unwrap_or_default(),
        character["archetype"].as_str().unwrap_or_default()
    );
    let _ = writeln!(text, "{}\n", needs.join(", "));
    let _ =
        writeln!(text, "quality {}, picture {}\n", output["quality"]["score"], output["image"]["metadata"]["digest"]);
    let _ = writeln!(text, "{}\n", output["prompts"]["imagePrompt"].as_str().unwrap_or_default());
    let _ = writeln!(text, "{}", output["prompts"]["systemPrompt"].as_str().unwrap_or_default());
    text
}

fn same_as_kept(name: &str, made: &[u8]) {
    let folder: PathBuf = root().join("tests/fixtures/people");
    let file = folder.join(name);
    if std::env::var_os("UPDATE_PEOPLE").is_some() {
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(&file, made).expect("a file");
    }
    let kept = fs::read(&file).unwrap_or_default();
    assert!(
        String::from_utf8_lossy(&kept) == String::from_utf8_lossy(made),
        "{name} is not what it was: run with UPDATE_PEOPLE=1 and read the difference"
    );
}

fn sheet(rooms: &[RgbImage]) -> RgbImage {
    let (wide, high) = (128, 256);
    let down = (rooms.len() as u32).div_ceil(ACROSS);
    let mut sheet = RgbImage::from_pixel(ACROSS * (wide + GAP) + GAP, down * (high + GAP) + GAP, DARK);
    for (place, room) in rooms.iter().enumerate() {
        let place = place as u32;
        let small = imageops::resize(room, wide, high, imageops::FilterType::Nearest);
        let (x, y) = (GAP + place % ACROSS * (wide + GAP), GAP + place / ACROSS * (high + GAP));
        imageops::replace(&mut sheet, &small, i64::from(x), i64::from(y));
    }
    sheet
}
