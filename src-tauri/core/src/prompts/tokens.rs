//! How many tokens a text has, by the vocabulary o200k. What other models make of it is an estimate, and said to be one.

/// So many bytes are counted at once. The crate panics at some hundred thousand blanks in a row, so longer texts are cut
/// behind a line, at the price of a token more or less for each cut; no prompt that anybody sends is that long.
const STRETCH: usize = 64_000;

/// The vocabulary is unpacked with the first count and stays.
pub fn count(text: &str) -> u32 {
    let vocabulary = tiktoken_rs::o200k_base_singleton();
    let mut rest = text;
    let mut tokens = 0;
    while !rest.is_empty() {
        let (stretch, after) = rest.split_at(cut(rest));
        tokens += vocabulary.encode_ordinary(stretch).len();
        rest = after;
    }
    tokens as u32
}

fn cut(text: &str) -> usize {
    if text.len() <= STRETCH {
        return text.len();
    }
    let most = text.floor_char_boundary(STRETCH);
    text[..most].rfind('\n').map_or(most, |line| line + 1)
}

#[cfg(test)]
mod tests {
    use super::{STRETCH, count};

    #[test]
    fn counts_by_the_vocabulary() {
        assert_eq!(count(""), 0);
        assert_eq!(count("hello world"), 2);
        assert_eq!(count("내 이름은 윤이랑."), 7);
    }

    #[test]
    fn bears_what_nobody_writes() {
        for text in [" ", "가", "\u{301}"] {
            let times = STRETCH / text.len() + 100;
            assert!(count(&text.repeat(times)) > 0, "{text:?}");
        }
    }
}
