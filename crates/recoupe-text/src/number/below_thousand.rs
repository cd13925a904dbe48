//! Number words below a hundred and below a thousand.
//!
//! A ten takes a unit behind it, or before it where the language joins them so ("ein-und-zwanzig"), a hundred a number below a hundred; an ordinal may end either. A
//! unit that belongs to a part behind it is left to the part ("twenty and three fifths"), and so is
//! a ten that begins a compound denominator ("one hundred thirty-fifths").
//!
//! A hyphen set off by blanks joins a ten and its unit ("fifty - two"), since texts are typeset so;
//! it is a dash where the unit begins a clause of its own ("fifty - two of them children - died").
//! Limits: such a clause is known by an `of` behind the unit or by a second dash nearby.

use super::lexicon::Kind;
use super::reader::{Read, Reader};
use crate::tokens::TokenKind;
use rust_decimal::Decimal;

/// How many pieces behind a hyphen with blanks a second one makes both dashes.
const CLAUSE: usize = 24;

impl Reader<'_> {
    /// A number below a thousand in words.
    pub(super) fn below_thousand(&self, at: usize) -> Option<Read> {
        let low = self
            .below_hundred(at)
            .or_else(|| {
                let (end, _) = self.has(Kind::Article, at)?;
                self.has(Kind::Hundred, end).map(|_| Read::new(end, Some(Decimal::ONE)))
            })
            .or_else(|| {
                self.alone(Kind::Hundred, at).then_some(Read::new(at, Some(Decimal::ONE)))
            })?;
        if low.ordinal {
            return Some(low);
        }
        let times = |hundred: Decimal| low.value.and_then(|value| value.checked_mul(hundred));
        let part = low.is_one() && self.has(Kind::Part, low.end).is_some();
        if let Some((end, hundred)) = self.has(Kind::OrdinalHundred, low.end).filter(|_| !part) {
            return Some(Read::ordinal(end, times(hundred)));
        }
        let Some((end, hundred)) = self.has(Kind::Hundred, low.end) else {
            let plural = self.has(Kind::HundredPlural, low.end).filter(|_| low.end > at);
            return Some(plural.map_or(low, |(end, many)| Read::new(end, times(many))));
        };
        let next = self.has(Kind::JoinHundred, end).map_or(end, |(next, _)| next);
        let rest = self.below_hundred(next).filter(|rest| {
            if next == end {
                self.compound_part(next).is_none()
            } else {
                !self.is_proper_part(*rest)
            }
        });
        Some(rest.map_or(Read::new(end, times(hundred)), |rest| Read {
            end: rest.end,
            value: times(hundred).zip(rest.value).and_then(|(high, low)| high.checked_add(low)),
            ordinal: rest.ordinal,
        }))
    }

    /// A number below a hundred in words.
    pub(super) fn below_hundred(&self, at: usize) -> Option<Read> {
        if let Some((end, value)) =
            self.has(Kind::OrdinalTeen, at).or_else(|| self.has(Kind::OrdinalTen, at))
        {
            return Some(Read::ordinal(end, Some(value)));
        }
        let ten = self.has(Kind::Ten, at);
        let low =
            self.has(Kind::Teen, at).filter(|(end, _)| ten.is_none_or(|(other, _)| *end > other));
        if let Some((end, value)) = low {
            return Some(Read::new(end, Some(value)));
        }
        if let Some((end, value)) = ten {
            return Some(self.ten_with_unit(end, value));
        }
        if let Some((end, value)) = self.has(Kind::Unit, at) {
            return Some(self.unit_with_ten(end, value).unwrap_or(Read::new(end, Some(value))));
        }
        self.has(Kind::OrdinalUnit, at).map(|(end, value)| Read::ordinal(end, Some(value)))
    }

    /// "ein-und-zwanzig": the ten behind its unit, in one word with the joiner.
    fn unit_with_ten(&self, end: usize, unit: Decimal) -> Option<Read> {
        let (next, join) = self.word(Kind::JoinUnit, end)?;
        let written_on = |at: usize| self.piece(at).is_some_and(|piece| !piece.spaced);
        (written_on(next) && (join.spaced || written_on(end))).then_some(())?;
        if let Some((end, ten)) = self.has(Kind::Ten, next) {
            return Some(Read::new(end, ten.checked_add(unit)));
        }
        let (end, ten) = self.has(Kind::OrdinalTen, next)?;
        Some(Read::ordinal(end, ten.checked_add(unit)))
    }

    fn ten_with_unit(&self, end: usize, ten: Decimal) -> Read {
        let hyphen = self.behind_hyphen(end);
        let next = hyphen.or_else(|| self.has(Kind::JoinTen, end).map(|(next, _)| next));
        let next = next.unwrap_or(end);
        let joins = |last: usize| hyphen.is_none() || !self.is_clause(last);
        if let Some((last, unit)) = self.word(Kind::OrdinalUnit, next)
            && (!unit.alone || self.piece(next).is_some_and(|piece| piece.hyphen))
            && joins(last)
        {
            return Read::ordinal(last, ten.checked_add(unit.value));
        }
        // "twenty and three fifths": the unit belongs to the part.
        let part =
            |last: usize| next > end && hyphen.is_none() && self.has(Kind::Part, last).is_some();
        match self.has(Kind::Unit, next) {
            Some((last, unit)) if !unit.is_zero() && !part(last) && joins(last) => {
                Read::new(last, ten.checked_add(unit))
            }
            _ => Read::new(end, Some(ten)),
        }
    }

    /// Whether what ends at `at` began a clause between dashes.
    fn is_clause(&self, at: usize) -> bool {
        self.has(Kind::Of, at).is_some()
            || (at..at + CLAUSE)
                .take_while(|index| self.piece(*index).is_some_and(|piece| !piece.line))
                .any(|index| {
                    self.piece(index).is_some_and(|piece| piece.kind == TokenKind::Mark)
                        && self.behind_hyphen(index).is_some()
                })
    }
}
