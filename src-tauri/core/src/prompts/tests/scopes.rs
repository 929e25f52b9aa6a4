//! What can be written where, where variables are used, and renaming them.

use serde_json::json;

use super::*;
use crate::prompts::scope::{self, PathOrigin, PathRole};

fn declared(text: &str) -> TemplateSource {
    TemplateSource {
        variables: vec![
            variable("userName", VariableType::String),
            variable("experiences", VariableType::Array),
            variable("trauma", VariableType::Object),
        ],
        ..source(text)
    }
}

/// The paths on offer where `|` stands.
fn offered(text: &str) -> scope::ScopeAt {
    let at = text.find('‸').expect("a place");
    let offset = text[..at].encode_utf16().count() as u32;
    scope::at(&declared(&text.replace('‸', "")), "why", offset)
}

fn has(scope: &scope::ScopeAt, path: &str) -> Option<PathOrigin> {
    scope.paths.iter().find(|one| one.path == path).map(|one| one.origin)
}

#[test]
fn offers_variables_and_their_fields_at_the_root() {
    let scope = offered("🙂 {{‸}}");
    assert_eq!(has(&scope, "userName"), Some(PathOrigin::Variable));
    assert_eq!(has(&scope, "trauma.trauma.deepestFear"), Some(PathOrigin::Variable));
    assert_eq!(has(&scope, "title"), None);
    assert_eq!(has(&scope, "@index"), None, "no loop goes around here");
    assert!(scope.blocks.is_empty() && scope.helpers.contains(&"each".to_owned()));
}

#[test]
fn offers_an_items_fields_inside_its_loop() {
    let scope = offered("{{#each experiences}}\n{{‸");
    assert_eq!(has(&scope, "title"), Some(PathOrigin::Field));
    assert_eq!(has(&scope, "this"), Some(PathOrigin::Field));
    assert_eq!(has(&scope, "@last"), Some(PathOrigin::Counter));
    assert_eq!(has(&scope, "../userName"), Some(PathOrigin::Parent));
    assert_eq!(has(&scope, "userName"), None);
    assert_eq!(scope.blocks[0].expression, "{{#each experiences}}");
    let title = scope.paths.iter().find(|one| one.path == "title").expect("it is there");
    assert_eq!((title.kind, title.way.as_str()), (Some(VariableType::String), "experiences.*.title"));
    assert!(title.sample.is_some());
}

#[test]
fn offers_names_that_blocks_give() {
    let scope = offered("{{#each experiences as |e i|}}{{#if e.learnings}}{{‸}}{{/if}}{{/each}}");
    assert_eq!(has(&scope, "e.title"), Some(PathOrigin::Named));
    assert_eq!(has(&scope, "i"), Some(PathOrigin::Named));
    assert_eq!(scope.blocks.len(), 2);
    let scope = offered("{{#each experiences as |e|}}{{else}}{{‸}}{{/each}}");
    assert_eq!((has(&scope, "e"), has(&scope, "userName")), (None, Some(PathOrigin::Variable)), "else is outside");
    let scope = offered("{{#each experiences}}{{/each}}{{#with trauma}}{{#with trauma}}{{‸}}");
    assert_eq!(has(&scope, "deepestFear"), Some(PathOrigin::Field));
    assert_eq!(has(&scope, "../learnedBeliefs"), Some(PathOrigin::Parent));
    assert_eq!(has(&scope, "../../userName"), Some(PathOrigin::Parent));
}

#[test]
fn closes_else_if_chains_with_one_end() {
    let scope = offered("{{#if userName}}a{{else with trauma}}{{‸}}{{/if}}");
    assert!(has(&scope, "learnedBeliefs").is_some());
    let scope = offered("{{#if userName}}a{{else with trauma}}b{{/if}}{{‸}}");
    assert!(scope.blocks.is_empty() && has(&scope, "userName") == Some(PathOrigin::Variable));
}

#[test]
fn tells_where_a_variable_is_used() {
    let mut source = declared("{{#each experiences as |e|}}{{e.title}}{{../userName}}{{/each}}{{> p trauma}}");
    source.snippets.push(Snippet { name: "p".to_owned(), text: "{{trauma.deepestFear}}".to_owned() });
    let uses = scope::paths(&source);
    let ways: Vec<(&str, PathRole, Option<&str>)> =
        uses.iter().map(|one| (one.way.as_deref().unwrap_or("?"), one.role, one.snippet.as_deref())).collect();
    assert_eq!(
        ways,
        [
            ("experiences", PathRole::List, None),
            ("experiences.*.title", PathRole::Printed, None),
            ("userName", PathRole::Printed, None),
            ("trauma", PathRole::Context, None),
            ("trauma.trauma.deepestFear", PathRole::Printed, Some("p")),
        ]
    );
    assert_eq!((uses[1].line, uses[1].column), (1, 31));
}

#[track_caller]
fn renamed(text: &str, expected: &str) {
    let source = declared(text);
    let edits = scope::rename(&source, "trauma", "wound");
    assert_eq!(scope::apply(&source, &edits).sections[0].text, expected);
}

#[test]
fn renames_a_variable_where_it_is_meant() {
    renamed("🙂{{trauma.trauma.deepestFear}} trauma", "🙂{{wound.trauma.deepestFear}} trauma");
    renamed(
        "{{#with trauma}}{{trauma.neverAgain}}{{../trauma}}{{/with}}",
        "{{#with wound}}{{trauma.neverAgain}}{{../wound}}{{/with}}",
    );
    renamed(
        "{{#each experiences as |trauma|}}{{trauma.title}}{{this.trauma}}{{../trauma}}{{/each}}{{trauma}}",
        "{{#each experiences as |trauma|}}{{trauma.title}}{{this.trauma}}{{../wound}}{{/each}}{{wound}}",
    );
    renamed(
        "{{this.trauma}}{{./trauma}}{{[trauma]}}{{@root.trauma}}",
        "{{this.wound}}{{./wound}}{{[wound]}}{{@root.wound}}",
    );
    renamed(
        "{{lookup this \"trauma\"}}{{lookup trauma 'trauma'}}",
        "{{lookup this \"wound\"}}{{lookup wound 'trauma'}}",
    );
    renamed("{{#with this as |wound|}}{{trauma.x}}{{/with}}", "{{#with this as |wound|}}{{this.wound.x}}{{/with}}");
    renamed(
        "{{! trauma }}\\{{trauma}}{{~#if (lookup trauma 'a')~}}{{trauma}}{{/if}}",
        "{{! trauma }}\\{{trauma}}{{~#if (lookup wound 'a')~}}{{wound}}{{/if}}",
    );
}

#[test]
fn checks_contexts_that_somebody_wrote() {
    let mut source = declared("");
    source.variables[0].required = true;
    let faults = contexts::check(&source, &json!({ "experiences": [{ "title": 5 }], "traum": {} }));
    let told: Vec<(&str, contexts::ContextFaultKind)> =
        faults.iter().map(|fault| (fault.path.as_str(), fault.kind)).collect();
    use contexts::ContextFaultKind::*;
    assert_eq!(told, [("$.userName", MissingRequired), ("$.experiences[0].title", WrongType), ("$.traum", Unknown)]);
    assert_eq!(faults[2].near.as_deref(), Some("trauma"));
    assert_eq!(contexts::check(&source, &sample_context_of(&source)), []);
    assert_eq!(contexts::check(&source, &json!(3)).len(), 1);
}

fn sample_context_of(source: &TemplateSource) -> Value {
    contexts::edge_cases(source).remove(0).1
}

#[test]
fn edge_cases_render_the_products_templates() {
    for name in ["inner-voice", "letters-home"] {
        let source = seeded(name);
        let compiled = Compiled::new(&source);
        let cases = contexts::edge_cases(&source);
        assert_eq!(cases.len(), 10);
        for (case, context) in &cases {
            let written = compiled.write(context, Mode::Lenient);
            assert!(written.is_whole(), "{name} with {case}: {:?}", written.sections);
        }
        let braces = compiled.write(&cases.iter().find(|case| case.0 == "braces").unwrap().1, Mode::Strict);
        assert!(braces.prompt.contains("{{userName}}"), "a value is never read as a template");
    }
}
