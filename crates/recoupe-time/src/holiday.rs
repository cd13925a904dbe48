//! Feasts and other days with a rule, as the tables write them.
//!
//! Forms: `12-25` a date; `11 4 4` in month 11 the fourth weekday 4 (Thursday), `5 1 -1` the last
//! Monday of May, `11 4 4 1` the day after that; `11-27 7` the first weekday 7 (Sunday) from 27 November
//! on; `easter 1` so many days from Easter Sunday. Limits: the Gregorian calendar; the
//! feasts of the lunar calendars are not computed.

use crate::period::{days, on_or_after};
use jiff::civil::Date;

/// The rule of a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holiday {
    Date(i8, i8),
    /// The first such weekday on or after a day.
    From {
        month: i8,
        day: i8,
        weekday: i8,
    },
    Weekday {
        month: i8,
        weekday: i8,
        index: i8,
        offset: i8,
    },
    Easter(i8),
}

impl Holiday {
    /// Reads a rule; `None` where it is none.
    pub(crate) fn parse(rule: &str) -> Option<Self> {
        if let Some(offset) = rule.strip_prefix("easter") {
            return offset.trim().parse().ok().map(Self::Easter);
        }
        if let Some((date, weekday)) = rule.split_once(' ').filter(|(date, _)| date.contains('-')) {
            let (month, day) = date.split_once('-')?;
            return Some(Self::From {
                month: month.parse().ok()?,
                day: day.parse().ok()?,
                weekday: weekday.parse().ok().filter(|weekday| (1..=7).contains(weekday))?,
            });
        }
        if let Some((month, day)) = rule.split_once('-').filter(|_| !rule.contains(' ')) {
            return Some(Self::Date(month.parse().ok()?, day.parse().ok()?));
        }
        let mut parts = rule.split(' ').map(|part| part.parse::<i8>().ok());
        Some(Self::Weekday {
            month: parts.next()??,
            weekday: parts.next()??,
            index: parts.next()??,
            offset: parts.next().flatten().unwrap_or(0),
        })
    }

    /// The day it falls on.
    pub(crate) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Date(month, day) => Date::new(year, month, day).ok(),
            Self::From { month, day, weekday } => {
                on_or_after(Date::new(year, month, day).ok()?, weekday)
            }
            Self::Easter(offset) => days(easter(year)?, i64::from(offset)),
            Self::Weekday { month, weekday, index, offset } => {
                let first = Date::new(year, month, 1).ok()?;
                let date = if index < 0 {
                    on_or_after(days(first.last_of_month(), -6)?, weekday)?
                } else {
                    days(on_or_after(first, weekday)?, 7 * i64::from(index - 1))?
                };
                days(date, i64::from(offset))
            }
        }
    }
}

/// Easter Sunday by the anonymous Gregorian computus.
fn easter(year: i16) -> Option<Date> {
    let year32 = i32::from(year);
    let (golden, century, rest) = (year32 % 19, year32 / 100, year32 % 100);
    let epact =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let letter = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * letter) / 451;
    let sum = epact + letter - 7 * late + 114;
    Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}
