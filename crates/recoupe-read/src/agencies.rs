//! The news agencies an article credits: by how agencies sign, not wherever one is named. "Told
//! Reuters" is a source; "(Reuters)" behind the place, "with Reuters" at the end, is a credit.

use crate::block::words;
use crate::signing::signing_words;
use recoupe_text::{Language, fold};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Folded names to keys, over all languages.
static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let rows = Language::all().iter().flat_map(|language| language.table("agencies").rows());
    rows.flat_map(|row| {
        row.alternatives(1)
            .map(|name| (fold(name), row.get(0)))
            .chain([(fold(row.get(0)), row.get(0))])
    })
    .collect()
});

/// Words that stand before an agency's name where a text credits it.
static SIGNS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let rows = Language::all().iter().flat_map(|language| language.table("agency_signs").rows());
    rows.flat_map(|row| row.alternatives(0).map(fold).collect::<Vec<_>>()).collect()
});

/// " and " in every language, with its spaces.
static ANDS: LazyLock<Vec<String>> =
    LazyLock::new(|| signing_words("and").map(|word| format!(" {word} ")).collect());

/// The longest line, in words, in which a sign counts wherever it stands.
const SHORT: usize = 16;

/// How much of a paragraph's end is looked at, in bytes.
const TAIL: usize = 400;

/// The key of the agency whose name `text` is.
pub(crate) fn agency_named(text: &str) -> Option<&'static str> {
    if text.len() > 60 {
        return None;
    }
    NAMES.get(&fold(text.trim_matches(|letter: char| !letter.is_alphanumeric()))).copied()
}

/// The agencies named in a list: "AFP and Reuters", "APS/AFP".
pub(crate) fn agencies_listed(text: &str) -> Vec<&'static str> {
    if text.len() > 120 {
        return Vec::new();
    }
    let mut text = text.to_owned();
    for and in ANDS.iter() {
        text = text.replace(and.as_str(), ",");
    }
    text.split([',', '/', '&', '+', ';', '|', '-', '–']).filter_map(agency_named).collect()
}

/// The agencies that the paragraph `text` credits: a line of nothing but names; a short line with
/// a sign and a name ("with AFP", "Source: MAP"); a paragraph that ends in "(AFP)" or "– MAP".
pub(crate) fn credited(text: &str, last: bool) -> Vec<&'static str> {
    if let Some(agency) = agency_named(text) {
        return vec![agency];
    }
    let mut start = text.len().saturating_sub(TAIL);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let folded = fold(&text[start..]);
    if start == 0 && words(text) <= SHORT {
        let signed = |sign: &String| {
            let start = folded.find(sign.as_str())?;
            let free =
                folded[..start].chars().next_back().is_none_or(|letter| !letter.is_alphanumeric());
            free.then(|| {
                folded[start + sign.len()..]
                    .trim_matches(|letter: char| !letter.is_alphanumeric())
                    .to_owned()
            })
        };
        let found: Vec<_> =
            SIGNS.iter().filter_map(signed).flat_map(|rest| agencies_listed(&rest)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    let tail = folded.trim_end_matches(['.', ' ']);
    if let Some((_, inside)) = tail.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        let sign = SIGNS.iter().find_map(|sign| inside.trim().strip_prefix(sign.as_str()));
        let found = agencies_listed(sign.unwrap_or(inside));
        if last || sign.is_some() {
            return found;
        }
    }
    if last && let Some((_, name)) = tail.rsplit_once(['–', '—', '-']) {
        return agency_named(name).into_iter().collect();
    }
    Vec::new()
}
