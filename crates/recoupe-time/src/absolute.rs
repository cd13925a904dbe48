//! Days alone, for the lines that say when a page was published.

use crate::edtf::{Edtf, Granularity};
use crate::expression::{Context, TimeExpression};
use crate::find::times;
use jiff::civil::Date;
use recoupe_text::{Language, Span, Tokens, sentences};

/// A day of the calendar as a text writes it: "14 April 2025", or "14 April" without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenDay {
    /// The words, with the time of day where that is written with the date.
    pub span: Span,
    /// Whether the words hold a time of day.
    pub timed: bool,
    /// The year, where it is written.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

impl WrittenDay {
    /// The date, where the year is written.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    fn of(time: &TimeExpression) -> Option<Self> {
        let (span, timed) = (time.span, time.time_of_day.is_some());
        if let Some((month, day)) = time.month_and_day() {
            return Some(Self { span, timed, year: None, month, day: day? });
        }
        match time.anchor.filter(|_| !time.relative)? {
            edtf @ Edtf::Point(point) if point.granularity() == Granularity::Day => {
                let date = edtf.bounds()?.0;
                let year = Some(date.year());
                Some(Self { span, timed, year, month: date.month(), day: date.day() })
            }
            _ => None,
        }
    }
}

/// The days that a text writes, in order: "14 April 2025", "14/04/2025 à 10h32", "2025-04-14T10:32", "14 April". Linear.
#[must_use]
pub fn written_days(text: &str, language: &'static Language) -> Vec<WrittenDay> {
    let tokens = Tokens::of(text, language);
    let found = times(text, &tokens, &sentences(text, language), language, &Context::default());
    found
        .iter()
        .flat_map(|time| match &time.ends {
            Some(ends) => ends.iter().collect(),
            None => vec![time],
        })
        .filter_map(WrittenDay::of)
        .collect()
}
