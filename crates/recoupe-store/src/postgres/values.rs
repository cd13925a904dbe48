//! Texts, days, times and numbers as the database keeps them, and back.

use super::fault::{Fault, Result};
use crate::columns::whole;
use jiff::Timestamp;
use jiff::civil::Date;
use std::borrow::Cow;
use tokio_postgres::Row;

/// The first day that the database knows, by its own count of years; a report of an earlier one is kept without a day.
const FIRST: Date = Date::constant(-4712, 1, 1);

/// A text without the one letter that the database keeps in none.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text.into() }
}

pub(super) fn maybe_text(given: Option<&String>) -> Option<Cow<'_, str>> {
    given.map(|given| text(given))
}

pub(super) fn day(day: Option<Date>) -> Option<Date> {
    day.filter(|day| *day >= FIRST)
}

/// A day that bounds others.
pub(super) fn bound(day: Date) -> Date {
    day.max(FIRST)
}

pub(super) fn time(time: Timestamp) -> Timestamp {
    whole(time)
}

/// A number of the archive, which is never negative.
pub(super) fn number(row: &Row, column: usize) -> Result<u64> {
    maybe_number(row, column)?.ok_or(Fault::Column("a number is missing"))
}

/// As [`number`], where the column may be empty.
pub(super) fn maybe_number(row: &Row, column: usize) -> Result<Option<u64>> {
    let number: Option<i64> = row.try_get(column)?;
    number
        .map(|number| u64::try_from(number).map_err(|_| Fault::Column("a number is negative")))
        .transpose()
}
