//! Conflicts: where two units that tell of one thing count it otherwise.
//!
//! Tolerance first: a figure and its rounding agree, a bound and what it covers agree, and a later report's higher count
//! is an update. Dates and denials are not told as conflicts: a word of negation in one of two clauses, or another day,
//! is another fact far more often than a contradiction.

use crate::units::{Counted, Unit};
use recoupe_annotate::figures::Bound;
use recoupe_text::number::Decimal;

/// Two figures of one thing that differ; `updates` allows a later report a higher count.
pub(crate) fn figures(left: &Unit, right: &Unit, updates: bool) -> Option<(String, String)> {
    for one in &left.figures {
        if right.figures.iter().any(|other| agree(one, other)) {
            continue;
        }
        for other in &right.figures {
            let same_thing =
                one.unit == other.unit && one.near.iter().any(|term| other.near.contains(term));
            let answered = left.figures.iter().any(|held| agree(held, other));
            if same_thing && !answered && !(updates && is_update(left, one, right, other)) {
                return Some((one.value.to_string(), other.value.to_string()));
            }
        }
    }
    None
}

/// The same, one the other's rounding, or one within the other's bound.
pub(crate) fn agree(left: &Counted, right: &Counted) -> bool {
    if left.value == right.value {
        return true;
    }
    let within = |bound: &Counted, other: &Counted| match bound.bound {
        Bound::AtLeast => other.value >= bound.value,
        Bound::AtMost => other.value <= bound.value,
        Bound::About => near(bound.value, other.value, 10),
        Bound::Exact => false,
    };
    let larger = left.value.abs().max(right.value.abs());
    let rounded = larger >= Decimal::from(100) && near(left.value, right.value, 50);
    rounded || within(left, right) || within(right, left)
}

/// Whether the two differ by less than one part in `parts` of the larger.
fn near(left: Decimal, right: Decimal, parts: i64) -> bool {
    (left - right).abs() * Decimal::from(parts) < left.abs().max(right.abs())
}

/// A count that grew from one day's report to a later day's.
fn is_update(left: &Unit, one: &Counted, right: &Unit, other: &Counted) -> bool {
    let grew = |early: &Unit, small: &Counted, late: &Unit, large: &Counted| {
        let later =
            matches!((early.published, late.published), (Some(early), Some(late)) if early < late);
        later && small.unit.is_none() && small.value < large.value
    };
    grew(left, one, right, other) || grew(right, other, left, one)
}
