//! Reads what the pools offer for one person. What is chosen is `pools::draw`'s business alone; here it is asked, and the
//! rows behind its answer are fetched.

use sqlx::{PgPool, types::Json};
use uuid::Uuid;

use super::{
    material::{Archetype, ArchetypeStyle, Experience, ExperienceCandidate, Material, TraumaType},
    mentions::mentions_any,
};
use crate::{
    agents::{input::RunInput, shapes::Analysis},
    error::{Error, ErrorCode, Result},
    pools::{
        Need, Pool,
        draw::{self, Chance, DrawRequest, NeedVector, settings},
    },
};

/// With fewer a past is thin.
const LEAST_DRAWN: usize = 3;
/// So many are told to a model.
const MOST_OFFERED: usize = 10;
/// Drawn beyond the count where some of the first speak of what the person avoids.
const SPARE: usize = 8;

pub async fn gather(pool: &PgPool, input: &RunInput, analysis: &Analysis, seed: u32) -> Result<Material> {
    let mut request = request(input, analysis.needs(), seed);
    let (archetype, archetypes) = archetypes(pool, &request).await?;
    request.archetype = Some(archetype.name.clone());
    let avoided = &input.user_data.avoid_topics;
    let mut past = Past { request, avoided, candidates: Vec::new(), drawn: Vec::new() };
    past.draw(pool).await?;
    let experiences = past.offer(full(pool, &past.offered()).await?);
    let drawn = past.drawn.clone();
    Ok(Material {
        archetypes,
        archetype,
        candidates: past.candidates,
        experiences,
        drawn,
        trauma_types: trauma_types(pool).await?,
    })
}

pub(super) fn request(input: &RunInput, needs: NeedVector, seed: u32) -> DrawRequest {
    let data = &input.user_data;
    DrawRequest {
        needs,
        archetype: None,
        keywords: data.keywords.iter().chain(&data.interests).cloned().collect(),
        element_types: None,
        count: None,
        seed: Some(seed),
        trials: None,
    }
}

fn empty(pool: &str) -> Error {
    Error::new(ErrorCode::NotFound, format!("the pool of {pool} has no active row to draw from"))
}

type ArchetypeRow =
    (Uuid, String, String, String, Json<NeedVector>, Json<Vec<String>>, Option<Json<ArchetypeStyle>>, Vec<String>);

/// The drawn one, and the shortlist.
pub(super) async fn archetypes(pool: &PgPool, request: &DrawRequest) -> Result<(Archetype, Vec<Archetype>)> {
    let drawn = draw::draw(pool, Pool::Archetypes, request).await?;
    let pick = drawn.picks.first().ok_or_else(|| empty("archetypes"))?.id;
    let listed: Vec<&Chance> = drawn.probabilities.iter().filter(|one| one.p > 0.0).collect();
    let ids: Vec<Uuid> = listed.iter().map(|one| one.id).collect();
    let rows: Vec<ArchetypeRow> = sqlx::query_as(
        "select id, name, display_name, description, need_profile, behaviors, conversation_style, keywords
         from knock.data_pool_archetypes where id = any($1) order by array_position($1, id)",
    )
    .bind(&ids)
    .fetch_all(pool)
    .await?;
    let archetypes: Vec<Archetype> = rows
        .into_iter()
        .map(|(id, name, display_name, description, need_profile, behaviors, style, keywords)| Archetype {
            id,
            name,
            display_name,
            description,
            need_profile: need_profile.0,
            behaviors: behaviors.0,
            conversation_style: style.map(|style| style.0).unwrap_or_default(),
            keywords,
            chance: listed.iter().find(|one| one.id == id).map_or(0.0, |one| rounded(one.p)),
        })
        .collect();
    let archetype = archetypes.iter().find(|one| one.id == pick).cloned().ok_or_else(|| empty("archetypes"))?;
    Ok((archetype, archetypes))
}

/// The experiences of one character, as they come together.
struct Past<'a> {
    request: DrawRequest,
    avoided: &'a [String],
    candidates: Vec<ExperienceCandidate>,
    drawn: Vec<Uuid>,
}

impl Past<'_> {
    /// The usual draw. Where it yields too few, the next strongest needs are asked, each by itself: who needs one thing
    /// only has lived through more than that one thing.
    async fn draw(&mut self, pool: &PgPool) -> Result<()> {
        let settings = settings::get(pool).await?;
        let needs = self.request.needs;
        let wanted = settings.experience_count.max(1) as usize;
        let mut asked = needs.considered(&settings);
        self.draw_for(pool, wanted, wanted).await?;
        for need in strongest_first(&needs) {
            if self.drawn.len() >= LEAST_DRAWN.min(wanted) {
                break;
            }
            if !asked.contains(&need) {
                asked.push(need);
                self.request.needs = only(need, needs.of(need));
                let most = wanted.min(LEAST_DRAWN) - self.drawn.len();
                self.draw_for(pool, most, settings.most_of_a_need.max(1) as usize).await?;
            }
        }
        self.request.needs = needs;
        if self.candidates.is_empty() { Err(empty("experiences")) } else { Ok(()) }
    }

    /// Draws `count` and keeps at most `most` of them; what speaks of an avoided topic is passed over.
    async fn draw_for(&mut self, pool: &PgPool, most: usize, count: usize) -> Result<()> {
        self.request.count = Some(count as u32);
        let drawn = draw::draw(pool, Pool::Experiences, &self.request).await?;
        let known = |one: &Chance| self.candidates.iter().any(|other| other.id == one.id);
        let fresh: Vec<ExperienceCandidate> =
            drawn.probabilities.iter().filter(|one| !known(one)).filter_map(candidate).collect();
        self.candidates.extend(fresh);
        let ids: Vec<Uuid> = drawn.picks.iter().map(|pick| pick.id).collect();
        let mut usable = self.usable(pool, ids).await?;
        if usable.len() < drawn.picks.len() {
            // The same race run further: its first arrivals are the same.
            self.request.count = Some((count + SPARE) as u32);
            let picked = draw::pick(pool, Pool::Experiences, &self.request).await?;
            usable = self.usable(pool, picked.picks.iter().map(|pick| pick.id).collect()).await?;
        }
        usable.retain(|id| !self.drawn.contains(id));
        self.drawn.extend(usable.into_iter().take(most));
        Ok(())
    }

    async fn usable(&self, pool: &PgPool, ids: Vec<Uuid>) -> Result<Vec<Uuid>> {
        if self.avoided.is_empty() {
            return Ok(ids);
        }
        let rows = full(pool, &ids).await?;
        Ok(rows.iter().filter(|row| !self.avoids(row)).map(|row| row.id).collect())
    }

    fn avoids(&self, row: &Experience) -> bool {
        row.texts().any(|text| mentions_any(text, self.avoided).is_some())
    }

    /// The drawn ones, and the likeliest of the others.
    fn offered(&self) -> Vec<Uuid> {
        let others = self.candidates.iter().map(|one| one.id).filter(|id| !self.drawn.contains(id));
        self.drawn.iter().copied().chain(others.take(MOST_OFFERED + SPARE)).collect()
    }

    /// Without what the person avoids. Where that left hardly anything of a draw, the likeliest of the rest stand in.
    fn offer(&mut self, rows: Vec<Experience>) -> Vec<Experience> {
        let mut rows: Vec<Experience> =
            rows.into_iter().filter(|row| self.drawn.contains(&row.id) || !self.avoids(row)).collect();
        rows.truncate(MOST_OFFERED.max(self.drawn.len()));
        for row in &rows {
            if self.drawn.len() < LEAST_DRAWN && !self.drawn.contains(&row.id) {
                self.drawn.push(row.id);
            }
        }
        rows
    }
}

pub(super) fn candidate(chance: &Chance) -> Option<ExperienceCandidate> {
    let (id, title) = (chance.id, chance.label.clone());
    Some(ExperienceCandidate { id, title, need: chance.need?, chance: rounded(chance.p) })
}

type ExperienceRow = (Uuid, String, String, Vec<String>, i16, i16, Vec<String>, Vec<String>, Need, String);

/// In the order of the ids.
pub(super) async fn full(pool: &PgPool, ids: &[Uuid]) -> Result<Vec<Experience>> {
    let rows: Vec<ExperienceRow> = sqlx::query_as(
        "select id, title, description, learnings, age_min, age_max, tags, trigger_keywords, need_type, intensity
         from knock.data_pool_experiences where id = any($1) order by array_position($1, id)",
    )
    .bind(ids)
    .fetch_all(pool)
    .await?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(id, title, description, learnings, age_min, age_max, tags, trigger_keywords, need, intensity)| {
            Experience { id, title, description, learnings, age_min, age_max, tags, trigger_keywords, need, intensity }
        })
        .collect())
}

type TraumaRow = (Uuid, String, String, String, Vec<String>);

async fn trauma_types(pool: &PgPool) -> Result<Vec<TraumaType>> {
    let rows: Vec<TraumaRow> = sqlx::query_as(
        "select id, name, display_name, description, keywords
         from knock.trauma_types where is_active order by weight desc, name collate \"C\"",
    )
    .fetch_all(pool)
    .await?;
    let row =
        |(id, name, display_name, description, keywords)| TraumaType { id, name, display_name, description, keywords };
    Ok(rows.into_iter().map(row).collect())
}

/// A tie goes by the order of the needs.
pub fn strongest_first(needs: &NeedVector) -> Vec<Need> {
    let mut ordered = Need::ALL.to_vec();
    ordered.sort_by(|one, other| needs.of(*other).total_cmp(&needs.of(*one)));
    ordered
}

fn only(wanted: Need, strength: f64) -> NeedVector {
    let of = |need| if need == wanted { strength.max(0.01) } else { 0.0 };
    NeedVector {
        survival: of(Need::Survival),
        belonging: of(Need::Belonging),
        recognition: of(Need::Recognition),
        autonomy: of(Need::Autonomy),
        growth: of(Need::Growth),
        meaning: of(Need::Meaning),
    }
}

/// Among a thousand candidates two decimals of a chance are all zero.
fn rounded(chance: f64) -> f64 {
    (chance * 10_000.0).round() / 10_000.0
}
