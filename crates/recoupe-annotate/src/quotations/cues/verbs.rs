//! Cues that are verbs: which forms of a reporting verb report here, and where their subject is looked for.
//!
//! The order of the places is the order of their certainty: a clitic on the verb, the places that a
//! language's order of words sets, the subject behind, the subject before, none at all. Limits: a form
//! that is a noun too counts as a verb wherever no article, preposition or number stands before it.

use super::auxiliaries::{auxiliary, has_preposition, is_causative, is_passive};
use super::subjects::{behind_objects, drops, first_subject, inverted, is_fronted, subject};
use super::verb_first::{Placed, placed};
use super::{CLAUSE_REACH, Cue, Form, has};
use crate::grammar::{Classes, Takes};
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::TokenKind;
use std::ops::Range;

/// The cue whose verb stands at token `at`; `earlier` are those before it in the sentence.
pub(super) fn verb(
    syntax: &Syntax,
    sentence: &Range<usize>,
    at: usize,
    earlier: &[Cue],
) -> Option<Cue> {
    let word = syntax.words[at];
    if !is_verb(syntax, sentence, at) {
        return None;
    }
    // "musste um Ruhe bitten": behind a modal the form is an infinitive, and nobody is told to have said it.
    if word.classes.any(Classes::INFINITIVE)
        && has(syntax, "verb-second")
        && is_framed(syntax, sentence, at)
    {
        return None;
    }
    let floor = earlier.last().map_or(sentence.start, |cue| cue.clause.end.max(sentence.start));
    let auxiliary = auxiliary(syntax, floor, at);
    let finite = word.classes.any(Classes::FINITE);
    if !finite && word.classes.any(Classes::PARTICIPLE) {
        auxiliary?;
    } else if !finite && word.classes.any(Classes::GERUND) {
        return Some(dependent(syntax, at, word.takes, auxiliary, earlier, floor));
    } else if !finite {
        infinitive(syntax, word.takes, auxiliary?, at)?;
    }
    let first = auxiliary.unwrap_or(at);
    if let Some((source, form)) = clitic(syntax, sentence, first, at) {
        let end = source.end.max(at + 1);
        return Some(Cue {
            tokens: first..end,
            clause: first..end,
            source: Some(source),
            takes: word.takes,
            form,
            particle: None,
            dropped: false,
            referent: None,
        });
    }
    if is_passive(syntax, first, at) {
        return None;
    }
    let tokens = first..at + 1;
    let particle = (word.particle > 0).then(|| at + word.particle as usize);
    let found = |clause: Range<usize>, source: Option<Range<usize>>, form: Form| {
        Some(Cue {
            tokens: tokens.clone(),
            clause,
            source,
            takes: word.takes,
            form,
            particle,
            dropped: false,
            referent: None,
        })
    };
    if has(syntax, "verb-second") && is_fronted(syntax, floor, first) {
        let to = if first < at { at } else { sentence.end };
        let source = phrases::after(syntax, first + 1, to)
            .filter(|source| source.clone().any(|index| phrases::begins(syntax, index)));
        return source.and_then(|source| {
            let end = source.end.max(at + 1);
            found(first..end, Some(source), Form::Subject)
        });
    }
    // "…“, hat er am Abend gesagt": the words in marks stand first.
    if has(syntax, "verb-second")
        && first < at
        && follows_marks(syntax, floor, first)
        && let Some(source) = phrases::after(syntax, first + 1, at)
    {
        return found(first..at + 1, Some(source), Form::Inverted);
    }
    if has(syntax, "verb-first") {
        let Placed { clause, source } = placed(syntax, sentence, (first, at), earlier, floor)?;
        let dropped = source.is_none();
        return found(clause, source, Form::Subject).map(|cue| Cue { dropped, ..cue });
    }
    // "les gritó X", "leur a lancé X": what is told to whom stands before the verb.
    let lead = behind_objects(syntax, floor, first);
    if let Some(source) = inverted(syntax, sentence, floor, lead, at) {
        return found(lead..source.end, Some(source), Form::Inverted);
    }
    if let Some(source) = subject(syntax, floor, first, finite) {
        return found(source.start..at + 1, Some(source), Form::Subject);
    }
    if first > floor && syntax.is(first - 1, Classes::RELATIVE) {
        let comma = usize::from(first - 1 > floor && syntax.is_comma(first - 2));
        let source = phrases::before(syntax, floor, first - 1 - comma);
        return found(first - 1..at + 1, source, Form::Subject);
    }
    if has(syntax, "pro-drop") && finite_here(syntax, first, at) && drops(syntax, sentence, first) {
        return found(first..at + 1, None, Form::Subject).map(|cue| Cue { dropped: true, ..cue });
    }
    // "et l'a qualifié": the object stands in front of the verb.
    let object = Classes::PRONOUN_OTHER.and(Classes::REFLEXIVE).and(Classes::NEGATION);
    let lead = (floor..first)
        .rev()
        .take_while(|&index| syntax.is(index, object) || is_elided(syntax, index))
        .last()
        .unwrap_or(first);
    let shares = lead > floor
        && (syntax.is(lead - 1, Classes::CONJUNCTION.and(Classes::ADVERB))
            || syntax.is_comma(lead - 1));
    (shares && (finite || auxiliary.is_some()))
        .then(|| dependent(syntax, at, word.takes, auxiliary, earlier, floor))
}

/// "to say", "a refusé de dire": an infinitive reports only behind its own auxiliary ("did say"); some only behind a verb
/// that makes others do a thing ("a fait savoir").
fn infinitive(syntax: &Syntax, takes: Takes, first: usize, at: usize) -> Option<()> {
    let caused = || (first..at).any(|index| is_causative(syntax, index, at));
    let stands = !has_preposition(syntax, first, at) && (!takes.any(Takes::CAUSED) || caused());
    stands.then_some(())
}

/// Whether the word is used as a verb: no name, and no noun behind an article or a preposition.
fn is_verb(syntax: &Syntax, sentence: &Range<usize>, at: usize) -> bool {
    let classes = syntax.words[at].classes;
    if !classes.any(Classes::REPORTING) || syntax.tokens.items()[at].kind != TokenKind::Word {
        return false;
    }
    if at == sentence.start {
        return true;
    }
    // "the report", "his call"; but "il les dit", where the article's form is a pronoun.
    let pronoun =
        Classes::PRONOUN.and(Classes::AUXILIARY).and(Classes::RELATIVE).and(Classes::PRONOUN_OTHER);
    let determined = syntax.is(at - 1, Classes::DETERMINER.and(Classes::POSSESSIVE))
        && !syntax.is(at - 1, pronoun);
    let prepositional = syntax.is(at - 1, Classes::PREPOSITION)
        && !classes.any(Classes::GERUND.and(Classes::INFINITIVE));
    // "Dem hielt X entgegen": where nouns have capitals, a small word is none; a participle may be an adjective.
    let finite = has(syntax, "noun-capitals") && !classes.any(Classes::PARTICIPLE);
    let noun = determined && !finite && !classes.any(Classes::GERUND);
    // "عبر البحر": a verb that is a preposition too begins its clause.
    let begins = syntax.is_mark(at - 1)
        || syntax.is(at - 1, Classes::CONJUNCTION.and(Classes::AUXILIARY).and(Classes::THAT))
        || syntax.is(at - 1, Classes::SUBORDINATOR.and(Classes::RELATIVE).and(Classes::PRONOUN));
    if classes.any(Classes::PREPOSITION) && !begins {
        return false;
    }
    // "the October 2024 state visit"
    let counted = syntax.tokens.items()[at - 1].kind == TokenKind::Number;
    !syntax.is_capital(at) && !noun && !prepositional && !counted
}

/// Whether the word is an article or a pronoun whose vowel is left out: "l'".
fn is_elided(syntax: &Syntax, index: usize) -> bool {
    syntax.tokens.lower(index).ends_with('\'') && syntax.is(index, Classes::DETERMINER)
}

/// Whether the form at `at` ends a clause with an auxiliary in it.
fn is_framed(syntax: &Syntax, sentence: &Range<usize>, at: usize) -> bool {
    let ends = at + 1 >= sentence.end || syntax.is_mark(at + 1);
    ends && (sentence.start.max(at.saturating_sub(CLAUSE_REACH))..at)
        .rev()
        .take_while(|&index| !syntax.is_mark(index) && syntax.stretch(index).is_none())
        .any(|index| syntax.is(index, Classes::AUXILIARY))
}

/// Whether words in marks stand right before token `first`, with a comma between or none.
fn follows_marks(syntax: &Syntax, floor: usize, first: usize) -> bool {
    let before = |index: usize| index > floor && syntax.stretch(index - 1).is_some();
    before(first) || first > floor && syntax.is_comma(first - 1) && before(first - 1)
}

/// "a-t-il dit": the subject written onto the auxiliary.
fn clitic(
    syntax: &Syntax,
    sentence: &Range<usize>,
    first: usize,
    at: usize,
) -> Option<(Range<usize>, Form)> {
    let pronoun = (first..(at + 2).min(sentence.end)).find(|&index| is_clitic(syntax, index))?;
    Some((pronoun..pronoun + 1, Form::Inverted))
}

/// A cue whose source is that of the clause it hangs on.
fn dependent(
    syntax: &Syntax,
    at: usize,
    takes: Takes,
    auxiliary: Option<usize>,
    earlier: &[Cue],
    floor: usize,
) -> Cue {
    let first = auxiliary.unwrap_or(at);
    let near = phrases::before(syntax, floor, first).filter(|phrase| {
        !phrase.is_empty()
            && first > 0
            && !syntax.is_comma(first - 1)
            && !syntax.is(first - 1, Classes::PREPOSITION)
            && (phrase.start == 0 || !syntax.is(phrase.start - 1, Classes::PREPOSITION))
            && phrase
                .clone()
                .any(|index| syntax.is_capital(index) || syntax.is(index, Classes::ROLE))
    });
    let last = earlier.last();
    let source = near.or_else(|| match last {
        // "وأضاف قائلا": where the verb before has dropped its subject, both have.
        Some(cue) if cue.dropped => None,
        _ => {
            last.and_then(|cue| cue.source.clone()).or_else(|| first_subject(syntax, floor, first))
        }
    });
    Cue {
        tokens: first..at + 1,
        clause: first..at + 1,
        dropped: source.is_none() && has(syntax, "pro-drop") && reports_behind(syntax, at),
        source,
        takes,
        form: Form::Dependent,
        particle: None,
        referent: None,
    }
}

/// Whether what is said follows the verb: marks, "that", or "to the effect that".
fn reports_behind(syntax: &Syntax, at: usize) -> bool {
    let next = at + 1;
    let that = next + usize::from(syntax.is(next, Classes::PREPOSITION));
    syntax.is_mark(next) || syntax.stretch(next).is_some() || syntax.is(that, Classes::THAT)
}

/// A finite form stands by itself or behind its auxiliary.
fn finite_here(syntax: &Syntax, first: usize, at: usize) -> bool {
    first < at || syntax.is(at, Classes::FINITE)
}

pub(in crate::quotations) fn is_clitic(syntax: &Syntax, index: usize) -> bool {
    syntax.tokens.lower(index).starts_with('-') && syntax.is(index, Classes::PRONOUN)
}
