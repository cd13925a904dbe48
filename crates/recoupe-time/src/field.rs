//! Dates that recur, and which of them is meant: "Monday", "March", "the 12th", "summer".
//!
//! A bare one is read by the tense: the last one up to publication, or the next one from it. "Last"
//! and "next" never mean the day of publication itself.

use crate::holiday::Holiday;
use crate::period::{Period, Unit, days, on_or_after};
use crate::shape::{Anchors, Tense};
use jiff::civil::Date;

/// A part of a date that recurs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Field {
    /// 1 Monday to 7 Sunday.
    Weekday(i8),
    /// A weekday and the day of the month it falls on.
    WeekdayDay(i8, i8),
    Month(i8),
    MonthDay(i8, i8),
    /// A day of the month.
    Day(i8),
    Season(i8),
    Quarter(i8),
    Half(i8),
    Holiday(Holiday),
    /// Two digits of a decade: 90.
    Decade(i16),
}

/// Which of the recurring dates is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Bare,
    Last,
    This,
    Next,
    /// "next Friday" where a language means the one of the next week by it.
    NextWeek,
}

/// How many times nearer a date to come is than the one gone by to be meant where no verb tells.
const NEARER: i64 = 2;

/// The days between publication and the beginning of a stretch of the calendar.
fn distance(base: Date, period: Period) -> i64 {
    period
        .bounds()
        .and_then(|(date, _)| base.until(date).ok())
        .map_or(i64::from(i32::MAX), |span| i64::from(span.get_days().abs()))
}

impl Field {
    /// The date meant, seen from publication.
    pub(crate) fn near(self, which: Which, anchors: &Anchors) -> Option<Period> {
        let base = anchors.published?;
        let future = anchors.tense == Some(Tense::Future);
        if let Self::Weekday(day) = self {
            let monday = days(base, -i64::from(base.weekday().to_monday_zero_offset()))?;
            let date = match which {
                Which::Bare if future => on_or_after(base, day)?,
                Which::Bare => on_or_after(days(base, -6)?, day)?,
                Which::Last => on_or_after(days(base, -7)?, day)?,
                Which::This => on_or_after(monday, day)?,
                Which::Next => on_or_after(days(base, 1)?, day)?,
                Which::NextWeek => on_or_after(days(monday, 7)?, day)?,
            };
            return Some(Period::Day(date));
        }
        if let Self::Decade(digits) = self {
            let century = base.year().div_euclid(100) * 100;
            let year = if century + digits <= base.year() {
                century + digits
            } else {
                century - 100 + digits
            };
            return Some(Period::Decade(year.div_euclid(10) * 10));
        }
        if let Self::WeekdayDay(weekday, day) = self {
            let month = Period::Month(base.year(), base.month());
            let fits = |step: i64| {
                let date = Self::Day(day).in_period(month.shift(step)?)?.bounds()?.0;
                (date.weekday().to_monday_one_offset() == weekday).then_some(Period::Day(date))
            };
            let (near, far): (Vec<i64>, Vec<i64>) = ((-14..=0).rev().collect(), (0..=14).collect());
            let (one, other) = if future { (far, near) } else { (near, far) };
            let side = |period: &Period| {
                period
                    .bounds()
                    .is_some_and(|(date, _)| if future { date >= base } else { date <= base })
            };
            let first = one.iter().filter_map(|step| fits(*step)).find(side);
            let second = other.iter().filter_map(|step| fits(*step)).find(|period| !side(period));
            return match (first, second) {
                (Some(first), Some(second))
                    if anchors.tense.is_none()
                        && distance(base, second) < distance(base, first) =>
                {
                    Some(second)
                }
                (first, second) => first.or(second),
            };
        }
        // One candidate a year (or month): the one before, of and after publication.
        let own = match self {
            Self::Season(_) => Period::containing(base, Unit::Season),
            Self::Day(_) => Some(Period::Month(base.year(), base.month())),
            _ => Some(Period::Year(base.year())),
        }?;
        let candidate = |step: i64| match self {
            Self::Day(_) => own.shift(step).and_then(|month| self.in_period(month)),
            _ => Period::Year(base.year()).shift(step).and_then(|year| self.in_period(year)),
        };
        let holds = |period: &Period| {
            period.bounds().is_some_and(|(first, last)| first <= base && base <= last)
        };
        let before = |period: &Period| period.bounds().is_some_and(|(_, last)| last < base);
        let after = |period: &Period| period.bounds().is_some_and(|(first, _)| first > base);
        let steps = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map(candidate);
        let past = || steps.iter().rev().flatten().find(|period| before(period)).copied();
        let coming = || steps.iter().flatten().find(|period| after(period)).copied();
        let now = || steps.iter().flatten().find(|period| holds(period)).copied();
        match which {
            Which::Last => past(),
            Which::Next | Which::NextWeek => coming(),
            Which::This => candidate(0).or_else(coming),
            Which::Bare => now().or_else(|| match (past(), coming()) {
                (_, coming) if future => coming,
                // No verb tells: much the nearer of the two, else the past, which news mostly tells of.
                (Some(past), Some(coming))
                    if anchors.tense.is_none()
                        && distance(base, coming) * NEARER < distance(base, past) =>
                {
                    Some(coming)
                }
                (past, _) => past,
            }),
        }
    }

    /// The date inside a stretch, if it is there.
    pub(crate) fn within(self, first: Date, last: Date) -> Option<Period> {
        if let Self::Weekday(day) = self {
            return on_or_after(first, day).filter(|date| *date <= last).map(Period::Day);
        }
        let start = match self {
            Self::Day(_) => Period::containing(first, Unit::Month)?,
            _ => Period::containing(first, Unit::Year)?,
        };
        (0..2).find_map(|step| {
            let period = self.in_period(start.shift(step)?)?;
            let (start, _) = period.bounds()?;
            (first <= start && start <= last).then_some(period)
        })
    }

    /// The date in this year (month, for a day of the month).
    fn in_period(self, outer: Period) -> Option<Period> {
        let date = outer.bounds()?.0;
        let year = date.year();
        match self {
            Self::Month(month) => Some(Period::Month(year, month)),
            Self::MonthDay(month, day) => Date::new(year, month, day).ok().map(Period::Day),
            Self::Day(day) => Date::new(year, date.month(), day).ok().map(Period::Day),
            Self::Season(season) => Some(Period::Season(year, season)),
            Self::Quarter(quarter) => Some(Period::Quarter(year, quarter)),
            Self::Half(half) => Some(Period::Half(year, half)),
            Self::Holiday(holiday) => holiday.in_year(year).map(Period::Day),
            Self::Weekday(_) | Self::WeekdayDay(..) | Self::Decade(_) => None,
        }
    }
}
