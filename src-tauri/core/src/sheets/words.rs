//! A list of words in one cell, as people type it: `기쁨, 슬픔`. Whatever else a cell may hold is not looked at here.

use serde_json::Value;

use crate::error::{Error, Result};

/// A comma separates words; where there is none, any of the others does.
const SEPARATORS: [char; 7] = [',', ';', '|', '、', '，', '\n', '\r'];

/// `cell_to_words` reads the same words again, save empty ones: those are left out.
pub fn words_to_cell<W: AsRef<str>>(words: &[W]) -> String {
    let mut cell = String::new();
    for word in words.iter().map(AsRef::as_ref).filter(|word| !word.is_empty()) {
        if !cell.is_empty() {
            cell.push_str(", ");
        }
        if needs_quotes(word) {
            cell.push('"');
            cell.push_str(&word.replace('"', "\"\""));
            cell.push('"');
        } else {
            cell.push_str(word);
        }
    }
    cell
}

/// Also the words that by themselves would look like a list of another kind: `a;b`, `[a]`, `{a}`.
fn needs_quotes(word: &str) -> bool {
    word.starts_with(['[', '{']) || word.contains('"') || word.contains(SEPARATORS) || word.trim() != word
}

/// Words separated by commas, or by one of `;`, `|`, `、`, `，` and line breaks where there is no comma; a JSON array of
/// texts; an array as PostgreSQL writes it.
pub fn cell_to_words(cell: &str) -> Result<Vec<String>> {
    let cell = cell.trim();
    if let Some(words) = json_words(cell)? {
        return Ok(words);
    }
    if let Some(inside) = cell.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return postgres_words(inside);
    }
    match split(cell, &SEPARATORS) {
        Ok(pieces) if pieces.iter().all(|(_, end)| *end != Some(',')) => Ok(words_of(pieces)),
        _ => split(cell, &[',']).map(words_of),
    }
}

fn words_of(pieces: Vec<(String, Option<char>)>) -> Vec<String> {
    without_empty(pieces.into_iter().map(|(piece, _)| piece))
}

fn without_empty(words: impl IntoIterator<Item = String>) -> Vec<String> {
    words.into_iter().filter(|word| !word.is_empty()).collect()
}

fn json_words(cell: &str) -> Result<Option<Vec<String>>> {
    if !cell.starts_with('[') {
        return Ok(None);
    }
    let words = match serde_json::from_str::<Vec<Value>>(cell) {
        Ok(values) => values
            .into_iter()
            .map(|value| match value {
                Value::String(text) => Ok(text.trim().to_owned()),
                Value::Number(number) => Ok(number.to_string()),
                Value::Null => Ok(String::new()),
                other => Err(not_words(&format!("it holds {other}"))),
            })
            .collect::<Result<Vec<_>>>()?,
        Err(cause) if cell[1..].trim_start().starts_with('"') => {
            return Err(not_words("its JSON is broken").details(cause.to_string()));
        }
        // A person's `[spoken] aside, [written] note`.
        Err(_) => return Ok(None),
    };
    Ok(Some(without_empty(words)))
}

/// `a,"b c",NULL` without its braces.
fn postgres_words(inside: &str) -> Result<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = inside.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => backslashed(quoted)?,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                let word = rest[..end].trim();
                if word.contains(['"', '{', '}', '\\']) {
                    return Err(not_words(&format!("\"{word}\" has to be quoted inside braces")));
                }
                (if word.eq_ignore_ascii_case("null") { String::new() } else { word.to_owned() }, &rest[end..])
            }
        };
        words.push(word);
        rest = match after.trim_start().strip_prefix(',') {
            Some(more) => more.trim_start(),
            None if after.trim().is_empty() => "",
            None => return Err(not_words(&format!("there is something between a quote and the next comma: {after}"))),
        };
    }
    Ok(without_empty(words))
}

/// What stands before the closing quote, and what is left behind it.
fn backslashed(quoted: &str) -> Result<(String, &str)> {
    let mut word = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Ok((word, &quoted[at + 1..])),
            '\\' => word.extend(characters.next().map(|(_, escaped)| escaped)),
            plain => word.push(plain),
        }
    }
    Err(unclosed())
}

/// Trimmed pieces, each with what ended it. One that begins with a quote ends with it, and keeps what is inside as it is.
fn split(cell: &str, separators: &[char]) -> Result<Vec<(String, Option<char>)>> {
    let mut pieces = Vec::new();
    let mut rest = cell;
    loop {
        let piece = rest.trim_start_matches(|c: char| c.is_whitespace() && !separators.contains(&c));
        let (word, after) = match quoted(piece, separators)? {
            Some(found) => found,
            None => {
                let end = piece.find(separators).unwrap_or(piece.len());
                (piece[..end].trim_end().to_owned(), &piece[end..])
            }
        };
        let mut characters = after.chars();
        let end = characters.next();
        pieces.push((word, end));
        if end.is_none() {
            return Ok(pieces);
        }
        rest = characters.as_str();
    }
}

/// A quoted word and what follows it. Where text follows the quotes (`"진짜" 나`), they belong to the text.
fn quoted<'cell>(piece: &'cell str, separators: &[char]) -> Result<Option<(String, &'cell str)>> {
    let Some(body) = piece.strip_prefix('"') else { return Ok(None) };
    let mut word = String::new();
    let mut rest = body;
    loop {
        let (before, after) = rest.split_once('"').ok_or_else(unclosed)?;
        word.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                word.push('"');
                rest = more;
            }
            None => {
                let after = after.trim_start_matches(|c: char| c.is_whitespace() && !separators.contains(&c));
                return Ok((after.is_empty() || after.starts_with(separators)).then_some((word, after)));
            }
        }
    }
}

fn unclosed() -> Error {
    not_words("a quote is never closed")
}

fn not_words(why: &str) -> Error {
    Error::invalid("words", format!("the cell cannot be read as a list of words: {why}"))
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::sheets::round_trip::Dice;

    #[test]
    fn reads_lists_however_people_write_them() {
        let cases: [(&str, &[&str]); 24] = [
            ("", &[]),
            (" , ,", &[]),
            ("기쁨", &["기쁨"]),
            ("기쁨, 슬픔 ,분노", &["기쁨", "슬픔", "분노"]),
            ("기쁨; 슬픔", &["기쁨", "슬픔"]),
            ("기쁨|슬픔", &["기쁨", "슬픔"]),
            ("기쁨、슬픔，분노", &["기쁨", "슬픔", "분노"]),
            ("기쁨\r\n슬픔\n\n분노", &["기쁨", "슬픔", "분노"]),
            ("a;b, c", &["a;b", "c"]),
            ("\"a, b\", c", &["a, b", "c"]),
            ("\"a, b\"", &["a, b"]),
            ("\"a, b\"; c", &["a, b", "c"]),
            ("\"a\"\"b\"", &["a\"b"]),
            ("\" a \", b", &[" a ", "b"]),
            ("\"진짜\" 나, 슬픔", &["\"진짜\" 나", "슬픔"]),
            ("5\" disk, x", &["5\" disk", "x"]),
            ("[\"a\", \"b, c\", 3, null, \"\"]", &["a", "b, c", "3"]),
            ("[]", &[]),
            ("[a], b", &["[a]", "b"]),
            ("{}", &[]),
            ("{a,\"b c\",\"d, \\\"e\\\\\",NULL,\"\"}", &["a", "b c", "d, \"e\\"]),
            ("{기쁨, 슬픔}", &["기쁨", "슬픔"]),
            ("{a} b, c", &["{a} b", "c"]),
            ("need type", &["need type"]),
        ];
        for (cell, words) in cases {
            assert_eq!(cell_to_words(cell).unwrap(), words, "{cell:?}");
        }
    }

    #[test]
    fn refuses_what_is_no_list_of_words() {
        for cell in ["\"a, b", "[\"a\", \"b\"", "[\"a\"] b", "[[\"a\"]]", "{a,{b}}", "{\"a\": 1}", "{\"a}", "[true]"] {
            let refusal = cell_to_words(cell).expect_err(cell);
            assert_eq!(refusal.field.as_deref(), Some("words"), "{cell}");
        }
    }

    #[test]
    fn quotes_only_what_would_be_read_otherwise() {
        assert_eq!(words_to_cell(&["기쁨", "need type", "a]", "b}"]), "기쁨, need type, a], b}");
        assert_eq!(words_to_cell(&["a,b", "\"c\"", "[d]", "{e}", "f;g"]), r#""a,b", """c""", "[d]", "{e}", "f;g""#);
        assert_eq!(words_to_cell(&["", "a", ""]), "a", "empty words are left out");
        assert_eq!(words_to_cell::<&str>(&[]), "");
    }

    #[test]
    fn words_come_back_from_a_cell_as_they_went_in() {
        let mut dice = Dice::new(7);
        for _ in 0..20_000 {
            let words: Vec<String> =
                (0..dice.below(5)).map(|_| dice.text().trim().to_owned()).filter(|word| !word.is_empty()).collect();
            let cell = words_to_cell(&words);
            assert_eq!(cell_to_words(&cell).unwrap(), words, "{cell:?}");
        }
    }
}
