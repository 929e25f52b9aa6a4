//! Nothing a template says makes it run for ever, grow without end or bring the program down.

use serde_json::{Value, json};

use super::*;
use crate::prompts::bounds::*;

#[track_caller]
fn fails(source: &TemplateSource, context: &Value) -> TemplateFailure {
    let written = Compiled::new(source).write(context, Mode::Lenient);
    let failure = written.sections[0].error.clone().expect("it fails");
    assert!(written.prompt.contains("[section why could not be rendered: "), "{}", written.prompt);
    failure
}

#[test]
fn refuses_what_is_nested_too_deep() {
    for text in [
        "{{#if a}}".repeat(MOST_TAGS),
        "{{#if a}}".repeat(33) + &"{{/if}}".repeat(33),
        "{{~ #if a}}".repeat(33),
        format!("{{{{lookup {}a", "(lookup a ".repeat(10_000)),
        format!("{{{{lookup a {}", "[".repeat(50_000)),
        format!("{{{{lookup a {}", "{\"a\":".repeat(10_000)),
        format!("{{{{{}a}}}}", "../".repeat(33)),
    ] {
        let failure = fails(&source(&text), &json!({}));
        assert_eq!(failure.kind, FailureKind::TooDeep, "{failure:?}");
    }
    let most = "{{#if a}}".repeat(DEEPEST) + &"{{/if}}".repeat(DEEPEST);
    assert!(Compiled::new(&source(&most)).failure("why").is_none(), "as deep as it may be");
}

#[test]
fn refuses_what_is_too_large() {
    let kind = |text: String| fails(&source(&text), &json!({})).kind;
    assert_eq!(kind("가".repeat(SECTION_BYTES / 3 + 1)), FailureKind::TooLarge);
    assert_eq!(kind("{{a}}".repeat(MOST_TAGS + 1)), FailureKind::TooLarge);
    let branches = format!("{{{{#if a}}}}{}{{{{/if}}}}", "{{else if b}}".repeat(MOST_BRANCHES + 1));
    assert_eq!(kind(branches), FailureKind::TooDeep);
    let section = SectionText { key: "why".to_owned(), text: "x".repeat(SECTION_BYTES) };
    let all = TemplateSource { sections: vec![section; 6], ..TemplateSource::default() };
    assert_eq!(Compiled::new(&all).failure("why").map(|failure| failure.kind), Some(FailureKind::TooLarge));
    let snippets: Vec<String> = (0..=MOST_SNIPPETS).map(|n| n.to_string()).collect();
    let snippets: Vec<(&str, &str)> = snippets.iter().map(|name| (name.as_str(), "x")).collect();
    assert_eq!(fails(&with_snippets("x", &snippets), &json!({})).kind, FailureKind::TooLarge);
}

#[test]
fn stops_loops_within_loops() {
    let bomb = "{{#each @root.a}}".repeat(8) + &"{{/each}}".repeat(8);
    let context = json!({ "a": vec![json!({}); 40] });
    let failure = fails(&source(&bomb), &context);
    assert_eq!((failure.kind, failure.line), (FailureKind::TooManySteps, 1));
    let parents =
        (0..8).map(|n| format!("{{{{#each {}a}}}}", "../".repeat(n))).collect::<String>() + &"{{/each}}".repeat(8);
    assert_eq!(fails(&source(&parents), &context).kind, FailureKind::TooManySteps);
}

#[test]
fn stops_prompts_that_grow() {
    let context = json!({ "a": vec![0; 1000], "text": "가나다".repeat(1000) });
    let failure = fails(&source("{{#each a}}\n{{@root.text}}\n{{/each}}"), &context);
    assert_eq!((failure.kind, failure.line, failure.column), (FailureKind::OutputTooLong, 2, 1));
}

#[test]
fn other_sections_still_work() {
    let mut template = source("{{#if}}");
    template.sections.push(SectionText { key: "past".to_owned(), text: "어제 {{x}}\n\n".to_owned() });
    let lenient = Compiled::new(&template).write(&json!({ "characterName": "이랑" }), Mode::Lenient);
    assert!(lenient.prompt.starts_with("# 이랑\n\n[section why could not be rendered: "), "{}", lenient.prompt);
    assert!(lenient.prompt.ends_with("\n\n---\n\n어제"), "{}", lenient.prompt);
    let strict = Compiled::new(&template).write(&json!({}), Mode::Strict);
    let kinds: Vec<_> = strict.sections.iter().map(|one| one.error.as_ref().map(|failure| failure.kind)).collect();
    assert_eq!(kinds, [Some(FailureKind::Syntax), Some(FailureKind::Missing)]);
}

#[test]
fn refuses_snippets_that_never_end() {
    for snippets in [&[("a", "x{{> a}}")][..], &[("a", "{{> b}}"), ("b", "{{#if no}}{{> a}}{{/if}}")]] {
        let failure = fails(&with_snippets("{{> a}}", snippets), &json!({}));
        assert_eq!((failure.kind, failure.subject.as_deref()), (FailureKind::SnippetCycle, Some("a")), "{failure:?}");
    }
    assert_eq!(fails(&with_snippets("{{> a}}", &[]), &json!({})).kind, FailureKind::UnknownSnippet);
}

#[test]
fn snippets_nest_so_deep_and_no_deeper() {
    let names: Vec<(String, String)> = (0..12).map(|n| (format!("s{n}"), format!("{{{{> s{}}}}}", n + 1))).collect();
    let mut snippets: Vec<(&str, &str)> = names.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    snippets.push(("s12", "end"));
    assert_eq!(fails(&with_snippets("{{> s0}}", &snippets), &json!({})).kind, FailureKind::TooDeep);
    let compiled = Compiled::new(&with_snippets("{{> s5}}", &snippets));
    assert_eq!(compiled.write(&json!({}), Mode::Strict).prompt, "end", "eight are within each other");
    // As wide as deep: what is known of a snippet is not looked at again.
    let wide: Vec<(String, String)> = (0..100)
        .map(|n| (format!("w{n}"), (n + 1..100).map(|inner| format!("{{{{> w{inner}}}}}")).collect::<String>()))
        .collect();
    let wide: Vec<(&str, &str)> = wide.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(fails(&with_snippets("{{> w0}}", &wide), &json!({})).kind, FailureKind::TooDeep);
    let doubling: Vec<(String, String)> =
        (0..8).map(|n| (format!("d{n}"), format!("{{{{> d{}}}}}", n + 1).repeat(40))).collect();
    let mut doubling: Vec<(&str, &str)> = doubling.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    doubling.pop();
    doubling.push(("d7", ""));
    assert_eq!(fails(&with_snippets("{{> d0}}", &doubling), &json!({})).kind, FailureKind::TooManySteps);
}
