//! The index: which reports of the last weeks share something rare with a new one, and how alike they are.
//!
//! Likeness is the cosine of sparse vectors, weighted by how rare a feature is among the reports of the window (as
//! if [`BACKGROUND`] others stood among them, so that five reports of one affair given alone do not make each
//! other's words common), corrected by the nearness of dense vectors: up for the same thing in other words or
//! another language, down for look-alikes. On same-language news sparse vectors beat dense ones (Miranda
//! and others 2018). Reports are found by their rare features alone, and the likeness of the best of them is then taken
//! in full, so that the cost of a report does not grow with the archive.

use crate::signature::{Signature, is_word};
use recoupe_vectors::Vector;
use rustc_hash::FxHashMap as HashMap;

/// Reports that the given ones are thought to stand among.
const BACKGROUND: f64 = 100.0;

/// Features of more reports than this find none: what is in so many tells little.
const COMMON: usize = 400;

/// So many places of features are looked at in all.
const LOOKED_AT: usize = 6000;

/// So many of the reports that share most are compared in full.
const COMPARED: usize = 96;

/// The chance that two reports tell of one affair, as a logistic function of what they share, of the nearness of
/// their beginnings and of the days between them; for reports of one language, and for those of two, whose words
/// seldom match. Fitted on half the topics of ECB+, MEANTIME and ITN; the days, which ECB+ lacks, set by hand.
const ALIKE: Odds = Odds { base: -5.3, shared: 8.0, meaning: 6.2 };
const TRANSLATED: Odds = Odds { base: -4.8, shared: 7.4, meaning: 6.2 };
const DAY: f64 = -0.2;

/// What is left of two reports of two languages without their words is at least this part of them.
const COMMON_PART: f64 = 0.1;

struct Odds {
    base: f64,
    shared: f64,
    meaning: f64,
}

/// Links weaker than this are not kept.
const FAINT: f64 = 0.05;

/// A report of the window.
#[derive(Debug)]
pub(crate) struct Entry {
    features: Vec<(u64, f32)>,
    pub(crate) names: Vec<u64>,
    meaning: Vector,
    language: String,
    pub(crate) day: Option<i32>,
    /// The length of the part of `features` that is not words of one language.
    common: f64,
}

/// The reports of the window.
#[derive(Debug, Default)]
pub(crate) struct Index {
    entries: HashMap<u64, Entry>,
    postings: HashMap<u64, Posting>,
}

/// The reports that have a feature.
#[derive(Debug, Default)]
struct Posting {
    /// How many of them are in the window.
    count: usize,
    /// They, and some that have left it: they are taken out when they are as many as the others.
    places: Vec<(u64, f32)>,
}

impl Index {
    pub(crate) fn entry(&self, number: u64) -> Option<&Entry> {
        self.entries.get(&number)
    }

    /// Takes in report `number`; gives its links to the reports before it, best first.
    pub(crate) fn add(&mut self, number: u64, signature: Signature) -> Vec<(u64, f64)> {
        let day = signature.day.map(day_number);
        let features = self.weighed(&signature.features);
        let common: f64 = features
            .iter()
            .filter(|(feature, _)| !is_word(*feature))
            .map(|(_, weight)| f64::from(*weight).powi(2))
            .sum();
        let entry = Entry {
            features,
            common: common.sqrt(),
            names: signature.names,
            meaning: signature.meaning,
            language: signature.language,
            day,
        };
        let links = self.links(&entry);
        for (feature, weight) in &entry.features {
            let posting = self.postings.entry(*feature).or_default();
            posting.count += 1;
            posting.places.push((number, *weight));
        }
        self.entries.insert(number, entry);
        links
    }

    /// Lets go of report `number`.
    pub(crate) fn remove(&mut self, number: u64) {
        let Some(entry) = self.entries.remove(&number) else { return };
        for (feature, _) in entry.features {
            let Some(posting) = self.postings.get_mut(&feature) else { continue };
            posting.count -= 1;
            if posting.count == 0 {
                self.postings.remove(&feature);
            } else if posting.places.len() > 2 * posting.count {
                posting.places.retain(|(held, _)| self.entries.contains_key(held));
            }
        }
    }

    /// The features with their rarity, as a vector of length one.
    fn weighed(&self, features: &[(u64, f32)]) -> Vec<(u64, f32)> {
        let all = self.entries.len() as f64 + 1.0 + BACKGROUND;
        let mut vector: Vec<(u64, f32)> = features
            .iter()
            .map(|(feature, weight)| {
                let frequency =
                    self.postings.get(feature).map_or(0, |posting| posting.count) as f64 + 1.0;
                (*feature, weight * (all / frequency).ln() as f32)
            })
            .collect();
        let length = vector
            .iter()
            .map(|(_, weight)| f64::from(*weight).powi(2))
            .sum::<f64>()
            .sqrt()
            .max(f64::MIN_POSITIVE);
        for (_, weight) in &mut vector {
            *weight /= length as f32;
        }
        vector
    }

    fn links(&self, entry: &Entry) -> Vec<(u64, f64)> {
        let mut postings: Vec<(f32, &Posting)> = entry
            .features
            .iter()
            .filter_map(|(feature, weight)| Some((*weight, self.postings.get(feature)?)))
            .filter(|(_, posting)| posting.count <= COMMON)
            .collect();
        // The rarest first, until enough was looked at. The sort is stable: the order is one's own.
        postings.sort_by_key(|(_, posting)| posting.count);
        let mut shared: HashMap<u64, f64> = HashMap::default();
        let mut looked = 0;
        for (weight, posting) in postings {
            looked += posting.count;
            if looked > LOOKED_AT {
                break;
            }
            for (other, held) in &posting.places {
                *shared.entry(*other).or_default() += f64::from(weight * held);
            }
        }
        let mut found: Vec<(u64, f64)> = shared.into_iter().collect();
        let order = |a: &(u64, f64), b: &(u64, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > COMPARED {
            found.select_nth_unstable_by(COMPARED, order);
            found.truncate(COMPARED);
        }
        let mut links: Vec<(u64, f64)> = found
            .into_iter()
            .filter_map(|(other, _)| Some((other, likeness(entry, self.entries.get(&other)?))))
            .filter(|(_, score)| *score >= FAINT)
            .collect();
        links.sort_by(order);
        links
    }
}

/// The chance that two reports tell of one affair, 0 to 1.
fn likeness(left: &Entry, right: &Entry) -> f64 {
    let days = match (left.day, right.day) {
        (Some(one), Some(other)) => (one - other).abs(),
        _ => 0,
    };
    let shared = dot(&left.features, &right.features);
    let (odds, shared) = if left.language == right.language {
        (ALIKE, shared)
    } else {
        // Words of two languages seldom match: what else there is is weighed as if it were all.
        (TRANSLATED, shared / (left.common * right.common).max(COMMON_PART))
    };
    let odds = odds.base
        + odds.shared * shared
        + odds.meaning * left.meaning.cosine(&right.meaning)
        + DAY * f64::from(days);
    1.0 / (1.0 + (-odds).exp())
}

/// The product of two vectors sorted by feature.
fn dot(left: &[(u64, f32)], right: &[(u64, f32)]) -> f64 {
    let (mut one, mut other, mut sum) = (0, 0, 0.0);
    while let (Some(first), Some(second)) = (left.get(one), right.get(other)) {
        match first.0.cmp(&second.0) {
            std::cmp::Ordering::Less => one += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                sum += f64::from(first.1) * f64::from(second.1);
                one += 1;
                other += 1;
            }
        }
    }
    sum
}

/// Days since 1970.
pub(crate) fn day_number(date: jiff::civil::Date) -> i32 {
    date.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days())
}
