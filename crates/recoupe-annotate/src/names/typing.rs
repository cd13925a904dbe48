//! What a candidate names: the votes that one mention alone gives.
//!
//! In order of how much they tell: a word of address or an office, a head word, a royal numeral, a given
//! name, capitals only, what stands around. Without evidence a name is a body's.

use super::EntityKind;
use super::candidates::Finder;
use super::heads::is_calendar;
use crate::grammar::Classes;
use std::ops::Range;

/// Numbers that are an age where one stands alone behind a name.
const AGES: std::ops::RangeInclusive<u8> = 6..=109;

impl Finder<'_> {
    pub(super) fn kind(&self, tokens: &Range<usize>, addressed: bool) -> (EntityKind, u8) {
        let forms: Vec<&str> =
            tokens.clone().map(|index| self.syntax.tokens.lower(index)).collect();
        let last = tokens.end - 1;
        let given =
            self.gazetteer.first_name(self.words(tokens.start)).is_some() && forms.len() > 1;
        if addressed && (given || !self.has_head(tokens.clone())) {
            return (EntityKind::Person, 3);
        }
        if forms.iter().any(|form| self.heads.organisations.contains_key(form))
            && (forms.len() > 1 || self.is_acronym(tokens.start))
        {
            return (EntityKind::Organisation, 2);
        }
        if forms.len() > 1
            && (self.heads.places.contains(forms[0])
                || self.heads.places.contains(forms[forms.len() - 1]))
        {
            return (EntityKind::Place, 2);
        }
        if forms.len() > 1
            && self.is_numeral(last)
            && !tokens.clone().any(|index| self.is_acronym(index))
        {
            return (EntityKind::Person, 2);
        }
        if forms.len() > 1 && self.gazetteer.first_name(self.words(tokens.start)).is_some() {
            return (EntityKind::Person, 2);
        }
        if forms.len() == 1 && self.is_acronym(tokens.start) {
            return (EntityKind::Organisation, 1);
        }
        if self.syntax.is_person(tokens.start) {
            return (EntityKind::Person, 1 + u8::from(forms.len() > 1));
        }
        let before =
            tokens.start.checked_sub(1).map_or("", |index| self.syntax.tokens.lower(index));
        if self.follows_office(tokens.end) || forms.len() > 1 && self.has_age(tokens.end) {
            return (EntityKind::Person, 2);
        }
        let is_seat = self.is_seat(tokens.start) || self.is_named_place(before);
        if is_seat || self.heads.place_prepositions.contains(before) && forms.len() <= 2 {
            return (EntityKind::Place, 1);
        }
        let reports = self.syntax.is(tokens.end, Classes::FINITE)
            || tokens.start > 0
                && self.syntax.is(tokens.start - 1, Classes::FINITE.and(Classes::PARTICIPLE))
                && !self.syntax.is(tokens.start - 1, Classes::DETERMINER);
        let determined = tokens.start > 0 && self.syntax.is(tokens.start - 1, Classes::DETERMINER);
        if forms.iter().any(|form| self.heads.common.contains(*form)) {
            return (EntityKind::Other, 1);
        }
        if forms.len() == 1
            && !determined
            && self.has_possessor(tokens.end)
            && self.gazetteer.first_name(self.words(tokens.start)).is_none()
        {
            return (EntityKind::Person, 1);
        }
        // Without evidence a name of the news is a body's more often than a person's.
        let plain = forms.iter().all(|form| {
            form.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '.'))
        });
        let initial = forms.len() > 1
            && forms[..forms.len() - 1].iter().any(|form| form.chars().count() == 1);
        let ends_in_place = forms.len() > 1 && self.gazetteer.knows(forms[forms.len() - 1]);
        if !determined
            && !ends_in_place
            && plain
            && (initial
                || reports && forms.len() <= 3
                || forms.len() > 1 && self.has_possessor(tokens.end))
        {
            return (EntityKind::Person, u8::from(forms.len() > 1));
        }
        // "Nadja Reuter": where bodies have articles, two words without one are somebody.
        let bodies_have_articles =
            !self.syntax.language.property("bodies-have-articles").is_empty();
        let two = (2..=3).contains(&forms.len()) && plain && !ends_in_place;
        let capitals = tokens.clone().any(|index| self.is_acronym(index));
        if bodies_have_articles && two && !determined && !capitals {
            return (EntityKind::Person, 0);
        }
        if forms.len() == 1 && determined {
            (EntityKind::Other, 0)
        } else {
            (EntityKind::Organisation, 0)
        }
    }

    /// "Name … his counterpart": somebody who owns something.
    fn has_possessor(&self, from: usize) -> bool {
        (from..from + 14)
            .take_while(|&index| self.syntax.tokens.lower(index) != ".")
            .any(|index| self.syntax.is(index, Classes::PERSONAL))
    }

    /// "the mayor of Name": an office that a place has.
    pub(super) fn is_seat(&self, start: usize) -> bool {
        let Some(office) = start.checked_sub(2).filter(|&before| self.role_of[before] > 0) else {
            return false;
        };
        let role = &self.roles[self.role_of[office] as usize - 1];
        let offices = self.syntax.language.property("place-offices");
        role.tokens.end == start - 1 && offices.split('|').any(|held| held == role.office)
    }

    /// "el río Name": a word for a place in lower case before its name.
    fn is_named_place(&self, before: &str) -> bool {
        !self.syntax.language.property("place-word-before").is_empty()
            && self.heads.places.contains(before)
    }

    /// "Name, the minister" and "Name (office)".
    fn follows_office(&self, end: usize) -> bool {
        matches!(self.syntax.tokens.lower(end), "," | "(")
            && (end + 1..(end + 4).min(self.role_of.len())).any(|index| self.role_of[index] > 0)
    }

    /// "Name, 43," and "Name (43 years)": an age alone in the apposition.
    fn has_age(&self, end: usize) -> bool {
        let closing = match self.syntax.tokens.lower(end) {
            "," | "،" => [",", "،"],
            "(" => [")", ")"],
            _ => return false,
        };
        let inside = (end + 1..end + 5)
            .take_while(|&at| !closing.contains(&self.syntax.tokens.lower(at)))
            .collect::<Vec<_>>();
        let age = |at: usize| {
            let form = self.syntax.tokens.lower(at);
            form.len() <= 3 && form.parse().is_ok_and(|age: u8| AGES.contains(&age))
        };
        inside.len() < 4
            && inside.iter().any(|&at| age(at))
            && !inside.iter().any(|&at| is_calendar(self.syntax, at) || self.syntax.is_capital(at))
    }

    pub(super) fn is_acronym(&self, at: usize) -> bool {
        let word = self.words(at);
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        letters >= 2
            && word.len() <= 7
            && word.chars().all(|letter| letter.is_uppercase() || !letter.is_alphabetic())
            && !self.is_numeral(at)
    }

    pub(super) fn is_numeral(&self, at: usize) -> bool {
        let word = self.words(at);
        (1..=5).contains(&word.len())
            && word != "X"
            && word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'))
    }
}
