//! Numbers in digits and in words, to exact decimals.
//!
//! The grammar is one for all languages: units, teens and tens make a number below a hundred, with
//! hundreds one below a thousand, with multipliers any; a part ("two thirds"), decimals spoken
//! ("three point five") and a count ("two dozen") may follow. Which words are what, which joiners
//! stand between them ("and", "et") and which marks stand in digits, the table `numbers` of a
//! language says. Irregular numbers are phrases of the table ("quatre-vingt-dix"), so that the
//! grammar needs no exception.
//!
//! Kinds of rows: `unit`, `teen`, `ten`, `hundred`, `multiplier` (with `alone` in the last column
//! where no number need stand in front), `count`, the same with `ordinal-` in front, `part`,
//! `part-one` (behind one only: "one fifth"), `of` (behind such a part), `half`, `article`,
//! `pronoun` (no number behind a `pronoun-lead`: "this one"), `join-ten`, `join-hundred`, `join-part`, `over`, `point`, `negative` (but not behind a
//! `negative-not`),
//! `suffix` (letters written onto digits; `suffix-capital` in capitals only), `ordinal-suffix`, `group`, `group-blank`, `decimal`.
//!
//! Values are decimals, never floating point: two outlets' "0.1" must be the same figure. What does
//! not fit 28 digits is passed over. Limits: vague numbers ("dozens", "a few") are no numbers.

mod lexicon;
mod phrases;
mod pieces;

use crate::language::{Language, PerLanguage};
use crate::span::Span;
use crate::tokens::{TokenKind, Tokens};
use lexicon::{Kind, Lexicon};
pub use phrases::Phrases;
pub use pieces::{Piece, Pieces};
pub use rust_decimal::Decimal;
use std::ops::Range;

static LEXICON: PerLanguage<Lexicon> = PerLanguage::new(Lexicon::compile);

/// The longest run of spoken decimals that is read.
const DECIMALS: usize = 20;

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

/// The numbers of a text in order, none overlapping another. Linear.
#[must_use]
pub fn numbers(text: &str, tokens: &Tokens, language: &'static Language) -> Vec<Number> {
    numbers_in(text, &Pieces::of(text, tokens), language)
}

/// As [`numbers`], for who has the pieces already.
#[must_use]
pub fn numbers_in(text: &str, pieces: &Pieces, language: &'static Language) -> Vec<Number> {
    let reader = Reader { text, pieces, lexicon: LEXICON.get(language) };
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some(read) = reader.number(at) else {
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

/// A number read up to piece `end`; the value is `None` where it does not fit.
#[derive(Debug, Clone, Copy)]
struct Read {
    end: usize,
    value: Option<Decimal>,
    ordinal: bool,
}

impl Read {
    const fn new(end: usize, value: Option<Decimal>) -> Self {
        Self { end, value, ordinal: false }
    }
}

struct Reader<'a> {
    text: &'a str,
    pieces: &'a Pieces,
    lexicon: &'static Lexicon,
}

impl Reader<'_> {
    /// The end and value of the longest phrase of `kind` at `at`.
    fn has(&self, kind: Kind, at: usize) -> Option<(usize, Decimal)> {
        self.lexicon
            .phrases
            .at(self.pieces, at)
            .filter_map(|(length, words)| {
                words.iter().find(|word| word.kind == kind).map(|word| (at + length, word.value))
            })
            .last()
    }

    fn alone(&self, kind: Kind, at: usize) -> bool {
        self.lexicon
            .phrases
            .longest(self.pieces, at)
            .is_some_and(|(_, words)| words.iter().any(|word| word.kind == kind && word.alone))
    }

    fn number(&self, at: usize) -> Option<Read> {
        let piece = self.pieces.items().get(at)?;
        if piece.kind == TokenKind::Mark {
            let next = self.pieces.items().get(at + 1)?;
            let digits = next.kind == TokenKind::Number && !next.spaced && piece.spaced;
            return match self.pieces.folded(at) {
                "-" if digits || (at == 0 && next.kind == TokenKind::Number) => {
                    self.unsigned(at + 1).map(negate)
                }
                mark if digits && self.lexicon.is_decimal(mark) => {
                    let value = decimal("0", self.pieces.folded(at + 1));
                    Some(self.scaled(at + 2, value))
                }
                _ => None,
            };
        }
        // "A320", "Covid-19": digits that end a word are part of a name.
        // "5G", "3D": digits with a capital written on are a name too, unless it multiplies.
        if piece.kind == TokenKind::Number
            && let Some(next) = self.pieces.items().get(at + 1)
            && !next.spaced
            && next.capital
            && next.span.len() == 1
            && self.suffix(at + 1).is_none()
        {
            return None;
        }
        if piece.kind == TokenKind::Number && at > 0 {
            let before = self.pieces.items()[at - 1];
            if before.token == piece.token && before.kind == TokenKind::Word {
                return None;
            }
        }
        // "au moins 40" is no -40.
        let bound = at > 0 && self.has(Kind::NegativeNot, at - 1).is_some();
        if let Some((next, _)) = self.has(Kind::Negative, at).filter(|_| !bound)
            && let Some(read) = self.unsigned(next)
        {
            return Some(negate(read));
        }
        self.unsigned(at)
    }

    fn unsigned(&self, at: usize) -> Option<Read> {
        let whole = self.whole(at)?;
        if whole.ordinal {
            return Some(whole);
        }
        if let Some((next, _)) = self.has(Kind::Over, whole.end)
            && let Some(below) = self.whole(next)
            && !below.ordinal
            && ([at, next].iter().all(|side| self.pieces.items()[*side].kind == TokenKind::Word)
                || self.ends_part(below.end))
        {
            return Some(Read::new(below.end, divide(whole.value, below.value)));
        }
        Some(whole)
    }

    /// Groups with falling multipliers: "two million three hundred thousand and five".
    fn whole(&self, start: usize) -> Option<Read> {
        if let Some((end, value)) = self.has(Kind::Half, start) {
            let after = self.has(Kind::Article, end).map_or(end, |(next, _)| next);
            let many = self.has(Kind::Multiplier, after).or_else(|| self.has(Kind::Count, after));
            return Some(many.map_or(Read::new(end, Some(value)), |(end, many)| {
                Read::new(end, many.checked_mul(value))
            }));
        }
        let mut total = Some(Decimal::ZERO);
        let mut last: Option<Decimal> = None;
        let mut joined = false;
        let mut at = start;
        let mut end = None;
        while let Some(group) = self.group(at, last.is_none()) {
            let mut read = self.scaled_once(group);
            let digits = self.pieces.items()[at].kind == TokenKind::Number;
            let many = read.1;
            // "a hundred and three quarters", but "one hundred and thirty fifths".
            let part = joined && self.is_proper_part(read.0);
            if let Some(last) = last
                && (many >= last
                    || part
                    || (digits
                        && many <= Decimal::ONE
                        && !(joined && last == Decimal::ONE_HUNDRED)))
            {
                break;
            }
            read.0.value =
                total.zip(read.0.value).and_then(|(total, value)| total.checked_add(value));
            total = read.0.value;
            end = Some(read.0);
            last = Some(many);
            at = read.0.end;
            if read.0.ordinal || many <= Decimal::ONE {
                break;
            }
            let join = self.has(Kind::JoinHundred, at);
            let next = join.filter(|(next, _)| {
                self.below_hundred(*next).or_else(|| self.digits(*next)).is_some()
            });
            joined = next.is_some();
            at = next.map_or(at, |(next, _)| next);
        }
        let read = end?;
        if read.ordinal {
            Some(read)
        } else {
            Some(self.tail(start, read, last.unwrap_or(Decimal::ONE)))
        }
    }

    /// What may follow a number: spoken decimals, a part.
    fn tail(&self, start: usize, read: Read, many: Decimal) -> Read {
        if let Some((next, _)) = self.has(Kind::Point, read.end)
            && let Some(read) = self.spoken(read, next)
        {
            return self.scaled(read.end, read.value);
        }
        let exact = read.value.filter(Decimal::is_integer);
        if let Some((end, part)) = self.has(Kind::PartOne, read.end)
            && read.value == Some(Decimal::ONE)
            && (self.has(Kind::Article, start).is_none() || self.ends_part(end))
        {
            return Read::new(end, divide(exact, Some(part)));
        }
        if let Some((end, part)) = self.has(Kind::Part, read.end)
            && exact.is_some()
            && self.pieces.items()[start].kind == TokenKind::Word
        {
            return Read::new(end, divide(exact, Some(part)));
        }
        if let Some((next, _)) = self.has(Kind::JoinPart, read.end) {
            let above = self.below_hundred(next).or_else(|| {
                self.has(Kind::Article, next).map(|(end, _)| Read::new(end, Some(Decimal::ONE)))
            });
            let (above, at) = above
                .filter(|above| !above.ordinal)
                .map_or((Some(Decimal::ONE), next), |above| (above.value, above.end));
            let one = above == Some(Decimal::ONE) && at > next;
            let found = self
                .has(Kind::Part, at)
                .or_else(|| if one { self.has(Kind::PartOne, at) } else { None })
                .or_else(|| self.has(Kind::Part, next));
            if let Some((end, part)) = found {
                let above = if self.has(Kind::Part, at).is_some() || one {
                    above
                } else {
                    Some(Decimal::ONE)
                };
                let divisor = part;
                let part = divide(above, Some(part)).and_then(|part| part.checked_mul(many));
                let value = read.value.zip(part).and_then(|(whole, part)| whole.checked_add(part));
                // "five and a half million", but "one billion and a half million".
                let scale = self.has(Kind::Multiplier, end);
                return match scale {
                    Some((last, times)) if many == Decimal::ONE => {
                        Read::new(last, value.and_then(|value| value.checked_mul(times)))
                    }
                    Some((last, times)) if times < many => {
                        let part =
                            above.and_then(|above| above.checked_div(divisor)?.checked_mul(times));
                        Read::new(
                            last,
                            read.value.zip(part).and_then(|(whole, part)| whole.checked_add(part)),
                        )
                    }
                    _ => Read::new(end, value),
                };
            }
        }
        self.slashed(read)
    }

    /// Whether a part follows that `above` is the smaller numerator of.
    fn is_proper_part(&self, above: Read) -> bool {
        let part = self.has(Kind::Part, above.end);
        part.is_some_and(|(_, part)| above.value.is_some_and(|value| value < part))
    }

    /// Whether a part in the singular ends here: "a fifth of", but not "a fifth attempt".
    fn ends_part(&self, at: usize) -> bool {
        self.has(Kind::Of, at).is_some()
            || self
                .pieces
                .items()
                .get(at)
                .is_none_or(|piece| piece.line || piece.kind == TokenKind::Mark)
    }

    /// "1/2", "3 1/2": digits only, glued to the stroke.
    fn slashed(&self, read: Read) -> Read {
        let fraction = |at: usize| {
            let below = self.pieces.items().get(at + 2)?;
            let glued = !self.pieces.items()[at + 1].spaced && !below.spaced;
            let stroke = self.pieces.folded(at + 1) == "/" && self.pieces.folded(at + 3) != "/";
            let digits = self.pieces.items()[at].kind == TokenKind::Number
                && below.kind == TokenKind::Number;
            let short = self.pieces.folded(at).len() < 4 && self.pieces.folded(at + 2).len() < 4;
            (glued && stroke && digits && short)
                .then(|| {
                    divide(
                        decimal(self.pieces.folded(at), ""),
                        decimal(self.pieces.folded(at + 2), ""),
                    )
                })
                .flatten()
        };
        if let Some(value) = fraction(read.end - 1) {
            return Read::new(read.end + 2, Some(value));
        }
        let next = self.pieces.items().get(read.end);
        if next.is_some_and(|piece| piece.spaced && !piece.line && piece.kind == TokenKind::Number)
            && let Some(value) = fraction(read.end).filter(|value| *value < Decimal::ONE)
        {
            return Read::new(read.end + 3, read.value.and_then(|whole| whole.checked_add(value)));
        }
        read
    }

    fn spoken(&self, read: Read, start: usize) -> Option<Read> {
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
        (at > start).then(|| {
            let below = decimal("0", &digits);
            Read::new(at, read.value.zip(below).and_then(|(whole, below)| whole.checked_add(below)))
        })
    }

    /// A group with what multiplies it: "3.4 million", "two dozen", "5k". Gives the factor too.
    fn scaled_once(&self, group: Read) -> (Read, Decimal) {
        let mut read = group;
        let mut many = Decimal::ONE;
        while !read.ordinal {
            let digits =
                read.end > 0 && self.pieces.items()[read.end - 1].kind == TokenKind::Number;
            let next =
                self.has(Kind::Multiplier, read.end).or_else(|| self.has(Kind::Count, read.end));
            let next =
                next.or_else(|| if digits { self.has(Kind::Hundred, read.end) } else { None });
            let glued =
                self.pieces.items().get(read.end).is_some_and(|piece| !piece.spaced) && digits;
            let next = next.or_else(|| if glued { self.suffix(read.end) } else { None });
            let (found, ordinal) = match next {
                Some(found) => (found, false),
                None => match self.has(Kind::OrdinalMultiplier, read.end) {
                    Some(found) => (found, true),
                    None => break,
                },
            };
            read = Read {
                end: found.0,
                value: read.value.and_then(|value| value.checked_mul(found.1)),
                ordinal,
            };
            many = many.checked_mul(found.1).unwrap_or(Decimal::MAX);
        }
        (read, many)
    }

    /// Letters written onto digits; some mean a factor only as a capital: "10M" is money, "10m" length.
    fn suffix(&self, at: usize) -> Option<(usize, Decimal)> {
        let capital = self.pieces.items().get(at).is_some_and(|piece| piece.capital);
        self.has(Kind::Suffix, at).or_else(|| self.has(Kind::SuffixCapital, at).filter(|_| capital))
    }

    fn scaled(&self, end: usize, value: Option<Decimal>) -> Read {
        self.scaled_once(Read::new(end, value)).0
    }

    /// A number below a thousand, or digits, or the article before a multiplier.
    fn group(&self, at: usize, first: bool) -> Option<Read> {
        if let Some(read) = self.digits(at) {
            return Some(read);
        }
        if let Some(read) = self.below_thousand(at) {
            return Some(read);
        }
        if first
            && let Some((end, value)) =
                self.has(Kind::OrdinalMultiplier, at).or_else(|| self.has(Kind::OrdinalHundred, at))
        {
            return Some(Read { end, value: Some(value), ordinal: true });
        }
        if self.alone(Kind::Multiplier, at) && first {
            return Some(Read::new(at, Some(Decimal::ONE)));
        }
        let (end, _) = self.has(Kind::Article, at).filter(|_| first)?;
        let many = self
            .has(Kind::Multiplier, end)
            .or_else(|| self.has(Kind::Count, end))
            .or_else(|| self.has(Kind::Part, end))
            .or_else(|| self.has(Kind::PartOne, end).filter(|(end, _)| self.ends_part(*end)))
            .is_some();
        many.then_some(Read::new(end, Some(Decimal::ONE)))
    }

    fn below_thousand(&self, at: usize) -> Option<Read> {
        let low = self.below_hundred(at).or_else(|| {
            let (end, _) = self.has(Kind::Article, at)?;
            self.has(Kind::Hundred, end).map(|_| Read::new(end, Some(Decimal::ONE)))
        });
        let low = low.or_else(|| {
            self.alone(Kind::Hundred, at).then_some(Read::new(at, Some(Decimal::ONE)))
        })?;
        if low.ordinal {
            return Some(low);
        }
        let times = |hundred: Decimal| low.value.and_then(|value| value.checked_mul(hundred));
        let part = low.value == Some(Decimal::ONE) && self.has(Kind::Part, low.end).is_some();
        if let Some((end, hundred)) = self.has(Kind::OrdinalHundred, low.end).filter(|_| !part) {
            return Some(Read { end, value: times(hundred), ordinal: true });
        }
        let Some((end, hundred)) = self.has(Kind::Hundred, low.end) else { return Some(low) };
        let next = self.has(Kind::JoinHundred, end).map_or(end, |(next, _)| next);
        let rest =
            self.below_hundred(next).filter(|rest| next == end || !self.is_proper_part(*rest));
        Some(rest.map_or(Read::new(end, times(hundred)), |rest| Read {
            end: rest.end,
            value: times(hundred).zip(rest.value).and_then(|(high, low)| high.checked_add(low)),
            ordinal: rest.ordinal,
        }))
    }

    fn below_hundred(&self, at: usize) -> Option<Read> {
        if let Some((end, value)) =
            self.has(Kind::OrdinalTeen, at).or_else(|| self.has(Kind::OrdinalTen, at))
        {
            return Some(Read { end, value: Some(value), ordinal: true });
        }
        let ten = self.has(Kind::Ten, at);
        let low =
            self.has(Kind::Teen, at).filter(|(end, _)| ten.is_none_or(|(other, _)| *end > other));
        if let Some((end, value)) = low {
            return Some(Read::new(end, Some(value)));
        }
        if let Some((end, value)) = ten {
            let next = self.has(Kind::JoinTen, end).map_or(end, |(next, _)| next);
            // "twenty and three fifths": the unit belongs to the part.
            let part = |last: usize| next > end && self.has(Kind::Part, last).is_some();
            if let Some((last, unit)) = self.has(Kind::OrdinalUnit, next) {
                return Some(Read { end: last, value: value.checked_add(unit), ordinal: true });
            }
            return Some(
                match self
                    .has(Kind::Unit, next)
                    .filter(|(last, unit)| !unit.is_zero() && !part(*last))
                {
                    Some((last, unit)) => Read::new(last, value.checked_add(unit)),
                    None => Read::new(end, Some(value)),
                },
            );
        }
        if let Some((end, value)) = self.has(Kind::Unit, at) {
            return Some(Read::new(end, Some(value)));
        }
        self.has(Kind::OrdinalUnit, at).map(|(end, value)| Read {
            end,
            value: Some(value),
            ordinal: true,
        })
    }

    fn digits(&self, at: usize) -> Option<Read> {
        let items = self.pieces.items();
        let first = items.get(at).filter(|piece| piece.kind == TokenKind::Number)?;
        if let Some(value) =
            sign_of_part(self.pieces.folded(at)).or_else(|| sign_of_part(first.span.of(self.text)))
        {
            return Some(Read::new(at + 1, Some(value)));
        }
        let mut whole = self.pieces.folded(at).to_owned();
        let mut end = at + 1;
        if whole.len() <= 3 {
            while let Some(next) = self.next_group(end, &whole) {
                whole.push_str(self.pieces.folded(next - 1));
                end = next;
            }
        }
        let mut below = "";
        if let (Some(mark), Some(next)) = (items.get(end), items.get(end + 1)) {
            let glued = !mark.spaced && !next.spaced && next.kind == TokenKind::Number;
            let mark = self.pieces.folded(end);
            // "1.2.3" is a version, an address or a date: its digits stand each for themselves.
            let again = self.pieces.folded(end + 2) == mark
                && items
                    .get(end + 3)
                    .is_some_and(|piece| !piece.spaced && piece.kind == TokenKind::Number);
            let behind = at > 1
                && !first.spaced
                && self.pieces.folded(at - 1) == mark
                && items[at - 2].kind == TokenKind::Number;
            let again = again || behind;
            if glued && !again && self.lexicon.is_decimal(mark) {
                below = self.pieces.folded(end + 1);
                end += 2;
            }
        }
        let mut read = Read::new(end, decimal(&whole, below));
        if let Some(part) = items
            .get(end)
            .filter(|piece| piece.kind == TokenKind::Number && !piece.spaced)
            .and_then(|piece| sign_of_part(piece.span.of(self.text)))
        {
            read = Read::new(end + 1, read.value.and_then(|value| value.checked_add(part)));
        }
        if items.get(end).is_some_and(|piece| !piece.spaced)
            && below.is_empty()
            && let Some((end, _)) = self.has(Kind::OrdinalSuffix, end)
            && items
                .get(end)
                .is_none_or(|piece| piece.spaced || piece.hyphen || piece.kind == TokenKind::Mark)
        {
            return Some(Read { end, value: read.value, ordinal: true });
        }
        Some(read)
    }

    /// The end of one more group of three digits behind `whole`.
    fn next_group(&self, at: usize, whole: &str) -> Option<usize> {
        let items = self.pieces.items();
        let mark = items.get(at)?;
        let three = |index: usize| {
            items.get(index).is_some_and(|piece| piece.kind == TokenKind::Number)
                && self.pieces.folded(index).len() == 3
        };
        if whole.len() > 60 {
            return None;
        }
        if mark.kind == TokenKind::Number && mark.blank && three(at) {
            let gap = self
                .text
                .get(items[at - 1].span.end as usize..mark.span.start as usize)
                .unwrap_or("");
            // Where a language parts groups otherwise, one blank proves nothing; two do, and a
            // group that begins with a zero.
            let again = self.pieces.folded(at).starts_with('0')
                || whole.len() > 3
                || (items.get(at + 1).is_some_and(|piece| piece.blank) && three(at + 1));
            return (gap != " " || self.lexicon.group_blank || again).then_some(at + 1);
        }
        let glued = !mark.spaced && items.get(at + 1).is_some_and(|piece| !piece.spaced);
        (glued && self.lexicon.is_group(self.pieces.folded(at)) && three(at + 1)).then_some(at + 2)
    }
}

fn negate(read: Read) -> Read {
    Read { value: read.value.map(|value| -value), ..read }
}

fn divide(above: Option<Decimal>, below: Option<Decimal>) -> Option<Decimal> {
    above?.checked_div(below?)
}

/// Digits before and after the decimal mark, to a value; any script's decimal digits.
fn decimal(whole: &str, below: &str) -> Option<Decimal> {
    let mut digits = String::with_capacity(whole.len() + below.len() + 1);
    for letter in whole.chars() {
        digits.push(plain_digit(letter)?);
    }
    if !below.is_empty() {
        digits.push('.');
        for letter in below.chars() {
            digits.push(plain_digit(letter)?);
        }
    }
    if digits.len() > 29 {
        return None;
    }
    Decimal::from_str_exact(&digits).ok()
}

/// The ASCII digit of a digit of the scripts whose ten digits stand in a row.
fn plain_digit(letter: char) -> Option<char> {
    const ZEROS: [char; 6] = ['0', '٠', '۰', '०', '০', '０'];
    ZEROS.iter().find_map(|zero| {
        let value = (letter as u32).checked_sub(*zero as u32)?;
        char::from_digit(value, 10)
    })
}

/// "½" and its like.
fn sign_of_part(sign: &str) -> Option<Decimal> {
    let (above, below) = match sign {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅙" => (1, 6),
        "⅛" => (1, 8),
        _ => return None,
    };
    Decimal::from(above).checked_div(Decimal::from(below))
}
