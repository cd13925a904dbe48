//! Names in a language that writes every noun with a capital.
//!
//! There a capital alone makes no name. What is left as evidence: a word of address or an office in
//! front, a given name, the gazetteer, the head of a body, and that names stand side by side where
//! nouns seldom do ("Fähre Étoile du Large"). So nouns are trimmed off both ends of a run, and a
//! single capital is only a mention of a name that the article gives in full.
//!
//! A noun is known by the tables (`lexicon`, `arrangements`, `common-nouns`), as their compound, by the
//! ending, or because the article puts an article in front of it somewhere. Limits: what the tables do
//! not know and the article never determines passes for a name where another capital stands beside it.

use super::candidates::Finder;
use super::heads::is_calendar;
use crate::grammar::Classes;
use crate::syntax::Syntax;
use recoupe_text::{Language, PerLanguage, TokenKind, stem};
use rustc_hash::FxHashSet as HashSet;

/// The shortest last part of a compound, and the shortest first part in front of it, in letters.
const PART: usize = 3;

/// Longer words are in no table, in bytes: a bound for words without end.
const LONGEST: usize = 80;

/// The nouns of a language that capitalises them.
#[derive(Default)]
pub(super) struct Nouns {
    stems: HashSet<String>,
    endings: Vec<&'static str>,
    /// Endings that compounds share with names of places and people: "-berg", "-mann".
    of_names: Vec<&'static str>,
}

pub(super) static NOUNS: PerLanguage<Option<Nouns>> =
    PerLanguage::new(|language: &'static Language| {
        let split = |property: &str| -> Vec<&'static str> {
            language.property(property).split('|').filter(|word| !word.is_empty()).collect()
        };
        if language.property("noun-capitals").is_empty() {
            return None;
        }
        let tables = [("lexicon", 1), ("arrangements", 1), ("common-nouns", 0)];
        let stems = tables
            .iter()
            .flat_map(|(table, column)| {
                language.table(table).rows().iter().flat_map(|row| row.alternatives(*column))
            })
            .filter(|word| !word.contains(' '))
            .map(|word| stem(&recoupe_text::lower(word), language))
            .collect();
        Some(Nouns { stems, endings: split("noun-endings"), of_names: split("name-endings") })
    });

impl Nouns {
    /// Whether the tables know a lower-case word as a noun, by itself or as the last part of a compound.
    fn knows(&self, form: &str, language: &'static Language) -> bool {
        if form.len() > LONGEST {
            return false;
        }
        let stem = stem(form, language);
        if self.stems.contains(&stem) {
            return true;
        }
        if self.of_names.iter().any(|ending| form.ends_with(ending)) {
            return false;
        }
        self.endings.iter().any(|ending| form.len() > ending.len() + PART && form.ends_with(ending))
            || stem.char_indices().skip(PART).any(|(at, _)| {
                stem[at..].chars().count() >= PART && self.stems.contains(&stem[at..])
            })
    }
}

/// The words that the article puts an article or a possessive right in front of: nouns.
pub(super) fn determined(syntax: &Syntax) -> HashSet<String> {
    let capital = |index: usize| {
        syntax.is_capital(index) && syntax.tokens.items()[index].kind == TokenKind::Word
    };
    (1..syntax.tokens.len())
        .filter(|&index| {
            capital(index)
                && !capital(index + 1)
                && syntax
                    .is(index - 1, Classes::DETERMINER.and(Classes::POSSESSIVE).and(Classes::APART))
        })
        .map(|index| syntax.tokens.lower(index).to_owned())
        .collect()
}

impl Finder<'_> {
    /// Whether the capitals at `at` are those of a noun.
    pub(super) fn is_noun(&self, at: usize) -> bool {
        let Some(nouns) = self.nouns else { return false };
        let form = self.syntax.tokens.lower(at);
        !self.is_acronym(at)
            && self.gazetteer.longest(self.syntax, at).is_none()
            && self.gazetteer.first_name(self.words(at)).is_none()
            && (self.determined.contains(form)
                || self.lower_forms.contains(form)
                || self.syntax.is(at, Classes::ROLE.and(Classes::TITLE))
                || is_calendar(self.syntax, at)
                || nouns.knows(form, self.syntax.language))
    }

    /// The run without the nouns at its ends; `None` where no name is left.
    pub(super) fn without_nouns(
        &self,
        run: std::ops::Range<usize>,
        addressed: bool,
    ) -> Option<std::ops::Range<usize>> {
        if self.nouns.is_none() {
            return Some(run);
        }
        let std::ops::Range { mut start, mut end } = run;
        // A known name at the end of the run is the name, whatever nouns stand before it.
        if let Some(known) = (start..end).find(|&at| self.is_known_to(at, end))
            && (start..known).all(|at| self.is_noun(at))
        {
            return Some(known..end);
        }
        if end - start > 1 && self.has_head(start..end) {
            return Some(start..end);
        }
        let article = Classes::DETERMINER.and(Classes::APART);
        let determined = start > 0 && self.syntax.is(start - 1, article);
        let mut apposed = false;
        if !addressed && determined && end - start > 1 && !self.is_place_word(end - 1) {
            // "die Fähre Étoile du Large"
            apposed = self.gazetteer.first_name(self.words(start)).is_none();
            start += usize::from(apposed);
        }
        while !addressed && end - start > 1 && self.is_noun(start) && !self.is_place_word(start) {
            start += 1;
        }
        let given = self.gazetteer.first_name(self.words(start)).is_some();
        while !addressed
            && !given
            && end - start > 1
            && self.is_noun(end - 1)
            && !self.is_place_word(end - 1)
        {
            end -= 1;
        }
        // A noun without an article may be a surname that the article gives in full elsewhere.
        let noun = end - start == 1
            && !addressed
            && if apposed { self.is_noun(start) } else { determined }
            && !self.is_compound_head(start);
        (!noun || self.is_acronym(start)).then_some(start..end)
    }

    /// Whether a known name begins at `at` and ends before `end`.
    fn is_known_to(&self, at: usize, end: usize) -> bool {
        self.gazetteer.longest(self.syntax, at).is_some_and(|(length, _)| at + length == end)
    }

    /// "die Fähre Nordwind": a noun with its article in front, and itself no noun.
    pub(super) fn is_apposed(&self, at: usize) -> bool {
        at > 1
            && self.is_noun(at - 1)
            && self.syntax.is(at - 2, Classes::DETERMINER.and(Classes::APART))
            && !self.is_noun(at)
    }

    fn is_place_word(&self, at: usize) -> bool {
        self.heads.places.contains(self.syntax.tokens.lower(at))
    }

    /// Whether a single word must be shown in full elsewhere to be a name.
    pub(super) fn needs_full_name(&self, at: usize) -> bool {
        self.nouns.is_some()
            && !self.is_acronym(at)
            && self.gazetteer.longest(self.syntax, at).is_none()
            && !self.is_compound_head(at)
            && !self.is_seat(at)
            && !self.is_apposed(at)
            && (!self.is_after_place_preposition(at) || self.is_noun(at))
    }

    fn is_after_place_preposition(&self, at: usize) -> bool {
        at > 0 && self.heads.place_prepositions.contains(self.syntax.tokens.lower(at - 1))
    }

    /// "Hafenbehörde", "Innenministerium": the head of a body as the last part of a compound.
    pub(super) fn is_compound_head(&self, at: usize) -> bool {
        let form = self.syntax.tokens.lower(at);
        self.nouns.is_some()
            && self
                .heads
                .compound_organisations
                .iter()
                .any(|head| form.len() > head.len() + PART - 1 && form.ends_with(head))
    }
}
