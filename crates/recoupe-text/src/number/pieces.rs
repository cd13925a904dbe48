//! Tokens cut finer, for numbers and dates.
//!
//! A reader of numbers must see inside words: "four-week" holds a number and a unit, "10h32" an
//! hour and a minute, "16th" a number and its ending. So every token is cut again at its hyphens
//! and between letters and digits, and into its number words where a language writes those together
//! ("einundzwanzig"). Pieces are compared by their folded form, so that "Decembre" is
//! read as "Décembre" is.

use super::together::{TOGETHER, Together};
use crate::fold::{fold, fold_onto};
use crate::forms::Forms;
use crate::language::Language;
use crate::span::Span;
use crate::tokens::{TokenKind, Tokens};

/// One piece of a token.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts of the layout, read one by one"
)]
pub struct Piece {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is; the cut hyphens are not pieces.
    pub kind: TokenKind,
    /// The token it is cut from.
    pub token: usize,
    /// Whether white space stands before it (also true of the first piece of a text).
    pub spaced: bool,
    /// Whether the white space before it, if any, is one blank other than a line break: the only
    /// kind that may stand between the groups of one number.
    pub blank: bool,
    /// Whether a line break stands before it.
    pub line: bool,
    /// Whether a hyphen inside the token was cut off before it.
    pub hyphen: bool,
    /// Whether its first letter is upper case.
    pub capital: bool,
}

/// The pieces of a text in order.
#[derive(Debug, Clone, Default)]
pub struct Pieces {
    items: Vec<Piece>,
    folded: Forms,
}

impl Pieces {
    /// Cuts `tokens` finer, those of `text` in `language`. Linear.
    #[must_use]
    pub fn of(text: &str, tokens: &Tokens, language: &'static Language) -> Self {
        let together = TOGETHER.get(language).as_ref();
        let mut pieces = Self {
            items: Vec::with_capacity(tokens.len()),
            folded: Forms::with_capacity(tokens.len(), text.len()),
        };
        for (index, token) in tokens.items().iter().enumerate() {
            if tokens.is_read_otherwise(index) {
                pieces.push(text, index, token.span, token.kind, false);
                pieces.folded.replace_last(&fold(tokens.lower(index)));
            } else if token.kind == TokenKind::Word {
                pieces.cut(text, index, token.span, together);
            } else {
                pieces.push(text, index, token.span, token.kind, false);
            }
        }
        pieces
    }

    /// The folded pieces of a phrase of a table, cut as the text will be.
    #[must_use]
    pub fn of_phrase(phrase: &str, language: &'static Language) -> Vec<String> {
        // An elided word is cut off only in front of another: "l'" is read as in "l'a".
        let elided = phrase.ends_with(['\'', '\u{2019}']) && phrase.chars().count() > 1;
        let phrase = if elided { format!("{phrase}a") } else { phrase.to_owned() };
        // A clitic is cut off only behind a word: "'s" is read as in "a's".
        let clitic = phrase.starts_with(['\'', '\u{2019}'])
            && phrase.chars().nth(1).is_some_and(char::is_alphabetic);
        let phrase = if clitic { format!("a{phrase}") } else { phrase };
        let pieces = Self::of(&phrase, &Tokens::of(&phrase, language), language);
        (usize::from(clitic && pieces.len() > 1)
            ..pieces.len() - usize::from(elided && !pieces.is_empty()))
            .map(|index| pieces.folded(index).to_owned())
            .collect()
    }

    /// The pieces.
    #[must_use]
    pub fn items(&self) -> &[Piece] {
        &self.items
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The folded form of piece `index`, or `""` past the end.
    #[must_use]
    pub fn folded(&self, index: usize) -> &str {
        self.folded.get(index)
    }

    /// The stretch of text of the pieces `start..end`; empty where there is none.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        match (self.items.get(start), end.checked_sub(1).and_then(|last| self.items.get(last))) {
            (Some(first), Some(last)) if start < end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    fn cut(&mut self, text: &str, token: usize, span: Span, together: Option<&Together>) {
        let mut start = span.start as usize;
        let mut hyphen = false;
        let mut digits: Option<bool> = None;
        for (at, letter) in span.of(text).char_indices() {
            let at = span.start as usize + at;
            if matches!(letter, '-' | '\u{2010}' | '\u{2011}') {
                self.push_run(text, token, Span::new(start, at), digits, hyphen, together);
                start = at + letter.len_utf8();
                hyphen = true;
                digits = None;
            } else {
                let digit = letter.is_numeric();
                if digits.is_some_and(|before| before != digit) {
                    self.push_run(text, token, Span::new(start, at), digits, hyphen, together);
                    start = at;
                    hyphen = false;
                }
                digits = Some(digit);
            }
        }
        self.push_run(text, token, Span::new(start, span.end as usize), digits, hyphen, together);
    }

    /// Pushes a run of letters or digits, cut where it is a number written together.
    fn push_run(
        &mut self,
        text: &str,
        token: usize,
        span: Span,
        digits: Option<bool>,
        hyphen: bool,
        together: Option<&Together>,
    ) {
        let kind = kind_of(digits);
        let mut start = span.start as usize;
        let mut hyphen = hyphen;
        if let Some(together) = together.filter(|_| kind == TokenKind::Word) {
            for cut in together.cuts(span.of(text)) {
                let end = span.start as usize + cut;
                self.push(text, token, Span::new(start, end), kind, hyphen);
                start = end;
                hyphen = false;
            }
        }
        self.push(text, token, Span::new(start, span.end as usize), kind, hyphen);
    }

    fn push(&mut self, text: &str, token: usize, span: Span, kind: TokenKind, hyphen: bool) {
        if span.is_empty() {
            return;
        }
        let words = span.of(text);
        self.folded.push(|buffer| match words {
            "–" | "—" | "−" | "‒" => buffer.push('-'),
            _ => fold_onto(words, buffer),
        });
        let before = self.items.last().map_or(0, |piece| piece.span.end as usize);
        let gap = text.get(before..span.start as usize).unwrap_or("");
        let mut blanks = gap.chars();
        self.items.push(Piece {
            span,
            kind,
            token,
            spaced: self.items.is_empty() || gap.chars().any(char::is_whitespace),
            blank: blanks.next().is_some_and(|letter| letter.is_whitespace() && letter != '\n')
                && blanks.next().is_none(),
            line: gap.contains('\n'),
            hyphen,
            capital: words.chars().next().is_some_and(char::is_uppercase),
        });
    }
}

fn kind_of(digits: Option<bool>) -> TokenKind {
    if digits == Some(true) { TokenKind::Number } else { TokenKind::Word }
}
