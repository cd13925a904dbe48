//! The block: a paragraph and where it stood. Plain text and HTML both become a list of blocks, so
//! that everything after works on one form.

use crate::article::{Reason, Removed};
use recoupe_text::fold;

/// What a block is by its markup; plain text gives paragraphs only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Role {
    /// `h1`, the page's own headline as a rule.
    Headline,
    /// `h2` to `h6`.
    Heading,
    /// Anything that is nothing else.
    #[default]
    Paragraph,
    /// A list item.
    Item,
    /// The words under a picture.
    Caption,
    /// A row of a table.
    Row,
    /// A button, an option, a label.
    Control,
}

/// A paragraph, with what cleaning decided of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    /// Its words, white space folded ([`fold_space`]); never empty.
    pub(crate) text: String,
    /// What it is by its markup.
    pub(crate) role: Role,
    /// The share of its letters that stand in links, from 0 to 1.
    pub(crate) links: f32,
    /// What its surroundings are by their markup, where they are not the report: a hint for the
    /// reason, and no ground to remove.
    pub(crate) section: Option<Reason>,
    /// The number of the embedded post it belongs to.
    pub(crate) post: Option<u32>,
    /// Why it is not part of the report; `None` keeps it.
    pub(crate) fate: Option<Reason>,
    /// What was cut from inside it.
    pub(crate) cuts: Vec<Removed>,
    /// How many letters of a page it has, white space aside.
    pub(crate) letters: u32,
    /// The number of the part of the page it stands in, for [`crate::html`]; `None` in what is no page.
    pub(crate) part: Option<u32>,
}

impl Block {
    /// A paragraph with no markup.
    pub(crate) fn paragraph(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// Whether it is part of the report so far.
    pub(crate) const fn kept(&self) -> bool {
        self.fate.is_none()
    }

    /// Takes it out, unless something took it out before.
    pub(crate) fn remove(&mut self, reason: Reason) {
        self.fate.get_or_insert(reason);
    }

    /// How many words it has.
    pub(crate) fn words(&self) -> usize {
        words(&self.text)
    }
}

/// How many stretches without white space `text` has.
pub(crate) fn words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let gap = |byte: u8| byte == b' ' || (b'\t'..=b'\r').contains(&byte);
    let (mut count, mut before) = (0, true);
    for byte in text.bytes() {
        count += usize::from(before && !gap(byte));
        before = gap(byte);
    }
    count
}

/// The letters and digits of `text`, folded: what two spellings of one name share.
pub(crate) fn letters(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Whether `text` ends as a sentence does; dots that trail off do not count, for that is how
/// teasers are cut.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|mark: char| {
        mark.is_whitespace() || matches!(mark, '"' | '”' | '»' | '’' | '\'' | ')' | ']' | '“')
    });
    let text = text.trim_end();
    let trails = text.ends_with('…') || text.ends_with("...") || text.ends_with("[…");
    !trails && text.ends_with(['.', '!', '?', '؟', '。', '।', '۔'])
}

/// Whether `letter` parts words and folds: white space and control characters, but for the spaces
/// that bind ("10 000", "« oui »"), which stay what they are.
pub(crate) fn is_gap(letter: char) -> bool {
    !matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2007}')
        && (letter.is_whitespace() || letter.is_control())
}

/// The mark that says where a word may be broken at the end of a line; nobody sees it.
const SOFT_HYPHEN: char = '\u{ad}';

/// Whether nothing is seen of `letter` at the end of a line.
pub(crate) fn is_unseen(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || letter == SOFT_HYPHEN
}

/// `text` trimmed, with each run of gaps made one space and without soft hyphens. Linear.
pub(crate) fn fold_space(text: &str) -> String {
    let text = text.trim_matches(is_unseen);
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars() {
        if is_gap(letter) {
            gap = true;
        } else if letter != SOFT_HYPHEN {
            if gap {
                out.push(' ');
                gap = false;
            }
            out.push(letter);
        }
    }
    out
}
