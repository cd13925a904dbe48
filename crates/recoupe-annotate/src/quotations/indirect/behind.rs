//! What a verb reports behind it: a clause with "that" or without, an infinitive, a thing announced.
//!
//! Limits: where the verb may mean something else than saying, only the construction that its row in the
//! table `verbs` allows counts.

use super::super::cues::{Cue, Form};
use super::infinitives::{infinitive_clause, is_infinitive, is_infinitive_mark};
use super::{CLAUSE_REACH, SHORTEST};
use crate::grammar::{Classes, Takes};
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::TokenKind;
use std::ops::Range;

/// "X said (that) …", "X told Y that …", "X announced …".
pub(super) fn clause_after(syntax: &Syntax, cue: &Cue, limit: usize) -> Option<Range<usize>> {
    let after = cue.clause.end.max(cue.tokens.end);
    if let Some(particle) = cue.particle
        && cue.takes.any(Takes::NOUN)
        && syntax.is(after, Classes::DETERMINER.and(Classes::POSSESSIVE))
        && !syntax.is(after, Classes::PREPOSITION)
        && particle >= after + SHORTEST
        && syntax.stretch(after).is_none()
    {
        // "kündigte den Bau einer Mole an"
        return Some(after..particle);
    }
    let start = cue.particle.map_or(after, |particle| after.max(particle + 1));
    if start >= limit || cue.form == Form::Inverted && cue.clause.end > cue.tokens.end {
        return None;
    }
    let reach = (start + 10).min(limit);
    let that = (start..reach)
        .take_while(|&at| !is_clause_end(syntax, at))
        .find(|&at| syntax.is(at, Classes::THAT));
    if cue.takes.any(Takes::CLAUSE)
        && let Some(that) = that
    {
        let is_relative = that > start && !cue.takes.any(Takes::ADDRESSEE) && that > start + 4;
        if !is_relative {
            return Some(that + 1..limit);
        }
    }
    if syntax.stretch(start).is_some() {
        return None;
    }
    if syntax.language.property("clause-comma").is_empty() {
        if cue.takes.any(Takes::BARE) && begins_clause(syntax, start, limit) {
            return Some(start..limit);
        }
    } else if cue.takes.any(Takes::BARE.plus(Takes::CLAUSE))
        && let Some(comma) = (start..reach).find(|&at| syntax.is_mark(at))
        && syntax.is_comma(comma)
        && is_reported(syntax, comma + 1, limit)
    {
        return Some(comma + 1..limit);
    }
    // Where nouns need no article, a noun right behind the verb and its subject is what is announced.
    let bare = !syntax.language.property("verb-first").is_empty()
        && syntax.tokens.items().get(start).is_some_and(|token| token.kind == TokenKind::Word)
        && !syntax.is(start, Classes::CLOSED.and(Classes::NEGATION).and(Classes::REPORTING));
    let begins_noun = (bare || syntax.is(start, Classes::DETERMINER.and(Classes::POSSESSIVE)))
        && start + SHORTEST < limit
        && syntax.tokens.lower(start + 1) != ":";
    if cue.takes.any(Takes::NOUN) && begins_noun {
        return Some(start..limit);
    }
    if cue.takes.any(Takes::PREPOSITION)
        && syntax.is(start, Classes::PREPOSITION)
        && start + 3 < limit
    {
        return Some(start + 1..limit);
    }
    if cue.takes.any(Takes::INFINITIVE)
        && syntax.is_comma(start)
        && let Some(end) = infinitive_clause(syntax, start + 1, limit)
    {
        return Some(start + 1..end);
    }
    if cue.takes.any(Takes::INFINITIVE) && is_infinitive(syntax, start) && start + 2 < limit {
        return Some(start..limit);
    }
    if cue.takes.any(Takes::INFINITIVE)
        && syntax.is(start, Classes::PREPOSITION)
        && start + 2 < limit
        && is_infinitive_mark(syntax, start)
    {
        return Some(start..limit);
    }
    None
}

/// Whether a clause begins: a subject and, soon after, a verb.
fn begins_clause(syntax: &Syntax, start: usize, limit: usize) -> bool {
    if syntax.is(start, Classes::PRONOUN.and(Classes::PRONOUN_FIRST)) && start + 1 < limit {
        return true;
    }
    if !(phrases::begins(syntax, start)
        || syntax.tokens.items().get(start).is_some_and(|token| token.kind != TokenKind::Mark))
        || syntax.is(start, Classes::PREPOSITION) && !syntax.is_capital(start)
    {
        return false;
    }
    (start..limit)
        .take_while(|&at| !matches!(syntax.tokens.lower(at), ";" | ":"))
        .filter(|&at| !syntax.is_mark(at))
        .nth(SHORTEST)
        .is_some()
}

/// Whether a clause that a comma opens is reported: its verb has the mood of reported speech, or an
/// auxiliary stands in it before other words (at its end it would be a clause of another kind).
fn is_reported(syntax: &Syntax, start: usize, limit: usize) -> bool {
    if syntax.is(start, Classes::SUBORDINATOR.and(Classes::PREPOSITION))
        || !begins_clause(syntax, start, limit)
    {
        return false;
    }
    let limit = limit.min(start + CLAUSE_REACH);
    let end = (start..limit).find(|&at| is_clause_end(syntax, at)).unwrap_or(limit);
    (start..end).any(|at| {
        !syntax.is_capital(at)
            && (syntax.is(at, Classes::REPORTED)
                || syntax.is(at, Classes::AUXILIARY)
                    && at > start
                    && at < start + 8
                    && at + 1 < end
                    && !syntax.is_mark(at + 1))
    })
}

fn is_clause_end(syntax: &Syntax, at: usize) -> bool {
    matches!(syntax.tokens.lower(at), ";" | ":" | "." | "!" | "?") || syntax.stretch(at).is_some()
}
