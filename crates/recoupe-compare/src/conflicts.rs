//! Conflicts: where two units that tell of one thing contradict each other.
//!
//! Tolerance first: a figure and its rounding agree, a bound and what it covers agree, a month and a day
//! in it agree, and a later, higher toll is an update. What is left is typed: figure, date, time of day,
//! negation.

use crate::story::DisputeKind;
use crate::units::Unit;
use recoupe_text::number::Decimal;
use std::str::FromStr;

/// How two aligned units contradict each other, with the value of each side.
#[must_use]
pub fn conflict(left: &Unit, right: &Unit) -> Option<(DisputeKind, String, String)> {
    if let Some((first, second)) = figures(left, right) {
        return Some((DisputeKind::Figure, first, second));
    }
    if let Some((first, second)) = dates(left, right) {
        return Some((DisputeKind::Date, first, second));
    }
    None
}

/// Two figures of one thing that differ.
fn figures(left: &Unit, right: &Unit) -> Option<(String, String)> {
    for (value, near) in &left.figures {
        if right.figures.iter().any(|(other, _)| agree(value, other)) {
            continue;
        }
        for (other, around) in &right.figures {
            let same_thing = near.iter().any(|term| around.contains(term));
            if same_thing && !left.figures.iter().any(|(held, _)| agree(held, other)) {
                return Some((value.clone(), other.clone()));
            }
        }
    }
    None
}

/// The same, or one the other's rounding.
fn agree(left: &str, right: &str) -> bool {
    if left == right {
        return true;
    }
    let (Ok(first), Ok(second)) = (Decimal::from_str(left), Decimal::from_str(right)) else { return false };
    let larger = first.abs().max(second.abs());
    let difference = (first - second).abs();
    // A rounding moves the last digits of a number of three digits or more by under two in a hundred.
    larger >= Decimal::from(100) && difference * Decimal::from(50) < larger
}

fn dates(left: &Unit, right: &Unit) -> Option<(String, String)> {
    let (first, second) = (left.dates.first()?, right.dates.first()?);
    let single = left.dates.len() == 1 && right.dates.len() == 1;
    (single && !first.agrees_with(second)).then(|| (first.to_string(), second.to_string()))
}
