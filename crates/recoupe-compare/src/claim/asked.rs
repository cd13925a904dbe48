//! How much of the claim a stretch of a report holds.
//!
//! Each term of the claim weighs by its rarity in the reports. A stretch holds a term where it has the
//! term itself, or in part where it has a word of like meaning: near it in the space of the static
//! cross-lingual vectors. Names and numbers are never held in part: a neighbour of a name is another name.

use super::Case;
use super::content::{Content, Count};
use crate::manner::{Manner, is_done, is_past};
use crate::terms::Term;
use recoupe_annotate::Syntax;
use recoupe_annotate::grammar::Classes;
use recoupe_text::{TokenKind, fold};
use recoupe_vectors::{Encoder, Vector};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;
use std::ops::Range;

/// Words less alike than this (cosine) have nothing in common; from [`SAME`] on they count as one.
const UNLIKE: f64 = 0.15;
const SAME: f64 = 0.5;

/// What a word of like meaning counts of the word itself.
const LIKE: f64 = 0.9;

/// A word held at least so far is held, where words are counted.
const HELD: f64 = 0.4;

/// So many first letters two words of one root share.
const ROOT: usize = 5;

/// From here on a word holds what the claim says to have happened.
const PREDICATE: f64 = 0.3;

/// What a word counts that stands elsewhere in the report: a report says what it is about once, and
/// supposes it from there on.
const SUPPOSED: f64 = 0.5;

/// How much a word that no report has, nor one like it, weighs of what a rare one weighs: it is
/// another way to say the same as often as another thing. Not so a word of the lexicon: its synonyms
/// would have matched.
const UNSEEN: f64 = 0.7;

/// The claim, ready to be looked for.
pub(super) struct Asked {
    pub(super) content: Content,
    words: Vec<Word>,
    total: f64,
    /// Whether it tells of something done.
    done: bool,
    /// The word behind its auxiliary, where it has one: what is said to have happened.
    predicate: Option<usize>,
}

struct Word {
    term: Term,
    weight: f64,
    is_name: bool,
    /// How the claim tells it.
    manner: Manner,
    /// For each article, for each token, how far it says the same; empty for names and numbers.
    likeness: Vec<Vec<f32>>,
    /// For each article, how far it says the same anywhere; empty for names and numbers.
    around: Vec<f64>,
}

impl Asked {
    pub(super) fn of(case: &Case<'_>) -> Self {
        let syntax = &case.readings[case.claim].syntax;
        let tokens = 0..syntax.tokens.len();
        let content = case.content(case.claim, tokens.clone());
        let sentences = case.sentences();
        let mut vectors = Vectors::default();
        let mut words: Vec<Word> = Vec::new();
        for index in tokens {
            let Some(term) = case.terms.of[case.claim][index] else { continue };
            if words.iter().any(|word| word.term == term) {
                continue;
            }
            let is_name = case.terms.is_name[term as usize];
            let exact = is_name
                || case.terms.is_figure[term as usize]
                || syntax.tokens.items()[index].kind != TokenKind::Word;
            let likeness = if exact {
                Vec::new()
            } else {
                (0..case.claim)
                    .map(|article| vectors.likeness(case, article, syntax.tokens.lower(index)))
                    .collect()
            };
            let best = likeness.iter().flatten().copied().fold(0.0, f32::max);
            let frequency =
                sentences.iter().filter(|sentence| sentence.contains(&term)).count() as f64;
            let rarity = (1.0 + sentences.len() as f64 / frequency.max(1.0)).ln();
            let unseen = frequency == 0.0
                && !is_name
                && !case.terms.is_concept[term as usize]
                && f64::from(best) < HELD;
            let weight = match (is_name, unseen) {
                (true, _) => 0.8 * rarity,
                (_, true) => UNSEEN * rarity,
                _ => rarity,
            };
            let around = likeness
                .iter()
                .enumerate()
                .map(|(article, row)| {
                    let exact = case.terms.of[article].contains(&Some(term));
                    if exact { 1.0 } else { f64::from(row.iter().copied().fold(0.0, f32::max)) }
                })
                .collect();
            let manner = case.manners[case.claim][index];
            words.push(Word { term, weight, is_name, manner, likeness, around });
        }
        let total = words.iter().map(|word| word.weight).sum::<f64>().max(f64::MIN_POSITIVE);
        let predicate = predicate(syntax)
            .and_then(|index| case.terms.of[case.claim][index])
            .and_then(|term| words.iter().position(|word| word.term == term && !word.is_name));
        Self { content, words, total, done: is_done(syntax), predicate }
    }

    /// The share of the claim's weight that a stretch of `article` holds, 0 to 1, and how many of its
    /// words that are no names.
    pub(super) fn held(
        &self,
        case: &Case<'_>,
        article: usize,
        tokens: &Range<usize>,
    ) -> (f64, usize) {
        let terms: BTreeSet<Term> =
            case.terms.of[article][tokens.clone()].iter().flatten().copied().collect();
        let (mut share, mut here, mut supposed) = (0.0, 0, 0);
        for word in &self.words {
            let part = if terms.contains(&word.term) {
                1.0
            } else {
                let like = word.likeness.get(article).map_or(&[][..], |row| &row[tokens.clone()]);
                f64::from(like.iter().copied().fold(0.0, f32::max))
            };
            let around = word.around.get(article).map_or(0.0, |part| SUPPOSED * part);
            share += part.max(around) * word.weight;
            if !word.is_name {
                here += usize::from(part >= HELD);
                supposed += usize::from(part < HELD && around >= SUPPOSED * HELD);
            }
        }
        // Too small a count to be a figure is as good as a word.
        if !self.content.numbers.is_empty() {
            let span = case.readings[article].syntax.tokens.span(tokens.clone());
            let found: Vec<Count> = case.counts(article, span).collect();
            let held = |number: &&Count| found.iter().any(|other| number.is_borne_out_by(other));
            here += self.content.numbers.iter().filter(held).count();
        }
        // One word at least must stand in the stretch itself.
        (share / self.total, if here == 0 { 0 } else { here + supposed })
    }

    /// Whether the stretch holds what the claim says to have happened; `None` where that is not known.
    pub(super) fn happens(
        &self,
        case: &Case<'_>,
        article: usize,
        tokens: &Range<usize>,
    ) -> Option<bool> {
        let word = &self.words[self.predicate?];
        Some(tokens.clone().any(|index| {
            case.terms.of[article][index] == Some(word.term)
                || word.likeness.get(article).is_some_and(|row| f64::from(row[index]) >= PREDICATE)
        }))
    }

    /// The share of what the passage holds of the claim's words that is denied, planned or asked for in
    /// one of the two and not in the other, 0 to 1.
    pub(super) fn told_otherwise(
        &self,
        case: &Case<'_>,
        article: usize,
        tokens: &Range<usize>,
    ) -> f64 {
        let manners = &case.manners[article];
        let denies = tokens.clone().any(|index| manners[index].denied);
        let (mut all, mut otherwise) = (0.0, 0.0);
        for (number, word) in self.words.iter().enumerate() {
            if word.likeness.is_empty() {
                continue;
            }
            let mut places = tokens.clone().filter(|&index| {
                case.terms.of[article][index] == Some(word.term)
                    || f64::from(word.likeness[article][index]) >= HELD
            });
            let Some(first) = places.next() else { continue };
            let differs = |index: usize| word.manner.differs(manners[index], self.done, denies);
            let told = differs(first) && places.all(differs);
            if self.predicate == Some(number) {
                return f64::from(u8::from(told));
            }
            all += word.weight;
            otherwise += if told { word.weight } else { 0.0 };
        }
        if all > 0.0 { otherwise / all } else { 0.0 }
    }

    /// How many words of the claim are no names.
    pub(super) fn words(&self) -> usize {
        self.words.iter().filter(|word| !word.is_name).count() + self.content.numbers.len()
    }
}

/// The participle or infinitive behind the first auxiliary, else the first word with an ending of the past.
/// Without a parser other verbs in simple tenses are not known.
fn predicate(syntax: &Syntax) -> Option<usize> {
    let auxiliary = Classes::AUXILIARY.and(Classes::COPULA);
    let passed = auxiliary
        .and(Classes::ADVERB)
        .and(Classes::NEGATION)
        .and(Classes::REFLEXIVE)
        .and(Classes::PREPOSITION);
    let count = syntax.tokens.len();
    let is_word = |index: usize| {
        syntax.tokens.items()[index].kind == TokenKind::Word && !syntax.is(index, Classes::CLOSED)
    };
    let behind = |index: usize| {
        (index + 1..count).find(|next| !syntax.is(*next, passed)).filter(|next| is_word(*next))
    };
    (0..count)
        .filter(|index| syntax.is(*index, auxiliary))
        .find_map(behind)
        .or_else(|| (0..count).find(|index| is_word(*index) && is_past(syntax, *index)))
}

/// Whether two words begin alike, as words of one root do in one language or in two ("president",
/// "présidera").
fn one_root(left: &str, right: &str) -> bool {
    let (left, right) = (fold(left), fold(right));
    let shared = left.chars().zip(right.chars()).take_while(|(one, other)| one == other).count();
    shared >= ROOT && shared * 3 >= left.chars().count().min(right.chars().count()) * 2
}

/// Vectors of words, each made once.
#[derive(Default)]
struct Vectors {
    of: HashMap<String, Vector>,
}

impl Vectors {
    fn get(&mut self, word: &str) -> Vector {
        if let Some(held) = self.of.get(word) {
            return *held;
        }
        let vector = Encoder::get().encode(word);
        self.of.insert(word.to_owned(), vector);
        vector
    }

    /// How far each token of an article says the same as `word`.
    fn likeness(&mut self, case: &Case<'_>, article: usize, word: &str) -> Vec<f32> {
        let wanted = self.get(word);
        let syntax = &case.readings[article].syntax;
        (0..syntax.tokens.len())
            .map(|index| {
                let content = syntax.tokens.items()[index].kind == TokenKind::Word
                    && !syntax.is(index, Classes::CLOSED);
                if !content {
                    return 0.0;
                }
                let form = syntax.tokens.lower(index);
                if one_root(word, form) {
                    return LIKE as f32;
                }
                let cosine = wanted.cosine(&self.get(form));
                (((cosine - UNLIKE) / (SAME - UNLIKE)).clamp(0.0, 1.0) * LIKE) as f32
            })
            .collect()
    }
}
