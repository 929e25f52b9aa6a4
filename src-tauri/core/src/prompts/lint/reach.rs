//! Parts of a template that no context reaches, or every one does.

use super::{Findings, Severity};
use crate::prompts::{
    expression::Word,
    outline::{Frame, Meaning, Met, walk_all},
    scan::TagKind,
};

pub fn check(findings: &mut Findings) {
    let source = findings.source;
    walk_all(source, &mut |met| {
        if !matches!(met.tag.kind, TagKind::Open | TagKind::ElseChain) {
            return;
        }
        let Some((severity, message)) = said(&met) else { return };
        findings
            .at(met.of, met.places, (met.tag.start, met.tag.end), severity, "unreachable-block", message)
            .with("expression", met.tag.whole(met.text));
    });
}

fn said(met: &Met) -> Option<(Severity, String)> {
    let helper = met.helper()?;
    let [_, of, ..] = met.call.words.as_slice() else { return None };
    if of.word == Word::Literal {
        let literal = met.text.get(of.start..of.end)?;
        let message = match helper {
            "each" => format!("`{literal}` is no list: this never goes around"),
            "if" | "unless" => {
                let holds = !matches!(literal, "false" | "null" | "undefined" | "0" | "\"\"" | "''");
                let when = if holds == (helper == "if") { "always" } else { "never" };
                format!("`{literal}` does not change: this is {when} reached")
            }
            _ => return None,
        };
        return Some((Severity::Warning, message));
    }
    let Word::Path(path) = &of.word else { return None };
    let about = met.around.meaning(path);
    if !matches!(helper, "if" | "unless") || !matches!(about, Meaning::Context(_)) || !met.call.hash.is_empty() {
        return None;
    }
    // A loop in between goes on to another item, whose fields have the same names.
    let frames = met.around.frames.iter().rev();
    let same = frames.take_while(|frame| frame.helper != "each" || frame.in_else);
    let decided = same.filter(|frame| frame.about == about && frame.call.hash.is_empty()).find_map(holds)?;
    let written = met.text.get(of.start..of.end)?;
    Some(match decided == (helper == "if") {
        true => (Severity::Info, format!("`{written}` was asked for already: this is always reached")),
        false => (Severity::Warning, format!("`{written}` was asked for already: this is never reached")),
    })
}

/// What a surrounding block says about its own condition.
fn holds(frame: &Frame) -> Option<bool> {
    match frame.helper.as_str() {
        "if" => Some(!frame.in_else),
        "unless" => Some(frame.in_else),
        _ => None,
    }
}
