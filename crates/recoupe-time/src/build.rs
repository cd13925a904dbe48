//! The actions of the patterns: from what a pattern caught to what the expression says.
//!
//! An action knows classes, never words, so the same serve every language. Those that read dates
//! take what was caught wherever it stood ("3 March 2024", "March 3, 2024"). An action refuses, and
//! with it the pattern, where no such day or hour exists.
//!
//! | action | caught | says |
//! | --- | --- | --- |
//! | `short-year` | month, two digits | a date of the last century |
//! | `date` | weekday, day, month, year, season, holiday, decade, direction | a date, whole or to be completed |
//! | `ymd` `dmy` `mdy` `ym` `my` `dm` `md` | digits in that order | a date in digits |
//! | `quarter` `half` | number, year or direction | that part of the year |
//! | `decade` `century` | year; ordinal or Roman numeral | ten or a hundred years |
//! | `relative [N [U]]` | direction, unit | a unit beside that of publication or the narrative |
//! | `deictic` `now` | the word | a day counted from publication; a reference |
//! | `containing U` `week` | date; digits | the week (unit U) that holds the date; week number so many |
//! | `duration [M]` `sum` | number, unit; durations | a length (and M more) |
//! | `skip` | anything | no time at all |
//! | `shift F N` | duration, direction N, from F (`publication`, `narrative`, `point`) | a date so far away |
//! | `stretch N` `recent N` | duration; unit | the stretch up to or from publication; about three of the unit |
//! | `within` | inner, outer | the one inside the other |
//! | `nth` | ordinal or direction, unit or weekday, outer | the nth inside (of this month, where none is named) |
//! | `modify` | modifier, date, duration or part of day | the same, modified |
//! | `part` | date (or direction), part of day | that part of the day |
//! | `clock` `noon` `at` | hour, minute, second, am or pm; date and clock | a time of day |
//! | `same` | one thing | itself, with words around it |
//! | `every` | unit, weekday, part, duration | a set |
//! | `starting` | duration, date | the stretch of that length from then |
//! | `range` `dash` `months` `days` `years` | two dates; month and date; two days and month; year and two digits | a stretch |

mod reader;

use crate::amount::Amount;
use crate::field::{Field, Which};
use crate::lexicon::{Class, Lexicon, Word};
use crate::period::{Period, Unit};
use crate::shape::{From, NthOf, Shape};
use reader::Reader;
use recoupe_text::number::Decimal;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeOfDay {
    /// A part of the day by its TIMEX3 code: `MO`, `MI`, `AF`, `EV`, `NI`, `DT`.
    Part(&'static str),
    /// The time on the clock, as said; 24 hours.
    Clock {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59, where said.
        minute: Option<u8>,
        /// 0 to 59, where said.
        second: Option<u8>,
    },
}

/// A date with what narrows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Moment {
    pub(crate) shape: Shape,
    pub(crate) modifier: Option<&'static str>,
    pub(crate) time: Option<TimeOfDay>,
}

impl Moment {
    pub(super) const fn plain(shape: Shape) -> Self {
        Self { shape, modifier: None, time: None }
    }
}

/// What a stretch of text says.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Word(Word),
    Number(Decimal),
    Int(i32),
    Point(Moment),
    /// A length, how it is modified, and the stretch of the calendar it names, if it does.
    Duration(Amount, Option<&'static str>, Option<Shape>),
    Time(TimeOfDay, Option<&'static str>),
    /// The TIMEX3 of a recurring time.
    Set(String),
    /// Two dates, each with the pieces it stands in.
    Range(Box<[(Moment, (usize, usize)); 2]>),
}

/// One thing a pattern caught.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caught<'a> {
    pub(crate) class: Class,
    pub(crate) value: &'a Value,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What `action` makes of what was caught.
#[expect(clippy::too_many_lines, reason = "a table: one short arm an action")]
pub(crate) fn build(
    action: &str,
    caught: &[Caught<'_>],
    lexicon: &'static Lexicon,
) -> Option<Value> {
    let reader = Reader { caught, lexicon };
    let (name, rest) = action.split_once(' ').unwrap_or((action, ""));
    let point = |shape: Option<Shape>| shape.map(|shape| Value::Point(Moment::plain(shape)));
    match name {
        "date" => point(reader.date()),
        // "August 99": two digits are a year where they can be no day.
        "short-year" => {
            point(reader.int(Class::N2).filter(|digits| *digits > 31).and_then(|_| reader.date()))
        }
        "dash" => {
            let mut units = reader.points().map(|moment| moment.shape.unit());
            (units.next()? == units.next()?).then_some(())?;
            build("range", caught, lexicon)
        }
        "ymd" | "dmy" | "mdy" | "ym" | "my" | "dm" | "md" => point(reader.digits(name)),
        "quarter" | "half" => point(reader.part_of_year(name == "half")),
        "decade" if reader.find(Class::DecadeWord).is_some() => {
            let Value::Number(century) = reader.find(Class::Num)?.value else { return None };
            let century =
                i16::try_from(*century).ok().filter(|century| (10..=20).contains(century))?;
            let digits = i16::try_from(reader.int(Class::DecadeWord)?).ok()?;
            point(Some(Shape::Fixed(Period::Decade(century * 100 + digits))))
        }
        "decade" if reader.find(Class::N2).is_some() => {
            let digits = reader.int(Class::N2).filter(|digits| digits % 10 == 0)?;
            point(Some(Shape::Field(Field::Decade(i16::try_from(digits).ok()?), Which::Bare)))
        }
        "decade" => point(reader.year().and_then(|year| {
            Some(Shape::Fixed(Period::Decade(i16::try_from(year).ok()? / 10 * 10)))
        })),
        "century" => {
            let number = reader.int(Class::Ord).or_else(|| reader.int(Class::Roman))?;
            let first = number.checked_sub(1)?.checked_mul(100)?;
            point(Some(Shape::Fixed(Period::Century(
                i16::try_from(first).ok().filter(|year| (0..9900).contains(year))?,
            ))))
        }
        "relative" => {
            let (unit, count) =
                reader.unit().or_else(|| Some((Unit::named(rest.split_once(' ')?.1)?, 1)))?;
            let (rest, argument) = rest.split_once(' ').unwrap_or((rest, ""));
            let (from, amount) = match reader.int(Class::Dir).or_else(|| reader.int(Class::This)) {
                _ if argument == "publication" => (From::Publication, 0),
                Some(amount) => (From::Publication, amount),
                None => (
                    From::Narrative,
                    reader.int(Class::NarrativeDir).or_else(|| rest.parse().ok())?,
                ),
            };
            (unit >= Unit::Day).then_some(())?;
            point(Some(Shape::Shift { from, amount: i64::from(amount.checked_mul(count)?), unit }))
        }
        "deictic" => {
            let from = if rest == "narrative" { From::Narrative } else { From::Publication };
            let amount = i64::from(
                reader.int(Class::Deictic).or_else(|| reader.int(Class::NarrativeDeictic))?,
            );
            Some(Value::Point(Moment {
                shape: Shape::Shift { from, amount, unit: Unit::Day },
                modifier: None,
                time: reader.part(),
            }))
        }
        "now" => point(Some(Shape::Reference(reader.name(Class::Now)?))),
        "recent" => {
            let unit = reader.unit()?.0;
            let sign: i64 = rest.parse().ok()?;
            let amount = Amount { parts: vec![(None, unit)] };
            Some(Value::Duration(amount, Some("APPROX"), Some(Shape::Stretch(3 * sign, unit))))
        }
        "duration" => reader
            .duration(Decimal::from_str_exact(rest).unwrap_or_default())
            .map(|amount| Value::Duration(amount, None, None)),
        "sum" => {
            let parts =
                reader.durations().flat_map(|amount| amount.parts.iter().copied()).collect();
            Some(Value::Duration(Amount { parts }, None, None))
        }
        "shift" => reader.shift(rest).map(Value::Point),
        "stretch" => {
            let amount =
                reader.durations().next().cloned().or_else(|| reader.duration(Decimal::ZERO))?;
            let sign = reader.int(Class::Dir).or_else(|| rest.parse().ok())?;
            // "the last few months": about three.
            let few = amount
                .parts
                .first()
                .filter(|(count, _)| count.is_none() && amount.parts.len() == 1);
            let few = few.map(|(_, unit)| (3, *unit));
            let modifier = few.map(|_| "APPROX");
            let shape = amount.whole().or(few).and_then(|(count, unit)| {
                Some(Shape::Stretch(count.checked_mul(i64::from(sign))?, unit))
            });
            Some(Value::Duration(amount, modifier, shape.filter(|_| sign != 0)))
        }
        "within" => {
            let mut points = reader.points();
            let (first, second) = (points.next()?, points.next()?);
            let swapped = first.shape.unit()? > second.shape.unit()?;
            let (inner, outer) = if swapped { (second, first) } else { (first, second) };
            matches!(inner.shape, Shape::Field(..)).then_some(())?;
            (inner.shape.unit()? < outer.shape.unit()?).then_some(())?;
            // A day of the month stands in a month, with a word between ("the 12th of next month"):
            // "3 March" is a date by another pattern, "the 2 last months" none at all.
            let day = matches!(inner.shape, Shape::Field(Field::Day(_), _));
            let parted = caught.first()?.end < caught.last()?.start;
            (!day || (parted && outer.shape.unit()? == Unit::Month)).then_some(())?;
            let shape = Shape::Within(Box::new(inner.shape.clone()), Box::new(outer.shape.clone()));
            Some(Value::Point(Moment {
                shape,
                modifier: inner.modifier.or(outer.modifier),
                time: inner.time.or(outer.time),
            }))
        }
        "nth" => {
            let index = reader
                .int(Class::Ord)
                .or_else(|| reader.int(Class::Dir).filter(|dir| *dir == -1))?;
            let of = match reader.int(Class::Weekday) {
                Some(day) => NthOf::Weekday(i8::try_from(day).ok()?),
                None => NthOf::Unit(
                    reader.unit().filter(|(unit, count)| *unit >= Unit::Day && *count == 1)?.0,
                ),
            };
            let month = Shape::Shift { from: From::Publication, amount: 0, unit: Unit::Month };
            let outer = reader.points().next().map_or(month, |outer| outer.shape.clone());
            (index != 0).then_some(())?;
            point(Some(Shape::Nth(i64::from(index), of, Box::new(outer))))
        }
        "containing" => {
            let outer = reader.points().next()?;
            (outer.shape.unit()? == Unit::Day).then_some(())?;
            point(Some(Shape::Nth(
                0,
                NthOf::Unit(Unit::named(rest)?),
                Box::new(outer.shape.clone()),
            )))
        }
        "week" => {
            let outer = match reader.year() {
                Some(year) => Shape::Fixed(Period::Year(i16::try_from(year).ok()?)),
                None => Shape::Shift { from: From::Publication, amount: 0, unit: Unit::Year },
            };
            let number = reader.int(Class::N).filter(|number| (1..=53).contains(number))?;
            point(Some(Shape::Nth(i64::from(number), NthOf::Unit(Unit::Week), Box::new(outer))))
        }
        "skip" => Some(Value::Int(0)),
        "modify" => reader.modify(),
        "part" => {
            let moment = reader.points().next().cloned();
            let moment = moment.or_else(|| {
                let amount = i64::from(reader.int(Class::Dir)?);
                Some(Moment::plain(Shape::Shift {
                    from: From::Publication,
                    amount,
                    unit: Unit::Day,
                }))
            });
            let moment = moment.or_else(|| {
                let amount =
                    i64::from(reader.int(Class::NarrativeDir).or_else(|| rest.parse().ok())?);
                Some(Moment::plain(Shape::Shift { from: From::Narrative, amount, unit: Unit::Day }))
            })?;
            let modifier = reader.name(Class::Mod).or(moment.modifier);
            Some(Value::Point(Moment { time: Some(reader.part()?), modifier, ..moment }))
        }
        "clock" => reader.clock().map(|time| Value::Time(time, None)),
        "noon" => {
            let hour = u8::try_from(reader.int(Class::Noon)?).ok()?;
            Some(Value::Time(TimeOfDay::Clock { hour, minute: Some(0), second: None }, None))
        }
        "at" => {
            let moment =
                reader.points().next().filter(|moment| moment.shape.unit() == Some(Unit::Day))?;
            let time = reader.caught.iter().find_map(|caught| match caught.value {
                Value::Time(time, _) => Some(*time),
                _ => None,
            })?;
            (!matches!(moment.shape, Shape::Reference(_))).then_some(())?;
            Some(Value::Point(Moment { time: Some(time), ..moment.clone() }))
        }
        "daypart" => Some(Value::Time(reader.part()?, None)),
        "same" => reader.caught.last().map(|caught| caught.value.clone()),
        "every" => reader.every().map(Value::Set),
        "range" => {
            let sides: Vec<_> = reader
                .caught
                .iter()
                .filter_map(|caught| match caught.value {
                    // "between May and now"
                    Value::Point(Moment { shape: Shape::Reference("PRESENT_REF"), .. }) => {
                        let shape =
                            Shape::Shift { from: From::Publication, amount: 0, unit: Unit::Day };
                        Some((Moment::plain(shape), (caught.start, caught.end)))
                    }
                    Value::Point(moment) if !matches!(moment.shape, Shape::Reference(_)) => {
                        Some((moment.clone(), (caught.start, caught.end)))
                    }
                    _ => None,
                })
                .collect();
            // "next week from Wednesday to Friday": both inside the first.
            let sides = match <[_; 3]>::try_from(sides) {
                Ok([(outer, _), first, last]) => {
                    (first.0.shape.unit()? < outer.shape.unit()?).then_some(())?;
                    let inside = |(moment, at): (Moment, (usize, usize))| {
                        let shape =
                            Shape::Within(Box::new(moment.shape), Box::new(outer.shape.clone()));
                        (Moment { shape, ..Moment::plain(Shape::Reference("")) }, at)
                    };
                    vec![inside(first), inside(last)]
                }
                Err(sides) => sides,
            };
            <[_; 2]>::try_from(sides).ok().map(|sides| Value::Range(Box::new(sides)))
        }
        // "in February and March 2026"
        "months" => {
            let [month, .., second] = caught else { return None };
            let first = Reader { caught: std::slice::from_ref(month), lexicon }.date()?;
            let Value::Point(last) = second.value else { return None };
            (last.shape.unit()? == Unit::Month).then_some(())?;
            let sides = [
                (Moment::plain(first), (month.start, month.end)),
                (last.clone(), (second.start, second.end)),
            ];
            Some(Value::Range(Box::new(sides)))
        }
        // "three days starting on Monday"
        "starting" => {
            let length = reader.caught.first().filter(|caught| caught.class == Class::Duration)?;
            let start = reader.caught.last().filter(|caught| caught.class == Class::Point)?;
            let (count, unit) = reader.durations().next()?.whole()?;
            let days = match unit {
                Unit::Day => count,
                Unit::Week => count.checked_mul(7)?,
                _ => return None,
            };
            let first = reader.points().next()?.clone();
            let from = From::Shape(Box::new(first.shape.clone()));
            let last =
                Moment::plain(Shape::Shift { from, amount: days.checked_sub(1)?, unit: Unit::Day });
            Some(Value::Range(Box::new([
                (first, (start.start, start.end)),
                (last, (length.start, length.end)),
            ])))
        }
        "days" => reader.days(),
        "years" => reader.years(),
        _ => None,
    }
}
