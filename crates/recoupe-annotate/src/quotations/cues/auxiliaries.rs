//! The auxiliaries of a reporting verb: "has since said", "hat … am Montag in Berlin gesagt".
//!
//! They stand left of the verb with light words between; where the verb is second in its clause and the
//! participle ends it, anything may. Limits: an auxiliary behind its verb („gesagt hat“) is not looked for.

use super::{has, is_clitic};
use crate::grammar::Classes;
use crate::syntax::Syntax;

/// How far left of a participle its auxiliary may stand.
const AUXILIARY_REACH: usize = 7;

/// The same where the two frame the clause.
const BRACKET_REACH: usize = 20;

/// The first auxiliary that belongs to the verb at `at`.
pub(super) fn auxiliary(syntax: &Syntax, floor: usize, at: usize) -> Option<usize> {
    let second = has(syntax, "verb-second");
    let bracket = second && syntax.is(at, Classes::PARTICIPLE);
    // Where the verb is second a finite form stands by itself.
    if second && !bracket && syntax.is(at, Classes::FINITE) {
        return None;
    }
    let reach = if bracket { BRACKET_REACH } else { AUXILIARY_REACH };
    let low = floor.max(at.saturating_sub(reach));
    let mut first = None;
    let mut commas = 0;
    for index in (low..at).rev() {
        if syntax.stretch(index).is_some() {
            break;
        }
        if syntax.is_comma(index) {
            if second {
                break;
            }
            commas += 1;
            continue;
        }
        if syntax.is(index, Classes::AUXILIARY) || is_causative(syntax, index, at) {
            first = Some(index);
            commas = 0;
            continue;
        }
        let light = syntax.is(
            index,
            Classes::ADVERB
                .and(Classes::REFLEXIVE)
                .and(Classes::NEGATION)
                .and(Classes::PRONOUN_OTHER),
        ) || is_clitic(syntax, index)
            || is_manner(syntax, index);
        // "a, à ce titre, salué": a phrase may stand between the auxiliary and its verb.
        let inserted =
            syntax.is(index, Classes::PREPOSITION.and(Classes::DETERMINER)) || commas == 1;
        // "hat … am Montag in Berlin gesagt": where the participle ends the clause, all may stand between.
        let inserted = inserted || bracket && commas == 0 && !syntax.is_mark(index);
        let goes_on = light || first.is_none() && inserted;
        if !goes_on {
            break;
        }
    }
    // "s'est félicité": the reflexive before the auxiliary belongs to the verb.
    first.map(|first| {
        if first > floor && syntax.is(first - 1, Classes::REFLEXIVE) { first - 1 } else { first }
    })
}

/// "fait" in "a fait savoir".
pub(super) fn is_causative(syntax: &Syntax, index: usize, at: usize) -> bool {
    syntax.is(at, Classes::INFINITIVE) && syntax.is_among(index, "causatives")
}

/// An adverb of manner by its ending: "-ly", "-ment".
fn is_manner(syntax: &Syntax, index: usize) -> bool {
    let ending = syntax.language.property("adverb-ending");
    !ending.is_empty() && syntax.tokens.lower(index).ends_with(ending)
}

/// "was told", "a été annoncé": the subject is not who speaks.
pub(super) fn is_passive(syntax: &Syntax, first: usize, at: usize) -> bool {
    if first == at {
        return false;
    }
    let has_reflexive = (first..at).any(|index| syntax.is(index, Classes::REFLEXIVE));
    let last_auxiliary = (first..at).rev().find(|&index| syntax.is(index, Classes::AUXILIARY));
    !has_reflexive
        && syntax.words[at].classes.any(Classes::PARTICIPLE)
        && last_auxiliary.is_some_and(|index| syntax.is(index, Classes::COPULA))
}

pub(super) fn has_preposition(syntax: &Syntax, first: usize, at: usize) -> bool {
    (first..at).any(|index| syntax.is(index, Classes::PREPOSITION))
}
