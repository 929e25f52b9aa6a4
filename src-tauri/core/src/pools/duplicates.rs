//! Rows that say nearly the same: pairs by the likeness of their words, for people to judge. Nothing is merged here.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

use super::Pool;
use crate::{
    error::{Error, Result},
    tables::filter::Filter,
    tasks::Ticket,
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Pair {
    pub first: Like,
    pub second: Like,
    /// 0 to 1: what the two have in common, of what either has, in groups of three letters.
    #[specta(type = specta_typescript::Number)]
    pub similarity: f64,
    /// In which of the two it was found: `title` or `text`.
    pub by: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Like {
    pub id: Uuid,
    pub label: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Duplicates {
    /// The likest first; at most a thousand.
    pub pairs: Vec<Pair>,
    pub found: u32,
    pub compared: u32,
}

pub const THRESHOLD: f64 = 0.6;
/// Two rows for hints while a title is typed are likelier to be looked at than to be right.
pub const HINT_THRESHOLD: f64 = 0.35;
const MOST_COMPARED: u32 = 300_000;
const TOLD: usize = 1000;

pub async fn duplicates(
    pool: &PgPool,
    of: Pool,
    filter: &Filter,
    threshold: f64,
    ticket: &Ticket,
) -> Result<Duplicates> {
    if !(0.2..=1.0).contains(&threshold) {
        return Err(Error::invalid("threshold", format!("{threshold} is not between 0.2 and 1")));
    }
    let table = of.table();
    filter.check(table)?;
    let mut query = QueryBuilder::new(format!(
        "select row.id, row.{}::text, coalesce(row.description, '') from {} as row where true",
        table.title, table.name
    ));
    filter.push(&mut query, table)?;
    query.push(" order by row.id limit ").push_bind(i64::from(MOST_COMPARED) + 1);
    let rows: Vec<(Uuid, String, String)> = query.build_query_as().fetch_all(pool).await?;
    if rows.len() > MOST_COMPARED as usize {
        return Err(Error::invalid("filter", format!("more than {MOST_COMPARED} rows; narrow them by a filter")));
    }
    let ticket = ticket.clone();
    tokio::task::spawn_blocking(move || compare(rows, threshold, &ticket))
        .await
        .map_err(|cause| Error::internal("comparing rows", &cause))?
}

fn compare(rows: Vec<(Uuid, String, String)>, threshold: f64, ticket: &Ticket) -> Result<Duplicates> {
    let titles: Vec<&str> = rows.iter().map(|(_, title, _)| title.as_str()).collect();
    let texts: Vec<&str> = rows.iter().map(|(.., text)| text.as_str()).collect();
    let mut best: BTreeMap<(usize, usize), (f64, &str)> = BTreeMap::new();
    for (by, sides) in [("title", &titles), ("text", &texts)] {
        let steps = rows.len() * 2;
        let before = if by == "title" { 0 } else { rows.len() };
        let found = alike(sides, threshold, |done| {
            ticket.progress(before + done, Some(steps));
            !ticket.is_stopped()
        });
        let Some(found) = found else { return Err(Error::cancelled()) };
        for (first, second, similarity) in found {
            let entry = best.entry((first, second)).or_insert((similarity, by));
            if similarity > entry.0 {
                *entry = (similarity, by);
            }
        }
    }
    let mut pairs: Vec<_> = best.into_iter().collect();
    pairs.sort_by(|(place, (similarity, _)), (other, (less, _))| less.total_cmp(similarity).then(place.cmp(other)));
    let found = pairs.len() as u32;
    pairs.truncate(TOLD);
    let like = |place: usize| {
        let (id, label, text) = &rows[place];
        Like { id: *id, label: label.clone(), text: text.chars().take(400).collect() }
    };
    let pairs = pairs
        .into_iter()
        .map(|((first, second), (similarity, by))| Pair {
            first: like(first),
            second: like(second),
            similarity,
            by: by.to_owned(),
        })
        .collect();
    Ok(Duplicates { pairs, found, compared: rows.len() as u32 })
}

/// All pairs whose sets of letter groups overlap at least so much (Jaccard). Two sets can only be that much alike if
/// they share one of their rarest groups, so only rows that do are compared. None when told to stop.
pub fn alike(texts: &[&str], threshold: f64, mut go_on: impl FnMut(usize) -> bool) -> Option<Vec<(usize, usize, f64)>> {
    let mut frequency: HashMap<[char; 3], u32> = HashMap::new();
    let groups: Vec<Vec<[char; 3]>> = texts.iter().map(|text| groups_of(text)).collect();
    for group in groups.iter().flatten() {
        *frequency.entry(*group).or_default() += 1;
    }
    let mut by_rarity: Vec<(&[char; 3], &u32)> = frequency.iter().collect();
    by_rarity.sort_by(|one, other| one.1.cmp(other.1).then(one.0.cmp(other.0)));
    let rank: HashMap<[char; 3], u32> =
        by_rarity.into_iter().enumerate().map(|(rank, (group, _))| (*group, rank as u32)).collect();
    let mut sets: Vec<(usize, Vec<u32>)> = groups
        .into_iter()
        .enumerate()
        .map(|(place, groups)| {
            let mut ranks: Vec<u32> = groups.into_iter().filter_map(|group| rank.get(&group).copied()).collect();
            ranks.sort_unstable();
            (place, ranks)
        })
        .filter(|(_, set)| !set.is_empty())
        .collect();
    // The shorter first: a set meets only sets that are not shorter than a share of it.
    sets.sort_by_key(|(place, set)| (set.len(), *place));

    let mut rows_with: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    let mut met = vec![usize::MAX; sets.len()];
    for here in 0..sets.len() {
        if here % 256 == 0 && !go_on(here) {
            return None;
        }
        let (place, set) = &sets[here];
        let least = (threshold * set.len() as f64).ceil() as usize;
        let prefix = set.len() - least.min(set.len()) + 1;
        for group in set.iter().take(prefix) {
            for &there in rows_with.get(group).into_iter().flatten() {
                if met[there] == here || sets[there].1.len() < least {
                    continue;
                }
                met[there] = here;
                let similarity = jaccard(set, &sets[there].1);
                if similarity >= threshold {
                    let other = sets[there].0;
                    found.push((other.min(*place), other.max(*place), similarity));
                }
            }
            rows_with.entry(*group).or_default().push(here);
        }
    }
    Some(found)
}

/// Groups of three letters of each word, with two blanks before it and one after, as pg_trgm has them.
fn groups_of(text: &str) -> Vec<[char; 3]> {
    let mut groups = Vec::new();
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let padded: Vec<char> = [' ', ' '].into_iter().chain(word.chars()).chain([' ']).collect();
        groups.extend(padded.windows(3).map(|three| [three[0], three[1], three[2]]));
    }
    groups.sort_unstable();
    groups.dedup();
    groups
}

fn jaccard(one: &[u32], other: &[u32]) -> f64 {
    let (mut left, mut right, mut shared) = (0, 0, 0);
    while left < one.len() && right < other.len() {
        match one[left].cmp(&other[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                left += 1;
                right += 1;
            }
        }
    }
    f64::from(shared) / (one.len() + other.len() - shared as usize) as f64
}

/// Rows whose title is much like a text that is being typed, the likest first.
pub async fn hints(pool: &PgPool, of: Pool, text: &str, but: Option<Uuid>) -> Result<Vec<Pair>> {
    let table = of.table();
    let text = text.trim();
    if text.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let trigram: bool = sqlx::query_scalar("select exists (select from pg_extension where extname = 'pg_trgm')")
        .fetch_one(pool)
        .await?;
    let likeness = match trigram {
        true => format!("similarity(row.{}, $1)", table.title),
        false => format!("case when row.{} ilike $1 then 1 else 0 end::float4", table.title),
    };
    let near = if trigram { format!("row.{} % $1", table.title) } else { "true".to_owned() };
    let statement = format!(
        "select row.id, row.{title}::text, coalesce(row.description, ''), {likeness}::float8 from {name} as row
         where {near} and {likeness} >= $2 and row.id is distinct from $3 order by 4 desc, row.id limit 5",
        title = table.title,
        name = table.name,
    );
    let mut transaction = pool.begin().await?;
    if trigram {
        sqlx::query("select set_config('pg_trgm.similarity_threshold', $1, true)")
            .bind(HINT_THRESHOLD.to_string())
            .execute(&mut *transaction)
            .await?;
    }
    let found: Vec<(Uuid, String, String, f64)> = sqlx::query_as(sqlx::AssertSqlSafe(statement))
        .bind(text)
        .bind(HINT_THRESHOLD)
        .bind(but)
        .fetch_all(&mut *transaction)
        .await?;
    let typed = Like { id: but.unwrap_or_default(), label: text.to_owned(), text: String::new() };
    Ok(found
        .into_iter()
        .map(|(id, label, text, similarity)| Pair {
            first: typed.clone(),
            second: Like { id, label, text },
            similarity,
            by: "title".to_owned(),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::{alike, groups_of, jaccard};

    /// Every pair compared with every other, which the shortcut must agree with.
    #[test]
    fn finds_the_same_pairs_as_comparing_all() {
        let words = ["비 오는", "날", "운동장", "혼자", "남아", "줄넘기", "연습", "형의", "그림자", "편지"];
        let mut state = 7_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let texts: Vec<String> = (0..150)
            .map(|_| (0..3 + next(4)).map(|_| words[next(words.len())]).collect::<Vec<_>>().join(" "))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for threshold in [0.3, 0.6, 0.9, 1.0] {
            let mut found: Vec<(usize, usize)> =
                alike(&texts, threshold, |_| true).unwrap_or_default().into_iter().map(|(a, b, _)| (a, b)).collect();
            found.sort_unstable();
            let number = |text: &str| -> Vec<u32> {
                let mut all: Vec<[char; 3]> = texts.iter().flat_map(|text| groups_of(text)).collect();
                all.sort_unstable();
                all.dedup();
                groups_of(text).iter().filter_map(|group| all.binary_search(group).ok()).map(|at| at as u32).collect()
            };
            let sets: Vec<Vec<u32>> = texts.iter().map(|text| number(text)).collect();
            let mut expected = Vec::new();
            for first in 0..texts.len() {
                for second in first + 1..texts.len() {
                    if jaccard(&sets[first], &sets[second]) >= threshold {
                        expected.push((first, second));
                    }
                }
            }
            assert_eq!(found, expected, "at {threshold}");
        }
    }
}
