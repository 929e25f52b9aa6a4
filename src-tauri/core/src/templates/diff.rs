//! Two versions beside each other, as what they make of the contexts that are kept.

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::PgPool;
use uuid::Uuid;

use super::{contexts, versions};
use crate::{
    error::Result,
    prompts::{Compiled, Mode},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RenderedDiff {
    pub context: Uuid,
    pub name: String,
    pub before: String,
    pub after: String,
    pub changed: bool,
}

/// Those that change first.
pub async fn rendered(pool: &PgPool, before: Uuid, after: Uuid) -> Result<Vec<RenderedDiff>> {
    let mut connection = pool.acquire().await?;
    let before = versions::get(&mut connection, before).await?.source(&mut connection).await?;
    let after = versions::get(&mut connection, after).await?.source(&mut connection).await?;
    let (before, after) = (Compiled::new(&before), Compiled::new(&after));
    let mut rendered: Vec<RenderedDiff> = contexts::list(pool)
        .await?
        .into_iter()
        .map(|context| {
            let before = before.write(&context.variables, Mode::Lenient).prompt;
            let after = after.write(&context.variables, Mode::Lenient).prompt;
            RenderedDiff { context: context.id, name: context.name, changed: before != after, before, after }
        })
        .collect();
    rendered.sort_by_key(|one| !one.changed);
    Ok(rendered)
}
