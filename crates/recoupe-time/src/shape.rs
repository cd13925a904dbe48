//! What an expression says before anyone knows when it was said, and how it is resolved.
//!
//! "Monday", "three days later" and "in March" are kept as what they say, a [`Shape`]; with the date
//! of publication and the last date of the narrative, a shape becomes an [`Extent`]. So an article
//! whose date is found late is resolved again without reading the text again.

use crate::edtf::{Edtf, Point};
use crate::field::{Field, Which};
use crate::period::{Period, Unit, days, moved, on_or_after};
use jiff::civil::Date;

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

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Fixed(Period),
    /// "now", "recently": the name TIMEX3 has for it.
    Reference(&'static str),
    /// So many units from somewhere; `exact` counts to the day.
    Shift {
        from: From,
        amount: i64,
        unit: Unit,
    },
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
            Self::Periods(first, last) => {
                Some(Edtf::between(ends(first.edtf()?).0?, ends(last.edtf()?).1?))
            }
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
                    && anchors
                        .narrative
                        .is_some_and(|period| period.unit() > (*unit).max(Unit::Week))
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
                let first =
                    first.before(last_extent, anchors).or_else(|| first.resolve(anchors))?;
                match (first, last_extent) {
                    (Extent::Period(first), Extent::Period(last))
                        if first.bounds()?.0 <= last.bounds()?.1 =>
                    {
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
        let past = Anchors {
            published: Some(end),
            narrative: anchors.narrative,
            tense: Some(Tense::Past),
        };
        field.near(Which::Bare, &past).map(Extent::Period)
    }

    /// How long a stretch it names; `None` for references and stretches.
    pub(crate) fn unit(&self) -> Option<Unit> {
        Some(match self {
            Self::Fixed(period) => period.unit(),
            Self::Shift { unit, .. } => (*unit).max(Unit::Day),
            Self::Field(field, _) => match field {
                Field::Weekday(_)
                | Field::WeekdayDay(..)
                | Field::MonthDay(..)
                | Field::Day(_)
                | Field::Holiday(_) => Unit::Day,
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
                format!(
                    "XXXX-{}",
                    ["SP", "SU", "FA", "WI"][usize::try_from(*season - 1).unwrap_or(0) % 4]
                )
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
            Self::Narrative => anchors
                .narrative
                .and_then(Period::bounds)
                .map(|bounds| bounds.0)
                .or(anchors.published),
            Self::Shape(shape) => shape
                .instant(anchors)
                .or_else(|| shape.resolve(anchors)?.bounds().map(|bounds| bounds.0)),
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
