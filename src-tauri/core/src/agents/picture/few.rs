//! Fewer colours: those that look most alike become one, until few enough are left. What a picture has much of counts
//! more, but not by its size alone, so that a single lit window is not lost in a wall.

use super::colour::Lab;

/// The colours that are left, and for each that came which one it became.
pub fn fewer(colours: &[(Lab, u32)], most: usize) -> (Vec<Lab>, Vec<usize>) {
    let mut groups: Vec<Option<(Lab, f64)>> =
        colours.iter().map(|(colour, count)| Some((*colour, f64::from(*count).sqrt()))).collect();
    let mut became: Vec<usize> = (0..colours.len()).collect();
    let mut nearest: Vec<Option<(f64, usize)>> = (0..groups.len()).map(|one| nearest_after(&groups, one)).collect();
    for _ in most.max(1)..colours.len() {
        let closest =
            nearest.iter().enumerate().filter_map(|(one, found)| found.map(|(cost, other)| (cost, one, other)));
        let Some((_, one, other)) = closest.min_by(|first, second| first.0.total_cmp(&second.0)) else { break };
        let (Some(kept), Some(gone)) = (groups[one], groups[other]) else { break };
        groups[one] = Some((kept.0.mixed(gone.0, gone.1 / (kept.1 + gone.1)), kept.1 + gone.1));
        groups[other] = None;
        became.iter_mut().filter(|place| **place == other).for_each(|place| *place = one);
        // Only who was nearest to one of the two, or comes before the new one, may have another neighbour now.
        for (place, found) in nearest.iter_mut().enumerate() {
            if place == one || place == other || found.is_some_and(|(_, near)| near == one || near == other) {
                *found = nearest_after(&groups, place);
            } else if let Some(cost) = (place < one).then(|| cost(&groups, place, one)).flatten()
                && found.is_none_or(|(least, near)| cost < least || (cost == least && one < near))
            {
                *found = Some((cost, one));
            }
        }
    }
    let left: Vec<usize> = (0..groups.len()).filter(|place| groups[*place].is_some()).collect();
    let place = |group: &usize| left.binary_search(group).unwrap_or_default();
    (groups.iter().flatten().map(|group| group.0).collect(), became.iter().map(place).collect())
}

/// How much it would be seen if these two were one.
fn cost(groups: &[Option<(Lab, f64)>], one: usize, other: usize) -> Option<f64> {
    let ((first, weight), (second, heft)) = (groups[one]?, groups[other]?);
    Some(first.apart(second) * weight * heft / (weight + heft))
}

/// Of those after it the one with which it would be seen least.
fn nearest_after(groups: &[Option<(Lab, f64)>], one: usize) -> Option<(f64, usize)> {
    let costs = (one + 1..groups.len()).filter_map(|other| Some((cost(groups, one, other)?, other)));
    costs.min_by(|first, second| first.0.total_cmp(&second.0))
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
