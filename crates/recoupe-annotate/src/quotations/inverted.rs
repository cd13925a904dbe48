//! Cues by their place: « …, » résume la maire; “…,” scoffs the mayor; „…“, klagt die Bürgermeisterin.
//!
//! Nearly every verb may report behind marks of quotation, and no table holds them all. Where a comma (or the mark that
//! ends a question or a call) stands between the words and a word in small letters that is in no closed class, and a noun
//! phrase follows it and ends the clause, the word is the verb and the phrase its subject; where subjects are dropped, the
//! verb may end the clause alone. Limits: only behind the marks,
//! only inversion; a verb of the tables is read elsewhere, with its auxiliaries.

use super::Marked;
use super::cues::{Cue, Form, is_clitic};
use crate::grammar::{Classes, Takes};
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::TokenKind;
use std::ops::Range;

/// The fewest words between marks that such a verb reports: shorter ones are names and titles.
const FEWEST: usize = 4;

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
        // A pronoun written on to its verb leaves no doubt: « Trois », corrige-t-elle.
        let clitic = cue.source.as_ref().is_some_and(|source| is_clitic(syntax, source.start));
        (words >= FEWEST || clitic).then_some(cue)
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
    let object = Classes::REFLEXIVE.and(Classes::PRONOUN_OTHER);
    let verb = first + usize::from(syntax.is(first, object));
    if verb >= sentence.end || !may_be_verb(syntax, verb) {
        return None;
    }
    let start = verb + 1;
    let drops = !syntax.language.property("pro-drop").is_empty();
    if drops && parted && (start >= sentence.end || syntax.is_mark(start)) {
        // «…», protesta.
        return Some(Cue {
            tokens: first..start,
            clause: first..start,
            source: None,
            takes: Takes::QUOTE,
            form: Form::Subject,
            particle: None,
            dropped: true,
            referent: None,
        });
    }
    if start >= sentence.end {
        return None;
    }
    let source = if is_clitic(syntax, start) {
        start..start + 1
    } else {
        let noun = syntax.is_capital(start)
            || syntax.is(start, Classes::DETERMINER)
            || syntax.is(start, Classes::POSSESSIVE);
        if !noun {
            return None;
        }
        phrases::after(syntax, start, sentence.end.min(start + LONGEST))?
    };
    let end = source.end;
    let closes = end >= sentence.end
        || syntax.is_mark(end)
        || syntax.stretch(end).is_some()
        || syntax.is(end, Classes::PREPOSITION)
        || syntax.is(end, Classes::RELATIVE);
    (closes && syntax.stretch(start).is_none()).then(|| Cue {
        tokens: first..verb + 1,
        clause: first..end,
        source: Some(source),
        takes: Takes::QUOTE,
        form: Form::Inverted,
        particle: None,
        dropped: false,
        referent: None,
    })
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
