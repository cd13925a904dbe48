//! From a text to its vector.

use crate::model::Model;
use crate::pieces::Splitter;
use crate::vector::{DIMENSIONS, Vector};
use crate::words::each_word;

/// The table inside the program.
static ENCODER: Encoder = Encoder {
    model: Model::of(include_bytes!("../model/table.bin"))
        .expect("the model file has the form that the crate reads"),
};

/// Makes vectors of texts. It holds the table of pieces, which is read where it lies in the program:
/// getting it costs nothing, and any number of threads may share it.
#[derive(Debug)]
pub struct Encoder {
    model: Model,
}

impl Encoder {
    /// The one encoder there is.
    #[must_use]
    pub fn get() -> &'static Self {
        &ENCODER
    }

    /// The vector of `text`: a clause, a sentence, or a whole report, in any of the five languages;
    /// which one need not be said. A text without a known piece (an empty one, marks alone, a script
    /// that the table lacks) gives [`Vector::ZERO`].
    ///
    /// Long texts are the sum of their words, so they lean to what they say most often.
    #[must_use]
    pub fn encode(&self, text: &str) -> Vector {
        let mut sum = Sum::new();
        self.each_piece(text, |piece| {
            if let Some((scale, row)) = self.model.row(piece) {
                sum.add(scale, row);
            }
        });
        Vector::towards(&sum.total())
    }

    /// The numbers of the pieces of `text`, word by word: for a look at what the table sees.
    #[must_use]
    pub fn pieces(&self, text: &str) -> Vec<u32> {
        let mut pieces = Vec::new();
        let mut splitter = Splitter::new(self.model);
        each_word(text, |word| {
            let first = pieces.len();
            splitter.split(word, |piece| pieces.push(piece));
            pieces[first..].reverse();
        });
        pieces
    }

    fn each_piece(&self, text: &str, mut found: impl FnMut(u32)) {
        let mut splitter = Splitter::new(self.model);
        each_word(text, |word| splitter.split(word, &mut found));
    }
}

/// How many columns are added at a time.
const COLUMNS: usize = 32;

/// The sum of rows, each times its scale; exact.
///
/// Rows are gathered first and added together, a few columns of all at a time: the table is large, and
/// the processor can then fetch many rows at once and keep the sums at hand.
struct Sum {
    rows: Vec<(i16, &'static [u8; DIMENSIONS])>,
    total: [i64; DIMENSIONS],
}

impl Sum {
    /// As many rows have room in 32 bits: a component is at most 2^7 × 2^15.
    const ROOM: usize = 1 << 8;
    fn new() -> Self {
        Self { rows: Vec::with_capacity(64), total: [0; DIMENSIONS] }
    }

    fn add(&mut self, scale: i16, row: &'static [u8; DIMENSIONS]) {
        self.rows.push((scale, row));
        if self.rows.len() == Self::ROOM {
            self.carry();
        }
    }

    fn carry(&mut self) {
        let (blocks, _) = self.total.as_chunks_mut::<{ COLUMNS }>();
        for (block, totals) in blocks.iter_mut().enumerate() {
            let sums = columns(&self.rows, block);
            for (total, sum) in totals.iter_mut().zip(sums) {
                *total += i64::from(sum);
            }
        }
        self.rows.clear();
    }

    fn total(mut self) -> [i64; DIMENSIONS] {
        self.carry();
        self.total
    }
}

/// The sums of one block of columns. On its own, or the compiler's view of the 64-bit totals around it
/// keeps it from adding many columns at once.
#[inline(never)]
fn columns(rows: &[(i16, &[u8; DIMENSIONS])], block: usize) -> [i32; COLUMNS] {
    let mut sums = [0; COLUMNS];
    for (scale, row) in rows {
        let bytes = &row.as_chunks::<COLUMNS>().0[block];
        for (sum, byte) in sums.iter_mut().zip(bytes) {
            *sum += i32::from(i16::from(byte.cast_signed())) * i32::from(*scale);
        }
    }
    sums
}
