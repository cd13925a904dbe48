//! Groups and what multiplies them: "two million three hundred thousand and five".
//!
//! A group is digits or a number below a thousand; multipliers fall from group to group, and where
//! one does not, the next number begins. Letters written onto digits multiply too ("5k"); set off by
//! a blank ("2.3 k", « 5 M€ ») only where the table allows it and no name may begin there: not behind
//! a year, not before a capital, a full stop or a mark that ties ("2024 M&A", « 12 M. Durand »).

use super::decimals::digit_count;
use super::lexicon::Kind;
use super::reader::{Read, Reader};
use crate::tokens::TokenKind;
use rust_decimal::Decimal;

impl Reader<'_> {
    /// A whole number, with the part or the decimals behind it.
    pub(super) fn whole(&self, start: usize) -> Option<Read> {
        if let Some(part) = self.bare_part(start) {
            return Some(part);
        }
        let mut total = Some(Decimal::ZERO);
        let mut last: Option<Decimal> = None;
        let mut joined = false;
        // The groups read, each with its factor.
        let mut parts: Vec<(Decimal, Option<Decimal>)> = Vec::new();
        let mut at = start;
        let mut end = None;
        while let Some(group) = self.group(at, last.is_none() || joined && self.lexicon.join_groups)
        {
            let (mut read, many) = self.scaled_once(group);
            if let Some(before) = last
                && many > before
                && let Some((all, held)) = self.multiplied_whole(&parts, group, many)
            {
                parts.truncate(held);
                parts.push((many, all));
                read.value = sum(&parts);
                total = read.value;
                end = Some(read);
                last = Some(many);
                at = read.end;
                joined = false;
                if read.ordinal {
                    break;
                }
                continue;
            }
            if let Some(last) = last
                && (many >= last || self.begins_anew(at, read, many, joined.then_some(last)))
            {
                break;
            }
            parts.push((many, read.value));
            read.value = total.zip(read.value).and_then(|(total, value)| total.checked_add(value));
            total = read.value;
            end = Some(read);
            last = Some(many);
            at = read.end;
            if read.ordinal || many <= Decimal::ONE {
                break;
            }
            // "four thousand and zero" are two numbers.
            let next = self.has(Kind::JoinHundred, at).map(|(next, _)| next).filter(|next| {
                self.below_hundred(*next)
                    .or_else(|| self.digits(*next))
                    .or_else(|| self.group(*next, true).filter(|_| self.lexicon.join_groups))
                    .is_some_and(|read| read.value.is_none_or(|value| !value.is_zero()))
            });
            joined = next.is_some();
            at = next.unwrap_or(at);
        }
        let read = end?;
        if read.ordinal {
            return Some(read);
        }
        Some(self.tail(start, read, last.unwrap_or(Decimal::ONE)))
    }

    /// "dos mil trescientos millones": the value of the smaller groups in front of `group` and of itself,
    /// times `many`, and how many of `parts` stand before them.
    fn multiplied_whole(
        &self,
        parts: &[(Decimal, Option<Decimal>)],
        group: Read,
        many: Decimal,
    ) -> Option<(Option<Decimal>, usize)> {
        let held = parts.iter().rposition(|(factor, _)| *factor >= many).map_or(0, |at| at + 1);
        let last = parts.last()?.0;
        let fits = self.lexicon.multiplied_whole
            && last > Decimal::ONE
            && group.value.is_some_and(|value| value < last)
            && parts.get(held.wrapping_sub(1)).is_none_or(|(factor, _)| *factor > many);
        let smaller = sum(&parts[held..]).zip(group.value);
        fits.then(|| {
            let all = smaller.and_then(|(smaller, value)| smaller.checked_add(value));
            (all.and_then(|all| all.checked_mul(many)), held)
        })
    }

    /// Whether the group `read` at `at` is no part of the number in front; `joined` is the factor
    /// in front where a joiner stands between.
    fn begins_anew(&self, at: usize, read: Read, many: Decimal, joined: Option<Decimal>) -> bool {
        let bare_digits = self.is_digits(at) && many <= Decimal::ONE;
        match joined {
            // "a hundred and three quarters", but "one hundred and thirty fifths".
            Some(last) => {
                self.is_proper_part(read) || (bare_digits && last != Decimal::ONE_HUNDRED)
            }
            None => bare_digits || self.compound_part(at).is_some(),
        }
    }

    /// A number below a thousand, or digits, or the article before a multiplier.
    fn group(&self, at: usize, first: bool) -> Option<Read> {
        if let Some(read) = self.digits(at).or_else(|| self.below_thousand(at)) {
            return Some(read);
        }
        if !first {
            return None;
        }
        if let Some((end, value)) =
            self.has(Kind::OrdinalMultiplier, at).or_else(|| self.has(Kind::OrdinalHundred, at))
        {
            return Some(Read::ordinal(end, Some(value)));
        }
        if self.alone(Kind::Multiplier, at) {
            return Some(Read::new(at, Some(Decimal::ONE)));
        }
        let (end, _) = self.has(Kind::Article, at)?;
        let many = self
            .has(Kind::Multiplier, end)
            .or_else(|| self.has(Kind::Count, end))
            .or_else(|| self.has(Kind::Part, end))
            .or_else(|| self.has(Kind::PartOne, end).filter(|(end, _)| self.ends_part(*end)))
            .is_some();
        many.then_some(Read::new(end, Some(Decimal::ONE)))
    }

    /// The ordinal at `at`, if there is one: "hundred and fifth", "two millionth".
    pub(super) fn ordinal(&self, at: usize) -> Option<Read> {
        if self.is_digits(at) {
            return None;
        }
        self.group(at, true).map(|group| self.scaled(group)).filter(|read| read.ordinal)
    }

    /// A group with what multiplies it: "3.4 million", "two dozen", "5k".
    pub(super) fn scaled(&self, group: Read) -> Read {
        self.scaled_once(group).0
    }

    /// As [`Reader::scaled`], with the factor.
    fn scaled_once(&self, group: Read) -> (Read, Decimal) {
        let mut read = group;
        let mut many = Decimal::ONE;
        while !read.ordinal {
            let Some((end, factor, ordinal)) = self.factor(read) else { break };
            let dual = self.word(Kind::Multiplier, read.end).is_some_and(|(_, word)| word.dual);
            let one = if dual { factor.checked_div(Decimal::TWO) } else { Some(factor) };
            read = Read {
                end,
                value: read.value.and_then(|value| value.checked_mul(factor)),
                ordinal,
            };
            many = one.and_then(|one| many.checked_mul(one)).unwrap_or(Decimal::MAX);
        }
        (read, many)
    }

    /// What multiplies `read`: where it ends, by how much, whether it makes an ordinal.
    fn factor(&self, read: Read) -> Option<(usize, Decimal, bool)> {
        let at = read.end;
        let digits = at > 0 && self.is_digits(at - 1);
        let found = self.has(Kind::Multiplier, at).or_else(|| self.has(Kind::Count, at));
        let found = found.or_else(|| {
            if digits {
                self.has(Kind::Hundred, at).or_else(|| self.suffix(at, read.value))
            } else {
                self.has(Kind::MultiplierPlural, at)
            }
        });
        match found {
            Some((end, factor)) => Some((end, factor, false)),
            None => self.has(Kind::OrdinalMultiplier, at).map(|(end, factor)| (end, factor, true)),
        }
    }

    /// The letters at `at` that multiply digits worth `value`; some mean a factor only as a
    /// capital: "10M" is money, "10m" length.
    pub(super) fn suffix(&self, at: usize, value: Option<Decimal>) -> Option<(usize, Decimal)> {
        let piece = self.piece(at)?;
        let (end, word) = self
            .word(Kind::Suffix, at)
            .or_else(|| self.word(Kind::SuffixCapital, at).filter(|_| piece.capital))?;
        let large = !word.ten_up || value.is_some_and(|value| value >= Decimal::TEN);
        let set_off = word.spaced
            && !piece.line
            && digit_count(self.pieces.folded(at - 1)) != 4
            && self.ends_suffix(end);
        (large && (!piece.spaced || set_off)).then_some((end, word.value))
    }

    /// Whether no name goes on at `at`, behind letters set off by a blank.
    fn ends_suffix(&self, at: usize) -> bool {
        self.piece(at).is_none_or(|piece| match piece.kind {
            _ if piece.line => true,
            TokenKind::Word => piece.spaced && !piece.capital,
            TokenKind::Number => false,
            TokenKind::Mark => match self.pieces.folded(at) {
                "." => self.piece(at + 1).is_none_or(|next| next.line),
                mark => !matches!(mark, "&" | "-" | "/" | "'" | "@" | "+" | "_"),
            },
        })
    }
}

/// The sum of the groups; `None` where one has no value or it does not fit.
fn sum(parts: &[(Decimal, Option<Decimal>)]) -> Option<Decimal> {
    parts.iter().try_fold(Decimal::ZERO, |sum, (_, value)| sum.checked_add((*value)?))
}
