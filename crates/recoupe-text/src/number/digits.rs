//! Digits with their marks: groups, decimals, ordinal endings, fractions with a stroke.
//!
//! Which mark parts groups and which stands before decimals differs between languages, and texts
//! quote numbers of elsewhere; so a mark is believed where the shape bears it out. Groups have three
//! digits (or, where the table has `group-pairs`, two before a last three: "12,34,567"). A number
//! with the other language's marks is read where both marks stand in it ("1.234,56" in English),
//! since only one reading is left then. Limits: "1.234" alone is read as the language writes it.

use super::decimals::{decimal, digit_count, divide, sign_of_part};
use super::lexicon::Kind;
use super::reader::{Read, Reader};
use crate::tokens::TokenKind;
use rust_decimal::Decimal;

/// The longest run of grouped digits that is put together; longer ones fit no value.
const LONGEST: usize = 60;

/// Digits without their marks, up to piece `end`.
struct Digits<'a> {
    whole: String,
    below: &'a str,
    end: usize,
}

impl Reader<'_> {
    /// The number in digits at `at`.
    pub(super) fn digits(&self, at: usize) -> Option<Read> {
        let first = self.piece(at).filter(|piece| piece.kind == TokenKind::Number)?;
        let sign =
            sign_of_part(self.pieces.folded(at)).or_else(|| sign_of_part(first.span.of(self.text)));
        if let Some(value) = sign {
            return Some(Read::new(at + 1, Some(value)));
        }
        let Digits { whole, below, end } = self
            .with_foreign_marks(at)
            .or_else(|| self.in_pairs(at))
            .unwrap_or_else(|| self.in_threes(at));
        let mut read = Read::new(end, decimal(&whole, below));
        if let Some(part) = self
            .piece(end)
            .filter(|piece| piece.kind == TokenKind::Number && !piece.spaced)
            .and_then(|piece| sign_of_part(piece.span.of(self.text)))
        {
            read = Read::new(end + 1, read.value.and_then(|value| value.checked_add(part)));
        }
        if below.is_empty()
            && self.piece(end).is_some_and(|piece| !piece.spaced)
            && let Some((after, suffix)) = self.word(Kind::OrdinalSuffix, end)
            && (if suffix.stop {
                end == at + 1 && self.is_stopped_ordinal(at, after)
            } else {
                self.piece(after).is_none_or(|piece| {
                    piece.spaced || piece.hyphen || piece.kind == TokenKind::Mark
                })
            })
        {
            return Some(Read::ordinal(after, read.value));
        }
        Some(read)
    }

    /// Whether the digits at `at` with the stop before `next` are an ordinal: "3. März", "3.–5. März".
    fn is_stopped_ordinal(&self, at: usize, next: usize) -> bool {
        let Some(stop) = self.lexicon.stop else { return false };
        let digits = self.pieces.folded(at);
        self.piece(next).filter(|piece| !piece.line).is_some_and(|piece| match piece.kind {
            TokenKind::Word => piece.spaced && stop.is_ordinal(digits, piece.span.of(self.text)),
            // "am 3., 4. und 5. März"
            TokenKind::Mark => {
                digit_count(digits) <= 2
                    && matches!(self.pieces.folded(next), "-" | "/" | "," | ")")
                    && self.piece(next + 1).is_some_and(|piece| piece.kind == TokenKind::Number)
            }
            TokenKind::Number => false,
        })
    }

    /// The usual form: groups of three, if any, and decimals.
    fn in_threes(&self, at: usize) -> Digits<'_> {
        let mut whole = self.pieces.folded(at).to_owned();
        let mut end = at + 1;
        if digit_count(&whole) <= 3 {
            while let Some(next) = self.next_group(end, &whole) {
                whole.push_str(self.pieces.folded(next - 1));
                end = next;
            }
        }
        // "1.2.3" is a version, an address or a date: its digits stand each for themselves.
        let mark = self.pieces.folded(end);
        let again = self.pieces.folded(end + 2) == mark && self.is_glued_digits(end + 3);
        let behind = at > 1
            && self.is_glued_digits(at)
            && self.pieces.folded(at - 1) == mark
            && self.is_digits(at - 2);
        if !again && !behind && self.lexicon.is_decimal(mark) && self.is_glued_pair(end) {
            return Digits { whole, below: self.pieces.folded(end + 1), end: end + 2 };
        }
        Digits { whole, below: "", end }
    }

    /// "12,34,567.89": a first group of one or two, groups of two, a last one of three.
    fn in_pairs(&self, at: usize) -> Option<Digits<'_>> {
        let mark = self.pieces.folded(at + 1);
        if !self.lexicon.is_group_of_pairs(mark) || digit_count(self.pieces.folded(at)) > 2 {
            return None;
        }
        let mut whole = self.pieces.folded(at).to_owned();
        let mut end = at + 1;
        while whole.len() <= LONGEST && self.pieces.folded(end) == mark && self.is_glued_pair(end) {
            let group = self.pieces.folded(end + 1);
            whole.push_str(group);
            end += 2;
            match digit_count(group) {
                2 => {}
                // Groups of three alone are the usual form.
                3 if end > at + 3 => {
                    let decimals = self.pieces.folded(end) != mark
                        && self.lexicon.is_decimal(self.pieces.folded(end))
                        && self.is_glued_pair(end);
                    let below = if decimals { self.pieces.folded(end + 1) } else { "" };
                    let end = if decimals { end + 2 } else { end };
                    return Some(Digits { whole, below, end });
                }
                _ => return None,
            }
        }
        None
    }

    /// "1.234,56" where the language writes "1,234.56": both marks, each in its place.
    fn with_foreign_marks(&self, at: usize) -> Option<Digits<'_>> {
        let mark = self.pieces.folded(at + 1);
        if !self.lexicon.is_decimal(mark)
            || self.lexicon.is_group(mark)
            || digit_count(self.pieces.folded(at)) > 3
        {
            return None;
        }
        let mut whole = self.pieces.folded(at).to_owned();
        let mut end = at + 1;
        while whole.len() <= LONGEST && self.pieces.folded(end) == mark && self.is_glued_pair(end) {
            let group = self.pieces.folded(end + 1);
            if digit_count(group) != 3 {
                return None;
            }
            whole.push_str(group);
            end += 2;
        }
        let other = self.pieces.folded(end);
        let below = self.pieces.folded(end + 1);
        let decimals = end > at + 1
            && other != mark
            && self.lexicon.is_group(other)
            && self.is_glued_pair(end)
            && digit_count(below) != 3;
        // More marks behind: a list or an address.
        let more = matches!(self.pieces.folded(end + 2), again if again == other || again == mark)
            && self.is_glued_digits(end + 3);
        (decimals && !more).then_some(Digits { whole, below, end: end + 2 })
    }

    /// The end of one more group of three digits behind `whole`.
    fn next_group(&self, at: usize, whole: &str) -> Option<usize> {
        let mark = self.piece(at)?;
        let three =
            |index: usize| self.is_digits(index) && digit_count(self.pieces.folded(index)) == 3;
        if whole.len() > LONGEST {
            return None;
        }
        if mark.kind == TokenKind::Number && mark.blank && three(at) {
            let before = self.piece(at - 1)?;
            let gap = self
                .text
                .get(before.span.end as usize..mark.span.start as usize)
                .unwrap_or_default();
            // Where a language parts groups otherwise, one blank proves nothing; two do, and a
            // group that begins with a zero.
            let again = self.pieces.folded(at).starts_with('0')
                || digit_count(whole) > 3
                || (self.piece(at + 1).is_some_and(|piece| piece.blank) && three(at + 1));
            return (gap != " " || self.lexicon.group_blank || again).then_some(at + 1);
        }
        (self.is_glued_pair(at) && self.lexicon.is_group(self.pieces.folded(at)) && three(at + 1))
            .then_some(at + 2)
    }

    /// Whether `at` is a mark glued on both sides, with digits behind.
    fn is_glued_pair(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|mark| !mark.spaced) && self.is_glued_digits(at + 1)
    }

    fn is_glued_digits(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| !piece.spaced && piece.kind == TokenKind::Number)
    }

    /// "1/2", "3 1/2": digits only, glued to the stroke.
    pub(super) fn slashed(&self, read: Read) -> Read {
        if let Some(value) = self.stroke(read.end - 1) {
            return Read::new(read.end + 2, Some(value));
        }
        let next = self.piece(read.end);
        if next.is_some_and(|piece| piece.spaced && !piece.line)
            && let Some(value) = self.stroke(read.end).filter(|value| *value < Decimal::ONE)
        {
            return Read::new(read.end + 3, read.value.and_then(|whole| whole.checked_add(value)));
        }
        read
    }

    fn stroke(&self, at: usize) -> Option<Decimal> {
        let (above, below) = (self.pieces.folded(at), self.pieces.folded(at + 2));
        let glued = self.is_digits(at) && self.is_glued_pair(at + 1);
        // "1/2/2024" is a date; long sides are numbers of files and laws.
        let stroke = self.pieces.folded(at + 1) == "/" && self.pieces.folded(at + 3) != "/";
        let short = digit_count(above) < 4 && digit_count(below) < 4;
        (glued && stroke && short).then(|| divide(decimal(above, ""), decimal(below, ""))).flatten()
    }
}
