//! The model file: its form, and reading it in place.
//!
//! Nothing is built at start: the file lies in the program and is read where it stands, so the first
//! vector costs as little as the others. Its form, all numbers little-endian:
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | `recoupeV` |
//! | 4 × 6 | version (1), dimensions, pieces, units of the trie, score of an unknown character (signed), 0 |
//! | units × 8 | the trie: `base << 8 \| label`, then the piece that ends here, plus one (0 for none); highest bit: see below |
//! | pieces × 2 | scores: thousandths of a natural logarithm (signed) |
//! | pieces × 2 | scales of the rows |
//! | pieces × dimensions | the rows: signed bytes; a row stands for its bytes times its scale |
//!
//! The trie is a double array (Aoe 1989) over the bytes of the pieces, in UTF-8 with one space before
//! a piece that begins a word. The child of a unit by a byte is the unit at `base + byte`, if the
//! label there is that byte; no two units have one base, so the label alone settles it. An empty unit
//! has label 0, which no piece holds. Pieces are numbered in the order of their bytes. The highest bit
//! says that the piece, as a word of its own, is its own best path; most words are, and need no search.
//!
//! That the file is whole is checked when the program is built, by `const` evaluation; what is in it,
//! by its hash in a test.

use crate::vector::DIMENSIONS;

/// A model file, its parts told apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Model {
    units: &'static [[u8; 8]],
    scores: &'static [[u8; 2]],
    scales: &'static [[u8; 2]],
    rows: &'static [[u8; DIMENSIONS]],
    /// The score of a character that no piece holds.
    pub(crate) unknown: i32,
}

/// A place in the trie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    base: u32,
    /// The piece that ends here.
    pub(crate) piece: Option<u32>,
    /// Whether a word that is this piece is split into nothing else.
    pub(crate) is_whole: bool,
}

/// The bit of a unit that says [`Node::is_whole`].
const WHOLE: u32 = 1 << 31;

impl Model {
    /// The parts of the file `bytes`; `None` where it is not of this form, or cut short.
    pub(crate) const fn of(bytes: &'static [u8]) -> Option<Self> {
        let Some((header, rest)) = bytes.split_first_chunk::<32>() else { return None };
        let [b'r', b'e', b'c', b'o', b'u', b'p', b'e', b'V', fields @ ..] = header else {
            return None;
        };
        let (fields, _) = fields.as_chunks::<4>();
        let [version, dimensions, pieces, units, unknown, _] = fields else { return None };
        if u32::from_le_bytes(*version) != 1
            || u32::from_le_bytes(*dimensions) as usize != DIMENSIONS
        {
            return None;
        }
        let pieces = u32::from_le_bytes(*pieces) as usize;
        let units = u32::from_le_bytes(*units) as usize;
        let Some((units, rest)) = rest.split_at_checked(units * 8) else { return None };
        let Some((scores, rest)) = rest.split_at_checked(pieces * 2) else { return None };
        let Some((scales, rest)) = rest.split_at_checked(pieces * 2) else { return None };
        if rest.len() != pieces * DIMENSIONS {
            return None;
        }
        Some(Self {
            units: units.as_chunks().0,
            scores: scores.as_chunks().0,
            scales: scales.as_chunks().0,
            rows: rest.as_chunks().0,
            unknown: i32::from_le_bytes(*unknown),
        })
    }

    /// Where every walk through the trie begins.
    pub(crate) fn root(&self) -> Node {
        let nowhere = Node { base: u32::MAX, piece: None, is_whole: false };
        self.units.first().map_or(nowhere, |unit| Node::of(*unit).1)
    }

    /// One byte further from `node`; `None` where no piece goes on with `byte`.
    pub(crate) fn step(&self, node: Node, byte: u8) -> Option<Node> {
        let unit = self.units.get(node.base as usize + usize::from(byte))?;
        let (label, next) = Node::of(*unit);
        (label == byte && byte != 0).then_some(next)
    }

    /// The score of `piece`: how likely it is, in thousandths of a natural logarithm.
    pub(crate) fn score(&self, piece: u32) -> i32 {
        self.scores
            .get(piece as usize)
            .map_or(self.unknown, |bytes| i16::from_le_bytes(*bytes).into())
    }

    /// What the row of `piece` is multiplied by, and the row.
    pub(crate) fn row(&self, piece: u32) -> Option<(i16, &'static [u8; DIMENSIONS])> {
        let place = piece as usize;
        Some((i16::from_le_bytes(*self.scales.get(place)?), self.rows.get(place)?))
    }
}

impl Node {
    /// A unit's label and its node.
    fn of(unit: [u8; 8]) -> (u8, Self) {
        let [label, base @ .., a, b, c, d] = unit;
        let base = u32::from_le_bytes([base[0], base[1], base[2], 0]);
        let ends = u32::from_le_bytes([a, b, c, d]);
        (label, Self { base, piece: (ends & !WHOLE).checked_sub(1), is_whole: ends & WHOLE != 0 })
    }
}
