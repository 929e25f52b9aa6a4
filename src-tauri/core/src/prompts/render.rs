//! From a source and a context to a prompt: the one place where sections are put together.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;

use super::{
    SECTIONS, SectionText, TemplateSource,
    bounds::{DEEPEST_SNIPPETS, MOST_SNIPPETS, Meter, TEMPLATE_BYTES},
    failure::{FailureKind, START, TemplateFailure},
    mark::{Mark, Mode},
    place::utf16_length,
    program::Program,
    run::{Ran, Run},
    tokens,
};

/// Between two sections.
const RULE: &str = "\n\n---\n\n";

/// A source ready to be rendered any number of times. What is wrong with a section stays with it; the others still work.
pub struct Compiled {
    source: TemplateSource,
    sections: Vec<Result<Program, TemplateFailure>>,
    snippets: HashMap<String, Program>,
    /// Of snippets, whether or not a section uses them.
    snippet_failures: BTreeMap<String, TemplateFailure>,
}

type Height = Result<usize, (FailureKind, String)>;

/// A prompt and what there is to know about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Rendered {
    pub prompt: String,
    /// In the order of the source; what lies outside of the prompt too.
    pub sections: Vec<RenderedSection>,
    /// UTF-16 code units, as everywhere here.
    pub characters: u32,
    /// By the vocabulary o200k; for other models an estimate.
    pub tokens: u32,
    pub marks: Vec<Mark>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RenderedSection {
    pub key: String,
    pub text: String,
    /// Where it begins in the prompt.
    pub start: u32,
    pub characters: u32,
    pub tokens: u32,
    /// Empty sections are skipped, and so is what belongs to none of the seven.
    pub in_prompt: bool,
    pub error: Option<TemplateFailure>,
}

/// A prompt whose tokens nobody has counted yet; counting takes longer than rendering.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    pub prompt: String,
    pub characters: u32,
    pub sections: Vec<RenderedSection>,
    pub marks: Vec<Mark>,
}

impl Written {
    /// Whether nothing is missing and nothing failed.
    pub fn is_whole(&self) -> bool {
        self.sections.iter().all(|section| section.error.is_none())
    }

    pub fn counted(mut self) -> Rendered {
        for section in &mut self.sections {
            section.tokens = tokens::count(&section.text);
        }
        let tokens = tokens::count(&self.prompt);
        Rendered {
            prompt: self.prompt,
            sections: self.sections,
            characters: self.characters,
            tokens,
            marks: self.marks,
        }
    }
}

impl Compiled {
    pub fn new(source: &TemplateSource) -> Self {
        let too_large = too_large(source);
        let mut snippets = HashMap::new();
        let mut snippet_failures = BTreeMap::new();
        for snippet in source.snippets.iter().take(MOST_SNIPPETS) {
            match Program::compile(&snippet.text) {
                Ok(program) => _ = snippets.insert(snippet.name.clone(), program),
                Err(failure) => {
                    let failure = TemplateFailure { snippet: Some(snippet.name.clone()), ..failure };
                    snippet_failures.insert(snippet.name.clone(), failure);
                }
            }
        }
        let mut compiled = Self { source: source.clone(), sections: Vec::new(), snippets, snippet_failures };
        let mut heights = HashMap::new();
        let nested: Vec<(String, TemplateFailure)> = compiled
            .snippets
            .iter()
            .filter_map(|(name, program)| {
                let failure = compiled.includes_fail(program, &mut vec![name.clone()], &mut heights)?;
                Some((name.clone(), TemplateFailure { snippet: Some(name.clone()), ..failure }))
            })
            .collect();
        compiled.snippet_failures.extend(nested);
        compiled.sections = source
            .sections
            .iter()
            .map(|section| {
                if let Some(message) = &too_large {
                    return Err(TemplateFailure::new(FailureKind::TooLarge, message, START, 0));
                }
                let program = Program::compile(&section.text)?;
                match compiled.includes_fail(&program, &mut Vec::new(), &mut heights) {
                    Some(failure) => Err(failure),
                    None => Ok(program),
                }
            })
            .collect();
        compiled
    }

    pub fn source(&self) -> &TemplateSource {
        &self.source
    }

    /// What is wrong with a section, if something is.
    pub fn failure(&self, section: &str) -> Option<&TemplateFailure> {
        let at = self.source.sections.iter().position(|one| one.key == section)?;
        self.sections.get(at)?.as_ref().err()
    }

    /// Every snippet that the sections put in, at whatever depth.
    pub fn snippets_used(&self) -> Vec<String> {
        let mut found = BTreeSet::new();
        let mut next: Vec<&str> =
            self.sections.iter().flatten().flat_map(Program::includes).map(|(name, _)| name).collect();
        while let Some(name) = next.pop() {
            if found.insert(name.to_owned()) {
                next.extend(
                    self.snippets.get(name).iter().flat_map(|program| program.includes()).map(|(name, _)| name),
                );
            }
        }
        found.into_iter().collect()
    }

    pub fn snippet_failure(&self, name: &str) -> Option<&TemplateFailure> {
        self.snippet_failures.get(name)
    }

    /// Whether the snippets a program puts in exist, are sound, and come to an end.
    fn includes_fail(
        &self,
        program: &Program,
        way: &mut Vec<String>,
        heights: &mut HashMap<String, Height>,
    ) -> Option<TemplateFailure> {
        let mut seen = HashSet::new();
        program.includes().into_iter().filter(|(name, _)| seen.insert(*name)).find_map(|(name, tag)| {
            let (kind, message) = match self.height(name, way, heights) {
                Ok(height) if height + way.len() <= DEEPEST_SNIPPETS => return None,
                Ok(_) => (FailureKind::TooDeep, format!("snippets are nested deeper than {DEEPEST_SNIPPETS}")),
                Err(why) => why,
            };
            Some(program.failure(tag, kind, message).about(name))
        })
    }

    /// How many snippets lie within each other from this one on. `way` leads here; what is known is not asked again.
    fn height(&self, name: &str, way: &mut Vec<String>, heights: &mut HashMap<String, Height>) -> Height {
        if let Some(begin) = way.iter().position(|before| before == name) {
            let message = format!("`{name}` puts itself in: {} → {name}", way[begin..].join(" → "));
            return Err((FailureKind::SnippetCycle, message));
        }
        if let Some(known) = heights.get(name) {
            return known.clone();
        }
        let Some(program) = self.snippets.get(name) else {
            return Err(match self.snippet_failures.get(name) {
                Some(broken) => (broken.kind, format!("the snippet `{name}` does not work: {}", broken.message)),
                None => (FailureKind::UnknownSnippet, format!("there is no snippet `{name}`")),
            });
        };
        way.push(name.to_owned());
        let below = program
            .includes()
            .into_iter()
            .try_fold(0, |highest, (inner, _)| Ok(self.height(inner, way, heights)?.max(highest)));
        way.pop();
        let height = below.map(|below| below + 1);
        heights.insert(name.to_owned(), height.clone());
        height
    }

    pub fn render(&self, context: &Value, mode: Mode) -> Rendered {
        self.write(context, mode).counted()
    }

    pub fn write(&self, context: &Value, mode: Mode) -> Written {
        let context = self.completed(context);
        let context = context.as_ref();
        let mut meter = Meter::default();
        let mut written = Written { prompt: String::new(), characters: 0, sections: Vec::new(), marks: Vec::new() };
        if let Some(Value::String(name)) = context.get("characterName")
            && !name.trim().is_empty()
        {
            // A name is one line, whatever the context says.
            written.add(&format!("# {}", name.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        let mut separator = if written.prompt.is_empty() { "" } else { "\n\n" };
        for (section, program) in self.source.sections.iter().zip(&self.sections) {
            let (mut ran, error) = match self.ran(section, program, context, mode, &mut meter) {
                Ok(mut ran) => {
                    let missing = ran.missing.take();
                    (ran, missing)
                }
                Err(failure) => {
                    let text = match mode {
                        Mode::Lenient => {
                            format!("[section {} could not be rendered: {}]", section.key, failure.message)
                        }
                        Mode::Strict => String::new(),
                    };
                    (Ran { characters: utf16_length(text.as_bytes()), text, ..Ran::default() }, Some(failure))
                }
            };
            trim_end(&mut ran);
            let in_prompt = SECTIONS.contains(&section.key.as_str()) && !ran.text.is_empty();
            if in_prompt {
                written.add(separator);
                separator = RULE;
            }
            let start = written.characters;
            if in_prompt {
                written.add(&ran.text);
                written.marks.extend(ran.marks.into_iter().map(|mark| Mark {
                    start: mark.start + start,
                    end: mark.end + start,
                    ..mark
                }));
            }
            written.sections.push(RenderedSection {
                key: section.key.clone(),
                text: ran.text,
                start,
                characters: ran.characters as u32,
                tokens: 0,
                in_prompt,
                error,
            });
        }
        written
    }

    fn ran(
        &self,
        section: &SectionText,
        program: &Result<Program, TemplateFailure>,
        context: &Value,
        mode: Mode,
        meter: &mut Meter,
    ) -> Result<Ran, TemplateFailure> {
        let program = program.as_ref().map_err(Clone::clone)?;
        let run = Run { source: &self.source, snippets: &self.snippets, context, mode, section: &section.key };
        run.section(program, meter)
    }

    /// A section as it comes out, blanks at its end and all.
    #[cfg(test)]
    pub(super) fn untrimmed(&self, at: usize, context: &Value) -> Result<String, TemplateFailure> {
        let (section, program) = (&self.source.sections[at], &self.sections[at]);
        self.ran(section, program, context, Mode::Lenient, &mut Meter::default()).map(|ran| ran.text)
    }

    /// With the defaults of variables the context does not have.
    fn completed<'a>(&self, context: &'a Value) -> std::borrow::Cow<'a, Value> {
        use std::borrow::Cow;
        let lacks = |name: &str| context.get(name).is_none();
        let defaults: Vec<(&String, &Value)> = self
            .source
            .variables
            .iter()
            .filter_map(|variable| Some((&variable.name, variable.default.as_ref()?)))
            .filter(|(name, _)| lacks(name))
            .collect();
        if defaults.is_empty() || !(context.is_object() || context.is_null()) {
            return Cow::Borrowed(context);
        }
        let mut completed: Map<String, Value> = context.as_object().cloned().unwrap_or_default();
        completed.extend(defaults.into_iter().map(|(name, value)| (name.clone(), value.clone())));
        Cow::Owned(Value::Object(completed))
    }
}

impl Written {
    fn add(&mut self, text: &str) {
        self.prompt.push_str(text);
        self.characters += utf16_length(text.as_bytes()) as u32;
    }
}

fn too_large(source: &TemplateSource) -> Option<String> {
    let texts = source.sections.iter().map(|section| &section.text);
    let bytes: usize = texts.chain(source.snippets.iter().map(|snippet| &snippet.text)).map(String::len).sum();
    match source.snippets.len() {
        _ if bytes > TEMPLATE_BYTES => Some(format!("a template has at most {TEMPLATE_BYTES} bytes, this one {bytes}")),
        count if count > MOST_SNIPPETS => Some(format!("a template has at most {MOST_SNIPPETS} snippets")),
        _ => None,
    }
}

/// A section ends with its last letter; what was printed behind it goes with the blanks.
fn trim_end(ran: &mut Ran) {
    let kept = ran.text.trim_end().len();
    ran.text.truncate(kept);
    ran.characters = utf16_length(ran.text.as_bytes());
    for mark in &mut ran.marks {
        mark.start = mark.start.min(ran.characters as u32);
        mark.end = mark.end.min(ran.characters as u32);
    }
}
