//! Full stops that make digits an ordinal: "der 3. März".
//!
//! Where the table `numbers` has `ordinal-suffix` with the flag `stop`, a full stop behind up to three
//! digits ends no sentence and makes them an ordinal, unless the word behind it has a capital and is
//! one of the grammar's (the table `words`): such a word opens a sentence ("um 12. Danach …").
//! Limits: a sentence that ends in such digits before one that begins with a noun or a name is joined
//! with it.

use crate::fold::lower;
use crate::language::{Language, PerLanguage};
use rustc_hash::FxHashSet;

/// Ordinals have no more digits.
const DIGITS: usize = 3;

/// The words of one language that open a sentence behind a number.
pub(crate) struct OrdinalStop {
    opening: FxHashSet<String>,
}

pub(crate) static ORDINAL_STOP: PerLanguage<Option<OrdinalStop>> =
    PerLanguage::new(|language: &'static Language| {
        let stops = |row: &&crate::table::Row| {
            row.get(0) == "ordinal-suffix" && row.alternatives(3).any(|flag| flag == "stop")
        };
        language.table("numbers").rows().iter().find(stops)?;
        let words = language.table("words");
        let opening = words.rows().iter().flat_map(|row| row.alternatives(1)).map(lower).collect();
        Some(OrdinalStop { opening })
    });

impl OrdinalStop {
    /// Whether `digits` with a stop behind them are an ordinal where the word `next` follows.
    pub(crate) fn is_ordinal(&self, digits: &str, next: &str) -> bool {
        digits.chars().count() <= DIGITS
            && !digits.is_empty()
            && digits.chars().all(char::is_numeric)
            && next.chars().next().is_some_and(char::is_alphabetic)
            && !(next.starts_with(char::is_uppercase) && self.opening.contains(&lower(next)))
    }
}
