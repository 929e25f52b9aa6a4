//! Which needs the pools can serve, and where they are thin, measured against the team's targets.

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
#[serde(rename_all = "camelCase")]
pub struct CoverageCell {
    pub need: Need,
    pub column: String,
    pub active: u32,
    pub target: u32,
    /// The third dimension of visuals: how many of them are low, medium and high. Targets are not set for it.
    pub by_intensity: Option<ByIntensity>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ByIntensity {
    pub low: u32,
    pub medium: u32,
    pub high: u32,
}

pub async fn coverage(pool: &PgPool, of: CoveragePool) -> Result<Coverage> {
    let targets = targets::get(pool).await?;
    let (statement, columns, target, target_per_need) = match of {
        CoveragePool::Experiences => (
            "select need_type, intensity, intensity, count(*) from knock.data_pool_experiences where is_active
             group by 1, 2",
            INTENSITIES.as_slice(),
            targets.experiences_per_intensity,
            targets.experiences_per_need,
        ),
        CoveragePool::Visuals => (
            "select need_type, element_type, intensity, count(*) from knock.data_pool_visuals where is_active
             group by 1, 2, 3",
            ELEMENT_TYPES.as_slice(),
            targets.visuals_per_element,
            targets.visuals_per_need,
        ),
    };
    let mut cells: Vec<CoverageCell> = Need::ALL
        .into_iter()
        .flat_map(|need| columns.iter().map(move |column| (need, (*column).to_owned())))
        .map(|(need, column)| CoverageCell {
            need,
            column,
            active: 0,
            target: target as u32,
            by_intensity: (of == CoveragePool::Visuals).then(ByIntensity::default),
        })
        .collect();
    let counted: Vec<(Need, String, Option<String>, i64)> = sqlx::query_as(statement).fetch_all(pool).await?;
    for (need, column, intensity, active) in counted {
        let Some(cell) = cells.iter_mut().find(|cell| cell.need == need && cell.column == column) else { continue };
        cell.active += active as u32;
        match (&mut cell.by_intensity, intensity.as_deref()) {
            (Some(parts), Some("low")) => parts.low = active as u32,
            (Some(parts), Some("medium")) => parts.medium = active as u32,
            (Some(parts), Some("high")) => parts.high = active as u32,
            _ => {}
        }
    }
    Ok(Coverage {
        pool: of,
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        gaps: cells.iter().filter(|cell| cell.active < cell.target).count() as u32,
        cells,
        target_per_need: target_per_need as u32,
    })
}
