//! Text to words, each in the form that pieces are looked up in.
//!
//! NFKC, lower case, then folds: Arabic vowel signs and the stretching stroke are dropped, letters
//! that outlets write for one another are made one, digits of Arabic and Persian become those of ASCII. A
//! word is a run of letters and combining marks; a number is a run of digits, cut from the left into
//! groups of four at most; everything else parts words. Every step looks at one character alone, so
//! that `training/text.py`, which does the same, agrees to the letter.
//!
//! The words of `recoupe_text::Tokens` are others (they keep hyphens and know the language's clitics);
//! the table was trained on these.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a word begins with in the table of pieces: a byte that no word holds.
const MARK: u8 = b' ';

/// The most digits of a group.
const DIGITS: usize = 4;

/// Calls `found` with every word of `text` in order: the mark, then its letters in UTF-8.
pub(crate) fn each_word(text: &str, found: impl FnMut(&[u8])) {
    let mut run = Run { bytes: vec![MARK], kind: Kind::Between, found };
    // Most news text is in NFKC as it stands, which a look at its characters tells.
    if text.chars().all(settled) {
        text.chars().for_each(|letter| run.take(letter));
    } else {
        text.nfkc().for_each(|letter| run.take(letter));
    }
    run.end();
}

/// What the characters taken last are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Digits,
    Between,
}

/// The word that is being read.
struct Run<F> {
    bytes: Vec<u8>,
    kind: Kind,
    found: F,
}

impl<F: FnMut(&[u8])> Run<F> {
    fn take(&mut self, letter: char) {
        if letter.is_ascii() {
            return self.push(letter.to_ascii_lowercase());
        }
        for lower in letter.to_lowercase() {
            if let Some(folded) = folded(lower) {
                self.push(folded);
            }
        }
    }

    fn push(&mut self, letter: char) {
        let kind = match letter {
            'a'..='z' => Kind::Word,
            '0'..='9' => Kind::Digits,
            _ if letter.is_ascii() => Kind::Between,
            _ if letter.is_alphabetic() || is_combining_mark(letter) => Kind::Word,
            _ => Kind::Between,
        };
        if kind != self.kind || (kind == Kind::Digits && self.bytes.len() > DIGITS) {
            self.end();
            self.kind = kind;
        }
        if kind != Kind::Between {
            self.bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    fn end(&mut self) {
        if self.bytes.len() > 1 {
            (self.found)(&self.bytes);
            self.bytes.truncate(1);
        }
    }
}

/// Whether NFKC leaves the character as it is wherever it stands, or makes of it what parts words as
/// the character does. False says nothing.
const fn settled(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{a7}' | '\u{ab}' | '\u{ad}' | '\u{b0}' | '\u{bb}' | '\u{bf}'..='\u{131}' | '\u{134}'..='\u{13e}'
        | '\u{141}'..='\u{148}' | '\u{14a}'..='\u{17e}'
        // Arabic letters and vowel signs; not the signs that join a letter before them.
        | '\u{60c}' | '\u{61b}' | '\u{61f}'..='\u{652}' | '\u{660}'..='\u{669}'
        | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2016}' | '\u{2018}'..='\u{2022}' | '\u{2026}' | '\u{2030}' | '\u{20ac}'
    )
}

/// The letter that stands for `letter`; none for what is dropped.
const fn folded(letter: char) -> Option<char> {
    Some(match letter {
        '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' => return None,
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}' => '\u{627}',
        '\u{649}' => '\u{64a}',
        '\u{629}' => '\u{647}',
        '\u{660}'..='\u{669}' => (b'0' + (letter as u32 - 0x660) as u8) as char,
        '\u{6f0}'..='\u{6f9}' => (b'0' + (letter as u32 - 0x6f0) as u8) as char,
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, Run, each_word};
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each_word(text, |word| words.push(String::from_utf8_lossy(&word[1..]).into_owned()));
        words
    }

    #[test]
    fn words_numbers_and_what_parts_them() {
        assert_eq!(words("L’homme, 62 ans—et demi"), ["l", "homme", "62", "ans", "et", "demi"]);
        assert_eq!(words("12,500 and 1234567 B52"), ["12", "500", "and", "1234", "567", "b", "52"]);
    }

    #[test]
    fn arabic_spellings_are_one() {
        assert_eq!(words("إِلى الأُمَّة"), words("الي الامه"));
        assert_eq!(words("١٢ ألف"), ["12", "الف"]);
    }

    #[test]
    fn nothing_gives_no_word() {
        assert!(words("").is_empty());
        assert!(words(" – ! \u{640}\u{64b}").is_empty());
    }

    proptest! {
        #[test]
        fn what_is_settled_is_read_as_its_nfkc(text in "[ -\u{180}\u{600}-\u{6ff}\u{2000}-\u{2040}\u{300}]{0,12}") {
            let mut normal = Vec::new();
            let found = |word: &[u8]| normal.push(String::from_utf8_lossy(&word[1..]).into_owned());
            let mut run = Run { bytes: vec![super::MARK], kind: Kind::Between, found };
            text.nfkc().for_each(|letter| run.take(letter));
            run.end();
            prop_assert_eq!(words(&text), normal);
        }
    }
}
