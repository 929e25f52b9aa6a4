//! Bytes to text: which encoding a file is in, found by trying. A file that fits none is refused, never mended: a
//! replacement character in a name is found months later.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, EUC_KR, UTF_16BE, UTF_16LE};

use super::Encoding;
use crate::error::{Error, Result};

pub struct Decoded<'bytes> {
    pub text: Cow<'bytes, str>,
    pub encoding: &'static str,
}

/// The first byte that fits no character.
struct Misfit {
    at: usize,
    line: u32,
}

const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";

pub fn decode(bytes: &[u8], encoding: Encoding) -> Result<Decoded<'_>> {
    let (body, name) = match bytes.strip_prefix(UTF_8_MARK) {
        Some(body) => (body, "utf-8 with BOM"),
        None => (bytes, "utf-8"),
    };
    let skipped = bytes.len() - body.len();
    let as_utf_8 = || match utf_8(body) {
        Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), encoding: name }),
        Err(misfit) => Err(Misfit { at: misfit.at + skipped, ..misfit }),
    };
    let as_cp949 = || strictly(bytes, EUC_KR).map(|text| Decoded { text: Cow::Owned(text), encoding: "cp949" });
    match encoding {
        Encoding::Utf8 => as_utf_8().map_err(|misfit| refused("UTF-8", misfit)),
        Encoding::Cp949 => as_cp949().map_err(|misfit| refused("CP949", misfit)),
        Encoding::Auto if skipped > 0 => as_utf_8().map_err(|misfit| refused("UTF-8", misfit)),
        Encoding::Auto => {
            for (mark, encoding, name) in [(b"\xff\xfe", UTF_16LE, "utf-16le"), (b"\xfe\xff", UTF_16BE, "utf-16be")] {
                if let Some(body) = bytes.strip_prefix(mark) {
                    let text = strictly(body, encoding)
                        .map_err(|misfit| refused("UTF-16", Misfit { at: misfit.at + mark.len(), ..misfit }))?;
                    return Ok(Decoded { text: Cow::Owned(text), encoding: name });
                }
            }
            // Which of the two a broken file was meant to be shows in how far each gets.
            as_utf_8().or_else(|in_utf_8| {
                as_cp949().map_err(|in_cp949| match in_utf_8.at >= in_cp949.at {
                    true => refused("UTF-8 or CP949", in_utf_8),
                    false => refused("UTF-8 or CP949", in_cp949),
                })
            })
        }
    }
}

fn refused(encoding: &str, Misfit { at, line }: Misfit) -> Error {
    Error::invalid(
        "file",
        format!("the file cannot be read as {encoding}: byte {at}, on line {line}, fits no character"),
    )
}

fn utf_8(bytes: &[u8]) -> Result<&str, Misfit> {
    std::str::from_utf8(bytes).map_err(|cause| {
        let at = cause.valid_up_to();
        Misfit { at, line: 1 + line_breaks(&bytes[..at]) }
    })
}

fn strictly(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Result<String, Misfit> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(most.unwrap_or(bytes.len() * 3));
    let at = match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => return Ok(text),
        (DecoderResult::Malformed(length, after), read) => read.saturating_sub(usize::from(length + after)),
        (DecoderResult::OutputFull, read) => read,
    };
    Err(Misfit { at, line: 1 + line_breaks(text.as_bytes()) })
}

/// LF, CR and CRLF each end a line.
pub fn line_breaks(bytes: &[u8]) -> u32 {
    let breaks = |(at, byte): (usize, &u8)| *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    bytes.iter().enumerate().filter(|place| breaks(*place)).count() as u32
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn finds_the_encoding_by_trying() {
        let text = "이름,뷁\n슬픔,😀\n";
        let korean = "이름,뷁똠방각하\n슬픔,펲시콜라\n";
        let (cp949, _, lossy) = EUC_KR.encode(korean);
        assert!(!lossy, "the fixture holds only what CP949 can say, beyond EUC-KR proper");
        let cases = [
            (text.as_bytes().to_vec(), text, "utf-8"),
            (["\u{feff}", text].concat().into_bytes(), text, "utf-8 with BOM"),
            (utf_16(text, u16::to_le_bytes), text, "utf-16le"),
            (utf_16(text, u16::to_be_bytes), text, "utf-16be"),
            (cp949.to_vec(), korean, "cp949"),
            (b"a,b".to_vec(), "a,b", "utf-8"),
            (Vec::new(), "", "utf-8"),
        ];
        for (bytes, text, encoding) in cases {
            let decoded = decode(&bytes, Encoding::Auto).unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, encoding));
        }
    }

    #[test]
    fn obeys_the_encoding_it_is_told() {
        let (cp949, ..) = EUC_KR.encode("슬픔");
        assert_eq!(decode(&cp949, Encoding::Cp949).unwrap().text, "슬픔");
        assert!(decode(&cp949, Encoding::Utf8).is_err(), "CP949 is no UTF-8");
        // Two syllables in UTF-8 happen to be three in CP949.
        assert_eq!(decode("메모".as_bytes(), Encoding::Cp949).unwrap().text.chars().count(), 3);
        assert_eq!(decode(b"\xef\xbb\xbfa", Encoding::Utf8).unwrap().text, "a");
    }

    #[test]
    fn names_the_byte_and_the_line_that_fit_no_character() {
        let mut cp949 = EUC_KR.encode("이름\r\n슬픔\r\n기쁨").0.into_owned();
        cp949.push(0xff);
        let cases: [(Vec<u8>, Encoding, &str); 5] = [
            ("가\n나\n\u{feff}".bytes().chain([0xc0, b'\n']).collect(), Encoding::Auto, "byte 11, on line 3"),
            (b"a\rb\r\n\xff".to_vec(), Encoding::Utf8, "byte 5, on line 3"),
            (cp949, Encoding::Auto, "byte 16, on line 3"),
            (b"\xef\xbb\xbfa\n\xff".to_vec(), Encoding::Auto, "byte 5, on line 2"),
            (b"\xff\xfea\0\n\0\x00\xd8b\0".to_vec(), Encoding::Auto, "byte 6, on line 2"),
        ];
        for (bytes, encoding, place) in cases {
            let refusal = decode(&bytes, encoding).err().expect("it fits no encoding");
            assert!(refusal.message.contains(place), "{} should name {place}", refusal.message);
            assert_eq!(refusal.field.as_deref(), Some("file"));
        }
    }
}
