//! What of a run of capitals is the name, and what only stands before it.

use super::EntityKind;
use super::candidates::{Candidate, Finder};
use super::heads::is_calendar;
use crate::grammar::Classes;

impl Finder<'_> {
    /// Pushes the name that the run `at..end` holds, and the one coordinated with it: what stands before
    /// it (words of address, offices, adjectives of countries, the sentence's first word) is no part of it.
    pub(super) fn push_run(
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
        let Some(mut tokens) = self.without_nouns(start..end, addressed) else { return };
        let (start, end) = (tokens.start, tokens.end);
        // It may go on in lower case: "La Commission européenne".
        if let Some((length, known)) = self
            .gazetteer
            .longest(self.syntax, start)
            .filter(|(length, _)| start + length >= end && !addressed)
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
                || self.nouns.is_none()
                    && self.heads.common.contains(self.syntax.tokens.lower(tokens.start)))
        {
            return;
        }
        let head = single && !addressed && self.is_compound_head(tokens.start);
        let (kind, sure) =
            if head { (EntityKind::Organisation, 2) } else { self.kind(&tokens, addressed) };
        let shown = self.lower_forms.contains(self.syntax.tokens.lower(tokens.start));
        let unsure = single && self.needs_full_name(tokens.start);
        let weak = !addressed
            && sure < 3
            && ((first && single && !head && !self.is_apposed(tokens.start))
                || headline
                || (single && (shown || unsure)));
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
}
