//! The subject of a reporting verb: left of it, right of it, or none.
//!
//! Behind the verb a subject counts only where the clause opens with the verb or words in marks stand before
//! it; what may stand between the two is a property of the language. Limits: who is named counts, not where
//! exactly the phrase ends.

use super::{CLAUSE_REACH, has};
use crate::grammar::{Classes, Grammar, Takes};
use crate::names::is_calendar;
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::{Language, TokenKind, lower};
use rustc_hash::FxHashSet as HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// The names of agencies that are one word, in small letters, of all languages: reporters are spoken to there.
static AGENCIES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let rows = Language::all().iter().flat_map(|language| language.table("agencies").rows());
    rows.flat_map(|row| row.alternatives(1)).filter(|name| !name.contains(' ')).map(lower).collect()
});

/// How many words between commas may stand between a verb and its subject.
const ASIDE: usize = 4;

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
    if thing
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
                || syntax.is(comma + 1, Classes::RELATIVE)
                || counted)
                && !syntax.is(comma + 1, Classes::PREPOSITION)
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

/// Behind what may stand between a verb and its subject: "declaró ayer a la prensa X", "relató desde el
/// hospital X".
pub(in crate::quotations) fn before_subject(syntax: &Syntax, at: usize, to: usize) -> usize {
    let marks = syntax.language.property("before-subject");
    let opens = |at: usize| {
        let form = syntax.tokens.lower(at);
        !marks.is_empty() && marks.split('|').any(|mark| mark == form)
    };
    let mut start = behind_aside(syntax, at, to);
    for _ in 0..2 {
        // "erinnert sich X", "antwortet ihr X"
        while start < to
            && syntax.is(start, Classes::REFLEXIVE.and(Classes::OBLIQUE))
            && is_light(syntax, start)
        {
            start += 1;
        }
        if opens(start)
            && let Some(phrase) = phrases::after(syntax, start + 1, to)
        {
            // "am Montag der Vorsitzende", "in der Sitzung die Ministerin": another phrase.
            let day = is_calendar(syntax, phrase.start).then_some(phrase.start + 1);
            let office = (phrase.start + 1..phrase.end).find(|&index| {
                syntax.is(index, Classes::DETERMINER)
                    && !syntax.is(index, Classes::OBLIQUE)
                    && syntax.is(index + 1, Classes::ROLE.and(Classes::TITLE))
            });
            if let Some(cut) = day.filter(|&cut| cut < to).or(office) {
                start = cut;
                continue;
            }
            let next = phrase.end < to && phrases::begins(syntax, phrase.end);
            start = joined_name(syntax, &phrase).filter(|_| !next).unwrap_or(phrase.end);
        }
    }
    start
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
    let named = source.clone().any(|index| syntax.is_capital(index) || syntax.is(index, somebody));
    let relative = source.len() == 1 && syntax.is(source.start, Classes::RELATIVE);
    (!relative && (named || finite)).then_some(source)
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

/// Behind a few words between commas: "murmure, les bras croisés, X".
fn behind_aside(syntax: &Syntax, at: usize, to: usize) -> usize {
    if !syntax.is_comma(at) {
        return at;
    }
    let close = (at + 2..to.min(at + 2 + ASIDE)).find(|&index| syntax.is_mark(index));
    let unmarked = |close: &usize| (at..*close).all(|index| syntax.stretch(index).is_none());
    close
        .filter(|&close| syntax.is_comma(close) && phrases::begins(syntax, close + 1))
        .filter(unmarked)
        .map_or(at, |close| close + 1)
}

/// Where a name begins that no office joins to the noun before it: "desde la cubierta | Ana Gil".
fn joined_name(syntax: &Syntax, phrase: &Range<usize>) -> Option<usize> {
    let joins = Classes::CLOSED.and(Classes::ROLE).and(Classes::TITLE).and(Classes::SOURCE);
    (phrase.start + 1..phrase.end).find(|&index| {
        let before = index - 1;
        let named = syntax.is_capital(index) || syntax.is(index, Classes::TITLE);
        // "à l'AFP | X": an agency's name is whole.
        let told = AGENCIES.contains(syntax.tokens.lower(before));
        named && told
            || named
                && !syntax.is_mark(before)
                && !syntax.is_capital(before)
                && !syntax.is(before, joins)
    })
}

/// A pronoun that is no subject and stands alone: no determiner of a noun behind it.
fn is_light(syntax: &Syntax, index: usize) -> bool {
    syntax.is(index, Classes::PRONOUN_OTHER.and(Classes::REFLEXIVE))
        && !syntax.is(index, Classes::DETERMINER.and(Classes::POSSESSIVE))
}

/// The longest subject without an article, in words, where no name ends it.
const UNMARKED: usize = 2;

/// How far behind a verb a name may begin that its subject ends in.
const NAME_REACH: usize = 5;

/// A subject behind its verb that nothing marks as one: "قال صياد عجوز", "قالت ابنته، X". A verb that takes a noun as
/// what is said has such a subject only where somebody owns the noun and a name follows it ("أكد جاره X ذلك").
pub(super) fn unmarked_subject(
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
pub(super) fn with_apposed(
    syntax: &Syntax,
    source: Range<usize>,
    to: usize,
    takes: Takes,
) -> Range<usize> {
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
    // "أكدت المتحدثة باسم الوزارة | X أن": between the subject and "that" stands no object, nor where the verb takes none.
    let words = (end..end + NAME_REACH).take_while(|&index| is_open(index)).count();
    let indefinite = words > 0 && adjectives == 0 && !definite(end);
    let office = source.clone().any(|index| syntax.is(index, Classes::ROLE));
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

/// The subject put in front of the verb at `first`, by the two words of `topic-mark`: "أما X فقال".
pub(super) fn topic(syntax: &Syntax, start: usize, first: usize) -> Option<Range<usize>> {
    let (mark, answer) = syntax.language.property("topic-mark").split_once('|')?;
    let mark = lower(mark);
    let opens = |at: &usize| syntax.tokens.lower(*at) == mark;
    let at = (start..first.min(start + 2)).find(opens)?;
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
