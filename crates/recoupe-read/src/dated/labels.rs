//! Labels: what stands between the marks of a line that is no sentence, and which of them are names.

use crate::block::words;
use crate::signing::{after_word, signing_words};
use recoupe_text::Language;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The most words of a label.
pub(super) const LABEL: usize = 8;

/// The marks that part labels; those of `WEAK` stand in sentences as well.
pub(super) const STRONG: [char; 8] = ['|', '·', '•', '–', '—', '―', '-', '/'];
pub(super) const WEAK: [char; 12] = [',', '،', '.', ':', ';', '(', ')', '[', ']', '«', '»', '؛'];

/// The labels of a stretch: what stands between its marks. A point inside a word and a hyphen part nothing.
pub(super) fn labels(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let end = rest.char_indices().find(|(at, mark)| parts(rest, *at, *mark));
            let (label, behind) = match end {
                Some((at, mark)) => (&rest[..at], &rest[at + mark.len_utf8()..]),
                None => (rest, ""),
            };
            rest = behind;
            let label = label.trim();
            if label.contains(char::is_alphanumeric) {
                return Some(label);
            }
        }
        None
    })
}

/// Whether the mark at `at` parts labels.
pub(super) fn parts(text: &str, at: usize, mark: char) -> bool {
    match mark {
        '-' | '.' | ':' => text[at + 1..].chars().next().is_none_or(char::is_whitespace),
        mark => STRONG.contains(&mark) || WEAK.contains(&mark),
    }
}

/// A name, a signature, or too short to say anything.
pub(super) fn is_label(label: &str) -> bool {
    words(label) <= 2
        || is_name(label)
        || ["by", "published", "updated"].iter().any(|kind| after_word(label, kind).is_some())
}

/// Whether every word has a capital or is one that stands inside names; scripts without capitals tell by length.
pub(super) fn is_name(label: &str) -> bool {
    static SMALL: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let joiners = |language: &'static Language| language.property("name-joiners").split('|');
        let places = |language: &'static Language| language.table("place_particles").words();
        let tables =
            Language::all().iter().flat_map(|language| joiners(language).chain(places(language)));
        tables
            .chain(["particle", "and", "in", "of", "by"].into_iter().flat_map(signing_words))
            .collect()
    });
    let large = |word: &str| {
        // "l'Adour", "d’Elche"
        let word = word
            .split_once(['\'', '’'])
            .filter(|(head, _)| head.len() <= 2)
            .map_or(word, |(_, rest)| rest);
        word.chars()
            .find(|letter| letter.is_alphanumeric())
            .is_none_or(|letter| !letter.is_lowercase())
    };
    words(label) <= LABEL
        && label.split_whitespace().all(|word| large(word) || SMALL.contains(word))
}
