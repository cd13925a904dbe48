//! What a stretch of a report, or the claim, says: its terms, figures and dates.

use super::Case;
use crate::terms::Term;
use recoupe_annotate::Reading;
use recoupe_annotate::figures::Bound;
use recoupe_text::Span;
use recoupe_text::number::{Decimal, Number};
use recoupe_time::{Edtf, Kind};
use std::collections::BTreeSet;
use std::ops::Range;

/// A number with its bound.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    pub(super) value: Decimal,
    bound: Bound,
}

impl Count {
    pub(super) fn of(reading: &Reading, number: &Number) -> Self {
        let figure = reading.figures.iter().find(|figure| figure.span.overlaps(number.span));
        Self { value: number.value, bound: figure.map_or(Bound::Exact, |figure| figure.bound) }
    }

    /// Whether `other` bears this one out: the same, rounded to two digits, or within this one's bound.
    pub(super) fn is_borne_out_by(&self, other: &Self) -> bool {
        let (left, right) = (self.value, other.value);
        let larger = left.abs().max(right.abs());
        let rounded =
            larger >= Decimal::from(100) && (left - right).abs() * Decimal::from(50) < larger;
        let within = match self.bound {
            Bound::AtLeast => right >= left && right <= left * Decimal::from(2),
            Bound::AtMost => right <= left && right * Decimal::from(2) >= left,
            Bound::About | Bound::Exact => false,
        };
        left == right || rounded || within
    }

    /// Whether both can be true: one bears the other out ("at least 40" neither confirms 70 nor denies it).
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.is_borne_out_by(other) || other.is_borne_out_by(self)
    }
}

/// What one passage, or the claim, says.
pub(super) struct Content {
    pub(super) terms: BTreeSet<Term>,
    pub(super) numbers: Vec<Count>,
    pub(super) dates: Vec<Edtf>,
    /// Those that are days or longer stretches of the calendar, told by themselves ("on 3 May", not "two
    /// days after").
    pub(super) days: Vec<Edtf>,
    /// Lengths of time, as TIMEX3 writes them.
    pub(super) lengths: Vec<String>,
}

impl Case<'_> {
    /// The numbers of a stretch that count something.
    pub(super) fn counts(&self, article: usize, span: Span) -> impl Iterator<Item = Count> {
        let reading = self.readings[article];
        let timed = |span: Span| reading.times.iter().any(|time| time.span.overlaps(span));
        self.numbers[article]
            .iter()
            .filter(move |number| {
                span.contains(number.span)
                    && !timed(number.span)
                    && !number.ordinal
                    && !number.article
            })
            .map(|number| Count::of(reading, number))
    }

    pub(super) fn content(&self, article: usize, tokens: Range<usize>) -> Content {
        let reading = self.readings[article];
        let syntax = &reading.syntax;
        let span = syntax.tokens.span(tokens.clone());
        Content {
            terms: self.terms.of[article][tokens].iter().flatten().copied().collect(),
            numbers: self.counts(article, span).collect(),
            dates: reading
                .times
                .iter()
                .filter(|time| span.contains(time.span))
                .filter_map(|time| time.anchor.or(time.value))
                .collect(),
            days: reading
                .times
                .iter()
                .filter(|time| span.contains(time.span) && time.kind == Kind::Date)
                .filter_map(|time| time.value)
                .collect(),
            lengths: reading
                .times
                .iter()
                .filter(|time| span.contains(time.span) && time.kind == Kind::Duration)
                .map(|time| time.timex3().to_owned())
                // "180 euros a month": a rate, not a length.
                .filter(|length| !matches!(length.as_str(), "P1D" | "P1W" | "P1M" | "P1Y" | "PT1H"))
                .collect(),
        }
    }
}
