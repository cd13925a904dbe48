//! What an expression says before anyone knows when it was said, and how it is resolved.
//!
//! "Monday", "three days later" and "in March" are kept as what they say, a [`Shape`]; with the date
//! of publication and the last date of the narrative, a shape becomes an [`Extent`]. So an article
//! whose date is found late is resolved again without reading the text again.

use crate::edtf::{Edtf, Point};
use crate::holiday::Holiday;
use crate::period::{Period, Unit, days, moved, on_or_after};
use jiff::civil::Date;
use recoupe_text::number::Decimal;
use std::fmt::Write as _;

/// Which way an incomplete date is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
}

/// What a shift counts from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum From {
    Publication,
    Narrative,
    Shape(Box<Shape>),
}

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

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Fixed(Period),
    /// "now", "recently": the name TIMEX3 has for it.
    Reference(&'static str),
    /// So many units from somewhere; `exact` counts to the day.
    Shift { from: From, amount: i64, unit: Unit },
    Field(Field, Which),
    Within(Box<Shape>, Box<Shape>),
    /// The nth unit inside, from the end where negative.
    Nth(i64, NthOf, Box<Shape>),
    /// The stretch of so many units before (negative) or after publication, whose own day is outside.
    Stretch(i64, Unit),
    Between(Box<Shape>, Box<Shape>),
}

/// What is counted by [`Shape::Nth`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum NthOf {
    Unit(Unit),
    Weekday(i8),
}

/// What a shape resolves to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Extent {
    Period(Period),
    Days(Date, Date),
    /// From the start of one to the end of another.
    Periods(Period, Period),
}

impl Extent {
    pub(crate) fn bounds(self) -> Option<(Date, Date)> {
        match self {
            Self::Period(period) => period.bounds(),
            Self::Days(first, last) => Some((first, last)),
            Self::Periods(first, last) => Some((first.bounds()?.0, last.bounds()?.1)),
        }
    }

    pub(crate) fn edtf(self) -> Option<Edtf> {
        let ends = |edtf: Edtf| match edtf {
            Edtf::Point(point) => (Some(point), Some(point)),
            Edtf::Interval(first, last) => (first, last),
        };
        match self {
            Self::Period(period) => period.edtf(),
            Self::Days(first, last) => Some(Edtf::between(Point::day(first), Point::day(last))),
            Self::Periods(first, last) => Some(Edtf::between(ends(first.edtf()?).0?, ends(last.edtf()?).1?)),
        }
    }
}

/// What a shape is resolved against.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Anchors {
    pub(crate) published: Option<Date>,
    pub(crate) narrative: Option<Period>,
    pub(crate) tense: Option<Tense>,
}

impl Shape {
    /// What it says with these anchors; `None` where one is missing or no such day exists.
    pub(crate) fn resolve(&self, anchors: &Anchors) -> Option<Extent> {
        match self {
            Self::Fixed(period) => Some(Extent::Period(*period)),
            Self::Reference(_) => None,
            Self::Shift { from, amount, unit } => {
                // "that day" after a year alone names no day.
                if *from == From::Narrative
                    && anchors.narrative.is_some_and(|period| period.unit() > (*unit).max(Unit::Week))
                {
                    return None;
                }
                let base = from.date(anchors)?;
                let period = if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
                    Period::Day(base)
                } else {
                    Period::containing(base, *unit)?.shift(*amount)?
                };
                Some(Extent::Period(period))
            }
            Self::Field(field, which) => field.near(*which, anchors).map(Extent::Period),
            Self::Within(inner, outer) => {
                let (first, last) = outer.resolve(anchors)?.bounds()?;
                let Self::Field(field, _) = inner.as_ref() else { return inner.resolve(anchors) };
                field.within(first, last).map(Extent::Period)
            }
            Self::Nth(index, of, outer) => {
                let (first, last) = outer.resolve(anchors)?.bounds()?;
                nth(*index, *of, first, last).map(Extent::Period)
            }
            Self::Stretch(amount, unit) => {
                let base = anchors.published?;
                let other = moved(base, *amount, *unit)?;
                if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
                    return Some(Extent::Days(base, base));
                }
                Some(if *amount < 0 {
                    Extent::Days(other, days(base, -1)?.max(other))
                } else {
                    Extent::Days(days(base, 1)?.min(other), other)
                })
            }
            Self::Between(first, last) => {
                let last_extent = last.resolve(anchors)?;
                let first = first.before(last_extent, anchors).or_else(|| first.resolve(anchors))?;
                match (first, last_extent) {
                    (Extent::Period(first), Extent::Period(last)) if first.bounds()?.0 <= last.bounds()?.1 => {
                        Some(Extent::Periods(first, last))
                    }
                    _ => {
                        let (first, last) = (first.bounds()?.0, last_extent.bounds()?.1);
                        (first <= last).then_some(Extent::Days(first, last))
                    }
                }
            }
        }
    }

    /// The exact day a counted shift leads to: "two years ago" names a year, and this day in it.
    pub(crate) fn instant(&self, anchors: &Anchors) -> Option<Date> {
        match self {
            Self::Shift { from, amount, unit } => moved(from.date(anchors)?, *amount, *unit),
            _ => None,
        }
    }

    /// The first end of a range, which takes what it leaves out from the last: "March to May 2024".
    fn before(&self, last: Extent, anchors: &Anchors) -> Option<Extent> {
        let Self::Field(field, Which::Bare) = self else { return None };
        let end = last.bounds()?.0;
        let past = Anchors { published: Some(end), narrative: anchors.narrative, tense: Some(Tense::Past) };
        field.near(Which::Bare, &past).map(Extent::Period)
    }

    /// How long a stretch it names; `None` for references and stretches.
    pub(crate) fn unit(&self) -> Option<Unit> {
        Some(match self {
            Self::Fixed(period) => period.unit(),
            Self::Shift { unit, .. } => (*unit).max(Unit::Day),
            Self::Field(field, _) => match field {
                Field::Weekday(_) | Field::WeekdayDay(..) | Field::MonthDay(..) | Field::Day(_) | Field::Holiday(_) => Unit::Day,
                Field::Month(_) => Unit::Month,
                Field::Season(_) => Unit::Season,
                Field::Quarter(_) => Unit::Quarter,
                Field::Half(_) => Unit::Half,
                Field::Decade(_) => Unit::Decade,
            },
            Self::Within(inner, _) => return inner.unit(),
            Self::Nth(_, NthOf::Unit(unit), _) => *unit,
            Self::Nth(_, NthOf::Weekday(_), _) => Unit::Day,
            Self::Reference(_) | Self::Stretch(..) | Self::Between(..) => return None,
        })
    }

    /// Whether it needs no date from outside.
    pub(crate) fn is_absolute(&self) -> bool {
        match self {
            Self::Fixed(_) => true,
            Self::Within(_, outer) | Self::Nth(_, _, outer) => outer.is_absolute(),
            Self::Between(_, last) => last.is_absolute(),
            Self::Shift { from: From::Shape(shape), .. } => shape.is_absolute(),
            _ => false,
        }
    }

    /// TIMEX3 for what stayed unresolved.
    pub(crate) fn unresolved(&self) -> String {
        match self {
            Self::Reference(name) => (*name).to_owned(),
            Self::Field(Field::Weekday(day), _) => format!("XXXX-WXX-{day}"),
            Self::Field(Field::Month(month), _) => format!("XXXX-{month:02}"),
            Self::Field(Field::MonthDay(month, day), _) => format!("XXXX-{month:02}-{day:02}"),
            Self::Field(Field::Day(day), _) => format!("XXXX-XX-{day:02}"),
            Self::Field(Field::Season(season), _) => {
                format!("XXXX-{}", ["SP", "SU", "FA", "WI"][usize::try_from(*season - 1).unwrap_or(0) % 4])
            }
            Self::Field(Field::Quarter(quarter), _) => format!("XXXX-Q{quarter}"),
            _ => "XXXX-XX-XX".to_owned(),
        }
    }
}

impl From {
    fn date(&self, anchors: &Anchors) -> Option<Date> {
        match self {
            Self::Publication => anchors.published,
            Self::Narrative => {
                anchors.narrative.and_then(Period::bounds).map(|bounds| bounds.0).or(anchors.published)
            }
            Self::Shape(shape) => {
                shape.instant(anchors).or_else(|| shape.resolve(anchors)?.bounds().map(|bounds| bounds.0))
            }
        }
    }
}

impl Field {
    /// The date meant, seen from publication.
    fn near(self, which: Which, anchors: &Anchors) -> Option<Period> {
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
            let year = if century + digits <= base.year() { century + digits } else { century - 100 + digits };
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
                period.bounds().is_some_and(|(date, _)| if future { date >= base } else { date <= base })
            };
            let first = one.iter().filter_map(|step| fits(*step)).find(side);
            let second = other.iter().filter_map(|step| fits(*step)).find(|period| !side(period));
            let distance = |period: &Period| {
                period.bounds().and_then(|(date, _)| base.until(date).ok()).map_or(i32::MAX, |span| span.get_days().abs())
            };
            return match (first, second) {
                (Some(first), Some(second)) if anchors.tense.is_none() && distance(&second) < distance(&first) => {
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
        let holds = |period: &Period| period.bounds().is_some_and(|(first, last)| first <= base && base <= last);
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
            Which::Bare => now().or_else(|| if future { coming() } else { past() }),
        }
    }

    /// The date inside a stretch, if it is there.
    fn within(self, first: Date, last: Date) -> Option<Period> {
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

/// The nth unit of a stretch; the 0th is the one that holds its first day.
fn nth(index: i64, of: NthOf, first: Date, last: Date) -> Option<Period> {
    match of {
        NthOf::Weekday(day) => {
            let date = if index < 0 {
                days(on_or_after(days(last, -6)?, day)?, 7 * (index + 1))?
            } else {
                days(on_or_after(first, day)?, 7 * (index - 1))?
            };
            (first <= date && date <= last).then_some(Period::Day(date))
        }
        NthOf::Unit(unit) => {
            let base = if index < 0 { last } else { first };
            let mut period = Period::containing(base, unit)?;
            if index == 0 {
                return Some(period);
            }
            // A week belongs to the month or year that holds its Thursday.
            if matches!(unit, Unit::Week) {
                let thursday = days(period.bounds()?.0, 3)?;
                if thursday < first {
                    period = period.shift(1)?;
                } else if thursday > last {
                    period = period.shift(-1)?;
                }
            }
            let period = period.shift(if index < 0 { index + 1 } else { index - 1 })?;
            let (start, _) = period.bounds()?;
            (start <= last).then_some(period)
        }
    }
}

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
            count.is_integer().then(|| i64::try_from(count).ok()).flatten().map(|count| (count, smaller))
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
