//! Subjects in front of their verb, where verbs stand first: "أما X فقال", "لكن الأهالي يردون", "غير أن مهندسا قال".
//!
//! What shows one is a word that puts it there, the article at the beginning of a clause, or a "that" which opens the
//! verb's own clause. Limits: of a phrase behind "that" one noun is taken where nothing shows its end.

use crate::grammar::Classes;
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::lower;
use std::ops::Range;

/// How far behind its mark a topic's verb may stand.
const TOPIC_REACH: usize = 40;

/// How far in front of a verb its clause may begin.
const CLAUSE: usize = 14;

/// "لكن الأهالي يردون": a noun with the article that begins the clause and stands right before the verb.
pub(super) fn definite(
    syntax: &Syntax,
    sentence: &Range<usize>,
    floor: usize,
    first: usize,
) -> Option<Range<usize>> {
    let source = phrases::before(syntax, floor, first).filter(|source| source.end == first)?;
    let opens = source.start == sentence.start
        || syntax.is_mark(source.start - 1)
        || syntax.is(source.start - 1, Classes::CONJUNCTION.and(Classes::SUBORDINATOR));
    (opens && phrases::is_definite(syntax, source.start)).then_some(source)
}

/// "غير أن مهندسا في الشركة قال": the noun behind a "that" which opens the verb's own clause.
pub(super) fn fronted(syntax: &Syntax, floor: usize, first: usize) -> Option<Range<usize>> {
    let that = (floor.max(first.saturating_sub(CLAUSE))..first)
        .rev()
        .take_while(|&index| !syntax.is_mark(index) && syntax.stretch(index).is_none())
        .find(|&index| syntax.is(index, Classes::THAT))?;
    let start = that + 1;
    let closed = Classes::CLOSED.and(Classes::REPORTING).and(Classes::NEGATION);
    let parted = (start..first).any(|index| {
        syntax.is(index, Classes::REPORTING.and(Classes::THAT).and(Classes::CONJUNCTION))
    });
    // A pronoun written on to "that" is the subject already: "أنه قال".
    let owned = syntax.ends_as(that, "possessive-endings");
    if start + 1 >= first || parted || owned || syntax.is(start, closed) {
        return None;
    }
    phrases::behind_verb(syntax, start, first).or(Some(start..start + 1))
}

/// The person whose name ends right before the verb, or the office that begins its clause there.
pub(super) fn person_in_front(
    syntax: &Syntax,
    sentence: &Range<usize>,
    floor: usize,
    first: usize,
) -> Option<Range<usize>> {
    let phrase = phrases::before(syntax, floor, first).filter(|phrase| phrase.end == first)?;
    // "رئيس اللجنة اعتبر النتيجة …": an office that begins its clause.
    let opens = phrase.start == sentence.start || syntax.is_mark(phrase.start - 1);
    let office = opens && syntax.is(phrase.start, Classes::ROLE);
    (office || syntax.is_person(first - 1)).then_some(phrase)
}

/// The subject put in front of the verb at `first`, by the two words of `topic-mark`: "أما X فقال".
pub(super) fn topic(syntax: &Syntax, start: usize, first: usize) -> Option<Range<usize>> {
    let (mark, answer) = syntax.language.property("topic-mark").split_once('|')?;
    let mark = lower(mark);
    let opens = |at: &usize| syntax.tokens.lower(*at) == mark;
    let near = |at: &usize| first <= at + TOPIC_REACH;
    let at = (start..first.min(start + 2)).find(opens).filter(near)?;
    let parted = (at..first).any(|index| matches!(syntax.tokens.lower(index), ";" | "؛"));
    if parted || syntax.tokens.lower(first - 1) != answer {
        return None;
    }
    let other = Classes::PREPOSITION.and(Classes::CONJUNCTION).and(Classes::RELATIVE);
    let stops = |index: usize| syntax.is_mark(index) || syntax.is(index, other);
    let mut end = (at + 1..first).find(|&index| stops(index))?;
    // "أما جاره، X، فقال": a name apposed to it.
    let close = (end + 1..first).find(|&index| stops(index));
    if syntax.is_comma(end)
        && let Some(close) = close.filter(|&close| close > end + 1 && syntax.is_comma(close))
    {
        end = close;
    }
    (end > at + 1).then_some(at + 1..end)
}
