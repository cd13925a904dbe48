//! Words and phrases to what they mean: a trie over pieces.
//!
//! One table gives many phrases of one or more words; all that begin at a place are found by
//! walking the trie once, so the cost is bounded by the longest phrase of the table. Limits: forms
//! are compared whole; words that differ only in an ending are rows of their own.

use super::pieces::Pieces;
use crate::language::Language;
use rustc_hash::FxHashMap;

/// Phrases, each with any number of meanings.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    words: FxHashMap<String, u32>,
    steps: FxHashMap<(u32, u32), u32>,
    meanings: Vec<Vec<T>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            words: FxHashMap::default(),
            steps: FxHashMap::default(),
            meanings: vec![Vec::new()],
        }
    }
}

impl<T> Phrases<T> {
    /// Adds `phrase`, cut as texts of `language` are cut.
    pub fn insert(&mut self, phrase: &str, language: &'static Language, meaning: T) {
        let mut node = 0;
        for word in Pieces::of_phrase(phrase, language) {
            let count = self.words.len() as u32;
            let word = *self.words.entry(word).or_insert(count);
            let fresh = self.meanings.len() as u32;
            node = *self.steps.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.meanings.push(Vec::new());
            }
        }
        if node != 0 {
            self.meanings[node as usize].push(meaning);
        }
    }

    /// Every phrase that begins at piece `start`, shortest first: its length in pieces and its
    /// meanings. A phrase does not cross a line break.
    pub fn at<'a>(
        &'a self,
        pieces: &'a Pieces,
        start: usize,
    ) -> impl Iterator<Item = (usize, &'a [T])> {
        let mut node = Some(0);
        let mut at = start;
        std::iter::from_fn(move || {
            loop {
                let word = self.words.get(pieces.folded(at))?;
                let next = *self.steps.get(&(node?, *word))?;
                node = Some(next);
                at += 1;
                let meanings = &self.meanings[next as usize];
                if !meanings.is_empty() {
                    return Some((at - start, meanings.as_slice()));
                }
            }
        })
    }

    /// The longest phrase at piece `start`.
    #[must_use]
    pub fn longest<'a>(&'a self, pieces: &'a Pieces, start: usize) -> Option<(usize, &'a [T])> {
        self.at(pieces, start).last()
    }
}
