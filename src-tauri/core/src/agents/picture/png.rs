//! Writes a PNG with a palette. The image crate reads them but writes none, and its compressor may choose other bytes
//! in its next version; a picture's digest must not change with a dependency. What is compressed is what pixel art
//! has: runs, and rows that repeat.

use super::colour::Rgb;

/// Rows of places in the palette, one byte each.
pub struct Indexed {
    pub width: u32,
    pub height: u32,
    pub palette: Vec<Rgb>,
    pub pixels: Vec<u8>,
}

pub fn encode(picture: &Indexed) -> Vec<u8> {
    let mut header = Vec::with_capacity(13);
    header.extend(picture.width.to_be_bytes());
    header.extend(picture.height.to_be_bytes());
    header.extend([8, 3, 0, 0, 0]); // eight bits, a palette, not interlaced
    let row = picture.width.max(1) as usize;
    let raw: Vec<u8> =
        picture.pixels.chunks(row).flat_map(|row| std::iter::once(0).chain(row.iter().copied())).collect();
    let mut out = vec![0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
    chunk(&mut out, b"IHDR", &header);
    chunk(&mut out, b"PLTE", &picture.palette.concat());
    chunk(&mut out, b"IDAT", &compressed(&raw, row + 1));
    chunk(&mut out, b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    out.extend((data.len() as u32).to_be_bytes());
    let start = out.len();
    out.extend(name);
    out.extend(data);
    let sum = crc(&out[start..]);
    out.extend(sum.to_be_bytes());
}

fn crc(data: &[u8]) -> u32 {
    !data.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    })
}

fn adler(data: &[u8]) -> u32 {
    let (low, high) = data.iter().fold((1u32, 0u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65521;
        (low, (high + low) % 65521)
    });
    high << 16 | low
}

/// Bits, the lowest first, as deflate wants them.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    fn push(&mut self, value: u32, bits: u32) {
        self.held |= u64::from(value) << self.count;
        self.count += bits;
        while self.count >= 8 {
            self.bytes.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// A code of the fixed table, whose bits go the other way round.
    fn code(&mut self, value: u32, bits: u32) {
        self.push(value.reverse_bits() >> (32 - bits), bits);
    }

    fn symbol(&mut self, symbol: u32) {
        match symbol {
            0..=143 => self.code(0x30 + symbol, 8),
            144..=255 => self.code(0x190 + symbol - 144, 9),
            256..=279 => self.code(symbol - 256, 7),
            _ => self.code(0xc0 + symbol - 280, 8),
        }
    }

    fn repeat(&mut self, length: u32, distance: u32) {
        // A length of 258 has a symbol of its own; all others are a base and some further bits.
        if length == 258 {
            self.symbol(285);
        } else {
            let (symbol, base, more) = step(length - 3, 4);
            self.symbol(257 + symbol);
            self.push(length - 3 - base, more);
        }
        let (symbol, base, more) = step(distance - 1, 2);
        self.code(symbol, 5);
        self.push(distance - 1 - base, more);
    }
}

/// Deflate's lengths and distances grow alike: `group` symbols for each further bit.
fn step(value: u32, group: u32) -> (u32, u32, u32) {
    if value < 2 * group {
        return (value, value, 0);
    }
    let more = value.ilog2() - group.ilog2();
    let symbol = group * more + (value >> more);
    (symbol, value >> more << more, more)
}

fn compressed(raw: &[u8], row: usize) -> Vec<u8> {
    let mut bits = Bits { bytes: vec![0x78, 0x01], ..Bits::default() };
    bits.push(0b011, 3); // the last block, with the fixed table
    // Dither repeats after four pixels of two each; rows after one, two or eight.
    let distances = [1, 2, 4, 8, 16, row, 2 * row, 8 * row];
    let mut at = 0;
    while at < raw.len() {
        let length = |distance: usize| {
            if distance > at {
                return 0;
            }
            let longest = (raw.len() - at).min(258);
            (0..longest).take_while(|step| raw[at + step] == raw[at + step - distance]).count()
        };
        // The first of the longest: distances are in the order of what they cost.
        let best = distances.iter().map(|distance| (length(*distance), *distance)).rev().max_by_key(|found| found.0);
        match best {
            Some((length, distance)) if length >= 3 => {
                bits.repeat(length as u32, distance as u32);
                at += length;
            }
            _ => {
                bits.symbol(u32::from(raw[at]));
                at += 1;
            }
        }
    }
    bits.symbol(256);
    bits.push(0, 7); // to the end of the byte
    let mut out = bits.bytes;
    out.extend(adler(raw).to_be_bytes());
    out
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use proptest::prelude::*;

    use super::{Indexed, encode};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_written_is_what_others_read(
            width in 1u32..40, height in 1u32..40, spread in 1u8..=32, seed in any::<u64>(),
        ) {
            let mut numbers = crate::pools::draw::Numbers::new(seed);
            let palette: Vec<[u8; 3]> = (0..32).map(|n: u8| [n * 8, 255 - n * 3, n ^ 0x55]).collect();
            let pixels: Vec<u8> = (0..width * height).map(|_| (numbers.next() % u64::from(spread)) as u8).collect();
            let bytes = encode(&Indexed { width, height, palette: palette.clone(), pixels: pixels.clone() });
            let read = image::load_from_memory_with_format(&bytes, image::ImageFormat::Png).unwrap().to_rgb8();
            prop_assert_eq!(read.dimensions(), (width, height));
            let expected: Vec<[u8; 3]> = pixels.iter().map(|pixel| palette[usize::from(*pixel)]).collect();
            let found: Vec<[u8; 3]> = read.pixels().map(|pixel| pixel.0).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn long_runs_are_read_back() {
        for length in [257, 258, 259, 300, 1000, 5000, 20000] {
            let pixels = vec![3; length as usize];
            let bytes = encode(&Indexed { width: length, height: 1, palette: vec![[9, 8, 7]; 4], pixels });
            let read = image::load_from_memory(&bytes).unwrap().to_rgb8();
            assert!(read.pixels().all(|pixel| pixel.0 == [9, 8, 7]) && read.width() == length);
        }
    }
}
