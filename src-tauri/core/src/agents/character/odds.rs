//! Who could be drawn for a person and what they could have lived through, each with its chance: what `gather` chooses from,
//! before anything is chosen.

use std::collections::BTreeMap;

use sqlx::PgPool;
use uuid::Uuid;

use super::{
    gather::{archetypes, candidate, full, request},
    material::{Archetype, ExperienceCandidate},
    mentions::mentions_any,
};
use crate::{
    agents::{input::RunInput, shapes::Analysis},
    error::Result,
    pools::{Pool, draw},
};

/// What somebody has lived through depends on who they are. So many of the likeliest are asked; a shortlist is mostly shorter.
const MOST_ASKED: usize = 4;
const MOST_TOLD: usize = 50;

pub struct Odds {
    /// Likeliest first, as are the experiences.
    pub archetypes: Vec<Archetype>,
    pub experiences: Vec<ExperienceCandidate>,
}

pub async fn odds(pool: &PgPool, input: &RunInput, analysis: &Analysis) -> Result<Odds> {
    let mut request = request(input, analysis.needs(), 0);
    let (_, archetypes) = archetypes(pool, &request).await?;
    let asked = &archetypes[..archetypes.len().min(MOST_ASKED)];
    let all: f64 = asked.iter().map(|one| one.chance).sum();
    let mut chances: BTreeMap<Uuid, ExperienceCandidate> = BTreeMap::new();
    for archetype in asked {
        request.archetype = Some(archetype.name.clone());
        let drawn = draw::draw(pool, Pool::Experiences, &request).await?;
        for one in drawn.probabilities.iter().filter_map(candidate) {
            let chance = one.chance * archetype.chance / all;
            chances.entry(one.id).or_insert(ExperienceCandidate { chance: 0.0, ..one }).chance += chance;
        }
    }
    let mut experiences: Vec<ExperienceCandidate> = chances.into_values().collect();
    experiences.sort_by(|one, other| other.chance.total_cmp(&one.chance).then_with(|| one.title.cmp(&other.title)));
    experiences.truncate(2 * MOST_TOLD);
    leave_out_what_is_avoided(pool, input, &mut experiences).await?;
    experiences.truncate(MOST_TOLD);
    Ok(Odds { archetypes, experiences })
}

async fn leave_out_what_is_avoided(
    pool: &PgPool,
    input: &RunInput,
    experiences: &mut Vec<ExperienceCandidate>,
) -> Result<()> {
    let avoided = &input.user_data.avoid_topics;
    if avoided.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = experiences.iter().map(|one| one.id).collect();
    let rows = full(pool, &ids).await?;
    let fine = |id: Uuid| {
        let row = rows.iter().find(|row| row.id == id);
        row.is_none_or(|row| row.texts().all(|text| mentions_any(text, avoided).is_none()))
    };
    experiences.retain(|one| fine(one.id));
    Ok(())
}
