//! A word to its pieces: the path of the highest score through the trie (Viterbi).
//!
//! Scores are whole numbers, so equal paths are equal on every machine; of two of them the one whose
//! last piece is longer stands, and so on from the end. A character that no piece holds costs more
//! than any piece and gives none, so that one odd letter does not lose the rest of the word. The time
//! grows with the length of the word, since no piece is longer than 16 characters. Most words are one
//! piece, which the model file says, and are found in one walk.

use crate::model::Model;

/// The best path to one place in a word.
#[derive(Debug, Clone, Copy)]
struct Step {
    score: i32,
    from: u32,
    piece: Option<u32>,
}

const UNREACHED: Step = Step { score: i32::MIN, from: 0, piece: None };

/// Splits words; keeps its memory from word to word.
#[derive(Debug)]
pub(crate) struct Splitter {
    model: Model,
    steps: Vec<Step>,
}

impl Splitter {
    pub(crate) const fn new(model: Model) -> Self {
        Self { model, steps: Vec::new() }
    }

    /// Calls `found` with the pieces of `word`, the last one first.
    pub(crate) fn split(&mut self, word: &[u8], mut found: impl FnMut(u32)) {
        if let Some(piece) = self.whole(word) {
            return found(piece);
        }
        self.steps.clear();
        self.steps.resize(word.len() + 1, UNREACHED);
        self.steps[0].score = 0;
        for start in 0..word.len() {
            // Inside a character nothing ends and nothing begins.
            if self.steps[start].score == i32::MIN {
                continue;
            }
            self.from(word, start);
        }
        let mut end = word.len();
        while end > 0 {
            let step = self.steps[end];
            step.piece.iter().for_each(|piece| found(*piece));
            end = step.from as usize;
        }
    }

    /// The piece that `word` is, where it is known to be one.
    fn whole(&self, word: &[u8]) -> Option<u32> {
        let mut node = self.model.root();
        for byte in word {
            node = self.model.step(node, *byte)?;
        }
        node.piece.filter(|_| node.is_whole)
    }

    /// Takes the path that ends at `start` on by every piece that begins there.
    fn from(&mut self, word: &[u8], start: usize) {
        let single = start + length(word[start]);
        let mut known = false;
        let mut node = self.model.root();
        for (place, byte) in word.iter().enumerate().skip(start) {
            let Some(next) = self.model.step(node, *byte) else { break };
            node = next;
            if let Some(piece) = node.piece {
                known |= place + 1 == single;
                self.reach(start, place + 1, self.model.score(piece), Some(piece));
            }
        }
        if !known {
            self.reach(start, single.min(word.len()), self.model.unknown, None);
        }
    }

    fn reach(&mut self, start: usize, end: usize, score: i32, piece: Option<u32>) {
        let score = self.steps[start].score.saturating_add(score).max(i32::MIN + 1);
        if score > self.steps[end].score {
            self.steps[end] = Step { score, from: start as u32, piece };
        }
    }
}

/// The bytes of the character that begins with `first`.
const fn length(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    }
}
