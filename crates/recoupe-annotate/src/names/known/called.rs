//! From a key back to the words: all names and adjectives of a thing, for who looks for it in an index.
//!
//! The names are not kept by key, since reading needs them by word: each call goes through all of them, some thousands.

use super::Gazetteer;

impl Gazetteer {
    /// Every name that this language has for the thing of a key, in lower-case words parted by blanks; sorted.
    #[must_use]
    pub fn names_of(&self, key: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (first, forms) in &self.names {
            let own = forms.iter().filter(|(_, known)| self.known[*known].key == key);
            names.extend(own.map(|(rest, _)| {
                let words: Vec<&str> =
                    std::iter::once(first).chain(rest).map(String::as_str).collect();
                words.join(" ")
            }));
        }
        names.sort_unstable();
        names
    }

    /// The adjectives and words for its people that belong to the country or region of a key; sorted.
    #[must_use]
    pub fn demonyms_of(&self, key: &str) -> Vec<&str> {
        let own = self.demonyms.iter().filter(|(_, known)| self.known[**known].key == key);
        let mut words: Vec<&str> = own.map(|(word, _)| word.as_str()).collect();
        words.sort_unstable();
        words
    }
}
