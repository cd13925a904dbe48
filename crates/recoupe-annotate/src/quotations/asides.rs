//! What the narrator says inside marks of quotation, cut out: «No lo sé —dijo Lund—, pero iré».
//!
//! An aside in dashes (property `dialogue-dash`) counts where it begins with a verb that reports; other asides are the
//! speaker's own. Where a language names a dash for it (`aside-dash`), one with a blank on either side sets an aside
//! off too («Non lo so – ha detto Lund –, ma torno»). Where a language sets the verb and its subject between commas (`comma-asides`: « C'est fini, a dit
//! Lund. On part. »), one counts that begins with such a verb, or with any verb that a pronoun is written on to, and
//! goes on with a subject. Limits: what stands behind a second comma of the aside is taken for the speaker's words.

use super::Marked;
use crate::grammar::{Classes, Takes, Word};
use recoupe_text::{Language, Span, TokenKind, Tokens};
use std::ops::Range;

/// The longest aside, in tokens.
const ASIDE: usize = 40;

/// The dashes that set off the narrator inside marks of quotation, each kind in one string.
#[derive(Clone, Copy)]
struct Dashes<'a> {
    /// Written on to the narrator's words: "—dijo Lund—".
    glued: &'a str,
    /// With a blank on either side: "– ha detto Lund –".
    spaced: &'a str,
}

/// A text, cut and classed, before its sentences are known.
pub(crate) struct Cut<'text> {
    /// The text.
    pub(crate) text: &'text str,
    /// Its language.
    pub(crate) language: &'static Language,
    /// Its tokens.
    pub(crate) tokens: &'text Tokens,
    /// What is known of each token.
    pub(crate) words: &'text [Word],
}

/// Cuts the narrator's asides out of `marked` stretches.
pub(crate) fn without_asides(cut: &Cut, marked: Vec<Marked>) -> Vec<Marked> {
    let dashes = Dashes {
        glued: cut.language.property("dialogue-dash"),
        spaced: cut.language.property("aside-dash"),
    };
    let commas = !cut.language.property("comma-asides").is_empty();
    if dashes.glued.is_empty() && dashes.spaced.is_empty() && !commas {
        return marked;
    }
    let mut parted = Vec::with_capacity(marked.len());
    for stretch in marked {
        let mut rest = Some(stretch);
        let inside = cut.tokens.within(stretch.inner);
        let mut at = inside.start;
        while at + 1 < inside.end
            && let Some(whole) = rest
        {
            let in_dashes = || cut.dashed(at, inside.end, dashes);
            let Some(aside) =
                in_dashes().or_else(|| cut.between_commas(at, &inside).filter(|_| commas))
            else {
                at += 1;
                continue;
            };
            let (first, last) = cut.parts(&whole, &aside);
            if first.inner.is_empty() {
                break;
            }
            parted.push(first);
            rest = last;
            at = aside.end;
        }
        parted.extend(rest);
    }
    parted
}

impl Cut<'_> {
    /// What stands before and behind an aside of a stretch; nothing may stand behind it.
    fn parts(&self, whole: &Marked, aside: &Range<usize>) -> (Marked, Option<Marked>) {
        let items = self.tokens.items();
        let (open, after) = (items[aside.start].span.start, items[aside.end - 1].span.end);
        let first = Span { end: open, ..whole.inner }.trim(self.text);
        let first = Marked {
            outer: Span { end: first.end, ..whole.outer },
            inner: first,
            continues: false,
            ..*whole
        };
        let rest = Span { start: after, ..whole.inner }.of(self.text);
        let skipped =
            rest.len() - rest.trim_start_matches(['.', ',', ';', ':', ' ', '\u{a0}']).len();
        let start = after + skipped as u32;
        let last = (start < whole.inner.end).then_some(Marked {
            outer: Span { start, ..whole.outer },
            inner: Span { start, ..whole.inner },
            ..*whole
        });
        (first, last)
    }

    fn is(&self, index: usize, classes: Classes) -> bool {
        self.words.get(index).is_some_and(|word| word.classes.any(classes))
    }

    /// The aside in dashes that begins at token `at`, if a reporting verb begins it.
    fn dashed(&self, at: usize, end: usize, dashes: Dashes<'_>) -> Option<Range<usize>> {
        let items = self.tokens.items();
        let is_of = |index: usize, kind: &str| {
            !kind.is_empty()
                && items[index].span.of(self.text).chars().all(|letter| kind.contains(letter))
        };
        let glued = |index: usize| items[index].span.end == items[index + 1].span.start;
        let finite = Classes::FINITE.and(Classes::PARTICIPLE);
        let reports = (at + 1..(at + 4).min(end)).any(|index| self.is(index, finite));
        if !reports || at > 0 && glued(at - 1) {
            return None;
        }
        let mut inside = at + 1..(at + ASIDE).min(end);
        let close = if glued(at) {
            is_of(at, dashes.glued)
                .then(|| inside.find(|&close| is_of(close, dashes.glued) && glued(close - 1)))
        } else {
            is_of(at, dashes.spaced).then(|| inside.find(|&close| is_of(close, dashes.spaced)))
        };
        close.flatten().map(|close| at..close + 1)
    }

    /// The aside between commas that begins at token `at` of a stretch: its verb, its subject, the mark that ends it.
    fn between_commas(&self, at: usize, inside: &Range<usize>) -> Option<Range<usize>> {
        if self.tokens.lower(at) != "," || at == inside.start {
            return None;
        }
        let subject = self.subject(at + 1, inside.end)?;
        let close = self.close(subject, inside.end);
        let mark = self.tokens.lower(close);
        if close >= inside.end {
            return Some(at..inside.end);
        }
        matches!(mark, "." | ",").then_some(at..close + 1)
    }

    /// Where the subject begins behind the verb of an aside whose words begin at `at`.
    fn subject(&self, at: usize, end: usize) -> Option<usize> {
        let object = Classes::REFLEXIVE.and(Classes::PRONOUN_OTHER);
        let mut verb = at;
        while verb < end
            && verb < at + 2
            && self.is(verb, object)
            && !self.is(verb, Classes::PRONOUN)
        {
            verb += 1;
        }
        let small = |index: usize| {
            let token = self.tokens.items()[index];
            token.kind == TokenKind::Word && !token.capital
        };
        if verb + 1 >= end || !small(verb) {
            return None;
        }
        let clitic = |index: usize| {
            self.tokens.lower(index).starts_with('-') && self.is(index, Classes::PRONOUN)
        };
        if clitic(verb + 1) {
            return Some(verb + 1);
        }
        let quotes =
            |index: usize| self.words.get(index).is_some_and(|word| word.takes.any(Takes::QUOTE));
        let next = if self.is(verb, Classes::AUXILIARY)
            && self.is(verb + 1, Classes::PARTICIPLE)
            && quotes(verb + 1)
        {
            verb + 2
        } else if self.is(verb, Classes::FINITE) && quotes(verb) {
            verb + 1
        } else {
            return None;
        };
        let begins =
            Classes::DETERMINER.and(Classes::POSSESSIVE).and(Classes::TITLE).and(Classes::ROLE);
        let opens = self.is(next, begins) && !self.is(next, Classes::PREPOSITION);
        (next < end && (opens || self.tokens.items()[next].capital)).then_some(next)
    }

    /// The mark that ends an aside whose subject begins at `subject`: "explique le maire, Jean Dupont."
    fn close(&self, subject: usize, end: usize) -> usize {
        let reach = end.min(subject + ASIDE);
        let next = |from: usize| {
            (from..reach)
                .find(|&index| {
                    let stop =
                        matches!(self.tokens.lower(index), "." | "," | ";" | ":" | "?" | "!" | "…");
                    stop && !(self.tokens.lower(index) == "." && self.is(index - 1, Classes::TITLE))
                })
                .unwrap_or(end)
        };
        let first = next(subject);
        if first >= end || self.tokens.lower(first) != "," {
            return first;
        }
        let second = next(first + 1);
        if self.is(first + 1, Classes::RELATIVE) {
            return second;
        }
        let named = second > first + 2
            && (first + 1..second).all(|index| self.tokens.items()[index].capital);
        if named { second } else { first }
    }
}
