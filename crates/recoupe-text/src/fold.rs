//! Forms for comparison. Matching is done on these; the words shown are always the report's own.
//!
//! Some letters are one letter written in several ways, by habit and not by meaning: they are compared
//! as one. In both forms the alef with and without its hamza is one letter, signs of vowels and
//! the stroke that only lengthens a line count for nothing, digits of every script are those from 0 to
//! 9, and a comma, a semicolon, a question mark or a percent sign is the plain one. [`fold`], for names, goes
//! further: a final yeh or teh without its dots is the letter with them.

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
        let letters = word.nfc().filter(|letter| !is_unread(*letter));
        out.extend(letters.map(plain).flat_map(char::to_lowercase));
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
    if is_combining_mark(letter) || is_unread(letter) {
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
            'ى' => out.push('ي'),
            'ة' => out.push('ه'),
            other => out.push(other),
        }
    }
}

fn push_ascii_lower(word: &str, out: &mut String) {
    let start = out.len();
    out.push_str(word);
    out[start..].make_ascii_lowercase();
}

/// Whether a sign is written or left out without making another word: signs of vowels and of doubling, and
/// the stroke that lengthens a line.
pub(crate) const fn is_unread(letter: char) -> bool {
    matches!(letter, '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}')
}

const fn plain(letter: char) -> char {
    match letter {
        '\u{2019}' | '\u{02bc}' | '\u{2018}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ک' => 'ك',
        'ی' => 'ي',
        '،' => ',',
        '؛' => ';',
        '؟' => '?',
        '٪' => '%',
        '\u{0660}'..='\u{0669}' => digit(letter, '\u{0660}'),
        '\u{06f0}'..='\u{06f9}' => digit(letter, '\u{06f0}'),
        other => other,
    }
}

/// The plain digit for one of the ten that begin at `zero`.
const fn digit(letter: char, zero: char) -> char {
    (b'0' + (letter as u32 - zero as u32) as u8) as char
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

    #[test]
    fn one_letter_written_in_several_ways_is_one_letter() {
        for (one, other) in [
            ("أَكَّدَ", "اكد"),
            ("إنّ", "ان"),
            ("الــوزير", "الوزير"),
            ("٢٠۲۵٪", "2025%"),
            ("؟", "?"),
            ("،", ","),
        ] {
            assert_eq!(lower(one), other);
        }
        assert_ne!(lower("على"), lower("علي"), "a preposition and a name");
        assert_eq!(fold("مصطفى الجامعة"), fold("مصطفي الجامعه"));
    }

    proptest! {
        #[test]
        fn what_is_folded_is_folded_once(word in "[\\u{0600}-\\u{06ff}a-zé ]{0,12}") {
            prop_assert_eq!(lower(&lower(&word)), lower(&word));
            prop_assert_eq!(fold(&fold(&word)), fold(&word));
            prop_assert_eq!(fold(&lower(&word)), fold(&word));
        }

        #[test]
        fn letter_by_letter_is_as_good_as_the_normal_form(word in any::<String>()) {
            let mut whole = String::new();
            word.nfkd().for_each(|letter| fold_letter(letter, &mut whole));
            prop_assert_eq!(fold(&word), whole);
        }
    }
}
