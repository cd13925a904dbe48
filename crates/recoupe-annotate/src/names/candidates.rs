//! Candidates: stretches that may be names, each with its first guess of a kind.

use super::EntityKind;
use super::heads::{HEADS, HeadWords, is_calendar};
use super::known::{Gazetteer, Known};
use super::nouns::{NOUNS, Nouns, determined};
use super::roles::Role;
use crate::grammar::Classes;
use crate::syntax::Syntax;
use recoupe_text::{Span, TokenKind};
use rustc_hash::FxHashSet as HashSet;
use std::ops::Range;

/// A stretch that may be a name.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) tokens: Range<usize>,
    pub(super) kind: EntityKind,
    /// How sure the kind is: 3 known or addressed, 2 typed by its own words, 1 by context, 0 a guess.
    pub(super) sure: u8,
    pub(super) known: Option<&'static Known>,
    pub(super) gender: char,
    /// A single capital at the start of a sentence, or in a headline: a name only if shown elsewhere.
    pub(super) weak: bool,
}

pub(super) fn candidates(
    text: &str,
    syntax: &Syntax,
    roles: &[Role],
    title: Option<Span>,
) -> Vec<Candidate> {
    let nouns = NOUNS.get(syntax.language).as_ref();
    let capitals = syntax.language.property("no-capitals").is_empty();
    let finder = Finder {
        text,
        syntax,
        gazetteer: Gazetteer::of(syntax.language),
        heads: HEADS.get(syntax.language),
        role_of: role_index(syntax.tokens.len(), roles),
        roles,
        lower_forms: if capitals { lower_forms(syntax) } else { HashSet::default() },
        capitals,
        nouns,
        determined: if nouns.is_some() { determined(syntax) } else { HashSet::default() },
    };
    let mut found = Vec::new();
    for sentence in &syntax.sentences {
        let tokens = syntax.within(*sentence);
        // Where capitals come from other evidence they tell as much in a headline, and first in a sentence.
        let headline = capitals
            && (title.is_some_and(|title| title.contains(*sentence))
                || finder.is_headline(&tokens));
        finder.sentence(tokens, headline, &mut found);
    }
    found
}

pub(super) struct Finder<'a> {
    pub(super) text: &'a str,
    pub(super) syntax: &'a Syntax,
    pub(super) gazetteer: &'static Gazetteer,
    pub(super) heads: &'static HeadWords,
    pub(super) role_of: Vec<u32>,
    pub(super) roles: &'a [Role],
    pub(super) lower_forms: HashSet<String>,
    /// Where the language writes nouns with a capital.
    pub(super) nouns: Option<&'static Nouns>,
    pub(super) determined: HashSet<String>,
    /// Whether the script has capitals.
    capitals: bool,
}

/// For each token, the number of the role that holds it plus one.
fn role_index(tokens: usize, roles: &[Role]) -> Vec<u32> {
    let mut index = vec![0; tokens];
    for (number, role) in roles.iter().enumerate() {
        index[role.tokens.clone()].fill(number as u32 + 1);
    }
    index
}

/// The words that the article writes in lower case somewhere: no names.
fn lower_forms(syntax: &Syntax) -> HashSet<String> {
    let tokens = &syntax.tokens;
    (0..tokens.len())
        .filter(|&index| {
            tokens.items()[index].kind == TokenKind::Word && !tokens.items()[index].capital
        })
        .map(|index| tokens.lower(index).to_owned())
        .collect()
}

impl Finder<'_> {
    /// No full stop, and short or with capitals on all but the small words: a headline or a heading,
    /// whatever it is marked as.
    fn is_headline(&self, tokens: &Range<usize>) -> bool {
        let last = tokens.end.saturating_sub(1);
        if self.syntax.is_mark(last) {
            return false;
        }
        let large = tokens.clone().filter(|&index| {
            self.syntax.tokens.items()[index].kind == TokenKind::Word
                && !self.is_function_word(index)
        });
        let (all, capitals) = large.fold((0, 0), |(all, capitals), index| {
            (all + 1, capitals + usize::from(self.syntax.is_capital(index)))
        });
        tokens.len() < 12 || all >= 4 && capitals * 8 >= all * 7
    }

    fn sentence(&self, tokens: Range<usize>, headline: bool, found: &mut Vec<Candidate>) {
        let mut at = tokens.start;
        while at < tokens.end {
            let next = if let Some(candidate) = self.handle(at) {
                let end = candidate.tokens.end;
                found.push(candidate);
                end
            } else if self.syntax.tokens.items()[at].kind == TokenKind::Word {
                self.at(at, &tokens, headline, found)
            } else {
                at + 1
            };
            at = next.max(at + 1);
        }
    }

    /// "@Name"
    fn handle(&self, at: usize) -> Option<Candidate> {
        (self.syntax.tokens.lower(at) == "@"
            && self.syntax.tokens.items().get(at + 1)?.kind == TokenKind::Word)
            .then(|| Candidate {
                tokens: at..at + 2,
                kind: EntityKind::Other,
                sure: 0,
                known: None,
                gender: '-',
                weak: true,
            })
    }

    /// What begins at token `at`; gives where to go on.
    fn at(
        &self,
        at: usize,
        sentence: &Range<usize>,
        headline: bool,
        found: &mut Vec<Candidate>,
    ) -> usize {
        let known = self.gazetteer.longest(self.syntax, at);
        if !self.syntax.is_capital(at) && known.is_none() {
            if self.is_organisation_head(at)
                && let Some(end) = self.lower_organisation(at, sentence)
            {
                found.push(Candidate {
                    tokens: at..end,
                    kind: EntityKind::Organisation,
                    sure: 2,
                    known: None,
                    gender: '-',
                    weak: false,
                });
                return end;
            }
            return at + 1;
        }
        if self.role_of[at] > 0 && known.is_none() {
            // Inside an office's description; a country in it is still a name, its demonym is not.
            return at + 1;
        }
        if self.is_compound(at) || known.is_none() && self.syntax.tokens.lower(at).ends_with('\'') {
            return at + 1;
        }
        let first = self.capitals && (at == sentence.start || self.after_opening(at));
        let run = self.run(at, sentence);
        if let Some((length, known)) = known
            && at + length >= run
        {
            let weak =
                headline && length == 1 && self.lower_forms.contains(self.syntax.tokens.lower(at));
            let personal = length == 1 && self.is_personal_context(at);
            if !personal {
                found.push(Candidate {
                    tokens: at..at + length,
                    kind: known.kind,
                    sure: 3,
                    known: Some(known),
                    gender: '-',
                    weak,
                });
                return at + length;
            }
        }
        let ends_here = |length: usize| {
            self.syntax.is(at + length, Classes::PREPOSITION)
                || self.gazetteer.first_name(self.words(at + length)).is_some()
                    && known.is_some_and(|(_, known)| known.key.starts_with("country:"))
        };
        if let Some((length, known)) = known
            && run > at + length
            && ends_here(length)
        {
            found.push(Candidate {
                tokens: at..at + length,
                kind: known.kind,
                sure: 3,
                known: Some(known),
                gender: '-',
                weak: false,
            });
            return at + length;
        }
        if headline {
            return self.push_headline(at, run, found);
        }
        self.push_run(at, run, first, headline, found);
        found.last().map_or(run, |last| run.max(last.tokens.end))
    }

    /// In a headline every word has a capital: a given name with the word after it, or one word alone,
    /// each a name only if the article shows it.
    fn push_headline(&self, at: usize, run: usize, found: &mut Vec<Candidate>) -> usize {
        let given = self
            .gazetteer
            .first_name(self.words(at))
            .filter(|_| at + 1 < run && !self.is_function_word(at + 1));
        let end = if given.is_some() { at + 2 } else { at + 1 };
        if !self.is_function_word(at) && self.role_of[at] == 0 {
            let kind = if given.is_some() { EntityKind::Person } else { EntityKind::Other };
            found.push(Candidate {
                tokens: at..end,
                kind,
                sure: 0,
                known: None,
                gender: given.unwrap_or('-'),
                weak: true,
            });
        }
        end
    }

    /// "Franco-Moroccan", "Morocco-France": an adjective or a pair, not a name.
    fn is_compound(&self, at: usize) -> bool {
        let mut parts = self.syntax.tokens.lower(at).split('-').peekable();
        let first = parts.next().unwrap_or_default();
        parts.peek().is_some()
            && (self.heads.compounds.contains(first) || self.gazetteer.knows(first))
            && parts.all(|part| {
                self.gazetteer.demonym(part).is_some()
                    || self.gazetteer.knows(part)
                    || part == "based"
            })
    }

    /// An office right before, and it describes one person or the name is not an office's own complement.
    pub(super) fn is_described(&self, at: usize) -> bool {
        self.roles[self.role_of[at - 1] as usize - 1].tokens.end == at
    }

    pub(super) fn has_head(&self, tokens: Range<usize>) -> bool {
        tokens.clone().any(|index| self.is_organisation_head(index))
    }

    pub(super) fn is_organisation_head(&self, at: usize) -> bool {
        self.heads.organisations.contains_key(self.syntax.tokens.lower(at))
    }

    pub(super) fn is_common(&self, at: usize) -> bool {
        self.is_function_word(at) || self.lower_forms.contains(self.syntax.tokens.lower(at))
    }

    pub(super) fn is_function_word(&self, at: usize) -> bool {
        let closed =
            Classes::CLOSED.and(Classes::REPORTING).and(Classes::TITLE).and(Classes::NEGATION);
        self.syntax.is(at, closed) || is_calendar(self.syntax, at)
    }

    /// A city's name that stands where a person's does: after a given name or a word of address.
    fn is_personal_context(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        self.syntax.is(before, Classes::TITLE)
            || self.role_of[before] > 0 && self.is_described(at) && self.syntax.is_capital(before)
    }

    /// Right behind a mark that opens a sentence: a quotation mark, a colon, a dash.
    fn after_opening(&self, at: usize) -> bool {
        at > 0
            && matches!(
                self.syntax.tokens.lower(at - 1),
                "“" | "\"" | "«" | ":" | "—" | "–" | "‘" | "•"
            )
    }

    pub(super) fn words(&self, at: usize) -> &str {
        self.syntax.tokens.items()[at].span.of(self.text)
    }
}
