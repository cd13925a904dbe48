//! Words as the database's own full-text search takes them, without any of its dictionaries: vectors of stems with
//! their places, and queries of stems, all of them in marks, so that nothing in them is an operator.
//!
//! A vector holds 16,383 places, 256 of one word, and a megabyte; what is more is dropped there or refused. So a long
//! text has several vectors, each of which begins with the last words of the one before ([`OVERLAP`]): words in a row
//! are found across the seam. What is told of a report by all its words is told by all its vectors together.
//!
//! Limits: of words in a row, the first [`OVERLAP`] are looked for; of one word, the first [`LONGEST`] bytes.

use crate::words::Indexed;
use std::collections::BTreeMap;

/// The most places of a vector; the database's limit is 16,383.
const PLACES: usize = 16_000;
/// The most places of one word in a vector; the database's limit is 255 or 256, by version.
const OF_ONE: usize = 250;
/// The most bytes of a vector; the database's limit is a megabyte.
const BYTES: usize = 1 << 19;
/// The most bytes of a word; the database's limit is 2046.
const LONGEST: usize = 2000;
/// So many words stand at the end of a vector and at the beginning of the next.
const OVERLAP: usize = 32;

/// A part of a report's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) names: String,
    pub(super) outlet: String,
}

/// The vectors of a report, one part at least. Linear in its length.
pub(super) fn parts(words: &Indexed) -> Vec<Part> {
    let mut columns =
        [&words.text, &words.names, &words.outlet].map(|words| vectors(words).into_iter());
    let mut parts = Vec::new();
    loop {
        let [text, names, outlet] = columns.each_mut().map(Iterator::next);
        if !parts.is_empty() && text.is_none() && names.is_none() && outlet.is_none() {
            return parts;
        }
        let (text, names) = (text.unwrap_or_default(), names.unwrap_or_default());
        parts.push(Part { text, names, outlet: outlet.unwrap_or_default() });
    }
}

/// A query that holds where one of `forms` does, each of them one word or several in a row; `None` where no word is
/// in them.
pub(super) fn query(forms: &[String]) -> Option<String> {
    let row = |form: &String| {
        let row: Vec<String> = words(form).take(OVERLAP).map(|word| format!("'{word}'")).collect();
        (!row.is_empty()).then(|| format!("({})", row.join(" <-> ")))
    };
    let rows: Vec<String> = forms.iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| rows.join(" | "))
}

/// Letters and digits alone, which need no escape.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| &word[..word.floor_char_boundary(LONGEST)])
}

fn vectors(text: &str) -> Vec<String> {
    let words: Vec<&str> = words(text).collect();
    let mut vectors = Vec::new();
    let mut rest = &words[..];
    while !rest.is_empty() {
        let (vector, taken) = vector(rest);
        vectors.push(vector);
        let seam = if taken == rest.len() { taken } else { taken.saturating_sub(OVERLAP).max(1) };
        rest = &rest[seam..];
    }
    vectors
}

/// A vector of the first of `words`, and of how many.
fn vector(words: &[&str]) -> (String, usize) {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let (mut bytes, mut taken) = (0, 0);
    for word in words.iter().take(PLACES) {
        // A word and each of its places has a head of some bytes.
        bytes += word.len() + 8;
        let of_one = places.entry(word).or_default();
        if of_one.len() == OF_ONE || bytes > BYTES {
            break;
        }
        taken += 1;
        of_one.push(taken);
    }
    let mut vector = String::new();
    for (word, places) in places.iter().filter(|(_, places)| !places.is_empty()) {
        vector.push('\'');
        vector.push_str(word);
        vector.push('\'');
        for (index, place) in places.iter().enumerate() {
            vector.push(if index == 0 { ':' } else { ',' });
            vector.push_str(&place.to_string());
        }
        vector.push(' ');
    }
    (vector, taken)
}

#[cfg(test)]
mod tests {
    use super::{OF_ONE, OVERLAP, parts, query, vectors};
    use crate::words::Indexed;

    #[test]
    fn words_have_their_places() {
        assert_eq!(vectors("fire on fire 3,000"), ["'000':5 '3':4 'fire':1,3 'on':2 "]);
        assert_eq!(parts(&Indexed::default()).len(), 1);
    }

    #[test]
    fn a_long_text_has_several_vectors_that_overlap() {
        let text = "war ".repeat(OF_ONE + 1) + "and peace";
        let vectors = vectors(&text);
        assert_eq!(vectors.len(), 2);
        assert!(vectors[1].contains(&format!("'and':{} ", OVERLAP + 2)), "{}", vectors[1]);
    }

    #[test]
    fn the_worst_text_takes_linear_many_vectors() {
        assert!(vectors(&"a ".repeat(100_000)).len() < 100_000 / (OF_ONE - OVERLAP) + 2);
        assert!(vectors(&"å".repeat(100_000)).len() == 1);
    }

    #[test]
    fn nothing_in_a_query_is_an_operator() {
        let forms = ["ferri".to_owned(), "car' & deck\\ | !'".to_owned(), "()".to_owned()];
        assert_eq!(query(&forms).as_deref(), Some("('ferri') | ('car' <-> 'deck')"));
        assert_eq!(query(&["&".to_owned()]), None);
    }
}
