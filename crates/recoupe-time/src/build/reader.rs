//! What a pattern caught, and the parts of expressions that several actions read from it.

use super::{Caught, Moment, TimeOfDay, Value};
use crate::amount::Amount;
use crate::chart::int;
use crate::field::{Field, Which};
use crate::lexicon::{Class, Lexicon, Word};
use crate::period::{Period, Unit};
use crate::shape::{From, Shape};
use jiff::civil::Date;
use recoupe_text::number::Decimal;

/// What a pattern caught, asked by class.
pub(super) struct Reader<'a> {
    pub(super) caught: &'a [Caught<'a>],
    pub(super) lexicon: &'static Lexicon,
}

impl<'a> Reader<'a> {
    pub(super) fn find(&self, class: Class) -> Option<&'a Caught<'a>> {
        self.caught.iter().find(|caught| caught.class == class)
    }

    pub(super) fn int(&self, class: Class) -> Option<i32> {
        match self.find(class)?.value {
            Value::Int(value) => Some(*value),
            Value::Word(word) => int(*word),
            _ => None,
        }
    }

    pub(super) fn name(&self, class: Class) -> Option<&'static str> {
        match self.find(class)?.value {
            Value::Word(Word::Name(name)) => Some(name),
            _ => None,
        }
    }

    pub(super) fn unit(&self) -> Option<(Unit, i32)> {
        let unit = self.find(Class::Unit).or_else(|| self.find(Class::Dual));
        match unit.or_else(|| self.find(Class::Units))?.value {
            Value::Word(Word::Unit(unit, count)) => Some((*unit, *count)),
            _ => None,
        }
    }

    pub(super) fn points(&self) -> impl Iterator<Item = &'a Moment> {
        self.caught.iter().filter_map(|caught| match caught.value {
            Value::Point(moment) => Some(moment),
            _ => None,
        })
    }

    pub(super) fn durations(&self) -> impl Iterator<Item = &'a Amount> {
        self.caught.iter().filter_map(|caught| match caught.value {
            Value::Duration(amount, ..) => Some(amount),
            _ => None,
        })
    }

    pub(super) fn part(&self) -> Option<TimeOfDay> {
        self.name(Class::Part).map(TimeOfDay::Part)
    }

    pub(super) fn year(&self) -> Option<i32> {
        [Class::Year, Class::Y4, Class::YearWord]
            .iter()
            .find_map(|class| self.int(*class))
            .or_else(|| self.int(Class::N2).map(whole_year))
    }

    pub(super) fn which(&self) -> Which {
        match self
            .int(Class::Dir)
            .or_else(|| self.int(Class::This))
            .or_else(|| self.int(Class::NarrativeDir))
        {
            None => Which::Bare,
            Some(-1) => Which::Last,
            Some(1) if self.lexicon.next_is_of_next_week => Which::NextWeek,
            Some(1) => Which::Next,
            Some(_) => Which::This,
        }
    }

    pub(super) fn small(&self, class: Class) -> Option<i8> {
        self.int(class).and_then(|value| i8::try_from(value).ok())
    }

    pub(super) fn date(&self) -> Option<Shape> {
        let year = self.year().map(i16::try_from).transpose().ok()?;
        let day = self
            .small(Class::Day)
            .or_else(|| self.small(Class::OrdDay))
            .or_else(|| self.small(Class::N));
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
            .or_else(|| {
                self.int(Class::DecadeWord)
                    .and_then(|digits| Some(Field::Decade(i16::try_from(digits).ok()?)))
            })
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
    pub(super) fn digits(&self, order: &str) -> Option<Shape> {
        let numbers: Vec<i32> = self
            .caught
            .iter()
            .filter(|caught| matches!(caught.class, Class::N | Class::N2 | Class::Y4 | Class::Year))
            .filter_map(
                |caught| if let Value::Int(value) = caught.value { Some(*value) } else { None },
            )
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
        let (month, day) =
            if month > 12 && day <= 12 && order != "ymd" { (day, month) } else { (month, day) };
        match year {
            Some(year) => Date::new(i16::try_from(year).ok()?, month, day)
                .ok()
                .map(|date| Shape::Fixed(Period::Day(date))),
            None => Date::new(2000, month, day)
                .ok()
                .map(|_| Shape::Field(Field::MonthDay(month, day), Which::Bare)),
        }
    }

    pub(super) fn part_of_year(&self, half: bool) -> Option<Shape> {
        let count = if half { 2 } else { 4 };
        let number = self
            .small(Class::Ord)
            .or_else(|| self.small(Class::N))
            .or_else(|| self.int(Class::Dir).filter(|dir| *dir == -1).map(|_| count))?;
        (1..=count).contains(&number).then_some(())?;
        let Some(year) = self.year() else {
            let field = if half { Field::Half(number) } else { Field::Quarter(number) };
            let Some(outer) = self.points().next() else {
                return Some(Shape::Field(field, Which::Bare));
            };
            return Some(Shape::Within(
                Box::new(Shape::Field(field, Which::Bare)),
                Box::new(outer.shape.clone()),
            ));
        };
        let year = i16::try_from(year).ok()?;
        Some(Shape::Fixed(if half {
            Period::Half(year, number)
        } else {
            Period::Quarter(year, number)
        }))
    }

    pub(super) fn duration(&self, more: Decimal) -> Option<Amount> {
        let (unit, times) = self.unit()?;
        let count = match self.find(Class::Num).map(|caught| caught.value) {
            Some(Value::Number(number)) => Some(*number),
            _ if self.find(Class::Vague).is_some() || self.find(Class::Units).is_some() => None,
            _ => Some(Decimal::ONE),
        };
        let count = match count {
            // "two years and a half" in one word for two years: the half is of one.
            Some(count) if self.find(Class::Dual).is_some() => {
                Some(count.checked_mul(Decimal::from(times))?.checked_add(more)?)
            }
            Some(count) => Some(
                count
                    .checked_add(more)?
                    .checked_mul(Decimal::from(times))
                    .filter(|count| !count.is_sign_negative())?,
            ),
            None => None,
        };
        Some(Amount { parts: vec![(count, unit)] })
    }

    pub(super) fn shift(&self, argument: &str) -> Option<Moment> {
        let (from, sign) = argument.split_once(' ')?;
        let sign: i64 = sign.parse().ok()?;
        // "a month ago" in a language that writes no "a": the unit alone.
        let amount = match self.durations().next() {
            Some(amount) => amount.clone(),
            None => self.duration(Decimal::ZERO)?,
        };
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
            let from =
                shape.take().map_or_else(|| from.clone(), |shape| From::Shape(Box::new(shape)));
            shape = Some(Shape::Shift { from, amount: count.checked_mul(sign)?, unit });
        }
        shape.map(Moment::plain)
    }

    pub(super) fn modify(&self) -> Option<Value> {
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
            Value::Duration(amount, _, shape) => {
                Value::Duration(amount.clone(), Some(modifier), shape.clone())
            }
            Value::Time(time, _) => Value::Time(*time, Some(modifier)),
            _ => return None,
        })
    }

    pub(super) fn clock(&self) -> Option<TimeOfDay> {
        let mut numbers = self
            .caught
            .iter()
            .filter(|caught| matches!(caught.class, Class::N | Class::N2 | Class::Num))
            .map(|caught| match caught.value {
                Value::Int(value) => Some(*value),
                Value::Number(number) => {
                    i32::try_from(*number).ok().filter(|_| number.is_integer())
                }
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

    pub(super) fn every(&self) -> Option<String> {
        if let Some(name) = self.name(Class::Frequency) {
            return Some(name.to_owned());
        }
        if let Some(part) = self.name(Class::Part) {
            let day = self.int(Class::Weekday);
            return Some(day.map_or_else(
                || format!("XXXX-XX-XXT{part}"),
                |day| format!("XXXX-WXX-{day}T{part}"),
            ));
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
    pub(super) fn days(&self) -> Option<Value> {
        let days: Vec<&Caught<'_>> = self
            .caught
            .iter()
            .filter(|caught| matches!(caught.class, Class::Day | Class::N))
            .collect();
        let [first, last] = days.as_slice() else { return None };
        let side = |day: &Caught<'_>| {
            let Value::Int(value) = day.value else { return None };
            let day_number = i8::try_from(*value).ok()?;
            let shape = if let Some(outer) = self.points().next() {
                Shape::Within(
                    Box::new(Shape::Field(Field::Day(day_number), Which::Bare)),
                    Box::new(outer.shape.clone()),
                )
            } else {
                let month = self.small(Class::Month)?;
                Date::new(2000, month, day_number).ok()?;
                match self.year() {
                    Some(year) => Shape::Fixed(Period::Day(
                        Date::new(i16::try_from(year).ok()?, month, day_number).ok()?,
                    )),
                    None => Shape::Field(Field::MonthDay(month, day_number), Which::Bare),
                }
            };
            Some((Moment::plain(shape), (day.start, day.end)))
        };
        Some(Value::Range(Box::new([side(first)?, side(last)?])))
    }

    /// "2010-14".
    pub(super) fn years(&self) -> Option<Value> {
        let (first, last) =
            (self.find(Class::Year).or_else(|| self.find(Class::Y4))?, self.find(Class::N2)?);
        let (Value::Int(from), Value::Int(to)) = (first.value, last.value) else { return None };
        let end = from.div_euclid(100) * 100 + to;
        (end > *from && *to > 12).then_some(())?;
        let side = |year: i32, caught: &Caught<'_>| {
            Some((
                Moment::plain(Shape::Fixed(Period::Year(i16::try_from(year).ok()?))),
                (caught.start, caught.end),
            ))
        };
        Some(Value::Range(Box::new([side(*from, first)?, side(end, last)?])))
    }
}

/// The year two digits stand for: up to 35 of this century.
const fn whole_year(digits: i32) -> i32 {
    if digits <= 35 { 2000 + digits } else { 1900 + digits }
}
