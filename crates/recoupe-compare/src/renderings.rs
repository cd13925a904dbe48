//! Renderings: reports that tell another one sentence by sentence, in other words or in another language.
//!
//! An editor's rewording and a translation keep the order of what they are made from; two reporters at one event
//! each have their own. So each unit of the shorter report is laid beside the likeliest one of the longer (`measure`), and
//! the heaviest run of pairs that goes forward in both is one text told twice where it weighs enough and no figure, day or
//! hour in it differs: who renders a text keeps them. Limits: a
//! rendering that puts its sentences in quite another order is not found, nor one of a few sentences.

use crate::copies::{agency, copier};
use crate::evidence::Evidence;
use crate::measure::{Measure, POSSIBLY};
use crate::sources::{Sources, Told};
use crate::story::Copy;
use crate::units::Unit;
use recoupe_annotate::Reading;
use recoupe_text::Span;

/// The mean chance over all units of the shorter report, of those in the run, from which it is a rendering: of any two
/// reports, and of two that credit one agency.
const RENDERED: f64 = 0.45;
const CREDITED: f64 = 0.3;

/// The fewest units that are a text, and the least of them that go forward together.
const FEWEST: usize = 6;
const TOGETHER: usize = 5;

/// The renderings among `readings`, of pairs that are not in `verbatim`.
#[must_use]
pub(crate) fn renderings(
    readings: &[&Reading],
    units: &[Unit],
    evidence: &Evidence<'_>,
    sources: &Sources<'_>,
    verbatim: &[Copy],
) -> Vec<Copy> {
    let mut found = Vec::new();
    for left in 0..readings.len() {
        for right in left + 1..readings.len() {
            if verbatim.iter().all(|copy| copy.articles != [left, right]) {
                found.extend(rendering(
                    readings,
                    units,
                    evidence,
                    sources.told([left, right]),
                    [left, right],
                ));
            }
        }
    }
    found
}

fn rendering(
    readings: &[&Reading],
    units: &[Unit],
    evidence: &Evidence<'_>,
    told: &Told,
    articles: [usize; 2],
) -> Option<Copy> {
    let Told { run, weight, sizes } = told;
    let shorter = sizes[0].min(sizes[1]);
    let credits = articles.map(|article| &readings[article].article.agencies);
    let credited = credits[0].iter().any(|held| credits[1].contains(held));
    let least = if credited { CREDITED } else { RENDERED };
    let differs = |pair: &Beside| evidence.clash(pair.units[0], pair.units[1]);
    if shorter < FEWEST
        || run.len() < TOGETHER
        || *weight < least * shorter as f64
        || run.iter().any(differs)
    {
        return None;
    }
    let passages = run.iter().map(|pair| pair.units.map(|unit| units[unit].span));
    let mut passages: Vec<[Span; 2]> = passages.collect();
    passages.sort_unstable();
    Some(Copy {
        articles,
        passages,
        share: run.len() as f64 / shorter as f64,
        agency: agency(readings, articles),
        copier: copier(readings, articles),
    })
}

/// The units of each article that are not its title.
pub(crate) fn told_by_article(articles: usize, units: &[Unit]) -> Vec<Vec<usize>> {
    let mut told = vec![Vec::new(); articles];
    for (number, unit) in units.iter().enumerate().filter(|(_, unit)| !unit.is_title) {
        told[unit.article].push(number);
    }
    told
}

/// The heaviest run of pairs of two articles.
pub(crate) fn told_together(
    units: &[Unit],
    measure: &Measure,
    told: &[Vec<usize>],
    articles: [usize; 2],
) -> Vec<Beside> {
    let [left, right] = articles.map(|article| &told[article]);
    let swapped = left.len() > right.len();
    let short = if swapped { right } else { left };
    let other = if swapped { articles[0] } else { articles[1] };
    let nearest = |unit: &usize| {
        // Of equals the first.
        let links = measure.links(*unit).iter().rev();
        let near =
            links.filter(|link| units[link.other].article == other && !units[link.other].is_title);
        let best = near.max_by(|one, other| one.alike().total_cmp(&other.alike()))?;
        (best.alike() >= POSSIBLY)
            .then(|| Beside { units: [*unit, best.other], chance: best.alike() })
    };
    let mut run = heaviest(&short.iter().filter_map(nearest).collect::<Vec<_>>());
    if swapped {
        for pair in &mut run {
            pair.units.swap(0, 1);
        }
    }
    run
}

/// Two units laid beside each other, one of each article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside {
    pub(crate) units: [usize; 2],
    pub(crate) chance: f64,
}

/// The run of pairs that goes forward in both reports and weighs most.
fn heaviest(pairs: &[Beside]) -> Vec<Beside> {
    // For each pair the weight of the best run that ends in it, and the pair before it there.
    let mut runs: Vec<(f64, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let mut best = (0.0, None);
        for before in (0..at).filter(|before| pairs[*before].units[1] < pair.units[1]) {
            if runs[before].0 > best.0 {
                best = (runs[before].0, Some(before));
            }
        }
        runs.push((best.0 + pair.chance, best.1));
    }
    let mut at = (0..runs.len()).rev().max_by(|one, other| runs[*one].0.total_cmp(&runs[*other].0));
    let mut run = Vec::new();
    while let Some(end) = at {
        run.push(pairs[end]);
        at = runs[end].1;
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_run_goes_forward() {
        let pair = |short, long, chance| Beside { units: [short, long], chance };
        let pairs =
            [pair(0, 3, 0.9), pair(1, 0, 0.5), pair(2, 1, 0.5), pair(3, 2, 0.6), pair(4, 5, 0.4)];
        let run: Vec<usize> = heaviest(&pairs).iter().map(|pair| pair.units[0]).collect();
        assert_eq!(run, [1, 2, 3, 4]);
        assert!(heaviest(&[]).is_empty());
    }
}
