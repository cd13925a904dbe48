//! The cue of a marked stretch: the nearest, and those behind it before those in front.
//!
//! A cue that only marks and "that" part from the stretch is its own. Limits: one sentence is looked
//! through, and the sentence behind a stretch that ends one where that holds the cue alone.

use super::super::Marked;
use super::super::actors::is_subordinate;
use super::super::cues::{Cue, Form};
use crate::grammar::{Classes, Takes};
use crate::syntax::Syntax;
use std::ops::Range;

/// How far a cue may stand from a stretch that it does not touch, in tokens.
const REACH: usize = 30;

/// A cue whose verb stands further off than this, in tokens, is never the best: a bound for endless sentences.
const FAR: usize = 200;

/// How much less "according to" counts than a verb: a verb right before the words is their own.
const PHRASE: i32 = 30;

/// How much a cue counts that another stretch parts from this one.
const SHARED: i32 = 20;

/// The best cue for a stretch, and whether the stretch resumes what an earlier one began.
pub(super) fn best<'cue>(
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
    // “…!” Doe said. Not in another paragraph, nor where a colon has told who speaks.
    let told = outer.start > sentence.start && syntax.tokens.lower(outer.start - 1) == ":";
    let near = |index: usize| {
        syntax
            .sentences
            .get(index)
            .is_some_and(|next| syntax.paragraph_at(next.start) == stretch.paragraph as usize)
    };
    let next = cues
        .get(index + 1)
        .filter(|_| !ends_open && !told && outer.end + 1 >= sentence.end && near(index + 1));
    // Cues stand in the order of their words: those far off are not looked at.
    let from = cues[index].partition_point(|cue| cue.tokens.start + FAR < outer.start);
    let to = cues[index].partition_point(|cue| cue.tokens.start <= outer.end + FAR);
    let same = cues[index][from..to.max(from)].iter().map(|cue| (cue, false));
    // “…!” Doe said: the sentence after is only the cue.
    let following = next.into_iter().flatten().take(1).map(|cue| (cue, true));
    for (cue, is_next) in same.chain(following) {
        if !cue.takes.any(Takes::QUOTE.plus(Takes::OBJECT).plus(Takes::AS)) {
            continue;
        }
        let (score, resumes) = if cue.clause.start >= outer.end {
            let between = unmarked(syntax, outer.end..cue.clause.start);
            let Some(distance) = between else {
                // «…» et «…», dit-il: the verb behind the last of several has said them all.
                if ends_with(syntax, sentence, cue) {
                    best = best.max_by_score((SHARED, cue, false));
                }
                continue;
            };
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
                    best = best.max_by_score((SHARED, cue, true));
                }
                continue;
            };
            // "when X accuses him, Doe shrugs: “…”"
            let parted = (cue.clause.end..outer.start).any(|index| syntax.is_comma(index));
            if parted && distance > 0 && is_subordinate(syntax, sentence.start, cue.tokens.start) {
                continue;
            }
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

/// Whether a cue stands right behind a stretch and ends the sentence.
fn ends_with(syntax: &Syntax, sentence: &Range<usize>, cue: &Cue) -> bool {
    let start = cue.clause.start;
    cue.clause.end + 1 >= sentence.end
        && start >= 2
        && syntax.is_comma(start - 1)
        && syntax.stretch(start - 2).is_some()
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

pub(super) fn ends_sentence(syntax: &Syntax, inner: &Range<usize>) -> bool {
    inner.end > inner.start && matches!(syntax.tokens.lower(inner.end - 1), "." | "!" | "?" | "…")
}

fn is_dash(syntax: &Syntax, index: usize) -> bool {
    matches!(syntax.tokens.lower(index), "—" | "–" | "―")
}

/// Only marks and "that" stand between the stretch and its cue, and the stretch begins its clause.
pub(super) fn touches_cue(
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
    let told = outer.start > 0 && syntax.tokens.lower(outer.start - 1) == ":";
    direct
        && (cue.form != Form::Phrase || told)
        && cue.clause.end <= outer.start
        && unmarked(syntax, cue.clause.end..outer.start)
            .is_some_and(|words| words <= 6 && (words == 0 || is_punctuated(syntax, outer.start)))
}

/// A comma or a colon right before token `index`.
fn is_punctuated(syntax: &Syntax, index: usize) -> bool {
    index > 0 && matches!(syntax.tokens.lower(index - 1), "," | ":")
}
