//! Clauses: where a sentence of the news is cut into what it tells.
//!
//! A sentence often holds two or three facts. It is cut at semicolons, colons and dashes, and at a comma or a
//! conjunction that opens a clause with a subject or a verb of its own. It is not cut where a piece would depend
//! on the other to be understood: a restrictive relative ("those who left"), the clause that a verb of saying
//! reports (the cue belongs to what it reports), an apposition, the words around a quotation. A piece too short to
//! say anything stays with the one before. Limits: there is no parser; a clause that opens with a bare noun is
//! not found, and the sentence stays whole.

use crate::terms::Term;
use recoupe_annotate::Reading;
use recoupe_annotate::grammar::Classes;
use std::ops::Range;

/// Each piece has at least so many terms.
pub(crate) const SHORTEST: usize = 3;

/// Words with which a clause goes on after a conjunction.
const VERBAL: Classes = Classes::AUXILIARY
    .and(Classes::COPULA)
    .and(Classes::FINITE)
    .and(Classes::GERUND)
    .and(Classes::REFLEXIVE)
    .and(Classes::PRONOUN);

/// The clauses of one sentence, as tokens; `terms` has the term of each token of the article.
#[must_use]
pub(crate) fn clauses(
    reading: &Reading,
    sentence: Range<usize>,
    terms: &[Option<Term>],
) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut start = sentence.start;
    for at in sentence.clone() {
        if at > start
            && opens_clause(reading, &sentence, at)
            && content(terms, start..at) >= SHORTEST
            && content(terms, at..sentence.end) >= SHORTEST
        {
            pieces.push(start..at);
            start = at;
        }
    }
    pieces.push(start..sentence.end);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if content(terms, piece.clone()) < SHORTEST => last.end = piece.end,
            _ => joined.push(piece),
        }
    }
    joined
        .into_iter()
        .map(|piece| trimmed(reading, piece))
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Whether a clause of a sentence can be understood without the one before it: it opens the sentence, or it does not open
/// with a word that hangs on what came before.
#[must_use]
pub(crate) fn opens(reading: &Reading, sentence: &Range<usize>, clause: &Range<usize>) -> bool {
    let syntax = &reading.syntax;
    let hangs = Classes::RELATIVE.and(Classes::SUBORDINATOR).and(Classes::CONJUNCTION);
    let first = (clause.start..clause.end).find(|at| !syntax.is_mark(*at));
    let opens_sentence = (sentence.start..clause.start).all(|at| syntax.is_mark(at));
    opens_sentence || first.is_some_and(|first| !syntax.is(first, hangs))
}

fn content(terms: &[Option<Term>], range: Range<usize>) -> usize {
    terms[range].iter().flatten().count()
}

fn opens_clause(reading: &Reading, sentence: &Range<usize>, at: usize) -> bool {
    let syntax = &reading.syntax;
    // Words in one pair of marks are one saying.
    if syntax.stretch(at).is_some() && syntax.stretch(at) == syntax.stretch(at - 1) {
        return false;
    }
    let before = syntax.tokens.lower(at - 1);
    match before {
        ";" | "؛" => return true,
        // "6:05", "Tel-Aviv": written on to both.
        ":" | "—" | "–" | "-" => {
            return !(quotes(reading, at) || glued(reading, at) && glued(reading, at - 1));
        }
        _ => {}
    }
    if at + 2 >= sentence.end {
        return false;
    }
    let parted = matches!(before, "," | "،");
    if syntax.is(at, Classes::CONJUNCTION) {
        return syntax.is(at + 1, VERBAL)
            || parted && syntax.is(at + 1, Classes::DETERMINER.and(Classes::THAT));
    }
    parted
        && syntax.is(at, Classes::RELATIVE.and(Classes::SUBORDINATOR))
        && !syntax.is(at, Classes::PREPOSITION.and(Classes::THAT))
}

/// Whether token `at` opens a quotation.
fn quotes(reading: &Reading, at: usize) -> bool {
    reading.syntax.is_mark(at)
        && at + 1 < reading.syntax.tokens.len()
        && reading.syntax.stretch(at + 1).is_some()
}

/// Whether token `at` is written on to the one before.
fn glued(reading: &Reading, at: usize) -> bool {
    let items = reading.syntax.tokens.items();
    at > 0 && at < items.len() && items[at].span.start == items[at - 1].span.end
}

/// Without marks at its start and commas at its end.
fn trimmed(reading: &Reading, piece: Range<usize>) -> Range<usize> {
    let syntax = &reading.syntax;
    let Range { mut start, mut end } = piece;
    while start < end
        && syntax.is_mark(start)
        && !matches!(syntax.tokens.lower(start), "«" | "“" | "„" | "\"" | "@" | "(")
    {
        start += 1;
    }
    while end > start
        && matches!(syntax.tokens.lower(end - 1), "," | "،" | ";" | "؛" | ":" | "—" | "–" | "-")
    {
        end -= 1;
    }
    start..end
}
