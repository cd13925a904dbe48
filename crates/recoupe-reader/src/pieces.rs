//! A text to its pieces: in every word the path of the highest score ([Unigram model][kudo]).
//!
//! Scores are whole numbers, so equal paths are equal on every machine; of two of them the one whose
//! last piece is longer stands. A character that no piece holds is an unknown piece, at a cost above
//! all others; several in a row are one.
//!
//! The pieces are found by a trie: a double array (Aoe 1989) over their bytes in UTF-8, read where it
//! lies. A unit is `value << 9 | leaf << 8 | label`. The child of a unit by a byte is the unit at
//! `value + byte`, if the label there is that byte; a leaf's value is the piece that ends there. Where
//! a piece ends and others go on, the leaf is a child by the byte 0, which no piece holds. No two
//! units lead to one place, so the label alone settles whose child a unit is.
//!
//! [kudo]: https://aclanthology.org/P18-1007/

use crate::normal::each_word;
use crate::weights::{POSITIONS, Weights};
use std::ops::ControlFlow;

/// The piece that stands for characters that no piece holds.
pub(crate) const UNKNOWN: u32 = 3;

/// The most pieces of a text.
const MOST: usize = POSITIONS - 2;

/// The pieces of `text`, 126 at most.
pub(crate) fn pieces(weights: &Weights<'_>, text: &str) -> Vec<u32> {
    let mut splitter = Splitter { weights, steps: Vec::new() };
    let mut pieces = Vec::with_capacity(64);
    each_word(weights, text, |word| {
        splitter.split(word, &mut pieces);
        if pieces.len() < MOST { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    pieces.truncate(MOST);
    pieces
}

/// The best path to one place in a word.
#[derive(Debug, Clone, Copy)]
struct Step {
    score: i64,
    from: u32,
    piece: u32,
}

const UNREACHED: Step = Step { score: i64::MIN, from: 0, piece: UNKNOWN };

/// Splits words; keeps its memory from word to word.
struct Splitter<'a> {
    weights: &'a Weights<'a>,
    steps: Vec<Step>,
}

impl Splitter<'_> {
    /// Adds the pieces of `word`.
    fn split(&mut self, word: &str, pieces: &mut Vec<u32>) {
        self.steps.clear();
        self.steps.resize(word.len() + 1, UNREACHED);
        self.steps[0].score = 0;
        for (start, character) in word.char_indices() {
            self.from(word.as_bytes(), start, character.len_utf8());
        }
        let first = pieces.len();
        let mut end = word.len();
        while end > 0 {
            let Step { from, piece, .. } = self.steps[end];
            if piece != UNKNOWN || pieces[first..].last() != Some(&UNKNOWN) {
                pieces.push(piece);
            }
            end = from as usize;
        }
        pieces[first..].reverse();
    }

    /// Takes the path that ends at `start` on by every piece that begins there, and by its character
    /// alone, which is `length` bytes long: so each next character is reached.
    fn from(&mut self, word: &[u8], start: usize, length: usize) {
        let mut unit = self.unit(0);
        for (place, byte) in word.iter().enumerate().skip(start) {
            let Some(child) = unit.and_then(|unit| self.child(unit, *byte)) else { break };
            unit = Some(child);
            let end = if child.is_leaf() { Some(child) } else { self.child(child, 0) };
            if let Some(piece) = end.filter(|end| end.is_leaf()).map(Unit::value)
                && let Some(score) = self.weights.scores.get(piece as usize)
            {
                self.reach(start, place + 1, i32::from_le_bytes(*score), piece);
            }
            if child.is_leaf() {
                break;
            }
        }
        self.reach(start, start + length, self.weights.unknown, UNKNOWN);
    }

    fn reach(&mut self, start: usize, end: usize, score: i32, piece: u32) {
        // Of at most 4,096 characters, so no sum comes near the bounds.
        let score = self.steps[start].score + i64::from(score);
        if score > self.steps[end].score {
            self.steps[end] = Step { score, from: start as u32, piece };
        }
    }

    fn unit(&self, place: usize) -> Option<Unit> {
        self.weights.units.get(place).map(|unit| Unit(u32::from_le_bytes(*unit)))
    }

    fn child(&self, unit: Unit, byte: u8) -> Option<Unit> {
        self.unit(unit.value() as usize + usize::from(byte)).filter(|child| child.label() == byte)
    }
}

/// A unit of the trie.
#[derive(Debug, Clone, Copy)]
struct Unit(u32);

impl Unit {
    const fn label(self) -> u8 {
        self.0 as u8
    }

    const fn is_leaf(self) -> bool {
        self.0 & 1 << 8 != 0
    }

    const fn value(self) -> u32 {
        self.0 >> 9
    }
}
