//! Subjects where the verb stands first: right behind it, put in front by a word of its own, or none.
//!
//! Behind the verb a subject is known by its article, its office or its name; behind a verb that takes no noun as what is
//! said, any noun is one. A name apposed to a subject belongs to it. Limits: of a subject that nothing marks two words are
//! taken, where no name ends it.

use super::Cue;
use super::between::before_subject;
use super::in_front::{definite, fronted, person_in_front, topic};
use super::subjects::subject;
use crate::grammar::{Classes, Grammar, Takes};
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
    let behind = before_subject(syntax, at + 1, sentence.end);
    let source = phrases::behind_verb(syntax, behind, sentence.end)
        .or_else(|| unmarked_subject(syntax, behind, sentence.end, word.takes))
        .map(|source| with_apposed(syntax, source, sentence.end, word.takes))
        .filter(|source| finite && !is_time(syntax, source.start));
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
        && let Some(name) = person_in_front(syntax, floor, first)
    {
        return Some(Placed { clause: name.start..at + 1, source: Some(name) });
    }
    if let Some(source) = source {
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

/// The longest subject without an article, in words, where no name ends it.
const UNMARKED: usize = 2;

/// How far behind a verb a name may begin that its subject ends in.
const NAME_REACH: usize = 5;

/// A subject behind its verb that nothing marks as one: "قال صياد عجوز", "قالت ابنته، X". A verb that takes a noun as
/// what is said has such a subject only where somebody owns the noun and a name follows it ("أكد جاره X ذلك").
fn unmarked_subject(
    syntax: &Syntax,
    start: usize,
    to: usize,
    takes: Takes,
) -> Option<Range<usize>> {
    let adverb = syntax.language.property("adverb-ending");
    let owned = |index: usize| ends_in(syntax, index, "possessive-endings");
    let open = |index: usize| {
        index < to
            && syntax.tokens.items()[index].kind == TokenKind::Word
            && syntax.stretch(index).is_none()
            && !syntax.is(index, Classes::CLOSED.and(Classes::NEGATION).and(Classes::REPORTING))
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

/// A subject behind its verb with the name that stands apposed to it: "القبطانة القديرة | X", "الوزير، X".
fn with_apposed(syntax: &Syntax, source: Range<usize>, to: usize, takes: Takes) -> Range<usize> {
    let article = syntax.language.property("article");
    let is_open = |index: usize| {
        index < to
            && syntax.tokens.items()[index].kind == TokenKind::Word
            && syntax.stretch(index).is_none()
            && !syntax.is(index, Classes::CLOSED.and(Classes::REPORTING).and(Classes::NEGATION))
    };
    let definite =
        |index: usize| !article.is_empty() && syntax.tokens.lower(index).starts_with(article);
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
        && !ends_in(syntax, name, "adverb-ending")
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

/// Whether a word has one of the endings of a property.
fn ends_in(syntax: &Syntax, index: usize, property: &str) -> bool {
    let form = syntax.tokens.lower(index);
    let mut endings = syntax.language.property(property).split('|');
    endings.any(|ending| !ending.is_empty() && form.ends_with(ending))
}
