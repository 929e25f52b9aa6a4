//! Places in a text as the window counts them: UTF-16 code units, lines and columns from one.

/// How many UTF-16 code units these bytes of a text are. Also right from the middle of a character on, as long as what
/// is before it was counted the same way: a character counts where it begins.
pub fn utf16_length(bytes: &[u8]) -> usize {
    bytes.iter().map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(*byte >= 0xf0)).sum()
}

/// So many bytes lie between two known places.
const STRIDE: usize = 256;

/// Knows the places of one text, so that asking for many of them stays cheap.
pub struct Places<'a> {
    text: &'a str,
    /// UTF-16 offset at every `STRIDE`th byte.
    known: Vec<usize>,
    /// The byte after each line break.
    lines: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From the beginning of the text.
    pub offset: u32,
    pub line: u32,
    pub column: u32,
}

impl<'a> Places<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut known = vec![0];
        for stretch in text.as_bytes().chunks(STRIDE) {
            known.push(known.last().copied().unwrap_or_default() + utf16_length(stretch));
        }
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, known, lines: std::iter::once(0).chain(breaks).collect() }
    }

    pub fn offset(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        self.known[byte / STRIDE] + utf16_length(&self.text.as_bytes()[byte / STRIDE * STRIDE..byte])
    }

    pub fn place(&self, byte: usize) -> Place {
        let line = self.lines.partition_point(|start| *start <= byte);
        let offset = self.offset(byte);
        let start = self.offset(self.lines[line.saturating_sub(1)]);
        Place { offset: offset as u32, line: line as u32, column: (offset - start + 1) as u32 }
    }

    /// The byte at a UTF-16 offset; inside a character, its beginning.
    pub fn byte(&self, offset: usize) -> usize {
        let stretch = self.known.partition_point(|known| *known <= offset).saturating_sub(1);
        let (mut at, mut seen) = ((stretch * STRIDE).min(self.text.len()), self.known[stretch]);
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        for character in self.text.get(at..).unwrap_or_default().chars() {
            if seen + character.len_utf16() > offset {
                break;
            }
            seen += character.len_utf16();
            at += character.len_utf8();
        }
        at.min(self.text.len())
    }
}
