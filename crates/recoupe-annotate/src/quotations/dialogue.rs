//! Speech set off by dashes: "—No lo sé —dijo Lund—. Mañana vuelvo."
//!
//! Where a language's `properties` name a dash for dialogue, a paragraph that begins with one written
//! on to its first word is speech; what stands between a dash with a blank before it and one with none
//! is the narrator's. Inside marks of quotation the same aside is cut out where it begins with a verb
//! that reports («No lo sé —dijo Lund—, pero iré»): other asides are the speaker's own. Where a language names a
//! dash for such asides, one with a blank on either side sets them off too («Non lo so – ha detto Lund –, ma torno»).
//! Limits: an aside of the speaker's own in speech set off by dashes is taken for the narrator's.

use super::Marked;
use crate::grammar::{Classes, Word};
use recoupe_text::{Span, Tokens};

/// The dashes that set off the narrator inside marks of quotation, each kind in one string.
#[derive(Clone, Copy)]
pub(crate) struct Dashes<'a> {
    /// Written on to the narrator's words: "—dijo Lund—".
    pub(crate) glued: &'a str,
    /// With a blank on either side: "– ha detto Lund –".
    pub(crate) spaced: &'a str,
}

/// The longest aside of a narrator, in tokens.
const ASIDE: usize = 40;

/// The stretches of speech of a paragraph that a dash opens; `None` where none does.
pub(super) fn speech(
    text: &str,
    paragraph: Span,
    number: u32,
    dashes: &str,
) -> Option<Vec<Marked>> {
    let words = paragraph.of(text);
    let is_dash = |letter: char| dashes.contains(letter);
    let first = words.chars().next().filter(|letter| is_dash(*letter))?;
    if words[first.len_utf8()..].chars().next().is_none_or(char::is_whitespace) {
        return None;
    }
    let mut found = Vec::new();
    let mut start = Some(0);
    let mut before = ' ';
    for (at, letter) in words.char_indices() {
        let previous = std::mem::replace(&mut before, letter);
        if !is_dash(letter) || at == 0 {
            continue;
        }
        let end = at + letter.len_utf8();
        let spaced = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
        if previous.is_whitespace() && !spaced(words[end..].chars().next()) {
            if let Some(from) = start.take() {
                push(text, paragraph, number, from..at, first.len_utf8(), &mut found);
            }
        } else if start.is_none() && !previous.is_whitespace() {
            start = Some(end);
        }
    }
    if let Some(from) = start {
        push(text, paragraph, number, from..words.len(), first.len_utf8(), &mut found);
    }
    Some(found)
}

fn push(
    text: &str,
    paragraph: Span,
    number: u32,
    range: std::ops::Range<usize>,
    dash: usize,
    found: &mut Vec<Marked>,
) {
    let offset = paragraph.start as usize;
    let opened = if range.start == 0 { dash } else { 0 };
    let outer = Span::new(offset + range.start, offset + range.end).trim(text);
    let words = &text[offset + range.start + opened..offset + range.end];
    // What ends the narrator's sentence is not the speaker's.
    let skipped = words.len() - words.trim_start_matches(['.', ',', ';', ':', ' ', '\u{a0}']).len();
    let inner = Span::new(offset + range.start + opened + skipped, offset + range.end).trim(text);
    let outer = if opened == 0 { Span { start: inner.start, ..outer } } else { outer };
    if inner.of(text).chars().any(char::is_alphanumeric) {
        found.push(Marked { outer, inner, paragraph: number, continues: false, repaired: false });
    }
}

/// Cuts the narrator's asides out of `marked` stretches.
pub(crate) fn without_asides(
    text: &str,
    tokens: &Tokens,
    words: &[Word],
    marked: Vec<Marked>,
    dashes: Dashes<'_>,
) -> Vec<Marked> {
    if dashes.glued.is_empty() && dashes.spaced.is_empty() {
        return marked;
    }
    let mut parted = Vec::with_capacity(marked.len());
    for stretch in marked {
        let mut rest = stretch;
        let inside = tokens.within(stretch.inner);
        let mut at = inside.start;
        while at + 1 < inside.end {
            let Some(close) = aside(text, tokens, words, at, inside.end, dashes) else {
                at += 1;
                continue;
            };
            let (open, after) = (tokens.items()[at].span.start, tokens.items()[close].span.end);
            let first = Span { end: open, ..rest.inner }.trim(text);
            let last = Span { start: after, ..rest.inner };
            let skipped = last.of(text).len()
                - last.of(text).trim_start_matches(['.', ',', ';', ':', ' ', '\u{a0}']).len();
            let last = Span { start: after + skipped as u32, ..last };
            if first.is_empty() || last.is_empty() {
                break;
            }
            parted.push(Marked {
                outer: Span { end: first.end, ..rest.outer },
                inner: first,
                continues: false,
                ..rest
            });
            rest = Marked { outer: Span { start: last.start, ..rest.outer }, inner: last, ..rest };
            at = close + 1;
        }
        parted.push(rest);
    }
    parted
}

/// Where the aside that begins with the dash at `at` ends, if a reporting verb begins it.
fn aside(
    text: &str,
    tokens: &Tokens,
    words: &[Word],
    at: usize,
    end: usize,
    dashes: Dashes<'_>,
) -> Option<usize> {
    let is_of = |index: usize, kind: &str| {
        tokens.items()[index].span.of(text).chars().all(|letter| kind.contains(letter))
    };
    let glued =
        |index: usize| tokens.items()[index].span.end == tokens.items()[index + 1].span.start;
    let reports = (at + 1..(at + 4).min(end))
        .any(|index| words[index].classes.any(Classes::FINITE.and(Classes::PARTICIPLE)));
    if !reports || at > 0 && glued(at - 1) {
        return None;
    }
    let mut inside = at + 1..(at + ASIDE).min(end);
    if glued(at) {
        is_of(at, dashes.glued)
            .then(|| inside.find(|&close| is_of(close, dashes.glued) && glued(close - 1)))
            .flatten()
    } else {
        is_of(at, dashes.spaced)
            .then(|| inside.find(|&close| is_of(close, dashes.spaced)))
            .flatten()
    }
}
