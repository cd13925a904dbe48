//! How alike two units are: the one interface that every way of comparing sentences has.

mod meaning;
mod words;

use crate::terms::Terms;
use crate::units::Unit;
use recoupe_annotate::Reading;
use recoupe_vectors::{Encoder, Vector};
use rustc_hash::FxHashMap as HashMap;

/// A measure of likeness between the units of a story.
pub(crate) trait Similarity: Sync {
    /// From 0 (nothing shared) to 1 (the same), for two units by number.
    fn score(&self, left: usize, right: usize) -> f64;

    /// Pairs of units of different articles that may be alike, each once, the smaller number first.
    fn candidates(&self) -> Vec<(usize, usize)>;
}

/// Shared terms and nearness of meaning, half and half where the meaning is nearer than the terms tell.
///
/// Terms are weighted by how rare they are in the story (inverse document frequency), with coverage of both
/// sides: part Dice, part containment, so that a short clause can match inside a long one. Meaning is the
/// cosine of the clauses' static vectors, which joins what shares no word, above all between languages.
pub(crate) struct Hybrid<'a> {
    units: &'a [Unit],
    vectors: Vec<Vector>,
    weights: Vec<f64>,
    totals: Vec<f64>,
    terms: &'a Terms,
    /// The language of each article, by number.
    languages: Vec<usize>,
    sentences: HashMap<(usize, usize), Vec<usize>>,
}

/// A term in more than one unit in so many links nothing.
const COMMON: usize = 5;

/// A term in more units than this links nothing, however long the story.
const MOST: usize = 400;

/// Clauses whose meaning is as near as this are compared though they share one term only.
const NEAR: f64 = 0.3;

/// Up to so many units, those of two languages are compared though they share no term.
const FEW: usize = 4000;

/// How much the sentences around two clauses count.
const CONTEXT: f64 = 0.2;

impl<'a> Hybrid<'a> {
    /// Weighs the terms of `units`.
    #[must_use]
    pub(crate) fn of(readings: &[&Reading], units: &'a [Unit], terms: &'a Terms) -> Self {
        // Units are compared between articles only: one article alone needs no vectors.
        let compared = if readings.len() > 1 { units } else { &[] };
        let encoder = Encoder::get();
        let vectors = compared
            .iter()
            .map(|unit| encoder.encode(unit.span.of(readings[unit.article].text())))
            .collect();
        let mut frequency: Vec<usize> = vec![0; terms.is_name.len()];
        let mut sentences: HashMap<(usize, usize), Vec<usize>> = HashMap::default();
        for (number, unit) in units.iter().enumerate() {
            unit.terms.iter().for_each(|term| frequency[*term as usize] += 1);
            sentences.entry((unit.article, unit.sentence)).or_default().push(number);
        }
        let count = units.len() as f64;
        // Names tell who, words tell what: a name alone makes no fact.
        let weights: Vec<f64> = frequency
            .iter()
            .zip(&terms.is_name)
            .map(|(frequency, is_name)| {
                let idf = (1.0 + count / (*frequency).max(1) as f64).ln();
                if *is_name { idf * 0.8 } else { idf }
            })
            .collect();
        let totals = units
            .iter()
            .map(|unit| unit.terms.iter().map(|term| weights[*term as usize]).sum())
            .collect();
        let languages = readings.iter().map(|reading| reading.syntax.language.index()).collect();
        Self { units, vectors, weights, totals, terms, languages, sentences }
    }
}

impl Similarity for Hybrid<'_> {
    fn score(&self, left: usize, right: usize) -> f64 {
        let own = self.overlap(left, right);
        let meaning = self.meaning(left, right);
        let translated = self.is_translated(left, right);
        if own < 0.1 && meaning < NEAR && !translated {
            return own;
        }
        let (first, second) = (&self.units[left], &self.units[right]);
        let own = own.max(self.local(left, right));
        let mut own = own.max(f64::midpoint(own, meaning));
        if translated {
            own = own.max(self.across(left, right));
        }
        let mut score = (1.0 - CONTEXT) * own + CONTEXT * self.sentence_overlap(first, second);
        if !first.dates.is_empty() && !second.dates.is_empty() {
            let agree = first
                .dates
                .iter()
                .any(|date| second.dates.iter().any(|other| date.agrees_with(other)));
            score += if agree { 0.08 } else { -0.12 };
        }
        score.clamp(0.0, 1.0)
    }

    fn candidates(&self) -> Vec<(usize, usize)> {
        let limit = (self.units.len() / COMMON).clamp(12, MOST);
        let mut postings: HashMap<u32, Vec<usize>> = HashMap::default();
        for (number, unit) in self.units.iter().enumerate() {
            unit.terms.iter().for_each(|term| postings.entry(*term).or_default().push(number));
        }
        let mut pairs = Vec::new();
        let mut shared: HashMap<usize, u32> = HashMap::default();
        for (number, unit) in self.units.iter().enumerate() {
            shared.clear();
            for places in unit
                .terms
                .iter()
                .filter_map(|term| postings.get(term))
                .filter(|places| places.len() <= limit)
            {
                let first = places.partition_point(|other| *other <= number);
                for other in &places[first..] {
                    if self.units[*other].article != unit.article {
                        *shared.entry(*other).or_default() += 1;
                    }
                }
            }
            let mut others: Vec<usize> = shared
                .iter()
                .filter(|(other, count)| **count >= 2 || self.meaning(number, **other) >= NEAR)
                .map(|(other, _)| *other)
                .collect();
            if self.units.len() <= FEW {
                others.extend((number + 1..self.units.len()).filter(|other| {
                    self.is_translated(number, *other) && self.cosine(number, *other) >= NEAR
                }));
            }
            others.sort_unstable();
            others.dedup();
            pairs.extend(others.into_iter().map(|other| (number, other)));
        }
        pairs
    }
}
