//! Subjects where the verb stands first: right behind it (`subject_behind`), put in front by a word of its own, or none.
//!
//! The order of the places is the order of their certainty. Limits: who is named counts, not where exactly the phrase
//! ends.

use super::Cue;
use super::behind::{NAME_REACH, relayed_from, subject_behind};
use super::in_front::{definite, fronted, person_in_front, topic};
use super::subjects::subject;
use crate::grammar::{Classes, Takes};
use crate::phrases;
use crate::syntax::Syntax;
use std::ops::Range;

/// Where the clause of a verb stands, and its subject; a verb without one has dropped it.
pub(super) struct Placed {
    /// The verb with its subject.
    pub(super) clause: Range<usize>,
    /// The subject.
    pub(super) source: Option<Range<usize>>,
}

/// The subject of the verb at `at`, whose auxiliaries begin at `first`; `None` where the word reports nothing.
pub(super) fn placed(
    syntax: &Syntax,
    sentence: &Range<usize>,
    (first, at): (usize, usize),
    earlier: &[Cue],
    floor: usize,
) -> Option<Placed> {
    let word = syntax.words[at];
    let finite = word.classes.any(Classes::FINITE);
    let source = subject_behind(syntax, word, at, sentence.end);
    // "أما X فترى البحر": the subject stands in front, unless somebody is named behind.
    let somebody = source
        .iter()
        .flat_map(Clone::clone)
        .any(|index| syntax.is_capital(index) || syntax.is(index, Classes::ROLE));
    let front = topic(syntax, sentence.start, first).filter(|_| finite && !somebody);
    if front.is_some() {
        return Some(Placed { clause: first..at + 1, source: front });
    }
    // "قفزت X تطلب البراءة": what a person named right before the verb asks for.
    if finite
        && !somebody
        && first == at
        && let Some(name) = person_in_front(syntax, sentence, floor, first)
    {
        return Some(Placed { clause: name.start..at + 1, source: Some(name) });
    }
    if let Some(source) = source {
        let relayed = word.takes.any(Takes::RELAYED);
        let source = relayed
            .then(|| relayed_from(syntax, source.end, sentence.end))
            .flatten()
            .unwrap_or(source);
        return Some(Placed { clause: first..source.end, source: Some(source) });
    }
    // "X، الذي قال": whom the clause belongs to, where nobody stands behind its verb.
    if finite && first > floor && syntax.is(first - 1, Classes::RELATIVE) {
        let comma = usize::from(first - 1 > floor && syntax.is_comma(first - 2));
        // "X, the lawyer, who said"
        let source = phrases::before(syntax, floor, first - 1)
            .or_else(|| phrases::before(syntax, floor, first - 1 - comma))
            .map(|source| phrases::behind_preposition(syntax, source));
        if source.is_some() {
            return Some(Placed { clause: first - 1..at + 1, source });
        }
    }
    // "كان X قد صرح": the subject stands between two auxiliaries.
    let outer = (floor.max(first.saturating_sub(NAME_REACH + 1))..first)
        .rev()
        .take_while(|&index| !syntax.is_mark(index))
        .find(|&index| syntax.is(index, Classes::AUXILIARY))
        .filter(|&outer| first < at && outer + 1 < first)
        .filter(|&outer| !syntax.is(outer + 1, Classes::CLOSED));
    if let Some(outer) = outer {
        return Some(Placed { clause: outer..at + 1, source: Some(outer + 1..first) });
    }
    let before = subject(syntax, floor, first, false)
        .or_else(|| definite(syntax, sentence, floor, first))
        .filter(|source| first == at && !syntax.is_comma(source.end - 1));
    if let Some(source) = before {
        return Some(Placed { clause: source.start..at + 1, source: Some(source) });
    }
    if let Some(source) = fronted(syntax, floor, first).filter(|_| finite && first == at) {
        return Some(Placed { clause: first..at + 1, source: Some(source) });
    }
    // "عدم قول شيء", "بحار رفض …": a noun, or the verb of what stands before it.
    let hangs = first > floor
        && syntax.is(first - 1, Classes::NEGATION)
        && !syntax.is(first - 1, Classes::AUXILIARY)
        || earlier.last().is_some_and(|cue| cue.source.is_some() && cue.clause.end == first);
    (finite && !hangs).then_some(Placed { clause: first..at + 1, source: None })
}
