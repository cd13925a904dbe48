//! Marked stretches joined to their cues.
//!
//! In a sentence the cue that touches a stretch (a comma or "that" between) is its own; behind the
//! stretch wins over before it, near over far. A stretch that is a sentence of its own takes the
//! speaker of the quotation before it in the same paragraph, as the press writes. Short stretches
//! without a cue, and those that a word introduces as a name, are scare quotes or titles: no
//! quotation.

use super::cues::{Cue, Form};
use super::{Marked, Quotation, QuotationKind};
use crate::grammar::{Classes, Takes};
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::{Language, PerLanguage, Span, TokenKind, Tokens};
use rustc_hash::FxHashSet as HashSet;
use std::ops::Range;

/// A stretch with fewer words and no cue is no quotation.
const SHORTEST: usize = 4;

/// How far a cue may stand from a stretch that it does not touch, in tokens.
const REACH: usize = 30;

/// How much less "according to" counts than a verb: a verb right before the words is their own.
const PHRASE: i32 = 30;

static NAMING: PerLanguage<HashSet<String>> = PerLanguage::new(|language: &'static Language| {
    language
        .table("quotation-nouns")
        .words()
        .map(|form| {
            let tokens = Tokens::of(form, language);
            (0..tokens.len()).map(|index| tokens.lower(index)).collect::<Vec<_>>().join(" ")
        })
        .collect()
});

/// The quotations in marks.
pub(super) fn direct(syntax: &Syntax, cues: &[Vec<Cue>]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut last: Option<(usize, Marked)> = None;
    for stretch in &syntax.marked {
        let sentence = syntax.sentence_at(stretch.outer.start);
        let tokens = syntax.within(syntax.sentences[sentence]);
        let inner = syntax.within(stretch.inner);
        if let Some((index, before)) = last
            && before.continues
            && before.paragraph + 1 == stretch.paragraph
        {
            found[index].content.push(stretch.inner);
            if found[index].speaker.is_none() {
                attribute(
                    syntax,
                    &mut found[index],
                    best(syntax, &tokens, &inner, stretch, cues, sentence),
                );
            }
            last = Some((index, *stretch));
            continue;
        }
        let candidate = best(syntax, &tokens, &inner, stretch, cues, sentence);
        let words = inner
            .clone()
            .filter(|&index| syntax.tokens.items()[index].kind != TokenKind::Mark)
            .count();
        let alone = stands_alone(syntax, &tokens, stretch);
        if is_name(syntax, &inner, stretch) || (words < SHORTEST && candidate.is_none() && !alone) {
            continue;
        }
        if candidate.is_none()
            && alone
            && let Some((index, before)) = last
            && before.paragraph == stretch.paragraph
        {
            // “…,” she said. “…”: one quotation that the report interrupts.
            if found[index].kind == QuotationKind::Direct
                && !has_sentence_between(syntax, &before, stretch)
            {
                found[index].content.push(stretch.inner);
                last = Some((index, *stretch));
                continue;
            }
        }
        let resumes = candidate.as_ref().is_some_and(|(_, resumed)| *resumed);
        if resumes
            && let Some((index, before)) = last
            && before.paragraph == stretch.paragraph
            && syntax.sentence_at(before.outer.start) == sentence
            && found[index].kind == QuotationKind::Direct
        {
            // “…,” she said, “…”
            found[index].content.push(stretch.inner);
            last = Some((index, *stretch));
            continue;
        }
        let introduced_here = candidate.is_none() && introduced(syntax, &tokens, stretch).is_some();
        let is_whole = introduced_here
            || alone
            || touches_cue(syntax, &tokens, stretch, candidate.as_ref().map(|(cue, _)| *cue));
        let mut quotation = Quotation {
            kind: if is_whole { QuotationKind::Direct } else { QuotationKind::Mixed },
            content: vec![stretch.inner],
            clause: None,
            cue: None,
            speaker: None,
            inherited: false,
        };
        if candidate.is_some() {
            attribute(syntax, &mut quotation, candidate);
        } else if let Some(speaker) = introduced(syntax, &tokens, stretch) {
            quotation.speaker = Some(speaker);
        } else if let Some(speaker) = signed(syntax, stretch) {
            quotation.speaker = Some(speaker);
        } else if let Some((index, before)) = last
            && alone
            && stretch.paragraph <= before.paragraph + 1
        {
            quotation.speaker = found[index].speaker;
            quotation.cue = found[index].cue;
            quotation.inherited = true;
        } else if !alone && words < 2 * SHORTEST {
            // No cue in its sentence: a word held at a distance.
            if !follows_quotation(&found, last, stretch) {
                continue;
            }
            quotation.speaker = last.and_then(|(index, _)| found[index].speaker);
            quotation.inherited = true;
        }
        last = Some((found.len(), *stretch));
        found.push(quotation);
    }
    found
}

fn attribute(syntax: &Syntax, quotation: &mut Quotation, candidate: Option<(&Cue, bool)>) {
    let Some((cue, _)) = candidate else { return };
    quotation.cue = Some(syntax.tokens.span(cue.tokens.clone()));
    quotation.speaker = cue.source.clone().map(|source| syntax.tokens.span(source));
    quotation.inherited = cue.dropped;
}

/// The best cue for a stretch, and whether the stretch resumes what an earlier one began.
fn best<'cue>(
    syntax: &Syntax,
    sentence: &Range<usize>,
    inner: &Range<usize>,
    stretch: &Marked,
    cues: &'cue [Vec<Cue>],
    index: usize,
) -> Option<(&'cue Cue, bool)> {
    let outer = syntax.within(stretch.outer);
    let mut best: Option<(i32, &Cue, bool)> = None;
    let ends_open = stretch.inner.is_empty() || !ends_sentence(syntax, inner);
    let next = cues.get(index + 1).filter(|_| !ends_open && outer.end + 1 >= sentence.end);
    let same = cues[index].iter().map(|cue| (cue, false));
    // “…!” Doe said: the sentence after is only the cue.
    let following = next.into_iter().flatten().take(1).map(|cue| (cue, true));
    for (cue, is_next) in same.chain(following) {
        if !cue.takes.any(Takes::QUOTE.plus(Takes::OBJECT).plus(Takes::AS)) {
            continue;
        }
        let (score, resumes) = if cue.clause.start >= outer.end {
            let between = unmarked(syntax, outer.end..cue.clause.start);
            let Some(distance) = between else { continue };
            if is_next
                && (distance > 0
                    || cue.particle.is_some()
                    || cue.clause.end + 6 < next_end(syntax, index + 1)
                    || has_stretch(syntax, cue, index + 1))
            {
                continue;
            }
            let phrase = if cue.form == Form::Phrase { PHRASE } else { 0 };
            (if distance == 0 { 100 } else { 50 - distance as i32 } - phrase, false)
        } else if cue.clause.end <= outer.start {
            let Some(distance) = unmarked(syntax, cue.clause.end..outer.start) else {
                // A stretch stands between: the cue is shared with it.
                if cue.clause.end + REACH > outer.start {
                    best = best.max_by_score((20, cue, true));
                }
                continue;
            };
            let behind_quote = cue.clause.start > sentence.start
                && syntax.stretch(cue.clause.start - 1).is_some()
                || cue.clause.start > sentence.start + 1
                    && (syntax.is_comma(cue.clause.start - 1)
                        || is_dash(syntax, cue.clause.start - 1))
                    && syntax.stretch(cue.clause.start - 2).is_some();
            (90 - distance as i32, behind_quote && distance <= 3)
        } else {
            // The stretch stands inside the cue's own clause: "the so-called “…” minister said".
            continue;
        };
        if score > 50 - REACH as i32 {
            best = best.max_by_score((score, cue, resumes));
        }
    }
    best.map(|(_, cue, resumes)| (cue, resumes))
}

trait MaxByScore<'cue> {
    fn max_by_score(self, other: (i32, &'cue Cue, bool)) -> Self;
}

impl<'cue> MaxByScore<'cue> for Option<(i32, &'cue Cue, bool)> {
    fn max_by_score(self, other: (i32, &'cue Cue, bool)) -> Self {
        match self {
            Some(held) if held.0 >= other.0 => Some(held),
            _ => Some(other),
        }
    }
}

fn next_end(syntax: &Syntax, sentence: usize) -> usize {
    syntax.within(syntax.sentences[sentence]).end
}

fn has_stretch(syntax: &Syntax, cue: &Cue, sentence: usize) -> bool {
    (cue.clause.end..next_end(syntax, sentence)).any(|index| syntax.stretch(index).is_some())
}

/// The number of words between, or `None` where another stretch stands between.
fn unmarked(syntax: &Syntax, between: Range<usize>) -> Option<usize> {
    let mut words = 0;
    for index in between {
        if syntax.stretch(index).is_some() {
            return None;
        }
        words += usize::from(!syntax.is_mark(index) && !syntax.is(index, Classes::THAT));
    }
    Some(words)
}

fn ends_sentence(syntax: &Syntax, inner: &Range<usize>) -> bool {
    inner.end > inner.start && matches!(syntax.tokens.lower(inner.end - 1), "." | "!" | "?" | "…")
}

fn is_dash(syntax: &Syntax, index: usize) -> bool {
    matches!(syntax.tokens.lower(index), "—" | "–" | "―")
}

/// The stretch is all that its sentence holds.
fn stands_alone(syntax: &Syntax, sentence: &Range<usize>, stretch: &Marked) -> bool {
    let outer = syntax.within(stretch.outer);
    let outside = (sentence.start..outer.start).chain(outer.end..sentence.end);
    outside.filter(|&index| !syntax.is_mark(index) && syntax.stretch(index).is_none()).count() == 0
}

/// Only marks and "that" stand between the stretch and its cue, and the stretch begins its clause.
fn touches_cue(
    syntax: &Syntax,
    sentence: &Range<usize>,
    stretch: &Marked,
    cue: Option<&Cue>,
) -> bool {
    let Some(cue) = cue else { return false };
    let outer = syntax.within(stretch.outer);
    if cue.clause.start >= outer.end {
        // Words before the stretch in the same clause make it mixed.
        let before = (sentence.start..outer.start)
            .rev()
            .take_while(|&index| syntax.stretch(index).is_none() && !syntax.is_comma(index))
            .filter(|&index| !syntax.is_mark(index))
            .count();
        return before == 0
            && unmarked(syntax, outer.end..cue.clause.start).is_some_and(|words| words == 0);
    }
    // Without capitals only "that" shows that the words go on a clause of the report.
    let caseless = !syntax.language.property("no-capitals").is_empty()
        && !(cue.clause.end..outer.start).any(|index| syntax.is(index, Classes::THAT));
    let direct =
        caseless || syntax.is_capital(outer.start + 1) || is_punctuated(syntax, outer.start);
    direct
        && cue.form != Form::Phrase
        && cue.clause.end <= outer.start
        && unmarked(syntax, cue.clause.end..outer.start)
            .is_some_and(|words| words <= 6 && (words == 0 || is_punctuated(syntax, outer.start)))
}

/// A comma or a colon right before token `index`.
fn is_punctuated(syntax: &Syntax, index: usize) -> bool {
    index > 0 && matches!(syntax.tokens.lower(index - 1), "," | ":")
}

/// "Name: “…”", and a title's "Name “…”".
fn introduced(syntax: &Syntax, sentence: &Range<usize>, stretch: &Marked) -> Option<Span> {
    let outer = syntax.within(stretch.outer);
    let colon = outer
        .start
        .checked_sub(1)
        .filter(|&index| index > sentence.start && syntax.tokens.lower(index) == ":")?;
    let source = subject(syntax, sentence.start, colon)
        .or_else(|| phrases::before(syntax, sentence.start, colon))?;
    Some(syntax.tokens.span(source))
}

/// The name that the sentence from `start` to `colon` begins with: "Doe smiled: “…”", "Doe, a nurse: “…”".
fn subject(syntax: &Syntax, start: usize, colon: usize) -> Option<Range<usize>> {
    let source = phrases::after(syntax, start, colon)?;
    let named = |index: usize| syntax.is_capital(index) && !syntax.is(index, Classes::CLOSED);
    let has_name = source.clone().any(named);
    (source.end < colon && has_name).then_some(source)
}

/// "“…” — Name"
fn signed(syntax: &Syntax, stretch: &Marked) -> Option<Span> {
    let outer = syntax.within(stretch.outer);
    let dash = outer.end;
    if !matches!(syntax.tokens.lower(dash), "—" | "–" | "―") || !syntax.is_capital(dash + 1) {
        return None;
    }
    let source = phrases::after(syntax, dash + 1, (dash + 8).min(syntax.tokens.len()))?;
    Some(syntax.tokens.span(source))
}

fn follows_quotation(found: &[Quotation], last: Option<(usize, Marked)>, stretch: &Marked) -> bool {
    last.is_some_and(|(index, before)| {
        before.paragraph == stretch.paragraph && found[index].speaker.is_some()
    })
}

/// Another sentence with words of its own stands between the two.
fn has_sentence_between(syntax: &Syntax, before: &Marked, stretch: &Marked) -> bool {
    syntax.sentence_at(stretch.outer.start)
        > syntax.sentence_at(before.outer.end.saturating_sub(1)) + 2
}

/// A word right before the stretch makes it a name, or all its words are capitals and no clause.
fn is_name(syntax: &Syntax, inner: &Range<usize>, stretch: &Marked) -> bool {
    let start = syntax.within(stretch.outer).start;
    let naming = NAMING.get(syntax.language);
    let one =
        start.checked_sub(1).map(|index| syntax.tokens.lower(index).to_owned()).unwrap_or_default();
    let two = start
        .checked_sub(2)
        .map(|index| format!("{} {one}", syntax.tokens.lower(index)))
        .unwrap_or_default();
    let words = inner.len();
    (naming.contains(&one) || naming.contains(&two)) && words <= 2 * SHORTEST
}
