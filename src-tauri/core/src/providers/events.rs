//! Server-sent events, read piece by piece from an answer. Bounded in each event and in all of them.

use std::collections::VecDeque;

use serde_json::Value;

use super::{
    ProviderFailure,
    http::{self, Reply},
};

/// How much longer than its text a stream may be: providers wrap each syllable into a few hundred bytes.
const WRAPPING: usize = 128;
/// How much longer than all the text a single event may be: one that carries all of it, each letter escaped.
const ESCAPING: usize = 4;

pub struct Event {
    /// `data:`, its lines joined.
    pub data: String,
    /// Whether its last line was ended; the last event of a broken stream may not be.
    whole: bool,
}

impl Event {
    pub fn json(&self) -> Result<Value, ProviderFailure> {
        serde_json::from_str(&self.data).map_err(|_| match self.whole {
            true => http::not_the_protocol(&self.data),
            false => http::cut(),
        })
    }
}

pub struct Events {
    reply: Reply,
    most_text: usize,
    parser: Parser,
}

impl Events {
    pub fn new(reply: Reply, most_text: usize) -> Self {
        Self { reply, most_text, parser: Parser::default() }
    }

    pub async fn next(&mut self) -> Result<Option<Event>, ProviderFailure> {
        loop {
            if let Some(event) = self.parser.ready.pop_front() {
                return Ok(Some(event));
            }
            match self.reply.chunk(self.most_text.saturating_mul(WRAPPING)).await? {
                Some(piece) => self.parser.take(piece.as_ref()),
                None => return Ok(self.parser.finish()),
            }
            if self.parser.held() > self.most_text.saturating_mul(ESCAPING) {
                return Err(http::too_large(self.most_text));
            }
        }
    }
}

#[derive(Default)]
struct Parser {
    /// The line that is not ended yet.
    line: Vec<u8>,
    data: Option<String>,
    ready: VecDeque<Event>,
}

impl Parser {
    fn take(&mut self, bytes: &[u8]) {
        let mut lines = bytes.split(|&byte| byte == b'\n');
        // What follows the last line break is the beginning of a line.
        let rest = lines.next_back().unwrap_or_default();
        for line in lines {
            self.line.extend_from_slice(line);
            let line = std::mem::take(&mut self.line);
            self.end_of_line(&line);
        }
        self.line.extend_from_slice(rest);
    }

    fn end_of_line(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line));
        if line.is_empty() {
            let data = self.data.take();
            self.ready.extend(data.map(|data| Event { data, whole: true }));
        } else if let Some(more) = line.strip_prefix("data:") {
            let more = more.strip_prefix(' ').unwrap_or(more);
            match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(more);
                }
                None => self.data = Some(more.to_owned()),
            }
        }
        // Names, ids and comments are not needed: what an event is, its data says as well.
    }

    /// The stream has ended, perhaps without the empty line that ends an event.
    fn finish(&mut self) -> Option<Event> {
        let whole = self.line.is_empty();
        let line = std::mem::take(&mut self.line);
        if !whole {
            self.end_of_line(&line);
        }
        self.data.take().map(|data| Event { data, whole })
    }

    fn held(&self) -> usize {
        self.line.len() + self.data.as_ref().map_or(0, String::len)
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(pieces: &[&[u8]]) -> Vec<(String, bool)> {
        let mut parser = Parser::default();
        pieces.iter().for_each(|piece| parser.take(piece));
        let last = parser.finish();
        parser.ready.into_iter().chain(last).map(|event| (event.data, event.whole)).collect()
    }

    #[test]
    fn events_end_with_an_empty_line() {
        let stream = b": hello\nevent: a\ndata: 1\n\ndata:2\ndata: 3\r\n\r\n\n\nid: 4\n\ndata: 5\n";
        let expected = [("1", true), ("2\n3", true), ("5", true)].map(|(data, whole)| (data.to_owned(), whole));
        assert_eq!(all(&[stream]), expected);
    }

    #[test]
    fn a_cut_line_is_known_as_one() {
        assert_eq!(all(&[b"data: {\"a\": 1"]), [("{\"a\": 1".to_owned(), false)]);
        assert_eq!(all(&[b"data: 1\n\nda"]), [("1".to_owned(), true)]);
    }

    proptest! {
        #[test]
        fn where_the_network_cuts_changes_nothing(text in "(data: [가-힣a-z]{0,9}\r?\n(\r?\n)?){0,8}", at in 0usize..200) {
            let bytes = text.as_bytes();
            let (one, two) = bytes.split_at(at.min(bytes.len()));
            prop_assert_eq!(all(&[bytes]), all(&[one, two]));
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            prop_assert_eq!(all(&[bytes]), all(&single));
        }
    }
}
