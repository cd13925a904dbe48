//! Marked stretches joined to their cues.
//!
//! In a sentence the cue that touches a stretch (a comma or "that" between) is its own; behind the
//! stretch wins over before it, near over far. A stretch that is a sentence of its own takes the
//! speaker of the quotation before it in the same paragraph, as the press writes. Short stretches
//! without a cue, and those that a word introduces as a name, are scare quotes or titles: no
//! quotation.

mod colon;
mod nearest;
mod uncued;

use self::colon::introduced;
use self::nearest::{best, ends_sentence, touches_cue};
use self::uncued::{Uncued, acts_between};
use super::antecedents::Scene;
use super::cues::Cue;
use super::{Marked, Quotation, QuotationKind};
use crate::syntax::Syntax;
use recoupe_text::{Language, PerLanguage, TokenKind, Tokens};
use rustc_hash::FxHashSet as HashSet;
use std::ops::Range;

/// A stretch with fewer words and no cue is no quotation.
const SHORTEST: usize = 4;

static NAMING: PerLanguage<HashSet<String>> = PerLanguage::new(|language: &'static Language| {
    language
        .table("quotation-nouns")
        .words()
        .map(|form| {
            let tokens = Tokens::of(form, language);
            (0..tokens.len()).map(|index| tokens.lower(index)).collect::<Vec<_>>().join(" ")
        })
        .collect()
});

/// The quotations in marks.
pub(super) fn direct(syntax: &Syntax, scene: &Scene, cues: &[Vec<Cue>]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut last: Option<(usize, Marked)> = None;
    for stretch in &syntax.marked {
        let sentence = syntax.sentence_at(stretch.outer.start);
        let tokens = syntax.within(syntax.sentences[sentence]);
        let inner = syntax.within(stretch.inner);
        if let Some((index, before)) = last
            && before.continues
            && before.paragraph + 1 == stretch.paragraph
        {
            found[index].content.push(stretch.inner);
            if found[index].speaker.is_none() {
                attribute(
                    syntax,
                    &mut found[index],
                    best(syntax, &tokens, &inner, stretch, cues, sentence),
                );
            }
            last = Some((index, *stretch));
            continue;
        }
        let candidate = best(syntax, &tokens, &inner, stretch, cues, sentence);
        let words = inner
            .clone()
            .filter(|&index| syntax.tokens.items()[index].kind != TokenKind::Mark)
            .count();
        let alone = stands_alone(syntax, &tokens, stretch);
        let introduced =
            introduced(syntax, scene, &tokens, stretch).filter(|_| candidate.is_none());
        let whole = introduced.is_some()
            && (ends_sentence(syntax, &inner)
                || syntax.within(stretch.outer).end + 1 >= tokens.end);
        let said = candidate.is_some() || alone || whole;
        if is_name(syntax, &inner, stretch) || words < SHORTEST && !said {
            continue;
        }
        if candidate.is_none()
            && alone
            && let Some((index, before)) = last
            && before.paragraph == stretch.paragraph
        {
            // “…,” she said. “…”: one quotation that the report interrupts, unless somebody else acts between.
            let other = acts_between(syntax, scene, &before, sentence)
                .is_some_and(|words| Some(syntax.tokens.span(words)) != found[index].speaker);
            if found[index].kind == QuotationKind::Direct
                && all_reported(syntax, cues, &before, sentence)
                && !other
            {
                found[index].content.push(stretch.inner);
                last = Some((index, *stretch));
                continue;
            }
        }
        let resumes = candidate.as_ref().is_some_and(|(_, resumed)| *resumed);
        if resumes
            && let Some((index, before)) = last
            && before.paragraph == stretch.paragraph
            && syntax.sentence_at(before.outer.start) == sentence
            && found[index].kind == QuotationKind::Direct
        {
            // “…,” she said, “…”
            found[index].content.push(stretch.inner);
            last = Some((index, *stretch));
            continue;
        }
        let is_whole = introduced.is_some()
            || alone
            || touches_cue(syntax, &tokens, stretch, candidate.as_ref().map(|(cue, _)| *cue));
        let mut quotation = Quotation {
            kind: if is_whole { QuotationKind::Direct } else { QuotationKind::Mixed },
            content: vec![stretch.inner],
            clause: None,
            cue: None,
            speaker: None,
            referent: None,
            inherited: false,
        };
        if candidate.is_some() {
            attribute(syntax, &mut quotation, candidate);
        } else if let Some(introduced) = introduced {
            introduced.speak(syntax, &mut quotation);
        } else {
            let place = Uncued { syntax, scene, stretch, sentence, alone };
            let short = !alone && is_short(syntax, &inner, words);
            let held = last.map(|(index, before)| (&found[index], before));
            // No cue in its sentence: a word held at a distance.
            if !place.speak(&mut quotation, held, short) && short {
                continue;
            }
        }
        last = Some((found.len(), *stretch));
        found.push(quotation);
    }
    found
}

fn attribute(syntax: &Syntax, quotation: &mut Quotation, candidate: Option<(&Cue, bool)>) {
    let Some((cue, _)) = candidate else { return };
    quotation.cue = Some(syntax.tokens.span(cue.tokens.clone()));
    quotation.speaker = cue.source.clone().map(|source| syntax.tokens.span(source));
    quotation.referent = cue.referent.clone().map(|who| syntax.tokens.span(who));
    quotation.inherited = cue.dropped;
}

/// The stretch is all that its sentence holds.
fn stands_alone(syntax: &Syntax, sentence: &Range<usize>, stretch: &Marked) -> bool {
    let outer = syntax.within(stretch.outer);
    let mut outside = (sentence.start..outer.start).chain(outer.end..sentence.end);
    outside.all(|index| syntax.is_mark(index) || syntax.stretch(index).is_some())
}

/// Whether every sentence between an earlier stretch and `sentence` tells who spoke: “…!” Doe said. “…”
fn all_reported(syntax: &Syntax, cues: &[Vec<Cue>], before: &Marked, sentence: usize) -> bool {
    let first = syntax.sentence_at(before.outer.end.saturating_sub(1)) + 1;
    (first..sentence).all(|between| !cues[between].is_empty())
}

/// A word right before the stretch makes it a name, or all its words are capitals and no clause.
fn is_name(syntax: &Syntax, inner: &Range<usize>, stretch: &Marked) -> bool {
    let start = syntax.within(stretch.outer).start;
    let naming = NAMING.get(syntax.language);
    let one =
        start.checked_sub(1).map(|index| syntax.tokens.lower(index).to_owned()).unwrap_or_default();
    let two = start
        .checked_sub(2)
        .map(|index| format!("{} {one}", syntax.tokens.lower(index)))
        .unwrap_or_default();
    let words = inner.len();
    (naming.contains(&one) || naming.contains(&two)) && words <= 2 * SHORTEST
}

/// Too few words to be anybody's, but where a comma inside the marks ends them and the report goes on: “Nobody asked
/// us,” is how one put it.
fn is_short(syntax: &Syntax, inner: &Range<usize>, words: usize) -> bool {
    let called = inner.end > inner.start && syntax.is_comma(inner.end - 1);
    words < 2 * SHORTEST && !(called && words >= SHORTEST)
}
