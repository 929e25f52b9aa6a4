//! Templates nobody would think of writing. They may fail, but they may neither panic nor run on; and what is rendered is
//! marked where it is.

use proptest::prelude::*;
use serde_json::Map;

use super::*;
use crate::prompts::{
    bounds::MOST_CHARACTERS,
    lint::{PromptLanguage, PromptLimits, lint},
    scope,
    value::printed,
};

const NAMES: [&str; 6] = ["name", "home", "list", "이름", "x", "title"];

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(&NAMES[..]).prop_map(str::to_owned)
}

fn path() -> impl Strategy<Value = String> {
    let data = prop::sample::select(&["@index", "@first", "@last", "@key", "@root.name", "this", "@../index"][..]);
    prop_oneof![
        5 => (prop::sample::select(&["", "", "../", "this.", "./", "../../"][..]), prop::collection::vec(name(), 1..3))
            .prop_map(|(up, names)| format!("{up}{}", names.join("."))),
        1 => data.prop_map(str::to_owned),
        1 => name().prop_map(|name| format!("[{name}]")),
    ]
}

fn term() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => path(),
        1 => (path(), path()).prop_map(|(of, key)| format!("(lookup {of} {key})")),
        1 => prop::sample::select(&["1", "true", "\"a b\"", "null", "0"][..]).prop_map(str::to_owned),
    ]
}

fn plain() -> impl Strategy<Value = String> {
    prop::sample::select(
        &["가 ", "\n", "  ", " 🙂\n", "\r\n", "x", "{ ", " } ", "\\{{a}}", "\\\\", "&<\"", "\n\n  "][..],
    )
    .prop_map(str::to_owned)
}

/// Templates that are well formed.
fn template() -> impl Strategy<Value = String> {
    let tilde = || prop::sample::select(&["", "", "", "~"][..]);
    let leaf = prop_oneof![
        3 => plain(),
        3 => (tilde(), path(), tilde()).prop_map(|(a, path, b)| format!("{{{{{a}{path}{b}}}}}")),
        1 => (path(), path()).prop_map(|(of, key)| format!("{{{{lookup {of} {key}}}}}")),
        1 => Just("{{! c }}".to_owned()),
        1 => prop::sample::select(&["{{> p}}", "\n  {{> p}}\n", "{{> p home}}", "{{> q x=name}}"][..]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 40, 5, move |inner| {
        let body = prop::collection::vec(inner, 0..4).prop_map(|parts| parts.concat());
        let block = prop::sample::select(&["if", "unless", "each", "with"][..]);
        let names = prop::sample::select(&["", "", " as |x|", " as |name title|"][..]);
        (block, term(), names, body.clone(), prop::option::of(body), (tilde(), tilde(), tilde())).prop_map(
            |(block, of, names, body, otherwise, (a, b, c))| {
                let names = if matches!(block, "each" | "with") { names } else { "" };
                let otherwise = otherwise.map(|body| format!("{{{{{b}else}}}}{body}")).unwrap_or_default();
                format!("{{{{{a}#{block} {of}{names}}}}}{body}{otherwise}{{{{/{block}{c}}}}}")
            },
        )
    })
}

/// Pieces of templates in any order.
fn junk() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(
            &[
                "{{",
                "}}",
                "{{{",
                "}}}",
                "{{#",
                "{{/",
                "{{/if}}",
                "{{else}}",
                "{{#if a}}",
                "~",
                "\"",
                "'",
                "[",
                "]",
                "(",
                ")",
                "|",
                " as ",
                "=",
                "../",
                "@",
                "!--",
                "--",
                "\\",
                "\n",
                " ",
                "a",
                "가",
                "🙂",
                ">",
                "^",
                "*",
                "{{{{",
                ".",
                "/"
            ][..]
        )
        .prop_map(str::to_owned),
        ".{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(&["", "가나", "🙂", "{{name}}", "1\n2", " ", "a\r\n"][..]).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..4).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn context() -> impl Strategy<Value = Value> {
    prop::collection::vec((name(), value()), 0..6)
        .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>()))
}

fn sourced(text: &str) -> TemplateSource {
    TemplateSource {
        variables: vec![variable("name", VariableType::String), variable("list", VariableType::Array)],
        ..with_snippets(text, &[("p", "{{name}}\n{{#each list}}- {{this}}\n{{/each}}"), ("q", "[{{x}}]")])
    }
}

/// What lies at a mark's way, if it is one into the context.
fn at_way<'a>(context: &'a Value, way: &str) -> Option<&'a Value> {
    way.split('.').try_fold(context, |value, step| match value {
        Value::Array(list) => list.get(step.parse::<usize>().ok()?),
        value => value.get(step),
    })
}

fn holds(source: &TemplateSource, context: &Value) -> Result<(), TestCaseError> {
    let compiled = Compiled::new(source);
    let written = compiled.write(context, Mode::Lenient);
    prop_assert!((written.characters as usize) <= MOST_CHARACTERS + 300_000);
    let units: Vec<u16> = written.prompt.encode_utf16().collect();
    prop_assert_eq!(units.len(), written.characters as usize);
    let mut before = 0;
    for mark in &written.marks {
        prop_assert!(mark.start >= before && mark.start <= mark.end && mark.end <= written.characters, "{:?}", mark);
        before = mark.end;
        let text = String::from_utf16(&units[mark.start as usize..mark.end as usize]);
        let Ok(text) = text else { return Err(TestCaseError::fail("a mark cuts a character")) };
        let indented = mark.snippet.is_some();
        let last = mark.end == written.characters;
        if let Some(value) = at_way(context, &mark.path)
            && !mark.expression.contains("lookup")
        {
            let printed = printed(value);
            // Indentation of a snippet stands between the lines, and a section's last blanks are gone.
            let same = if indented { text.replace(' ', "") == printed.replace(' ', "") } else { text == printed };
            prop_assert!(same || last && printed.starts_with(&text), "{:?} is not {:?}", mark, printed);
        }
    }
    let strict = compiled.write(context, Mode::Strict);
    if strict.is_whole() {
        prop_assert_eq!(&strict.prompt, &written.prompt);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn well_formed_templates_render_with_true_marks(text in template(), context in context()) {
        let source = sourced(&text);
        holds(&source, &context)?;
        let failure = Compiled::new(&source).failure("why").cloned();
        prop_assert!(failure.is_none(), "{:?}", failure);
    }

    #[test]
    fn junk_is_refused_or_rendered(text in junk(), context in context(), offset in 0u32..60) {
        let source = sourced(&text);
        holds(&source, &context)?;
        let compiled = Compiled::new(&source);
        let findings = lint(&compiled, &[], &PromptLimits::default(), PromptLanguage::Ko);
        if let Some(failure) = compiled.failure("why") {
            let length = text.encode_utf16().count() as u32;
            prop_assert!(failure.start <= failure.end && failure.end <= length + 2, "{:?}", failure);
            prop_assert!(findings.iter().any(|finding| finding.section.as_deref() == Some("why")), "lint says so too");
        }
        scope::at(&source, "why", offset);
        scope::rename(&source, "name", "other");
    }

    #[test]
    fn a_renamed_variable_renders_the_same(text in template(), context in context()) {
        let source = sourced(&text);
        // Who goes through the whole context, or looks something up, sees names as values.
        let told = |one: &scope::PathUse| one.way.as_deref().is_some_and(|way| !way.is_empty());
        if text.contains("lookup") || !scope::paths(&source).iter().all(|one| told(one) || one.written.starts_with('@')) {
            return Ok(());
        }
        let renamed = scope::apply(&source, &scope::rename(&source, "name", "persona"));
        let mut moved = context.clone();
        if let Some(value) = moved.as_object_mut().and_then(|object| object.shift_remove("name")) {
            moved["persona"] = value;
        }
        let before = Compiled::new(&source).write(&context, Mode::Lenient);
        let after = Compiled::new(&renamed).write(&moved, Mode::Lenient);
        prop_assert_eq!(before.prompt, after.prompt, "{}", renamed.sections[0].text);
    }
}
