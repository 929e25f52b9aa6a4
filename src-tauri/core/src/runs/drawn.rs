//! Which rows of the pools a run could draw, and which it drew.

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::PgPool;
use uuid::Uuid;

use crate::{error::Result, pools::Pool};

/// A row of a pool that was a candidate of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct RunPoolRow {
    pub pool: Pool,
    pub id: Uuid,
    /// As it is called now; empty where it is gone.
    pub name: String,
    /// It went into the character.
    pub chosen: bool,
}

/// Those that were chosen come first.
pub async fn rows(pool: &PgPool, id: Uuid) -> Result<Vec<RunPoolRow>> {
    let rows: Vec<(String, Uuid, String, bool)> = sqlx::query_as(
        "select used.pool, used.row_id, coalesce(experience.title, archetype.display_name, visual.value, '') as name, used.chosen
         from knock.pool_usage as used
           left join knock.data_pool_experiences as experience on experience.id = used.row_id
           left join knock.data_pool_archetypes as archetype on archetype.id = used.row_id
           left join knock.data_pool_visuals as visual on visual.id = used.row_id
         where used.job_id = $1 order by used.pool, used.chosen desc, name, used.row_id",
    )
    .bind(id)
    .fetch_all(pool)
    .await?;
    let known = |word: &str| Pool::ALL.into_iter().find(|pool| pool.word() == word);
    let row = |(pool, id, name, chosen): (String, Uuid, String, bool)| {
        Some(RunPoolRow { pool: known(&pool)?, id, name, chosen })
    };
    Ok(rows.into_iter().filter_map(row).collect())
}
