//! Fewer colours: those that look most alike become one, until few enough are left. What a picture has much of counts
//! more, but not by its size alone, so that a single lit window is not lost in a wall.

use super::colour::Lab;

/// The colours that are left, and for each that came which one it became.
pub fn fewer(colours: &[(Lab, u32)], most: usize) -> (Vec<Lab>, Vec<usize>) {
    let mut groups: Vec<(Lab, f64)> =
        colours.iter().map(|(colour, count)| (*colour, f64::from(*count).sqrt())).collect();
    let mut became: Vec<usize> = (0..colours.len()).collect();
    let mut left: Vec<usize> = became.clone();
    while left.len() > most.max(1) {
        let Some((one, other)) = nearest(&groups, &left) else { break };
        let (kept, gone) = (groups[one], groups[other]);
        groups[one] = (kept.0.mixed(gone.0, gone.1 / (kept.1 + gone.1)), kept.1 + gone.1);
        left.retain(|place| *place != other);
        became.iter_mut().filter(|place| **place == other).for_each(|place| *place = one);
    }
    let place = |group: &usize| left.binary_search(group).unwrap_or_default();
    (left.iter().map(|group| groups[*group].0).collect(), became.iter().map(place).collect())
}

/// The pair whose merging is seen least; of equals the first.
fn nearest(groups: &[(Lab, f64)], left: &[usize]) -> Option<(usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (place, one) in left.iter().enumerate() {
        for other in &left[place + 1..] {
            let ((first, weight), (second, heft)) = (groups[*one], groups[*other]);
            let cost = first.apart(second) * weight * heft / (weight + heft);
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, *one, *other));
            }
        }
    }
    best.map(|(_, one, other)| (one, other))
}

#[cfg(test)]
mod tests {
    use super::{Lab, fewer};

    #[test]
    fn the_most_alike_become_one() {
        let grey = |light| Lab { light, a: 0.0, b: 0.0 };
        let (left, became) = fewer(&[(grey(0.1), 9), (grey(0.9), 1), (grey(0.12), 9), (grey(0.5), 4)], 3);
        assert_eq!((left.len(), became), (3, vec![0, 1, 0, 2]));
        assert_eq!(fewer(&[(grey(0.1), 1)], 32).1, [0]);
        assert_eq!(fewer(&[], 32).1.len(), 0);
    }
}
