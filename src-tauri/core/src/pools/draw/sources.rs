//! Needs to draw for that are already here: those of characters, and those that past runs found.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use sqlx::PgPool;
use uuid::Uuid;

use super::needs::NeedVector;
use crate::error::Result;

const MOST: usize = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DrawSourceKind {
    /// Somebody the product is for, by a character made for them.
    Person,
    Run,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DrawSource {
    pub kind: DrawSourceKind,
    /// Of the character, or of the run.
    pub id: String,
    pub label: String,
    pub needs: NeedVector,
    pub at: DateTime<Utc>,
}

/// Newest first, at most a hundred.
pub async fn draw_sources(pool: &PgPool) -> Result<Vec<DrawSource>> {
    let mut sources = of_people(pool).await?;
    sources.extend(of_runs(pool).await?);
    sources.sort_by_key(|source| std::cmp::Reverse(source.at));
    sources.truncate(MOST);
    Ok(sources)
}

async fn of_people(pool: &PgPool) -> Result<Vec<DrawSource>> {
    let rows: Vec<(Uuid, String, Value, DateTime<Utc>)> = sqlx::query_as(
        "select personas.id, personas.name || ' · ' || coalesce(users.display_name, users.username, users.email),
            personas.need_vectors, personas.created_at
         from knock.personas join knock.users on users.id = personas.user_id
         order by personas.created_at desc, personas.id limit $1",
    )
    .bind(MOST as i64)
    .fetch_all(pool)
    .await?;
    Ok(readable(DrawSourceKind::Person, rows))
}

/// Agent 1 leaves `analysis.completeVector`; what other versions of the pipeline wrote is read where it can be.
async fn of_runs(pool: &PgPool) -> Result<Vec<DrawSource>> {
    let rows: Vec<(Uuid, String, Value, DateTime<Utc>)> = sqlx::query_as(
        "select id, concat_ws(' ', '#' || number, output #>> '{character,name}'), needs, created_at
         from knock.agent_jobs
         cross join lateral (select coalesce(
            output #> '{analysis,completeVector}', output #> '{analysis,needVectors}', output #> '{analysis,needs}',
            output #> '{completeVector}', output #> '{persona,needVectors}', output #> '{needVectors}',
            output #> '{needs}') as needs) as found
         where job_type = 'character_generation' and needs is not null
         order by created_at desc, id limit $1",
    )
    .bind(MOST as i64)
    .fetch_all(pool)
    .await?;
    Ok(readable(DrawSourceKind::Run, rows))
}

fn readable(kind: DrawSourceKind, rows: Vec<(Uuid, String, Value, DateTime<Utc>)>) -> Vec<DrawSource> {
    rows.into_iter()
        .filter_map(|(id, label, needs, at)| {
            Some(DrawSource { kind, id: id.to_string(), label, needs: found_in(&needs)?, at })
        })
        .collect()
}

/// `[{"need": "growth", "actual": 0.7, …}, …]`, `{"growth": {"actual": 0.7, …}, …}` or `{"growth": 0.7, …}`.
fn found_in(given: &Value) -> Option<NeedVector> {
    let strength = |value: &Value| value.as_f64().or_else(|| value.get("actual")?.as_f64());
    let flat: serde_json::Map<String, Value> = match given {
        Value::Array(entries) => entries
            .iter()
            .filter_map(|entry| Some((entry.get("need")?.as_str()?.to_owned(), entry.get("actual")?.clone())))
            .collect(),
        Value::Object(entries) => {
            entries.iter().filter_map(|(need, value)| Some((need.clone(), strength(value)?.into()))).collect()
        }
        _ => return None,
    };
    NeedVector::read(&Value::Object(flat)).ok()
}
