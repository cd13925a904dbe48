//! The words that tell what a capitalised run names, and those that names may hold: head words of bodies and
//! places, particles, words of address, prepositions of place, common nouns of the news.

use crate::syntax::Syntax;
use recoupe_text::{Language, PerLanguage, fold, lower};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

/// The words of one language.
pub(super) struct HeadWords {
    pub(super) organisations: HashMap<&'static str, bool>,
    /// Heads that compounds end in ("Hafen-behörde").
    pub(super) compound_organisations: Vec<&'static str>,
    pub(super) places: HashSet<&'static str>,
    pub(super) particles: HashSet<&'static str>,
    pub(super) inner: HashSet<&'static str>,
    pub(super) plural_titles: HashSet<&'static str>,
    pub(super) titles: HashMap<&'static str, char>,
    pub(super) place_prepositions: HashSet<&'static str>,
    /// Common nouns: a run of capitals that holds one is a title of something, not a person.
    pub(super) common: HashSet<String>,
    /// First parts of compound adjectives of countries ("franco-").
    pub(super) compounds: HashSet<&'static str>,
}

/// The words of each language, compiled once.
pub(super) static HEADS: PerLanguage<HeadWords> =
    PerLanguage::new(|language: &'static Language| HeadWords {
        organisations: language
            .table("organisation-words")
            .rows()
            .iter()
            .map(|row| (row.get(0), row.get(1) == "head"))
            .collect(),
        compound_organisations: language
            .table("organisation-words")
            .rows()
            .iter()
            .filter(|row| row.get(2) == "compound")
            .map(|row| row.get(0))
            .collect(),
        places: language.table("place-words").words().collect(),
        particles: language.table("name-particles").words().collect(),
        inner: language.property("name-joiners").split('|').collect(),
        plural_titles: language
            .table("titles")
            .rows()
            .iter()
            .filter(|row| row.get(2) == "p")
            .map(|row| row.get(0))
            .collect(),
        titles: language
            .table("titles")
            .rows()
            .iter()
            .map(|row| (row.get(0), row.get(1).chars().next().unwrap_or('-')))
            .collect(),
        place_prepositions: language.property("place-prepositions").split('|').collect(),
        common: language
            .table("lexicon")
            .rows()
            .iter()
            .chain(language.table("arrangements").rows())
            .flat_map(|row| row.alternatives(1))
            .map(lower)
            .collect(),
        compounds: language.property("compounds").split('|').collect(),
    });

/// Month and weekday names are in the calendar's tables.
pub(crate) fn is_calendar(syntax: &Syntax, at: usize) -> bool {
    static CALENDAR: PerLanguage<HashSet<String>> =
        PerLanguage::new(|language: &'static Language| {
            language
                .table("calendar")
                .rows()
                .iter()
                // Short forms that are a date only beside a number may be words ("mar", "sat").
                .filter(|row| {
                    matches!(row.get(0), "month" | "weekday") && !row.get(3).contains("joined")
                })
                .flat_map(|row| row.alternatives(1))
                .map(fold)
                .collect()
        });
    CALENDAR.get(syntax.language).contains(&fold(syntax.tokens.lower(at)))
}
