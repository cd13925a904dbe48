//! Whole dates only, for the lines that say when a page was published.

use crate::edtf::{Edtf, Granularity};
use crate::expression::Context;
use crate::find::times;
use jiff::civil::Date;
use recoupe_text::{Language, Span, Tokens, sentences};

/// The full dates of a text (day, month and year), in order: "14 April 2025", "14/04/2025 à 10h32",
/// "2025-04-14T10:32". The span holds the time of day where that is written with the date. Linear.
#[must_use]
pub fn absolute_dates(text: &str, language: &'static Language) -> Vec<(Span, Date)> {
    let tokens = Tokens::of(text, language);
    let found = times(text, &tokens, &sentences(text, language), language, &Context::default());
    found
        .iter()
        .flat_map(|time| match &time.ends {
            Some(ends) => ends.iter().collect(),
            None => vec![time],
        })
        .filter(|time| !time.relative)
        .filter_map(|time| match time.anchor? {
            edtf @ Edtf::Point(point) if point.granularity() == Granularity::Day => {
                Some((time.span, edtf.bounds()?.0))
            }
            _ => None,
        })
        .collect()
}
