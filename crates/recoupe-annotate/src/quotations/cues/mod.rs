//! Cues: the words that say that somebody says something.
//!
//! A cue is a form of a reporting verb with its auxiliaries (`verbs`, `auxiliaries`), or an attributing
//! phrase of the table `attribution` ("according to", "selon"; `attributing`). Each cue names its source:
//! the subject left of it, the inverted subject right of it (`subjects`, `between`, `verb_first`), the clitic on its auxiliary, or,
//! for participles that hang on another verb ("…, adding that"), the subject of the clause before.

mod attributing;
mod auxiliaries;
mod behind;
mod between;
mod in_front;
mod subjects;
mod verb_first;
mod verbs;

pub(super) use between::before_subject;
pub(super) use subjects::with_name;
pub(super) use verbs::is_clitic;

use crate::grammar::Takes;
use crate::syntax::Syntax;
use std::ops::Range;

/// One cue.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Its tokens, auxiliaries included.
    pub tokens: Range<usize>,
    /// The tokens of the cue with its subject: nothing between the two belongs to anything else.
    pub clause: Range<usize>,
    /// Who says it.
    pub source: Option<Range<usize>>,
    /// What the verb takes; quotations and clauses for phrases.
    pub takes: Takes,
    /// How it is built.
    pub form: Form,
    /// Where the rest of a split verb stands ("kündigte … an").
    pub particle: Option<usize>,
    /// No subject is told: the source is that of a clause before.
    pub dropped: bool,
    /// Whom the pronoun that is the source stands for.
    pub referent: Option<Range<usize>>,
}

/// How a cue is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// "X said"
    Subject,
    /// "said X", "a déclaré X", "a-t-il dit"
    Inverted,
    /// ", adding": the source stands with an earlier verb.
    Dependent,
    /// "according to X"
    Phrase,
}

/// How far a clause is looked through for its verb or its beginning: keeps the pass linear.
const CLAUSE_REACH: usize = 40;

/// The cues of one sentence (a range of tokens), outside marks of quotation, in order.
#[must_use]
pub fn cues(syntax: &Syntax, sentence: &Range<usize>) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let next = if syntax.stretch(at).is_some() {
            at + 1
        } else if let Some(cue) = attributing::phrase(syntax, sentence, at) {
            let end = cue.clause.end;
            found.push(cue);
            end
        } else if let Some(cue) = verbs::verb(syntax, sentence, at, &found) {
            let end = cue.tokens.end;
            found.push(cue);
            end
        } else {
            at + 1
        };
        at = next.max(at + 1);
    }
    found
}

/// Whether the language has a property that is simply so: "pro-drop yes".
fn has(syntax: &Syntax, property: &str) -> bool {
    !syntax.language.property(property).is_empty()
}
