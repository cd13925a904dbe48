//! Opposites: concepts of the news lexicon that exclude each other when told of one thing.
//!
//! The pairs stand in `gazetteer/antonyms.tsv`. Limits: an opposite that no table lists passes.

use crate::terms::{Term, Terms};
use recoupe_text::Table;
use std::sync::LazyLock;

static PAIRS: LazyLock<Vec<[String; 2]>> = LazyLock::new(|| {
    Table::parse(include_str!("../../../gazetteer/antonyms.tsv"))
        .rows()
        .iter()
        .map(|row| [0, 1].map(|column| format!("concept {}", row.get(column))))
        .collect()
});

/// The pairs whose both concepts a story has.
pub(crate) struct Opposites {
    pairs: Vec<[Term; 2]>,
}

impl Opposites {
    pub(crate) fn of(terms: &Terms) -> Self {
        let pairs = PAIRS
            .iter()
            .filter_map(|[one, other]| Some([terms.number(one)?, terms.number(other)?]));
        Self { pairs: pairs.collect() }
    }

    /// Whether one has a concept and the other only its opposite. Both lists are sorted.
    pub(crate) fn between(&self, left: &[Term], right: &[Term]) -> bool {
        let has = |terms: &[Term], term: Term| terms.binary_search(&term).is_ok();
        let only = |terms: &[Term], one: Term, other: Term| has(terms, one) && !has(terms, other);
        self.pairs.iter().any(|[one, other]| {
            only(left, *one, *other) && only(right, *other, *one)
                || only(left, *other, *one) && only(right, *one, *other)
        })
    }
}
