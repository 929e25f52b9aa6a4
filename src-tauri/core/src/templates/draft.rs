//! Writing a draft: field by field, each compared with what its writer saw. Two people on one draft meet only where both
//! changed the same section.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specta::Type;
use sqlx::{PgConnection, types::Json};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::versions::{self, TemplateState, TemplateVersion, stale};
use crate::{
    connection::Console,
    error::{Error, ErrorCode, Reason, Result},
    prompts::TemplateVariable,
};

/// A field as it was when its writer began, and as it shall be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FieldEdit {
    /// `name`, `version`, `description`, `agentInstructions`, `variables`, `arrangement`, or `sections.why`.
    pub field: String,
    #[specta(type = specta_typescript::Unknown)]
    pub base: Value,
    #[specta(type = specta_typescript::Unknown)]
    pub value: Value,
}

/// A field that somebody else changed too. It stays as they left it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldConflict {
    pub field: String,
    #[specta(type = specta_typescript::Unknown)]
    pub theirs: Value,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftSaved {
    pub version: TemplateVersion,
    pub conflicts: Vec<FieldConflict>,
    /// The token that undoes it; none where nothing changed.
    pub change_set: Option<Uuid>,
}

/// Writes what nobody else changed meanwhile, and tells of the rest.
pub async fn save(console: &Console, id: Uuid, edits: &[FieldEdit]) -> Result<DraftSaved> {
    let change_set = Uuid::new_v4();
    let mut write = console.write_in(change_set).await?;
    lock(&mut write, id).await?;
    let before = versions::get(&mut write, id).await?;
    refuse_what_is_no_draft(&before)?;
    let mut draft = Fields::of(&before);
    let mut conflicts = Vec::new();
    let mut changed = false;
    for edit in edits {
        let now = draft.get(&edit.field)?;
        if now == edit.value {
            continue;
        }
        if now != edit.base {
            conflicts.push(FieldConflict { field: edit.field.clone(), theirs: now });
            continue;
        }
        draft.set(&edit.field, edit.value.clone())?;
        changed = true;
    }
    if !changed {
        return Ok(DraftSaved { version: before, conflicts, change_set: None });
    }
    draft.write(&mut write, id).await?;
    let version = versions::get(&mut write, id).await?;
    write.commit().await?;
    Ok(DraftSaved { version, conflicts, change_set: Some(change_set) })
}

/// The whole of a draft at once, over exactly the revision that was seen.
pub async fn replace(console: &Console, id: Uuid, revision: &str, values: &[(String, Value)]) -> Result<DraftSaved> {
    let change_set = Uuid::new_v4();
    let mut write = console.write_in(change_set).await?;
    lock(&mut write, id).await?;
    let before = versions::get(&mut write, id).await?;
    refuse_what_is_no_draft(&before)?;
    if before.summary.revision != revision {
        return Err(stale());
    }
    let mut draft = Fields::of(&before);
    for (field, value) in values {
        draft.set(field, value.clone())?;
    }
    draft.write(&mut write, id).await?;
    let version = versions::get(&mut write, id).await?;
    write.commit().await?;
    Ok(DraftSaved { version, conflicts: Vec::new(), change_set: Some(change_set) })
}

/// Two who save in one moment come one after the other.
pub(super) async fn lock(connection: &mut PgConnection, id: Uuid) -> Result<()> {
    sqlx::query("select from knock.prompt_templates where id = $1 for update").bind(id).execute(connection).await?;
    Ok(())
}

fn refuse_what_is_no_draft(version: &TemplateVersion) -> Result<()> {
    match version.summary.state {
        TemplateState::Draft => Ok(()),
        TemplateState::Review => {
            Err(Error::new(ErrorCode::Conflict, "this version is in review; take it back to change it"))
        }
        TemplateState::Published | TemplateState::Archived => {
            Err(Error::new(ErrorCode::Conflict, "a published version does not change; duplicate it"))
        }
    }
}

/// What may be written of a draft.
struct Fields {
    name: String,
    version: String,
    description: Option<String>,
    agent_instructions: Option<String>,
    variables: Vec<TemplateVariable>,
    arrangement: Vec<String>,
    sections: BTreeMap<String, String>,
}

impl Fields {
    fn of(version: &TemplateVersion) -> Self {
        Self {
            name: version.summary.name.clone(),
            version: version.summary.version.clone(),
            description: version.summary.description.clone(),
            agent_instructions: version.agent_instructions.clone(),
            variables: version.variables.clone(),
            arrangement: version.arrangement.clone(),
            sections: version.sections.clone(),
        }
    }

    fn get(&self, field: &str) -> Result<Value> {
        Ok(match field {
            "name" => json!(self.name),
            "version" => json!(self.version),
            "description" => json!(self.description),
            "agentInstructions" => json!(self.agent_instructions),
            "variables" => json!(self.variables),
            "arrangement" => json!(self.arrangement),
            _ => json!(self.sections.get(section_of(field)?)),
        })
    }

    fn set(&mut self, field: &str, value: Value) -> Result<()> {
        fn read<T: serde::de::DeserializeOwned>(field: &str, value: Value) -> Result<T> {
            serde_json::from_value(value).map_err(|cause| {
                Error::invalid(field, format!("this is no value of {field}"))
                    .because(Reason::Unreadable)
                    .details(cause.to_string())
            })
        }
        match field {
            "name" => self.name = read(field, value)?,
            "version" => self.version = read(field, value)?,
            "description" => self.description = read(field, value)?,
            "agentInstructions" => self.agent_instructions = read(field, value)?,
            "variables" => {
                let variables: Vec<TemplateVariable> = read(field, value)?;
                check_variables(&variables)?;
                self.variables = variables;
            }
            "arrangement" => self.arrangement = read(field, value)?,
            _ => {
                let key = section_of(field)?.to_owned();
                match read::<Option<String>>(field, value)? {
                    Some(text) => self.sections.insert(key, text),
                    None => self.sections.remove(&key),
                };
            }
        }
        Ok(())
    }

    async fn write(&self, connection: &mut PgConnection, id: Uuid) -> Result<()> {
        sqlx::query(
            "update knock.prompt_templates set name = $2, version = $3, description = $4, agent_instructions = $5,
                variables = $6, arrangement = $7, sections = $8 where id = $1",
        )
        .bind(id)
        .bind(&self.name)
        .bind(&self.version)
        .bind(&self.description)
        .bind(&self.agent_instructions)
        .bind(Json(&self.variables))
        .bind(&self.arrangement)
        .bind(Json(&self.sections))
        .execute(connection)
        .await?;
        Ok(())
    }
}

fn section_of(field: &str) -> Result<&str> {
    field
        .strip_prefix("sections.")
        .filter(|key| !key.is_empty())
        .ok_or_else(|| Error::invalid(field, format!("a template has no {field}")).because(Reason::UnknownColumn))
}

/// A name that a template can write, and each once.
pub(super) fn check_variables(variables: &[TemplateVariable]) -> Result<()> {
    let mut seen = std::collections::HashSet::new();
    for variable in variables {
        let name = &variable.name;
        let letters = |c: char| c.is_alphanumeric() || c == '_';
        if name.is_empty() || !name.chars().all(letters) || name.starts_with(|c: char| c.is_ascii_digit()) {
            let message = format!("{name:?} is no name of a variable: letters, digits and _ make one");
            return Err(Error::invalid("variables", message).because(Reason::Pattern));
        }
        if !seen.insert(name) {
            return Err(Error::invalid("variables", format!("{name} is declared twice")).because(Reason::Taken));
        }
    }
    Ok(())
}
