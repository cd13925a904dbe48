//! What every part of the reader asks of the pieces, and where a number may begin.
//!
//! A reading starts at a piece and ends before another; it holds no state, so each part of the
//! grammar is a function from a place to what stands there. Looking ahead is bounded by the longest
//! phrase of the table and by small limits in the parts, which keeps the whole pass linear.
//!
//! No number begins in digits that end a word ("A320", "Covid-19") or that a capital is written on
//! to ("5G", "3D"), unless the letter multiplies: those are names.

use super::decimals::decimal;
use super::lexicon::{Kind, Lexicon, Word};
use super::pieces::{Piece, Pieces};
use crate::tokens::TokenKind;
use rust_decimal::Decimal;

/// A number read up to piece `end`; the value is `None` where it does not fit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read {
    pub(super) end: usize,
    pub(super) value: Option<Decimal>,
    pub(super) ordinal: bool,
}

impl Read {
    pub(super) const fn new(end: usize, value: Option<Decimal>) -> Self {
        Self { end, value, ordinal: false }
    }

    pub(super) const fn ordinal(end: usize, value: Option<Decimal>) -> Self {
        Self { end, value, ordinal: true }
    }

    fn negated(self) -> Self {
        Self { value: self.value.map(|value| -value), ..self }
    }

    pub(super) fn is_one(self) -> bool {
        self.value == Some(Decimal::ONE)
    }
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) pieces: &'a Pieces,
    pub(super) lexicon: &'static Lexicon,
}

impl<'a> Reader<'a> {
    /// The end of the longest phrase of `kind` at `at`, and what the table says of it.
    pub(super) fn word(&self, kind: Kind, at: usize) -> Option<(usize, Word)> {
        self.lexicon
            .phrases
            .at(self.pieces, at)
            .filter_map(|(length, words)| {
                words.iter().find(|word| word.kind == kind).map(|word| (at + length, *word))
            })
            .last()
    }

    /// The end and value of the longest phrase of `kind` at `at`.
    pub(super) fn has(&self, kind: Kind, at: usize) -> Option<(usize, Decimal)> {
        self.word(kind, at).map(|(end, word)| (end, word.value))
    }

    /// Whether the longest phrase at `at` is of `kind` and needs no number in front.
    pub(super) fn alone(&self, kind: Kind, at: usize) -> bool {
        self.lexicon
            .phrases
            .longest(self.pieces, at)
            .is_some_and(|(_, words)| words.iter().any(|word| word.kind == kind && word.alone))
    }

    pub(super) fn piece(&self, at: usize) -> Option<&'a Piece> {
        self.pieces.items().get(at)
    }

    pub(super) fn is_digits(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| piece.kind == TokenKind::Number)
    }

    /// Behind a hyphen set off by blanks inside a number ("fifty - two"): the plain sign only, as
    /// dashes set off what is no part of the number.
    pub(super) fn behind_hyphen(&self, at: usize) -> Option<usize> {
        let (mark, next) = (self.piece(at)?, self.piece(at + 1)?);
        let blanks = mark.spaced && next.spaced && !mark.line && !next.line;
        (blanks && mark.span.of(self.text) == "-").then_some(at + 1)
    }

    /// The number that begins at piece `at`, with its sign.
    pub(super) fn number(&self, at: usize) -> Option<Read> {
        let piece = self.piece(at)?;
        if piece.kind == TokenKind::Mark {
            return self.behind_mark(at, piece);
        }
        if piece.kind == TokenKind::Number && self.is_in_name(at, piece) {
            return None;
        }
        // "au moins 40" is no -40.
        let bound = at > 0 && self.has(Kind::NegativeNot, at - 1).is_some();
        if let Some((next, _)) = self.has(Kind::Negative, at).filter(|_| !bound)
            && let Some(read) = self.unsigned(next)
        {
            return Some(read.negated());
        }
        self.unsigned(at)
    }

    /// "-5", ".5".
    fn behind_mark(&self, at: usize, mark: &Piece) -> Option<Read> {
        let next = self.piece(at + 1).filter(|next| next.kind == TokenKind::Number)?;
        let glued = !next.spaced && mark.spaced;
        match self.pieces.folded(at) {
            "-" if glued || at == 0 => self.unsigned(at + 1).map(Read::negated),
            sign if glued && self.lexicon.is_decimal(sign) => {
                let value = decimal("0", self.pieces.folded(at + 1));
                Some(self.scaled(Read::new(at + 2, value)))
            }
            _ => None,
        }
    }

    fn is_in_name(&self, at: usize, digits: &Piece) -> bool {
        let capital = self
            .piece(at + 1)
            .is_some_and(|next| !next.spaced && next.capital && next.span.len() == 1);
        if capital && self.suffix(at + 1, decimal(self.pieces.folded(at), "")).is_none() {
            return true;
        }
        at > 0
            && self.piece(at - 1).is_some_and(|before| {
                before.token == digits.token && before.kind == TokenKind::Word
            })
    }
}
