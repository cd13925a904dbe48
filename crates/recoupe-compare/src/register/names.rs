//! The name of an entry: its head word grown to the noun phrase, or to the clause of a verb.
//!
//! Growing stops at closed words, marks and times: without a parser that is where a noun phrase ends.

use super::heads::{Heads, Use};
use recoupe_annotate::Reading;
use recoupe_annotate::grammar::Classes;
use std::ops::Range;

/// A name has at most so many tokens on each side of its head.
const REACH: usize = 9;

/// The tokens of the entry's name, or `None` where the head is used some other way.
pub(super) fn name(
    reading: &Reading,
    heads: &Heads,
    sentence: &Range<usize>,
    head: &Range<usize>,
    used: Use,
) -> Option<Range<usize>> {
    let syntax = &reading.syntax;
    if matches!(used, Use::Verb | Use::Change) {
        let verbal = !syntax.is(
            head.start.wrapping_sub(1),
            Classes::DETERMINER.and(Classes::POSSESSIVE).and(Classes::PREPOSITION),
        );
        let end = clause_end(reading, sentence, head.end);
        let long = end > head.end + 2;
        let object =
            used == Use::Verb || syntax.is(head.end, Classes::DETERMINER.and(Classes::POSSESSIVE));
        return (verbal && long && object && head.start > sentence.start)
            .then_some(head.start..end);
    }
    // A verb of the same form ("they deal with"): a noun has a determiner, an adjective or a capital.
    let start = grow_left(reading, heads, sentence, head.start);
    let end = match used {
        Use::Clause => clause_end(reading, sentence, head.end),
        _ => grow_right(reading, heads, sentence, head.end),
    };
    let narrowed = start < head.start || end > head.end;
    let definite = syntax.is(start.wrapping_sub(1), Classes::DETERMINER.and(Classes::POSSESSIVE))
        || syntax.tokens.lower(start.wrapping_sub(1)).ends_with('\'');
    // "a déclaré X", "a permis de": a form of a verb, not the noun of the same stem.
    let before = head.start.wrapping_sub(1);
    let verbal = syntax.is(before, Classes::AUXILIARY)
        || syntax.is(head.start, Classes::REPORTING) && !definite && start == head.start;
    let idiom = heads.idioms.iter().any(|idiom| {
        let words: Vec<&str> = idiom.split(' ').collect();
        let from = (head.start + 1).checked_sub(words.len());
        from.is_some_and(|from| {
            words
                .iter()
                .enumerate()
                .all(|(offset, word)| syntax.tokens.lower(from + offset) == *word)
        })
    });
    if verbal || idiom {
        return None;
    }
    let is_joint = || (start..end).any(|index| heads.joint.contains(&syntax.tokens.lower(index)));
    let stands = match used {
        Use::Plain => true,
        Use::Modified => narrowed || definite,
        Use::Joint => is_joint(),
        Use::Complement => end > head.end,
        Use::Clause => end > head.end + 2 && (narrowed || definite),
        Use::Verb | Use::Change => false,
    };
    stands.then_some(start..end)
}

/// Adjectives and nouns right before the head, up to what became of it ("Norland suspends ferry declaration").
fn grow_left(reading: &Reading, heads: &Heads, sentence: &Range<usize>, head: usize) -> usize {
    let syntax = &reading.syntax;
    let status = |index: usize| heads.statuses.contains_key(syntax.stems.get(index));
    let mut start = head;
    while start > sentence.start
        && head - start < REACH
        && is_plain(reading, start - 1)
        && !status(start - 1)
    {
        start -= 1;
    }
    start
}

/// Adjectives, "of" and what it links, right behind the head.
fn grow_right(reading: &Reading, heads: &Heads, sentence: &Range<usize>, head: usize) -> usize {
    let syntax = &reading.syntax;
    let mut end = head;
    let mut linked = false;
    while end < sentence.end && end - head < REACH {
        let form = syntax.tokens.lower(end);
        if heads.genitives.contains(&form) {
            linked = true;
        } else if syntax.is(end, Classes::CONJUNCTION)
            && linked
            && (heads.genitives.contains(&syntax.tokens.lower(end + 1))
                || syntax.is_capital(end + 1))
        {
        } else if form == "(" && syntax.tokens.lower(end + 2) == ")" {
            return end + 3;
        } else if syntax.is(end, Classes::DETERMINER)
            && linked
            && end > head
            && heads.genitives.contains(&syntax.tokens.lower(end - 1))
        {
        } else if !is_plain(reading, end)
            || !linked
                && syntax.language.property("portfolio-place") == "before"
                && !syntax.is_capital(end)
        {
            break;
        }
        end += 1;
    }
    while end > head
        && (syntax
            .is(end - 1, Classes::PREPOSITION.and(Classes::CONJUNCTION).and(Classes::DETERMINER))
            || heads.genitives.contains(&syntax.tokens.lower(end - 1)))
    {
        end -= 1;
    }
    end
}

/// A word that can be part of a name of an arrangement.
fn is_plain(reading: &Reading, index: usize) -> bool {
    let syntax = &reading.syntax;
    let closed =
        Classes::CLOSED.and(Classes::NEGATION).and(Classes::REFLEXIVE).and(Classes::REPORTING);
    !syntax.is_mark(index)
        && !syntax.is(index, closed)
        && !reading.times.iter().any(|time| syntax.within(time.span).contains(&index))
}

fn clause_end(reading: &Reading, sentence: &Range<usize>, from: usize) -> usize {
    let syntax = &reading.syntax;
    (from..sentence.end)
        .find(|&index| {
            matches!(syntax.tokens.lower(index), "," | ";" | ":" | "." | "”" | "»" | "\"")
        })
        .unwrap_or(sentence.end)
}
