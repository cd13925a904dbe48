//! The second look at a pair: what the first look said of the pairs around it.
//!
//! A fact's partner has no near rival in its report, stands among sentences that have their partners near it in turn
//! (a copy, a translation, the order of events), and is met by the same sentences of a third report. Of a unit and an
//! article only the greatest chances matter, so that the work grows with the pairs that were looked at.

use super::Measure;
use crate::units::Unit;
use rustc_hash::FxHashMap as HashMap;

/// What the columns of the second look are, behind those of the evidence. "It" is the greater of the two chances of the
/// pair.
pub(crate) const SECOND_COLUMNS: [&str; 15] = [
    "first look",
    "first look turned",
    "better partners of the wording",
    "better partners of the support",
    "lead over them of the wording",
    "lead over them of the support",
    "met by a third",
    "third of the wording alone",
    "third of the support alone",
    "next to it in step",
    "next to the wording",
    "next to the support",
    "around it",
    "reports alike by the wording's",
    "reports alike by the support's",
];

/// The numbers of one pair.
pub(super) type Around = [f32; SECOND_COLUMNS.len()];

/// How many units of a report tell how much of it another one has.
const BEST: usize = 8;

/// How far around a pair its neighbours count.
const NEXT: isize = 2;

/// What the first look said of a story.
pub(super) struct Field<'a> {
    units: &'a [Unit],
    first: Measure,
    /// For each unit and other article, its chances there, the greatest first.
    partners: HashMap<(usize, usize), Vec<f64>>,
    /// For each unit and other article, the unit that it is most alike to, and how much.
    nearest: HashMap<(usize, usize), (usize, f64)>,
    /// For each two articles, how well the units of the first are met in the second.
    alike: HashMap<(usize, usize), f64>,
    articles: Vec<usize>,
}

impl<'a> Field<'a> {
    pub(super) fn of(units: &'a [Unit], pairs: &[(usize, usize)], first: &[[f64; 2]]) -> Self {
        let first = Measure::linked(units.len(), pairs, first.iter().copied());
        let mut partners: HashMap<(usize, usize), Vec<f64>> = HashMap::default();
        let mut nearest: HashMap<(usize, usize), (usize, f64)> = HashMap::default();
        for (unit, links) in first.links.iter().enumerate() {
            for link in links {
                let key = (unit, units[link.other].article);
                partners.entry(key).or_default().push(link.alike());
                let best = nearest.entry(key).or_insert((link.other, link.alike()));
                if link.alike() > best.1 {
                    *best = (link.other, link.alike());
                }
            }
        }
        for chances in partners.values_mut() {
            chances.sort_by(|one, other| other.total_cmp(one));
        }
        let mut articles: Vec<usize> = units.iter().map(|unit| unit.article).collect();
        articles.dedup();
        let mut field =
            Self { units, first, partners, nearest, alike: HashMap::default(), articles };
        field.alike = field.articles_alike();
        field
    }

    fn articles_alike(&self) -> HashMap<(usize, usize), f64> {
        let mut met: HashMap<(usize, usize), Vec<f64>> = HashMap::default();
        let mut sizes: HashMap<usize, usize> = HashMap::default();
        for (number, unit) in self.units.iter().enumerate() {
            *sizes.entry(unit.article).or_default() += 1;
            for other in self.articles.iter().filter(|other| **other != unit.article) {
                let best = self.nearest.get(&(number, *other)).map_or(0.0, |(_, chance)| *chance);
                met.entry((unit.article, *other)).or_default().push(best);
            }
        }
        met.into_iter()
            .map(|(key, mut chances)| {
                chances.sort_by(|one, other| other.total_cmp(one));
                chances.truncate(BEST);
                let mean = chances.iter().sum::<f64>() / chances.len().max(1) as f64;
                (key, mean)
            })
            .collect()
    }

    /// The numbers of a pair, with its first unit as the wording, then with its second.
    pub(super) fn rows(&self, (left, right): (usize, usize)) -> [Around; 2] {
        [self.row(left, right), self.row(right, left)]
    }

    fn row(&self, wording: usize, support: usize) -> Around {
        let (from, to) = (self.units[wording].article, self.units[support].article);
        let (borne_out, bears_out) = self
            .first
            .link(wording, support)
            .map_or((0.0, 0.0), |link| (link.borne_out, link.bears_out));
        let it = borne_out.max(bears_out);
        let (better, lead) = self.rivals((wording, to), it);
        let (other_better, other_lead) = self.rivals((support, from), it);
        let (third, alone, other_alone) = self.thirds(wording, support);
        let at = |one: isize, other: isize| self.beside((wording, support), one, other);
        let in_step = at(-1, -1).max(at(1, 1));
        let by_wording = at(-1, 0).max(at(1, 0));
        let by_support = at(0, -1).max(at(0, 1));
        let around: f64 = (-NEXT..=NEXT)
            .flat_map(|one| (-NEXT..=NEXT).map(move |other| (one, other)))
            .filter(|step| *step != (0, 0))
            .map(|(one, other)| at(one, other))
            .sum();
        let alike = |key| self.alike.get(&key).copied().unwrap_or(0.0);
        [
            borne_out,
            bears_out,
            better as f64,
            other_better as f64,
            lead,
            other_lead,
            third,
            alone,
            other_alone,
            in_step,
            by_wording,
            by_support,
            around,
            alike((from, to)),
            alike((to, from)),
        ]
        .map(|value| value as f32)
    }

    /// How many partners of a unit in an article are better than `it`, and its lead over the best other.
    fn rivals(&self, key: (usize, usize), it: f64) -> (usize, f64) {
        let Some(chances) = self.partners.get(&key) else { return (0, it) };
        let better = chances.partition_point(|chance| *chance > it);
        let rival = if better == 0 { chances.get(1) } else { chances.first() };
        (better, it - rival.copied().unwrap_or(0.0))
    }

    /// How well one unit of a third article meets both; and how well each one's own partner there misses the other.
    fn thirds(&self, wording: usize, support: usize) -> (f64, f64, f64) {
        let own = [wording, support].map(|unit| self.units[unit].article);
        let (mut both, mut alone, mut other_alone) = (0.0_f64, 0.0_f64, 0.0_f64);
        let mut others = self.first.links(support).iter().peekable();
        for link in self.first.links(wording) {
            while others.next_if(|held| held.other < link.other).is_some() {}
            if let Some(held) = others.peek().filter(|held| held.other == link.other)
                && !own.contains(&self.units[link.other].article)
            {
                both = both.max(link.alike().min(held.alike()));
            }
        }
        for article in self.articles.iter().filter(|article| !own.contains(article)) {
            let miss = |unit: usize, other: usize| {
                let (nearest, chance) = self.nearest.get(&(unit, *article))?;
                Some(chance - self.first.alike(other, *nearest))
            };
            alone = alone.max(miss(wording, support).unwrap_or(0.0));
            other_alone = other_alone.max(miss(support, wording).unwrap_or(0.0));
        }
        (both, alone, other_alone)
    }

    /// The chance of the pair so many units on from this one in its two articles.
    fn beside(&self, (wording, support): (usize, usize), one: isize, other: isize) -> f64 {
        let step = |unit: usize, by: isize| {
            let moved = unit.checked_add_signed(by).filter(|moved| *moved < self.units.len())?;
            (self.units[moved].article == self.units[unit].article).then_some(moved)
        };
        match (step(wording, one), step(support, other)) {
            (Some(one), Some(other)) => self.first.alike(one, other),
            _ => 0.0,
        }
    }
}
