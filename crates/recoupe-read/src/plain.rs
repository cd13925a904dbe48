//! Plain text to paragraphs.
//!
//! A line is a paragraph, for that is what copying from a page gives. Text that was wrapped at a
//! width is joined again: lines of much the same length, parted from the next group by an empty
//! line, most of which end in the middle of a sentence.

use crate::block::{Block, ends_sentence, fold_space, is_unseen};

/// The paragraphs of `text`. Linear.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut group: Vec<&str> = Vec::new();
    let mut flush = |group: &mut Vec<&str>| {
        if is_wrapped(group) {
            blocks.push(Block::paragraph(fold_space(&group.join("\n"))));
        } else {
            blocks.extend(group.iter().map(|line| Block::paragraph(fold_space(line))));
        }
        group.clear();
    };
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}', '\u{b}', '\u{85}']) {
        // The same test as in `fold_space`, so that no block is empty.
        if line.chars().all(is_unseen) {
            // "\r\n" gives an empty piece between two lines; a group ends at a really empty one.
            if !line.is_empty() || is_after_empty(text, line) {
                flush(&mut group);
            }
        } else {
            group.push(line);
        }
    }
    flush(&mut group);
    blocks
}

/// Whether the empty `piece` is a line of its own rather than the middle of "\r\n".
fn is_after_empty(text: &str, piece: &str) -> bool {
    let at = piece.as_ptr() as usize - text.as_ptr() as usize;
    !(text[..at].ends_with('\r') && text[at..].starts_with('\n'))
}

/// Whether the lines of a group were one paragraph once.
fn is_wrapped(group: &[&str]) -> bool {
    let [inner @ .., last] = group else { return false };
    if inner.len() < 2 || stand_alone(&group[1..], last) {
        return false;
    }
    let lengths: Vec<usize> = inner.iter().map(|line| line.trim_end().chars().count()).collect();
    let longest = lengths.iter().copied().max().unwrap_or_default();
    let even = lengths.iter().all(|length| length + 20 >= longest && *length >= 40);
    let open = inner.iter().filter(|line| !ends_sentence(line)).count();
    longest <= 100 && even && open * 3 >= inner.len() * 2
}

/// Whether lines go their own ways: under a headline stand who wrote and when, most lines with a capital and no sentence
/// at the end.
fn stand_alone(later: &[&str], last: &str) -> bool {
    let small = |line: &&&str| {
        line.chars().find(|letter| letter.is_alphanumeric()).is_some_and(char::is_lowercase)
    };
    !ends_sentence(last) && later.iter().filter(small).count() * 2 <= later.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        blocks(text).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(
            texts("One.\r\nTwo  and\tmore.\n\n \u{a0} \nThree."),
            ["One.", "Two and more.", "Three."]
        );
    }

    #[test]
    fn a_line_of_nothing_but_soft_hyphens_is_none() {
        assert_eq!(texts("One.\n\u{ad}\n\u{ad}\u{ad}"), ["One."]);
    }

    #[test]
    fn lines_under_a_headline_stand_alone() {
        let text = "Council of Gullhaven votes to keep its old ferry\nFrom our correspondent in Gullhaven, Ada Brook\nThe Gullhaven Messenger, Tuesday 14 May 2024";
        assert_eq!(texts(text).len(), 3);
    }

    #[test]
    fn wrapped_text_is_joined() {
        let text = "The harbour of the small town was closed for\nthree days after a ship that carried timber\nfrom the north had lost a part of its cargo\nin the storm.\n\nNobody was hurt.";
        assert_eq!(texts(text).len(), 2);
    }
}
