//! A text to its words, in the form that pieces are looked up in.
//!
//! NFC; then each character by itself is replaced by what a table of the weight file has for it
//! (width, ligatures, marks that are not seen; the table is that of the base, which is near NFKC);
//! then words are parted at spaces. Every word begins with a mark, as the pieces that begin words do.

use crate::weights::Weights;
use std::ops::ControlFlow;
use unicode_normalization::UnicodeNormalization;

/// What a word begins with: ▁.
const MARK: char = '\u{2581}';

/// The most characters that are read of a text, the words' marks among them. 126 pieces are at most
/// 2,016; what goes on longer is a run of characters that no piece holds, all of it one unknown piece.
const CHARACTERS: usize = 4096;

/// Calls `found` with each word of `text`, until it says to stop or 4,096 characters are read.
pub(crate) fn each_word(
    weights: &Weights<'_>,
    text: &str,
    mut found: impl FnMut(&str) -> ControlFlow<()>,
) {
    let mut word = String::with_capacity(64);
    let mut read = 0;
    for character in text.nfc() {
        let (normal, as_it_is) = match row(weights, character) {
            Some(outputs) => (outputs, None),
            None => (&[][..], Some(character)),
        };
        let normal = normal.iter().filter_map(|code| char::from_u32(u32::from_le_bytes(*code)));
        for character in normal.chain(as_it_is) {
            if character.is_whitespace() {
                if !word.is_empty() && found(&word).is_break() {
                    return;
                }
                word.clear();
                continue;
            }
            let more = if word.is_empty() { 2 } else { 1 };
            read += more;
            if read > CHARACTERS {
                if !word.is_empty() {
                    let _ = found(&word);
                }
                return;
            }
            if word.is_empty() {
                word.push(MARK);
            }
            word.push(character);
        }
    }
    if !word.is_empty() {
        let _ = found(&word);
    }
}

/// What the table has for `character`; `None` where the character stays.
fn row<'a>(weights: &Weights<'a>, character: char) -> Option<&'a [[u8; 4]]> {
    // White space parts words before the table is asked; NUL is no text.
    if character.is_whitespace() {
        return None;
    }
    if character == '\0' {
        return Some(&[]);
    }
    let place = weights
        .codes
        .binary_search_by_key(&u32::from(character), |code| u32::from_le_bytes(*code))
        .ok()?;
    let end = |place: usize| weights.ends.get(place).map(|end| u32::from_le_bytes(*end) as usize);
    let start = place.checked_sub(1).and_then(end).unwrap_or(0);
    weights.outputs.get(start..end(place)?)
}
