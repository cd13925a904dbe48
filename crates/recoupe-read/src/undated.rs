//! The day that a report tells of itself without a year: "Oslo, 3 May (Agency) –". It dates nothing alone; reports beside it
//! may tell the year.

use crate::article::{Article, Reason};
use crate::date::date_in_any;
use crate::dated::told;
use crate::signing::after_word;
use recoupe_text::Language;

/// Datelines stand in the first paragraphs.
const NEAR: usize = 4;

/// The month and the day of the article's dateline, or of a line that tells when it was changed: the most that such a
/// report says of when it was published.
#[must_use]
pub fn day_without_year(article: &Article) -> Option<(i8, i8)> {
    let language = Language::get(article.language.as_deref()?)?;
    let credits = article.removed.iter().filter(|removed| removed.reason == Reason::Credit);
    let changes = article.removed.iter().filter(|removed| removed.reason == Reason::Other);
    let dateline = article
        .text
        .split("\n\n")
        .skip(usize::from(article.title.is_some()))
        .take(NEAR)
        .chain(credits.take(NEAR).map(|credit| credit.text.as_str()))
        .find_map(|text| told(text, language).map(|told| (told.day.month, told.day.day)));
    dateline.or_else(|| {
        changes.take(NEAR).find_map(|line| {
            let date = date_in_any(after_word(&line.text, "updated")?, Some(language))?;
            Some((date.month(), date.day()))
        })
    })
}
