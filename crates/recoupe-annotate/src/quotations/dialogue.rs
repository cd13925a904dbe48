//! Speech set off by dashes: "—No lo sé —dijo Lund—. Mañana vuelvo."
//!
//! Where a language's `properties` name a dash for dialogue, a paragraph that begins with one written
//! on to its first word is speech; what stands between a dash with a blank before it and one with none
//! is the narrator's. Limits: an aside of the speaker's own is taken for the narrator's.

use super::Marked;
use recoupe_text::Span;

/// The stretches of speech of a paragraph that a dash opens; `None` where none does.
pub(super) fn speech(
    text: &str,
    paragraph: Span,
    number: u32,
    dashes: &str,
) -> Option<Vec<Marked>> {
    let words = paragraph.of(text);
    let is_dash = |letter: char| dashes.contains(letter);
    let first = words.chars().next().filter(|letter| is_dash(*letter))?;
    if words[first.len_utf8()..].chars().next().is_none_or(char::is_whitespace) {
        return None;
    }
    let mut found = Vec::new();
    let mut start = Some(0);
    let mut before = ' ';
    for (at, letter) in words.char_indices() {
        let previous = std::mem::replace(&mut before, letter);
        if !is_dash(letter) || at == 0 {
            continue;
        }
        let end = at + letter.len_utf8();
        let spaced = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
        if previous.is_whitespace() && !spaced(words[end..].chars().next()) {
            if let Some(from) = start.take() {
                push(text, paragraph, number, from..at, first.len_utf8(), &mut found);
            }
        } else if start.is_none() && !previous.is_whitespace() {
            start = Some(end);
        }
    }
    if let Some(from) = start {
        push(text, paragraph, number, from..words.len(), first.len_utf8(), &mut found);
    }
    Some(found)
}

fn push(
    text: &str,
    paragraph: Span,
    number: u32,
    range: std::ops::Range<usize>,
    dash: usize,
    found: &mut Vec<Marked>,
) {
    let offset = paragraph.start as usize;
    let opened = if range.start == 0 { dash } else { 0 };
    let outer = Span::new(offset + range.start, offset + range.end).trim(text);
    let words = &text[offset + range.start + opened..offset + range.end];
    // What ends the narrator's sentence is not the speaker's.
    let skipped = words.len() - words.trim_start_matches(['.', ',', ';', ':', ' ', '\u{a0}']).len();
    let inner = Span::new(offset + range.start + opened + skipped, offset + range.end).trim(text);
    let outer = if opened == 0 { Span { start: inner.start, ..outer } } else { outer };
    if inner.of(text).chars().any(char::is_alphanumeric) {
        found.push(Marked { outer, inner, paragraph: number, continues: false, repaired: false });
    }
}
