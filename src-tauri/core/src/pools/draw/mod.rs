//! The draw: which experiences, visuals and archetypes a character gets. The pipeline calls `pick`; people who want
//! to know why call `draw`, which does the same and then explains it. There is no second way to choose.
//!
//! `candidates` says who takes part and how much each weighs, `race` draws, `chance` computes how likely each was.

pub mod candidates;
mod chance;
mod needs;
mod race;
pub mod settings;
mod sources;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::PgPool;
use uuid::Uuid;

pub use self::{
    candidates::Factor,
    chance::chances,
    needs::NeedVector,
    race::Numbers,
    sources::{DrawSource, DrawSourceKind, draw_sources},
};
use self::{candidates::Field, race::Race};
use super::{ELEMENT_TYPES, Need, Pool, one_of};
use crate::error::{Error, Result};

const MOST_DRAWN: u32 = 50;
const MOST_TRIALS: u32 = 100_000;
/// So many rows are told; the chances are computed over all.
const MOST_TOLD: usize = 500;

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DrawRequest {
    pub needs: NeedVector,
    /// Experiences that name it weigh more.
    #[serde(default)]
    pub archetype: Option<String>,
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Of visuals; all five if none are named.
    #[serde(default)]
    pub element_types: Option<Vec<String>>,
    /// Of visuals: of each element type.
    #[serde(default)]
    pub count: Option<u32>,
    #[serde(default)]
    pub seed: Option<u32>,
    /// Draws that are only counted.
    #[serde(default)]
    pub trials: Option<u32>,
}

/// What was drawn, in the order in which it was drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Picked {
    pub picks: Vec<Pick>,
    pub seed: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "DrawPick", rename_all = "camelCase")] // TypeScript has a Pick of its own
pub struct Pick {
    pub id: Uuid,
    pub label: String,
    /// The need; of visuals the element type and the need (`color/growth`); of archetypes the name.
    pub group: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Draw {
    pub picks: Vec<Pick>,
    /// Likeliest first; the first five hundred of `candidates`.
    pub probabilities: Vec<Chance>,
    /// Asked for; of visuals: of each element type.
    pub count: u32,
    pub candidates: u32,
    pub seed: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Chance {
    pub id: Uuid,
    pub label: String,
    pub need: Option<Need>,
    pub element_type: Option<String>,
    pub intensity: Option<String>,
    /// To be among those drawn.
    #[specta(type = specta_typescript::Number)]
    pub p: f64,
    /// To be the first of them (of its element type).
    #[specta(type = specta_typescript::Number)]
    pub share: f64,
    /// In how many of the trials it was drawn.
    pub trials: Option<u32>,
    /// The product of `why`.
    #[specta(type = specta_typescript::Number)]
    pub weight: f64,
    #[specta(type = BTreeMap<Factor, specta_typescript::Number>)]
    pub why: BTreeMap<Factor, f64>,
    /// What a factor saw: the keywords that hit, the intensity that differs, the place on the shortlist.
    pub notes: BTreeMap<Factor, String>,
}

/// Chooses, and nothing else.
pub async fn pick(pool: &PgPool, of: Pool, request: &DrawRequest) -> Result<Picked> {
    let fields = fields(pool, of, request).await?;
    let seed = seed_of(request);
    Ok(Picked { picks: fields.iter().flat_map(|field| field.picks(seed)).collect(), seed })
}

/// Chooses as `pick` does, and tells how likely each candidate was, and why.
pub async fn draw(pool: &PgPool, of: Pool, request: &DrawRequest) -> Result<Draw> {
    let fields = fields(pool, of, request).await?;
    let seed = seed_of(request);
    let trials = request.trials;
    tokio::task::spawn_blocking(move || explained(fields, seed, trials))
        .await
        .map_err(|cause| Error::internal("computing the chances of a draw", &cause))
}

async fn fields(pool: &PgPool, of: Pool, request: &DrawRequest) -> Result<Vec<Field>> {
    refuse_what_cannot_be_drawn(of, request)?;
    if let Some(archetype) = &request.archetype {
        let known: bool = sqlx::query_scalar("select exists (select from knock.data_pool_archetypes where name = $1)")
            .bind(archetype)
            .fetch_one(pool)
            .await?;
        if !known {
            return Err(Error::invalid("archetype", format!("there is no archetype {archetype}")));
        }
    }
    candidates::fields(pool, of, request, &settings::get(pool).await?).await
}

fn refuse_what_cannot_be_drawn(of: Pool, request: &DrawRequest) -> Result<()> {
    request.needs.checked()?;
    if request.count.is_some_and(|count| !(1..=MOST_DRAWN).contains(&count)) {
        return Err(Error::invalid("count", format!("a draw takes from 1 to {MOST_DRAWN}")));
    }
    if request.trials.is_some_and(|trials| trials > MOST_TRIALS) {
        return Err(Error::invalid("trials", format!("there are at most {MOST_TRIALS} trials")));
    }
    match &request.element_types {
        None => Ok(()),
        Some(_) if of != Pool::Visuals => Err(Error::invalid("elementTypes", "only visuals have element types")),
        Some(named) if named.is_empty() => Err(Error::invalid("elementTypes", "no element type is named")),
        Some(named) => named.iter().try_for_each(|one| one_of(Some(one), "elementTypes", &ELEMENT_TYPES)),
    }
}

/// A draw without a seed gets one, so that it can be had again.
fn seed_of(request: &DrawRequest) -> u32 {
    request.seed.unwrap_or_else(|| Uuid::new_v4().as_u128() as u32)
}

fn explained(fields: Vec<Field>, seed: u32, trials: Option<u32>) -> Draw {
    let count = fields.first().map_or(0, |field| field.count) as u32;
    let picks = fields.iter().flat_map(|field| field.picks(seed)).collect();
    let mut probabilities: Vec<Chance> = fields.into_iter().flat_map(|field| field.chances(seed, trials)).collect();
    probabilities.sort_by(|one, other| {
        let by_score = other.p.total_cmp(&one.p).then(other.weight.total_cmp(&one.weight));
        by_score.then_with(|| (&one.label, one.id).cmp(&(&other.label, other.id)))
    });
    let candidates = probabilities.len() as u32;
    probabilities.truncate(MOST_TOLD);
    Draw { picks, probabilities, count, candidates, seed }
}

impl Field {
    fn race(&self) -> Race {
        let runners = self.candidates.iter().map(|one| (one.id, one.need, one.weight()));
        Race::new(runners, self.count, self.cap)
    }

    fn picks(&self, seed: u32) -> Vec<Pick> {
        let drawn = self.race().run(seed, 0).into_iter().map(|place| &self.candidates[place]);
        drawn.map(|one| Pick { id: one.id, label: one.label.clone(), group: one.group.clone() }).collect()
    }

    fn chances(self, seed: u32, trials: Option<u32>) -> Vec<Chance> {
        let weights: Vec<(Option<Need>, f64)> = self.candidates.iter().map(|one| (one.need, one.weight())).collect();
        let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
        let stated = chances(&weights, self.count, self.cap);
        let counted = trials.map(|turns| self.race().trials(seed, turns));
        let told = self.candidates.into_iter().zip(stated).enumerate();
        told.map(|(place, (one, p))| Chance {
            p,
            share: if all > 0.0 { one.weight() / all } else { 0.0 },
            trials: counted.as_ref().map(|counted| counted[place]),
            weight: one.score(),
            id: one.id,
            label: one.label,
            need: one.need,
            element_type: one.element_type,
            intensity: one.intensity,
            why: one.why,
            notes: one.notes,
        })
        .collect()
    }
}
