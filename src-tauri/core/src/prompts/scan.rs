//! The tags of a template and where they stand. Goes on where a template is broken: an editor shows broken templates most
//! of the time, and the place of a mistake is found here, because the parser names the line where it gave up.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// `{{x}}`, `{{{x}}}`, `{{&x}}`
    Value,
    /// `{{#if x}}`
    Open,
    /// `{{/if}}`
    Close,
    /// `{{else}}`, `{{^}}`
    Else,
    /// `{{else if x}}`
    ElseChain,
    /// `{{> x}}`
    Partial,
    Comment,
    /// `{{* x}}`, `{{#* x}}`, `{{#> x}}`, `{{^x}}`, `{{{{x}}}}`: what we do not take.
    Foreign,
    /// `{{` that nothing closes.
    Unclosed,
}

/// Bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    pub kind: TagKind,
    pub start: usize,
    pub end: usize,
    /// What is said inside, without braces, sign and tilde.
    pub inner: (usize, usize),
}

impl Tag {
    pub fn inside<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.inner.0..self.inner.1).unwrap_or_default()
    }

    pub fn whole<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// A block we do not take, which has an end nevertheless.
    pub fn opens_foreign(&self, text: &str) -> bool {
        let sign = self.whole(text).trim_start_matches(['{', '~']);
        self.kind == TagKind::Foreign && !self.whole(text).starts_with("{{{{") && sign.starts_with(['#', '^'])
    }

    /// The first word inside: the name of a block, of a snippet.
    pub fn name<'a>(&self, text: &'a str) -> &'a str {
        let inside = self.inside(text).trim_start();
        inside.split(|c: char| c.is_whitespace() || c == '|').next().unwrap_or_default()
    }
}

pub fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("{{").map(|found| at + found) {
        let backslashes = text[at..found].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if backslashes == 1 {
            at = found + if text[found..].starts_with("{{{{") { 4 } else { 2 };
            continue;
        }
        let tag = tag(text, found);
        at = tag.end;
        tags.push(tag);
    }
    tags
}

fn tag(text: &str, start: usize) -> Tag {
    let rest = &text[start..];
    if rest.starts_with("{{{{") {
        return raw_block(text, start);
    }
    if rest.starts_with("{{!") {
        return comment(text, start);
    }
    let mut begin = start + 2;
    if text[begin..].starts_with('~') {
        begin += 1;
    }
    let triple = text[begin..].starts_with('{');
    let end = if triple { closing(text, begin + 1, "}") } else { closing(text, begin, "") };
    let Some((inner_end, end)) = end else {
        let end = unclosed_end(text, start + 2);
        return Tag { kind: TagKind::Unclosed, start, end, inner: (begin.min(end), end) };
    };
    let inside = &text[begin..inner_end];
    let (kind, sign) = match inside.as_bytes() {
        [b'{' | b'&', ..] => (TagKind::Value, 1),
        [b'#', b'*' | b'>', ..] => (TagKind::Foreign, 2),
        [b'#', ..] => (TagKind::Open, 1),
        [b'/', ..] => (TagKind::Close, 1),
        [b'>', ..] => (TagKind::Partial, 1),
        [b'*', ..] => (TagKind::Foreign, 1),
        [b'^', ..] if inside[1..].trim().is_empty() => (TagKind::Else, 1),
        [b'^', ..] => (TagKind::Foreign, 1),
        _ => else_tag(inside),
    };
    Tag { kind, start, end, inner: ((begin + sign).min(inner_end), inner_end) }
}

fn else_tag(inside: &str) -> (TagKind, usize) {
    let blank = inside.len() - inside.trim_start().len();
    match inside[blank..].strip_prefix("else") {
        Some(rest) if rest.trim().is_empty() => (TagKind::Else, blank + 4),
        Some(rest) if rest.starts_with(char::is_whitespace) => (TagKind::ElseChain, blank + 4),
        _ => (TagKind::Value, 0),
    }
}

/// Where what is said inside ends, and where the tag does. Braces in quotes and in `[segments]` belong to them.
fn closing(text: &str, from: usize, brace: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            quote @ (b'"' | b'\'') => at = quoted_end(bytes, at, quote).unwrap_or(at),
            b'[' => at = quoted_end(bytes, at, b']').unwrap_or(at),
            b'{' if bytes[at..].starts_with(b"{{") => return None,
            b'~' | b'}' => {
                let inner_end = at;
                let rest = &text[at..];
                let rest = if brace.is_empty() { Some(rest) } else { rest.strip_prefix(brace) };
                let rest = rest.map(|rest| rest.strip_prefix('~').unwrap_or(rest));
                if let Some(rest) = rest.and_then(|rest| rest.strip_prefix("}}")) {
                    return Some((inner_end, text.len() - rest.len()));
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// A quote that is not closed on its line is no quote: better one wrong word than a wrong rest of the template.
fn quoted_end(bytes: &[u8], start: usize, end: u8) -> Option<usize> {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'\n' {
        if bytes[at] == b'\\' && end != b']' {
            at += 1;
        } else if bytes[at] == end {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The end of the line, or the next tag: what to underline.
fn unclosed_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let end = rest.find('\n').unwrap_or(rest.len()).min(rest.find("{{").unwrap_or(rest.len()));
    from + rest[..end].trim_end().len()
}

fn comment(text: &str, start: usize) -> Tag {
    let rest = &text[start..];
    let long = rest.starts_with("{{!--").then(|| rest[5..].find("--}}").map(|end| 5 + end + 4)).flatten();
    match long.or_else(|| rest.find("}}").map(|end| end + 2)) {
        Some(length) => {
            Tag { kind: TagKind::Comment, start, end: start + length, inner: (start + 3, start + length - 2) }
        }
        None => {
            let end = unclosed_end(text, start + 2);
            Tag { kind: TagKind::Unclosed, start, end, inner: (start + 2, end) }
        }
    }
}

/// `{{{{raw}}}} … {{{{/raw}}}}` is one tag: nothing in it is ours to read.
fn raw_block(text: &str, start: usize) -> Tag {
    let rest = &text[start..];
    let end = rest.find("{{{{/").and_then(|close| rest[close..].find("}}}}").map(|end| close + end + 4));
    let kind = if end.is_some() { TagKind::Foreign } else { TagKind::Unclosed };
    let end = end.map_or_else(|| unclosed_end(text, start + 4), |length| start + length);
    Tag { kind, start, end, inner: (start + 4, end) }
}

/// What is wrong with the blocks of a text, in the order of the places to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockFault {
    /// `{{#if}}` that nothing closes.
    Unclosed(Tag),
    /// `{{/each}}` where another block is open, or none.
    Stray { close: Tag, open: Option<Tag> },
    /// `{{else}}` outside of a block, or after another one.
    StrayElse(Tag),
    /// `{{` without its end.
    UnclosedTag(Tag),
}

/// The first thing that is wrong, as a person would see it: a block that is closed by another's end was forgotten to be
/// closed if the other is open too, and else has a wrong end.
pub fn block_faults(text: &str, tags: &[Tag]) -> Vec<BlockFault> {
    let mut faults = Vec::new();
    let mut open: Vec<(Tag, bool)> = Vec::new();
    for tag in tags {
        match tag.kind {
            TagKind::Unclosed => faults.push(BlockFault::UnclosedTag(*tag)),
            TagKind::Open => open.push((*tag, false)),
            TagKind::Else | TagKind::ElseChain => match open.last_mut() {
                Some((_, ended)) if !*ended => *ended = tag.kind == TagKind::Else,
                _ => faults.push(BlockFault::StrayElse(*tag)),
            },
            TagKind::Close => {
                let name = tag.inside(text).trim();
                match open.iter().rposition(|(block, _)| block.name(text) == name) {
                    Some(at) => {
                        faults.extend(open.drain(at + 1..).map(|(block, _)| BlockFault::Unclosed(block)));
                        open.pop();
                    }
                    None => faults.push(BlockFault::Stray { close: *tag, open: open.pop().map(|(block, _)| block) }),
                }
            }
            TagKind::Foreign if tag.opens_foreign(text) => open.push((*tag, false)),
            TagKind::Value | TagKind::Partial | TagKind::Comment | TagKind::Foreign => {}
        }
    }
    faults.extend(open.into_iter().map(|(block, _)| BlockFault::Unclosed(block)));
    faults
}
