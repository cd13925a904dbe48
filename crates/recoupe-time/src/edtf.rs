//! Dates as ISO 8601-2 (EDTF) writes them, with what the record needs of levels 1 and 2.
//!
//! Read and written: day, month, year, decade (`199X`), century (`19XX`), season (`2024-21` spring
//! to `-24` winter), quarter (`-33` to `-36`), `~` and `?` behind, and intervals of these, open at
//! either side (`2025/..`). A week has no EDTF form: it is the interval of its days.
//!
//! Seasons are the northern, meteorological ones, and winter ends in the year after: reports say
//! "summer" of June to August. Limits: years 1 to 9999, no sets, no time of day.

use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// How fine a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A season.
    Season,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// One date of some granularity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    granularity: Granularity,
    /// The year; of a decade or century its first.
    year: i16,
    /// The month, season (1 to 4) or quarter (1 to 4); 0 where there is none.
    part: i8,
    day: i8,
    approximate: bool,
    uncertain: bool,
}

/// A date or an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// One date.
    Point(Point),
    /// From the first to the last, both inside; `None` is open.
    Interval(Option<Point>, Option<Point>),
}

/// A text that is no EDTF of the kinds read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotEdtf;

impl fmt::Display for NotEdtf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a date of EDTF (level 1)")
    }
}

impl std::error::Error for NotEdtf {}

impl Point {
    const fn new(granularity: Granularity, year: i16, part: i8, day: i8) -> Self {
        Self { granularity, year, part, day, approximate: false, uncertain: false }
    }

    /// A day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self::new(Granularity::Day, date.year(), date.month(), date.day())
    }

    /// Month 1 to 12 of a year, else `None`.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Self::new(Granularity::Month, year, month, 0).checked()
    }

    /// Season 1 (spring) to 4 (winter) of a year.
    #[must_use]
    pub fn season(year: i16, season: i8) -> Option<Self> {
        Self::new(Granularity::Season, year, season, 0).checked()
    }

    /// Quarter 1 to 4 of a year.
    #[must_use]
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        Self::new(Granularity::Quarter, year, quarter, 0).checked()
    }

    /// A year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Self::new(Granularity::Year, year, 0, 0).checked()
    }

    /// The decade that `year` lies in.
    #[must_use]
    pub fn decade(year: i16) -> Option<Self> {
        Self::new(Granularity::Decade, year.div_euclid(10) * 10, 0, 0).checked()
    }

    /// The century that `year` lies in, counted from its year 00.
    #[must_use]
    pub fn century(year: i16) -> Option<Self> {
        Self::new(Granularity::Century, year.div_euclid(100) * 100, 0, 0).checked()
    }

    /// The same, approximate: `2010~`.
    #[must_use]
    pub const fn approximately(mut self) -> Self {
        self.approximate = true;
        self
    }

    /// How fine it is.
    #[must_use]
    pub const fn granularity(&self) -> Granularity {
        self.granularity
    }

    /// Whether it is marked approximate.
    #[must_use]
    pub const fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Its first and last day.
    #[must_use]
    pub fn bounds(&self) -> Option<(Date, Date)> {
        let months = |year: i16, month: i8, count: i8| {
            let first = Date::new(year, month, 1).ok()?;
            let end = i32::from(month) - 1 + i32::from(count) - 1;
            let last = Date::new(
                year + i16::try_from(end / 12).ok()?,
                i8::try_from(end % 12).ok()? + 1,
                1,
            )
            .ok()?;
            Some((first, last.last_of_month()))
        };
        let years = |count: i16| {
            Some((
                Date::new(self.year.max(1), 1, 1).ok()?,
                Date::new(self.year.checked_add(count - 1)?, 12, 31).ok()?,
            ))
        };
        match self.granularity {
            Granularity::Day => {
                Date::new(self.year, self.part, self.day).ok().map(|day| (day, day))
            }
            Granularity::Month => months(self.year, self.part, 1),
            Granularity::Quarter => months(self.year, self.part * 3 - 2, 3),
            Granularity::Season => months(self.year, self.part * 3, 3),
            Granularity::Year => years(1),
            Granularity::Decade => years(10),
            Granularity::Century => years(100),
        }
    }

    fn checked(self) -> Option<Self> {
        let part = match self.granularity {
            Granularity::Day | Granularity::Month => 1..=12,
            Granularity::Quarter | Granularity::Season => 1..=4,
            _ => 0..=0,
        };
        ((0..=9999).contains(&self.year) && part.contains(&self.part) && self.bounds().is_some())
            .then_some(self)
    }
}

impl Edtf {
    /// The interval between two dates; a single date where both are the same.
    #[must_use]
    pub fn between(first: Point, last: Point) -> Self {
        if first == last { Self::Point(first) } else { Self::Interval(Some(first), Some(last)) }
    }

    /// The first and last day; `None` at an open side, or outside the years that can be counted.
    #[must_use]
    pub fn bounds(&self) -> Option<(Date, Date)> {
        match self {
            Self::Point(point) => point.bounds(),
            Self::Interval(first, last) => {
                Some((first.as_ref()?.bounds()?.0, last.as_ref()?.bounds()?.1))
            }
        }
    }

    /// Whether both may be the same time: they share at least one day. An open side reaches as far
    /// as need be: "since 2024" agrees with "May 2025".
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let ((first, last), (other_first, other_last)) = (self.reach(), other.reach());
        first <= other_last && other_first <= last
    }

    /// How fine it is; of an interval, its finer side.
    #[must_use]
    pub fn granularity(&self) -> Granularity {
        match self {
            Self::Point(point) => point.granularity,
            Self::Interval(first, last) => {
                let sides = [first, last];
                sides
                    .iter()
                    .filter_map(|side| side.map(|point| point.granularity))
                    .min()
                    .unwrap_or(Granularity::Century)
            }
        }
    }

    /// Whether a side is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Interval(None, _) | Self::Interval(_, None))
    }

    fn reach(&self) -> (Date, Date) {
        let (first, last) = match self {
            Self::Point(point) => (Some(point), Some(point)),
            Self::Interval(first, last) => (first.as_ref(), last.as_ref()),
        };
        (
            first.and_then(Point::bounds).map_or(Date::MIN, |bounds| bounds.0),
            last.and_then(Point::bounds).map_or(Date::MAX, |bounds| bounds.1),
        )
    }
}

impl fmt::Display for Point {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, part) = (self.year, self.part);
        match self.granularity {
            Granularity::Day => write!(formatter, "{year:04}-{part:02}-{:02}", self.day),
            Granularity::Month => write!(formatter, "{year:04}-{part:02}"),
            Granularity::Season => write!(formatter, "{year:04}-{}", 20 + part),
            Granularity::Quarter => write!(formatter, "{year:04}-{}", 32 + part),
            Granularity::Year => write!(formatter, "{year:04}"),
            Granularity::Decade => write!(formatter, "{:03}X", year / 10),
            Granularity::Century => write!(formatter, "{:02}XX", year / 100),
        }?;
        formatter.write_str(match (self.uncertain, self.approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        })
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |formatter: &mut fmt::Formatter<'_>, side: &Option<Point>| match side {
            Some(point) => write!(formatter, "{point}"),
            None => formatter.write_str(".."),
        };
        match self {
            Self::Point(point) => write!(formatter, "{point}"),
            Self::Interval(first, last) => {
                side(formatter, first)?;
                formatter.write_str("/")?;
                side(formatter, last)
            }
        }
    }
}

impl FromStr for Point {
    type Err = NotEdtf;

    fn from_str(text: &str) -> Result<Self, NotEdtf> {
        let plain = text.trim_end_matches(['~', '?', '%']);
        let marks = &text[plain.len()..];
        let digits = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let mut parts = plain.split('-');
        let (year, part, day) = (parts.next().unwrap_or(""), parts.next(), parts.next());
        let point = match (part, day, parts.next()) {
            (None, None, None) => {
                match (digits(year, 4), year.strip_suffix("XX"), year.strip_suffix('X')) {
                    (Some(year), _, _) => Self::year(year),
                    (None, Some(century), _) => {
                        digits(century, 2).and_then(|century| Self::century(century * 100))
                    }
                    (None, None, Some(decade)) => {
                        digits(decade, 3).and_then(|decade| Self::decade(decade * 10))
                    }
                    _ => None,
                }
            }
            (Some(part), None, None) => {
                digits(year, 4).zip(digits(part, 2)).and_then(|(year, part)| match part as i8 {
                    part @ 1..=12 => Self::month(year, part),
                    part @ 21..=24 => Self::season(year, part - 20),
                    part @ 33..=36 => Self::quarter(year, part - 32),
                    _ => None,
                })
            }
            (Some(month), Some(day), None) => {
                match (digits(year, 4), digits(month, 2), digits(day, 2)) {
                    (Some(year), Some(month), Some(day)) => {
                        Date::new(year, month as i8, day as i8).ok().map(Self::day)
                    }
                    _ => None,
                }
            }
            _ => None,
        };
        let mut point = point.ok_or(NotEdtf)?;
        match marks {
            "" => {}
            "~" => point.approximate = true,
            "?" => point.uncertain = true,
            "%" => (point.approximate, point.uncertain) = (true, true),
            _ => return Err(NotEdtf),
        }
        Ok(point)
    }
}

impl FromStr for Edtf {
    type Err = NotEdtf;

    fn from_str(text: &str) -> Result<Self, NotEdtf> {
        let side = |side: &str| if side == ".." { Ok(None) } else { side.parse().map(Some) };
        match text.split_once('/') {
            None => text.parse().map(Self::Point),
            Some(("..", "..")) => Err(NotEdtf),
            Some((first, last)) => Ok(Self::Interval(side(first)?, side(last)?)),
        }
    }
}
