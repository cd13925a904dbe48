//! Subjects behind their verb, where verbs stand first: by their article, their office, their name, or by nothing.
//!
//! Behind a verb that takes no noun as what is said, any noun is one; a name apposed to a subject belongs to it. What
//! cannot be one is left out: a time, a thing that the verb's form does not agree with, what is called something. Limits:
//! of a subject that nothing marks two words are taken, where no name ends it.

use super::between::before_subject;
use crate::grammar::{Classes, Grammar, Takes, Word};
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::{Language, PerLanguage, TokenKind, lower};
use rustc_hash::FxHashSet as HashSet;
use std::ops::Range;

/// Words for times, which stand behind a verb without being its subject: "صرح الأسبوع الماضي".
static TIMES: PerLanguage<HashSet<String>> = PerLanguage::new(|language: &'static Language| {
    let rows = language.table("calendar").rows().iter();
    rows.filter(|row| matches!(row.get(0), "unit" | "dual" | "weekday" | "month"))
        .flat_map(|row| row.alternatives(1))
        .filter(|word| !word.contains(' '))
        .map(lower)
        .collect()
});

/// Whether a word or two tell a time: "يوم", "هذا العام"; "أحد" may be a day, and is "one of" before a noun.
fn is_time(syntax: &Syntax, index: usize) -> bool {
    let times = TIMES.get(syntax.language);
    let article = syntax.language.property("article");
    let bare = |index: usize| {
        let form = syntax.tokens.lower(index);
        form.strip_prefix(article).unwrap_or(form)
    };
    if syntax.is(index, Classes::DETERMINER) {
        times.contains(bare(index + 1))
    } else {
        times.contains(syntax.tokens.lower(index))
    }
}

/// The subject behind the verb at `at`, before token `to`.
pub(super) fn subject_behind(
    syntax: &Syntax,
    word: Word,
    at: usize,
    to: usize,
) -> Option<Range<usize>> {
    let behind = before_subject(syntax, at + 1, to);
    phrases::behind_verb(syntax, behind, to)
        .or_else(|| unmarked_subject(syntax, behind, to, word.takes))
        .map(|source| with_apposed(syntax, source, to, word.takes))
        .filter(|source| word.classes.any(Classes::FINITE) && !is_time(syntax, source.start))
        .filter(|source| agrees(syntax, at, source))
        // Where the object is written on to the verb, what follows is no object.
        .filter(|source| !word.takes.any(Takes::OBJECT) || !is_described(syntax, source))
}

/// The longest subject without an article, in words, where no name ends it.
const UNMARKED: usize = 2;

/// How far behind a verb a name may begin that its subject ends in.
pub(super) const NAME_REACH: usize = 5;

/// A subject behind its verb that nothing marks as one: "قال صياد عجوز", "قالت ابنته، X". A verb that takes a noun as
/// what is said has such a subject only where somebody owns the noun and a name follows it ("أكد جاره X ذلك").
fn unmarked_subject(
    syntax: &Syntax,
    start: usize,
    to: usize,
    takes: Takes,
) -> Option<Range<usize>> {
    let adverb = syntax.language.property("adverb-ending");
    let owned = |index: usize| syntax.ends_as(index, "possessive-endings");
    let open = |index: usize| {
        is_open(syntax, index, to)
            && (syntax.is_capital(index)
                || owned(index)
                || adverb.is_empty()
                || !syntax.tokens.lower(index).ends_with(adverb))
    };
    // "قال أمامهم": a preposition with a pronoun written on to it.
    let endings = syntax.language.property("possessive-endings");
    let bare = endings.split('|').filter_map(|end| syntax.tokens.lower(start).strip_suffix(end));
    let grammar = Grammar::of(syntax.language);
    let placed = bare
        .filter(|bare| !bare.is_empty())
        .any(|bare| grammar.word(bare).classes.any(Classes::PREPOSITION));
    if !open(start) || placed {
        return None;
    }
    let run = (start..to.min(start + NAME_REACH))
        .take_while(|&index| open(index) && !begins_person(syntax, index))
        .count();
    let name = start + run + usize::from(syntax.is_comma(start + run));
    let named = name < to && begins_person(syntax, name);
    if takes.any(Takes::NOUN) && !(named && run == 1 && owned(start)) {
        return None;
    }
    if named {
        return Some(start..name_end(syntax, name, to));
    }
    let body = (start..start + run)
        .take_while(|&index| index < start + UNMARKED || syntax.is_capital(index));
    Some(start..start + body.count())
}

/// A word of no closed class outside marks of quotation, before token `to`.
fn is_open(syntax: &Syntax, index: usize, to: usize) -> bool {
    index < to
        && syntax.tokens.items()[index].kind == TokenKind::Word
        && syntax.stretch(index).is_none()
        && !syntax.is(index, Classes::CLOSED.and(Classes::REPORTING).and(Classes::NEGATION))
}

/// "وصفت القرار بأنه …": a thing right before what it is called is what is described, not who does.
fn is_described(syntax: &Syntax, source: &Range<usize>) -> bool {
    let called =
        syntax.is(source.end, Classes::PREPOSITION) && syntax.is(source.end + 1, Classes::THAT);
    called && !is_somebody(syntax, source.start)
}

/// Whether a word is known to name or describe who may speak.
fn is_somebody(syntax: &Syntax, index: usize) -> bool {
    syntax.is(index, Classes::ROLE.and(Classes::PEOPLE).and(Classes::SOURCE))
        || syntax.is_capital(index)
        || syntax.is_person(index)
}

/// Whether a subject behind the verb at `at` can be its own: a verb of a man's form has no feminine thing for one.
fn agrees(syntax: &Syntax, at: usize, source: &Range<usize>) -> bool {
    let noun = source.start;
    let starts = |property: &str| {
        let form = syntax.tokens.lower(at);
        syntax
            .language
            .property(property)
            .split('|')
            .any(|start| !start.is_empty() && form.starts_with(start))
    };
    is_somebody(syntax, noun)
        || !syntax.ends_as(noun, "feminine-nouns")
        || syntax.ends_as(at, "feminine-verbs")
        || starts("feminine-verb-starts")
}

/// "نقلت صحيفة عن مدير المطحنة أن": whose words a report relays, behind a preposition that follows the subject.
pub(super) fn relayed_from(syntax: &Syntax, from: usize, to: usize) -> Option<Range<usize>> {
    let (preposition, noun) = syntax.language.property("relayed-from").split_once('|')?;
    let near =
        (from..to.min(from + NAME_REACH)).take_while(|&index| !syntax.is(index, Classes::THAT));
    let at = near.into_iter().find(|&index| syntax.tokens.lower(index) == preposition)?;
    let mut phrase = phrases::after(syntax, at + 1, to)?;
    // "عن X قوله": the noun for what was said is no part of who said it.
    while phrase.len() > 1 && syntax.tokens.lower(phrase.end - 1).starts_with(noun) {
        phrase.end -= 1;
    }
    Some(phrase)
}

/// A subject behind its verb with the name that stands apposed to it: "القبطانة القديرة | X", "الوزير، X".
fn with_apposed(syntax: &Syntax, source: Range<usize>, to: usize, takes: Takes) -> Range<usize> {
    let is_open = |index: usize| is_open(syntax, index, to);
    let definite = |index: usize| phrases::is_definite(syntax, index);
    let adjectives = (source.end..source.end + UNMARKED)
        .take_while(|&index| is_open(index) && definite(index))
        .count();
    let end = source.end + adjectives;
    let name = end + usize::from(syntax.is_comma(end));
    if name < to && begins_person(syntax, name) {
        return source.start..name_end(syntax, name, to);
    }
    let office = source.clone().any(|index| syntax.is(index, Classes::ROLE));
    // "أمين المتحف، X، عن": between commas stands who that is.
    let close = name + (name..name + NAME_REACH).take_while(|&index| is_open(index)).count();
    let holder = name > end
        && close >= name + 2
        && syntax.is_comma(close)
        && !definite(name)
        && !syntax.ends_as(name, "adverb-ending")
        && !is_time(syntax, name);
    if holder {
        return source.start..close;
    }
    // "أكدت المتحدثة باسم الوزارة | X أن": between the subject and "that" stands no object, nor where the verb takes none.
    let words = (end..end + NAME_REACH).take_while(|&index| is_open(index)).count();
    let indefinite = words > 0 && adjectives == 0 && !definite(end) && !is_time(syntax, end);
    let object = takes.any(Takes::NOUN) || words < UNMARKED || !office;
    if indefinite && (syntax.is(end + words, Classes::THAT) || !object) {
        let name =
            (end..end + words).take_while(|&index| index < end + UNMARKED || definite(index));
        return source.start..end + name.count();
    }
    source
}

/// Whether a person's name begins at `index`, where capitals do not show it.
fn begins_person(syntax: &Syntax, index: usize) -> bool {
    syntax.begins_name(index) && syntax.is_person(index)
}

/// Where the person's name that begins at `start` ends.
fn name_end(syntax: &Syntax, start: usize, to: usize) -> usize {
    let ends = |index: &usize| !syntax.is_person(*index) || syntax.begins_name(*index);
    (start + 1..to).find(ends).unwrap_or(to)
}
