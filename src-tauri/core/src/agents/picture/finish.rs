//! A provider's picture made into one of ours: cut to 1:2, 256 by 512 pixels, 32 colours. What a provider sends is
//! not trusted: sizes are known before anything is decoded.

use std::io::Cursor;

use image::{DynamicImage, ImageError, ImageFormat, ImageReader, Limits, RgbImage};

use super::{
    PictureFault,
    colour::Rgb,
    light::MOST_COLOURS,
    png::{self, Indexed},
};

pub const WIDTH: u32 = 256;
pub const HEIGHT: u32 = 512;
const MOST_BYTES: usize = 40 * 1024 * 1024;
const MOST_PIXELS: u64 = 64_000_000;
/// So often the colours are moved to the middle of what is nearest to them.
const ROUNDS: usize = 4;

/// The finished PNG of a PNG, JPEG or WebP.
pub fn finish(original: &[u8]) -> Result<Vec<u8>, PictureFault> {
    let picture = decoded(original)?;
    let small = reduced(&picture.to_rgba8());
    Ok(png::encode(&quantised(&small)))
}

pub fn decoded(bytes: &[u8]) -> Result<DynamicImage, PictureFault> {
    if bytes.len() > MOST_BYTES {
        return Err(PictureFault::TooLarge);
    }
    let format = image::guess_format(bytes).map_err(|_| PictureFault::NotAPicture)?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) {
        return Err(PictureFault::Unsupported);
    }
    let (width, height) =
        ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(|error| fault(&error))?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureFault::TooLarge);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    let picture = reader.decode().map_err(|error| fault(&error))?;
    if picture.width() == 0 || picture.height() == 0 { Err(PictureFault::NotAPicture) } else { Ok(picture) }
}

fn fault(error: &ImageError) -> PictureFault {
    match error {
        ImageError::Limits(_) => PictureFault::TooLarge,
        ImageError::Unsupported(_) => PictureFault::Unsupported,
        _ => PictureFault::NotAPicture,
    }
}

/// The middle of it, as large as fits, by the pixel that is nearest; what is see-through lies on black.
fn reduced(picture: &image::RgbaImage) -> RgbImage {
    let (width, height) = (u64::from(picture.width()), u64::from(picture.height()));
    let (wide, high) =
        if width * 2 > height { ((height / 2).max(1), height) } else { (width, (width * 2).min(height)) };
    let (left, top) = ((width - wide) / 2, (height - high) / 2);
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let across = left + (2 * u64::from(x) + 1) * wide / (2 * u64::from(WIDTH));
        let down = top + (2 * u64::from(y) + 1) * high / (2 * u64::from(HEIGHT));
        let [red, green, blue, alpha] = picture.get_pixel(across as u32, down as u32).0;
        image::Rgb([red, green, blue].map(|value| (u16::from(value) * u16::from(alpha) / 255) as u8))
    })
}

/// Median cut, then a few rounds of moving each colour to the middle of its pixels; whole numbers throughout.
fn quantised(picture: &RgbImage) -> Indexed {
    let colours = counted(picture);
    let mut palette = if colours.len() <= MOST_COLOURS {
        colours.iter().map(|(colour, _)| *colour).collect()
    } else {
        cut(colours.clone())
    };
    if colours.len() > MOST_COLOURS {
        (0..ROUNDS).for_each(|_| settle(&mut palette, &colours));
        palette.sort_unstable();
        palette.dedup();
    }
    let places: Vec<u8> = colours.iter().map(|(colour, _)| nearest(&palette, *colour) as u8).collect();
    let place =
        |colour: Rgb| colours.binary_search_by_key(&colour, |(known, _)| *known).map_or(0, |found| places[found]);
    let coarse = colours.len() > MOST_COLOURS;
    let pixels = picture.pixels().map(|pixel| place(if coarse { coarser(pixel.0) } else { pixel.0 })).collect();
    Indexed { width: picture.width(), height: picture.height(), palette, pixels }
}

/// Each colour and how many pixels have it, in the order of the colours. A photograph has a hundred thousand: then a
/// few steps apart are one.
fn counted(picture: &RgbImage) -> Vec<(Rgb, u32)> {
    let count = |change: fn(Rgb) -> Rgb| {
        let mut all: Vec<Rgb> = picture.pixels().map(|pixel| change(pixel.0)).collect();
        all.sort_unstable();
        all.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as u32)).collect::<Vec<_>>()
    };
    let exact = count(|colour| colour);
    if exact.len() <= MOST_COLOURS { exact } else { count(coarser) }
}

fn coarser(colour: Rgb) -> Rgb {
    colour.map(|value| value & 0xf8 | value >> 5)
}

fn cut(colours: Vec<(Rgb, u32)>) -> Vec<Rgb> {
    let mut boxes = vec![colours];
    while boxes.len() < MOST_COLOURS {
        let widest = (0..boxes.len()).filter(|place| boxes[*place].len() > 1).max_by_key(|place| {
            let pixels: u64 = boxes[*place].iter().map(|(_, count)| u64::from(*count)).sum();
            (spread(&boxes[*place]).1 * pixels.isqrt(), std::cmp::Reverse(*place))
        });
        let Some(widest) = widest else { break };
        let mut all = boxes.swap_remove(widest);
        let channel = spread(&all).0;
        all.sort_by_key(|(colour, _)| (colour[channel], *colour));
        let pixels: u64 = all.iter().map(|(_, count)| u64::from(*count)).sum();
        let mut passed = 0;
        let half = all.iter().position(|(_, count)| {
            passed += u64::from(*count);
            passed * 2 >= pixels
        });
        let upper = all.split_off((half.unwrap_or(0) + 1).min(all.len() - 1));
        boxes.extend([all, upper]);
    }
    boxes.iter().map(|one| mean(one.iter().copied())).collect()
}

/// The channel in which the colours differ most, and by how much; green is seen best.
fn spread(colours: &[(Rgb, u32)]) -> (usize, u64) {
    let wide = |channel: usize| {
        let values = colours.iter().map(|(colour, _)| colour[channel]);
        let apart = values.clone().max().unwrap_or(0) - values.min().unwrap_or(0);
        u64::from(apart) * [3, 4, 2][channel]
    };
    (0..3).map(|channel| (channel, wide(channel))).rev().max_by_key(|(_, wide)| *wide).unwrap_or((0, 0))
}

fn mean(colours: impl Iterator<Item = (Rgb, u32)>) -> Rgb {
    let (mut sums, mut pixels) = ([0u64; 3], 0u64);
    for (colour, count) in colours {
        (0..3).for_each(|channel| sums[channel] += u64::from(colour[channel]) * u64::from(count));
        pixels += u64::from(count);
    }
    sums.map(|sum| ((sum + pixels / 2) / pixels.max(1)) as u8)
}

fn nearest(palette: &[Rgb], colour: Rgb) -> usize {
    let apart = |other: &Rgb| -> i32 {
        let weights = [3, 4, 2];
        (0..3)
            .map(|channel| {
                let apart = i32::from(colour[channel]) - i32::from(other[channel]);
                weights[channel] * apart * apart
            })
            .sum()
    };
    (0..palette.len()).min_by_key(|place| apart(&palette[*place])).unwrap_or(0)
}

fn settle(palette: &mut [Rgb], colours: &[(Rgb, u32)]) {
    let mut members: Vec<Vec<(Rgb, u32)>> = vec![Vec::new(); palette.len()];
    for (colour, count) in colours {
        members[nearest(palette, *colour)].push((*colour, *count));
    }
    for (place, members) in members.into_iter().enumerate().filter(|(_, members)| !members.is_empty()) {
        palette[place] = mean(members.into_iter());
    }
}
