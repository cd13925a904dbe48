//! Noun phrases next to a verb: who stands left of it, who stands right of it.
//!
//! Without a parser, a phrase is grown from the verb outwards until a word that cannot belong to it: a
//! mark, a verb, a subordinator, an expression of time. Two marks may stand inside it: the commas of an
//! apposition ("Ms Doe, the mayor, said") and an "and" between two capitals. Who is named counts, not
//! where exactly the phrase ends, so the growth errs on the long side at "of" and on the short side
//! elsewhere.

use crate::grammar::Classes;
use crate::syntax::Syntax;
use recoupe_text::TokenKind;
use std::ops::Range;

/// How many tokens a phrase may have.
const LONGEST: usize = 24;

/// What no noun phrase holds.
const STOPS: Classes = Classes::AUXILIARY
    .and(Classes::SUBORDINATOR)
    .and(Classes::RELATIVE)
    .and(Classes::REFLEXIVE)
    .and(Classes::COPULA);

/// The subject pronouns.
const SUBJECTS: Classes = Classes::PRONOUN.and(Classes::PRONOUN_FIRST);

/// The noun phrase that ends right before token `end` (exclusive) and starts at or after `from`.
#[must_use]
pub fn before(syntax: &Syntax, from: usize, end: usize) -> Option<Range<usize>> {
    let mut last = end;
    while last > from && is_skipped(syntax, last - 1) {
        last -= 1;
    }
    if last == from {
        return None;
    }
    // "Name (party) wrote": what stands between brackets is told by the way.
    if syntax.tokens.lower(last - 1) == ")" {
        let floor = from.max(last.saturating_sub(LONGEST));
        let open = (floor..last).rev().find(|&index| syntax.tokens.lower(index) == "(")?;
        last = open;
        if last == from {
            return None;
        }
    }
    let at = last - 1;
    if syntax.is_comma(at) {
        return apposed(syntax, from, at);
    }
    if syntax.is(at, SUBJECTS) {
        return Some(at..last);
    }
    let start = grow_left(syntax, from, last);
    (start < last).then_some(start..last)
}

/// "Name, apposition," that ends with the comma at `comma`.
fn apposed(syntax: &Syntax, from: usize, comma: usize) -> Option<Range<usize>> {
    let floor = from.max(comma.saturating_sub(LONGEST));
    let opening = (floor..comma)
        .rev()
        .find(|&index| syntax.is_comma(index) && syntax.stretch(index).is_none())?;
    let start = grow_left(syntax, from, opening);
    let is_named =
        (start..opening).any(|index| syntax.is_capital(index) || syntax.is(index, Classes::ROLE));
    (start < opening && is_named).then_some(start..comma)
}

fn grow_left(syntax: &Syntax, from: usize, end: usize) -> usize {
    let mut start = end;
    while start > from && end - start < LONGEST {
        let at = start - 1;
        if syntax.stretch(at).is_some() || ends_phrase(syntax, at) {
            break;
        }
        let words = &syntax.words[at];
        if words.classes.any(SUBJECTS) {
            // "ce dernier"
            start = if start < end && determines(syntax, at) { at } else { start };
            break;
        }
        if words.classes.any(Classes::CONJUNCTION) {
            // "A and B": both sides must be names or offices.
            let both =
                at > from && is_nominal(syntax, at - 1) && start < end && is_nominal(syntax, start);
            if !both {
                break;
            }
        } else if words.classes.any(Classes::PREPOSITION) && !words.classes.any(Classes::DETERMINER)
        {
            // A preposition belongs to the phrase only with a noun on its left.
            if at == from || !is_inner(syntax, at - 1) {
                break;
            }
        } else if syntax.words[at].classes.any(Classes::REPORTING)
            && !syntax.is_capital(at)
            && start < end
        {
            // "reported" may be an adjective, but a verb is likelier.
            if !words.classes.any(Classes::ROLE) {
                break;
            }
        }
        start = at;
    }
    // A phrase does not begin with a conjunction or a comma.
    while start < end
        && (syntax.is(start, Classes::CONJUNCTION)
            || syntax.is(start, Classes::ADVERB) && !syntax.is_capital(start))
    {
        start += 1;
    }
    start
}

/// The noun phrase that begins at token `start` and ends at or before `to`.
#[must_use]
pub fn after(syntax: &Syntax, start: usize, to: usize) -> Option<Range<usize>> {
    let mut first = start;
    let adverb = |index: usize| {
        syntax.is(index, Classes::ADVERB)
            && !syntax.is_capital(index)
            && !syntax.is(index, Classes::SOURCE)
    };
    while first < to && adverb(first) {
        first += 1;
    }
    if syntax.is(first, SUBJECTS) && first < to && !determines(syntax, first) {
        return Some(first..first + 1);
    }
    let mut end = first + usize::from(syntax.is(first, SUBJECTS) && first < to);
    let mut named = false;
    while end < to && end - first < LONGEST {
        if syntax.stretch(end).is_some() {
            break;
        }
        let classes = syntax.words[end].classes;
        let is_title_stop = is_full_stop(syntax, end)
            && end > first
            && syntax.is(end - 1, Classes::TITLE)
            && syntax.is_capital(end + 1);
        // "uno de ellos": behind "of" a pronoun belongs to the phrase.
        let owner = end > first && is_genitive(syntax, end - 1);
        if !is_title_stop && (ends_phrase(syntax, end) || classes.any(SUBJECTS) && !owner) {
            break;
        }
        if classes.any(Classes::CONJUNCTION)
            && !(end > first && is_nominal(syntax, end - 1) && is_nominal(syntax, end + 1))
        {
            break;
        }
        if classes.any(Classes::PREPOSITION) && !classes.any(Classes::DETERMINER) {
            // Only "of" goes on after a name; after an office any short chain does.
            let links = is_genitive(syntax, end);
            if !links || end == first {
                break;
            }
        }
        // "nach Angaben von X 112 Menschen": a number begins another phrase, where such words do.
        if named
            && syntax.tokens.items()[end].kind == TokenKind::Number
            && !syntax.language.property("verb-second").is_empty()
        {
            break;
        }
        // "sagte Lund der Zeitung", "bestätigte Lund die Zahl": another phrase.
        if end > first
            && classes.any(Classes::APART)
            && !syntax.is_capital(end)
            && !syntax.is(end - 1, Classes::PREPOSITION.and(Classes::DETERMINER))
        {
            break;
        }
        // "die Wirtin verglich den Streit": behind a noun a word in small letters is a verb, but for the adjective of
        // another noun ("eine Gruppe junger Leute").
        if named && end > first && is_small_behind_noun(syntax, end) {
            break;
        }
        if end > first && is_past(syntax, end) && !syntax.is(end - 1, Classes::DETERMINER) {
            break;
        }
        if classes.any(Classes::ADVERB) && named && !syntax.is_capital(end) {
            break;
        }
        named |= syntax.is_capital(end) || classes.any(Classes::ROLE);
        end += 1;
    }
    // "said another": such a word may stand alone.
    let alone = syntax.is(first, Classes::PRONOUN_OTHER) && !syntax.is(first, Classes::APART);
    while end > first + usize::from(alone)
        && (syntax
            .is(end - 1, Classes::CONJUNCTION.and(Classes::PREPOSITION).and(Classes::DETERMINER))
            && !syntax.is_capital(end - 1))
    {
        end -= 1;
    }
    (first < end && (first..end).any(|index| syntax.tokens.items()[index].kind == TokenKind::Word))
        .then_some(first..end)
}

/// Whether a word that is a pronoun elsewhere belongs to the noun behind it: "ce dernier".
fn determines(syntax: &Syntax, at: usize) -> bool {
    let verb = Classes::CLOSED.and(Classes::COPULA).and(Classes::REPORTING);
    syntax.is(at, Classes::DETERMINER)
        && !syntax.is_mark(at + 1)
        && at + 1 < syntax.tokens.len()
        && !syntax.is(at + 1, verb.and(Classes::NEGATION))
}

/// Whether token `at` is a word in small letters right behind a noun, in a language whose nouns have capitals, and no
/// adjective of a noun behind it.
fn is_small_behind_noun(syntax: &Syntax, at: usize) -> bool {
    let adjective = syntax.ends_as(at, "attributive-endings");
    let other = Classes::CLOSED.and(Classes::MODIFIER).and(Classes::ROLE);
    if syntax.language.property("noun-capitals").is_empty()
        || syntax.tokens.items()[at].kind != TokenKind::Word
        || syntax.is(at, other)
        || adjective && syntax.is_capital(at + 1)
    {
        return false;
    }
    syntax.is_capital(at - 1) && !syntax.is_capital(at)
}

/// The subject that stands right behind a verb, where the language puts it there: it begins with an
/// office, a name, a word with the article, a body; and it ends where a noun without the article follows one that
/// is complete, for that begins the object ("announced the-minister closing the-port").
#[must_use]
pub fn behind_verb(syntax: &Syntax, start: usize, to: usize) -> Option<Range<usize>> {
    let definite = |index: usize| is_definite(syntax, index) && !syntax.is_capital(index);
    let phrase = after(syntax, start, to)?;
    let first = phrase.start;
    if syntax.is(first, SUBJECTS) {
        return Some(phrase);
    }
    if !(begins(syntax, first) || is_source(syntax, first)) {
        return None;
    }
    let mut end = first + 1;
    while end < phrase.end {
        let before = end - 1;
        let complete = definite(before)
            || syntax.is_capital(before)
            || syntax.is(before, Classes::DEMONYM)
            || end > first + 1 && is_source(syntax, first) && before > first;
        // "described the-minister the-storm": an office with the article is complete but for what tells more of it.
        let office = definite(before) && syntax.is(before, Classes::ROLE);
        // "described Doe the-decision": a person's name is complete.
        let office = office || syntax.is_person(before);
        let goes_on = definite(end) && (!office || syntax.is(end, Classes::MODIFIER))
            || syntax.is_capital(end)
            || syntax.is(end, Classes::DEMONYM.and(Classes::TITLE).and(Classes::CONJUNCTION))
            || is_genitive(syntax, end)
            || is_genitive(syntax, before)
            || !complete;
        if !goes_on || syntax.is(end, Classes::REPORTING) && !syntax.is_capital(end) {
            break;
        }
        end += 1;
    }
    while end > first + 1 && syntax.is(end - 1, Classes::CONJUNCTION.and(Classes::PREPOSITION)) {
        end -= 1;
    }
    Some(first..end)
}

/// What stands behind the last preposition of a phrase: the noun that a relative clause belongs to, or whose words are reported.
#[must_use]
pub fn behind_preposition(syntax: &Syntax, phrase: Range<usize>) -> Range<usize> {
    let last = phrase.clone().rev().find(|&index| syntax.is(index, Classes::PREPOSITION));
    last.filter(|last| last + 1 < phrase.end).map_or(phrase.start, |last| last + 1)..phrase.end
}

/// A word with the article written on to it, where the language does so.
pub(crate) fn is_definite(syntax: &Syntax, index: usize) -> bool {
    let article = syntax.language.property("article");
    !article.is_empty() && syntax.tokens.lower(index).starts_with(article)
}

/// A word for who may say something without being an office: the head of a body, "sources".
fn is_source(syntax: &Syntax, index: usize) -> bool {
    syntax.is(index, Classes::SOURCE.and(Classes::PEOPLE))
}

/// Whether a noun phrase can begin at `index`: a capital, a determiner, an office, a pronoun.
#[must_use]
pub fn begins(syntax: &Syntax, index: usize) -> bool {
    syntax.is_capital(index)
        || is_definite(syntax, index) && !syntax.is(index, Classes::RELATIVE)
        || syntax.is(
            index,
            Classes::DETERMINER
                .and(Classes::POSSESSIVE)
                .and(Classes::ROLE)
                .and(Classes::TITLE)
                .and(SUBJECTS)
                .and(Classes::DEMONYM),
        )
}

fn is_skipped(syntax: &Syntax, index: usize) -> bool {
    syntax.is(
        index,
        Classes::ADVERB.and(Classes::AUXILIARY).and(Classes::REFLEXIVE).and(Classes::NEGATION),
    ) && !syntax.is(index, SUBJECTS)
        && (!syntax.is_capital(index) || syntax.is(index, Classes::AUXILIARY))
}

fn ends_phrase(syntax: &Syntax, index: usize) -> bool {
    if syntax.is_mark(index) {
        let is_inner = matches!(
            syntax.tokens.lower(index),
            "." | "-" | "’" | "'" | "&" | "@" | "/" | "%" | "$" | "#"
        );
        let glued = syntax
            .tokens
            .items()
            .get(index + 1)
            .is_some_and(|next| next.span.start == syntax.tokens.items()[index].span.end);
        let after_title = index > 0
            && is_full_stop(syntax, index)
            && is_abbreviated(syntax, index - 1)
            && syntax.is_capital(index + 1);
        let belongs = is_inner && (glued || after_title);
        return !belongs;
    }
    // "erinnert sich sein Freund": the form of a verb that is a possessive before a noun.
    let owns = syntax.is(index, Classes::POSSESSIVE)
        && !syntax.is_mark(index + 1)
        && index + 1 < syntax.tokens.len();
    syntax.is(index, STOPS) && !owns && !syntax.is_capital(index)
}

fn is_abbreviated(syntax: &Syntax, index: usize) -> bool {
    syntax.is(index, Classes::TITLE)
        || syntax.tokens.lower(index).chars().count() <= 2 && syntax.is_capital(index)
}

fn is_full_stop(syntax: &Syntax, index: usize) -> bool {
    syntax.tokens.lower(index) == "."
}

fn is_nominal(syntax: &Syntax, index: usize) -> bool {
    syntax.is_capital(index)
        || syntax.is(index, Classes::ROLE.and(Classes::TITLE))
        || begins(syntax, index)
}

fn is_inner(syntax: &Syntax, index: usize) -> bool {
    !ends_phrase(syntax, index)
        && !syntax.is(
            index,
            SUBJECTS.and(Classes::PREPOSITION).and(Classes::CONJUNCTION).and(Classes::ADVERB),
        )
        && (!syntax.is(index, Classes::REPORTING)
            || syntax.is_capital(index)
            || syntax.is(index, Classes::ROLE))
}

/// A word in lower case with the ending of a past tense, where the language has one for all verbs.
fn is_past(syntax: &Syntax, index: usize) -> bool {
    let ending = syntax.language.property("past-ending");
    !ending.is_empty() && !syntax.is_capital(index) && syntax.tokens.lower(index).ends_with(ending)
}

/// The preposition that links a noun to its complement is listed in the table `properties`.
pub(crate) fn is_genitive(syntax: &Syntax, index: usize) -> bool {
    let form = syntax.tokens.lower(index);
    syntax.language.property("genitive").split('|').any(|link| link == form)
}
