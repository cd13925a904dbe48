//! Speakers that no verb names: "Name: “…”" and "“…” — Name".
//!
//! Before a colon the phrase that the colon follows speaks where it is the whole sentence so far, else the subject of the
//! sentence ("Doe, a nurse, has done the sum: “…”"), else the phrase that opens it ("A customer sums it up: “…”"). Where
//! subjects are dropped, whoever acted before. Limits: a sign or a letter that opens the sentence speaks, too.

use super::super::antecedents::Scene;
use super::super::sources::opening;
use super::super::{Marked, Quotation};
use crate::grammar::Classes;
use crate::names::{Gender, pronoun_gender};
use crate::phrases;
use crate::syntax::Syntax;
use std::ops::Range;

/// The longest opening, in tokens, that tells no speaker.
const ADVERBIAL: usize = 8;

/// Who speaks before a colon.
pub(super) struct Introduced {
    /// The words that name the speaker, where some do.
    words: Option<Range<usize>>,
    /// Whom a pronoun stands for.
    referent: Option<Range<usize>>,
    /// They stand in a sentence before.
    inherited: bool,
}

impl Introduced {
    /// Gives a quotation its speaker.
    pub(super) fn speak(self, syntax: &Syntax, quotation: &mut Quotation) {
        quotation.inherited = self.inherited && self.words.is_some();
        quotation.referent = self.referent.map(|who| syntax.tokens.span(who));
        quotation.speaker = self.words.map(|words| syntax.tokens.span(words));
    }
}

/// Who speaks behind the colon right before `stretch`; `None` where no colon stands there.
pub(super) fn introduced(
    syntax: &Syntax,
    scene: &Scene,
    sentence: &Range<usize>,
    stretch: &Marked,
) -> Option<Introduced> {
    let outer = syntax.within(stretch.outer);
    let colon = outer
        .start
        .checked_sub(1)
        .filter(|&index| index > sentence.start && syntax.tokens.lower(index) == ":")?;
    let number = syntax.sentence_at(stretch.outer.start);
    let here =
        |words: Range<usize>| Introduced { words: Some(words), referent: None, inherited: false };
    let before = phrases::before(syntax, sentence.start, colon);
    let whole = before.clone().filter(|words| words.start == sentence.start);
    let bare = scene.is_empty(number, colon) && is_adverbial(syntax, sentence.start, colon);
    if goes_on(syntax, sentence.start) || bare {
        let back = scene.before(sentence.start, Gender::Unknown);
        return Some(Introduced { words: back, referent: None, inherited: true });
    }
    let first = !syntax.language.property("verb-first").is_empty();
    let subject = scene.subject(number, colon, Gender::Unknown);
    // "مدير المتحف X: …": where no capital ends an office, all up to the colon is who speaks.
    let front = scene.opening(number, sentence.start, colon).map(|words| {
        whole.clone().filter(|whole| first && whole.start == words.start).unwrap_or(words)
    });
    let found = front
        // Where verbs stand first, what fills the sentence up to the colon may be a clause.
        .or_else(|| whole.filter(|words| !first || phrases::begins(syntax, words.start)))
        .or(subject)
        .or_else(|| named(syntax, sentence.start, colon))
        .or_else(|| opening(syntax, sentence.start, colon))
        .or_else(|| scene.within(number, colon, Gender::Unknown))
        .or_else(|| before.filter(|words| phrases::begins(syntax, words.start)))
        .or_else(|| behind_first(syntax, sentence.start, colon));
    if let Some(words) = found {
        return Some(here(words));
    }
    let pronoun = (sentence.start..colon).find_map(|index| {
        let gender = pronoun_gender(syntax, index)?;
        Some((index, gender))
    });
    if let Some((index, gender)) = pronoun {
        let referent = scene.before(index, gender);
        return Some(Introduced { words: Some(index..index + 1), referent, inherited: false });
    }
    // Where verbs stand first, a sentence that begins with no known verb may have a subject that is not seen.
    let verb = sentence.start + usize::from(syntax.is(sentence.start, Classes::CONJUNCTION));
    let known = Classes::REPORTING.and(Classes::AUXILIARY).and(Classes::SUBORDINATOR);
    let drops = !syntax.language.property("pro-drop").is_empty()
        && (!first || syntax.is(verb, known.and(Classes::PREPOSITION)));
    let back = drops.then(|| scene.before(sentence.start, Gender::Unknown)).flatten();
    Some(Introduced { words: back, referent: None, inherited: true })
}

/// "Et de promettre : …": a sentence that opens with a bare infinitive goes on with the speaker before.
fn goes_on(syntax: &Syntax, start: usize) -> bool {
    let form = syntax.tokens.lower(start + 1);
    let mut marks = syntax.language.property("infinitive-mark").split('|');
    syntax.is(start, Classes::CONJUNCTION)
        && syntax.is(start + 2, Classes::INFINITIVE)
        && marks.any(|mark| mark == form)
}

/// "Puis, après un silence : …", „Dann leiser: …“: no more than adverbs and a phrase with its preposition, in which nobody
/// acts.
fn is_adverbial(syntax: &Syntax, start: usize, colon: usize) -> bool {
    let light = Classes::ADVERB.and(Classes::CONJUNCTION);
    let opening = (start..colon)
        .take_while(|&index| syntax.is(index, light) || syntax.is_mark(index))
        .count();
    let at = start + opening;
    let placed = syntax.is(at, Classes::PREPOSITION);
    let verb = Classes::REPORTING
        .and(Classes::AUXILIARY)
        .and(Classes::COPULA)
        .and(Classes::PRONOUN)
        .and(Classes::PRONOUN_FIRST);
    let lone = opening > 0 && at + 1 >= colon;
    (placed || lone)
        && colon - start <= ADVERBIAL
        && !(at..colon).any(|index| syntax.is(index, verb) || named_at(syntax, index))
}

fn named_at(syntax: &Syntax, index: usize) -> bool {
    let nouns = !syntax.language.property("noun-capitals").is_empty();
    !nouns && syntax.is_capital(index)
}

/// The subject behind the verb that a sentence begins with, where verbs stand first: "يقف الصياد على الرصيف: «…»".
fn behind_first(syntax: &Syntax, start: usize, colon: usize) -> Option<Range<usize>> {
    let verb = start + usize::from(syntax.is(start, Classes::CONJUNCTION));
    let open = verb < colon && !syntax.is(verb, Classes::CLOSED) && !phrases::begins(syntax, verb);
    let first = !syntax.language.property("verb-first").is_empty();
    (first && open).then(|| phrases::behind_verb(syntax, verb + 1, colon)).flatten()
}

/// The name that the sentence from `start` to `colon` begins with: "Doe smiled: “…”", "Doe, a nurse: “…”".
fn named(syntax: &Syntax, start: usize, colon: usize) -> Option<Range<usize>> {
    let source = phrases::after(syntax, start, colon)?;
    let named = |index: usize| syntax.is_capital(index) && !syntax.is(index, Classes::CLOSED);
    // The capital of a sentence's first word shows a name only where an apposition follows.
    let first = usize::from(!syntax.is_comma(source.end));
    let has_name = source.clone().skip(first).any(named);
    (source.end < colon && has_name).then_some(source)
}

/// "“…” — Name", "“…”: Name"
pub(super) fn signed(syntax: &Syntax, stretch: &Marked) -> Option<Range<usize>> {
    let outer = syntax.within(stretch.outer);
    let dash = outer.end;
    if !matches!(syntax.tokens.lower(dash), "—" | "–" | "―" | ":") || !syntax.is_capital(dash + 1)
    {
        return None;
    }
    phrases::after(syntax, dash + 1, (dash + 8).min(syntax.tokens.len()))
}
