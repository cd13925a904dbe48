//! Parts, fractions and spoken decimals: what may follow a whole number.
//!
//! A part in the plural takes any numerator in words ("three fifths", "twenty thirty-fifths"). In
//! the singular it is mostly an ordinal ("a fifth attempt"), so it needs one in front and an `of` or
//! the end of a phrase behind. A part of a multiplier is one number ("two thirds of a million").
//!
//! Limits: digits take no part in words ("100 millionths" are 100); where "and" may join either a
//! part or another number, the part is the smaller unit ("two hundred and three quarters" is
//! 200.75).

use super::decimals::{decimal, divide};
use super::lexicon::Kind;
use super::reader::{Read, Reader};
use crate::tokens::TokenKind;
use rust_decimal::Decimal;

/// The longest run of spoken decimals that is read.
const DECIMALS: usize = 20;

impl Reader<'_> {
    /// A number without a sign.
    pub(super) fn unsigned(&self, at: usize) -> Option<Read> {
        if let Some((end, below)) = self.one_part(at) {
            return Some(self.of_many(end, divide(Some(Decimal::ONE), Some(below))));
        }
        let whole = self.whole(at)?;
        if whole.ordinal {
            return Some(self.chained(whole));
        }
        Some(self.fraction(at, whole).unwrap_or(whole))
    }

    /// "vigésimo quinto": smaller ordinals behind an ordinal, where the language says them so.
    fn chained(&self, first: Read) -> Read {
        let mut read = first;
        while self.lexicon.ordinal_chain
            && let Some(next) = self.ordinal(read.end)
            && let Some((value, more)) = read.value.zip(next.value)
            && more < round_to(value)
        {
            read = Read::ordinal(next.end, value.checked_add(more));
        }
        read
    }

    /// "one over four", "two out of five".
    fn fraction(&self, start: usize, above: Read) -> Option<Read> {
        let over = self.has(Kind::Over, above.end);
        let proper = over.is_none();
        let (next, _) = over.or_else(|| self.has(Kind::OverWhole, above.end))?;
        let below = self.whole(next).filter(|below| !below.ordinal)?;
        // "12 out of 10" are two numbers.
        let smaller = above.value.zip(below.value).is_some_and(|(above, below)| above < below);
        // "2,000 sur 3 ans": digits may be of another phrase.
        let words = [start, next]
            .iter()
            .all(|side| self.piece(*side).is_some_and(|piece| piece.kind == TokenKind::Word));
        ((smaller || !proper) && (words || self.ends_part(below.end)))
            .then(|| Read::new(below.end, divide(above.value, below.value)))
    }

    /// A part that needs no numerator: "half", "half a million", "quarter million".
    pub(super) fn bare_part(&self, at: usize) -> Option<Read> {
        if let Some((end, value)) = self.has(Kind::Half, at) {
            return Some(self.of_many(end, Some(value)));
        }
        let (end, below) = self.has(Kind::Part, at)?;
        let (end, many) = self.has(Kind::Multiplier, end).or_else(|| self.has(Kind::Count, end))?;
        // "the first quarter", "third-quarter": of a year.
        let place = self.piece(at).is_some_and(|piece| piece.hyphen)
            || (at > 0 && self.has(Kind::OrdinalUnit, at - 1).is_some());
        // « le cinquième million »: an ordinal.
        (!place && self.ordinal(at).is_none())
            .then(|| Read::new(end, divide(Some(many), Some(below))))
    }

    /// What may follow a number: spoken decimals, a part. `many` is the last factor of `read`.
    pub(super) fn tail(&self, start: usize, read: Read, many: Decimal) -> Read {
        // A word may stand before both: "cien con tres cuartos", "cien con tres".
        self.part(start, read)
            .or_else(|| self.joined_part(read, many))
            .or_else(|| self.spoken(read))
            .unwrap_or_else(|| self.slashed(read))
    }

    /// "three point one four".
    fn spoken(&self, read: Read) -> Option<Read> {
        let (start, _) = self.has(Kind::Point, read.end)?;
        let mut digits = String::new();
        let mut at = start;
        while let Some(part) =
            self.below_hundred(at).or_else(|| self.digits(at)).filter(|part| !part.ordinal)
        {
            if digits.len() > DECIMALS {
                break;
            }
            digits.push_str(&part.value?.to_string());
            at = part.end;
        }
        let below = decimal("0", &digits).filter(|_| at > start);
        let value = read.value.zip(below).and_then(|(whole, below)| whole.checked_add(below));
        (at > start).then(|| self.scaled(Read::new(at, value)))
    }

    /// `read` as the numerator of the part behind it.
    fn part(&self, start: usize, read: Read) -> Option<Read> {
        let exact = read.value.filter(Decimal::is_integer)?;
        let hyphen = self.behind_hyphen(read.end);
        let at = hyphen.unwrap_or(read.end);
        let one = exact == Decimal::ONE;
        let article = self.has(Kind::Article, start).is_some();
        if one
            && let Some((end, below)) = self.has(Kind::PartOne, at)
            && ((hyphen.is_none() && !article) || self.ends_part(end))
        {
            return Some(self.of_many(end, divide(Some(exact), Some(below))));
        }
        if self.is_digits(start) {
            return None;
        }
        let (end, below) = self.has(Kind::Part, at).or_else(|| self.compound_part(at))?;
        // « un cinquième mandat »: a part that is written as the ordinal is.
        if one && self.ordinal(at).is_some() && !self.ends_part(end) {
            return None;
        }
        Some(self.of_many(end, divide(Some(exact), Some(below))))
    }

    /// "two and a half", "five and a half million".
    fn joined_part(&self, read: Read, many: Decimal) -> Option<Read> {
        let (next, _) = self.has(Kind::JoinPart, read.end)?;
        let (end, above, below) = self.part_behind(next)?;
        let part = above.checked_div(below);
        let plus = |part: Option<Decimal>| {
            read.value.zip(part).and_then(|(whole, part)| whole.checked_add(part))
        };
        Some(match self.has(Kind::Multiplier, end) {
            Some((last, times)) if many == Decimal::ONE => {
                Read::new(last, plus(part).and_then(|value| value.checked_mul(times)))
            }
            // "one billion and a half million"
            Some((last, times)) if times < many => {
                Read::new(last, plus(part.and_then(|part| part.checked_mul(times))))
            }
            _ => Read::new(end, plus(part.and_then(|part| part.checked_mul(many)))),
        })
    }

    /// The part at `at`: where it ends, its numerator and its denominator.
    fn part_behind(&self, at: usize) -> Option<(usize, Decimal, Decimal)> {
        let article =
            || self.has(Kind::Article, at).map(|(end, _)| Read::new(end, Some(Decimal::ONE)));
        let above = self.below_hundred(at).or_else(article).filter(|above| !above.ordinal);
        if let Some((above, value)) = above.and_then(|above| Some((above, above.value?))) {
            let part = self.has(Kind::Part, above.end).or_else(|| self.ended_part(above.end));
            let part = part
                .or_else(|| if above.is_one() { self.has(Kind::PartOne, above.end) } else { None });
            if let Some((end, below)) = part {
                return Some((end, value, below));
            }
        }
        self.has(Kind::Part, at)
            .or_else(|| self.one_part(at))
            .map(|(end, below)| (end, Decimal::ONE, below))
    }

    /// "a twenty-first", "one one hundred and fifth", "a trillionth": one of so many parts, where
    /// nothing follows that it could be the place of. Up to ten the table's own parts decide.
    fn one_part(&self, at: usize) -> Option<(usize, Decimal)> {
        let one = || self.has(Kind::Unit, at).filter(|(_, value)| *value == Decimal::ONE);
        let (next, _) = self.has(Kind::Article, at).or_else(one)?;
        let below = self.ordinal(next)?;
        let value = below.value.filter(|value| *value > Decimal::TEN)?;
        self.ends_part(below.end).then_some((below.end, value))
    }

    /// "thirty-fifths": a denominator of a ten and the part behind it.
    /// Or "veintiún-avos": a number and the ending that makes it one.
    pub(super) fn compound_part(&self, at: usize) -> Option<(usize, Decimal)> {
        if let Some(part) = self.ended_part(at) {
            return Some(part);
        }
        let (end, ten) = self.has(Kind::Ten, at)?;
        let (end, unit) = self.has(Kind::PartBehindTen, end)?;
        Some((end, ten.checked_add(unit)?))
    }

    /// A number with the ending of a part written on.
    fn ended_part(&self, at: usize) -> Option<(usize, Decimal)> {
        let alone =
            || self.has(Kind::Multiplier, at).map(|(end, value)| Read::new(end, Some(value)));
        let below = self.below_thousand(at).or_else(alone).filter(|below| !below.ordinal)?;
        let (end, _) = self.has(Kind::PartEnding, below.end)?;
        self.piece(below.end).filter(|piece| !piece.spaced)?;
        Some((end, below.value?))
    }

    /// A part and the multiplier that it is of: "two thirds of a million", "half a dozen".
    fn of_many(&self, end: usize, part: Option<Decimal>) -> Read {
        let of = self.has(Kind::Of, end).map(|(next, _)| next);
        let article = self.has(Kind::Article, of.unwrap_or(end)).map(|(next, _)| next);
        // "half of thousands" is vague.
        let next = article.unwrap_or(end);
        let many = if article.is_none() && of.is_some() {
            None
        } else {
            self.has(Kind::Multiplier, next).or_else(|| self.has(Kind::Count, next))
        };
        many.map_or(Read::new(end, part), |(end, many)| {
            Read::new(end, part.and_then(|part| part.checked_mul(many)))
        })
    }

    /// Whether a part follows that `above` is the smaller numerator of.
    pub(super) fn is_proper_part(&self, above: Read) -> bool {
        let part = self.has(Kind::Part, above.end);
        part.is_some_and(|(_, part)| above.value.is_some_and(|value| value < part))
    }

    /// Whether a part in the singular ends here: "a fifth of", but not "a fifth attempt".
    pub(super) fn ends_part(&self, at: usize) -> bool {
        self.has(Kind::Of, at).is_some()
            || self.piece(at).is_none_or(|piece| piece.line || piece.kind == TokenKind::Mark)
    }
}

/// The largest power of ten that `value` is a multiple of: how much smaller what is added must be.
fn round_to(value: Decimal) -> Decimal {
    let mut power = Decimal::ONE;
    while let Some(next) = power.checked_mul(Decimal::TEN)
        && next <= value
        && value.checked_rem(next).is_some_and(|rest| rest.is_zero())
    {
        power = next;
    }
    power
}
