//! Which way a bare "Monday" points: the tense of what stands near.
//!
//! The table `tense` lists words and endings of the past and of the future; the nearest of them in
//! the sentence decides, one before the expression rather than one as near behind it. No verb is
//! analysed: a cue is enough in the short main clauses of reports. Limits: the future seen from the
//! past ("would meet on Monday") is read by the table's words alone.

use crate::shape::Tense;
use recoupe_text::number::{Phrases, Pieces};
use recoupe_text::{Language, PerLanguage};
use std::ops::Range;

/// How many pieces are looked at on each side: a bound for endless sentences.
const NEAR: usize = 30;

struct Cues {
    phrases: Phrases<Tense>,
    endings: Vec<Ending>,
    /// Behind these an ending says nothing: "to be held".
    passive: Phrases<()>,
    /// Nouns have capitals: a small word before one is mostly its adjective ("die letzte Filiale").
    noun_capitals: bool,
}

/// How the verbs of a tense end.
struct Ending {
    /// Folded, which is looked for first.
    folded: String,
    /// As it is written: "llegó" is past, "mayo" is none.
    written: String,
    tense: Tense,
}

static CUES: PerLanguage<Cues> = PerLanguage::new(|language| {
    let mut cues = Cues {
        phrases: Phrases::default(),
        endings: Vec::new(),
        passive: Phrases::default(),
        noun_capitals: language.property("noun-capitals") == "yes",
    };
    for row in language.table("tense").rows() {
        let tense = if row.get(0).starts_with("future") { Tense::Future } else { Tense::Past };
        for word in row.alternatives(1) {
            if row.get(0) == "passive" {
                cues.passive.insert(word, language, ());
            } else if row.get(0).ends_with("ending") {
                let (folded, written) = (recoupe_text::fold(word), recoupe_text::lower(word));
                cues.endings.push(Ending { folded, written, tense });
            } else {
                cues.phrases.insert(word, language, tense);
            }
        }
    }
    cues
});

/// The tense nearest to the pieces `at` inside `sentence`.
pub(crate) fn tense_near(
    text: &str,
    pieces: &Pieces,
    sentence: &Range<usize>,
    at: Range<usize>,
    language: &'static Language,
) -> Option<Tense> {
    let cues = CUES.get(language);
    let first = sentence.start.max(at.start.saturating_sub(NEAR)).min(at.start);
    let last = sentence.end.min(at.end + NEAR).max(at.end);
    let before = (first..at.start)
        .rev()
        .find_map(|index| Some((at.start - index, cues.at(text, pieces, sentence.start, index)?)));
    let behind = (at.end..last).find_map(|index| {
        Some((index + 1 - at.end, cues.at(text, pieces, sentence.start, index)?))
    });
    match (before, behind) {
        (Some((near, tense)), Some((far, _))) if near <= far + 2 => Some(tense),
        (_, Some((_, tense))) | (Some((_, tense)), None) => Some(tense),
        (None, None) => None,
    }
}

impl Cues {
    fn at(&self, text: &str, pieces: &Pieces, first: usize, index: usize) -> Option<Tense> {
        if let Some((_, tenses)) = self.phrases.longest(pieces, index) {
            return tenses.first().copied();
        }
        let word = pieces.folded(index);
        let passive =
            index > 0 && self.passive.at(pieces, index - 1).any(|(length, _)| length == 1);
        let adjective =
            self.noun_capitals && pieces.items().get(index + 1).is_some_and(|next| next.capital);
        let name = index > first && pieces.items()[index].capital;
        if word.len() < 5 || passive || adjective || name {
            return None;
        }
        let ends = |ending: &&Ending| {
            word.ends_with(ending.folded.as_str()) && {
                let span = pieces.items()[index].span;
                recoupe_text::lower(span.of(text)).ends_with(ending.written.as_str())
            }
        };
        self.endings.iter().find(ends).map(|ending| ending.tense)
    }
}
