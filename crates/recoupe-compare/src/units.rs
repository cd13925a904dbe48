//! Units: the clauses that are laid side by side.
//!
//! A unit keeps its exact span; what it inherits (date, speaker, sentence) is looked up beside it. Where a sentence
//! is cut, `clauses` says.

use crate::clauses::{self, SHORTEST};
use crate::manner::{Stage, is_denied, stage};
use crate::story::Said;
use crate::terms::{Term, Terms};
use jiff::civil::Date;
use recoupe_annotate::Reading;
use recoupe_annotate::figures::Bound;
use recoupe_annotate::grammar::Classes;
use recoupe_text::number::Decimal;
use recoupe_text::{Span, TokenKind};
use recoupe_time::{Edtf, TimeExpression, TimeOfDay};
use std::ops::Range;

/// One clause of one article.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a finding of its own about the clause")]
pub(crate) struct Unit {
    /// The article.
    pub article: usize,
    /// The sentence, by number in the article.
    pub sentence: usize,
    /// The stretch.
    pub span: Span,
    /// It stands in the article's headline.
    pub is_title: bool,
    /// It opens its sentence or a main clause of it, so that it can be understood alone.
    pub opens: bool,
    /// Its terms, sorted, each once.
    pub terms: Vec<Term>,
    /// Its terms in the order of the words.
    pub sequence: Vec<Term>,
    /// The dates it tells.
    pub dates: Vec<Edtf>,
    /// The months and days that are written out, not told from the day of the report.
    pub written_days: Vec<(i8, i8)>,
    /// The times of day it tells by the clock.
    pub hours: Vec<TimeOfDay>,
    /// Months and days without a year, where the report has no date to tell it.
    pub yearless: Vec<(i8, Option<i8>)>,
    /// The figures it tells.
    pub figures: Vec<Counted>,
    /// When its article was published.
    pub published: Option<Date>,
    /// What it tells is denied, by a negation or by a word that denies.
    pub denied: bool,
    /// How far what it tells has come.
    pub stage: Stage,
    /// It stands in the words of a speaker.
    pub word_of: Option<usize>,
    /// It stands in a quotation or reported clause.
    pub reported: bool,
    /// A verb of saying stands in it.
    pub cued: bool,
    /// The part of its words that stand between marks of quotation.
    pub quoted: f32,
}

/// A figure of a unit.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    /// How many.
    pub value: Decimal,
    /// Whether it is a bound.
    pub bound: Bound,
    /// Its unit, where it has one.
    pub unit: Option<&'static str>,
    /// The terms of what it counts and of the words behind it.
    pub near: Vec<Term>,
}

/// The units of all articles, in order.
#[must_use]
pub(crate) fn units(readings: &[&Reading], terms: &Terms, said: &[Said]) -> Vec<Unit> {
    let mut all = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        let speech = speech_of(article, reading, said);
        let sentences = reading.syntax.sentences.iter().enumerate();
        // A dateline says where and when, of no fact.
        let line = reading.article.place.map_or(reading.dateline, |place| place.start);
        let dateline = Span { start: line, end: reading.dateline };
        for (number, sentence) in sentences.filter(|(_, held)| !dateline.contains(**held)) {
            let sentence_tokens = reading.syntax.within(*sentence);
            for tokens in clauses::clauses(reading, sentence_tokens.clone(), &terms.of[article]) {
                let span = reading.syntax.tokens.span(tokens.clone());
                let sequence: Vec<Term> =
                    terms.of[article][tokens.clone()].iter().flatten().copied().collect();
                let mut own = sequence.clone();
                own.sort_unstable();
                own.dedup();
                if own.len() < SHORTEST {
                    continue;
                }
                let first = reading.times.partition_point(|time| time.span.end <= span.start);
                let times =
                    reading.times[first..].iter().take_while(|time| time.span.start < span.end);
                let dates = times.clone().filter_map(|time| time.anchor.or(time.value)).collect();
                let written_days = times
                    .clone()
                    .filter_map(TimeExpression::month_and_day)
                    .filter_map(|(month, day)| Some((month, day?)))
                    .collect();
                let hours = times
                    .clone()
                    .filter_map(|time| time.time_of_day)
                    .filter(|time| matches!(time, TimeOfDay::Clock { .. }))
                    .collect();
                let yearless = times
                    .filter(|time| time.value.is_none())
                    .filter_map(TimeExpression::month_and_day)
                    .collect();
                let first = reading.figures.partition_point(|held| held.span.start < span.start);
                let counted = reading.figures[first..]
                    .iter()
                    .take_while(|figure| figure.span.start < span.end)
                    .filter(|figure| span.contains(figure.span) && !figure.change);
                let counted = counted
                    .filter_map(|figure| {
                        let near = around(reading, &tokens, figure.span);
                        Some(Counted {
                            value: figure.value.parse().ok()?,
                            bound: figure.bound,
                            unit: figure.unit,
                            near: near
                                .flat_map(|range| {
                                    terms.of[article][range].iter().flatten().copied()
                                })
                                .collect(),
                        })
                    })
                    .collect();
                let upto = speech.partition_point(|(stretch, _)| stretch.start < span.end);
                let before = &speech[upto.saturating_sub(NESTED)..upto];
                let speaker = before.iter().find(|(stretch, _)| {
                    stretch.contains(span)
                        || span.contains(*stretch) && stretch.len() * 3 > span.len()
                });
                all.push(Unit {
                    article,
                    sentence: number,
                    denied: is_denied(&reading.syntax, tokens.clone()),
                    stage: stage(&reading.syntax, tokens.clone()),
                    span,
                    opens: clauses::opens(reading, &sentence_tokens, &tokens),
                    is_title: reading.article.title.is_some_and(|title| title.contains(span)),
                    terms: own,
                    sequence,
                    dates,
                    written_days,
                    hours,
                    yearless,
                    figures: counted,
                    published: reading.article.published.value,
                    word_of: speaker.and_then(|(_, speaker)| *speaker),
                    reported: speaker.is_some(),
                    cued: tokens.clone().any(|at| reading.syntax.is(at, Classes::REPORTING)),
                    quoted: tokens
                        .clone()
                        .filter(|at| reading.syntax.stretch(*at).is_some())
                        .count() as f32
                        / tokens.len() as f32,
                });
            }
        }
    }
    all
}

/// How many words on each side of a figure tell what it counts.
const AROUND: usize = 3;

/// The words right before and right behind a figure, up to a conjunction, a mark or another figure.
fn around(
    reading: &Reading,
    clause: &Range<usize>,
    figure: Span,
) -> impl Iterator<Item = Range<usize>> {
    let syntax = &reading.syntax;
    let own = syntax.within(figure);
    let ends = |index: usize| {
        syntax.is_mark(index)
            || syntax.is(index, Classes::CONJUNCTION)
            || syntax.tokens.items()[index].kind == TokenKind::Number
    };
    let low = own.start.saturating_sub(AROUND).max(clause.start);
    let before =
        (low..own.start).rev().take_while(|index| !ends(*index)).last().unwrap_or(own.start);
    let high = (own.end + AROUND).min(clause.end).max(own.end);
    let after =
        (own.end..high).take_while(|index| !ends(*index)).last().map_or(own.end, |last| last + 1);
    [before..own.start, own.end..after].into_iter()
}

/// So many stretches of speech before the end of a clause are looked at: they are short, or few are nested.
const NESTED: usize = 64;

/// The stretches of speech of an article, in order.
fn speech_of(article: usize, reading: &Reading, said: &[Said]) -> Vec<(Span, Option<usize>)> {
    let mut speech: Vec<(Span, Option<usize>)> = said
        .iter()
        .filter(|said| said.article == article)
        .flat_map(|said| {
            let quotation = &reading.quotations[said.quotation];
            let stretches = quotation.content.iter().copied().chain(quotation.clause);
            stretches.map(move |stretch| (stretch, said.speaker))
        })
        .collect();
    speech.sort_by_key(|(stretch, _)| stretch.start);
    speech
}
