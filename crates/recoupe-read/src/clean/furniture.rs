//! Lines that are furniture by their words, from the `furniture` tables of every language at once:
//! a French page has an English "Related Articles" more often than not.
//!
//! Words are compared in lower case, without accents, digits as `#`, with bullets and closing marks
//! off. The bounds on length are what keeps a report *about* cookies or newsletters whole.

use crate::article::Reason;
use aho_corasick::AhoCorasick;
use recoupe_text::{Language, fold};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The longest line, in words, that its first words alone condemn.
const LONGEST_START: usize = 45;
/// The longest paragraph, in words, that a phrase inside it condemns.
const LONGEST_CONTAINS: usize = 90;
/// The same for notices about cookies, which lawyers write.
const LONGEST_NOTICE: usize = 250;
/// What is longer than this, in bytes, is not looked at: a bound for words without end.
const LONGEST_BYTES: usize = 4096;

#[derive(Default)]
struct Furniture {
    lines: HashMap<String, Reason>,
    headings: HashMap<String, Reason>,
    starts: Vec<(String, Reason)>,
    /// The reasons of the phrases that may stand anywhere in a line, in the order of `phrases`.
    contains: Vec<Reason>,
    phrases: Option<AhoCorasick>,
}

static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    let mut furniture = Furniture::default();
    let mut phrases = Vec::new();
    for row in Language::all().iter().flat_map(|language| language.table("furniture").rows()) {
        let Some(reason) = Reason::named(row.get(0)) else { continue };
        for pattern in row.alternatives(2) {
            match row.get(1) {
                "line" => _ = furniture.lines.insert(form(pattern), reason),
                "heading" => _ = furniture.headings.insert(form(pattern), reason),
                "start" => furniture.starts.push((plain(pattern), reason)),
                "contains" => {
                    furniture.contains.push(reason);
                    phrases.push(plain(pattern));
                }
                _ => {}
            }
        }
    }
    furniture.phrases = AhoCorasick::new(phrases).ok();
    furniture
});

/// `text` as lines are compared: as [`plain`], without the bullets before it and the marks that
/// close it.
pub(crate) fn form(text: &str) -> String {
    core(&plain(text)).to_owned()
}

fn core(plain: &str) -> &str {
    let open = |letter: char| letter.is_whitespace() || "•·*-–—>»›▶►■→|[(".contains(letter);
    let close = |letter: char| letter.is_whitespace() || ".:…»›>→|!])*".contains(letter);
    plain.trim_start_matches(open).trim_end_matches(close)
}

/// `text` folded, each number as `#`, each run of white space as one space.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits = false;
    for letter in fold(text).chars() {
        if letter.is_numeric() {
            if !digits {
                out.push('#');
            }
            digits = true;
            continue;
        }
        digits = false;
        if letter.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(letter);
        }
    }
    out
}

/// Why the line `text` is furniture by its words.
pub(super) fn reason(text: &str) -> Option<Reason> {
    if text.len() > LONGEST_BYTES {
        return None;
    }
    let words = crate::block::words(text);
    if words > LONGEST_NOTICE {
        return None;
    }
    let plain = plain(text);
    if let Some(reason) = FURNITURE.lines.get(core(&plain)) {
        return Some(*reason);
    }
    let line = plain.trim_start_matches(|letter: char| {
        !letter.is_alphanumeric() && !matches!(letter, '(' | '#' | '©' | '-')
    });
    let starts = |pattern: &str| {
        line.strip_prefix(pattern).is_some_and(|rest| {
            !rest.starts_with(char::is_alphanumeric) || !pattern.ends_with(char::is_alphanumeric)
        })
    };
    if words <= LONGEST_START
        && let Some((_, reason)) = FURNITURE.starts.iter().find(|(pattern, _)| starts(pattern))
    {
        return Some(*reason);
    }
    let long = words > LONGEST_CONTAINS;
    let phrases = FURNITURE.phrases.as_ref()?;
    phrases
        .find_overlapping_iter(&plain)
        .map(|found| found.pattern().as_usize())
        .filter(|phrase| !long || FURNITURE.contains[*phrase] == Reason::Cookies)
        .min()
        .map(|phrase| FURNITURE.contains[phrase])
}

/// What the list is that the line `text` heads.
pub(super) fn heading(text: &str) -> Option<Reason> {
    if text.len() > 200 || crate::block::words(text) > 12 {
        None
    } else {
        FURNITURE.headings.get(&form(text)).copied()
    }
}
