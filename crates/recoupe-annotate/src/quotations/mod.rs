//! Quotations: who said what, in marks of quotation or without.
//!
//! Span first: the marked stretches are found by typography alone ([`marked`]), the cues by the tables
//! of reporting verbs (`cues`), and the two are joined inside a sentence (`direct`); what a cue
//! reports outside marks is an indirect quotation (`indirect`), given only where the construction is
//! clear. A stretch inside a reported clause is "mixed": the marked words are certain, the clause
//! around them is a paraphrase, and both are kept. Who speaks where the verb has no subject, or a pronoun, is looked
//! for among those who acted before (`actors`, `antecedents`); words that name nobody give way (`sources`).

mod actors;
mod antecedents;
mod asides;
mod cues;
mod dialogue;
mod direct;
mod indirect;
mod inverted;
mod marks;
mod people;
mod sources;

pub(crate) use asides::{Cut, without_asides};
pub use cues::{Cue, Form, cues};
pub use marks::{Marked, marked};

use self::antecedents::Scene;
use crate::names::Names;
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
    /// Whom a pronoun that is the speaker stands for.
    pub referent: Option<Span>,
    /// The speaker is named before, not here.
    pub inherited: bool,
}

/// The quotations of a text with the names found in it, in reading order of their first piece.
#[must_use]
pub fn quotations(syntax: &Syntax, names: &Names) -> Vec<Quotation> {
    let of = |sentence: &Span| {
        let sentence = syntax.within(*sentence);
        let mut all = cues(syntax, &sentence);
        let more = inverted::inverted(syntax, &sentence, &all);
        all.extend(more);
        all.sort_by_key(|cue| cue.clause.start);
        all
    };
    let mut cues: Vec<Vec<Cue>> = syntax.sentences.iter().map(of).collect();
    let mut scene = Scene::of(syntax, names);
    scene.settle(&mut cues);
    let mut found = direct::direct(syntax, &scene, &cues);
    let mut said = indirect::indirect(syntax, &scene, &cues, &found);
    said.retain(|clause| {
        let span = clause.content[0];
        let mut holds = false;
        for quotation in &mut found {
            if quotation.kind == QuotationKind::Mixed
                && quotation.content.iter().any(|piece| span.contains(*piece))
            {
                quotation.clause = Some(span);
                quotation.cue = quotation.cue.or(clause.cue);
                if quotation.speaker.is_none() {
                    quotation.speaker = clause.speaker;
                    quotation.referent = clause.referent;
                }
                holds = true;
            }
        }
        !holds
    });
    found.extend(said);
    found.sort_by_key(|quotation| (quotation.content.first().copied(), quotation.kind));
    found
}
