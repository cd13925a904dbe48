//! The weight file: its form, and reading it in place.
//!
//! Nothing is built or repacked at start: the file lies in the program, or is read into memory, and is
//! used where it stands. All numbers are little-endian; every section begins at a multiple of 64 bytes.
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | `recoupeR` |
//! | 4 × 10 | version (1), layers, dimensions, heads, inner dimensions, positions, pieces, units of the trie, rows and code points of the table of normalisation |
//! | 4 | score of an unknown character (signed) |
//! | 12 | zeros |
//! | 32 | SHA-256 of everything behind the header |
//! | 32 | zeros: here the header ends |
//! | units × 4 | the trie of the pieces, told in `pieces.rs` |
//! | pieces × 4 | scores, in 1/10,000,000 of a natural logarithm (signed) |
//! | rows × 4 | normalisation: the code points that become others, ascending |
//! | rows × 4 | where each row's code points end in the next section |
//! | code points × 4 | what they become |
//! | pieces × 216 | vectors of the pieces: 12 scales (16-bit floating point), then 12 blocks of 16 bytes; byte *j* of a block holds weight *j* in its lower half and *j* + 16 in its upper one, 8 added to each |
//! | positions × 1536 | vectors of the positions |
//! | 2 × 1536 | the first norm: factors, then terms |
//! | … | the layers |
//!
//! A layer is the matrix of queries, keys and values (the queries divided by the root of a head's
//! size), that of the attention's output, a norm, the two matrices of the inner dimensions, a norm. A
//! matrix is the scales of its outputs; what is added to them; the sums of their weights; of the first
//! and the third matrix, the numbers of two inputs and their weights (`matrix.rs` tells why); and all
//! the weights in panels of 48 outputs, in each four inputs of all 48 together, 128 added to each
//! weight: the order that `kernel.rs` reads in.
//!
//! That the file in the program is of this form is checked when it is built, by `const` evaluation;
//! what is in it, by its hash in a test. A file that is loaded is checked for both.

use crate::embedding::DIMENSIONS;
use crate::kernel::{self, PANEL};

pub(crate) const LAYERS: usize = 12;
pub(crate) const HEADS: usize = 12;
pub(crate) const INNER: usize = 1536;
/// The most tokens of a text: 126 pieces between the marks of beginning and end.
pub(crate) const POSITIONS: usize = 128;

/// Weights that share a scale in the vector of a piece.
pub(crate) const BLOCK: usize = 32;
const BLOCKS: usize = DIMENSIONS / BLOCK;
/// The bytes of a piece's vector.
pub(crate) const ROW: usize = BLOCKS * (2 + BLOCK / 2);

const HEADER: usize = 128;

/// Why a file is not used.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// The file cannot be read.
    #[error("the weights cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// It is another file, of another version, or cut short.
    #[error("this is no file of weights that this version reads, or it is cut short")]
    Form,
    /// Its bytes are not those that were written.
    #[error("the file of weights is damaged: its bytes do not have the hash that it names")]
    Damaged,
}

/// How many inputs of a matrix are multiplied apart, where any are.
pub(crate) const LOUD: usize = 2;

/// Numbers of inputs.
pub(crate) type Loud<'a> = &'a [[u8; 4]];

/// Numbers as they lie in the file.
pub(crate) type Floats<'a> = &'a [[u8; 4]];

/// A weight file, its parts told apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weights<'a> {
    pub(crate) hash: &'a [u8; 32],
    pub(crate) units: &'a [[u8; 4]],
    pub(crate) scores: &'a [[u8; 4]],
    pub(crate) unknown: i32,
    pub(crate) codes: &'a [[u8; 4]],
    pub(crate) ends: &'a [[u8; 4]],
    pub(crate) outputs: &'a [[u8; 4]],
    pub(crate) rows: &'a [[u8; ROW]],
    pub(crate) positions: &'a [[[u8; 4]; DIMENSIONS]],
    pub(crate) norm: Norm<'a>,
    layers: &'a [[u8; Layer::BYTES]],
}

/// What a row is brought to after its mean and spread are taken out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Norm<'a> {
    pub(crate) factors: Floats<'a>,
    pub(crate) terms: Floats<'a>,
}

/// A matrix: how its weights lie is told above.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matrix<'a> {
    pub(crate) outputs: usize,
    pub(crate) scales: Floats<'a>,
    pub(crate) terms: Floats<'a>,
    /// Of the weights of each output.
    pub(crate) sums: Floats<'a>,
    /// The inputs that are multiplied apart: [`LOUD`] or none.
    pub(crate) loud: Loud<'a>,
    /// The weights of those, output by output: signed bytes.
    pub(crate) columns: &'a [u8],
    pub(crate) panels: &'a [kernel::Step],
}

/// One of the twelve layers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layer<'a> {
    pub(crate) heads: Matrix<'a>,
    pub(crate) output: Matrix<'a>,
    pub(crate) first_norm: Norm<'a>,
    pub(crate) widen: Matrix<'a>,
    pub(crate) narrow: Matrix<'a>,
    pub(crate) second_norm: Norm<'a>,
}

/// A walk through the sections of a file.
struct Sections<'a>(&'a [u8]);

impl<'a> Sections<'a> {
    /// The next section, of so many bytes; `None` where the file is too short for it.
    const fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        // The padding behind the section goes with it.
        let padded = bytes.div_ceil(64).saturating_mul(64);
        let Some((section, rest)) = self.0.split_at_checked(padded) else { return None };
        self.0 = rest;
        Some(section.split_at(bytes).0)
    }

    const fn numbers(&mut self, count: usize) -> Option<&'a [[u8; 4]]> {
        match self.take(count.saturating_mul(4)) {
            Some(bytes) => Some(bytes.as_chunks().0),
            None => None,
        }
    }

    const fn norm(&mut self) -> Option<Norm<'a>> {
        let Some(factors) = self.numbers(DIMENSIONS) else { return None };
        let Some(terms) = self.numbers(DIMENSIONS) else { return None };
        Some(Norm { factors, terms })
    }

    const fn matrix(&mut self, inputs: usize, outputs: usize, loud: usize) -> Option<Matrix<'a>> {
        let Some(scales) = self.numbers(outputs) else { return None };
        let Some(terms) = self.numbers(outputs) else { return None };
        let Some(sums) = self.numbers(outputs) else { return None };
        let Some(columns_of) = self.numbers(loud) else { return None };
        let Some(columns) = self.take(loud * outputs) else { return None };
        let Some(weights) = self.take(inputs * outputs) else { return None };
        let panels = weights.as_chunks().0;
        Some(Matrix { outputs, scales, terms, sums, loud: columns_of, columns, panels })
    }
}

impl<'a> Weights<'a> {
    /// The parts of the file `bytes`; `None` where it is not of this form, or cut short.
    pub(crate) const fn of(bytes: &'a [u8]) -> Option<Self> {
        let Some((header, rest)) = bytes.split_first_chunk::<HEADER>() else { return None };
        let [b'r', b'e', b'c', b'o', b'u', b'p', b'e', b'R', fields @ ..] = header else {
            return None;
        };
        let (fields, _) = fields.as_chunks::<4>();
        let [version, layers, dimensions, heads, inner, positions, counts @ ..] = fields else {
            return None;
        };
        let [pieces, units, codes, outputs, unknown, ..] = counts else { return None };
        if number(*version) != 1
            || number(*layers) != LAYERS
            || number(*dimensions) != DIMENSIONS
            || number(*heads) != HEADS
            || number(*inner) != INNER
            || number(*positions) != POSITIONS
        {
            return None;
        }
        let Some((_, hash)) = header.split_first_chunk::<64>() else { return None };
        let Some(hash) = hash.first_chunk::<32>() else { return None };
        let (pieces, codes) = (number(*pieces), number(*codes));
        let mut sections = Sections(rest);
        let Some(units) = sections.numbers(number(*units)) else { return None };
        let Some(scores) = sections.numbers(pieces) else { return None };
        let Some(ends_of) = sections.numbers(codes) else { return None };
        let Some(ends) = sections.numbers(codes) else { return None };
        let Some(outputs) = sections.numbers(number(*outputs)) else { return None };
        let Some(rows) = sections.take(pieces.saturating_mul(ROW)) else { return None };
        let Some(positions) = sections.numbers(POSITIONS * DIMENSIONS) else { return None };
        let Some(norm) = sections.norm() else { return None };
        let Some(layers) = sections.take(LAYERS * Layer::BYTES) else { return None };
        if !sections.0.is_empty() || pieces <= crate::pieces::UNKNOWN as usize {
            return None;
        }
        Some(Self {
            hash,
            units,
            scores,
            unknown: i32::from_le_bytes(*unknown),
            codes: ends_of,
            ends,
            outputs,
            rows: rows.as_chunks().0,
            positions: positions.as_chunks().0,
            norm,
            layers: layers.as_chunks().0,
        })
    }

    /// What is behind the header, which is what the hash is of.
    pub(crate) fn body(bytes: &[u8]) -> &[u8] {
        bytes.get(HEADER..).unwrap_or_default()
    }

    /// The layers, the first one first.
    pub(crate) fn layers(&self) -> impl Iterator<Item = Layer<'a>> {
        self.layers.iter().filter_map(|bytes| Layer::of(bytes))
    }
}

impl<'a> Layer<'a> {
    const MATRICES: usize = DIMENSIONS * (4 * DIMENSIONS + 2 * INNER);
    const VECTORS: usize = 3 * (3 * DIMENSIONS + DIMENSIONS + INNER + DIMENSIONS) + 4 * DIMENSIONS;
    /// The numbers of two inputs, padded, and their weights; twice.
    const LOUD: usize = 2 * 64 + LOUD * (3 * DIMENSIONS + INNER);
    /// The bytes of a layer. All its other sections fill multiples of 64 bytes.
    const BYTES: usize = Self::MATRICES + 4 * Self::VECTORS + Self::LOUD;

    const fn of(bytes: &'a [u8]) -> Option<Self> {
        let mut sections = Sections(bytes);
        let Some(heads) = sections.matrix(DIMENSIONS, 3 * DIMENSIONS, LOUD) else { return None };
        let Some(output) = sections.matrix(DIMENSIONS, DIMENSIONS, 0) else { return None };
        let Some(first_norm) = sections.norm() else { return None };
        let Some(widen) = sections.matrix(DIMENSIONS, INNER, LOUD) else { return None };
        let Some(narrow) = sections.matrix(INNER, DIMENSIONS, 0) else { return None };
        let Some(second_norm) = sections.norm() else { return None };
        Some(Self { heads, output, first_norm, widen, narrow, second_norm })
    }
}

const fn number(bytes: [u8; 4]) -> usize {
    u32::from_le_bytes(bytes) as usize
}

const _: () = assert!(DIMENSIONS.is_multiple_of(PANEL) && INNER.is_multiple_of(PANEL));
