//! Merging groups of reports by how likely two of their reports tell of one affair, on average over all pairs of them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Two groups, by the mean chance of their pairs.
#[derive(Debug, PartialEq)]
struct Candidate {
    mean: f64,
    groups: [usize; 2],
    /// How many reports the two held when the mean was taken: groups only grow.
    sizes: [usize; 2],
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    /// The likeliest is the greatest; of equals the one of the first groups.
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then_with(|| other.groups.cmp(&self.groups))
    }
}

/// Merges `groups` as long as two are alike by `least` on average over the pairs of their reports, the likeliest first.
/// `chances` has pairs of reports, each once; a pair that it lacks has none.
#[must_use]
pub(crate) fn merged(
    groups: Vec<Vec<usize>>,
    chances: &[([usize; 2], f64)],
    least: f64,
) -> Vec<Vec<usize>> {
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, members) in groups.iter().enumerate() {
        group_of.extend(members.iter().map(|member| (*member, number)));
    }
    let mut sums: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); groups.len()];
    for ([one, other], chance) in chances {
        let (Some(&first), Some(&second)) = (group_of.get(one), group_of.get(other)) else {
            continue;
        };
        if first != second {
            *sums[first].entry(second).or_default() += chance;
            *sums[second].entry(first).or_default() += chance;
        }
    }
    let mut groups = groups;
    let candidate = |groups: &[Vec<usize>], one: usize, other: usize, sum: f64| {
        let (low, high) = (one.min(other), one.max(other));
        let sizes = [groups[low].len(), groups[high].len()];
        Candidate { mean: sum / (sizes[0] * sizes[1]) as f64, groups: [low, high], sizes }
    };
    let mut heap: BinaryHeap<Candidate> = BinaryHeap::new();
    for (one, others) in sums.iter().enumerate() {
        let later = others.range(one + 1..);
        heap.extend(later.map(|(other, sum)| candidate(&groups, one, *other, *sum)));
    }
    while let Some(best) = heap.pop().filter(|best| best.mean >= least) {
        let [one, other] = best.groups;
        if best.sizes != [groups[one].len(), groups[other].len()] {
            continue;
        }
        let moved = std::mem::take(&mut groups[other]);
        groups[one].extend(moved);
        for (third, sum) in std::mem::take(&mut sums[other]) {
            sums[third].remove(&other);
            if third != one {
                *sums[one].entry(third).or_default() += sum;
                *sums[third].entry(one).or_default() += sum;
            }
        }
        heap.extend(sums[one].iter().map(|(third, sum)| candidate(&groups, one, *third, *sum)));
    }
    groups.retain(|members| !members.is_empty());
    for members in &mut groups {
        members.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn groups_merge_by_the_mean_of_their_pairs() {
        let groups = vec![vec![0, 1], vec![2], vec![3]];
        let chances = [([0, 2], 0.9), ([1, 2], 0.5), ([2, 3], 0.6)];
        assert_eq!(merged(groups.clone(), &chances, 0.65), [vec![0, 1, 2], vec![3]]);
        // 3 is like 2 alone: not like the three together.
        assert_eq!(merged(groups.clone(), &chances, 0.55), [vec![0, 1, 2], vec![3]]);
        assert_eq!(merged(groups, &chances, 0.1), [vec![0, 1, 2, 3]]);
    }

    #[test]
    fn without_chances_nothing_merges() {
        assert_eq!(merged(vec![vec![1], vec![0, 2]], &[], 0.0), [vec![0, 2], vec![1]]);
    }
}
