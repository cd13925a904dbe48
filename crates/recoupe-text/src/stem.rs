//! Stems, by the Snowball algorithm that a language's `properties` name.
//!
//! For comparison only: a stem is never shown.

use crate::language::{Language, PerLanguage};
use frostem::{Algorithm, Stemmer};

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
