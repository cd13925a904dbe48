//! A closer look at the stories of a stream: which of them are one.
//!
//! The stream decides as reports come, on what few of them show; across languages it leaves stories in pieces. Where all
//! reports are at hand, each is held beside each, and stories whose reports are on average likely to tell of one affair
//! are merged, the likeliest first (average linkage). It only merges: what the stream holds for one stays one. The chance
//! is a logistic function of what two reports share: of one language the stream's own, which parts look-alikes; of two
//! languages fitted on stories with complete gold (`training/measure`).

use crate::merging::merged;
use crate::signature::{Signature, is_word};
use rayon::prelude::*;
use recoupe_annotate::Reading;
use rustc_hash::FxHashMap as HashMap;

/// Reports that the given ones are thought to stand among, so that what a few reports share stays rare.
const BACKGROUND: f64 = 100.0;

/// Days apart beyond which it matters no more.
const DAYS: i32 = 15;

/// Stories as likely as this to be one, on average over the pairs of their reports, are merged.
const ONE_STORY: f64 = 0.3;

/// Pairs less likely than this are left out of account.
const FAINT: f64 = 0.01;

/// A feature of more reports than this brings no two of them together; up to so many reports, all pairs are looked at.
const COMMON: usize = 200;

/// What two reports share.
pub const COLUMNS: [&str; 7] = [
    "one language",
    "shared",
    "shared across languages",
    "names",
    "meaning",
    "days apart",
    "day unknown",
];

/// The numbers of one pair of reports.
pub type Beside = [f64; COLUMNS.len()];

/// What every two reports share: for the second report of each pair, all the first ones before it.
#[must_use]
pub fn beside(readings: &[Reading]) -> Vec<Vec<Beside>> {
    let known: Vec<Known> = known(readings);
    (0..known.len())
        .into_par_iter()
        .map(|second| (0..second).map(|first| numbers(&known[first], &known[second])).collect())
        .collect()
}

/// Merges the stories of `readings` that are likely one; each story is a list of positions, in order.
#[must_use]
pub fn closer(readings: &[Reading], stories: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    if stories.len() < 2 {
        return stories;
    }
    let known = known(readings);
    let pairs = pairs(&known);
    let chance = |[first, second]: [usize; 2]| chance(&numbers(&known[first], &known[second]));
    let mut chances: Vec<([usize; 2], f64)> =
        pairs.into_par_iter().map(|pair| (pair, chance(pair))).collect();
    chances.retain(|(_, chance)| *chance >= FAINT);
    merged(stories, &chances, ONE_STORY)
}

/// The pairs that share what few others have.
fn pairs(known: &[Known]) -> Vec<[usize; 2]> {
    if known.len() <= COMMON {
        return (0..known.len())
            .flat_map(|second| (0..second).map(move |first| [first, second]))
            .collect();
    }
    let mut places: HashMap<u64, Vec<usize>> = HashMap::default();
    for (number, held) in known.iter().enumerate() {
        held.common
            .iter()
            .for_each(|(feature, _)| places.entry(*feature).or_default().push(number));
    }
    let mut found: Vec<[usize; 2]> = places
        .values()
        .filter(|places| places.len() <= COMMON)
        .flat_map(|places: &Vec<usize>| {
            let before =
                move |at: usize| places[..at].iter().map(move |first| [*first, places[at]]);
            (1..places.len()).flat_map(before)
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The chance that two reports tell of one affair.
fn chance(beside: &Beside) -> f64 {
    let [one_language, shared, common, names, meaning, days, unknown] = beside;
    let odds = if *one_language > 0.0 {
        -5.3 + 8.0 * shared + 6.2 * meaning - 0.2 * days
    } else {
        -7.6 + 128.8 * common - 53.7 * names + 7.67 * meaning - 0.147 * days - 2.64 * unknown
    };
    1.0 / (1.0 + (-odds).exp())
}

/// A report, ready to be held beside others.
struct Known {
    language: String,
    all: Vec<(u64, f64)>,
    common: Vec<(u64, f64)>,
    names: Vec<(u64, f64)>,
    meaning: recoupe_vectors::Vector,
    day: Option<jiff::civil::Date>,
}

fn known(readings: &[Reading]) -> Vec<Known> {
    let signatures: Vec<Signature> = readings.par_iter().map(Signature::of).collect();
    let mut frequency: HashMap<u64, usize> = HashMap::default();
    for (feature, _) in signatures.iter().flat_map(|signature| &signature.features) {
        *frequency.entry(*feature).or_default() += 1;
    }
    let count = readings.len() as f64 + BACKGROUND;
    let rarity = |feature: u64| (count / frequency[&feature] as f64).ln();
    signatures
        .into_iter()
        .map(|signature| {
            let weighed = |keep: &dyn Fn(u64) -> bool| {
                let kept = signature.features.iter().filter(|(feature, _)| keep(*feature));
                unit(
                    kept.map(|(feature, weight)| (*feature, f64::from(*weight) * rarity(*feature)))
                        .collect(),
                )
            };
            Known {
                all: weighed(&|_| true),
                common: weighed(&|feature| !is_word(feature)),
                names: weighed(&|feature| signature.names.binary_search(&feature).is_ok()),
                language: signature.language.clone(),
                meaning: signature.meaning,
                day: signature.day,
            }
        })
        .collect()
}

/// A vector of length one.
fn unit(mut vector: Vec<(u64, f64)>) -> Vec<(u64, f64)> {
    let square: f64 = vector.iter().map(|(_, weight)| weight * weight).sum();
    let length = square.sqrt().max(f64::MIN_POSITIVE);
    for (_, weight) in &mut vector {
        *weight /= length;
    }
    vector
}

fn numbers(one: &Known, other: &Known) -> Beside {
    let days = one.day.zip(other.day).and_then(|(first, second)| second.since(first).ok());
    [
        f64::from(u8::from(one.language == other.language)),
        dot(&one.all, &other.all),
        dot(&one.common, &other.common),
        dot(&one.names, &other.names),
        one.meaning.cosine(&other.meaning),
        days.map_or(0.0, |days| f64::from(days.get_days().abs().min(DAYS))),
        f64::from(u8::from(days.is_none())),
    ]
}

/// The product of two vectors sorted by feature.
fn dot(left: &[(u64, f64)], right: &[(u64, f64)]) -> f64 {
    let mut others = right.iter().peekable();
    let product = |(feature, weight): &(u64, f64)| {
        while others.next_if(|held| held.0 < *feature).is_some() {}
        others.peek().filter(|held| held.0 == *feature).map(|held| weight * held.1)
    };
    left.iter().filter_map(product).sum()
}
