//! Rows of inputs in bytes, and a matrix times them.
//!
//! Each row is rounded by itself: its largest number becomes 127. So what a row gives depends on no
//! other row, and texts may be put together at will. The products are summed up in whole numbers
//! ([`kernel`]); the scales of the row and of the output bring the sum back.

#![expect(clippy::inline_always, reason = "part of the loops that `kernel::Level::run` compiles")]

use crate::kernel::{Group, Level, PANEL, ROWS, Tile};
use crate::lanes::{Lanes, WIDTH};
use crate::weights::Matrix;

/// A row whose numbers are all below this is zero: its scale would leave what floating point holds.
const NOTHING: f32 = 1e-30;

/// Rows in bytes, eight by eight, in the order that the kernel reads them.
pub(crate) struct Rows {
    steps: usize,
    count: usize,
    groups: Vec<Group>,
    scales: Vec<f32>,
    /// Of each row, 128 times the sum of its bytes: what the 128 in every weight adds.
    excess: Vec<i32>,
}

impl Rows {
    /// So many rows of so many numbers, all zero.
    pub(crate) fn new(count: usize, inputs: usize) -> Self {
        let steps = inputs / 4;
        Self {
            steps,
            count,
            groups: vec![[0; ROWS]; count.div_ceil(ROWS) * steps],
            scales: vec![0.0; count],
            excess: vec![0; count],
        }
    }

    /// Sets the row `place`.
    #[inline(always)]
    pub(crate) fn put(&mut self, place: usize, values: &[f32]) {
        let (parts, _) = values.as_chunks::<WIDTH>();
        let largest =
            parts.iter().fold(Lanes::ZERO, |largest, part| largest.largest(Lanes::of(part).abs()));
        let largest = largest.max();
        let (scale, inverse) =
            if largest > NOTHING { (largest / 127.0, 127.0 / largest) } else { (0.0, 0.0) };
        let first = place / ROWS * self.steps;
        let (blocks, _) = self.groups[first..first + self.steps].as_chunks_mut::<{ WIDTH / 4 }>();
        let inverse = Lanes::all(inverse);
        let mut sums = [0; WIDTH];
        for (part, groups) in parts.iter().zip(blocks) {
            let bytes = (Lanes::of(part) * inverse).rounded_bytes();
            for (sum, byte) in sums.iter_mut().zip(bytes) {
                *sum += i32::from(byte);
            }
            for (group, four) in groups.iter_mut().zip(bytes.as_chunks::<4>().0) {
                group[place % ROWS] = i32::from_le_bytes(four.map(i8::cast_unsigned));
            }
        }
        self.scales[place] = scale;
        self.excess[place] = 128 * sums.iter().sum::<i32>();
    }

    /// The outputs of `matrix` for all rows, row by row, into `outputs`.
    pub(crate) fn multiply(&self, level: Level, matrix: &Matrix<'_>, outputs: &mut [f32]) {
        level.run(|| {
            let mut tile = [[0; PANEL]; ROWS];
            for (number, panel) in matrix.panels.chunks_exact(self.steps).enumerate() {
                for (place, inputs) in self.groups.chunks_exact(self.steps).enumerate() {
                    level.multiply(panel, inputs, &mut tile);
                    self.finish(matrix, number, place, &tile, outputs);
                }
            }
        });
    }

    /// Writes the outputs of one tile.
    #[inline(always)]
    fn finish(&self, matrix: &Matrix<'_>, panel: usize, place: usize, tile: &Tile, outputs: &mut [f32]) {
        let columns = panel * PANEL..(panel + 1) * PANEL;
        let (scales, _) = matrix.scales[columns.clone()].as_chunks::<WIDTH>();
        let (terms, _) = matrix.terms[columns.clone()].as_chunks::<WIDTH>();
        for (row, sums) in (place * ROWS..self.count).zip(tile) {
            let excess = self.excess[row];
            let own = Lanes::all(self.scales[row]);
            let start = row * matrix.outputs + columns.start;
            let (parts, _) = outputs[start..start + PANEL].as_chunks_mut::<WIDTH>();
            let (sums, _) = sums.as_chunks::<WIDTH>();
            for (((part, sums), scales), terms) in parts.iter_mut().zip(sums).zip(scales).zip(terms) {
                let exact = Lanes::of_integers(&sums.map(|sum| sum - excess));
                (exact * (own * Lanes::of_bytes(scales)) + Lanes::of_bytes(terms)).store(part);
            }
        }
    }
}
