//! The draw itself: a race that a seed decides, the same on every machine.
//!
//! Each candidate's time of arrival comes from the seed and from its own id, and its weight then divides it. So the
//! order in which rows are read means nothing, and with the same seed an edited row moves alone: every other
//! candidate arrives when it did before. That is why no generator of a crate is used, whose numbers would have to be
//! taken in some order: SplitMix64 is a function of its state, and fits into four lines.

use uuid::Uuid;

/// Who runs: id, group, weight. At most `cap` of a group are taken, and `count` in all.
pub struct Race {
    runners: Vec<Runner>,
    groups: usize,
    count: usize,
    cap: usize,
}

struct Runner {
    number: u64,
    group: usize,
    weight: f64,
}

impl Race {
    pub fn new<G: Ord + Copy>(runners: impl Iterator<Item = (Uuid, G, f64)>, count: usize, cap: usize) -> Self {
        let runners: Vec<(Uuid, G, f64)> = runners.collect();
        let mut groups: Vec<G> = runners.iter().map(|(_, group, _)| *group).collect();
        groups.sort();
        groups.dedup();
        let place = |group: &G| groups.binary_search(group).unwrap_or_default();
        let runners = runners
            .iter()
            .map(|(id, group, weight)| {
                let (high, low) = id.as_u64_pair();
                Runner { number: mixed(high ^ mixed(low)), group: place(group), weight: *weight }
            })
            .collect();
        Self { runners, groups: groups.len(), count, cap: cap.min(count) }
    }

    /// The places of those who are drawn, in the order of their arrival. Each `turn` of a seed is a draw of its own.
    pub fn run(&self, seed: u32, turn: u32) -> Vec<usize> {
        if self.cap == 0 {
            return Vec::new();
        }
        let start = mixed(u64::from(seed) << 32 | u64::from(turn));
        // Nobody beyond the first `cap` of a group can be taken.
        let mut first: Vec<Vec<(f64, usize)>> = vec![Vec::with_capacity(self.cap + 1); self.groups];
        for (place, runner) in self.runners.iter().enumerate().filter(|(_, runner)| runner.weight > 0.0) {
            let first = &mut first[runner.group];
            let latest = if first.len() < self.cap { f64::INFINITY } else { first[self.cap - 1].0 };
            let unit = unit(mixed(start ^ runner.number));
            // The logarithm is never nearer to zero than this, and dear: most are too late without it.
            if 1.0 - unit >= latest * runner.weight {
                continue;
            }
            let time = -ln(unit) / runner.weight;
            if time >= latest {
                continue;
            }
            first.insert(first.partition_point(|(earlier, _)| *earlier <= time), (time, place));
            first.truncate(self.cap);
        }
        let mut arrived: Vec<(f64, usize)> = first.concat();
        arrived.sort_by(|one, other| one.0.total_cmp(&other.0));
        arrived.truncate(self.count);
        arrived.into_iter().map(|(_, place)| place).collect()
    }

    /// How often each is drawn in so many turns.
    pub fn trials(&self, seed: u32, turns: u32) -> Vec<u32> {
        let mut drawn = vec![0; self.runners.len()];
        for turn in 1..=turns {
            for place in self.run(seed, turn) {
                drawn[place] += 1;
            }
        }
        drawn
    }
}

/// The step of SplitMix64: every bit of the number moves every bit of the answer.
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Above 0, at most 1.
fn unit(number: u64) -> f64 {
    ((number >> 11) + 1) as f64 / (1u64 << 53) as f64
}

/// The natural logarithm by sums, products and quotients only, which are the same everywhere; the system's own may
/// differ from one machine to another in the last digit, and a draw with it.
fn ln(number: f64) -> f64 {
    let bits = number.to_bits();
    let mut exponent = (bits >> 52) as f64 - 1023.0;
    let mut mantissa = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000);
    if mantissa > std::f64::consts::SQRT_2 {
        mantissa /= 2.0;
        exponent += 1.0;
    }
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let series = (0..12).rev().fold(0.0, |sum, place| sum * ratio * ratio + 1.0 / f64::from(2 * place + 1));
    exponent * std::f64::consts::LN_2 + 2.0 * ratio * series
}

/// Numbers one after the other, for whoever needs chance that repeats.
#[derive(Debug, Clone)]
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(mixed(seed))
    }

    #[allow(clippy::should_implement_trait)] // it never ends
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(1);
        mixed(self.0)
    }

    pub fn unit(&mut self) -> f64 {
        unit(self.next())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Numbers, Race, ln};

    fn race(weights: &[f64], count: usize, cap: usize) -> Race {
        let runners = weights.iter().enumerate().map(|(n, weight)| (Uuid::from_u128(n as u128), n % 2, *weight));
        Race::new(runners, count, cap)
    }

    #[test]
    fn its_logarithm_is_the_logarithm() {
        let mut numbers = Numbers::new(7);
        for number in (0..10_000).map(|_| numbers.unit()).chain([1.0, 0.5, 1.0 / (1u64 << 53) as f64]) {
            assert!((ln(number) - number.ln()).abs() <= 1e-15 * number.ln().abs(), "{number}");
        }
    }

    /// Written down once: whoever changes these changes what every stored seed means.
    #[test]
    fn a_seed_means_the_same_for_ever() {
        let race = race(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], 4, 2);
        assert_eq!([race.run(1, 0), race.run(2, 0), race.run(1, 1)], [[6, 3, 5, 0], [7, 4, 6, 5], [6, 5, 3, 4]]);
    }

    #[test]
    fn an_edited_weight_moves_nobody_else() {
        for seed in 0..200 {
            let before = race(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 6, 6).run(seed, 0);
            let after = race(&[1.0, 2.0, 30.0, 4.0, 5.0, 6.0], 6, 6).run(seed, 0);
            let others = |order: Vec<usize>| order.into_iter().filter(|place| *place != 2).collect::<Vec<_>>();
            assert!(after.iter().position(|place| *place == 2) <= before.iter().position(|place| *place == 2));
            assert_eq!(others(before), others(after));
        }
    }

    #[test]
    fn takes_no_more_than_there_are_places() {
        for seed in 0..200 {
            let drawn = race(&[1.0, 2.0, 0.0, 4.0, 5.0, 6.0, 7.0], 4, 2).run(seed, 0);
            assert_eq!(drawn.len(), 4);
            assert_eq!(drawn.iter().filter(|place| *place % 2 == 0).count(), 2, "two of each group: {drawn:?}");
            assert!(!drawn.contains(&2), "it weighs nothing");
        }
        assert_eq!(race(&[1.0, 1.0, 1.0, 1.0], 9, 1).run(1, 0).len(), 2);
        assert!(race(&[1.0], 0, 1).run(1, 0).is_empty());
    }
}
