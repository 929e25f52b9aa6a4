//! Each rule of lint: a template that breaks it, and one that does not.

use serde_json::json;

use super::*;
use crate::prompts::{
    lint::{Finding, PromptLanguage, PromptLimits, Severity, lint},
    scope,
};

fn variables() -> Vec<TemplateVariable> {
    use VariableType::*;
    let kinds = [
        ("characterName", String),
        ("userName", String),
        ("experiences", Array),
        ("keywords", Array),
        ("personality", Object),
        ("age", Number),
    ];
    kinds.into_iter().map(|(name, kind)| variable(name, kind)).collect()
}

/// What lint says of a text in a Korean section `why`, without what the six missing sections and unused variables add.
fn said(text: &str) -> Vec<Finding> {
    let source = TemplateSource { variables: variables(), ..source(&format!("## WHY\n{text}")) };
    of(&source)
}

fn of(source: &TemplateSource) -> Vec<Finding> {
    let findings = lint(&Compiled::new(source), &[], &PromptLimits::default(), PromptLanguage::Ko);
    let noise = ["missing-section", "unused-variable"];
    findings.into_iter().filter(|finding| !noise.contains(&finding.rule.as_str())).collect()
}

fn rules(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.as_str()).collect()
}

#[track_caller]
fn breaks(rule: &str, bad: &str, good: &str) -> Finding {
    let findings = said(bad);
    let found = findings.iter().find(|finding| finding.rule == rule);
    let found = found.unwrap_or_else(|| panic!("{bad} should break {rule}: {findings:?}")).clone();
    assert_eq!(rules(&said(good)), [""; 0], "{good} is fine");
    found
}

fn fixed(text: &str, finding: &Finding) -> String {
    let source = TemplateSource { variables: variables(), ..source(&format!("## WHY\n{text}")) };
    let edits = &finding.fix.as_ref().expect("there is a fix").edits;
    scope::apply(&source, edits).sections[0].text.trim_start_matches("## WHY\n").to_owned()
}

#[test]
fn finds_mistakes_in_syntax_where_they_are() {
    let place = |text: &str| {
        let findings = said(text);
        let one = findings.iter().find(|finding| finding.rule == "syntax").expect("a mistake");
        (one.line, one.column, one.end_column)
    };
    assert_eq!(place("가\n나 {{userName\n다\n라"), (3, 3, 13), "an open tag, not the end of the text");
    assert_eq!(place("{{#if age}}\n{{#each keywords}}\nx\n{{/each}}\n끝"), (2, 1, 12), "the block that stays open");
    assert_eq!(place("{{#if age}}\n{{#each keywords}}\n{{/if}}\n"), (3, 1, 19), "the inner block that stays open");
    assert_eq!(place("{{#if age}}x{{/each}}"), (2, 13, 22), "the end that fits no block");
    assert_eq!(place("x\n{{/if}}"), (3, 1, 8), "an end without its block");
    assert_eq!(place("x {{else}} y"), (2, 3, 11), "an else without its block");
    assert_eq!(place("🙂 {{user name!}}"), (2, 4, 18), "columns count as the window counts");
    let finding = breaks("syntax", "{{#if age}}x{{/each}}", "{{#if age}}x{{/if}}");
    assert_eq!(fixed("{{#if age}}x{{/each}}", &finding), "{{#if age}}x{{/if}}");
}

#[test]
fn tells_every_open_block_at_once() {
    let findings = said("{{#if age}}\n{{#if age}}\n{{userName");
    assert_eq!(findings.iter().filter(|finding| finding.rule == "syntax").count(), 3, "{findings:?}");
}

#[test]
fn knows_what_is_declared() {
    let finding = breaks("undeclared-variable", "{{userNmae}}", "{{userName}}");
    assert_eq!((finding.severity, finding.line, finding.column, finding.end_column), (Severity::Error, 2, 3, 11));
    assert_eq!(fixed("{{userNmae}}", &finding), "{{userName}}");
    let finding = breaks(
        "undeclared-variable",
        "{{#each keyword as |k|}}{{k}}{{/each}}",
        "{{#each keywords as |k|}}{{k}}{{/each}}",
    );
    assert_eq!(fixed("{{#each keyword as |k|}}{{k}}{{/each}}", &finding), "{{#each keywords as |k|}}{{k}}{{/each}}");
    assert!(breaks("undeclared-variable", "{{whatever}}", "{{this.userName}}").fix.is_none(), "nothing is near");
    breaks(
        "undeclared-variable",
        "{{#each keywords}}{{../user}}{{/each}}",
        "{{#each keywords}}{{../userName}}{{/each}}",
    );
}

#[test]
fn knows_the_fields_of_samples() {
    let bad = "{{#each experiences}}{{titel}}{{/each}}";
    let finding = breaks("unknown-field", bad, "{{#each experiences}}{{title}}{{learnings.length}}{{/each}}");
    assert_eq!(fixed(bad, &finding), "{{#each experiences}}{{title}}{{/each}}");
    breaks("unknown-field", "{{experiences.title}}", "{{experiences.[0].title}}");
}

#[test]
fn knows_what_nobody_uses_or_makes() {
    let mut source = source("## WHY\n{{userName}}");
    let tide = TemplateVariable { required: true, ..variable("tide", VariableType::Number) };
    source.variables = vec![variable("userName", VariableType::String), tide];
    let findings = lint(&Compiled::new(&source), &[], &PromptLimits::default(), PromptLanguage::Ko);
    let about = |rule: &str| {
        findings.iter().filter(|one| one.rule == rule).map(|one| one.arguments["name"].as_str()).collect::<Vec<_>>()
    };
    assert_eq!(about("unused-variable"), ["tide"]);
    assert_eq!(about("no-producer"), ["tide"], "userName comes with the request");
    source.variables[1].default = Some(json!(3));
    source.sections[0].text += "{{tide}}";
    assert_eq!(rules(&of(&source)), [""; 0]);
    source.variables[1].default = Some(json!("high"));
    source.variables.push(variable("tide", VariableType::Number));
    source.variables.push(variable("len", VariableType::Number));
    source.variables.push(variable("odd name", VariableType::Number));
    let mut found = of(&source).iter().map(|one| one.rule.clone()).collect::<Vec<_>>();
    found.sort();
    assert_eq!(found, ["default-type", "doubled-variable", "reserved-name", "variable-name"]);
}

#[test]
fn knows_what_can_be_printed_and_gone_through() {
    breaks("object-printed", "{{personality}}", "{{personality.description}}");
    breaks("object-printed", "{{experiences}}", "{{#each experiences}}{{title}}{{/each}}");
    breaks("object-printed", "{{keywords}}", "{{#each keywords}}{{this}}{{/each}}");
    breaks("loop-over-no-list", "{{#each userName}}{{this}}{{/each}}", "{{#each keywords}}{{this}}{{/each}}");
    // A field nobody declared shows in a context only.
    let source = TemplateSource { variables: variables(), ..source("## WHY\n{{lookup personality \"odd\"}}") };
    let context = json!({ "personality": { "odd": { "a": 1 } } });
    let limits = PromptLimits { min_tokens: 0, ..PromptLimits::default() };
    let findings = lint(&Compiled::new(&source), &[("odd".to_owned(), context)], &limits, PromptLanguage::Ko);
    let found = findings.iter().find(|finding| finding.rule == "object-printed").expect("it is printed");
    assert_eq!((found.line, found.column, found.arguments["path"].as_str()), (2, 1, "personality.odd"));
}

#[test]
fn asks_for_headings() {
    let without = source("이름은 {{characterName}}.");
    let without = TemplateSource { variables: variables(), ..without };
    let findings = of(&without);
    assert_eq!(rules(&findings), ["missing-heading"]);
    let mended = scope::apply(&without, &findings[0].fix.as_ref().unwrap().edits);
    assert_eq!(rules(&of(&mended)), [""; 0]);
    breaks("doubled-heading", "가\n## WHY - 다시", "가\n## WHYNOT\n### WHY");
    assert_eq!(rules(&of(&source(" \n"))), ["empty-section"]);
}

#[test]
fn finds_what_is_left_of_markup() {
    breaks("leftover-braces", "가 }} 나", "가 } 나");
    breaks("leftover-braces", "\\{{userName}}", "{{userName}}");
    let finding = breaks("leftover-braces", "안녕 {userName}", "안녕 {{userName}}");
    assert_eq!(fixed("안녕 {userName}", &finding), "안녕 {{userName}}");
    let finding = breaks("html-entity", "&quot;말&quot;", "\"말\"");
    assert_eq!(fixed("&quot;말", &finding), "\"말");
}

#[test]
fn knows_korean_when_it_sees_it() {
    let english = "You are a quiet person who lives in a small room and never asks for anything at all.";
    breaks("wrong-language", english, "너는 작은 방에 사는 조용한 사람이다. short는 한두 문장, medium은 두세 문장.");
    let mixed = "너는 작은 방에 살고 아무것도 바라지 않는 조용한 사람이라서 밤이 되면 불을 끄고 누워 오래 생각한다. 그래도 말은 아낀다.\nPlease never ask about the family he left there.";
    let finding = breaks("wrong-language", mixed, "그는 Please 하고 말했다.");
    assert_eq!((finding.severity, finding.line), (Severity::Info, 3));
}

#[test]
fn counts_tokens_with_contexts() {
    let source = TemplateSource { variables: variables(), ..source("## WHY\n{{userName}}") };
    let contexts = [
        ("짧은".to_owned(), json!({ "userName": "가" })),
        ("긴".to_owned(), json!({ "userName": "길다 ".repeat(3000) })),
    ];
    let findings = lint(&Compiled::new(&source), &contexts, &PromptLimits::default(), PromptLanguage::Ko);
    let budget: Vec<&str> =
        findings.iter().filter(|one| one.rule == "budget").map(|one| one.arguments["context"].as_str()).collect();
    assert_eq!(budget, ["짧은", "긴"]);
    assert_eq!(findings.iter().filter(|one| one.rule == "section-too-long").count(), 1);
}

#[test]
fn finds_blocks_nothing_reaches() {
    breaks("unreachable-block", "{{#if true}}가{{else}}나{{/if}}", "{{#if age}}가{{else}}나{{/if}}");
    breaks("unreachable-block", "{{#each \"abc\"}}가{{/each}}", "{{#each keywords}}가{{/each}}");
    breaks(
        "unreachable-block",
        "{{#if age}}{{#unless age}}가{{/unless}}{{/if}}",
        "{{#if age}}{{#unless userName}}가{{/unless}}{{/if}}",
    );
    breaks("unreachable-block", "{{#if age}}a{{else if age}}b{{/if}}", "{{#if age}}a{{else if userName}}b{{/if}}");
    breaks(
        "unreachable-block",
        "{{#each experiences}}{{#if title}}{{#if ../experiences}}{{#unless title}}x{{/unless}}{{/if}}{{/if}}{{/each}}",
        "{{#each experiences}}{{#if title}}{{#each ../experiences}}{{#unless title}}x{{/unless}}{{/each}}{{/if}}{{/each}}",
    );
}

#[test]
fn finds_secrets_without_repeating_them() {
    let key = ["sk-", "proj", "4f9dk3jf93kfjs93jfks93"].concat();
    let finding = breaks("secret", &key, "sk-는 열쇠가 아니다");
    assert!(!format!("{finding:?}").contains("4f9dk3"), "the finding is shown and logged");
    for secret in [
        ["AKIA", "ABCDEFGHIJKLMNOP"].concat(),
        ["-----BEGIN ", "PRIVATE KEY-----"].concat(),
        "Authorization: Bearer abcdefghijklmnopqrstuvwxyz".to_owned(),
        "postgres://knock:hunter22@db/knock".to_owned(),
    ] {
        breaks("secret", &secret, "열쇠는 서랍에 있다");
    }
}

#[test]
fn finds_secrets_in_what_stands_in_for_a_value() {
    let key = ["sk-", "proj", "4f9dk3jf93kfjs93jfks93"].concat();
    let with = |default: Value| {
        let declared = TemplateVariable { default: Some(default), ..variable("greeting", VariableType::Object) };
        of(&TemplateSource { variables: vec![declared], ..source("## WHY\n{{greeting.text}}") })
    };
    let found = with(json!({ "text": "안녕", "more": ["010-1234-5678", key, key] }));
    let told: Vec<(&str, &str)> = found.iter().map(|one| (one.rule.as_str(), one.arguments["name"].as_str())).collect();
    assert_eq!(told, [("secret", "greeting"), ("personal-data", "greeting")]);
    assert!(found.iter().all(|one| one.section.is_none()) && !format!("{found:?}").contains("4f9dk3"));
    assert_eq!(rules(&with(json!({ "text": "급하면 119로" }))), [""; 0]);
}

#[test]
fn finds_peoples_data_and_leaves_helplines() {
    let good = "급하면 119, 상담 전화 109나 1393, 1577-0199로.";
    breaks("personal-data", "900101-1234567", good);
    breaks("personal-data", "010-1234-5678로 전화해", good);
    breaks("personal-data", "02-345-6789", good);
    breaks("personal-data", "minji.kim@naver.com", "someone@example.com");
    breaks("personal-data", "4111 1111 1111 1111", "1234 5678 1234 5678");
}

#[test]
fn names_what_is_no_part_of_our_handlebars() {
    let finding = breaks("unknown-helper", "{{#eech keywords}}x{{/eech}}", "{{#each keywords}}x{{/each}}");
    assert_eq!(finding.arguments["near"], "each");
    breaks("not-portable", "{{^age}}x{{/age}}", "{{#unless age}}x{{/unless}}");
    breaks("not-portable", "{{#*inline \"x\"}}x{{/inline}}", "x");
    breaks("not-portable", "{{{{raw}}}}x{{{{/raw}}}}", "x");
    breaks("reserved-name", "{{log}}", "{{this.userName}}");
    let finding = breaks("not-portable", "{{experiences.0.title}}", "{{experiences.[0].title}}");
    assert_eq!(fixed("{{experiences.0.title}}", &finding), "{{experiences.[0].title}}");
    breaks("numbers-side-by-side", "{{#if age}}{{age}}{{age}}{{/if}}", "{{#if age}}{{age}} {{age}}{{/if}}");
}

#[test]
fn knows_sections_and_snippets() {
    let mut source = with_snippets("## WHY\n{{> hello}}", &[("helo", "안녕"), ("a", "{{> b}}"), ("b", "{{> a}}")]);
    source.sections.push(SectionText { key: "notes".to_owned(), text: "메모".to_owned() });
    let findings = of(&source);
    let unknown = findings.iter().find(|one| one.rule == "unknown-snippet").expect("it is unknown");
    let mended = scope::apply(&source, &unknown.fix.as_ref().expect("one is near").edits);
    assert_eq!(mended.sections[0].text, "## WHY\n{{> helo}}");
    let mut left = rules(&findings);
    left.retain(|rule| *rule != "unknown-snippet");
    assert_eq!(left, ["snippet-cycle", "snippet-cycle", "extra-section"]);
    let missing = lint(&Compiled::new(&source), &[], &PromptLimits::default(), PromptLanguage::Ko);
    assert_eq!(missing.iter().filter(|one| one.rule == "missing-section").count(), 6);
}

#[test]
fn the_products_own_templates_come_out_clean() {
    let contexts = [("fixture".to_owned(), fixture("prompt-context.json"))];
    for name in ["inner-voice", "letters-home"] {
        let compiled = Compiled::new(&seeded(name));
        let findings = lint(&compiled, &contexts, &PromptLimits::default(), PromptLanguage::Ko);
        assert_eq!(rules(&findings), [""; 0], "{name}: {findings:?}");
    }
}

#[test]
fn refuses_a_brace_that_handlebars_js_stumbles_over() {
    breaks("not-portable", "({userName: {{userName}}})", "({userName: {{userName}} })");
}
