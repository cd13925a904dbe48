//! Names: people, organisations, places, and who is who inside one article.
//!
//! Names begin with capitals, so a candidate is a run of capitals with the small words that names may
//! hold. What a candidate names is decided by votes: the gazetteer, a word of address or an office next to it,
//! a given name, a head word ("Institute"), the preposition before it, and at last the other mentions
//! in the article: one name has one sense in one article. Where a language writes every noun with a
//! capital, the nouns are told from the names first (`nouns`); in a script without capitals other evidence
//! stands in for them (`evidence`). Limits: a single capital at the start of a
//! sentence counts only if the article shows it elsewhere.

mod addressed;
mod candidates;
mod chains;
mod evidence;
mod heads;
mod key;
mod known;
mod nouns;
mod roles;
mod runs;
mod sound;
mod typing;

pub use chains::{Chain, Gender, pronoun_gender};
pub(crate) use evidence::evidence;
pub(crate) use heads::is_calendar;
pub use key::name_key;
pub use known::{Gazetteer, Known};
pub use roles::{Role, roles};
pub use sound::Sound;

use crate::syntax::Syntax;
use recoupe_text::Span;
use std::ops::Range;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A person.
    Person,
    /// A body, a firm, a party.
    Organisation,
    /// A place.
    Place,
    /// A name of something else, or we cannot tell.
    Other,
}

/// One place where a name stands.
#[derive(Debug, Clone)]
pub struct Mention {
    /// The name, without words of address and offices.
    pub span: Span,
    /// The same, in tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// What the gazetteer knows of it.
    pub known: Option<&'static Known>,
    /// The chain it belongs to.
    pub chain: usize,
}

/// The names of an article.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Every mention, in order.
    pub mentions: Vec<Mention>,
    /// Mentions of the same thing.
    pub chains: Vec<Chain>,
    /// Descriptions by office.
    pub roles: Vec<Role>,
}

impl Names {
    /// Finds the names of a text. `title` is its headline, whose capitals tell little.
    #[must_use]
    pub fn of(text: &str, syntax: &Syntax, title: Option<Span>) -> Self {
        let roles = roles::roles(syntax);
        let candidates = candidates::candidates(text, syntax, &roles, title);
        chains::resolve(text, syntax, candidates, roles)
    }

    /// The chain of the person, body or place named inside `span`: the first one.
    #[must_use]
    pub fn chain_in(&self, span: Span) -> Option<usize> {
        let first = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        self.mentions[first..]
            .iter()
            .take_while(|mention| mention.span.start < span.end)
            .map(|mention| mention.chain)
            .next()
    }

    /// The mentions inside `span`.
    pub fn mentions_in(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|mention| mention.span.start < span.start);
        self.mentions[first..].iter().take_while(move |mention| mention.span.end <= span.end)
    }
}
