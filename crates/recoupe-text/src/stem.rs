//! Stems, by the Snowball algorithm that a language's `properties` name.
//!
//! For comparison only: a stem is never shown.

use crate::language::{Language, PerLanguage};
use crate::tokens::Tokens;
use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

static STEMMERS: PerLanguage<Option<Stemmer>> = PerLanguage::new(|language| {
    Algorithm::from_name(language.property("stemmer")).ok().map(Stemmer::new)
});

/// The stem of a lower-case word; the word itself where the language names no stemmer.
#[must_use]
pub fn stem(word: &str, language: &'static Language) -> String {
    STEMMERS
        .get(language)
        .as_ref()
        .map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word).into_owned())
}

/// The stems of a text's tokens. A text says most of its words more than once: each is stemmed once.
#[derive(Debug, Clone, Default)]
pub struct Stems {
    forms: Vec<String>,
    of: Vec<u32>,
}

impl Stems {
    /// The stems of `tokens`, words of `language`.
    #[must_use]
    pub fn of(tokens: &Tokens, language: &'static Language) -> Self {
        let mut forms = Vec::new();
        let mut places: FxHashMap<&str, u32> = FxHashMap::default();
        let of = (0..tokens.len())
            .map(|index| {
                let word = tokens.lower(index);
                *places.entry(word).or_insert_with(|| {
                    forms.push(stem(word, language));
                    forms.len() as u32 - 1
                })
            })
            .collect();
        Self { forms, of }
    }

    /// The stem of token `index`, or `""` past the end.
    #[must_use]
    pub fn get(&self, index: usize) -> &str {
        self.of.get(index).map_or("", |form| &self.forms[*form as usize])
    }
}
