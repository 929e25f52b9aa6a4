//! The providers people have set up, and what their models cost. Keys are not here: they stay in the keychain of each
//! machine (`providers::keys`).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use super::plan::ProviderRow;
use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
    providers::{self, ProviderReport, ProviderSettings, keys::KeyState},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct StoredProvider {
    pub revision: String,
    pub name: String,
    pub kind: String,
    pub base_url: Option<String>,
    pub model: String,
    pub image_model: String,
    pub concurrency: i32,
    pub is_enabled: bool,
    pub updated_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProviderEdit {
    pub kind: String,
    pub base_url: Option<String>,
    pub model: String,
    pub image_model: String,
    pub concurrency: i32,
    pub is_enabled: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct ModelPrice {
    pub id: Uuid,
    pub revision: String,
    pub provider: String,
    pub model: String,
    #[specta(type = specta_typescript::Number)]
    pub input_per_million: f64,
    #[specta(type = specta_typescript::Number)]
    pub output_per_million: f64,
    #[specta(type = specta_typescript::Number)]
    pub per_image: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ModelPriceEdit {
    pub provider: String,
    pub model: String,
    #[specta(type = specta_typescript::Number)]
    pub input_per_million: f64,
    #[specta(type = specta_typescript::Number)]
    pub output_per_million: f64,
    #[specta(type = specta_typescript::Number)]
    pub per_image: f64,
}

const COLUMNS: &str =
    "xmin::text as revision, name, kind, base_url, model, image_model, concurrency, is_enabled, updated_at";
const PRICE: &str = "id, xmin::text as revision, provider, model, input_per_million, output_per_million, per_image";

pub async fn list(pool: &PgPool) -> Result<Vec<StoredProvider>> {
    let statement = format!("select {COLUMNS} from console.providers order by created_at, name");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(statement)).fetch_all(pool).await?)
}

/// With a revision changes a provider, without one adds it.
pub async fn save(
    console: &Console,
    name: &str,
    revision: Option<&str>,
    edit: &ProviderEdit,
) -> Result<StoredProvider> {
    let mut write = console.write().await?;
    let statement = match revision {
        None => format!(
            "insert into console.providers (name, kind, base_url, model, image_model, concurrency, is_enabled)
             values ($1, $2, nullif(btrim($3), ''), $4, $5, $6, $7) returning {COLUMNS}"
        ),
        Some(_) => format!(
            "update console.providers set kind = $2, base_url = nullif(btrim($3), ''), model = $4, image_model = $5,
               concurrency = $6, is_enabled = $7
             where name = $1 and xmin::text = $8 returning {COLUMNS}"
        ),
    };
    let query = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(name)
        .bind(&edit.kind)
        .bind(&edit.base_url)
        .bind(edit.model.trim())
        .bind(edit.image_model.trim())
        .bind(edit.concurrency)
        .bind(edit.is_enabled);
    let saved = match revision {
        None => query.fetch_optional(&mut *write).await?,
        Some(revision) => query.bind(revision).fetch_optional(&mut *write).await?,
    };
    let saved = saved.ok_or_else(|| Error::new(ErrorCode::Stale, "somebody else changed the provider meanwhile"))?;
    write.commit().await?;
    Ok(saved)
}

pub async fn delete(console: &Console, name: &str) -> Result<Uuid> {
    let change_set = Uuid::new_v4();
    let mut write = console.write_in(change_set).await?;
    let used: Vec<String> = sqlx::query_scalar("select agent::text from knock.agent_settings where engine = $1")
        .bind(name)
        .fetch_all(&mut *write)
        .await?;
    if !used.is_empty() {
        let message = format!("{name} is the engine of {}", used.join(", "));
        return Err(Error::new(ErrorCode::Conflict, message));
    }
    let deleted = sqlx::query("delete from console.providers where name = $1").bind(name).execute(&mut *write).await?;
    if deleted.rows_affected() == 0 {
        return Err(Error::not_found("provider", name));
    }
    write.commit().await?;
    Ok(change_set)
}

pub async fn settings(pool: &PgPool, name: &str) -> Result<ProviderSettings> {
    let row: Option<ProviderRow> = sqlx::query_as(
        "select name, kind, base_url, model, image_model, concurrency, is_enabled from console.providers where name = $1",
    )
    .bind(name)
    .fetch_optional(pool)
    .await?;
    Ok(row.ok_or_else(|| Error::not_found("provider", name))?.settings())
}

/// Whether it answers, and which stage fails where it does not.
pub async fn test(pool: &PgPool, name: &str) -> Result<ProviderReport> {
    let provider = providers::resolve(settings(pool, name).await?).await;
    match tokio::time::timeout(std::time::Duration::from_secs(30), providers::test(&provider)).await {
        Ok(Ok(report)) => Ok(report),
        Ok(Err(failure)) => Err(Error::new(ErrorCode::Conflict, failure.message)),
        Err(_) => Err(Error::new(ErrorCode::Conflict, format!("{name} did not answer within 30 s"))),
    }
}

pub async fn key_state(pool: &PgPool, name: &str) -> Result<KeyState> {
    providers::keys::state(&settings(pool, name).await?).await
}

pub async fn prices(pool: &PgPool) -> Result<Vec<ModelPrice>> {
    let statement = format!("select {PRICE} from console.model_prices order by provider, model");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(statement)).fetch_all(pool).await?)
}

pub async fn save_price(console: &Console, known: Option<(Uuid, &str)>, edit: &ModelPriceEdit) -> Result<ModelPrice> {
    let mut write = console.write().await?;
    let statement = match known {
        None => format!(
            "insert into console.model_prices (provider, model, input_per_million, output_per_million, per_image)
             values ($1, $2, $3, $4, $5) returning {PRICE}"
        ),
        Some(_) => format!(
            "update console.model_prices set provider = $1, model = $2, input_per_million = $3, output_per_million = $4,
               per_image = $5 where id = $6 and xmin::text = $7 returning {PRICE}"
        ),
    };
    let query = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(&edit.provider)
        .bind(edit.model.trim())
        .bind(edit.input_per_million)
        .bind(edit.output_per_million)
        .bind(edit.per_image);
    let saved = match known {
        None => query.fetch_optional(&mut *write).await?,
        Some((id, revision)) => query.bind(id).bind(revision).fetch_optional(&mut *write).await?,
    };
    let saved = saved.ok_or_else(|| Error::new(ErrorCode::Stale, "somebody else changed the price meanwhile"))?;
    write.commit().await?;
    Ok(saved)
}

pub async fn delete_price(console: &Console, id: Uuid) -> Result<Uuid> {
    let change_set = Uuid::new_v4();
    let mut write = console.write_in(change_set).await?;
    let deleted = sqlx::query("delete from console.model_prices where id = $1").bind(id).execute(&mut *write).await?;
    if deleted.rows_affected() == 0 {
        return Err(Error::not_found("price", id));
    }
    write.commit().await?;
    Ok(change_set)
}
