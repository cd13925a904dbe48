//! Runs: how far the capitals of one name reach.
//!
//! Particles, initials and `&` link capitals; behind the head of an organisation so do the small
//! words of its name ("Institute for Economics and Peace"). A run ends at a day or month, at
//! another office, and at [`LONGEST`] tokens: longer ones are headings or lists.

use super::candidates::Finder;
use super::heads::is_calendar;
use crate::grammar::Classes;
use recoupe_text::TokenKind;
use std::ops::Range;

/// Names longer than this many tokens are headings or lists.
const LONGEST: usize = 10;

impl Finder<'_> {
    /// Where the run of capitals that begins at `at` ends.
    pub(super) fn run(&self, at: usize, sentence: &Range<usize>) -> usize {
        let tokens = &self.syntax.tokens;
        let mut end = at + 1;
        let mut has_head = self.is_organisation_head(at);
        while end < sentence.end && end - at < LONGEST {
            let token = tokens.items()[end];
            let form = tokens.lower(end);
            let glued = token.span.start == tokens.items()[end - 1].span.end;
            let next_capital = self.syntax.is_capital(end + 1) && end + 1 < sentence.end;
            if self.syntax.begins_name(end) {
                break;
            }
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
            // "von der Heide": one more may stand between.
            let next_particle = self.heads.particles.contains(tokens.lower(end + 1))
                && end + 2 < sentence.end
                && self.syntax.is_capital(end + 2);
            let particle = word
                && self.heads.particles.contains(form)
                && (next_capital || next_particle)
                && !has_head
                && links;
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
    pub(super) fn lower_organisation(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
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
}
