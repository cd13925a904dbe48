//! Forms for comparison. Matching is done on these; the words shown are always the report's own.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Lower case, NFC, with typographic apostrophes and hyphens made plain. Accents stay: in many
/// languages they part words ("ou", "où").
#[must_use]
pub fn lower(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    lower_onto(word, &mut out);
    out
}

/// As [`lower`], onto the end of `out`.
pub(crate) fn lower_onto(word: &str, out: &mut String) {
    if word.is_ascii() {
        push_ascii_lower(word, out);
    } else {
        out.extend(word.nfc().map(plain).flat_map(char::to_lowercase));
    }
}

/// As [`lower`], without accents and other marks, ligatures spelled out: for names, which outlets
/// spell with and without them ("Gérald", "Gerald").
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_onto(word, &mut out);
    out
}

/// As [`fold`], onto the end of `out`.
pub(crate) fn fold_onto(word: &str, out: &mut String) {
    let mut rest = word;
    while !rest.is_empty() {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        push_ascii_lower(&rest[..ascii], out);
        rest = &rest[ascii..];
        let mut letters = rest.chars();
        if let Some(letter) = letters.next() {
            // Letter by letter: what the normal form would put in order, the marks, is left out.
            decompose_compatible(letter, |part| fold_letter(part, out));
            rest = letters.as_str();
        }
    }
}

fn fold_letter(letter: char, out: &mut String) {
    if is_combining_mark(letter) {
        return;
    }
    for letter in plain(letter).to_lowercase() {
        match letter {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            other => out.push(other),
        }
    }
}

fn push_ascii_lower(word: &str, out: &mut String) {
    let start = out.len();
    out.push_str(word);
    out[start..].make_ascii_lowercase();
}

const fn plain(letter: char) -> char {
    match letter {
        '\u{2019}' | '\u{02bc}' | '\u{2018}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_spelled_without_marks() {
        for (word, folded) in [
            ("Gérald", "gerald"),
            ("Œuvre", "oeuvre"),
            ("STRASSE ß", "strasse ss"),
            ("l’Été", "l'ete"),
            ("e\u{301}", "e"),
            ("İ", "i"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }

    proptest! {
        #[test]
        fn letter_by_letter_is_as_good_as_the_normal_form(word in any::<String>()) {
            let mut whole = String::new();
            word.nfkd().for_each(|letter| fold_letter(letter, &mut whole));
            prop_assert_eq!(fold(&word), whole);
        }
    }
}
