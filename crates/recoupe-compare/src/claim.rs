//! A claim from outside, held against the reports of an affair.
//!
//! A report bears a claim out where one or two of its sentences hold most of what the claim says, in the same
//! words or in words of like meaning, with what the claim says to have happened, with every figure, day,
//! person and place of it, and nothing that contradicts it: the other figure for the same thing, the
//! opposite, a denial, a plan told as done, the two sides changed over. Two independent origins confirm;
//! one alone does not, nor do its copies. "Not enough evidence" is the answer in every other case, and the
//! evidence found is shown. Limits: likeness of words is not entailment. A claim in quite other words goes
//! unconfirmed rather than wrongly confirmed, and an opposite that no table lists may pass.

mod asked;
mod conflict;
mod content;
mod told;

use self::asked::Asked;
use self::content::Content;
use self::told::Told;
use crate::by_hand::Decided;
use crate::copies::copies;
use crate::entities::{Linked, link};
use crate::joined::Joined;
use crate::manner::{Manner, manners};
use crate::opposites::Opposites;
use crate::origins::article_origins;
use crate::story::{DisputeKind, Place};
use crate::terms::{Term, Terms};
use recoupe_annotate::Reading;
use recoupe_annotate::names::{EntityKind, Mention};
use recoupe_text::Span;
use recoupe_text::number::{Decimal, Number, numbers};
use recoupe_time::{Context, Edtf, Point, resolve};
use std::collections::BTreeSet;

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
const COVERED: f64 = 0.50;

/// The same where a figure or a person of the claim stands in the passage: these tie it to the fact.
const COVERED_ANCHORED: f64 = 0.38;

/// From this chance on the measure alone lets a unit bear a claim out.
const MEASURED: f64 = 0.6;

/// Counts up to this are told in too many ways ("a man and his wife") to be asked for as figures;
/// another count of the same thing still contradicts.
const FEW: i64 = 2;

/// Where the claim's verb is not known, a passage denies it if it holds this share of it.
const ALL_BUT_SAID: f64 = 0.7;

/// What more is asked for where the passage does not hold the claim's verb.
const UNHELD: f64 = 0.24;

/// Words of the claim, not names, that a passage must have, where the claim has so many.
const WORDS: usize = 2;

/// Holds `claim` (read as an article of one sentence) against `readings`.
#[must_use]
pub fn hold(claim: &Reading, readings: &[&Reading]) -> Held {
    let mut claim = claim.clone();
    let latest = readings.iter().filter_map(|reading| reading.article.published.value).max();
    resolve(&mut claim.times, &Context { published: latest });
    let mut all: Vec<&Reading> = readings.to_vec();
    all.push(&claim);
    let linked = link(&all, &Decided::default());
    let terms = Terms::of(&all, &linked);
    let found = all
        .iter()
        .map(|reading| numbers(reading.text(), &reading.syntax.tokens, reading.syntax.language))
        .collect();
    let case = Case {
        readings: &all,
        linked: &linked,
        terms: &terms,
        opposites: Opposites::of(&terms),
        claim: readings.len(),
        numbers: found,
        manners: all.iter().map(|reading| manners(&reading.syntax)).collect(),
    };
    let asked = Asked::of(&case);
    let told = Told::of(&all, &linked, &terms);
    let mut evidence: Vec<Place> = Vec::new();
    let mut against = Vec::new();
    for article in 0..readings.len() {
        match case.best(article, &asked) {
            Some((place, None)) => evidence.push(place),
            Some((place, Some(kind))) => against.push((kind, place)),
            None => evidence.extend(case.measured(article, &asked, &told)),
        }
    }
    // Only several reports have to be told apart.
    let origins =
        if evidence.len() < 2 { evidence.len() } else { independent(readings, &evidence, &told) };
    let verdict = match (origins, against.is_empty()) {
        (2.., true) => Verdict::Confirmed,
        (0, true) => Verdict::NotFound,
        (1, true) => Verdict::Single,
        _ => Verdict::Contradicted,
    };
    Held { verdict, origins, evidence, against }
}

/// How many origins the places that say a claim have.
fn independent(readings: &[&Reading], evidence: &[Place], told: &Told) -> usize {
    let origin = article_origins(readings, &copies(readings));
    let mut joined = Joined::alone(evidence.len());
    for (first, left) in evidence.iter().enumerate() {
        for (second, right) in evidence.iter().enumerate().skip(first + 1) {
            if origin[left.article] == origin[right.article]
                || told.are_one(left.article, right.article)
            {
                joined.join(first, second);
            }
        }
    }
    joined.count()
}

struct Case<'a> {
    readings: &'a [&'a Reading],
    linked: &'a Linked,
    terms: &'a Terms,
    opposites: Opposites,
    claim: usize,
    /// The numbers of each article, found once.
    numbers: Vec<Vec<Number>>,
    /// How each token of each article is told.
    manners: Vec<Vec<Manner>>,
}

impl Case<'_> {
    /// The terms of each sentence of the reports.
    fn sentences(&self) -> Vec<BTreeSet<Term>> {
        (0..self.claim)
            .flat_map(|article| {
                let syntax = &self.readings[article].syntax;
                syntax.sentences.iter().map(move |sentence| {
                    let tokens = syntax.within(*sentence);
                    self.terms.of[article][tokens].iter().flatten().copied().collect()
                })
            })
            .collect()
    }

    /// The passage of an article that holds most of the claim, with what contradicts it there.
    fn best(&self, article: usize, asked: &Asked) -> Option<(Place, Option<DisputeKind>)> {
        let syntax = &self.readings[article].syntax;
        let needed = asked.words().min(WORDS);
        let mut best: Option<(f64, Place, Option<DisputeKind>)> = None;
        for first in 0..syntax.sentences.len() {
            for last in first..(first + 2).min(syntax.sentences.len()) {
                let span = syntax.sentences[first].cover(syntax.sentences[last]);
                let tokens = syntax.within(span);
                let (share, words) = asked.held(self, article, &tokens);
                let share = share - 0.03 * (last - first) as f64;
                if words < needed || share < COVERED_ANCHORED {
                    continue;
                }
                let happens = asked.happens(self, article, &tokens);
                let found = self.content(article, tokens.clone());
                let more = if happens == Some(false) { UNHELD } else { 0.0 };
                if share < COVERED_ANCHORED + more
                    || share < COVERED + more
                        && !self.is_tied(article, &asked.content, &found, span)
                {
                    continue;
                }
                let near = syntax.sentences[first.saturating_sub(1)]
                    .cover(syntax.sentences[(last + 1).min(syntax.sentences.len() - 1)]);
                let conflict = self.conflict(article, asked, &found, &tokens);
                let told = happens == Some(true) || happens.is_none() && share >= ALL_BUT_SAID;
                if conflict == Some(DisputeKind::Negation) && !told {
                    continue;
                }
                if conflict.is_none() && !self.anchored(article, &asked.content, &found, near) {
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

    /// The unit of an article that the measure holds to bear the claim out, where nothing in its sentence contradicts the
    /// claim and it has every figure of it.
    fn measured(&self, article: usize, asked: &Asked, told: &Told) -> Option<Place> {
        let (place, _) = told.best(article).filter(|(_, chance)| *chance >= MEASURED)?;
        let syntax = &self.readings[article].syntax;
        let sentence = syntax.sentences[syntax.sentence_at(place.span.start)];
        let tokens = syntax.within(sentence.cover(place.span));
        let found = self.content(article, tokens.clone());
        let figures =
            asked.content.numbers.iter().filter(|number| number.value > Decimal::from(FEW));
        let mut missing = figures
            .filter(|number| !found.numbers.iter().any(|other| number.is_borne_out_by(other)));
        let contradicted = self.conflict(article, asked, &found, &tokens).is_some();
        (!contradicted && missing.next().is_none()).then_some(place)
    }

    /// A figure of two digits or more, or a person, of the claim stands in the passage.
    fn is_tied(&self, article: usize, asked: &Content, found: &Content, span: Span) -> bool {
        let figure = asked.numbers.iter().any(|number| {
            number.value >= Decimal::from(10)
                && found.numbers.iter().any(|other| number.is_borne_out_by(other))
        });
        figure
            || self.readings[self.claim].names.mentions.iter().any(|name| {
                let held = &self.linked.entities[self.linked.of[self.claim][name.chain]];
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
            .filter(|number| number.value > Decimal::from(FEW))
            .all(|number| found.numbers.iter().any(|other| number.is_borne_out_by(other)));
        let around = self.content(article, self.readings[article].syntax.within(near));
        let published = self.readings[article]
            .article
            .published
            .value
            .map(|date| Edtf::Point(Point::day(date)));
        let dates = asked
            .days
            .iter()
            .all(|date| around.dates.iter().chain(&published).any(|other| date.agrees_with(other)));
        let claim = self.readings[self.claim];
        let names = claim.names.mentions.iter().all(|name| self.is_named(article, name, near));
        let lengths = asked.lengths.iter().all(|length| around.lengths.contains(length));
        figures && dates && lengths && names
    }

    /// Whether a name of the claim stands in the article, a person's right by the passage: as a name of the
    /// same thing, or word for word inside a longer one.
    fn is_named(&self, article: usize, name: &Mention, near: Span) -> bool {
        let claim = &self.readings[self.claim].syntax;
        // A capital that only opens the sentence may be no name.
        if name.tokens == (0..1) && name.known.is_none() {
            return true;
        }
        let entity = &self.linked.entities[self.linked.of[self.claim][name.chain]];
        let within = |span: Span| entity.kind != EntityKind::Person || near.contains(span);
        let linked =
            entity.mentions.iter().any(|place| place.article == article && within(place.span));
        let syntax = &self.readings[article].syntax;
        let written = |index: usize| {
            let form = claim.tokens.lower(index);
            (0..syntax.tokens.len()).any(|at| {
                syntax.is_capital(at)
                    && syntax.tokens.lower(at) == form
                    && within(syntax.tokens.items()[at].span)
            })
        };
        let opens = |index: usize| index == 0 && name.tokens.len() > 1;
        let mut own = name.tokens.clone().filter(|&at| claim.is_capital(at) && !opens(at));
        linked || own.all(written)
    }
}
