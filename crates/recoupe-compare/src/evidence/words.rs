//! What two units share in words: terms weighed by how rare they are in the story.

use crate::terms::{Term, Terms};
use crate::units::Unit;
use rustc_hash::FxHashMap as HashMap;

/// The matched weight at which a dense stretch scores one half.
const LOCAL: f64 = 9.0;

/// What a term that is not matched takes from the run it stands in.
const GAP: f64 = 0.6;

/// What a name counts of a word as rare: names tell who, words tell what.
const NAME: f64 = 0.8;

/// What each term of a story weighs.
pub(super) struct Weights {
    weights: Vec<f64>,
    /// The terms of each sentence, by article and number.
    sentences: HashMap<(usize, usize), Vec<Term>>,
}

/// What two units share.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shared {
    /// The weight of the shared terms.
    pub(super) weight: f64,
    /// Its share of the first unit.
    pub(super) of_one: f64,
    /// Its share of the second.
    pub(super) of_other: f64,
    /// How many of them are words, neither names nor figures.
    pub(super) words: usize,
    /// How many of them are names.
    pub(super) names: usize,
    /// The weight of the rarest.
    pub(super) rarest: f64,
}

impl Weights {
    pub(super) fn of(units: &[Unit], terms: &Terms) -> Self {
        let mut frequency: Vec<usize> = vec![0; terms.is_name.len()];
        let mut sentences: HashMap<(usize, usize), Vec<Term>> = HashMap::default();
        for unit in units {
            unit.terms.iter().for_each(|term| frequency[*term as usize] += 1);
            sentences.entry((unit.article, unit.sentence)).or_default().extend(&unit.terms);
        }
        for terms in sentences.values_mut() {
            terms.sort_unstable();
            terms.dedup();
        }
        let count = units.len() as f64;
        let weights = frequency
            .iter()
            .zip(&terms.is_name)
            .map(|(frequency, is_name)| {
                let rarity = (1.0 + count / (*frequency).max(1) as f64).ln();
                if *is_name { rarity * NAME } else { rarity }
            })
            .collect();
        Self { weights, sentences }
    }

    fn total(&self, terms: &[Term]) -> f64 {
        terms.iter().map(|term| self.weights[*term as usize]).sum()
    }

    pub(super) fn shared(&self, one: &Unit, other: &Unit, terms: &Terms) -> Shared {
        let mut found = Shared::default();
        for term in common(&one.terms, &other.terms) {
            let weight = self.weights[term as usize];
            found.weight += weight;
            found.rarest = found.rarest.max(weight);
            if terms.is_name[term as usize] {
                found.names += 1;
            } else if !terms.is_figure[term as usize] {
                found.words += 1;
            }
        }
        let (first, second) = (self.total(&one.terms), self.total(&other.terms));
        if first > 0.0 && second > 0.0 {
            (found.of_one, found.of_other) = (found.weight / first, found.weight / second);
        }
        found
    }

    /// The terms that the whole sentences of two units share, both sides covered (Dice).
    pub(super) fn sentences(&self, one: &Unit, other: &Unit) -> f64 {
        let of = |unit: &Unit| self.sentences.get(&(unit.article, unit.sentence));
        let (Some(first), Some(second)) = (of(one), of(other)) else { return 0.0 };
        let shared: f64 = common(first, second).map(|term| self.weights[term as usize]).sum();
        let total = self.total(first) + self.total(second);
        if total == 0.0 { 0.0 } else { 2.0 * shared / total }
    }

    /// How much the densest run of `unit`'s terms against `against` weighs, 0 to 1: the stretch with the most weight
    /// matched over unmatched, of two words at least. Two long clauses that share one fact share one dense stretch.
    pub(super) fn run(&self, unit: &Unit, against: &Unit, terms: &Terms) -> f64 {
        let (mut best, mut best_words) = (0.0, 0);
        let (mut run, mut words) = (0.0_f64, 0);
        for term in &unit.sequence {
            let weight = self.weights[*term as usize];
            if against.terms.binary_search(term).is_ok() {
                run += weight;
                words += usize::from(!terms.is_name[*term as usize]);
            } else {
                run -= GAP * weight;
            }
            if run <= 0.0 {
                (run, words) = (0.0, 0);
            } else if run > best {
                (best, best_words) = (run, words);
            }
        }
        if best_words < 2 { 0.0 } else { best / (best + LOCAL) }
    }
}

/// The terms that stand in both of two sorted lists.
fn common<'a>(one: &'a [Term], other: &'a [Term]) -> impl Iterator<Item = Term> + 'a {
    let mut others = other.iter().peekable();
    one.iter().copied().filter(move |term| {
        while others.next_if(|held| *held < term).is_some() {}
        others.peek() == Some(&term)
    })
}
