//! What each block tells for the body: its weight, in letters.
//!
//! Running text weighs what it is long, a menu, a link or a label the negative of that. A short line weighs nothing
//! by itself: lists, verses and tables are made of them, and so are menus; where names say that the body is here, it
//! weighs half of its length.

use crate::block::{Block, Role, ends_sentence, words};
use std::ops::Range;

/// What a short line costs at most, in letters.
const SHORT: f32 = 40.0;
/// The fewest words of a sentence that weighs as running text, and of a line that does without being one.
const SENTENCE: usize = 8;
const LONG: usize = 30;
/// The fewest words of a line that may be a verse or an item of a list.
const LINE: usize = 4;

/// What is asked of a block's text again and again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub(super) words: usize,
    pub(super) sentence: bool,
    /// Names of the elements around it say that it is the body's.
    pub(super) named: bool,
}

impl Measure {
    pub(super) fn of(block: &Block) -> Self {
        Self { words: words(&block.text), sentence: ends_sentence(&block.text), named: false }
    }

    /// Whether the block, by its length and its end, is running text.
    pub(super) fn is_prose(self, block: &Block) -> bool {
        let line = matches!(block.role, Role::Paragraph | Role::Item | Role::Row);
        line && (self.sentence && self.words >= SENTENCE || self.words >= LONG)
    }

    /// What the block tells for the body, in letters.
    pub(super) fn weight(self, block: &Block) -> f32 {
        let letters = block.letters as f32;
        if block.post.is_some() {
            return 0.0;
        }
        if block.section.is_some() {
            let prose = block.links < 0.5 && self.words >= SENTENCE;
            return if prose { -letters } else { -letters.min(SHORT) / 2.0 };
        }
        if matches!(block.role, Role::Control | Role::Caption) {
            return -letters.min(SHORT);
        }
        if block.links > 0.5 {
            return if is_address(&block.text) { letters.min(SHORT) } else { -letters };
        }
        if self.is_prose(block) {
            // An item that begins with a linked title is a teaser.
            let links = if block.role == Role::Item { 4.0 } else { 1.0 } * block.links;
            letters * (1.0 - links)
        } else if self.named
            && block.links < 0.3
            && !matches!(block.role, Role::Heading | Role::Headline)
        {
            letters / 2.0
        } else if self.words >= LINE || self.named {
            0.0
        } else {
            -letters.min(SHORT)
        }
    }
}

/// Whether a linked line gives the address that it leads to, and so is text.
pub(super) fn is_address(text: &str) -> bool {
    let starts = ["http://", "https://", "www."].iter().any(|start| text.starts_with(start));
    (starts || text.contains('@')) && !text.contains(char::is_whitespace)
}

/// Sums over runs of values.
pub(super) struct Sums(Vec<f64>);

impl Sums {
    pub(super) fn of(values: impl Iterator<Item = f32>) -> Self {
        let mut sum = 0.0;
        let sums = values.map(|value| {
            sum += f64::from(value);
            sum
        });
        Self(std::iter::once(0.0).chain(sums).collect())
    }

    /// The number of places for which a condition holds, over runs.
    pub(super) fn counting(values: impl Iterator<Item = bool>) -> Self {
        Self::of(values.map(|holds| f32::from(u8::from(holds))))
    }

    /// The sum over `range`, as far as there are values.
    pub(super) fn over(&self, range: &Range<usize>) -> f64 {
        let last = self.0.len() - 1;
        self.0[range.end.min(last)] - self.0[range.start.min(last)]
    }
}
