//! How likely each candidate is to be drawn, exactly: no trial, no database.
//!
//! Drawing without replacement in proportion to weights, with at most `cap` of a group, is a race: a candidate of
//! weight w arrives after a time that is exponential with rate w, and an arrival is taken unless `cap` of its group or
//! `count` in all were taken before. (`race` runs that race; the next arrival among those left is always in
//! proportion to their weights, because such times have no memory.) So a candidate's chance is one integral over its
//! time of arrival: ∫ w e^(-wt) · P(less than `cap` of its group and less than `count` in all were taken before t) dt.
//! Given t the others are independent of each other, which leaves sums of independent yes-or-no: short recurrences.

use std::collections::BTreeMap;

/// The race starts this early, in units of the mean time to the first arrival.
const START: f64 = 1e-7;
/// It is over when a place is still free with no more than this probability.
const OVER: f64 = 1e-14;
/// Of ln t. A float knows no later time, and no weight that is still to come then.
const END: f64 = 700.0;

/// The probability of each item (its group, its weight) to be among `count` drawn, at most `cap` of a group. An item
/// whose weight is not a positive number is never drawn. The error is below 1e-9.
pub fn chances<G: Ord + Copy>(items: &[(G, f64)], count: usize, cap: usize) -> Vec<f64> {
    let count = count.min(items.len());
    integrate(items, count, cap, step(count))
}

/// Of ln t. The more arrivals decide, the narrower the moment in which they do: its width in ln t goes with 1/√count.
/// The trapezoid rule gains digits exponentially with each node on such a bump; a test halves the step.
fn step(count: usize) -> f64 {
    (0.6 / (count.max(1) as f64).sqrt()).min(0.25)
}

fn integrate<G: Ord + Copy>(items: &[(G, f64)], count: usize, cap: usize, step: f64) -> Vec<f64> {
    let mut chances = vec![0.0; items.len()];
    let mut standings = Standings::new(items, count, cap);
    if standings.places == 0 {
        return chances;
    }
    // Nodes before the first: nobody has arrived yet, the integrand is w·t, and its sum a geometric series.
    let unseen = START * step / step.exp_m1();
    for runner in standings.groups.iter().flat_map(|group| &group.runners) {
        chances[runner.item] = runner.rate * unseen;
    }
    let mut at = START.ln();
    while at < END {
        let time = at.exp();
        if standings.look(time) < OVER {
            break;
        }
        standings.add(time * step, &mut chances);
        at += step;
    }
    for chance in &mut chances {
        *chance = chance.min(1.0);
    }
    chances
}

/// Everything that can be drawn, in groups, and the state of the race at one moment.
struct Standings {
    groups: Vec<Group>,
    count: usize,
    cap: usize,
    /// How many will have been taken in the end.
    places: usize,
    /// For each group: how many the groups before it have taken, as a distribution below `count`.
    before: Vec<Vec<f64>>,
}

struct Group {
    /// By weight, so that equals are neighbours and share what is computed.
    runners: Vec<Runner>,
    /// For each runner: how many before it in the list have arrived, as a distribution below `cap`.
    arrived: Vec<f64>,
    /// How many have been taken; the last entry is `cap`.
    taken: Vec<f64>,
}

struct Runner {
    item: usize,
    rate: f64,
    /// Has arrived by now.
    here: f64,
}

impl Standings {
    fn new<G: Ord + Copy>(items: &[(G, f64)], count: usize, cap: usize) -> Self {
        let possible = |weight: f64| weight.is_finite() && weight > 0.0;
        let largest = items.iter().map(|(_, weight)| *weight).filter(|weight| possible(*weight)).fold(0.0, f64::max);
        // By the largest first: the sum of the weights themselves may be no number.
        let total: f64 = items.iter().map(|(_, weight)| weight / largest).filter(|weight| possible(*weight)).sum();
        let mut by_group: BTreeMap<G, Vec<Runner>> = BTreeMap::new();
        for (item, (group, weight)) in items.iter().enumerate() {
            let rate = weight / largest / total;
            if possible(*weight) && possible(rate) {
                by_group.entry(*group).or_default().push(Runner { item, rate, here: 0.0 });
            }
        }
        let cap = cap.min(count);
        let places = by_group.values().map(|runners| runners.len().min(cap)).sum::<usize>().min(count);
        let groups: Vec<Group> = by_group
            .into_values()
            .map(|mut runners| {
                runners.sort_by(|one, other| one.rate.total_cmp(&other.rate));
                Group { arrived: vec![0.0; runners.len() * cap], taken: vec![0.0; cap + 1], runners }
            })
            .collect();
        let before = vec![vec![0.0; count]; groups.len() + 1];
        Self { groups, count, cap, places, before }
    }

    /// Brings everything to this moment; the probability that a place is still free then.
    fn look(&mut self, time: f64) -> f64 {
        let (count, cap) = (self.count, self.cap);
        self.before[0].fill(0.0);
        self.before[0][0] = 1.0;
        for (place, group) in self.groups.iter_mut().enumerate() {
            group.look(time, cap);
            let (earlier, later) = self.before.split_at_mut(place + 1);
            let (earlier, now) = (&earlier[place], &mut later[0]);
            now.fill(0.0);
            for (taken, probability) in group.taken.iter().enumerate() {
                for all in taken..count {
                    now[all] += probability * earlier[all - taken];
                }
            }
        }
        self.before[self.groups.len()][..self.places].iter().sum()
    }

    /// Adds what arrives now and is taken to the chance of each.
    fn add(&mut self, length: f64, chances: &mut [f64]) {
        let (count, cap) = (self.count, self.cap);
        // If `all` are taken already: does what the later groups take leave a place free?
        let mut free = vec![1.0; count];
        let mut open = vec![0.0; cap + 1];
        for (place, group) in self.groups.iter().enumerate().rev() {
            for (taken, open) in open[..cap].iter_mut().enumerate() {
                *open = (taken..count).map(|all| self.before[place][all - taken] * free[all]).sum();
            }
            open[cap] = 0.0;
            group.add(length, &mut open, chances);
            for all in 0..count {
                let after = group.taken.iter().enumerate().take(count - all);
                free[all] = after.map(|(taken, probability)| probability * free[all + taken]).sum();
            }
        }
    }
}

impl Group {
    fn look(&mut self, time: f64, cap: usize) {
        self.taken.fill(0.0);
        self.taken[0] = 1.0;
        let (mut rate, mut here) = (f64::NAN, 0.0);
        for (runner, arrived) in self.runners.iter_mut().zip(self.arrived.chunks_exact_mut(cap)) {
            if runner.rate != rate {
                rate = runner.rate;
                here = -(-rate * time).exp_m1();
            }
            runner.here = here;
            arrived.copy_from_slice(&self.taken[..cap]);
            self.taken[cap] += here * self.taken[cap - 1];
            for taken in (1..cap).rev() {
                self.taken[taken] = (1.0 - here) * self.taken[taken] + here * self.taken[taken - 1];
            }
            self.taken[0] *= 1.0 - here;
        }
    }

    /// `open[taken]`: the probability that the race still has a place when this group has taken so many of those who
    /// are left in the list; zero at `cap`. It is used up from the end of the list to its beginning.
    fn add(&self, length: f64, open: &mut [f64], chances: &mut [f64]) {
        let cap = open.len() - 1;
        let (mut rate, mut gain) = (f64::NAN, 0.0);
        for (runner, arrived) in self.runners.iter().zip(self.arrived.chunks_exact(cap)).rev() {
            if runner.rate != rate {
                rate = runner.rate;
                let taken: f64 = arrived.iter().zip(&*open).map(|(arrived, open)| arrived * open).sum();
                gain = length * rate * (1.0 - runner.here) * taken;
            }
            chances[runner.item] += gain;
            for taken in 0..cap {
                open[taken] = (1.0 - runner.here) * open[taken] + runner.here * open[taken + 1];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{chances, integrate};
    use crate::pools::draw::race::Numbers;

    /// All orders in which candidates can be drawn, one after the other.
    fn enumerated(items: &[(u8, f64)], count: usize, cap: usize) -> Vec<f64> {
        fn draw(items: &[(u8, f64)], count: usize, cap: usize, drawn: &mut Vec<usize>, so_far: f64, sums: &mut [f64]) {
            let full = |group: u8| drawn.iter().filter(|item| items[**item].0 == group).count() >= cap;
            let left: Vec<usize> = (0..items.len())
                .filter(|item| !drawn.contains(item) && items[*item].1 > 0.0 && !full(items[*item].0))
                .collect();
            if drawn.len() == count || left.is_empty() {
                drawn.iter().for_each(|item| sums[*item] += so_far);
                return;
            }
            let total: f64 = left.iter().map(|item| items[*item].1).sum();
            for item in left {
                drawn.push(item);
                draw(items, count, cap, drawn, so_far * items[item].1 / total, sums);
                drawn.pop();
            }
        }
        let mut sums = vec![0.0; items.len()];
        draw(items, count, cap, &mut Vec::new(), 1.0, &mut sums);
        sums
    }

    fn furthest(one: &[f64], other: &[f64]) -> f64 {
        one.iter().zip(other).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max)
    }

    /// So many candidates in so many groups, their weights apart by as many powers of ten.
    fn some(seed: u64, many: usize, groups: u64, powers: f64) -> Vec<(u8, f64)> {
        let mut numbers = Numbers::new(seed);
        (0..many).map(|_| ((numbers.next() % groups) as u8, 10f64.powf(powers * numbers.unit()))).collect()
    }

    fn places(items: &[(u8, f64)], count: usize, cap: usize) -> usize {
        let of = |group: u8| items.iter().filter(|item| item.0 == group && item.1 > 0.0).count();
        (0..=u8::MAX).map(|group| of(group).min(cap)).sum::<usize>().min(count)
    }

    #[test]
    fn agrees_with_every_order_written_out() {
        for seed in 0..40 {
            let mut items = some(seed, 1 + seed as usize % 7, 1 + seed % 3, (seed % 5) as f64);
            if seed % 4 == 0 {
                items[0].1 = 0.0;
            }
            for count in 0..=5 {
                for cap in 1..=3 {
                    let apart = furthest(&chances(&items, count, cap), &enumerated(&items, count, cap));
                    assert!(apart < 1e-9, "{count} of {items:?}, {cap} of a group: {apart:e} apart");
                }
            }
        }
    }

    #[test]
    fn half_the_step_changes_nothing_and_every_place_is_filled() {
        let cases =
            [(3, 1, 1), (10, 1, 1), (30, 4, 2), (60, 4, 2), (60, 5, 50), (200, 50, 50), (200, 50, 2), (120, 20, 3)];
        for (seed, (many, count, cap)) in cases.into_iter().enumerate() {
            for (groups, powers) in [(1, 0.0), (3, 1.0), (6, 3.0), (40, 0.0), (6, 12.0)] {
                let items = some(seed as u64, many, groups, powers);
                let step = super::step(count);
                let stated = integrate(&items, count, cap, step);
                let apart = furthest(&stated, &integrate(&items, count, cap, step / 2.0));
                let sum: f64 = stated.iter().sum();
                let missing = (sum - places(&items, count, cap) as f64).abs();
                assert!(
                    apart < 1e-9 && missing < 1e-9,
                    "{count} of {many}, {cap} of each of {groups}: {apart:e}, {missing:e}"
                );
            }
        }
    }

    #[test]
    fn ten_thousand_fill_every_place() {
        let items = some(1, 10_000, 3, 2.0);
        let sum: f64 = chances(&items, 4, 2).iter().sum();
        assert!((sum - 4.0).abs() < 1e-9, "{sum}");
    }

    #[test]
    fn more_weight_is_never_less_likely() {
        for seed in 0..20 {
            let mut items = some(seed, 12, 3, 2.0);
            let mut before = 0.0;
            for _ in 0..8 {
                let now = chances(&items, 4, 2)[5];
                assert!(now >= before, "{before} to {now} in {items:?}");
                before = now;
                items[5].1 *= 2.0;
            }
        }
    }

    #[test]
    fn a_group_never_gets_more_than_its_cap() {
        let items = [(0, 1e6), (0, 1e6), (0, 1e6), (1, 1.0), (1, 1.0), (1, 1e-6)];
        let stated = chances(&items, 4, 2);
        for group in [0..3, 3..6] {
            let sum: f64 = stated[group].iter().sum();
            assert!((sum - 2.0).abs() < 1e-9, "{stated:?}");
        }
    }

    #[test]
    fn what_weighs_nothing_is_never_drawn() {
        let odd = [(0, 0.0), (0, -1.0), (0, f64::NAN), (0, f64::INFINITY), (0, 2.0)];
        assert_eq!(chances(&odd, 3, 3)[..4], [0.0; 4]);
        assert!(chances(&odd, 3, 3)[4] > 1.0 - 1e-9, "it is alone, and there is a place");
        assert!(chances(&[(0, 1e308), (0, 1e308)], 1, 1).iter().all(|chance| (chance - 0.5).abs() < 1e-9));
        assert_eq!(chances::<u8>(&[], 3, 3), Vec::<f64>::new());
    }
}
