//! What two units share in words: terms weighed by how rare they are in the story.

use super::Hybrid;
use crate::units::Unit;

/// The matched weight at which a dense stretch scores one half.
const LOCAL: f64 = 9.0;

impl Hybrid<'_> {
    /// The weight of the shared terms, and how many of them are words, not names.
    fn shared(&self, left: usize, right: usize) -> (f64, usize) {
        let mut weight = 0.0;
        let mut words = 0;
        let mut other = self.units[right].terms.iter().peekable();
        for term in &self.units[left].terms {
            while other.next_if(|held| *held < term).is_some() {}
            if other.peek() == Some(&term) {
                weight += self.weights[*term as usize];
                words += usize::from(!self.terms.is_name[*term as usize]);
            }
        }
        (weight, words)
    }

    pub(super) fn overlap(&self, left: usize, right: usize) -> f64 {
        // One shared word beside names tells who, not what.
        let (shared, words) = self.shared(left, right);
        let (first, second) = (self.totals[left], self.totals[right]);
        if words < 2 || first == 0.0 || second == 0.0 {
            return 0.0;
        }
        let dice = 2.0 * shared / (first + second);
        let containment = shared / first.min(second);
        0.6 * dice + 0.4 * containment
    }

    /// How much the best-matching stretches of the two weigh: in each, the run of terms with the most
    /// weight matched over unmatched. Two long clauses that share one fact share one dense stretch.
    pub(super) fn local(&self, left: usize, right: usize) -> f64 {
        let (first, second) = (&self.units[left], &self.units[right]);
        let (one, words) = self.densest(first, second);
        let (other, more) = self.densest(second, first);
        if words.min(more) < 2 {
            return 0.0;
        }
        let weight = one.min(other);
        weight / (weight + LOCAL)
    }

    /// The weight of the densest run of `unit`'s terms against `against`, and how many words match in it.
    fn densest(&self, unit: &Unit, against: &Unit) -> (f64, usize) {
        let (mut best, mut best_words) = (0.0, 0);
        let (mut run, mut words) = (0.0_f64, 0);
        for term in &unit.sequence {
            let weight = self.weights[*term as usize];
            if against.terms.binary_search(term).is_ok() {
                run += weight;
                words += usize::from(!self.terms.is_name[*term as usize]);
            } else {
                run -= 0.6 * weight;
            }
            if run <= 0.0 {
                (run, words) = (0.0, 0);
            } else if run > best {
                (best, best_words) = (run, words);
            }
        }
        (best, best_words)
    }

    /// The terms that the whole sentences of two units share, both sides covered (Dice).
    pub(super) fn sentence_overlap(&self, left: &Unit, right: &Unit) -> f64 {
        let all = |unit: &Unit| {
            let mut terms: Vec<u32> = self
                .sentences
                .get(&(unit.article, unit.sentence))
                .into_iter()
                .flatten()
                .flat_map(|number| self.units[*number].terms.iter().copied())
                .collect();
            terms.sort_unstable();
            terms.dedup();
            terms
        };
        let (first, second) = (all(left), all(right));
        let weigh =
            |terms: &[u32]| terms.iter().map(|term| self.weights[*term as usize]).sum::<f64>();
        let shared: Vec<u32> =
            first.iter().copied().filter(|term| second.binary_search(term).is_ok()).collect();
        let total = weigh(&first) + weigh(&second);
        if total == 0.0 { 0.0 } else { 2.0 * weigh(&shared) / total }
    }
}
