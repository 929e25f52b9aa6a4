mod bounds;
mod corpus;
mod lints;
mod marks;
mod scopes;
mod wild;

use serde_json::Value;

use super::*;

/// One section and nothing else.
fn source(text: &str) -> TemplateSource {
    TemplateSource {
        sections: vec![SectionText { key: "why".to_owned(), text: text.to_owned() }],
        ..TemplateSource::default()
    }
}

fn variable(name: &str, kind: VariableType) -> TemplateVariable {
    TemplateVariable {
        name: name.to_owned(),
        kind,
        required: false,
        default: None,
        description: String::new(),
        shape: None,
    }
}

fn with_snippets(text: &str, snippets: &[(&str, &str)]) -> TemplateSource {
    let snippets = snippets.iter().map(|(name, text)| Snippet { name: (*name).to_owned(), text: (*text).to_owned() });
    TemplateSource { snippets: snippets.collect(), ..source(text) }
}

/// A template of the seeds, as the table has it.
pub fn seeded(name: &str) -> TemplateSource {
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds/knock/content");
    let text = std::fs::read_to_string(content.join("prompt_templates.json")).unwrap();
    let rows: Value = serde_json::from_str(&text).unwrap();
    let row = rows["rows"].as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
    let sections = row["sections"].as_object().unwrap().iter().map(|(key, file)| SectionText {
        key: key.clone(),
        text: std::fs::read_to_string(content.join(file["$file"].as_str().unwrap())).unwrap(),
    });
    TemplateSource {
        sections: sections.collect(),
        variables: serde_json::from_value(row["variables"].clone()).unwrap(),
        snippets: Vec::new(),
    }
}

pub fn fixture(path: &str) -> Value {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(path);
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}
