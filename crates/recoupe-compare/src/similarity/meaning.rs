//! How near two units are in meaning: the cosine of their static cross-lingual vectors.
//!
//! Within a language the words of a statement come back, and nearness only adds to them. Between two
//! languages few words can come back: there nearness leads, and a name or figure that stands
//! in both clauses vouches for it (a date does not: much happens on one day). Limits: the vectors know neither order nor negation; what two
//! clauses differ in is looked at by `apart` and `conflicts`.

use super::Hybrid;

/// Vectors of clauses with a lower cosine have nothing in common, with a higher one they say the same. Of
/// unrelated sentences 99.9 % lie below the first; half of the translations lie near the second.
const UNLIKE: f64 = 0.3;
const ALIKE: f64 = 0.7;

/// The same between languages: translations into Arabic lie lower (their median is at 0.49).
const UNLIKE_ACROSS: f64 = 0.2;
const ALIKE_ACROSS: f64 = 0.6;

/// What nearness of meaning counts between languages, and what a name or figure in both does.
const MEANT: f64 = 0.85;
const ANCHOR: f64 = 0.22;

/// More anchors than this prove no more: they are what the whole affair is about.
const ANCHORS: usize = 2;

impl Hybrid<'_> {
    /// Whether two units are of two languages.
    pub(super) fn is_translated(&self, left: usize, right: usize) -> bool {
        let language = |unit: usize| self.languages[self.units[unit].article];
        language(left) != language(right)
    }

    /// The cosine of the vectors of the two; 0 where there are none.
    pub(super) fn cosine(&self, left: usize, right: usize) -> f64 {
        match (self.vectors.get(left), self.vectors.get(right)) {
            (Some(one), Some(other)) => one.cosine(other),
            _ => 0.0,
        }
    }

    /// How near the vectors of two units of one language lie, 0 to 1.
    pub(super) fn meaning(&self, left: usize, right: usize) -> f64 {
        ((self.cosine(left, right) - UNLIKE) / (ALIKE - UNLIKE)).clamp(0.0, 1.0)
    }

    /// How alike two units of two languages are, 0 to 1.
    pub(super) fn across(&self, left: usize, right: usize) -> f64 {
        let cosine = self.cosine(left, right);
        let meaning = ((cosine - UNLIKE_ACROSS) / (ALIKE_ACROSS - UNLIKE_ACROSS)).clamp(0.0, 1.0);
        let is_anchor = |term: u32| {
            self.terms.is_name[term as usize]
                || self.terms.is_figure[term as usize] && !self.terms.is_date[term as usize]
        };
        let (one, other) = (&self.units[left].terms, &self.units[right].terms);
        let anchors = one
            .iter()
            .filter(|term| is_anchor(**term) && other.binary_search(term).is_ok())
            .take(ANCHORS)
            .count();
        (MEANT * meaning + ANCHOR * anchors as f64).min(1.0)
    }
}
