//! Words, numbers and marks.
//!
//! A word is a run of letters and digits that starts with a letter, with apostrophes and hyphens
//! kept inside it ("Jean-Luc", "don't"). What a language writes onto a word and reads apart is
//! parted by its tables: `elisions` in front ("l'" in French), `clitics` behind ("'s" in English,
//! "-t-il" in French). What a language writes on without a mark (`proclitics`) is cut off by
//! [`crate::proclitics`], only where a known word remains. A number is a run of digits; signs and separators between digits are marks,
//! so that each reader of dates and figures judges them for itself. The Unicode word boundaries
//! (UAX 29) are not used because they cut hyphenated names and keep elided articles.

use crate::fold::{lower, lower_onto};
use crate::forms::Forms;
use crate::language::{Language, PerLanguage};
use crate::proclitics::{PROCLITICS, Proclitics};
use crate::span::Span;
use rustc_hash::FxHashSet as HashSet;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters (and digits after the first letter).
    Word,
    /// Digits only.
    Number,
    /// One character that is neither letter, digit nor white space.
    Mark,
}

/// One token; its lower-case form is [`Tokens::lower`].
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether its first letter is upper case; in a text without capitals, whether
    /// [`Tokens::raise`] made it so.
    pub capital: bool,
}

/// The tokens of a text in order, with their lower-case forms.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    items: Vec<Token>,
    lower: Forms,
    /// The tokens that are read otherwise than they are written, in order.
    read_otherwise: Vec<u32>,
}

struct Affixes {
    elisions: Vec<String>,
    clitics: Vec<String>,
    /// Articles and particles of names that a hyphen binds to them: `al-`.
    particles: Vec<&'static str>,
}

static AFFIXES: PerLanguage<Affixes> = PerLanguage::new(|language| {
    let mut elisions: Vec<String> = language.table("elisions").words().map(lower).collect();
    let mut clitics: Vec<String> = language.table("clitics").words().map(lower).collect();
    elisions.sort_by_key(|affix| std::cmp::Reverse(affix.len()));
    clitics.sort_by_key(|affix| std::cmp::Reverse(affix.len()));
    let particles =
        language.table("name-particles").words().filter(|word| word.ends_with('-')).collect();
    Affixes { elisions, clitics, particles }
});

impl Tokens {
    /// Cuts `text` into tokens by the tables of `language`. Linear in the length of the text.
    #[must_use]
    pub fn of(text: &str, language: &'static Language) -> Self {
        Self::knowing(text, language, &HashSet::default())
    }

    /// As [`Tokens::of`], where `names`, lower-case words, are known too: what is written on to them is
    /// cut off.
    #[must_use]
    pub fn knowing(text: &str, language: &'static Language, names: &HashSet<String>) -> Self {
        let affixes = AFFIXES.get(language);
        let proclitics = PROCLITICS.get(language).as_ref();
        let mut tokens = Self {
            items: Vec::with_capacity(text.len() / 5),
            lower: Forms::with_capacity(text.len() / 5, text.len()),
            read_otherwise: Vec::new(),
        };
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let next = at + first.len_utf8();
            if first.is_whitespace() || is_invisible(first) {
                at = next;
            } else if first.is_numeric() {
                let end = run_end(text, at, char::is_numeric);
                tokens.push(text, at, end, TokenKind::Number);
                at = end;
            } else if first.is_alphabetic() {
                let end = word_end(text, at);
                let start = proclitics.map_or(at, |proclitics| {
                    tokens.push_proclitics(text, at..end, proclitics, names)
                });
                tokens.push_word(text, start, end, affixes);
                at = end;
            } else {
                tokens.push(text, at, next, TokenKind::Mark);
                at = next;
            }
        }
        tokens
    }

    /// The tokens.
    #[must_use]
    pub fn items(&self) -> &[Token] {
        &self.items
    }

    /// The lower-case form of token `index`, or `""` past the end.
    #[must_use]
    pub fn lower(&self, index: usize) -> &str {
        self.lower.get(index)
    }

    /// Whether token `index` is read otherwise than it is written: its lower-case form is that of the word
    /// that is meant.
    pub(crate) fn is_read_otherwise(&self, index: usize) -> bool {
        self.read_otherwise.binary_search(&(index as u32)).is_ok()
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

    /// The indices of the tokens that lie wholly inside `span`. Logarithmic.
    #[must_use]
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.items.partition_point(|token| token.span.start < span.start);
        let last = self.items.partition_point(|token| token.span.end <= span.end);
        first..last.max(first)
    }

    /// The stretch of text from token `range.start` to the end of token `range.end - 1`.
    #[must_use]
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        match (
            self.items.get(range.start),
            range.end.checked_sub(1).and_then(|last| self.items.get(last)),
        ) {
            (Some(first), Some(last)) if first.span.start < last.span.end => {
                first.span.cover(last.span)
            }
            (Some(first), _) => Span { start: first.span.start, end: first.span.start },
            _ => Span::default(),
        }
    }

    /// Pushes what is written on to the front of the word `word`; gives where the word itself begins.
    /// A last part that is read otherwise than written ("لل" is "ل" and "ال") is pushed with it.
    fn push_proclitics(
        &mut self,
        text: &str,
        word: std::ops::Range<usize>,
        proclitics: &Proclitics,
        names: &HashSet<String>,
    ) -> usize {
        let before = self.len().checked_sub(1).map_or("", |last| self.lower(last));
        let Some(cut) = proclitics.cut(&text[word.clone()], before, names) else {
            return word.start;
        };
        let mut start = word.start;
        for end in cut.ends {
            self.push(text, start, word.start + end, TokenKind::Word);
            start = word.start + end;
        }
        let digits = text[start..word.end].chars().all(char::is_numeric);
        if digits {
            self.push(text, start, word.end, TokenKind::Number);
            return word.end;
        }
        let Some(read) = cut.read else { return start };
        self.lower.push(|buffer| buffer.push_str(&read));
        self.read_otherwise.push(self.items.len() as u32);
        let span = Span::new(start, word.end);
        self.items.push(Token { span, kind: TokenKind::Word, capital: false });
        word.end
    }

    /// Gives the words of `range` a capital, in a text of a script that has none: who has other
    /// evidence of a name says so.
    pub fn raise(&mut self, range: std::ops::Range<usize>) {
        let end = range.end.min(self.items.len());
        for token in &mut self.items[range.start.min(end)..end] {
            token.capital |= token.kind == TokenKind::Word;
        }
    }

    fn push_word(&mut self, text: &str, start: usize, end: usize, affixes: &Affixes) {
        let mut start = start;
        let mut end = end;
        let form = lower(&text[start..end]);
        for elision in &affixes.elisions {
            if form.len() > elision.len() && form.starts_with(elision.as_str()) {
                let cut = start + prefix_len(&text[start..end], elision.chars().count());
                self.push(text, start, cut, TokenKind::Word);
                start = cut;
                break;
            }
        }
        let form = lower(&text[start..end]);
        let mut tail = end;
        for clitic in &affixes.clitics {
            if form.len() > clitic.len() && form.ends_with(clitic.as_str()) {
                let letters = form[..form.len() - clitic.len()].chars().count();
                tail = start + prefix_len(&text[start..end], letters);
                std::mem::swap(&mut tail, &mut end);
                break;
            }
        }
        self.push(text, start, end, TokenKind::Word);
        // "al-Kilani": the article of a name, written on to it with a hyphen.
        let rest = |particle: &&str| text[start..end].strip_prefix(*particle);
        if affixes
            .particles
            .iter()
            .filter_map(rest)
            .any(|rest| rest.starts_with(char::is_uppercase))
            && let Some(token) = self.items.last_mut()
        {
            token.capital = true;
        }
        if end < tail {
            self.push(text, end, tail, TokenKind::Word);
        }
    }

    fn push(&mut self, text: &str, start: usize, end: usize, kind: TokenKind) {
        if start >= end {
            return;
        }
        let words = &text[start..end];
        self.lower.push(|buffer| lower_onto(words, buffer));
        let capital =
            words.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_uppercase);
        self.items.push(Token { span: Span::new(start, end), kind, capital });
    }
}

/// Characters with no width that pages put inside words or between them.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn run_end(text: &str, start: usize, inside: impl Fn(char) -> bool) -> usize {
    text[start..]
        .char_indices()
        .find(|(_, letter)| !inside(*letter))
        .map_or(text.len(), |(at, _)| start + at)
}

fn in_word(letter: char) -> bool {
    letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter)
}

/// Where the word that starts at `start` ends: joiners count only between two letters, a closing
/// apostrophe only where an elision may need it ("l'" before a mark of quotation).
fn word_end(text: &str, start: usize) -> usize {
    let mut end = run_end(text, start, in_word);
    loop {
        let mut rest = text[end..].chars();
        let Some(joiner) = rest.next() else { return end };
        if !matches!(joiner, '\'' | '\u{2019}' | '\u{02bc}' | '-' | '\u{2010}' | '\u{2011}') {
            return end;
        }
        let after = end + joiner.len_utf8();
        match rest.next() {
            Some(letter) if letter.is_alphabetic() => end = run_end(text, after, in_word),
            _ => return end,
        }
    }
}

fn prefix_len(word: &str, letters: usize) -> usize {
    word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at)
}
