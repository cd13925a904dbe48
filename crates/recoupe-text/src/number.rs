//! Numbers in digits and in words, to exact decimals.
//!
//! The grammar is one for all languages: units, teens and tens make a number below a hundred, with
//! hundreds one below a thousand (`below_thousand`), with multipliers any (`groups`); a part ("two
//! thirds"), a fraction ("one over four") or spoken decimals ("three point five") may follow
//! (`fractions`, `decimals`). Digits with their marks (`digits`) stand wherever a group may. Which
//! words are what, which joiners stand between them and which marks stand in digits, the table
//! `numbers` of a language says (`lexicon`). Irregular numbers are phrases of the table
//! ("quatre-vingt-dix"), so that the grammar needs no exception.
//!
//! Values are decimals, never floating point: two outlets' "0.1" must be the same figure. What does
//! not fit 28 digits is passed over. Limits: vague numbers ("dozens", "a few") are no numbers; a
//! ratio said with a preposition ("one in five") is two, as "the first one in five years" is.

mod below_thousand;
mod decimals;
mod digits;
mod fractions;
mod groups;
mod lexicon;
mod phrases;
mod pieces;
mod reader;
mod together;

use crate::language::{Language, PerLanguage};
use crate::span::Span;
use crate::tokens::{TokenKind, Tokens};
use lexicon::{Kind, Lexicon};
pub use phrases::Phrases;
pub use pieces::{Piece, Pieces};
use reader::Reader;
pub use rust_decimal::Decimal;
use std::ops::Range;

static LEXICON: PerLanguage<Lexicon> = PerLanguage::new(Lexicon::compile);

/// One number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Where it stands; signs of currency and percent are outside.
    pub span: Span,
    /// The tokens it touches; the first and last may hold more than the number ("four-week").
    pub tokens: Range<usize>,
    /// The same in [`Pieces`].
    pub pieces: Range<usize>,
    /// What it is.
    pub value: Decimal,
    /// Whether it says a place in a row: "third", "3rd".
    pub ordinal: bool,
    /// Whether it is written in words, at least in part.
    pub words: bool,
    /// Whether it may be no number at all but the article ("un").
    pub article: bool,
}

/// The numbers of a text in order, none overlapping another; `tokens` are those of `text`. Spans
/// are in bytes of `text`. Linear; nothing panics on any text.
#[must_use]
pub fn numbers(text: &str, tokens: &Tokens, language: &'static Language) -> Vec<Number> {
    numbers_in(text, &Pieces::of(text, tokens, language), language)
}

/// As [`numbers`], for who has the pieces already.
#[must_use]
pub fn numbers_in(text: &str, pieces: &Pieces, language: &'static Language) -> Vec<Number> {
    let reader = Reader { text, pieces, lexicon: LEXICON.get(language) };
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let idle =
            pieces.items()[at].kind == TokenKind::Word && !reader.lexicon.may_begin(pieces, at);
        let Some(read) = (if idle { None } else { reader.number(at) }) else {
            at += 1;
            continue;
        };
        let pronoun = read.end == at + 1
            && reader.has(Kind::Pronoun, at).is_some()
            && at > 0
            && reader.has(Kind::PronounLead, at - 1).is_some();
        if let Some(value) = read.value.filter(|_| !pronoun) {
            let last = read.end - 1;
            found.push(Number {
                span: pieces.span(at, read.end),
                tokens: pieces.items()[at].token..pieces.items()[last].token + 1,
                pieces: at..read.end,
                value: value.normalize(),
                ordinal: read.ordinal,
                words: (at..read.end).any(|index| pieces.items()[index].kind == TokenKind::Word),
                article: read.end == at + 1 && reader.has(Kind::Article, at).is_some(),
            });
        }
        at = read.end.max(at + 1);
    }
    found
}
