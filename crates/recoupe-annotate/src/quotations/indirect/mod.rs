//! Reported speech without marks of quotation.
//!
//! Four constructions, each clear enough to stand as a fact of the record: "X said (that) clause",
//! "clause, X said", "according to X, clause", and "X announced thing". Where a language has a mood for
//! reported speech, a clause behind a comma and a whole sentence behind a reported one count by it. Where the verb could mean
//! something else than saying, only the construction with "that" counts. What the record loses so it
//! does not state wrongly.

mod behind;
mod infinitives;

use self::behind::clause_after;
use super::antecedents::Scene;
use super::cues::{Cue, Form};
use super::{Quotation, QuotationKind};
use crate::grammar::{Classes, Takes};
use crate::syntax::Syntax;
use recoupe_text::{Span, TokenKind};
use std::ops::Range;

/// How far a clause is looked through: keeps the pass linear.
const CLAUSE_REACH: usize = 60;

/// A longer clause, in tokens, is no clause: a text without stops.
const LONGEST: usize = 400;

/// A reported clause has at least so many words.
const SHORTEST: usize = 3;

/// The indirect quotations of every sentence; `direct` are those in marks, whose clauses are given too.
pub(super) fn indirect(
    syntax: &Syntax,
    scene: &Scene,
    cues: &[Vec<Cue>],
    direct: &[Quotation],
) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (sentence, cues) in syntax.sentences.iter().zip(cues) {
        let tokens = syntax.within(*sentence);
        for (index, cue) in cues.iter().enumerate() {
            let limit = cues.get(index + 1).filter(|next| next.form == Form::Dependent).map_or(
                tokens.end,
                |next| {
                    if is_separated(syntax, next.clause.start) {
                        next.clause.start
                    } else {
                        tokens.end
                    }
                },
            );
            let Some(range) = content(syntax, &tokens, cue, index, cues, limit) else { continue };
            let Some(range) = trimmed(syntax, range).filter(|range| range.len() <= LONGEST) else {
                continue;
            };
            let clause = syntax.tokens.span(range.clone());
            let said = syntax.tokens.span(cue.tokens.clone());
            let words = range
                .clone()
                .filter(|&at| syntax.tokens.items()[at].kind != TokenKind::Mark)
                .count();
            let unmarked = range
                .clone()
                .filter(|&at| syntax.stretch(at).is_none() && !syntax.is_mark(at))
                .count();
            let taken = || {
                direct.iter().any(|quotation| {
                    quotation.kind == QuotationKind::Direct
                        && quotation.content.iter().any(|piece| piece.overlaps(clause))
                })
            };
            if words < SHORTEST || cue.source.is_none() || unmarked * 2 < words && taken() {
                continue;
            }
            found.push(Quotation {
                kind: QuotationKind::Indirect,
                content: vec![clause],
                clause: None,
                cue: Some(said),
                speaker: cue.source.clone().map(|source| syntax.tokens.span(source)),
                referent: cue.referent.clone().map(|who| syntax.tokens.span(who)),
                inherited: cue.dropped,
            });
        }
        if cues.is_empty() {
            found.extend(free(syntax, scene, *sentence, found.last(), direct));
        }
    }
    found.dedup_by(|later, earlier| later.content == earlier.content);
    found
}

/// A sentence that goes on reporting by the mood of its verb alone: "Der Hafen bleibe zu." behind one
/// that somebody is told to have said, in the same paragraph or the next.
fn free(
    syntax: &Syntax,
    scene: &Scene,
    sentence: Span,
    last: Option<&Quotation>,
    direct: &[Quotation],
) -> Option<Quotation> {
    let tokens = syntax.within(sentence);
    let reported = tokens.clone().any(|index| {
        let first_person = index > 0 && syntax.is(index - 1, Classes::PRONOUN_FIRST)
            || syntax.is(index + 1, Classes::PRONOUN_FIRST);
        syntax.is(index, Classes::REPORTED)
            && !syntax.is_capital(index)
            && syntax.stretch(index).is_none()
            && !first_person
    });
    if !reported || is_idiom(syntax, &tokens) {
        return None;
    }
    let upto = direct.partition_point(|quotation| {
        quotation.content.first().is_some_and(|piece| piece.start < sentence.start)
    });
    let spoken = direct[..upto].iter().rev().take(4).find(|quotation| {
        quotation.speaker.is_some()
            && quotation.content.last().is_some_and(|piece| piece.end <= sentence.start)
    });
    let end_of = |quotation: &Quotation| quotation.content.last().map_or(0, |piece| piece.end);
    let before = [last, spoken].into_iter().flatten().max_by_key(|quotation| end_of(quotation))?;
    let near = syntax.paragraph_at(sentence.start) <= syntax.paragraph_at(end_of(before)) + 1
        && syntax.sentence_at(sentence.start) <= syntax.sentence_at(end_of(before)) + 2;
    let range = trimmed(syntax, tokens)?;
    // Whoever speaks in the sentence right before, if not quoted there, is who goes on.
    let number = syntax.sentence_at(sentence.start);
    let speaks = number
        .checked_sub(1)
        .filter(|&last| syntax.sentence_at(end_of(before).saturating_sub(1)) < last)
        .and_then(|last| scene.speaks(last))
        .map(|words| syntax.tokens.span(words));
    (near && before.speaker.is_some() && range.len() > SHORTEST).then(|| Quotation {
        kind: QuotationKind::Indirect,
        content: vec![syntax.tokens.span(range)],
        clause: None,
        cue: before.cue.filter(|_| speaks.is_none()),
        speaker: speaks.or(before.speaker),
        referent: before.referent.filter(|_| speaks.is_none()),
        inherited: true,
    })
}

/// "es sei denn": the mood of a turn of phrase reports nothing.
fn is_idiom(syntax: &Syntax, tokens: &Range<usize>) -> bool {
    let idioms = syntax.language.property("reported-idioms");
    idioms.split('|').filter(|idiom| !idiom.is_empty()).any(|idiom| {
        let words: Vec<&str> = idiom.split(' ').collect();
        tokens.clone().any(|at| {
            words.iter().enumerate().all(|(offset, word)| syntax.tokens.lower(at + offset) == *word)
        })
    })
}

fn content(
    syntax: &Syntax,
    sentence: &Range<usize>,
    cue: &Cue,
    index: usize,
    cues: &[Cue],
    limit: usize,
) -> Option<Range<usize>> {
    match cue.form {
        Form::Phrase => phrase_content(syntax, sentence, cue, index, cues),
        Form::Inverted if cue.clause.start > sentence.start => {
            let before = clause_before(syntax, sentence, cue, index, cues);
            let second = !syntax.language.property("verb-second").is_empty();
            before.or_else(|| {
                // "Als der Sturm kam, sagte X, der Hafen …"
                second
                    .then(|| {
                        let cue = Cue { form: Form::Subject, ..cue.clone() };
                        clause_after(syntax, &cue, limit)
                    })
                    .flatten()
            })
        }
        _ => clause_after(syntax, cue, limit).or_else(|| {
            (cue.clause.end + 6 > sentence.end || syntax.is_comma(cue.clause.end))
                .then(|| clause_before(syntax, sentence, cue, index, cues))
                .flatten()
        }),
    }
}

/// "clause, X said".
fn clause_before(
    syntax: &Syntax,
    sentence: &Range<usize>,
    cue: &Cue,
    index: usize,
    cues: &[Cue],
) -> Option<Range<usize>> {
    let from = index.checked_sub(1).map_or(sentence.start, |previous| cues[previous].clause.end);
    if index > 0 && cues[index - 1].form != Form::Phrase {
        return None;
    }
    let end = cue.clause.start;
    // "As the bell rang, she said …" only sets the scene.
    let scene = syntax.is(from, Classes::PREPOSITION.and(Classes::SUBORDINATOR))
        && !(from..end.saturating_sub(1)).any(|at| syntax.is_comma(at));
    let long = end > from + SHORTEST + 2;
    (end > from
        && long
        && !scene
        && syntax.is_comma(end - 1)
        && cue.takes.any(Takes::QUOTE)
        && syntax.stretch(end.saturating_sub(2)).is_none())
    .then(|| from..end - 1)
}

fn phrase_content(
    syntax: &Syntax,
    sentence: &Range<usize>,
    cue: &Cue,
    index: usize,
    cues: &[Cue],
) -> Option<Range<usize>> {
    let opens = (sentence.start..cue.clause.start)
        .all(|at| syntax.is_mark(at) || syntax.is(at, Classes::CONJUNCTION.and(Classes::ADVERB)));
    if opens {
        let start = cue.clause.end;
        let second = !syntax.language.property("verb-second").is_empty();
        if second && start < sentence.end && !syntax.is_mark(start) {
            // "Laut X mussten drei Schiffe umkehren": the verb follows at once.
            return Some(start..sentence.end);
        }
        let comma = (start..(start + 16).min(sentence.end)).find(|&at| syntax.is_comma(at))?;
        return Some(comma + 1..sentence.end);
    }
    let from = index.checked_sub(1).map_or(sentence.start, |previous| {
        if cues[previous].form == Form::Phrase { cues[previous].clause.end } else { sentence.start }
    });
    // In the middle the phrase cuts its clause in two; the longer part stands for it. In a relative clause no more than
    // that is told: "the fire, which killed eleven according to X".
    let joined = cue.clause.start > from && !syntax.is_mark(cue.clause.start - 1);
    let relative = (from.max(cue.clause.start.saturating_sub(CLAUSE_REACH))..cue.clause.start)
        .rev()
        .take_while(|&at| joined && !syntax.is_comma(at))
        .find(|&at| syntax.is(at, Classes::RELATIVE) && !syntax.is(at, Classes::THAT));
    if let Some(relative) = relative {
        return Some(relative + 1..cue.clause.start);
    }
    let before = from..cue.clause.start;
    let after = cue.clause.end..sentence.end;
    // "Der Zug hatte nach Angaben von X 112 Menschen an Bord": the verb alone says nothing.
    let second = !syntax.language.property("verb-second").is_empty();
    let inside = second && cue.clause.start > from && !syntax.is_mark(cue.clause.start - 1);
    let weight = if inside { 1 } else { 2 };
    Some(if before.len() * weight >= after.len() { before } else { after })
}

/// A conjunction written on to the first word of its clause.
fn is_joint(syntax: &Syntax, at: usize) -> bool {
    let end = |index: usize| syntax.tokens.items().get(index).map(|token| token.span);
    syntax.is(at, Classes::CONJUNCTION)
        && !syntax.language.property("no-capitals").is_empty()
        && end(at).zip(end(at + 1)).is_some_and(|(one, next)| one.end == next.start)
}

fn is_separated(syntax: &Syntax, at: usize) -> bool {
    at > 0 && (syntax.is_comma(at - 1) || syntax.is(at - 1, Classes::CONJUNCTION))
}

/// Without marks, conjunctions and "that" at its ends.
fn trimmed(syntax: &Syntax, range: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = range;
    while start < end
        && (syntax.is_mark(start) && syntax.stretch(start).is_none()
            || syntax.is(start, Classes::THAT)
            || is_joint(syntax, start))
    {
        start += 1;
    }
    while end > start
        && (syntax.is_mark(end - 1) && syntax.stretch(end - 1).is_none()
            || syntax.is(end - 1, Classes::CONJUNCTION) && !syntax.is_capital(end - 1))
    {
        end -= 1;
    }
    (start < end).then_some(start..end)
}
