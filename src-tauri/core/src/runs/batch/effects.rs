//! What difference a template or an engine makes, as far as a batch can tell: runs that differ in nothing else are compared
//! with each other, and the mean of their differences is told with the interval it lies in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::PgPool;
use statrs::distribution::{ContinuousCDF as _, StudentsT};
use uuid::Uuid;

use super::{
    BatchWhole,
    cells::BatchCell,
    runs::{BatchRun, runs},
    whole,
};
use crate::{error::Result, runs::state::RunState};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum EffectOf {
    Template,
    Engine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Measure {
    Quality,
    PassRate,
    DurationMs,
    Tokens,
    CostUsd,
}

impl Measure {
    const ALL: [Measure; 5] =
        [Measure::Quality, Measure::PassRate, Measure::DurationMs, Measure::Tokens, Measure::CostUsd];

    /// Of a run that has one: whether it passed is known of failed runs too; what it took, only where no answer came from
    /// the cache.
    fn of(self, run: &BatchRun) -> Option<f64> {
        let completed = run.state == RunState::Completed;
        let made = completed && !run.cached;
        match self {
            Measure::PassRate => run.passed.map(|passed| if passed { 1.0 } else { 0.0 }),
            Measure::Quality => run.quality.filter(|_| completed),
            Measure::DurationMs => run.duration_ms.filter(|_| made).map(f64::from),
            Measure::Tokens => made.then(|| f64::from(run.tokens)),
            Measure::CostUsd => made.then_some(run.cost_usd),
        }
    }
}

/// What came of `b` against what came of `a`, everything else being the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BatchEffect {
    pub by: EffectOf,
    /// As the cells name them: a template with its version, an engine.
    pub a: String,
    pub b: String,
    pub measure: Measure,
    /// Pairs of runs of the same input and repeat.
    pub n: u32,
    #[specta(type = specta_typescript::Number)]
    pub mean_a: f64,
    #[specta(type = specta_typescript::Number)]
    pub mean_b: f64,
    /// Standard deviations; from two pairs on.
    #[specta(type = Option<specta_typescript::Number>)]
    pub sd_a: Option<f64>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub sd_b: Option<f64>,
    /// The mean of b − a.
    #[specta(type = specta_typescript::Number)]
    pub difference: f64,
    /// 95 % of such intervals hold the true difference (paired t).
    #[specta(type = Option<specta_typescript::Number>)]
    pub low: Option<f64>,
    #[specta(type = Option<specta_typescript::Number>)]
    pub high: Option<f64>,
    /// How often chance alone would make a difference as large, of two sides (paired t). Not corrected for how many
    /// comparisons are made.
    #[specta(type = Option<specta_typescript::Number>)]
    pub p: Option<f64>,
}

/// Every two templates and every two engines of a batch, where there is at least one pair.
pub async fn effects(pool: &PgPool, batch: Uuid) -> Result<Vec<BatchEffect>> {
    let whole = whole(pool, batch).await?;
    Ok(between(&whole, &runs(pool, batch).await?))
}

/// What is compared, by what must be the same of a pair: input, the other factor, repeat.
type Level<'a> = (String, BTreeMap<(usize, usize, u32), &'a BatchRun>);

fn between(batch: &BatchWhole, runs: &[BatchRun]) -> Vec<BatchEffect> {
    let mut effects = Vec::new();
    for by in [EffectOf::Template, EffectOf::Engine] {
        let levels = levels(batch, runs, by);
        for (place, (a, of_a)) in levels.iter().enumerate() {
            for (b, of_b) in &levels[place + 1..] {
                for measure in Measure::ALL {
                    let pair = |(rest, run): (&_, &&BatchRun)| Some((measure.of(run)?, measure.of(of_b.get(rest)?)?));
                    let pairs: Vec<(f64, f64)> = of_a.iter().filter_map(pair).collect();
                    effects.extend(effect((by, a, b, measure), &pairs));
                }
            }
        }
    }
    effects
}

/// In the order of the spec.
fn levels<'a>(batch: &BatchWhole, runs: &'a [BatchRun], by: EffectOf) -> Vec<Level<'a>> {
    let mut levels: BTreeMap<usize, Level<'a>> = BTreeMap::new();
    for run in runs {
        let place = batch.spec.place_of(run.cell as usize);
        let (level, other) = match by {
            EffectOf::Template => (place.template, place.engine),
            EffectOf::Engine => (place.engine, place.template),
        };
        let name = || batch.cells.get(run.cell as usize).map_or_else(String::new, |cell| by.name(cell));
        let of = &mut levels.entry(level).or_insert_with(|| (name(), BTreeMap::new())).1;
        of.insert((place.input, other, run.repeat), run);
    }
    levels.into_values().collect()
}

impl EffectOf {
    fn name(self, cell: &BatchCell) -> String {
        match self {
            EffectOf::Engine => cell.engine.clone(),
            EffectOf::Template => cell.template.clone().unwrap_or_default(),
        }
    }
}

fn effect((by, a, b, measure): (EffectOf, &str, &str, Measure), pairs: &[(f64, f64)]) -> Option<BatchEffect> {
    let (of_a, of_b): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let differences: Vec<f64> = pairs.iter().map(|(a, b)| b - a).collect();
    let (mean_a, mean_b, difference) = (mean(&of_a)?, mean(&of_b)?, mean(&differences)?);
    let paired = spread(&differences).map(|spread| paired_t(pairs.len(), difference, spread));
    Some(BatchEffect {
        by,
        a: a.to_owned(),
        b: b.to_owned(),
        measure,
        n: pairs.len() as u32,
        mean_a,
        mean_b,
        sd_a: spread(&of_a),
        sd_b: spread(&of_b),
        difference,
        low: paired.map(|paired| difference - paired.half),
        high: paired.map(|paired| difference + paired.half),
        p: paired.and_then(|paired| paired.p),
    })
}

#[derive(Clone, Copy)]
struct PairedT {
    /// Of the interval's width.
    half: f64,
    p: Option<f64>,
}

fn paired_t(n: usize, difference: f64, spread: f64) -> PairedT {
    let error = spread / (n as f64).sqrt();
    let t = StudentsT::new(0.0, 1.0, n as f64 - 1.0).ok();
    let half = t.as_ref().map_or(f64::INFINITY, |t| t.inverse_cdf(0.975) * error);
    // Where every pair differs by the same, chance had no part that could be weighed.
    let p = t.filter(|_| error > 0.0).map(|t| 2.0 * t.cdf(-(difference / error).abs()));
    PairedT { half, p }
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The standard deviation of a sample.
fn spread(values: &[f64]) -> Option<f64> {
    let mean = mean(values).filter(|_| values.len() > 1)?;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some((squares / (values.len() - 1) as f64).sqrt())
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    const NAMED: (EffectOf, &str, &str, Measure) = (EffectOf::Engine, "a", "b", Measure::Quality);

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 5e-4
    }

    /// The sleep gained by ten people from two drugs: Student's own example of 1908, in every textbook since. The
    /// differences have a mean of 1.58 and a standard deviation of 1.23; t is 4.0621 with nine degrees of freedom.
    #[test]
    fn students_sleepers_come_out_as_in_the_textbook() {
        let a = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let b = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let pairs: Vec<(f64, f64)> = a.into_iter().zip(b).collect();
        let found = effect(NAMED, &pairs).expect("an effect");
        assert_eq!(found.n, 10);
        assert!(near(found.mean_a, 0.75) && near(found.mean_b, 2.33) && near(found.difference, 1.58), "{found:?}");
        assert!(near(found.sd_a.expect("a spread"), 1.7890) && near(found.sd_b.expect("a spread"), 2.0022));
        assert!(near(found.low.expect("low"), 0.7001) && near(found.high.expect("high"), 2.4599), "{found:?}");
        assert!((found.p.expect("p") - 0.002_833).abs() < 5e-6, "{found:?}");
    }

    #[test]
    fn too_little_says_nothing() {
        assert_eq!(effect(NAMED, &[]), None);
        let one = effect(NAMED, &[(1.0, 2.0)]).expect("an effect");
        assert_eq!((one.difference, one.sd_a, one.low, one.high, one.p), (1.0, None, None, None, None));
        let same = effect(NAMED, &[(1.0, 2.0), (3.0, 4.0)]).expect("an effect");
        assert_eq!((same.low, same.high, same.p), (Some(1.0), Some(1.0), None), "no spread, no test");
    }
}
