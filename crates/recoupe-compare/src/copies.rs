//! Copies: stretches of narration that two articles share word for word.
//!
//! Winnowing (Schleimer, Wilkerson, Aiken 2003) over the words of the narration: hashes of every
//! [`GRAM`] words, of which each window of [`WINDOW`] keeps the smallest, so that every shared run of
//! [`GRAM`] + [`WINDOW`] − 1 words is met; each meeting is grown to its full length. Words that stand in
//! quotation marks on both sides do not count: two outlets that quote one speech have not copied each
//! other; words that one narrates and the other quotes do. The
//! direction shows where one credits an agency that the other is, or where one came later.

use crate::story::Copy;
use recoupe_annotate::Reading;
use recoupe_text::{Span, TokenKind, fold};
use rustc_hash::FxHashMap as HashMap;

/// Words in a fingerprint.
const GRAM: usize = 5;

/// Fingerprints in a window.
const WINDOW: usize = 4;

/// A shared stretch counts from so many words.
const SHORTEST: usize = GRAM + WINDOW - 1;

/// A fingerprint in more places of one article than this is a refrain.
const COMMONEST: usize = 8;

/// Two articles are told as copies from this share of the shorter one, or one long passage.
const LEAST_SHARE: f64 = 0.12;

/// A passage this long tells of a common text, whatever its share.
const LONG: usize = 16;

/// The words of one article, and which of them stand inside marks of quotation.
struct Narration {
    words: Vec<u64>,
    spans: Vec<Span>,
    quoted: Vec<bool>,
    /// The fingerprints that winnowing keeps, with their places.
    prints: Vec<(u64, usize)>,
}

/// The copies among `readings`, for every pair that shares text word for word.
#[must_use]
pub fn copies(readings: &[&Reading]) -> Vec<Copy> {
    let narrations: Vec<Narration> =
        readings.iter().map(|reading| Narration::of(reading)).collect();
    let mut index: HashMap<u64, Vec<(usize, usize)>> = HashMap::default();
    for (article, narration) in narrations.iter().enumerate() {
        for &(print, place) in &narration.prints {
            index.entry(print).or_default().push((article, place));
        }
    }
    let mut seeds: HashMap<(usize, usize), Vec<(usize, usize)>> = HashMap::default();
    for places in index.values() {
        for &(left, from) in places {
            // Places stand in the order of their articles.
            let others = places.partition_point(|(article, _)| *article <= left);
            for &(right, to) in places[others..].iter().take(COMMONEST * readings.len()) {
                let (key, seed) = if left < right {
                    ((left, right), (from, to))
                } else {
                    ((right, left), (to, from))
                };
                seeds.entry(key).or_default().push(seed);
            }
        }
    }
    let mut found: Vec<Copy> = seeds
        .into_iter()
        .filter_map(|((left, right), seeds)| pair(readings, &narrations, [left, right], seeds))
        .collect();
    found.sort_by_key(|copy| copy.articles);
    found
}

impl Narration {
    fn of(reading: &Reading) -> Self {
        let syntax = &reading.syntax;
        let (mut words, mut spans, mut quoted) = (Vec::new(), Vec::new(), Vec::new());
        for (index, token) in syntax.tokens.items().iter().enumerate() {
            if token.kind != TokenKind::Mark {
                words.push(hash(&fold(syntax.tokens.lower(index))));
                spans.push(token.span);
                let posted =
                    reading.article.posts.iter().any(|post| post.content.overlaps(token.span));
                quoted.push(posted || syntax.stretch(index).is_some());
            }
        }
        let grams: Vec<u64> = words.windows(GRAM).map(combine).collect();
        let mut prints: Vec<(u64, usize)> = Vec::new();
        for (start, window) in grams.windows(WINDOW).enumerate() {
            // The rightmost smallest, so that a run of equal hashes keeps few.
            let smallest = window.iter().enumerate().rev().min_by_key(|(_, gram)| **gram);
            if let Some((offset, gram)) = smallest
                && prints.last().is_none_or(|(_, place)| *place != start + offset)
            {
                prints.push((*gram, start + offset));
            }
        }
        Self { words, spans, quoted, prints }
    }
}

fn pair(
    readings: &[&Reading],
    narrations: &[Narration],
    articles: [usize; 2],
    mut seeds: Vec<(usize, usize)>,
) -> Option<Copy> {
    let [left, right] = articles.map(|article| &narrations[article]);
    seeds.sort_unstable();
    let mut passages: Vec<[Span; 2]> = Vec::new();
    let mut shared = 0;
    let mut longest = 0;
    let mut ends: HashMap<isize, usize> = HashMap::default();
    let mut covered = vec![false; left.words.len()];
    for (from, to) in seeds {
        // What lies inside a passage that was found adds nothing; so a word said again and again is looked at once.
        if covered[from] && covered[(from + SHORTEST).min(covered.len()) - 1] {
            continue;
        }
        let diagonal = to as isize - from as isize;
        if ends.get(&diagonal).is_some_and(|end| from < *end) {
            continue;
        }
        let back = left.words[..from]
            .iter()
            .rev()
            .zip(right.words[..to].iter().rev())
            .take_while(|(a, b)| a == b)
            .count();
        let ahead =
            left.words[from..].iter().zip(&right.words[to..]).take_while(|(a, b)| a == b).count();
        let (start, other, length) = (from - back, to - back, back + ahead);
        ends.insert(diagonal, from + ahead);
        if length < SHORTEST {
            continue;
        }
        let narrated = |step: usize| !(left.quoted[start + step] && right.quoted[other + step]);
        let fresh = (0..length).filter(|step| !covered[start + step] && narrated(*step)).count();
        if fresh < SHORTEST {
            continue;
        }
        covered[start..start + length].fill(true);
        shared += fresh;
        longest = longest.max(length);
        passages.push([
            left.spans[start].cover(left.spans[start + length - 1]),
            right.spans[other].cover(right.spans[other + length - 1]),
        ]);
    }
    let length = |narration: &Narration| narration.quoted.iter().filter(|quoted| !**quoted).count();
    let shorter = length(left).min(length(right)).max(1);
    let share = (shared as f64 / shorter as f64).min(1.0);
    if passages.is_empty() || (share < LEAST_SHARE && longest < LONG) {
        return None;
    }
    passages.sort_unstable();
    let (agency, copier) = (agency(readings, articles), copier(readings, articles));
    Some(Copy { articles, passages, share, agency, copier })
}

/// The agency that a text of two reports is credited to: one credit tells of both.
pub(crate) fn agency(readings: &[&Reading], articles: [usize; 2]) -> Option<String> {
    let [first, second] = articles.map(|article| &readings[article].article.agencies);
    let both = first.iter().find(|agency| second.contains(agency));
    both.or(first.first()).or(second.first()).cloned()
}

/// Which of two reports of one text has it from the other or the other's source: the later one, or
/// else the one that credits an agency.
pub(crate) fn copier(readings: &[&Reading], articles: [usize; 2]) -> Option<usize> {
    let [first, second] = articles.map(|article| &readings[article].article);
    match (first.published.value, second.published.value) {
        (Some(early), Some(late)) if early < late => Some(articles[1]),
        (Some(late), Some(early)) if early < late => Some(articles[0]),
        _ => match (first.agencies.is_empty(), second.agencies.is_empty()) {
            (true, false) => Some(articles[1]),
            (false, true) => Some(articles[0]),
            _ => None,
        },
    }
}

/// FNV-1a: stable over machines and versions, as the record must be.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn combine(words: &[u64]) -> u64 {
    let mixed = words
        .iter()
        .fold(0_u64, |hash, word| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed ^ (mixed >> 29)
}
