//! Quotations: who said what, in marks of quotation or without.
//!
//! Span first: the marked stretches are found by typography alone ([`marked`]), the cues by the tables
//! of reporting verbs (`cues`), and the two are joined inside a sentence (`direct`); what a cue
//! reports outside marks is an indirect quotation (`indirect`), given only where the construction is
//! clear. A stretch inside a reported clause is "mixed": the marked words are certain, the clause
//! around them is a paraphrase, and both are kept.

mod cues;
mod dialogue;
mod direct;
mod indirect;
mod inverted;
mod marks;

pub use cues::{Cue, Form, cues};
pub(crate) use dialogue::{Dashes, without_asides};
pub use marks::{Marked, marked};

use crate::syntax::Syntax;
use recoupe_text::Span;

/// How the words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuotationKind {
    /// Whole sentences or a whole clause between marks.
    Direct,
    /// Some marked words inside a reported clause.
    Mixed,
    /// No marks.
    Indirect,
}

/// One quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// How the words are given.
    pub kind: QuotationKind,
    /// The words, without marks; in pieces where the report interrupts them or goes on with them in
    /// the next paragraph. For [`QuotationKind::Mixed`], the words between marks only.
    pub content: Vec<Span>,
    /// The reported clause around marked words, where there is one.
    pub clause: Option<Span>,
    /// The words that say that somebody says something.
    pub cue: Option<Span>,
    /// The words that name the speaker.
    pub speaker: Option<Span>,
    /// The speaker is that of the quotation before, not named here.
    pub inherited: bool,
}

/// The quotations of a text, in reading order of their first piece.
#[must_use]
pub fn quotations(syntax: &Syntax) -> Vec<Quotation> {
    let of = |sentence: &Span| {
        let sentence = syntax.within(*sentence);
        let mut all = cues(syntax, &sentence);
        let more = inverted::inverted(syntax, &sentence, &all);
        all.extend(more);
        all.sort_by_key(|cue| cue.clause.start);
        all
    };
    let mut cues: Vec<Vec<Cue>> = syntax.sentences.iter().map(of).collect();
    carry_sources(syntax, &mut cues);
    let mut found = direct::direct(syntax, &cues);
    let mut said = indirect::indirect(syntax, &cues, &found);
    said.retain(|clause| {
        let span = clause.content[0];
        let mut holds = false;
        for quotation in &mut found {
            if quotation.kind == QuotationKind::Mixed
                && quotation.content.iter().any(|piece| span.contains(*piece))
            {
                quotation.clause = Some(span);
                quotation.cue = quotation.cue.or(clause.cue);
                quotation.speaker = quotation.speaker.or(clause.speaker);
                holds = true;
            }
        }
        !holds
    });
    found.extend(said);
    found.sort_by_key(|quotation| (quotation.content.first().copied(), quotation.kind));
    found
}

/// Gives a verb without a subject that of the reporting verb before it, up to a paragraph back.
fn carry_sources(syntax: &Syntax, cues: &mut [Vec<Cue>]) {
    let mut last: Option<(usize, std::ops::Range<usize>)> = None;
    for (sentence, cues) in syntax.sentences.iter().zip(cues) {
        let paragraph = syntax.paragraph_at(sentence.start);
        for cue in cues {
            if cue.dropped {
                let near = last.as_ref().filter(|(held, _)| paragraph <= held + 1);
                cue.source = near.map(|(_, source)| source.clone());
            }
            if let Some(source) = &cue.source {
                last = Some((paragraph, source.clone()));
            }
        }
    }
}
