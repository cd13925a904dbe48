//! Candidates: stretches that may be names, each with its first guess of a kind.

use super::EntityKind;
use super::heads::{HEADS, HeadWords, is_calendar};
use super::known::{Gazetteer, Known};
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

/// Names longer than this many tokens are headings or lists.
const LONGEST: usize = 10;

pub(super) fn candidates(
    text: &str,
    syntax: &Syntax,
    roles: &[Role],
    title: Option<Span>,
) -> Vec<Candidate> {
    let finder = Finder {
        text,
        syntax,
        gazetteer: Gazetteer::of(syntax.language),
        heads: HEADS.get(syntax.language),
        role_of: role_index(syntax.tokens.len(), roles),
        roles,
        lower_forms: lower_forms(syntax),
    };
    let mut found = Vec::new();
    for sentence in &syntax.sentences {
        let tokens = syntax.within(*sentence);
        let headline =
            title.is_some_and(|title| title.contains(*sentence)) || finder.is_headline(&tokens);
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
        let first = at == sentence.start || self.after_opening(at);
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

    /// Where the run of capitals that begins at `at` ends.
    fn run(&self, at: usize, sentence: &Range<usize>) -> usize {
        let tokens = &self.syntax.tokens;
        let mut end = at + 1;
        let mut has_head = self.is_organisation_head(at);
        while end < sentence.end && end - at < LONGEST {
            let token = tokens.items()[end];
            let form = tokens.lower(end);
            let glued = token.span.start == tokens.items()[end - 1].span.end;
            let next_capital = self.syntax.is_capital(end + 1) && end + 1 < sentence.end;
            let in_role = self.role_of[end] > 0 && self.role_of[end] != self.role_of[at];
            if in_role && self.syntax.is(end, Classes::ROLE) && !has_head {
                break;
            }
            if is_calendar(self.syntax, end) || form.ends_with('\'') {
                break;
            }
            let word = token.kind == TokenKind::Word;
            let initial = form == "." && glued && next_capital && self.is_initial(end - 1);
            // "Étoile du Large", "de Villepin"; but not "Paris de Lyon": known names stand alone.
            let unknown = |index: usize| self.gazetteer.longest(self.syntax, index).is_none();
            let links = !self.heads.inner.contains(form)
                || unknown(at) && unknown(end + 1) && !self.is_function_word(at);
            let particle =
                word && self.heads.particles.contains(form) && next_capital && !has_head && links;
            if word && token.capital && !form.starts_with('\'') {
                has_head |= self.is_organisation_head(end);
                end += 1;
            } else if initial || particle || form == "&" && next_capital {
                end += 1;
            } else if has_head && self.heads.inner.contains(form) {
                // "Institute for Economics and Peace", "Ministère de l'Intérieur"
                let mut next = end + 1;
                let skips = !self.syntax.is(end, Classes::CONJUNCTION);
                while skips
                    && next < sentence.end
                    && next < end + 3
                    && (self.syntax.is(next, Classes::DETERMINER)
                        || self.heads.inner.contains(tokens.lower(next)))
                {
                    next += 1;
                }
                if next < sentence.end
                    && self.syntax.is_capital(next)
                    && self.gazetteer.demonym(tokens.lower(next)).is_none()
                {
                    end = next + 1;
                } else {
                    break;
                }
            } else {
                break;
            }
        }
        end
    }

    /// A stop behind it abbreviates: "J.", "Dr.".
    fn is_initial(&self, at: usize) -> bool {
        let length = self.syntax.tokens.items()[at].span.len();
        length == 1 || length <= 4 && self.syntax.is(at, Classes::TITLE)
    }

    /// "le ministère de l'Intérieur": the head in lower case.
    fn lower_organisation(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        if !self.heads.organisations.get(self.syntax.tokens.lower(at)).copied().unwrap_or(false) {
            return None;
        }
        let mut next = at + 1;
        if self.gazetteer.demonym(self.syntax.tokens.lower(next)).is_some() {
            next += 1;
        }
        if !self.heads.inner.contains(self.syntax.tokens.lower(next)) {
            return None;
        }
        next += 1;
        while self.syntax.is(next, Classes::DETERMINER) && next < at + 5 {
            next += 1;
        }
        (next < sentence.end
            && self.syntax.is_capital(next)
            && self.gazetteer.longest(self.syntax, next).is_none())
        .then(|| self.run(next, sentence))
    }

    fn push_run(
        &self,
        at: usize,
        end: usize,
        first: bool,
        headline: bool,
        found: &mut Vec<Candidate>,
    ) {
        let mut start = at;
        let mut gender = '-';
        let mut addressed = at > 0 && self.role_of[at - 1] > 0 && self.is_described(at);
        let mut plural = false;
        if addressed {
            gender = self.roles[self.role_of[at - 1] as usize - 1].gender;
        }
        // Words of address, offices and adjectives of countries are not the name.
        while start < end {
            let form = self.syntax.tokens.lower(start);
            if let Some(sex) = self
                .heads
                .titles
                .get(form)
                .filter(|_| (start + 1 < end || start == at) && !self.has_head(start + 1..end))
            {
                gender = *sex;
                addressed = true;
                plural = self.heads.plural_titles.contains(form);
            } else if self.role_of[start] > 0 && start + 1 < end && !self.has_head(start..end) {
                addressed = true;
            } else if !(form == "." && addressed || self.is_prefix(start, end, start == at, first))
            {
                break;
            }
            start += 1;
        }
        if start >= end {
            return;
        }
        if !addressed && start > 0 {
            let mut before = start - 1;
            if self.syntax.tokens.lower(before) == "." && before > 0 {
                before -= 1;
            }
            if let Some(sex) = self.heads.titles.get(self.syntax.tokens.lower(before)) {
                addressed = true;
                gender = *sex;
                plural = self.heads.plural_titles.contains(self.syntax.tokens.lower(before));
            }
        }
        let mut tokens = start..end;
        if let Some((length, known)) = self
            .gazetteer
            .longest(self.syntax, start)
            .filter(|(length, _)| start + length == end && !addressed)
        {
            found.push(Candidate {
                tokens: start..start + length,
                kind: known.kind,
                sure: 3,
                known: Some(known),
                gender: '-',
                weak: false,
            });
            return;
        }
        while tokens.end > tokens.start + 1
            && (self.syntax.is_mark(tokens.end - 1) || !self.syntax.is_capital(tokens.end - 1))
        {
            tokens.end -= 1;
        }
        let single = tokens.len() == 1;
        if single && is_calendar(self.syntax, tokens.start) {
            return;
        }
        if single
            && !addressed
            && (self.is_function_word(tokens.start)
                || self.heads.common.contains(self.syntax.tokens.lower(tokens.start)))
        {
            return;
        }
        let (kind, sure) = self.kind(&tokens, addressed);
        let shown = self.lower_forms.contains(self.syntax.tokens.lower(tokens.start));
        let weak = !addressed && sure < 3 && ((first && single) || headline || (single && shown));
        if single && shown && !addressed && first {
            return;
        }
        if gender == '-' {
            gender = self.gazetteer.first_name(self.words(tokens.start)).unwrap_or('-');
        }
        found.push(Candidate { tokens: tokens.clone(), kind, sure, known: None, gender, weak });
        if plural {
            self.push_coordinated(tokens.end, gender, found);
        }
    }

    /// A capital before a name that is no part of it: an adjective of a country, a common word that opens
    /// the sentence, an article before a known name.
    fn is_prefix(&self, start: usize, end: usize, opens_run: bool, opens_sentence: bool) -> bool {
        let form = self.syntax.tokens.lower(start);
        let adjective = self.gazetteer.demonym(form).is_some()
            && self.gazetteer.longest(self.syntax, start).is_none()
            && !self.has_head(start..end);
        let common = opens_run
            && (opens_sentence && self.is_common(start) || self.is_function_word(start))
            && self.gazetteer.first_name(form).is_none();
        let article = self.heads.particles.contains(form)
            && self.gazetteer.longest(self.syntax, start + 1).is_some();
        adjective || start + 1 < end && (common || article)
    }

    /// "MM. A et B": the second name has the address of the first.
    fn push_coordinated(&self, at: usize, gender: char, found: &mut Vec<Candidate>) {
        if self.syntax.is(at, Classes::CONJUNCTION) && self.syntax.is_capital(at + 1) {
            let mut end = at + 2;
            while self.syntax.is_capital(end) {
                end += 1;
            }
            found.push(Candidate {
                tokens: at + 1..end,
                kind: EntityKind::Person,
                sure: 3,
                known: None,
                gender,
                weak: false,
            });
        }
    }

    /// An office right before, and it describes one person or the name is not an office's own complement.
    fn is_described(&self, at: usize) -> bool {
        self.roles[self.role_of[at - 1] as usize - 1].tokens.end == at
    }

    pub(super) fn has_head(&self, tokens: Range<usize>) -> bool {
        tokens.clone().any(|index| self.is_organisation_head(index))
    }

    pub(super) fn is_organisation_head(&self, at: usize) -> bool {
        self.heads.organisations.contains_key(self.syntax.tokens.lower(at))
    }

    fn is_common(&self, at: usize) -> bool {
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
