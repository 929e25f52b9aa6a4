//! What is said inside a tag: names, literals and lookups, each with its place. Reads what it can of a broken one.

/// A path as it is written: `../home.city`, `@index`, `this.[odd key]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// How many `../` it begins with.
    pub up: usize,
    /// `@index` and the like.
    pub data: bool,
    /// Begins with `this`, `.` or `..`: means the context, never a block's own name.
    pub scoped: bool,
    pub segments: Vec<Segment>,
}

/// One name of a path; its place is that of the name itself, without brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub name: String,
    pub start: usize,
    pub end: usize,
    pub bracketed: bool,
}

impl Path {
    /// `at` is where the text stands.
    pub fn parse(text: &str, at: usize) -> Option<Self> {
        let mut path = Self { up: 0, data: false, scoped: false, segments: Vec::new() };
        let mut rest = text;
        if let Some(after) = rest.strip_prefix('@') {
            path.data = true;
            rest = after;
        }
        loop {
            let start = text.len() - rest.len();
            let (name, after, bracketed) = match rest.strip_prefix('[') {
                Some(inside) => {
                    let end = inside.find(']')?;
                    (&inside[..end], &inside[end + 1..], true)
                }
                None => {
                    let length = match rest {
                        _ if rest.starts_with("..") => 2,
                        _ if rest.starts_with('.') => 1,
                        _ => rest.find(['.', '/']).unwrap_or(rest.len()),
                    };
                    (&rest[..length], &rest[length..], false)
                }
            };
            match name {
                ".." if !bracketed && path.segments.is_empty() => {
                    path.up += 1;
                    path.scoped = true;
                }
                "this" | "." if !bracketed && path.segments.is_empty() => path.scoped = true,
                "" | "." | ".." if !bracketed => return None,
                _ => {
                    let start = at + start + usize::from(bracketed);
                    path.segments.push(Segment { name: name.to_owned(), start, end: start + name.len(), bracketed });
                }
            }
            match after.as_bytes() {
                [] => return Some(path),
                [b'.' | b'/', ..] if after.len() > 1 => rest = &after[1..],
                _ => return None,
            }
        }
    }

    /// The name it begins with, where that may be a variable's or a block's own.
    pub fn first(&self) -> Option<&str> {
        self.segments.first().filter(|_| !self.data).map(|segment| segment.name.as_str())
    }

    /// The first name, of data variables too.
    pub fn first_of_any(&self) -> Option<&str> {
        self.segments.first().map(|segment| segment.name.as_str())
    }

    /// `{{list.0}}` is read by our parser and refused by Handlebars.js.
    pub fn bare_number(&self) -> Option<&Segment> {
        self.segments
            .iter()
            .skip(usize::from(!self.scoped))
            .find(|segment| !segment.bracketed && segment.name.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    Path(Path),
    Literal,
    /// `(lookup a b)`
    Call(Box<Call>),
}

/// A word and its bytes in the text of the section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub word: Word,
    pub start: usize,
    pub end: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Call {
    /// The name of a helper first, if there is one.
    pub words: Vec<Placed>,
    pub hash: Vec<(String, Placed)>,
    /// `as |item index|`, with their places.
    pub names: Vec<Segment>,
}

impl Call {
    pub fn parse(text: &str, at: usize) -> Self {
        let mut reader = Reader { text, at: 0, offset: at };
        reader.call(0)
    }

    /// The name before the parameters.
    pub fn helper(&self) -> Option<&str> {
        match self.words.as_slice() {
            [Placed { word: Word::Path(path), .. }, _, ..] if !path.data && !path.scoped => path.first(),
            _ => None,
        }
    }

    /// Every path in it that stands for a value, those of inner calls too.
    pub fn paths<'a>(&'a self, into: &mut Vec<(&'a Path, &'a Placed)>) {
        self.paths_from(usize::from(self.helper().is_some()), into);
    }

    /// The same of a block or a snippet, whose first word is its name.
    pub fn arguments<'a>(&'a self, into: &mut Vec<(&'a Path, &'a Placed)>) {
        self.paths_from(1, into);
    }

    fn paths_from<'a>(&'a self, first: usize, into: &mut Vec<(&'a Path, &'a Placed)>) {
        for placed in self.words.iter().skip(first).chain(self.hash.iter().map(|(_, placed)| placed)) {
            match &placed.word {
                Word::Path(path) => into.push((path, placed)),
                Word::Call(call) => call.paths(into),
                Word::Literal => {}
            }
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    offset: usize,
}

impl<'a> Reader<'a> {
    fn call(&mut self, depth: usize) -> Call {
        let mut call = Call::default();
        loop {
            self.skip_blanks();
            let start = self.at;
            let Some(next) = self.text[self.at..].chars().next() else { return call };
            match next {
                ')' => {
                    self.at += 1;
                    if depth > 0 {
                        return call;
                    }
                }
                '(' if depth < super::bounds::DEEPEST => {
                    self.at += 1;
                    let inner = self.call(depth + 1);
                    call.words.push(self.placed(start, Word::Call(Box::new(inner))));
                }
                '|' => call.names = self.names(),
                _ => self.word(&mut call, start),
            }
        }
    }

    fn word(&mut self, call: &mut Call, start: usize) {
        let word = self.bare();
        if let Some(after) = self.text[self.at..].strip_prefix('=') {
            self.at = self.text.len() - after.len();
            let value_start = self.at;
            let value = match after.chars().next() {
                Some('(') => {
                    self.at += 1;
                    let inner = self.call(1);
                    self.placed(value_start, Word::Call(Box::new(inner)))
                }
                _ => {
                    let text = self.bare();
                    let word = self.meaning(text, value_start);
                    self.placed(value_start, word)
                }
            };
            call.hash.push((word.to_owned(), value));
        } else if word != "as" || !self.text[self.at..].trim_start().starts_with('|') {
            let word = self.meaning(word, start);
            call.words.push(self.placed(start, word));
        }
    }

    /// Up to a blank or a sign; quotes and brackets hold together. Always at least one character.
    fn bare(&mut self) -> &'a str {
        let start = self.at;
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            match bytes[self.at] {
                b'(' | b')' | b'=' | b'|' if self.at > start => break,
                byte if byte.is_ascii_whitespace() => break,
                quote @ (b'"' | b'\'' | b'[') => {
                    let end = if quote == b'[' { b']' } else { quote };
                    self.at += 1;
                    while self.at < bytes.len() && bytes[self.at] != end {
                        self.at += 1 + usize::from(bytes[self.at] == b'\\' && quote != b'[');
                    }
                    self.at = (self.at + 1).min(bytes.len());
                }
                _ => self.at += 1,
            }
        }
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    fn names(&mut self) -> Vec<Segment> {
        self.at += 1;
        let from = self.at;
        let length = self.text[from..].find('|').unwrap_or(self.text.len() - from);
        self.at = (from + length + 1).min(self.text.len());
        let inside = &self.text[from..from + length];
        inside
            .split_whitespace()
            .map(|name| {
                let start = self.offset + from + (name.as_ptr() as usize - inside.as_ptr() as usize);
                Segment { name: name.to_owned(), start, end: start + name.len(), bracketed: false }
            })
            .collect()
    }

    fn meaning(&self, word: &'a str, start: usize) -> Word {
        let literal = matches!(word, "true" | "false" | "null" | "undefined")
            || word.starts_with(['"', '\''])
            || word.strip_prefix('-').unwrap_or(word).starts_with(|c: char| c.is_ascii_digit())
                && word.parse::<f64>().is_ok();
        match literal {
            true => Word::Literal,
            false => Path::parse(word, self.offset + start).map_or(Word::Literal, Word::Path),
        }
    }

    fn placed(&self, start: usize, word: Word) -> Placed {
        Placed { word, start: self.offset + start, end: self.offset + self.at }
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }
}
