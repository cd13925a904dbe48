//! Lengths of time: what they count, what a shift makes of them, how TIMEX3 writes them.

use crate::period::Unit;
use recoupe_text::number::Decimal;
use std::fmt::Write as _;

/// A length of time: so many of each unit; `None` is an unnamed number ("days").
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Amount {
    pub(crate) parts: Vec<(Option<Decimal>, Unit)>,
}

impl Amount {
    /// Its single whole number and unit, to shift by.
    pub(crate) fn whole(&self) -> Option<(i64, Unit)> {
        let [(Some(count), unit)] = self.parts.as_slice() else { return None };
        if count.is_integer() {
            return Some((i64::try_from(*count).ok()?, *unit));
        }
        let half = |small: i64, smaller: Unit| {
            let count = count.checked_mul(Decimal::from(small))?;
            count
                .is_integer()
                .then(|| i64::try_from(count).ok())
                .flatten()
                .map(|count| (count, smaller))
        };
        match unit {
            Unit::Year => half(12, Unit::Month),
            Unit::Day => half(24, Unit::Hour),
            _ => None,
        }
    }

    /// All its parts as whole numbers, the longest unit first; `None` where a number is missing.
    pub(crate) fn steps(&self) -> Option<Vec<(i64, Unit)>> {
        let mut steps = Vec::new();
        for part in &self.parts {
            steps.push(Self { parts: vec![*part] }.whole()?);
        }
        steps.sort_by_key(|step| std::cmp::Reverse(step.1));
        (!steps.is_empty() && steps.len() < 6).then_some(steps)
    }

    /// As TIMEX3 writes it.
    pub(crate) fn timex(&self) -> String {
        let mut date = String::from("P");
        let mut time = String::new();
        let mut parts = self.parts.clone();
        parts.sort_by_key(|part| std::cmp::Reverse(part.1));
        for (count, unit) in parts {
            let (factor, letter, clock) = match unit {
                Unit::Second => (1, "S", true),
                Unit::Minute => (1, "M", true),
                Unit::Hour => (1, "H", true),
                Unit::Day => (1, "D", false),
                Unit::Weekend => (1, "WE", false),
                Unit::Week => (1, "W", false),
                Unit::Month => (1, "M", false),
                Unit::Quarter | Unit::Season => (3, "M", false),
                Unit::Half => (6, "M", false),
                Unit::Year => (1, "Y", false),
                Unit::Decade => (10, "Y", false),
                Unit::Century => (100, "Y", false),
            };
            let out = if clock { &mut time } else { &mut date };
            let _ = match count.and_then(|count| count.checked_mul(Decimal::from(factor))) {
                Some(count) => write!(out, "{}{letter}", count.normalize()),
                None => write!(out, "X{letter}"),
            };
        }
        if !time.is_empty() {
            date.push('T');
            date.push_str(&time);
        }
        date
    }
}
