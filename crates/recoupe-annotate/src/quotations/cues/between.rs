//! What may stand between a verb and its subject behind it: "ayer a la prensa", "sich", "les bras croisés".
//!
//! A phrase that a word of the property `before-subject` opens, a pronoun that is no subject, a few words between commas.
//! Where the phrase runs into the subject, it ends before an office with its article, behind a day, behind an agency's
//! name, or before a name that no office joins to it. Limits: a newspaper's name before a person's is not parted from it.

use crate::grammar::Classes;
use crate::names::is_calendar;
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::{Language, lower};
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

/// Behind what may stand between a verb and its subject: "declaró ayer a la prensa X", "relató desde el
/// hospital X".
pub(in crate::quotations) fn before_subject(syntax: &Syntax, at: usize, to: usize) -> usize {
    let opens = |at: usize| syntax.is_among(at, "before-subject");
    let mut start = behind_aside(syntax, at, to);
    for _ in 0..2 {
        // "erinnert sich X", "antwortet ihr X"
        while start < to
            && syntax.is(start, Classes::REFLEXIVE.and(Classes::OBLIQUE))
            && is_light(syntax, start)
        {
            start += 1;
        }
        // "a déclaré samedi aux médias X"
        let day = (start..to.min(start + 2))
            .find(|&index| !syntax.is(index, Classes::ADVERB) && !is_calendar(syntax, index));
        start = day.filter(|&day| opens(day)).unwrap_or(start);
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
    let joins = Classes::CLOSED
        .and(Classes::ROLE)
        .and(Classes::TITLE)
        .and(Classes::SOURCE)
        .and(Classes::PEOPLE);
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
