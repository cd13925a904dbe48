//! Rows of inputs in bytes, and a matrix times them.
//!
//! Each row is rounded by itself: 254 steps of one size from its lowest number to its highest, zero
//! being one of them. So what a row gives depends on no other row, and texts may be put together at
//! will. The products are summed up in whole numbers ([`crate::kernel`]); the size of the row's steps
//! and the scale of the output bring the sum back.
//!
//! **What it costs.** Against 32-bit floating point the cosine of a text's two embeddings is 0.9997 in
//! the mean. It was 0.997 with a scale for each row alone, for two reasons: behind the bend the numbers
//! are above -0.17 and up to 30, so that half of the steps would stand for nothing; and two dimensions
//! of the states are some twenty times as large as the others, in all texts, and left those three bits
//! or four. They are multiplied apart, in floating point (after [Dettmers and others 2022][loud]).
//!
//! [loud]: https://arxiv.org/abs/2208.07339

#![expect(clippy::inline_always, reason = "part of the loops that `kernel::Level::run` compiles")]

use crate::kernel::{Four, Level, PANEL, ROWS};
use crate::numbers::{largest, nearest, rounded, smallest};
use crate::weights::{Floats, LOUD, Loud, Matrix};

/// A row whose numbers lie nearer together than this is zero: its scale would leave what floating
/// point holds.
const NOTHING: f32 = 1e-30;

/// Steps between the lowest and the highest number of a row. Zero is moved to a whole step, by half of
/// one at most, and no byte is above 127 then.
const RANGE: f32 = 253.0;

/// Rows in bytes, `STEPS` times four of them, up to a multiple of eight rows: what the kernel takes at a
/// time. The length is known to the compiler, so that the kernel's loop needs no checks.
pub(crate) struct Rows<const STEPS: usize> {
    fours: Vec<[[Four; STEPS]; ROWS]>,
    rows: Vec<Row>,
}

/// What a row's bytes stand for.
#[derive(Clone, Copy, Default)]
struct Row {
    /// The size of a step.
    scale: f32,
    /// What the byte 0 stands for.
    middle: f32,
    /// What the matrix takes apart.
    loud: [f32; LOUD],
    /// 128 times the sum of the bytes: what the 128 in every weight adds.
    excess: i32,
}

impl<const STEPS: usize> Rows<STEPS> {
    /// So many rows, all zero.
    pub(crate) fn new(count: usize) -> Self {
        let fours = vec![[[0; STEPS]; ROWS]; count.div_ceil(ROWS)];
        Self { fours, rows: vec![Row::default(); count] }
    }

    /// Sets the row `place`, for a matrix that takes `loud` apart; those are zero in `values` then.
    #[inline(always)]
    pub(crate) fn put<const N: usize>(
        &mut self,
        place: usize,
        values: &mut [f32; N],
        loud: Loud<'_>,
    ) {
        let mut row = Row::default();
        for (apart, input) in row.loud.iter_mut().zip(loud) {
            if let Some(value) = values.get_mut(number(*input)) {
                *apart = std::mem::take(value);
            }
        }
        let (low, high) = (smallest(values, 0.0), largest(values, 0.0));
        let range = high - low;
        let (scale, inverse) =
            if range > NOTHING { (range / RANGE, RANGE / range) } else { (0.0, 0.0) };
        let middle = nearest((high + low) * 0.5 * inverse);
        let mut bytes = [0; N];
        let mut sum = 0;
        for (byte, value) in bytes.iter_mut().zip(&*values) {
            let whole = rounded(value * inverse - middle);
            *byte = whole as i8;
            sum += whole;
        }
        let fours = &mut self.fours[place / ROWS][place % ROWS];
        for (four, bytes) in fours.iter_mut().zip(bytes.as_chunks::<4>().0) {
            *four = Four::from_le_bytes(bytes.map(i8::cast_unsigned));
        }
        (row.scale, row.middle) = (scale, middle * scale);
        row.excess = 128 * sum;
        self.rows[place] = row;
    }

    /// The outputs of `matrix` for all rows, row by row, into `outputs`.
    pub(crate) fn multiply(&self, level: Level, matrix: &Matrix<'_>, outputs: &mut [f32]) {
        level.run(
            #[inline(always)]
            || {
                let mut tile = [[0; PANEL]; ROWS];
                for (number, panel) in matrix.panels.as_chunks().0.iter().enumerate() {
                    let columns = Columns::of(matrix, number * PANEL);
                    for (place, inputs) in self.fours.iter().enumerate() {
                        level.multiply(panel, inputs, &mut tile);
                        let first = place * ROWS;
                        for ((row, sums), place) in
                            self.rows[first..].iter().zip(&tile).zip(first..)
                        {
                            let start = place * matrix.outputs + number * PANEL;
                            if let Some(outputs) = outputs[start..].first_chunk_mut() {
                                columns.finish(row, sums, outputs);
                            }
                        }
                    }
                }
            },
        );
    }
}

/// What turns the sums of a panel's products into outputs.
struct Columns {
    scales: [f32; PANEL],
    terms: [f32; PANEL],
    sums: [f32; PANEL],
    loud: Option<[[f32; PANEL]; LOUD]>,
}

impl Columns {
    /// Of the outputs from `first` on.
    #[inline(always)]
    fn of(matrix: &Matrix<'_>, first: usize) -> Self {
        let loud = (!matrix.columns.is_empty()).then(|| {
            let mut columns = [[0.0; PANEL]; LOUD];
            let weights = matrix.columns.chunks_exact(matrix.outputs);
            for (column, weights) in columns.iter_mut().zip(weights) {
                for (place, weight) in column.iter_mut().zip(&weights[first..]) {
                    *place = f32::from(weight.cast_signed());
                }
            }
            columns
        });
        Self {
            scales: floats(matrix.scales, first),
            terms: floats(matrix.terms, first),
            sums: floats(matrix.sums, first),
            loud,
        }
    }

    /// The outputs of a row, of the sums of its products.
    #[inline(always)]
    fn finish(&self, row: &Row, sums: &[i32; PANEL], outputs: &mut [f32; PANEL]) {
        let exact = |place: usize| {
            (sums[place] - row.excess) as f32 * row.scale + self.sums[place] * row.middle
        };
        if let Some([one, two]) = &self.loud {
            for (place, output) in outputs.iter_mut().enumerate() {
                let sum = exact(place) + one[place] * row.loud[0] + two[place] * row.loud[1];
                *output = sum * self.scales[place] + self.terms[place];
            }
        } else {
            for (place, output) in outputs.iter_mut().enumerate() {
                *output = exact(place) * self.scales[place] + self.terms[place];
            }
        }
    }
}

#[inline(always)]
fn floats(numbers: Floats<'_>, first: usize) -> [f32; PANEL] {
    let mut floats = [0.0; PANEL];
    for (float, bytes) in floats.iter_mut().zip(&numbers[first..]) {
        *float = f32::from_le_bytes(*bytes);
    }
    floats
}

const fn number(bytes: [u8; 4]) -> usize {
    u32::from_le_bytes(bytes) as usize
}
