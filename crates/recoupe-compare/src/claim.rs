//! A claim from outside, held against the reports of an affair.
//!
//! A report bears a claim out where one or two of its sentences hold most of what the claim says, with
//! every figure, date, person and place of the claim, and nothing that contradicts it: the other figure for
//! the same thing, the opposite, a denial, a plan told as done, the two sides changed over. Two
//! independent origins confirm; one alone does not, nor do its copies. "Not enough evidence" is the answer in
//! every other case, and the evidence found is shown. Limits: words are compared by stems, cognates and
//! the lexicon, so a claim in quite other words goes unconfirmed rather than wrongly confirmed.

use crate::copies::copies;
use crate::entities::{Linked, link};
use crate::origins::article_origins;
use crate::similarity::Lexical;
use crate::speakers::said;
use crate::story::{DisputeKind, Place};
use crate::terms::{Term, Terms};
use crate::units::units;
use recoupe_annotate::Reading;
use recoupe_annotate::grammar::Classes;
use recoupe_annotate::names::EntityKind;
use recoupe_text::number::{Decimal, Number, numbers};
use recoupe_text::{Language, PerLanguage, Span, Table, TokenKind};
use recoupe_time::{Context, Edtf, Kind, Point, resolve};
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Two or more independent origins say it.
    Confirmed,
    /// One origin says it.
    Single,
    /// A report contradicts it, and none of two origins says it.
    Contradicted,
    /// No report says it.
    NotFound,
}

/// A claim, held against the reports.
#[derive(Debug, Clone)]
pub struct Held {
    /// How it stands.
    pub verdict: Verdict,
    /// How many independent origins say it.
    pub origins: usize,
    /// Where the reports say it.
    pub evidence: Vec<Place>,
    /// Where a report contradicts it, and how.
    pub against: Vec<(DisputeKind, Place)>,
}

/// The share of a claim's weight that a passage must hold.
const COVERED: f64 = 0.42;

/// The same where a figure or a person of the claim stands in the passage: these tie it to the fact.
const COVERED_ANCHORED: f64 = 0.30;

/// Words of the claim, not names, that a passage must have, where the claim has so many.
const WORDS: usize = 2;

/// A contradiction counts where the clause holds this share of the claim.
const CONTRADICTED: f64 = 0.38;

/// A denial or a plan counts where its clause holds this share: caution weighs more than recall here.
const ABOUT_IT: f64 = 0.25;

/// How much a word that no report has weighs, of what a rare one weighs: it is another way to say the
/// same as often as another thing. Not so a word of the lexicon: its synonyms would have matched.
const UNSEEN: f64 = 0.4;

struct Markers {
    modal: HashSet<&'static str>,
    negative: HashSet<&'static str>,
    future: Vec<&'static str>,
}

static MARKERS: PerLanguage<Markers> = PerLanguage::new(|language: &'static Language| Markers {
    modal: language.table("modality").words().collect(),
    negative: language.table("polarity").words().collect(),
    future: language
        .property("future-endings")
        .split('|')
        .filter(|ending| !ending.is_empty())
        .collect(),
});

static ANTONYMS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    Table::parse(include_str!("../../../gazetteer/antonyms.tsv"))
        .rows()
        .iter()
        .map(|row| (format!("concept {}", row.get(0)), format!("concept {}", row.get(1))))
        .collect()
});

/// What one passage, or the claim, says.
struct Content {
    terms: BTreeSet<Term>,
    numbers: Vec<Decimal>,
    dates: Vec<Edtf>,
    /// Lengths of time, as TIMEX3 writes them.
    lengths: Vec<String>,
    negated: bool,
    planned: bool,
}

/// Holds `claim` (read as an article of one sentence) against `readings`.
#[must_use]
pub fn hold(claim: &Reading, readings: &[&Reading]) -> Held {
    let mut claim = claim.clone();
    let latest = readings.iter().filter_map(|reading| reading.article.published.value).max();
    resolve(&mut claim.times, &Context { published: latest });
    let mut all: Vec<&Reading> = readings.to_vec();
    all.push(&claim);
    let linked = link(&all);
    let terms = Terms::of(&all, &linked);
    let found = all
        .iter()
        .map(|reading| numbers(reading.text(), &reading.syntax.tokens, reading.syntax.language))
        .collect();
    let case = Case {
        readings: &all,
        linked: &linked,
        terms: &terms,
        claim: readings.len(),
        numbers: found,
    };
    let asked = case.content(case.claim, 0..claim.syntax.tokens.len());
    let weights = case.weights(&asked);
    let mut evidence = Vec::new();
    let mut against = Vec::new();
    for article in 0..readings.len() {
        match case.best(article, &asked, &weights) {
            Some((place, None)) => evidence.push(place),
            Some((place, Some(kind))) => against.push((kind, place)),
            None => {}
        }
    }
    let spoken = said(readings, &linked);
    let units = units(readings, &terms, &spoken);
    let similarity = Lexical::of(&units, &terms);
    let origin = article_origins(readings, &units, &similarity, &copies(readings));
    let origins: BTreeSet<usize> =
        evidence.iter().map(|place: &Place| origin[place.article]).collect();
    let verdict = match (origins.len(), against.is_empty()) {
        (2.., true) => Verdict::Confirmed,
        (0, true) => Verdict::NotFound,
        (1, true) => Verdict::Single,
        _ => Verdict::Contradicted,
    };
    Held { verdict, origins: origins.len(), evidence, against }
}

struct Case<'a> {
    readings: &'a [&'a Reading],
    linked: &'a Linked,
    terms: &'a Terms,
    claim: usize,
    /// The numbers of each article, found once.
    numbers: Vec<Vec<Number>>,
}

impl Case<'_> {
    fn content(&self, article: usize, tokens: Range<usize>) -> Content {
        let reading = self.readings[article];
        let syntax = &reading.syntax;
        let span = syntax.tokens.span(tokens.clone());
        let markers = MARKERS.get(syntax.language);
        let timed = |span: Span| reading.times.iter().any(|time| time.span.overlaps(span));
        let negations = tokens.clone().filter(|index| syntax.is(*index, Classes::NEGATION)).count();
        let denials = tokens
            .clone()
            .filter(|index| markers.negative.contains(syntax.tokens.lower(*index)))
            .count();
        Content {
            terms: self.terms.of[article][tokens.clone()].iter().flatten().copied().collect(),
            numbers: self.numbers[article]
                .iter()
                .filter(|number| {
                    span.contains(number.span)
                        && !timed(number.span)
                        && !number.ordinal
                        && !number.article
                })
                .map(|number| number.value)
                .collect(),
            dates: reading
                .times
                .iter()
                .filter(|time| span.contains(time.span))
                .filter_map(|time| time.anchor.or(time.value))
                .collect(),
            lengths: reading
                .times
                .iter()
                .filter(|time| span.contains(time.span) && time.kind == Kind::Duration)
                .map(|time| time.timex3().to_owned())
                .collect(),
            negated: (negations > 0) != (denials % 2 == 1),
            planned: tokens.clone().any(|index| {
                let form = syntax.tokens.lower(index);
                let future = form.len() > 5
                    && !syntax.is_capital(index)
                    && markers.future.iter().any(|ending| form.ends_with(ending));
                let pair = format!("{form} {}", syntax.tokens.lower(index + 1));
                markers.modal.contains(form) || markers.modal.contains(pair.as_str()) || future
            }),
        }
    }

    /// The weight of each of the claim's terms: rare ones tell more, names and numbers most.
    fn weights(&self, asked: &Content) -> Vec<(Term, f64)> {
        let sentences: Vec<BTreeSet<Term>> = (0..self.claim)
            .flat_map(|article| {
                let syntax = &self.readings[article].syntax;
                syntax.sentences.iter().map(move |sentence| {
                    self.terms.of[article][syntax.within(*sentence)]
                        .iter()
                        .flatten()
                        .copied()
                        .collect()
                })
            })
            .collect();
        let all = sentences.len() as f64;
        asked
            .terms
            .iter()
            .map(|term| {
                let frequency =
                    sentences.iter().filter(|sentence| sentence.contains(term)).count() as f64;
                let name = self.terms.is_name[*term as usize];
                let rarity = if frequency == 0.0 && !name && !self.terms.is_concept[*term as usize]
                {
                    UNSEEN * (1.0 + all).ln()
                } else {
                    (1.0 + all / frequency.max(1.0)).ln()
                };
                (*term, if name { 0.8 * rarity } else { rarity })
            })
            .collect()
    }

    /// The passage of an article that holds most of the claim, with what contradicts it there.
    fn best(
        &self,
        article: usize,
        asked: &Content,
        weights: &[(Term, f64)],
    ) -> Option<(Place, Option<DisputeKind>)> {
        let syntax = &self.readings[article].syntax;
        let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
        let mut best: Option<(f64, Place, Option<DisputeKind>)> = None;
        for first in 0..syntax.sentences.len() {
            for last in first..(first + 2).min(syntax.sentences.len()) {
                let span = syntax.sentences[first].cover(syntax.sentences[last]);
                let tokens = syntax.within(span);
                let found = self.content(article, tokens.clone());
                let covered: f64 = weights
                    .iter()
                    .filter(|(term, _)| found.terms.contains(term))
                    .map(|(_, weight)| weight)
                    .sum();
                let share = covered / total.max(f64::MIN_POSITIVE) - 0.03 * (last - first) as f64;
                let is_word = |term: &&Term| !self.terms.is_name[**term as usize];
                let words = asked
                    .terms
                    .iter()
                    .filter(is_word)
                    .filter(|term| found.terms.contains(term))
                    .count();
                let needed = asked.terms.iter().filter(is_word).count().min(WORDS);
                let tied = words >= needed && self.is_tied(article, asked, &found, span);
                if share < if tied { COVERED_ANCHORED } else { COVERED } || words < needed {
                    continue;
                }
                let near = syntax.sentences[first.saturating_sub(1)]
                    .cover(syntax.sentences[(last + 1).min(syntax.sentences.len() - 1)]);
                let conflict = self.conflict(article, asked, &found, &tokens, weights);
                if conflict.is_none() && !self.anchored(article, asked, &found, near) {
                    continue;
                }
                if best.as_ref().is_none_or(|(held, _, other)| {
                    share > *held && (other.is_some() || conflict.is_none())
                        || other.is_some() && conflict.is_none()
                }) {
                    best = Some((share, Place { article, span }, conflict));
                }
            }
        }
        best.map(|(_, place, conflict)| (place, conflict))
    }

    /// A figure of two digits or more, or a person, of the claim stands in the passage.
    fn is_tied(&self, article: usize, asked: &Content, found: &Content, span: Span) -> bool {
        let figure = asked.numbers.iter().any(|number| {
            *number >= Decimal::from(10)
                && found.numbers.iter().any(|other| rounds_to(*number, *other))
        });
        figure
            || self.named(self.claim).into_iter().any(|entity| {
                let held = &self.linked.entities[entity];
                held.kind == EntityKind::Person
                    && held
                        .mentions
                        .iter()
                        .any(|place| place.article == article && span.contains(place.span))
            })
    }

    /// Every figure, date, person and place of the claim stands in the passage or right by it.
    fn anchored(&self, article: usize, asked: &Content, found: &Content, near: Span) -> bool {
        let figures = asked
            .numbers
            .iter()
            .all(|number| found.numbers.iter().any(|other| rounds_to(*number, *other)));
        let around = self.content(article, self.readings[article].syntax.within(near));
        let published = self.readings[article]
            .article
            .published
            .value
            .map(|date| Edtf::Point(Point::day(date)));
        let dates = asked
            .dates
            .iter()
            .all(|date| around.dates.iter().chain(&published).any(|other| date.agrees_with(other)));
        let names = self.named(self.claim).into_iter().all(|entity| {
            let mentioned = self.linked.entities[entity].mentions.iter();
            match self.linked.entities[entity].kind {
                EntityKind::Person => mentioned
                    .clone()
                    .any(|place| place.article == article && near.contains(place.span)),
                _ => mentioned.clone().any(|place| place.article == article),
            }
        });
        let lengths = asked.lengths.iter().all(|length| around.lengths.contains(length));
        figures && dates && lengths && names
    }

    fn named(&self, article: usize) -> Vec<usize> {
        let reading = self.readings[article];
        reading
            .names
            .mentions
            .iter()
            .map(|mention| self.linked.of[article][mention.chain])
            .collect()
    }

    /// What in the passage contradicts the claim.
    fn conflict(
        &self,
        article: usize,
        asked: &Content,
        found: &Content,
        tokens: &Range<usize>,
        weights: &[(Term, f64)],
    ) -> Option<DisputeKind> {
        let missing =
            |number: &&Decimal| !found.numbers.iter().any(|other| rounds_to(**number, *other));
        if let Some(number) = asked.numbers.iter().find(missing)
            && self.counts_other(article, *number, tokens, weights)
        {
            return Some(DisputeKind::Figure);
        }
        if let ([date], [other]) = (&asked.dates[..], &found.dates[..])
            && !date.agrees_with(other)
        {
            return Some(DisputeKind::Date);
        }
        let clause = self.clause(article, asked, tokens);
        let core = self.content(article, clause.clone());
        let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
        let told: f64 = weights
            .iter()
            .filter(|(term, _)| core.terms.contains(term))
            .map(|(_, weight)| weight)
            .sum();
        if told < ABOUT_IT * total {
            return None;
        }
        if core.negated != asked.negated
            || core.planned && !asked.planned
            || self.is_opposite(asked, found)
            || self.is_reversed(article, &clause)
        {
            return Some(DisputeKind::Negation);
        }
        None
    }

    /// Another figure counts the same thing there.
    fn counts_other(
        &self,
        article: usize,
        number: Decimal,
        tokens: &Range<usize>,
        weights: &[(Term, f64)],
    ) -> bool {
        let counted = |reading: usize, place: Span| -> BTreeSet<Term> {
            let syntax = &self.readings[reading].syntax;
            let start = syntax.within(Span { start: place.start, end: u32::MAX }).start;
            let end = (start + 6).min(syntax.tokens.len());
            self.terms.of[reading][start..end].iter().flatten().copied().collect()
        };
        let claimed = &self.numbers[self.claim];
        let asked: BTreeSet<Term> = claimed
            .iter()
            .filter(|held| held.value == number)
            .flat_map(|held| counted(self.claim, held.span))
            .collect();
        self.numbers[article]
            .iter()
            .filter(|held| tokens.contains(&held.tokens.start) && !held.ordinal && !held.article)
            .filter(|held| !claimed.iter().any(|other| rounds_to(other.value, held.value)))
            .any(|held| {
                let thing = counted(article, held.span)
                    .intersection(&asked)
                    .any(|term| !self.terms.is_name[*term as usize]);
                let around: BTreeSet<Term> = self.terms.of[article]
                    [held.tokens.start.saturating_sub(8)..(held.tokens.end + 8).min(tokens.end)]
                    .iter()
                    .flatten()
                    .copied()
                    .collect();
                let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
                let covered: f64 = weights
                    .iter()
                    .filter(|(term, _)| around.contains(term))
                    .map(|(_, weight)| weight)
                    .sum();
                thing && covered >= CONTRADICTED * total
            })
    }

    /// The part of the passage, between marks that end clauses, that shares most with the claim.
    fn clause(&self, article: usize, asked: &Content, tokens: &Range<usize>) -> Range<usize> {
        let syntax = &self.readings[article].syntax;
        let mut best = (0, tokens.clone());
        let mut start = tokens.start;
        for index in tokens.clone() {
            let ends = matches!(syntax.tokens.lower(index), "." | ";" | ":" | "!" | "?" | ",");
            if ends || index + 1 == tokens.end {
                let clause = start..index + 1;
                let shared: BTreeSet<Term> = self.terms.of[article][clause.clone()]
                    .iter()
                    .flatten()
                    .copied()
                    .filter(|term| asked.terms.contains(term))
                    .collect();
                if shared.len() > best.0 {
                    best = (shared.len(), clause);
                }
                start = index + 1;
            }
        }
        best.1
    }

    /// The claim has one of two opposites and the passage only the other.
    fn is_opposite(&self, asked: &Content, found: &Content) -> bool {
        ANTONYMS.iter().any(|(one, other)| {
            let (Some(one), Some(other)) = (self.terms.number(one), self.terms.number(other))
            else {
                return false;
            };
            let only = |here: Term, there: Term| {
                asked.terms.contains(&here)
                    && !asked.terms.contains(&there)
                    && found.terms.contains(&there)
                    && !found.terms.contains(&here)
            };
            only(one, other) || only(other, one)
        })
    }

    /// The two names of the claim stand on the other sides of the same verb.
    fn is_reversed(&self, article: usize, clause: &Range<usize>) -> bool {
        let claim = self.sides(self.claim, 0..self.readings[self.claim].syntax.tokens.len());
        let there = self.sides(article, clause.clone());
        claim.iter().any(|(agent, verb, patient)| {
            there
                .iter()
                .any(|(other, same, second)| same == verb && other == patient && second == agent)
        })
    }

    /// Who stands before and who behind each word: agent, word, patient; "by" turns them.
    fn sides(&self, article: usize, tokens: Range<usize>) -> Vec<(Term, Term, Term)> {
        let syntax = &self.readings[article].syntax;
        let by = syntax.language.property("agent-mark");
        let terms = &self.terms.of[article];
        let names: Vec<(usize, Term)> = tokens
            .clone()
            .filter_map(|index| {
                Some((index, terms[index].filter(|term| self.terms.is_name[*term as usize])?))
            })
            .collect();
        let mut sides = Vec::new();
        for index in tokens.clone() {
            let Some(word) = terms[index].filter(|term| !self.terms.is_name[*term as usize]) else {
                continue;
            };
            if syntax.tokens.items()[index].kind != TokenKind::Word {
                continue;
            }
            let before = names.iter().rev().find(|(place, _)| *place < index);
            let after = names.iter().find(|(place, _)| *place > index);
            if let (Some((_, one)), Some((place, other))) = (before, after)
                && one != other
            {
                let passive =
                    (index..*place).any(|at| syntax.tokens.lower(at) == by) && !by.is_empty();
                sides.push(if passive { (*other, word, *one) } else { (*one, word, *other) });
            }
        }
        sides
    }
}

/// The same figure, or one the other's rounding to two digits.
fn rounds_to(left: Decimal, right: Decimal) -> bool {
    if left == right {
        return true;
    }
    let larger = left.abs().max(right.abs());
    larger >= Decimal::from(100) && (left - right).abs() * Decimal::from(50) < larger
}
