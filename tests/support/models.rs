//! Providers that are a fake on this machine, and the answers they would give.

use greenroom_core::{
    agents::{character, needs},
    providers::ProviderKind,
};
use serde_json::{Value, json};

use super::runs::{Works, input_of};
pub use crate::fake_models::{Behaviour, FakeModels, Request};

/// The row of a provider points to the fake from now on.
pub async fn point(works: &Works, name: &str, kind: ProviderKind, fake: &FakeModels) {
    works
        .sql(&format!(
            "update console.providers set base_url = '{}', kind = '{}' where name = '{name}'",
            fake.base_url(kind),
            kind.key()
        ))
        .await;
}

/// What a good model would answer for a stored sample and seed.
#[derive(Clone)]
pub struct Answers {
    pub needs: Value,
    pub character: Value,
}

impl Answers {
    pub async fn of(works: &Works, name: &str, seed: u32) -> Self {
        let input = input_of(&works.fresh, name).await;
        let analysis = needs::analyse(&input);
        let material =
            character::gather(works.console().pool(), &input, &analysis, seed).await.expect("there is material");
        let character = character::compose(&material, &input, &analysis, seed);
        Self { needs: json!(analysis), character: json!(character) }
    }

    /// To whichever of the two was asked; a picture where one was.
    pub fn to(&self, request: &Request) -> Behaviour {
        match asked(request) {
            Asked::Needs => Behaviour::Json(self.needs.clone()),
            Asked::Character => Behaviour::Json(self.character.clone()),
            Asked::Picture => Behaviour::Usual,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Needs,
    Character,
    Picture,
}

pub fn asked(request: &Request) -> Asked {
    let paints = ["/images/generations", ":predict", "/txt2img"].iter().any(|end| request.path.ends_with(end));
    match request.body.to_string().contains("selectedExperiences") {
        _ if paints => Asked::Picture,
        true => Asked::Character,
        false => Asked::Needs,
    }
}

/// What the requests asked, in their order.
pub fn questions(fake: &FakeModels) -> Vec<Asked> {
    fake.requests().iter().filter(|request| !request.is_for_models()).map(asked).collect()
}

/// A picture of more colours and another size than ours, as a provider would send it.
pub fn colourful_png(width: u32, height: u32) -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        for x in 0..width {
            rows.extend([(x * 255 / width) as u8, (y * 255 / height) as u8, ((x / 8 + y / 8) % 2 * 90) as u8]);
        }
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &header);
    chunk(&mut png, b"IDAT", &stored(&rows));
    chunk(&mut png, b"IEND", &[]);
    png
}

fn chunk(png: &mut Vec<u8>, name: &[u8; 4], content: &[u8]) {
    png.extend((content.len() as u32).to_be_bytes());
    let named = [name.as_slice(), content].concat();
    let mut sum = u32::MAX;
    for byte in &named {
        sum ^= u32::from(*byte);
        (0..8).for_each(|_| sum = sum >> 1 ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 });
    }
    png.extend(named);
    png.extend((!sum).to_be_bytes());
}

/// As zlib has it, without compressing anything.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(65_535).peekable();
    while let Some(block) = blocks.next() {
        out.push(u8::from(blocks.peek().is_none()));
        out.extend((block.len() as u16).to_le_bytes());
        out.extend((!(block.len() as u16)).to_le_bytes());
        out.extend(block);
    }
    let (low, high) = bytes.iter().fold((1u32, 0u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    out.extend((high << 16 | low).to_be_bytes());
    out
}
