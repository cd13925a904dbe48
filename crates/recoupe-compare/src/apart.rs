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
use recoupe_time::Edtf;

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
    differ(&left.figures, &right.figures, same)
}

/// Both have dates, and none agrees with one of the other's.
fn date_other(left: &Unit, right: &Unit) -> bool {
    let day = |one: &(i8, Option<i8>), other: &(i8, Option<i8>)| {
        one.0 == other.0 && (one.1 == other.1 || one.1.is_none() || other.1.is_none())
    };
    differ(&left.dates, &right.dates, Edtf::agrees_with)
        || differ(&left.yearless, &right.yearless, day)
}

/// Both have some, and none of one agrees with one of the other.
fn differ<T>(left: &[T], right: &[T], agree: impl Fn(&T, &T) -> bool) -> bool {
    !left.is_empty()
        && !right.is_empty()
        && !left.iter().any(|one| right.iter().any(|other| agree(one, other)))
}

/// Both have people, or places, or names at all, and none is in both.
fn name_other(terms: &Terms, left: &Unit, right: &Unit) -> bool {
    let of = |unit: &Unit, kind: Option<EntityKind>| -> Vec<Term> {
        let names = unit.terms.iter().copied().filter(|term| terms.is_name[*term as usize]);
        names.filter(|term| kind.is_none() || terms.kinds[*term as usize] == kind).collect()
    };
    [None, Some(EntityKind::Person), Some(EntityKind::Place)].into_iter().any(|kind| {
        let (one, other) = (of(left, kind), of(right, kind));
        differ(&one, &other, Term::eq)
    })
}
