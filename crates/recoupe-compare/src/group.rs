//! Grouping: which readings tell of one affair.
//!
//! Sparse vectors of what each report names, counts, dates and talks about; names and figures weigh more
//! than words, words of the general news vocabulary less, because look-alike affairs (two quakes, two
//! summits with the same people) share the words and differ in the names, the figures and the days.
//! Clusters are merged best pair first while their mean likeness holds (average linkage). Rarity is
//! reckoned as if the reports stood among [`BACKGROUND`] others, so that five reports of one affair
//! given alone do not make each other's words common. On same-language news such vectors beat dense ones
//! (Miranda and others 2018); the nearness of dense ones corrects them where two reports share something, up for the same
//! thing in other words or another language, down for look-alikes.

use crate::terms::general_word;
use recoupe_annotate::Reading;
use recoupe_annotate::grammar::Classes;
use recoupe_annotate::names::EntityKind;
use recoupe_text::{TokenKind, fold};
use recoupe_vectors::{Encoder, Vector as Meaning};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// Reports that the given ones are thought to stand among.
const BACKGROUND: f64 = 100.0;

/// Clusters at least as alike as this on average tell of one affair.
const SAME_AFFAIR: f64 = 0.20;

/// Reports further apart than this many days seldom tell of one affair.
const APART: i32 = 30;

/// How much the nearness of two reports' vectors adds to the likeness of what they share, and from which cosine on it
/// does, for reports of one language and of two: translations lie further apart than rewordings.
const MEANING: f64 = 0.4;
const NEAR_ONE: f64 = 0.5;
const NEAR_TWO: f64 = 0.35;
/// How much of a report its vector is made of, in bytes: what happened stands at its beginning.
const LEAD: usize = 1200;

/// The weight of each kind of feature.
const NAME: f64 = 2.0;
const FIGURE: f64 = 1.2;
const DATE: f64 = 1.5;
const GENERAL: f64 = 0.6;

type Vector = Vec<(u32, f64)>;

/// The groups, each a sorted list of positions in `readings`, in order of their first one.
#[must_use]
pub fn group(readings: &[Reading]) -> Vec<Vec<usize>> {
    let vectors = vectors(readings);
    let likeness = pairs(readings, &vectors);
    let mut clusters: Vec<Vec<usize>> = (0..readings.len()).map(|reading| vec![reading]).collect();
    let mut cluster_of: Vec<usize> = (0..readings.len()).collect();
    let mut ranked: Vec<(f64, usize, usize)> =
        likeness.iter().map(|(&(left, right), &score)| (score, left, right)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    for (_, left, right) in ranked {
        let (first, second) = (cluster_of[left], cluster_of[right]);
        if first == second {
            continue;
        }
        let mut total = 0.0;
        for &a in &clusters[first] {
            for &b in &clusters[second] {
                total += likeness.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0);
            }
        }
        let mean = total / (clusters[first].len() * clusters[second].len()) as f64;
        if mean >= SAME_AFFAIR {
            let moved = std::mem::take(&mut clusters[second]);
            for reading in &moved {
                cluster_of[*reading] = first;
            }
            clusters[first].extend(moved);
        }
    }
    clusters.retain(|cluster| !cluster.is_empty());
    for cluster in &mut clusters {
        cluster.sort_unstable();
    }
    clusters.sort_by_key(|cluster| cluster[0]);
    clusters
}

/// Unit vectors, sorted by feature.
fn vectors(readings: &[Reading]) -> Vec<Vector> {
    let mut numbers: HashMap<String, u32> = HashMap::default();
    let mut frequency: Vec<f64> = Vec::new();
    let counts: Vec<BTreeMap<u32, (f64, f64)>> = readings
        .iter()
        .map(|reading| {
            let mut counts: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
            features(reading, &mut |key, weight| {
                let next = numbers.len() as u32;
                let feature = *numbers.entry(key).or_insert(next);
                let count = counts.entry(feature).or_insert((0.0, weight));
                count.0 += 1.0;
            });
            frequency.resize(numbers.len(), 0.0);
            for feature in counts.keys() {
                frequency[*feature as usize] += 1.0;
            }
            counts
        })
        .collect();
    let all = readings.len() as f64 + BACKGROUND;
    counts
        .into_iter()
        .map(|counts| {
            let mut vector: Vector = counts
                .into_iter()
                .map(|(feature, (count, weight))| {
                    let rarity = (all / frequency[feature as usize]).ln();
                    (feature, (1.0 + count.ln()) * weight * rarity)
                })
                .collect();
            let length = vector
                .iter()
                .map(|(_, weight)| weight * weight)
                .sum::<f64>()
                .sqrt()
                .max(f64::MIN_POSITIVE);
            for (_, weight) in &mut vector {
                *weight /= length;
            }
            vector
        })
        .collect()
}

/// What a report names, counts, dates and talks about.
fn features(reading: &Reading, add: &mut impl FnMut(String, f64)) {
    let syntax = &reading.syntax;
    let mut named = vec![false; syntax.tokens.len()];
    for mention in &reading.names.mentions {
        named[mention.tokens.clone()].fill(true);
        let key = match mention.known {
            Some(known) => known.key.clone(),
            // People go by their last word, so that "Ms Doe" and "Jane Doe" are one.
            None if mention.kind == EntityKind::Person => {
                fold(syntax.tokens.lower(mention.tokens.end - 1))
            }
            None => mention
                .tokens
                .clone()
                .map(|index| fold(syntax.tokens.lower(index)))
                .collect::<Vec<_>>()
                .join(" "),
        };
        add(format!("name {key}"), NAME);
    }
    for figure in reading.figures.iter().filter(|figure| !figure.change && figure.value.len() > 1) {
        add(format!("figure {}", figure.value), FIGURE);
    }
    for time in &reading.times {
        named[syntax.within(time.span)].fill(true);
        if let Some(date) =
            time.value.filter(|_| !time.relative || reading.article.published.value.is_some())
        {
            add(format!("date {date}"), DATE);
        }
    }
    for (index, token) in syntax.tokens.items().iter().enumerate() {
        if named[index]
            || token.kind != TokenKind::Word
            || syntax.is(index, Classes::CLOSED)
            || token.span.len() < 3
        {
            continue;
        }
        let stem = syntax.stems.get(index);
        match general_word(stem, syntax.language) {
            Some(concept) => add(format!("concept {concept}"), GENERAL),
            None => add(fold(stem), 1.0),
        }
    }
}

/// The likeness of every pair that shares something not too common.
fn pairs(readings: &[Reading], vectors: &[Vector]) -> HashMap<(usize, usize), f64> {
    let mut postings: HashMap<u32, Vec<(usize, f64)>> = HashMap::default();
    let mut scores: HashMap<(usize, usize), f64> = HashMap::default();
    let meanings = meanings(readings);
    for (right, vector) in vectors.iter().enumerate() {
        let mut shared: HashMap<usize, f64> = HashMap::default();
        for (feature, weight) in vector {
            let places = postings.entry(*feature).or_default();
            for (left, other) in places.iter() {
                *shared.entry(*left).or_default() += weight * other;
            }
            places.push((right, *weight));
        }
        for (left, score) in shared {
            let same = readings[left].article.language == readings[right].article.language;
            let cosine = meanings[left].cosine(&meanings[right]);
            let score = score + MEANING * (cosine - if same { NEAR_ONE } else { NEAR_TWO });
            let score = score * nearness(&readings[left], &readings[right]);
            if score >= SAME_AFFAIR / 4.0 {
                scores.insert((left, right), score);
            }
        }
    }
    scores
}

/// The vectors of what stands at the beginning of each report.
fn meanings(readings: &[Reading]) -> Vec<Meaning> {
    let lead = |reading: &Reading| {
        let text = reading.text();
        Encoder::get().encode(&text[..text.floor_char_boundary(LEAD)])
    };
    readings.iter().map(lead).collect()
}

/// Reports of one affair come out within days of each other.
fn nearness(left: &Reading, right: &Reading) -> f64 {
    match (left.article.published.value, right.article.published.value) {
        (Some(one), Some(other)) => {
            let days = one.since(other).map_or(i32::MAX, |span| span.get_days().abs());
            if days > APART { 0.5 } else { 1.0 }
        }
        _ => 1.0,
    }
}
