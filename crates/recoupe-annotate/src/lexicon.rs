//! The bilingual lexicon of the news: which words of a language stand under one concept.
//!
//! The table `lexicon` gives the words of each concept; concepts have one key in all languages, so that a
//! word of one and a word of another count as the same. Words are compared by their stems; the longest
//! phrase that begins at a word wins, and the first concept that claims a form keeps it.

use recoupe_text::{Language, PerLanguage, Stems, Tokens, stem};
use rustc_hash::FxHashMap as HashMap;

/// The concepts of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// By first stem: the other stems and the concept, longest first.
    forms: HashMap<String, Vec<(Vec<String>, &'static str)>>,
}

static LEXICON: PerLanguage<Lexicon> = PerLanguage::new(|language: &'static Language| {
    let mut forms: HashMap<String, Vec<(Vec<String>, &'static str)>> = HashMap::default();
    for row in language.table("lexicon").rows() {
        for form in row.alternatives(1) {
            let tokens = Tokens::of(form, language);
            let mut stems: Vec<String> =
                (0..tokens.len()).map(|index| stem(tokens.lower(index), language)).collect();
            if stems.is_empty() {
                continue;
            }
            let rest = stems.split_off(1);
            let held = forms.entry(stems.remove(0)).or_default();
            if !held.iter().any(|(other, _)| *other == rest) {
                held.push((rest, row.get(0)));
            }
        }
    }
    for held in forms.values_mut() {
        held.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    Lexicon { forms }
});

impl Lexicon {
    /// The lexicon of `language`.
    #[must_use]
    pub fn of(language: &'static Language) -> &'static Self {
        LEXICON.get(language)
    }

    /// The concept of the longest phrase that begins at token `at`, and how many tokens it has.
    #[must_use]
    pub fn longest(&self, stems: &Stems, at: usize) -> Option<(&'static str, usize)> {
        let forms = self.forms.get(stems.get(at))?;
        forms
            .iter()
            .find(|(rest, _)| {
                rest.iter().enumerate().all(|(offset, other)| stems.get(at + 1 + offset) == other)
            })
            .map(|(rest, concept)| (*concept, rest.len() + 1))
    }

    /// The concept that a single stem stands under.
    #[must_use]
    pub fn concept(&self, stem: &str) -> Option<&'static str> {
        let forms = self.forms.get(stem)?;
        forms.iter().find(|(rest, _)| rest.is_empty()).map(|(_, concept)| *concept)
    }
}
