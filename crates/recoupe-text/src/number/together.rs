//! Numbers written in one word: "einundzwanzig", "zweihundertste", "dosmilésimo".
//!
//! Where the table `numbers` says that its words are written together, a word that is wholly made of
//! them is cut into them, so that the reader of numbers sees the parts that other languages part by
//! blanks. A word that the table has as it is stays whole, and so does one with any letter left over:
//! "Einheit" and "achtsam" hold no number. Limits: nothing is cut out of a longer word
//! ("Zweidrittelmehrheit").

use crate::fold::fold;
use crate::language::{Language, PerLanguage};
use rustc_hash::FxHashSet;

/// Longer words are not looked at, in bytes: a bound for words without end.
const LONGEST: usize = 160;

/// The kinds whose words are written together, and whether one may begin a word or end it.
const KINDS: [(&str, bool, bool); 15] = [
    ("unit", true, true),
    ("teen", true, true),
    ("ten", true, true),
    ("hundred", true, true),
    ("multiplier", true, true),
    ("count", false, true),
    ("ordinal-unit", true, true),
    ("ordinal-teen", true, true),
    ("ordinal-ten", true, true),
    ("ordinal-hundred", true, true),
    ("ordinal-multiplier", true, true),
    ("part-ending", false, true),
    ("join-unit", false, false),
    ("join-hundred", false, false),
    ("join-part", false, false),
];

/// The number words that one language writes together, folded.
#[derive(Debug, Default)]
pub(super) struct Together {
    first: FxHashSet<String>,
    inner: FxHashSet<String>,
    last: FxHashSet<String>,
    longest: usize,
}

pub(super) static TOGETHER: PerLanguage<Option<Together>> = PerLanguage::new(Together::compile);

impl Together {
    fn compile(language: &'static Language) -> Option<Self> {
        let rows = language.table("numbers").rows();
        rows.iter().find(|row| row.get(0) == "written-together")?;
        let mut together = Self::default();
        for row in rows {
            let Some((_, first, last)) = KINDS.iter().find(|(kind, ..)| *kind == row.get(0)) else {
                continue;
            };
            // A single letter ("y", "e") would cut words that hold no number.
            for word in row
                .alternatives(1)
                .map(fold)
                .filter(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic))
            {
                together.longest = together.longest.max(word.len());
                if *first {
                    together.first.insert(word.clone());
                }
                if *last {
                    together.last.insert(word.clone());
                }
                together.inner.insert(word);
            }
        }
        Some(together)
    }

    /// Where `word` is cut, in bytes of it, in order; nothing where it is no number written together.
    pub(super) fn cuts(&self, word: &str) -> Vec<usize> {
        if word.len() > LONGEST || word.chars().nth(3).is_none() {
            return Vec::new();
        }
        // The folded word, and where in it each letter of the word begins.
        let mut folded = String::with_capacity(word.len());
        let mut places: Vec<(usize, usize)> = Vec::with_capacity(word.len() + 1);
        for (at, letter) in word.char_indices() {
            places.push((folded.len(), at));
            folded.push_str(&fold(letter.encode_utf8(&mut [0; 4])));
        }
        places.push((folded.len(), word.len()));
        if self.first.contains(&folded) || self.last.contains(&folded) {
            return Vec::new();
        }
        // From the end: the longest part at each place from which the rest can be read.
        let mut next: Vec<Option<usize>> = vec![None; places.len()];
        let end = places.len() - 1;
        for from in (0..end).rev() {
            let start = places[from].0;
            next[from] = (from + 1..=end)
                .rev()
                .filter(|to| *to == end || next[*to].is_some())
                .filter(|to| places[*to].0 - start <= self.longest)
                .find(|to| {
                    let part = &folded[start..places[*to].0];
                    let words = match (from == 0, *to == end) {
                        (true, _) => &self.first,
                        (false, true) => &self.last,
                        (false, false) => &self.inner,
                    };
                    words.contains(part)
                });
        }
        let mut cuts = Vec::new();
        let mut at = 0;
        while let Some(to) = next[at] {
            if to == end {
                return cuts;
            }
            cuts.push(places[to].1);
            at = to;
        }
        Vec::new()
    }
}
