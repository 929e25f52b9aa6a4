//! Variables: what is declared against what is used, and whether the use fits.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::{Finding, Findings, Severity, nearest};
use crate::prompts::{
    Rendered, TemplateVariable, VariableType, known,
    outline::{ITEM, sample},
    place::utf16_length,
    program::{FOREIGN_HELPERS, is_helper},
    scope::{self, PathRole, PathUse, TextEdit},
};

pub fn check(findings: &mut Findings) {
    let uses = scope::paths(findings.source);
    declarations(&uses, findings);
    for one in &uses {
        let steps: Vec<String> = one.way.iter().flat_map(|way| way.split('.')).map(str::to_owned).collect();
        let Some(name) = steps.first().filter(|name| !name.is_empty() && *name != ITEM) else { continue };
        match findings.source.variable(name) {
            None => undeclared(one, name, findings),
            Some(_) => {
                field(one, &steps, findings);
                fits(one, &steps, findings);
            }
        }
    }
}

fn about<'f>(
    one: &PathUse,
    severity: Severity,
    rule: &str,
    message: String,
    findings: &'f mut Findings,
) -> &'f mut Finding {
    let finding = findings.about(severity, rule, message);
    (finding.section, finding.snippet) = (one.section.clone(), one.snippet.clone());
    (finding.line, finding.column) = (one.line, one.column);
    (finding.end_line, finding.end_column) = (one.line, one.column + one.end - one.start);
    finding.with("path", &one.written)
}

/// Another name for the last place where the path has this one.
fn put(one: &PathUse, name: &str, near: &str) -> Vec<TextEdit> {
    let Some(at) = one.written.rfind(name) else { return Vec::new() };
    let length = |text: &str| utf16_length(text.as_bytes()) as u32;
    let start = one.start + length(&one.written[..at]);
    let edit = TextEdit {
        section: one.section.clone(),
        snippet: one.snippet.clone(),
        start,
        end: start + length(name),
        text: scope::segment(near),
    };
    vec![edit]
}

fn undeclared(one: &PathUse, name: &str, findings: &mut Findings) {
    let source = findings.source;
    let names = || source.variables.iter().map(|variable| variable.name.as_str());
    // A field of the loop's item that was reached for without its loop looks like a variable, too.
    let near = nearest(name, names());
    let message = match near {
        Some(near) => format!("there is no variable `{name}`; did you mean `{near}`?"),
        None => format!("there is no variable `{name}`"),
    };
    let finding = about(one, Severity::Error, "undeclared-variable", message, findings).with("name", name);
    if known(name).is_some() {
        finding.with("known", "true");
    }
    if let Some(near) = near {
        finding.with("near", near).fixed(&[("to", near)], put(one, name, near));
    }
}

/// Fields that the value does not have, as far as its sample tells.
fn field(one: &PathUse, steps: &[String], findings: &mut Findings) {
    let Some((last, before)) = steps.split_last().filter(|(last, before)| !before.is_empty() && *last != ITEM) else {
        return;
    };
    let Some(inside) = sample(findings.source, before) else { return };
    if sample(findings.source, steps).is_some() || is_counted(inside, last) {
        return;
    }
    let of = before.join(".").replace(".*", "[]");
    let names: Vec<String> = inside.as_object().into_iter().flat_map(|object| object.keys().cloned()).collect();
    let near = nearest(last, names.iter().map(String::as_str));
    let message = match (near, inside) {
        (Some(near), _) => format!("`{of}` has no `{last}`; did you mean `{near}`?"),
        (None, Value::Object(_)) => format!("`{of}` has no `{last}`"),
        (None, Value::Array(_)) => format!("`{of}` is a list; go through it with `{{{{#each}}}}` to reach `{last}`"),
        (None, _) => format!("`{of}` has nothing inside"),
    };
    let finding = about(one, Severity::Warning, "unknown-field", message, findings);
    finding.with("name", last).with("of", of);
    if let Some(near) = near {
        finding.with("near", near).fixed(&[("to", near)], put(one, last, near));
    }
}

/// The length of lists and texts, a place in a list, a letter of a text.
fn is_counted(value: &Value, name: &str) -> bool {
    let countable = value.is_array() || value.is_string();
    countable && (name == "length" || name.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether what stands there can be printed, or gone through.
fn fits(one: &PathUse, steps: &[String], findings: &mut Findings) {
    let source = findings.source;
    let declared = steps.first().filter(|_| steps.len() == 1).and_then(|name| source.variable(name));
    let kind = declared.map(|variable| variable.kind).or_else(|| VariableType::of(sample(source, steps)?));
    let Some(kind) = kind else { return };
    let path = &one.written;
    match (one.role, kind) {
        (PathRole::Printed, VariableType::Object) => {
            let message = format!("`{path}` is an object and would be printed as `[object Object]`");
            about(one, Severity::Error, "object-printed", message, findings).with("type", kind.name());
        }
        (PathRole::Printed, VariableType::Array) => {
            let objects = sample(source, steps).and_then(|list| list.get(0)).is_some_and(Value::is_object);
            let (severity, message) = match objects {
                true => (Severity::Error, format!("`{path}` is a list of objects; go through it with `{{{{#each}}}}`")),
                false => (Severity::Warning, format!("`{path}` is a list and would be printed with commas only")),
            };
            about(one, severity, "object-printed", message, findings).with("type", kind.name());
        }
        (PathRole::List, VariableType::String | VariableType::Number | VariableType::Boolean) => {
            let message = format!("`{path}` is no list: `{{{{#each}}}}` would go around not once");
            about(one, Severity::Error, "loop-over-no-list", message, findings).with("type", kind.name());
        }
        _ => {}
    }
}

fn declarations(uses: &[PathUse], findings: &mut Findings) {
    let source = findings.source;
    let used: HashSet<&str> = uses.iter().filter_map(|one| one.variable.as_deref()).collect();
    // Whoever prints or goes through the whole context may use any variable.
    let all_used = uses.iter().any(|one| one.way.as_deref() == Some("") && one.role != PathRole::Context);
    let mut seen = HashSet::new();
    for variable in &source.variables {
        let name = variable.name.as_str();
        let mut say = |severity, rule, message: String| {
            findings.about(severity, rule, message).with("name", name);
        };
        if !seen.insert(name) {
            say(Severity::Error, "doubled-variable", format!("the variable `{name}` is declared twice"));
        }
        if is_helper(name) || FOREIGN_HELPERS.contains(&name) || matches!(name, "this" | "else" | "as") {
            say(Severity::Error, "reserved-name", format!("`{name}` means something to Handlebars already"));
        } else if scope::segment(name) != name || name.contains(char::is_whitespace) {
            say(Severity::Error, "variable-name", format!("`{name}` cannot be written as a variable"));
        }
        if !all_used && !used.contains(name) {
            let severity = if variable.required { Severity::Warning } else { Severity::Info };
            say(severity, "unused-variable", format!("nothing uses the variable `{name}`"));
        }
        if variable.required && variable.default.is_none() && known(name).is_none() {
            say(Severity::Warning, "no-producer", format!("nobody produces `{name}`, and it has no default"));
        }
        if let Some(found) = misfit(variable) {
            let message = format!("the default of `{name}` is {found}, not {}", variable.kind.name());
            say(Severity::Error, "default-type", message);
        }
    }
}

fn misfit(variable: &TemplateVariable) -> Option<&'static str> {
    let found = VariableType::of(variable.default.as_ref()?)?;
    (found != variable.kind).then(|| found.name())
}

/// What only a rendered prompt shows: objects printed by way of lookups and untyped variables.
pub fn check_rendered(rendered: &Rendered, findings: &mut Findings) {
    let printed: Vec<u16> = rendered.prompt.encode_utf16().collect();
    let object: Vec<u16> = "[object Object]".encode_utf16().collect();
    let mut seen = HashSet::new();
    for mark in &rendered.marks {
        let stretch = printed.get(mark.start as usize..mark.end as usize).unwrap_or_default();
        if !stretch.windows(object.len()).any(|window| window == object) {
            continue;
        }
        let place = (&mark.section, &mark.snippet, mark.line, mark.column);
        let said = findings.all.iter().any(|finding| {
            finding.rule == "object-printed" && finding.line == mark.line && finding.snippet == mark.snippet
        });
        if said || !seen.insert(place) {
            continue;
        }
        let message = format!("`{}` is an object and is printed as `[object Object]`", mark.path);
        let finding = findings.about(Severity::Error, "object-printed", message);
        (finding.section, finding.snippet) = (Some(mark.section.clone()), mark.snippet.clone());
        (finding.line, finding.column) = (mark.line, mark.column);
        (finding.end_line, finding.end_column) =
            (mark.line, mark.column + utf16_length(mark.expression.as_bytes()) as u32);
        finding.arguments = BTreeMap::from([("path".to_owned(), mark.path.clone())]);
    }
}
