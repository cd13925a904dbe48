//! Phrases that attribute without a verb, by the table `attribution`: "according to X", "X zufolge", "wie X mitteilte".
//!
//! A row says where the source stands; the phrase counts only where somebody stands there ("according to
//! plan" has no source). Limits: a phrase that begins as another one does is read by its longest row alone.

use super::{CLAUSE_REACH, Cue, Form};
use crate::grammar::{Classes, Takes};
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::{Language, PerLanguage, Tokens};
use std::ops::Range;

/// Where the source of an attributing phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// "according to X"
    After,
    /// The same, where only a name may follow.
    AfterName,
    /// "so X": behind a comma or a mark of quotation, with nothing behind X.
    AfterEnd,
    /// "X zufolge"
    Before,
    /// "نقل مراسلنا عن X قوله": the words stand behind the phrase, whose they are behind a preposition before it.
    From,
    /// "como dijo X": a reporting verb stands between.
    Verb,
    /// "wie X mitteilte": a reporting verb ends the clause.
    VerbLast,
}

impl Place {
    fn named(name: &str) -> Self {
        match name {
            "after-name" => Self::AfterName,
            "after-end" => Self::AfterEnd,
            "before" => Self::Before,
            "from" => Self::From,
            "verb" => Self::Verb,
            "verb-last" => Self::VerbLast,
            _ => Self::After,
        }
    }
}

struct Phrases {
    /// The words of each, and where its source stands.
    forms: Vec<(Vec<String>, Place)>,
}

static PHRASES: PerLanguage<Phrases> = PerLanguage::new(|language: &'static Language| {
    let mut forms: Vec<(Vec<String>, Place)> = language
        .table("attribution")
        .rows()
        .iter()
        .map(|row| {
            let tokens = Tokens::of(row.get(0), language);
            (
                (0..tokens.len()).map(|index| tokens.lower(index).to_owned()).collect(),
                Place::named(row.get(1)),
            )
        })
        .collect();
    forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    Phrases { forms }
});

/// The cue that begins at token `at` with a phrase of the table.
pub(super) fn phrase(syntax: &Syntax, sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let is_here = |form: &[String]| {
        form.iter().enumerate().all(|(offset, word)| syntax.tokens.lower(at + offset) == word)
    };
    PHRASES
        .get(syntax.language)
        .forms
        .iter()
        .filter(|(form, _)| is_here(form) && at + form.len() <= sentence.end)
        .find_map(|(form, place)| placed(syntax, sentence, at..at + form.len(), *place))
}

/// The cue of the attributing phrase at `form`, whose source stands at `place`.
fn placed(
    syntax: &Syntax,
    sentence: &Range<usize>,
    form: Range<usize>,
    place: Place,
) -> Option<Cue> {
    let Range { start: at, mut end } = form;
    let form_end = end;
    if place == Place::From {
        let source = phrases::before(syntax, sentence.start, at)?;
        let source = phrases::behind_preposition(syntax, source);
        let cue = cue_of_phrase(at..end, source.start..end, source, None);
        return Some(Cue { form: Form::Subject, ..cue });
    }
    if place == Place::Before {
        let source = phrases::before(syntax, sentence.start, at)?;
        return Some(cue_of_phrase(at..end, source.start..end, source, None));
    }
    if end >= sentence.end {
        return None;
    }
    if place == Place::VerbLast {
        let last = clause_verb(syntax, end, sentence.end)?;
        let source = phrases::after(syntax, end, last).filter(|source| !source.is_empty())?;
        let somebody = source.clone().any(|index| phrases::begins(syntax, index));
        let reach = sentence.end.min(last + CLAUSE_REACH);
        let close = (last..reach).find(|&index| syntax.is_mark(index)).unwrap_or(reach);
        return somebody.then(|| cue_of_phrase(at..end, at..close, source, Some(last)));
    }
    let verb = (end..(end + 3).min(sentence.end)).take_while(|&index| {
        !syntax.is_capital(index)
            && syntax.is(index, Classes::FINITE.and(Classes::PARTICIPLE).and(Classes::AUXILIARY))
    });
    let verb = verb.last().filter(|&index| {
        syntax.is(index, Classes::FINITE) || syntax.is(index, Classes::PARTICIPLE) && index > end
    });
    match (place, verb) {
        (Place::Verb, None) => return None,
        // "según informó la policía"
        (_, Some(verb)) => end = verb + 1,
        _ => {}
    }
    let source = phrases::after(syntax, end, sentence.end)?;
    let opens = at == sentence.start;
    let stands = match place {
        Place::AfterName => opens && syntax.is_capital(source.start) && syntax.is_comma(source.end),
        Place::AfterEnd => {
            !opens
                && (syntax.is_comma(at - 1) || syntax.stretch(at - 1).is_some())
                && (source.end >= sentence.end
                    || syntax.is_mark(source.end)
                    // “…”, so X in his speech
                    || syntax.is_comma(at - 1)
                        && at > 1
                        && syntax.stretch(at - 2).is_some()
                        && syntax.is(source.end, Classes::PREPOSITION.and(Classes::ADVERB)))
        }
        _ => true,
    };
    // "selon que", "according to plan": a source is somebody. "stando alla polizia": the phrase ends in its article.
    let somebody = has_article(syntax, form_end - 1)
        || source.clone().any(|index| phrases::begins(syntax, index))
        // "d'après lui"
        || source.len() == 1 && syntax.is(source.start, Classes::PRONOUN_OTHER);
    if !stands || !somebody {
        return None;
    }
    Some(cue_of_phrase(at..end, at..source.end, source, None))
}

/// Whether the word is a preposition and an article in one: "della".
fn has_article(syntax: &Syntax, index: usize) -> bool {
    syntax.is_among(index, "merged-articles")
}

fn cue_of_phrase(
    tokens: Range<usize>,
    clause: Range<usize>,
    source: Range<usize>,
    particle: Option<usize>,
) -> Cue {
    Cue {
        tokens,
        clause,
        source: Some(source),
        takes: Takes::QUOTE_AND_CLAUSE,
        form: Form::Phrase,
        particle,
        dropped: false,
        referent: None,
    }
}

/// The reporting verb that ends the clause from `from` on, before its first mark: "wie X am Montag mitteilte".
fn clause_verb(syntax: &Syntax, from: usize, to: usize) -> Option<usize> {
    let to = to.min(from + CLAUSE_REACH);
    let end = (from..to).find(|&index| syntax.is_mark(index)).unwrap_or(to);
    let reports = |index: usize| {
        index > from
            && !syntax.is_capital(index)
            && syntax.is(index, Classes::FINITE.and(Classes::PARTICIPLE))
    };
    let last = end.checked_sub(1)?;
    if reports(last) {
        return Some(last);
    }
    (syntax.is(last, Classes::AUXILIARY) && last > 0 && reports(last - 1)).then(|| last - 1)
}
