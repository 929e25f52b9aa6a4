//! Parts that templates share, put in by `{{> name}}`. A part has versions: a draft template shows the newest text, a
//! published one keeps what it was published with.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{AssertSqlSafe, FromRow, PgConnection, PgPool};
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
    prompts::Snippet,
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct SnippetVersion {
    pub id: Uuid,
    pub revision: String,
    pub name: String,
    pub version: i32,
    pub text: String,
    pub description: Option<String>,
    /// `draft`, `published` or `archived`.
    pub state: String,
    pub published_by: Option<String>,
    pub published_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
}

/// A template or another part that puts a part in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct SnippetUse {
    /// `template` or `snippet`.
    pub kind: String,
    pub id: Uuid,
    pub name: String,
    pub version: String,
    pub state: String,
}

const COLUMNS: &str = "id, xmin::text as revision, name, version, text, description, state, published_by, published_at,
    updated_at";

/// By name, the newest version of each first.
pub async fn list(pool: &PgPool) -> Result<Vec<SnippetVersion>> {
    let statement = format!("select {COLUMNS} from knock.template_snippets order by name, version desc");
    Ok(sqlx::query_as(AssertSqlSafe(statement)).fetch_all(pool).await?)
}

/// Of each part the text a draft shows: the published one, or, before the first, its draft.
pub async fn newest(connection: &mut PgConnection) -> Result<Vec<Snippet>> {
    let found: Vec<(String, String)> = sqlx::query_as(
        "select distinct on (name) name, text from knock.template_snippets where state <> 'archived'
         order by name, state = 'published' desc, version desc",
    )
    .fetch_all(connection)
    .await?;
    Ok(found.into_iter().map(|(name, text)| Snippet { name, text }).collect())
}

pub async fn pinned(connection: &mut PgConnection, pins: &BTreeMap<String, Uuid>) -> Result<Vec<Snippet>> {
    let ids: Vec<Uuid> = pins.values().copied().collect();
    let found: Vec<(String, String)> =
        sqlx::query_as("select name, text from knock.template_snippets where id = any($1) order by name")
            .bind(ids)
            .fetch_all(connection)
            .await?;
    Ok(found.into_iter().map(|(name, text)| Snippet { name, text }).collect())
}

/// The published version of each of these parts, which a template that is published now keeps.
pub(super) async fn pins(connection: &mut PgConnection, names: &[String]) -> Result<BTreeMap<String, Uuid>> {
    let found: BTreeMap<String, Uuid> = sqlx::query_as(
        "select distinct on (name) name, id from knock.template_snippets
         where state = 'published' and name = any($1) order by name, version desc",
    )
    .bind(names)
    .fetch_all(connection)
    .await?
    .into_iter()
    .collect();
    match names.iter().find(|name| !found.contains_key(*name)) {
        Some(name) => Err(Error::new(ErrorCode::Conflict, format!("the part {name} is not published yet"))),
        None => Ok(found),
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SnippetEdit {
    pub name: String,
    pub text: String,
    pub description: Option<String>,
}

/// Writes the draft of a part; a part that has none gets one. The revision is the draft's, where there is one.
pub async fn save(console: &Console, revision: Option<&str>, edit: &SnippetEdit) -> Result<SnippetVersion> {
    let mut write = console.write().await?;
    let draft: Option<(Uuid, String)> = sqlx::query_as(
        "select id, xmin::text from knock.template_snippets where name = $1 and state = 'draft' for update",
    )
    .bind(&edit.name)
    .fetch_optional(&mut *write)
    .await?;
    let statement = match &draft {
        Some((_, now)) if revision != Some(now) => {
            return Err(Error::new(ErrorCode::Stale, "somebody else has changed this part meanwhile"));
        }
        Some(_) => format!(
            "update knock.template_snippets set text = $2, description = $3 where name = $1 and state = 'draft'
             returning {COLUMNS}"
        ),
        None => format!(
            "insert into knock.template_snippets (name, version, text, description)
             select $1, coalesce(max(version), 0) + 1, $2, $3 from knock.template_snippets where name = $1
             returning {COLUMNS}"
        ),
    };
    let saved = sqlx::query_as(AssertSqlSafe(statement))
        .bind(&edit.name)
        .bind(&edit.text)
        .bind(&edit.description)
        .fetch_one(&mut *write)
        .await?;
    write.commit().await?;
    Ok(saved)
}

/// From now on drafts show it, and templates published from now on keep it.
pub async fn publish(console: &Console, id: Uuid, revision: &str) -> Result<SnippetVersion> {
    let mut write = console.write().await?;
    let statement = format!(
        "update knock.template_snippets set state = 'published' where id = $1 and xmin::text = $2 and state = 'draft'
         returning {COLUMNS}"
    );
    let published =
        sqlx::query_as(AssertSqlSafe(statement)).bind(id).bind(revision).fetch_optional(&mut *write).await?;
    let published =
        published.ok_or_else(|| Error::new(ErrorCode::Stale, "this draft was changed or published meanwhile"))?;
    write.commit().await?;
    Ok(published)
}

/// A draft, or a version that nothing published uses.
pub async fn delete(console: &Console, id: Uuid) -> Result<Uuid> {
    let change_set = Uuid::new_v4();
    let mut write = console.write_in(change_set).await?;
    let deleted =
        sqlx::query("delete from knock.template_snippets where id = $1").bind(id).execute(&mut *write).await?;
    if deleted.rows_affected() == 0 {
        return Err(Error::not_found("part", id));
    }
    write.commit().await?;
    Ok(change_set)
}

/// Who puts a part in, in any version.
pub async fn uses(pool: &PgPool, name: &str) -> Result<Vec<SnippetUse>> {
    // Names are letters, digits and hyphens: nothing in them means something to a regular expression.
    let pattern = format!(r"\{{\{{~?#?>\s*{name}[\s~}}]");
    Ok(sqlx::query_as(
        "select 'template' as kind, id, name::text, version::text, state::text from knock.prompt_templates
         where exists (select from jsonb_each_text(sections) as section where section.value ~ $1)
         union all
         select 'snippet', id, name::text, version::text, state::text from knock.template_snippets where text ~ $1
         order by kind desc, name, version",
    )
    .bind(pattern)
    .fetch_all(pool)
    .await?)
}
