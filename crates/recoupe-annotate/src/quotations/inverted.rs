//! Cues by their place: « …, » résume la maire; “…,” scoffs the mayor; „…“, klagt die Bürgermeisterin.
//!
//! Nearly every verb may report behind marks of quotation, and no table holds them all. Where a comma (or the mark that
//! ends a question or a call) stands between the words and a word in small letters that is in no closed class, and a noun
//! phrase follows it and ends the clause, the word is the verb and the phrase its subject; where subjects are dropped, the
//! verb may end the clause alone. Limits: only behind the marks,
//! only inversion; a verb of the tables is read elsewhere, with its auxiliaries.

use super::Marked;
use super::cues::{Cue, Form, before_subject, is_clitic, with_name};
use crate::grammar::{Classes, Takes};
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::TokenKind;
use std::ops::Range;

/// The fewest words between marks that such a verb reports: shorter ones are names and titles.
const FEWEST: usize = 4;

/// The same where a subject follows it.
const FEWEST_NAMED: usize = 2;

/// The longest subject, in tokens.
const LONGEST: usize = 16;

/// The cues of a sentence (a range of tokens) that only their place tells, beside those that were `found`.
pub(super) fn inverted(syntax: &Syntax, sentence: &Range<usize>, found: &[Cue]) -> Vec<Cue> {
    let within = |stretch: &&Marked| {
        let outer = syntax.within(stretch.outer);
        sentence.contains(&outer.start) && outer.end < sentence.end
    };
    let report = |stretch: &Marked| {
        let words = syntax.within(stretch.inner).filter(|index| !syntax.is_mark(*index)).count();
        let cue = behind(syntax, sentence, syntax.within(stretch.outer).end)?;
        // A pronoun written on to its verb leaves no doubt: « Non », tranche-t-elle.
        let clitic = cue.source.as_ref().is_some_and(|source| is_clitic(syntax, source.start));
        (words >= FEWEST || clitic || words >= FEWEST_NAMED && cue.source.is_some()).then_some(cue)
    };
    syntax
        .marked
        .iter()
        .filter(within)
        .filter_map(report)
        .filter(|cue| {
            found.iter().all(|held| {
                held.clause.end <= cue.clause.start || held.clause.start >= cue.clause.end
            })
        })
        .collect()
}

/// The cue that begins at `at`, right behind the closing mark.
fn behind(syntax: &Syntax, sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let parted = syntax.is_comma(at);
    let called = at >= 2 && matches!(syntax.tokens.lower(at - 2), "," | "!" | "?" | "…");
    if !parted && !called {
        return None;
    }
    let first = at + usize::from(parted);
    if !syntax.language.property("subject-first").is_empty()
        && let Some(cue) = named_first(syntax, sentence, first)
    {
        return Some(cue);
    }
    let verb = verb_at(syntax, sentence, first)?;
    let start = verb + 1;
    let cue = |end: usize, source: Option<Range<usize>>| Cue {
        tokens: first..verb + 1,
        clause: first..end,
        takes: Takes::QUOTE,
        form: if source.is_some() { Form::Inverted } else { Form::Subject },
        particle: None,
        dropped: source.is_none(),
        source,
        referent: None,
    };
    let drops = !syntax.language.property("pro-drop").is_empty();
    if drops && parted && (start >= sentence.end || syntax.is_mark(start)) {
        // «…», insiste.
        return Some(cue(start, None));
    }
    if start >= sentence.end {
        return None;
    }
    if is_clitic(syntax, start) {
        return closes(syntax, sentence, start + 1).then(|| cue(start + 1, Some(start..start + 1)));
    }
    let start = before_subject(syntax, start, sentence.end);
    let second = !syntax.language.property("verb-second").is_empty();
    // "wunderte er sich": where the verb is second the pronoun follows it unmarked.
    let noun = syntax.is(start, Classes::SOURCE.and(Classes::PEOPLE))
        || phrases::begins(syntax, start) && (second || !syntax.is(start, Classes::PRONOUN));
    // "muttered one at the back"
    let one = called
        && syntax.is(start, Classes::PRONOUN_OTHER)
        && !syntax.is(start, Classes::OBLIQUE.and(Classes::REFLEXIVE))
        && syntax.is(start + 1, Classes::PREPOSITION);
    if one {
        return Some(cue(start + 1, Some(start..start + 1)));
    }
    let source =
        noun.then(|| phrases::after(syntax, start, sentence.end.min(start + LONGEST))).flatten()?;
    let source = with_name(syntax, sentence, source);
    (closes(syntax, sentence, source.end) && syntax.stretch(start).is_none())
        .then(|| cue(source.end, Some(source)))
}

/// The verb that the words from `first` on begin with: "insiste", "s'impatiente", "avait longuement pesté".
fn verb_at(syntax: &Syntax, sentence: &Range<usize>, first: usize) -> Option<usize> {
    let object = Classes::REFLEXIVE.and(Classes::PRONOUN_OTHER);
    let verb = first + usize::from(syntax.is(first, object));
    let reach = sentence.end.min(verb + 4);
    let light = Classes::AUXILIARY.and(Classes::ADVERB).and(Classes::NEGATION);
    let verb = if syntax.is(verb, Classes::AUXILIARY) {
        let open = |index: &usize| {
            !syntax.is(*index, light) && !is_clitic(syntax, *index) && may_be_verb(syntax, *index)
        };
        // "avait longuement pesté le maire": the word before the subject, with an adverb of no table before it.
        // "a pour sa part": behind a preposition stands no verb.
        let mut open =
            (verb..reach).take_while(|&index| !syntax.is(index, Classes::PREPOSITION)).filter(open);
        let first = open.next()?;
        open.next().filter(|&next| next == first + 1).unwrap_or(first)
    } else {
        verb
    };
    (verb < sentence.end && may_be_verb(syntax, verb)).then_some(verb)
}

/// "…," the harbour pilot, Doe, signalled at noon: where subjects stand first, the word behind the name with the ending of
/// a past tense is the verb.
fn named_first(syntax: &Syntax, sentence: &Range<usize>, first: usize) -> Option<Cue> {
    let source = phrases::after(syntax, first, sentence.end.min(first + LONGEST))?;
    if let Some(cue) = present(syntax, sentence, &source) {
        return Some(cue);
    }
    let pronoun = syntax.is(source.start, Classes::PRONOUN);
    let mut end = source.end;
    if syntax.is_comma(end) && !pronoun {
        // "the first officer, Doe,"
        let close = (end + 1..sentence.end.min(end + LONGEST)).find(|&index| syntax.is_mark(index));
        end = close.filter(|&close| syntax.is_comma(close)).map_or(end, |close| close + 1);
    }
    let ending = syntax.language.property("past-ending");
    let verb = end + usize::from(syntax.is(end, Classes::ADVERB));
    let past = !ending.is_empty()
        && verb < sentence.end
        && syntax.tokens.lower(verb).ends_with(ending)
        && may_be_verb(syntax, verb);
    let told = pronoun && syntax.is(end, Classes::AUXILIARY);
    let named = pronoun || source.clone().any(|index| phrases::begins(syntax, index));
    if !(named && (past || told)) {
        return None;
    }
    let verb = if past { verb } else { end };
    let source = source.start..if end > source.end { end - 1 } else { source.end };
    Some(behind_subject(source, verb))
}

/// "…," Doe sighs: a name, and a word that ends as a present tense does and ends the clause.
fn present(syntax: &Syntax, sentence: &Range<usize>, source: &Range<usize>) -> Option<Cue> {
    let ending = syntax.language.property("present-ending");
    let verb = source.end - 1;
    let fits = !ending.is_empty()
        && verb > source.start
        && syntax.tokens.lower(verb).ends_with(ending)
        && may_be_verb(syntax, verb)
        && (source.start..verb).all(|index| syntax.is_capital(index))
        && (verb + 1 >= sentence.end || syntax.is_mark(verb + 1));
    fits.then(|| behind_subject(source.start..verb, verb))
}

/// The cue of a verb that stands behind its subject.
fn behind_subject(source: Range<usize>, verb: usize) -> Cue {
    Cue {
        tokens: verb..verb + 1,
        clause: source.start..verb + 1,
        source: Some(source),
        takes: Takes::QUOTE,
        form: Form::Subject,
        particle: None,
        dropped: false,
        referent: None,
    }
}

/// Whether the clause may end at token `end`.
fn closes(syntax: &Syntax, sentence: &Range<usize>, end: usize) -> bool {
    end >= sentence.end
        || syntax.is_mark(end)
        || syntax.stretch(end).is_some()
        || syntax.is(
            end,
            Classes::PREPOSITION
                .and(Classes::RELATIVE)
                .and(Classes::ADVERB)
                .and(Classes::REFLEXIVE),
        )
}

/// A word in small letters that is in no closed class.
fn may_be_verb(syntax: &Syntax, index: usize) -> bool {
    let token = syntax.tokens.items()[index];
    token.kind == TokenKind::Word
        && !syntax.is_capital(index)
        && syntax.stretch(index).is_none()
        && !syntax.is(index, Classes::CLOSED)
        && token.span.len() >= 3
}
