//! Lines that are furniture by their words, from the `furniture` tables of every language at once:
//! a French page has an English "Related Articles" more often than not.
//!
//! Words are compared in lower case, without accents, digits as `#`, with bullets and closing marks
//! off. The bounds on length are what keeps a report *about* cookies or newsletters whole.

use crate::article::Reason;
use recoupe_text::{Language, fold};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The longest line, in words, that its first words alone condemn.
const LONGEST_START: usize = 45;
/// The longest paragraph, in words, that a phrase inside it condemns.
const LONGEST_CONTAINS: usize = 90;

#[derive(Default)]
struct Furniture {
    lines: HashMap<String, Reason>,
    headings: HashMap<String, Reason>,
    starts: Vec<(String, Reason)>,
    contains: Vec<(String, Reason)>,
}

static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    let mut furniture = Furniture::default();
    for row in Language::all().iter().flat_map(|language| language.table("furniture").rows()) {
        let Some(reason) = Reason::named(row.get(0)) else { continue };
        for pattern in row.alternatives(2).map(form) {
            match row.get(1) {
                "line" => _ = furniture.lines.insert(pattern, reason),
                "heading" => _ = furniture.headings.insert(pattern, reason),
                "start" => furniture.starts.push((pattern, reason)),
                "contains" => furniture.contains.push((pattern, reason)),
                _ => {}
            }
        }
    }
    furniture
});

/// `text` as the tables are compared with: folded, digits as `#`, trimmed of bullets and of marks
/// that close.
pub(crate) fn form(text: &str) -> String {
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
    let open = |letter: char| letter.is_whitespace() || "•·*-–—>»›▶►■→|[(".contains(letter);
    let close = |letter: char| letter.is_whitespace() || ".:…»›>→|!])*".contains(letter);
    out.trim_start_matches(open).trim_end_matches(close).to_owned()
}

/// Why the line `text` is furniture by its words.
pub(super) fn reason(text: &str) -> Option<Reason> {
    let words = crate::block::words(text);
    if words > LONGEST_CONTAINS {
        return None;
    }
    let form = form(text);
    if let Some(reason) = FURNITURE.lines.get(&form) {
        return Some(*reason);
    }
    let starts = |pattern: &str| {
        form.strip_prefix(pattern).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || !pattern.ends_with(char::is_alphanumeric))
    };
    if words <= LONGEST_START
        && let Some((_, reason)) = FURNITURE.starts.iter().find(|(pattern, _)| starts(pattern))
    {
        return Some(*reason);
    }
    FURNITURE.contains.iter().find(|(pattern, _)| form.contains(pattern.as_str())).map(|(_, reason)| *reason)
}

/// What the list is that the line `text` heads.
pub(super) fn heading(text: &str) -> Option<Reason> {
    if crate::block::words(text) > 12 { None } else { FURNITURE.headings.get(&form(text)).copied() }
}
