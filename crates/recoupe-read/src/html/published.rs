//! When a page was published, where its data do not say: its markup, then its address.
//!
//! An element counts if it is marked as the publication's date and its text is a date and little else. An
//! address counts if it holds a whole day, as most outlets' do ("/2024/05/03/"). Days are those of the page's
//! own zone, as written.

use super::facts::{Facts, GRADES, Mark};
use crate::block::words;
use crate::metadata::day;
use jiff::civil::Date;
use recoupe_text::Language;

/// How many words an element may hold that gives the day.
const WORDS: usize = 12;

/// The day that the page's markup tells; the first of the surest kind.
pub(super) fn marked(facts: &Facts, language: Option<&'static Language>) -> Option<Date> {
    GRADES.clone().find_map(|grade| {
        facts
            .marked(Mark::Published(grade))
            .find_map(|text| (words(&text) <= WORDS).then(|| day(&text, language))?)
    })
}

/// The outlet's own day, where the page shows it beside one that it told in universal time: late in
/// the evening of America that is the next day.
pub(super) fn shown(facts: &Facts, told: Date, language: Option<&'static Language>) -> Date {
    let near = |date: &Date| told.since(*date).is_ok_and(|apart| apart.get_days().abs() <= 1);
    GRADES
        .flat_map(|grade| facts.shown(Mark::Published(grade)))
        .filter(|text| words(text) <= WORDS)
        .find_map(|text| day(&text, language).filter(near))
        .unwrap_or(told)
}

/// The day in an address: year, month and day as parts of its path, or one part that begins with them.
pub(super) fn in_address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let parts: Vec<&str> = path.split(['?', '#']).next()?.split('/').skip(1).collect();
    let number = |part: &str, digits: usize| -> Option<i16> {
        (part.len() == digits && part.bytes().all(|digit| digit.is_ascii_digit()))
            .then(|| part.parse().ok())?
    };
    let date = |year: &str, month: &str, day: &str| {
        let year = number(year, 4).filter(|year| (1990..=2100).contains(year))?;
        Date::new(year, number(month, 2)? as i8, number(day, 2)? as i8).ok()
    };
    let split = parts.windows(3).find_map(|part| date(part[0], part[1], part[2]));
    split.or_else(|| {
        parts.iter().find_map(|part| {
            let mut pieces = part.splitn(4, '-');
            date(pieces.next()?, pieces.next()?, pieces.next()?)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn addresses() {
        let cases = [
            ("https://gull.example/news/2024/05/03/harbour", Some(date(2024, 5, 3))),
            ("https://gull.example/2024-05-03-harbour.html", Some(date(2024, 5, 3))),
            ("https://gull.example/2024/05/harbour", None),
            ("https://gull.example/2024/13/40/harbour", None),
            ("https://gull.example/article/20240503", None),
        ];
        for (url, expected) in cases {
            assert_eq!(in_address(url), expected, "{url}");
        }
    }

    #[test]
    fn elements() {
        let of = |page: &str| marked(&super::super::walk::walk(page).facts, Language::get("en"));
        assert_eq!(of("<p class=date>Posted on May 3, 2024</p>"), Some(date(2024, 5, 3)));
        assert_eq!(
            of("<p class=date>May 9, 2020</p><i itemprop=datePublished content=2024-05-03>x</i>"),
            Some(date(2024, 5, 3))
        );
        let long = "<p class=date>It was on May 3, 2024 that the harbour of the old town was closed for good.</p>";
        assert_eq!(of(long), None);
    }
}
