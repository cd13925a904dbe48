//! Stretches of the calendar and the steps from one to the next.
//!
//! A [`Period`] is what a resolved expression names: a day, the week from a Monday, a month and so
//! on up to a century. All steps are checked; outside the years 1 to 9999 there is no period.

use crate::edtf::{Edtf, Point};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A season.
    Season,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    /// The unit a table names.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "season" => Self::Season,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    Day(Date),
    /// From this Monday.
    Week(Date),
    /// From this Saturday.
    Weekend(Date),
    /// Quarters, seasons, halves and months are counted from 1.
    Month(i16, i8),
    Quarter(i16, i8),
    Season(i16, i8),
    Half(i16, i8),
    Year(i16),
    /// The first year.
    Decade(i16),
    Century(i16),
}

impl Period {
    /// The period of `unit` that holds `date`; units below a day give the day.
    pub(crate) fn containing(date: Date, unit: Unit) -> Option<Self> {
        let (year, month) = (date.year(), date.month());
        let back = i64::from(date.weekday().to_monday_zero_offset());
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(date),
            Unit::Week => Self::Week(days(date, -back)?),
            Unit::Weekend => Self::Weekend(days(date, 5 - back)?),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Season if month < 3 => Self::Season(year - 1, 4),
            Unit::Season => Self::Season(year, month / 3),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10) * 10),
            Unit::Century => Self::Century(year.div_euclid(100) * 100),
        })
    }

    /// The period `amount` further on (back where negative).
    pub(crate) fn shift(self, amount: i64) -> Option<Self> {
        let parts = |year: i16, part: i8, count: i64| {
            let index = (i64::from(year) * count + i64::from(part) - 1).checked_add(amount)?;
            Some((
                year_of(index.div_euclid(count))?,
                i8::try_from(index.rem_euclid(count) + 1).ok()?,
            ))
        };
        let years = |year: i16, count: i64| {
            year_of(i64::from(year).checked_add(amount.checked_mul(count)?)?)
        };
        Some(match self {
            Self::Day(date) => Self::Day(days(date, amount)?),
            Self::Week(date) => Self::Week(days(date, amount.checked_mul(7)?)?),
            Self::Weekend(date) => Self::Weekend(days(date, amount.checked_mul(7)?)?),
            Self::Month(year, part) => {
                parts(year, part, 12).map(|(year, part)| Self::Month(year, part))?
            }
            Self::Quarter(year, part) => {
                parts(year, part, 4).map(|(year, part)| Self::Quarter(year, part))?
            }
            Self::Season(year, part) => {
                parts(year, part, 4).map(|(year, part)| Self::Season(year, part))?
            }
            Self::Half(year, part) => {
                parts(year, part, 2).map(|(year, part)| Self::Half(year, part))?
            }
            Self::Year(year) => Self::Year(years(year, 1)?),
            Self::Decade(year) => Self::Decade(years(year, 10)?),
            Self::Century(year) => Self::Century(years(year, 100)?),
        })
    }

    /// How long it is.
    pub(crate) const fn unit(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Month(..) => Unit::Month,
            Self::Quarter(..) => Unit::Quarter,
            Self::Season(..) => Unit::Season,
            Self::Half(..) => Unit::Half,
            Self::Year(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }

    /// First and last day.
    pub(crate) fn bounds(self) -> Option<(Date, Date)> {
        match self {
            Self::Week(date) => Some((date, days(date, 6)?)),
            Self::Weekend(date) => Some((date, days(date, 1)?)),
            Self::Half(year, half) => {
                let first = Date::new(year, half * 6 - 5, 1).ok()?;
                Some((first, Date::new(year, half * 6, 1).ok()?.last_of_month()))
            }
            _ => self.point()?.bounds(),
        }
    }

    /// As EDTF writes it.
    pub(crate) fn edtf(self) -> Option<Edtf> {
        match self {
            Self::Week(_) | Self::Weekend(_) => {
                let (first, last) = self.bounds()?;
                Some(Edtf::between(Point::day(first), Point::day(last)))
            }
            Self::Half(year, half) => Some(Edtf::between(
                Point::month(year, half * 6 - 5)?,
                Point::month(year, half * 6)?,
            )),
            _ => self.point().map(Edtf::Point),
        }
    }

    /// As TIMEX3 writes it.
    pub(crate) fn timex(self) -> String {
        match self {
            Self::Day(date) => format!("{date}"),
            Self::Week(date) | Self::Weekend(date) => {
                let week = date.iso_week_date();
                let end = if matches!(self, Self::Weekend(_)) { "-WE" } else { "" };
                format!("{:04}-W{:02}{end}", week.year(), week.week())
            }
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, season) => {
                format!(
                    "{year:04}-{}",
                    ["SP", "SU", "FA", "WI"][usize::try_from(season - 1).unwrap_or(0) % 4]
                )
            }
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(year) => format!("{:03}", year / 10),
            Self::Century(year) => format!("{:02}", year / 100),
        }
    }

    fn point(self) -> Option<Point> {
        match self {
            Self::Day(date) => Some(Point::day(date)),
            Self::Month(year, month) => Point::month(year, month),
            Self::Quarter(year, quarter) => Point::quarter(year, quarter),
            Self::Season(year, season) => Point::season(year, season),
            Self::Year(year) => Point::year(year),
            Self::Decade(year) => Point::decade(year),
            Self::Century(year) => Point::century(year),
            Self::Week(_) | Self::Weekend(_) | Self::Half(..) => None,
        }
    }
}

fn year_of(year: i64) -> Option<i16> {
    i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))
}

/// `date` moved by so many days, if that is in the years 1 to 9999.
pub(crate) fn days(date: Date, amount: i64) -> Option<Date> {
    let span = 0.days().try_days(amount).ok()?;
    date.checked_add(span).ok().filter(|date| date.year() >= 1)
}

/// `date` moved by so many units, to the day; the last of the month where the day is missing.
pub(crate) fn moved(date: Date, amount: i64, unit: Unit) -> Option<Date> {
    let months = |count: i64| {
        let span = 0.months().try_months(amount.checked_mul(count)?).ok()?;
        date.checked_add(span).ok().filter(|date| date.year() >= 1)
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(date),
        Unit::Day => days(date, amount),
        Unit::Week | Unit::Weekend => days(date, amount.checked_mul(7)?),
        Unit::Month => months(1),
        Unit::Quarter | Unit::Season => months(3),
        Unit::Half => months(6),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
    }
}

/// The first `weekday` (1 Monday to 7 Sunday) on or after `date`.
pub(crate) fn on_or_after(date: Date, weekday: i8) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
    let now = date.weekday().to_monday_zero_offset();
    days(date, i64::from((wanted.to_monday_zero_offset() - now).rem_euclid(7)))
}
