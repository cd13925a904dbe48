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
//! | `nth` | ordinal or direction, unit or weekday, outer | the nth inside |
//! | `modify` | modifier, date, duration or part of day | the same, modified |
//! | `part` | date (or direction), part of day | that part of the day |
//! | `clock` `noon` `at` | hour, minute, second, am or pm; date and clock | a time of day |
//! | `same` | one thing | itself, with words around it |
//! | `every` | unit, weekday, part, duration | a set |
//! | `starting` | duration, date | the stretch of that length from then |
//! | `range` `dash` `days` `years` | two dates; two days and month; year and two digits | a stretch |

use crate::chart::int;
use crate::lexicon::{Class, Lexicon, Word};
use crate::period::{Period, Unit};
use crate::shape::{Amount, Field, From, NthOf, Shape, Which};
use jiff::civil::Date;
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
    const fn plain(shape: Shape) -> Self {
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

struct Reader<'a> {
    caught: &'a [Caught<'a>],
    lexicon: &'static Lexicon,
}

/// What `action` makes of what was caught.
pub(crate) fn build(action: &str, caught: &[Caught<'_>], lexicon: &'static Lexicon) -> Option<Value> {
    let reader = Reader { caught, lexicon };
    let (name, rest) = action.split_once(' ').unwrap_or((action, ""));
    let point = |shape: Option<Shape>| shape.map(|shape| Value::Point(Moment::plain(shape)));
    match name {
        "date" => point(reader.date()),
        // "August 99": two digits are a year where they can be no day.
        "short-year" => point(reader.int(Class::N2).filter(|digits| *digits > 31).and_then(|_| reader.date())),
        "dash" => {
            let mut units = reader.points().map(|moment| moment.shape.unit());
            (units.next()? == units.next()?).then_some(())?;
            build("range", caught, lexicon)
        }
        "ymd" | "dmy" | "mdy" | "ym" | "my" | "dm" | "md" => point(reader.digits(name)),
        "quarter" | "half" => point(reader.part_of_year(name == "half")),
        "decade" if reader.find(Class::DecadeWord).is_some() => {
            let Value::Number(century) = reader.find(Class::Num)?.value else { return None };
            let century = i16::try_from(*century).ok().filter(|century| (10..=20).contains(century))?;
            let digits = i16::try_from(reader.int(Class::DecadeWord)?).ok()?;
            point(Some(Shape::Fixed(Period::Decade(century * 100 + digits))))
        }
        "decade" if reader.find(Class::N2).is_some() => {
            let digits = reader.int(Class::N2).filter(|digits| digits % 10 == 0)?;
            point(Some(Shape::Field(Field::Decade(i16::try_from(digits).ok()?), Which::Bare)))
        }
        "decade" => point(reader.year().and_then(|year| Some(Shape::Fixed(Period::Decade(i16::try_from(year).ok()? / 10 * 10))))),
        "century" => {
            let number = reader.int(Class::Ord).or_else(|| reader.int(Class::Roman))?;
            let first = number.checked_sub(1)?.checked_mul(100)?;
            point(Some(Shape::Fixed(Period::Century(i16::try_from(first).ok().filter(|year| (0..9900).contains(year))?))))
        }
        "relative" => {
            let (unit, count) = reader.unit().or_else(|| Some((Unit::named(rest.split_once(' ')?.1)?, 1)))?;
            let (rest, argument) = rest.split_once(' ').unwrap_or((rest, ""));
            let (from, amount) = match reader.int(Class::Dir).or_else(|| reader.int(Class::This)) {
                _ if argument == "publication" => (From::Publication, 0),
                Some(amount) => (From::Publication, amount),
                None => (From::Narrative, reader.int(Class::NarrativeDir).or_else(|| rest.parse().ok())?),
            };
            (unit >= Unit::Day).then_some(())?;
            point(Some(Shape::Shift { from, amount: i64::from(amount.checked_mul(count)?), unit }))
        }
        "deictic" => {
            let from = if rest == "narrative" { From::Narrative } else { From::Publication };
            let amount = i64::from(reader.int(Class::Deictic).or_else(|| reader.int(Class::NarrativeDeictic))?);
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
        "duration" => reader.duration(Decimal::from_str_exact(rest).unwrap_or_default()).map(|amount| Value::Duration(amount, None, None)),
        "sum" => {
            let parts = reader.durations().flat_map(|amount| amount.parts.iter().copied()).collect();
            Some(Value::Duration(Amount { parts }, None, None))
        }
        "shift" => reader.shift(rest).map(Value::Point),
        "stretch" => {
            let amount = reader.durations().next().cloned().or_else(|| reader.duration(Decimal::ZERO))?;
            let sign = reader.int(Class::Dir).or_else(|| rest.parse().ok())?;
            // "the last few months": about three.
            let few = amount.parts.first().filter(|(count, _)| count.is_none() && amount.parts.len() == 1);
            let few = few.map(|(_, unit)| (3, *unit));
            let modifier = few.map(|_| "APPROX");
            let shape = amount.whole().or(few).and_then(|(count, unit)| Some(Shape::Stretch(count.checked_mul(i64::from(sign))?, unit)));
            Some(Value::Duration(amount, modifier, shape.filter(|_| sign != 0)))
        }
        "within" => {
            let mut points = reader.points();
            let (first, second) = (points.next()?, points.next()?);
            let swapped = first.shape.unit()? > second.shape.unit()?;
            let (inner, outer) = if swapped { (second, first) } else { (first, second) };
            matches!(inner.shape, Shape::Field(..)).then_some(())?;
            (inner.shape.unit()? < outer.shape.unit()?).then_some(())?;
            let day = matches!(inner.shape, Shape::Field(Field::Day(_), _));
            (!day || outer.shape.unit()? == Unit::Month).then_some(())?;
            // "3" of "3 March" is a day by another pattern, with its own span.
            let month = matches!(outer.shape, Shape::Fixed(Period::Month(..)) | Shape::Field(Field::Month(_), _));
            (!(day && month && caught.len() == 2 && caught[0].end == caught[1].start)).then_some(())?;
            let shape = Shape::Within(Box::new(inner.shape.clone()), Box::new(outer.shape.clone()));
            Some(Value::Point(Moment { shape, modifier: inner.modifier.or(outer.modifier), time: inner.time.or(outer.time) }))
        }
        "nth" => {
            let index = reader.int(Class::Ord).or_else(|| reader.int(Class::Dir).filter(|dir| *dir == -1))?;
            let of = match reader.int(Class::Weekday) {
                Some(day) => NthOf::Weekday(i8::try_from(day).ok()?),
                None => NthOf::Unit(reader.unit().filter(|(unit, count)| *unit >= Unit::Day && *count == 1)?.0),
            };
            let outer = reader.points().next()?;
            (index != 0).then_some(())?;
            point(Some(Shape::Nth(i64::from(index), of, Box::new(outer.shape.clone()))))
        }
        "containing" => {
            let outer = reader.points().next()?;
            (outer.shape.unit()? == Unit::Day).then_some(())?;
            point(Some(Shape::Nth(0, NthOf::Unit(Unit::named(rest)?), Box::new(outer.shape.clone()))))
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
                Some(Moment::plain(Shape::Shift { from: From::Publication, amount, unit: Unit::Day }))
            });
            let moment = moment.or_else(|| {
                let amount = i64::from(reader.int(Class::NarrativeDir).or_else(|| rest.parse().ok())?);
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
            let moment = reader.points().next().filter(|moment| moment.shape.unit() == Some(Unit::Day))?;
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
                        let shape = Shape::Shift { from: From::Publication, amount: 0, unit: Unit::Day };
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
                        let shape = Shape::Within(Box::new(moment.shape), Box::new(outer.shape.clone()));
                        (Moment { shape, ..Moment::plain(Shape::Reference("")) }, at)
                    };
                    vec![inside(first), inside(last)]
                }
                Err(sides) => sides,
            };
            <[_; 2]>::try_from(sides).ok().map(|sides| Value::Range(Box::new(sides)))
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
            let last = Moment::plain(Shape::Shift { from, amount: days.checked_sub(1)?, unit: Unit::Day });
            Some(Value::Range(Box::new([(first, (start.start, start.end)), (last, (length.start, length.end))])))
        }
        "days" => reader.days(),
        "years" => reader.years(),
        _ => None,
    }
}

impl<'a> Reader<'a> {
    fn find(&self, class: Class) -> Option<&'a Caught<'a>> {
        self.caught.iter().find(|caught| caught.class == class)
    }

    fn int(&self, class: Class) -> Option<i32> {
        match self.find(class)?.value {
            Value::Int(value) => Some(*value),
            Value::Word(word) => int(*word),
            _ => None,
        }
    }

    fn name(&self, class: Class) -> Option<&'static str> {
        match self.find(class)?.value {
            Value::Word(Word::Name(name)) => Some(name),
            _ => None,
        }
    }

    fn unit(&self) -> Option<(Unit, i32)> {
        match self.find(Class::Unit).or_else(|| self.find(Class::Units))?.value {
            Value::Word(Word::Unit(unit, count)) => Some((*unit, *count)),
            _ => None,
        }
    }

    fn points(&self) -> impl Iterator<Item = &'a Moment> {
        self.caught.iter().filter_map(|caught| match caught.value {
            Value::Point(moment) => Some(moment),
            _ => None,
        })
    }

    fn durations(&self) -> impl Iterator<Item = &'a Amount> {
        self.caught.iter().filter_map(|caught| match caught.value {
            Value::Duration(amount, ..) => Some(amount),
            _ => None,
        })
    }

    fn part(&self) -> Option<TimeOfDay> {
        self.name(Class::Part).map(TimeOfDay::Part)
    }

    fn year(&self) -> Option<i32> {
        [Class::Year, Class::Y4, Class::YearWord].iter().find_map(|class| self.int(*class)).or_else(|| {
            self.int(Class::N2).map(whole_year)
        })
    }

    fn which(&self) -> Which {
        match self.int(Class::Dir).or_else(|| self.int(Class::This)).or_else(|| self.int(Class::NarrativeDir)) {
            None => Which::Bare,
            Some(-1) => Which::Last,
            Some(1) if self.lexicon.next_is_of_next_week => Which::NextWeek,
            Some(1) => Which::Next,
            Some(_) => Which::This,
        }
    }

    fn small(&self, class: Class) -> Option<i8> {
        self.int(class).and_then(|value| i8::try_from(value).ok())
    }

    fn date(&self) -> Option<Shape> {
        let year = self.year().map(i16::try_from).transpose().ok()?;
        let day = self.small(Class::Day).or_else(|| self.small(Class::OrdDay)).or_else(|| self.small(Class::N));
        let field = match (self.small(Class::Month), day) {
            (Some(month), Some(day)) => {
                Date::new(year.unwrap_or(2000), month, day).ok()?;
                Some(Field::MonthDay(month, day))
            }
            (Some(month), None) => Some(Field::Month(month)),
            (None, Some(day)) if self.find(Class::Weekday).is_some() => {
                let weekday = self.small(Class::Weekday)?;
                Some(Field::WeekdayDay(weekday, (1..=31).contains(&day).then_some(day)?))
            }
            (None, Some(day)) => Some(Field::Day((1..=31).contains(&day).then_some(day)?)),
            (None, None) => None,
        };
        let field = field
            .or_else(|| self.small(Class::Season).map(Field::Season))
            .or_else(|| self.int(Class::DecadeWord).and_then(|digits| Some(Field::Decade(i16::try_from(digits).ok()?))))
            .or_else(|| match self.find(Class::Holiday)?.value {
                Value::Word(Word::Holiday(holiday)) => Some(Field::Holiday(*holiday)),
                _ => None,
            })
            .or_else(|| self.small(Class::Weekday).map(Field::Weekday));
        let Some(field) = field else { return Some(Shape::Fixed(Period::Year(year?))) };
        let Some(year) = year else { return Some(Shape::Field(field, self.which())) };
        if let Field::MonthDay(month, day) = field {
            return Date::new(year, month, day).ok().map(|date| Shape::Fixed(Period::Day(date)));
        }
        Some(Shape::Fixed(match field {
            Field::Month(month) => Period::Month(year, month),
            Field::Season(season) => Period::Season(year, season),
            Field::Holiday(holiday) => Period::Day(holiday.in_year(year)?),
            _ => return None,
        }))
    }

    /// Digits in the order the action names; where month and day can only be the other way, so.
    fn digits(&self, order: &str) -> Option<Shape> {
        let numbers: Vec<i32> = self
            .caught
            .iter()
            .filter(|caught| matches!(caught.class, Class::N | Class::N2 | Class::Y4 | Class::Year))
            .filter_map(|caught| if let Value::Int(value) = caught.value { Some(*value) } else { None })
            .collect();
        if numbers.len() != order.len() {
            return None;
        }
        let part = |letter: char| order.find(letter).map(|index| numbers[index]);
        let small = |value: i32| i8::try_from(value).ok();
        let year = part('y').map(|year| if year < 100 { whole_year(year) } else { year });
        let month = small(part('m')?)?;
        let Some(day) = part('d') else {
            (1..=12).contains(&month).then_some(())?;
            return Some(Shape::Fixed(Period::Month(i16::try_from(year?).ok()?, month)));
        };
        let day = small(day)?;
        let (month, day) = if month > 12 && day <= 12 && order != "ymd" { (day, month) } else { (month, day) };
        match year {
            Some(year) => Date::new(i16::try_from(year).ok()?, month, day).ok().map(|date| Shape::Fixed(Period::Day(date))),
            None => Date::new(2000, month, day).ok().map(|_| Shape::Field(Field::MonthDay(month, day), Which::Bare)),
        }
    }

    fn part_of_year(&self, half: bool) -> Option<Shape> {
        let count = if half { 2 } else { 4 };
        let number = self.small(Class::Ord).or_else(|| self.small(Class::N)).or_else(|| {
            self.int(Class::Dir).filter(|dir| *dir == -1).map(|_| count)
        })?;
        (1..=count).contains(&number).then_some(())?;
        let Some(year) = self.year() else {
            let field = if half { Field::Half(number) } else { Field::Quarter(number) };
            let Some(outer) = self.points().next() else { return Some(Shape::Field(field, Which::Bare)) };
            return Some(Shape::Within(Box::new(Shape::Field(field, Which::Bare)), Box::new(outer.shape.clone())));
        };
        let year = i16::try_from(year).ok()?;
        Some(Shape::Fixed(if half { Period::Half(year, number) } else { Period::Quarter(year, number) }))
    }

    fn duration(&self, more: Decimal) -> Option<Amount> {
        let (unit, times) = self.unit()?;
        let count = match self.find(Class::Num).map(|caught| caught.value) {
            Some(Value::Number(number)) => Some(*number),
            _ if self.find(Class::Vague).is_some() || self.find(Class::Units).is_some() => None,
            _ => Some(Decimal::ONE),
        };
        let count = match count {
            Some(count) => Some(count.checked_add(more)?.checked_mul(Decimal::from(times)).filter(|count| !count.is_sign_negative())?),
            None => None,
        };
        Some(Amount { parts: vec![(count, unit)] })
    }

    fn shift(&self, argument: &str) -> Option<Moment> {
        let (from, sign) = argument.split_once(' ')?;
        let sign: i64 = sign.parse().ok()?;
        let amount = self.durations().next()?;
        let Some(steps) = amount.steps() else {
            let name = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return (from != "point").then(|| Moment::plain(Shape::Reference(name)));
        };
        let from = match from {
            "publication" => From::Publication,
            "narrative" => From::Narrative,
            _ => {
                let moment = self.points().next()?;
                if matches!(moment.shape, Shape::Reference("PRESENT_REF")) {
                    From::Publication
                } else {
                    From::Shape(Box::new(moment.shape.clone()))
                }
            }
        };
        // "two weeks and a day ago": one step after the other.
        let mut shape = None;
        for (count, unit) in steps {
            let from = shape.take().map_or_else(|| from.clone(), |shape| From::Shape(Box::new(shape)));
            shape = Some(Shape::Shift { from, amount: count.checked_mul(sign)?, unit });
        }
        shape.map(Moment::plain)
    }

    fn modify(&self) -> Option<Value> {
        let modifier = self.name(Class::Mod).or_else(|| self.name(Class::QuantityMod))?;
        if self.caught.len() == 2
            && let Some((unit, 1)) = self.unit().filter(|(unit, _)| *unit >= Unit::Day)
        {
            let shape = Shape::Shift { from: From::Narrative, amount: 0, unit };
            return Some(Value::Point(Moment { modifier: Some(modifier), ..Moment::plain(shape) }));
        }
        let skipped = [Class::Mod, Class::QuantityMod, Class::Unit];
        let other = self.caught.iter().find(|caught| !skipped.contains(&caught.class))?;
        Some(match other.value {
            Value::Point(moment) => {
                if matches!(moment.shape, Shape::Reference(_)) {
                    return None;
                }
                Value::Point(Moment { modifier: Some(modifier), ..moment.clone() })
            }
            Value::Duration(amount, _, shape) => Value::Duration(amount.clone(), Some(modifier), shape.clone()),
            Value::Time(time, _) => Value::Time(*time, Some(modifier)),
            _ => return None,
        })
    }

    fn clock(&self) -> Option<TimeOfDay> {
        let mut numbers = self.caught.iter().filter(|caught| {
            matches!(caught.class, Class::N | Class::N2 | Class::Num)
        }).map(|caught| match caught.value {
            Value::Int(value) => Some(*value),
            Value::Number(number) => i32::try_from(*number).ok().filter(|_| number.is_integer()),
            _ => None,
        });
        let mut hour = u8::try_from(numbers.next()??).ok()?;
        let mut sixty = || match numbers.next() {
            None => Some(None),
            Some(value) => u8::try_from(value?).ok().filter(|value| *value < 60).map(Some),
        };
        let (minute, second) = (sixty()?, sixty()?);
        match self.int(Class::Meridiem) {
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(12) if hour < 12 => hour += 12,
            Some(0) if hour == 12 => hour = 0,
            _ => {}
        }
        (hour <= 24).then_some(TimeOfDay::Clock { hour, minute, second })
    }

    fn every(&self) -> Option<String> {
        if let Some(name) = self.name(Class::Frequency) {
            return Some(name.to_owned());
        }
        if let Some(part) = self.name(Class::Part) {
            let day = self.int(Class::Weekday);
            return Some(day.map_or_else(|| format!("XXXX-XX-XXT{part}"), |day| format!("XXXX-WXX-{day}T{part}")));
        }
        if let Some(day) = self.int(Class::Weekday) {
            return Some(format!("XXXX-WXX-{day}"));
        }
        if let Some(month) = self.int(Class::Month) {
            return Some(format!("XXXX-{month:02}"));
        }
        if let Some(amount) = self.durations().next() {
            return Some(amount.timex());
        }
        let (unit, count) = self.unit()?;
        Some(Amount { parts: vec![(Some(Decimal::from(count)), unit)] }.timex())
    }

    /// "3-5 March 2024", "March 3 to 5".
    fn days(&self) -> Option<Value> {
        let days: Vec<&Caught<'_>> = self.caught.iter().filter(|caught| matches!(caught.class, Class::Day | Class::N)).collect();
        let [first, last] = days.as_slice() else { return None };
        let side = |day: &Caught<'_>| {
            let Value::Int(value) = day.value else { return None };
            let day_number = i8::try_from(*value).ok()?;
            let shape = match self.points().next() {
                Some(outer) => Shape::Within(Box::new(Shape::Field(Field::Day(day_number), Which::Bare)), Box::new(outer.shape.clone())),
                None => {
                    let month = self.small(Class::Month)?;
                    Date::new(2000, month, day_number).ok()?;
                    match self.year() {
                        Some(year) => Shape::Fixed(Period::Day(Date::new(i16::try_from(year).ok()?, month, day_number).ok()?)),
                        None => Shape::Field(Field::MonthDay(month, day_number), Which::Bare),
                    }
                }
            };
            Some((Moment::plain(shape), (day.start, day.end)))
        };
        Some(Value::Range(Box::new([side(first)?, side(last)?])))
    }

    /// "2010-14".
    fn years(&self) -> Option<Value> {
        let (first, last) = (self.find(Class::Year).or_else(|| self.find(Class::Y4))?, self.find(Class::N2)?);
        let (Value::Int(from), Value::Int(to)) = (first.value, last.value) else { return None };
        let end = from.div_euclid(100) * 100 + to;
        (end > *from && *to > 12).then_some(())?;
        let side = |year: i32, caught: &Caught<'_>| {
            Some((Moment::plain(Shape::Fixed(Period::Year(i16::try_from(year).ok()?))), (caught.start, caught.end)))
        };
        Some(Value::Range(Box::new([side(*from, first)?, side(end, last)?])))
    }
}

/// The year two digits stand for: up to 35 of this century.
const fn whole_year(digits: i32) -> i32 {
    if digits <= 35 { 2000 + digits } else { 1900 + digits }
}
