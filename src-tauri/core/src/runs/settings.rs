//! What agents are told, what a good run is, and what may be spent: rows shared by everybody, remembered by history, and
//! copied onto each run when it starts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgConnection, PgPool};

use crate::{
    agents::Agent,
    connection::Console,
    error::{Error, ErrorCode, Result},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct AgentSettings {
    pub agent: String,
    pub is_enabled: bool,
    /// `offline` or a provider; without, what the run says.
    pub engine: Option<String>,
    pub model: Option<String>,
    #[specta(type = specta_typescript::Number)]
    pub temperature: f64,
    pub max_tokens: i32,
    pub timeout_ms: i32,
    pub attempts: i32,
    /// `fallback` or `abort`.
    pub on_failure: String,
}

/// What is edited: everything but the agent it belongs to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgentSettingsEdit {
    pub is_enabled: bool,
    pub engine: Option<String>,
    pub model: Option<String>,
    #[specta(type = specta_typescript::Number)]
    pub temperature: f64,
    pub max_tokens: i32,
    pub timeout_ms: i32,
    pub attempts: i32,
    pub on_failure: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct AgentSettingsRow {
    pub revision: String,
    #[serde(flatten)]
    #[sqlx(flatten)]
    pub settings: AgentSettings,
    pub updated_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QualityCriteria {
    pub min_needs: i32,
    pub max_needs: i32,
    /// A need counts from here on.
    #[specta(type = specta_typescript::Number)]
    pub need_cut: f64,
    pub min_paradoxes: i32,
    #[specta(type = specta_typescript::Number)]
    pub min_tension: f64,
    pub min_tokens: i32,
    pub max_tokens: i32,
    #[specta(type = specta_typescript::Number)]
    pub min_score: f64,
    /// `warn`, `regenerateOnce` or `askPerson`.
    pub when_missed: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct QualityCriteriaRow {
    pub revision: String,
    #[serde(flatten)]
    #[sqlx(flatten)]
    pub criteria: QualityCriteria,
    pub updated_at: DateTime<Utc>,
}

/// US dollars; nothing set is no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Budgets {
    #[specta(type = Option<specta_typescript::Number>)]
    pub run_usd: Option<f64>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub day_usd: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, FromRow)]
#[serde(rename_all = "camelCase")]
pub struct BudgetsRow {
    pub revision: String,
    #[serde(flatten)]
    #[sqlx(flatten)]
    pub budgets: Budgets,
    pub updated_at: DateTime<Utc>,
}

/// All of it, as it stood when a run started.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunSettings {
    pub agents: Vec<AgentSettings>,
    pub criteria: QualityCriteria,
    pub budgets: Budgets,
}

impl RunSettings {
    pub fn of(&self, agent: Agent) -> AgentSettings {
        let known = self.agents.iter().find(|one| one.agent == agent.key());
        known.cloned().unwrap_or_else(|| AgentSettings {
            agent: agent.key().to_owned(),
            is_enabled: true,
            engine: None,
            model: None,
            temperature: 0.7,
            max_tokens: 3000,
            timeout_ms: 30_000,
            attempts: 3,
            on_failure: "fallback".to_owned(),
        })
    }
}

const AGENT: &str = "agent, is_enabled, engine, model, temperature, max_tokens, timeout_ms, attempts, on_failure";
const CRITERIA: &str =
    "min_needs, max_needs, need_cut, min_paradoxes, min_tension, min_tokens, max_tokens, min_score, when_missed";

pub async fn agents(pool: &PgPool) -> Result<Vec<AgentSettingsRow>> {
    let statement = format!(
        "select xmin::text as revision, {AGENT}, updated_at from knock.agent_settings
         order by array_position(array['needs', 'character', 'prompt', 'scene', 'picture'], agent::text)"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(statement)).fetch_all(pool).await?)
}

pub async fn update_agent(
    console: &Console,
    agent: Agent,
    revision: &str,
    edit: &AgentSettingsEdit,
) -> Result<AgentSettingsRow> {
    if let Some(engine) = edit.engine.as_deref().filter(|engine| *engine != super::config::OFFLINE) {
        let known: bool = sqlx::query_scalar("select exists (select from console.providers where name = $1)")
            .bind(engine)
            .fetch_one(console.pool())
            .await?;
        if !known {
            return Err(Error::invalid("engine", format!("{engine} is neither offline nor a provider")));
        }
    }
    let mut write = console.write().await?;
    let statement = format!(
        "update knock.agent_settings set is_enabled = $3, engine = $4, model = $5, temperature = $6, max_tokens = $7,
            timeout_ms = $8, attempts = $9, on_failure = $10
         where agent = $1 and xmin::text = $2
         returning xmin::text as revision, {AGENT}, updated_at"
    );
    let updated = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(agent.key())
        .bind(revision)
        .bind(edit.is_enabled)
        .bind(&edit.engine)
        .bind(&edit.model)
        .bind(edit.temperature)
        .bind(edit.max_tokens)
        .bind(edit.timeout_ms)
        .bind(edit.attempts)
        .bind(&edit.on_failure)
        .fetch_optional(&mut *write)
        .await?
        .ok_or_else(changed_meanwhile)?;
    write.commit().await?;
    Ok(updated)
}

pub async fn criteria(connection: &mut PgConnection) -> Result<QualityCriteriaRow> {
    let statement = format!("select xmin::text as revision, {CRITERIA}, updated_at from knock.quality_criteria");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(statement)).fetch_one(connection).await?)
}

pub async fn update_criteria(console: &Console, revision: &str, edit: &QualityCriteria) -> Result<QualityCriteriaRow> {
    let mut write = console.write().await?;
    let statement = format!(
        "update knock.quality_criteria set min_needs = $2, max_needs = $3, need_cut = $4, min_paradoxes = $5,
            min_tension = $6, min_tokens = $7, max_tokens = $8, min_score = $9, when_missed = $10
         where xmin::text = $1 returning xmin::text as revision, {CRITERIA}, updated_at"
    );
    let updated = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(revision)
        .bind(edit.min_needs)
        .bind(edit.max_needs)
        .bind(edit.need_cut)
        .bind(edit.min_paradoxes)
        .bind(edit.min_tension)
        .bind(edit.min_tokens)
        .bind(edit.max_tokens)
        .bind(edit.min_score)
        .bind(&edit.when_missed)
        .fetch_optional(&mut *write)
        .await?
        .ok_or_else(changed_meanwhile)?;
    write.commit().await?;
    Ok(updated)
}

pub async fn budgets(connection: &mut PgConnection) -> Result<BudgetsRow> {
    Ok(sqlx::query_as("select xmin::text as revision, run_usd, day_usd, updated_at from console.budgets")
        .fetch_one(connection)
        .await?)
}

pub async fn update_budgets(console: &Console, revision: &str, edit: Budgets) -> Result<BudgetsRow> {
    let mut write = console.write().await?;
    let updated = sqlx::query_as(
        "update console.budgets set run_usd = $2, day_usd = $3 where xmin::text = $1
         returning xmin::text as revision, run_usd, day_usd, updated_at",
    )
    .bind(revision)
    .bind(edit.run_usd)
    .bind(edit.day_usd)
    .fetch_optional(&mut *write)
    .await?
    .ok_or_else(changed_meanwhile)?;
    write.commit().await?;
    Ok(updated)
}

/// What a run takes along when it starts.
pub async fn snapshot(connection: &mut PgConnection) -> Result<RunSettings> {
    let statement = format!("select {AGENT} from knock.agent_settings order by agent");
    let agents = sqlx::query_as(sqlx::AssertSqlSafe(statement)).fetch_all(&mut *connection).await?;
    let criteria = criteria(connection).await?.criteria;
    let budgets = budgets(connection).await?.budgets;
    Ok(RunSettings { agents, criteria, budgets })
}

fn changed_meanwhile() -> Error {
    Error::new(ErrorCode::Stale, "the settings were changed by somebody else meanwhile")
}
