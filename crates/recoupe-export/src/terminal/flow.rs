//! Styled words to lines: columns counted as a terminal shows them, breaks at white space.
//!
//! Words of the reports are untrusted: control characters, which could move the cursor or change the
//! terminal's state, never pass. A word wider than a line is broken where it must be. Limits: widths are
//! those of Unicode, which a terminal with an old table may not share, and right-to-left words are left to
//! the terminal to turn.

use anstyle::Style;
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Words in one style.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    style: Style,
    words: String,
}

/// A line, painted, and how many columns it takes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) painted: String,
    pub(crate) columns: usize,
}

/// Words in `style`.
pub(crate) fn run(style: Style, words: impl AsRef<str>) -> Run {
    Run { style, words: words.as_ref().to_owned() }
}

/// Words in no style.
pub(crate) fn plain(words: impl AsRef<str>) -> Run {
    run(Style::new(), words)
}

/// How many columns `words` take.
pub(crate) fn columns(words: &str) -> usize {
    words.width()
}

/// `words` in one line: white space folded but for spaces that do not break, controls taken out.
pub(crate) fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    let breaks = |letter: char| letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}');
    for word in words.split(breaks).filter(|word| !word.is_empty()) {
        let start = line.len();
        if start > 0 {
            line.push(' ');
        }
        line.extend(word.chars().filter(|letter| !letter.is_control()));
        if line.len() == start + 1 && start > 0 {
            line.pop();
        }
    }
    line
}

/// `words` in at most `most` columns, cut between words, with an ellipsis where something is left out.
pub(crate) fn shorten(words: &str, most: usize) -> String {
    let words = one_line(words);
    if columns(&words) <= most {
        return words;
    }
    let mut taken = 0;
    let mut end = 0;
    let mut word_end = 0;
    for (at, letter) in words.char_indices() {
        let next = taken + letter.width().unwrap_or(0);
        if next + 2 > most {
            break;
        }
        if letter == ' ' {
            word_end = at;
        }
        taken = next;
        end = at + letter.len_utf8();
    }
    // A single word longer than half the room is cut inside rather than dropped.
    if word_end * 2 >= end && word_end > 0 {
        end = word_end;
    }
    format!("{} …", words[..end].trim_end_matches([' ', ',', ';', ':']))
}

impl Line {
    fn push(&mut self, style: Style, words: &str) {
        // Writing to a String cannot fail.
        let _ = if style == Style::new() {
            self.painted.write_str(words)
        } else {
            write!(self.painted, "{}{words}{}", style.render(), style.render_reset())
        };
        self.columns += columns(words);
    }

    /// Puts another line behind this one.
    pub(crate) fn append(&mut self, other: &Self) {
        self.painted.push_str(&other.painted);
        self.columns += other.columns;
    }

    /// The line with spaces behind it up to `width` columns.
    pub(crate) fn padded(mut self, width: usize) -> Self {
        let missing = width.saturating_sub(self.columns);
        self.push(Style::new(), &" ".repeat(missing));
        self
    }
}

/// The runs as lines of at most `width` columns.
pub(crate) fn flow(runs: &[Run], width: usize) -> Vec<Line> {
    let width = width.max(8);
    let mut lines = Vec::new();
    let mut line = Line::default();
    for run in runs {
        // Consecutive words of one style are painted together, so that a line has few escapes.
        let mut held = String::new();
        for word in one_line(&run.words).split(' ').filter(|word| !word.is_empty()) {
            for (piece, glued) in pieces(word, width) {
                let taken = line.columns + columns(&held);
                let gap = usize::from(taken > 0 && !glued);
                if taken > 0 && taken + gap + columns(piece) > width {
                    line.push(run.style, &held);
                    piece.clone_into(&mut held);
                    lines.push(std::mem::take(&mut line));
                    continue;
                }
                if gap > 0 && held.is_empty() {
                    line.push(Style::new(), " ");
                } else if gap > 0 {
                    held.push(' ');
                }
                held.push_str(piece);
            }
        }
        if !held.is_empty() {
            line.push(run.style, &held);
        }
    }
    lines.push(line);
    lines.retain(|line| line.columns > 0);
    lines
}

/// A word in pieces no wider than `width`; each but the first is glued to the one before.
fn pieces(word: &str, width: usize) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let (mut start, mut taken) = (0, 0);
    for (at, letter) in word.char_indices() {
        let wide = letter.width().unwrap_or(0);
        if taken + wide > width {
            pieces.push((&word[start..at], start > 0));
            (start, taken) = (at, 0);
        }
        taken += wide;
    }
    pieces.push((&word[start..], start > 0));
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Line, columns, flow, one_line, plain, shorten};

    fn lines(words: &str, width: usize) -> Vec<String> {
        flow(&[plain(words)], width).into_iter().map(|Line { painted, .. }| painted).collect()
    }

    #[test]
    fn lines_break_between_words_and_inside_only_where_they_must() {
        assert_eq!(lines("the bridge over the river", 10), ["the bridge", "over the", "river"]);
        assert_eq!(lines("aaaaaaaaaaaaaaaaaaaa b", 8), ["aaaaaaaa", "aaaaaaaa", "aaaa b"]);
    }

    #[test]
    fn wide_letters_take_two_columns() {
        assert_eq!(columns("橋の上"), 6);
        assert_eq!(lines("橋橋橋橋橋", 8), ["橋橋橋橋", "橋"]);
    }

    #[test]
    fn no_control_passes() {
        assert_eq!(one_line("a\u{1b}[31m \u{7} b\n\nc"), "a[31m b c");
    }

    #[test]
    fn words_are_cut_between_words() {
        assert_eq!(shorten("the bridge over the river", 14), "the bridge …");
        assert_eq!(shorten("short", 14), "short");
        assert!(columns(&shorten("aaaaaaaaaaaaaaaaaaaaaa", 10)) <= 10);
    }
}
