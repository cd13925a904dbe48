//! How a pair stands among the others that its two units could make: the partner of a fact is the nearest unit of the
//! other report more often than the second nearest.

use crate::units::Unit;
use rustc_hash::FxHashMap as HashMap;

/// For each unit and other article, how near the units of that article lie, the nearest first.
pub(super) struct Ranks<'a> {
    units: &'a [Unit],
    pairs: &'a [(usize, usize)],
    nearness: &'a [f64],
    lists: HashMap<(usize, usize), Vec<f64>>,
}

/// How a pair stands; a rank is 0 for the nearest, a margin how much nearer the pair is than the best other one, below 0
/// where another is nearer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rank {
    /// Among what the first unit could be paired with in the other's article.
    pub(super) of_one: f32,
    /// Among what the second unit could be paired with in the first's.
    pub(super) of_other: f32,
    pub(super) margin_of_one: f32,
    pub(super) margin_of_other: f32,
}

impl Rank {
    /// The same, with the second unit first.
    pub(super) const fn turned(self) -> Self {
        Self {
            of_one: self.of_other,
            of_other: self.of_one,
            margin_of_one: self.margin_of_other,
            margin_of_other: self.margin_of_one,
        }
    }
}

impl<'a> Ranks<'a> {
    pub(super) fn of(units: &'a [Unit], pairs: &'a [(usize, usize)], nearness: &'a [f64]) -> Self {
        let mut lists: HashMap<(usize, usize), Vec<f64>> = HashMap::default();
        for ((left, right), near) in pairs.iter().zip(nearness) {
            lists.entry((*left, units[*right].article)).or_default().push(*near);
            lists.entry((*right, units[*left].article)).or_default().push(*near);
        }
        for list in lists.values_mut() {
            list.sort_by(|one, other| other.total_cmp(one));
        }
        Self { units, pairs, nearness, lists }
    }

    pub(super) fn of_pair(&self, at: usize) -> Rank {
        let (left, right) = self.pairs[at];
        let near = self.nearness[at];
        let ways = [(left, self.units[right].article), (right, self.units[left].article)];
        let [first, second] = ways.map(|way| {
            self.lists.get(&way).map_or((0, 0.0), |list| {
                let rank = list.partition_point(|other| *other > near);
                let rival = if rank == 0 { list.get(1) } else { list.first() };
                (rank, near - rival.copied().unwrap_or(0.0))
            })
        });
        Rank {
            of_one: first.0 as f32,
            of_other: second.0 as f32,
            margin_of_one: first.1 as f32,
            margin_of_other: second.1 as f32,
        }
    }
}
