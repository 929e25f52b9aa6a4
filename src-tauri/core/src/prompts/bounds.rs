//! How large a template may be and how long it may run. Templates are written by people and by agents; none of them may
//! stop the program. What can be counted is counted, so that a template fails the same way everywhere; the clock is only
//! the last resort.

use std::time::{Duration, Instant};

pub const SECTION_BYTES: usize = 200_000;
pub const TEMPLATE_BYTES: usize = 1_000_000;
/// The parser looks a line number up for each, from the beginning of the text.
pub const MOST_TAGS: usize = 4_000;
/// Of blocks, of parentheses, of `../`.
pub const DEEPEST: usize = 32;
/// Branches of one `{{else if}}` chain: each is a block inside the one before.
pub const MOST_BRANCHES: usize = 100;
pub const DEEPEST_SNIPPETS: usize = 8;
pub const MOST_SNIPPETS: usize = 200;
/// Of the whole prompt.
pub const MOST_CHARACTERS: usize = 1_000_000;
/// Rounds of loops, values printed, snippets put in.
pub const MOST_STEPS: u32 = 200_000;
pub const LONGEST: Duration = Duration::from_secs(2);

/// What is too deep for the parser, which calls itself for each level: said before it is asked. Looks at the bare text,
/// without knowing what is quoted or escaped: rather refuse what nobody writes than let the stack run over.
pub fn too_deep(text: &str) -> Option<(usize, &'static str)> {
    let bytes = text.as_bytes();
    let (mut blocks, mut brackets, mut parents) = (0usize, 0usize, 0usize);
    let mut inside = false;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(b"{{") {
            (inside, brackets, parents) = (true, 0, 0);
            let sign = rest[2..].iter().position(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'~' | b'{'));
            match sign.map(|sign| rest[2 + sign]) {
                Some(b'#' | b'^') => blocks += 1,
                Some(b'/') => blocks = blocks.saturating_sub(1),
                _ => {}
            }
            if blocks > DEEPEST {
                return Some((at, "blocks"));
            }
            at += 2;
            continue;
        }
        match bytes[at] {
            b'}' if rest.starts_with(b"}}") => inside = false,
            b'(' | b'[' | b'{' if inside => brackets += 1,
            b')' | b']' | b'}' if inside => brackets = brackets.saturating_sub(1),
            b'.' if inside && rest.starts_with(b"../") => parents += 1,
            byte if byte.is_ascii_whitespace() => parents = 0,
            _ => {}
        }
        if brackets > DEEPEST {
            return Some((at, "parentheses"));
        }
        if parents > DEEPEST {
            return Some((at, "../"));
        }
        at += 1;
    }
    None
}

/// What one prompt may use up, over all its sections.
pub struct Meter {
    steps: u32,
    characters: usize,
    ticks: u32,
    begun: Instant,
}

impl Default for Meter {
    fn default() -> Self {
        Self { steps: 0, characters: 0, ticks: 0, begun: Instant::now() }
    }
}

pub enum Over {
    Steps,
    Characters,
    Time,
}

impl Meter {
    pub fn step(&mut self) -> Result<(), Over> {
        self.steps += 1;
        if self.steps > MOST_STEPS { Err(Over::Steps) } else { self.tick() }
    }

    pub fn wrote(&mut self, characters: usize) -> Result<(), Over> {
        self.characters += characters;
        if self.characters > MOST_CHARACTERS { Err(Over::Characters) } else { self.tick() }
    }

    /// The clock is asked now and then only.
    fn tick(&mut self) -> Result<(), Over> {
        self.ticks += 1;
        if self.ticks.is_multiple_of(1024) && self.begun.elapsed() > LONGEST { Err(Over::Time) } else { Ok(()) }
    }
}
