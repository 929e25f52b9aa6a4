//! A version as one file: JSON, or Markdown with front matter, which shows well what changed when it lies in git.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use specta::Type;
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    draft::check_variables,
    versions::{self, TemplateVersion},
};
use crate::{
    connection::Console,
    error::{Error, Reason, Result},
    prompts::{SECTIONS, SectionText, Snippet, TemplateSource, TemplateVariable},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TemplateFormat {
    Json,
    Markdown,
}

/// What a file holds of a version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateFile {
    pub name: String,
    #[serde(default = "first_version")]
    pub version: String,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub folder: String,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default = "usual_order")]
    pub arrangement: Vec<String>,
    #[serde(default)]
    pub variables: Vec<TemplateVariable>,
    #[serde(default)]
    pub agent_instructions: Option<String>,
    pub sections: BTreeMap<String, String>,
}

fn first_version() -> String {
    "1.0".to_owned()
}

fn usual_order() -> Vec<String> {
    SECTIONS.map(str::to_owned).to_vec()
}

impl From<TemplateVersion> for TemplateFile {
    fn from(version: TemplateVersion) -> Self {
        let TemplateVersion { summary, sections, arrangement, variables, agent_instructions, .. } = version;
        Self {
            name: summary.name,
            version: summary.version,
            description: summary.description,
            folder: summary.folder,
            tags: summary.tags,
            arrangement,
            variables,
            agent_instructions,
            sections,
        }
    }
}

impl TemplateFile {
    pub fn write(&self, format: TemplateFormat) -> Result<String> {
        match format {
            TemplateFormat::Json => serde_json::to_string_pretty(self)
                .map(|text| text + "\n")
                .map_err(|cause| Error::internal("the template could not be written down", &cause)),
            TemplateFormat::Markdown => self.to_markdown(),
        }
    }

    /// Front matter is YAML of which every value is JSON, so that nothing about quoting has to be guessed.
    fn to_markdown(&self) -> Result<String> {
        let mut front = match json!(self) {
            Value::Object(front) => front,
            _ => Map::new(),
        };
        front.remove("sections");
        let mut text = String::from("---\n");
        for (key, value) in &front {
            match value {
                Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_object) => {
                    text.push_str(&format!("{key}:\n"));
                    items.iter().for_each(|item| text.push_str(&format!("  - {item}\n")));
                }
                value => text.push_str(&format!("{key}: {value}\n")),
            }
        }
        text.push_str("---\n");
        let extra = self.sections.keys().filter(|key| !self.arrangement.contains(key));
        for key in self.arrangement.iter().chain(extra) {
            let Some(section) = self.sections.get(key) else { continue };
            text.push_str(&format!("\n<!-- section: {key} -->\n"));
            for line in section.split_inclusive('\n') {
                if is_shielded_mark(line) {
                    text.push('\\');
                }
                text.push_str(line);
            }
            text.push('\n');
        }
        Ok(text)
    }

    pub fn source(&self, snippets: Vec<Snippet>) -> TemplateSource {
        let extra = self.sections.keys().filter(|key| !self.arrangement.contains(key));
        let section =
            |key: &String| self.sections.get(key).map(|text| SectionText { key: key.clone(), text: text.clone() });
        let sections = self.arrangement.iter().chain(extra).filter_map(section).collect();
        TemplateSource { sections, variables: self.variables.clone(), snippets }
    }

    /// Each as `draft::replace` takes it.
    pub fn fields(&self) -> Vec<(String, Value)> {
        let mut fields = vec![
            ("name".to_owned(), json!(self.name)),
            ("version".to_owned(), json!(self.version)),
            ("description".to_owned(), json!(self.description)),
            ("agentInstructions".to_owned(), json!(self.agent_instructions)),
            ("variables".to_owned(), json!(self.variables)),
            ("arrangement".to_owned(), json!(self.arrangement)),
        ];
        fields.extend(self.sections.iter().map(|(key, text)| (format!("sections.{key}"), json!(text))));
        fields
    }

    /// Either form, told apart by how it begins.
    pub fn read(text: &str) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let file = match text.trim_start().starts_with('{') {
            true => serde_json::from_str(&text).map_err(|cause| unreadable(cause.line(), &cause.to_string()))?,
            false => Self::from_markdown(&text)?,
        };
        check_variables(&file.variables)?;
        Ok(file)
    }

    fn from_markdown(text: &str) -> Result<Self> {
        let lines: Vec<&str> = text.split('\n').collect();
        if lines.first().map(|line| line.trim_end()) != Some("---") {
            return Err(unreadable(1, "a template begins with front matter between two lines of ---, or is JSON"));
        }
        let end = lines.iter().skip(1).position(|line| line.trim_end() == "---").map(|place| place + 1);
        let end = end.ok_or_else(|| unreadable(1, "the front matter has no end"))?;
        let mut front = Map::new();
        let mut list: Option<String> = None;
        for (place, line) in lines.iter().enumerate().take(end).skip(1) {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            if let (Some(key), Some(item)) = (&list, line.trim_start().strip_prefix("- ")) {
                let item = serde_json::from_str(item).map_err(|cause| unreadable(place + 1, &cause.to_string()))?;
                if let Some(Value::Array(items)) = front.get_mut(key) {
                    items.push(item);
                }
                continue;
            }
            let (key, value) =
                line.split_once(':').ok_or_else(|| unreadable(place + 1, "this line is no `key: value`"))?;
            let (key, value) = (key.trim().to_owned(), value.trim());
            list = value.is_empty().then(|| key.clone());
            let value = match value {
                "" => Value::Array(Vec::new()),
                // A word somebody wrote by hand needs no quotes.
                value => serde_json::from_str(value).unwrap_or_else(|_| Value::from(value)),
            };
            front.insert(key, value);
        }
        front.insert("sections".to_owned(), json!(sections_of(&lines[end + 1..])));
        // Versions written without quotes read as numbers.
        if let Some(version @ Value::Number(_)) = front.get_mut("version") {
            *version = Value::from(version.to_string());
        }
        serde_json::from_value(Value::Object(front)).map_err(|cause| unreadable(1, &cause.to_string()))
    }
}

fn sections_of(lines: &[&str]) -> BTreeMap<String, String> {
    let mut sections: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut now: Option<String> = None;
    for line in lines {
        if let Some(key) = marked_section(line) {
            sections.insert(key.to_owned(), Vec::new());
            now = Some(key.to_owned());
        } else if let Some(lines) = now.as_ref().and_then(|key| sections.get_mut(key)) {
            let line = line.strip_prefix('\\').filter(|rest| is_shielded_mark(rest)).unwrap_or(line);
            lines.push(line);
        }
    }
    let text = |mut lines: Vec<&str>| {
        // The line break that ends a section leaves one empty line behind it, before the next mark or the end.
        if lines.last() == Some(&"") {
            lines.pop();
        }
        lines.join("\n")
    };
    sections.into_iter().map(|(key, lines)| (key, text(lines))).collect()
}

fn marked_section(line: &str) -> Option<&str> {
    let key = line.trim_end().strip_prefix("<!-- section: ")?.strip_suffix(" -->")?.trim();
    (!key.is_empty()).then_some(key)
}

/// A line of a text that would be taken for a mark, however often it is shielded already.
fn is_shielded_mark(line: &str) -> bool {
    marked_section(line.trim_start_matches('\\')).is_some()
}

fn unreadable(line: usize, why: &str) -> Error {
    Error::invalid("file", format!("the file is no template, line {line}: {why}")).because(Reason::Unreadable)
}

/// Into the downloads folder, whole or not at all; tells where.
pub async fn save(console: &Console, id: Uuid, format: TemplateFormat) -> Result<String> {
    let version = versions::get(&mut *console.pool().acquire().await?, id).await?;
    let harmless = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let name: String = format!("{}-{}", version.summary.name, version.summary.version).chars().map(harmless).collect();
    let ending = match format {
        TemplateFormat::Json => "json",
        TemplateFormat::Markdown => "md",
    };
    console.folders.save_download(&name, ending, TemplateFile::from(version).write(format)?.as_bytes())
}

/// A draft of what a file holds. A version that is there already is not touched: the draft becomes the next one.
pub async fn import(console: &Console, file: &TemplateFile) -> Result<TemplateVersion> {
    let mut write = console.write().await?;
    let taken: Vec<String> = sqlx::query_scalar("select version from knock.prompt_templates where name = $1")
        .bind(&file.name)
        .fetch_all(&mut *write)
        .await?;
    let version = match taken.contains(&file.version) {
        true => versions::next_version(&taken),
        false => file.version.clone(),
    };
    let id: Uuid = sqlx::query_scalar(
        "insert into knock.prompt_templates
           (name, version, description, sections, arrangement, variables, agent_instructions, folder, tags, is_active)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, false) returning id",
    )
    .bind(&file.name)
    .bind(version)
    .bind(&file.description)
    .bind(Json(&file.sections))
    .bind(&file.arrangement)
    .bind(Json(&file.variables))
    .bind(&file.agent_instructions)
    .bind(&file.folder)
    .bind(&file.tags)
    .fetch_one(&mut *write)
    .await?;
    let version = versions::get(&mut write, id).await?;
    write.commit().await?;
    Ok(version)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(sections: BTreeMap<String, String>) -> TemplateFile {
        TemplateFile {
            name: "밤의 목소리: \"하나\"".to_owned(),
            version: "1.10".to_owned(),
            description: Some("첫 줄\n둘째 줄 # 셋".to_owned()),
            folder: "초안/여름".to_owned(),
            tags: vec!["조용함".to_owned()],
            arrangement: usual_order(),
            variables: crate::prompts::usual_variables(),
            agent_instructions: None,
            sections,
        }
    }

    proptest! {
        #[test]
        fn comes_back_as_it_went(texts in proptest::collection::vec("([a-z가-힣{}# -]|\n|\\\\|<!-- section: how -->){0,12}", 7)) {
            let file = file(SECTIONS.iter().map(|key| (*key).to_owned()).zip(texts).collect());
            for format in [TemplateFormat::Json, TemplateFormat::Markdown] {
                let text = file.write(format).expect("it is written");
                prop_assert_eq!(TemplateFile::read(&text).expect("it is read"), file.clone());
            }
        }
    }

    #[test]
    fn reads_what_somebody_wrote_by_hand() {
        let text =
            "---\r\nname: night\nversion: 2.1\ntags:\n  - \"a\"\nvariables:\n---\n\n<!-- section: why -->\n## WHY\n";
        let file = TemplateFile::read(text).expect("it is read");
        assert_eq!((file.name.as_str(), file.version.as_str(), file.tags), ("night", "2.1", vec!["a".to_owned()]));
        assert_eq!(file.sections["why"], "## WHY");
    }

    #[test]
    fn says_at_which_line_a_file_is_no_template() {
        let line = |text: &str| TemplateFile::read(text).expect_err("no template").message;
        assert!(line("hello").contains("line 1"));
        assert!(line("---\nname: a\nwhat is this\n---\n").contains("line 3"));
        assert!(line("{\n \"name\": 1,\n}").contains("line"));
    }
}
