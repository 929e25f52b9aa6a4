//! The draw: what it says is what happens, and what it weighs by acts.

mod around;

use std::collections::{BTreeMap, BTreeSet};

use greenroom_core::{
    ErrorCode,
    pools::{
        Need, Pool,
        draw::{Chance, Draw, DrawRequest, Factor, NeedVector, draw, pick},
    },
};
use uuid::Uuid;

use crate::support::Fresh;

const POOLS: [Pool; 3] = [Pool::Experiences, Pool::Visuals, Pool::Archetypes];

fn needs(values: [f64; 6]) -> NeedVector {
    let [survival, belonging, recognition, autonomy, growth, meaning] = values;
    NeedVector { survival, belonging, recognition, autonomy, growth, meaning }
}

fn request(values: [f64; 6]) -> DrawRequest {
    DrawRequest {
        needs: needs(values),
        archetype: None,
        keywords: Vec::new(),
        element_types: None,
        count: None,
        seed: Some(1),
        trials: None,
    }
}

const LONELY_LEARNER: [f64; 6] = [0.2, 0.9, 0.3, 0.4, 0.7, 0.6];

async fn drawn(fresh: &Fresh, of: Pool, request: &DrawRequest) -> Draw {
    draw(fresh.console.pool(), of, request).await.expect("a draw")
}

fn of(draw: &Draw, id: Uuid) -> &Chance {
    draw.probabilities.iter().find(|chance| chance.id == id).expect("it takes part")
}

/// Five standard errors of so many trials.
fn tolerance(p: f64, trials: u32) -> f64 {
    5.0 * (p * (1.0 - p) / f64::from(trials)).sqrt() + 1e-9
}

#[tokio::test]
async fn what_it_states_is_how_often_it_happens() {
    let fresh = Fresh::seeded().await;
    const TRIALS: u32 = 20_000;
    let cases = [
        request(LONELY_LEARNER),
        request([0.9, 0.85, 0.8, 0.75, 0.7, 0.65]),
        DrawRequest { archetype: Some("cozy_creative".into()), ..request([0.1, 0.6, 0.1, 0.1, 0.9, 0.1]) },
        DrawRequest {
            keywords: vec!["저축".into(), "기록".into(), "family".into()],
            ..request([1.0, 0.2, 0.55, 0.0, 0.1, 0.8])
        },
        DrawRequest { count: Some(6), ..request([0.3, 0.4, 0.2, 0.1, 0.0, 0.45]) },
    ];
    for (case, request) in cases.into_iter().enumerate() {
        for pool in POOLS {
            let draw =
                drawn(&fresh, pool, &DrawRequest { trials: Some(TRIALS), seed: Some(case as u32), ..request.clone() })
                    .await;
            assert!(draw.probabilities.len() as u32 == draw.candidates && draw.candidates >= 10);
            for row in &draw.probabilities {
                let happened = f64::from(row.trials.expect("trials were asked for")) / f64::from(TRIALS);
                let apart = (happened - row.p).abs();
                assert!(apart <= tolerance(row.p, TRIALS), "{case} {pool:?} {}: {happened} for {}", row.label, row.p);
                let product: f64 = row.why.values().product();
                assert!((product - row.weight).abs() <= 1e-12 * row.weight, "the factors are the weight: {row:?}");
            }
            let stated: f64 = draw.probabilities.iter().map(|row| row.p).sum();
            assert!((stated - draw.picks.len() as f64).abs() < 1e-8, "{case} {pool:?}: {stated}, {:?}", draw.picks);
            let first: f64 = draw.probabilities.iter().map(|row| row.share).sum();
            let fields = if pool == Pool::Visuals { 5.0 } else { 1.0 };
            assert!((first - fields).abs() < 1e-9, "somebody is the first: {first}");
        }
    }
}

#[tokio::test]
async fn a_seed_draws_the_same_again_and_none_draws_anew() {
    let fresh = Fresh::seeded().await;
    let pool = fresh.console.pool();
    for of in POOLS {
        let explained = drawn(&fresh, of, &request(LONELY_LEARNER)).await;
        let picked = pick(pool, of, &request(LONELY_LEARNER)).await.expect("picks");
        assert_eq!(picked.picks, explained.picks, "the pipeline draws what people are shown");
        assert_eq!((picked.seed, explained.seed), (1, 1));
    }
    let free = DrawRequest { seed: None, ..request(LONELY_LEARNER) };
    let one = pick(pool, Pool::Experiences, &free).await.expect("picks");
    let again = DrawRequest { seed: Some(one.seed), ..free.clone() };
    assert_eq!(pick(pool, Pool::Experiences, &again).await.expect("picks"), one, "it can be had again");
    let mut seeds = BTreeSet::new();
    for _ in 0..4 {
        seeds.insert(pick(pool, Pool::Experiences, &free).await.expect("picks").seed);
    }
    assert!(seeds.len() > 1, "without a seed it differs");
}

#[tokio::test]
async fn inactive_rows_are_never_drawn() {
    let fresh = Fresh::seeded().await;
    let mut inactive: BTreeSet<Uuid> = BTreeSet::new();
    for (table, label) in [("experiences", "title"), ("visuals", "value"), ("archetypes", "name")] {
        let ids: Vec<Uuid> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "update knock.data_pool_{table} set is_active = false where hashtext({label}) % 2 = 0 returning id"
        )))
        .fetch_all(fresh.console.pool())
        .await
        .expect("half of them");
        assert!(!ids.is_empty());
        inactive.extend(ids);
    }
    for seed in 0..60 {
        for pool in POOLS {
            let request = DrawRequest { seed: Some(seed), count: Some(5), ..request(LONELY_LEARNER) };
            let draw = drawn(&fresh, pool, &request).await;
            assert!(draw.picks.iter().all(|pick| !inactive.contains(&pick.id)), "{pool:?} {seed}");
            assert!(draw.probabilities.iter().all(|row| !inactive.contains(&row.id)), "nor is it a candidate");
        }
    }
}

#[tokio::test]
async fn more_weight_is_never_less_likely() {
    let fresh = Fresh::seeded().await;
    for (pool, table) in [
        (Pool::Experiences, "data_pool_experiences"),
        (Pool::Visuals, "data_pool_visuals"),
        (Pool::Archetypes, "data_pool_archetypes"),
    ] {
        let all = drawn(&fresh, pool, &request(LONELY_LEARNER)).await;
        for row in all.probabilities.iter().step_by(9) {
            let mut before = 0.0;
            for weight in [10, 60, 100, 300, 1000] {
                sqlx::query(sqlx::AssertSqlSafe(format!("update knock.{table} set weight = $1 where id = $2")))
                    .bind(weight)
                    .bind(row.id)
                    .execute(fresh.console.pool())
                    .await
                    .expect("a new weight");
                let now = of(&drawn(&fresh, pool, &request(LONELY_LEARNER)).await, row.id).p;
                assert!(now >= before - 1e-12, "{}: {before} became {now} at {weight}", row.label);
                before = now;
            }
            assert!(before > row.p, "{}: ten times the weight is likelier", row.label);
        }
    }
}

#[tokio::test]
async fn the_archetype_acts() {
    let fresh = Fresh::seeded().await;
    let without = drawn(&fresh, Pool::Experiences, &request(LONELY_LEARNER)).await;
    let with = DrawRequest { archetype: Some("cozy_creative".into()), ..request(LONELY_LEARNER) };
    let with = drawn(&fresh, Pool::Experiences, &with).await;
    let naming: Vec<Uuid> =
        sqlx::query_scalar("select id from knock.data_pool_experiences where 'cozy_creative' = any(archetypes)")
            .fetch_all(fresh.console.pool())
            .await
            .expect("the seeds name it");
    for row in &with.probabilities {
        let before = of(&without, row.id);
        let factor = if naming.contains(&row.id) { 1.5 } else { 1.0 };
        assert_eq!((row.why[&Factor::Archetype], before.why[&Factor::Archetype]), (factor, 1.0), "{}", row.label);
        assert!((row.weight - before.weight * factor).abs() < 1e-12);
    }
    let chance = |draw: &Draw| -> f64 {
        draw.probabilities.iter().filter(|row| naming.contains(&row.id)).map(|row| row.p).sum()
    };
    assert!(chance(&with) > chance(&without) + 0.1);
}

#[tokio::test]
async fn keywords_act_up_to_their_cap() {
    let fresh = Fresh::seeded().await;
    let all = drawn(&fresh, Pool::Experiences, &request(LONELY_LEARNER)).await;
    let row = all.probabilities.last().expect("there are some");
    let words: Vec<String> =
        sqlx::query_scalar("select unnest(trigger_keywords) from knock.data_pool_experiences where id = $1")
            .bind(row.id)
            .fetch_all(fresh.console.pool())
            .await
            .expect("its words");
    assert!(words.len() >= 4, "{words:?}");
    let mut before = row.p;
    for many in 1..=4 {
        let keywords = words[..many].iter().map(|word| format!(" {word} ")).collect();
        let draw = drawn(&fresh, Pool::Experiences, &DrawRequest { keywords, ..request(LONELY_LEARNER) }).await;
        let now = of(&draw, row.id);
        let factor = 1.5f64.powi(many.min(3) as i32);
        assert!((now.why[&Factor::Keywords] - factor).abs() < 1e-12, "{now:?}");
        assert_eq!(now.notes[&Factor::Keywords].split(", ").count(), many, "all that hit are told");
        assert!(if many <= 3 { now.p > before } else { (now.p - before).abs() < 0.05 });
        before = now.p;
    }

    let seen = DrawRequest { keywords: vec!["호두나무".into()], ..request([0.9, 0.1, 0.1, 0.1, 0.1, 0.1]) };
    let visuals = drawn(&fresh, Pool::Visuals, &seen).await;
    let walnut = visuals.probabilities.iter().find(|row| row.label == "#8B5E3C").expect("walnut brown");
    assert_eq!(walnut.why[&Factor::Keywords], 1.5, "its description says so");
}

#[tokio::test]
async fn takes_two_of_a_need_at_most() {
    let fresh = Fresh::seeded().await;
    for seed in 0..60 {
        for pool in [Pool::Experiences, Pool::Visuals] {
            let request = DrawRequest { seed: Some(seed), count: Some(5), ..request(LONELY_LEARNER) };
            let mut groups: BTreeMap<String, usize> = BTreeMap::new();
            for pick in drawn(&fresh, pool, &request).await.picks {
                *groups.entry(pick.group).or_default() += 1;
            }
            let fields = if pool == Pool::Visuals { 5 } else { 1 };
            assert_eq!(groups.len(), 3 * fields, "five need three needs: {groups:?}");
            assert!(groups.values().all(|many| *many <= 2), "{groups:?}");
        }
    }
    let colours = DrawRequest { element_types: Some(vec!["mood".into(), "color".into()]), ..request(LONELY_LEARNER) };
    let draw = drawn(&fresh, Pool::Visuals, &colours).await;
    let types: Vec<&str> = draw.picks.iter().filter_map(|pick| pick.group.split('/').next()).collect();
    assert_eq!(types, ["color", "color", "mood", "mood"], "two of each that is named");
}

#[tokio::test]
async fn considers_the_strongest_needs_and_always_one() {
    let fresh = Fresh::seeded().await;
    let cases: [([f64; 6], &[Need]); 5] = [
        ([0.9, 0.8, 0.7, 0.6, 0.95, 0.55], &[Need::Survival, Need::Belonging, Need::Growth]),
        ([0.5, 0.5, 0.5, 0.5, 0.51, 0.5], &[Need::Growth]),
        ([0.1, 0.2, 0.3, 0.45, 0.2, 0.1], &[Need::Autonomy]),
        ([0.1, 0.4, 0.4, 0.4, 0.2, 0.1], &[Need::Belonging]),
        ([0.0; 6], &[Need::Survival]),
    ];
    for (values, expected) in cases {
        for pool in [Pool::Experiences, Pool::Visuals] {
            let draw = drawn(&fresh, pool, &request(values)).await;
            let considered: BTreeSet<Need> = draw.probabilities.iter().filter_map(|row| row.need).collect();
            assert_eq!(considered.into_iter().collect::<Vec<_>>(), expected, "{values:?}");
            assert!(!draw.picks.is_empty() && draw.probabilities.iter().all(|row| row.p > 0.0), "{values:?}");
        }
        assert_eq!(drawn(&fresh, Pool::Archetypes, &request(values)).await.picks.len(), 1, "{values:?}");
    }
}

#[tokio::test]
async fn draws_archetypes_from_a_shortlist() {
    let fresh = Fresh::seeded().await;
    let learner = DrawRequest { count: Some(5), ..request([0.45, 0.2, 0.7, 0.4, 0.92, 0.65]) };
    let draw = drawn(&fresh, Pool::Archetypes, &learner).await;
    assert_eq!((draw.candidates, draw.picks.len()), (10, 2), "all are told, two can be drawn");
    let best = &draw.probabilities[0];
    assert!((best.why[&Factor::Similarity] - 1.0).abs() < 1e-12, "it is its own profile: {best:?}");
    assert!(draw.probabilities[2..].iter().all(|row| row.p == 0.0 && row.weight > 0.0 && row.weight <= best.weight));
    assert_eq!(draw.probabilities[2].notes[&Factor::Similarity], "3/2", "third, of two");
    let word = DrawRequest { keywords: vec!["문단속".into()], ..learner };
    let chance =
        |draw: &Draw, label: &str| draw.probabilities.iter().find(|row| row.label == label).map(|row| row.weight);
    let label: String =
        sqlx::query_scalar("select display_name from knock.data_pool_archetypes where name = 'safe_organized'")
            .fetch_one(fresh.console.pool())
            .await
            .expect("it is seeded");
    let (before, after) = (chance(&draw, &label), chance(&drawn(&fresh, Pool::Archetypes, &word).await, &label));
    assert!(after > before, "{before:?} {after:?}");
}

#[tokio::test]
async fn refuses_what_cannot_be_drawn() {
    let fresh = Fresh::seeded().await;
    let good = request(LONELY_LEARNER);
    let types = |types: &[&str]| Some(types.iter().map(|one| (*one).to_owned()).collect());
    let cases = [
        ("needs", Pool::Visuals, request([0.1, 0.2, 0.3, 1.4, 0.5, 0.6])),
        ("needs", Pool::Archetypes, request([0.1, 0.2, -0.3, 0.4, 0.5, 0.6])),
        ("needs", Pool::Experiences, request([f64::NAN, 0.2, 0.3, 0.4, 0.5, 0.6])),
        ("count", Pool::Experiences, DrawRequest { count: Some(0), ..good.clone() }),
        ("count", Pool::Experiences, DrawRequest { count: Some(51), ..good.clone() }),
        ("trials", Pool::Experiences, DrawRequest { trials: Some(u32::MAX), ..good.clone() }),
        ("archetype", Pool::Experiences, DrawRequest { archetype: Some("nobody".into()), ..good.clone() }),
        ("elementTypes", Pool::Visuals, DrawRequest { element_types: types(&["smell"]), ..good.clone() }),
        ("elementTypes", Pool::Visuals, DrawRequest { element_types: types(&[]), ..good.clone() }),
        ("elementTypes", Pool::Experiences, DrawRequest { element_types: types(&["color"]), ..good.clone() }),
    ];
    for (field, of, request) in cases {
        let refusal = draw(fresh.console.pool(), of, &request).await.expect_err(field);
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some(field)), "{}", refusal.message);
        let refusal = pick(fresh.console.pool(), of, &request).await.expect_err(field);
        assert_eq!(refusal.field.as_deref(), Some(field), "the pipeline is refused as well");
    }
}

#[tokio::test]
async fn an_empty_pool_draws_nothing() {
    let fresh = Fresh::migrated().await;
    for pool in POOLS {
        let draw = drawn(&fresh, pool, &DrawRequest { trials: Some(10), ..request(LONELY_LEARNER) }).await;
        assert!(draw.picks.is_empty() && draw.probabilities.is_empty() && draw.candidates == 0);
    }
}
