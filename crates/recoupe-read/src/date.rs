//! Dates of publication, as metadata and lines of text write them.
//!
//! Only whole dates count (day, month, year): a publication date that is guessed in part would
//! move every relative time of the article.

use aho_corasick::AhoCorasick;
use jiff::civil::Date;
use recoupe_text::{Language, PerLanguage, Span, fold};
use recoupe_time::{WrittenDay, written_days};

/// The first whole date of `text`, its month written by name in `language` or the date by numbers: year first, or in
/// the order of the language.
pub(crate) fn date_in(text: &str, language: &'static Language) -> Option<Date> {
    dated(text, &[language], language.property("day-first") == "yes")
}

/// As [`date_in`], in the first language whose names of months give a date.
pub(crate) fn date_in_any(text: &str, first: Option<&'static Language>) -> Option<Date> {
    first.and_then(|language| date_in(text, language)).or_else(|| {
        // Whose numbers these are is not known.
        dated(text, &Language::all().iter().collect::<Vec<_>>(), false)
    })
}

fn dated(text: &str, languages: &[&'static Language], day_first: bool) -> Option<Date> {
    // A whole date has a year.
    if !text.split(|letter: char| !letter.is_numeric()).any(|run| run.chars().count() >= 4) {
        return None;
    }
    let in_full = |day: &WrittenDay| {
        day.span.of(text).split(|letter| !is_digit(letter)).any(|run| run.chars().count() == 4)
    };
    let mut by_numbers = by_numbers(text, day_first);
    by_numbers.retain(in_full);
    iso(text)
        .or_else(|| {
            languages.iter().find_map(|language| by_name(text, language).find_map(|day| day.date()))
        })
        .or_else(|| by_numbers.iter().find_map(WrittenDay::date))
}

/// The days that `text` writes, with or without their year, in order.
pub(crate) fn days_in(text: &str, language: &'static Language) -> Vec<WrittenDay> {
    let mut days = by_numbers(text, language.property("day-first") == "yes");
    days.extend(by_name(text, language).filter(|day| day.date().is_some() || day.year.is_none()));
    days.sort_by_key(|day| day.span.start);
    days
}

/// The days whose month is named. A date by numbers alone is judged here, for which number is the month depends on the
/// outlet.
fn by_name(text: &str, language: &'static Language) -> impl Iterator<Item = WrittenDay> {
    let found = if names_month(text, language) { written_days(text, language) } else { Vec::new() };
    let named = |day: &WrittenDay| day.span.of(text).contains(char::is_alphabetic);
    found.into_iter().filter(named).collect::<Vec<_>>().into_iter()
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

/// The days that `text` writes by three numbers with one mark between them: year first, or last with four digits, or
/// with two where the day stands first for sure. "04/05/2025" is May in Paris and April in New York, so where a
/// language does not say which stands first only what can be read in one way counts.
fn by_numbers(text: &str, day_first: bool) -> Vec<WrittenDay> {
    numbers_joined(text)
        .filter_map(|(span, [first, second, third])| {
            let ((one, _), (two, _)) = (first, second);
            let (year, month, day) = match (first.1, third.1) {
                (4, 1..=2) => (one, two, third.0),
                (1..=2, 4) if day_first || one > 12 || one == two => (third.0, two, one),
                (1..=2, 4) if two > 12 => (third.0, one, two),
                (1..=2, 2) if day_first => (third.0 + 2000, two, one),
                _ => return None,
            };
            let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
            (1900..=2100).contains(&year).then(|| WrittenDay {
                span,
                timed: false,
                year: Some(year),
                month: date.month(),
                day: date.day(),
            })
        })
        .collect()
}

/// Three numbers with one mark between them, each with how many digits it has: "04/05/2025", "4. 5. 2025".
fn numbers_joined(text: &str) -> impl Iterator<Item = (Span, [(i16, usize); 3])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(start) = text[at..].find(is_digit).map(|found| at + found) {
            let (first, end) = number(text, start)?;
            at = end;
            let Some(mark) = text[end..].chars().next().filter(|mark| "/.-".contains(*mark)) else {
                continue;
            };
            let Some((second, end)) = next_number(text, end, mark) else { continue };
            let Some((third, end)) = next_number(text, end, mark) else { continue };
            at = end;
            // A fourth number makes it an address or a version.
            if next_number(text, end, mark).is_none() {
                return Some((Span::new(start, end), [first, second, third]));
            }
        }
        None
    })
}

/// The number behind `mark` at `at`; behind a full stop there may be a blank.
fn next_number(text: &str, at: usize, mark: char) -> Option<((i16, usize), usize)> {
    let behind = text[at..].strip_prefix(mark)?;
    let digits = behind.strip_prefix([' ', '\u{a0}']).filter(|_| mark == '.').unwrap_or(behind);
    number(text, text.len() - digits.len())
}

/// The number of one to four digits that begins at `at`, how many digits it has, and where it ends.
fn number(text: &str, at: usize) -> Option<((i16, usize), usize)> {
    let digits = text[at..].split(|letter| !is_digit(letter)).next()?;
    let count = digits.chars().count();
    let value = digits.chars().take(5).filter_map(digit).fold(0_i32, |sum, digit| sum * 10 + digit);
    let value = if count <= 4 { i16::try_from(value).ok()? } else { 0 };
    (count > 0).then_some(((value, count), at + digits.len()))
}

/// What a digit counts, in the scripts that dates are written in.
fn digit(letter: char) -> Option<i32> {
    let zero = match letter {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    Some(letter as i32 - zero as i32)
}

pub(crate) fn is_digit(letter: char) -> bool {
    digit(letter).is_some()
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
            ("fr", "04/05/2024", Some(date(2024, 5, 4))),
            ("de", "4. 5. 2024", Some(date(2024, 5, 4))),
            ("ar", "٠٤/٠٥/٢٠٢٤", Some(date(2024, 5, 4))),
            ("en", "build 1.12.13.2024", None),
        ];
        for (code, text, expected) in cases {
            let language = Language::get(code).expect("a language of the project");
            assert_eq!(date_in(text, language), expected, "{text}");
        }
    }
}
