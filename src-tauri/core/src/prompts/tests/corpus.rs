//! What Handlebars.js makes of a template, we make of it too; and where the crate's own renderer agrees with it on the
//! product's templates, so do we.

use serde_json::Value;

use super::*;

fn context(corpus: &Value, case: &Value) -> Value {
    match (case["json"].as_str(), case.get("context")) {
        (Some(text), _) => serde_json::from_str(text).unwrap(),
        (None, Some(context)) => context.clone(),
        (None, None) => corpus["person"].clone(),
    }
}

fn compiled(case: &Value) -> Compiled {
    let snippets = case["partials"].as_object().into_iter().flatten();
    let snippets: Vec<(&str, &str)> = snippets.map(|(name, text)| (name.as_str(), text.as_str().unwrap())).collect();
    Compiled::new(&with_snippets(case["template"].as_str().unwrap(), &snippets))
}

fn outcome(case: &Value, context: &Value) -> Result<String, TemplateFailure> {
    compiled(case).untrimmed(0, context)
}

#[test]
fn prints_what_handlebars_js_prints() {
    let corpus = fixture("handlebars/corpus.json");
    let mut wrong = Vec::new();
    for case in corpus["cases"].as_array().unwrap() {
        let expected = case["output"].as_str().unwrap();
        let outcome = outcome(case, &context(&corpus, case));
        if outcome.as_deref().ok() != Some(expected) {
            wrong.push(format!("{}: {}\n  {outcome:?}\n  {expected:?}", case["name"], case["template"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn refuses_what_it_would_print_otherwise() {
    let corpus = fixture("handlebars/corpus.json");
    for case in corpus["differs"].as_array().unwrap() {
        let outcome = outcome(case, &context(&corpus, case));
        match case["ours"].as_str() {
            Some(ours) => assert_eq!(outcome.as_deref().ok(), Some(ours), "{}", case["name"]),
            None => assert!(outcome.is_err(), "{}: {outcome:?}", case["name"]),
        }
    }
}

#[test]
fn agrees_with_the_crate_on_the_products_templates() {
    let context = fixture("prompt-context.json");
    let mut crates = handlebars::Handlebars::new();
    crates.register_escape_fn(handlebars::no_escape);
    for name in ["inner-voice", "letters-home"] {
        let source = seeded(name);
        let written = Compiled::new(&source).write(&context, Mode::Strict);
        assert!(written.is_whole(), "{name}: {:?}", written.sections);
        for (section, written) in source.sections.iter().zip(&written.sections) {
            let theirs = crates.render_template(&section.text, &context).unwrap();
            assert_eq!(written.text, theirs.trim_end(), "{name}/{}", section.key);
        }
    }
}
