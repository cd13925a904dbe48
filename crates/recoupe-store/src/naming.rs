//! Somebody or something, by every way in which reports may name it.
//!
//! The index of words keeps the names of each report, with the keys by which the gazetteer knows them; an
//! adjective ("Danish") is no name and stands among the words of the text. All names of all languages are asked for beside
//! the key: a report that was filed when the tables knew less has the name without it. Limit: what is found is where to
//! look; the same words may name something else.

use crate::engine::Match;
use crate::words::{forms, key_word, name_words};
use std::collections::BTreeSet;

/// Somebody or something, to be looked for in the index of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// The gazetteer's key.
    pub key: Option<String>,
    /// Its names, in any language and script.
    pub names: Vec<String>,
    /// The adjectives that belong to it, each with the code of its language.
    pub adjectives: Vec<(&'static str, String)>,
}

impl Named {
    /// What the database is asked: a report is meant that answers one of them.
    pub(crate) fn matches(&self) -> Vec<Match> {
        let names: BTreeSet<String> = self
            .names
            .iter()
            .map(|name| name_words(name))
            .chain(self.key.as_deref().map(key_word))
            .collect();
        let words: BTreeSet<String> = self
            .adjectives
            .iter()
            .flat_map(|(language, word)| forms(word, Some(language)))
            .collect();
        let asked = |some: BTreeSet<String>| -> Vec<Vec<String>> {
            let some: Vec<String> = some.into_iter().filter(|words| !words.is_empty()).collect();
            if some.is_empty() { Vec::new() } else { vec![some] }
        };
        let all = Match { limit: u64::MAX, ..Match::default() };
        let by_name = Match { names: asked(names), ..all.clone() };
        let by_word = Match { text: asked(words), ..all };
        // A question without words would be answered by every report.
        [by_name, by_word]
            .into_iter()
            .filter(|query| !query.names.is_empty() || !query.text.is_empty())
            .collect()
    }
}
