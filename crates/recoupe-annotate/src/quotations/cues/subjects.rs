//! The subject of a reporting verb: left of it, right of it, or none.
//!
//! Behind the verb a subject counts only where the clause opens with the verb or words in marks stand before
//! it; what may stand between the two is a property of the language. Limits: who is named counts, not where
//! exactly the phrase ends.

use super::between::before_subject;
use super::{CLAUSE_REACH, has};
use crate::grammar::Classes;
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::TokenKind;
use std::ops::Range;

/// "said X", "a déclaré X": the subject behind the verb, where a quotation, a mark or nothing stands before.
pub(super) fn inverted(
    syntax: &Syntax,
    sentence: &Range<usize>,
    floor: usize,
    first: usize,
    at: usize,
) -> Option<Range<usize>> {
    let opens_clause = first == sentence.start
        || syntax.stretch(first - 1).is_some()
        || syntax.is_comma(first - 1) && first >= 2 && syntax.stretch(first - 2).is_some()
        || is_closing(syntax, first - 1);
    let behind_mark = first > floor && syntax.is_mark(first - 1);
    if !opens_clause && !behind_mark {
        return None;
    }
    let source =
        phrases::after(syntax, before_subject(syntax, at + 1, sentence.end), sentence.end)?;
    let begins = source.clone().any(|index| phrases::begins(syntax, index));
    // "X, the mayor, announced a plan": what follows is no subject where one stands apposed in front.
    let thing = !source.clone().any(|index| {
        syntax.is_capital(index)
            || syntax.is(index, Classes::ROLE.and(Classes::TITLE).and(Classes::PRONOUN))
    });
    let named = source.clone().any(|index| syntax.is_capital(index));
    if (thing || named)
        && !opens_clause
        && syntax.is_comma(first - 1)
        && is_apposed_subject(syntax, floor, first)
    {
        return None;
    }
    // "muttered one at the back"
    let one = opens_clause
        && syntax.is(source.start, Classes::PRONOUN_OTHER)
        && !syntax.is(source.start, Classes::OBLIQUE.and(Classes::REFLEXIVE));
    ((begins || one) && (opens_clause || ends_inversion(syntax, sentence, source.end)))
        .then(|| with_name(syntax, sentence, source))
}

/// Where the pronouns begin that stand between words in marks and the verb at `first`: «…», les gritó X.
pub(super) fn behind_objects(syntax: &Syntax, floor: usize, first: usize) -> usize {
    let object = Classes::PRONOUN_OTHER.and(Classes::REFLEXIVE);
    let quoted = |index: usize| index > floor && syntax.stretch(index - 1).is_some();
    let is_object = |index: usize| {
        syntax.is(index, object)
            && !syntax.is(index, Classes::PRONOUN.and(Classes::PRONOUN_FIRST))
            && !syntax.is_capital(index)
    };
    let lead = (floor..first).rev().take_while(|&index| is_object(index)).last();
    lead.filter(|&lead| quoted(lead) || syntax.is_comma(lead - 1) && quoted(lead - 1))
        .unwrap_or(first)
}

/// "X, the mayor," that opens the clause before token `first`: its subject.
fn is_apposed_subject(syntax: &Syntax, floor: usize, first: usize) -> bool {
    let opens = |start: usize| {
        (floor..start).all(|index| syntax.is_mark(index) || syntax.stretch(index).is_some())
    };
    let named = |phrase: &Range<usize>| {
        let comma = phrase.clone().find(|&index| syntax.is_comma(index));
        comma.is_some_and(|comma| {
            let counted = syntax.tokens.items()[comma + 1].kind == TokenKind::Number;
            (phrases::begins(syntax, comma + 1)
                || phrases::is_genitive(syntax, comma + 1)
                || syntax.is(comma + 1, Classes::RELATIVE)
                || counted)
                && (phrases::is_genitive(syntax, comma + 1)
                    || !syntax.is(comma + 1, Classes::PREPOSITION))
        })
    };
    phrases::before(syntax, floor, first)
        .is_some_and(|phrase| opens(phrase.start) && named(&phrase))
}

/// "dijo la portavoz, Name": the source with the name apposed to it, where the language's quotations are
/// signed so.
pub(in crate::quotations) fn with_name(
    syntax: &Syntax,
    sentence: &Range<usize>,
    source: Range<usize>,
) -> Range<usize> {
    let start = source.end + 1;
    if !has(syntax, "apposed-source") || !syntax.is_comma(source.end) {
        return source;
    }
    let reach = sentence.end.min(start + CLAUSE_REACH);
    let end = (start..reach).find(|&index| !syntax.is_capital(index)).unwrap_or(start);
    let closes = end >= sentence.end || syntax.is_mark(end);
    if end >= start + 2 && closes { source.start..end } else { source }
}

/// "X said": the phrase before the verb, where it can be somebody.
pub(super) fn subject(
    syntax: &Syntax,
    floor: usize,
    first: usize,
    finite: bool,
) -> Option<Range<usize>> {
    let somebody = Classes::ROLE
        .and(Classes::PRONOUN)
        .and(Classes::PRONOUN_FIRST)
        .and(Classes::DETERMINER)
        .and(Classes::POSSESSIVE);
    let source = phrases::before(syntax, floor, first)?;
    let source = with_apposed_to(syntax, floor, source);
    // "A mechanic who asked not to be named told …": the end of a relative clause is no subject.
    let participle = source.start > floor
        && syntax.is(source.start - 1, Classes::AUXILIARY.and(Classes::COPULA))
        && !source.clone().any(|index| syntax.is_capital(index) || syntax.is(index, somebody));
    let source = if participle {
        let opening = (floor.max(source.start.saturating_sub(CLAUSE_REACH))..source.start)
            .rev()
            .find(|&index| syntax.is(index, Classes::RELATIVE))?;
        phrases::before(syntax, floor, opening)?
    } else {
        source
    };
    let named = source.clone().any(|index| syntax.is_capital(index) || syntax.is(index, somebody));
    let relative = source.len() == 1 && syntax.is(source.start, Classes::RELATIVE);
    (!relative && (named || finite)).then_some(source)
}

/// "X, professor of law said": what stands without an article behind a comma goes on with the name before it.
fn with_apposed_to(syntax: &Syntax, floor: usize, source: Range<usize>) -> Range<usize> {
    let apposed = source.start > floor
        && syntax.is_comma(source.start - 1)
        && !syntax.is(source.start, Classes::CLOSED)
        && !syntax.is_capital(source.start);
    let name = apposed
        .then(|| phrases::before(syntax, floor, source.start - 1))
        .flatten()
        .filter(|name| name.clone().all(|index| syntax.is_capital(index)))
        .filter(|name| name.start == 0 || !syntax.is(name.start - 1, Classes::PREPOSITION));
    name.map_or(source.start, |name| name.start)..source.end
}

/// What may follow an inverted subject: the end, a mark, a preposition; never the verb of a clause.
fn ends_inversion(syntax: &Syntax, sentence: &Range<usize>, end: usize) -> bool {
    end >= sentence.end
        || syntax.is_mark(end)
        || syntax.is(end, Classes::PREPOSITION.and(Classes::ADVERB).and(Classes::CONJUNCTION))
            && !syntax.is(end, Classes::AUXILIARY.and(Classes::THAT))
}

/// Whether a verb at `first` can be without a subject told: it opens its sentence, but for adverbs and
/// conjunctions, or stands behind the words in marks ("«…», añadió").
pub(super) fn drops(syntax: &Syntax, sentence: &Range<usize>, first: usize) -> bool {
    let near = first < sentence.start + CLAUSE_REACH;
    let opens = near
        && (sentence.start..first).all(|index| {
            syntax.is_mark(index)
                || syntax.stretch(index).is_some()
                || syntax.is(
                    index,
                    Classes::ADVERB
                        .and(Classes::CONJUNCTION)
                        .and(Classes::REFLEXIVE)
                        .and(Classes::PRONOUN_OTHER)
                        .and(Classes::NEGATION),
                )
        });
    opens
        || first >= 2
            && (syntax.is_comma(first - 1) || is_closing(syntax, first - 1))
            && syntax.stretch(first - 2).is_some()
}

/// Where the verb is second in its clause: whether what stands before it is no subject, so that the
/// subject stands behind ("Am Montag sagte X", "Zuvor hatte X gesagt").
pub(super) fn is_fronted(syntax: &Syntax, floor: usize, first: usize) -> bool {
    let start = (floor.max(first.saturating_sub(CLAUSE_REACH))..first)
        .rev()
        .take_while(|&index| !syntax.is_mark(index) && syntax.stretch(index).is_none())
        .last()
        .unwrap_or(first);
    if start == first {
        return false;
    }
    // "und sagte": a conjunction is no part of the clause's first place.
    let start = start + usize::from(syntax.is(start, Classes::CONJUNCTION));
    let is_light = |index: usize| {
        syntax.is(index, Classes::ADVERB.and(Classes::NEGATION).and(Classes::REFLEXIVE))
    };
    start < first
        && (syntax.is(start, Classes::PREPOSITION.and(Classes::OBLIQUE))
            || (start..first).all(is_light))
}

/// The subject of the sentence: its first noun phrase or pronoun outside a prepositional opening.
pub(super) fn first_subject(syntax: &Syntax, from: usize, to: usize) -> Option<Range<usize>> {
    let mut at = from;
    while at < to {
        if syntax.stretch(at).is_some() || syntax.is_mark(at) {
            at += 1;
        } else if syntax.is(at, Classes::PREPOSITION) && !syntax.is(at, Classes::DETERMINER) {
            at = phrases::after(syntax, at + 1, to).map_or(at + 1, |phrase| phrase.end.max(at + 1));
        } else if phrases::begins(syntax, at) {
            return phrases::after(syntax, at, to);
        } else {
            at += 1;
        }
    }
    None
}

fn is_closing(syntax: &Syntax, index: usize) -> bool {
    matches!(syntax.tokens.lower(index), "—" | "–" | "―" | "\"" | "”" | "»")
}
