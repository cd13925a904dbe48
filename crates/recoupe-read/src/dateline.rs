//! The dateline: "Rabat –", "PARIS (AFP) -", "Oslo, 3 May 2024 (Reuters) —", "(ANSA) - ROMA, 3 GIU -". It tells
//! where the report was written, when, and which agency wrote it.
//!
//! A dash parts many sentences, so what stands before it must be a place by its shape (a few
//! capitalised words) and nothing else but a date and agencies; a name before a dash ("Anna Berg –
//! who …") is told apart by the small letter that follows it. In a script without capitals an agency or a
//! date must vouch for it.

use crate::agencies::agencies_listed;
use crate::date::date_in;
use jiff::civil::Date;
use recoupe_text::{Language, Span};
use std::collections::HashSet;
use std::sync::LazyLock;

/// How far into the paragraph the dash may stand, in bytes.
const WITHIN: usize = 120;

/// Small words inside names of places, over all languages.
static PARTICLES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    Language::all().iter().flat_map(|language| language.table("place_particles").words()).collect()
});

/// What a dateline tells; spans are into the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dateline {
    pub(crate) place: Span,
    pub(crate) date: Option<Date>,
    pub(crate) agencies: Vec<&'static str>,
}

/// The dateline at the start of `text`.
pub(crate) fn dateline(text: &str, language: &'static Language) -> Option<Dateline> {
    let (head, rest) = split(text)?;
    if head.starts_with('(') && head.find(')') == Some(head.len() - 1) {
        // The agency comes first, and the place between two dashes.
        let agencies = agencies_listed(&head[1..head.len() - 1]);
        let mut found = dateline(rest, language).filter(|_| !agencies.is_empty())?;
        let start = text.len() - rest.len();
        let moved = |at: u32| at as usize + start;
        found.place = Span::new(moved(found.place.start), moved(found.place.end));
        found.agencies.splice(0..0, agencies);
        return Some(found);
    }
    let mut agencies = Vec::new();
    let mut outside = String::with_capacity(head.len());
    let mut depth = 0_usize;
    let mut inside = String::new();
    for letter in head.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                agencies.extend(agencies_listed(&inside));
                inside.clear();
            }
            other if depth > 0 => inside.push(other),
            other => outside.push(other),
        }
    }
    let first = outside.split([',', '،']).next().unwrap_or_default().trim();
    if depth > 0 || !is_place(first) {
        return None;
    }
    let mut date = None;
    for part in outside.split([',', '،']).skip(1).map(str::trim).filter(|part| !part.is_empty()) {
        let found = agencies_listed(part);
        if !found.is_empty() {
            agencies.extend(found);
        } else if !is_place(part) && !is_day(part) {
            return None;
        }
    }
    if outside.contains(|letter: char| letter.is_ascii_digit()) {
        date = date_in(&outside, language);
    }
    let plain = date.is_none() && agencies.is_empty();
    if plain && !first.contains(char::is_uppercase) {
        return None;
    }
    let sentence = rest.chars().next().is_some_and(|letter| !letter.is_lowercase());
    if plain && (!sentence || closes_an_aside(first, rest)) {
        return None;
    }
    let start = head.find(first)?;
    Some(Dateline { place: Span::new(start, start + first.len()), date, agencies })
}

/// Whether the dash before `rest` opens an aside that a second one closes: "Anna Berg — Oslo's
/// mayor since May — said no". Places in capitals are no names of people.
fn closes_an_aside(place: &str, rest: &str) -> bool {
    let sentence = rest.split(". ").next().unwrap_or_default();
    let dashes =
        [" – ", " — ", " - "].iter().map(|dash| sentence.matches(dash).count()).sum::<usize>();
    dashes % 2 == 1 && place.chars().any(char::is_lowercase)
}

/// The paragraph at its first dash with white space on a side, the dash left out.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut end = text.len().min(WITHIN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let found = text[..end].char_indices().find_map(|(at, letter)| {
        let len = letter.len_utf8();
        let after = &text[at + len..];
        let spaced = text[..at].ends_with(char::is_whitespace) || text[..at].ends_with(')');
        match letter {
            '–' | '—' | '―' if spaced || after.starts_with(char::is_whitespace) => {
                Some((at, at + len))
            }
            '-' if after.starts_with('-') => Some((at, at + 2)),
            '-' if spaced && after.starts_with(char::is_whitespace) => Some((at, at + len)),
            '.' | '!' | '?' | '"' | '«' | '“'
                if after.starts_with(char::is_whitespace)
                    && !text[..at].ends_with(char::is_uppercase) =>
            {
                // A sentence ended before any dash; an initial or "Feb." may go on.
                if text[..at].rsplit(' ').next().is_some_and(|word| word.len() <= 5) {
                    None
                } else {
                    Some((0, 0))
                }
            }
            _ => None,
        }
    })?;
    (found.0 > 0).then(|| (text[..found.0].trim(), text[found.1..].trim_start()))
}

/// Up to five words that start with capitals, small particles allowed inside.
pub(crate) fn is_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &str| {
        word.trim_start_matches("d'")
            .trim_start_matches("d’")
            .chars()
            .next()
            .is_some_and(|letter| letter.is_uppercase() || has_no_case(letter))
    };
    (1..=5).contains(&words.len())
        && text.chars().count() <= 40
        && text.chars().all(|letter| {
            letter.is_alphabetic()
                || letter.is_whitespace()
                || matches!(letter, '-' | '\'' | '’' | '.' | '/')
        })
        && capital(words[0])
        && words.iter().all(|word| capital(word) || PARTICLES.contains(word))
}

/// Whether a letter is of a script without capitals.
fn has_no_case(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase()
}

/// "April 13", "13 avr.", "2025", "lundi 3 mars", "Monday".
fn is_day(text: &str) -> bool {
    text.split_whitespace().count() <= 5
        && (text.contains(|letter: char| letter.is_ascii_digit())
            || text.split_whitespace().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn datelines() {
        type Case =
            (&'static str, &'static str, &'static str, Option<Date>, &'static [&'static str]);
        let cases: [Case; 9] = [
            (
                "ar",
                "بيروت، 18 يونيو 2025 (رويترز) - تجرى الانتخابات في الخريف.",
                "بيروت",
                Some(date(2025, 6, 18)),
                &["Reuters"],
            ),
            ("ar", "طنجة (أ ف ب) - أعلنت السلطات عن حصيلة جديدة.", "طنجة", None, &["AFP"]),
            (
                "it",
                "(ANSA) - ROMA, 3 giugno 2025 - Il consiglio ha votato.",
                "ROMA",
                Some(date(2025, 6, 3)),
                &["ANSA"],
            ),
            ("en", "Oslo – The council voted on Tuesday.", "Oslo", None, &[]),
            ("fr", "LYON (AFP) - Le tribunal a rendu son jugement.", "LYON", None, &["AFP"]),
            (
                "en",
                "Lima, May 3, 2024 – Farmers blocked a road.",
                "Lima",
                Some(date(2024, 5, 3)),
                &[],
            ),
            (
                "fr",
                "Londres, 3 mars (Reuters) – la banque a relevé son taux.",
                "Londres",
                None,
                &["Reuters"],
            ),
            ("en", "ST. LOUIS (AP) — A bridge was closed.", "ST. LOUIS", None, &["AP"]),
            (
                "fr",
                "Aix-en-Provence, le 4 juin 2023 — Un festival ouvre.",
                "Aix-en-Provence",
                Some(date(2023, 6, 4)),
                &[],
            ),
        ];
        for (code, text, place, day, agencies) in cases {
            let language = Language::get(code).expect("a language of the project");
            let found = dateline(text, language).unwrap_or_else(|| panic!("no dateline in {text}"));
            assert_eq!(found.place.of(text), place);
            assert_eq!((found.date, found.agencies.as_slice()), (day, agencies), "{text}");
        }
    }

    #[test]
    fn dashes_that_are_none() {
        let arabic = Language::get("ar").expect("a language of the project");
        assert_eq!(dateline("قال الوزير – وهو طبيب – إن المرض انحسر.", arabic), None);
        let language = Language::get("en").expect("a language of the project");
        for text in [
            "Anna Berg – who chairs the council – said no.",
            "Anna Berg — Oslo’s mayor since May — said no.",
            "It was over. Oslo – The end.",
            "The council voted on Tuesday – a first.",
            "“Never” – That was the answer.",
            "Well-known names were there.",
        ] {
            assert_eq!(dateline(text, language), None, "{text}");
        }
    }
}
