//! The figures of a text: what is counted or measured, how many, and whether it is a bound.
//!
//! What it finds: every number that is no part of a time and no place in a row, with its unit (a
//! currency, percent, a measure) or the thing it counts, and the words that make it a bound ("at
//! least", "au plus"). Verbs of change ("doubled") are figures too: a ratio.
//!
//! Why: two reports differ on a figure only where unit, thing and bound are compared with it; "at
//! least 40" and "45" agree.
//!
//! The words stand in the table `figures` of a language. The thing counted is found by the shape of
//! a short noun phrase, not by a grammar: up to the first word that ends it, with its head at the
//! front, at the back, or at the first capital, as the language has it. Limits: an article that may be a number ("un") is
//! none; figures of a list ("5, 6 and 7 boats") have a thing only at the last.

use recoupe_text::number::{Decimal, Number, Phrases, Pieces, numbers_in};
use recoupe_text::{Language, PerLanguage, Span, TokenKind, Tokens};

/// The longest noun phrase looked at, in pieces.
const THING: usize = 5;

/// How a figure bounds what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// So many.
    Exact,
    /// So many or more.
    AtLeast,
    /// So many or fewer.
    AtMost,
    /// Roughly so many.
    About,
}

impl Bound {
    /// As the record names it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::About => "about",
        }
    }
}

/// A figure of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number with its unit ("3.4 million euros", "$5m", "40 %"), without what it counts.
    pub span: Span,
    /// The value as an exact decimal, without trailing zeros.
    pub value: String,
    /// The unit's name in the table: a currency code, `%`, `km`; `ratio` of a verb of change.
    pub unit: Option<&'static str>,
    /// What is counted ("wounded officers"), where there is no unit or it stands behind it.
    pub thing: Option<Span>,
    /// The head word of `thing` ("officers").
    pub head: Option<Span>,
    /// Whether it is a bound.
    pub bound: Bound,
    /// Whether a verb says it ("doubled").
    pub change: bool,
}

/// What a row of the table says.
#[derive(Debug, Clone, Copy)]
enum Word {
    Unit(&'static str),
    MoneySuffix(Decimal),
    Before(Bound),
    Behind(Bound),
    Change(&'static str),
    Of,
    Skip,
    Stop,
    Plural,
}

#[derive(Default)]
struct Lexicon {
    words: Phrases<Word>,
    stop_endings: Vec<&'static str>,
    plural_endings: Vec<&'static str>,
    head_first: bool,
    /// The head is the first word with a capital, and ends the phrase.
    head_capital: bool,
}

static LEXICON: PerLanguage<Lexicon> = PerLanguage::new(|language| {
    let mut lexicon = Lexicon::default();
    for row in language.table("figures").rows() {
        let word = match row.get(0) {
            "unit" => Word::Unit(row.get(2)),
            "money-suffix" => {
                Word::MoneySuffix(Decimal::from_str_exact(row.get(2)).unwrap_or(Decimal::ONE))
            }
            "at-least" => Word::Before(Bound::AtLeast),
            "at-most" => Word::Before(Bound::AtMost),
            "about" => Word::Before(Bound::About),
            "at-least-behind" => Word::Behind(Bound::AtLeast),
            "at-most-behind" => Word::Behind(Bound::AtMost),
            "about-behind" => Word::Behind(Bound::About),
            "change" => Word::Change(row.get(2)),
            "of" => Word::Of,
            "skip" => Word::Skip,
            "stop" => Word::Stop,
            "plural" => Word::Plural,
            "stop-ending" => {
                lexicon.stop_endings.extend(row.alternatives(1));
                continue;
            }
            "plural-ending" => {
                lexicon.plural_endings.extend(row.alternatives(1));
                continue;
            }
            "head" => {
                lexicon.head_first = row.get(1) == "first";
                lexicon.head_capital = row.get(1) == "capital";
                continue;
            }
            _ => continue,
        };
        row.alternatives(1).for_each(|phrase| lexicon.words.insert(phrase, language, word));
    }
    lexicon
});

/// The figures of `text` in order. `tokens` are those of `text`; `times` are the spans of its
/// expressions of time, whose numbers are no figures. Linear; nothing panics on any text.
#[must_use]
pub fn figures(
    text: &str,
    tokens: &Tokens,
    language: &'static Language,
    times: &[Span],
) -> Vec<Figure> {
    let pieces = Pieces::of(text, tokens, language);
    let reader = Reader { pieces: &pieces, lexicon: LEXICON.get(language) };
    let mut found: Vec<Figure> = Vec::new();
    let numbers = numbers_in(text, &pieces, language);
    let mut numbers = numbers.iter().peekable();
    let mut at = 0;
    while at < pieces.len() {
        while numbers.next_if(|number| number.pieces.start < at).is_some() {}
        let span = pieces.items()[at].span;
        let upcoming = times.partition_point(|time| time.end <= span.start);
        if times.get(upcoming).is_some_and(|time| time.overlaps(span)) {
            at += 1;
            continue;
        }
        if let Some(number) = numbers.next_if(|number| number.pieces.start == at) {
            let taken = times.get(upcoming).is_some_and(|time| time.overlaps(number.span));
            if !taken && let Some((figure, end)) = reader.figure(number) {
                found.push(figure);
                at = end;
            } else {
                at = number.pieces.end;
            }
        } else if let Some((end, ratio)) = reader.change(at) {
            found.push(Figure {
                span: pieces.span(at, end),
                value: ratio.to_owned(),
                unit: Some("ratio"),
                thing: None,
                head: None,
                bound: reader.before(at).map_or(Bound::Exact, |(_, bound)| bound),
                change: true,
            });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

struct Reader<'a> {
    pieces: &'a Pieces,
    lexicon: &'static Lexicon,
}

impl Reader<'_> {
    /// The longest phrase at `at` for which `pick` answers.
    fn find<T>(&self, at: usize, pick: impl Fn(&Word) -> Option<T>) -> Option<(usize, T)> {
        self.lexicon
            .words
            .at(self.pieces, at)
            .filter_map(|(length, words)| {
                words.iter().find_map(&pick).map(|value| (at + length, value))
            })
            .last()
    }

    fn unit(&self, at: usize) -> Option<(usize, &'static str)> {
        let line = self.pieces.items().get(at).is_some_and(|piece| piece.line);
        if line {
            return None;
        }
        self.find(at, |word| if let Word::Unit(name) = word { Some(*name) } else { None })
    }

    fn change(&self, at: usize) -> Option<(usize, &'static str)> {
        self.find(at, |word| if let Word::Change(ratio) = word { Some(*ratio) } else { None })
    }

    /// The figure of a number, and the piece after it.
    fn figure(&self, number: &Number) -> Option<(Figure, usize)> {
        if number.ordinal || number.article {
            return None;
        }
        let (mut start, mut end) = (number.pieces.start, number.pieces.end);
        let mut value = number.value;
        let mut unit = None;
        // "$5m": the sign stands in front.
        if let Some((from, name)) = self.sign_before(start) {
            start = from;
            unit = Some(name);
        }
        let suffix =
            self.find(
                end,
                |word| if let Word::MoneySuffix(times) = word { Some(*times) } else { None },
            );
        if let Some((next, times)) = suffix
            && (unit.is_some()
                || self.unit(next).is_some_and(|(_, name)| name.chars().count() == 3))
        {
            value = value.checked_mul(times)?;
            end = next;
        }
        let of = self
            .find(end, |word| matches!(word, Word::Of).then_some(()))
            .map_or(end, |(next, ())| next);
        if unit.is_none()
            && let Some((next, name)) = self.unit(end).or_else(|| self.unit(of))
        {
            unit = Some(name);
            end = next;
        }
        // Behind a unit only what is said to be of it: "40 % of voters", not "20 euros left".
        let counted = unit.is_none()
            || self.find(end, |word| matches!(word, Word::Of).then_some(())).is_some();
        let (thing, head) = counted.then(|| self.thing(end)).flatten().unzip();
        // "one of them" counts nothing.
        if number.words && value == Decimal::ONE && unit.is_none() && thing.is_none() {
            return None;
        }
        let bound = self.bound(start, end, thing);
        let figure = Figure {
            span: self.pieces.span(start, end),
            value: value.normalize().to_string(),
            unit,
            thing,
            head,
            bound,
            change: false,
        };
        Some((figure, end))
    }

    /// A unit written before the number: a sign of currency, alone or with letters ("US$").
    fn sign_before(&self, at: usize) -> Option<(usize, &'static str)> {
        let before = at.checked_sub(1)?;
        let piece = self.pieces.items().get(at).filter(|piece| !piece.line)?;
        if piece.spaced && self.pieces.items()[before].kind != TokenKind::Mark {
            return None;
        }
        [2, 1].into_iter().find_map(|length| {
            let from = at.checked_sub(length)?;
            let mark =
                self.pieces.items()[from..at].iter().any(|piece| piece.kind == TokenKind::Mark);
            let percent = self.pieces.folded(before) == "%";
            self.unit(from)
                .filter(|(end, _)| *end == at && mark && !percent)
                .map(|(_, name)| (from, name))
        })
    }

    fn before(&self, at: usize) -> Option<(usize, Bound)> {
        (1..=4.min(at)).rev().find_map(|length| {
            let from = at - length;
            let line = self.pieces.items()[from + 1..=at.min(self.pieces.len() - 1)]
                .iter()
                .any(|piece| piece.line);
            let bound =
                |word: &Word| if let Word::Before(bound) = word { Some(*bound) } else { None };
            self.find(from, bound).filter(|(end, _)| *end == at && !line)
        })
    }

    fn bound(&self, start: usize, end: usize, thing: Option<Span>) -> Bound {
        if let Some((_, bound)) = self.before(start) {
            return bound;
        }
        let behind = |word: &Word| if let Word::Behind(bound) = word { Some(*bound) } else { None };
        let after_thing = thing
            .map(|span| self.pieces.items().partition_point(|piece| piece.span.end <= span.end));
        [Some(end), after_thing]
            .into_iter()
            .flatten()
            .find_map(|at| self.find(at, behind))
            .map_or(Bound::Exact, |(_, bound)| bound)
    }

    /// What is counted behind piece `at`: the phrase and its head.
    fn thing(&self, at: usize) -> Option<(Span, Span)> {
        let mut at = self
            .find(at, |word| matches!(word, Word::Of).then_some(()))
            .map_or(at, |(next, ())| next);
        while let Some((next, ())) = self.find(at, |word| matches!(word, Word::Skip).then_some(()))
        {
            at = next;
        }
        let first = at;
        let mut last = at;
        let mut plural = None;
        for index in at..at + THING {
            let Some(piece) = self.pieces.items().get(index) else { break };
            let word = self.pieces.folded(index);
            let stops = piece.kind != TokenKind::Word
                || (piece.line)
                || self
                    .find(index, |word| matches!(word, Word::Stop | Word::Behind(_)).then_some(()))
                    .is_some()
                || (index > first
                    && self.lexicon.stop_endings.iter().any(|ending| word.ends_with(ending)));
            if stops {
                break;
            }
            last = index + 1;
            let is_plural =
                self.find(index, |word| matches!(word, Word::Plural).then_some(())).is_some()
                    || self
                        .lexicon
                        .plural_endings
                        .iter()
                        .any(|ending| word.ends_with(ending) && word.len() > 3);
            if is_plural {
                plural = Some(index);
            }
            if self.lexicon.head_first || self.lexicon.head_capital && piece.capital {
                // A hyphenated word is one head.
                let token = piece.token;
                while self.pieces.items().get(last).is_some_and(|piece| piece.token == token) {
                    last += 1;
                }
                break;
            }
        }
        if last == first {
            return None;
        }
        if self.lexicon.head_capital {
            // "12 verletzte Polizisten": the pieces of the last token are the head.
            let token = self.pieces.items()[last - 1].token;
            let head = (first..last).find(|at| self.pieces.items()[*at].token == token)?;
            let named = self.pieces.items()[head].capital;
            return named.then(|| (self.pieces.span(first, last), self.pieces.span(head, last)));
        }
        let head = if self.lexicon.head_first { first } else { plural.unwrap_or(last - 1) };
        let end = if self.lexicon.head_first { last } else { head + 1 };
        let token_start = if self.lexicon.head_first { first } else { head };
        Some((self.pieces.span(first, end), self.pieces.span(token_start, end)))
    }
}
