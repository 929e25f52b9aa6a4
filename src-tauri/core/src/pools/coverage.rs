//! Which needs the pools can serve, and where they are thin, measured against the team's targets.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::PgPool;

use super::{ELEMENT_TYPES, INTENSITIES, Need, targets};
use crate::error::Result;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CoveragePool {
    Experiences,
    Visuals,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    pub pool: CoveragePool,
    /// Intensities, or element types.
    pub columns: Vec<String>,
    pub cells: Vec<CoverageCell>,
    pub target_per_need: u32,
    /// Cells below their target.
    pub gaps: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CoverageCell {
    pub need: Need,
    pub column: String,
    pub active: u32,
    pub target: u32,
}

pub async fn coverage(pool: &PgPool, of: CoveragePool) -> Result<Coverage> {
    let targets = targets::get(pool).await?;
    let (statement, columns, target, target_per_need) = match of {
        CoveragePool::Experiences => (
            "select need_type, intensity, count(*) from knock.data_pool_experiences where is_active group by 1, 2",
            INTENSITIES.as_slice(),
            targets.experiences_per_intensity,
            targets.experiences_per_need,
        ),
        CoveragePool::Visuals => (
            "select need_type, element_type, count(*) from knock.data_pool_visuals where is_active group by 1, 2",
            ELEMENT_TYPES.as_slice(),
            targets.visuals_per_element,
            targets.visuals_per_need,
        ),
    };
    let counted: HashMap<(Need, String), i64> = sqlx::query_as::<_, (Need, String, i64)>(statement)
        .fetch_all(pool)
        .await?
        .into_iter()
        .map(|(need, column, active)| ((need, column), active))
        .collect();
    let cells: Vec<CoverageCell> = Need::ALL
        .into_iter()
        .flat_map(|need| columns.iter().map(move |column| (need, (*column).to_owned())))
        .map(|(need, column)| CoverageCell {
            active: counted.get(&(need, column.clone())).copied().unwrap_or(0) as u32,
            target: target as u32,
            need,
            column,
        })
        .collect();
    Ok(Coverage {
        pool: of,
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        gaps: cells.iter().filter(|cell| cell.active < cell.target).count() as u32,
        cells,
        target_per_need: target_per_need as u32,
    })
}
