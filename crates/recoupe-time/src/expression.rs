//! One expression of time, and its resolution.

use crate::amount::Amount;
use crate::build::{Moment, TimeOfDay};
use crate::edtf::{Edtf, Point};
use crate::field::Field;
use crate::period::{Period, Unit, days, moved};
use crate::shape::{Anchors, Extent, Shape, Tense};
use jiff::civil::Date;
use recoupe_text::Span;

/// What times are resolved against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// The day the text was published, if that is known.
    pub published: Option<Date>,
}

/// What an expression is, as TIMEX3 parts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of day, with or without its day.
    Time,
    /// A length of time.
    Duration,
    /// A time that recurs.
    Set,
}

/// To which side an expression is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// "since", "from … on".
    After,
    /// "until", "before".
    Before,
    /// A length counted from publication on: "in three days". Its value is closed.
    Ahead,
    /// From publication until a length is over: "within three days". Its value is closed.
    Within,
}

/// An expression of time in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// The words, without a preposition.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// When; `None` for lengths, sets, and what lacks a date to be counted from. Of "since 2025" it
    /// is `2025/..`.
    pub value: Option<Edtf>,
    /// The date itself where `value` is open: of "since early 2025" it is `2025`.
    pub anchor: Option<Edtf>,
    /// To which side it is open.
    pub open: Option<Open>,
    /// The exact day that a counted distance leads to: "two years ago" has the year as its value
    /// and this day in it.
    pub instant: Option<Date>,
    /// `START`, `MID`, `END`, `APPROX`, `LESS_THAN` and so on, as TIMEX3 has them.
    pub modifier: Option<&'static str>,
    /// The time of day.
    pub time_of_day: Option<TimeOfDay>,
    /// Whether it is counted from another date: publication or the last date told.
    pub relative: bool,
    /// The two dates of a stretch that is told by both its ends.
    pub ends: Option<Box<[TimeExpression; 2]>>,
    pub(crate) meaning: Meaning,
    pub(crate) tense: Option<Tense>,
    timex: String,
}

/// What the words say, before resolution.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meaning {
    Moment(Shape),
    Time,
    /// A length, and the stretch of the calendar it names.
    Length(Amount, Option<Shape>),
    Set(String),
    Range,
}

impl TimeExpression {
    pub(crate) fn new(span: Span, kind: Kind, meaning: Meaning) -> Self {
        Self {
            span,
            kind,
            value: None,
            anchor: None,
            open: None,
            instant: None,
            modifier: None,
            time_of_day: None,
            relative: false,
            ends: None,
            meaning,
            tense: None,
            timex: String::new(),
        }
    }

    pub(crate) fn of_moment(span: Span, moment: Moment) -> Self {
        let kind = if moment.time.is_some() { Kind::Time } else { Kind::Date };
        let mut time = Self::new(span, kind, Meaning::Moment(Shape::Reference("")));
        time.relative = !moment.shape.is_absolute();
        time.meaning = Meaning::Moment(moment.shape);
        time.modifier = moment.modifier;
        time.time_of_day = moment.time;
        time
    }

    /// The month, 1 to 12, and the day in it, of a date that is told without its year ("on 7 May"): all that is
    /// known of it in a report without a date.
    #[must_use]
    pub const fn month_and_day(&self) -> Option<(i8, Option<i8>)> {
        match &self.meaning {
            Meaning::Moment(Shape::Field(Field::MonthDay(month, day), _)) => {
                Some((*month, Some(*day)))
            }
            Meaning::Moment(Shape::Field(Field::Month(month), _)) => Some((*month, None)),
            _ => None,
        }
    }

    /// The value as TIMEX3 writes it: `2024-W15`, `P3D`, `PRESENT_REF`, `2024-06-02TEV`.
    #[must_use]
    pub fn timex3(&self) -> &str {
        &self.timex
    }

    /// The days meant when "early", "mid" or "late" is taken at its word: a third of a year or a
    /// longer stretch, half a month or week. Without such a word the days of [`Self::anchor`].
    #[must_use]
    pub fn narrowed(&self) -> Option<(Date, Date)> {
        let (first, last) = self.anchor?.bounds()?;
        let length = first.until(last).ok()?.get_days();
        if length < 3 {
            return Some((first, last));
        }
        let whole_months = first.day() == 1 && last == last.last_of_month() && length > 80;
        let months = i64::from(last.year() - first.year()) * 12
            + i64::from(last.month() - first.month())
            + 1;
        let part = |from: i64, to: i64| {
            let (start, end) = (moved(first, from, Unit::Month)?, moved(first, to, Unit::Month)?);
            Some((start, days(end, -1)?))
        };
        let (half, third) = (i64::from(length + 1) / 2, i64::from(length + 1) / 3);
        match self.modifier {
            Some("START") if whole_months => part(0, months / 3),
            Some("MID") if whole_months => part(months / 3, months / 3 * 2),
            Some("END") if whole_months => part(months / 3 * 2, months),
            Some("START") => Some((first, days(first, half - 1)?)),
            Some("MID") => Some((days(first, third - 1)?, days(first, third * 2 - 1)?)),
            Some("END") => Some((days(first, half)?, last)),
            _ => Some((first, last)),
        }
    }

    /// Resolves it; gives the period that the narrative is at now, if this moved it.
    fn resolve(&mut self, published: Option<Date>, narrative: Option<Period>) -> Option<Period> {
        let anchors = Anchors { published, narrative, tense: self.tense };
        let mut extent: Option<Extent> = None;
        self.timex = match &self.meaning {
            Meaning::Moment(shape) => {
                extent = shape.resolve(&anchors);
                self.instant = shape.instant(&anchors);
                let date = match extent {
                    Some(Extent::Period(period)) => period.timex(),
                    Some(Extent::Days(first, last)) => format!("{first}/{last}"),
                    Some(Extent::Periods(first, last)) => {
                        format!("{}/{}", first.timex(), last.timex())
                    }
                    None => shape.unresolved(),
                };
                format!("{date}{}", time_timex(self.time_of_day))
            }
            Meaning::Time => {
                let date =
                    narrative.filter(|period| matches!(period, Period::Day(_))).map(Period::timex);
                let date = date.or_else(|| published.map(|date| date.to_string()));
                format!(
                    "{}{}",
                    date.unwrap_or_else(|| "XXXX-XX-XX".to_owned()),
                    time_timex(self.time_of_day)
                )
            }
            Meaning::Length(amount, stretch) => {
                extent = stretch.as_ref().and_then(|shape| shape.resolve(&anchors));
                amount.timex()
            }
            Meaning::Set(timex) => timex.clone(),
            Meaning::Range => return self.resolve_range(published, narrative),
        };
        self.anchor = extent.and_then(Extent::edtf);
        if let (Meaning::Length(amount, None), Some(open)) = (&self.meaning, self.open) {
            self.anchor = counted(amount, open, published);
            self.instant = amount
                .whole()
                .filter(|_| open == Open::Ahead)
                .and_then(|(count, unit)| moved(published?, count, unit));
        }
        self.value = self.anchor.and_then(|anchor| opened(anchor, self.open));
        match (extent, &self.meaning) {
            (Some(Extent::Period(period)), Meaning::Moment(_)) => Some(period),
            _ => None,
        }
    }

    fn resolve_range(
        &mut self,
        published: Option<Date>,
        narrative: Option<Period>,
    ) -> Option<Period> {
        let ends = self.ends.as_mut()?;
        let mut moved = narrative;
        for end in ends.iter_mut() {
            moved = end.resolve(published, moved).or(moved);
        }
        let shapes = [&ends[0], &ends[1]].map(|end| match &end.meaning {
            Meaning::Moment(shape) => Some(shape.clone()),
            _ => None,
        });
        let [Some(first), Some(last)] = shapes else { return None };
        let anchors = Anchors { published, narrative, tense: self.tense };
        let extent = Shape::Between(Box::new(first), Box::new(last)).resolve(&anchors);
        self.anchor = extent.and_then(Extent::edtf);
        self.value = self.anchor;
        if let Some(Extent::Periods(first, last)) = extent {
            for (end, period) in ends.iter_mut().zip([first, last]) {
                end.anchor = period.edtf();
                end.value = end.anchor;
                end.timex = format!("{}{}", period.timex(), time_timex(end.time_of_day));
            }
        }
        self.timex = format!("{}/{}", ends[0].timex, ends[1].timex);
        moved
    }
}

/// Resolves `times`, in the order of the text, with another context. Linear.
pub fn resolve(times: &mut [TimeExpression], context: &Context) {
    let mut narrative = None;
    for time in times {
        if let Some(period) = time.resolve(context.published, narrative) {
            narrative = Some(period);
        }
    }
}

/// "since three years": from the date counted back, at the unit's granularity.
fn counted(amount: &Amount, open: Open, published: Option<Date>) -> Option<Edtf> {
    if open == Open::Within {
        let first = published?;
        let last = amount
            .steps()?
            .into_iter()
            .try_fold(first, |date, (count, unit)| moved(date, count, unit))?;
        return Some(Edtf::between(Point::day(first), Point::day(days(last, -1)?.max(first))));
    }
    let (count, unit) = amount.whole()?;
    (unit >= Unit::Day && open != Open::Before).then_some(())?;
    let count = if open == Open::After { count.checked_neg()? } else { count };
    Period::containing(moved(published?, count, unit)?, unit)?.edtf()
}

fn opened(edtf: Edtf, open: Option<Open>) -> Option<Edtf> {
    let (first, last): (Option<Point>, Option<Point>) = match edtf {
        Edtf::Point(point) => (Some(point), Some(point)),
        Edtf::Interval(first, last) => (first, last),
    };
    Some(match open {
        None | Some(Open::Ahead | Open::Within) => edtf,
        Some(Open::After) => Edtf::Interval(Some(first?), None),
        Some(Open::Before) => Edtf::Interval(None, Some(last?)),
    })
}

fn time_timex(time: Option<TimeOfDay>) -> String {
    match time {
        None => String::new(),
        Some(TimeOfDay::Part(code)) => format!("T{code}"),
        Some(TimeOfDay::Clock { hour, minute, second }) => {
            let part =
                |part: Option<u8>| part.map(|part| format!(":{part:02}")).unwrap_or_default();
            format!("T{hour:02}{}{}", part(minute), part(second))
        }
    }
}
