//! What a scene can be made of: the visuals that were drawn, what the archetype owns, and how a trauma shows in a room.

use serde::{Deserialize, Serialize};
use sqlx::{PgPool, types::Json};
use uuid::Uuid;

use super::compose::compose;
use crate::{
    agents::shapes::{Analysis, Character, Scene, Source},
    error::Result,
    pools::{
        ELEMENT_TYPES, Need, Pool,
        draw::{DrawRequest, pick},
    },
};

/// Of each element type, so that each of the needs considered brings some even where it is capped.
const DRAWN: u32 = 6;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Material {
    /// In the order in which they were drawn.
    pub visuals: Vec<Visual>,
    pub archetype: Option<ArchetypeLook>,
    pub traumas: Vec<TraumaType>,
    /// Which of the visuals the scene was made of.
    pub chosen: Vec<Uuid>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Visual {
    pub id: Uuid,
    pub need: Need,
    pub element_type: String,
    pub value: String,
    pub value_en: Option<String>,
    pub prompt_fragment: Option<String>,
    pub symbolism: Option<String>,
    pub weight: i32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ArchetypeLook {
    pub id: Uuid,
    pub name: String,
    pub display_name: String,
    pub objects: Vec<ArchetypeObject>,
    /// As the archetype has them: hex or words; empty if it has none.
    pub colors: Vec<String>,
}

/// A pool's own JSON: names as it spells them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArchetypeObject {
    pub name: String,
    #[serde(default)]
    pub name_en: Option<String>,
    #[serde(default = "one")]
    pub weight: f64,
    #[serde(default)]
    pub requirement: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TraumaType {
    pub id: Uuid,
    pub name: String,
    pub display_name: String,
    pub keywords: Vec<String>,
    pub elements: Vec<TraumaElement>,
    pub weight: i32,
}

/// A pool's own JSON: names as it spells them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TraumaElement {
    pub object: String,
    #[serde(default)]
    pub object_en: Option<String>,
    #[serde(default)]
    pub placement: String,
    #[serde(default)]
    pub symbolism: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct VisualElements {
    pub objects: Vec<serde_json::Value>,
    pub colors: std::collections::BTreeMap<String, String>,
}

fn one() -> f64 {
    1.0
}

impl Visual {
    /// What goes into the image prompt.
    pub fn fragment(&self) -> &str {
        let given = [&self.prompt_fragment, &self.value_en];
        given.into_iter().flatten().map(|text| text.trim()).find(|text| !text.is_empty()).unwrap_or(&self.value)
    }

    pub fn source(&self) -> Source {
        Source { pool: "visuals".to_owned(), id: self.id, label: self.value.clone() }
    }
}

impl ArchetypeLook {
    pub(super) fn of(id: Uuid, name: String, display_name: String, look: VisualElements) -> Self {
        // One object that cannot be read does not cost the others.
        let objects = look.objects.into_iter().filter_map(|object| serde_json::from_value(object).ok()).collect();
        let colors = ["primary", "secondary", "accent"].into_iter().filter_map(|part| look.colors.get(part).cloned());
        Self { id, name, display_name, objects, colors: colors.collect() }
    }

    pub fn source(&self) -> Source {
        Source { pool: "archetypes".to_owned(), id: self.id, label: self.display_name.clone() }
    }
}

impl ArchetypeObject {
    pub fn fragment(&self) -> &str {
        self.name_en.as_deref().map(str::trim).filter(|text| !text.is_empty()).unwrap_or(&self.name)
    }
}

impl TraumaType {
    pub fn source(&self) -> Source {
        Source { pool: "trauma_types".to_owned(), id: self.id, label: self.display_name.clone() }
    }
}

impl TraumaElement {
    pub fn fragment(&self) -> &str {
        self.object_en.as_deref().map(str::trim).filter(|text| !text.is_empty()).unwrap_or(&self.object)
    }
}

impl Material {
    /// Which rows took part, and which of them are in the scene.
    pub fn usage(&self) -> Vec<(Pool, Uuid, bool)> {
        self.visuals.iter().map(|one| (Pool::Visuals, one.id, self.chosen.contains(&one.id))).collect()
    }

    pub(super) fn choose(&mut self, scene: &Scene) {
        let said = &scene.visual_language;
        let parts = [&said.colors.primary, &said.colors.secondary, &said.colors.accent];
        let others = [&said.space.layout, &said.lighting.light].into_iter().chain(&said.mood);
        let sources = parts.into_iter().chain(others).map(|part| &part.source);
        let of_objects = scene.objects.iter().map(|object| &object.source);
        self.chosen = sources.chain(of_objects).filter(|one| one.pool == "visuals").map(|one| one.id).collect();
        self.chosen.sort_unstable();
        self.chosen.dedup();
    }
}

pub async fn gather(pool: &PgPool, character: &Character, analysis: &Analysis, seed: u32) -> Result<Material> {
    let request = DrawRequest {
        needs: analysis.needs(),
        archetype: None,
        keywords: character.keywords.clone(),
        element_types: Some(ELEMENT_TYPES.map(str::to_owned).to_vec()),
        count: Some(DRAWN),
        seed: Some(seed),
        trials: None,
    };
    let drawn = pick(pool, Pool::Visuals, &request).await?;
    let ids: Vec<Uuid> = drawn.picks.iter().map(|pick| pick.id).collect();
    let mut material = Material {
        visuals: visuals(pool, &ids).await?,
        archetype: archetype(pool, &character.archetype).await?,
        traumas: traumas(pool).await?,
        chosen: Vec::new(),
    };
    let scene = compose(&material, character, analysis, seed);
    material.choose(&scene);
    Ok(material)
}

type VisualRow = (Uuid, Need, String, String, Option<String>, Option<String>, Option<String>, i32);

async fn visuals(pool: &PgPool, ids: &[Uuid]) -> Result<Vec<Visual>> {
    let rows: Vec<VisualRow> = sqlx::query_as(
        "select id, need_type, element_type, value, value_en, prompt_fragment, symbolism, weight
         from knock.data_pool_visuals where id = any($1) order by array_position($1, id)",
    )
    .bind(ids)
    .fetch_all(pool)
    .await?;
    let visual = |(id, need, element_type, value, value_en, prompt_fragment, symbolism, weight)| Visual {
        id,
        need,
        element_type,
        value,
        value_en,
        prompt_fragment,
        symbolism,
        weight,
    };
    Ok(rows.into_iter().map(visual).collect())
}

async fn archetype(pool: &PgPool, name: &str) -> Result<Option<ArchetypeLook>> {
    let row: Option<(Uuid, String, String, serde_json::Value)> = sqlx::query_as(
        "select id, name, display_name, visual_elements from knock.data_pool_archetypes where name = $1",
    )
    .bind(name)
    .fetch_optional(pool)
    .await?;
    Ok(row.map(|(id, name, display_name, look)| {
        ArchetypeLook::of(id, name, display_name, serde_json::from_value(look).unwrap_or_default())
    }))
}

type TraumaRow = (Uuid, String, String, Vec<String>, Json<Vec<serde_json::Value>>, i32);

async fn traumas(pool: &PgPool) -> Result<Vec<TraumaType>> {
    let rows: Vec<TraumaRow> = sqlx::query_as(
        "select id, name, display_name, keywords, elements, weight
         from knock.trauma_types where is_active order by name",
    )
    .fetch_all(pool)
    .await?;
    let trauma = |(id, name, display_name, keywords, Json(elements), weight): (_, _, _, _, Json<Vec<_>>, _)| {
        let elements = elements.into_iter().filter_map(|element| serde_json::from_value(element).ok()).collect();
        TraumaType { id, name, display_name, keywords, elements, weight }
    };
    Ok(rows.into_iter().map(trauma).collect())
}
