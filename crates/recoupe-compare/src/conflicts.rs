//! Conflicts: where two units that tell of one thing contradict each other.
//!
//! Tolerance first: a figure and its rounding agree, a bound and what it covers agree, a month and a day
//! in it agree, and a later report's higher count is an update. What is left is typed: figure, date,
//! negation.

use crate::story::DisputeKind;
use crate::units::{Counted, Unit};
use recoupe_annotate::figures::Bound;
use recoupe_text::number::Decimal;

/// Likeness from which a negation in only one of two units is a denial of the other.
const SAME_WORDS: f64 = 0.65;

/// How two aligned units, as alike as `alike`, contradict each other, with the value of each side.
#[must_use]
pub(crate) fn conflict(
    left: &Unit,
    right: &Unit,
    alike: f64,
) -> Option<(DisputeKind, String, String)> {
    if let Some((first, second)) = figures(left, right, true) {
        return Some((DisputeKind::Figure, first, second));
    }
    if let Some((first, second)) = dates(left, right) {
        return Some((DisputeKind::Date, first, second));
    }
    // One denies what the other affirms, in much the same words.
    if left.negated != right.negated && alike >= SAME_WORDS {
        let side = |unit: &Unit| if unit.negated { "denied" } else { "affirmed" }.to_owned();
        return Some((DisputeKind::Negation, side(left), side(right)));
    }
    None
}

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

fn dates(left: &Unit, right: &Unit) -> Option<(String, String)> {
    let (first, second) = (left.dates.first()?, right.dates.first()?);
    let single = left.dates.len() == 1 && right.dates.len() == 1;
    (single && !first.agrees_with(second)).then(|| (first.to_string(), second.to_string()))
}
