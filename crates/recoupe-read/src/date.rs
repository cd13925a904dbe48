//! Dates of publication, as metadata and lines of text write them.
//!
//! Only whole dates count (day, month, year): a publication date that is guessed in part would
//! move every relative time of the article.

use aho_corasick::AhoCorasick;
use jiff::civil::Date;
use recoupe_text::{Language, PerLanguage, Span, fold};
use recoupe_time::absolute_dates;

/// The first whole date of `text`, its month written by name in `language` or the date by numbers
/// (year first, or day first with four digits of year).
pub(crate) fn date_in(text: &str, language: &'static Language) -> Option<Date> {
    // A whole date has a year.
    if !text.split(|letter: char| !letter.is_numeric()).any(|run| run.chars().count() >= 4) {
        return None;
    }
    // A date by numbers alone is judged here: which number is the month depends on the outlet.
    let by_name =
        |(span, date): (Span, Date)| span.of(text).contains(char::is_alphabetic).then_some(date);
    iso(text)
        .or_else(|| {
            let may_be = || names_month(text, language) || joined(text).next().is_some();
            may_be().then(|| absolute_dates(text, language).into_iter().find_map(by_name))?
        })
        .or_else(|| numeric(text))
}

/// Whether a month of `language` may be named in `text`: a look that is quick where reading all expressions of time is
/// not.
fn names_month(text: &str, language: &'static Language) -> bool {
    static MONTHS: PerLanguage<Option<AhoCorasick>> = PerLanguage::new(|language| {
        let rows = language.table("calendar").rows().iter().filter(|row| row.get(0) == "month");
        let words = rows.flat_map(|row| row.alternatives(1)).map(fold);
        AhoCorasick::new(words.filter(|word| !word.is_empty())).ok()
    });
    let Some(months) = MONTHS.get(language) else { return false };
    let folded = fold(text);
    // Whole words; where letters are written on to a word it ends as a whole one.
    months.find_overlapping_iter(&folded).any(|month| {
        let before = folded[..month.start()].chars().next_back();
        let after = folded[month.end()..].chars().next();
        !before.is_some_and(|letter| letter.is_ascii_alphabetic())
            && !after.is_some_and(char::is_alphabetic)
    })
}

/// As [`date_in`], in the first language whose names of months give a date.
pub(crate) fn date_in_any(text: &str, first: Option<&'static Language>) -> Option<Date> {
    first.into_iter().chain(Language::all()).find_map(|language| date_in(text, language))
}

/// Three numbers of `text` that a mark joins: "04/05/2025".
fn joined(text: &str) -> impl Iterator<Item = [&str; 3]> {
    let marks = ['/', '.', '-'];
    text.split(move |letter: char| !letter.is_ascii_digit() && !marks.contains(&letter)).filter_map(
        move |word| {
            let mut parts = word.trim_matches(marks).split(marks);
            let three = [parts.next()?, parts.next()?, parts.next()?];
            (parts.next().is_none() && !three.contains(&"")).then_some(three)
        },
    )
}

/// The first `yyyy-mm-dd`, `yyyy/mm/dd` or `yyyymmddThhmm` of `text`.
fn iso(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let digits = |from: usize, len: usize| -> Option<i16> {
        let part = bytes.get(from..from + len)?;
        part.iter()
            .all(u8::is_ascii_digit)
            .then(|| part.iter().fold(0, |sum, digit| sum * 10 + i16::from(digit - b'0')))
    };
    (0..bytes.len()).find_map(|at| {
        if at > 0 && bytes[at - 1].is_ascii_digit() {
            return None;
        }
        let year = digits(at, 4).filter(|year| (1900..=2100).contains(year))?;
        let mark = *bytes.get(at + 4)?;
        if matches!(mark, b'-' | b'/' | b'.') && bytes.get(at + 7) == Some(&mark) {
            if bytes.get(at + 10).is_some_and(u8::is_ascii_digit) {
                return None;
            }
            return Date::new(year, digits(at + 5, 2)? as i8, digits(at + 8, 2)? as i8).ok();
        }
        if bytes.get(at + 8) == Some(&b'T') {
            return Date::new(year, digits(at + 4, 2)? as i8, digits(at + 6, 2)? as i8).ok();
        }
        None
    })
}

/// The first `dd/mm/yyyy` of `text` that can only be read with the day first, or whose day and
/// month are the same: "04/05/2025" is May in Paris and April in New York, so it says nothing.
fn numeric(text: &str) -> Option<Date> {
    joined(text).filter(|[_, _, year]| year.len() == 4).find_map(|[day, month, year]| {
        let (day, month, year) =
            (day.parse::<i8>().ok()?, month.parse::<i8>().ok()?, year.parse::<i16>().ok()?);
        let (day, month) = if day <= 12 && month > 12 { (month, day) } else { (day, month) };
        (day > 12 || day == month).then(|| Date::new(year, month, day).ok()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn forms_of_dates() {
        let cases = [
            ("en", "April 13, 2025", Some(date(2025, 4, 13))),
            ("en", "Posted on the 3rd of March 2021 at 10:00", Some(date(2021, 3, 3))),
            ("en", "2024-02-29T23:10:00+01:00", Some(date(2024, 2, 29))),
            ("en", "Sat, 07 Sep 2019 00:00:01 GMT", Some(date(2019, 9, 7))),
            ("en", "20190907T101500Z", Some(date(2019, 9, 7))),
            ("en", "May 2024", None),
            ("en", "04/05/2024", None),
            ("en", "25/12/2024", Some(date(2024, 12, 25))),
            ("fr", "Publié le 1er août 2023", Some(date(2023, 8, 1))),
            ("fr", "mercredi 14 févr. 2024 à 8h", Some(date(2024, 2, 14))),
            ("fr", "le 31 avril 2024", None),
        ];
        for (code, text, expected) in cases {
            let language = Language::get(code).expect("a language of the project");
            assert_eq!(date_in(text, language), expected, "{text}");
        }
    }
}
