//! Who takes part in a draw, and what each row's weight is made of. Every factor has a name and is shown, and their
//! product is the weight: what people read is what is drawn by.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{PgPool, types::Json};
use uuid::Uuid;

use super::{
    DrawRequest,
    needs::{NeedVector, intensity_of},
    settings::DrawSettings,
};
use crate::{
    error::Result,
    pools::{ELEMENT_TYPES, Need, Pool},
};

/// What can raise or lower a row's weight, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Factor {
    Weight,
    Priority,
    Need,
    Archetype,
    Intensity,
    Keywords,
    Similarity,
}

pub struct Candidate {
    pub id: Uuid,
    pub label: String,
    /// As a pick names what it was drawn for.
    pub group: String,
    pub need: Option<Need>,
    pub element_type: Option<String>,
    pub intensity: Option<String>,
    pub why: BTreeMap<Factor, f64>,
    /// What each factor saw: words of the row, never sentences.
    pub notes: BTreeMap<Factor, String>,
    /// Of an archetype that is too far down to be drawn.
    pub left_out: bool,
}

/// Those among whom `count` are drawn together, at most `cap` of a need.
pub struct Field {
    pub candidates: Vec<Candidate>,
    pub count: usize,
    pub cap: usize,
}

impl Candidate {
    pub fn score(&self) -> f64 {
        self.why.values().product()
    }

    pub fn weight(&self) -> f64 {
        if self.left_out { 0.0 } else { self.score() }
    }

    fn because(&mut self, factor: Factor, value: f64, note: impl Into<String>) {
        self.why.insert(factor, value);
        let note = note.into();
        if !note.is_empty() {
            self.notes.insert(factor, note);
        }
    }

    fn because_of_its_need(&mut self, need: Need, request: &DrawRequest, settings: &DrawSettings) {
        let value = request.needs.of(need);
        // Who needs nothing at all still gets something: a factor that all candidates share.
        self.because(Factor::Need, if value > 0.0 { value } else { 1.0 }, need.to_string());
        let intensity = self.intensity.clone().unwrap_or_default();
        let wanted = intensity_of(value);
        match intensity == wanted {
            true => self.because(Factor::Intensity, settings.intensity_factor, intensity),
            false => self.because(Factor::Intensity, 1.0, format!("{intensity} ≠ {wanted}")),
        }
        self.need = Some(need);
    }

    fn because_of_keywords(&mut self, hits: Vec<String>, settings: &DrawSettings) {
        let counted = hits.len().min(settings.keyword_cap as usize);
        let factor = (0..counted).fold(1.0, |product, _| product * settings.keyword_factor);
        self.because(Factor::Keywords, factor, hits.join(", "));
    }
}

pub async fn fields(pool: &PgPool, of: Pool, request: &DrawRequest, settings: &DrawSettings) -> Result<Vec<Field>> {
    let wanted = |default: i32| request.count.map_or(default.max(0) as usize, |count| count as usize);
    let cap = settings.most_of_a_need.max(0) as usize;
    Ok(match of {
        Pool::Experiences => {
            let candidates = experiences(pool, request, settings).await?;
            vec![Field { candidates, count: wanted(settings.experience_count), cap }]
        }
        Pool::Visuals => {
            let types = request.drawn_element_types();
            let candidates = visuals(pool, request, settings, &types).await?;
            let mut fields: Vec<Field> = types
                .iter()
                .map(|_| Field { candidates: Vec::new(), count: wanted(settings.visual_count), cap })
                .collect();
            for candidate in candidates {
                if let Some(place) = types.iter().position(|one| Some(*one) == candidate.element_type.as_deref()) {
                    fields[place].candidates.push(candidate);
                }
            }
            fields
        }
        Pool::Archetypes => {
            let candidates = archetypes(pool, request, settings).await?;
            let count = wanted(1);
            vec![Field { candidates, count, cap: count }]
        }
    })
}

type ExperienceRow = (Uuid, String, Need, String, Vec<String>, Vec<String>, Vec<String>, i16, i32);

async fn experiences(pool: &PgPool, request: &DrawRequest, settings: &DrawSettings) -> Result<Vec<Candidate>> {
    let rows: Vec<ExperienceRow> = sqlx::query_as(
        "select id, title, need_type, intensity, archetypes, trigger_keywords, tags, priority, weight
         from knock.data_pool_experiences where is_active and need_type = any($1) order by id",
    )
    .bind(words_of(&request.needs.considered(settings)))
    .fetch_all(pool)
    .await?;
    let mut keywords = Keywords::new(&request.keywords);
    let candidates = rows.into_iter().map(|row| {
        let (id, label, need, intensity, archetypes, trigger_keywords, tags, priority, weight) = row;
        let mut one = Candidate { intensity: Some(intensity), ..candidate(id, label, need.to_string(), weight) };
        one.because(Factor::Priority, f64::from(priority) / 10.0, priority.to_string());
        one.because_of_its_need(need, request, settings);
        match request.archetype.as_ref().filter(|wanted| archetypes.contains(wanted)) {
            Some(archetype) => one.because(Factor::Archetype, settings.archetype_factor, archetype),
            None => one.because(Factor::Archetype, 1.0, ""),
        }
        one.because_of_keywords(keywords.hits(trigger_keywords.iter().chain(&tags)), settings);
        one
    });
    Ok(candidates.collect())
}

type VisualRow = (Uuid, String, Need, String, String, Option<String>, Option<String>, i32);

async fn visuals(
    pool: &PgPool,
    request: &DrawRequest,
    settings: &DrawSettings,
    types: &[&str],
) -> Result<Vec<Candidate>> {
    let rows: Vec<VisualRow> = sqlx::query_as(
        "select id, value, need_type, intensity, element_type, description, symbolism, weight
         from knock.data_pool_visuals where is_active and need_type = any($1) and element_type = any($2) order by id",
    )
    .bind(words_of(&request.needs.considered(settings)))
    .bind(types)
    .fetch_all(pool)
    .await?;
    let mut keywords = Keywords::new(&request.keywords);
    let candidates = rows.into_iter().map(|row| {
        let (id, label, need, intensity, element_type, description, symbolism, weight) = row;
        let mut one =
            Candidate { intensity: Some(intensity), ..candidate(id, label, format!("{element_type}/{need}"), weight) };
        one.because_of_its_need(need, request, settings);
        let texts: Vec<String> = [Some(one.label.clone()), description, symbolism].into_iter().flatten().collect();
        one.because_of_keywords(keywords.hits(texts.iter()), settings);
        one.element_type = Some(element_type);
        one
    });
    Ok(candidates.collect())
}

type ArchetypeRow = (Uuid, String, String, Json<NeedVector>, Vec<String>, i32);

/// All of them, best first; those after the shortlist are left out.
async fn archetypes(pool: &PgPool, request: &DrawRequest, settings: &DrawSettings) -> Result<Vec<Candidate>> {
    let rows: Vec<ArchetypeRow> = sqlx::query_as(
        "select id, name, display_name, need_profile, keywords, weight
         from knock.data_pool_archetypes where is_active order by id",
    )
    .fetch_all(pool)
    .await?;
    let mut keywords = Keywords::new(&request.keywords);
    let mut candidates: Vec<Candidate> = rows
        .into_iter()
        .map(|(id, name, label, profile, words, weight)| {
            let mut one = candidate(id, label, name, weight);
            one.because_of_keywords(keywords.hits(words.iter()), settings);
            one.because(Factor::Similarity, request.needs.similarity(&profile), "");
            one
        })
        .collect();
    candidates.sort_by(|one, other| other.score().total_cmp(&one.score()).then_with(|| one.group.cmp(&other.group)));
    for (place, one) in candidates.iter_mut().enumerate() {
        one.left_out = place >= settings.archetype_shortlist as usize;
        one.notes.insert(Factor::Similarity, format!("{}/{}", place + 1, settings.archetype_shortlist));
    }
    Ok(candidates)
}

fn candidate(id: Uuid, label: String, group: String, weight: i32) -> Candidate {
    Candidate {
        id,
        label,
        group,
        need: None,
        element_type: None,
        intensity: None,
        why: BTreeMap::from([(Factor::Weight, f64::from(weight) / 100.0)]),
        notes: BTreeMap::from([(Factor::Weight, weight.to_string())]),
        left_out: false,
    }
}

fn words_of(needs: &[Need]) -> Vec<String> {
    needs.iter().map(Need::to_string).collect()
}

impl DrawRequest {
    /// In their usual order, each once.
    fn drawn_element_types(&self) -> Vec<&'static str> {
        let asked = |known: &str| self.element_types.as_ref().is_none_or(|asked| asked.iter().any(|one| one == known));
        ELEMENT_TYPES.into_iter().filter(|known| asked(known)).collect()
    }
}

/// What somebody is interested in, and which words of the rows it meets. Many rows share words: each is compared once.
struct Keywords {
    wanted: Vec<String>,
    known: HashMap<String, Vec<usize>>,
}

impl Keywords {
    fn new(given: &[String]) -> Self {
        let mut wanted: Vec<String> = Vec::new();
        for word in given.iter().map(|word| folded(word)) {
            if !word.is_empty() && !wanted.contains(&word) {
                wanted.push(word);
            }
        }
        Self { wanted, known: HashMap::new() }
    }

    /// The keywords that meet one of these words or texts.
    fn hits<'a>(&mut self, words: impl Iterator<Item = &'a String>) -> Vec<String> {
        if self.wanted.is_empty() {
            return Vec::new();
        }
        let mut places: Vec<usize> = Vec::new();
        for word in words {
            if !self.known.contains_key(word) {
                let folded = folded(word);
                let met = (0..self.wanted.len()).filter(|place| meet(&self.wanted[*place], &folded)).collect();
                self.known.insert(word.clone(), met);
            }
            places.extend(self.known.get(word).into_iter().flatten());
        }
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|place| self.wanted[place].clone()).collect()
    }
}

fn folded(word: &str) -> String {
    word.trim().to_lowercase()
}

/// Equal, or one within the other; a single letter is within too much.
fn meet(one: &str, other: &str) -> bool {
    let within = |short: &str, long: &str| short.chars().nth(1).is_some() && long.contains(short);
    one == other || within(one, other) || within(other, one)
}

#[cfg(test)]
mod tests {
    use super::{Keywords, meet};

    #[test]
    fn keywords_meet_words() {
        for (one, other, whether) in [
            ("비상금", "비상금", true),
            ("비상금 통장", "비상금", true),
            ("식물", "반려식물", true),
            ("꽃", "꽃", true),
            ("꽃", "꽃집", false),
            ("c", "css", false),
            ("저축", "지출", false),
        ] {
            assert_eq!((meet(one, other), meet(other, one)), (whether, whether), "{one}, {other}");
        }
    }

    #[test]
    fn a_keyword_hits_a_row_once() {
        let mut keywords = Keywords::new(&[" Rust ".into(), "rust".into(), "식물".into(), "  ".into()]);
        let words = ["RUST", "rusty", "식물", "반려식물"].map(str::to_owned);
        assert_eq!(keywords.hits(words.iter()), ["rust", "식물"]);
        assert_eq!(keywords.hits(words[..1].iter()), ["rust"], "also when the word was seen before");
    }
}
