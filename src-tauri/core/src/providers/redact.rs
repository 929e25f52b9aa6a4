//! Keeps keys out of what servers say: some repeat the key they refuse, whole or in part.

use secrecy::{ExposeSecret, SecretString};

const SHORTEST_PART: usize = 8;
const MARK: &str = "[key]";

/// Takes the key out of a text, and every part of it long enough to be of use to somebody.
pub fn redact(text: &str, key: Option<&SecretString>) -> String {
    let Some(key) = key.map(|key| key.expose_secret()).filter(|key| !key.is_empty()) else { return text.to_owned() };
    let shortest = SHORTEST_PART.min(key.chars().count());
    let key: Vec<char> = key.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let mut clean = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let common = longest_part(&text[at..], &key);
        if common >= shortest {
            clean.push_str(MARK);
            at += common;
        } else {
            clean.push(text[at]);
            at += 1;
        }
    }
    clean
}

/// Whether a text carries the whole key, where only what follows `from` is new. Short keys are placeholders such as
/// `ollama`, which may well occur in a story.
pub fn carries(text: &str, from: usize, key: Option<&SecretString>) -> bool {
    let Some(key) = key.map(|key| key.expose_secret()).filter(|key| key.len() >= 2 * SHORTEST_PART) else {
        return false;
    };
    text[text.floor_char_boundary(from.saturating_sub(key.len()))..].contains(key)
}

/// How much of the beginning of the text is a piece of the key, from wherever in the key.
fn longest_part(text: &[char], key: &[char]) -> usize {
    let common = |start: usize| key[start..].iter().zip(text).take_while(|(a, b)| a == b).count();
    (0..key.len()).map(common).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_their_longer_parts_are_taken_out() {
        let key = SecretString::from("sk-test-0123456789abcdef");
        let clean = |text: &str| redact(text, Some(&key));
        assert_eq!(clean("wrong key sk-test-0123456789abcdef given"), "wrong key [key] given");
        assert_eq!(clean("wrong key …456789abcdef"), "wrong key …[key]");
        assert_eq!(clean("begins with sk-test-0123, ends with cdef"), "begins with [key], ends with cdef");
        assert_eq!(clean("열쇠가 틀렸어요"), "열쇠가 틀렸어요");
        assert_eq!(redact("anything", None), "anything");
    }

    #[test]
    fn a_short_key_goes_only_as_a_whole() {
        let key = SecretString::from("abc");
        assert_eq!(redact("ab abc abcd", Some(&key)), "ab [key] [key]d");
        assert!(!carries("an abc of things", 0, Some(&key)), "a placeholder is no secret");
    }

    #[test]
    fn a_key_that_comes_in_pieces_is_seen_when_it_is_whole() {
        let key = SecretString::from("sk-test-0123456789abcdef");
        let text = "열쇠는 sk-test-0123456789abcdef";
        for from in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            assert!(carries(text, from, Some(&key)), "from {from}");
        }
        assert!(!carries(&text[..text.len() - 1], 0, Some(&key)));
    }
}
