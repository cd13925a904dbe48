//! Which of the readings of a chart stand: the longest from the left, none overlapping.
//!
//! A bare year is a year unless what stands around it says otherwise ("$", "people"); a word that is
//! a time only with others, or only as a name, does not stand alone.

use crate::build::Value;
use crate::chart::{Chart, Item};
use crate::edtf::Edtf;
use crate::expression::{Context, Kind, Meaning, Open, TimeExpression, resolve};
use crate::field::{Field, Which};
use crate::lexicon::{Class, LEXICON, Lead, Lexicon};
use crate::pattern::PATTERNS;
use crate::shape::Shape;
use crate::shape::Tense;
use crate::tense::tense_near;
use recoupe_text::number::{Pieces, numbers_in};
use recoupe_text::{Language, Span, TokenKind, Tokens};
use std::ops::Range;

/// The expressions of time of a text in order, none overlapping, resolved against `context`.
///
/// `tokens` and `sentences` are those of `text`. Linear; nothing panics on any text.
#[must_use]
pub fn times(
    text: &str,
    tokens: &Tokens,
    sentences: &[Span],
    language: &'static Language,
    context: &Context,
) -> Vec<TimeExpression> {
    let pieces = Pieces::of(text, tokens, language);
    let mut found = find(text, &pieces, sentences, language);
    resolve(&mut found, context);
    found
}

fn find(
    text: &str,
    pieces: &Pieces,
    sentences: &[Span],
    language: &'static Language,
) -> Vec<TimeExpression> {
    let lexicon = LEXICON.get(language);
    let chart =
        Chart::new(pieces, &numbers_in(text, pieces, language), lexicon, PATTERNS.get(language));
    let mut found = Vec::new();
    let mut sentence = 0;
    let mut bounds = 0..0;
    let mut at = 0;
    while at < pieces.len() {
        let start = pieces.items()[at].span.start;
        while sentences.get(sentence).is_some_and(|span| span.end <= start) {
            sentence += 1;
        }
        if let Some(span) = sentences.get(sentence)
            && (bounds.is_empty() || bounds.end <= at)
        {
            let items = pieces.items();
            bounds = items.partition_point(|piece| piece.span.start < span.start)
                ..items.partition_point(|piece| piece.span.end <= span.end);
        }
        let initial = bounds.start == at;
        let best = chart
            .at(at)
            .filter(|item| stands(item, at, initial, pieces, lexicon))
            .max_by_key(|item| (item.end, priority(item.class)));
        let Some(item) = best else {
            at += 1;
            continue;
        };
        if let Some(time) = expression(item, at, (text, pieces), &bounds, language) {
            found.push(finish(time, at, item.end, &chart, lexicon));
        }
        at = item.end;
    }
    found
}

const fn priority(class: Class) -> u8 {
    match class {
        Class::Skip => 6,
        Class::Range => 5,
        Class::Point => 4,
        Class::Time => 3,
        Class::Set => 2,
        Class::Duration => 1,
        _ => 0,
    }
}

/// Whether an item may stand as an expression.
fn stands(item: &Item, start: usize, initial: bool, pieces: &Pieces, lexicon: &Lexicon) -> bool {
    if priority(item.class) == 0 {
        return false;
    }
    if item.joined
        && !(item.lead
            && lead(start, pieces, lexicon)
                .is_some_and(|lead| !matches!(lead, Lead::NotYear | Lead::AtNumber)))
    {
        return false;
    }
    let piece = pieces.items()[start];
    let led = || {
        lead(start, pieces, lexicon)
            .is_some_and(|lead| !matches!(lead, Lead::NotYear | Lead::AtNumber))
    };
    if item.name && (initial || !piece.capital) && !led() {
        return false;
    }
    // "2016-2" of "2016-2-30" is no month.
    let number = |index: usize| {
        pieces.items().get(index).is_some_and(|piece| piece.kind == TokenKind::Number)
    };
    let glued =
        |index: usize| pieces.items().get(index).is_some_and(|piece| !piece.spaced && !piece.line);
    let more = matches!(pieces.folded(item.end), "-" | "/")
        && (glued(item.end) && glued(item.end + 1) && number(item.end - 1) && number(item.end + 1));
    let marks = (start..item.end).any(|index| matches!(pieces.folded(index), "-" | "/"));
    // A telephone number or a code: digits go on in front.
    let before = start > 1
        && number(start)
        && matches!(pieces.folded(start - 1), "-" | "/")
        && glued(start)
        && glued(start - 1)
        && number(start - 2);
    // "Juli 90" of "im Juli 90.000 Euro": the number goes on by thousands.
    let thousands = matches!(pieces.folded(item.end), "." | "," | "٬")
        && glued(item.end)
        && glued(item.end + 1)
        && number(item.end - 1)
        && number(item.end + 1)
        && pieces.folded(item.end + 1).chars().count() == 3;
    if thousands {
        return false;
    }
    if (more && marks || before) && matches!(item.class, Class::Point | Class::Range) {
        return false;
    }
    // "the first" may be anything; "on the 21st" is a day.
    if let Value::Point(moment) = &item.value
        && let Shape::Field(Field::Day(_), Which::Bare) = moment.shape
    {
        let end = item.end;
        let glued = |index: usize| pieces.items().get(index).is_some_and(|piece| !piece.spaced);
        if glued(end) && glued(end + 1) && pieces.items()[end + 1].kind == TokenKind::Number {
            return false;
        }
        let noun = pieces.items().get(item.end).is_some_and(|next| {
            next.kind == TokenKind::Word && !next.line && (next.capital || !lexicon.noun_capitals)
        });
        let digits = (start..item.end).any(|index| pieces.items()[index].kind == TokenKind::Number);
        return !noun && (digits || led());
    }
    // A bare number of four digits.
    let single = item.end == start + 1 && piece.kind == TokenKind::Number;
    if single && item.class == Class::Point {
        let found = lead(start, pieces, lexicon);
        let in_range =
            pieces.folded(start).parse::<u16>().is_ok_and(|year| (1500..=2100).contains(&year));
        let marked = found.is_some_and(|lead| lead != Lead::NotYear);
        let glued = pieces
            .items()
            .get(item.end)
            .is_some_and(|next| !next.spaced && next.kind == TokenKind::Word && !next.hyphen);
        let not_year = found == Some(Lead::NotYear)
            || lexicon.after_year.at(pieces, item.end).next().is_some();
        return (in_range || marked) && !not_year && !glued;
    }
    true
}

/// The word or phrase of the leads that ends right before piece `start`.
fn lead(start: usize, pieces: &Pieces, lexicon: &Lexicon) -> Option<Lead> {
    (1..=4.min(start)).rev().find_map(|length| {
        lexicon
            .leads
            .at(pieces, start - length)
            .find(|(found, _)| *found == length)
            .and_then(|(_, leads)| leads.first().copied())
    })
}

fn expression(
    item: &Item,
    start: usize,
    (text, pieces): (&str, &Pieces),
    sentence: &Range<usize>,
    language: &'static Language,
) -> Option<TimeExpression> {
    let span = pieces.span(start, item.end);
    let tense = tense_near(text, pieces, sentence, start..item.end, language);
    let mut time = match &item.value {
        Value::Point(moment) => TimeExpression::of_moment(span, moment.clone()),
        Value::Duration(amount, modifier, stretch) => {
            let mut time = TimeExpression::new(
                span,
                Kind::Duration,
                Meaning::Length(amount.clone(), stretch.clone()),
            );
            time.modifier = *modifier;
            time.relative = stretch.is_some();
            time
        }
        Value::Time(clock, modifier) => {
            let mut time = TimeExpression::new(span, Kind::Time, Meaning::Time);
            time.time_of_day = Some(*clock);
            time.modifier = *modifier;
            time.relative = true;
            time
        }
        Value::Set(timex) => TimeExpression::new(span, Kind::Set, Meaning::Set(timex.clone())),
        Value::Range(sides) => {
            let ends = [0, 1].map(|side| {
                let (moment, (from, to)) = &sides[side];
                let mut end = TimeExpression::of_moment(pieces.span(*from, *to), moment.clone());
                end.tense = tense;
                end
            });
            let mut time = TimeExpression::new(span, ends[1].kind, Meaning::Range);
            time.relative = ends.iter().all(|end| end.relative);
            time.ends = Some(Box::new(ends));
            time
        }
        Value::Word(_) | Value::Number(_) | Value::Int(_) => return None,
    };
    time.tense = tense;
    Some(time)
}

/// Opens the expression where a lead says so.
fn finish(
    mut time: TimeExpression,
    start: usize,
    end: usize,
    chart: &Chart<'_>,
    lexicon: &Lexicon,
) -> TimeExpression {
    let open = match lead(start, chart.pieces, lexicon) {
        Some(Lead::After) => Some(Open::After),
        Some(Lead::Before) => Some(Open::Before),
        Some(Lead::Within) => Some(Open::Within),
        Some(Lead::AheadSurely) => Some(Open::Ahead),
        // "in 2018 or later": before a date the word opens nothing.
        Some(Lead::Ahead)
            if time.tense != Some(Tense::Past) && !matches!(time.meaning, Meaning::Moment(_)) =>
        {
            Some(Open::Ahead)
        }
        _ => lexicon
            .trails
            .at(chart.pieces, end)
            .last()
            .and_then(|(_, trails)| trails.first().copied()),
    };
    let datable = match &time.meaning {
        Meaning::Moment(shape) => {
            !matches!(shape, Shape::Reference(_))
                && !matches!(open, Some(Open::Ahead | Open::Within))
        }
        Meaning::Length(_, None) => matches!(open, Some(Open::After | Open::Ahead | Open::Within)),
        _ => false,
    };
    if datable {
        time.open = open;
    }
    time
}

/// The longest word or phrase that joins two dates, in bytes.
const LONGEST_JOIN: usize = 32;

/// The stretches that neighbours make which a joining word or mark links ("in 2021 and 2022"): the
/// span of both and the interval from the first to the last. Only dates of one granularity that
/// follow one another in time are joined; `times` keeps the single ones.
#[must_use]
pub fn coordinated(
    text: &str,
    times: &[TimeExpression],
    language: &'static Language,
) -> Vec<(Span, Edtf)> {
    let lexicon = LEXICON.get(language);
    let mut joined: Vec<(Span, Edtf)> = Vec::new();
    for pair in times.windows(2) {
        let [first, last] = pair else { continue };
        let between = Span { start: first.span.end, end: last.span.start };
        if first.kind != Kind::Date || last.kind != Kind::Date || between.len() > LONGEST_JOIN {
            continue;
        }
        let words = Tokens::of(between.of(text), language);
        let pieces = Pieces::of(between.of(text), &words, language);
        let links =
            lexicon.joins.longest(&pieces, 0).is_some_and(|(length, _)| length == pieces.len());
        let (Some(Edtf::Point(start)), Some(Edtf::Point(end))) = (first.anchor, last.anchor) else {
            continue;
        };
        let follows = start.granularity() == end.granularity()
            && start.bounds().zip(end.bounds()).is_some_and(|(start, end)| start.1 < end.0);
        if !links || !follows {
            continue;
        }
        match joined.last_mut() {
            Some((span, Edtf::Interval(_, last_point))) if span.end == first.span.end => {
                *span = span.cover(last.span);
                *last_point = Some(end);
            }
            _ => joined.push((first.span.cover(last.span), Edtf::between(start, end))),
        }
    }
    joined
}
