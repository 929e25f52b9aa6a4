//! Versions of templates: a row each. A draft may be written; what was published never changes again.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::{AssertSqlSafe, FromRow, PgConnection, PgPool, Postgres, QueryBuilder, types::Json};
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::{
    connection::Console,
    error::{Error, ErrorCode, Reason, Result},
    page::containing,
    prompts::{SECTIONS, SectionText, TemplateSource, TemplateVariable, usual_variables},
    templates::snippets,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type, sqlx::Type)]
#[serde(rename_all = "camelCase")]
#[sqlx(type_name = "varchar", rename_all = "lowercase")]
pub enum TemplateState {
    Draft,
    Review,
    Published,
    Archived,
}

/// What a list shows of a version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct TemplateSummary {
    pub id: Uuid,
    pub revision: String,
    pub name: String,
    pub version: String,
    pub description: Option<String>,
    pub state: TemplateState,
    pub is_default: bool,
    pub folder: String,
    pub tags: Vec<String>,
    pub based_on: Option<Uuid>,
    /// Characters that this version made.
    pub characters: i32,
    pub submitted_by: Option<String>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub published_by: Option<String>,
    pub published_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// All of a version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TemplateVersion {
    #[serde(flatten)]
    pub summary: TemplateSummary,
    /// The seven, and whatever else the row holds.
    pub sections: BTreeMap<String, String>,
    pub arrangement: Vec<String>,
    pub variables: Vec<TemplateVariable>,
    pub agent_instructions: Option<String>,
    /// Of a published version: the version of each part that it was published with.
    pub snippets: BTreeMap<String, Uuid>,
    pub review_note: Option<String>,
    pub publish_note: Option<String>,
}

#[derive(FromRow)]
struct Stored {
    #[sqlx(flatten)]
    summary: TemplateSummary,
    sections: Json<BTreeMap<String, String>>,
    arrangement: Vec<String>,
    variables: Value,
    agent_instructions: Option<String>,
    snippets: Json<BTreeMap<String, Uuid>>,
    review_note: Option<String>,
    publish_note: Option<String>,
}

const SUMMARY: &str = "template.id, template.xmin::text as revision, template.name, template.version,
    template.description, template.state, template.is_default, template.folder, template.tags, template.based_on,
    (select count(*) from knock.personas as made where made.template_id = template.id)::int as characters,
    template.submitted_by, template.submitted_at, template.published_by, template.published_at, template.created_at,
    template.updated_at";

const WHOLE: &str = "template.sections, template.arrangement, template.variables, template.agent_instructions,
    template.snippets, template.review_note, template.publish_note";

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct TemplateFilter {
    /// Each word is found in the name, the description, the instructions or a section.
    pub text: Option<String>,
    pub states: Vec<TemplateState>,
    /// This folder and those below it.
    pub folder: Option<String>,
    pub tags: Vec<String>,
    pub name: Option<String>,
}

const MOST_LISTED: i64 = 2000;

/// By folder and name, the newest version of each first.
pub async fn list(pool: &PgPool, filter: &TemplateFilter) -> Result<Vec<TemplateSummary>> {
    let mut query = QueryBuilder::new(format!("select {SUMMARY} from knock.prompt_templates as template where true"));
    push_filter(&mut query, filter);
    query.push(" order by template.folder, template.name, template.created_at desc, template.id limit ");
    query.push_bind(MOST_LISTED);
    Ok(query.build_query_as().fetch_all(pool).await?)
}

fn push_filter(query: &mut QueryBuilder<Postgres>, filter: &TemplateFilter) {
    for word in crate::tables::filter::words_of(filter.text.as_deref().unwrap_or_default()) {
        let like = containing(&word);
        query.push(" and (template.name ilike ").push_bind(like.clone());
        query.push(" or template.description ilike ").push_bind(like.clone());
        query.push(" or template.agent_instructions ilike ").push_bind(like.clone());
        query.push(" or exists (select from jsonb_each_text(template.sections) as section where section.value ilike ");
        query.push_bind(like).push("))");
    }
    if !filter.states.is_empty() {
        query.push(" and template.state = any(").push_bind(filter.states.clone()).push(")");
    }
    if let Some(folder) = &filter.folder {
        query.push(" and (template.folder = ").push_bind(folder.clone());
        query.push(" or starts_with(template.folder, ").push_bind(format!("{folder}/")).push("))");
    }
    if !filter.tags.is_empty() {
        query.push(" and template.tags @> ").push_bind(filter.tags.clone());
    }
    if let Some(name) = &filter.name {
        query.push(" and template.name = ").push_bind(name.clone());
    }
}

pub async fn get(connection: &mut PgConnection, id: Uuid) -> Result<TemplateVersion> {
    let statement = format!("select {SUMMARY}, {WHOLE} from knock.prompt_templates as template where template.id = $1");
    let stored: Option<Stored> = sqlx::query_as(AssertSqlSafe(statement)).bind(id).fetch_optional(connection).await?;
    stored.ok_or_else(|| Error::not_found("template", id))?.read()
}

/// The version by which characters are made that ask for none.
pub async fn default_version(connection: &mut PgConnection) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar("select id from knock.prompt_templates where is_default").fetch_optional(connection).await?)
}

impl Stored {
    fn read(self) -> Result<TemplateVersion> {
        // Other programs write this column too.
        let variables = serde_json::from_value(self.variables).map_err(|cause| {
            Error::invalid("variables", "the variables of this version cannot be read").details(cause.to_string())
        })?;
        Ok(TemplateVersion {
            summary: self.summary,
            sections: self.sections.0,
            arrangement: self.arrangement,
            variables,
            agent_instructions: self.agent_instructions,
            snippets: self.snippets.0,
            review_note: self.review_note,
            publish_note: self.publish_note,
        })
    }
}

impl TemplateVersion {
    /// What it takes to render it: a published version with the parts it was published with, a draft with the newest.
    pub async fn source(&self, connection: &mut PgConnection) -> Result<TemplateSource> {
        let snippets = match self.summary.state {
            TemplateState::Published | TemplateState::Archived => snippets::pinned(connection, &self.snippets).await?,
            TemplateState::Draft | TemplateState::Review => snippets::newest(connection).await?,
        };
        Ok(TemplateSource { sections: self.ordered_sections(), variables: self.variables.clone(), snippets })
    }

    fn ordered_sections(&self) -> Vec<SectionText> {
        let extra = self.sections.keys().filter(|key| !self.arrangement.contains(key));
        let section =
            |key: &String| self.sections.get(key).map(|text| SectionText { key: key.clone(), text: text.clone() });
        self.arrangement.iter().chain(extra).filter_map(section).collect()
    }

    pub fn is_draft(&self) -> bool {
        self.summary.state == TemplateState::Draft
    }
}

/// What a new draft is made of; without an original, seven headings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct NewTemplate {
    /// Another name begins another template; the same is its next version.
    pub name: Option<String>,
    pub version: Option<String>,
    pub from: Option<Uuid>,
}

pub async fn create(console: &Console, new: &NewTemplate) -> Result<TemplateVersion> {
    let mut write = console.write().await?;
    let original = match new.from {
        Some(id) => Some(get(&mut write, id).await?),
        None => None,
    };
    let name = new.name.clone().or_else(|| original.as_ref().map(|from| from.summary.name.clone()));
    let name = name.ok_or_else(|| Error::invalid("name", "a template has a name").because(Reason::Required))?;
    let taken: Vec<String> = sqlx::query_scalar("select version from knock.prompt_templates where name = $1")
        .bind(&name)
        .fetch_all(&mut *write)
        .await?;
    let version = new.version.clone().unwrap_or_else(|| next_version(&taken));
    let id = match &original {
        Some(from) => {
            let statement = "insert into knock.prompt_templates
                 (name, version, description, sections, arrangement, variables, agent_instructions, folder, tags,
                  based_on, is_active)
               select $2, $3, description, sections, arrangement, variables, agent_instructions, folder, tags, id, false
               from knock.prompt_templates where id = $1 returning id";
            sqlx::query_scalar(statement)
                .bind(from.summary.id)
                .bind(&name)
                .bind(&version)
                .fetch_one(&mut *write)
                .await?
        }
        None => {
            let sections: BTreeMap<&str, String> =
                SECTIONS.iter().map(|key| (*key, format!("## {}\n", key.to_uppercase()))).collect();
            let statement = "insert into knock.prompt_templates (name, version, sections, variables, is_active)
               values ($1, $2, $3, $4, false) returning id";
            sqlx::query_scalar(statement)
                .bind(&name)
                .bind(&version)
                .bind(Json(sections))
                .bind(Json(usual_variables()))
                .fetch_one(&mut *write)
                .await?
        }
    };
    let created = get(&mut write, id).await?;
    write.commit().await?;
    Ok(created)
}

/// One more than the greatest: `1.9` is followed by `1.10`.
pub(super) fn next_version(taken: &[String]) -> String {
    let parts = |version: &String| -> Option<(u32, u32)> {
        let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
        Some((major.parse().ok()?, minor.parse().ok()?))
    };
    match taken.iter().filter_map(parts).max() {
        Some((major, minor)) => format!("{major}.{}", minor + 1),
        None => "1.0".to_owned(),
    }
}

/// Where a template lies, for all of its versions: the one thing that may change of a published one.
pub async fn file_under(console: &Console, name: &str, folder: &str, tags: &[String]) -> Result<u32> {
    let mut write = console.write().await?;
    let filed = sqlx::query(
        "update knock.prompt_templates set folder = $2, tags = $3
         where name = $1 and (folder, tags) is distinct from ($2, $3::text[])",
    )
    .bind(name)
    .bind(folder)
    .bind(tags)
    .execute(&mut *write)
    .await?;
    write.commit().await?;
    Ok(filed.rows_affected() as u32)
}

/// A published version leaves the choice for new characters; those it made keep it. And back again.
pub async fn archive(console: &Console, id: Uuid, archived: bool) -> Result<TemplateVersion> {
    let mut write = console.write().await?;
    let version = get(&mut write, id).await?;
    let (from, to) = match archived {
        true => (TemplateState::Published, TemplateState::Archived),
        false => (TemplateState::Archived, TemplateState::Published),
    };
    if version.summary.is_default {
        return Err(Error::new(
            ErrorCode::Conflict,
            "the default cannot be archived; make another one the default first",
        ));
    }
    if version.summary.state != from {
        return Err(Error::new(ErrorCode::Conflict, format!("this version is {:?}", version.summary.state)));
    }
    sqlx::query("update knock.prompt_templates set state = $2 where id = $1")
        .bind(id)
        .bind(to)
        .execute(&mut *write)
        .await?;
    let version = get(&mut write, id).await?;
    write.commit().await?;
    Ok(version)
}

/// Drafts, and what is archived and made no character. It lies in the trash like any deleted row.
pub async fn delete(console: &Console, id: Uuid, revision: Option<&str>) -> Result<Uuid> {
    let change_set = Uuid::new_v4();
    let mut write = console.write_in(change_set).await?;
    let version = get(&mut write, id).await?;
    if version.summary.state == TemplateState::Published {
        return Err(Error::new(ErrorCode::Conflict, "a published version is archived before it is deleted"));
    }
    if version.summary.characters > 0 {
        return Err(Error::new(ErrorCode::Conflict, "characters were made by this version; it stays in the archive"));
    }
    if revision.is_some_and(|revision| revision != version.summary.revision) {
        return Err(stale());
    }
    sqlx::query("delete from knock.prompt_templates where id = $1").bind(id).execute(&mut *write).await?;
    write.commit().await?;
    Ok(change_set)
}

pub(super) fn stale() -> Error {
    Error::new(ErrorCode::Stale, "the template was changed by somebody else meanwhile")
}

#[cfg(test)]
mod tests {
    use super::next_version;

    #[test]
    fn the_next_version_is_one_more_than_the_greatest() {
        let next = |taken: &[&str]| next_version(&taken.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
        assert_eq!(next(&[]), "1.0");
        assert_eq!(next(&["1.0", "1.9", "1.10", "beta"]), "1.11");
        assert_eq!(next(&["2"]), "2.1");
    }
}
