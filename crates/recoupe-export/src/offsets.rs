//! The border between bytes, which spans count inside, and code points, which the record counts.
//!
//! A text is walked once; after that an offset is found from the nearest step before it.

use crate::record::SpanOut;
use recoupe_text::Span;

/// Byte offsets to code points, for one text: constant for ASCII, logarithmic otherwise.
pub(crate) struct Offsets<'text> {
    pub(crate) id: String,
    text: &'text str,
    /// At most every 256 bytes: a byte, and how many code points begin before it.
    steps: Vec<(usize, usize)>,
}

/// How far apart steps are, in bytes.
const STEP: usize = 256;

impl<'text> Offsets<'text> {
    pub(crate) fn of(id: String, text: &'text str) -> Self {
        let mut steps = vec![(0, 0)];
        if !text.is_ascii() {
            let mut next = STEP;
            for (count, (at, _)) in text.char_indices().enumerate() {
                if at >= next {
                    steps.push((at, count));
                    next = at + STEP;
                }
            }
        }
        Self { id, text, steps }
    }

    fn points(&self, byte: usize) -> usize {
        if self.steps.len() == 1 && self.text.is_ascii() {
            return byte;
        }
        let index = self.steps.partition_point(|(at, _)| *at <= byte) - 1;
        let (at, count) = self.steps[index];
        count + self.text[at..byte].chars().count()
    }

    pub(crate) fn span(&self, span: Span) -> SpanOut {
        SpanOut {
            article: self.id.clone(),
            start: self.points(span.start as usize),
            end: self.points(span.end as usize),
            exact: span.of(self.text).to_owned(),
        }
    }
}
