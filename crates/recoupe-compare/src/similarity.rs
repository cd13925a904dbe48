//! How alike two units are: the one interface that every way of comparing sentences has.

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

/// The matched weight at which a dense stretch scores one half.
const LOCAL: f64 = 9.0;

/// Vectors of clauses with a lower cosine have nothing in common, with a higher one they say the same. Of
/// unrelated sentences 99.9 % lie below the first; half of the translations lie near the second.
const UNLIKE: f64 = 0.3;
const ALIKE: f64 = 0.7;

/// Clauses whose meaning is as near as this are compared though they share one term only.
const NEAR: f64 = 0.3;

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

    /// The weight of the shared terms, and how many of them are words, not names.
    fn shared(&self, left: usize, right: usize) -> (f64, usize) {
        let mut weight = 0.0;
        let mut words = 0;
        let mut other = self.units[right].terms.iter().peekable();
        for term in &self.units[left].terms {
            while other.next_if(|held| *held < term).is_some() {}
            if other.peek() == Some(&term) {
                weight += self.weights[*term as usize];
                words += usize::from(!self.terms.is_name[*term as usize]);
            }
        }
        (weight, words)
    }

    fn overlap(&self, left: usize, right: usize) -> f64 {
        // One shared word beside names tells who, not what.
        let (shared, words) = self.shared(left, right);
        let (first, second) = (self.totals[left], self.totals[right]);
        if words < 2 || first == 0.0 || second == 0.0 {
            return 0.0;
        }
        let dice = 2.0 * shared / (first + second);
        let containment = shared / first.min(second);
        0.6 * dice + 0.4 * containment
    }

    /// How much the best-matching stretches of the two weigh: in each, the run of terms with the most
    /// weight matched over unmatched. Two long clauses that share one fact share one dense stretch.
    fn local(&self, left: usize, right: usize) -> f64 {
        let (first, second) = (&self.units[left], &self.units[right]);
        let (one, words) = self.densest(first, second);
        let (other, more) = self.densest(second, first);
        if words.min(more) < 2 {
            return 0.0;
        }
        let weight = one.min(other);
        weight / (weight + LOCAL)
    }

    /// The weight of the densest run of `unit`'s terms against `against`, and how many words match in it.
    fn densest(&self, unit: &Unit, against: &Unit) -> (f64, usize) {
        let (mut best, mut best_words) = (0.0, 0);
        let (mut run, mut words) = (0.0_f64, 0);
        for term in &unit.sequence {
            let weight = self.weights[*term as usize];
            if against.terms.binary_search(term).is_ok() {
                run += weight;
                words += usize::from(!self.terms.is_name[*term as usize]);
            } else {
                run -= 0.6 * weight;
            }
            if run <= 0.0 {
                (run, words) = (0.0, 0);
            } else if run > best {
                (best, best_words) = (run, words);
            }
        }
        (best, best_words)
    }

    /// How near the vectors of the two lie, 0 to 1.
    fn meaning(&self, left: usize, right: usize) -> f64 {
        let (Some(one), Some(other)) = (self.vectors.get(left), self.vectors.get(right)) else {
            return 0.0;
        };
        let cosine = one.cosine(other);
        ((cosine - UNLIKE) / (ALIKE - UNLIKE)).clamp(0.0, 1.0)
    }

    fn sentence_overlap(&self, left: &Unit, right: &Unit) -> f64 {
        let all = |unit: &Unit| {
            let mut terms: Vec<u32> = self
                .sentences
                .get(&(unit.article, unit.sentence))
                .into_iter()
                .flatten()
                .flat_map(|number| self.units[*number].terms.iter().copied())
                .collect();
            terms.sort_unstable();
            terms.dedup();
            terms
        };
        let (first, second) = (all(left), all(right));
        let weigh =
            |terms: &[u32]| terms.iter().map(|term| self.weights[*term as usize]).sum::<f64>();
        let shared: Vec<u32> =
            first.iter().copied().filter(|term| second.binary_search(term).is_ok()).collect();
        let total = weigh(&first) + weigh(&second);
        if total == 0.0 { 0.0 } else { 2.0 * weigh(&shared) / total }
    }
}

/// Between languages: what nearness of meaning counts, and what a name, figure or date in both does, up to two.
const MEANT: f64 = 0.85;
const ANCHOR: f64 = 0.22;
const ANCHORS: usize = 2;
const FLOOR: f64 = 0.2;
const CEIL: f64 = 0.6;

impl Hybrid<'_> {
    fn is_translated(&self, left: usize, right: usize) -> bool {
        let language = |unit: usize| self.languages[self.units[unit].article];
        language(left) != language(right)
    }

    /// How alike two clauses of two languages are, where few words can be the same.
    fn across(&self, left: usize, right: usize) -> f64 {
        let cosine = self.vectors[left].cosine(&self.vectors[right]);
        let meaning = ((cosine - FLOOR) / (CEIL - FLOOR)).clamp(0.0, 1.0);
        let anchors = self.units[left]
            .terms
            .iter()
            .filter(|term| {
                (self.terms.is_name[**term as usize] || self.terms.is_figure[**term as usize])
                    && self.units[right].terms.binary_search(term).is_ok()
            })
            .count();
        let env = |name: &str, default: f64| {
            std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
        };
        (env("MEANT", MEANT) * meaning + env("ANCHOR", ANCHOR) * anchors.min(ANCHORS) as f64)
            .min(1.0)
    }
}

impl Similarity for Hybrid<'_> {
    fn score(&self, left: usize, right: usize) -> f64 {
        let own = self.overlap(left, right);
        let meaning = self.meaning(left, right);
        let translated = self.is_translated(left, right) && !self.vectors.is_empty();
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
        let limit = (self.units.len() / COMMON).max(12);
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
            if !self.vectors.is_empty() {
                for other in number + 1..self.units.len() {
                    if self.units[other].article != unit.article
                        && self.is_translated(number, other)
                        && self.vectors[number].cosine(&self.vectors[other]) >= NEAR
                    {
                        *shared.entry(other).or_default() += 2;
                    }
                }
            }
            let mut others: Vec<usize> = shared
                .iter()
                .filter(|(other, count)| **count >= 2 || self.meaning(number, **other) >= NEAR)
                .map(|(other, _)| *other)
                .collect();
            others.sort_unstable();
            pairs.extend(others.into_iter().map(|other| (number, other)));
        }
        pairs
    }
}
