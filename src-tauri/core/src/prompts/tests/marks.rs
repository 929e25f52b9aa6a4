//! Marks say where a value lies and where it came from.

use serde_json::json;

use super::*;

fn lenient(source: &TemplateSource, context: &Value) -> Written {
    Compiled::new(source).write(context, Mode::Lenient)
}

fn slice(written: &Written, mark: &Mark) -> String {
    let units: Vec<u16> = written.prompt.encode_utf16().collect();
    String::from_utf16(&units[mark.start as usize..mark.end as usize]).unwrap()
}

#[test]
fn a_mark_covers_the_value_and_names_its_way() {
    let text = "🙂 {{#each experiences as |e|}}\n- {{e.title}} ({{@index}}, {{../userName}})\n{{/each}}";
    let context = json!({ "characterName": "랑🙂", "userName": "해원", "experiences": [{ "title": "🍱 도시락" }, { "title": "페달" }] });
    let written = lenient(&source(text), &context);
    let told: Vec<(String, &str, &str, u32, u32)> = written
        .marks
        .iter()
        .map(|mark| (slice(&written, mark), mark.path.as_str(), mark.expression.as_str(), mark.line, mark.column))
        .collect();
    let row = |text: &str, path, expression, column| (text.to_owned(), path, expression, 2, column);
    assert_eq!(
        told,
        [
            row("🍱 도시락", "experiences.0.title", "{{e.title}}", 3),
            row("0", "@index", "{{@index}}", 16),
            row("해원", "userName", "{{../userName}}", 28),
            row("페달", "experiences.1.title", "{{e.title}}", 3),
            row("1", "@index", "{{@index}}", 16),
            row("해원", "userName", "{{../userName}}", 28),
        ]
    );
    assert_eq!(written.characters as usize, written.prompt.encode_utf16().count());
    assert_eq!(written.sections[0].start as usize, "# 랑🙂\n\n".encode_utf16().count());
}

#[test]
fn values_in_indented_snippets_are_found_without_their_indentation() {
    let template = with_snippets("a\n  {{> p}}\nb", &[("p", "{{v}}\n{{w}}\n{{#each list}}{{this}},{{/each}}\n")]);
    let written = lenient(&template, &json!({ "v": "1\n2", "w": "3", "list": ["x", "y"] }));
    assert_eq!(written.prompt, "a\n  1\n  2\n  3\n  x,y,\nb");
    let told: Vec<(String, &str)> =
        written.marks.iter().map(|mark| (slice(&written, mark), mark.path.as_str())).collect();
    let expected = [("1\n  2", "v"), ("3", "w"), ("x", "list.0"), ("y", "list.1")];
    assert_eq!(told, expected.map(|(text, path)| (text.to_owned(), path)));
    assert!(written.marks.iter().all(|mark| mark.snippet.as_deref() == Some("p")));
}

#[test]
fn a_blank_tells_why() {
    let template = TemplateSource {
        variables: vec![
            variable("userName", VariableType::String),
            variable("none", VariableType::String),
            variable("home", VariableType::Object),
            TemplateVariable { default: Some(json!("기본")), ..variable("filled", VariableType::String) },
        ],
        ..source(
            "{{nobody}}{{userName}}{{userNmae}}{{none}}{{empty}}{{list}}{{home.ctiy}}{{home.street}}{{x.y}}{{filled}}",
        )
    };
    let context = json!({ "none": null, "empty": "", "list": [], "home": { "city": "부산" } });
    let written = lenient(&template, &context);
    let why: Vec<Option<Blank>> = written.marks.iter().map(|mark| mark.why.clone()).collect();
    let typo = |of: &str| Some(Blank::Typo { of: of.to_owned() });
    assert_eq!(
        why,
        [
            Some(Blank::Undeclared),
            Some(Blank::Absent),
            typo("userName"),
            Some(Blank::Null),
            Some(Blank::EmptyText),
            Some(Blank::EmptyList),
            typo("city"),
            Some(Blank::Absent),
            Some(Blank::Undeclared),
            None,
        ]
    );
    assert_eq!(written.prompt, "기본", "a default stands in for what is absent");
    assert!(written.marks.iter().all(|mark| (mark.kind == MarkKind::Blank) == (mark.start == mark.end)));
}

#[test]
fn strict_names_the_path_that_is_missing() {
    let strict = |text: &str, context: Value| {
        let written = Compiled::new(&source(text)).write(&context, Mode::Strict);
        written.sections[0]
            .error
            .clone()
            .map(|failure| (failure.kind, failure.subject.unwrap_or_default(), failure.line))
    };
    let missing = |path: &str, line| Some((FailureKind::Missing, path.to_owned(), line));
    assert_eq!(
        strict("\n{{#each a}}{{b.c}}{{/each}}", json!({ "a": [{ "b": { "c": 1 } }, {}] })),
        missing("a.1.b.c", 2)
    );
    assert_eq!(strict("{{#each nobody}}{{/each}}", json!({})), missing("nobody", 1));
    assert_eq!(strict("{{#if nobody}}{{/if}}{{a}}{{b}}", json!({ "a": null, "b": "" })), None, "there, and empty");
}

#[test]
fn sections_are_put_together_by_a_rule() {
    let section = |key: &str, text: &str| SectionText { key: key.to_owned(), text: text.to_owned() };
    let template = TemplateSource {
        sections: vec![
            section("past", "둘\n\n \n"),
            section("notes", "딴것"),
            section("why", "\n{{! 비었다 }}\n"),
            section("how", "{{a}}"),
        ],
        ..TemplateSource::default()
    };
    let rendered = Compiled::new(&template).render(&json!({ "characterName": " 윤\n이랑 ", "a": "셋" }), Mode::Lenient);
    assert_eq!(rendered.prompt, "# 윤 이랑\n\n둘\n\n---\n\n셋");
    let parts: Vec<(&str, bool)> = rendered.sections.iter().map(|one| (one.key.as_str(), one.in_prompt)).collect();
    assert_eq!(parts, [("past", true), ("notes", false), ("why", false), ("how", true)]);
    assert_eq!(rendered.marks.len(), 1);
    assert!(rendered.tokens > 0 && rendered.sections[0].tokens > 0);
}
