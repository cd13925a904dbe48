//! Speakers of stretches that have no cue and follow no colon.
//!
//! A signature behind a dash speaks, or whoever acts behind a colon; else whoever acts in a sentence between the quotation
//! before and this one; else the speaker of that quotation, in the same paragraph or in the next, where that holds nothing
//! but words in marks; else whoever speaks or acts in the sentence before; else the name or office that begins the sentence
//! behind. Limits: of several who act behind a colon the first is taken.

use super::super::antecedents::Scene;
use super::super::{Marked, Quotation, QuotationKind};
use super::colon::signed;
use crate::grammar::Classes;
use crate::names::Gender;
use crate::syntax::Syntax;
use std::ops::Range;

/// A stretch without a cue, and where it stands.
pub(super) struct Uncued<'text> {
    pub(super) syntax: &'text Syntax,
    pub(super) scene: &'text Scene<'text>,
    pub(super) stretch: &'text Marked,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Its sentence holds nothing else.
    pub(super) alone: bool,
}

impl Uncued<'_> {
    /// Gives the quotation its speaker; `held` is the one before, whose speaker has a `short` one inside a sentence too.
    /// Whether one is found.
    pub(super) fn speak(
        &self,
        quotation: &mut Quotation,
        held: Option<(&Quotation, Marked)>,
        short: bool,
    ) -> bool {
        let Self { syntax, scene, stretch, sentence, alone } = *self;
        if let Some(words) = signed(syntax, stretch) {
            quotation.speaker = Some(syntax.tokens.span(words));
            return true;
        }
        if let Some(words) = self.told_behind_colon() {
            quotation.kind = QuotationKind::Direct;
            quotation.speaker = Some(syntax.tokens.span(words));
            return true;
        }
        let goes_on = |marked: &Marked| {
            stretch.paragraph == marked.paragraph
                || stretch.paragraph == marked.paragraph + 1 && is_paragraph(syntax, stretch)
        };
        if let Some((before, marked)) = held.filter(|(_, marked)| alone && goes_on(marked)) {
            if let Some(words) = acts_between(syntax, scene, &marked, sentence) {
                quotation.speaker = Some(syntax.tokens.span(words));
            } else {
                quotation.speaker = before.speaker;
                quotation.referent = before.referent;
                quotation.cue = before.cue;
            }
            quotation.inherited = true;
        } else if alone
            && let Some(before) = sentence.checked_sub(1)
            && let Some(words) = self.acted(before)
        {
            quotation.speaker = Some(syntax.tokens.span(words));
            quotation.inherited = true;
        } else if alone
            && held.is_none_or(|(_, marked)| marked.paragraph != stretch.paragraph)
            && let Some(words) = self.introduced_behind()
        {
            // “…!” Doe, the coach, had lost her voice.
            quotation.speaker = Some(syntax.tokens.span(words));
        } else if short
            && let Some((before, _)) =
                held.filter(|(_, marked)| marked.paragraph == stretch.paragraph)
        {
            quotation.speaker = before.speaker;
            quotation.referent = before.referent;
            quotation.inherited = true;
        }
        quotation.speaker.is_some()
    }

    /// „…“: Mit diesem Satz eröffnete Doe die Versammlung. Who acts in the rest of the sentence.
    fn told_behind_colon(&self) -> Option<Range<usize>> {
        let Self { syntax, scene, stretch, sentence, .. } = *self;
        let colon = syntax.within(stretch.outer).end;
        let tokens = syntax.within(syntax.sentences[sentence]);
        let told = colon + 1 < tokens.end;
        // «…»، بهذه الكلمات افتتح X اللقاء.
        let next = colon + 1 + usize::from(syntax.is(colon + 1, Classes::PREPOSITION));
        let summed = syntax.is_comma(colon) && told && syntax.is_among(next, "summing-words");
        let here = colon < tokens.end && syntax.tokens.lower(colon) == ":";
        if summed || here && told {
            return scene.first_behind(sentence, colon);
        }
        // The colon ended the sentence, and what follows it in the paragraph is the next one.
        let next = syntax.sentences.get(sentence + 1).filter(|_| here)?;
        let follows = syntax.paragraph_at(next.start) == stretch.paragraph as usize
            && syntax.within(*next).start == colon + 1;
        follows.then(|| scene.first_behind(sentence + 1, colon)).flatten()
    }

    /// Who begins the sentence behind, in the same paragraph.
    fn introduced_behind(&self) -> Option<Range<usize>> {
        let next = self.sentence + 1;
        let span = self.syntax.sentences.get(next)?;
        let here = self.syntax.paragraph_at(span.start) == self.stretch.paragraph as usize;
        let first = self.syntax.within(*span).start;
        here.then(|| self.scene.named_opening(next, first)).flatten()
    }

    /// Who speaks or acts in the sentence before: Doe laughs. “…” Across paragraphs only who speaks goes on, where the
    /// next holds nothing but words in marks.
    fn acted(&self, before: usize) -> Option<Range<usize>> {
        let paragraph = self.syntax.paragraph_at(self.syntax.sentences[before].start) as u32;
        if paragraph == self.stretch.paragraph {
            self.scene.acts(before)
        } else if paragraph + 1 == self.stretch.paragraph && is_paragraph(self.syntax, self.stretch)
        {
            self.scene.speaks(before)
        } else {
            None
        }
    }
}

/// The subject of a sentence between an earlier stretch and `sentence`: "Doe laughs. “…”"
pub(super) fn acts_between(
    syntax: &Syntax,
    scene: &Scene,
    before: &Marked,
    sentence: usize,
) -> Option<Range<usize>> {
    let first = syntax.sentence_at(before.outer.end.saturating_sub(1)) + 1;
    (first..sentence).rev().find_map(|between| scene.subject(between, usize::MAX, Gender::Unknown))
}

/// Whether a paragraph holds no words outside marks from `stretch` on: it goes on with what the one before quoted.
fn is_paragraph(syntax: &Syntax, stretch: &Marked) -> bool {
    let paragraph = syntax.within(syntax.paragraphs[stretch.paragraph as usize]);
    let mut outside = (syntax.within(stretch.outer).end..paragraph.end)
        .filter(|&index| syntax.stretch(index).is_none() && !syntax.is_mark(index));
    outside.next().is_none()
}
