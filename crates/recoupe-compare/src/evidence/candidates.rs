//! Which pairs of units are looked at: those of two articles that share something rare, or that lie near in meaning.

use super::Evidence;
use rustc_hash::FxHashMap as HashMap;

/// Up to so many units every pair is looked at that is near enough.
const FEW: usize = 1500;

/// The least cosine of two units that share nothing rare.
const NEAR: f64 = 0.15;

/// A term in more than one unit in so many links nothing.
const COMMON: usize = 5;

/// A term in more units than this links nothing, however long the story.
const MOST: usize = 400;

/// Pairs of units of different articles, each once, the smaller number first, in order.
#[must_use]
pub(crate) fn candidates(evidence: &Evidence<'_>) -> Vec<(usize, usize)> {
    let units = evidence.units;
    let limit = (units.len() / COMMON).clamp(12, MOST);
    let mut postings: HashMap<u32, Vec<usize>> = HashMap::default();
    for (number, unit) in units.iter().enumerate() {
        unit.terms.iter().for_each(|term| postings.entry(*term).or_default().push(number));
    }
    let mut pairs = Vec::new();
    let mut others: Vec<usize> = Vec::new();
    for (number, unit) in units.iter().enumerate() {
        others.clear();
        if units.len() <= FEW {
            others.extend(
                (number + 1..units.len())
                    .filter(|other| units[*other].article != unit.article)
                    .filter(|other| evidence.cosine(number, *other) >= NEAR),
            );
        }
        let places = unit
            .terms
            .iter()
            .filter_map(|term| postings.get(term))
            .filter(|places| places.len() <= limit);
        for places in places {
            let first = places.partition_point(|other| *other <= number);
            let apart =
                places[first..].iter().filter(|other| units[**other].article != unit.article);
            others.extend(apart);
        }
        others.sort_unstable();
        others.dedup();
        pairs.extend(others.iter().map(|other| (number, *other)));
    }
    pairs
}
