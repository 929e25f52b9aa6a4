//! One JSON schema in the words each provider takes: none takes all of JSON Schema, and each refuses something else.
//! What is lost on the way is only advice; the answer is held to the whole schema by `fit`.

use serde_json::{Map, Value, json};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    OpenAi,
    Gemini,
    Anthropic,
}

pub fn translate(schema: &Value, dialect: Dialect) -> Value {
    let mut translated = walk(schema, dialect);
    if let Some(root) = translated.as_object_mut() {
        root.remove("$schema");
    }
    translated
}

/// A name that every provider takes.
pub fn name(name: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' };
    let name: String = name.chars().map(letter).take(64).collect();
    if name.is_empty() { "answer".into() } else { name }
}

/// For models that know of no schemas.
pub fn in_words(schema: &Value) -> String {
    format!("Answer with one JSON document and nothing else. It has to fit this JSON Schema:\n{schema}")
}

fn walk(schema: &Value, dialect: Dialect) -> Value {
    let Some(source) = schema.as_object() else { return schema.clone() };
    // OpenAI takes nothing beside a reference.
    if dialect == Dialect::OpenAi
        && let Some(reference) = source.get("$ref")
    {
        return json!({ "$ref": reference });
    }
    let mut target = Map::new();
    for (word, value) in source {
        match word.as_str() {
            "properties" | "$defs" | "definitions" | "patternProperties" => {
                let each = value.as_object().into_iter().flatten();
                let walked = each.map(|(name, inner)| (name.clone(), walk(inner, dialect))).collect();
                target.insert(word.clone(), Value::Object(walked));
            }
            "anyOf" | "oneOf" | "allOf" | "prefixItems" => {
                let walked = value.as_array().into_iter().flatten().map(|inner| walk(inner, dialect)).collect();
                // Branches that were meant to exclude each other still do where `fit` looks.
                let word = if word == "oneOf" { "anyOf" } else { word };
                target.insert(word.to_owned(), Value::Array(walked));
            }
            "items" | "not" | "additionalProperties" => {
                target.insert(word.clone(), walk(value, dialect));
            }
            "const" => {
                target.insert("enum".into(), json!([value]));
            }
            word if refused(word, value, dialect) => {}
            _ => {
                target.insert(word.clone(), value.clone());
            }
        }
    }
    close(&mut target, dialect);
    Value::Object(target)
}

/// Objects have to say that they have no other fields, and to OpenAI that all of them are always there.
fn close(schema: &mut Map<String, Value>, dialect: Dialect) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    let names: Vec<Value> = properties.keys().cloned().map(Value::String).collect();
    if dialect != Dialect::Gemini {
        schema.insert("additionalProperties".into(), Value::Bool(false));
    }
    if dialect == Dialect::OpenAi {
        schema.insert("required".into(), Value::Array(names));
    }
}

fn refused(word: &str, value: &Value, dialect: Dialect) -> bool {
    const FORMATS: [&str; 9] = ["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"];
    let anthropic = dialect == Dialect::Anthropic;
    match word {
        // Rust's own: `double`, `uint32`.
        "format" => !value.as_str().is_some_and(|format| FORMATS.contains(&format)),
        "default" | "examples" => true,
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => anthropic,
        "minLength" | "maxLength" | "maxItems" | "uniqueItems" => anthropic,
        "minItems" => anthropic && value.as_u64().is_none_or(|least| least > 1),
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use schemars::schema_for;

    use super::*;
    use crate::agents::shapes::{Analysis, Character, Scene};

    /// Every object within a schema.
    fn objects<'a>(schema: &'a Value, found: &mut Vec<&'a Map<String, Value>>) {
        if let Some(object) = schema.as_object() {
            found.push(object);
            object.values().for_each(|value| objects(value, found));
        }
        schema.as_array().into_iter().flatten().for_each(|value| objects(value, found));
    }

    #[test]
    fn the_agents_own_schemas_lose_what_openai_refuses() {
        for schema in [schema_for!(Analysis), schema_for!(Character), schema_for!(Scene)] {
            let translated = translate(schema.as_value(), Dialect::OpenAi);
            let mut found = Vec::new();
            objects(&translated, &mut found);
            for object in found {
                if let Some(properties) = object.get("properties").and_then(Value::as_object)
                    && object.get("type") == Some(&json!("object"))
                {
                    let required = object["required"].as_array().expect("a list");
                    assert_eq!(required.len(), properties.len(), "{object:?}");
                    assert_eq!(object["additionalProperties"], json!(false));
                }
                assert!(!object.contains_key("$ref") || object.len() == 1, "{object:?}");
                assert!(
                    object.get("format").is_none_or(|format| !format.is_string() || format == "uuid"),
                    "{object:?}"
                );
            }
            assert!(translated.get("$schema").is_none());
        }
    }

    #[test]
    fn bounds_stay_where_they_are_understood() {
        let schema = json!({"type": "integer", "format": "uint32", "minimum": 0});
        assert_eq!(translate(&schema, Dialect::Gemini), json!({"type": "integer", "minimum": 0}));
        assert_eq!(translate(&schema, Dialect::Anthropic), json!({"type": "integer"}));
    }

    #[test]
    fn a_field_called_like_a_word_of_the_schema_stays() {
        let schema = json!({"type": "object", "properties": {"format": {"type": "string"}, "const": {"const": 1}}});
        let translated = translate(&schema, Dialect::Anthropic);
        assert_eq!(translated["properties"], json!({"format": {"type": "string"}, "const": {"enum": [1]}}));
    }

    #[test]
    fn names_are_made_to_fit() {
        assert_eq!(name("need analysis/1"), "need_analysis_1");
        assert_eq!(name(""), "answer");
    }
}
