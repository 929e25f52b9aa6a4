//! Any row, by its kind and id, for the inspector; and any row by its words, for the palette.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{AssertSqlSafe, FromRow, PgPool};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    operations::history::{self, Change, HistoryFilter},
    page::containing,
    pools::Pool,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RowKind {
    Experience,
    Archetype,
    Visual,
    TraumaType,
    Template,
    Person,
    SampleInput,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    pub kind: RowKind,
    pub id: String,
    pub title: String,
    pub subtitle: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    pub kind: RowKind,
    pub id: String,
    pub title: String,
    pub revision: String,
    pub updated_at: DateTime<Utc>,
    pub table: String,
    /// Column by column, as they are shown.
    #[specta(type = specta_typescript::Unknown)]
    pub fields: serde_json::Value,
    pub changes: Vec<Change>,
}

/// Where a kind lives and what of it may be seen. A column that is not named here never leaves the database.
struct Place {
    table: &'static str,
    title: &'static str,
    subtitle: &'static str,
    columns: &'static str,
    words: &'static str,
}

impl RowKind {
    const ALL: [RowKind; 7] = [
        RowKind::Experience,
        RowKind::Archetype,
        RowKind::Visual,
        RowKind::TraumaType,
        RowKind::Template,
        RowKind::Person,
        RowKind::SampleInput,
    ];

    fn pool(self) -> Option<Pool> {
        match self {
            RowKind::Experience => Some(Pool::Experiences),
            RowKind::Archetype => Some(Pool::Archetypes),
            RowKind::Visual => Some(Pool::Visuals),
            _ => None,
        }
    }

    fn place(self) -> Place {
        match self {
            RowKind::Experience => Place {
                table: "knock.data_pool_experiences",
                title: "title",
                subtitle: "left(description, 120)",
                columns: "need_type, extra_needs, intensity, title, description, learnings, age_min, age_max, tags, archetypes, \
                    trigger_keywords, priority, weight, review_state, is_active, created_at, updated_at",
                words: Pool::Experiences.table().search.text,
            },
            RowKind::Archetype => Place {
                table: "knock.data_pool_archetypes",
                title: "display_name",
                subtitle: "left(description, 120)",
                columns: "name, display_name, display_name_en, description, need_profile, matching_needs, behaviors, \
                    conversation_style, visual_elements, keywords, weight, is_active, created_at, updated_at",
                words: "(name || ' ' || display_name || ' ' || coalesce(display_name_en, '') || ' ' || description)",
            },
            RowKind::Visual => Place {
                table: "knock.data_pool_visuals",
                title: "value",
                subtitle: "concat_ws(' · ', value_en, left(description, 120))",
                columns: "need_type, intensity, element_type, value, value_en, description, prompt_fragment, symbolism, weight, \
                    is_active, created_at, updated_at",
                words: Pool::Visuals.table().search.text,
            },
            RowKind::TraumaType => Place {
                table: "knock.trauma_types",
                title: "display_name",
                subtitle: "left(description, 120)",
                columns: "name, display_name, display_name_en, description, keywords, elements, weight, is_active, created_at, \
                    updated_at",
                words: "concat_ws(' ', name, display_name, display_name_en, description)",
            },
            RowKind::Template => Place {
                table: "knock.prompt_templates",
                title: "name || ' ' || version",
                subtitle: "left(coalesce(description, ''), 120)",
                columns: "name, version, description, sections, variables, agent_instructions, is_active, is_default, created_at, \
                    updated_at",
                words: "concat_ws(' ', name, version, description)",
            },
            RowKind::Person => Place {
                table: "knock.users",
                title: "coalesce(display_name, username, email)",
                subtitle: "email",
                columns: "email, username, display_name, is_admin, is_premium, premium_expires_at, onboarding_completed, \
                    onboarding_completed_at, last_login_at, created_at, updated_at, \
                    (select to_jsonb(told) from (select domains, keywords, categories, interests, avoid_topics, \
                      conversation_style, response_length from knock.onboarding_data where user_id = shown.id) as told) \
                      as onboarding",
                words: "concat_ws(' ', email, username, display_name)",
            },
            RowKind::SampleInput => Place {
                table: "knock.sample_inputs",
                title: "title",
                subtitle: "concat_ws(' · ', name, title_en)",
                columns: "name, title, title_en, input, tags, created_at, updated_at",
                words: "concat_ws(' ', name, title, title_en)",
            },
        }
    }
}

#[derive(FromRow)]
struct Found {
    title: String,
    revision: String,
    updated_at: DateTime<Utc>,
    fields: serde_json::Value,
}

pub async fn get(pool: &PgPool, kind: RowKind, id: Uuid) -> Result<Row> {
    let Place { table, title, columns, .. } = kind.place();
    let statement = format!(
        "select {title} as title, xmin::text as revision, updated_at,
           (select to_json(seen) from (select {columns}) as seen) as fields
         from {table} as shown where id = $1"
    );
    let found: Found = sqlx::query_as(AssertSqlSafe(statement))
        .bind(id)
        .fetch_optional(pool)
        .await?
        .ok_or_else(|| Error::not_found("such row", id))?;
    let filter = HistoryFilter {
        table: Some(table.to_owned()),
        row_id: Some(id.to_string()),
        limit: Some(20),
        ..HistoryFilter::default()
    };
    let changes = history::list(pool, &filter).await?.items;
    Ok(Row {
        kind,
        id: id.to_string(),
        title: found.title,
        revision: found.revision,
        updated_at: found.updated_at,
        table: table.to_owned(),
        fields: found.fields,
        changes,
    })
}

/// At most twenty rows whose words hold the text; those whose title begins with it come first.
pub async fn search(pool: &PgPool, text: &str) -> Result<Vec<Hit>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let parts: Vec<String> = RowKind::ALL
        .into_iter()
        .enumerate()
        .map(|(place, kind)| {
            let Place { table, title, subtitle, words, .. } = kind.place();
            // The pools have an index over pairs of letters; for the others a look at every row is quicker.
            let paired =
                match kind.pool().is_some_and(|pool| pool.table().search.pairs.is_some()) && text.chars().count() > 1 {
                    true => format!("console.letter_pairs({words}) @> console.letter_pairs($2) and "),
                    false => String::new(),
                };
            format!(
                "(select {place} as kind, id, {title} as title, {subtitle} as subtitle,
                    ({title}) ilike $1 as in_title from {table} as row where {paired}({words}) ilike $1 limit 20)"
            )
        })
        .collect();
    let statement = format!(
        "select kind, id, title, coalesce(subtitle, '') as subtitle from ({}) as hit
         order by not starts_with(lower(title), lower($2)), not in_title, kind, title limit 20",
        parts.join(" union all ")
    );
    let found: Vec<(i32, Uuid, String, String)> =
        sqlx::query_as(AssertSqlSafe(statement)).bind(containing(text)).bind(text).fetch_all(pool).await?;
    Ok(found
        .into_iter()
        .filter_map(|(kind, id, title, subtitle)| {
            let kind = *RowKind::ALL.get(usize::try_from(kind).ok()?)?;
            Some(Hit { kind, id: id.to_string(), title, subtitle })
        })
        .collect())
}
