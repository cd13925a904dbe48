//! Clauses that are laid side by side and do not bear each other out.
//!
//! Likeness tells that two clauses are about one thing, not that they say the same of it. They stand apart
//! where one denies what the other affirms, tells as done what the other tells as to come, has other
//! figures, other dates, other people or places, or the opposite word. That is less than a contradiction
//! (`conflicts`): it may be an update, or two halves of one sentence. It only keeps the two from being
//! counted as two sources of one fact.

use crate::conflicts::{agree, figures};
use crate::opposites::Opposites;
use crate::terms::{Term, Terms};
use crate::units::{Counted, Unit};
use recoupe_annotate::names::EntityKind;

/// Whether neither of two clauses bears the other out.
#[must_use]
pub(crate) fn stand_apart(terms: &Terms, opposites: &Opposites, left: &Unit, right: &Unit) -> bool {
    left.denied != right.denied
        || left.stage.is_other(right.stage)
        || figures(left, right, false).is_some()
        || count_other(left, right)
        || date_other(left, right)
        || name_other(terms, left, right)
        || opposites.between(&left.terms, &right.terms)
}

/// Both have figures, and none of the same unit is in both.
fn count_other(left: &Unit, right: &Unit) -> bool {
    let same = |one: &Counted, other: &Counted| one.unit == other.unit && agree(one, other);
    !left.figures.is_empty()
        && !right.figures.is_empty()
        && !left.figures.iter().any(|one| right.figures.iter().any(|other| same(one, other)))
}

/// Both have dates, and none agrees with one of the other's.
fn date_other(left: &Unit, right: &Unit) -> bool {
    !left.dates.is_empty()
        && !right.dates.is_empty()
        && !left.dates.iter().any(|one| right.dates.iter().any(|other| one.agrees_with(other)))
}

/// Both have people, or places, or names at all, and none is in both.
fn name_other(terms: &Terms, left: &Unit, right: &Unit) -> bool {
    let of = |unit: &Unit, kind: Option<EntityKind>| -> Vec<Term> {
        let names = unit.terms.iter().copied().filter(|term| terms.is_name[*term as usize]);
        names.filter(|term| kind.is_none() || terms.kinds[*term as usize] == kind).collect()
    };
    [None, Some(EntityKind::Person), Some(EntityKind::Place)].into_iter().any(|kind| {
        let (one, other) = (of(left, kind), of(right, kind));
        !one.is_empty() && !other.is_empty() && !one.iter().any(|term| other.contains(term))
    })
}
