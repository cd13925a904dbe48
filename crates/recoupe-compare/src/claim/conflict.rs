//! What in a passage contradicts the claim: another figure or date, a denial, a plan told as done, the
//! opposite, the two sides changed over.

use super::Case;
use super::asked::Asked;
use super::content::{Content, Count};
use crate::story::DisputeKind;
use crate::terms::Term;
use recoupe_text::{Span, TokenKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// A contradiction counts where the clause holds this share of the claim.
const CONTRADICTED: f64 = 0.38;

/// The sides are compared in the clause of the passage that holds most of the claim, if it holds this share.
const ABOUT_IT: f64 = 0.25;

/// From this share of what the passage holds of the claim on, being denied, planned or asked for there
/// is a contradiction.
const OTHERWISE: f64 = 0.5;

impl Case<'_> {
    /// What in the passage contradicts the claim.
    pub(super) fn conflict(
        &self,
        article: usize,
        asked: &Asked,
        found: &Content,
        tokens: &Range<usize>,
    ) -> Option<DisputeKind> {
        let claim = &asked.content;
        let missing = |number: &&Count| !found.numbers.iter().any(|other| number.agrees(other));
        if let Some(number) = claim.numbers.iter().find(missing)
            && self.counts_other(article, *number, tokens, asked)
        {
            return Some(DisputeKind::Figure);
        }
        if let ([date], [other]) = (&claim.days[..], &found.days[..])
            && !date.agrees_with(other)
        {
            return Some(DisputeKind::Date);
        }
        if asked.told_otherwise(self, article, tokens) >= OTHERWISE
            || self.opposites.between(&sorted(&claim.terms), &sorted(&found.terms))
        {
            return Some(DisputeKind::Negation);
        }
        let clause = self.clause(article, asked, tokens);
        let about = asked.held(self, article, &clause).0 >= ABOUT_IT;
        (about && self.is_reversed(article, &clause)).then_some(DisputeKind::Negation)
    }

    /// Another figure counts the same thing there.
    fn counts_other(
        &self,
        article: usize,
        number: Count,
        tokens: &Range<usize>,
        asked: &Asked,
    ) -> bool {
        let counted = |reading: usize, place: Span| -> BTreeSet<Term> {
            let syntax = &self.readings[reading].syntax;
            let start = syntax.within(Span { start: place.start, end: u32::MAX }).start;
            let end = (start + 6).min(syntax.tokens.len());
            self.terms.of[reading][start..end].iter().flatten().copied().collect()
        };
        let claimed = &self.numbers[self.claim];
        let things: BTreeSet<Term> = claimed
            .iter()
            .filter(|held| held.value == number.value)
            .flat_map(|held| counted(self.claim, held.span))
            .collect();
        self.numbers[article]
            .iter()
            .filter(|held| tokens.contains(&held.tokens.start) && !held.ordinal && !held.article)
            .filter(|held| {
                let count = Count::of(self.readings[article], held);
                !asked.content.numbers.iter().any(|other| other.agrees(&count))
            })
            .any(|held| {
                let thing = counted(article, held.span)
                    .intersection(&things)
                    .any(|term| !self.terms.is_name[*term as usize]);
                let around =
                    held.tokens.start.saturating_sub(8)..(held.tokens.end + 8).min(tokens.end);
                thing
                    && asked.happens(self, article, &around) != Some(false)
                    && asked.held(self, article, &around).0 >= CONTRADICTED
            })
    }

    /// The part of the passage, between marks that end clauses, that shares most with the claim.
    fn clause(&self, article: usize, asked: &Asked, tokens: &Range<usize>) -> Range<usize> {
        let syntax = &self.readings[article].syntax;
        let mut best = (0.0, tokens.clone());
        let mut start = tokens.start;
        for index in tokens.clone() {
            let ends = matches!(syntax.tokens.lower(index), "." | ";" | ":" | "!" | "?" | ",");
            if ends || index + 1 == tokens.end {
                let clause = start..index + 1;
                let (share, _) = asked.held(self, article, &clause);
                if share > best.0 {
                    best = (share, clause);
                }
                start = index + 1;
            }
        }
        best.1
    }

    /// The two names of the claim stand on the other sides of the same verb.
    fn is_reversed(&self, article: usize, clause: &Range<usize>) -> bool {
        let claim = self.sides(self.claim, 0..self.readings[self.claim].syntax.tokens.len());
        let there = self.sides(article, clause.clone());
        claim.iter().any(|(agent, verb, patient)| {
            there
                .iter()
                .any(|(other, same, second)| same == verb && other == patient && second == agent)
        })
    }

    /// Who stands before and who behind each word: agent, word, patient; "by" turns them.
    fn sides(&self, article: usize, tokens: Range<usize>) -> Vec<(Term, Term, Term)> {
        let syntax = &self.readings[article].syntax;
        let by = syntax.language.property("agent-mark");
        let terms = &self.terms.of[article];
        let names: Vec<(usize, Term)> = tokens
            .clone()
            .filter_map(|index| {
                Some((index, terms[index].filter(|term| self.terms.is_name[*term as usize])?))
            })
            .collect();
        let mut sides = Vec::new();
        for index in tokens.clone() {
            let Some(word) = terms[index].filter(|term| !self.terms.is_name[*term as usize]) else {
                continue;
            };
            if syntax.tokens.items()[index].kind != TokenKind::Word {
                continue;
            }
            let before = names.iter().rev().find(|(place, _)| *place < index);
            let after = names.iter().find(|(place, _)| *place > index);
            if let (Some((_, one)), Some((place, other))) = (before, after)
                && one != other
            {
                let passive =
                    (index..*place).any(|at| syntax.tokens.lower(at) == by) && !by.is_empty();
                sides.push(if passive { (*other, word, *one) } else { (*one, word, *other) });
            }
        }
        sides
    }
}

fn sorted(terms: &BTreeSet<Term>) -> Vec<Term> {
    terms.iter().copied().collect()
}
