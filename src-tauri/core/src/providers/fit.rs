//! Whether an answer fits the schema it was asked for: the words of JSON Schema that schemas made from Rust types use,
//! and no others. It looks at shapes; whether what is said makes sense is judged by `agents`.

use serde_json::Value;

/// Enough to see what is wrong; a model that answers another question breaks every rule.
const MOST: usize = 5;
/// Deeper than any answer of ours; what comes from outside may be made to hurt.
const DEEPEST: usize = 64;

/// What does not fit, as `path: what is wrong`; empty if everything does.
pub fn misfits(schema: &Value, value: &Value) -> Vec<String> {
    let mut check = Check { root: schema, found: Vec::new() };
    check.look(schema, value, "", 0);
    check.found
}

struct Check<'a> {
    root: &'a Value,
    found: Vec<String>,
}

impl<'a> Check<'a> {
    fn miss(&mut self, path: &str, what: String) {
        if self.found.len() < MOST {
            let path = if path.is_empty() { "the answer" } else { path.trim_start_matches('.') };
            self.found.push(format!("{path}: {what}"));
        }
    }

    fn fits(&self, schema: &'a Value, value: &Value, depth: usize) -> bool {
        let mut check = Check { root: self.root, found: Vec::new() };
        check.look(schema, value, "", depth);
        check.found.is_empty()
    }

    fn look(&mut self, schema: &'a Value, value: &Value, path: &str, depth: usize) {
        if depth > DEEPEST {
            return self.miss(path, "it is nested too deeply".into());
        }
        if schema == &Value::Bool(false) {
            return self.miss(path, "it may not be there".into());
        }
        let Some(rules) = schema.as_object() else { return };
        for (rule, wanted) in rules {
            match rule.as_str() {
                "$ref" => match self.resolve(wanted) {
                    Some(inner) => self.look(inner, value, path, depth + 1),
                    None => self.miss(path, "its schema cannot be found".into()),
                },
                "type" if !is_type(wanted, value) => {
                    self.miss(path, format!("{} is wanted, not {}", types(wanted), type_of(value)));
                }
                "enum" if !wanted.as_array().is_some_and(|all| all.contains(value)) => {
                    self.miss(path, format!("{} is none of the values allowed", short(value)));
                }
                "const" if wanted != value => self.miss(path, format!("{} is not {}", short(value), short(wanted))),
                "allOf" => list(wanted).for_each(|inner| self.look(inner, value, path, depth + 1)),
                "anyOf" | "oneOf" => {
                    let fitting = list(wanted).filter(|inner| self.fits(inner, value, depth + 1)).count();
                    if fitting == 0 || (rule == "oneOf" && fitting > 1) {
                        self.miss(path, format!("{} fits none of its forms", short(value)));
                    }
                }
                _ => self.look_inside(rule, wanted, rules, value, path, depth),
            }
        }
    }

    fn look_inside(
        &mut self,
        rule: &str,
        wanted: &'a Value,
        rules: &'a serde_json::Map<String, Value>,
        value: &Value,
        path: &str,
        depth: usize,
    ) {
        match (rule, value) {
            ("properties", Value::Object(fields)) => {
                for (name, inner) in wanted.as_object().into_iter().flatten() {
                    if let Some(field) = fields.get(name) {
                        self.look(inner, field, &format!("{path}.{name}"), depth + 1);
                    }
                }
            }
            ("required", Value::Object(fields)) => {
                for name in list(wanted).filter_map(Value::as_str).filter(|name| !fields.contains_key(*name)) {
                    self.miss(path, format!("{name} is missing"));
                }
            }
            ("additionalProperties", Value::Object(fields)) => {
                let known = rules.get("properties").and_then(Value::as_object);
                for (name, field) in fields.iter().filter(|(name, _)| known.is_none_or(|all| !all.contains_key(*name)))
                {
                    self.look(wanted, field, &format!("{path}.{name}"), depth + 1);
                }
            }
            ("items", Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.look(wanted, item, &format!("{path}[{index}]"), depth + 1);
                }
            }
            ("minItems" | "maxItems", Value::Array(items)) => self.count(rule, wanted, items.len(), path),
            ("minLength" | "maxLength", Value::String(text)) => self.count(rule, wanted, text.chars().count(), path),
            ("minimum" | "maximum", Value::Number(_)) => {
                let (Some(number), Some(bound)) = (value.as_f64(), wanted.as_f64()) else { return };
                if (rule == "minimum" && number < bound) || (rule == "maximum" && number > bound) {
                    self.miss(path, format!("{value} is beyond {bound}"));
                }
            }
            ("format", Value::String(text)) if wanted == "uuid" && uuid::Uuid::parse_str(text).is_err() => {
                self.miss(path, format!("{} is no uuid", short(value)));
            }
            _ => {}
        }
    }

    fn count(&mut self, rule: &str, wanted: &Value, count: usize, path: &str) {
        let bound = wanted.as_u64().and_then(|bound| usize::try_from(bound).ok()).unwrap_or_default();
        if (rule.starts_with("min") && count < bound) || (rule.starts_with("max") && count > bound) {
            self.miss(path, format!("it has {count} where {bound} are the limit"));
        }
    }

    fn resolve(&self, reference: &Value) -> Option<&'a Value> {
        self.root.pointer(reference.as_str()?.strip_prefix('#')?)
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn is_type(wanted: &Value, value: &Value) -> bool {
    let fits = |name: &str| match name {
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        name => type_of(value) == name,
    };
    match wanted {
        Value::String(name) => fits(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(fits),
        _ => true,
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn types(wanted: &Value) -> String {
    let names: Vec<&str> = wanted.as_str().into_iter().chain(list(wanted).filter_map(Value::as_str)).collect();
    names.join(" or ")
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use schemars::schema_for;
    use serde_json::json;

    use super::*;
    use crate::agents::shapes::{Analysis, Character};

    fn analysis() -> Value {
        json!({
            "presenceVector": [
                {"need": "growth", "intensity": 0.8, "evidence": ["배움"], "interpretation": "더 나아지려 한다"}
            ],
            "deficiencyVector": [],
            "completeVector": [{"need": "growth", "observed": 0.8, "hidden": 0, "actual": 0.8, "gap": 0.8, "state": "critical"}],
            "paradoxes": []
        })
    }

    #[test]
    fn an_answer_of_the_right_shape_fits() {
        assert_eq!(misfits(schema_for!(Analysis).as_value(), &analysis()), Vec::<String>::new());
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_place() {
        let schema = schema_for!(Analysis);
        let mut answer = analysis();
        answer["presenceVector"][0]["need"] = json!("safety");
        answer["completeVector"][0]["gap"] = json!("large");
        answer.as_object_mut().expect("object").remove("paradoxes");
        let found = misfits(schema.as_value(), &answer);
        assert!(found.iter().any(|one| one.starts_with("presenceVector[0].need: \"safety\"")), "{found:?}");
        assert!(found.contains(&"completeVector[0].gap: number is wanted, not string".to_owned()), "{found:?}");
        assert!(found.contains(&"the answer: paradoxes is missing".to_owned()), "{found:?}");
    }

    #[test]
    fn another_answer_altogether_names_only_the_first_faults() {
        let found = misfits(schema_for!(Character).as_value(), &json!({}));
        assert_eq!(found.len(), MOST);
        assert_eq!(misfits(schema_for!(Character).as_value(), &json!([])).len(), 1);
    }

    #[test]
    fn a_schema_that_refers_to_itself_ends() {
        let schema = json!({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}});
        assert_eq!(misfits(&schema, &json!(1)).len(), 1);
        assert_eq!(misfits(&json!({"$ref": "elsewhere"}), &json!(1)).len(), 1);
    }

    #[test]
    fn numbers_lengths_and_extra_fields_are_looked_at() {
        let schema = json!({
            "type": "object",
            "properties": {"n": {"type": ["integer", "null"], "minimum": 1}, "t": {"type": "string", "maxLength": 2}},
            "additionalProperties": false
        });
        assert!(misfits(&schema, &json!({"n": 2.0, "t": "둘이"})).is_empty(), "letters are counted, not bytes");
        assert!(misfits(&schema, &json!({"n": null})).is_empty());
        for wrong in [json!({"n": 0}), json!({"n": 1.5}), json!({"t": "abc"}), json!({"x": 1})] {
            assert_eq!(misfits(&schema, &wrong).len(), 1, "{wrong}");
        }
    }
}
