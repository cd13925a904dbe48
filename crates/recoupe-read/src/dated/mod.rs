//! Days that a line or the head of a paragraph tells beside labels: "Outlet | City, 12 May 2026, 14:05", "City, 12 May
//! (Agency). The council …".
//!
//! A day in running text is the day of something told; one that stands by itself between marks, with nothing before it but
//! names, is the report's own. What is before it must be labels, and what is behind it too where the line has no other
//! words.

mod labels;
mod lines;

pub(crate) use lines::{beside_labels, readable};

use crate::agencies::agencies_listed;
use crate::block::{ends_sentence, words};
use crate::date::{days_in, is_digit};
use crate::dateline::is_place;
use crate::signing::{after_word, signing_words};
use labels::{LABEL, STRONG, WEAK, is_label, is_name, labels, parts};
use recoupe_text::{Language, PerLanguage, Span, fold};
use recoupe_time::WrittenDay;

/// How far into a paragraph the day may stand, in bytes.
const WITHIN: usize = 240;
/// The most words of a line of labels.
const LINE: usize = 24;
/// The most words of an outlet's name that has words in small letters.
const OUTLET: usize = 4;
/// The most words of the time that stands with a day.
const CLOCK: usize = 5;

/// A day and how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) day: WrittenDay,
    /// The line holds nothing but labels, so that no word of it is the report's.
    pub(crate) line: bool,
}

/// The day that `text` tells beside labels.
pub(crate) fn told(text: &str, language: &'static Language) -> Option<Told> {
    let head = &text[..text.floor_char_boundary(WITHIN)];
    // So a post is signed: "— Ann Lee (@lee) 12 May 2026".
    if head.contains("(@") {
        return None;
    }
    let days = labelled(head).flat_map(|(start, label)| {
        days_in(label, language).into_iter().map(move |day| {
            let at = |offset: u32| offset as usize + start;
            WrittenDay { span: Span::new(at(day.span.start), at(day.span.end)), ..day }
        })
    });
    days.filter(|day| !is_of_change(&head[..day.span.start as usize])).take(2).find_map(|day| {
        let before = opened(&head[..day.span.start as usize], language);
        if is_range(before) {
            return None;
        }
        let behind = behind_clock(&text[day.span.end as usize..], day.timed)?;
        let line = is_line(text, before, behind);
        (line || is_head(before, behind)).then_some(Told { day, line })
    })
}

/// The stretches between the strong marks, and where they begin: no date goes across one.
fn labelled(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = text.char_indices().filter(|(at, mark)| {
        "|·•–—".contains(*mark)
            || (*mark == '-' && text[..*at].ends_with(' ') && text[at + 1..].starts_with(' '))
    });
    let mut start = 0;
    ends.map(|(at, mark)| (at, mark.len_utf8())).chain([(text.len(), 0)]).map(
        move |(at, length)| {
            let label = (start, &text[start..at]);
            start = at + length;
            label
        },
    )
}

/// Whether a day that follows is the second of two: "12 – 14 May".
fn is_range(before: &str) -> bool {
    let first = before.trim_end_matches(['–', '—', '-', ' ']);
    first.len() < before.trim_end().len()
        && first.rsplit(' ').next().is_some_and(|word| word.chars().all(is_digit))
}

/// Whether what stands before a day says last that it is the day of a change.
fn is_of_change(before: &str) -> bool {
    let label = before.rsplit(['|', '·', '•', '–', '—', '(']).next().unwrap_or_default();
    let label = label.rsplit(" - ").next().unwrap_or_default().trim_start();
    label
        .split([',', '.', '،'])
        .map(str::trim_start)
        .any(|part| after_word(part, "updated").is_some())
}

/// Whether `text` is labels and a day.
fn is_line(text: &str, before: &str, behind: &str) -> bool {
    if text.len() > 2 * WITHIN || words(text) > LINE {
        return false;
    }
    let few = |label: &str| words(label) <= LABEL;
    if before.is_empty() {
        // A chronicle begins its lines so, with sentences behind.
        return !ends_sentence(behind) && labels(behind).all(|label| few(label) && is_label(label));
    }
    let (first, last) = (labels(before).next().unwrap_or_default(), labels(before).last());
    let parted = before.ends_with(STRONG);
    let opens = before.ends_with(WEAK) || parted || is_place(first);
    let named = |label: &str| is_label(label) || !agencies_listed(label).is_empty();
    let free = behind.is_empty() || behind.starts_with(STRONG);
    let short = words(first) <= OUTLET && first.starts_with(char::is_uppercase);
    let outlet = named(first) || (free && short);
    opens
        && outlet
        && (parted || last.is_some_and(|last| named(last) || last == first))
        && labels(before).all(few)
        && labels(behind).all(few)
        && (!ends_sentence(behind) || labels(behind).last().is_none_or(|label| words(label) <= 2))
}

/// Whether a paragraph begins as agencies begin it, with place, day and name.
fn is_head(before: &str, behind: &str) -> bool {
    let cased = before.contains(char::is_uppercase);
    if before.is_empty() || words(before) > LABEL + 2 || (!cased && words(before) > 4) {
        return false;
    }
    let parted = before.ends_with(STRONG) || before.ends_with(WEAK);
    let named = labels(before).all(|label| is_name(label) || !agencies_listed(label).is_empty());
    let credited = credit(behind);
    let dash = |text: &str| {
        text.starts_with(['–', '—', '―']) || text.starts_with("- ") || text.starts_with("-- ")
    };
    let ends = credited
        .is_some_and(|rest| rest.is_empty() || dash(rest) || rest.starts_with(['.', ':']))
        || dash(behind)
        || (cased && behind.starts_with(". "));
    named && ends && (parted || is_place(before))
}

/// What stands behind the name between marks that `text` begins with: "(AFP)", "/dpa/".
fn credit(text: &str) -> Option<&str> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        '/' => '/',
        _ => return None,
    };
    let (inside, rest) = text[1..].split_once(close)?;
    (words(inside) <= CLOCK).then(|| rest.trim_start())
}

/// `before` without the weekday and the words that lead to a day.
fn opened<'text>(before: &'text str, language: &'static Language) -> &'text str {
    static OPENERS: PerLanguage<Vec<String>> = PerLanguage::new(|language| {
        let weekdays =
            language.table("calendar").rows().iter().filter(|row| row.get(0) == "weekday");
        let weekdays = weekdays.flat_map(|row| row.alternatives(1));
        let mut openers: Vec<String> = weekdays
            .chain(signing_words("on"))
            .chain(signing_words("published"))
            .map(fold)
            .collect();
        openers.sort_by_key(|opener| std::cmp::Reverse(words(opener)));
        openers
    });
    let mut before = before.trim_end();
    loop {
        let rest = before.trim_end_matches([',', '،', ':', '.']).trim_end();
        let tail: Vec<&str> = rest.rsplitn(6, [' ', '\u{a0}']).collect();
        let opener = OPENERS.get(language).iter().find_map(|opener| {
            let last = tail.get(words(opener).checked_sub(1)?)?;
            let start = last.as_ptr() as usize - rest.as_ptr() as usize;
            (fold(rest[start..].trim_start_matches(['(', '«'])) == *opener).then_some(start)
        });
        match opener {
            Some(start) => before = rest[..start].trim_end(),
            None => return before,
        }
    }
}

/// What stands behind the time of day that may stand with a day; `None` where the day is part of a sentence.
fn behind_clock(behind: &str, timed: bool) -> Option<&str> {
    let behind = behind.trim_start();
    let end = behind
        .char_indices()
        .find(|(at, mark)| parts(behind, *at, *mark))
        .map_or(behind.len(), |(at, _)| at);
    let clock = &behind[..end];
    let is_clock =
        clock.is_empty() || (words(clock) <= CLOCK && (timed || clock.contains(is_digit)));
    let rest = behind[end..].trim_start();
    is_clock.then(|| if rest.contains(char::is_alphanumeric) { rest } else { "" })
}
